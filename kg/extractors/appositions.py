"""Appositions: "X, a vice chairman of the party", "the sister, Y", "the agency (KCNA)", "Stanley Canter, 66"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.phrases import conjuncts, is_nominal, is_singular, mention_head, titled_name
from kg.extractors.titles import title_of
from kg.extractors.trees import tree_of
from kg.predications import Argument, Predication
from kg.registry import extractors

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Doc

    from kg.extractors.trees import Tree
    from kg.predications import Mention

__all__ = ["appositions"]

NAME = "appositions"
_NAME_LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "NORP"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_DASHES = frozenset({"-", "--", "–", "—", "/"})
_LOOSE = frozenset({"nmod:unmarked", "nmod:npmod", "nummod", "amod", "dep", "parataxis"})


def _named(tree: Tree, token: int) -> bool:
    return tree.label(token) in _NAME_LABELS or tree.pos[token] == "PROPN"


def _opened(tree: Tree, token: int) -> str:
    """Return ``"("`` if the phrase opens with a bracket."""
    first = min(tree.subtree(token))
    return "(" if tree.lower[first] in {"(", "["} or (first and tree.lower[first - 1] in {"(", "["}) else ""


def _is_age(tree: Tree, token: int, person: int) -> bool:
    """Whether a number set off by commas or brackets after a person is an age."""
    text = tree.lower[token]
    if tree.pos[token] != "NUM" or not text.isdigit() or not 0 < int(text) < 130 or token < person:
        return False
    alone = not any(tree.dep[c] not in {"punct"} for c in tree.children[token])
    return alone and tree.label(person) == "PERSON" and token > 0 and tree.lower[token - 1] in {",", "("}


def _pairs(tree: Tree, token: int) -> Iterator[tuple[int, int, float]]:
    """Yield subject, attribute and confidence of what a token is to the noun it depends on."""
    other, dep = tree.head[token], tree.dep[token]
    if dep != "appos":
        if dep in _LOOSE and _is_age(tree, token, other):
            yield other, token, 0.9
        return
    if title_of(tree, token) >= 0 or titled_name(tree, other) >= 0:
        return
    if _is_age(tree, token, other):
        yield other, token, 0.9
        return
    if not (is_nominal(tree, token) and is_nominal(tree, other)) or tree.same_name(token, other):
        return
    first, second = _named(tree, other), _named(tree, token)
    parallel = first and second and tree.label(token) in _PLACES and tree.lower[token - 1] in _DASHES
    if parallel or (tree.label(token) == tree.label(other) == "PERSON" and not _opened(tree, token)):
        # two people are not one; the second is the name of some other noun, or an item of a list
        return
    for one in [token] if second and is_singular(tree, other) else conjuncts(tree, token):
        if second and not first:
            yield one, other, 0.85
        else:
            yield other, one, 0.85 if first and not second else 0.75


@extractors.register(NAME, requires=("token.dep", "token.pos", "token.tag", "token.lemma", "doc.ents", "doc.sents"))
def appositions(doc: Doc, mentions: Mapping[int, Mention]) -> Iterator[Predication]:
    """What an apposed phrase says of the name or noun beside it.

    Parameters
    ----------
    doc : Doc, n tokens
    mentions : mapping of int to Mention
        By head token.

    Yields
    ------
    Predication
        Of kind ``"apposition"``: the name is the subject and the other phrase its attribute; of two names or two
        nouns the first is the subject. An attribute in brackets has the marker ``"("``.
    """
    tree = tree_of(doc)
    for token in range(len(tree)):
        for subject, attribute, confidence in _pairs(tree, token):
            subject_key = mention_head(tree, subject, mentions)
            attribute_key = mention_head(tree, attribute, mentions)
            if subject_key == attribute_key:
                continue
            yield Predication(
                kind="apposition",
                head=attribute_key,
                lemma=tree.lemma[attribute],
                tokens=(attribute_key,),
                arguments=(
                    *sorted(
                        (
                            Argument(role="subject", head=subject_key),
                            Argument(role="attribute", head=attribute_key, marker=_opened(tree, token)),
                        ),
                        key=lambda a: a.head,
                    ),
                ),
                sentence=tree.sentence[token],
                extractor=NAME,
                confidence=confidence,
            )

"""Appositions: "X, a vice chairman of the party", "the sister, Y", "the agency (KCNA)", "Stanley Canter, 66"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.phrases import conjuncts, is_singular, mention_head, titled_name
from kg.extractors.reliability import confidence
from kg.extractors.titles import strayed_title_of, title_of
from kg.extractors.trees import tree_of
from kg.extractors.wordlists import COMPANY_FORMS, TIME_LABELS
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
#: Labels of names that are one thing only with a common noun, or with a name of no such label.
_APART = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_MARKS = frozenset({",", "(", "[", "-", "–", "—", "--", ":", "/"})
_LOOSE = frozenset({"nmod:unmarked", "nmod:npmod", "nummod", "amod", "dep", "parataxis"})


def _named(tree: Tree, token: int) -> bool:
    return tree.label(token) in _NAME_LABELS or tree.pos[token] == "PROPN"


def _opened(tree: Tree, token: int) -> str:
    """Return ``"("`` if the phrase opens with a bracket."""
    first = tree.left[token]
    return "(" if tree.lower[first] in {"(", "["} or (first and tree.lower[first - 1] in {"(", "["}) else ""


def _is_age(tree: Tree, token: int, person: int) -> bool:
    """Whether a number set off by commas or brackets after a person is an age."""
    text = tree.lower[token]
    if tree.pos[token] != "NUM" or not text.isdigit() or not 0 < int(text) < 130 or token < person:
        return False
    alone = not any(tree.dep[c] not in {"punct"} for c in tree.children[token])
    return alone and tree.label(person) == "PERSON" and token > 0 and tree.lower[token - 1] in {",", "("}


def _can_be_one(tree: Tree, other: int, token: int) -> bool:
    """Whether two phrases side by side can be one thing: by their words, and by what kind of name each is.

    Two people or two places side by side are a list or an address; so are a person and an organisation.
    """
    if tree.pos[token] not in _NOUNS or tree.pos[other] not in _NOUNS or tree.same_name(token, other):
        return False
    if tree.lower[token] in COMPANY_FORMS or tree.label(token) in TIME_LABELS or tree.label(other) in TIME_LABELS:
        return False
    one, two = tree.label(other), tree.label(token)
    if _opened(tree, token):
        return two != "PERSON" or (one in {"", "PERSON"} and _named(tree, other))
    if one in _APART and two in _APART:
        return one == two == "ORG" and not any(tree.dep[c] == "conj" for c in tree.children[token])
    return True


def _is_unset(tree: Tree, name: int, token: int) -> bool:
    """Whether a common noun follows a name with nothing between: "would name Ana Costa finance minister"."""
    if token < name or tree.pos[token] != "NOUN" or not _named(tree, name):
        return False
    return _MARKS.isdisjoint(tree.lower[name + 1 : token])


def _pairs(tree: Tree, token: int) -> Iterator[tuple[int, int]]:
    """Yield subject and attribute of what a token is to the noun it depends on."""
    other, dep = tree.head[token], tree.dep[token]
    if dep not in {"appos", "nmod:desc"}:
        if dep in _LOOSE and _is_age(tree, token, other):
            yield other, token
        return
    if title_of(tree, token) >= 0 or strayed_title_of(tree, token) >= 0 or titled_name(tree, other) >= 0:
        return
    if dep == "nmod:desc" and tree.lower[max(token, other) - 1] != "," and "," not in tree.lower[token + 1 : other]:
        return
    if _is_age(tree, token, other):
        yield other, token
        return
    if not _can_be_one(tree, other, token) or _is_unset(tree, other, token):
        return
    first, second = (_named(tree, max(t, titled_name(tree, t))) for t in (other, token))
    for one in [token] if second and is_singular(tree, other) else conjuncts(tree, token):
        yield (one, other) if second and not first else (other, one)


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
        for subject, attribute in _pairs(tree, token):
            subject_key = mention_head(tree, subject, mentions)
            attribute_key = mention_head(tree, attribute, mentions)
            if subject_key == attribute_key:
                continue
            found = (
                Argument(role="subject", head=subject_key),
                Argument(role="attribute", head=attribute_key, marker=_opened(tree, token)),
            )
            arguments = tuple(sorted(found, key=lambda a: a.head))
            yield Predication(
                kind="apposition",
                head=attribute_key,
                lemma=tree.lemma[attribute],
                tokens=(attribute_key,),
                arguments=arguments,
                sentence=tree.sentence[token],
                extractor=NAME,
                confidence=confidence(tree, "apposition", attribute_key, arguments),
            )

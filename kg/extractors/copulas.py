"""Copular clauses: what something is, becomes, remains, or where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.arguments import complements, in_text_order, obliques
from kg.extractors.clauses import is_clause, predicate_tokens, subjects
from kg.extractors.phrases import conjuncts, is_nominal, mention_head, preposition
from kg.extractors.reliability import confidence
from kg.extractors.trees import tree_of
from kg.extractors.verb_frames import is_copular
from kg.predications import Argument, Predication
from kg.registry import extractors

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from spacy.tokens import Doc

    from kg.extractors.trees import Tree
    from kg.predications import Mention

__all__ = ["copulas"]

NAME = "copulas"
_COP = frozenset({"cop"})
_OUTER = frozenset({"nsubj:outer", "csubj:outer"})
_AROUND = frozenset({"obl", "obl:unmarked", "obl:tmod", "obl:npmod"})


def _words(tree: Tree, head: int, copula: int) -> tuple[int, ...]:
    """The copula with its auxiliaries, negation and adverbs, which the scheme hangs on the predicate."""
    out = {copula}
    for c in tree.children[head]:
        plain = tree.dep[c] in {"aux", "advmod"} and c < head and not tree.children[c] and tree.tag[c] != "WRB"
        if plain and (tree.dep[c] == "aux" or abs(c - copula) <= 2):
            out.add(c)
    return tuple(sorted(out))


def _attributes(tree: Tree, head: int) -> Iterator[Argument]:
    """Yield the predicate and the predicates joined to it without subject of their own."""
    first = preposition(tree, head)
    yield Argument(role="attribute", head=head, marker=first)
    for child in tree.children[head]:
        if tree.dep[child] == "conj" and tree.pos[child] != "VERB" and not is_clause(tree, child):
            yield Argument(role="attribute", head=child, marker=preposition(tree, child) or first)


def _of_be(tree: Tree, head: int) -> list[Argument]:
    outer = tree.with_dep(head, _OUTER)
    if outer:
        found = [Argument(role="subject", head=t) for o in outer for t in conjuncts(tree, o)]
        return [*found, *complements(tree, head, "complement")]
    found = [Argument(role="subject", head=f.token, implied=f.implied) for f in subjects(tree, head)]
    found += _attributes(tree, head)
    adjective = not is_nominal(tree, head)
    for c in tree.with_dep(head, _AROUND):
        if not adjective or c < head:
            found += obliques(tree, head, c)
    return found


def _of_verb(tree: Tree, verb: int) -> list[Argument]:
    found = [Argument(role="subject", head=f.token, implied=f.implied) for f in subjects(tree, verb)]
    for c in tree.children[verb]:
        if tree.dep[c] == "xcomp" and tree.pos[c] not in {"VERB", "AUX"}:
            found += _attributes(tree, c)
        elif tree.dep[c] in _AROUND:
            found += obliques(tree, verb, c)
    return found


def _heads(tree: Tree, found: list[Argument], mentions: Container[int]) -> tuple[Argument, ...]:
    return in_text_order(
        [
            Argument(
                role=a.role,
                head=a.head if a.role in {"complement", "attribute"} else mention_head(tree, a.head, mentions),
                marker=a.marker,
                implied=a.implied,
            )
            for a in found
        ]
    )


@extractors.register(NAME, requires=("token.dep", "token.pos", "token.tag", "token.lemma", "doc.ents", "doc.sents"))
def copulas(doc: Doc, mentions: Mapping[int, Mention]) -> Iterator[Predication]:
    """What something is, becomes, remains or where it is: a subject and its attributes.

    Parameters
    ----------
    doc : Doc, n tokens
    mentions : mapping of int to Mention
        By head token.

    Yields
    ------
    Predication
        Of kind ``"copula"``; its head is the predicate word of *be* and the verb of *become*. The attribute of a
        place has its preposition as marker ("is in Paris").
    """
    tree = tree_of(doc)
    for head in tree.governors():
        copula = tree.first(head, _COP)
        if copula >= 0:
            found = _of_be(tree, head)
            lemma, words = "be", _words(tree, head, copula)
        elif tree.pos[head] == "VERB" and is_copular(tree, head):
            found = _of_verb(tree, head)
            lemma, words = tree.lemma[head], predicate_tokens(tree, head)
        else:
            continue
        if len(found) > 1 and any(a.role == "subject" for a in found):
            arguments = _heads(tree, found, mentions)
            yield Predication(
                kind="copula",
                head=head,
                lemma=lemma,
                tokens=words,
                arguments=arguments,
                sentence=tree.sentence[head],
                extractor=NAME,
                confidence=confidence(tree, "copula", head, arguments),
            )

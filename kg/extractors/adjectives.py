"""Adjectives with arguments: "critical of the plan", "responsible for security", "likely to continue"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.arguments import at_mention, complements, in_text_order, obliques
from kg.extractors.clauses import Filler, subjects
from kg.extractors.phrases import conjuncts, is_nominal
from kg.extractors.reliability import confidence
from kg.extractors.trees import tree_of
from kg.predications import Argument, Predication
from kg.registry import extractors

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Doc

    from kg.extractors.trees import Tree
    from kg.predications import Mention

__all__ = ["adjectives"]

NAME = "adjectives"
_PHRASES = frozenset({"obl", "nmod"})
_CLAUSES = frozenset({"xcomp", "ccomp", "advcl"})
_ADNOMINAL = frozenset({"amod", "acl", "acl:relcl"})
_SUBJECT = frozenset({"nsubj", "csubj"})


def _bearers(tree: Tree, adjective: int) -> list[Filler]:
    """Who or what is said to be so: the subject, or the noun that the adjective describes."""
    if tree.dep[adjective] in _ADNOMINAL and tree.first(adjective, _SUBJECT) < 0:
        noun = tree.head[adjective]
        return [Filler(noun, False)] if is_nominal(tree, noun) else []
    if tree.dep[adjective] == "conj" and tree.dep[tree.head[adjective]] == "amod":
        return [Filler(tree.head[tree.head[adjective]], False)]
    return subjects(tree, adjective)


def _arguments(tree: Tree, adjective: int) -> list[Argument]:
    found: list[Argument] = []
    for c in tree.children[adjective]:
        if c < adjective:
            continue
        if tree.dep[c] in _PHRASES:
            found += obliques(tree, adjective, c)
        elif tree.dep[c] in _CLAUSES:
            found += complements(tree, c, "complement")
    return found


@extractors.register(NAME, requires=("token.dep", "token.pos", "token.tag", "token.lemma", "doc.ents", "doc.sents"))
def adjectives(doc: Doc, mentions: Mapping[int, Mention]) -> Iterator[Predication]:
    """Adjectives that govern a phrase or clause, said of a subject or of the noun they describe.

    Parameters
    ----------
    doc : Doc, n tokens
    mentions : mapping of int to Mention
        By head token.

    Yields
    ------
    Predication
        Of kind ``"adjectival"``, in text order: subject, oblique with its preposition, complement with its
        subordinator.
    """
    tree = tree_of(doc)
    for adjective in range(len(tree)):
        if tree.pos[adjective] != "ADJ":
            continue
        found = _arguments(tree, adjective)
        if not found:
            continue
        found += [
            Argument(role="subject", head=t, implied=f.implied)
            for f in _bearers(tree, adjective)
            for t in ([f.token] if f.implied else conjuncts(tree, f.token)[:1])
        ]
        copula = [c for c in tree.children[adjective] if tree.dep[c] in {"cop", "aux"}]
        before = [
            c
            for c in tree.children[adjective]
            if tree.dep[c] == "advmod" and adjective - 2 <= c < adjective and not tree.children[c]
        ]
        arguments = in_text_order([at_mention(tree, a, mentions) for a in found])
        yield Predication(
            kind="adjectival",
            head=adjective,
            lemma=tree.lemma[adjective],
            tokens=tuple(sorted({adjective, *copula, *before})),
            arguments=arguments,
            sentence=tree.sentence[adjective],
            extractor=NAME,
            confidence=confidence(tree, "adjectival", adjective, arguments),
        )

"""Nouns that take arguments: "Pyongyang's decision to cut ties", "a ban on sending leaflets"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.arguments import at_mention, complements, in_text_order
from kg.extractors.clauses import noun_agents
from kg.extractors.modifiers import noun_modifiers
from kg.extractors.phrases import marker, possessors
from kg.extractors.prenominal import side
from kg.extractors.reliability import confidence
from kg.extractors.trees import tree_of
from kg.predications import Argument, Predication
from kg.registry import extractors

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Doc

    from kg.extractors.trees import Tree
    from kg.predications import Mention

__all__ = ["nominals"]

NAME = "nominals"
_CLAUSES = frozenset({"acl", "ccomp", "advcl"})
_BEFORE = frozenset({"compound", "amod", "nmod:unmarked"})


def _clauses(tree: Tree, noun: int) -> Iterator[Argument]:
    """Yield the clauses a noun governs: infinitive, that-clause, gerund after a preposition."""
    for child in tree.children[noun]:
        if child > noun and tree.dep[child] in _CLAUSES and marker(tree, child):
            yield from complements(tree, child, "complement")


def _arguments(tree: Tree, noun: int) -> list[Argument]:
    found = [Argument(role="modifier", head=p, marker="'s") for p in possessors(tree, noun)]
    found += [Argument(role="modifier", head=t, marker=m) for t, m in noun_modifiers(tree, noun)]
    found += _clauses(tree, noun)
    for c in tree.children[noun]:
        if (
            c < noun
            and tree.dep[c] in _BEFORE
            and (tree.pos[c] in {"NOUN", "PROPN"} or tree.label(c) in {"NORP", "GPE"})
        ):
            found.append(Argument(role="modifier", head=c, marker=side(tree, c)))
    if not any(a.marker == "'s" for a in found):
        found += [Argument(role="subject", head=f.token, implied=True) for f in noun_agents(tree, noun)]
    return found


@extractors.register(NAME, requires=("token.dep", "token.pos", "token.tag", "token.lemma", "doc.ents", "doc.sents"))
def nominals(doc: Doc, mentions: Mapping[int, Mention]) -> Iterator[Predication]:
    """Common nouns with everything that can be an argument of the act or state they may name.

    Parameters
    ----------
    doc : Doc, n tokens
    mentions : mapping of int to Mention
        By head token.

    Yields
    ------
    Predication
        Of kind ``"nominal"``: possessors (marker ``"'s"``), prepositional phrases, nouns and nationalities before the
        noun (no marker) as modifiers; clauses as complements; and, understood, the subject of the verb that supports
        the noun ("they launched an attack"). Whether the noun names an act is for the lexicon of the alignment to
        say.
    """
    tree = tree_of(doc)
    for noun in range(len(tree)):
        if tree.pos[noun] != "NOUN":
            continue
        found = [at_mention(tree, a, mentions) for a in _arguments(tree, noun)]
        arguments = in_text_order([a for a in found if a.head != noun])
        if arguments:
            yield Predication(
                kind="nominal",
                head=noun,
                lemma=tree.lemma[noun],
                tokens=(noun,),
                arguments=arguments,
                sentence=tree.sentence[noun],
                extractor=NAME,
                confidence=confidence(tree, "nominal", noun, arguments),
            )

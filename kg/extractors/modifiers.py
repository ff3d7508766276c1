"""Prepositional modifiers of nouns: "policies toward the South", "the city of Kaesong", "a plant in Ohio"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extractors.phrases import conjuncts, is_nominal, marker, mention_head, noun_marker
from kg.extractors.reliability import confidence
from kg.extractors.trees import tree_of
from kg.predications import Argument, Predication
from kg.registry import extractors

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Doc

    from kg.extractors.trees import Tree
    from kg.predications import Mention

__all__ = ["modifiers", "noun_modifiers"]

NAME = "modifiers"
_PLACED = frozenset({"GPE", "LOC", "FAC", "ORG"})
_ARGUMENTS = frozenset({"obj", "nsubj", "nsubj:pass"})
_UNMARKED = frozenset({"nmod:unmarked", "nmod:npmod", "appos", "flat"})


def _inside_name(tree: Tree, noun: int, token: int) -> bool:
    return tree.same_name(noun, token)


def _place_in_place(tree: Tree, noun: int, token: int) -> bool:
    """Whether "Springfield, Ohio" or "Trinity College, Dublin" names a place by the one that holds it; no list."""
    between = range(noun + 1, token)
    return (
        tree.dep[token] in _UNMARKED
        and tree.label(noun) in _PLACED
        and tree.label(token) in {"GPE", "LOC"}
        and not tree.same_name(noun, token)
        and any(tree.lower[i] == "," for i in between)
        and not any(tree.dep[c] == "conj" for c in (*tree.children[noun], *tree.children[token]))
    )


def _is_fixed(tree: Tree, noun: int, mentions: Mapping[int, Mention]) -> bool:
    """Whether something stands where it stands, whoever does what to it."""
    return tree.label(noun) == "FAC" or (noun in mentions and mentions[noun].fine == "Facility")


def _beside(tree: Tree, noun: int, mentions: Mapping[int, Mention]) -> Iterator[tuple[int, str]]:
    """Yield the phrases that belong to the noun before them though the parse hangs them on its verb.

    "South Korea under President Moon tried to forge ties", "to dismantle a plant in Ohio".
    """
    verb = tree.head[noun]
    if verb == noun or tree.dep[noun] not in _ARGUMENTS:
        return
    for child in tree.children[verb]:
        if tree.dep[child] == "obl" and tree.left[child] == noun + 1 and is_nominal(tree, child):
            preposition = marker(tree, child)
            ruled = preposition == "under" and tree.label(noun) in {"GPE", "ORG"} and tree.label(child) == "PERSON"
            if ruled or (preposition == "in" and _is_fixed(tree, noun, mentions) and _is_place(tree, child, mentions)):
                yield child, preposition


def _is_place(tree: Tree, token: int, mentions: Mapping[int, Mention]) -> bool:
    mention = mentions.get(token)
    known = mention is not None and mention.fine in {"Place", "GeopoliticalEntity", "Country"}
    return known or tree.label(token) in {"GPE", "LOC"}


def noun_modifiers(tree: Tree, noun: int) -> Iterator[tuple[int, str]]:
    """Yield the prepositional modifiers of a noun with their prepositions; ``","`` for "Springfield, Ohio".

    What is joined to a modifier is yielded apart, with a preposition of its own if it has one. A pair within one name
    ("Bank of England") is none.
    """
    for child in tree.children[noun]:
        if tree.dep[child] == "nmod" and is_nominal(tree, child) and not _inside_name(tree, noun, child):
            if not marker(tree, child):
                continue
            for token in conjuncts(tree, child):
                yield token, noun_marker(tree, child, token)
        elif child > noun and _place_in_place(tree, noun, child):
            yield child, ","


@extractors.register(NAME, requires=("token.dep", "token.pos", "token.tag", "token.lemma", "doc.ents", "doc.sents"))
def modifiers(doc: Doc, mentions: Mapping[int, Mention]) -> Iterator[Predication]:
    """What a prepositional phrase says of the noun before it.

    Parameters
    ----------
    doc : Doc, n tokens
    mentions : mapping of int to Mention
        By head token.

    Yields
    ------
    Predication
        Of kind ``"of"``, one for each phrase: head and lemma are the noun, the modifier's marker is the preposition.

    Notes
    -----
    Attachment of prepositional phrases is what parsers get wrong most; "of" is nearly always right.
    """
    tree = tree_of(doc)
    for noun in range(len(tree)):
        if not tree.children[noun] and tree.dep[noun] not in _ARGUMENTS:
            continue
        for token, preposition in (*noun_modifiers(tree, noun), *_beside(tree, noun, mentions)):
            arguments = (Argument(role="modifier", head=mention_head(tree, token, mentions), marker=preposition),)
            yield Predication(
                kind="of",
                head=mention_head(tree, noun, mentions) if tree.name[noun] >= 0 else noun,
                lemma=tree.lemma[noun],
                tokens=(noun,),
                arguments=arguments,
                sentence=tree.sentence[noun],
                extractor=NAME,
                confidence=confidence(tree, "of", noun, arguments),
            )

"""Training documents: sentences with whatever layers their corpus has."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.language.entities import is_title
from kg.language.labels import BIO, ENTITY_TYPES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.facts import Facts

__all__ = [
    "ANY",
    "ANY_NAME",
    "BEGIN",
    "INSIDE",
    "NO_MENTION",
    "OUT",
    "UNKNOWN",
    "Document",
    "Sentence",
    "begin",
    "inside",
    "mark",
    "mark_person",
]

#: A set of allowed tags is an int with one bit a tag, in the order of `BIO`.
OUT = 1
ANY = (1 << len(BIO)) - 1
BEGIN: dict[str, int] = {t: 1 << BIO.index(f"B-{t}") for t in ENTITY_TYPES}
INSIDE: dict[str, int] = {t: 1 << BIO.index(f"I-{t}") for t in ENTITY_TYPES}
_NAMES = ENTITY_TYPES[:11]
#: In `Sentence.chains`: the word heads no mention; nothing is known of the word.
NO_MENTION, UNKNOWN = -1, -2
ANY_NAME = sum(BEGIN[t] | INSIDE[t] for t in _NAMES)


def begin(*types: str) -> int:
    """Return the set of ``B-`` tags of the types."""
    return sum(BEGIN[t] for t in set(types))


def inside(*types: str) -> int:
    """Return the set of ``I-`` tags of the types."""
    return sum(INSIDE[t] for t in set(types))


@dataclass(slots=True)
class Sentence:
    """One sentence; a layer that its corpus lacks is empty.

    Attributes
    ----------
    words : list of str, n
    upos, xpos, feats, lemmas, deprels : list of str, n or 0
    heads : list of int, n or 0
        Counted from 1; 0 is the root.
    allowed : list of int, n or 0
        Sets of named-entity tags that the word may have; `ANY` says nothing.
    ner_weight : float
        Weight of the named-entity loss.
    fine : list of str, n or 0
        Ontology class of the mention a word belongs to, ``"-"`` for none, ``""`` for unknown.
    paragraph : bool
        Whether a paragraph starts here.
    chains : list of int, n or 0
        Number of the coreference chain, within the document, of the mention that the word heads;
        `NO_MENTION`, `UNKNOWN`.
    parse_weight : float
        Weight of the tree losses.
    facts : Facts, optional
        What the sentence states.
    """

    words: list[str]
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deprels: list[str] = field(default_factory=list)
    allowed: list[int] = field(default_factory=list)
    fine: list[str] = field(default_factory=list)
    chains: list[int] = field(default_factory=list)
    ner_weight: float = 1.0
    parse_weight: float = 1.0
    paragraph: bool = False
    facts: Facts | None = None


@dataclass(slots=True)
class Document:
    """Sentences in text order, and whether their bounds may be learned from.

    Attributes
    ----------
    name : str
    corpus : str
    sentences : list of Sentence
    bounds : bool
        Whether the sentence bounds were drawn by people.
    share : float
        How often an epoch reads the document: 0.25 is a chance of one in four, 2 is twice.
    closed : bool
        Whether a word with unknown chain is known to be nobody's antecedent.
    """

    name: str
    corpus: str
    sentences: list[Sentence]
    bounds: bool = True
    share: float = 1.0
    closed: bool = True


def mark_person(allowed: list[int], words: Sequence[str], start: int, end: int) -> None:
    """Set words [start, end) to a person's name, the titles before it to ``O``; titles alone are no name."""
    while start < end and is_title(words[start]):
        allowed[start] = OUT
        start += 1
    if start < end:
        mark(allowed, start, end, "PERSON")


def mark(allowed: list[int], start: int, end: int, *types: str, optional: bool = False) -> None:
    """Set words [start, end) to one entity of one of the types.

    Parameters
    ----------
    allowed : list of int
        Changed in place.
    start, end : int
    *types : str
        Entity types that the span may have.
    optional : bool
        Whether the span may be no entity at all as well.
    """
    extra = OUT if optional else 0
    allowed[start] = begin(*types) | extra
    for i in range(start + 1, end):
        allowed[i] = inside(*types) | extra

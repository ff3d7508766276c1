"""What alignment has understood before identifiers, checks and evidence are put to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from kg.predications import Factuality
from ontology.lexicon import Projection

__all__ = ["READER", "EdgeDraft", "EventDraft", "Refusal"]

#: Name under which what the network proposes stands in statements.
READER = "reader"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDraft:
    """An event with the head tokens that fill its roles.

    Parameters
    ----------
    head : int
        Token that names it; other drafts refer to the event by it.
    cls : str
    roles : mapping of str to tuple of int
        Role to head tokens of mentions or of other events.
    relations : tuple of Projection
        The relations that two of its roles stand in.
    trigger, tokens : tuple of int
        The words that name it; those that say it, with auxiliaries.
    facts : Factuality
    numbers : mapping of str to float, int or str
    sentence : int
    confidence : float
    extractor : str
    implied : frozenset of int
        Heads that are understood, not stated with the predicate.
    doubtful : mapping of str to tuple of int
        Fillers that rules found and the scorer did not believe; the relations between them are weighed by themselves.
    read : frozenset of int
        Fillers that the network added.
    """

    head: int
    cls: str
    roles: Mapping[str, tuple[int, ...]]
    relations: tuple[Projection, ...] = ()
    trigger: tuple[int, ...]
    tokens: tuple[int, ...]
    facts: Factuality = field(default_factory=Factuality)
    numbers: Mapping[str, float | int | str] = field(default_factory=dict)
    sentence: int
    confidence: float
    extractor: str
    implied: frozenset[int] = frozenset()
    doubtful: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    read: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeDraft:
    """A relation between two head tokens.

    Parameters
    ----------
    subject, object : int
        Head tokens.
    relation : str
    head : int
        Head token of the predicate: decides factuality and attribution.
    tokens : tuple of int
        The predicate's words.
    facts : Factuality
    event : int
        Head token of the event of which it is a projection; -1 if none.
    text : str
        Words of the predicate of an open triple; empty otherwise.
    presupposed : bool
        Whether the text takes it for granted (a title, a possessive), so that nobody is its source.
    post : {"", "subject", "object"}
        Which side is the post that its token names, not the person who holds it.
    ended : bool
        Whether it holds no longer.
    denial, denier : int
        Head tokens of the verb with which somebody denies it, and of whoever does; -1 if nobody.
    valid_from, valid_until : datetime.date, optional
    """

    subject: int
    relation: str
    object: int
    head: int
    tokens: tuple[int, ...]
    facts: Factuality = field(default_factory=Factuality)
    event: int = -1
    text: str = ""
    presupposed: bool = False
    post: Literal["", "subject", "object"] = ""
    ended: bool = False
    denial: int = -1
    denier: int = -1
    sentence: int
    confidence: float
    extractor: str
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A predication that gave nothing, with the reason."""

    head: int
    reason: str

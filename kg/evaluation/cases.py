"""What was compared: each relation and event that the gold, the extraction or both have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kg.evaluation.gold import GoldDocument, GoldEvent, GoldRelation
from kg.evaluation.system import SystemDocument
from kg.statements import Event, Statement

__all__ = ["Case", "DocumentResult", "EventCase", "Outcome", "RelationCase"]

Outcome = Literal["right", "wrong", "missed"]
#: Statuses of events that are presented as facts.
_FACT_STATUSES = frozenset({"actual", "announced"})


def _outcome(gold: object, system: object) -> Outcome:
    if gold and system:
        return "right"
    return "missed" if gold else "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationCase:
    """A subject, predicate and object that the gold states, the extraction states, or both.

    Parameters
    ----------
    key : tuple of str
        Predicate and the two sides, by the gold's ids; those that stand for nothing there have a question mark first.
    gold : tuple of GoldRelation
        They differ in modality, polarity or source.
    system : tuple of Statement
    sources : mapping of str to str
        Ids of the system's entities and events to those of the gold.
    """

    key: tuple[str, str, str]
    gold: tuple[GoldRelation, ...] = ()
    system: tuple[Statement, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)

    @property
    def outcome(self) -> Outcome:
        """Whether it was found, is found wrongly or was missed."""
        return _outcome(self.gold, self.system)

    @property
    def predicate(self) -> str:
        """The relation."""
        return self.key[0]

    @property
    def pair(self) -> tuple[str, str]:
        """The two sides in the order of their ids."""
        first, second = sorted(self.key[1:])
        return first, second

    @property
    def modality_right(self) -> bool:
        """Whether gold and extraction have a modality in common."""
        return not {g.modality for g in self.gold}.isdisjoint(s.modality for s in self.system)

    @property
    def polarity_right(self) -> bool:
        """Whether gold and extraction have a polarity in common."""
        return not {g.polarity for g in self.gold}.isdisjoint(s.polarity for s in self.system)

    def _chain(self, statement: Statement) -> tuple[tuple[int, str], ...]:
        links = sorted(statement.attribution, key=lambda a: a.order)
        return tuple((a.order, self.sources.get(a.source, "?")) for a in links)

    def _has_chain_of(self, gold: GoldRelation) -> bool:
        chains = [self._chain(s) for s in self.system]
        if gold.orders:
            wanted = sorted(zip(gold.orders, gold.source, strict=False))
            return any(sorted(chain) == wanted for chain in chains)
        return any(tuple(who for _, who in chain) == gold.source for chain in chains)

    @property
    def source_right(self) -> bool:
        """Whether a statement has a chain of sources of the gold's, the empty one included."""
        return any(self._has_chain_of(g) for g in self.gold)

    @property
    def sourced(self) -> bool:
        """Whether the gold names a source."""
        return any(g.source for g in self.gold)

    @property
    def sourced_right(self) -> bool:
        """Whether a statement has a chain of sources that the gold names."""
        return any(self._has_chain_of(g) for g in self.gold if g.source)

    @property
    def fact(self) -> bool:
        """Whether the gold presents it as a fact, at least once."""
        return any(g.fact for g in self.gold)

    @property
    def presented_as_fact(self) -> bool:
        """Whether the extraction would make a plain edge of it."""
        return any(s.licensed for s in self.system)

    @property
    def confidence(self) -> float:
        """How sure the extractor is of its surest statement; 0 if there is none."""
        return max((s.confidence for s in self.system), default=0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCase:
    """An event that the gold has, the extraction has, or both.

    Parameters
    ----------
    gold : GoldEvent, optional
    system : Event, optional
    roles_right, roles_wrong, roles_missed : tuple of str
        Names of the roles, one for each filler.
    proposers : tuple of str
        The extractors whose statements project the event; the surest first.
    confidence : float
        Of the surest of these; 0 if there is none.
    """

    gold: GoldEvent | None = None
    system: Event | None = None
    roles_right: tuple[str, ...] = ()
    roles_wrong: tuple[str, ...] = ()
    roles_missed: tuple[str, ...] = ()
    proposers: tuple[str, ...] = ()
    confidence: float = 0.0

    @property
    def outcome(self) -> Outcome:
        """Whether it was found, is found wrongly or was missed."""
        return _outcome(self.gold, self.system)

    @property
    def cls(self) -> str:
        """The event class; that of both if it was found."""
        return self.gold.cls if self.gold else self.system.cls if self.system else ""

    @property
    def status_right(self) -> bool:
        """Whether the extraction has the status that the gold's modality and polarity give."""
        return bool(self.gold and self.system and self.system.status == self.gold.status)

    @property
    def fact(self) -> bool:
        """Whether the gold presents it as a fact."""
        return bool(self.gold and self.gold.fact)

    @property
    def presented_as_fact(self) -> bool:
        """Whether the extraction presents it as something that happens."""
        return bool(self.system and self.system.status in _FACT_STATUSES)


Case = RelationCase | EventCase


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentResult:
    """The comparison of one article.

    Parameters
    ----------
    gold : GoldDocument
    system : SystemDocument
    relations : tuple of RelationCase
        By their keys.
    events : tuple of EventCase
        Found, missed, wrong; each by id.
    """

    gold: GoldDocument
    system: SystemDocument
    relations: tuple[RelationCase, ...]
    events: tuple[EventCase, ...]

    @property
    def cases(self) -> tuple[Case, ...]:
        """All relations and events."""
        return (*self.relations, *self.events)

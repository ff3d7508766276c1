"""What came, went and changed between two graphs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.facts import Claim, Fact
from kg.graph import KnowledgeGraph

__all__ = ["Change", "Difference", "compared"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One claim that came, went or changed its status.

    ``before`` and ``after`` are statuses of `kg.facts.EDGE_STATUSES`, empty where the claim is not; ``support`` is the
    number of statements that give it the later of them, ``quote`` the first sentence of these, ``articles`` are IRIs.
    """

    subject: str
    predicate: str
    object: str
    before: str
    after: str
    support: int
    articles: tuple[str, ...]
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """All that differs between two graphs: claims sorted by name, names of entities that only one of them has."""

    came: tuple[Change, ...]
    went: tuple[Change, ...]
    changed: tuple[Change, ...]
    entities_came: tuple[tuple[str, str], ...]
    entities_went: tuple[tuple[str, str], ...]

    def __bool__(self) -> bool:
        return bool(self.came or self.went or self.changed or self.entities_came or self.entities_went)


def compared(before: KnowledgeGraph, after: KnowledgeGraph) -> Difference:
    """Return what differs between two graphs: facts and statuses that came, went or changed, entities likewise.

    Entities are compared by IRI and given as name and IRI. The same graphs give an empty difference.
    """
    old, new = ({f.claim: f for f in graph.facts()} for graph in (before, after))
    changed = [c for c in old.keys() & new.keys() if old[c].status != new[c].status]
    return Difference(
        came=_changes(after, new, new.keys() - old.keys(), old, new),
        went=_changes(before, old, old.keys() - new.keys(), old, new),
        changed=_changes(after, new, changed, old, new),
        entities_came=_names(after, before),
        entities_went=_names(before, after),
    )


def _changes(
    graph: KnowledgeGraph,
    shown: dict[Claim, Fact],
    wanted: Iterable[Claim],
    old: dict[Claim, Fact],
    new: dict[Claim, Fact],
) -> tuple[Change, ...]:
    found = [
        _change(graph, shown[c], old[c].status if c in old else "", new[c].status if c in new else "") for c in wanted
    ]
    return tuple(sorted(found, key=lambda c: (c.subject, c.predicate, c.object, c.before, c.after, c.articles)))


def _change(graph: KnowledgeGraph, fact: Fact, before: str, after: str) -> Change:
    said = sorted((graph.statements[s] for s in fact.statements), key=lambda s: (not s.licensed, -s.confidence, s.id))
    return Change(
        subject=graph.name(fact.subject),
        predicate=fact.predicate_text if fact.predicate == "related" else fact.predicate,
        object=graph.name(fact.object) if fact.object else fact.value, before=before, after=after,
        support=fact.support, articles=fact.articles, quote=said[0].quote,
    )  # fmt: skip


def _names(here: KnowledgeGraph, there: KnowledgeGraph) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((here.name(iri), iri) for iri in here.entities.keys() - there.entities.keys()))

"""The figures by relation, event class, role, modality and extractor, and what is taken for what."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.evaluation.cases import DocumentResult, EventCase, RelationCase
from kg.evaluation.figures import Found, Share, found_of, share_of
from ontology import MODALITIES, STATUSES

__all__ = ["Breakdown", "Confusion", "Proposer", "breakdowns", "confusions", "proposers"]

#: A counted decision: what it is sorted under, and as what it counts.
Decision = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """Precision, recall and F1 of each kind of something.

    ``title`` says of what, ``rows`` are the kinds, those with the most gold first.
    """

    title: str
    rows: tuple[tuple[str, Found], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposer:
    """What an extractor is worth.

    Parameters
    ----------
    name : str
    right : Share
        Of the relations that it proposed; ``right.figure`` is its precision.
    alone : int
        How many of the right ones no other extractor proposed.
    modality, source : Share
        Of the right ones.
    """

    name: str
    right: Share
    alone: int
    modality: Share
    source: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Confusion:
    """What gold items are taken for: ``counts`` by gold value and extracted value, over ``labels`` that occur."""

    title: str
    labels: tuple[str, ...]
    counts: Mapping[tuple[str, str], int]


def _by_kind(title: str, documents: Iterable[Iterable[Decision]]) -> Breakdown:
    counted = [Counter(document) for document in documents]
    kinds = sorted({kind for counts in counted for kind, _ in counts})
    rows = []
    for kind in kinds:
        own = [{o: counts[kind, o] for o in ("right", "wrong", "missed")} for counts in counted]
        rows.append((kind, found_of(own)))
    rows.sort(key=lambda row: (-row[1].gold, -row[1].system, row[0]))
    return Breakdown(title=title, rows=tuple(rows))


def _role_decisions(event: EventCase) -> Iterator[Decision]:
    yield from ((role, "right") for role in event.roles_right)
    yield from ((role, "wrong") for role in event.roles_wrong)
    yield from ((role, "missed") for role in event.roles_missed)


def _relation_modality(case: RelationCase) -> tuple[str, str]:
    """Return the gold's and the extraction's modality: one that they share, else the gold's first, and the surest."""
    ours = [s.modality for s in sorted(case.system, key=lambda s: (-s.confidence, s.id))]
    theirs = [g.modality for g in case.gold]
    shared = next((m for m in theirs if m in ours), "")
    return shared or (theirs[0] if theirs else ""), shared or (ours[0] if ours else "")


def _statuses(event: EventCase) -> tuple[str, str]:
    return event.gold.status if event.gold else "", event.system.status if event.system else ""


def _modality_decisions(gold: str, system: str) -> Iterator[Decision]:
    """A thing found with another modality is missed under the gold's and wrong under the extraction's."""
    if gold and gold == system:
        yield gold, "right"
        return
    if gold:
        yield gold, "missed"
    if system:
        yield system, "wrong"


def breakdowns(results: Sequence[DocumentResult]) -> tuple[Breakdown, ...]:
    """Return the figures by relation, event class, role, modality of relations and status of events.

    Notes
    -----
    By modality a relation counts as right only if it is found with that modality, by status an event likewise. An
    event's status joins modality and polarity: ``actual`` is asserted, ``negated`` is said not to be.
    """
    relations = [[(c.predicate, c.outcome) for c in r.relations] for r in results]
    events = [[(c.cls, c.outcome) for c in r.events] for r in results]
    roles = [[d for c in r.events for d in _role_decisions(c)] for r in results]
    modalities = [[d for c in r.relations for d in _modality_decisions(*_relation_modality(c))] for r in results]
    statuses = [[d for c in r.events for d in _modality_decisions(*_statuses(c))] for r in results]
    return (
        _by_kind("relation", relations),
        _by_kind("event class", events),
        _by_kind("role", roles),
        _by_kind("modality of relations", modalities),
        _by_kind("status of events", statuses),
    )


def proposers(results: Sequence[DocumentResult]) -> tuple[Proposer, ...]:
    """Return what each extractor contributes to the relations, those that propose the most first.

    A relation that several extractors propose counts for each of them.
    """
    names = sorted({s.extractor for r in results for c in r.relations for s in c.system})
    cases: dict[str, list[list[RelationCase]]] = defaultdict(list)
    for result in results:
        for name in names:
            cases[name].append([c for c in result.relations if any(s.extractor == name for s in c.system)])
    found = [_proposer(name, cases[name]) for name in names]
    return tuple(sorted(found, key=lambda p: (-p.right.of, p.name)))


def _proposer(name: str, documents: Sequence[Sequence[RelationCase]]) -> Proposer:
    right = [[case for case in document if case.outcome == "right"] for document in documents]
    return Proposer(
        name=name,
        right=share_of({"right": len(r), "all": len(d)} for r, d in zip(right, documents, strict=True)),
        alone=sum(all(s.extractor == name for s in case.system) for document in right for case in document),
        modality=share_of({"right": sum(c.modality_right for c in r), "all": len(r)} for r in right),
        source=share_of({"right": sum(c.source_right for c in r), "all": len(r)} for r in right),
    )


def _confusion(title: str, pairs: Iterable[tuple[str, str]], order: Sequence[str]) -> Confusion:
    counts = Counter(pairs)
    seen = {label for pair in counts for label in pair}
    labels = (*(x for x in order if x in seen), *sorted(seen - set(order)))
    return Confusion(title=title, labels=labels, counts=dict(sorted(counts.items())))


def _relation_polarity(case: RelationCase) -> tuple[str, str]:
    if case.polarity_right:
        shared = sorted({g.polarity for g in case.gold} & {s.polarity for s in case.system}, reverse=True)[0]
        return shared, shared
    return case.gold[0].polarity, case.system[0].polarity


def _event_polarity(event: EventCase) -> tuple[str, str]:
    gold, system = ("negative" if status == "negated" else "positive" for status in _statuses(event))
    return gold, system


def confusions(results: Sequence[DocumentResult]) -> tuple[Confusion, ...]:
    """Return which modality, status and polarity is taken for which, among the relations and events that are found."""
    relations = [c for r in results for c in r.relations if c.outcome == "right"]
    events = [c for r in results for c in r.events if c.outcome == "right"]
    signs = ("positive", "negative")
    return (
        _confusion("modality of relations", map(_relation_modality, relations), MODALITIES),
        _confusion("status of events", map(_statuses, events), STATUSES),
        _confusion("polarity of relations", map(_relation_polarity, relations), signs),
        _confusion("polarity of events", map(_event_polarity, events), signs),
    )

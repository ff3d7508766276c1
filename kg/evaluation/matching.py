"""Comparing an extraction with its gold: entities by their names, events by role fillers or trigger, relations by both.

Only relations and event classes of the inventory count among what was extracted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Set

from kg.evaluation.cases import DocumentResult, EventCase, RelationCase
from kg.evaluation.gold import GoldDocument, GoldEvent, GoldRelation, Inventory
from kg.evaluation.names import normal, normal_names, partners
from kg.evaluation.system import SystemDocument
from kg.statements import Event, Statement

__all__ = ["compare", "pair_counts"]

#: What a trigger word in common is worth beside a role filler in common.
_TRIGGER = 0.5
Filled = frozenset[tuple[str, str]]


def _likeness(event: Event, gold: GoldEvent, entities: Mapping[str, str]) -> float:
    """Return how much two events of one class have in common; 0 if nothing."""
    ours = {entities[f] for fillers in event.roles.values() for f in fillers if f in entities}
    theirs = {f for fillers in gold.roles.values() for f in fillers}
    same_word = not set(normal(event.trigger.text)).isdisjoint(normal(gold.trigger))
    return len(ours & theirs) + _TRIGGER * same_word


def _match_events(events: Mapping[str, Event], gold: GoldDocument, entities: Mapping[str, str]) -> dict[str, str]:
    """Pair events of the same class one to one, those with the most in common first; ids settle what is equal."""
    by_class: dict[str, list[GoldEvent]] = defaultdict(list)
    for wanted in gold.events:
        by_class[wanted.cls].append(wanted)
    likeness = (
        (-_likeness(event, wanted, entities), id_, wanted.id)
        for id_, event in events.items()
        for wanted in by_class[event.cls]
    )
    found: dict[str, str] = {}
    taken: set[str] = set()
    for score, ours, theirs in sorted(likeness):
        if score < 0 and ours not in found and theirs not in taken:
            found[ours] = theirs
            taken.add(theirs)
    return found


def _filled(roles: Mapping[str, Iterable[str]], refers: Mapping[str, str] | None = None) -> Filled:
    """Return the pairs of role and filler; ``refers`` translates the fillers into the gold's ids."""
    pairs = ((role, filler) for role, fillers in roles.items() for filler in fillers)
    if refers is None:
        return frozenset(pairs)
    return frozenset((role, refers.get(filler, "?" + filler)) for role, filler in pairs)


def _names(filled: Filled) -> tuple[str, ...]:
    return tuple(sorted(role for role, _ in filled))


def _event_cases(
    events: Mapping[str, Event], gold: GoldDocument, matched: Mapping[str, str], refers: Mapping[str, str],
    statements: Iterable[Statement],
) -> list[EventCase]:  # fmt: skip
    proposed: dict[str, list[Statement]] = defaultdict(list)
    for s in statements:
        proposed[s.event].append(s)
    wanted = {v.id: v for v in gold.events}
    right: list[EventCase] = []
    wrong: list[EventCase] = []
    for id_, event in events.items():
        ours = _filled(event.roles, refers)
        sayers = sorted(proposed[id_], key=lambda s: (-s.confidence, s.extractor))
        names = tuple(dict.fromkeys(s.extractor for s in sayers))
        confidence = sayers[0].confidence if sayers else 0.0
        theirs = wanted.get(matched.get(id_, ""))
        want = _filled(theirs.roles) if theirs else frozenset()
        case = EventCase(
            gold=theirs, system=event, roles_right=_names(ours & want), roles_wrong=_names(ours - want),
            roles_missed=_names(want - ours), proposers=names, confidence=confidence,
        )  # fmt: skip
        (right if theirs else wrong).append(case)
    found = set(matched.values())
    missed = [
        EventCase(gold=v, roles_missed=tuple(sorted(role for role, fillers in v.roles.items() for _ in fillers)))
        for v in gold.events
        if v.id not in found
    ]
    missed.sort(key=lambda case: case.gold.id if case.gold else "")
    return [*right, *missed, *wrong]


def _key(predicate: str, subject: str, object_: str, symmetric: Set[str]) -> tuple[str, str, str]:
    if predicate in symmetric and object_ < subject:
        return predicate, object_, subject
    return predicate, subject, object_


def _relation_cases(
    gold: GoldDocument, statements: Iterable[Statement], refers: Mapping[str, str], inventory: Inventory
) -> tuple[RelationCase, ...]:
    wanted: dict[tuple[str, str, str], list[GoldRelation]] = defaultdict(list)
    for r in gold.relations:
        wanted[_key(r.predicate, r.subject, r.object, inventory.symmetric)].append(r)
    stated: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for s in statements:
        if s.object:
            subject, object_ = (refers.get(id_, "?" + id_) for id_ in (s.subject, s.object))
            stated[_key(s.predicate, subject, object_, inventory.symmetric)].append(s)
    return tuple(
        RelationCase(
            key=key,
            gold=tuple(sorted(wanted.get(key, ()), key=lambda r: (r.sentence, r.modality, r.polarity, r.source))),
            system=tuple(stated.get(key, ())),
            sources=refers,
        )
        for key in sorted({*wanted, *stated})
    )


def compare(gold: GoldDocument, system: SystemDocument, inventory: Inventory) -> DocumentResult:
    """Compare what was extracted from an article with its gold.

    Parameters
    ----------
    gold : GoldDocument
    system : SystemDocument
    inventory : Inventory
        What was extracted of other relations and event classes is passed over.
    """
    entities = partners({e.id: normal_names(e.names) for e in gold.entities}, system.names)
    events = {id_: event for id_, event in system.events.items() if event.cls in inventory.events}
    statements = [s for s in system.statements if s.predicate in inventory.relations]
    matched = _match_events(events, gold, entities)
    refers = {**entities, **matched}
    return DocumentResult(
        gold=gold,
        system=system,
        relations=_relation_cases(gold, statements, refers, inventory),
        events=tuple(_event_cases(events, gold, matched, refers, system.statements)),
    )


def pair_counts(relations: Iterable[RelationCase]) -> Counter[str]:
    """Count pairs of entities that are related at all: right, wrong, missed."""
    gold = {case.pair for case in relations if case.gold}
    system = {case.pair for case in relations if case.system}
    return Counter(right=len(gold & system), wrong=len(system - gold), missed=len(gold - system))

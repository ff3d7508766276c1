"""The worst errors of each kind, each with its sentence and the words that it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.evaluation.cases import Case, DocumentResult, EventCase, RelationCase
from kg.evaluation.evidence import Evidence, event_evidence, relation_evidence
from kg.evaluation.names import normal

__all__ = ["KINDS", "Mistake", "mistakes"]

#: The kinds of errors in the order in which they are shown, with what they are.
KINDS: Mapping[str, str] = {
    "missed relations": "The gold has them, the extraction has not. First come plain facts between two that are known.",
    "wrong relations": "The extraction has them, the gold has not. Those that became plain edges come first.",
    "missed events": "The gold has them, the extraction has not. Those with the most roles come first.",
    "wrong events": "The extraction has them, the gold has not. Those that are told as actual come first.",
    "wrong modality": "Found, with another modality or status. Those that make a fact of what is none come first.",
    "wrong source": "Found, with another chain of sources. Those whose source was lost come first.",
    "false facts": "The gold says that they are no facts; the extraction presents them as facts.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One error.

    Parameters
    ----------
    kind : str
        A key of `KINDS`.
    doc : str
        The gold's name of the article.
    sentence : int
        Counted from 0; -1 if unknown.
    claim : str
        What is claimed, by names.
    note : str
        What the gold has and what the extraction has.
    evidence : Evidence
    confidence : float
        0 if the extractor gives none.
    extractor : str
    rank : tuple of float
        The least is the worst.
    """

    kind: str
    doc: str
    sentence: int
    claim: str
    note: str
    evidence: Evidence
    confidence: float = 0.0
    extractor: str = ""
    rank: tuple[float, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Namer:
    """What ids of an article's gold and extraction are called, and which relation joins two of them."""

    result: DocumentResult
    gold: Mapping[str, str]
    system: Mapping[str, str]

    @classmethod
    def of(cls, result: DocumentResult) -> _Namer:
        gold, system = result.gold, result.system
        return cls(
            result=result,
            gold={e.id: e.names[0] for e in gold.entities} | {v.id: v.trigger for v in gold.events},
            system=dict(system.labels) | {id_: v.trigger.text for id_, v in system.events.items()},
        )

    def __call__(self, id_: str) -> str:
        """Return the name of an id of the gold, or of one of the system's after a question mark."""
        return self.gold.get(id_) or self.system.get(id_.removeprefix("?"), id_.removeprefix("?"))

    def of_system(self, id_: str) -> str:
        return self.system.get(id_, id_)

    def claim(self, case: RelationCase) -> str:
        predicate, subject, object_ = case.key
        return f"{self(subject)} | {predicate} | {self(object_)}"

    def chain(self, sources: Iterable[str]) -> str:
        return " ← ".join(sources) or "the article itself"

    def gold_chains(self, case: RelationCase) -> str:
        return " or ".join(dict.fromkeys(self.chain(map(self, g.source)) for g in case.gold))

    def system_chains(self, case: RelationCase) -> str:
        chains = ([self.of_system(a.source) for a in sorted(s.attribution, key=lambda a: a.order)] for s in case.system)
        return " or ".join(dict.fromkeys(map(self.chain, chains)))


def _joined(result: DocumentResult, case: RelationCase, side: str) -> str:
    """Tell what else the gold or the system has between the two sides of a relation."""
    others = (c for c in result.relations if c.pair == case.pair and c.key != case.key and getattr(c, side))
    ways = (c.predicate if c.key[1:] == case.key[1:] else f"{c.predicate} (the other way round)" for c in others)
    return ", ".join(sorted(ways))


def _said(case: RelationCase) -> str:
    ways = (f"{g.modality}{'' if g.polarity == 'positive' else ', negative'}" for g in case.gold)
    return " or ".join(dict.fromkeys(ways))


def _presented(case: RelationCase) -> str:
    ways = (f"{s.modality}{'' if s.polarity == 'positive' else ', negative'}" for s in case.system)
    return " or ".join(dict.fromkeys(ways))


def _relation(result: DocumentResult, namer: _Namer, case: RelationCase, kind: str, note: str,
              *rank: float) -> Mistake:  # fmt: skip
    best = max(case.system, key=lambda s: (s.confidence, s.id), default=None)
    return Mistake(
        kind=kind,
        doc=result.gold.doc,
        sentence=best.sentence if best else case.gold[0].sentence,
        claim=namer.claim(case),
        note=note,
        evidence=relation_evidence(result, case),
        confidence=best.confidence if best else 0.0,
        extractor=", ".join(sorted({s.extractor for s in case.system})),
        rank=rank,
    )


def _of_relation(result: DocumentResult, namer: _Namer, case: RelationCase) -> Iterator[Mistake]:
    sure = -case.confidence
    if case.outcome == "missed":
        others = _joined(result, case, "system")
        known = set(case.sources.values())
        unknown = [namer(id_) for id_ in case.key[1:] if id_ not in known]
        note = f"gold: {_said(case)}, by {namer.gold_chains(case)}; extracted: " + (
            others or (f"nothing like {', '.join(unknown)}" if unknown else "both, but nothing between them")
        )
        yield _relation(result, namer, case, "missed relations", note, not case.fact, len(unknown), case.sourced)
    elif case.outcome == "wrong":
        others = _joined(result, case, "gold")
        strangers = ", ".join(namer(id_) for id_ in case.key[1:] if id_.startswith("?"))
        note = f"extracted: {_presented(case)}; " + (
            f"gold: {others or 'nothing between them'}" if others or not strangers else f"not in the gold: {strangers}"
        )
        yield _relation(result, namer, case, "wrong relations", note, not case.presented_as_fact, sure)
    else:
        told = f"gold: {_said(case)}; extracted: {_presented(case)}"
        false = not case.fact and case.presented_as_fact
        if not case.modality_right:
            yield _relation(result, namer, case, "wrong modality", told, not false, sure)
        if not case.source_right:
            note = f"gold: {namer.gold_chains(case)}; extracted: {namer.system_chains(case)}"
            yield _relation(result, namer, case, "wrong source", note, not case.sourced, sure)
        if false:
            yield _relation(result, namer, case, "false facts", told, sure)


def _event(result: DocumentResult, case: EventCase, kind: str, note: str, *rank: float) -> Mistake:
    word = case.gold.trigger if case.gold else case.system.trigger.text if case.system else ""
    return Mistake(
        kind=kind, doc=result.gold.doc, sentence=case.gold.sentence if case.gold else -1, claim=f"{case.cls}: {word}",
        note=note, evidence=event_evidence(result, case), confidence=case.confidence,
        extractor=", ".join(case.proposers), rank=rank,
    )  # fmt: skip


def _same_word(result: DocumentResult, case: EventCase) -> str:
    """Tell which class the other side gives to an event of the same word."""
    word = case.gold.trigger if case.gold else case.system.trigger.text if case.system else ""
    others = set()
    for other in result.events:
        theirs = other.system.trigger.text if case.gold and other.system else other.gold.trigger if other.gold else ""
        if other.outcome not in ("right", case.outcome) and set(normal(word)) & set(normal(theirs)):
            others.add(other.cls)
    return ", ".join(sorted(others))


def _of_event_case(result: DocumentResult, case: EventCase) -> Iterator[Mistake]:
    if case.outcome == "missed":
        others = _same_word(result, case)
        status = case.gold.status if case.gold else ""
        note = f"gold: {status}, roles {_list(case.roles_missed)}" + (f"; extracted: {others}" if others else "")
        yield _event(result, case, "missed events", note, -len(case.roles_missed), not case.fact)
    elif case.outcome == "wrong":
        others = _same_word(result, case)
        status = case.system.status if case.system else ""
        note = f"extracted: {status}, roles {_list(case.roles_wrong)}" + (f"; gold: {others}" if others else "")
        yield _event(result, case, "wrong events", note, not case.presented_as_fact, -case.confidence)
    elif case.gold and case.system:
        told = f"gold: {case.gold.status}; extracted: {case.system.status}"
        if case.gold.trigger != case.system.trigger.text:
            told += f" (“{case.system.trigger.text}”)"
        false = not case.fact and case.presented_as_fact
        if not case.status_right:
            yield _event(result, case, "wrong modality", told, not false, -case.confidence)
        if false:
            yield _event(result, case, "false facts", told, -case.confidence)


def _list(roles: Sequence[str]) -> str:
    return ", ".join(sorted(set(roles))) or "none"


def _of_case(result: DocumentResult, namer: _Namer, case: Case) -> Iterator[Mistake]:
    if isinstance(case, RelationCase):
        yield from _of_relation(result, namer, case)
    else:
        yield from _of_event_case(result, case)


def _worst_first(found: Iterable[Mistake]) -> Iterator[Mistake]:
    """Yield errors by their rank; those that are equally bad one article after another, so that all are seen."""
    ordered = sorted(found, key=lambda m: (m.rank, m.doc, m.sentence, m.claim))
    turns: Counter[tuple[tuple[float, ...], str]] = Counter()
    places: list[tuple[tuple[float, ...], int, int]] = []
    for mistake in ordered:
        turns[mistake.rank, mistake.doc] += 1
        places.append((mistake.rank, turns[mistake.rank, mistake.doc], len(places)))
    yield from (ordered[place] for _, _, place in sorted(places))


def mistakes(results: Sequence[DocumentResult], *, most: int = 50) -> dict[str, tuple[tuple[Mistake, ...], int]]:
    """Return the worst errors of each kind, and how many of the kind there are.

    Parameters
    ----------
    results : sequence of DocumentResult
    most : int
        Of each kind at most so many, the worst first.
    """
    found: dict[str, list[Mistake]] = {kind: [] for kind in KINDS}
    for result in results:
        namer = _Namer.of(result)
        for case in result.cases:
            for mistake in _of_case(result, namer, case):
                found[mistake.kind].append(mistake)
    return {kind: (tuple(_worst_first(all_))[:most], len(all_)) for kind, all_ in found.items()}

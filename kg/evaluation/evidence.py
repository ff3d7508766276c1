"""The sentence that a relation or event rests on, and the words in it that count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.evaluation.cases import DocumentResult, EventCase, RelationCase
from kg.statements import Statement

__all__ = ["Evidence", "Word", "event_evidence", "relation_evidence"]

_BOUNDARY = re.compile(r"(?<=[.!?”\"])\s+|\n+")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Word:
    """Words of a sentence that an error rests on: half-open code points of the sentence, and what they are."""

    start: int
    end: int
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A sentence and the words in it that count; ``text`` is empty if the sentence is not known."""

    text: str = ""
    words: tuple[Word, ...] = ()


def _without_overlap(words: Iterable[Word]) -> tuple[Word, ...]:
    """Keep of words that overlap those that begin first, the longest of them."""
    kept: list[Word] = []
    for word in sorted(words, key=lambda w: (w.start, -w.end, w.part)):
        if word.start < word.end and (not kept or word.start >= kept[-1].end):
            kept.append(word)
    return tuple(kept)


def _of_statement(statement: Statement) -> Evidence:
    """Return the sentence that a statement quotes with the spans of its parts."""
    found = [(part, span) for part, span in statement.spans.items()]
    found += [("source", span) for a in statement.attribution for span in (a.source_span, a.cue_span) if span]
    words = (
        Word(start=span.start - statement.start, end=span.end - statement.start, part=part)
        for part, span in found
        if statement.start <= span.start and span.end <= statement.end
    )
    return Evidence(text=statement.quote, words=_without_overlap(words))


def _spots(text: str, names: Iterable[str], part: str) -> Iterator[Word]:
    for name in names:
        for match in re.finditer(r"(?<!\w)" + re.escape(name) + r"(?!\w)", text):
            yield Word(start=match.start(), end=match.end(), part=part)


def _of_gold(result: DocumentResult, sentence: int, named: Mapping[str, Sequence[str]]) -> Evidence:
    """Return a sentence as the annotators counted them, with every place where it has one of the names."""
    sentences = result.gold.sentences
    if not 0 <= sentence < len(sentences):
        return Evidence()
    text = sentences[sentence]
    spots = (word for part, names in named.items() for word in _spots(text, names, part))
    return Evidence(text=text, words=_without_overlap(spots))


def _names_in(result: DocumentResult, id_: str) -> tuple[str, ...]:
    for entity in result.gold.entities:
        if entity.id == id_:
            return entity.names
    return tuple(v.trigger for v in result.gold.events if v.id == id_)


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the sentence that holds a span, as far as punctuation and line ends tell."""
    breaks = [0, *(m.end() for m in _BOUNDARY.finditer(text)), len(text)]
    return max(b for b in breaks if b <= start), min((b for b in breaks if b >= end), default=len(text))


def _of_event(result: DocumentResult, event: EventCase) -> Evidence:
    """Return the sentence of an extracted event: that of a statement around its trigger, else of the text."""
    assert event.system is not None
    trigger = event.system.trigger
    for s in result.system.statements:
        if s.start <= trigger.start and trigger.end <= s.end:
            return Evidence(
                text=s.quote, words=(Word(start=trigger.start - s.start, end=trigger.end - s.start, part="predicate"),)
            )
    text = result.gold.text
    if text[trigger.start : trigger.end] == trigger.text:
        start, end = _around(text, trigger.start, trigger.end)
        word = Word(start=trigger.start - start, end=trigger.end - start, part="predicate")
        return Evidence(text=text[start:end].rstrip(), words=(word,))
    return Evidence(text=trigger.text, words=(Word(start=0, end=len(trigger.text), part="predicate"),))


def relation_evidence(result: DocumentResult, case: RelationCase) -> Evidence:
    """Return the sentence of a relation: that of its surest statement, else that where the gold has it."""
    if case.system:
        return _of_statement(max(case.system, key=lambda s: (s.confidence, s.id)))
    named = {"subject": _names_in(result, case.key[1]), "object": _names_in(result, case.key[2])}
    return _of_gold(result, case.gold[0].sentence, named)


def event_evidence(result: DocumentResult, case: EventCase) -> Evidence:
    """Return the sentence of an event: that of the extraction, else that where the gold has it."""
    if case.system:
        return _of_event(result, case)
    assert case.gold is not None
    fillers = [n for ids in case.gold.roles.values() for id_ in ids for n in _names_in(result, id_)]
    return _of_gold(result, case.gold.sentence, {"predicate": (case.gold.trigger,), "object": fillers})

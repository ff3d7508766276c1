"""Why a statement is in the graph: the words that it rests on, and what each of them is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from kg.articles import Span
from kg.merging import event_label
from kg.statements import Extraction, Statement
from ontology import relation

__all__ = ["Part", "named", "parts", "period"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some words of the evidence: what they are, where they stand in the article, whom they mean."""

    kind: str
    start: int
    end: int
    words: str
    means: str


def named(extraction: Extraction) -> Mapping[str, str]:
    """Return a readable name for each entity and event of an extraction, by IRI."""
    names = {v.id: v.trigger.text for v in extraction.events}
    names.update((e.id, e.name) for e in extraction.entities)
    return names | {v.id: event_label(v, lambda iri: names.get(iri, iri)) for v in extraction.events}


def period(extraction: Extraction, statement: Statement) -> str:
    """Return when a state held, as far as its record says; empty for what is no state.

    ``"former, from 2018-09-01, until 2019-06-30"``; ``"former"`` alone where it was over on the day of the article.
    """
    if relation(statement.predicate).kind != "state":
        return ""
    first, last, told = statement.valid_from, statement.valid_until, statement.as_of
    published = extraction.article.published
    day = published.date() if isinstance(published, datetime) else published
    said = ["former"] if statement.time == "PAST_REF" or (last and day and last <= day) else []
    said += [f"from {first}"] if first else []
    said += [f"until {last}"] if last and last != day else []
    said += [f"as of {told}"] if told and not said else []
    return ", ".join(said)


def parts(extraction: Extraction, statement: Statement) -> Iterator[Part]:
    """Yield what the evidence of a statement consists of, in the order of the legend."""
    names = named(extraction)
    target = names.get(statement.object, statement.object) if statement.object else statement.value
    spans, subject = statement.spans, names.get(statement.subject, statement.subject)
    meant = {"subject": subject, "predicate": statement.predicate, "object": target}
    for kind, means in meant.items():
        if kind in spans:
            yield _part(kind, spans[kind], means, extraction, statement)
    for link in sorted(statement.attribution, key=lambda a: a.order):
        if link.source_span:
            yield _part("source", link.source_span, names.get(link.source, link.source), extraction, statement)
        if link.cue_span:
            yield _part("reporting words", link.cue_span, link.speech_act, extraction, statement, words=link.cue)
    if "modality" in spans:
        yield _part("hedge", spans["modality"], statement.modality, extraction, statement)


def _part(kind: str, span: Span, means: str, extraction: Extraction, s: Statement, *, words: str = "") -> Part:
    if s.start <= span.start and span.end <= s.end:
        words = s.quote[span.start - s.start : span.end - s.start]
    elif not words:  # it stands in another sentence, of which the graph keeps the names alone
        mentions = (m for e in extraction.entities for m in e.mentions)
        words = next((m.text for m in mentions if (m.start, m.end) == (span.start, span.end)), "")
    return Part(kind=kind, start=span.start, end=span.end, words=words, means=means)

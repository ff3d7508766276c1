"""The interchange format: one JSON object a line, lossless, the same bytes every time.

Records of one article stand together: its ``article`` first, then its entities, events,
statements and what was dropped, each kind sorted by id. Absent values are left out. Offsets
are half-open code points; every span is checked against the text when it is written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, TextIO

from kg.articles import Span
from kg.errors import EvidenceError, InterchangeError
from kg.statements import (
    ArticleRecord,
    Attribution,
    Dropped,
    Entity,
    EntityMention,
    Event,
    Extraction,
    Statement,
    Trigger,
)

__all__ = ["Record", "dumps", "from_records", "read", "to_records", "verify", "write"]

Record = dict[str, Any]


def _kept(record: Mapping[str, Any]) -> Record:
    return {k: v for k, v in record.items() if v is not None and v != "" and v != [] and v != {}}


def _day(value: date | datetime | None) -> str | None:
    return value.isoformat() if value is not None else None


def _span(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _article(article: ArticleRecord) -> Record:
    return _kept(
        {
            "record": "article",
            "id": article.id,
            "title": article.title,
            "url": article.url,
            "publisher": article.publisher,
            "published": _day(article.published),
            "language": article.language,
            "sha256": article.sha256,
            "length": article.length,
        }
    )


def _entity(entity: Entity) -> Record:
    mentions = [
        {"article": m.article, "start": m.start, "end": m.end, "text": m.text, "kind": m.kind} for m in entity.mentions
    ]
    return _kept(
        {
            "record": "entity",
            "id": entity.id,
            "class": entity.cls,
            "name": entity.name,
            "aliases": list(entity.aliases),
            "sameAs": list(entity.same_as),
            "mentions": mentions,
            "local": entity.local,
        }
    )


def _event(event: Event) -> Record:
    return _kept(
        {
            "record": "event",
            "id": event.id,
            "class": event.cls,
            "status": event.status,
            "trigger": {"start": event.trigger.start, "end": event.trigger.end, "text": event.trigger.text},
            "time": event.time,
            "start": _day(event.start),
            "end": _day(event.end),
            "roles": {k: list(event.roles[k]) for k in sorted(event.roles)},
            **{k: event.numbers[k] for k in sorted(event.numbers)},
        }
    )


def _attribution(link: Attribution) -> Record:
    return _kept(
        {
            "source": link.source,
            "cue": link.cue,
            "order": link.order,
            "speechAct": link.speech_act,
            "saidOn": _day(link.said_on),
            "sourceSpan": _span(link.source_span),
            "cueSpan": _span(link.cue_span),
        }
    )


def _statement(s: Statement) -> Record:
    return _kept(
        {
            "record": "statement",
            "id": s.id,
            "article": s.article,
            "sentence": s.sentence,
            "subject": s.subject,
            "predicate": s.predicate,
            "predicateText": s.predicate_text,
            "object": s.object,
            "value": s.value,
            "datatype": s.datatype,
            "event": s.event,
            "modality": s.modality,
            "polarity": s.polarity,
            "licensed": s.licensed,
            "attribution": [_attribution(a) for a in s.attribution],
            "time": s.time,
            "validFrom": _day(s.valid_from),
            "validUntil": _day(s.valid_until),
            "asOf": _day(s.as_of),
            "confidence": round(float(s.confidence), 4),
            "extractor": s.extractor,
            "start": s.start,
            "end": s.end,
            "quote": s.quote,
            "spans": {k: _span(s.spans[k]) for k in ("subject", "predicate", "object", "modality") if k in s.spans},
        }
    )


def _dropped(d: Dropped) -> Record:
    place = {"start": d.start, "end": d.end} if d.end else {}
    return _kept(
        {"record": "dropped", "article": d.article, "stage": d.stage, "reason": d.reason, "text": d.text} | place
    )


def verify(extraction: Extraction, text: str) -> None:
    """Check every span and quotation of an extraction against its article's text.

    Raises
    ------
    EvidenceError
        Naming the record whose words are not where it says.
    """
    quoted = [(e.id, m.start, m.end, m.text) for e in extraction.entities for m in e.mentions]
    quoted += [(v.id, v.trigger.start, v.trigger.end, v.trigger.text) for v in extraction.events]
    quoted += [(s.id, s.start, s.end, s.quote) for s in extraction.statements]
    for name, start, end, words in quoted:
        if not 0 <= start < end <= len(text) or text[start:end] != words:
            raise EvidenceError(
                f"{name} quotes {words!r}, but [{start}, {end}) of its article does not hold these words"
            )
    for s in extraction.statements:
        links = (x for a in s.attribution for x in (a.source_span, a.cue_span) if x)
        for span in (*s.spans.values(), *links):
            if span.end > len(text):
                raise EvidenceError(
                    f"{s.id} has a span that ends at {span.end}, after its article's {len(text)} code points"
                )
        if "predicate" not in s.spans or "subject" not in s.spans:
            raise EvidenceError(f"{s.id} has no span of its subject or of its predicate: no span, no statement")


def to_records(extraction: Extraction) -> Iterator[Record]:
    """Yield the records of one article in the order of the format."""
    yield _article(extraction.article)
    yield from (_entity(e) for e in sorted(extraction.entities, key=lambda x: x.id))
    yield from (_event(v) for v in sorted(extraction.events, key=lambda x: x.id))
    yield from (_statement(s) for s in sorted(extraction.statements, key=lambda x: x.id))
    yield from (
        _dropped(d) for d in sorted(extraction.dropped, key=lambda x: (x.start, x.end, x.stage, x.reason, x.text))
    )


def dumps(record: Record) -> str:
    """Write one record as a line without its end."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def write(extractions: Iterable[Extraction], stream: TextIO) -> int:
    """Write extractions and return the number of lines."""
    lines = 0
    for extraction in extractions:
        for record in to_records(extraction):
            stream.write(dumps(record) + "\n")
            lines += 1
    return lines


_EVENT_FIELDS = {"record", "id", "class", "status", "trigger", "time", "start", "end", "roles"}


def _parse_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _parse_published(text: str | None) -> date | datetime | None:
    if not text:
        return None
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)


def _parse_span(pair: list[int] | None) -> Span | None:
    return Span(start=pair[0], end=pair[1]) if pair else None


def _parse_article(r: Record) -> ArticleRecord:
    return ArticleRecord(
        id=r["id"],
        title=r.get("title", ""),
        url=r.get("url", ""),
        publisher=r.get("publisher", ""),
        published=_parse_published(r.get("published")),
        language=r.get("language", ""),
        sha256=r["sha256"],
        length=r["length"],
    )


def _parse_entity(r: Record) -> Entity:
    mentions = tuple(EntityMention(**m) for m in r.get("mentions", ()))
    return Entity(
        id=r["id"],
        cls=r["class"],
        name=r["name"],
        aliases=tuple(r.get("aliases", ())),
        same_as=tuple(r.get("sameAs", ())),
        mentions=mentions,
        local=r.get("local", ""),
    )


def _parse_event(r: Record, article: str) -> Event:
    return Event(
        id=r["id"],
        article=article,
        cls=r["class"],
        status=r["status"],
        trigger=Trigger(**r["trigger"]),
        time=r.get("time", ""),
        start=_parse_day(r.get("start")),
        end=_parse_day(r.get("end")),
        roles={k: tuple(v) for k, v in r.get("roles", {}).items()},
        numbers={k: v for k, v in r.items() if k not in _EVENT_FIELDS},
    )


def _parse_statement(r: Record) -> Statement:
    links = tuple(
        Attribution(
            source=a["source"],
            cue=a.get("cue", ""),
            order=a["order"],
            speech_act=a.get("speechAct", "say"),
            said_on=_parse_day(a.get("saidOn")),
            source_span=_parse_span(a.get("sourceSpan")),
            cue_span=_parse_span(a.get("cueSpan")),
        )
        for a in r.get("attribution", ())
    )
    return Statement(
        id=r["id"],
        article=r["article"],
        sentence=r["sentence"],
        subject=r["subject"],
        predicate=r["predicate"],
        predicate_text=r["predicateText"],
        object=r.get("object", ""),
        value=r.get("value", ""),
        datatype=r.get("datatype", ""),
        event=r.get("event", ""),
        modality=r["modality"],
        polarity=r["polarity"],
        licensed=r["licensed"],
        attribution=links,
        time=r.get("time", ""),
        valid_from=_parse_day(r.get("validFrom")),
        valid_until=_parse_day(r.get("validUntil")),
        as_of=_parse_day(r.get("asOf")),
        confidence=float(r["confidence"]),
        extractor=r["extractor"],
        start=r["start"],
        end=r["end"],
        quote=r["quote"],
        spans={k: Span(start=v[0], end=v[1]) for k, v in r.get("spans", {}).items()},
    )


def _parse_dropped(r: Record) -> Dropped:
    return Dropped(**{k: v for k, v in r.items() if k != "record"})


def from_records(records: Iterable[Record]) -> Iterator[Extraction]:
    """Yield one extraction for each article of a stream of records.

    Raises
    ------
    InterchangeError
        If a record precedes its article, is of an unknown kind or lacks a field.
    """
    article: ArticleRecord | None = None
    found: dict[str, list[Any]] = {}
    for number, record in enumerate(records, 1):
        kind = record.get("record")
        try:
            if kind == "article":
                if article is not None:
                    yield _extraction(article, found)
                article, found = _parse_article(record), {}
            elif article is None:
                raise InterchangeError(f"record {number}: {kind!r} before any article; an article's record comes first")
            elif kind == "event":
                found.setdefault(kind, []).append(_parse_event(record, article.id))
            elif kind in _PARSERS:
                found.setdefault(kind, []).append(_PARSERS[kind](record))
            else:
                raise InterchangeError(f"record {number}: no record is called {kind!r}")
        except (KeyError, TypeError, ValueError) as exc:
            raise InterchangeError(f"record {number}: the {kind} lacks a field or has a wrong one: {exc}") from exc
    if article is not None:
        yield _extraction(article, found)


def _extraction(article: ArticleRecord, found: Mapping[str, list[Any]]) -> Extraction:
    return Extraction(
        article=article,
        entities=tuple(found.get("entity", ())),
        events=tuple(found.get("event", ())),
        statements=tuple(found.get("statement", ())),
        dropped=tuple(found.get("dropped", ())),
    )


def read(stream: Iterable[str], *, source: str = "") -> Iterator[Extraction]:
    """Read extractions from the lines of a JSONL file.

    Raises
    ------
    InterchangeError
        Naming the file and the line.
    """

    def records() -> Iterator[Record]:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
            except json.JSONDecodeError as exc:
                raise InterchangeError(f"{source}, line {number}: not JSON ({exc.msg}, column {exc.colno})") from exc
            if not isinstance(record, dict):
                raise InterchangeError(f"{source}, line {number}: not a JSON object")
            yield record

    try:
        yield from from_records(records())
    except InterchangeError as exc:
        raise InterchangeError(f"{source}: {exc}" if source and source not in str(exc) else str(exc)) from exc


_PARSERS = {"entity": _parse_entity, "statement": _parse_statement, "dropped": _parse_dropped}

"""What an extraction must keep to before a store takes it, and the one order of its parts."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from kg.errors import InterchangeError
from kg.statements import Attribution, Entity, Event, Extraction, Statement
from ontology import FACT_MODALITIES, MODALITIES, STATUSES, active, classes, event_classes, is_a, relations, roles

__all__ = ["NUMBERS", "canonical", "check", "link_order"]

#: What an event may give in numbers or short words; each also as written, with ``Text`` added.
NUMBERS = frozenset({"amount", "context", "count", "deaths", "injured", "mode", "score", "time", "unit"})
_NUMBER_KEYS = NUMBERS - {"time"} | {f"{n}Text" for n in NUMBERS}
_STATUSES = frozenset(STATUSES) | {"contested"}
_DATATYPES = frozenset(
    {
        "anyURI", "boolean", "date", "dateTime", "decimal", "double", "duration", "float", "gMonthDay", "gYear",
        "gYearMonth", "integer", "string", "time",
    }
)  # fmt: skip
_SPANS = frozenset({"subject", "predicate", "object", "modality"})
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`\ud800-\udfff]+")
_HALF = re.compile(r"[\ud800-\udfff]")
_WORD = re.compile(r"[a-z][A-Za-z]*")


def check(extraction: Extraction) -> None:
    """Refuse an extraction that contradicts itself or the ontology.

    Raises
    ------
    InterchangeError
        Naming the record and what is wrong with it.
    """
    for name, fault in _faults(extraction):
        raise InterchangeError(f"{name}: {fault}; nothing of its article {extraction.article.id} is written")


def canonical(extraction: Extraction) -> Extraction:
    """Return an extraction with each kind of record sorted, and so the lists in them."""
    return replace(
        extraction,
        entities=tuple(sorted(map(_canonical_entity, extraction.entities), key=lambda e: e.id)),
        events=tuple(sorted(map(_canonical_event, extraction.events), key=lambda v: v.id)),
        statements=tuple(sorted(map(_canonical_statement, extraction.statements), key=lambda s: s.id)),
        dropped=tuple(sorted(extraction.dropped, key=lambda d: (d.start, d.end, d.stage, d.reason, d.text))),
    )


def _canonical_entity(entity: Entity) -> Entity:
    mentions = sorted(set(entity.mentions), key=lambda m: (m.start, m.end, m.kind))
    aliases, same_as = sorted(set(entity.aliases)), sorted(set(entity.same_as))
    return replace(entity, aliases=tuple(aliases), same_as=tuple(same_as), mentions=tuple(mentions))


def _canonical_event(event: Event) -> Event:
    filled = {role: tuple(sorted(set(event.roles[role]))) for role in sorted(event.roles) if event.roles[role]}
    # Adding 0.0 leaves every float as it is but minus zero, which no store tells from zero.
    numbers = {
        k: value + 0.0 if isinstance(value, float) else value
        for k, value in sorted(event.numbers.items())
        if value != ""
    }
    return replace(event, roles=filled, numbers=numbers)


def _canonical_statement(statement: Statement) -> Statement:
    links = tuple(sorted(set(statement.attribution), key=link_order))
    spans = {k: statement.spans[k] for k in ("subject", "predicate", "object", "modality") if k in statement.spans}
    return replace(statement, attribution=links, confidence=round(float(statement.confidence), 4) + 0.0, spans=spans)


def link_order(link: Attribution) -> tuple[int | str, ...]:
    """Return the key by which a chain of sources is sorted; those who speak together in text order.

    No two links that differ have the same key, so the order is the same from every store.
    """
    source, source_end = (link.source_span.start, link.source_span.end) if link.source_span else (-1, -1)
    cue, cue_end = (link.cue_span.start, link.cue_span.end) if link.cue_span else (-1, -1)
    said = link.said_on.isoformat() if link.said_on else ""
    return link.order, source, link.source, cue, link.cue, source_end, cue_end, link.speech_act, said


def _faults(x: Extraction) -> Iterator[tuple[str, str]]:
    known = {e.id for e in x.entities} | {v.id for v in x.events}
    names = [x.article.id, *(r.id for kind in (x.entities, x.events, x.statements) for r in kind)]
    if len(set(names)) != len(names):
        twice = next(n for n in names if names.count(n) > 1)
        yield twice, "two records of one article have this id"
    locals_ = [e.local for e in x.entities if e.local]
    for name in sorted(n for n, times in Counter(locals_).items() if times > 1):
        yield name, "two entities of one article have this local IRI"
    for name in (*names, *locals_, *(iri for e in x.entities for iri in e.same_as)):
        if not _IRI.fullmatch(name):
            yield repr(name), "this is no IRI"
    for name, text in _texts(x):
        # Nearly all texts pass the first question, which costs little.
        if not text.isascii() and (half := _HALF.search(text)):
            yield name, f"half of a surrogate pair (U+{ord(half[0]):04X}) is in {text[:40]!a}, which is no Unicode"
    for entity in x.entities:
        yield from ((entity.id, fault) for fault in _entity_faults(entity, x.article.id))
    for event in x.events:
        yield from ((event.id, fault) for fault in _event_faults(event, x.article.id, known))
    for statement in x.statements:
        yield from ((statement.id, fault) for fault in _statement_faults(statement, x.article.id, known))
    for dropped in x.dropped:
        if dropped.article != x.article.id:
            yield f"dropped by {dropped.stage}", f"it belongs to another article, {dropped.article}"


def _texts(x: Extraction) -> Iterator[tuple[str, str]]:
    """Yield all that is free text, with the record that it is in."""
    yield x.article.id, f"{x.article.title}{x.article.url}{x.article.publisher}{x.article.language}"
    for e in x.entities:
        yield e.id, "".join((e.name, *e.aliases, *(m.text for m in e.mentions)))
    for v in x.events:
        yield v.id, "".join((v.trigger.text, v.time, *(n for n in v.numbers.values() if isinstance(n, str))))
    for s in x.statements:
        yield s.id, "".join((s.quote, s.predicate_text, s.value, s.time, s.extractor, *(a.cue for a in s.attribution)))
    for d in x.dropped:
        yield f"dropped by {d.stage}", f"{d.stage}{d.reason}{d.text}"


def _own_advice() -> str:
    return "" if active() else " (if it is of an ontology of your own, give that with --ontology)"


def _entity_faults(entity: Entity, article: str) -> Iterator[str]:
    if not entity.name:
        yield "it has no name"
    if entity.cls not in classes() or not is_a(entity.cls, "Entity"):
        yield f"the ontology has no class of entities {entity.cls!r}{_own_advice()}"
    yield from (f"it is mentioned in another article, {m.article}" for m in entity.mentions if m.article != article)


def _event_faults(event: Event, article: str, known: set[str]) -> Iterator[str]:
    if event.article != article:
        yield f"it belongs to another article, {event.article}"
    if event.cls not in event_classes():
        yield f"the ontology has no event class {event.cls!r}"
    if event.status not in _STATUSES:
        yield f"the ontology has no status {event.status!r}"
    for role, fillers in event.roles.items():
        if role not in roles():
            yield f"the ontology has no role {role!r}"
        yield from (f"its {role} {f} is no record of this article" for f in fillers if f not in known)
    for key, value in event.numbers.items():
        if key not in _NUMBER_KEYS:
            yield f"events have no field {key!r}"
        if isinstance(value, bool) or not isinstance(value, str | int | float) or not _storable(value):
            yield f"its {key} {value!r} is neither text nor a finite number of at most 64 bits"


def _storable(value: str | int | float) -> bool:
    if isinstance(value, int):
        return -(2**63) <= value < 2**63
    return not isinstance(value, float) or math.isfinite(value)


def _statement_faults(s: Statement, article: str, known: set[str]) -> Iterator[str]:
    if s.article != article:
        yield f"it belongs to another article, {s.article}"
    if s.predicate not in relations() and s.predicate not in roles():
        yield f"the ontology has no relation {s.predicate!r}{_own_advice()}"
    if bool(s.object) == bool(s.value):
        yield "it needs either an object or a value"
    if s.datatype and (s.datatype not in _DATATYPES or not s.value):
        yield f"its value has an unknown datatype {s.datatype!r}"
    for iri in (s.subject, *filter(None, (s.object, s.event)), *(a.source for a in s.attribution)):
        if iri not in known:
            yield f"{iri} is no record of this article"
    if s.modality not in MODALITIES or s.polarity not in ("positive", "negative"):
        yield f"no modality {s.modality!r} or polarity {s.polarity!r}"
    if s.licensed and (s.modality not in FACT_MODALITIES or s.polarity != "positive"):
        yield f"licensed, although it is {s.modality} and {s.polarity}"
    if not 0.0 <= s.confidence <= 1.0:
        yield f"its confidence {s.confidence} is not between 0 and 1"
    if not s.quote or not s.predicate_text or not s.extractor:
        yield "it needs a quotation, the words of its predicate and the name of its extractor"
    if not set(s.spans) <= _SPANS:
        yield f"it has spans of unknown parts: {', '.join(sorted(set(s.spans) - _SPANS))}"
    orders = {a.order for a in s.attribution}  # several have one number where they speak together
    if orders != set(range(1, len(orders) + 1)):
        yield f"its sources are numbered {', '.join(map(str, sorted(orders)))}; numbers begin at 1 and leave none out"
    yield from (f"{a.speech_act!r} is no speech act" for a in s.attribution if not _WORD.fullmatch(a.speech_act))

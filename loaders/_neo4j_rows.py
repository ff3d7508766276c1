"""From an extraction to the rows that Neo4j's nodes and relationships are made of."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from kg import __version__, interchange
from kg.articles import Span
from kg.facts import Claim, Fact, claim_of
from kg.identity import data_iri, hashed
from kg.merging import event_label
from kg.statements import ArticleRecord, Attribution, Dropped, Entity, Event, Extraction, Statement
from loaders._neo4j_schema import FORMAT, labels_text, role_type
from ontology import event_class, version

__all__ = ["Row", "Rows", "claim_key", "digest", "edge_properties", "named", "rows_of", "writer"]

Row = dict[str, Any]


@dataclass(slots=True)
class Rows:
    """Rows by the query that writes them: nodes by labels, relationships by type and what they join."""

    nodes: dict[str, list[Row]] = field(default_factory=dict)
    edges: dict[tuple[str, str, str], list[Row]] = field(default_factory=dict)
    entities: dict[str, None] = field(default_factory=dict)
    _kinds: dict[str, str] = field(default_factory=dict)

    def entity(self, uri: str) -> None:
        """Note an entity; what it is called follows from all articles together."""
        self.entities[uri] = None
        self._kinds[uri] = "Entity"

    def node(self, labels: tuple[str, ...], uri: str, **values: Any) -> None:
        """Add a node; the first label is the one that it is found by."""
        self.nodes.setdefault(labels_text(labels), []).append({"uri": uri, **_present(values)})
        self._kinds[uri] = labels[0]

    def edge(self, kind: str, start: str, end: str, **values: Any) -> None:
        """Add a relationship between two nodes that were added before."""
        row = {"start": start, "end": end, "values": _present(values)}
        self.edges.setdefault((kind, self._kinds[start], self._kinds[end]), []).append(row)


def _present(values: Mapping[str, Any]) -> Row:
    """Leave out what says nothing, empty lists too: the bulk import of Neo4j cannot write them."""
    return {k: v for k, v in values.items() if v is not None and v != "" and v != []}


def writer() -> str:
    """Return what the nodes of an article depend on besides what the article says."""
    return f"format {FORMAT}, ontology {version()}, Triplewire {__version__}"


def digest(extraction: Extraction, by: str = "") -> str:
    """Hash all that an extraction says, and by what it was written; by this version if ``by`` is empty."""
    text = "\n".join(interchange.dumps(r) for r in interchange.to_records(extraction))
    return hashlib.sha256(f"{by or writer()}\n{text}".encode()).hexdigest()


def rows_of(extraction: Extraction, rows: Rows, known_digest: str = "") -> None:
    """Add all nodes and relationships of an article to the rows; its digest is found if it is not given."""
    article = extraction.article.id
    _article(extraction, known_digest or digest(extraction), rows)
    for entity in extraction.entities:
        rows.entity(entity.id)
    names = {v.id: v.trigger.text for v in extraction.events}
    names.update((e.id, e.name) for e in extraction.entities)
    for event in extraction.events:
        _event(event, event_label(event, names.__getitem__), rows)
    for extractor in sorted({s.extractor for s in extraction.statements}):
        run = _run_uri(article, extractor)
        rows.node(("Extraction",), run, extractor=extractor, extractorVersion=__version__, articleUri=article)
    for entity in extraction.entities:
        _entity(entity, article, rows)
    for event in extraction.events:
        _roles(event, rows)
    for statement in extraction.statements:
        _statement(statement, rows)


def _article(extraction: Extraction, found_digest: str, rows: Rows) -> None:
    a: ArticleRecord = extraction.article
    day = a.published.date() if isinstance(a.published, datetime) else a.published
    rows.node(
        ("Article",), a.id, headline=a.title, url=a.url, publisher=a.publisher, datePublished=day,
        published=a.published.isoformat() if a.published else None, language=a.language, textSha256=a.sha256,
        textLength=a.length, digest=found_digest, writer=writer(),
        dropped=list(_dropped(extraction.dropped)),
    )  # fmt: skip


def _dropped(found: tuple[Dropped, ...]) -> Iterator[str]:
    for d, times in Counter(found).items():
        fields = {"stage": d.stage, "reason": d.reason, "text": d.text, "start": d.start, "end": d.end, "times": times}
        yield json.dumps(fields, ensure_ascii=False)


def named(entity: Entity) -> Row:
    """Return what an article's edge to an entity carries: what the article says that it is."""
    return _present(
        {
            "cls": entity.cls, "name": entity.name, "aliases": list(entity.aliases), "sameAs": list(entity.same_as),
            "local": entity.local,
        }
    )


def _entity(entity: Entity, article: str, rows: Rows) -> None:
    rows.edge("NAMES", article, entity.id, **named(entity))
    for m in entity.mentions:
        _mention(entity.id, article, m.start, m.end, m.text, m.kind, rows)


def _mention(about: str, article: str, start: int, end: int, text: str, kind: str, rows: Rows) -> None:
    uri = data_iri(hashed("mn", article, about, start, end, kind))
    rows.node(("Mention",), uri, quote=text, start=start, end=end, kind=kind, articleUri=article)
    rows.edge("DENOTES", uri, about)
    rows.edge("FROM_ARTICLE", uri, article)


def _event(event: Event, label: str, rows: Rows) -> None:
    happened = event.status in ("actual", "announced")
    labels = ("Eventuality", "Event", event.cls) if happened else ("Eventuality", "UnrealizedEvent")
    rows.node(
        labels, event.id, name=label, eventType=event.cls, status=event.status,
        quadClass=event_class(event.cls).quad, timeValue=event.time, startDate=event.start, endDate=event.end,
        articleUri=event.article, **event.numbers,
    )  # fmt: skip


def _roles(event: Event, rows: Rows) -> None:
    _mention(event.id, event.article, event.trigger.start, event.trigger.end, event.trigger.text, "trigger", rows)
    for role, fillers in event.roles.items():
        for filler in fillers:
            rows.edge(role_type(role), event.id, filler)


def _run_uri(article: str, extractor: str) -> str:
    return data_iri(hashed("run", article, extractor, __version__))


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _statement(s: Statement, rows: Rows) -> None:
    claim = claim_of(s)
    spans: Mapping[str, Any] = {f"{part}Span": _pair(span) for part, span in s.spans.items()}
    rows.node(
        ("Statement",), s.id, predicate=s.predicate, predicateText=s.predicate_text, value=s.value, datatype=s.datatype,
        objectType="literal" if s.value else "node", modality=s.modality, polarity=s.polarity, licensed=s.licensed,
        timeValue=s.time, validFrom=s.valid_from, validUntil=s.valid_until, asOf=s.as_of, confidence=s.confidence,
        quote=s.quote, sentence=s.sentence, start=s.start, end=s.end, articleUri=s.article,
        claim=claim_key(claim) if claim and claim.object else None, **spans,
    )  # fmt: skip
    rows.edge("SUBJECT", s.id, s.subject)
    if s.object:
        rows.edge("OBJECT", s.id, s.object)
    if s.event:
        rows.edge("EVENT", s.id, s.event)
    rows.edge("FROM_ARTICLE", s.id, s.article)
    rows.edge("GENERATED_BY", s.id, _run_uri(s.article, s.extractor))
    for link in s.attribution:
        rows.edge("ATTRIBUTED_TO", s.id, link.source, **_link(link))


def _link(a: Attribution) -> Row:
    return {
        "chainOrder": a.order, "speechAct": a.speech_act, "cue": a.cue, "saidOn": a.said_on,
        "sourceSpan": _pair(a.source_span), "cueSpan": _pair(a.cue_span),
    }  # fmt: skip


def claim_key(claim: Claim) -> str:
    """Return the key that all statements of a claim carry, and its edge."""
    return hashed("cl", *claim)


def edge_properties(fact: Fact) -> Row:
    """Return what a view edge carries; unknown values are left out."""
    return _present(
        {
            "view": True, "claim": claim_key(fact.claim), "predicate": fact.predicate, "status": fact.status,
            "predicateText": fact.predicate_text, "statements": list(fact.statements), "support": fact.support,
            "denials": fact.denials, "articles": list(fact.articles), "sources": list(fact.sources),
            "deniedBy": list(fact.denied_by), "attributed": fact.attributed, "confidence": fact.confidence,
            "statuses": list(fact.statuses), "validFrom": fact.valid_from, "validUntil": fact.valid_until,
            "asOf": fact.as_of,
        }
    )  # fmt: skip

"""From Neo4j's nodes and relationships back to extractions, equal in every field."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from kg.articles import Span
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
from loaders._checks import NUMBERS, link_order
from loaders._neo4j_schema import run
from ontology import roles

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

__all__ = [
    "article_record", "article_uris", "digests", "read_articles", "read_extraction", "read_extractions",
    "statements_of_claims",
]  # fmt: skip

Values = Mapping[str, Any]

_NUMBER_KEYS = sorted(NUMBERS - {"time"} | {f"{n}Text" for n in NUMBERS})
_SPAN_PARTS = ("subject", "predicate", "object", "modality")
_STATEMENT = """
MATCH (s)-[:SUBJECT]->(subject) OPTIONAL MATCH (s)-[:OBJECT]->(object)
OPTIONAL MATCH (s)-[:EVENT]->(event) OPTIONAL MATCH (s)-[:GENERATED_BY]->(run)
WITH s, subject.uri AS subject, object.uri AS object, event.uri AS event, run.extractor AS extractor
OPTIONAL MATCH (s)-[link:ATTRIBUTED_TO]->(source)
RETURN properties(s) AS s, subject, object, event, extractor,
       collect(CASE WHEN link IS NULL THEN NULL ELSE link {.*, source: source.uri} END) AS links
"""


def article_uris(tx: ManagedTransaction) -> list[str]:
    """Return the IRIs of all articles that Triplewire wrote, sorted."""
    return sorted(r["uri"] for r in run(tx, "MATCH (a:Article) WHERE a.digest IS NOT NULL RETURN a.uri AS uri"))


def digests(tx: ManagedTransaction, uris: Iterable[str]) -> dict[str, str]:
    """Return the digests of those of some articles that are there, by IRI."""
    query = "UNWIND $uris AS uri MATCH (a:Article {uri: uri}) WHERE a.digest IS NOT NULL RETURN uri, a.digest AS digest"
    return {r["uri"]: r["digest"] for r in run(tx, query, uris=list(uris))}


def read_articles(tx: ManagedTransaction, uris: list[str]) -> dict[str, Values]:
    """Return the properties of those of some articles that are there, by IRI."""
    found = run(
        tx,
        "UNWIND $uris AS uri MATCH (a:Article {uri: uri}) WHERE a.digest IS NOT NULL RETURN properties(a) AS a",
        uris=uris,
    )
    return {r["a"]["uri"]: r["a"] for r in found}


def statements_of_claims(tx: ManagedTransaction, claims: list[str]) -> list[Statement]:
    """Return all statements that carry one of the keys."""
    found = run(tx, f"UNWIND $claims AS claim MATCH (s:Statement {{claim: claim}}) {_STATEMENT}", claims=claims)
    return [_statement(r) for r in found]


def read_extractions(tx: ManagedTransaction, uris: list[str]) -> list[Extraction]:
    """Return what was written for those of some articles that are there, in the order of their IRIs."""
    held = read_articles(tx, uris)
    mentions: dict[str, dict[str, list[Values]]] = {uri: {} for uri in held}
    for r in run(
        tx,
        """UNWIND $uris AS uri MATCH (m:Mention {articleUri: uri})-[:DENOTES]->(x)
           RETURN uri, x.uri AS x, properties(m) AS m""",
        uris=list(held),
    ):
        mentions[r["uri"]].setdefault(r["x"], []).append(r["m"])
    names = _by_article(
        tx,
        """UNWIND $uris AS uri MATCH (:Article {uri: uri})-[n:NAMES]->(e)
           RETURN uri, e.uri AS entity, properties(n) AS n""",
        held,
    )
    events = _by_article(
        tx,
        """UNWIND $uris AS uri MATCH (v:Eventuality {articleUri: uri}) OPTIONAL MATCH (v)-[r]->(x) WHERE r.claim IS NULL
           RETURN v.articleUri AS uri, properties(v) AS v, collect([type(r), x.uri]) AS roles""",
        held,
    )
    said: dict[str, list[Statement]] = {uri: [] for uri in held}
    for r in run(tx, f"UNWIND $uris AS uri MATCH (s:Statement {{articleUri: uri}}) {_STATEMENT}", uris=list(held)):
        statement = _statement(r)
        said[statement.article].append(statement)
    return [
        Extraction(
            article=article_record(held[uri]),
            entities=tuple(
                sorted((_entity(r["entity"], r["n"], uri, mentions[uri]) for r in names[uri]), key=lambda e: e.id)
            ),
            events=tuple(sorted((_event(r["v"], r["roles"], mentions[uri]) for r in events[uri]), key=lambda v: v.id)),
            statements=tuple(sorted(said[uri], key=lambda s: s.id)),
            dropped=tuple(sorted(_dropped(uri, held[uri].get("dropped", ())), key=_dropped_order)),
        )
        for uri in sorted(held)
    ]


def read_extraction(tx: ManagedTransaction, uri: str) -> Extraction | None:
    """Return what was written for an article; None if it is not there."""
    return next(iter(read_extractions(tx, [uri])), None)


def _by_article(tx: ManagedTransaction, query: str, uris: Iterable[str]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {uri: [] for uri in uris}
    for r in run(tx, query, uris=list(found)):
        found[r["uri"]].append(r)
    return found


def article_record(held: Values) -> ArticleRecord:
    """Return an article's metadata from its node's properties."""
    published = held.get("published", "")
    return ArticleRecord(
        id=held["uri"], title=held.get("headline", ""), url=held.get("url", ""), publisher=held.get("publisher", ""),
        published=_moment(published) if published else None, language=held.get("language", ""),
        sha256=held["textSha256"], length=held["textLength"],
    )  # fmt: skip


def _moment(text: str) -> date | datetime:
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)


def _day(value: Any) -> date | None:
    found = value.to_native() if value is not None else None
    assert found is None or isinstance(found, date)
    return found


def _span(pair: list[int] | None) -> Span | None:
    return Span(start=pair[0], end=pair[1]) if pair else None


def _entity(uri: str, named: Values, article: str, mentions: Mapping[str, list[Values]]) -> Entity:
    found = [
        EntityMention(article=article, start=m["start"], end=m["end"], text=m["quote"], kind=m["kind"])
        for m in mentions.get(uri, ())
    ]
    return Entity(
        id=uri, cls=named["cls"], name=named["name"], aliases=tuple(named.get("aliases", ())),
        same_as=tuple(named.get("sameAs", ())),
        mentions=tuple(sorted(found, key=lambda m: (m.start, m.end, m.kind))), local=named.get("local", ""),
    )  # fmt: skip


def _event(held: Values, filled: list[list[str]], mentions: Mapping[str, list[Values]]) -> Event:
    trigger = mentions[held["uri"]][0]
    names = {r.neo4j_type: r.name for r in roles().values()}
    fillers: dict[str, list[str]] = {}
    for kind, uri in filled:
        if kind in names:
            fillers.setdefault(names[kind], []).append(uri)
    return Event(
        id=held["uri"], article=held["articleUri"], cls=held["eventType"], status=held["status"],
        trigger=Trigger(start=trigger["start"], end=trigger["end"], text=trigger["quote"]),
        time=held.get("timeValue", ""), start=_day(held.get("startDate")), end=_day(held.get("endDate")),
        roles={role: tuple(sorted(fillers[role])) for role in sorted(fillers)},
        numbers={key: held[key] for key in _NUMBER_KEYS if key in held},
    )  # fmt: skip


def _statement(record: Any) -> Statement:
    held: Values = record["s"]
    spans = {part: _span(held.get(f"{part}Span")) for part in _SPAN_PARTS}
    return Statement(
        id=held["uri"], article=held["articleUri"], sentence=held["sentence"], subject=record["subject"],
        predicate=held["predicate"], predicate_text=held["predicateText"], object=record["object"] or "",
        value=held.get("value", ""), datatype=held.get("datatype", ""), event=record["event"] or "",
        modality=held["modality"], polarity=held["polarity"], licensed=held["licensed"],
        attribution=tuple(sorted(map(_link, record["links"]), key=link_order)),
        time=held.get("timeValue", ""), valid_from=_day(held.get("validFrom")),
        valid_until=_day(held.get("validUntil")), as_of=_day(held.get("asOf")), confidence=held["confidence"],
        extractor=record["extractor"], start=held["start"], end=held["end"], quote=held["quote"],
        spans={part: span for part, span in spans.items() if span},
    )  # fmt: skip


def _link(held: Values) -> Attribution:
    return Attribution(
        source=held["source"], cue=held.get("cue", ""), order=held["chainOrder"], speech_act=held["speechAct"],
        said_on=_day(held.get("saidOn")), source_span=_span(held.get("sourceSpan")),
        cue_span=_span(held.get("cueSpan")),
    )  # fmt: skip


def _dropped(article: str, texts: Iterable[str]) -> Iterator[Dropped]:
    for text in texts:
        fields = json.loads(text)
        times = fields.pop("times")
        yield from (Dropped(article=article, **fields) for _ in range(times))


def _dropped_order(d: Dropped) -> tuple[int, int, str, str, str]:
    return d.start, d.end, d.stage, d.reason, d.text

"""From the quads of an article's graph back to its extraction, equal in every field."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from pyoxigraph import Literal, NamedNode, Quad

from kg.articles import Span
from kg.errors import StoreError
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
from loaders._rdf_terms import NKG, PROV, RDF, SCHEMA, XSD, parse_span, text_of
from ontology import roles, term_name

__all__ = ["Node", "read_article", "read_extraction"]

_NUMBER_KEYS = sorted(NUMBERS - {"time"} | {f"{n}Text" for n in NUMBERS})


class Node:
    """One subject with its values; ontology names are asked for as ``one("quote")``."""

    __slots__ = ("_values", "iri")

    def __init__(self, iri: str) -> None:
        self.iri = iri
        self._values: dict[str, list[NamedNode | Literal]] = {}

    def add(self, quad: Quad) -> None:
        """Take in a quad of which this node is the subject."""
        term = quad.object
        assert isinstance(term, NamedNode | Literal)
        self._values.setdefault(quad.predicate.value, []).append(term)

    def all(self, name: str, space: str = NKG) -> list[str]:
        """Return all values of a property, sorted."""
        return sorted(v.value for v in self._values.get(space + name, ()))

    def one(self, name: str, space: str = NKG) -> str:
        """Return the value of a property; empty if there is none."""
        found = self._values.get(space + name)
        return found[0].value if found else ""

    def local(self, name: str) -> str:
        """Return the local name of the value of a property, a term of the ontology."""
        return term_name(self.one(name))

    def whole(self, name: str) -> int:
        """Return the value of a property as an integer; 0 if there is none."""
        return int(self.one(name) or 0)

    def day(self, name: str, space: str = NKG) -> date | None:
        """Return the value of a property as a date."""
        text = self.one(name, space)
        return date.fromisoformat(text) if text else None

    def span(self, name: str) -> Span | None:
        """Return the value of a property as a span."""
        text = self.one(name)
        return parse_span(text) if text else None

    def number(self, name: str) -> str | int | float | None:
        """Return the value of a property as the text, integer or float that was written."""
        found = self._values.get(NKG + name)
        if not found or not isinstance(found[0], Literal):
            return None
        kind, text = found[0].datatype.value.removeprefix(XSD), found[0].value
        return int(text) if kind == "integer" else float(text) if kind == "decimal" else text

    @property
    def types(self) -> list[str]:
        """Local names of its classes."""
        return [v.value.removeprefix(NKG) for v in self._values.get(RDF + "type", ())]


def _nodes(quads: Iterable[Quad]) -> dict[str, Node]:
    nodes: dict[str, Node] = {}
    for quad in quads:
        subject = text_of(quad.subject)
        node = nodes.get(subject)
        if node is None:
            node = nodes[subject] = Node(subject)
        node.add(quad)
    return nodes


def read_extraction(article: str, quads: Iterable[Quad]) -> Extraction:
    """Return the extraction that an article's graph holds.

    Raises
    ------
    StoreError
        If the graph lacks something or holds what is not of its form.
    """
    nodes = _nodes(quads)
    kinds: dict[str, list[Node]] = {}
    for iri in sorted(nodes):
        for kind in nodes[iri].types:
            kinds.setdefault(kind, []).append(nodes[iri])
    try:
        mentions: dict[str, list[Node]] = {}
        for node in kinds.get("Mention", ()):
            mentions.setdefault(node.one("denotes"), []).append(node)
        return Extraction(
            article=read_article(nodes[article]),
            entities=tuple(sorted((_entity(n, mentions) for n in kinds.get("Profile", ())), key=lambda e: e.id)),
            events=tuple(_event(n, article, mentions) for n in kinds.get("Eventuality", ())),
            statements=tuple(_statement(n, nodes) for n in kinds.get("Statement", ())),
            dropped=tuple(sorted(_all_dropped(article, nodes[article]), key=_dropped_order)),
        )
    except (KeyError, ValueError, TypeError) as exc:
        raise StoreError(
            f"the graph of {article} is not what Triplewire writes ({type(exc).__name__}: {exc}); "
            f"build the store anew from its articles"
        ) from exc


def read_article(node: Node) -> ArticleRecord:
    """Return the metadata that an article's node holds."""
    moment = node.one("publishedAt")
    published = datetime.fromisoformat(moment) if moment else node.day("datePublished", SCHEMA)
    return ArticleRecord(
        id=node.iri, title=node.one("headline", SCHEMA), url=node.one("url", SCHEMA),
        publisher=node.one("publisher", SCHEMA), published=published, language=node.one("inLanguage", SCHEMA),
        sha256=node.one("textSha256"), length=node.whole("textLength"),
    )  # fmt: skip


def _entity(node: Node, mentions: Mapping[str, list[Node]]) -> Entity:
    iri = node.one("profileOf")
    found = [
        EntityMention(
            article=m.one("inArticle"), start=m.whole("start"), end=m.whole("end"), text=m.one("quote"),
            kind=m.one("mentionKind"),  # type: ignore[arg-type]  # what was written
        )
        for m in mentions.get(iri, ())
    ]  # fmt: skip
    return Entity(
        id=iri, cls=node.local("profileClass"), name=node.one("profileName"), aliases=tuple(node.all("profileAlias")),
        same_as=tuple(node.all("profileSameAs")), mentions=tuple(sorted(found, key=lambda m: (m.start, m.end, m.kind))),
        local=node.one("profileLocal"),
    )  # fmt: skip


def _event(node: Node, article: str, mentions: Mapping[str, list[Node]]) -> Event:
    trigger = mentions[node.iri][0]
    numbers = {key: node.number(key) for key in _NUMBER_KEYS}
    filled = {role: tuple(node.all(role)) for role in sorted(roles())}
    return Event(
        id=node.iri, article=article, cls=node.local("eventType"), status=node.local("status"),
        trigger=Trigger(start=trigger.whole("start"), end=trigger.whole("end"), text=trigger.one("quote")),
        time=node.one("timeValue"), start=node.day("startDate"), end=node.day("endDate"),
        roles={role: fillers for role, fillers in filled.items() if fillers},
        numbers={key: value for key, value in numbers.items() if value is not None},
    )  # fmt: skip


def _statement(node: Node, nodes: Mapping[str, Node]) -> Statement:
    value = node.one("valueText")
    links = sorted((_attribution(nodes[a]) for a in node.all("attribution")), key=link_order)
    words = node.one("spans").split()
    spans = {part: parse_span(span) for part, span in zip(words[::2], words[1::2], strict=True)}
    return Statement(
        id=node.iri, article=node.one("inArticle"), sentence=node.whole("sentence"), subject=node.one("subject", RDF),
        predicate=term_name(node.one("predicate", RDF)), predicate_text=node.one("predicateText"),
        object="" if value else node.one("object", RDF), value=value, datatype=node.one("valueType"),
        event=node.one("event"), modality=node.local("modality"),  # type: ignore[arg-type]
        polarity=node.local("polarity"),  # type: ignore[arg-type]
        licensed=node.one("licensed") == "true", attribution=tuple(links), time=node.one("timeValue"),
        valid_from=node.day("validFrom"), valid_until=node.day("validUntil"), as_of=node.day("asOf"),
        confidence=float(node.one("confidence")), extractor=nodes[node.one("wasGeneratedBy", PROV)].one("extractor"),
        start=node.whole("start"), end=node.whole("end"), quote=node.one("quote"),
        spans=spans,
    )  # fmt: skip


def _attribution(node: Node) -> Attribution:
    return Attribution(
        source=node.one("source"), cue=node.one("cue"), order=node.whole("chainOrder"),
        speech_act=node.local("speechAct"), said_on=node.day("saidOn"), source_span=node.span("sourceSpan"),
        cue_span=node.span("cueSpan"),
    )  # fmt: skip


def _all_dropped(article: str, node: Node) -> Iterator[Dropped]:
    for text in node.all("dropped"):
        fields = json.loads(text)
        times = fields.pop("times")
        yield from (Dropped(article=article, **fields) for _ in range(times))


def _dropped_order(d: Dropped) -> tuple[int, int, str, str, str]:
    return d.start, d.end, d.stage, d.reason, d.text

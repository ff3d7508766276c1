"""From an extraction to the quads of its article's graph.

They are made as lines of N-Quads, for a store takes in a file of them many times faster than objects.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Quad

from kg import __version__
from kg.articles import Span
from kg.facts import Claim, Voice, claim_of, voice_of
from kg.identity import data_iri, hashed
from kg.merging import event_label
from kg.statements import ArticleRecord, Attribution, Dropped, Entity, EntityMention, Event, Extraction, Statement
from loaders._rdf_terms import OWL, PROV, RDF, SCHEMA, SKOS, Graphs, iri, literal, nkg, span_text, term, typed
from ontology import event_class, term_iri

__all__ = ["article_lines", "claim_iri", "entity_quads", "voice_iri"]


class _Shown(str):
    """A node or literal as N-Quads has it."""

    __slots__ = ()


@lru_cache(maxsize=4_096)
def _node(text: str) -> _Shown:
    """Return the node of an IRI; raises ValueError if it is none."""
    return _Shown(NamedNode(text))


@lru_cache(maxsize=1_024)
def _nkg(name: str) -> _Shown:
    return _Shown(nkg(name))


def _term(name: str) -> _Shown:
    return _node(term_iri(name))


def _english(text: str) -> _Shown:
    return _Shown(Literal(text, language="en"))


@lru_cache(maxsize=4_096, typed=True)
def _value(value: str | int | float | bool | date) -> _Shown:
    return _Shown(literal(value))

_TYPE, _LABEL, _ALT_LABEL = iri(RDF + "type"), iri(SKOS + "prefLabel"), iri(SKOS + "altLabel")
_SAME_AS = iri(OWL + "sameAs")
_A, _CALLED = _Shown(_TYPE), _Shown(_LABEL)
_SUBJECT, _PREDICATE, _OBJECT = (_node(f"{RDF}{name}") for name in ("subject", "predicate", "object"))
_GENERATED, _USED = _node(PROV + "wasGeneratedBy"), _node(PROV + "used")

Value = _Shown | str | int | float | date | None


def claim_iri(claim: Claim, base: str) -> NamedNode:
    """Return the node that all statements of one claim point at."""
    return iri(data_iri(hashed("cl", *claim), base))


def voice_iri(claim: NamedNode, voice: Voice) -> NamedNode:
    """Return the node at which all statements point that say the same of a claim in the same way.

    With it a store finds out whether anybody else denies a claim without reading every
    statement about it.
    """
    return iri(f"{claim.value}-{voice.modality}-{voice.polarity}{'-licensed' if voice.licensed else ''}")


def article_lines(extraction: Extraction, graphs: Graphs) -> list[str]:
    """Return all quads of an extraction's own graph as lines of N-Quads.

    The first calls the article one; none is twice there.

    Raises
    ------
    ValueError
        If an IRI or a text cannot be written as RDF.
    """
    writer = _Writer(graphs, extraction.article.id)
    writer.article(extraction.article)
    for entity in extraction.entities:
        writer.profile(entity)
    triggers = {v.id: v.trigger.text for v in extraction.events}
    names = {**triggers, **{e.id: e.name for e in extraction.entities}}
    for event in extraction.events:
        writer.event(event, event_label(event, names.__getitem__))
    for statement in extraction.statements:
        writer.statement(statement)
    for extractor in sorted({s.extractor for s in extraction.statements}):
        writer.run(extractor)
    for dropped, times in Counter(extraction.dropped).items():
        writer.dropped(dropped, times)
    return list(writer.lines)


def entity_quads(
    entity: str, types: tuple[str, ...], name: str, aliases: tuple[str, ...], same_as: tuple[str, ...], graphs: Graphs
) -> set[Quad]:
    """Return what the shared graph of entities says of one."""
    node, graph = iri(entity), graphs.entities
    quads = {Quad(node, _TYPE, term(t), graph) for t in types}
    quads.add(Quad(node, _LABEL, Literal(name, language="en"), graph))
    quads.update(Quad(node, _ALT_LABEL, Literal(a, language="en"), graph) for a in aliases)
    quads.update(Quad(node, _SAME_AS, iri(s), graph) for s in same_as)
    return quads


@dataclass(slots=True)
class _Writer:
    graphs: Graphs
    about: str
    lines: dict[str, None] = field(default_factory=dict)
    end: str = field(init=False)

    def __post_init__(self) -> None:
        self.end = f" {self.graphs.of(self.about)} .\n"

    def _mint(self, kind: str, *parts: object) -> _Shown:
        return _Shown(f"<{data_iri(hashed(kind, self.about, *parts), self.graphs.base)}>")

    def _add(self, subject: _Shown, predicate: _Shown, value: Value) -> None:
        """Add one quad; an empty text or None adds none."""
        if value is None or value == "":
            return
        shown = value if isinstance(value, _Shown) else _value(value)
        self.lines[f"{subject} {predicate} {shown}{self.end}"] = None

    def _own(self, subject: _Shown, cls: str, **values: Value) -> None:
        """Type a node and add properties of the ontology."""
        self._add(subject, _A, _nkg(cls))
        for name, value in values.items():
            self._add(subject, _nkg(name), value)

    def article(self, record: ArticleRecord) -> None:
        node = _node(record.id)
        moment = record.published if isinstance(record.published, datetime) else None
        day = moment.date() if moment else record.published
        self._own(node, "Article", textSha256=record.sha256, textLength=record.length, publishedAt=moment)
        described: dict[str, Value] = {
            "headline": record.title, "url": record.url, "publisher": record.publisher, "datePublished": day,
            "inLanguage": record.language,
        }  # fmt: skip
        for name, value in described.items():
            self._add(node, _node(SCHEMA + name), value)

    def profile(self, entity: Entity) -> None:
        """Write what this article says of an entity, apart from what all say together."""
        node = self._mint("pf", entity.id)
        self._own(node, "Profile", profileOf=_node(entity.id), profileClass=_term(entity.cls), profileName=entity.name)
        for alias in entity.aliases:
            self._add(node, _nkg("profileAlias"), alias)
        for same in entity.same_as:
            self._add(node, _nkg("profileSameAs"), _node(same))
        if entity.local:
            self._add(node, _nkg("profileLocal"), _node(entity.local))
        for mention in entity.mentions:
            self._mention(entity.id, mention)

    def _mention(self, entity: str, m: EntityMention) -> None:
        self._place(self._mint("mn", entity, m.start, m.end, m.kind), entity, m.start, m.end, m.text, m.kind)

    def _place(self, node: _Shown, denotes: str, start: int, end: int, text: str, kind: str) -> None:
        self._own(node, "Mention", denotes=_node(denotes), inArticle=_node(self.about), start=start, end=end,
                  quote=text, mentionKind=kind)  # fmt: skip

    def event(self, event: Event, label: str) -> None:
        node, happened = _node(event.id), event.status in ("actual", "announced")
        self._own(node, "Eventuality", eventType=_nkg(event.cls), status=_nkg(event.status), timeValue=event.time,
                  startDate=event.start, endDate=event.end, quadClass=event_class(event.cls).quad)  # fmt: skip
        for cls in ("Event", event.cls) if happened else ("UnrealizedEvent",):
            self._add(node, _A, _nkg(cls))
        self._add(node, _CALLED, _english(label))
        for role, fillers in event.roles.items():
            for filler in fillers:
                self._add(node, _nkg(role), _node(filler))
        for name, value in event.numbers.items():
            self._add(node, _nkg(name), value)
        trigger = event.trigger
        self._place(self._mint("mn", event.id), event.id, trigger.start, trigger.end, trigger.text, "trigger")

    def statement(self, s: Statement) -> None:
        node, claim = _node(s.id), claim_of(s)
        self._own(node, "Statement", modality=_nkg(s.modality), polarity=_nkg(s.polarity), licensed=s.licensed,
                  predicateText=s.predicate_text, event=_node(s.event) if s.event else None, timeValue=s.time,
                  validFrom=s.valid_from, validUntil=s.valid_until, asOf=s.as_of, confidence=float(s.confidence),
                  inArticle=_node(s.article), sentence=s.sentence, start=s.start, end=s.end,
                  quote=s.quote)  # fmt: skip
        if claim:
            about = claim_iri(claim, self.graphs.base)
            self._add(node, _nkg("proposition"), _Shown(about))
            self._add(node, _nkg("voice"), _Shown(voice_iri(about, voice_of(s))))
        self._add(node, _SUBJECT, _node(s.subject))
        self._add(node, _PREDICATE, _term(s.predicate))
        if s.object:
            self._add(node, _OBJECT, _node(s.object))
        else:
            # The literal is for queries; a store may respell numbers, so the words are kept too.
            self._add(node, _OBJECT, _Shown(typed(s.value, s.datatype or "string")))
            self._add(node, _nkg("valueText"), s.value)
            self._add(node, _nkg("valueType"), s.datatype)
        self._add(node, _GENERATED, self._run_node(s.extractor))
        self._add(node, _nkg("spans"), " ".join(f"{part} {span_text(span)}" for part, span in s.spans.items()))
        for link in s.attribution:
            self._add(node, _nkg("attributedTo"), _node(link.source))
            self._add(node, _nkg("attribution"), self._attribution(link))

    def _attribution(self, a: Attribution) -> _Shown:
        spans = [span_text(s) if isinstance(s, Span) else "" for s in (a.source_span, a.cue_span)]
        node = self._mint("at", a.source, a.order, a.cue, a.speech_act, a.said_on, *spans)
        self._own(node, "Attribution", source=_node(a.source), chainOrder=a.order, speechAct=_nkg(a.speech_act),
                  cue=a.cue, saidOn=a.said_on, sourceSpan=spans[0], cueSpan=spans[1])  # fmt: skip
        return node

    def _run_node(self, extractor: str) -> _Shown:
        return self._mint("run", extractor, __version__)

    def run(self, extractor: str) -> None:
        """Write which version of which extractor read the article; no clock, so the graph stays the same."""
        node = self._run_node(extractor)
        self._own(node, "Extraction", extractor=extractor, extractorVersion=__version__)
        self._add(node, _USED, _node(self.about))

    def dropped(self, d: Dropped, times: int) -> None:
        """Write what was refused as one literal: it is kept for the record and hardly asked for."""
        fields = {"stage": d.stage, "reason": d.reason, "text": d.text, "start": d.start, "end": d.end, "times": times}
        self._add(_node(self.about), _nkg("dropped"), json.dumps(fields, ensure_ascii=False))

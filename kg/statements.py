"""The records of the interchange format: entities, events, statements, what was dropped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from kg.articles import Article, Span
from kg.config import BASE_IRI
from kg.identity import data_iri
from kg.predications import MentionKind
from ontology import Modality, Polarity

__all__ = [
    "ArticleRecord",
    "Attribution",
    "Dropped",
    "Entity",
    "EntityMention",
    "Event",
    "Extraction",
    "Statement",
    "Trigger",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRecord:
    """What the graph keeps of an article: its metadata, and the hash and length of its text.

    ``id`` is an IRI, ``sha256`` 64 hexadecimal digits, ``length`` code points.
    """

    id: str
    title: str = ""
    url: str = ""
    publisher: str = ""
    published: date | datetime | None = None
    language: str = "en"
    sha256: str
    length: int

    @classmethod
    def of(cls, article: Article, *, base: str = BASE_IRI) -> ArticleRecord:
        """Describe an article."""
        return cls(
            id=data_iri(article.id, base), title=article.title, url=article.url, publisher=article.publisher,
            published=article.published, language=article.language, sha256=article.sha256, length=len(article.text),
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityMention:
    """Where an article names an entity; ``text`` is ``article.text[start:end]``."""

    article: str
    start: int
    end: int
    text: str
    kind: MentionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Something that statements are about, as one article names it.

    Parameters
    ----------
    id : str
        IRI, the same in every run.
    cls : str
        Class of the ontology (``"PoliticalParty"``).
    name : str
        Best name.
    aliases : tuple of str
        Other names, sorted.
    same_as : tuple of str
        IRIs, such as Wikidata's.
    mentions : tuple of EntityMention
        In text order.
    local : str
        The IRI under which its article knows it, where ``id`` is another because it was joined with, or kept apart
        from, what other articles name; else empty.
    """

    id: str
    cls: str
    name: str
    aliases: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    mentions: tuple[EntityMention, ...] = ()
    local: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """The words that name an event; ``text`` is ``article.text[start:end]``."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, or was threatened, planned, denied …

    Parameters
    ----------
    id : str
        IRI.
    article : str
        IRI of the article that tells of it.
    cls : str
        Event class of the ontology.
    status : str
        ``"actual"``, or the modality, or ``"negated"``.
    trigger : Trigger
    time : str
        TIMEX3 value; empty if unknown.
    start, end : datetime.date, optional
        First and last possible day.
    roles : mapping of str to tuple of str
        Role to IRIs of entities and events, sorted.
    numbers : mapping of str to float or str
        ``count``, ``deaths``, ``injured``, ``amount`` as numbers, ``unit`` (ISO 4217 for money), ``score``, and
        ``…Text`` as written. A range ("between 10 and 15") and what is vague ("dozens") have their text alone.
    """

    id: str
    article: str
    cls: str
    status: str
    trigger: Trigger
    time: str = ""
    start: date | None = None
    end: date | None = None
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: Mapping[str, float | int | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One link of a statement's source chain.

    ``order`` 1 is whom the article quotes, 2 whom that one quotes. ``source`` is an IRI.
    The spans are those of the source's mention and of the reporting words.
    """

    source: str
    cue: str = ""
    order: int = 1
    speech_act: str = "say"
    said_on: date | None = None
    source_span: Span | None = None
    cue_span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One predication read in one sentence of one article.

    Parameters
    ----------
    id, article : str
        IRIs.
    sentence : int
        0-based.
    subject : str
        IRI of an entity or event.
    predicate : str
        Property of the ontology, or ``"related"`` with the words in ``predicate_text``.
    predicate_text : str
        As written.
    object : str
        IRI; empty if ``value`` is given.
    value, datatype : str
        A literal object, and the local name of its XSD type (``"date"``).
    event : str
        IRI of the event of which it is a projection; empty if none.
    modality, polarity : str
    licensed : bool
        Whether it may become a plain edge: asserted or announced, positive, confident enough.
    attribution : tuple of Attribution
        By order.
    time : str
        TIMEX3 value.
    valid_from, valid_until, as_of : datetime.date, optional
    confidence : float
        0–1: how sure the extractor is that the text says it, never that it is true.
    extractor : str
    start, end : int
        The sentence's span.
    quote : str
        The sentence, ``text[start:end]``.
    spans : mapping of str to Span
        ``subject``, ``predicate``, ``object``, ``modality``.
    """

    id: str
    article: str
    sentence: int
    subject: str
    predicate: str
    predicate_text: str
    object: str = ""
    value: str = ""
    datatype: str = ""
    event: str = ""
    modality: Modality = "asserted"
    polarity: Polarity = "positive"
    licensed: bool = False
    attribution: tuple[Attribution, ...] = ()
    time: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    as_of: date | None = None
    confidence: float
    extractor: str
    start: int
    end: int
    quote: str
    spans: Mapping[str, Span] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """What a stage read and refused, with the reason; ``start`` = ``end`` = 0 if it has no place."""

    article: str
    stage: str
    reason: str
    text: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that one article gave; each kind is sorted by id.

    Parameters
    ----------
    article : ArticleRecord
    entities, events, statements, dropped : tuple
    source : str
        Path of the file whose only article this is, where the article is named after its text: a
        store then knows which article an edited file replaces. No part of what the article says:
        it is neither compared nor written out.
    """

    article: ArticleRecord
    entities: tuple[Entity, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    source: str = field(default="", compare=False)

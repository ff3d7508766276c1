"""What the explorer answers: plain values that turn into JSON as they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

__all__ = [
    "ArticleCard",
    "ArticlePage",
    "Card",
    "Count",
    "EdgeCard",
    "EdgePage",
    "EventCard",
    "Evidence",
    "Filter",
    "Hit",
    "Neighbourhood",
    "NodeCard",
    "Overview",
    "Page",
    "Piece",
    "Place",
    "Quotation",
    "Said",
    "SourceLink",
    "StatementCard",
    "Version",
]

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What is looked at; what is empty bounds nothing.

    Parameters
    ----------
    statuses : tuple of str
        ``"fact"``, ``"announced"``, ``"threatened"`` ... as the legend has them.
    predicates, classes : tuple of str
        Names of the ontology; a class stands for those below it, unless ``exact``.
    first, last : str
        ISO days between which an article must say it.
    publisher : str
    """

    statuses: tuple[str, ...] = ()
    predicates: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    publisher: str = ""
    exact: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How often something of a name is there."""

    name: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """Some of many: ``next`` is the offset of the next page, None on the last one; ``total`` is None if uncounted."""

    items: tuple[T, ...]
    offset: int
    next: int | None
    total: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An entity found by one of its names; ``matched`` is that name."""

    id: str
    name: str
    cls: str
    matched: str
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeCard:
    """A node of the graph: an entity, or an event if ``event``."""

    id: str
    name: str
    cls: str
    event: bool
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeCard:
    """An edge: a claim with the verdict on it.

    ``status`` is ``"fact"`` or what else became of the claim; only a ``plain`` edge is a fact or counts as one.
    ``first`` and ``last`` are the days of the first and last article that speaks of it.
    """

    id: int
    subject: str
    predicate: str
    object: str
    status: str
    plain: bool
    support: int
    denials: int
    articles: int
    confidence: float
    first: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbourhood:
    """Nodes with the edges among them; ``more`` is how many edges at the nodes asked for were left out."""

    nodes: tuple[NodeCard, ...]
    edges: tuple[EdgeCard, ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """All that is known of an entity in itself; ``latitude`` and ``longitude`` in degrees."""

    id: str
    name: str
    cls: str
    types: tuple[str, ...]
    aliases: tuple[str, ...]
    same_as: tuple[str, ...]
    statements: int
    mentions: int
    articles: int
    first: str
    last: str
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLink:
    """One link of a chain of sources; the first is whom the article quotes."""

    id: str
    name: str
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleCard:
    """An article; ``day`` is that of publication."""

    id: str
    title: str
    publisher: str
    url: str
    day: str
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementCard:
    """A statement in words. ``object_id`` is empty where the object is a literal, ``event`` where there is none."""

    id: str
    subject_id: str
    subject: str
    predicate: str
    words: str
    object_id: str
    object: str
    status: str
    modality: str
    polarity: str
    confidence: float
    licensed: bool
    day: str
    time: str
    sources: tuple[SourceLink, ...]
    quote: str
    article: ArticleCard
    event: str = ""
    edge: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some words of a text, with what they are: ``"subject"``, ``"hedge"`` ...; none for what only stands there.

    ``ids`` are statements or entities that the words belong to, ``gap`` says that words are left out here.
    """

    text: str
    kinds: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    gap: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A statement with the words that it rests on; ``before`` and ``after`` are what stands around the sentence."""

    statement: StatementCard
    pieces: tuple[Piece, ...]
    means: Mapping[str, str]
    before: str
    after: str
    extractor: str
    offsets: tuple[int, int]
    holds: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgePage:
    """An edge with its ends and its statements."""

    edge: EdgeCard
    subject: NodeCard
    object: NodeCard
    statements: tuple[StatementCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCard:
    """An event as one article tells it; ``first`` and ``last`` are the days it may have been."""

    id: str
    name: str
    cls: str
    status: str
    first: str
    last: str
    time: str
    roles: Mapping[str, tuple[NodeCard, ...]]
    numbers: Mapping[str, float | int | str]
    article: ArticleCard


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """How often an outlet quotes a source."""

    publisher: str
    speaker: NodeCard
    statements: int
    first: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place on the map with the number of statements and events there; degrees north and east."""

    node: NodeCard
    latitude: float
    longitude: float
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """An article with its text as far as it can be had, its statements and who is in it.

    ``whole`` says whether all of the text is there; else its statements' sentences are, with gaps between them.
    """

    article: ArticleCard
    pieces: tuple[Piece, ...]
    whole: bool
    statements: tuple[StatementCard, ...]
    entities: tuple[NodeCard, ...]
    events: tuple[EventCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """How one outlet tells of an event: its article, its telling, and its statements about it."""

    event: EventCard
    statements: tuple[StatementCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One event as several outlets tell it."""

    cls: str
    name: str
    tellings: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What a graph holds in all, and who is most in it."""

    counts: Mapping[str, int]
    statuses: tuple[Count, ...]
    classes: tuple[Count, ...]
    event_classes: tuple[Count, ...]
    predicates: tuple[Count, ...]
    publishers: tuple[Count, ...]
    first: str
    last: str
    most: tuple[NodeCard, ...] = field(default=())

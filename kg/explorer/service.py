"""The explorer: one object that answers what a page, a program or an assistant asks of a graph on disk."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, Self

from kg.errors import ConfigError, StoreError
from kg.evidence import period
from kg.explorer import asking, telling
from kg.explorer.curating import Curating
from kg.explorer.currency import Brought, bring_up_to_date
from kg.explorer.evidence import around, marked, meanings, over_text
from kg.explorer.names import Names
from kg.explorer.places import coordinates, places
from kg.explorer.results import (
    ArticleCard,
    ArticlePage,
    Card,
    Count,
    EdgePage,
    EventCard,
    Evidence,
    Filter,
    Hit,
    Neighbourhood,
    NodeCard,
    Overview,
    Page,
    Place,
    Quotation,
    StatementCard,
    Version,
)
from kg.explorer.schema import connect
from kg.explorer.texts import text_of
from kg.explorer.versions import versions
from kg.registry import loaders
from kg.statements import Extraction
from ontology import Extension, using

if TYPE_CHECKING:
    import sqlite3

__all__ = ["Explorer", "Reply"]

_ANY = Filter()
_ARTICLES_KEPT = 64


class Reply(Protocol):
    """An answer as HTTP has it: status, media type, body."""

    status: int
    kind: str
    body: bytes


class Explorer(Curating):
    """Answers questions about a graph on disk; closed when its block ends.

    Parameters
    ----------
    path : str or Path
        Directory of the graph, as ``kg build`` made it. It is held for reading: nobody can write to it meanwhile.
    progress : callable, optional
        Is told how many articles were read into the index, of how many.
    workers : int
        Processes that answer SPARQL, one query each at a time; they start with the first query.
    seconds : float
        After which a SPARQL query is stopped.
    curating : bool
        Whether statements may be marked as wrong, and entities joined and kept apart; the graph is opened for writing
        while that is done.

    Raises
    ------
    StoreError
        If there is no graph, or its index cannot be written.

    Notes
    -----
    Beside the store stands an index (``explorer.sqlite``), brought up to date when the explorer opens. Any thread may
    ask.
    """

    def __init__(
        self,
        path: str | Path,
        *,
        progress: Callable[[int, int], None] | None = None,
        workers: int = 2,
        seconds: float = 30.0,
        curating: bool = False,
    ) -> None:
        self.path = Path(path)
        if not self.path.exists():
            raise StoreError(f"there is no graph at {path}; build one with: kg build ARTICLES -o {path}")
        self._store = self._opened(read_only=True)
        self._workers, self.seconds, self.curating = workers, seconds, curating
        self._access = threading.RLock()
        self._pool: Any = None
        self._local, self._guard = threading.local(), threading.Lock()
        self._open: list[sqlite3.Connection] = []
        try:
            self.brought: Brought = bring_up_to_date(self._store, self.path, progress=progress)
        except BaseException:
            self._store.close()
            raise
        self._extraction = lru_cache(_ARTICLES_KEPT)(self._read)
        self._text = lru_cache(_ARTICLES_KEPT)(self._read_text)

    def __enter__(self) -> Self:
        """Give the explorer itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the graph go."""
        self.close()

    def close(self) -> None:
        """Let the graph go."""
        with self._guard:
            for connection in self._open:
                connection.close()
            self._open.clear()
            if self._pool is not None:
                self._pool.close()
                self._pool = None
        self._store.close()

    @property
    def names(self) -> Names:
        """How IRIs of the graph stand in addresses."""
        return Names(self._store.graphs.base)

    @property
    def prefixes(self) -> dict[str, str]:
        """Prefixes that queries and files may use."""
        found: dict[str, str] = self._store.graphs.prefixes()
        return found

    @property
    def extension(self) -> Extension | None:
        """Terms of the user's own with which the graph was made."""
        found: Extension | None = self._store.extension
        return found

    @property
    def _index(self) -> sqlite3.Connection:
        """This thread's connection."""
        found: sqlite3.Connection | None = getattr(self._local, "index", None)
        if found is None:
            found = connect(self.path, read_only=True)
            self._local.index = found
            with self._guard:
                self._open.append(found)
        return found

    def _read(self, article: str) -> Extraction | None:
        with self._access:
            found: Extraction | None = self._store.extraction(article)
        return found

    def _read_text(self, article: str) -> str:
        found = self._extraction(article)
        if found is None:
            return ""
        with suppress(OSError):
            return text_of(self.path, found.article)
        return ""

    def overview(self, *, most: int = 60) -> Overview:
        """Return what the graph holds, and the entities with most statements."""
        return asking.overview(self._index, most=most)

    def search(self, text: str, *, classes: Sequence[str] = (), limit: int = 20) -> tuple[Hit, ...]:
        """Return entities one of whose names begins, word by word, as the text does."""
        with self._terms():
            return asking.search(self._index, text, classes=classes, limit=limit)

    def entity(self, entity: str) -> Card | None:
        """Return what is known of an entity (its IRI) in itself; None if there is none."""
        with self._terms():
            found = asking.card(self._index, entity)
            if found is None:
                return None
            number = asking.number_of(self._index, entity)
            spot = coordinates(self._index, number or 0, self.nodes([entity])[0])
        return replace(found, latitude=spot[0], longitude=spot[1]) if spot else found

    def nodes(self, ids: Sequence[str]) -> tuple[NodeCard, ...]:
        """Return the nodes of some IRIs, unknown ones left out."""
        return asking.nodes_of(self._index, ids)

    def neighbours(self, ids: Sequence[str], wanted: Filter = _ANY, *, limit: int = 60) -> Neighbourhood:
        """Return the best supported edges at some nodes, the nodes at their ends, and all edges among these."""
        with self._terms():
            return asking.neighbours(self._index, ids, wanted, limit=limit)

    def among(self, ids: Sequence[str], wanted: Filter = _ANY) -> Neighbourhood:
        """Return some nodes with the edges among them."""
        with self._terms():
            edges = asking.edges_among(self._index, ids, wanted)
        return Neighbourhood(nodes=self.nodes(ids), edges=edges)

    def edge(self, number: int, *, limit: int = 100) -> EdgePage | None:
        """Return an edge with its statements; None if there is none of that number."""
        found = asking.edge(self._index, number)
        if found is None:
            return None
        subject, object_ = self.nodes((found.subject, found.object))
        said = telling.statements(self._index, edge=number, limit=limit)
        return EdgePage(edge=found, subject=subject, object=object_, statements=said.items)

    def edge_between(self, subject: str, predicate: str, object: str) -> int | None:
        """Return the number of the edge of two IRIs, in either direction of a symmetric relation; None without one."""
        return asking.edge_between(self._index, subject, predicate, object)

    def statements(
        self,
        wanted: Filter = _ANY,
        *,
        about: str = "",
        said_by: str = "",
        edge: int | None = None,
        event: str = "",
        article: str = "",
        offset: int = 0,
        limit: int = 50,
    ) -> Page[StatementCard]:
        """Return statements, the newest first; see `kg.explorer.telling.statements`."""
        with self._terms():
            return telling.statements(
                self._index,
                wanted,
                about=about,
                said_by=said_by,
                edge=edge,
                event=event,
                article=article,
                offset=offset,
                limit=limit,
            )

    def statement(self, id: str) -> StatementCard | None:
        """Return a statement by its IRI; None if there is none."""
        found = telling.statements(self._index, ids=(id,)).items
        return found[0] if found else None

    def evidence(self, id: str) -> Evidence | None:
        """Return the words that a statement (its IRI) rests on; None if there is no such statement."""
        card = self.statement(id)
        extraction = self._extraction(card.article.id) if card else None
        statement = next((s for s in extraction.statements if s.id == id), None) if extraction else None
        if card is None or extraction is None or statement is None:
            return None
        before, after = around(extraction, statement, self._text(card.article.id))
        with self._terms():
            return Evidence(
                statement=card,
                pieces=marked(extraction, statement),
                means=meanings(extraction, statement),
                before=before,
                after=after,
                extractor=statement.extractor,
                offsets=(statement.start, statement.end),
                holds=period(extraction, statement),
            )

    def timeline(
        self, wanted: Filter = _ANY, *, about: str = "", dated: bool = True, offset: int = 0, limit: int = 100
    ) -> Page[EventCard]:
        """Return events by day; ``about`` is the IRI of one who takes part."""
        return telling.events(self._index, wanted, about=about, dated=dated, offset=offset, limit=limit)

    def months(self, *, about: str = "") -> tuple[Count, ...]:
        """Return how many dated events each month has (``"2020-06"``), in their order."""
        return telling.months(self._index, about=about)

    def event(self, id: str) -> EventCard | None:
        """Return an event by its IRI; None if there is none."""
        found = telling.events(self._index, ids=(id,)).items
        return found[0] if found else None

    def versions(self, id: str) -> Version | None:
        """Return an event (its IRI) as all articles tell it that speak of the same one."""
        return versions(self, id)

    def extraction(self, article: str) -> Extraction | None:
        """Return all that an article (its IRI) gave; None if it is not there."""
        return self._extraction(article)

    def quotations(
        self, wanted: Filter = _ANY, *, about: str = "", offset: int = 0, limit: int = 100
    ) -> Page[Quotation]:
        """Return which outlets quote whom, the most quoted first."""
        with self._terms():
            return telling.quotations(self._index, wanted, about=about, offset=offset, limit=limit)

    def places(self, *, limit: int = 500) -> tuple[Place, ...]:
        """Return the places whose coordinates are known, those with most statements first."""
        with self._terms():
            return places(self._index, limit=limit)

    def articles(
        self, wanted: Filter = _ANY, *, about: str = "", offset: int = 0, limit: int = 50
    ) -> Page[ArticleCard]:
        """Return articles, the newest first; ``about`` is the IRI of an entity that they name."""
        return telling.articles(self._index, wanted, about=about, offset=offset, limit=limit)

    def article(self, id: str) -> ArticlePage | None:
        """Return an article (its IRI) with its statements over its text; None if it is not there."""
        cards = telling.articles(self._index, ids=(id,)).items
        extraction = self._extraction(id) if cards else None
        if not cards or extraction is None:
            return None
        text = self._text(id)
        return ArticlePage(
            article=cards[0],
            pieces=over_text(extraction, text),
            whole=bool(text),
            statements=telling.statements(self._index, article=id, limit=2_000).items,
            entities=self.nodes([e.id for e in extraction.entities]),
            events=telling.events(self._index, article=id, limit=2_000).items,
        )

    def sparql(
        self,
        query: str,
        *,
        table: str = "application/sparql-results+json",
        graph: str = "text/turtle",
        most: int = 5_000_000,
    ) -> Reply:
        """Ask with SPARQL, over all graphs together; the answer is HTTP's: its status says whether it could be had.

        Parameters
        ----------
        query : str
            SELECT, ASK, CONSTRUCT or DESCRIBE; what writes, or reaches elsewhere, is refused.
        table, graph : str
            Media types of the answer.
        most : int
            Bytes above which an answer is refused.
        """
        with self._guard:
            if self._pool is None:
                self._pool = self._store.asking(workers=self._workers, seconds=self.seconds)
            pool = self._pool
        return pool.ask(query, table=table, graph=graph, most=most)  # type: ignore[no-any-return]  # as a Reply is

    @contextmanager
    def _writing(self) -> Iterator[Any]:
        """Give the graph opened for writing; afterwards it is open for reading again, and the index is as it is."""
        if not self.curating:
            raise ConfigError("this explorer only reads; start it with: kg serve STORE --curate")
        with self._access:
            with self._guard:
                if self._pool is not None:
                    self._pool.close()
                    self._pool = None
            self._store.close()
            try:
                with self._terms(), self._opened(read_only=False) as store:
                    yield store
            finally:
                self._store = self._opened(read_only=True)
                bring_up_to_date(self._store, self.path)
                self._extraction.cache_clear()
                self._text.cache_clear()

    def _opened(self, *, read_only: bool) -> Any:
        return loaders.get("oxigraph")(self.path, read_only=read_only)

    def _terms(self) -> AbstractContextManager[None]:
        return using(self._store.extension)

"""The knowledge graph in memory: what several articles say, joined."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from kg.config import Config
from kg.errors import ConfigError, StoreError
from kg.facts import Fact, Licence, facts
from kg.merging import event_label, merge_entities, types_of
from kg.registry import loaders
from kg.statements import ArticleRecord, Entity, Event, Extraction, Statement
from ontology import Extension, active, using

if TYPE_CHECKING:
    import networkx as nx  # type: ignore[import-untyped]  # it ships no types

    from kg.pipeline import Failure

__all__ = ["KnowledgeGraph", "Readable", "TripleRow", "read"]

_HTML_ROWS = 20


class Readable(Protocol):
    """A store that is open: anything that gives back extractions."""

    def extractions(self) -> Iterator[Extraction]:
        """Yield what was written, article by article."""


class TripleRow(NamedTuple):
    """One claim in readable names, for a table."""

    subject: str
    predicate: str
    object: str
    status: str
    according_to: str
    support: int
    confidence: float


class KnowledgeGraph:
    """A merged view of extractions; nothing in it changes.

    Parameters
    ----------
    extractions : iterable of Extraction
        In any order; of two with the same article the later one counts.
    licence : {"default", "strict"}
        Whether what is announced may be a plain edge.
    failures : iterable of Failure
        Articles that gave nothing.
    extension : Extension, optional
        Terms of the user's own in the extractions; by default those in use.

    Examples
    --------
    >>> graph = KnowledgeGraph([])
    >>> len(graph.articles), graph.triples()
    (0, ())
    """

    def __init__(
        self,
        extractions: Iterable[Extraction],
        *,
        licence: Licence = "default",
        failures: Iterable[Failure] = (),
        extension: Extension | None = None,
    ) -> None:
        latest = {x.article.id: x for x in extractions}
        self.licence: Licence = licence
        self.extension = extension if extension is not None else active()
        self.failures: tuple[Failure, ...] = tuple(failures)
        self.extractions: tuple[Extraction, ...] = tuple(latest[a] for a in sorted(latest))

    @cached_property
    def articles(self) -> tuple[ArticleRecord, ...]:
        """All articles, sorted by IRI."""
        return tuple(x.article for x in self.extractions)

    @cached_property
    def _views(self) -> Mapping[str, list[Entity]]:
        """What each article says of an entity, by its IRI."""
        views: dict[str, list[Entity]] = {}
        for extraction in self.extractions:
            for entity in extraction.entities:
                views.setdefault(entity.id, []).append(entity)
        return views

    @cached_property
    def entities(self) -> Mapping[str, Entity]:
        """All entities by IRI, each joined from all articles that name it."""
        with using(self.extension):
            return MappingProxyType({iri: merge_entities(self._views[iri]) for iri in sorted(self._views)})

    def types(self, iri: str) -> tuple[str, ...]:
        """Return all classes that articles give an entity, and those above them, sorted, as every store has them."""
        with using(self.extension):
            return types_of({view.cls for view in self._views.get(iri, ())})

    @cached_property
    def events(self) -> Mapping[str, Event]:
        """All events by IRI; each belongs to one article."""
        found = {v.id: v for x in self.extractions for v in x.events}
        return MappingProxyType(dict(sorted(found.items())))

    @cached_property
    def statements(self) -> Mapping[str, Statement]:
        """All statements by IRI."""
        found = {s.id: s for x in self.extractions for s in x.statements}
        return MappingProxyType(dict(sorted(found.items())))

    @cached_property
    def _by_event(self) -> Mapping[str, tuple[Statement, ...]]:
        found: dict[str, tuple[Statement, ...]] = {}
        for statement in self.statements.values():
            if statement.event:
                found[statement.event] = (*found.get(statement.event, ()), statement)
        return found

    def statements_of_event(self, iri: str) -> tuple[Statement, ...]:
        """Return the statements that tell of an event, sorted by IRI."""
        return self._by_event.get(iri, ())

    @cached_property
    def _published(self) -> Mapping[str, date | None]:
        moments = {a.id: a.published for a in self.articles}
        return {iri: m.date() if isinstance(m, datetime) else m for iri, m in moments.items()}

    def published(self, article: str) -> date | None:
        """Return the day on which an article (its IRI) was published; None if that is unknown."""
        return self._published.get(article)

    @cached_property
    def _facts(self) -> tuple[Fact, ...]:
        with using(self.extension):
            return facts(self.statements.values(), self.licence)

    def facts(self, status: str = "") -> tuple[Fact, ...]:
        """Return all claims with the verdict on each, sorted; or those of one status."""
        return tuple(f for f in self._facts if not status or f.status == status)

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        labels = {iri: e.name for iri, e in self.entities.items()}
        for extraction in self.extractions:
            labels.update(_event_labels(extraction))
        return labels

    def name(self, iri: str) -> str:
        """Return the readable name of an entity or event; the IRI itself if the graph has none."""
        return self._labels.get(iri, iri)

    def triples(self) -> tuple[TripleRow, ...]:
        """Return all claims in readable names, the best supported first."""
        rows = [self._row(f) for f in self._facts]
        return tuple(sorted(rows, key=lambda r: (-r.support, -r.confidence, r)))

    def _row(self, fact: Fact) -> TripleRow:
        return TripleRow(
            subject=self.name(fact.subject),
            predicate=fact.predicate_text if fact.predicate == "related" else fact.predicate,
            object=self.name(fact.object) if fact.object else fact.value,
            status=fact.status,
            according_to=", ".join(self.name(s) for s in fact.sources),
            support=fact.support,
            confidence=fact.confidence,
        )

    def find(self, name: str) -> tuple[str, ...]:
        """Return the IRIs of the entities that are called so, in any case of letters, sorted; an IRI gives itself."""
        if name in self.entities or name in self.events:
            return (name,)
        wanted = name.casefold()
        return tuple(iri for iri, e in self.entities.items() if wanted in {n.casefold() for n in (e.name, *e.aliases)})

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Return all of it for analysis with networkx; `kg.views` and `kg.networks` have narrower views."""
        with using(self.extension), self._open("networkx", "") as store:
            store.write(self.extractions)
            graph: nx.MultiDiGraph[str] = store.graph
            return graph

    def save(self, path: str | Path) -> None:
        """Write the graph to a file; its suffix says the format.

        Raises
        ------
        ConfigError
            If no loader writes files of that suffix; the message lists the known ones.
        """
        path = Path(path)
        known = {suffix: p.name for p in loaders for suffix in getattr(p.value, "suffixes", ())}
        if path.suffix not in known:
            raise ConfigError(f"{path.name!r}: no loader writes {path.suffix or 'files without suffix'!r}; "
                              f"known: {', '.join(sorted(known))}")  # fmt: skip
        with using(self.extension), self._open(known[path.suffix], str(path)) as sink:
            sink.write(self.extractions)

    def _open(self, loader: str, target: str) -> Any:
        return loaders.get(loader).open(target, Config(licence=self.licence))  # type: ignore[attr-defined]

    def __len__(self) -> int:
        return len(self._facts)

    def __iter__(self) -> Iterator[Fact]:
        return iter(self._facts)

    def __repr__(self) -> str:
        plain = sum(f.plain for f in self._facts)
        held = {
            "articles": len(self.articles), "entities": len(self.entities), "events": len(self.events),
            "statements": len(self.statements), "facts": plain, "other claims": len(self._facts) - plain,
        }  # fmt: skip
        return f"<KnowledgeGraph: {', '.join(f'{count} {what}' for what, count in held.items())}>"

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{html.escape(f.replace('_', ' '))}</th>" for f in TripleRow._fields)
        shown = self.triples()[:_HTML_ROWS]
        rows = "".join(f"<tr>{''.join(f'<td>{html.escape(str(v))}</td>' for v in row)}</tr>" for row in shown)
        return f"<p>{html.escape(repr(self))}</p><table><tr>{head}</tr>{rows}</table>"


def _event_labels(extraction: Extraction) -> dict[str, str]:
    """Name events in the words of the one article that tells of them, as every store does."""
    own = {v.id: v.trigger.text for v in extraction.events}
    own.update((e.id, e.name) for e in extraction.entities)
    return {v.id: event_label(v, lambda iri: own.get(iri, iri)) for v in extraction.events}


def read(source: str | Path | Readable, *, licence: Licence | None = None) -> KnowledgeGraph:
    """Read a graph into memory from where it is kept.

    Parameters
    ----------
    source : str, Path or store
        The directory of a graph on disk, a file of JSON lines, the address of a Neo4j database
        (``neo4j://localhost:7687``; login in NEO4J_USER, NEO4J_PASSWORD and NEO4J_DATABASE), or a
        store that is open, which stays open.
    licence : {"default", "strict"}, optional
        Whether what is announced may be a plain edge; by default as the store has it.

    Returns
    -------
    KnowledgeGraph
        The same from each of them for the same articles.

    Raises
    ------
    StoreError
        If nothing is there, or it cannot be read.
    InterchangeError
        If a file is not in the interchange format.
    """
    if not isinstance(source, str | Path):
        return _of(source, licence)
    with _opened(str(source)) as store:
        return _of(store, licence)


def _opened(target: str) -> AbstractContextManager[Readable]:
    store: Any
    if "://" in target:
        store = loaders.get("neo4j")
        return store.open(target)  # type: ignore[no-any-return]
    path = Path(target)
    if not path.exists():  # opening it to write would make it
        raise StoreError(f"there is no graph at {path}; build one with: kg build ARTICLES -o {path}")
    if path.is_dir():
        return loaders.get("oxigraph")(path, read_only=True)  # type: ignore[no-any-return]
    store = loaders.get("jsonl")
    return store.open(str(path))  # type: ignore[no-any-return]


def _of(store: Readable, licence: Licence | None) -> KnowledgeGraph:
    kept: Licence = getattr(store, "licence", "default")
    extension: Extension | None = getattr(store, "extension", None)
    with using(extension if extension is not None else active()):
        return KnowledgeGraph(store.extractions(), licence=licence or kept, extension=extension)

"""The default store: Oxigraph on disk, one named graph an article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pyoxigraph
from pyoxigraph import NamedNode, Quad

from kg.config import Config
from kg.curation import corrected, corrections_of
from kg.errors import InterchangeError, StoreError
from kg.facts import Licence
from kg.registry import loaders
from kg.statements import ArticleRecord, Extraction
from loaders._rdf_bulk import Unfinished, article_mark, give_back, load, parsed
from loaders._rdf_derived import Derived
from loaders._rdf_directory import StoreDirectory, explained
from loaders._rdf_query import Answer, ask
from loaders._rdf_read import Node, read_article, read_extraction
from loaders._rdf_reading import Reading
from loaders._rdf_terms import RDF, Graphs, iri, nkg, text_of
from loaders._rdf_write import article_lines
from loaders._sources import Sources
from loaders._store import Store, WriteCounts
from ontology import Extension, active, using

if TYPE_CHECKING:
    from os import PathLike

__all__ = ["OxigraphStore"]

_TYPE, _ARTICLE = iri(RDF + "type"), nkg("Article")
#: New articles from which on a bulk load is worth its files.
_MANY = 8
#: New articles after which the data are let go of and opened again.
_AGAIN = 1000
#: Threads that load.
_LOADING = 2
#: Quads of a graph that is not sorted as a whole.
_LARGE = 100_000


@loaders.register("oxigraph")
class OxigraphStore(Reading, Store):
    """An RDF store in a directory, to be asked with SPARQL; without a path it is in memory.

    Parameters
    ----------
    path : str or PathLike, optional
        Directory; made if it does not exist.
    licence : {"default", "strict"}, optional
        ``"strict"`` keeps announced acts out of the plain edges. A store keeps the licence
        with which it was made.
    base_iri : str, optional
        Under it graphs and internal nodes get their IRIs; kept likewise.
    read_only : bool
        Several processes may read at once while none writes.
    extension : Extension, optional
        Terms of the user's own; by default those in use. A store knows those with which it was made.

    Raises
    ------
    StoreVersionError
        If the directory was written by another version.
    StoreError
        If it is no store, cannot be read or written, or another process has it open.

    Notes
    -----
    An article is written together with all that follows from it, so a process that is killed
    leaves a store that, opened again, holds each article wholly or not at all. On disk,
    an article named after its text takes the place of the one that its file gave before, unless
    another file still gives that one.

    Examples
    --------
    >>> with OxigraphStore() as store:
    ...     store.query("SELECT ?s WHERE { ?s a nkg:Article }").rows
    ()
    """

    name = "oxigraph"
    batch_size = 100

    def __init__(
        self, path: str | PathLike[str] | None = None, *, licence: Licence | None = None, base_iri: str | None = None,
        read_only: bool = False, extension: Extension | None = None,
    ) -> None:  # fmt: skip
        self._renames, self._loaded = False, 0
        #: Whether a query that was given up may still hold the data.
        self._lent = False
        asked = extension if extension is not None else active()
        self._directory = StoreDirectory(Path(path), read_only=read_only) if path is not None else None
        self._sources = Sources(Path(path)) if path is not None else None
        self._unfinished = Unfinished(Path(path) if path is not None else None)
        if self._directory is None:
            self._data = pyoxigraph.Store()
            self.licence: Licence = licence or "default"
            self.extension = asked
            self.graphs = Graphs(base_iri or Config().base_iri, asked)
        else:
            if read_only and self._unfinished:
                # What a killed process left must be cleared before anybody reads it.
                type(self)(path).close()
            self._data, settings = self._directory.open(licence=licence, base_iri=base_iri, extension=asked)
            self.extension = self._directory.extension
            self.licence, self.graphs = settings.licence, Graphs(settings.base_iri, self.extension)
            if not read_only:
                with self._guard("mend"):
                    self._unfinished.mend(self._data)

    @classmethod
    def open(cls, target: str = "", config: Config | None = None) -> Self:
        """Open the store in a directory, made with the settings if it is new; in memory if the target is empty."""
        return cls(
            target or None,
            licence=config.licence if config else None,
            base_iri=config.base_iri if config else None,
            extension=config.vocabulary.extension if config and config.vocabulary else None,
        )

    def rename(self, extractions: Iterable[Extraction]) -> WriteCounts:
        """Write articles that are here again, with entities under other IRIs; they count as read as they were."""
        self._renames = True
        try:
            return self.write(extractions)
        finally:
            self._renames = False

    def _write(self, batch: list[Extraction]) -> WriteCounts:
        batch = self._corrected(batch)
        files = [x.source for x in batch if x.source]
        if len(set(files)) < len(files):  # the later one takes the place of the earlier
            return sum((self._write([x]) for x in batch), WriteCounts()) if len(batch) > 1 else WriteCounts()
        if self._sources is not None:
            self._writable()
            self._sources.touch([x.article.id for x in batch], renamed=self._renames)
        counts = WriteCounts()
        new = self._write_new(batch) if len(batch) >= _MANY else frozenset()
        for extraction in batch:
            outcome = "added" if extraction.article.id in new else self._write_one(extraction)
            if self._replace_older(extraction) and outcome == "added":
                outcome = "replaced"
            counts += WriteCounts.of(extraction, outcome=outcome)
        return counts

    def _corrected(self, batch: list[Extraction]) -> list[Extraction]:
        """Return articles without what readers found wrong in them."""
        if self._directory is None:
            return batch
        corrections = corrections_of(self._directory.path)
        return [corrected(x, corrections) for x in batch] if corrections.found else batch

    def _write_new(self, batch: Sequence[Extraction]) -> frozenset[str]:
        """Write the articles of a batch that the store does not hold, if they are many; return their IRIs."""
        with self._guard("read"):
            new = [x for x in batch if not self._holds(x.article.id)]
        if len(new) < _MANY:
            return frozenset()
        self._writable()
        for extraction in new:
            self._note(extraction)
        with self._guard("write to"):
            marks = {article_mark(x.article.id, self.graphs.of(x.article.id)) for x in new}
            self._unfinished.note(self.graphs.of(x.article.id) for x in new)
            try:
                with ThreadPoolExecutor(_LOADING) as others:  # pyoxigraph lets go of the interpreter meanwhile
                    loading = [
                        others.submit(load, self._data, self._lines(part), self._unfinished.directory)
                        for part in _parts(new, _LOADING)
                    ]
                    # It is all one whether this meets what is being loaded: who says what once says it.
                    removed, added = Derived(self._data, self.graphs, self.licence).changes(None, *new)
                    for part in loading:
                        part.result()
                self._apply(removed, added | marks)
            except BaseException:
                self._unfinished.mend(self._data)
                raise
            self._loaded += len(new)
            if self._loaded >= _AGAIN:
                self._open_again()
            give_back()
        return frozenset(x.article.id for x in new)

    def _open_again(self) -> None:
        """Let go of what the database holds in memory, which grows with what was loaded and read."""
        self._loaded = 0
        if self._directory is not None and not self._lent:
            self._data.flush()
            # No generator of this class holds an iterator of the data while it yields, so this is the last reference.
            self._data = pyoxigraph.Store()
            self._data = self._directory.data_again()

    def _lines(self, part: Iterable[Extraction]) -> Iterator[str]:
        """Yield what articles hold but what marks each an article."""
        return (line for extraction in part for line in self._lines_of(extraction)[1:])

    def _lines_of(self, extraction: Extraction) -> list[str]:
        try:
            return article_lines(extraction, self.graphs)
        except ValueError as exc:
            raise InterchangeError(f"{extraction.article.id} cannot be written as RDF: {exc}") from exc

    def _note(self, extraction: Extraction) -> None:
        if self._sources is not None and extraction.source:
            self._writable()
            self._sources.note(extraction.source, extraction.article.id)

    def _replace_older(self, extraction: Extraction) -> bool:
        """Forget what the file of an article gave before; return whether there was something."""
        if self._sources is None or not extraction.source:
            return False
        path, article = extraction.source, extraction.article.id
        older = [self._forget(old) for old in self._sources.outdated(path, article)]
        self._sources.settle(path, article)
        return any(older)

    def _write_one(self, extraction: Extraction) -> str:
        article = extraction.article.id
        self._note(extraction)
        with self._guard(f"write {article} to"):
            have = set(self._data.quads_for_pattern(None, None, None, self.graphs.of(article)))
            want = parsed(self._lines_of(extraction))
            if have == want:
                return "unchanged"
            old = read_extraction(article, have) if have else None
            removed, added = Derived(self._data, self.graphs, self.licence, article).changes(old, extraction)
            self._apply(removed | (have - want), added | (want - have))
        return "replaced" if have else "added"

    def _apply(self, removed: set[Quad], added: set[Quad]) -> None:
        """Remove and add in one transaction."""
        self._writable()
        if not removed:
            self._data.extend(added)
        else:
            self._data.update(f"DELETE DATA {{ {_blocks(removed)} }} ; INSERT DATA {{ {_blocks(added)} }}")

    def _writable(self) -> None:
        if self._directory is not None and self._directory.read_only:
            raise StoreError(f"cannot write to the store {self._directory.path}: it was opened for reading only")

    def forget(self, article: str) -> bool:
        """Remove an article (its IRI) with all that rests on it alone; return whether it was there."""
        with using(self.extension):
            found = self._forget(article)
        if self._sources is not None:
            self._writable()
            self._sources.forget(article)
        return found

    def _forget(self, article: str) -> bool:
        if self._sources is not None:
            self._writable()
            self._sources.touch([article])
        with self._guard(f"forget {article} in"):
            have = set(self._data.quads_for_pattern(None, None, None, self.graphs.of(article)))
            if not have:
                return False
            old = read_extraction(article, have)
            removed, added = Derived(self._data, self.graphs, self.licence, article).changes(old)
            self._apply(removed | have, added)
        return True

    def back_up(self, directory: str) -> None:
        """Make a copy of the data in a directory that is not there yet; in one file system it costs little."""
        with self._guard(f"copy to {directory}"):
            self._data.backup(directory)

    def change_own(self, removed: set[Quad], added: set[Quad]) -> None:
        """Change graphs of the user's own in one transaction."""
        with self._guard("write to"):
            self._apply(removed, added)
            self._data.flush()

    def articles(self) -> Iterator[ArticleRecord]:
        """Yield the articles, sorted by IRI."""
        with self._guard("read"):
            found = sorted(text_of(q.subject) for q in self._data.quads_for_pattern(None, _TYPE, _ARTICLE, None))
        for article in found:
            node = Node(article)
            with self._guard("read"):
                for quad in self._data.quads_for_pattern(iri(article), None, None, self.graphs.of(article)):
                    node.add(quad)
            yield read_article(node)

    def astray(self) -> tuple[tuple[str, str], ...]:
        """Return the files, with the article (its IRI) of each, that are noted for articles the store has not."""
        entries = self._sources.entries() if self._sources is not None else ()
        with self._guard("read"):
            return tuple((path, article) for path, article in entries if not self._holds(article))

    def _holds(self, article: str) -> bool:
        return next(self._data.quads_for_pattern(None, None, None, self.graphs.of(article)), None) is not None

    def extraction(self, article: str) -> Extraction | None:
        """Return what was written for an article (its IRI); None if it is not there."""
        with self._guard("read"):
            quads = list(self._data.quads_for_pattern(None, None, None, self.graphs.of(article)))
        with using(self.extension):
            return read_extraction(article, quads) if quads else None

    def query(self, sparql: str, *, timeout: float | None = None) -> Answer:
        """Ask with SPARQL over all graphs together; the usual prefixes need not be declared.

        Parameters
        ----------
        sparql : str
            SELECT, ASK, CONSTRUCT or DESCRIBE; updates are refused.
        timeout : float, optional
            Seconds.

        Raises
        ------
        StoreError
            If the query is wrong, an update, or takes longer.
        """
        self._lent = self._lent or timeout is not None
        with self._guard("read"):
            return ask(self._data, sparql, self.graphs, timeout)

    def graph_names(self) -> tuple[str, ...]:
        """Return the IRIs of all graphs that hold something: the derived ones first, then articles, sorted."""
        with self._guard("read"):
            names = {text_of(g) for g in self._data.named_graphs()}
        first = [g.value for g in (self.graphs.entities, self.graphs.facts, self.graphs.announced)]
        return (*(g for g in first if g in names), *sorted(names.difference(first)))

    def quads(self, graph: str) -> Iterator[Quad]:
        """Yield the quads of a graph, sorted; of a large one all of one subject are in memory at a time."""
        node = NamedNode(graph)
        with self._guard("read"):
            found = list(islice(self._data.quads_for_pattern(None, None, None, node), _LARGE))
        if len(found) < _LARGE:
            yield from sorted(found, key=_order)
            return
        with self._guard("read"):
            subjects = sorted({text_of(q.subject) for q in self._data.quads_for_pattern(None, None, None, node)})
        for subject in subjects:
            with self._guard("read"):
                found = list(self._data.quads_for_pattern(NamedNode(subject), None, None, node))
            yield from sorted(found, key=str)

    def close(self) -> None:
        """Flush to disk and let other processes open the store."""
        if self._directory is not None and self._directory.is_open:
            with self._guard("close"):
                if not self._directory.read_only:
                    self._data.flush()
                    self._unfinished.clear()
            self.abandon()

    def abandon(self) -> None:
        """Let go without flushing; what was written is in the store's log all the same."""
        if self._directory is not None:
            # Dropping the last reference is how pyoxigraph closes its files.
            self._data = pyoxigraph.Store()
            if self._sources is not None:
                self._sources.close()
            self._directory.release()

    def _guard(self, doing: str) -> AbstractContextManager[None]:
        return explained(f"{doing} the store {self._directory.path if self._directory else 'in memory'}")


def _parts(batch: Sequence[Extraction], number: int) -> list[Sequence[Extraction]]:
    size = -(-len(batch) // number)
    return [batch[start : start + size] for start in range(0, len(batch), size)]


def _order(quad: Quad) -> tuple[str, str]:
    return text_of(quad.subject), str(quad)


def _blocks(quads: Iterable[Quad]) -> str:
    graphs: dict[str, list[str]] = {}
    for quad in quads:
        graphs.setdefault(str(quad.graph_name), []).append(f"{quad.subject} {quad.predicate} {quad.object} .")
    return " ".join(f"GRAPH {graph} {{ {' '.join(triples)} }}" for graph, triples in graphs.items())

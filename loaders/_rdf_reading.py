"""What can be done with a store that is read: export it, hold it against the shapes, serve it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pyoxigraph
from pyoxigraph import DefaultGraph

from kg.errors import StoreError
from loaders._rdf_directory import StoreDirectory, explained
from loaders._rdf_terms import RDF, Graphs, iri, nkg, text_of
from ontology import Extension, using

if TYPE_CHECKING:
    from os import PathLike

    from loaders._shapes import Finding
    from loaders._sources import Sources
    from loaders._sparql_asking import Asking
    from loaders._sparql_endpoint import Endpoint

__all__ = ["Reading"]

_TYPE, _ARTICLE = iri(RDF + "type"), nkg("Article")


class Reading:
    """The part of a store that asks nothing but what it holds."""

    graphs: Graphs
    extension: Extension | None
    _data: pyoxigraph.Store
    _directory: StoreDirectory | None
    _sources: Sources | None

    def _guard(self, doing: str) -> AbstractContextManager[None]:
        raise NotImplementedError

    def _holds(self, article: str) -> bool:
        raise NotImplementedError

    @classmethod
    def of_file(cls, path: str | PathLike[str]) -> Self:
        """Return a store in memory with the quads of an RDF file as they are, derived ones among them.

        Raises
        ------
        StoreError
            If the file cannot be read.
        """
        from loaders.rdf_files import load_as_is

        store = cls()
        base = load_as_is(Path(path), store._data)
        store.graphs = Graphs(base or store.graphs.base, store.extension)
        return store

    def export(
        self, path: str | PathLike[str], name: str = "", *, reifiers: bool = False,
        progress: Callable[[int], None] | None = None,
    ) -> None:  # fmt: skip
        """Write the store to an RDF file; see `loaders.rdf_files.export`."""
        from loaders.rdf_files import export

        export(self, Path(path), name, reifiers=reifiers, progress=progress)  # type: ignore[arg-type]  # a store reads

    def export_shards(
        self, folder: str | PathLike[str], shards: int, *, compress: bool = False, reifiers: bool = False,
        progress: Callable[[int], None] | None = None,
    ) -> list[Path]:  # fmt: skip
        """Write the store to several files of N-Quads; see `loaders._shards.export_shards`."""
        from loaders._shards import export_shards

        return export_shards(
            self, Path(folder), shards, compress=compress, reifiers=reifiers, progress=progress  # type: ignore[arg-type]
        )  # fmt: skip

    def count(self, kind: str) -> int:
        """Return how many nodes of a class of ours there are, as ``"Statement"``."""
        with self._guard("read"):
            return sum(1 for _ in self._data.quads_for_pattern(None, _TYPE, nkg(kind), None))

    def findings(self, sample: int = 0) -> Iterator[tuple[int, int, list[Finding]]]:
        """Hold the store against the shapes; yield articles done, articles in all, and what does not conform.

        Parameters
        ----------
        sample : int
            So many articles, evenly spread; 0 for all. The plain triples are judged in any case.

        Raises
        ------
        ConfigError
            If pySHACL is not installed.

        Notes
        -----
        An article with what all say of its entities is in memory at a time. What is in no article's graph of ours, as
        from a file without graphs, is judged together.
        """
        from loaders._validation import article_findings, derived_findings, findings_of_graph

        with self._guard("read"), using(self.extension):
            loose = list(self._data.quads_for_pattern(None, None, None, DefaultGraph()))
            held = [a for a in self._article_iris() if self._holds(a)]
            if sample and sample < len(held):
                held = [held[k * len(held) // sample] for k in range(sample)]
            if loose:
                yield 0, len(held), findings_of_graph(loose, self.extension)
            for done, article in enumerate(held, 1):
                yield done, len(held), article_findings(self._data, self.graphs, self.extension, article)
            yield len(held), len(held), list(derived_findings(self._data, self.graphs))

    def write_report(self, findings: Iterable[Finding], path: str | PathLike[str]) -> None:
        """Write findings as a SHACL validation report in Turtle."""
        from loaders._validation import report_of

        with explained(f"write {path}"):
            Path(path).write_text(report_of(findings), "utf-8")

    def _article_iris(self) -> list[str]:
        return sorted({text_of(q.subject) for q in self._data.quads_for_pattern(None, _TYPE, _ARTICLE, None)})

    def article_iris(self) -> tuple[str, ...]:
        """Return the IRIs of the articles, sorted."""
        with self._guard("read"):
            return tuple(self._article_iris())

    def profiled(self, article: str, method: str) -> bytes | None:
        """Return what a method kept of an article (its IRI) that was not written since; None if there is nothing."""
        return self._sources.profiled(article, method) if self._sources is not None else None

    def asking(self, *, workers: int = 2, seconds: float = 30.0) -> Asking:
        """Return processes that answer queries over the store, each stopped after so many seconds.

        Raises
        ------
        StoreError
            If the store is in memory or not opened for reading only.
        """
        from loaders._sparql_asking import Asking

        if self._directory is None or not self._directory.read_only:
            raise StoreError("a store is asked by processes that is on disk and opened for reading only")
        return Asking(self._directory.data, self.graphs.prefixes(), workers=workers, seconds=seconds)

    def indexed(self) -> frozenset[str]:
        """Return the articles (their IRIs) that an index beside the store has as they are now."""
        return self._sources.indexed() if self._sources is not None else frozenset()

    def note_indexed(self, articles: Iterable[str], *, anew: bool = False) -> None:
        """Note that an index beside the store has some articles as they are now; ``anew`` if it has no others."""
        if self._sources is not None:
            self._sources.note_indexed(articles, anew=anew)

    def keep_profiles(self, told: Mapping[str, bytes], method: str) -> None:
        """Keep beside the data what a method made of articles, by their IRIs, for as long as they stay as they are."""
        if self._sources is not None:
            self._sources.keep_profiles(told, method)

    def endpoint(
        self, host: str = "127.0.0.1", port: int = 0, *, seconds: float = 30.0, answer: int = 50_000_000,
        workers: int = 4, update: bool = False,
    ) -> AbstractContextManager[Endpoint]:  # fmt: skip
        """Listen for SPARQL queries of other programs; the store must be opened for reading only, but for updates.

        Parameters
        ----------
        host : str
        port : int
            0 for any.
        seconds : float
            After which a query is stopped.
        answer : int
            Bytes of an answer above which it is refused.
        workers : int
            Processes that answer.
        update : bool
            Also carry out updates on named graphs that are not ours; the store must be opened for writing.

        Raises
        ------
        ConfigError
            If the packages of the extra ``serve`` are not installed, or updates are to be had from other machines.
        StoreError
            If the address cannot be had, or the store is in memory or not opened as it must be.
        """
        from loaders._sparql_endpoint import Limits, endpoint
        from loaders._sparql_update import Updates

        if self._directory is None or self._directory.read_only == update:
            how = "writing" if update else "reading only; give read_only=True"
            raise StoreError(f"a store is served that is on disk and opened for {how}")
        limits = Limits(seconds=seconds, answer=answer)
        updates = None
        if update:
            copies = self._directory.path / ".copies"
            updates = Updates(self, copies, seconds=seconds, most=answer)  # type: ignore[arg-type]  # a store reads
        return endpoint(
            self._directory.data, self.graphs.prefixes(), host, port, limits=limits, workers=workers, updates=updates
        )

"""Many new articles at once: their graphs are loaded as a file, and count from one transaction on.

Loading a file is many times faster than a transaction, but no transaction.  So an article's graph is loaded without
the quad that calls it an article; that one comes with all that is derived, in one transaction.  A graph without it is
of an article that was cut off, and is cleared when the store is opened next.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from loaders._rdf_terms import RDF, iri, nkg

__all__ = ["Unfinished", "article_mark", "give_back", "load", "parsed"]

_FILE = "unfinished"
#: How the names of files begin that are being loaded.
_LOADED = "loading-"
_TYPE, _ARTICLE = iri(RDF + "type"), nkg("Article")


def article_mark(article: str, graph: NamedNode) -> Quad:
    """Return the quad that calls an article one; an article counts when the store holds it."""
    return Quad(iri(article), _TYPE, _ARTICLE, graph)


def load(store: Store, lines: Iterable[str], directory: Path | None = None) -> None:
    """Load lines of N-Quads as a file; pyoxigraph takes it in faster than it does quads.

    With a directory it is a file there, else one in memory.
    """
    if directory is None:
        store.bulk_load(input="".join(lines).encode(), format=RdfFormat.N_QUADS, lenient=True)
        return
    with NamedTemporaryFile("w", encoding="utf-8", prefix=_LOADED, dir=directory) as stream:
        stream.writelines(lines)
        stream.flush()
        store.bulk_load(path=stream.name, format=RdfFormat.N_QUADS, lenient=True)


def parsed(lines: Iterable[str]) -> set[Quad]:
    """Return the quads that lines of N-Quads hold."""
    return set(pyoxigraph.parse("".join(lines).encode(), format=RdfFormat.N_QUADS))


def give_back() -> None:
    """Return freed memory to the system, where the C library can (glibc); the many threads that load each keep some."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


class Unfinished:
    """The names of graphs that are being loaded, in a file beside the data of a store.

    Parameters
    ----------
    directory : Path, optional
        Of the store; nothing is noted for one in memory, which no kill outlives.

    Attributes
    ----------
    directory : Path or None
    """

    def __init__(self, directory: Path | None) -> None:
        self.directory = directory
        self._path = directory / _FILE if directory is not None else None

    def __bool__(self) -> bool:
        """Whether anything is noted."""
        return self._path is not None and self._path.exists()

    def note(self, graphs: Iterable[NamedNode]) -> None:
        """Note graphs before they are loaded."""
        if self._path is not None:
            with self._path.open("a", encoding="utf-8") as stream:
                stream.write("".join(f"{graph.value}\n" for graph in graphs))

    def mend(self, store: Store) -> None:
        """Clear the graphs that were noted but not finished."""
        if not self:
            return
        assert self._path is not None
        for left in self._path.parent.glob(f"{_LOADED}*"):
            left.unlink(missing_ok=True)
        for name in self._path.read_text("utf-8").splitlines():
            if not name.isspace() and name.isprintable() and ":" in name:
                graph = NamedNode(name)
                if next(store.quads_for_pattern(None, _TYPE, _ARTICLE, graph), None) is None:
                    store.remove_graph(graph)

    def clear(self) -> None:
        """Forget what was noted: it is whole, and on the disk."""
        if self._path is not None:
            self._path.unlink(missing_ok=True)

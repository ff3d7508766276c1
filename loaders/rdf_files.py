"""RDF files: N-Quads, TriG, Turtle, N-Triples and JSON-LD, in a stable order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, ClassVar, Self

import pyoxigraph
from pyoxigraph import Quad, RdfFormat, Triple

from kg.config import Config
from kg.errors import StoreError
from kg.registry import loaders
from kg.statements import Extraction
from loaders._files import FileSink, replacing
from loaders._rdf_directory import explained
from loaders._rdf_read import read_extraction
from loaders._rdf_terms import RDF, iri, nkg, text_of
from loaders.rdf_store import OxigraphStore

__all__ = ["JsonLdFile", "NQuadsFile", "NTriplesFile", "RdfFile", "TriGFile", "TurtleFile", "export", "read"]


class RdfFile(FileSink[OxigraphStore]):
    """An RDF file of everything: articles, statements, entities, and the plain triples that follow.

    Attributes
    ----------
    form : RdfFormat
    """

    form: ClassVar[RdfFormat]

    @classmethod
    def open(cls, target: str, config: Config | None = None) -> Self:
        """Prepare to write the file at a path."""
        return cls(Path(target), OxigraphStore.open("", config))

    def _render(self, held: OxigraphStore, stream: BinaryIO) -> None:
        _serialize(held, stream, self.form)


@loaders.register("nquads")
class NQuadsFile(RdfFile):
    """N-Quads, one quad a line, a graph an article; what RDF databases load fastest."""

    name, suffixes, form = "nquads", (".nq",), RdfFormat.N_QUADS


@loaders.register("trig")
class TriGFile(RdfFile):
    """TriG, a graph an article, with prefixes."""

    name, suffixes, form = "trig", (".trig",), RdfFormat.TRIG


@loaders.register("turtle")
class TurtleFile(RdfFile):
    """Turtle with prefixes; all graphs in one."""

    name, suffixes, form = "turtle", (".ttl",), RdfFormat.TURTLE


@loaders.register("ntriples")
class NTriplesFile(RdfFile):
    """N-Triples, one triple a line; all graphs in one."""

    name, suffixes, form = "ntriples", (".nt",), RdfFormat.N_TRIPLES


@loaders.register("jsonld")
class JsonLdFile(RdfFile):
    """JSON-LD in expanded form, a graph an article."""

    name, suffixes, form = "jsonld", (".jsonld",), RdfFormat.JSON_LD


def export(store: OxigraphStore, path: str | Path) -> None:
    """Write a store to a file whose suffix says the format, streaming: one subject in memory at a time.

    Raises
    ------
    StoreError
        If the suffix is of no RDF format, or the file cannot be written.
    """
    path = Path(path)
    with replacing(path) as stream:
        _serialize(store, stream, _form(path))


def _form(path: Path) -> RdfFormat:
    known = {s: cls.form for cls in RdfFile.__subclasses__() for s in cls.suffixes}
    if path.suffix not in known:
        raise StoreError(f"{path}: {path.suffix!r} is no suffix of RDF; known are {', '.join(sorted(known))}")
    return known[path.suffix]


def _serialize(store: OxigraphStore, stream: BinaryIO, form: RdfFormat) -> None:
    quads = (q for graph in store.graph_names() for q in store.quads(graph))
    found: Iterable[Quad] | Iterable[Triple] = quads if form.supports_datasets else (q.triple for q in quads)
    pyoxigraph.serialize(found, stream, format=form, prefixes=store.graphs.prefixes())


def read(path: str | Path) -> Iterator[Extraction]:
    """Yield the extractions that an N-Quads, TriG or JSON-LD file holds, sorted by article.

    What is derived is left out; a store to which they are written works it out again.

    Raises
    ------
    StoreError
        If the file has no article graphs, or cannot be parsed.
    """
    path = Path(path)
    form = _form(path)
    if not form.supports_datasets:
        raise StoreError(f"{path}: {form.name} has no graphs, so articles cannot be told apart; give N-Quads or TriG")
    data = pyoxigraph.Store()
    with explained(f"read {path}"):
        try:
            data.bulk_load(path=str(path), format=form)
        except SyntaxError as exc:
            raise StoreError(f"{path} is no {form.name}: {exc}") from exc
    found = {text_of(q.subject): q.graph_name for q in data.quads_for_pattern(None, iri(RDF + "type"), nkg("Article"))}
    if not found:
        raise StoreError(f"{path} holds no article of Triplewire; nothing can be loaded from it")
    for article in sorted(found):
        yield read_extraction(article, data.quads_for_pattern(None, None, None, found[article]))

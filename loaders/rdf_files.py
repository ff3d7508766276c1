"""RDF files: N-Quads, TriG, Turtle, N-Triples, RDF/XML and JSON-LD, in a stable order."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import BinaryIO, ClassVar, Self

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple

from kg.config import Config
from kg.errors import StoreError
from kg.registry import loaders
from kg.statements import Extraction
from loaders._files import FileSink, replacing
from loaders._rdf_directory import explained
from loaders._rdf_read import read_extraction
from loaders._rdf_terms import RDF, iri, nkg, text_of
from loaders.rdf_store import OxigraphStore

__all__ = [
    "JsonLdFile", "NQuadsFile", "NTriplesFile", "RdfFile", "RdfXmlFile", "TriGFile", "TurtleFile", "export",
    "load_as_is", "read", "with_reifiers",
]  # fmt: skip

#: Bytes of a file from which on it is read by way of the disk.
_LARGE = 64 * 2**20
_REIFIES = iri(RDF + "reifies")
_SUBJECT, _PREDICATE, _OBJECT = (iri(RDF + name) for name in ("subject", "predicate", "object"))
#: What XML 1.0 cannot hold, escaped or not.
_NOT_IN_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


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

    @classmethod
    def read(cls, path: str | Path) -> Iterator[Extraction]:
        """Yield the extractions that a file holds; as the function `read`."""
        return read(path)

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


@loaders.register("rdfxml")
class RdfXmlFile(RdfFile):
    """RDF/XML; all graphs in one, and U+FFFD for the control characters that XML cannot hold."""

    name, suffixes, form = "rdfxml", (".rdf",), RdfFormat.RDF_XML


def export(
    store: OxigraphStore, path: str | Path, name: str = "", *, reifiers: bool = False,
    progress: Callable[[int], None] | None = None,
) -> None:  # fmt: skip
    """Write a store to a file, an article in memory at a time.

    Parameters
    ----------
    store : OxigraphStore
    path : str or Path
    name : str, optional
        Of the format, as ``"trig"``; left out, the suffix of the path says it.
    reifiers : bool
        Whether each statement also names its triple, as RDF 1.2 does: ``st rdf:reifies <<( s p o )>>``.
    progress : callable, optional
        Is told, now and then, how many articles are written.

    Raises
    ------
    StoreError
        If the suffix is of no RDF format, the format does not have what is asked, or the file cannot be written.
    """
    path = Path(path)
    form = _named(name) if name else _form(path)
    if reifiers and form not in (RdfFormat.TRIG, RdfFormat.N_QUADS):
        raise StoreError(f"{path}: triples as terms are written in TriG and N-Quads alone, not in {form.name}")
    with replacing(path) as stream:
        _serialize(store, stream, form, reifiers=reifiers, progress=progress)


def _named(name: str) -> RdfFormat:
    return next(cls.form for cls in RdfFile.__subclasses__() if cls.name == name)


def _form(path: Path) -> RdfFormat:
    known = {s: cls.form for cls in RdfFile.__subclasses__() for s in cls.suffixes}
    if path.suffix not in known:
        raise StoreError(f"{path}: {path.suffix!r} is no suffix of RDF; known are {', '.join(sorted(known))}")
    return known[path.suffix]


def _all_quads(store: OxigraphStore, progress: Callable[[int], None] | None) -> Iterator[Quad]:
    derived = {g.value for g in (store.graphs.entities, store.graphs.facts, store.graphs.announced)}
    done = 0
    for graph in store.graph_names():
        yield from store.quads(graph)
        done += graph not in derived
        if progress is not None:
            progress(done)


def _serialize(
    store: OxigraphStore, stream: BinaryIO, form: RdfFormat, *, reifiers: bool = False,
    progress: Callable[[int], None] | None = None,
) -> None:  # fmt: skip
    quads = _all_quads(store, progress)
    if reifiers:
        quads = with_reifiers(quads)
    if form == RdfFormat.RDF_XML:
        quads = _fit_for_xml(quads)
    found: Iterable[Quad] | Iterable[Triple] = quads if form.supports_datasets else (q.triple for q in quads)
    pyoxigraph.serialize(found, stream, format=form, prefixes=store.graphs.prefixes())


def with_reifiers(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield quads sorted by subject, and behind those of a statement the one that says which triple it is about."""
    for subject, group in groupby(quads, key=lambda q: q.subject):
        parts = {}
        for quad in group:
            parts[quad.predicate] = quad
            yield quad
        if _SUBJECT in parts and _PREDICATE in parts and _OBJECT in parts:
            about = (parts[part].object for part in (_SUBJECT, _PREDICATE, _OBJECT))
            yield Quad(subject, _REIFIES, Triple(*about), parts[_SUBJECT].graph_name)  # type: ignore[arg-type]


def _fit_for_xml(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield quads whose texts XML can hold: what it cannot becomes U+FFFD."""
    for quad in quads:
        value = quad.object
        if isinstance(value, Literal) and _NOT_IN_XML.search(value.value):
            text = _NOT_IN_XML.sub("\ufffd", value.value)
            fit = Literal(text, language=value.language) if value.language else Literal(text, datatype=value.datatype)
            quad = Quad(quad.subject, quad.predicate, fit, quad.graph_name)
        yield quad


def load_as_is(path: Path, data: pyoxigraph.Store) -> str:
    """Load an RDF file with all that it holds, and return the base IRI of its graphs; empty if it has none of ours.

    Raises
    ------
    StoreError
        If the file cannot be read.
    """
    form = _form(path)
    with explained(f"read {path}"):
        try:
            data.bulk_load(path=str(path), format=form)
        except SyntaxError as exc:
            raise StoreError(f"{path} is no {form.name}: {exc}") from exc
    for quad in data.quads_for_pattern(None, iri(RDF + "type"), nkg("Article")):
        if isinstance(quad.graph_name, NamedNode):
            return quad.graph_name.value.rpartition("graph/")[0]
    return ""


def read(path: str | Path) -> Iterator[Extraction]:
    """Yield the extractions that an N-Quads, TriG or JSON-LD file holds, sorted by article.

    What is derived is left out; a store to which they are written works it out again.  Large files are read by way of
    a store on disk, in the directory for temporary files.

    Raises
    ------
    StoreError
        If the file has no article graphs, or cannot be parsed.
    """
    path = Path(path)
    form = _form(path)
    if not form.supports_datasets:
        raise StoreError(
            f"{path}: {form.name} has no graphs, so articles cannot be told apart; give N-Quads, TriG or JSON-LD"
        )
    # That the directory cannot be cleared is no failure to read.
    with explained(f"read {path}"), tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        yield from _read_by_store(path, form, place if path.stat().st_size >= _LARGE else None)


def _read_by_store(path: Path, form: RdfFormat, place: str | None) -> Iterator[Extraction]:
    """Read a file by way of a store, which is closed when the last extraction was yielded."""
    data = pyoxigraph.Store(place) if place else pyoxigraph.Store()
    try:
        data.bulk_load(path=str(path), format=form)
    except SyntaxError as exc:
        raise StoreError(f"{path} is no {form.name}: {exc}") from exc
    articles = data.quads_for_pattern(None, iri(RDF + "type"), nkg("Article"))
    found = {text_of(q.subject): q.graph_name for q in articles if isinstance(q.graph_name, NamedNode)}
    if not found:
        raise StoreError(f"{path} holds no article of Triplewire; nothing can be loaded from it")
    for article in sorted(found):
        quads = data.quads_for_pattern(None, None, None, found[article])
        yield read_extraction(article, (q for q in quads if q.predicate != _REIFIES))

"""SPARQL updates on named graphs of the user's own; what articles say, and what follows from it, no update reaches.

An update is tried on a copy of the store, which costs little, for its files are linked. What it did to graphs of the
user's own there is judged and then written to the store in one transaction; the copy is thrown away. So an update
that fails, takes too long or wants more than it may leaves nothing.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat

from loaders._rdf_terms import NKG, RDF, Graphs
from loaders._sparql_words import asks_elsewhere, loads
from loaders._sparql_workers import Reply, says

if TYPE_CHECKING:
    from loaders.rdf_store import OxigraphStore

__all__ = ["Updates", "graphs_changed"]

_TYPE = NamedNode(RDF + "type")
_ADVICE = "updates may change named graphs of your own alone: name one, as in INSERT DATA { GRAPH <urn:mine> { … } }"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Refused(Exception):
    status: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tried:
    """What an update did to graphs of the user's own, as N-Quads."""

    removed: bytes = b""
    added: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trial:
    sparql: str
    copy: str
    base: str
    prefixes: dict[str, str]
    #: Namespaces of the ontology, and of the user's own terms in it.
    terms: tuple[str, ...]
    most: int


def graphs_changed(sparql: str, prefixes: dict[str, str]) -> Iterator[str]:
    """Yield the graphs that an update would change: IRIs, empty for the default graph, ``?`` where it does not say.

    Raises
    ------
    SyntaxError
        If it is no update.
    """
    from pyparsing.exceptions import ParseBaseException
    from rdflib.plugins.sparql.algebra import translateUpdate
    from rdflib.plugins.sparql.parser import parseUpdate

    try:
        operations = translateUpdate(parseUpdate(sparql), initNs=prefixes).algebra
    except (ParseBaseException, RecursionError) as exc:
        raise SyntaxError(" ".join(str(exc).split())[:300]) from exc
    except Exception as exc:  # rdflib raises plain exceptions for unknown prefixes
        raise SyntaxError(" ".join(str(exc).split())[:300]) from exc
    for operation in operations:
        yield from _changed(operation)


def _changed(operation: Any) -> Iterator[str]:
    name = operation.name
    if name in ("InsertData", "DeleteData", "DeleteWhere"):
        yield from _template(operation, "")
    elif name == "Modify":
        within = str(operation.withClause) if operation.withClause else ""
        for part in (operation.delete, operation.insert):
            if part:
                yield from _template(part, within)
    elif name in ("Clear", "Drop", "Create"):
        yield _name(operation.graphiri)
    elif name == "Move":
        yield from map(_name, operation.graph)
    elif name in ("Add", "Copy"):
        yield _name(operation.graph[-1])
    else:
        yield "?"


def _template(part: Any, within: str) -> Iterator[str]:
    if part.triples:
        yield within
    yield from map(_name, part.quads or ())


def _name(graph: Any) -> str:
    from rdflib import URIRef

    if isinstance(graph, URIRef):
        return str(graph)
    return "" if graph == "DEFAULT" else "?"


def _is_own(graph: object, base: str) -> bool:
    """Return whether a graph is of the user's own."""
    name = graph if isinstance(graph, str) else graph.value if isinstance(graph, NamedNode) else ""
    return bool(name) and name != "?" and not name.startswith(base)


def _own_quads(store: pyoxigraph.Store, base: str) -> set[Quad]:
    return {
        quad
        for graph in store.named_graphs()
        if _is_own(graph, base)
        for quad in store.quads_for_pattern(None, None, None, graph)
    }


def _judge(added: Iterable[Quad], terms: tuple[str, ...]) -> None:
    """Refuse what would look as if articles had said it."""
    for quad in added:
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            raise _Refused(status=400, reason="give every node an IRI; a blank node could not be taken back by name")
        kind = quad.object.value if quad.predicate == _TYPE and isinstance(quad.object, NamedNode) else ""
        if quad.predicate.value.startswith(terms) or kind.startswith(terms):
            raise _Refused(
                status=403,
                reason=f"an update may not write terms of the ontology ({kind or quad.predicate.value}): "
                f"a plain edge is what articles say; take a property of your own",
            )


def _try(trial: _Trial) -> _Tried:
    if asks_elsewhere(trial.sparql) or loads(trial.sparql):
        raise _Refused(status=403, reason="updates may not ask other servers (SERVICE) nor load anything (LOAD)")
    try:
        if not all(_is_own(graph, trial.base) for graph in graphs_changed(trial.sparql, trial.prefixes)):
            raise _Refused(status=403, reason=_ADVICE)
        store = pyoxigraph.Store(trial.copy)
        before = _own_quads(store, trial.base)
        store.update(trial.sparql, prefixes=trial.prefixes)
    except (SyntaxError, ValueError) as exc:
        raise _Refused(status=400, reason=f"this update cannot be carried out: {exc}") from exc
    after = _own_quads(store, trial.base)
    _judge(after - before, trial.terms)
    removed, added = _lines(before - after), _lines(after - before)
    if len(removed) + len(added) > trial.most:
        raise _Refused(status=413, reason=f"the update changes more than {trial.most:,} bytes; do it in parts")
    return _Tried(removed=removed, added=added)


def _lines(quads: Iterable[Quad]) -> bytes:
    return pyoxigraph.serialize(quads, format=RdfFormat.N_QUADS) or b""


def _work(trial: _Trial, channel: Connection) -> None:
    try:
        channel.send(_try(trial))
    except _Refused as exc:
        channel.send((exc.status, exc.reason))
    except OSError as exc:
        channel.send((500, f"the store cannot be changed: {exc}"))


class Updates:
    """Carries out updates on a store that is open for writing; the caller sees to it that they come one at a time.

    Parameters
    ----------
    store : OxigraphStore
    directory : Path
        For copies; in the file system of the store. It is made anew.
    seconds : float
        After which an update is stopped.
    most : int
        Bytes that an update may change.

    Notes
    -----
    Those who read do so from a copy too (`renewed`), which stands still while the store changes.
    """

    def __init__(self, store: OxigraphStore, directory: Path, *, seconds: float, most: int) -> None:
        self._store, self._directory, self._seconds, self._most = store, directory, seconds, most
        self._number, self._read = 0, list[str]()
        shutil.rmtree(directory, ignore_errors=True)
        directory.mkdir()

    def renewed(self) -> str:
        """Return the path of a new copy for those who read; the one before the last is deleted, for nobody reads it."""
        self._read.append(self._copy())
        for old in self._read[:-2]:
            shutil.rmtree(old, ignore_errors=True)
        self._read = self._read[-2:]
        return self._read[-1]

    def _copy(self) -> str:
        self._number += 1
        path = str(self._directory / str(self._number))
        self._store.back_up(path)
        return path

    def run(self, sparql: str) -> tuple[Reply, bool]:
        """Carry out an update; return what is to be answered, and whether anything has changed."""
        copy = self._copy()
        try:
            found = self._tried(sparql, copy)
        finally:
            shutil.rmtree(copy, ignore_errors=True)
        if not isinstance(found, _Tried):
            return says(*found), False
        removed, added = (
            set(pyoxigraph.parse(lines, format=RdfFormat.N_QUADS)) for lines in (found.removed, found.added)
        )
        if removed or added:
            self._store.change_own(removed, added)
        return Reply(status=204, body=b""), bool(removed or added)

    def _tried(self, sparql: str, copy: str) -> _Tried | tuple[int, str]:
        graphs: Graphs = self._store.graphs
        own = self._store.extension
        trial = _Trial(
            sparql=sparql, copy=copy, base=f"{graphs.base}graph/", prefixes=graphs.prefixes(), most=self._most,
            terms=(NKG, *(dict(own.prefixes).values() if own else ())),
        )  # fmt: skip
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(trial, theirs), daemon=True)
        process.start()
        theirs.close()
        try:
            if not ours.poll(self._seconds):
                return 503, f"the update took longer than {self._seconds:g} s; nothing is changed"
            found: _Tried | tuple[int, str] = ours.recv()
            return found
        except EOFError:
            return 500, "the update ended the process that tried it; nothing is changed"
        finally:
            process.kill()
            process.join()
            ours.close()

    def close(self) -> None:
        """Delete all copies."""
        shutil.rmtree(self._directory, ignore_errors=True)



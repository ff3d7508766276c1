"""Processes that answer SPARQL queries over a store on disk, so that one that takes too long can be stopped.

pyoxigraph cannot stop a query; a process can be killed, and another takes its place.
"""

from __future__ import annotations

import io
import queue
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

import pyoxigraph
from pyoxigraph import NamedNode, QueryBoolean, QueryResultsFormat, QueryTriples, RdfFormat

from loaders._sparql_words import names_dataset, undeclared_prefix

__all__ = ["GRAPHS", "TABLES", "Question", "Reply", "Workers", "says"]

#: Formats of tables and truth values, and of graphs, by media type; the first is given where the client has no wish.
TABLES = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV, "text/tab-separated-values": QueryResultsFormat.TSV,
}  # fmt: skip
GRAPHS = {
    "text/turtle": RdfFormat.TURTLE, "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML, "application/ld+json": RdfFormat.JSON_LD,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query with what is asked of its answer.

    Parameters
    ----------
    sparql : str
    table, graph : str
        Media types wanted; empty if the client takes none that is known.
    default_graphs, named_graphs : tuple of str
        IRIs of the dataset; none for the union of all graphs.
    prefixes : dict of str
    most : int
        Bytes of an answer above which it is refused.
    """

    sparql: str
    table: str
    graph: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    prefixes: dict[str, str]
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """HTTP status, media type and body."""

    status: int
    kind: str = "text/plain; charset=utf-8"
    body: bytes


class _TooLarge(Exception):
    """An answer grew past its bound."""


class _Bounded(io.BytesIO):
    def __init__(self, most: int) -> None:
        super().__init__()
        self._left = most

    def write(self, data: Any) -> int:
        size = len(data)
        self._left -= size
        if self._left < 0:
            raise _TooLarge
        return super().write(data)


def says(status: int, text: str) -> Reply:
    """Return a reply that is a line of text."""
    return Reply(status=status, body=f"{text}\n".encode("utf-8", "replace"))


def _answer(store: pyoxigraph.Store, asked: Question) -> Reply:
    chosen: dict[str, object] = {}
    if asked.default_graphs or asked.named_graphs:
        try:
            chosen["default_graph"] = [NamedNode(g) for g in asked.default_graphs]
            chosen["named_graphs"] = [NamedNode(g) for g in asked.named_graphs]
        except ValueError as exc:
            return says(400, f"default-graph-uri and named-graph-uri take whole IRIs: {exc}")
    elif not names_dataset(asked.sparql):
        chosen["use_default_graph_as_union"] = True
    try:
        found = store.query(asked.sparql, prefixes=asked.prefixes, **chosen)  # type: ignore[arg-type]
        body, kind = _Bounded(asked.most), asked.graph if isinstance(found, QueryTriples) else asked.table
        if not kind:
            known = ", ".join(GRAPHS if isinstance(found, QueryTriples) else TABLES)
            return says(406, f"answers to this query are given as {known}")
        if isinstance(found, QueryTriples):
            pyoxigraph.serialize(found, body, format=GRAPHS[kind], prefixes=asked.prefixes)
        elif isinstance(found, QueryBoolean) and TABLES[kind] in (QueryResultsFormat.CSV, QueryResultsFormat.TSV):
            body.write(b"true\n" if found else b"false\n")
        else:
            found.serialize(body, format=TABLES[kind])
        return Reply(status=200, kind=kind, body=body.getvalue())
    except _TooLarge:
        return says(413, f"the answer is larger than {asked.most:,} bytes; narrow the query down or add LIMIT")
    except (SyntaxError, ValueError) as exc:
        prefix = undeclared_prefix(asked.sparql, asked.prefixes)
        reason = f"nothing declares the prefix {prefix}:" if prefix else str(exc)
        return says(400, f"this query cannot be answered: {reason}")
    except OSError as exc:
        if isinstance(exc.__cause__, _TooLarge) or isinstance(exc.__context__, _TooLarge):
            return says(413, f"the answer is larger than {asked.most:,} bytes; narrow the query down or add LIMIT")
        return says(500, f"the store cannot be read: {exc}")


def _work(path: str, channel: Connection) -> None:
    store = pyoxigraph.Store.read_only(path)
    while True:
        try:
            asked = channel.recv()
        except (EOFError, KeyboardInterrupt):
            return
        channel.send(_answer(store, asked))


class Workers:
    """Some processes, each with the store open for reading.

    Parameters
    ----------
    path : str
        Directory of Oxigraph's data.
    count : int
    """

    def __init__(self, path: str, count: int) -> None:
        self._path, self._count, self._context = path, count, get_context("spawn")
        self._free: queue.Queue[tuple[BaseProcess, Connection]] = queue.Queue()
        for _ in range(count):
            self._free.put(self._start())

    def _start(self) -> tuple[BaseProcess, Connection]:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(self._path, theirs), daemon=True)
        process.start()
        theirs.close()
        return process, ours

    @contextmanager
    def _one(self, patience: float) -> Iterator[list[tuple[BaseProcess, Connection]]]:
        held = [self._free.get(timeout=patience)]
        try:
            yield held
        finally:
            self._free.put(held[0])

    def ask(self, question: Question, timeout: float) -> Reply:
        """Return the answer; one that takes longer than so many seconds ends with 503."""
        try:
            with self._one(timeout) as held:
                process, channel = held[0]
                try:
                    channel.send(question)
                    if channel.poll(timeout):
                        reply: Reply = channel.recv()
                        return reply
                except (EOFError, OSError):
                    held[0] = self._anew(process, channel)
                    return says(500, "the query ended the process that answered it; narrow it down")
                held[0] = self._anew(process, channel)
                return says(503, f"the query took longer than {timeout:g} s; narrow it down or add LIMIT")
        except queue.Empty:
            return says(503, "too many queries at once; ask again later")

    def _anew(self, process: BaseProcess, channel: Connection) -> tuple[BaseProcess, Connection]:
        process.kill()
        channel.close()
        return self._start()

    def move(self, path: str) -> None:
        """Answer from another directory from now on; queries that run end first, those to come wait."""
        self._path = path
        held = [self._free.get() for _ in range(self._count)]
        for process, channel in held:
            self._free.put(self._anew(process, channel))

    def close(self) -> None:
        """End the processes."""
        while not self._free.empty():
            process, channel = self._free.get()
            process.kill()
            channel.close()
            process.join()

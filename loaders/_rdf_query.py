"""SPARQL questions and their answers as JSON, CSV or rows."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

import pyoxigraph
from pyoxigraph import (
    Literal,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    parse_query_results,
)

from kg.errors import StoreError
from loaders._rdf_terms import XSD, Graphs
from loaders._sparql_words import asks_elsewhere, names_dataset, undeclared_prefix

__all__ = ["Answer", "ask"]

T = TypeVar("T")
_PLACE = re.compile(r"error at (\d+):(\d+):")
#: An update after comments, PREFIX and BASE; it is told from other faults by its first word, for parsing it
#: would mean running it, and LOAD would then go to the network.
_UPDATE = re.compile(
    r"(?:\s|#[^\n]*\n|PREFIX\s+\S*:\s*<[^>]*>|BASE\s*<[^>]*>)*(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b",
    re.IGNORECASE,
)
_INTEGERS = frozenset({"integer", "int", "long", "nonNegativeInteger"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a query gives; it holds no connection to the store.

    Parameters
    ----------
    columns : tuple of str
        Names of the variables, in the order of the query; empty for CONSTRUCT and DESCRIBE.
    rows : tuple of tuples
        Python values: IRIs as strings, numbers and truth values as such, dates as ISO strings,
        None where a variable is unbound. ASK gives one row.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    _serialized: bytes = field(repr=False)
    _form: str = "select"

    def to_json(self) -> str:
        """Return SPARQL 1.1 Query Results JSON; for CONSTRUCT and DESCRIBE JSON-LD."""
        if self._form == "graph":
            return _serialize(pyoxigraph.parse(self._serialized, RdfFormat.N_TRIPLES), RdfFormat.JSON_LD).decode()
        return self._serialized.decode()

    def to_csv(self) -> str:
        """Return SPARQL 1.1 Query Results CSV, with a line of names.

        Raises
        ------
        StoreError
            For CONSTRUCT and DESCRIBE, whose answer is a graph and no table.
        """
        if self._form == "graph":
            raise StoreError("this query gives a graph, which is no table; ask with SELECT, or take JSON or Turtle")
        if self._form == "ask":
            return f"answer\r\n{'true' if self.rows[0][0] else 'false'}\r\n"
        found = parse_query_results(self._serialized, QueryResultsFormat.JSON)
        assert isinstance(found, QuerySolutions)
        return _bytes(found.serialize(format=QueryResultsFormat.CSV)).decode()

    def to_turtle(self) -> str:
        """Return the graph that CONSTRUCT or DESCRIBE gives.

        Raises
        ------
        StoreError
            For SELECT and ASK.
        """
        if self._form != "graph":
            raise StoreError("this query gives a table and no graph; ask with CONSTRUCT or DESCRIBE")
        triples = pyoxigraph.parse(self._serialized, RdfFormat.N_TRIPLES)
        return _serialize(triples, RdfFormat.TURTLE).decode()


def ask(store: pyoxigraph.Store, sparql: str, graphs: Graphs, timeout: float | None = None) -> Answer:
    """Answer a query over the union of all graphs.

    Raises
    ------
    StoreError
        If the query is wrong, an update, or takes longer than ``timeout`` seconds. A query that
        takes too long goes on unseen until the process ends, for Oxigraph cannot stop one.
    """

    if asks_elsewhere(sparql):
        raise StoreError("queries may not ask other servers (SERVICE); ask this store alone")

    def run() -> Answer:
        union = not names_dataset(sparql)
        found = store.query(sparql, prefixes=graphs.prefixes(), use_default_graph_as_union=union)
        return _answer(found)

    try:
        return run() if timeout is None else _within(run, timeout)
    except SyntaxError as exc:
        raise StoreError(_complaint(sparql, exc, graphs)) from exc


def _complaint(sparql: str, exc: SyntaxError, graphs: Graphs) -> str:
    found = _UPDATE.match(sparql)
    if found:
        return f"queries may not change the store ({found[1].upper()}); ask with SELECT, ASK, CONSTRUCT or DESCRIBE"
    prefix = undeclared_prefix(sparql, graphs.prefixes())
    if prefix is not None:
        known = ", ".join(f"{p}:" for p in sorted(graphs.prefixes()))
        return f"this is no SPARQL query: nothing declares the prefix {prefix}:; known without PREFIX are {known}"
    message = " ".join(str(exc).split())
    place = _PLACE.match(message)
    lines = sparql.split("\n")
    if place is None or int(place[1]) > len(lines):
        return f"this is no SPARQL query: {message[:300]}"
    row, column = int(place[1]), int(place[2])
    line = lines[row - 1]
    rest = " ".join((line[column - 1 :] + "\n" + "\n".join(lines[row:])).split())
    where = f"at “{rest[:40]}{'…' * (len(rest) > 40)}”" if rest else "at its end, where something is missing"
    return f"this is no SPARQL query: it cannot be read from line {row}, column {column} on, {where}"


def _within(run: Callable[[], T], timeout: float) -> T:
    outcome: list[T | BaseException] = []

    def work() -> None:
        try:
            outcome.append(run())
        except BaseException as exc:  # noqa: BLE001  # raised again in the thread that waits
            outcome.append(exc)

    thread = threading.Thread(target=work, daemon=True, name="sparql")
    thread.start()
    thread.join(timeout)
    if not outcome:
        raise StoreError(f"the query took longer than {timeout:g} s; narrow it down, add LIMIT, or allow more time")
    if isinstance(outcome[0], BaseException):
        raise outcome[0]
    return outcome[0]


def _bytes(data: bytes | None) -> bytes:
    assert data is not None  # None is given only where it was written to a file
    return data


def _serialize(triples: Iterable[Any], form: RdfFormat) -> bytes:
    return _bytes(pyoxigraph.serialize(triples, format=form, prefixes=Graphs().prefixes()))


def _answer(found: QuerySolutions | QueryBoolean | QueryTriples) -> Answer:
    if isinstance(found, QueryBoolean):
        data = _bytes(found.serialize(format=QueryResultsFormat.JSON))
        return Answer(columns=("answer",), rows=((bool(found),),), _serialized=data, _form="ask")
    if isinstance(found, QueryTriples):
        triples = sorted(found, key=str)
        data = _serialize(triples, RdfFormat.N_TRIPLES)
        rows = tuple((_value(t.subject), t.predicate.value, _value(t.object)) for t in triples)
        return Answer(columns=("subject", "predicate", "object"), rows=rows, _serialized=data, _form="graph")
    columns = tuple(v.value for v in found.variables)
    data = _bytes(found.serialize(format=QueryResultsFormat.JSON))
    again = parse_query_results(data, QueryResultsFormat.JSON)
    assert isinstance(again, QuerySolutions)
    return Answer(columns=columns, rows=tuple(_row(s, columns) for s in again), _serialized=data)


def _row(solution: pyoxigraph.QuerySolution, columns: Sequence[str]) -> tuple[Any, ...]:
    return tuple(_value(solution[c]) for c in columns)


def _value(term: Any) -> Any:
    """Return a term as a Python value."""
    if not isinstance(term, Literal):
        return getattr(term, "value", None) if term is not None else None
    kind = term.datatype.value.removeprefix(XSD)
    if kind in _INTEGERS:
        return int(term.value)
    if kind in ("decimal", "double", "float"):
        number = Decimal(term.value) if kind == "decimal" else float(term.value)
        return float(number)
    if kind == "boolean":
        return term.value == "true"
    return term.value

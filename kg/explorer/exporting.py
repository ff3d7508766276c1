"""What is seen of the graph, as a file: CSV, Turtle, Cypher."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kg.explorer.results import Neighbourhood, StatementCard
from ontology import namespace

__all__ = ["edges_csv", "statements_csv", "to_cypher", "to_turtle"]

_EDGE = (
    "subject",
    "relation",
    "object",
    "status",
    "plain",
    "support",
    "denials",
    "articles",
    "confidence",
    "first",
    "last",
    "subject_iri",
    "object_iri",
)
_STATEMENT = (
    "status",
    "subject",
    "relation",
    "words",
    "object",
    "sources",
    "modality",
    "polarity",
    "confidence",
    "day",
    "time",
    "publisher",
    "title",
    "quote",
    "statement",
    "article",
)
#: Spreadsheets take a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _table(titles: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(titles)
    writer.writerows([_cell(x) for x in row] for row in rows)
    return text.getvalue()


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def edges_csv(found: Neighbourhood) -> str:
    """Return edges as CSV with a line of names; what a spreadsheet would take for a formula has a ``'`` before it."""
    named = {n.id: n.name for n in found.nodes}
    return _table(
        _EDGE,
        (
            (
                named[e.subject],
                e.predicate,
                named[e.object],
                e.status,
                str(e.plain).lower(),
                e.support,
                e.denials,
                e.articles,
                e.confidence,
                e.first,
                e.last,
                e.subject,
                e.object,
            )
            for e in found.edges
        ),
    )


def statements_csv(said: Iterable[StatementCard]) -> str:
    """Return statements as CSV with a line of names."""
    return _table(
        _STATEMENT,
        (
            (
                s.status,
                s.subject,
                s.predicate,
                s.words,
                s.object,
                " < ".join(x.name for x in s.sources),
                s.modality,
                s.polarity,
                s.confidence,
                s.day,
                s.time,
                s.article.publisher,
                s.article.title,
                s.quote,
                s.id,
                s.article.id,
            )
            for s in said
        ),
    )


def to_turtle(found: Neighbourhood, prefixes: dict[str, str]) -> str:
    """Return nodes and plain facts as Turtle; no other edge may stand as a plain triple."""
    terms = namespace()
    label = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    kind = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    triples = []
    for node in found.nodes:
        triples.append(Triple(NamedNode(node.id), kind, NamedNode(f"{terms}{node.cls}")))
        triples.append(Triple(NamedNode(node.id), label, Literal(node.name)))
    for e in found.edges:
        if e.plain:
            triples.append(Triple(NamedNode(e.subject), NamedNode(f"{terms}{e.predicate}"), NamedNode(e.object)))
    made = serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes)
    return made.decode("utf-8") if made is not None else ""


def to_cypher(found: Neighbourhood) -> str:
    """Return the nodes and edges as Cypher that makes them anew; an edge that is no fact has the type CLAIM."""
    lines = []
    for node in found.nodes:
        lines.append(
            f"MERGE (n:Entity {{iri: {_text(node.id)}}}) SET n.name = {_text(node.name)}, n.class = {_text(node.cls)};"
        )
    for e in found.edges:
        values = {
            "relation": _text(e.predicate),
            "status": _text(e.status),
            "support": e.support,
            "denials": e.denials,
            "articles": e.articles,
            "confidence": e.confidence,
            "first": _text(e.first),
            "last": _text(e.last),
        }
        told = ", ".join(f"{name}: {value}" for name, value in values.items())
        kind = "FACT" if e.plain else "CLAIM"
        lines.append(
            f"MATCH (a:Entity {{iri: {_text(e.subject)}}}), (b:Entity {{iri: {_text(e.object)}}})"
            f" CREATE (a)-[:{kind} {{{told}}}]->(b);"
        )
    return "\n".join(lines) + "\n"


def _text(value: str) -> str:
    """Return a string literal of Cypher in which nothing ends it."""
    escaped = "".join(
        c if c.isprintable() and c not in "'\"\\`" else f"\\u{ord(c):04x}" if ord(c) < 0x10000 else "?" for c in value
    )
    return f"'{escaped}'"

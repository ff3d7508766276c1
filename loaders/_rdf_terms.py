"""Names and literals of the RDF form, in the spelling in which Oxigraph gives them back."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.articles import Span
from kg.config import BASE_IRI
from ontology import Extension, namespace, term_iri

__all__ = [
    "NKG", "OWL", "PREFIXES", "PROV", "RDF", "SCHEMA", "SKOS", "XSD", "Graphs", "iri", "literal", "nkg", "parse_span",
    "span_text",
    "term", "text_of", "typed",
]  # fmt: skip

NKG: Final = namespace()
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
PROV: Final = "http://www.w3.org/ns/prov#"
SCHEMA: Final = "https://schema.org/"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"

#: Prefixes of exports and queries; ``kg`` and ``g`` follow the base IRI.
PREFIXES: Final = {
    "nkg": NKG, "rdf": RDF, "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "owl": OWL, "prov": PROV,
    "schema": SCHEMA, "skos": SKOS, "xsd": XSD, "wd": "http://www.wikidata.org/entity/",
}  # fmt: skip

_DATE, _DATETIME = NamedNode(XSD + "date"), NamedNode(XSD + "dateTime")
_INTEGER, _DECIMAL = NamedNode(XSD + "integer"), NamedNode(XSD + "decimal")
_BOOLEAN = NamedNode(XSD + "boolean")


class Graphs:
    """The named graphs under one base IRI."""

    def __init__(self, base: str = BASE_IRI, extension: Extension | None = None) -> None:
        self.base = base
        self._own = dict(extension.prefixes) if extension else {}
        self.entities = NamedNode(f"{base}graph/entities")
        self.facts = NamedNode(f"{base}graph/facts")
        self.announced = NamedNode(f"{base}graph/announced")

    def of(self, article: str) -> NamedNode:
        """Return the graph that holds an article, given its IRI."""
        return NamedNode(f"{self.base}graph/{article.rpartition('/')[2]}")

    def prefixes(self) -> dict[str, str]:
        """Return prefixes for queries and exports."""
        return {**self._own, **PREFIXES, "kg": f"{self.base}id/", "g": f"{self.base}graph/"}


@lru_cache(maxsize=4_096)
def iri(text: str) -> NamedNode:
    """Return the node of an IRI."""
    return NamedNode(text)


@lru_cache(maxsize=1_024)
def nkg(name: str) -> NamedNode:
    """Return the node of a name of the ontology."""
    return NamedNode(NKG + name)


def term(name: str) -> NamedNode:
    """Return the node of a class or relation, ours or the user's own."""
    return iri(term_iri(name))


def literal(value: str | int | float | bool | date) -> Literal:
    """Return the literal of a value: floats as decimals, dates and times as such.

    Oxigraph stores numbers by value and writes them its own way; the same spelling here lets
    what is to be written be compared with what is there.
    """
    if isinstance(value, str):
        return Literal(value)
    if isinstance(value, bool):
        return Literal("true" if value else "false", datatype=_BOOLEAN)
    if isinstance(value, int):
        return Literal(str(value), datatype=_INTEGER)
    if isinstance(value, float):
        text = format(Decimal(repr(value)), "f")
        return Literal(text.rstrip("0").rstrip(".") if "." in text else text, datatype=_DECIMAL)
    if isinstance(value, datetime):
        text = value.isoformat()
        if value.microsecond:
            fraction = f"{value.microsecond:06}"
            text = text.replace(f".{fraction}", f".{fraction.rstrip('0')}")
        return Literal(text.replace("+00:00", "Z"), datatype=_DATETIME)
    return Literal(value.isoformat(), datatype=_DATE)


@lru_cache(maxsize=4_096)
def typed(text: str, datatype: str) -> Literal:
    """Return a literal of an XSD type as Oxigraph will give it back, which may respell it."""
    scratch = Store()
    scratch.add(Quad(_DATE, _DATE, Literal(text, datatype=NamedNode(XSD + datatype))))
    found = next(iter(scratch)).object
    assert isinstance(found, Literal)
    return found


def text_of(term: object) -> str:
    """Return the IRI of a node, or the words of a literal; the stores hold no other terms."""
    assert isinstance(term, NamedNode | Literal)
    return term.value


def span_text(span: Span) -> str:
    """Return a span as ``"start:end"``."""
    return f"{span.start}:{span.end}"


def parse_span(text: str) -> Span:
    """Return the span that `span_text` wrote."""
    start, _, end = text.partition(":")
    return Span(start=int(start), end=int(end))

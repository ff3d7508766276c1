"""The shapes of the ontology: constraints in SPARQL apart from the rest, which pySHACL checks.

pySHACL asks the constraints in SPARQL node by node, which takes seconds an article; Oxigraph asks each once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat
from rdflib import Graph, Namespace, Node

from ontology import Extension, resource

__all__ = ["Constraint", "Finding", "core_shapes", "ontology_store", "sparql_constraints", "sparql_findings"]

_SH = Namespace("http://www.w3.org/ns/shacl#")
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Finding:
    """One way in which a node does not conform.

    Parameters
    ----------
    shape : str
        Local name of the shape.
    message, focus : str
        What is wrong, and the IRI of the node.
    value, path : str
        The value that is wrong, and the property; empty where there is none.
    article : str
        IRI of the article in whose graph it was found; empty for the derived graphs.
    severity : {"Violation", "Warning", "Info"}
    """

    shape: str
    message: str
    focus: str
    value: str = ""
    path: str = ""
    article: str = ""
    severity: str = "Violation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """A constraint in SPARQL, for all nodes of a shape at once."""

    shape: str
    message: str
    query: str


@cache
def _graph() -> Graph:
    return Graph().parse(data=resource("shapes.ttl").read_text("utf-8"), format="turtle")


@cache
def _prefixes() -> str:
    graph = _graph()
    declared = graph.objects(None, _SH.declare)
    found = [(str(graph.value(d, _SH.prefix)), str(graph.value(d, _SH.namespace))) for d in declared]
    return "".join(f"PREFIX {name}: <{space}>\n" for name, space in sorted(found))


def _targets(shape: Node) -> Iterator[str]:
    graph = _graph()
    for cls in sorted(map(str, graph.objects(shape, _SH.targetClass))):
        yield f"$this a/<{_RDFS}subClassOf>* <{cls}> ."
    for term in sorted(map(str, graph.objects(shape, _SH.targetSubjectsOf))):
        yield f"$this <{term}> ?any ."


@cache
def sparql_constraints() -> tuple[Constraint, ...]:
    """Return the constraints in SPARQL, each bound to the targets of its shape."""
    graph, found = _graph(), []
    for shape, node in graph.subject_objects(_SH.sparql):
        select, message = str(graph.value(node, _SH.select)), str(graph.value(node, _SH.message))
        start, _, rest = select.partition("{")
        for target in _targets(shape):
            query = f"{_prefixes()}{start}{{ {{ SELECT DISTINCT $this {{ {target} }} }} {rest}"
            found.append(Constraint(shape=str(shape).rpartition("#")[2], message=message, query=query))
    return tuple(sorted(found, key=lambda c: (c.shape, c.message, c.query)))


@cache
def core_shapes() -> Graph:
    """Return the shapes without their constraints in SPARQL."""
    core = Graph() + _graph()
    core.remove((None, _SH.sparql, None))
    return core


@cache
def _ours() -> bytes:
    return resource("news-kg.ttl").read_bytes()


def ontology_store(extension: Extension | None) -> pyoxigraph.Store:
    """Return a store that holds the ontology, and the user's own beside it."""
    store = pyoxigraph.Store()
    store.load(input=_ours(), format=RdfFormat.TURTLE)
    if extension is not None:
        from kg.vocabulary.writing import to_turtle

        store.load(input=to_turtle(extension).encode(), format=RdfFormat.TURTLE)
    return store


def sparql_findings(
    scope: pyoxigraph.Store, article: str = "", leaving: frozenset[str] = frozenset()
) -> Iterator[Finding]:
    """Yield what the constraints in SPARQL find in a store with data and ontology in its default graph.

    Parameters
    ----------
    scope : Store
    article : str
        Noted with what is found.
    leaving : frozenset of str
        Shapes that are left out.
    """
    for constraint in sparql_constraints():
        if constraint.shape in leaving:
            continue
        found = scope.query(constraint.query)
        assert isinstance(found, pyoxigraph.QuerySolutions)
        names = [v.value for v in found.variables]
        for row in found:
            said = {name: _text(row[name]) for name in names}
            yield Finding(
                shape=constraint.shape, message=constraint.message, focus=said["this"], value=said.get("value", ""),
                path=said.get("path", ""), article=article,
            )  # fmt: skip


def _text(term: object) -> str:
    return term.value if isinstance(term, NamedNode | pyoxigraph.Literal) else str(term or "")

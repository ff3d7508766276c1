"""Graphs held against the shapes, article by article: memory does not grow with their number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store
from rdflib import RDF as R
from rdflib import BNode, Graph, Literal, Namespace, URIRef

from kg.errors import ConfigError
from loaders._rdf_terms import RDF, Graphs, iri, nkg, text_of
from loaders._shapes import Finding, core_shapes, ontology_store, sparql_findings
from ontology import Extension, relations, term_iri

__all__ = ["article_findings", "derived_findings", "findings_of_graph", "report_of"]

_SH = Namespace("http://www.w3.org/ns/shacl#")
_TYPE, _SAME = iri(RDF + "type"), iri("http://www.w3.org/2002/07/owl#sameAs")
_SUBJECT, _PREDICATE, _OBJECT = (iri(RDF + name) for name in ("subject", "predicate", "object"))
#: Judged over the whole store: what licenses a plain triple may stand in another article.
_WHOLE = "PlainEdge"


def _validate(graph: Graph) -> Graph:
    try:
        import pyshacl
    except ImportError as exc:
        raise ConfigError("validating needs pySHACL; install it with: pip install 'triplewire[shacl]'") from exc
    _, report, _ = pyshacl.validate(graph, shacl_graph=core_shapes(), advanced=False, inplace=True)
    assert isinstance(report, Graph)
    return report


def _core_findings(triples: bytes, article: str) -> Iterator[Finding]:
    graph = Graph().parse(data=triples, format="nt")
    report = _validate(graph)
    for node in report.subjects(R.type, _SH.ValidationResult):
        shape = report.value(node, _SH.sourceShape)
        path = str(report.value(node, _SH.resultPath) or "")
        yield Finding(
            shape=_shape_name(shape, path), message=str(report.value(node, _SH.resultMessage) or ""),
            focus=str(report.value(node, _SH.focusNode)), value=str(report.value(node, _SH.value) or ""), path=path,
            article=article, severity=str(report.value(node, _SH.resultSeverity)).rpartition("#")[2],
        )  # fmt: skip


def _shape_name(shape: object, path: str) -> str:
    """Return the shape that a result is of; a property shape without a name belongs to one with."""
    shapes = core_shapes()
    owners = [s for s in shapes.subjects(_SH.property, shape) if str(s).startswith("http")]  # type: ignore[arg-type]
    named = owners[0] if owners else shape
    return str(named).rpartition("#")[2] if "#" in str(named) else path.rpartition("#")[2] or "shape"


def _scope(ontology: Store, quads: Iterable[Quad]) -> Store:
    scope = Store()
    scope.extend([*ontology, *(Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in quads)])
    return scope


def _as_triples(scope: Store) -> bytes:
    data = pyoxigraph.serialize((q.triple for q in scope), format=RdfFormat.N_TRIPLES)
    assert data is not None
    return data


def article_findings(data: Store, graphs: Graphs, extension: Extension | None, article: str) -> list[Finding]:
    """Return what does not conform in an article's graph, with what is said of its entities together.

    Parameters
    ----------
    data : Store
        With a graph an article.
    graphs : Graphs
    extension : Extension, optional
    article : str
        IRI.
    """
    own = list(data.quads_for_pattern(None, None, None, graphs.of(article)))
    entities = {q.object for q in own if q.predicate == nkg("profileOf") and isinstance(q.object, NamedNode)}
    told = [q for e in entities for q in data.quads_for_pattern(e, None, None, graphs.entities)]
    scope = _scope(ontology_store(extension), [*own, *told])
    found = [*_core_findings(_as_triples(scope), article), *sparql_findings(scope, article, frozenset([_WHOLE]))]
    return sorted(set(found))


def derived_findings(data: Store, graphs: Graphs) -> Iterator[Finding]:
    """Yield the plain triples of a store that no licensed statement stands behind, or that one denies."""
    symmetric = {term_iri(name) for name, known in relations().items() if known.symmetric}
    for layer in (graphs.facts, graphs.announced):
        for quad in data.quads_for_pattern(None, None, None, layer):
            sides = [(quad.subject, quad.object)]
            if quad.predicate.value in symmetric:
                sides.append((quad.object, quad.subject))  # type: ignore[arg-type]
            said = [s for subject, target in sides for s in _statements(data, subject, quad.predicate, target)]
            licensed = any(_has(data, s, "licensed", "true") for s in said)
            denied = any(_has(data, s, "modality", "asserted") and _has(data, s, "polarity", "negative") for s in said)
            if not licensed or denied:
                why = "is denied by a statement" if denied else "has no licensed statement"
                yield Finding(
                    shape=_WHOLE, message=f"plain triple {why}", focus=text_of(quad.subject),
                    value=text_of(quad.object), path=quad.predicate.value,
                )  # fmt: skip


def _statements(data: Store, subject: object, predicate: NamedNode, target: object) -> Iterator[NamedNode]:
    for quad in data.quads_for_pattern(None, _OBJECT, target, None):  # type: ignore[arg-type]
        node = quad.subject
        if isinstance(node, NamedNode) and all(
            next(data.quads_for_pattern(node, part, value, None), None) is not None  # type: ignore[arg-type]
            for part, value in ((_SUBJECT, subject), (_PREDICATE, predicate))
        ):
            yield node


def _has(data: Store, node: NamedNode, name: str, value: str) -> bool:
    found = data.quads_for_pattern(node, nkg(name), None, None)
    return any(text_of(q.object) == value or text_of(q.object).endswith(f"#{value}") for q in found)


def findings_of_graph(quads: Iterable[Quad], extension: Extension | None) -> list[Finding]:
    """Return what does not conform in triples that are in no article's graph, judged together."""
    scope = _scope(ontology_store(extension), quads)
    return sorted({*_core_findings(_as_triples(scope), ""), *sparql_findings(scope)})


def report_of(findings: Iterable[Finding]) -> str:
    """Return a SHACL validation report in Turtle."""
    graph = Graph()
    graph.bind("sh", _SH)
    report = BNode("report")
    graph.add((report, R.type, _SH.ValidationReport))
    conforms = True
    for number, f in enumerate(findings):
        node = BNode(f"r{number:06}")
        conforms = conforms and f.severity != "Violation"
        graph.add((report, _SH.result, node))
        graph.add((node, R.type, _SH.ValidationResult))
        graph.add((node, _SH.focusNode, URIRef(f.focus) if ":" in f.focus else Literal(f.focus)))
        graph.add((node, _SH.resultMessage, Literal(f.message)))
        graph.add((node, _SH.resultSeverity, _SH[f.severity]))
        graph.add((node, _SH.sourceShape, URIRef(f"https://w3id.org/triplewire/shapes#{f.shape}")))
        if f.value:
            graph.add((node, _SH.value, URIRef(f.value) if f.value.startswith("http") else Literal(f.value)))
        if f.path:
            graph.add((node, _SH.resultPath, URIRef(f.path)))
    graph.add((report, _SH.conforms, Literal(conforms)))
    return graph.serialize(format="turtle")

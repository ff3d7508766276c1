"""An extension written down as Turtle, complete: what a store keeps, and what SHACL needs beside the ontology."""

from __future__ import annotations

from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef

from kg.vocabulary.building import extension_of
from kg.vocabulary.turtle import Source, parse_turtle, read_turtle
from ontology import Extension, Relation, namespace, term_iri, using

__all__ = ["parse_extension", "read_extension", "to_turtle"]

_NKG = Namespace(namespace())
_SCHEMA = Namespace("https://schema.org/")
#: The node that says of the file what is of no term in it.
_SELF = URIRef("urn:triplewire:own-ontology")


def to_turtle(extension: Extension) -> str:
    """Return an extension as Turtle, the same for equal ones; `read_extension` gives it back.

    Classes and relations have all that ours have: ``nkg:neo4jType``, ``nkg:kind``, ``schema:domainIncludes``.
    """
    graph = Graph()
    for prefix, space in (*extension.prefixes, ("nkg", str(_NKG)), ("schema", str(_SCHEMA)), ("owl", str(OWL))):
        graph.bind(prefix, space, override=True, replace=True)
    graph.add((_SELF, RDF.type, OWL.Ontology))
    graph.add((_SELF, _NKG.replacesRelations, Literal(extension.replace)))
    with using(extension):
        for cls in extension.classes:
            node = URIRef(term_iri(cls.name))
            graph.add((node, RDF.type, OWL.Class))
            graph.add((node, RDFS.label, Literal(cls.label, lang="en")))
            for parent in cls.parents:
                graph.add((node, RDFS.subClassOf, URIRef(term_iri(parent))))
        for relation in extension.relations:
            _add(graph, relation)
    return graph.serialize(format="turtle")


def _add(graph: Graph, relation: Relation) -> None:
    node = URIRef(term_iri(relation.name))
    types = [OWL.ObjectProperty, _NKG.Relation]
    types += [OWL.SymmetricProperty] if relation.symmetric else []
    types += [OWL.TransitiveProperty] if relation.transitive else []
    for kind in types:
        graph.add((node, RDF.type, kind))
    graph.add((node, RDFS.label, Literal(relation.label, lang="en")))
    graph.add((node, _NKG.neo4jType, Literal(relation.neo4j_type)))
    graph.add((node, _NKG.kind, Literal(relation.kind)))
    for side, names in (("domainIncludes", relation.domain), ("rangeIncludes", relation.range)):
        for name in names:
            graph.add((node, _SCHEMA[side], URIRef(term_iri(name))))
    for parent in relation.parents:
        graph.add((node, RDFS.subPropertyOf, URIRef(term_iri(parent))))
    for example in relation.examples:
        graph.add((node, SKOS.example, Literal(example, lang="en")))


def read_extension(path: str | Path) -> Extension:
    """Return the extension that was written to a file.

    Raises
    ------
    OntologyFileError
        If the file is damaged.
    """
    return _extension(read_turtle(path))


def parse_extension(text: str, name: str) -> Extension:
    """Return the extension that `to_turtle` wrote; errors call the text by a name.

    Raises
    ------
    OntologyFileError
        If the text is damaged.
    """
    return _extension(parse_turtle(text, name))


def _extension(source: Source) -> Extension:
    replace = source.graph.value(_SELF, _NKG.replacesRelations) == Literal(True)
    with using(None):
        return extension_of(source, replace=replace)

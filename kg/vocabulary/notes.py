"""What an ontology of the user's own says that is no fault, but that nothing is made of."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import OWL, RDF, SKOS, Namespace, URIRef

from kg.vocabulary.fault import Fault
from kg.vocabulary.turtle import EXAMPLES, Source, english
from ontology import namespace

__all__ = ["passed_over"]

_NKG = Namespace(namespace())
#: What is read of our properties.
_READ = frozenset({_NKG.kind, _NKG.neo4jType, _NKG.example, _NKG.replacesRelations})


def passed_over(source: Source) -> Iterator[Fault]:
    """Yield what is passed over in a file, in the order of its lines."""
    yield from sorted((*_values(source), *_individuals(source), *_imports(source), *_languages(source), *_ours(source)))


def _values(source: Source) -> Iterator[Fault]:
    for term in source.values:
        short = source.places.short(term)
        yield Fault(source.places.line(term), f"{short} is passed over: it holds values, and relations join entities")


def _individuals(source: Source) -> Iterator[Fault]:
    for node in sorted({n for n in source.graph.subjects(RDF.type) if isinstance(n, URIRef)}):
        kinds = set(source.graph.objects(node, RDF.type))
        if SKOS.Concept in kinds and not {*source.classes, *source.relations} & {node}:
            short = source.places.short(node)
            yield Fault(source.places.line(node), f"{short} is passed over: it is a skos:Concept; write owl:Class")
        elif any(source.class_name(kind) for kind in kinds):
            short = source.places.short(node)
            hint = "list its name among the names of its class in a lexicon, so that it is known"
            yield Fault(source.places.line(node), f"{short} is passed over: it is an individual; {hint}")


def _ours(source: Source) -> Iterator[Fault]:
    for term in (*source.own_classes, *source.relations):
        for predicate in sorted({str(p) for p in source.graph.predicates(term) if str(p).startswith(_NKG)}):
            if URIRef(predicate) not in _READ:
                line, short = source.places.line(term, predicate), source.places.short
                yield Fault(line, f"{short(predicate)} of {short(term)} is passed over: only terms of ours have it")


def _imports(source: Source) -> Iterator[Fault]:
    for node, target in source.graph.subject_objects(OWL.imports):
        if str(target).rstrip("#/") != namespace().rstrip("#/"):
            line = source.places.line(str(node), OWL.imports)
            yield Fault(line, f"owl:imports <{target}> is passed over: copy what you need of it into this file")


def _languages(source: Source) -> Iterator[Fault]:
    for term in (*source.own_classes, *source.relations):
        given = source.texts(term, EXAMPLES)
        if given and not english(given):
            line = source.places.line(term, next(p for p in EXAMPLES if (term, p, None) in source.graph))
            yield Fault(line, f"the examples of {source.places.short(term)} are passed over: none is in English")

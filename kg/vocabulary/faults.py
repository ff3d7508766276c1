"""What may be wrong with an ontology of the user's own, each with its line and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import OWL, RDF, RDFS, BNode, Namespace, URIRef

from kg.vocabulary.fault import Fault
from kg.vocabulary.term_faults import class_faults, relation_faults
from kg.vocabulary.turtle import BASE, CLASS_TYPES, RELATION_TYPES, Source, is_name, local_name
from ontology import classes, is_a, namespace, relations, roles

__all__ = ["faults"]

_NKG = Namespace(namespace())


def faults(source: Source, *, replace: bool = False) -> Iterator[Fault]:
    """Yield what is wrong with the terms that a file declares.

    Parameters
    ----------
    source : Source
    replace : bool
        Whether our relations will be left out, so that their names are free.
    """
    nameless = [*_nameless(source)]
    yield from nameless
    if not (source.relations or source.classes or nameless):
        yield next(_terms_of_ours(source), _nothing(source))
    for iri, first, second in source.places.repeated():
        yield Fault(second, f"{source.places.short(iri)} is declared twice; it is there in line {first} already")
    yield from _names(source, replace=replace)
    yield from _terms_of_ours(source)
    for cls in source.own_classes:
        yield from class_faults(source, cls)
    for relation in source.relations:
        yield from relation_faults(source, relation)
    for term in source.values:
        yield from _values_that_are_entities(source, term)
    yield from _cycles(source, source.own_classes, RDFS.subClassOf, "a subclass of itself")
    yield from _cycles(source, source.relations, RDFS.subPropertyOf, "below itself")


def _values_that_are_entities(source: Source, term: URIRef) -> Iterator[Fault]:
    if any(source.class_name(node) for node in source.sides(term, "range")):
        line = source.places.line(term, OWL.DatatypeProperty)
        yield Fault(line, f"{source.places.short(term)} has a class as its range; write owl:ObjectProperty")


def _nameless(source: Source) -> Iterator[Fault]:
    for node in source.graph.subjects(RDF.type, OWL.ObjectProperty):
        if isinstance(node, BNode) and (node, RDFS.label, None) in source.graph:
            label = source.graph.value(node, RDFS.label)
            yield Fault(0, f"the relation {str(label)!r} has no IRI; give it one: co:makes a owl:ObjectProperty")


def _nothing(source: Source) -> Fault:
    """Return the fault of a file without terms; what holds literal values is the likeliest to be taken for one."""
    values = sorted(source.values, key=lambda v: (source.places.line(v), v))
    if not values:
        return Fault(0, "declares no class and no relation; write them as owl:Class and owl:ObjectProperty")
    short, line = source.places.short(values[0]), source.places.line(values[0])
    return Fault(line, f"{short} holds values, and relations join entities: write owl:ObjectProperty; there is none")


def _names(source: Source, *, replace: bool) -> Iterator[Fault]:
    at, short = source.places.line, source.places.short
    seen: dict[str, URIRef] = {}
    taken = (("role", roles()), ("class", classes()), ("relation", {} if replace else relations()))
    ours = {name: kind for kind, names in taken for name in names}
    for term in sorted({*source.own_classes, *source.relations}, key=lambda t: (at(t), t)):
        name, line = local_name(term), at(term)
        if term.startswith(BASE):
            yield Fault(line, f"{short(term)} has no full IRI; write one, or give an @base")
        if not is_name(name):
            yield Fault(line, f"{short(term)}: a name begins with a letter and goes on with letters, digits and _")
        elif name.casefold() in seen:
            yield Fault(line, f"{short(term)} has the name of {short(seen[name.casefold()])}; give it another")
        elif name in ours:
            entity = term in source.classes and ours[name] == "class" and is_a(name, "Entity")
            same = f", or say that it is the same: owl:equivalentClass nkg:{name}" if entity else ""
            yield Fault(line, f"{short(term)} has the name of our {ours[name]} {name}; give it another{same}")
        seen.setdefault(name.casefold(), term)


def _terms_of_ours(source: Source) -> Iterator[Fault]:
    """Yield terms that are declared in our namespace, but are none of ours."""
    types = {*CLASS_TYPES, *RELATION_TYPES}
    for term in sorted({s for s in source.graph.subjects() if isinstance(s, URIRef) and s.startswith(_NKG)}):
        name = term.removeprefix(_NKG)
        if types & set(source.graph.objects(term, RDF.type)) and name not in classes() and name not in relations():
            reason = f"{source.places.short(term)} is no term of our ontology; give yours a namespace of its own"
            yield Fault(source.places.line(term), reason)


def _cycles(source: Source, terms: tuple[URIRef, ...], above: URIRef, what: str) -> Iterator[Fault]:
    """Yield one fault for each cycle, at the term that is first in it."""
    told: set[URIRef] = set()
    for term in sorted(terms, key=lambda t: (source.places.line(t), t)):
        way: dict[URIRef, URIRef] = {}
        todo = [term]
        while todo and term not in way:
            for node in list(todo):
                todo.remove(node)
                for over in source.above(node, above):
                    if isinstance(over, URIRef) and over in terms and over not in way:
                        way[over] = node
                        todo.append(over)
        if term not in way or term in told:
            continue
        line = [term, way[term]]
        while line[-1] != term:
            line.append(way[line[-1]])
        told.update(line)
        shown = " below ".join(source.places.short(t) for t in reversed(line))
        yield Fault(source.places.line(term, str(line[-2])), f"{source.places.short(term)} is {what}: {shown}")

"""What may be wrong with one class or one relation of the user's own."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from typing import Literal as Choice

from rdflib import OWL, RDF, RDFS, SKOS, XSD, BNode, Literal, Namespace, URIRef
from rdflib.term import Node

from kg.vocabulary.examples import parse_example
from kg.vocabulary.fault import Fault
from kg.vocabulary.patterns import check_noun
from kg.vocabulary.turtle import EXAMPLES, LABELS, Source, local_name
from ontology import classes, is_a, namespace, relations, roles

__all__ = ["class_faults", "relation_faults"]

_NKG = Namespace(namespace())
_LITERALS = (str(XSD), str(RDFS.Literal), str(RDF.langString))
_KINDS = ("state", "action", "static")
#: With which a relation is said to be another, not one of its kind.
_SAME = (OWL.equivalentProperty, SKOS.exactMatch)
Kind = Choice["class", "relation", "role"]


def class_faults(source: Source, cls: URIRef) -> Iterator[Fault]:
    """Yield what is wrong with a class."""
    at, short = source.places.line, source.places.short
    yield from _labels(source, cls)
    yield from _examples(source, cls, check_noun)
    if cls in (*source.relations, *source.values):
        yield Fault(at(cls), f"{short(cls)} is declared as a class and as a property; it is one of them")
    same = [n for n in source.graph.objects(cls, OWL.equivalentClass) if isinstance(n, URIRef)]
    unknown = [n for n in same if not source.class_name(n) and not source.is_foreign(n)]
    for node in unknown:
        yield Fault(at(cls, node), _unknown(source, "owl:equivalentClass", node, cls, "class"))
    if not unknown:
        yield from _superclasses(source, cls)


def _superclasses(source: Source, cls: URIRef) -> Iterator[Fault]:
    at, short = source.places.line, source.places.short
    above = source.above(cls, RDFS.subClassOf)
    named = [n for n in above if isinstance(n, URIRef)]
    for text in (n for n in above if isinstance(n, Literal)):
        yield Fault(at(cls, RDFS.subClassOf), f"rdfs:subClassOf of {short(cls)} is a text; write a class: nkg:{text}")
    for node in named:
        name = source.class_name(node)
        if not name and not source.is_foreign(node):
            yield Fault(at(cls, node), _unknown(source, "superclass", node, cls, "class"))
        elif name in classes() and not is_a(name, "Entity"):
            yield Fault(at(cls, node), f"{short(cls)} stands below nkg:{name}, which is no class of entities")
    if len(named) == len(above) and all(not source.class_name(n) and source.is_foreign(n) for n in named):
        yield Fault(
            at(cls),
            f"{short(cls)} stands below no class; say what it is a kind of, such as rdfs:subClassOf nkg:Artifact "
            f"(or nkg:Company, nkg:Organization, nkg:Person, nkg:Place, nkg:Agreement, nkg:Entity)",
        )


def relation_faults(source: Source, relation: URIRef) -> Iterator[Fault]:
    """Yield what is wrong with a relation."""
    at, short = source.places.line, source.places.short(relation)
    yield from _labels(source, relation, required=True)
    yield from _examples(source, relation, parse_example)
    if relation in source.values:
        line = at(relation, OWL.DatatypeProperty)
        yield Fault(line, f"{short} is declared for entities and for values; it is for one of them")
    yield from _sides(source, relation)
    for node in source.above(relation, RDFS.subPropertyOf):
        known = node in source.relations or str(node).removeprefix(_NKG) in relations()
        if not known and not source.is_foreign(node):
            yield Fault(at(relation, str(node)), _unknown(source, "relation above", node, relation, "relation"))
    for predicate in _SAME:
        for node in source.graph.objects(relation, predicate):
            if node in source.relations or str(node).removeprefix(_NKG) in relations():
                same = f"{short} is said to be {source.places.short(str(node))}; use that one"
                yield Fault(at(relation, predicate), f"{same}, or write rdfs:subPropertyOf if it is a kind of it")
    for predicate in (_NKG.kind, _NKG.neo4jType):
        if len(set(source.graph.objects(relation, predicate))) > 1:
            line = at(relation, predicate)
            yield Fault(line, f"{source.places.short(predicate)} of {short} is given twice; keep one")
    kind = str(source.graph.value(relation, _NKG.kind) or _KINDS[0])
    if kind not in _KINDS:
        yield Fault(at(relation, _NKG.kind), f"nkg:kind of {short} is {kind!r}; known are {', '.join(_KINDS)}")


def _sides(source: Source, relation: URIRef) -> Iterator[Fault]:
    at, short = source.places.line, source.places.short(relation)
    for side in ("domain", "range"):
        if any(not source.members(node) for node in source.given(relation, side)):
            reason = f"the rdfs:{side} of {short} is a union of no classes; list them: [ owl:unionOf ( nkg:Person … ) ]"
            yield Fault(at(relation, RDFS[side]), reason)
        for node in source.sides(relation, side):
            line, name = at(relation, str(node)), source.class_name(node)
            literal = isinstance(node, BNode) or str(node).startswith(_LITERALS)
            if literal or (name in classes() and not is_a(name, "Entity", "Eventuality")):
                yield Fault(line, f"the rdfs:{side} of {short} is no class of entities; only these can be joined")
            elif not name:
                yield Fault(line, _unknown(source, f"class as rdfs:{side}", node, relation, "class"))


def _labels(source: Source, term: URIRef, *, required: bool = False) -> Iterator[Fault]:
    short = source.places.short(term)
    given = [p for p in LABELS if any(str(n).strip() for n in source.graph.objects(term, p))]
    if not source.labels(term) and (given or required):
        line = source.places.line(term, given[0] if given else "")
        yield Fault(line, f"{short} has no rdfs:label in English; its words are how it is found")
    for label in source.labels(term):
        line = source.line_of(term, LABELS, label)
        if not any(char.isalpha() for char in label):
            yield Fault(line, f"the label {label!r} of {short} has no word; its words are how it is found")
        elif set("[]{}<>") & set(label):
            yield Fault(line, f"the label {label!r} of {short} has brackets; they belong to examples and lexicons")
        elif not label.isprintable():
            yield Fault(line, f"the label {label!r} of {short} has control characters; take them out")


def _examples(source: Source, term: URIRef, check: Callable[[str], object]) -> Iterator[Fault]:
    for text in source.examples(term):
        try:
            check(text)
        except ValueError as exc:
            line = source.line_of(term, EXAMPLES, text)
            yield Fault(line, f"the example {text!r} of {source.places.short(term)}: {exc}")


def _unknown(source: Source, what: str, node: Node, term: URIRef, kind: Kind) -> str:
    """Return what to say of a name that is no class, or no relation, where one is expected."""
    short, name = source.places.short, local_name(str(node))
    ours: dict[Kind, Iterable[str]] = {"class": classes(), "relation": relations(), "role": roles()}
    own: dict[Kind, tuple[URIRef, ...]] = {"class": source.classes, "relation": source.relations, "role": ()}
    known = {n: f"nkg:{n}" for n in ours[kind]} | {local_name(t): short(t) for t in own[kind]}
    others = [k for k in ours if k != kind and (node in own[k] or (str(node) == f"{_NKG}{name}" and name in ours[k]))]
    near = difflib.get_close_matches(name, known, n=1)
    if others:
        hint = f"it is a {others[0]}"
    elif node in (OWL.Thing, RDFS.Resource):
        hint = "write nkg:Entity"
    else:
        hint = f"did you mean {known[near[0]]}?" if near else "declare it, or use one of ours"
    return f"unknown {what} of {short(term)}: {short(str(node))}; {hint}"

"""What may be wrong with an ontology of the user's own, each with its line and what to do about it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rdflib import RDF, RDFS, XSD, BNode, Namespace, URIRef
from rdflib.term import Node

from kg.errors import OntologyFileError
from kg.vocabulary.turtle import BASE, CLASS_TYPES, RELATION_TYPES, Source, local_name
from ontology import classes, is_a, namespace, relations, roles

__all__ = ["Fault", "faults", "refuse"]

_NKG = Namespace(namespace())
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,62}")
_LITERALS = (str(XSD), str(RDFS.Literal), str(RDF.langString))
_KINDS = ("state", "action", "static")
#: How many lines with further faults are named.
_NAMED = 8


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong in a file, and in which line (0: the file as a whole)."""

    line: int
    reason: str


def refuse(found: Iterable[Fault], source: str) -> None:
    """Raise the first fault of a file, if there is one, and name the lines of the others.

    Raises
    ------
    OntologyFileError
    """
    ordered = sorted(set(found))
    if not ordered:
        return
    first, *others = ordered
    more = ""
    if others:
        lines = [str(n) for n in dict.fromkeys(f.line for f in others)]
        named = ", ".join([*lines[:_NAMED], *(["…"] if len(lines) > _NAMED else [])])
        more = f" ({len(others)} more fault{'s'[: len(others) - 1]}, line{'s'[: len(lines) - 1]} {named})"
    raise OntologyFileError(first.reason + more, source=source, line=first.line)


def faults(source: Source, *, replace: bool = False) -> Iterator[Fault]:
    """Yield what is wrong with the terms that a file declares.

    Parameters
    ----------
    source : Source
    replace : bool
        Whether our relations will be left out, so that their names are free.
    """
    if not source.relations and not source.classes:
        yield Fault(0, "declares no class and no relation; write them as owl:Class and owl:ObjectProperty")
    for iri, first, second in source.places.repeated():
        yield Fault(second, f"{source.places.short(iri)} is declared twice; it is there in line {first} already")
    yield from _names(source, replace=replace)
    yield from _terms_of_ours(source)
    for cls in source.own_classes:
        yield from _of_class(source, cls)
    for relation in source.relations:
        yield from _of_relation(source, relation)
    yield from _cycles(source, source.own_classes, RDFS.subClassOf, "a subclass of itself")
    yield from _cycles(source, source.relations, RDFS.subPropertyOf, "below itself")


def _names(source: Source, *, replace: bool) -> Iterator[Fault]:
    at, short = source.places.line, source.places.short
    seen: dict[str, URIRef] = {}
    taken = (("role", roles()), ("class", classes()), ("relation", {} if replace else relations()))
    ours = {name: kind for kind, names in taken for name in names}
    for term in sorted((*source.own_classes, *source.relations), key=lambda t: (at(t), t)):
        name, line = local_name(term), at(term)
        if term.startswith(BASE):
            yield Fault(line, f"{short(term)} has no full IRI; write one, or give an @base")
        if not _NAME.fullmatch(name):
            yield Fault(line, f"{short(term)}: a name begins with a letter and goes on with letters, digits and _")
        elif name.casefold() in seen:
            yield Fault(line, f"{short(term)} has the name of {short(seen[name.casefold()])}; give it another")
        elif name in ours:
            same = f", or say that it is the same: owl:equivalentClass nkg:{name}" if term in source.classes else ""
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


def _of_class(source: Source, cls: URIRef) -> Iterator[Fault]:
    at, short = source.places.line, source.places.short
    named = [n for n in source.above(cls, RDFS.subClassOf) if isinstance(n, URIRef)]
    for node in named:
        name = source.class_name(node)
        if not name and not source.is_foreign(node):
            yield Fault(at(cls, str(node)), _unknown(source, "superclass", node, cls, classes()))
        elif name in classes() and not is_a(name, "Entity"):
            yield Fault(at(cls, str(node)), f"{short(cls)} stands below nkg:{name}, which is no class of entities")
    if all(not source.class_name(n) and source.is_foreign(n) for n in named):
        yield Fault(
            at(cls),
            f"{short(cls)} stands below no class; say what it is a kind of, such as rdfs:subClassOf nkg:Artifact "
            f"(or nkg:Company, nkg:Organization, nkg:Person, nkg:Place, nkg:Agreement, nkg:Entity)",
        )


def _of_relation(source: Source, relation: URIRef) -> Iterator[Fault]:
    at, short = source.places.line, source.places.short(relation)
    if not source.labels(relation):
        yield Fault(at(relation), f"{short} has no rdfs:label in English; its words are how it is found")
    for side in ("domain", "range"):
        for node in source.sides(relation, side):
            line, name = at(relation, str(node)), source.class_name(node)
            literal = isinstance(node, BNode) or str(node).startswith(_LITERALS)
            if literal or (name in classes() and not is_a(name, "Entity", "Eventuality")):
                yield Fault(line, f"the rdfs:{side} of {short} is no class of entities; only these can be joined")
            elif not name:
                yield Fault(line, _unknown(source, f"class as rdfs:{side}", node, relation, classes()))
    for node in source.above(relation, RDFS.subPropertyOf):
        known = node in source.relations or str(node).removeprefix(_NKG) in relations()
        if not known and not source.is_foreign(node):
            yield Fault(at(relation, str(node)), _unknown(source, "relation above", node, relation, relations()))
    kind = str(source.graph.value(relation, _NKG.kind) or _KINDS[0])
    if kind not in _KINDS:
        yield Fault(at(relation, str(_NKG.kind)), f"nkg:kind of {short} is {kind!r}; known are {', '.join(_KINDS)}")


def _unknown(source: Source, what: str, node: Node, term: URIRef, ours: Iterable[str]) -> str:
    short = source.places.short
    known = {n: f"nkg:{n}" for n in ours} | {local_name(t): short(t) for t in (*source.classes, *source.relations)}
    near = difflib.get_close_matches(local_name(str(node)), known, n=1)
    hint = f"did you mean {known[near[0]]}?" if near else "declare it, or use one of ours"
    return f"unknown {what} of {short(term)}: {short(str(node))}; {hint}"


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

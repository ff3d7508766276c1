"""The ontology as values: closed lists with lookups that name what is missing."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Literal, TypeVar, get_args

from rdflib import OWL, RDF, RDFS, Graph, Namespace, URIRef

from ontology.extension import Extension, active, on_change
from ontology.terms import EventClass, Relation, Role

__all__ = [
    "FACT_MODALITIES",
    "MODALITIES",
    "OPEN_RELATION",
    "STATUSES",
    "EventClass",
    "Modality",
    "Polarity",
    "Relation",
    "Role",
    "classes",
    "event_class",
    "event_classes",
    "is_a",
    "is_own",
    "namespace",
    "relation",
    "relations",
    "resource",
    "roles",
    "status_of",
    "superclasses",
    "term_iri",
    "term_name",
    "term_names",
    "version",
]

Modality = Literal[
    "asserted", "announced", "planned", "attempted", "threatened", "demanded", "possible", "predicted", "hypothetical"
]
Polarity = Literal["positive", "negative"]
MODALITIES: tuple[Modality, ...] = get_args(Modality)
FACT_MODALITIES: tuple[Modality, ...] = ("asserted", "announced")
#: Event statuses, the most real first.
STATUSES: tuple[str, ...] = (
    "actual", "announced", "attempted", "planned", "threatened", "demanded", "predicted", "possible", "hypothetical",
    "negated",
)  # fmt: skip

NKG = Namespace("https://w3id.org/triplewire/ontology#")
_SCHEMA = Namespace("https://schema.org/")
#: The relation of open triples, whose predicate is in words of the text alone.
OPEN_RELATION = "related"
T = TypeVar("T")


def resource(name: str) -> Traversable:
    """Return a file of this package, such as ``"news-kg.ttl"``."""
    return files("ontology").joinpath(name)


def namespace() -> str:
    """Return the IRI that precedes every local name of the ontology."""
    return str(NKG)


@cache
def term_names() -> frozenset[str]:
    """Return every local name that the ontology uses: classes, relations, roles, and what describes them."""
    return frozenset(name for triple in _graph() for name in _locals(triple))


@cache
def _graph() -> Graph:
    graph = Graph()
    graph.parse(data=resource("news-kg.ttl").read_text("utf-8"), format="turtle")
    return graph


def _local(node: object) -> str:
    return str(node).removeprefix(str(NKG))


def _locals(nodes: Iterable[object]) -> tuple[str, ...]:
    return tuple(sorted(_local(n) for n in nodes if str(n).startswith(str(NKG))))


def _text(subject: URIRef, predicate: URIRef) -> str:
    return str(_graph().value(subject, predicate) or "")


def _find(table: Mapping[str, T], name: str, what: str) -> T:
    if name not in table:
        near = difflib.get_close_matches(name, table, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise LookupError(f"the ontology has no {what} {name!r}{hint}")
    return table[name]


@cache
def version() -> str:
    """Return the ontology's ``owl:versionInfo``."""
    return str(next(_graph().objects(None, OWL.versionInfo), ""))


def _line(name: str, above: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """Return all superclasses of a class, nearest first; ``above`` gives those right above one."""
    line: list[str] = []
    todo = [name]
    while todo:
        todo = sorted({a for n in todo for a in above(n)} - set(line))
        line.extend(todo)
    return tuple(line)


@cache
def _our_classes() -> Mapping[str, tuple[str, ...]]:
    graph = _graph()
    names = sorted(_local(node) for node in graph.subjects(RDF.type, OWL.Class))
    return MappingProxyType({n: _line(n, lambda c: _locals(graph.objects(NKG[c], RDFS.subClassOf))) for n in names})


@cache
def _all_classes(extension: Extension) -> Mapping[str, tuple[str, ...]]:
    ours = _our_classes()
    own = {c.name: c.parents for c in extension.classes}
    found = {name: _line(name, lambda c: own[c] if c in own else ours[c]) for name in own}
    return MappingProxyType(dict(sorted({**ours, **found}.items())))


def classes() -> Mapping[str, tuple[str, ...]]:
    """Return every class with all its superclasses inside the ontology, nearest first."""
    extension = active()
    return _our_classes() if extension is None else _all_classes(extension)


def superclasses(cls: str) -> tuple[str, ...]:
    """Return the superclasses of a class, nearest first; raises LookupError for an unknown one."""
    return _find(classes(), cls, "class")


@lru_cache(maxsize=32_768)
def is_a(cls: str, *ancestors: str) -> bool:
    """Return whether a class is one of the ancestors or below one of them."""
    line = (cls, *superclasses(cls))
    return any(a in line for a in ancestors)


# What is remembered of our classes holds under every extension, what is remembered of others does not.
on_change(is_a.cache_clear)


@cache
def _our_relations() -> Mapping[str, Relation]:
    graph = _graph()
    found = {}
    for node in graph.subjects(RDF.type, NKG.Relation):
        assert isinstance(node, URIRef)
        types = set(graph.objects(node, RDF.type))
        found[_local(node)] = Relation(
            name=_local(node),
            neo4j_type=_text(node, NKG.neo4jType),
            domain=_locals(graph.objects(node, _SCHEMA.domainIncludes)),
            range=_locals(graph.objects(node, _SCHEMA.rangeIncludes)),
            kind=_text(node, NKG.kind),  # type: ignore[arg-type]  # checked by a test of the Turtle file
            symmetric=OWL.SymmetricProperty in types,
            transitive=OWL.TransitiveProperty in types,
            event_class=_local(graph.value(node, NKG.eventClass) or ""),
            parents=_locals(graph.objects(node, RDFS.subPropertyOf)),
            label=_text(node, RDFS.label),
            examples=tuple(sorted(str(o) for o in graph.objects(node, NKG.example))),
        )
    return MappingProxyType(dict(sorted(found.items())))


@cache
def _all_relations(extension: Extension) -> Mapping[str, Relation]:
    ours = {OPEN_RELATION: _our_relations()[OPEN_RELATION]} if extension.replace else _our_relations()
    return MappingProxyType(dict(sorted({**ours, **{r.name: r for r in extension.relations}}.items())))


def relations() -> Mapping[str, Relation]:
    """Return all binary relations by name."""
    extension = active()
    return _our_relations() if extension is None else _all_relations(extension)


@cache
def _iris(extension: Extension) -> Mapping[str, str]:
    return MappingProxyType(dict(extension.iris))


@cache
def _names(extension: Extension) -> Mapping[str, str]:
    return MappingProxyType({iri: name for name, iri in extension.iris})


def term_iri(name: str) -> str:
    """Return the IRI of a class or relation.

    Examples
    --------
    >>> term_iri("leads")
    'https://w3id.org/triplewire/ontology#leads'
    """
    extension = active()
    own = "" if extension is None else _iris(extension).get(name, "")
    return own or f"{NKG}{name}"


def term_name(iri: str) -> str:
    """Return the name of the class or relation with an IRI; the IRI itself if it is none of ours or the user's."""
    extension = active()
    own = "" if extension is None else _names(extension).get(iri, "")
    return own or iri.removeprefix(str(NKG))


def is_own(name: str) -> bool:
    """Whether a class or relation is of the user's own."""
    extension = active()
    return extension is not None and name in _iris(extension)


def relation(name: str) -> Relation:
    """Return the relation of that name; raises LookupError if there is none."""
    return _find(relations(), name, "relation")


@cache
def roles() -> Mapping[str, Role]:
    """Return all roles of events by name."""
    graph = _graph()
    found = {}
    for node in graph.subjects(RDF.type, OWL.ObjectProperty):
        assert isinstance(node, URIRef)
        domain = set(graph.objects(node, _SCHEMA.domainIncludes))
        if domain == {NKG.Eventuality} and (node, RDF.type, NKG.Relation) not in graph and _text(node, NKG.neo4jType):
            name = _local(node)
            found[name] = Role(
                name=name,
                neo4j_type=_text(node, NKG.neo4jType),
                range=_locals(graph.objects(node, _SCHEMA.rangeIncludes)),
            )
    return MappingProxyType(dict(sorted(found.items())))


@cache
def event_classes() -> Mapping[str, EventClass]:
    """Return the concrete event classes by name."""
    graph = _graph()
    return MappingProxyType(
        {
            _local(node): EventClass(
                name=_local(node),
                quad=_text(node, NKG.quadClass),  # type: ignore[arg-type]
                roles=_text(node, NKG.roles),  # type: ignore[arg-type]
                label=_text(node, RDFS.label),  # type: ignore[arg-type]
            )
            for node in sorted(graph.subjects(RDFS.subClassOf, NKG.Event), key=str)
        }
    )


def event_class(name: str) -> EventClass:
    """Return the event class of that name; raises LookupError if there is none."""
    return _find(event_classes(), name, "event class")


def status_of(modality: str, polarity: str) -> str:
    """Return the event status of a modality and polarity.

    Examples
    --------
    >>> status_of("asserted", "positive"), status_of("threatened", "positive"), status_of("asserted", "negative")
    ('actual', 'threatened', 'negated')
    """
    if polarity == "negative":
        return "negated"
    return "actual" if modality == "asserted" else modality

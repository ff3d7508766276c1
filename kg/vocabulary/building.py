"""From a checked Turtle file to the extension of the ontology that it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rdflib import OWL, RDF, RDFS, Namespace, URIRef

from kg.facts import EDGE_STATUSES
from kg.vocabulary.fault import Fault
from kg.vocabulary.lexicon import Words
from kg.vocabulary.patterns import as_lemma
from kg.vocabulary.rivals import spaced
from kg.vocabulary.turtle import Source, is_name, local_name
from ontology import Extension, OwnClass, Relation, classes, namespace, relations, roles
from ontology.extension import RESERVED_LABELS, RESERVED_TYPES

__all__ = ["class_words", "extension_of", "name_clashes"]

_NKG = Namespace(namespace())
_TYPE = re.compile(r"[A-Z][A-Z0-9_]{0,62}")
#: Prefixes that queries and exports have already.
_TAKEN = frozenset({"g", "kg", "nkg", "owl", "prov", "rdf", "rdfs", "schema", "skos", "wd", "xsd", ""})


def extension_of(source: Source, *, replace: bool) -> Extension:
    """Return the extension that a file without faults declares."""
    terms = (*source.own_classes, *source.relations)
    return Extension(
        classes=tuple(_class(source, c) for c in source.own_classes),
        relations=tuple(sorted((_relation(source, r, replace) for r in source.relations), key=lambda r: r.name)),
        iris=tuple(sorted((local_name(t), str(t)) for t in terms)),
        prefixes=_prefixes(source, terms),
        replace=replace,
    )


def _prefixes(source: Source, terms: tuple[URIRef, ...]) -> tuple[tuple[str, str], ...]:
    spaces = sorted({str(t).removesuffix(local_name(str(t))) for t in terms})
    given = {space: prefix for prefix, space in sorted(source.places.prefixes.items()) if prefix not in _TAKEN}
    made = (f"own{n}" if n else "own" for n in range(len(spaces)))
    return tuple(sorted((given.get(space) or next(made), space) for space in spaces))


def _class(source: Source, cls: URIRef) -> OwnClass:
    parents = {source.class_name(n) for n in source.above(cls, RDFS.subClassOf)} - {""}
    label = next(iter(source.labels(cls)), spaced(local_name(cls)))
    return OwnClass(name=local_name(cls), parents=tuple(sorted(parents)), label=label)


def _relation(source: Source, relation: URIRef, replace: bool) -> Relation:
    graph = source.graph
    types = set(graph.objects(relation, RDF.type))
    domain, range_ = (
        tuple(sorted({source.class_name(n) for n in source.sides(relation, side)})) for side in ("domain", "range")
    )
    above = [n for n in source.above(relation, RDFS.subPropertyOf) if n in source.relations or not replace]
    return Relation(
        name=local_name(relation),
        neo4j_type=_neo4j_type(source, relation),
        domain=domain or ("Entity",),
        range=range_ or ("Entity",),
        kind=str(graph.value(relation, _NKG.kind) or "state"),  # type: ignore[arg-type]  # checked before
        symmetric=OWL.SymmetricProperty in types,
        transitive=OWL.TransitiveProperty in types,
        event_class="",
        parents=tuple(sorted(local_name(str(n)) for n in above if n in source.relations or str(n).startswith(_NKG))),
        label=source.labels(relation)[0],
        examples=source.examples(relation),
    )


def _neo4j_type(source: Source, relation: URIRef) -> str:
    given = str(source.graph.value(relation, _NKG.neo4jType) or "")
    return given or re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", local_name(relation)).upper()


def name_clashes(source: Source, *, replace: bool) -> Iterator[Fault]:
    """Yield the names that Neo4j could not tell apart, or that could not be written into a query."""
    ours = {} if replace else {r.neo4j_type: f"our {r.name}" for r in relations().values()}
    taken = {
        **ours,
        **{r.neo4j_type: f"our role {r.name}" for r in roles().values()},
        **dict.fromkeys((s.upper() for s in EDGE_STATUSES), "a status"),
        **dict.fromkeys(RESERVED_TYPES, "the graph itself"),
    }
    first: dict[str, URIRef] = {}
    for relation in sorted(source.relations, key=lambda r: (source.places.line(r), r)):
        if first.setdefault(local_name(relation).casefold(), relation) != relation:
            continue  # a fault of its own
        name, short = _neo4j_type(source, relation), source.places.short(relation)
        if (relation, _NKG.neo4jType, None) not in source.graph and not is_name(local_name(relation)):
            continue  # another one
        line = source.places.line(relation, str(_NKG.neo4jType))
        if not _TYPE.fullmatch(name):
            yield Fault(line, f"nkg:neo4jType of {short} is {name!r}; it has capitals, digits and _ alone, as SUED_BY")
        elif name in taken:
            yield Fault(line, f'{short} would be {name} in Neo4j, as is {taken[name]}; give it nkg:neo4jType "…"')
        taken.setdefault(name, short)
    for cls in source.own_classes:
        if local_name(cls) in RESERVED_LABELS - set(classes()):
            yield Fault(source.places.line(cls), f"{source.places.short(cls)} has the name of a label in Neo4j")


def class_words(source: Source) -> Iterator[Words]:
    """Yield by which words the classes of a file are known: their labels and examples.

    A label is a noun, with a capital too ("Product"), and then perhaps a name as well.
    """
    for cls in source.own_classes:
        labels = source.labels(cls)
        said = (*labels, *source.examples(cls)) or (spaced(local_name(cls)),)
        nouns = frozenset(as_lemma(t, "nouns") for t in said if t == t.lower() or t in labels)
        names = frozenset(t.lower() for t in said if t != t.lower())
        yield Words(cls=local_name(cls), nouns=nouns, names=names)

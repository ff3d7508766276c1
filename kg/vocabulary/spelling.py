"""What an ontology of the user's own says in words that mean nothing: misspelt, of no type, or about terms of ours."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping

from rdflib import OWL, RDF, RDFS, SKOS, XSD, Namespace, URIRef

from kg.vocabulary.fault import Fault
from kg.vocabulary.turtle import EXAMPLES, LABELS, Source, local_name
from ontology import namespace, term_names

__all__ = ["misspelt"]

_NKG = Namespace(namespace())
#: Vocabularies with a closed list of terms, by their usual prefixes.
_CLOSED = {"rdf": RDF, "rdfs": RDFS, "owl": OWL, "skos": SKOS, "xsd": XSD}
_SPACES = {**{prefix: str(space) for prefix, space in _CLOSED.items()}, "nkg": str(_NKG)}
#: Of terms of ours in files that the product itself has written.
_WRITTEN = frozenset({"replacesRelations"})
#: Terms of RDF 1.2, which rdflib has not.
_LATER = {"rdf": frozenset({"dirLangString", "reifies", "_1", "_2", "_3", "li"})}
_INCLUDES = tuple(
    URIRef(f"{scheme}://schema.org/{side}Includes") for scheme in ("http", "https") for side in ("domain", "range")
)
#: What is said of classes and relations alone.
_DESCRIBES = (
    RDFS.domain, RDFS.range, RDFS.subClassOf, RDFS.subPropertyOf, *_INCLUDES, _NKG.kind, _NKG.neo4jType, *EXAMPLES,
)  # fmt: skip


def misspelt(source: Source) -> Iterator[Fault]:
    """Yield the terms and namespaces of a file that nobody defines, and statements that nothing is made of."""
    yield from _namespaces(source)
    known = {prefix: _names(prefix) for prefix in _SPACES}
    for line, iri in source.places.used():
        prefix = next((p for p, space in _SPACES.items() if iri.startswith(space) and iri != space), "")
        name = iri.removeprefix(_SPACES.get(prefix, ""))
        # a term of ours that the file declares, or names as a class, is a fault of its own
        described = prefix == "nkg" and not _is_predicate(source, iri)
        if prefix and name not in known[prefix] and not described:
            yield Fault(line, f"{source.places.short(iri)} is no term of that vocabulary{_near(prefix, name, known)}")
    yield from _untyped(source)
    yield from _said_of_ours(source)


def _names(prefix: str) -> frozenset[str]:
    if prefix == "nkg":
        return term_names() | _WRITTEN
    known = frozenset(str(term).removeprefix(_SPACES[prefix]) for term in dir(_CLOSED[prefix]))
    return known | _LATER.get(prefix, frozenset())


def _is_predicate(source: Source, iri: str) -> bool:
    return (None, URIRef(iri), None) in source.graph


def _near(prefix: str, name: str, known: Mapping[str, frozenset[str]]) -> str:
    """Return the hint for a misspelt term: the same name elsewhere, or one like it."""
    same = [p for p in known if p != prefix and name in known[p]]
    if same:
        return f"; did you mean {same[0]}:{name}?"
    folded = {f"{p}:{n}".casefold(): f"{p}:{n}" for p in (*known, prefix) for n in sorted(known[p])}
    near = difflib.get_close_matches(f"{prefix}:{name}".casefold(), folded, n=1)
    return f"; did you mean {folded[near[0]]}?" if near else "; take it out, or use a namespace of your own"


def _plain(iri: str) -> str:
    """Return an IRI without what is easily mistaken in it."""
    return re.sub(r"^https?://(www\.)?", "", iri.lower()).rstrip("#/")


def _namespaces(source: Source) -> Iterator[Fault]:
    """Yield namespaces that are nearly those of ours or of a standard, and standard prefixes put to other uses."""
    places = source.places
    plain = {_plain(space): space for space in _SPACES.values()}
    told = set()
    for prefix, before, line in places.redefined:
        yield Fault(line, f"{prefix}: stands for another namespace in line {before}; use two prefixes")
    for prefix, iri in places.prefixes.items():
        if iri[-1:].isalnum() and any(t.startswith(iri) for t in (*source.classes, *source.relations)):
            line = places.prefix_lines[prefix]
            yield Fault(line, f"{prefix}: stands for <{iri}>, to which names are joined as it is; end it with # or /")
        meant = plain.get(_plain(iri)) or _SPACES.get(prefix, iri)
        if meant != iri:
            told.add(iri)
            line = places.prefix_lines[prefix]
            yield Fault(line, f"{prefix}: stands for <{iri}>; write @prefix {prefix}: <{meant}> .")
    for line, iri in places.used():
        space = iri.removesuffix(local_name(iri))
        meant = plain.get(_plain(space), space)
        if meant != space and space not in told:
            told.add(space)
            yield Fault(line, f"<{iri}> is of no known vocabulary; write <{meant}{local_name(iri)}>")


def _untyped(source: Source) -> Iterator[Fault]:
    """Yield what is described as a class or relation and declared as nothing."""
    graph = source.graph
    spaces = {t.removesuffix(local_name(t)) for t in (*source.classes, *source.relations)}
    subjects = {s for s in graph.subjects() if isinstance(s, URIRef) and not s.startswith(_NKG)}
    for term in sorted(s for s in subjects if (s, RDF.type, None) not in graph):
        own = term.removesuffix(local_name(term)) in spaces
        if any((term, p, None) in graph for p in (*_DESCRIBES, *(LABELS if own else ()))):
            short = source.places.short(term)
            hint = f"say what it is: {short} a owl:ObjectProperty, or {short} a owl:Class"
            yield Fault(source.places.line(term), f"{short} is described and not declared; {hint}")


def _said_of_ours(source: Source) -> Iterator[Fault]:
    """Yield what is said of terms of ours, of which nothing would be heard."""
    for term in sorted({s for s in source.graph.subjects() if isinstance(s, URIRef) and s.startswith(_NKG)}):
        if local_name(term) not in term_names():
            continue
        said = [p for p in (*LABELS, *_DESCRIBES) if (term, p, None) in source.graph]
        if said:
            short = source.places.short
            reason = f"{short(term)} is ours, and its {short(said[0])} stays as it is"
            hint = "declare a term of your own below it, or give words for it in a lexicon"
            yield Fault(source.places.line(term, said[0]), f"{reason}; {hint}")

"""An ontology of the user's own: its Turtle file read and checked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node

from kg.errors import OntologyFileError
from kg.vocabulary.places import TermPlaces
from ontology import classes, namespace

__all__ = [
    "BASE", "CLASS_TYPES", "EXAMPLES", "LABELS", "RELATION_TYPES", "Source", "english", "is_name", "local_name",
    "parse_turtle", "read_turtle",
]  # fmt: skip

_NKG = Namespace(namespace())
_SCHEMA = (Namespace("https://schema.org/"), Namespace("http://schema.org/"))
BASE = "file:///ontology"
CLASS_TYPES = (OWL.Class, RDFS.Class)
#: What is of one of the later types is an owl:ObjectProperty by that.
RELATION_TYPES = (
    OWL.ObjectProperty, RDF.Property, _NKG.Relation, OWL.SymmetricProperty, OWL.TransitiveProperty,
    OWL.AsymmetricProperty, OWL.IrreflexiveProperty, OWL.ReflexiveProperty, OWL.InverseFunctionalProperty,
)  # fmt: skip
LABELS = (RDFS.label, SKOS.prefLabel, SKOS.altLabel)
EXAMPLES = (SKOS.example, _NKG.example)
#: What the parser says of a fault, with what to do about it.
_ADVICE = (
    (r"^Prefix .* not bound", "declare it at the top, as @prefix co: <https://example.org/company#> ."),
    (r"at end of statement", 'end each statement with ".", or with ";" where the next line goes on with the same term'),
    (r"is not allowed", "take it out of the name"),
    (r"IRI|in host", "take blanks and signs such as | out of it"),
    (r"^EOF|Unexpected end", 'end the last statement with "."'),
    (r"newline found in string", 'close the text with " in its line'),
    (r"objectList expected", 'here stands a text in straight quotes "…", a name as co:makes, or an IRI as <https://…>'),
    (r"", 'a statement is such as co:makes a owl:ObjectProperty ; rdfs:label "makes" .'),
)
#: What other files begin with.
_OTHERS = (
    (r"<\?xml|<!DOCTYPE|<rdf:RDF|<Ontology", "it is XML; save the ontology as Turtle"),
    (r"\{", "it is JSON; save the ontology as Turtle"),
    (r"(?:#[^\n]*\s+)*\[[\w.\"':-]+\]\s*(?:#[^\n]*)?\n", "it looks like TOML, which --lexicon takes"),
)


def local_name(iri: str) -> str:
    """Return what stands behind the last ``#`` or ``/`` of an IRI."""
    return re.split(r"[#/]", iri)[-1]


def is_name(name: str) -> bool:
    """Whether a class or relation can have a local name, so that every store can write it."""
    return re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,62}", name) is not None


def english(values: Iterable[Node]) -> tuple[str, ...]:
    """Return the texts that are English or of no stated language, sorted, without white space around."""
    texts = (v for v in values if isinstance(v, Literal) and (v.language or "en").partition("-")[0] == "en")
    return tuple(sorted({" ".join(str(v).split()) for v in texts} - {""}))


def read_turtle(path: str | Path) -> Source:
    """Parse a Turtle file.

    Raises
    ------
    OntologyFileError
        If it cannot be read, or is no UTF-8 or no Turtle.
    """
    name = str(path)
    try:
        text = Path(path).read_text("utf-8-sig")
    except UnicodeDecodeError as exc:
        line = exc.object.count(b"\n", 0, exc.start) + 1
        raise OntologyFileError("is not UTF-8; save it as UTF-8 text", source=name, line=line) from exc
    except OSError as exc:
        raise OntologyFileError(f"cannot be read ({exc.strerror or exc})", source=name) from exc
    return parse_turtle(text, name)


def parse_turtle(text: str, name: str) -> Source:
    """Parse Turtle; errors call it by its name.

    Raises
    ------
    OntologyFileError
        If it is no Turtle.
    """
    graph = Graph()
    try:
        graph.parse(data=text, format="turtle", publicID=BASE)
    except BadSyntax as exc:
        why = str(getattr(exc, "_why", "") or "wrong syntax")
        # this parser counts lines wrongly behind some texts
        line = _strictly(text)[0] or int(exc.lines) + 1
        raise OntologyFileError(f"no Turtle: {why}; {_advice(text, why)}", source=name, line=line) from exc
    except Exception as exc:  # an IndexError, where the file ends too early
        line, why = _strictly(text)
        why = why or str(exc)
        raise OntologyFileError(f"no Turtle: {why}; {_advice(text, why)}", source=name, line=line) from exc
    line, why = _strictly(text)
    if why:  # a name with a sign or blank that only looks like none
        raise OntologyFileError(f"no Turtle: {why}; {_advice(text, why)}", source=name, line=line)
    return Source(name, graph, TermPlaces(text, BASE))


def _strictly(text: str) -> tuple[int, str]:
    """Return the first fault of a text by a second parser, which takes no more than Turtle: line, what it is."""
    import pyoxigraph

    try:
        for _ in pyoxigraph.parse(text.encode("utf-8"), format=pyoxigraph.RdfFormat.TURTLE, base_iri=BASE):
            pass
    except SyntaxError as exc:
        return exc.lineno or 0, re.sub(r"^Parser error at line .*?: ", "", exc.msg)
    return 0, ""


def _advice(text: str, why: str) -> str:
    for beginning, advice in _OTHERS:
        if re.match(rf"\s*(?:{beginning})", text):
            return advice
    return next(advice for said, advice in _ADVICE if re.search(said, why))


@dataclass(frozen=True)
class Source:
    """A parsed file, with what it declares.

    Parameters
    ----------
    name : str
        The file, as the user named it.
    graph : rdflib.Graph
    places : TermPlaces
    """

    name: str
    graph: Graph
    places: TermPlaces

    def _declared(self, types: Iterable[URIRef]) -> tuple[URIRef, ...]:
        found = {s for t in types for s in self.graph.subjects(RDF.type, t) if isinstance(s, URIRef)}
        return tuple(sorted(s for s in found if not s.startswith(_NKG)))

    @cached_property
    def classes(self) -> tuple[URIRef, ...]:
        """The classes that the file declares."""
        return self._declared(CLASS_TYPES)

    @cached_property
    def relations(self) -> tuple[URIRef, ...]:
        """The relations that the file declares; properties with literal values and annotations are none."""
        annotations = self._declared((OWL.AnnotationProperty,))
        declared = self._declared((OWL.DatatypeProperty,))
        sure = self._declared(t for t in RELATION_TYPES if t != RDF.Property)
        return tuple(
            r for r in self._declared(RELATION_TYPES) if r not in annotations and (r in sure or r not in declared)
        )

    @cached_property
    def values(self) -> tuple[URIRef, ...]:
        """The properties with literal values that the file declares."""
        return self._declared((OWL.DatatypeProperty,))

    @cached_property
    def _same(self) -> dict[URIRef, str]:
        """Classes of the file that are classes of ours under another IRI."""
        ours = classes()
        pairs = [*self.graph.subject_objects(OWL.equivalentClass), *self.graph.subject_objects(SKOS.exactMatch)]
        pairs += [(o, s) for s, o in pairs]
        return {
            s: o.removeprefix(_NKG)
            for s, o in pairs
            if isinstance(s, URIRef) and isinstance(o, URIRef) and s in self.classes and o.removeprefix(_NKG) in ours
        }  # fmt: skip

    @property
    def own_classes(self) -> tuple[URIRef, ...]:
        """The classes that are not ours under another IRI."""
        return tuple(c for c in self.classes if c not in self._same)

    def class_name(self, node: Node) -> str:
        """Return the name of a class that the file or our ontology declares; empty if neither does."""
        if node in self._same:
            return self._same[node]  # type: ignore[index]
        if node in self.classes:
            return local_name(str(node))
        name = str(node).removeprefix(_NKG)
        return name if str(node).startswith(_NKG) and name in classes() else ""

    def is_foreign(self, node: Node) -> bool:
        """Whether a term is of a vocabulary that neither we nor the file define, with which it is only aligned."""
        spaces = {str(t).removesuffix(local_name(str(t))) for t in (*self.classes, *self.relations)}
        return not any(str(node).startswith(space) for space in (str(_NKG), *spaces))

    def members(self, node: Node) -> tuple[Node, ...]:
        """Return a class, or those of which a union consists; other expressions as they are."""
        union = self.graph.value(node, OWL.unionOf) if isinstance(node, BNode) else None
        return tuple(Collection(self.graph, union)) if union is not None else (node,)

    def sides(self, relation: URIRef, side: str) -> tuple[Node, ...]:
        """Return the classes that may stand on a side, ``"domain"`` or ``"range"``, of a relation."""
        return tuple(sorted((m for node in self.given(relation, side) for m in self.members(node)), key=str))

    def given(self, relation: URIRef, side: str) -> tuple[Node, ...]:
        """Return what is given for a side, unions as they are."""
        names = (RDFS[side], *(space[f"{side}Includes"] for space in _SCHEMA))
        return tuple(node for name in names for node in self.graph.objects(relation, name))

    def above(self, term: URIRef, predicate: URIRef) -> tuple[Node, ...]:
        """Return what stands right above a class or relation."""
        return tuple(sorted((m for n in self.graph.objects(term, predicate) for m in self.members(n)), key=str))

    def labels(self, term: URIRef) -> tuple[str, ...]:
        """Return what a term is called: the labels, then other names."""
        graph = self.graph
        first = english((*graph.objects(term, RDFS.label), *graph.objects(term, SKOS.prefLabel)))
        return tuple(dict.fromkeys((*first, *english(graph.objects(term, SKOS.altLabel)))))

    def examples(self, term: URIRef) -> tuple[str, ...]:
        """Return the examples of a term."""
        return english(self.texts(term, EXAMPLES))

    def texts(self, term: URIRef, predicates: Iterable[URIRef]) -> tuple[Node, ...]:
        """Return the labels or examples of a term in every language."""
        return tuple(node for p in predicates for node in self.graph.objects(term, p))

    def line_of(self, term: URIRef, predicates: Iterable[URIRef], text: str) -> int:
        """Return the line in which a label or an example is given."""
        holders = (p for p in predicates if text in english(self.graph.objects(term, p)))
        return self.places.line(term, next(holders, ""))

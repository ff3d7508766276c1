"""A page with every term of the ontology under an anchor of its name, so that its IRI leads there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from typing import Final

from rdflib import OWL, RDF, RDFS, SDO, SKOS, Graph, Namespace, URIRef
from rdflib.term import Node

from ontology import Extension, namespace, resource, version

__all__ = ["ontology_files"]

_NKG: Final = Namespace(namespace())
_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<h1>{title}</h1>
<p class="lead">{comment}</p>
<p>Version {version}. Namespace <code>{namespace}</code>, prefix <code>nkg</code>. As
<a href="news-kg.ttl">Turtle</a>; <a href="shapes.ttl">shapes</a> to check a graph with.</p>
"""
#: What is said of a term, in this order: property, and the words before its values.
_SAID: Final = (
    (RDFS.subClassOf, "kind of"), (RDFS.subPropertyOf, "narrower than"), (SDO.domainIncludes, "from"),
    (SDO.rangeIncludes, "to"), (_NKG.kind, "holds as"), (_NKG.eventClass, "act of"), (_NKG.roles, "roles"),
    (_NKG.quadClass, "quad class"), (_NKG.neo4jType, "in Neo4j"), (_NKG.plover, "after"),
    (SKOS.closeMatch, "close to"), (SKOS.relatedMatch, "related to"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    name: str
    about: str
    terms: tuple[URIRef, ...]


def ontology_files(extension: Extension | None = None) -> dict[str, bytes]:
    """Return the files by name: the page, the ontology and the shapes in Turtle, and the user's own terms.

    Parameters
    ----------
    extension : Extension, optional
        Terms of the user's own, shown beside ours.
    """
    graph = Graph().parse(data=resource("news-kg.ttl").read_bytes(), format="turtle")
    found = {name: resource(name).read_bytes() for name in ("news-kg.ttl", "shapes.ttl")}
    if extension is not None:
        from kg.vocabulary.writing import to_turtle

        found["own-ontology.ttl"] = to_turtle(extension).encode()
        graph.parse(data=found["own-ontology.ttl"], format="turtle")
    found["index.html"] = _page(graph).encode()
    return dict(sorted(found.items()))


def _of_type(graph: Graph, *types: URIRef) -> set[URIRef]:
    return {s for t in types for s in graph.subjects(RDF.type, t) if isinstance(s, URIRef)}


def _below(graph: Graph, top: URIRef) -> set[URIRef]:
    return {s for s in graph.transitive_subjects(RDFS.subClassOf, top) if isinstance(s, URIRef)}


def _sections(graph: Graph) -> Iterator[_Section]:
    every = _of_type(graph, OWL.Class)
    events = (_below(graph, _NKG.Event) - {_NKG.Event, _NKG.UnrealizedEvent}) & every
    relations = _of_type(graph, _NKG.Relation)
    properties = _of_type(graph, OWL.ObjectProperty, OWL.DatatypeProperty) - relations
    roles = {p for p in properties if (p, _NKG.neo4jType, None) in graph}
    modalities, statuses = _of_type(graph, _NKG.Modality), _of_type(graph, _NKG.Status)
    acts, shown = _of_type(graph, _NKG.SpeechAct), set[URIRef]()
    parts = (
        ("Classes", "What a node can be.", every - events),
        ("Event classes", "What can happen; most are those of PLOVER and ACE.", events),
        ("Relations", "What a plain edge can say, and a statement.", relations),
        ("Roles", "Who and what takes part in an event.", roles),
        ("Modalities", "What a text presents an act as.", modalities),
        ("Statuses", "What that makes of an event or an edge.", statuses - modalities),
        ("Speech acts", "How a source said something.", acts),
        ("Other properties", "Of statements, mentions, sources and articles.", properties - roles),
        ("Annotations", "What the ontology says of its own terms.", _of_type(graph, OWL.AnnotationProperty)),
    )
    for name, about, terms in parts:
        own = {t for t in terms if not str(t).startswith(str(OWL))} - shown
        shown |= own
        if own:
            yield _Section(name=name, about=about, terms=tuple(sorted(own, key=_local)))
    rest = {s for s in graph.subjects(RDF.type, None) if isinstance(s, URIRef) and str(s).startswith(str(_NKG))} - shown
    if rest:
        yield _Section(name="Values", about="From closed lists.", terms=tuple(sorted(rest, key=_local)))


def _local(term: Node) -> str:
    text = str(term)
    return text.rpartition("#")[2] if "#" in text else text.rpartition("/")[2]


def _page(graph: Graph) -> str:
    about = next(graph.subjects(RDF.type, OWL.Ontology))
    sections = tuple(_sections(graph))
    known = {t for s in sections for t in s.terms}
    head = _HEAD.format(
        title=escape(str(graph.value(about, RDFS.label))), comment=escape(str(graph.value(about, RDFS.comment))),
        version=escape(version()), namespace=escape(str(_NKG)),
        style=files("kg.ontology_page").joinpath("page.css").read_text("utf-8"),
    )  # fmt: skip
    body = "".join(_section(graph, s, known) for s in sections)
    return f"{head}{_contents(sections)}{body}</body>\n</html>\n"


def _contents(sections: Iterable[_Section]) -> str:
    lines = []
    for s in sections:
        terms = " ".join(f'<a href="#{_anchor(t)}">{escape(_local(t))}</a>' for t in s.terms)
        lines.append(f'<p><a class="part" href="#{_slug(s.name)}">{s.name}</a> {terms}</p>\n')
    return f'<nav aria-label="Contents">\n{"".join(lines)}</nav>\n'


def _slug(name: str) -> str:
    return "part-" + name.lower().replace(" ", "-")


def _anchor(term: URIRef) -> str:
    own = "" if str(term).startswith(str(_NKG)) else "own-"
    return escape(own + _local(term), quote=True)


def _section(graph: Graph, section: _Section, known: set[URIRef]) -> str:
    terms = "".join(_term(graph, t, known) for t in section.terms)
    return f'<h2 id="{_slug(section.name)}">{section.name}</h2>\n<p>{section.about}</p>\n{terms}'


def _words(graph: Graph, term: URIRef, *properties: URIRef) -> list[str]:
    return sorted({str(o) for p in properties for o in graph.objects(term, p)})


def _term(graph: Graph, term: URIRef, known: set[URIRef]) -> str:
    called = _words(graph, term, RDFS.label, SKOS.prefLabel)
    defined = _words(graph, term, RDFS.comment, SKOS.definition, SKOS.editorialNote)
    examples = _words(graph, term, _NKG.example, SKOS.example)
    name = f" <span>{escape(', '.join(called))}</span>" if called and called != [_local(term)] else ""
    lines = [f'<section id="{_anchor(term)}">\n<h3>{escape(_local(term))}{name}</h3>\n']
    lines += [f"<p>{escape(text)}</p>\n" for text in defined]
    for said, before in _SAID:
        values = sorted(graph.objects(term, said), key=str)
        if values:
            lines.append(f"<p><b>{before}</b> {', '.join(_value(graph, v, known) for v in values)}</p>\n")
    if (term, RDF.type, OWL.SymmetricProperty) in graph:
        lines.append("<p>holds both ways</p>\n")
    narrower = sorted((s for s in graph.subjects(RDFS.subClassOf, term) if isinstance(s, URIRef)), key=_local)
    if narrower:
        lines.append(f"<p><b>kinds</b> {', '.join(_value(graph, v, known) for v in narrower)}</p>\n")
    if examples:
        lines.append("<ul>\n" + "".join(f"<li>{escape(e)}</li>\n" for e in examples) + "</ul>\n")
    lines.append(f'<p class="iri">{escape(str(term))}</p>\n</section>\n')
    return "".join(lines)


def _value(graph: Graph, value: Node, known: set[URIRef]) -> str:
    if not isinstance(value, URIRef):
        return escape(str(value))
    if value in known:
        return f'<a href="#{_anchor(value)}">{escape(_local(value))}</a>'
    shown = graph.namespace_manager.normalizeUri(value)  # with a prefix, so that prov:Agent is not our Agent
    return f'<a href="{escape(str(value), quote=True)}">{escape(shown)}</a>'

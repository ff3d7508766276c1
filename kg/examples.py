"""Questions that are ready to ask, by name."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from functools import cache

from kg.errors import ConfigError

__all__ = ["example", "examples"]

_SUFFIX = ".rq"

_EDGES = (
    "SELECT ?subject ?relation ?object WHERE { GRAPH g:%s { ?s ?p ?o } "
    "?s skos:prefLabel ?subject . ?o skos:prefLabel ?object . BIND(STRAFTER(STR(?p), '#') AS ?relation) } "
    "ORDER BY ?subject ?relation ?object"
)
#: Short questions about any graph.
_OWN = {
    "articles": (
        "which articles the graph holds",
        "SELECT ?published ?title ?article WHERE { ?article a nkg:Article . "
        "OPTIONAL { ?article schema:headline ?title } "
        "OPTIONAL { ?article schema:datePublished ?published } } ORDER BY ?published ?article",
    ),
    "names": (
        "whom and what the graph knows, the most told of first",
        "SELECT ?name (COUNT(DISTINCT ?st) AS ?statements) ?entity WHERE { "
        "?st rdf:subject|rdf:object ?entity . GRAPH g:entities { ?entity skos:prefLabel ?name } } "
        "GROUP BY ?name ?entity ORDER BY DESC(?statements) ?name ?entity",
    ),
    "facts": ("all facts, in words", _EDGES % "facts"),
    "announced": ("all that was announced and not yet reported as done, in words", _EDGES % "announced"),
    "marked": (
        "what was threatened, planned, demanded, denied or said to be possible, with the sentence",
        "SELECT ?status ?subject ?relation ?object ?quote WHERE { ?st nkg:licensed false ; nkg:modality ?m ; "
        "nkg:polarity ?q ; rdf:subject/skos:prefLabel ?subject ; rdf:predicate ?p ; "
        "rdf:object/skos:prefLabel ?object ; nkg:quote ?quote . "
        "FILTER(?q = nkg:negative || ?m != nkg:asserted) "
        "BIND(IF(?q = nkg:negative, 'not so', STRAFTER(STR(?m), '#')) AS ?status) "
        "BIND(STRAFTER(STR(?p), '#') AS ?relation) } ORDER BY ?status ?subject ?relation ?object",
    ),
    "sources": (
        "whom the articles quote, and how often",
        "SELECT ?source (COUNT(DISTINCT ?st) AS ?statements) WHERE { ?st nkg:attribution ?a . "
        "?a nkg:source/skos:prefLabel ?source } GROUP BY ?source ORDER BY DESC(?statements) ?source",
    ),
}


@cache
def examples() -> Mapping[str, str]:
    """Return what each example asks, by its name."""
    from ontology import resource

    found = {name: question for name, (question, _) in _OWN.items()}
    for file in sorted(resource("queries").iterdir(), key=lambda f: f.name):
        if file.name.endswith(_SUFFIX):
            found[file.name.removesuffix(_SUFFIX)] = file.read_text("utf-8").splitlines()[0].lstrip("# ")
    return found


def example(name: str) -> str:
    """Return the SPARQL of an example.

    Raises
    ------
    ConfigError
        If there is none of that name.
    """
    from ontology import resource

    if name in _OWN:
        return _OWN[name][1]
    if name not in examples():
        near = difflib.get_close_matches(name, examples(), n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise ConfigError(f"no example is called {name!r}{hint} (see kg query STORE --list-examples)")
    return resource("queries").joinpath(name + _SUFFIX).read_text("utf-8")

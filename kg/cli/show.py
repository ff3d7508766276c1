"""``kg show``: all that the graph says of one person, body or place."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.console import clean, plain, put
from kg.cli.stores import StorePath, opened
from kg.errors import StoreError

if TYPE_CHECKING:
    from rich.text import Text

    from kg.statements import Event, Extraction, Statement

__all__ = ["EXAMPLE", "NAME", "articles_about", "command", "find"]

NAME = "show"
EXAMPLE = 'kg show graph "North Korea"'

_NAMES = "SELECT DISTINCT ?entity ?name WHERE { GRAPH g:entities { ?entity skos:prefLabel|skos:altLabel ?name } }"
#: The entities are named in either branch, for else all events of the graph are gone through.
_ABOUT = """SELECT DISTINCT ?article WHERE {
  { VALUES ?entity { %s } { ?st rdf:subject ?entity } UNION { ?st rdf:object ?entity } ?st nkg:inArticle ?article }
  UNION
  { VALUES ?entity { %s } GRAPH ?graph { ?event ?role ?entity ; nkg:eventType ?class . ?article a nkg:Article } }
} ORDER BY ?article"""
_PROFILE = """SELECT ?name ?class ?same WHERE { GRAPH g:entities { <%s> skos:prefLabel ?name ; a ?class .
  OPTIONAL { <%s> owl:sameAs ?same } } }"""


def command(
    store: StorePath,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name as the articles have it, or an IRI.")],
) -> int:
    """Show what the graph says of one person, body, place or thing: facts, what is announced or marked, events.

    Each statement comes with its sentence and its id, for kg explain; each event with its class, status, roles and day.
    """
    with opened(store) as graph:
        found = find(graph, name)
        for iri in found:
            _profile(graph, iri)
        said: list[tuple[Extraction, Statement]] = []
        happened: list[tuple[Extraction, Event]] = []
        for article in articles_about(graph, found):
            extraction = graph.extraction(article)
            if extraction is not None:
                said += ((extraction, s) for s in extraction.statements if {s.subject, s.object} & set(found))
                happened += ((extraction, v) for v in extraction.events if set(found) & set(chain(*v.roles.values())))
    _render(said)
    if happened:
        _render_events(happened)
    return 0


def articles_about(graph: Any, entities: Iterable[str]) -> Iterator[str]:
    """Yield the IRIs of the articles that speak of some entities, sorted."""
    wanted = " ".join(f"<{iri}>" for iri in entities)
    for (article,) in graph.query(_ABOUT % (wanted, wanted)).rows:
        yield article


def find(graph: Any, name: str) -> list[str]:
    """Return the IRIs of the entities of a name; of several spellings the exact one wins."""
    known = graph.query(_NAMES).rows
    for same in (lambda x: x, str.casefold):
        found = sorted({iri for iri, label in known if same(label) == same(name) or iri == name})
        if found:
            return found
    by_fold = {label.casefold(): label for _, label in known}
    near = difflib.get_close_matches(name.casefold(), by_fold, n=4, cutoff=0.6)
    near += [fold for fold in sorted(by_fold) if name.casefold() in fold and fold not in near][: 6 - len(near)]
    if near:
        hint = f"is it one of these? {', '.join(by_fold[fold] for fold in near)}"
    else:
        hint = "list whom and what it knows with: kg query STORE --example names"
    raise StoreError(f"the graph knows nobody and nothing called {name!r}; {hint}")


def _profile(graph: Any, iri: str) -> None:
    from rich.text import Text

    from ontology import classes as known
    from ontology import superclasses, term_name

    rows = graph.query(_PROFILE % (iri, iri)).rows
    classes = {name for _, cls, _ in rows for name in (term_name(cls),) if name in known()}
    finest = sorted(c for c in classes if not any(c in superclasses(other) for other in classes))
    same = sorted({s for _, _, s in rows if s})
    put(plain(f"{rows[0][0]} ({', '.join(finest)})", "bold"), *(Text(f"  {clean(line)}") for line in (iri, *same)))


def _render(said: list[tuple[Extraction, Statement]]) -> None:
    from rich.padding import Padding

    parts: dict[str, list[tuple[Extraction, Statement]]] = {"Facts": [], "Announced": [], "Marked, no facts": []}
    for extraction, statement in said:
        fact = "Facts" if statement.modality == "asserted" else "Announced"
        parts[fact if statement.licensed else "Marked, no facts"].append((extraction, statement))
    for title, pairs in parts.items():
        if not pairs and title == "Announced":
            continue
        put("", plain(f"{title} ({len(pairs)})", "bold"))
        for extraction, statement in pairs:
            put(*(Padding(line, (0, 0, 0, indent), expand=False) for indent, line in _lines(extraction, statement)))


def _lines(extraction: Extraction, statement: Statement) -> Iterator[tuple[int, Text]]:
    """Yield the lines on one statement, each with its indentation."""
    from kg.cli.triples import headline, sign, status, summary
    from kg.evidence import named, period

    names = named(extraction)
    symbol, style = sign(status(statement))
    chain = " ← ".join(names.get(a.source, a.source) for a in sorted(statement.attribution, key=lambda a: a.order))
    text = plain(f"{symbol} {status(statement)}", style)
    text.append(f"  {clean(summary(extraction, statement))}", style="default")
    yield 0, text
    yield 4, plain(f"“{statement.quote}”", "dim")
    said = f"said by {chain}" if chain else ""
    about = (period(extraction, statement), said, headline(extraction), statement.id.rpartition("/")[2])
    yield 4, plain(", ".join(x for x in about if x), "dim")


def _render_events(happened: list[tuple[Extraction, Event]]) -> None:
    from rich.padding import Padding

    from kg.cli.triples import headline, sign
    from kg.evidence import named

    put("", plain(f"Events ({len(happened)})", "bold"))
    for extraction, event in sorted(happened, key=_place):
        names = named(extraction)
        symbol, style = sign({"actual": "fact", "negated": "not so"}.get(event.status, event.status))
        text = plain(f"{symbol} {event.status}", style)
        text.append(f"  {clean(event.cls)}: {clean(names[event.id])}", style="default")
        roles = (f"{role} {', '.join(names.get(i, i) for i in ids)}" for role, ids in event.roles.items())
        numbers = (f"{name} {value}" for name, value in event.numbers.items() if not name.endswith("Text"))
        about = (_day(event), headline(extraction), event.id.rpartition("/")[2])
        put(text, Padding(plain("; ".join((*roles, *numbers))), (0, 0, 0, 4), expand=False))
        put(Padding(plain(", ".join(x for x in about if x), "dim"), (0, 0, 0, 4), expand=False))


def _place(found: tuple[Extraction, Event]) -> tuple[str, str, int, str]:
    """Return where an event is listed: by its day, those of unknown day last, then by article and place in it."""
    extraction, event = found
    return str(event.start or event.end or "9999"), extraction.article.id, event.trigger.start, event.id


def _day(event: Event) -> str:
    """Return when an event was, as exactly as it is known; empty if it is not."""
    first, last = (day.isoformat() if day else "" for day in (event.start, event.end))
    if first and last:
        return first if first == last else f"{first} to {last}"
    return f"from {first}" if first else f"until {last}" if last else event.time

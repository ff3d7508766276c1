"""The REST interface: what the pages show, as JSON, described by OpenAPI."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal, TypeVar

from fastapi import APIRouter, Body, HTTPException, Query, Response

from kg.explorer.exporting import edges_csv, statements_csv, to_cypher, to_turtle
from kg.explorer.results import (
    ArticleCard,
    ArticlePage,
    Card,
    EdgePage,
    EventCard,
    Evidence,
    Filter,
    Hit,
    Neighbourhood,
    Overview,
    Page,
    Place,
    Quotation,
    StatementCard,
    Version,
)
from kg.explorer.service import Explorer

__all__ = ["router"]

T = TypeVar("T")

Id = Annotated[str, Query(description="IRI, or the local name of one under the graph's base.", max_length=2_000)]
Optional = Annotated[str, Query(description="IRI or local name; empty for any.", max_length=2_000)]
Several = Annotated[str, Query(description="Names with | between them; empty for any.", max_length=2_000)]
Day = Annotated[str, Query(description="ISO day; empty for no bound.", pattern=r"^(\d{4}-\d\d-\d\d)?$")]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="As `next` of the page before.")]
Limit = Annotated[int, Query(ge=1, le=500)]
Outlet = Annotated[str, Query(description="Name of an outlet; empty for any.", max_length=500)]


def _several(text: str) -> tuple[str, ...]:
    return tuple(x for x in text.split("|") if x)


def _bounds(status: str, predicate: str, cls: str, first: str, last: str, publisher: str) -> Filter:
    return Filter(
        statuses=_several(status),
        predicates=_several(predicate),
        classes=_several(cls),
        first=first,
        last=last,
        publisher=publisher,
    )


def _found(value: T | None, what: str, name: str) -> T:
    if value is None:
        raise HTTPException(404, f"the graph has no {what} {name!r}")
    return value


def router(explorer: Explorer) -> APIRouter:
    """Return the routes under ``/api/v1``; all of them only read."""
    routes = APIRouter(prefix="/api/v1")
    _graph(routes, explorer)
    _telling(routes, explorer)
    _articles(routes, explorer)
    _files(routes, explorer)
    return routes


def _graph(routes: APIRouter, explorer: Explorer) -> None:
    names = explorer.names

    @routes.get("/overview", tags=["graph"])
    def overview() -> Overview:
        """Return what the graph holds, and the entities with most statements."""
        return explorer.overview()

    @routes.get("/search", tags=["graph"])
    def search(
        q: Annotated[str, Query(min_length=1, max_length=500)], cls: Several = "", limit: Limit = 20
    ) -> tuple[Hit, ...]:
        """Return entities one of whose names begins, word by word, as the text does."""
        return explorer.search(q, classes=_several(cls), limit=limit)

    @routes.get("/entity", tags=["graph"])
    def entity(id: Id) -> Card:
        """Return what is known of an entity in itself."""
        return _found(explorer.entity(names.iri(id)), "entity", id)

    @routes.get("/neighbours", tags=["graph"])
    def neighbours(
        id: Annotated[str, Query(description="IRIs or local names with | between them.", max_length=20_000)],
        status: Several = "",
        predicate: Several = "",
        cls: Several = "",
        first: Day = "",
        last: Day = "",
        publisher: Outlet = "",
        limit: Limit = 60,
    ) -> Neighbourhood:
        """Return the best supported edges at some nodes, with all edges among the nodes at their ends."""
        ids = [names.iri(x) for x in _several(id)]
        return explorer.neighbours(ids, _bounds(status, predicate, cls, first, last, publisher), limit=limit)

    @routes.get("/edge", tags=["graph"])
    def edge(subject: Id, predicate: Annotated[str, Query(max_length=200)], object: Id) -> EdgePage:
        """Return an edge with its statements."""
        number = explorer.edge_between(names.iri(subject), predicate, names.iri(object))
        return _found(explorer.edge(number) if number is not None else None, "edge", f"{subject} {predicate} {object}")

    @routes.get("/places", tags=["graph"])
    def places(limit: Limit = 500) -> tuple[Place, ...]:
        """Return the places whose coordinates are known."""
        return explorer.places(limit=limit)


def _telling(routes: APIRouter, explorer: Explorer) -> None:
    names = explorer.names

    @routes.get("/statements", tags=["statements"])
    def statements(
        about: Optional = "",
        said_by: Optional = "",
        event: Optional = "",
        article: Optional = "",
        status: Several = "",
        predicate: Several = "",
        cls: Several = "",
        first: Day = "",
        last: Day = "",
        publisher: Outlet = "",
        offset: Offset = 0,
        limit: Limit = 50,
    ) -> Page[StatementCard]:
        """Return statements with their sources and sentences, the newest first."""
        wanted = _bounds(status, predicate, cls, first, last, publisher)
        return explorer.statements(
            wanted,
            about=names.iri(about),
            said_by=names.iri(said_by),
            event=names.iri(event),
            article=names.iri(article),
            offset=offset,
            limit=limit,
        )

    @routes.get("/evidence", tags=["statements"])
    def evidence(id: Id) -> Evidence:
        """Return a statement with its sentence, the parts of it marked, in its context."""
        return _found(explorer.evidence(names.iri(id)), "statement", id)

    @routes.get("/events", tags=["events"])
    def events(
        about: Optional = "",
        status: Several = "",
        cls: Several = "",
        first: Day = "",
        last: Day = "",
        publisher: Outlet = "",
        dated: bool = True,
        offset: Offset = 0,
        limit: Limit = 100,
    ) -> Page[EventCard]:
        """Return events by day; ``first`` and ``last`` bound the days of the events themselves."""
        wanted = _bounds(status, "", cls, first, last, publisher)
        return explorer.timeline(wanted, about=names.iri(about), dated=dated, offset=offset, limit=limit)

    @routes.get("/event", tags=["events"])
    def event(id: Id) -> Version:
        """Return an event as all articles tell it that speak of the same one."""
        return _found(explorer.versions(names.iri(id)), "event", id)


def _articles(routes: APIRouter, explorer: Explorer) -> None:
    names = explorer.names

    @routes.get("/articles", tags=["articles"])
    def articles(
        about: Optional = "",
        first: Day = "",
        last: Day = "",
        publisher: Outlet = "",
        offset: Offset = 0,
        limit: Limit = 50,
    ) -> Page[ArticleCard]:
        """Return articles, the newest first."""
        wanted = Filter(first=first, last=last, publisher=publisher)
        return explorer.articles(wanted, about=names.iri(about), offset=offset, limit=limit)

    @routes.get("/article", tags=["articles"])
    def article(id: Id) -> ArticlePage:
        """Return an article with its statements over its text."""
        return _found(explorer.article(names.iri(id)), "article", id)

    @routes.get("/quotations", tags=["statements"])
    def quotations(
        about: Optional = "",
        first: Day = "",
        last: Day = "",
        publisher: Outlet = "",
        offset: Offset = 0,
        limit: Limit = 100,
    ) -> Page[Quotation]:
        """Return which outlets quote whom, the most quoted first."""
        wanted = Filter(first=first, last=last, publisher=publisher)
        return explorer.quotations(wanted, about=names.iri(about), offset=offset, limit=limit)


def _files(routes: APIRouter, explorer: Explorer) -> None:
    names = explorer.names

    @routes.get("/statements.csv", tags=["files"], response_class=Response)
    def statements_file(
        about: Optional = "",
        status: Several = "",
        predicate: Several = "",
        cls: Annotated[str, Query(alias="class")] = "",
        first: Day = "",
        last: Day = "",
        publisher: Outlet = "",
    ) -> Response:
        """Return up to 10,000 statements as CSV."""
        wanted = _bounds(status, predicate, cls, first, last, publisher)
        said = explorer.statements(wanted, about=names.iri(about), limit=10_000).items
        return Response(statements_csv(said), media_type="text/csv; charset=utf-8")

    @routes.get("/export", tags=["files"], response_class=Response)
    def export(
        format: Literal["csv", "turtle", "cypher"],
        nodes: Annotated[str, Query(max_length=60_000)] = "",
        status: Several = "",
        cls: Annotated[str, Query(alias="class")] = "",
        first: Day = "",
        last: Day = "",
    ) -> Response:
        """Return nodes and the edges among them as a file; without nodes those most told of."""
        from kg.explorer.pages.looks import legend_classes, shown_filter
        from kg.explorer.pages.pieces import STATUSES

        ids = [names.iri(n) for n in _several(nodes)] or [n.id for n in explorer.overview(most=40).most]
        wanted = shown_filter(_several(status) or STATUSES, _several(cls) or legend_classes(), first, last)
        found = explorer.among(ids, wanted)
        if format == "csv":
            return Response(edges_csv(found), media_type="text/csv; charset=utf-8")
        if format == "cypher":
            return Response(to_cypher(found), media_type="text/plain; charset=utf-8")
        return Response(to_turtle(found, explorer.prefixes), media_type="text/turtle; charset=utf-8")

    @routes.post("/sparql", tags=["sparql"], response_class=Response)
    def sparql(query: Annotated[str, Body(embed=True, max_length=100_000)]) -> Response:
        """Answer a SPARQL query over all graphs together: SPARQL 1.1 results as JSON, or Turtle; reading alone."""
        reply = explorer.sparql(query)
        if reply.status == 200:
            return Response(reply.body, media_type=reply.kind)
        detail: Any = {"detail": reply.body.decode("utf-8", "replace").strip()}
        return Response(json.dumps(detail), status_code=reply.status, media_type="application/json")

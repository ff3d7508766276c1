"""The pages beside the graph: entities, edges, statements, events, articles, tables, days, quotations, the map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dash import dcc, html

from kg.explorer.names import Names
from kg.explorer.pages.pieces import STATUSES, Pieces, address, empty, pager, section, sign, table
from kg.explorer.results import Filter, Piece

if TYPE_CHECKING:
    from kg.explorer.service import Explorer

__all__ = ["Pages", "filter_of"]

_STEP = 50


class Pages:
    """Pages that are the same for everybody who opens their address; each takes what the address holds.

    Parameters
    ----------
    explorer : Explorer
    names : Names
    """

    def __init__(self, explorer: Explorer, names: Names) -> None:
        self._explorer, self._names, self._pieces = explorer, names, Pieces(names)

    def entity(self, given: Mapping[str, str]) -> Any:
        """Return the page of an entity."""
        short = given.get("id", "")
        iri = self._names.iri(short)
        card = self._explorer.entity(iri)
        if card is None:
            return _missing("entity", short)
        offset = _number(given.get("offset", ""))
        said = self._explorer.statements(about=iri, offset=offset, limit=_STEP)
        quoted = self._explorer.statements(said_by=iri, limit=10)
        events = self._explorer.timeline(about=iri, dated=False, limit=20)
        articles = self._explorer.articles(about=iri, limit=20)
        about = [
            ("also called", ", ".join(card.aliases)),
            ("classes", ", ".join(card.types)),
            ("statements", f"{card.statements:,}"),
            ("mentions", f"{card.mentions:,}"),
            ("told of", f"{card.first} to {card.last}" if card.first else ""),
            ("the same as", [x for i in card.same_as for x in (html.A(i, href=i, rel="noreferrer"), " ")] or ""),
            ("in the graph", short),
        ]
        told = [x for name, value in about if value for x in (html.Dt(name), html.Dd(value))]
        links = [
            ("Graph", address("/graph", nodes=short, grow="1")),
            ("Timeline", address("/timeline", about=short)),
            ("As a table", address("/table", about=short)),
            ("Split or join …", address("/corrections", entity=short)),
        ]
        return html.Div(
            [
                html.H1([card.name, html.Small(f" {card.cls}")]),
                html.Dl(told),
                html.Nav(
                    [dcc.Link(text, href=href, className="button") for text, href in links],
                    className="tools",
                    **{"aria-label": "About this entity"},
                ),
                section(
                    "What is said",
                    self._pieces.statement_list(said.items),
                    pager("/entity", {"id": short}, offset, said.next, _STEP),
                ),
                section("What it is quoted with", self._pieces.statement_list(quoted.items)) if quoted.items else None,
                section("Events", html.Ul([self._pieces.event_line(e) for e in events.items], className="events"))
                if events.items
                else None,
                section("Articles", html.Ul([html.Li(self._pieces.article(a)) for a in articles.items])),
            ]
        )

    def edge(self, given: Mapping[str, str]) -> Any:
        """Return the page of an edge: its verdict and all its statements with their sentences."""
        subject, object_ = (self._names.iri(given.get(k, "")) for k in ("subject", "object"))
        number = self._explorer.edge_between(subject, given.get("predicate", ""), object_)
        page = self._explorer.edge(number) if number is not None else None
        if page is None:
            return _missing(
                "edge", f"{given.get('subject', '')} {given.get('predicate', '')} {given.get('object', '')}"
            )
        e = page.edge
        shown = [self._explorer.evidence(s.id) for s in page.statements[:50]]
        verdict = "A plain fact" if e.plain else "Kept and marked, no fact"
        return html.Div(
            [
                html.H1([self._pieces.node(page.subject), f" {e.predicate} ", self._pieces.node(page.object)]),
                html.P(
                    [
                        sign(e.status),
                        f" {verdict}: {e.support} statements for it, {e.denials} denying, {e.articles} articles, "
                        f"{e.first} to {e.last}.",
                    ]
                ),
                *(self._pieces.evidence(x) for x in shown if x is not None),
            ]
        )

    def statement(self, given: Mapping[str, str]) -> Any:
        """Return the page of a statement."""
        found = self._explorer.evidence(self._names.iri(given.get("id", "")))
        if found is None:
            return _missing("statement", given.get("id", ""))
        s = found.statement
        shown: list[Any] = [
            html.H1([sign(s.status), " ", *self._pieces.claim(s)]),
            self._pieces.evidence(found, heading=False),
        ]
        if s.event:
            shown.append(
                html.P(["It tells of an event: ", self._pieces.link(s.event, "what others say of it", event=True)])
            )
        return html.Div(shown)

    def event(self, given: Mapping[str, str]) -> Any:
        """Return an event, outlet by outlet."""
        short = given.get("id", "")
        found = self._explorer.versions(self._names.iri(short))
        if found is None:
            return _missing("event", short)
        outlets = []
        for said in found.tellings:
            outlets.append(
                html.Article(
                    [
                        html.H2(said.event.article.publisher or "An outlet without a name"),
                        html.Ul(self._pieces.event_line(said.event), className="events"),
                        self._pieces.statement_list(said.statements),
                    ],
                    className="card outlet",
                )
            )
        number = len(found.tellings)
        told = "One article tells of it." if number == 1 else f"{number} articles tell of it; side by side:"
        return html.Div(
            [html.H1([found.name, html.Small(f" {found.cls}")]), html.P(told), html.Div(outlets, className="outlets")]
        )

    def article(self, given: Mapping[str, str]) -> Any:
        """Return an article with its statements over its text."""
        short = given.get("id", "")
        page = self._explorer.article(self._names.iri(short))
        if page is None:
            return _missing("article", short)
        chosen = self._names.iri(given["statement"]) if given.get("statement") else ""
        a = page.article
        about = ", ".join(x for x in (a.publisher, a.day) if x)
        evidence = self._explorer.evidence(chosen) if chosen else None
        source = html.A(a.url, href=a.url, rel="noreferrer") if a.url.startswith(("http://", "https://")) else a.url
        note = (
            ""
            if page.whole
            else (
                "The graph keeps the sentences that statements were read in; the file with the whole text "
                "is not where it was."
            )
        )
        return html.Div(
            [
                html.H1(a.title or short),
                html.P([about, " · " if a.url else "", source]),
                html.P(note, className="about") if note else None,
                self._pieces.evidence(evidence) if evidence else None,
                section("Text", html.Div(self._text(page.pieces, short, chosen), className="text")),
                section(f"Statements ({len(page.statements)})", self._pieces.table(page.statements)),
                section("Events", html.Ul([self._pieces.event_line(e) for e in page.events], className="events")),
                section(
                    "Who and what is in it",
                    html.Ul([html.Li([self._pieces.node(n), f" {n.cls}"]) for n in page.entities], className="columns"),
                ),
            ]
        )

    def _text(self, pieces: tuple[Piece, ...], short: str, chosen: str) -> list[Any]:
        shown: list[Any] = []
        for piece in pieces:
            said = [i for i in piece.ids if "/st-" in i]
            kinds = [f"over-{k}" for k in piece.kinds] + (["over-chosen"] if chosen and chosen in piece.ids else [])
            if piece.gap:
                shown.append(html.Span(" […] ", className="gap", title="words that carry no statement"))
            elif said and not piece.text.isspace():
                first = chosen if chosen in said else said[0]
                link = address("/article", id=short, statement=self._names.short(first))
                shown.append(dcc.Link(piece.text, href=link, className=" ".join(kinds)))
            else:
                shown.append(html.Span(piece.text, className=" ".join(kinds)) if kinds else piece.text)
        return shown

    def table(self, given: Mapping[str, str]) -> Any:
        """Return statements as a table."""
        offset = _number(given.get("offset", ""))
        wanted = filter_of(given)
        about = given.get("about", "")
        page = self._explorer.statements(
            wanted, about=self._names.iri(about) if about else "", offset=offset, limit=_STEP
        )
        csv = address("/api/v1/statements.csv", about=about, **{k: given.get(k, "") for k in _BOUNDS})
        return html.Div(
            [
                html.H1("Statements"),
                _form("/table", given),
                html.P(html.A("CSV", href=csv, className="button", download="statements.csv")),
                self._pieces.table(page.items) if page.items else empty("No statement under this filter; allow more."),
                pager("/table", {k: given.get(k, "") for k in (*_BOUNDS, "about")}, offset, page.next, _STEP),
            ]
        )

    def articles(self, given: Mapping[str, str]) -> Any:
        """Return the articles, the newest first."""
        offset = _number(given.get("offset", ""))
        page = self._explorer.articles(filter_of(given), offset=offset, limit=_STEP)
        rows = [
            html.Tr(
                [html.Td(a.day), html.Td(a.publisher), html.Td(self._pieces.article(a)), html.Td(f"{a.statements:,}")]
            )
            for a in page.items
        ]
        return html.Div(
            [
                html.H1("Articles"),
                _form("/articles", given, statuses=False),
                table(("day", "outlet", "article", "statements"), rows, "Articles"),
                pager("/articles", {k: given.get(k, "") for k in _BOUNDS}, offset, page.next, _STEP),
            ]
        )

    def quotes(self, given: Mapping[str, str]) -> Any:
        """Return who quotes whom, as a drawing and a table."""
        from kg.explorer.pages.figures import quotes_figure

        offset = _number(given.get("offset", ""))
        page = self._explorer.quotations(filter_of(given), offset=offset, limit=_STEP)
        rows = [
            html.Tr(
                [
                    html.Td(q.publisher or "unknown"),
                    html.Td(self._pieces.node(q.speaker)),
                    html.Td(q.speaker.cls),
                    html.Td(
                        dcc.Link(
                            f"{q.statements:,}",
                            href=address("/said", by=self._names.short(q.speaker.id), publisher=q.publisher),
                        )
                    ),
                    html.Td(f"{q.first} to {q.last}"),
                ]
            )
            for q in page.items
        ]
        drawn = quotes_figure(page.items)
        return html.Div(
            [
                html.H1("Who quotes whom"),
                _form("/quotes", given, statuses=False),
                drawn if page.items else empty("Nobody is quoted under this filter."),
                table(("outlet", "quotes", "class", "statements", "published"), rows, "Who quotes whom"),
                pager("/quotes", {k: given.get(k, "") for k in _BOUNDS}, offset, page.next, _STEP),
            ]
        )

    def said(self, given: Mapping[str, str]) -> Any:
        """Return what somebody is quoted with."""
        short, offset = given.get("by", ""), _number(given.get("offset", ""))
        nodes = self._explorer.nodes([self._names.iri(short)])
        if not nodes:
            return _missing("entity", short)
        page = self._explorer.statements(filter_of(given), said_by=nodes[0].id, offset=offset, limit=_STEP)
        return html.Div(
            [
                html.H1(["What ", self._pieces.node(nodes[0]), " is quoted with"]),
                self._pieces.statement_list(page.items),
                pager("/said", {"by": short, "publisher": given.get("publisher", "")}, offset, page.next, _STEP),
            ]
        )

    def map(self, given: Mapping[str, str]) -> Any:
        """Return the places whose coordinates are known."""
        from kg.explorer.pages.figures import map_figure

        found = self._explorer.places()
        rows = [
            html.Tr(
                [
                    html.Td(self._pieces.node(p.node)),
                    html.Td(p.node.cls),
                    html.Td(f"{p.node.statements:,}"),
                    html.Td(f"{p.events:,}"),
                    html.Td(f"{p.latitude:.2f}"),
                    html.Td(f"{p.longitude:.2f}"),
                ]
            )
            for p in found
        ]
        return html.Div(
            [
                html.H1("Map"),
                html.P(
                    "Countries stand at their capitals; grey dots are towns of the world (GeoNames, CC BY 4.0).",
                    className="about",
                ),
                map_figure(found) if found else empty("No place of this graph has known coordinates."),
                table(("place", "class", "statements", "events", "north", "east"), rows, "Places"),
            ]
        )


_BOUNDS = ("status", "predicate", "class", "first", "last", "publisher")


def filter_of(given: Mapping[str, str]) -> Filter:
    """Return the filter that an address holds."""

    def several(name: str) -> tuple[str, ...]:
        return tuple(x for x in given.get(name, "").split("|") if x)

    return Filter(
        statuses=several("status"),
        predicates=several("predicate"),
        classes=several("class"),
        first=given.get("first", ""),
        last=given.get("last", ""),
        publisher=given.get("publisher", ""),
    )


def _form(path: str, given: Mapping[str, str], *, statuses: bool = True) -> Any:
    """Return a form whose fields come back in the address."""
    fields: list[Any] = []
    if statuses:
        options = [html.Option("any status", value="")] + [html.Option(s, value=s) for s in STATUSES]
        fields.append(html.Label(["Status ", _chosen("status", options, given.get("status", ""))]))
    for name, title, hint in (
        ("first", "From", "2020-01-31"),
        ("last", "To", "2020-12-31"),
        ("publisher", "Outlet", ""),
    ):
        fields.append(
            html.Label(
                [
                    f"{title} ",
                    dcc.Input(id=f"form-{name}", name=name, type="text", value=given.get(name, ""), placeholder=hint),
                ]
            )
        )
    hidden = [
        dcc.Input(type="hidden", name=k, value=given[k], id=f"form-{k}")
        for k in ("about", "predicate", "class")
        if given.get(k)
    ]
    return html.Form(
        [*fields, *hidden, html.Button("Show", type="submit")], action=path, method="GET", className="filter"
    )


def _chosen(name: str, options: list[Any], value: str) -> Any:
    for option in options:
        if option.value == value:
            option.selected = "selected"
    return (
        html.Select(options, name=name) if hasattr(html, "Select") else dcc.Input(name=name, value=value, type="text")
    )


def _missing(what: str, name: str) -> Any:
    return html.Div(
        [
            html.H1(f"No such {what}"),
            empty(f"The graph has no {what} {name!r}. Search for a name above, or go back to the graph."),
            dcc.Link("To the graph", href="/"),
        ]
    )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0

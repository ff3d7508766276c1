"""The pages as one Dash application over a FastAPI server."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

import dash_cytoscape as cyto
from dash import Dash, Input, Output, State, ctx, dcc, html, no_update

from kg.explorer.pages.asking_page import AskingPage
from kg.explorer.pages.curation import CurationPage
from kg.explorer.pages.graph import GraphPage
from kg.explorer.pages.others import Pages
from kg.explorer.pages.pieces import address
from kg.explorer.pages.timeline import TimelinePage

if TYPE_CHECKING:
    from fastapi import FastAPI

    from kg.explorer.names import Names
    from kg.explorer.results import Hit
    from kg.explorer.service import Explorer

__all__ = ["pages"]

_VIEWS = (
    ("Graph", "/"),
    ("Timeline", "/timeline"),
    ("Who quotes whom", "/quotes"),
    ("Map", "/map"),
    ("Table", "/table"),
    ("Articles", "/articles"),
    ("SPARQL", "/sparql"),
    ("Corrections", "/corrections"),
)
_INDEX = """<!DOCTYPE html>
<html lang="en">
<head>{%metas%}<title>{%title%}</title>{%favicon%}{%css%}</head>
<body>{%app_entry%}<footer>{%config%}{%scripts%}{%renderer%}</footer></body>
</html>"""
#: Whether the reader's system asks for dark colours; told again when that changes.
_DARK = """function() {
  const wish = window.matchMedia('(prefers-color-scheme: dark)');
  if (!window.triplewireDark) {
    window.triplewireDark = true;
    wish.addEventListener('change', e => window.dash_clientside.set_props('dark', {data: e.matches}));
  }
  return wish.matches;
}"""


def pages(explorer: Explorer, server: FastAPI) -> tuple[str, ...]:
    """Put the pages on a server; return the hashes of the scripts that stand in them.

    Parameters
    ----------
    explorer : Explorer
    server : FastAPI
        Its own routes come first if they were added before.
    """
    cyto.load_extra_layouts()
    app = Dash(
        "triplewire",
        server=server,
        title="Triplewire",
        update_title="",
        index_string=_INDEX,
        assets_folder=str(Path(__file__).parent / "assets"),
        suppress_callback_exceptions=True,
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
        add_log_handler=False,
        enable_mcp=False,
    )
    names = explorer.names
    graph, others = GraphPage(explorer, names), Pages(explorer, names)
    timeline, asking, curation = (
        TimelinePage(explorer, names),
        AskingPage(explorer, names),
        CurationPage(explorer, names),
    )
    app.layout = _shell(explorer)
    views: dict[str, Callable[[Mapping[str, str]], Any]] = {
        "/": graph.layout,
        "/graph": graph.layout,
        "/timeline": timeline.layout,
        "/sparql": asking.layout,
        "/quotes": others.quotes,
        "/map": others.map,
        "/table": others.table,
        "/articles": others.articles,
        "/entity": others.entity,
        "/edge": others.edge,
        "/statement": others.statement,
        "/event": others.event,
        "/article": others.article,
        "/said": others.said,
        "/corrections": curation.layout,
    }
    _register(app, explorer, views)
    for page in (graph, timeline, asking, curation):
        page.register(app)
    return tuple(app.csp_hashes())


def _shell(explorer: Explorer) -> Any:
    links = [html.Li(dcc.Link(name, href=href)) for name, href in _VIEWS]
    counts = explorer.overview(most=1).counts
    told = ", ".join(f"{counts.get(k, 0):,} {k}" for k in ("articles", "entities", "statements", "facts"))
    field = dcc.Input(id="search", type="search", placeholder="Search a name …", autoComplete="off")
    return html.Div(
        [
            dcc.Location(id="place", refresh="callback-nav"),
            dcc.Store(id="dark"),
            html.A("Skip to the content", href="#content", className="skip"),
            html.Header(
                [
                    dcc.Link("Triplewire", href="/", className="brand"),
                    html.Div(
                        [
                            html.Label([html.Span("Search a name", className="unseen"), field]),
                            html.Div(id="search-names", **{"aria-live": "polite"}),
                        ],
                        className="search",
                        role="search",
                    ),
                    html.Nav(html.Ul(links), **{"aria-label": "Views"}),
                ]
            ),
            html.Main(id="content", tabIndex=-1),
            html.Footer(f"{explorer.path.name}: {told}. A solid edge is a fact; everything else is kept, marked."),
        ]
    )


def _register(app: Dash, explorer: Explorer, views: Mapping[str, Callable[[Mapping[str, str]], Any]]) -> None:
    names = explorer.names

    @app.callback(Output("content", "children"), Input("place", "pathname"), Input("place", "search"))
    def show(path: str | None, asked: str | None) -> Any:
        given = dict(parse_qsl((asked or "").removeprefix("?"), keep_blank_values=True))
        view = views.get((path or "/").rstrip("/") or "/")
        if view is None:
            return html.Div([html.H1("No such page"), dcc.Link("To the graph", href="/")])
        return view(given)

    @app.callback(
        Output("search-names", "children"), Input("search", "value"), Input("place", "href"), prevent_initial_call=True
    )
    def complete(text: str | None, _: str | None) -> Any:
        if ctx.triggered_id != "search" or not text or not text.strip():
            return None
        hits = explorer.search(text, limit=12)
        if not hits:
            return html.P(f"Nobody and nothing is called “{text}”.", className="names")
        return html.Ul([html.Li(_hit(h, names)) for h in hits], className="names")

    @app.callback(
        Output("place", "href"),
        Output("search", "value"),
        Input("search", "n_submit"),
        Input("place", "search"),
        State("search", "value"),
        prevent_initial_call=True,
    )
    def go(_: Any, __: Any, text: str | None) -> Any:
        if ctx.triggered_id != "search":
            return no_update, ""
        hits = explorer.search(text or "", limit=1)
        return (address("/graph", nodes=names.short(hits[0].id), grow="1"), "") if hits else (no_update, no_update)

    app.clientside_callback(_DARK, Output("dark", "data"), Input("place", "pathname"))


def _hit(hit: Hit, names: Names) -> Any:
    about = f" {hit.cls}, {hit.statements:,} statements" + (f", as “{hit.matched}”" if hit.matched != hit.name else "")
    return dcc.Link([hit.name, html.Small(about)], href=address("/graph", nodes=names.short(hit.id), grow="1"))

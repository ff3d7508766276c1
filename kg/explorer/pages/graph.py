"""The graph page: a drawing that grows by click, a legend that filters, and what stands behind each edge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import dash_cytoscape as cyto
from dash import ALL, Dash, Input, Output, State, ctx, dcc, html, no_update
from dash.exceptions import PreventUpdate

from kg.explorer.names import Names
from kg.explorer.pages.legend import legend_panel, register_legend
from kg.explorer.pages.looks import LAYOUT, edge_elements, legend_classes, node_elements, shown_filter, stylesheet
from kg.explorer.pages.pieces import SIGNS, STATUSES, Pieces, address, empty, table
from kg.explorer.results import Filter, Neighbourhood

if TYPE_CHECKING:
    from kg.explorer.service import Explorer

__all__ = ["GraphPage"]

#: Nodes and edges that a drawing may grow to, and edges that one click adds.
MOST_NODES, _STEP = 300, 30
#: Entities around which an unasked view is drawn, and edges of it.
_FIRST, _EDGES = 8, 36


class GraphPage:
    """The page at ``/`` and ``/graph``.

    Parameters
    ----------
    explorer : Explorer
    names : Names
    """

    def __init__(self, explorer: Explorer, names: Names) -> None:
        self._explorer, self._names, self._pieces = explorer, names, Pieces(names)

    def layout(self, given: Mapping[str, str]) -> Any:
        """Return the page for what its address holds."""
        ids = [n for n in given.get("nodes", "").split("|") if n]
        statuses = [s for s in given.get("status", "").split("|") if s in STATUSES] or list(STATUSES)
        classes = [c for c in given.get("class", "").split("|") if c in legend_classes()] or list(legend_classes())
        first, last = given.get("first", ""), given.get("last", "")
        wanted = shown_filter(statuses, classes, first, last)
        nodes = ids or self._first(wanted)
        found = self._shown(nodes, wanted, grow=given.get("grow") == "1" or len(ids) == 1)
        drawing = cyto.Cytoscape(
            id="graph",
            elements=self._elements(found),
            layout=LAYOUT,
            stylesheet=stylesheet(),
            minZoom=0.1,
            maxZoom=4,
            wheelSensitivity=1,
            responsive=True,
            style={"width": "100%", "height": "100%"},
            generateImage={"type": "png", "action": "store"},
            boxSelectionEnabled=False,
        )
        return html.Div(
            [
                dcc.Store(id="graph-nodes", data=[self._names.short(n.id) for n in found.nodes]),
                dcc.Store(id="graph-edge", data=given.get("edge", "")),
                html.Aside(
                    legend_panel(statuses, classes, first, last),
                    className="legend-panel",
                    **{"aria-label": "Legend and filter"},
                ),
                html.Div(
                    [
                        html.Div(
                            drawing,
                            className="drawing",
                            role="img",
                            **{"aria-label": "The graph as a drawing; the table below holds the same"},
                        ),
                        self._tools(
                            _address([self._names.short(n.id) for n in found.nodes], statuses, classes, first, last)
                        ),
                        html.Div(self._table(found), id="graph-table"),
                    ],
                    className="stage",
                ),
                html.Aside(
                    self._hint(),
                    id="graph-detail",
                    className="detail",
                    **{"aria-live": "polite", "aria-label": "Details"},
                ),
            ],
            className="graph-page",
        )

    def _first(self, wanted: Filter) -> list[str]:
        """Return what is drawn of a graph that nobody has asked anything: those most told of and their neighbours."""
        most = self._explorer.overview(most=_FIRST).most
        found = self._explorer.neighbours([n.id for n in most], wanted, limit=_EDGES)
        joined = {iri for e in found.edges for iri in (e.subject, e.object)}
        return [self._names.short(n.id) for n in found.nodes if n.id in joined]

    def _shown(self, nodes: Sequence[str], wanted: Filter, *, grow: bool = False) -> Neighbourhood:
        iris = [self._names.iri(n) for n in nodes[:MOST_NODES]]
        if grow:
            return self._explorer.neighbours(iris, wanted, limit=_STEP * 2)
        return self._explorer.among(iris, wanted)

    def _elements(self, found: Neighbourhood) -> list[dict[str, Any]]:
        return [*node_elements(found.nodes, self._names), *edge_elements(found.edges, self._names)]

    def _tools(self, link: str) -> Any:
        buttons = [
            ("Lay out again", "graph-again"),
            ("Start anew", "graph-clear"),
            ("PNG", "graph-png"),
            ("SVG", "graph-svg"),
        ]
        files = [("CSV", "csv"), ("Turtle", "turtle"), ("Cypher", "cypher")]
        return html.Div(
            [
                *(html.Button(text, id=id, type="button") for text, id in buttons),
                *(
                    html.A(
                        text,
                        id=f"graph-{kind}",
                        href=f"/api/v1/export{link.removeprefix('/graph')}&format={kind}",
                        className="button",
                        download=f"graph.{kind}",
                    )
                    for text, kind in files
                ),
                dcc.Link("Link to this view", id="graph-link", href=link, className="button"),
            ],
            className="tools",
            role="toolbar",
            **{"aria-label": "What can be done with the drawing"},
        )

    def _hint(self) -> Any:
        return [
            html.H2("Details"),
            html.P(
                "Click a node to let the graph grow around it; click an edge to read the sentences that it rests on. "
                "The table under the drawing does the same from the keyboard."
            ),
        ]

    def _table(self, found: Neighbourhood) -> Any:
        if not found.edges:
            return empty("No edge between these under this filter; allow more statuses, or click a node to grow it.")
        named = {n.id: n for n in found.nodes}
        rows = [
            html.Tr(
                [
                    html.Td(self._pieces.node(named[e.subject])),
                    html.Td(
                        html.Button(
                            f"{SIGNS[e.status]} {e.predicate}", id={"edge": e.id}, type="button", className="plain"
                        )
                    ),
                    html.Td(self._pieces.node(named[e.object])),
                    html.Td(e.status),
                    html.Td(str(e.support)),
                    html.Td(str(e.articles)),
                    html.Td(f"{e.confidence:.2f}"),
                    html.Td(e.first if e.first == e.last else f"{e.first} to {e.last}"),
                ]
            )
            for e in found.edges[:200]
        ]
        titles = (
            "subject",
            "relation (opens its sentences)",
            "object",
            "status",
            "statements",
            "articles",
            "confidence",
            "reported",
        )
        more = f" ({len(found.edges) - 200:,} more are drawn)" if len(found.edges) > 200 else ""
        grow = html.Ul(
            [
                html.Li(
                    html.Button(
                        f"Grow around {n.name}", id={"grow": self._names.short(n.id)}, type="button", className="plain"
                    )
                )
                for n in found.nodes[:100]
            ],
            className="columns",
        )
        return [
            table(titles, rows, f"{len(found.nodes):,} nodes, {len(found.edges):,} edges{more}"),
            html.Details([html.Summary("Grow the graph from the keyboard"), grow]),
        ]

    def detail(self, edge: int) -> Any:
        """Return what stands behind an edge."""
        page = self._explorer.edge(edge, limit=30)
        if page is None:
            return empty("This edge is no longer in the graph.")
        e = page.edge
        link = address(
            "/edge", subject=self._names.short(e.subject), predicate=e.predicate, object=self._names.short(e.object)
        )
        verdict = "a plain fact" if e.plain else "kept and marked, no fact"
        shown = [self._explorer.evidence(s.id) for s in page.statements[:8]]
        return [
            html.H2([self._pieces.node(page.subject), f" {e.predicate} ", self._pieces.node(page.object)]),
            html.P(
                [
                    html.Strong(f"{SIGNS[e.status]} {e.status}"),
                    f": {verdict}. {e.support} for it, {e.denials} denying, in "
                    f"{e.articles} article{'s' if e.articles > 1 else ''}. ",
                    dcc.Link("Page of this edge", href=link),
                ]
            ),
            *(self._pieces.evidence(x, heading=False) for x in shown if x is not None),
        ]

    def card(self, short: str) -> Any:
        """Return what is known of a node."""
        iri = self._names.iri(short)
        card = self._explorer.entity(iri)
        if card is None:
            found = self._explorer.nodes([iri])
            return [html.H2([self._pieces.node(n) for n in found])]
        about = [
            ("also", ", ".join(card.aliases[:12])),
            ("statements", f"{card.statements:,}"),
            ("articles", f"{card.articles:,}"),
            ("told of", f"{card.first} to {card.last}" if card.first else ""),
        ]
        told = [x for name, value in about if value for x in (html.Dt(name), html.Dd(value))]
        return [
            html.H2([self._pieces.link(card.id, card.name), html.Small(f" {card.cls}")]),
            html.Dl(told),
            html.P(
                [
                    dcc.Link("Page", href=address("/entity", id=short)),
                    " · ",
                    dcc.Link("Timeline", href=address("/timeline", about=short)),
                    " · ",
                    dcc.Link("Only this one", href=address("/graph", nodes=short, grow="1")),
                ]
            ),
        ]

    def register(self, app: Dash) -> None:
        """Let the page answer."""
        register_legend(app)
        self._register_growth(app)
        self._register_details(app)
        app.clientside_callback(
            "function(p, s, a) { const t = window.dash_clientside.callback_context.triggered_id;"
            " if (!p && !s) { return window.dash_clientside.no_update; }"
            " return {type: t === 'graph-svg' ? 'svg' : 'png', action: 'download', filename: 'graph',"
            " options: {full: true, scale: 2, bg: '#ffffff'}}; }",
            Output("graph", "generateImage"),
            Input("graph-png", "n_clicks"),
            Input("graph-svg", "n_clicks"),
            State("graph-nodes", "data"),
            prevent_initial_call=True,
        )
        app.clientside_callback(
            f"function(n) {{ return Object.assign({{stamp: n || 0}}, {_json(LAYOUT)}); }}",
            Output("graph", "layout", allow_duplicate=True),
            Input("graph-again", "n_clicks"),
            prevent_initial_call=True,
        )
        app.clientside_callback(
            f"function(dark) {{ return dark ? {_json(stylesheet(dark=True))} : {_json(stylesheet())}; }}",
            Output("graph", "stylesheet"),
            Input("dark", "data"),
        )

    def _register_growth(self, app: Dash) -> None:
        @app.callback(
            Output("graph", "elements"),
            Output("graph-nodes", "data"),
            Output("graph-table", "children"),
            Output("graph", "layout"),
            Output("graph-csv", "href"),
            Output("graph-turtle", "href"),
            Output("graph-cypher", "href"),
            Output("graph-link", "href"),
            Input("graph", "tapNodeData"),
            Input({"grow": ALL}, "n_clicks"),
            Input("graph-clear", "n_clicks"),
            Input("legend", "data"),
            Input("graph-first", "value"),
            Input("graph-last", "value"),
            State("graph-nodes", "data"),
            prevent_initial_call=True,
        )
        def grow(tapped: Any, grown: Any, cleared: Any, shown: Any, first: Any, last: Any, nodes: Any) -> Any:
            statuses, classes = shown["status"], shown["class"]
            wanted, cause = shown_filter(statuses, classes, first or "", last or ""), ctx.triggered_id
            chosen = cause["grow"] if isinstance(cause, dict) else tapped["id"] if cause == "graph" and tapped else ""
            if isinstance(cause, dict) and not any(grown):
                raise PreventUpdate
            if cause == "graph-clear":
                nodes = self._first(wanted)
            elif chosen:
                around = self._explorer.neighbours([self._names.iri(chosen)], wanted, limit=_STEP)
                nodes = list(dict.fromkeys([*nodes, *(self._names.short(n.id) for n in around.nodes)]))[:MOST_NODES]
            found = self._shown(nodes, wanted)
            link = _address(nodes, statuses, classes, first, last)
            files = [
                f"/api/v1/export{link.removeprefix('/graph')}&format={kind}" for kind in ("csv", "turtle", "cypher")
            ]
            return (self._elements(found), nodes, self._table(found), {**LAYOUT, "stamp": len(nodes)}, *files, link)

    def _register_details(self, app: Dash) -> None:
        @app.callback(
            Output("graph-detail", "children"),
            Input("graph", "tapEdgeData"),
            Input("graph", "tapNodeData"),
            prevent_initial_call=True,
        )
        def show(edge: Any, node: Any) -> Any:
            if edge and "graph.tapEdgeData" in {t["prop_id"] for t in ctx.triggered}:
                return self.detail(edge["edge"])
            return self.card(node["id"]) if node else no_update

        # Apart from the one above: buttons that a grown table brings also ask, and the last to ask is answered.
        @app.callback(
            Output("graph-detail", "children", allow_duplicate=True),
            Input({"edge": ALL}, "n_clicks"),
            prevent_initial_call=True,
        )
        def show_pressed(clicks: Any) -> Any:
            return self.detail(ctx.triggered_id["edge"]) if ctx.triggered_id and any(clicks) else no_update


def _json(value: object) -> str:
    import json

    return json.dumps(value)


def _address(nodes: Sequence[str], statuses: Sequence[str], classes: Sequence[str], first: str, last: str) -> str:
    return address(
        "/graph",
        nodes="|".join(nodes),
        status="|".join(statuses) if len(statuses) < len(STATUSES) else "",
        **{"class": "|".join(classes) if len(classes) < len(legend_classes()) else ""},
        first=first,
        last=last,
    )

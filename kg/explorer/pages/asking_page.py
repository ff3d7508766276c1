"""The SPARQL box: examples, answers as a table and as a graph."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import dash_cytoscape as cyto
from dash import Dash, Input, Output, State, dcc, html

from kg.examples import example, examples
from kg.explorer.names import Names
from kg.explorer.pages.looks import LAYOUT, edge_elements, node_elements, stylesheet
from kg.explorer.pages.pieces import address, empty, table

if TYPE_CHECKING:
    from kg.explorer.service import Explorer

__all__ = ["AskingPage"]

_ROWS, _NODES = 500, 120


class AskingPage:
    """The page at ``/sparql``.

    Parameters
    ----------
    explorer : Explorer
    names : Names
    """

    def __init__(self, explorer: Explorer, names: Names) -> None:
        self._explorer, self._names = explorer, names

    def layout(self, given: Mapping[str, str]) -> Any:
        """Return the page for what its address holds."""
        known = examples()
        query = given.get("query", "") or (example(given["example"]) if given.get("example") in known else "")
        links = [html.Li(dcc.Link(f"{n}: {title}", href=address("/sparql", example=n))) for n, title in known.items()]
        return html.Div(
            [
                html.H1("SPARQL"),
                html.P(
                    "A plain pattern such as ?a nkg:leads ?b finds facts alone; what was threatened, planned or denied "
                    "stands in statements. The usual prefixes are declared."
                ),
                html.Details([html.Summary("Examples"), html.Ul(links)], open=not query),
                html.Label(["Query", dcc.Textarea(id="ask-query", value=query, rows=12, spellCheck=False)]),
                html.Div(
                    [
                        html.Button("Ask", id="ask-run", type="button", className="main"),
                        dcc.Link(
                            "Link to this query",
                            id="ask-link",
                            href=address("/sparql", query=query),
                            className="button",
                        ),
                    ],
                    className="tools",
                ),
                dcc.Loading(
                    html.Div(self._answer(query) if query else None, id="ask-answer", **{"aria-live": "polite"})
                ),
            ]
        )

    def _answer(self, query: str) -> Any:
        reply = self._explorer.sparql(query)
        if reply.status != 200:
            return html.Pre(reply.body.decode("utf-8", "replace").strip(), className="error", role="alert")
        if "json" not in reply.kind:
            return html.Pre(reply.body.decode("utf-8", "replace")[:200_000])
        found = json.loads(reply.body)
        if "boolean" in found:
            return html.P(html.Strong("yes" if found["boolean"] else "no"))
        return self._shown(found["head"]["vars"], found["results"]["bindings"])

    def _shown(self, columns: list[str], bindings: list[dict[str, Any]]) -> Any:
        iris = {c["value"] for row in bindings[:_ROWS] for c in row.values() if c["type"] == "uri"}
        nodes = {n.id: n for n in self._explorer.nodes(sorted(iris))}
        rows = [html.Tr([html.Td(self._cell(row.get(c), nodes)) for c in columns]) for row in bindings[:_ROWS]]
        more = f"; the first {_ROWS} are shown" if len(bindings) > _ROWS else ""
        shown: list[Any] = [table(columns, rows, f"{len(bindings):,} rows{more}")]
        if not bindings:
            return empty("No rows.")
        drawn = self._explorer.among(sorted(nodes)[:_NODES]) if nodes else None
        if drawn is not None and drawn.edges:
            elements = [*node_elements(drawn.nodes, self._names), *edge_elements(drawn.edges, self._names)]
            picture = cyto.Cytoscape(
                id="ask-graph",
                elements=elements,
                layout=LAYOUT,
                stylesheet=stylesheet(),
                style={"width": "100%", "height": "480px"},
            )
            link = address("/graph", nodes="|".join(self._names.short(n.id) for n in drawn.nodes))
            shown += [
                html.H2("As a graph"),
                html.Div(
                    picture,
                    className="drawing",
                    role="img",
                    **{"aria-label": "The nodes of the answer with the edges among them"},
                ),
                html.P(dcc.Link("Open it in the explorer", href=link)),
            ]
        return html.Div(shown)

    def _cell(self, cell: dict[str, Any] | None, nodes: Mapping[str, Any]) -> Any:
        if cell is None:
            return ""
        value = cell["value"]
        if cell["type"] != "uri":
            return value
        short = self._names.short(value)
        node = nodes.get(value)
        if node is not None:
            return dcc.Link(node.name, href=address("/event" if node.event else "/entity", id=short))
        kinds = {"st-": "/statement", "art-": "/article"}
        page = next((p for start, p in kinds.items() if short.startswith(start)), "")
        return dcc.Link(short, href=address(page, id=short)) if page else value

    def register(self, app: Dash) -> None:
        """Let the page answer."""

        @app.callback(
            Output("ask-answer", "children"),
            Output("ask-link", "href"),
            Input("ask-run", "n_clicks"),
            State("ask-query", "value"),
            prevent_initial_call=True,
        )
        def ask(_: Any, query: str | None) -> Any:
            text = (query or "").strip()
            if not text:
                return empty("Write a query, or take an example."), "/sparql"
            return self._answer(text), address("/sparql", query=text)

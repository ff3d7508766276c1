"""The legend of the drawn graph, which filters what is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import dcc, html

from kg.explorer.pages.looks import icon, legend_classes
from kg.explorer.pages.pieces import SIGNS, STATUSES
from ontology.colours import shade

__all__ = ["legend_panel"]


def legend_panel(statuses: Sequence[str], classes: Sequence[str], first: str, last: str) -> list[Any]:
    """Return the fields that choose statuses, classes and days; the statuses say how an edge is drawn."""
    return [_edges(statuses), _nodes(classes), _days(first, last)]


def _edges(statuses: Sequence[str]) -> Any:
    lines = [
        {"label": html.Span([html.Span(className=f"line line-{s}"), f" {SIGNS[s]} {s}"]), "value": s} for s in STATUSES
    ]
    about = html.P("Solid: a fact. Dashed: not, or not yet.", className="about")
    checks = dcc.Checklist(id="legend-status", options=lines, value=list(statuses), className="checks")
    return html.Fieldset([html.Legend("Edges"), about, checks])


def _nodes(classes: Sequence[str]) -> Any:
    kinds = []
    for name in legend_classes():
        look = shade(name)
        style = {"backgroundColor": look.fill, "borderColor": look.border}
        dot = html.Img(src=icon(name, look.text), alt="", className="dot", style=style)
        kinds.append({"label": html.Span([dot, f" {name}"]), "value": name})
    checks = dcc.Checklist(id="legend-class", options=kinds, value=list(classes), className="checks")
    return html.Fieldset([html.Legend("Nodes"), checks])


def _days(first: str, last: str) -> Any:
    def day(id: str, value: str, hint: str) -> Any:
        return dcc.Input(id=id, type="text", placeholder=hint, value=value, debounce=True, pattern=r"\d{4}-\d\d-\d\d")

    return html.Fieldset(
        [
            html.Legend("Said between"),
            html.Label(["from ", day("graph-first", first, "2020-01-31")]),
            html.Label(["to ", day("graph-last", last, "2020-12-31")]),
        ]
    )

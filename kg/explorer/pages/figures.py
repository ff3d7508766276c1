"""Drawings of Plotly: events by day, who quotes whom, places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from dash import dcc

from kg.explorer.places import towns
from kg.explorer.results import Count, Place, Quotation

__all__ = ["map_figure", "quotes_figure", "timeline_figure"]

_INK, _LINE, _BAR, _GREY = "#737A82", "rgba(128,128,128,0.3)", "#0068A8", "rgba(128,128,128,0.45)"
_CONFIG: dict[str, Any] = {"displaylogo": False, "modeBarButtonsToRemove": ["lasso2d", "sendDataToCloud"]}
_SPEAKERS = 24
#: Can be read on white and on black.
_TEXT = "#6E7781"


def _layout(height: int, **more: Any) -> dict[str, Any]:
    return {
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"color": _INK, "size": 13},
        "margin": {"l": 48, "r": 16, "t": 16, "b": 40},
        "height": height,
        **more,
    }


def timeline_figure(months: Sequence[Count], first: str = "", last: str = "") -> Any:
    """Return events a month as bars; days are chosen by drawing over them."""
    shapes = []
    if first or last:
        shapes = [
            {
                "type": "rect",
                "xref": "x",
                "yref": "paper",
                "y0": 0,
                "y1": 1,
                "x0": first or months[0].name,
                "x1": last or months[-1].name,
                "fillcolor": "rgba(214,51,108,0.15)",
                "line": {"width": 0},
            }
        ]
    figure = {
        "data": [
            {
                "type": "bar",
                "x": [f"{m.name}-15" for m in months],
                "y": [m.number for m in months],
                "marker": {"color": _BAR},
                "hovertemplate": "%{x|%B %Y}: %{y} events<extra></extra>",
            }
        ],
        "layout": _layout(
            220,
            dragmode="select",
            selectdirection="h",
            shapes=shapes,
            bargap=0.1,
            xaxis={"type": "date", "gridcolor": _LINE},
            yaxis={"title": {"text": "events"}, "gridcolor": _LINE},
        ),
    }
    return dcc.Graph(id="time-brush", figure=figure, config=_CONFIG, responsive=True)


def quotes_figure(found: Sequence[Quotation]) -> Any:
    """Return who quotes whom as bands from outlets to those quoted, the most quoted ones."""
    total = Counter[str]()
    for q in found:
        total[q.speaker.id] += q.statements
    speakers = [iri for iri, _ in sorted(total.items(), key=lambda x: (-x[1], x[0]))[:_SPEAKERS]]
    kept = [q for q in found if q.speaker.id in speakers]
    outlets = sorted({q.publisher for q in kept})
    names = {q.speaker.id: q.speaker.name for q in kept}
    places = {("outlet", o): i for i, o in enumerate(outlets)}
    places |= {("speaker", s): len(outlets) + i for i, s in enumerate(speakers)}
    figure = {
        "data": [
            {
                "type": "sankey",
                "textfont": {"color": _TEXT, "size": 13, "shadow": "none"},
                "node": {
                    "label": [o or "unknown" for o in outlets] + [names[s] for s in speakers],
                    "color": ["#E69F00"] * len(outlets) + [_BAR] * len(speakers),
                    "pad": 10,
                },
                "link": {
                    "source": [places["outlet", q.publisher] for q in kept],
                    "target": [places["speaker", q.speaker.id] for q in kept],
                    "value": [q.statements for q in kept],
                    "color": [_GREY] * len(kept),
                },
            }
        ],
        "layout": _layout(max(320, 22 * len(speakers) + 60)),
    }
    return dcc.Graph(id="quotes-drawing", figure=figure, config=_CONFIG, responsive=True)


def map_figure(found: Sequence[Place]) -> Any:
    """Return places over the towns of the world, as large as what is said of them."""
    grey = towns()
    figure = {
        "data": [
            {
                "type": "scatter",
                "mode": "markers",
                "x": [t.longitude for t in grey],
                "y": [t.latitude for t in grey],
                "marker": {"size": 2, "color": _GREY},
                "hoverinfo": "skip",
                "name": "towns of the world",
            },
            {
                "type": "scatter",
                "mode": "markers+text",
                "x": [p.longitude for p in found],
                "y": [p.latitude for p in found],
                "text": [p.node.name if i < 30 else "" for i, p in enumerate(found)],
                "textposition": "top center",
                "customdata": [p.node.id for p in found],
                "name": "places of the graph",
                "hovertext": [f"{p.node.name}: {p.node.statements} statements, {p.events} events" for p in found],
                "hoverinfo": "text",
                "marker": {
                    "color": "#BF4A00",
                    "size": [8 + min(28, p.node.statements**0.5 * 2) for p in found],
                    "opacity": 0.8,
                },
            },
        ],
        "layout": _layout(
            560,
            showlegend=False,
            dragmode="pan",
            xaxis={"range": [-180, 180], "gridcolor": _LINE, "zeroline": False, "title": {"text": "degrees east"}},
            yaxis={"range": [-60, 80], "gridcolor": _LINE, "zeroline": False, "title": {"text": "degrees north"}},
        ),
    }
    return dcc.Graph(id="map-drawing", figure=figure, config=_CONFIG | {"scrollZoom": True}, responsive=True)

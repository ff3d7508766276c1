"""How the drawn graph looks: colours and icons by class, lines by status, in light and dark."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from kg.explorer.names import Names
from kg.explorer.pages.pieces import SIGNS, STATUSES, colour_of
from kg.explorer.results import EdgeCard, Filter, NodeCard
from ontology.colours import SHADES, shade

__all__ = ["DASHES", "LAYOUT", "edge_elements", "icon", "legend_classes", "node_elements", "shown_filter", "stylesheet"]

#: A plain fact is a solid line; every other status has its own pattern, for those who see no colours.
DASHES = {
    "announced": [9, 3],
    "attempted": [9, 3, 2, 3],
    "planned": [6, 4],
    "threatened": [3, 3],
    "demanded": [6, 3, 2, 3],
    "predicted": [2, 4],
    "possible": [2, 4],
    "hypothetical": [1, 4],
    "uncertain": [1, 3],
    "contested": [12, 3, 3, 3],
    "negated": [4, 6],
}
#: Strokes of an icon of each class in a square of 24; a class without one has that of the nearest one above it.
_ICONS = {
    "Person": "M12 5a3.5 3.5 0 1 0 .01 0zM5 20c0-4 3-6.5 7-6.5s7 2.5 7 6.5",
    "Group": "M8 7a2.5 2.5 0 1 0 .01 0zM16 7a2.5 2.5 0 1 0 .01 0zM3 19c0-3 2-5 5-5s5 2 5 5M13 15c5-3 8 0 8 4",
    "Position": "M12 3l2.6 5.6 6 .7-4.5 4.1 1.2 6L12 16.4l-5.3 3 1.2-6L3.4 9.3l6-.7z",
    "Organization": "M5 20V5h9v15M14 10h5v10M8 8h3M8 12h3M8 16h3M3 20h18",
    "GeopoliticalEntity": "M6 21V4M6 5c4-2 8 2 12 0v8c-4 2-8-2-12 0",
    "Place": "M12 21c-4-5-6-8-6-11a6 6 0 0 1 12 0c0 3-2 6-6 11zM12 8a2 2 0 1 0 .01 0z",
    "Agreement": "M6 3h9l3 3v15H6zM9 9h6M9 13h6M9 17h4",
    "Policy": "M6 3h9l3 3v15H6zM9 9h6M9 13h6M9 17h4",
    "Artifact": "M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8",
    "Event": "M13 3L6 13h5l-1 8 8-11h-6z",
    "Entity": "M12 5a7 7 0 1 0 .01 0z",
}
#: Readable at some hundreds of nodes: lines of one length, nodes that keep apart, the same drawing each time.
LAYOUT = {
    "name": "cose-bilkent",
    "animate": False,
    "randomize": True,
    "gravity": 0.5,
    "gravityRange": 2.5,
    "tilingPaddingVertical": 12,
    "tilingPaddingHorizontal": 12,
    "nodeRepulsion": 6000,
    "idealEdgeLength": 90,
    "nodeDimensionsIncludeLabels": True,
    "numIter": 1200,
    "tile": True,
    "fit": True,
    "padding": 24,
}


def icon(cls: str, colour: str) -> str:
    """Return the icon of a class as a data address of an SVG picture."""
    from ontology import superclasses

    name = next((c for c in (cls, *superclasses(cls)) if c in _ICONS), "Entity")
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none"'
        f' stroke="{colour}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">'
        f'<path d="{_ICONS[name]}"/></svg>'
    )
    return f"data:image/svg+xml,{quote(drawn)}"


def node_elements(nodes: Iterable[NodeCard], names: Names) -> list[dict[str, Any]]:
    """Return nodes as Cytoscape's elements; the more statements, the larger."""
    found = []
    for node in nodes:
        look = shade(node.cls)
        size = 26 + 8 * min(4.0, node.statements**0.33)
        found.append(
            {
                "data": {
                    "id": names.short(node.id),
                    "label": _short(node.name),
                    "name": node.name,
                    "cls": node.cls,
                    "fill": look.fill,
                    "border": look.border,
                    "icon": icon(node.cls, look.text),
                    "size": round(size),
                }
            }
        )
    return found


def _short(name: str) -> str:
    return name if len(name) <= 32 else f"{name[:30].rstrip()}…"


def edge_elements(edges: Iterable[EdgeCard], names: Names) -> list[dict[str, Any]]:
    """Return edges as Cytoscape's elements, with a class for their status."""
    return [
        {
            "data": {
                "id": f"e{e.id}",
                "edge": e.id,
                "source": names.short(e.subject),
                "target": names.short(e.object),
                "label": e.predicate if e.status == "fact" else f"{SIGNS[e.status]} {e.predicate}",
                "status": e.status,
                "width": round(1.5 + min(3.0, e.support**0.5 - 1), 1),
            },
            "classes": e.status,
        }
        for e in edges
    ]


def stylesheet(*, dark: bool = False) -> list[dict[str, Any]]:
    """Return the style of the drawing."""
    ink, paper, line = ("#E6EDF3", "#0D1117", "#8B949E") if dark else ("#1F2328", "#FFFFFF", "#4D5560")
    node = {
        "label": "data(label)",
        "width": "data(size)",
        "height": "data(size)",
        "background-color": "data(fill)",
        "border-color": "data(border)",
        "border-width": 2,
        "background-image": "data(icon)",
        "background-width": "62%",
        "background-height": "62%",
        "font-size": 13,
        "color": ink,
        "text-valign": "bottom",
        "text-margin-y": 4,
        "text-wrap": "wrap",
        "text-max-width": 110,
        "text-background-color": paper,
        "text-background-opacity": 0.8,
        "text-background-padding": 1,
    }
    edge = {
        "curve-style": "bezier",
        "target-arrow-shape": "triangle",
        "width": "data(width)",
        "label": "data(label)",
        "font-size": 10,
        "color": ink,
        "text-background-color": paper,
        "text-background-opacity": 0.85,
        "text-background-padding": 1,
        "text-rotation": "autorotate",
        "line-color": line,
        "target-arrow-color": line,
        "arrow-scale": 0.9,
    }
    styles: list[dict[str, Any]] = [{"selector": "node", "style": node}, {"selector": "edge", "style": edge}]
    for status, dashes in DASHES.items():
        colour = _lighter(colour_of(status)) if dark else colour_of(status)
        styles.append(
            {
                "selector": f"edge.{status}",
                "style": {
                    "line-style": "dashed",
                    "line-dash-pattern": dashes,
                    "line-color": colour,
                    "target-arrow-color": colour,
                },
            }
        )
    chosen = {"border-width": 5, "border-color": "#D6336C"}
    styles.append({"selector": "node:selected", "style": chosen})
    styles.append(
        {"selector": "edge:selected", "style": {"width": 5, "line-color": "#D6336C", "target-arrow-color": "#D6336C"}}
    )
    return styles


def _lighter(colour: str) -> str:
    """Return a colour half way to white, to be seen on a dark ground."""
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{(p + 255) // 2:02X}" for p in parts)


def legend_classes() -> tuple[str, ...]:
    """Return the classes that have a colour of their own among entities."""
    return tuple(c for c in SHADES if c not in ("Event", "UnrealizedEvent", "Statement", "Article"))


def shown_filter(statuses: Sequence[str], classes: Sequence[str], first: str = "", last: str = "") -> Filter:
    """Return the filter that a legend asks for.

    Parameters
    ----------
    statuses : sequence of str
    classes : sequence of str
        Of ``legend_classes()``; a class of the ontology goes with the nearest of them.
    first, last : str
        ISO days; what is no day bounds nothing.
    """
    from ontology import classes as known
    from ontology import superclasses

    drawn = legend_classes()
    allowed: tuple[str, ...] = ()
    if set(classes) != set(drawn):
        nearest = {c: next((x for x in (c, *superclasses(c)) if x in drawn), "Entity") for c in known()}
        allowed = tuple(sorted(c for c, shown in nearest.items() if shown in classes)) or ("nothing",)
    return Filter(
        statuses=() if set(statuses) == set(STATUSES) else tuple(statuses) or ("nothing",),
        classes=allowed,
        exact=True,
        first=_day(first),
        last=_day(last),
    )


def _day(text: str) -> str:
    from datetime import date

    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        return ""

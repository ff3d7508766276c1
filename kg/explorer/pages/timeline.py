"""The timeline: events by day, with a brush over the months."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dash import Dash, Input, Output, State, dcc, html, no_update

from kg.explorer.names import Names
from kg.explorer.pages.figures import timeline_figure
from kg.explorer.pages.others import filter_of
from kg.explorer.pages.pieces import STATUSES, Pieces, address, empty, pager

if TYPE_CHECKING:
    from kg.explorer.service import Explorer

__all__ = ["TimelinePage"]

_STEP = 100
_KEPT = ("about", "first", "last", "status", "class", "publisher")


class TimelinePage:
    """The page at ``/timeline``.

    Parameters
    ----------
    explorer : Explorer
    names : Names
    """

    def __init__(self, explorer: Explorer, names: Names) -> None:
        self._explorer, self._names, self._pieces = explorer, names, Pieces(names)

    def layout(self, given: Mapping[str, str]) -> Any:
        """Return the page for what its address holds."""
        about, wanted = given.get("about", ""), filter_of(given)
        iri = self._names.iri(about) if about else ""
        offset = int(given["offset"]) if given.get("offset", "").isdecimal() else 0
        page = self._explorer.timeline(wanted, about=iri, offset=offset, limit=_STEP)
        months = self._explorer.months(about=iri)
        nodes = self._explorer.nodes([iri]) if iri else ()
        title: list[Any] = ["Timeline", *([" of ", self._pieces.node(nodes[0])] if nodes else [])]
        events = html.Ol([self._pieces.event_line(e) for e in page.items], className="events")
        return html.Div(
            [
                html.H1(title),
                dcc.Store(id="time-given", data={k: given.get(k, "") for k in _KEPT}),
                timeline_figure(months, wanted.first, wanted.last) if months else None,
                html.P("Draw over the months to choose days, or write them here.", className="about"),
                self._form(given),
                events if page.items else empty("No dated event under this filter."),
                pager("/timeline", {k: given.get(k, "") for k in _KEPT}, offset, page.next, _STEP),
            ]
        )

    def _form(self, given: Mapping[str, str]) -> Any:
        options = [html.Option("any status", value="")]
        options += [
            html.Option(s, value=s, **({"selected": "selected"} if given.get("status") == s else {})) for s in STATUSES
        ]
        fields = [html.Label(["Status ", html.Select(options, name="status")])]
        for name, title in (("first", "From"), ("last", "To")):
            fields.append(
                html.Label(
                    [
                        f"{title} ",
                        dcc.Input(
                            id=f"time-{name}",
                            name=name,
                            type="text",
                            value=given.get(name, ""),
                            placeholder="2020-01-31",
                        ),
                    ]
                )
            )
        hidden = [dcc.Input(id="time-about", type="hidden", name="about", value=given.get("about", ""))]
        return html.Form(
            [*fields, *hidden, html.Button("Show", type="submit")], action="/timeline", method="GET", className="filter"
        )

    def register(self, app: Dash) -> None:
        """Let the page answer."""

        @app.callback(
            Output("place", "href", allow_duplicate=True),
            Input("time-brush", "selectedData"),
            State("time-given", "data"),
            prevent_initial_call=True,
        )
        def brush(chosen: Any, given: dict[str, str]) -> Any:
            span = ((chosen or {}).get("range") or {}).get("x")
            if not span:
                return no_update
            first, last = (str(x)[:10] for x in sorted(map(str, span)))
            return address("/timeline", **{**given, "first": first, "last": last})

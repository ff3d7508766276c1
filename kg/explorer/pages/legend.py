"""The legend of the drawn graph, which filters what is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import ALL, Dash, Input, Output, State, dcc, html

from kg.explorer.pages.looks import icon, legend_classes
from kg.explorer.pages.pieces import SIGNS, STATUSES
from ontology.colours import shade

__all__ = ["legend_panel", "register_legend"]


#: Turns what a button stands for on or off; a press is told by its count, a redrawn button has none.
_TOGGLE = """function(statuses, classes, shown, statusIds, classIds) {
  const no = window.dash_clientside.no_update, cause = window.dash_clientside.callback_context.triggered[0];
  const all = [statusIds.map(i => i.status), classIds.map(i => i['class'])];
  if (cause && cause.value) {
    const [kind, name] = Object.entries(JSON.parse(cause.prop_id.slice(0, cause.prop_id.lastIndexOf('.'))))[0];
    const order = kind === 'status' ? all[0] : all[1], kept = new Set(shown[kind]);
    kept.has(name) ? kept.delete(name) : kept.add(name);
    shown = Object.assign({}, shown, {[kind]: order.filter(x => kept.has(x))});
  } else { return [no, all[0].map(x => no), all[1].map(x => no)]; }
  const pressed = (names, kept) => names.map(x => kept.includes(x) ? 'true' : 'false');
  return [shown, pressed(all[0], shown.status), pressed(all[1], shown['class'])];
}"""


def legend_panel(statuses: Sequence[str], classes: Sequence[str], first: str, last: str) -> list[Any]:
    """Return the buttons that choose statuses and classes, and days; the statuses say how an edge is drawn."""
    shown = dcc.Store(id="legend", data={"status": list(statuses), "class": list(classes)})
    return [shown, _edges(statuses), _nodes(classes), _days(first, last)]


def register_legend(app: Dash) -> None:
    """Let the buttons turn on and off what they stand for, in the store ``legend``."""
    app.clientside_callback(
        _TOGGLE,
        Output("legend", "data"),
        Output({"status": ALL}, "aria-pressed"),
        Output({"class": ALL}, "aria-pressed"),
        Input({"status": ALL}, "n_clicks"),
        Input({"class": ALL}, "n_clicks"),
        State("legend", "data"),
        State({"status": ALL}, "id"),
        State({"class": ALL}, "id"),
        prevent_initial_call=True,
    )


def _button(kind: str, name: str, shown: Sequence[str], *sign: Any) -> Any:
    state = {"aria-pressed": "true" if name in shown else "false"}
    return html.Button([*sign, f" {name}"], id={kind: name}, type="button", className="toggle", **state)


def _edges(statuses: Sequence[str]) -> Any:
    about = html.P("Solid: a fact. Dashed: not, or not yet.", className="about")
    lines = [_button("status", s, statuses, html.Span(className=f"line line-{s}"), f" {SIGNS[s]}") for s in STATUSES]
    return html.Fieldset([html.Legend("Edges"), about, html.Div(lines, className="checks")])


def _nodes(classes: Sequence[str]) -> Any:
    kinds = []
    for name in legend_classes():
        look = shade(name)
        style = {"backgroundColor": look.fill, "borderColor": look.border}
        dot = html.Img(src=icon(name, look.text), alt="", className="dot", style=style)
        kinds.append(_button("class", name, classes, dot))
    return html.Fieldset([html.Legend("Nodes"), html.Div(kinds, className="checks")])


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

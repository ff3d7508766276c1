"""The page of corrections: statements marked as wrong, entities joined and kept apart, and taking that back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dash import ALL, Dash, Input, Output, State, ctx, dcc, html, no_update

from kg.errors import TriplewireError
from kg.explorer.names import Names
from kg.explorer.pages.pieces import Pieces, address, empty, section

if TYPE_CHECKING:
    from kg.explorer.service import Explorer

__all__ = ["CurationPage"]

_CLOSED = "This explorer only reads. Start it with kg serve STORE --curate to put things right."


class CurationPage:
    """The page at ``/corrections``, and the form under a statement.

    Parameters
    ----------
    explorer : Explorer
    names : Names
    """

    def __init__(self, explorer: Explorer, names: Names) -> None:
        self._explorer, self._names, self._pieces = explorer, names, Pieces(names)

    def layout(self, given: Mapping[str, str]) -> Any:
        """Return the page for what its address holds."""
        shown: list[Any] = [html.H1("Corrections"), html.Div(id="curate-told", role="status")]
        if not self._explorer.curating:
            shown.append(empty(_CLOSED))
        elif given.get("statement"):
            shown.append(self._wrong(given["statement"]))
        elif given.get("entity"):
            shown.append(self._identity(given["entity"]))
        return html.Div([*shown, self._statements(), self._decisions()])

    def _wrong(self, short: str) -> Any:
        found = self._explorer.evidence(self._names.iri(short))
        if found is None:
            return empty(f"The graph has no statement {short!r}.")
        return section(
            "Is this statement wrong?",
            self._pieces.evidence(found),
            html.Div([html.Label(["Why ", _text("wrong-reason")]), html.Label(["By ", _text("wrong-by")])],
                     className="filter"),
            html.Button("Mark as wrong", id={"wrong": short}, type="button", className="main"),
        )  # fmt: skip

    def _identity(self, short: str) -> Any:
        iri = self._names.iri(short)
        card = self._explorer.entity(iri)
        if card is None:
            return empty(f"The graph has no entity {short!r}.")
        articles = self._explorer.articles(about=iri, limit=200).items
        apart = [
            html.Li(
                [self._pieces.article(a), " ", html.Button("Split off", id={"split": f"{short}|{a.id}"}, type="button")]
            )
            for a in articles
        ]
        return section(
            f"Who is {card.name}?",
            html.P("Split it where one article means another; join it with an entity that is the same."),
            html.P("Another one is meant in the article", id="split-articles"),
            html.Ul(apart, **{"aria-labelledby": "split-articles"}),
            html.Label(["The same as (its short name, as its page shows it) ", _text("join-other")]),
            html.Button("Join", id={"join": short}, type="button"),
            html.Div([html.Label(["Why ", _text("decide-reason")]), html.Label(["By ", _text("decide-by")])],
                     className="filter"),
        )  # fmt: skip

    def _statements(self) -> Any:
        rows = []
        for c in self._explorer.corrections():
            about = ", ".join(x for x in (c.reason, f"by {c.by}" if c.by else "", c.on) if x)
            line = [html.Strong(f"{c.subject} | {c.predicate} | {c.object}"), html.Blockquote(c.quote),
                    html.Div(about, className="about")]  # fmt: skip
            rows.append(html.Li([*line, self._back("unmark", c.id)], className="statement"))
        body = html.Ul(rows, className="statements") if rows else empty("No statement was marked as wrong.")
        return section("Statements marked as wrong", body)

    def _decisions(self) -> Any:
        words = {"pin": "is", "forbid": "is not"}
        rows = []
        for d in self._explorer.decisions():
            sides = [f"{self._names.short(r.entity)}{f' in {self._names.short(r.article)}' if r.article else ''}"
                     for r in (d.left, d.right)]  # fmt: skip
            about = ", ".join(x for x in (d.reason, f"by {d.by}" if d.by else "") if x)
            line = [html.Strong(f"{sides[0]} {words[d.kind]} {sides[1]}"), html.Div(about, className="about")]
            rows.append(html.Li([*line, self._back("undecide", d.id)], className="statement"))
        body = html.Ul(rows, className="statements") if rows else empty("Nothing was decided by hand.")
        return section("Who is who, decided by hand", body)

    def _back(self, what: str, id: str) -> Any:
        return html.Button("Take back", id={what: id}, type="button") if self._explorer.curating else None

    def register(self, app: Dash) -> None:
        """Let the page answer."""

        @app.callback(
            Output("curate-told", "children"),
            Output("place", "href", allow_duplicate=True),
            Input({"wrong": ALL}, "n_clicks"), Input({"split": ALL}, "n_clicks"), Input({"join": ALL}, "n_clicks"),
            Input({"unmark": ALL}, "n_clicks"), Input({"undecide": ALL}, "n_clicks"),
            State({"field": ALL}, "value"), State({"field": ALL}, "id"),
            prevent_initial_call=True,
        )  # fmt: skip
        def decide(*given: Any) -> Any:
            cause = ctx.triggered_id
            if not isinstance(cause, dict) or not ctx.triggered or not ctx.triggered[0]["value"]:
                return no_update, no_update
            fields = {i["field"]: (v or "").strip() for v, i in zip(given[5], given[6], strict=True)}
            ((what, name),) = cause.items()
            try:
                self._carry_out(what, name, fields)
            except TriplewireError as exc:
                return html.P(str(exc), className="error"), no_update
            return "Done.", address("/corrections", done=name)

    def _carry_out(self, what: str, name: str, fields: Mapping[str, str]) -> None:
        explorer, (short, _, article) = self._explorer, name.partition("|")
        iri = self._names.iri(short)
        if what == "wrong":
            explorer.mark_wrong(iri, reason=fields["wrong-reason"], by=fields["wrong-by"])
        elif what == "unmark":
            explorer.unmark(name)
        elif what == "undecide":
            explorer.undecide(name)
        elif what == "split":
            explorer.split(iri, article, reason=fields["decide-reason"], by=fields["decide-by"])
        elif what == "join":
            other = self._names.iri(fields["join-other"])
            explorer.join(iri, other, reason=fields["decide-reason"], by=fields["decide-by"])


def _text(name: str) -> Any:
    return dcc.Input(id={"field": name}, type="text", value="", maxLength=500)

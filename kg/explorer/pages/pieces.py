"""Pieces that the pages are made of: links, signs, sentences with their parts in colour, tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote, urlencode

from dash import dcc, html

from kg.explorer.names import Names
from kg.explorer.results import ArticleCard, EventCard, Evidence, NodeCard, Piece, StatementCard
from ontology.colours import FACT_COLOUR, STATUS_LOOKS

__all__ = [
    "SIGNS", "STATUSES", "Pieces", "address", "colour_of", "empty", "highlighted", "legend", "pager", "section", "sign",
    "status_text", "table",
]  # fmt: skip

#: All statuses of edges, facts first, with the sign of each.
SIGNS: Mapping[str, str] = {"fact": "✓"} | {name: look.sign for name, look in STATUS_LOOKS.items()}
STATUSES = tuple(SIGNS)
_KINDS = ("subject", "predicate", "object", "source", "reporting words", "hedge")


def address(path: str, **parameters: object) -> str:
    """Return the address of a page; parameters without a value are left out."""
    given = {k: v for k, v in parameters.items() if v not in ("", None, (), [])}
    return f"{path}?{urlencode(given, quote_via=quote, safe='|,:')}" if given else path


def sign(status: str) -> Any:
    """Return the sign of a status with its name, in its colour."""
    return html.Span(
        [html.Span(SIGNS.get(status, "·"), className="sign", **{"aria-hidden": "true"}), " ", status],
        className=f"status status-{status}",
    )


def status_text(status: str) -> str:
    """Return the sign of a status with its name, as text."""
    return f"{SIGNS.get(status, '·')} {status}"


def colour_of(status: str) -> str:
    """Return the colour of edges of a status as ``#RRGGBB``."""
    return FACT_COLOUR if status == "fact" else STATUS_LOOKS[status].colour


def section(title: str, *children: Any, id: str = "") -> Any:
    """Return a section under a heading."""
    extra = {"id": id} if id else {}
    return html.Section([html.H2(title), *children], **extra)


def empty(text: str) -> Any:
    """Return a line that says that there is nothing, and what to do."""
    return html.P(text, className="empty")


def highlighted(pieces: Iterable[Piece], *, title: Mapping[str, str] | None = None) -> list[Any]:
    """Return a sentence with its parts marked; the innermost part gives the colour."""
    shown: list[Any] = []
    for piece in pieces:
        if not piece.kinds:
            shown.append(piece.text)
            continue
        kind = piece.kinds[-1]
        means = (title or {}).get(kind, "")
        shown.append(
            html.Mark(piece.text, className=f"part part-{kind.split()[0]}", title=f"{kind}: {means}" if means else kind)
        )
    return shown


def legend(kinds: Iterable[str] = _KINDS) -> Any:
    """Return what the colours of a sentence mean."""
    return html.P(
        [x for kind in kinds for x in (html.Mark(kind, className=f"part part-{kind.split()[0]}"), " ")],
        className="legend",
    )


def pager(path: str, parameters: Mapping[str, object], offset: int, following: int | None, step: int) -> Any:
    """Return links to the page before and after."""
    links = []
    if offset:
        links.append(
            dcc.Link("← Previous", href=address(path, **{**parameters, "offset": max(0, offset - step) or ""}))
        )
    if following is not None:
        links.append(dcc.Link("Next →", href=address(path, **{**parameters, "offset": following})))
    return html.Nav(links, className="pager", **{"aria-label": "Pages"}) if links else None


class Pieces:
    """Pieces that name things of one graph.

    Parameters
    ----------
    names : Names
        Turns IRIs into what addresses hold.
    """

    def __init__(self, names: Names) -> None:
        self._names = names

    def node(self, node: NodeCard) -> Any:
        """Return a link to the page of an entity or event."""
        return self.link(node.id, node.name, event=node.event)

    def link(self, iri: str, name: str, *, event: bool = False) -> Any:
        """Return a link to the page of an entity or event by its IRI."""
        return dcc.Link(name or "?", href=address("/event" if event else "/entity", id=self._names.short(iri)))

    def article(self, article: ArticleCard, *, statement: str = "") -> Any:
        """Return a link to the page of an article with its outlet and day."""
        about = ", ".join(x for x in (article.publisher, article.day) if x)
        link = dcc.Link(
            article.title or self._names.short(article.id),
            href=address(
                "/article", id=self._names.short(article.id), statement=statement and self._names.short(statement)
            ),
        )
        return html.Span([link, f" ({about})" if about else ""])

    def chain(self, said: StatementCard) -> Any:
        """Return who said it: the one whom the article quotes first."""
        links: list[Any] = []
        for source in said.sources:
            links += [" ← ", self.link(source.id, source.name)] if links else [self.link(source.id, source.name)]
        return html.Span(links) if links else html.Span("the article itself", className="own")

    def claim(self, said: StatementCard) -> list[Any]:
        """Return subject, relation and object, linked."""
        object_ = self.link(said.object_id, said.object) if said.object_id else said.object
        relation = f"“{said.words}”" if said.predicate == "related" else said.predicate
        return [self.link(said.subject_id, said.subject), f" {relation} ", object_]

    def statement_line(self, said: StatementCard) -> Any:
        """Return a statement in a few lines, linked to its evidence."""
        return html.Li(
            [
                html.Div([sign(said.status), " ", *self.claim(said)], className="claim"),
                html.Blockquote(said.quote),
                html.Div(
                    [
                        "said by ",
                        self.chain(said),
                        " · ",
                        self.article(said.article, statement=said.id),
                        " · ",
                        f"confidence {said.confidence:.2f} · ",
                        dcc.Link("evidence", href=address("/statement", id=self._names.short(said.id))),
                    ],
                    className="about",
                ),
            ],
            className="statement",
        )

    def statement_list(self, said: Iterable[StatementCard]) -> Any:
        """Return statements as a list."""
        items = [self.statement_line(s) for s in said]
        return html.Ul(items, className="statements") if items else empty("No statement.")

    def table(self, said: Sequence[StatementCard]) -> Any:
        """Return statements as a table."""
        titles = ("status", "subject", "relation", "object", "who said it", "day", "confidence", "article")
        rows = [
            html.Tr(
                [
                    html.Td(sign(s.status)),
                    html.Td(self.link(s.subject_id, s.subject)),
                    html.Td(
                        dcc.Link(
                            f"“{s.words}”" if s.predicate == "related" else s.predicate,
                            href=address("/statement", id=self._names.short(s.id)),
                        )
                    ),
                    html.Td(self.link(s.object_id, s.object) if s.object_id else s.object),
                    html.Td(self.chain(s)),
                    html.Td(s.day),
                    html.Td(f"{s.confidence:.2f}"),
                    html.Td(
                        dcc.Link(
                            s.article.publisher or "article",
                            href=address("/article", id=self._names.short(s.article.id)),
                        )
                    ),
                ]
            )
            for s in said
        ]
        return table(titles, rows, "Statements")

    def event_line(self, event: EventCard) -> Any:
        """Return an event in a line: day, status, class, name, who takes part, where it is told."""
        day = event.first if event.first == event.last else f"{event.first or '…'} to {event.last or '…'}"
        roles: list[Any] = []
        for role, nodes in event.roles.items():
            roles += ["; " if roles else "", f"{role} "]
            for place, node in enumerate(nodes):
                roles += [", " if place else "", self.node(node)]
        numbers = [f"{name} {value}" for name, value in event.numbers.items() if not name.endswith("Text")]
        return html.Li(
            [
                html.Div(
                    [
                        html.Time(day if event.first or event.last else "day unknown"),
                        " ",
                        sign(event.status),
                        " ",
                        self.link(event.id, event.name, event=True),
                        html.Span(f" {event.cls}", className="cls"),
                    ]
                ),
                html.Div([*roles, " · " if roles and numbers else "", ", ".join(numbers)], className="about"),
                html.Div(self.article(event.article), className="about"),
            ],
            className="event",
        )

    def evidence(self, found: Evidence, *, heading: bool = True) -> Any:
        """Return a statement with its sentence, parts marked, in its context."""
        s = found.statement
        facts: list[tuple[str, Any]] = [
            ("who said it", self.chain(s)),
            ("status", sign(s.status)),
            ("modality", f"{s.modality}, {s.polarity}"),
            ("article", self.article(s.article, statement=s.id)),
            ("published", s.day or "unknown"),
            ("time", s.time),
            ("holds", found.holds),
            ("confidence", f"{s.confidence:.2f} that the article says it"),
            ("read by", found.extractor),
            ("offsets", f"{found.offsets[0]}-{found.offsets[1]}"),
        ]
        told = [x for name, value in facts if value for x in (html.Dt(name), html.Dd(value))]
        sentence = html.P(
            [
                html.Span([found.before, " "], className="context") if found.before else "",
                html.Span(highlighted(found.pieces, title=found.means), className="sentence"),
                html.Span([" ", found.after], className="context") if found.after else "",
            ],
            className="evidence",
        )
        head = [html.H3([sign(s.status), " ", *self.claim(s)])] if heading else []
        return html.Article(
            [
                *head,
                sentence,
                legend(),
                html.Dl(told),
                html.P(dcc.Link("Mark as wrong …", href=address("/corrections", statement=self._names.short(s.id)))),
            ],
            className="card",
        )


def table(titles: Sequence[str], rows: Sequence[Any], caption: str) -> Any:
    """Return a table that scrolls sideways where it is too wide."""
    head = html.Thead(html.Tr([html.Th(t, scope="col") for t in titles]))
    body = html.Table([html.Caption(caption), head, html.Tbody(rows)])
    return html.Div(body, className="wide", tabIndex=0, role="region", **{"aria-label": caption})

"""Statements as a table that can be read without colour, or as a list where the screen is narrow."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.cli.console import box_of, clean, data_console, plain, put, speaks
from kg.evidence import named, period

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kg.statements import Event, Extraction, Statement

__all__ = ["Row", "headline", "render", "rows", "sign", "status", "summary"]

#: Below this many columns a statement is shown as lines, not as a row.
NARROW = 76

#: Status: symbol, symbol where only ASCII can be written, style.
_SIGNS = {
    "fact": ("✓", "+", "bold green"),
    "announced": ("»", ">", "green"),
    "planned": ("○", "o", "cyan"),
    "attempted": ("↗", "~", "cyan"),
    "threatened": ("!", "!", "bold red"),
    "demanded": ("☞", "^", "magenta"),
    "possible": ("?", "?", "yellow"),
    "predicted": ("…", ".", "yellow"),
    "hypothetical": ("∵", "*", "yellow"),
    "unsure": ("≈", "%", "dim"),
    "denied": ("✗", "x", "red"),
    "not so": ("✗", "x", "red"),
    "perhaps not": ("?", "?", "yellow"),
    "expected not": ("…", ".", "yellow"),
    "if not": ("∵", "*", "yellow"),
}
#: How the modalities of doubt are said of what is denied; of others it is "not planned", "not demanded".
_NOT = {"possible": "perhaps not", "predicted": "expected not", "hypothetical": "if not"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One statement in words.

    ``sources`` is the chain of who said it, the one whom the article quotes first; ``quote`` is
    the sentence.
    """

    subject: str
    relation: str
    object: str
    sources: tuple[str, ...]
    status: str
    when: str
    quote: str

    @property
    def chain(self) -> str:
        """The sources joined by arrows that point back to where the words come from."""
        return (" ← " if speaks(sys.stdout, "←") else " < ").join(self.sources)


def status(statement: Statement) -> str:
    """Return how a statement is to be taken: ``"fact"``, ``"announced"``, ``"threatened"``, ``"denied"`` ..."""
    if statement.polarity == "negative":
        if statement.modality not in ("asserted", "announced"):
            return _NOT.get(statement.modality, f"not {statement.modality}")
        return "denied" if any(a.speech_act == "deny" for a in statement.attribution) else "not so"
    if statement.modality != "asserted":
        return statement.modality
    return "fact" if statement.licensed else "unsure"


def _when(extraction: Extraction, statement: Statement, events: Mapping[str, Event]) -> str:
    state = period(extraction, statement)
    if state.startswith("former"):
        return state
    event = events.get(statement.event)
    if statement.time or (event and event.time):
        return statement.time or (event.time if event else "")
    first, last = (d.isoformat() if d else "" for d in (statement.valid_from, statement.valid_until))
    return first if first == last else f"{first}/{last}"


def _relation(statement: Statement) -> str:
    return f"“{statement.predicate_text}”" if statement.predicate == "related" else statement.predicate


def rows(extraction: Extraction) -> tuple[Row, ...]:
    """Return the statements of an article as rows, in the order of its text."""
    names, events = named(extraction), {v.id: v for v in extraction.events}

    def place(s: Statement) -> tuple[int, int, int, str]:
        predicate, target = s.spans.get("predicate"), s.spans.get("object")
        return s.start, predicate.start if predicate else s.start, target.start if target else s.start, s.id

    return tuple(
        Row(
            subject=names.get(s.subject, s.subject),
            relation=_relation(s),
            object=names.get(s.object, s.object) if s.object else s.value,
            sources=tuple(names.get(a.source, a.source) for a in sorted(s.attribution, key=lambda a: a.order)),
            status=status(s),
            when=_when(extraction, s, events),
            quote=s.quote,
        )
        for s in sorted(extraction.statements, key=place)
    )


def sign(name: str) -> tuple[str, str]:
    """Return the symbol of a status that stdout can show, and its style."""
    symbol, simple, style = _SIGNS.get(name, _SIGNS["not so"])
    return (symbol if speaks(sys.stdout, symbol) else simple), style


def _table(found: Iterable[Row]) -> RenderableType:
    from rich.table import Table

    table = Table(box=box_of(), pad_edge=False, show_edge=False, safe_box=False)
    for title, ratio in (("subject", 4), ("relation", 3), ("object", 4), ("who said it", 4)):
        table.add_column(title, overflow="fold", ratio=None if data_console().width > 1_000 else ratio)
    table.add_column("status", no_wrap=True)
    table.add_column("when", no_wrap=True)
    for row in found:
        symbol, style = sign(row.status)
        table.add_row(
            plain(row.subject), plain(row.relation), plain(row.object), plain(row.chain),
            plain(f"{symbol} {row.status}", style), plain(row.when),
        )  # fmt: skip
    return table


def _listing(found: Iterable[Row]) -> RenderableType:
    from rich.text import Text

    text = Text()
    for row in found:
        symbol, style = sign(row.status)
        text.append(f"{symbol} {row.status}", style=style)
        text.append(f": {clean(row.subject)} | {clean(row.relation)} | {clean(row.object)}\n")
        more = [f"said by {clean(row.chain)}"] if row.sources else []
        more += [f"when: {row.when}"] if row.when else []
        if more:
            text.append(f"    {', '.join(more)}\n", style="dim")
    text.rstrip()
    return text


def summary(extraction: Extraction, statement: Statement) -> str:
    """Return a statement as ``subject | relation | object``."""
    names = named(extraction)
    target = names.get(statement.object, statement.object) if statement.object else statement.value
    return f"{names.get(statement.subject, statement.subject)} | {_relation(statement)} | {target}"


def headline(extraction: Extraction) -> str:
    """Return an article's title with publisher and day, or its IRI if it has none of them."""
    article = extraction.article
    published = article.published.isoformat()[:10] if article.published else ""
    title = article.title or article.id.rpartition("/")[2]
    about = ", ".join(x for x in (article.publisher, published) if x)
    return f"{title} ({about})" if about else title


def render(extraction: Extraction) -> None:
    """Write the statements of an article to stdout under its headline."""
    found = rows(extraction)
    if not found:
        shown: RenderableType = plain("no statements", "dim")
    else:
        shown = _listing(found) if data_console().width < NARROW else _table(found)
    put(plain(headline(extraction), "bold"), shown, "")

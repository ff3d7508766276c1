"""``kg explain``: why a statement is in the graph, word by word."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import clean, plain, put
from kg.cli.stores import StorePath, find_statement, opened
from kg.evidence import Part, parts, period

if TYPE_CHECKING:
    from rich.text import Text

    from kg.statements import Extraction, Statement

__all__ = ["EXAMPLE", "NAME", "command"]

NAME = "explain"
EXAMPLE = "kg explain graph st-0a1b2c3d4e5f"

_STYLES = {
    "subject": "bold black on bright_cyan",
    "predicate": "bold black on bright_green",
    "object": "bold black on bright_yellow",
    "source": "bold white on blue",
    "reporting words": "underline blue",
    "hedge": "bold white on red",
}


def command(
    store: StorePath,
    statement: Annotated[str, typer.Argument(metavar="STATEMENT", help="Its id, as kg show prints it, or a part.")],
) -> int:
    """Show the evidence of one statement: the sentence with each part marked, where it stands, who said it."""
    with opened(store) as graph:
        extraction, found = find_statement(graph, statement)
    _render(extraction, found)
    return 0


def _marked(statement: Statement, found: list[Part]) -> Text:
    """Return the sentence with its parts in colour; inner parts win over those around them."""
    from rich.text import Text

    text = Text()
    inside = [p for p in found if statement.start <= p.start and p.end <= statement.end]
    styles = [""] * len(statement.quote)
    for part in sorted(inside, key=lambda p: p.start - p.end):
        for offset in range(part.start - statement.start, part.end - statement.start):
            styles[offset] = _STYLES[part.kind]
    for style, run in groupby(zip(styles, statement.quote, strict=True), key=itemgetter(0)):
        words = "".join(" " if char.isspace() else clean(char) for _, char in run)
        text.append(words, style=style or None)
    return text


def _render(extraction: Extraction, statement: Statement) -> None:
    from rich.table import Table

    from kg.cli.triples import headline, status, summary

    found = list(parts(extraction, statement))
    plain_edge, marked = "a plain edge, unless another article denies it", "kept and marked, no plain edge"
    kept = plain(f"{status(statement)}: {plain_edge if statement.licensed else marked}")
    put(plain(summary(extraction, statement), "bold"), kept, "", _marked(statement, found), "")
    legend = Table(box=None, pad_edge=False, show_header=True)
    for title in ("part", "offsets", "words", "means"):
        legend.add_column(title, overflow="fold")
    for part in found:
        legend.add_row(
            plain(part.kind, _STYLES[part.kind]), f"{part.start}-{part.end}", plain(part.words), plain(part.means)
        )
    about = {
        "statement": statement.id,
        "sentence": f"{statement.sentence + 1}, offsets {statement.start}-{statement.end}",
        "article": headline(extraction),
        "address": extraction.article.url,
        "article id": extraction.article.id,
        "time": statement.time,
        "holds": period(extraction, statement),
        "confidence": f"{statement.confidence:.2f} that the article says it",
        "extractor": statement.extractor,
    }
    table = Table.grid(padding=(0, 2))
    for name, value in about.items():
        if value:
            table.add_row(plain(name), plain(value))
    put(legend, "", table)

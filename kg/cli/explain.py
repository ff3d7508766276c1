"""``kg explain``: why a statement is in the graph, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import clean, plain, put
from kg.cli.stores import StorePath, find_statement, opened

if TYPE_CHECKING:
    from rich.text import Text

    from kg.articles import Span
    from kg.statements import Extraction, Statement

__all__ = ["EXAMPLE", "NAME", "Part", "command", "parts"]

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some words of the evidence: what they are, where they stand in the article, whom they mean."""

    kind: str
    start: int
    end: int
    words: str
    means: str


def command(
    store: StorePath,
    statement: Annotated[str, typer.Argument(metavar="STATEMENT", help="Its id, as kg show prints it, or a part.")],
) -> int:
    """Show the evidence of one statement: the sentence with each part marked, where it stands, who said it."""
    with opened(store) as graph:
        extraction, found = find_statement(graph, statement)
    _render(extraction, found)
    return 0


def parts(extraction: Extraction, statement: Statement) -> Iterator[Part]:
    """Yield what the evidence of a statement consists of, in the order of the legend."""
    from kg.cli.triples import named

    names = named(extraction)
    target = names.get(statement.object, statement.object) if statement.object else statement.value
    spans, subject = statement.spans, names.get(statement.subject, statement.subject)
    meant = {"subject": subject, "predicate": statement.predicate, "object": target}
    for kind, means in meant.items():
        if kind in spans:
            yield _part(kind, spans[kind], means, extraction, statement)
    for link in sorted(statement.attribution, key=lambda a: a.order):
        if link.source_span:
            yield _part("source", link.source_span, names.get(link.source, link.source), extraction, statement)
        if link.cue_span:
            yield _part("reporting words", link.cue_span, link.speech_act, extraction, statement, words=link.cue)
    if "modality" in spans:
        yield _part("hedge", spans["modality"], statement.modality, extraction, statement)


def _part(kind: str, span: Span, means: str, extraction: Extraction, s: Statement, *, words: str = "") -> Part:
    if s.start <= span.start and span.end <= s.end:
        words = s.quote[span.start - s.start : span.end - s.start]
    elif not words:  # it stands in another sentence, of which the graph keeps the names alone
        mentions = (m for e in extraction.entities for m in e.mentions)
        words = next((m.text for m in mentions if (m.start, m.end) == (span.start, span.end)), "")
    return Part(kind=kind, start=span.start, end=span.end, words=words, means=means)


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

    from kg.cli.triples import headline, period, status, summary

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

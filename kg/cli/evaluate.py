"""``kg evaluate``: how good an extraction is, by the user's own annotated articles."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import box_of, plain, put, say, speaks

if TYPE_CHECKING:
    from rich.text import Text

    from kg.evaluation.tables import Table

__all__ = ["EXAMPLE", "NAME", "command", "show_tables"]

NAME = "evaluate"
#: How many notes on the gold are shown.
_NOTES = 12
#: For terminals without these signs.
_PLAIN_SIGNS = str.maketrans({"±": "+-", "·": ".", "–": "-"})
EXAMPLE = "kg evaluate gold/ extracted/ --html report.html"


def command(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="Annotated articles: a JSON file, or a folder with one an article.")
    ],
    system: Annotated[
        Path,
        typer.Argument(
            metavar="SYSTEM", help="What kg extract --format jsonl wrote: a file, or a folder with one DOC.jsonl each."
        ),
    ],
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Write all figures and the worst errors as JSON.")
    ] = None,
    html_file: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write a page with them; it needs no other file.")
    ] = None,
) -> int:
    """Compare an extraction with annotated articles: precision, recall, modality, sources, and what went wrong."""
    from kg.evaluation import evaluate, page_of, read_gold, read_system, render, tables_of, values_of

    wanted = read_gold(gold)
    for note in wanted.notes[:_NOTES]:
        say(note)
    if len(wanted.notes) > _NOTES:
        say(f"{len(wanted.notes) - _NOTES:,} more such names, triggers or sentences; correct these and run it again")
    given = read_system(system, wanted)
    found = evaluate(wanted, given)
    if found.missing:
        say(f"nothing was extracted from {', '.join(found.missing)}; all that they state counts as missed")
    if given.unknown:
        say(f"not annotated, so passed over: {', '.join(given.unknown)}")
    if json_file:
        json_file.write_text(json.dumps(values_of(found), ensure_ascii=False, indent=1) + "\n", "utf-8")
    if html_file:
        html_file.write_text(render(page_of(found, gold=str(gold), system=str(system))), "utf-8")
    show_tables(tables_of(found))
    return 0


def show_tables(tables: Iterable[Table]) -> None:
    """Write tables to stdout, each under its title."""
    from rich.table import Table as Drawn

    def cell(text: str) -> Text:
        return plain(text if speaks(sys.stdout, text) else text.translate(_PLAIN_SIGNS))

    for number, table in enumerate(tables):
        drawn = Drawn(box=box_of(), pad_edge=False, show_edge=False)
        for place, column in enumerate(table.columns):
            drawn.add_column(plain(column), justify="left" if place < table.words else "right", overflow="fold")
        for row in table.rows:
            drawn.add_row(*map(cell, row))
        put(*([""] if number else []), plain(table.title, "bold"), drawn)

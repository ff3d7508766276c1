"""``kg diff``: what came, went and changed between two graphs, or between two days of one."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import plain, put, say, write_text
from kg.cli.stores import StorePath, opened
from kg.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.courses import Change
    from kg.graph import KnowledgeGraph

__all__ = ["EXAMPLE", "NAME", "Format", "command"]

NAME = "diff"
EXAMPLE = "kg diff graph --on 2020-06-01 --on 2020-07-01, or kg diff old new --format json"

_AS_SHOWN = {"actual": "fact", "negated": "not so", "uncertain": "unsure", "contested": "possible"}


class Format(StrEnum):
    """How the difference is written."""

    TABLE = "table"
    JSON = "json"


def command(
    store: StorePath,
    other: Annotated[Path | None, typer.Argument(metavar="[STORE_B]", help="The later graph.")] = None,
    on: Annotated[
        list[datetime] | None,
        typer.Option("--on", formats=["%Y-%m-%d"], help="Twice, with one graph: by articles published until then."),
    ] = None,
    format: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.TABLE,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 if anything differs.")] = False,
) -> int:
    """Show which claims came, went or changed their status between two graphs, or two days of one, and whom it is of.

    A claim is threatened, planned, denied, contested or a fact ("actual"); each line has a sentence for it. Articles
    without a day of publication are on no day.
    """
    from kg.courses import compared

    days = [d.date() for d in on or ()]
    if (other is None) != (len(days) == 2) or (other is not None and days):
        raise ConfigError("give two graphs, or one and --on twice: kg diff graph --on 2020-06-01 --on 2020-07-01")
    if other is None:
        before, after = (_read(store, day) for day in days)
    else:
        before, after = _read(store), _read(other)
    found = compared(before, after)
    if format is Format.JSON:
        write_text(json.dumps(asdict(found), ensure_ascii=False, indent=2) + "\n")
    else:
        for title, changes in (("Came", found.came), ("Went", found.went), ("Changed", found.changed)):
            _put(title, changes)
        for title, names in (("Entities that came", found.entities_came), ("Entities that went", found.entities_went)):
            if names:
                put(plain(f"{title} ({len(names)})", "bold"), *(plain(f"  {name}") for name, _ in names), "")
        if not found:
            say("nothing differs")
    return int(exit_code and bool(found))


def _read(path: Path, day: date | None = None) -> KnowledgeGraph:
    from kg.graph import KnowledgeGraph

    with opened(path) as kept:
        found = kept.extractions()
        if day is not None:
            found = (x for x in found if (p := x.article.published) and date(p.year, p.month, p.day) <= day)
        return KnowledgeGraph(found, licence=kept.licence, extension=kept.extension)


def _put(title: str, changes: Sequence[Change]) -> None:
    from rich.padding import Padding

    from kg.cli.triples import sign

    if not changes:
        return
    put(plain(f"{title} ({len(changes)})", "bold"))
    for change in changes:
        symbol, style = sign(_AS_SHOWN.get(change.after or change.before, change.after or change.before))
        status = " to ".join(x for x in (change.before, change.after) if x)
        text = plain(f"{symbol} {status}", style)
        text.append("  ")
        text.append_text(plain(f"{change.subject} | {change.predicate} | {change.object}"))
        support = f"{change.support} statement{'s' * (change.support != 1)}"
        quote = plain(f"“{change.quote}” ({support})", "dim")
        put(text, Padding(quote, (0, 0, 0, 4), expand=False))
    put("")

"""``kg timeline``: what became of what was threatened, planned, ordered or denied, in order of days."""

from __future__ import annotations

import csv
import io
import json
from contextlib import suppress
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import plain, put, say, write_text
from kg.cli.query import Format
from kg.cli.show import articles_about, find
from kg.cli.stores import StorePath, opened
from kg.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.courses.lines import Line

__all__ = ["EXAMPLE", "NAME", "command"]

NAME = "timeline"
EXAMPLE = (
    'kg timeline graph "North Korea" -o timeline.html, or '
    "kg timeline graph --was threatened --between 2020-06-01..2020-06-30 --then done --by 2020-08-31"
)

_DAY = ["%Y-%m-%d"]
#: How the phases are marked, where kg show has another word for them.
_AS_SHOWN = {"done": "fact", "not done": "not so", "promised": "planned", "ordered": "demanded"}


def command(
    store: StorePath,
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="A name as the articles have it, or an IRI.")] = "",
    first: Annotated[datetime | None, typer.Option("--from", formats=_DAY, help="First day.")] = None,
    last: Annotated[datetime | None, typer.Option("--to", formats=_DAY, help="Last day.")] = None,
    was: Annotated[
        str, typer.Option("--was", metavar="PHASE", help="Only acts that were so, such as threatened.")
    ] = "",
    between: Annotated[str, typer.Option("--between", metavar="DAY..DAY", help="With --was: when that was said.")] = "",
    then: Annotated[str, typer.Option("--then", metavar="PHASE", help="With --was: and became so, such as done.")] = "",
    by: Annotated[datetime | None, typer.Option("--by", formats=_DAY, help="With --then: by this day.")] = None,
    format: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.TABLE,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Draw it: a page of HTML.")] = None,
) -> int:
    """Show the events of somebody or something, and the steps of each act, in order of days.

    Without a name it is the timeline of all. An act is followed from threat, order, plan or announcement to what became
    of it: done, denied, abandoned. --was and --then ask for acts that were one thing and became another.
    """
    from kg.courses import became, courses
    from kg.courses.lines import lines
    from kg.graph import KnowledgeGraph

    if (between or then) and not was:
        raise ConfigError("--between and --then are about --was; add --was threatened, for example")
    if by and not then:
        raise ConfigError("--by is about --then; add --then done, for example")
    days = _days(between) if between else None
    with opened(store) as kept:
        entities = find(kept, name) if name else []
        articles = map(kept.extraction, articles_about(kept, entities)) if entities else kept.extractions()
        graph = KnowledgeGraph((x for x in articles if x is not None), extension=kept.extension)
    found = courses(graph)
    if was:
        try:
            found = became(found, was=was, between=days, then=then, by=by.date() if by else None)
        except ValueError as exc:
            raise ConfigError(str(exc)) from exc
    shown = lines(
        graph, found, entities, first=first.date() if first else None, last=last.date() if last else None,
        events=not was,
    )  # fmt: skip
    _write(name, shown, format, output)
    return 0


def _write(name: str, shown: Sequence[Line], format: Format, output: Path | None) -> None:
    if output is not None:
        from kg.courses.drawing import page

        output.write_text(page(f"Timeline of {name}" if name else "Timeline", shown), "utf-8", "xmlcharrefreplace")
        say(f"{len(shown):,} lines are drawn in {output}")
    elif format is Format.JSON:
        write_text(json.dumps([asdict(x) for x in shown], ensure_ascii=False, indent=2) + "\n")
    elif format is Format.CSV:
        write_text(_table(shown))
    else:
        for line in shown:
            _put(line)
        say(f"{len(shown):,} {'line' if len(shown) == 1 else 'lines'}")


def _days(text: str) -> tuple[date, date]:
    with suppress(ValueError):
        first, last = map(date.fromisoformat, text.split(".."))
        return first, last
    raise ConfigError(f"--between {text!r}: write two days such as 2020-06-01..2020-06-30")


def _table(shown: Sequence[Line]) -> str:
    from kg.courses.lines import Line

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(Line.__dataclass_fields__)
    for line in shown:
        writer.writerow([" | ".join(v) if isinstance(v, tuple) else v for v in asdict(line).values()])
    return text.getvalue()


def _put(line: Line) -> None:
    from rich.padding import Padding

    from kg.cli.triples import sign

    symbol, style = sign(_AS_SHOWN.get(line.phase, line.phase))
    day = f"by {line.day}" if line.day and line.phase == "done" and not line.dated else line.day or "day unknown"
    text = plain(f"{day} to {line.until}" if line.until else day)
    text.append(f"  {symbol} {line.phase}  ", style=style)
    text.append_text(plain(f"{line.what}{f', for {line.due}' if line.due else ''}"))
    became = f"the act is {line.outcome}" if line.outcome not in ("", line.phase) else ""
    about = [f"said by {', '.join(line.sources)}" if line.sources else "", *line.articles, became, line.act]
    quotes = [plain(f"“{q}”", "dim") for q in line.quotes]
    put(
        text, *(Padding(x, (0, 0, 0, 4), expand=False) for x in (*quotes, plain(", ".join(filter(None, about)), "dim")))
    )

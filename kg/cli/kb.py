"""``kg kb``: knowledge bases of names, to which entities are linked."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import box_of, plain, put, say
from kg.errors import ConfigError

if TYPE_CHECKING:
    from kg.linking.dumps import Item
    from kg.linking.entries import KnowledgeBase

__all__ = ["COMMANDS", "EXAMPLE", "NAME", "find", "import_file", "info"]

NAME = "kb"
EXAMPLE = "kg kb find Gazprom, or kg kb import latest-all.json.bz2 -o wikidata.kb"
_PERIOD = 20.0

KbOption = Annotated[str, typer.Option("--kb", metavar="KB", help="A knowledge base that kg kb import made.")]


def import_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Wikidata JSON dump or CSV; also .gz, .bz2, .xz.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="KB", help="The knowledge base to write.")],
    least_links: Annotated[
        int, typer.Option("--least-links", min=0, metavar="N", help="Of a dump: only items with so many site links.")
    ] = 1,
) -> int:
    """Make a knowledge base of a Wikidata dump or a CSV table.

    A table has the columns id (Q1065), name and class, and may have aliases (a;b), description, countries (DE;FR) and
    popularity (0-1). The knowledge base is whole or not there: an import that is cut off leaves the one before.
    """
    from kg.linking.stored import import_base

    if not file.is_file():
        raise ConfigError(f"there is no file {file}; give a Wikidata JSON dump or a CSV table")
    if output.is_dir():
        raise ConfigError(f"{output} is a directory; give the name of a file")
    facts = import_base(file, output, least_links=least_links, progress=_Progress(file.stat().st_size))
    say(f"{int(facts['count']):,} entries with {int(facts['names']):,} names are in {output}")
    say(f"use it with: kg build articles/ -o graph --kb {output}")
    return 0


class _Progress:
    """Tell from time to time how far an import is."""

    def __init__(self, size: int) -> None:
        self._size, self._last = max(size, 1), time.monotonic()

    def __call__(self, item: Item) -> None:
        if item.line % 1000 == 0 and time.monotonic() - self._last >= _PERIOD:
            self._last = time.monotonic()
            say(f"{item.line:,} lines, {100 * item.done / self._size:.0f}% of the file")


def _base(kb: str) -> KnowledgeBase:
    from kg.linking.shipped import shipped
    from kg.linking.stored import StoredBase

    return StoredBase(Path(kb)) if kb else shipped()


def info(kb: KbOption = "") -> int:
    """Tell how large a knowledge base is and where it is from; without --kb the one that ships."""
    for key, value in sorted(_base(kb).facts().items()):
        put(plain(f"{key}: {value}"))
    return 0


def find(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, in any case, with or without accents.")],
    kb: KbOption = "",
) -> int:
    """List what a name may mean, the likeliest first; without --kb in the knowledge base that ships."""
    from rich.table import Table

    from kg.linking.names import key_of, short_key

    base, key = _base(kb), key_of(name)
    found = base.candidates(key) or base.candidates(short_key(key))
    if not found:
        say(f"nothing is called {name!r} there")
        return 1
    table = Table(box=box_of())
    for column in ("item", "name", "class", "what", "countries", "prior", "known"):
        table.add_column(column)
    for c in found:
        e = c.entry
        cells = (e.id, e.name, e.cls, e.description, " ".join(e.countries), f"{c.prior:.2f}", f"{e.popularity:.2f}")
        table.add_row(*(plain(cell) for cell in cells))
    put(table)
    return 0


#: Name, function and example of each.
COMMANDS = (
    ("import", import_file, "kg kb import latest-all.json.bz2 -o wikidata.kb --least-links 5"),
    ("info", info, "kg kb info --kb wikidata.kb"),
    ("find", find, "kg kb find Gazprom"),
)

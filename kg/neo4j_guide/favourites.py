"""Queries worth keeping, in the forms that Neo4j Browser takes in by drag and drop.

A dropped ``.cypher`` file becomes one favourite whatever is in it; a ``.zip`` becomes one for each
file in it, in a folder with the name of the files' folder. A favourite is called what its first
comment says, and they are sorted by that, so they have numbers there.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ontology import resource

__all__ = ["Favourite", "archive", "favourites", "script"]

_FOLDER = "Triplewire"
_TABLE = " (a table)"
_UNSAFE = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Favourite:
    """A query in Cypher with what it asks.

    Parameters
    ----------
    title : str
    query : str
        Without the title and without a semicolon at the end.
    drawn : bool
        Whether the answer is a graph, not a table.
    """

    title: str
    query: str
    drawn: bool

    def text(self, number: int | None = None) -> str:
        """Return the query below its title, which a number may precede."""
        return f"// {'' if number is None else f'{number:02} '}{self.title}\n{self.query}"


@cache
def favourites() -> tuple[Favourite, ...]:
    """Return all queries: those that draw, those that list, then the questions that come with the ontology."""
    own = files("kg.neo4j_guide").joinpath("favourites.cypher").read_text("utf-8")
    queries = sorted(f.name for f in resource("queries").iterdir() if f.name.endswith(".cypher"))
    asked = [resource("queries").joinpath(name).read_text("utf-8") for name in queries]
    drawing = [_parsed(text) for text in own.split(";\n") if text.strip()]
    return (*drawing, *(_parsed(text, drawn=False) for text in asked))


def _parsed(text: str, *, drawn: bool = True) -> Favourite:
    title, _, query = text.strip().removeprefix("// ").partition("\n")
    title = title[0].upper() + title[1:]
    return Favourite(title=title.removesuffix(_TABLE), query=query.strip(), drawn=drawn and not title.endswith(_TABLE))


def script(found: Iterable[Favourite]) -> str:
    """Return all queries in one file, for ``cypher-shell`` or an editor."""
    return "\n\n".join(f"{f.text()};" for f in found) + "\n"


def archive(found: Iterable[Favourite]) -> bytes:
    """Return the zip file that Neo4j Browser turns into a folder of favourites; the same bytes each time."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for number, favourite in enumerate(found, start=1):
            name = f"{_FOLDER}/{number:02} {_UNSAFE.sub(' ', favourite.title).strip()}.cypher"
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, favourite.text(number))
    return stream.getvalue()

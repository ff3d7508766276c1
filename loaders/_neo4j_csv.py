"""Tables in the CSV that ``neo4j-admin database import`` reads.

Each string is quoted, with quotes doubled, so a comma or line break in it separates nothing; numbers
and dates are not. A header names properties of ours with their types, never a word of an article.
Two things that the importer cannot do are gone round: an element of a list cannot be quoted, so
lists are divided by a character that is in none of them; and a property has one type in a table, so
rows in which it has another go to another table.

References
----------
.. [1] https://neo4j.com/docs/operations-manual/5/tools/neo4j-admin/neo4j-admin-import/
"""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO, Final, TextIO

from kg.errors import StoreError
from loaders._naming import shard_of
from loaders._spool import Spool

__all__ = ["CsvFile", "CsvTables"]

#: Characters that mean nothing (Unicode's noncharacters, then those for private use), to divide lists.
_DIVIDERS: Final = tuple(chr(c) for c in (*range(0xFDD0, 0xFDF0), *range(0xE000, 0xF900)))
_PROPERTY = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_TYPES: Final[Mapping[type, str]] = {bool: "boolean", int: "long", float: "double", str: "string", date: "date"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvFile:
    """A file that was written.

    Parameters
    ----------
    path : Path
    rows : int
    broken : bool
        Whether there is a line break in a value.
    """

    path: Path
    rows: int
    broken: bool


@dataclass(slots=True)
class _Table:
    fixed: tuple[str, ...]
    columns: dict[str, str] = field(default_factory=dict)
    rows: int = 0
    broken: bool = False

    def takes(self, types: Mapping[str, str]) -> bool:
        """Whether no property of a row has another type here."""
        return all(self.columns.get(name, kind) == kind for name, kind in types.items())


class CsvTables:
    """Collects rows of several tables on disk, and writes the tables when all are known.

    Parameters
    ----------
    folder : Path
        For what is collected; is made.
    """

    def __init__(self, folder: Path) -> None:
        self._spool = Spool(folder)
        self._tables: dict[str, list[_Table]] = {}
        self._known: dict[tuple[str, tuple[tuple[str, str], ...]], tuple[int, _Table]] = {}
        self._dividers = dict.fromkeys(_DIVIDERS)
        self.largest = 0

    def add(self, name: str, fixed: Mapping[str, str | Iterable[str]], values: Mapping[str, Any]) -> None:
        """Add a row to a table.

        Parameters
        ----------
        name : str
            Of the table and its file.
        fixed : mapping of str
            The columns that every row has, by what the header calls them (``":START_ID(Article)"``).
        values : mapping
            Properties: strings, integers of 64 bits, floats, truth values, dates, or lists of these.

        Raises
        ------
        StoreError
            If a value cannot be written in this format.
        """
        types = {key: _TYPES.get(type(value)) or _list_type(name, key, value) for key, value in values.items()}
        number, table = self._table_of(name, fixed, types)
        table.rows += 1
        text = " ".join(_strings((*fixed.values(), *values.values())))
        table.broken = table.broken or "\n" in text or "\r" in text
        self.largest = max(self.largest, len(text))
        if not text.isascii():
            for char in self._dividers.keys() & set(text):
                del self._dividers[char]
        self._spool.put(_part(name, number), (tuple(fixed.values()), dict(values)))

    def _table_of(self, name: str, fixed: Iterable[str], types: Mapping[str, str]) -> tuple[int, _Table]:
        """Return a table, and its number among those of the name, that takes values of some types."""
        key = name, tuple(types.items())
        found = self._known.get(key)
        if found is None:
            if wrong := [p for p in types if not _PROPERTY.fullmatch(p)]:
                raise StoreError(f"{wrong[0]!r} of {name} cannot be a property in CSV")
            variants = self._tables.setdefault(name, [])
            number = next((i for i, t in enumerate(variants) if t.takes(types)), len(variants))
            if number == len(variants):
                variants.append(_Table(tuple(fixed)))
            variants[number].columns.update(types)
            found = self._known[key] = number, variants[number]
        return found

    @property
    def divider(self) -> str:
        """The character that divides lists: one that is in none.

        Raises
        ------
        StoreError
            If every possible one is in some list.
        """
        if not self._dividers:
            raise StoreError("the lists hold every character that could divide them; write another format")
        return next(iter(self._dividers))

    def write(self, folder: Path, *, compress: bool = False, shards: int = 1) -> Iterator[CsvFile]:
        """Write the tables, sorted by name, and yield what each is; what was collected is gone afterwards.

        Of several shards each is a file with a header of its own; rows go to them by the hash of their first column.
        """
        ending = ".csv.gz" if compress else ".csv"
        for name, variants in sorted(self._tables.items()):
            for number, table in enumerate(variants):
                part = _part(name, number)
                names = [part] if shards == 1 else [f"{part}.{n:05}-of-{shards:05}" for n in range(shards)]
                counts = self._write_parts(table, part, [folder / f"{n}{ending}" for n in names])
                self._spool.drop(part)
                for path, rows in counts.items():
                    yield CsvFile(path=path, rows=rows, broken=table.broken)
        self._tables.clear()

    def _write_parts(self, table: _Table, part: str, paths: list[Path]) -> dict[Path, int]:
        """Write the rows of a table to some files and return how many each got; without rows there is no file."""
        columns, divider = sorted(table.columns), self.divider
        header = ",".join([*table.fixed, *(f"{c}:{table.columns[c]}" for c in columns)]) + "\n"
        counts: Counter[Path] = Counter()
        with ExitStack() as stack:
            streams: dict[Path, TextIO] = {}
            for fixed, values in self._spool.read(part):
                path = paths[shard_of(fixed[0], len(paths))] if len(paths) > 1 else paths[0]
                if path not in streams:
                    streams[path] = stack.enter_context(_opened(path))
                    streams[path].write(header)
                streams[path].write(",".join([_cell(v, divider) for v in (*fixed, *map(values.get, columns))]) + "\n")
                counts[path] += 1
        return {path: counts[path] for path in paths if path in counts}


def _strings(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield from (element for element in value if isinstance(element, str))


def _part(name: str, number: int) -> str:
    return name if number == 0 else f"{name}-{number + 1}"


def _list_type(table: str, key: str, value: Any) -> str:
    if not isinstance(value, list):
        raise StoreError(f"{value!r} ({key} of {table}) is of no type that can be written as CSV")
    if value in ([], [""]):  # both would be taken for nothing
        raise StoreError(f"the list {value!r} ({key} of {table}) cannot be written as CSV; leave it out")
    kinds = {_TYPES.get(type(element), "unknown") for element in value}
    if len(kinds) > 1 or "unknown" in kinds:
        raise StoreError(f"the list {key} of {table} has values of several types: {', '.join(sorted(kinds))}")
    return f"{kinds.pop()}[]"


def _cell(value: Any, divider: str) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return '"' + value.replace('"', '""') + '"'
    if isinstance(value, list | tuple):
        return _cell(divider.join(e if isinstance(e, str) else _cell(e, divider) for e in value), divider)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else repr(value)


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    with path.open("wb") as stream:
        if path.suffix == ".gz":
            # without a name and a date the same rows give the same bytes
            with gzip.GzipFile("", "wb", 6, stream, mtime=0) as packed, _text(packed) as text:
                yield text
        else:
            with _text(stream) as text:
                yield text


def _text(stream: BinaryIO | gzip.GzipFile) -> TextIOWrapper:
    return TextIOWrapper(stream, "utf-8", newline="")

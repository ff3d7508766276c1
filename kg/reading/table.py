"""Articles as tables: CSV and its kin, one article a row."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from kg.articles import Article
from kg.config import Config
from kg.errors import ReadError
from kg.reading._base import Reader, Source, peek
from kg.reading._decoding import decode
from kg.reading._records import FIELDS, draft_of
from kg.registry import readers

__all__ = ["TableReader"]

FIELD_LIMIT = 16 * 1024 * 1024
"""Code points of the longest field."""

_DELIMITERS = ",\t;|"
_WIDE = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
         (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
_STRAY = re.compile("[\udc80-\udcff]")
_QUOTED_TAB = re.compile(r'(?:^|\t)"([^\t\n]*)(?=\t|\n|$)', re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dialect:
    """How a table parts its fields, as the `csv` module wants it."""

    delimiter: str = ","
    quoting: int = csv.QUOTE_MINIMAL
    escapechar: str | None = None
    doublequote: bool = True

    def reader(self, lines: Iterator[str]) -> Iterator[list[str]]:
        return csv.reader(
            lines, delimiter=self.delimiter, quoting=self.quoting, escapechar=self.escapechar,  # type: ignore[arg-type]
            doublequote=self.doublequote, strict=True,
        )  # fmt: skip


@readers.register("table")
class TableReader(Reader):
    """Tables with a header (CSV, TSV), one article a row; columns are named with ``--field text=body``."""

    suffixes: ClassVar[tuple[str, ...]] = (".csv", ".tsv", ".tab")
    decisive = True

    @classmethod
    def sniff(cls, head: bytes) -> bool:
        """Tell whether the first line is a header with a column ``text`` beside another that is known."""
        known = {name for names in FIELDS.values() for name in names}
        found = set(_header(peek(head), _dialect(peek(head))))
        return "text" in found and len(found & known) > 1

    def read(self, source: Source, *, config: Config, fields: Mapping[str, str]) -> Iterator[Article | ReadError]:
        """Yield an article or an error for each row below the header, as they are read."""
        if csv.field_size_limit() < FIELD_LIMIT:  # the module has one for the whole process
            csv.field_size_limit(FIELD_LIMIT)
        lines = _Lines(_text(source))
        rows = _dialect(peek(source.head), source.suffix).reader(lines)
        columns = _columns(rows, source, fields)
        while True:
            place = f"line {lines.number + 1}"
            try:
                row = next(rows, None)
                if row is None:
                    return
                if row:
                    draft = draft_of(_record(row, columns), fields, place=place)
                    yield from source.articles(draft, config=config)
            except ReadError as exc:
                yield source.error(exc.reason, place=place)
            except csv.Error as exc:
                yield source.error(f"is no row of the table: {_advice(exc, lines.number)}", place=place)


class _Lines:
    """The lines of a table, counted."""

    def __init__(self, stream: io.TextIOBase) -> None:
        self._stream, self.number = stream, 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._stream.readline(FIELD_LIMIT)
        if not line:
            raise StopIteration
        self.number += 1
        return line


def _text(source: Source) -> io.TextIOBase:
    """Return the characters; bytes that are not UTF-8 are settled field by field."""
    encoding = next((name for mark, name in _WIDE if source.head.startswith(mark)), "utf-8-sig")
    errors = "surrogateescape" if encoding == "utf-8-sig" else "replace"
    return io.TextIOWrapper(source.stream, encoding=encoding, errors=errors, newline="")


def _dialect(head: str, suffix: str = "") -> _Dialect:
    """Tell the dialect from the beginning of a table."""
    first = head.lstrip("\ufeff\r\n").split("\n", 1)[0]
    outside = re.sub(r'"[^"]*"', "", first)
    best = max(_DELIMITERS, key=outside.count)
    delimiter = "\t" if suffix in {".tsv", ".tab"} and "\t" in outside else best
    if delimiter == "\t" and any(
        not q.rstrip("\r").endswith('"') and q.count('"') % 2 for q in _QUOTED_TAB.findall(head)
    ):
        return _Dialect(delimiter=delimiter, quoting=csv.QUOTE_NONE)  # quotation marks are the text's own
    if '\\"' in head and '""' not in head.replace('\\""', ""):
        return _Dialect(delimiter=delimiter, escapechar="\\", doublequote=False)
    return _Dialect(delimiter=delimiter)


def _header(head: str, dialect: _Dialect) -> list[str]:
    try:
        return [name.strip() for name in next(dialect.reader(iter(head.splitlines()[:1])), [])]
    except csv.Error:
        return []


def _columns(rows: Iterator[list[str]], source: Source, fields: Mapping[str, str]) -> list[str]:
    try:
        columns = [name.strip() for name in next((row for row in rows if row), [])]
    except csv.Error as exc:
        raise source.error(f"does not begin with a header: {exc}; write the names of its columns first") from exc
    text = fields.get("text", "text")
    missing = sorted(f"{own}={name}" for own, name in fields.items() if name not in columns)
    if text not in columns:
        shown = ", ".join(columns[:12]) + (", …" if len(columns) > 12 else "")
        raise source.error(
            f"has no column {text!r} with the texts (its columns: {shown or 'none'}); "
            f"name the one that holds them with --field text=NAME"
        )
    if missing:
        raise source.error(f"has no column for --field {missing[0]} (its columns: {', '.join(columns[:12])})")
    return columns


def _record(row: list[str], columns: list[str]) -> dict[str, object]:
    if len(row) != len(columns):
        raise ReadError(
            f"has {len(row)} fields where the header has {len(columns)}; put fields that hold the delimiter or a line "
            f"break in quotation marks"
        )
    record: dict[str, object] = {}
    for name, value in zip(columns, row, strict=True):
        if _STRAY.search(value):
            value = decode(value.encode("utf-8", "surrogateescape"))
        if value or name not in record:
            record[name] = value
    # An empty cell is nothing told, but for the text, which is then missing.
    return {name: value for name, value in record.items() if value or name in {"text", "body", "content"}}


def _advice(exc: csv.Error, line: int) -> str:
    reason = str(exc)
    if "field larger" in reason:
        return f"a field is longer than {FIELD_LIMIT:,} characters; a quotation mark may not be closed"
    if "end of data" in reason:
        return "a quotation mark is not closed to the end of the file; close it"
    return f"{reason} (line {line}); write a quotation mark inside a field twice"

"""Articles as JSON: one object a line, or a single object or array."""

from __future__ import annotations

import codecs
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import ClassVar

from kg.articles import Article
from kg.config import Config
from kg.errors import ReadError
from kg.reading._base import Reader, Source, peek
from kg.reading._decoding import decode
from kg.reading._records import draft_of
from kg.registry import readers

__all__ = ["JsonReader"]

LINE_LIMIT = 32 * 1024 * 1024
"""Bytes of the longest line, or of the longest document that is not lines."""

_LINE_SUFFIXES = (".jsonl", ".ndjson", ".jl")
_TOO_LONG = b"<too long>"
_START = re.compile(r"\s*(?:\{|\[\s*(?:\{|\]))")


@readers.register("jsonl")
class JsonReader(Reader):
    """JSON lines, one article an object; also one JSON object or array.

    Fields: ``text``, ``title``, ``url``, ``published`` or ``date``, ``publisher``, ``author``
    or ``authors``, ``language``, ``id``. Others are named with ``--field text=body``.
    """

    suffixes: ClassVar[tuple[str, ...]] = (*_LINE_SUFFIXES, ".json")

    @classmethod
    def sniff(cls, head: bytes) -> bool:
        """Tell whether it starts as an object or an array of objects does."""
        return bool(_START.match(peek(head)))

    def read(self, source: Source, *, config: Config, fields: Mapping[str, str]) -> Iterator[Article | ReadError]:
        """Yield an article or an error for each line, or for each item of an array.

        Lines are read one at a time, so that the file may be of any size.
        """
        items = _lines(_utf8(source)) if _is_lines(source) else _document(source)
        for place, item in items:
            try:
                draft = draft_of(_parsed(item) if isinstance(item, bytes) else item, fields, place=place)
            except ReadError as exc:
                yield source.error(exc.reason, place=place)
            else:
                yield from source.articles(draft, config=config)


def _is_lines(source: Source) -> bool:
    """Tell whether each line is an object; a document by itself is an array or spread over lines."""
    if source.suffix in _LINE_SUFFIXES:
        return True
    lines = [line for line in peek(source.head).splitlines() if line.strip()]
    if not lines or not lines[0].lstrip().startswith("{"):
        return False
    if len(lines) == 1 or lines[1].startswith("{"):
        return True
    try:
        return isinstance(json.loads(lines[0]), dict)
    except (ValueError, RecursionError):
        return False


def _utf8(source: Source) -> io.BufferedIOBase:
    """Return the stream in UTF-8; only UTF-16 and UTF-32, which have a mark, are read whole for that."""
    if b"\0" not in source.head:
        return source.stream
    data = source.read(LINE_LIMIT, advice="save it as UTF-8, which is read line by line")
    return io.BytesIO(decode(data).encode("utf-8", "surrogatepass"))


def _lines(stream: io.BufferedIOBase) -> Iterator[tuple[str, object]]:
    """Yield the place and bytes of each line that is not blank, or nothing for one that is too long."""
    number = 0
    while line := stream.readline(LINE_LIMIT + 1):
        number += 1
        if len(line) > LINE_LIMIT and not line.endswith(b"\n"):
            while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
                pass
            yield f"line {number}", _TOO_LONG
        elif number == 1:
            yield from ((f"line {number}", part) for part in (line.removeprefix(codecs.BOM_UTF8),) if part.strip())
        elif line.strip():
            yield f"line {number}", line


def _parsed(line: bytes) -> object:
    if line is _TOO_LONG:
        raise ReadError(f"is longer than {LINE_LIMIT:,} bytes, which no article is; split it")
    try:
        return _loads(line.decode("utf-8"))
    except UnicodeDecodeError as exc:
        raise ReadError(f"is not UTF-8 at byte {exc.start + 1:,} of the line; save the file as UTF-8") from exc


def _loads(text: str) -> object:
    try:
        value: object = json.loads(text)
    except RecursionError as exc:
        raise ReadError("is JSON nested too deeply for an article; write its fields as one flat object") from exc
    except json.JSONDecodeError as exc:
        raise ReadError(f"is no JSON: {exc.msg} at column {exc.colno:,}; correct it or leave it out") from exc
    except ValueError as exc:
        raise ReadError(f"is no JSON: {exc}; correct it or leave it out") from exc
    return value


def _document(source: Source) -> Iterator[tuple[str, object]]:
    data = source.read(LINE_LIMIT, advice="write its articles as JSON lines (.jsonl), one object a line")
    value = _loads(decode(data))
    if not isinstance(value, list):
        yield "", value
    elif not value:
        raise ReadError("holds no text: its array is empty")
    else:
        yield from ((f"item {number}", item) for number, item in enumerate(value, 1))

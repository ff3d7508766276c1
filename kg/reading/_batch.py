"""A batch: each path to its files, each file to its reader, errors as values."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from kg.articles import Article
from kg.config import Config
from kg.errors import ReadError
from kg.reading._base import HEAD, Reader, Source
from kg.reading._content import unreadable
from kg.reading._records import check_fields
from kg.reading._walk import File, os_error, walk
from kg.registry import readers

__all__ = ["choose", "count", "read"]

_NO_FIELDS: Mapping[str, str] = MappingProxyType({})
_LINE_SUFFIXES = frozenset({".jsonl", ".ndjson", ".jl"})
_CHEAP = 64 * 1024 * 1024
"""Bytes of line files that are read to count articles."""


def read(
    paths: Iterable[str | Path],
    *,
    config: Config,
    fields: Mapping[str, str] = _NO_FIELDS,
    stdin: BinaryIO | None = None,
) -> Iterator[Article | ReadError]:
    """Read articles from files, folders and standard input.

    Parameters
    ----------
    paths : iterable of str or Path
        Each a file, a folder with any mix of files, or ``"-"`` for standard input.
    config : Config
        Its ``date`` is the publication date of articles that state none.
    fields : mapping of str to str, optional
        For JSON: an article's field to the name that the records give it, such as
        ``{"text": "body", "published": "meta.date"}``.
    stdin : binary stream, optional
        Read for ``"-"``; by default standard input.

    Yields
    ------
    Article or ReadError
        In the order of the paths; files of a folder in the order of their names. An error
        stands for one article, file or folder that could not be read. Articles are read one
        at a time, as they are asked for.

    Raises
    ------
    ConfigError
        At once, if ``fields`` names something that is no field of an article.
    """
    return _read_all(paths, config, check_fields(fields), stdin)


def count(paths: Iterable[str | Path]) -> int | None:
    """Return how many values `read` will yield for paths, or None if that is not cheap to tell.

    Lines of JSONL files are counted, up to 64 MiB in all; standard input cannot be, nor
    what a JSON document or an unfinished stream holds.
    """
    total, cheap = 0, _CHEAP
    for found in walk(paths):
        if isinstance(found, ReadError):
            total += 1
            continue
        if found.path is None or found.path.suffix.lower() == ".json" or not found.path.is_file():
            return None
        if found.path.suffix.lower() not in _LINE_SUFFIXES:
            total += 1
            continue
        try:
            cheap -= found.path.stat().st_size
            if cheap < 0:
                return None
            with found.path.open("rb") as lines:
                total += max(1, sum(1 for line in lines if line.strip()))
        except OSError:
            total += 1
    return total


def _read_all(
    paths: Iterable[str | Path], config: Config, fields: Mapping[str, str], stdin: BinaryIO | None
) -> Iterator[Article | ReadError]:
    for found in walk(paths):
        if isinstance(found, ReadError):
            yield found
            continue
        try:
            if found.path is None:
                yield from _read_source(Source.over(stdin or sys.stdin.buffer, name=found.name), config, fields)
            else:
                yield from _read_file(found, found.path, config, fields)
        except ReadError as exc:
            yield exc if exc.source else type(exc)(exc.reason, source=found.name, place=exc.place)
        except OSError as exc:
            yield os_error(exc, found.name)


def _read_file(file: File, path: Path, config: Config, fields: Mapping[str, str]) -> Iterator[Article | ReadError]:
    with path.open("rb") as stream:
        yield from _read_source(Source.over(stream, name=file.name, suffix=path.suffix), config, fields)


def _read_source(source: Source, config: Config, fields: Mapping[str, str]) -> Iterator[Article | ReadError]:
    if not source.head.strip() and len(source.head) < HEAD:
        yield source.error("holds no text")
    elif problem := unreadable(source.head, source.suffix):
        yield source.error(problem)
    else:
        yield from choose(source)().read(source, config=config, fields=fields)


def choose(source: Source) -> type[Reader]:
    """Return the reader for a source: by content and suffix, else by content, by suffix, or that of plain text."""

    def fit(reader: type[Reader]) -> tuple[bool, bool]:
        return reader.sniff(source.head), source.suffix in reader.suffixes

    known: list[type[Reader]] = [plugin.value for plugin in readers]
    best = max(known, key=fit)
    return best if any(fit(best)) else readers.get("text")

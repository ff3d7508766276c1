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
from kg.reading._base import Setting, Source
from kg.reading._choosing import read_part
from kg.reading._records import check_fields
from kg.reading._walk import File, os_error, walk

__all__ = ["count", "read", "read_file"]

_NO_FIELDS: Mapping[str, str] = MappingProxyType({})
_LINE_SUFFIXES = frozenset({".jsonl", ".ndjson", ".jl"})
_SEVERAL = frozenset(
    {".json", ".csv", ".tsv", ".gz", ".tgz", ".zip", ".tar", ".warc", ".wacz", ".xml", ".rss", ".atom", ".rdf"}
)
"""Suffixes of files that may hold several articles, which cannot be counted at once."""

_CHEAP = 64 * 1024 * 1024
"""Bytes of line files that are read to count articles."""


def read(
    paths: Iterable[str | Path],
    *,
    config: Config,
    fields: Mapping[str, str] = _NO_FIELDS,
    stdin: BinaryIO | None = None,
    setting: Setting | None = None,
) -> Iterator[Article | ReadError]:
    """Read articles from files, folders and standard input.

    Parameters
    ----------
    paths : iterable of str or Path
        Each a file, a folder with any mix of files, or ``"-"`` for standard input.
    config : Config
        Its ``date`` is the publication date of articles that state none.
    fields : mapping of str to str, optional
        For JSON and tables: an article's field to the name that the records give it, such as
        ``{"text": "body", "published": "meta.date"}``.
    stdin : binary stream, optional
        Read for ``"-"``; by default standard input.
    setting : Setting, optional
        By default all articles are read, and none is fetched from the network.

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
    return _read_all(paths, config, check_fields(fields), stdin, setting or Setting())


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
        if found.path is None or found.path.suffix.lower() in _SEVERAL or not found.path.is_file():
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
    paths: Iterable[str | Path], config: Config, fields: Mapping[str, str], stdin: BinaryIO | None, setting: Setting
) -> Iterator[Article | ReadError]:
    for found in walk(paths):
        if isinstance(found, ReadError):
            yield found
        else:
            yield from read_file(found, config=config, fields=fields, stdin=stdin, setting=setting)


def read_file(
    file: File, *, config: Config, fields: Mapping[str, str], stdin: BinaryIO | None = None,
    setting: Setting | None = None,
) -> Iterator[Article | ReadError]:  # fmt: skip
    """Yield the articles of one file, and an error for each that cannot be read; arguments are those of `read`.

    ``fields`` are used as they are: see `kg.reading._records.check_fields`.
    """
    if file.path is None:
        stream = stdin or sys.stdin.buffer
        yield from read_part(Source.over(stream, name=file.name, setting=setting), config, fields)
        return
    try:
        with file.path.open("rb") as opened:
            source = Source.over(opened, name=file.name, suffix=file.path.suffix, path=file.path, setting=setting)
            yield from read_part(source, config, fields)
    except OSError as exc:
        yield os_error(exc, file.name)

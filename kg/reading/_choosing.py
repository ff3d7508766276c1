"""A source to its reader, also one that lies in another; what goes wrong in one leaves the others be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.articles import Article
from kg.config import Config
from kg.errors import ReadError
from kg.reading._base import HEAD, Reader, Source
from kg.reading._content import unreadable
from kg.reading._walk import os_error
from kg.registry import readers

__all__ = ["choose", "read_part", "read_source"]

DEEPEST = 4
"""Archives that may lie in one another."""


def read_source(source: Source, config: Config, fields: Mapping[str, str]) -> Iterator[Article | ReadError]:
    """Yield the articles of a source, read by the reader that fits it."""
    if not source.head.strip() and len(source.head) < HEAD:
        yield source.error("holds no text")
    elif problem := unreadable(source.head, source.suffix):
        yield source.error(problem)
    elif source.depth > DEEPEST:
        yield source.error(f"lies in more than {DEEPEST} archives, one in another; unpack the outer ones first")
    else:
        yield from choose(source)().read(source, config=config, fields=fields)


def read_part(source: Source, config: Config, fields: Mapping[str, str]) -> Iterator[Article | ReadError]:
    """Yield the articles of a part of another source; if it cannot be read on, that is the last it yields."""
    try:
        yield from read_source(source, config, fields)
    except ReadError as exc:
        yield exc if exc.source else type(exc)(exc.reason, source=source.name, place=exc.place)
    except OSError as exc:
        yield os_error(exc, source.name)


def choose(source: Source) -> type[Reader]:
    """Return the reader for a source: by content and suffix, else by content, by suffix, or that of plain text."""

    def fit(reader: type[Reader]) -> tuple[bool, bool, bool]:
        suffix = source.suffix in reader.suffixes
        return suffix and reader.decisive, reader.sniff(source.head), suffix

    known: list[type[Reader]] = [plugin.value for plugin in readers]
    best = max(known, key=fit)
    return best if any(fit(best)) else readers.get("text")

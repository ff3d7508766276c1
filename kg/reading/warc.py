"""Web archives (WARC), as crawlers such as Common Crawl write them: the web pages in them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from email.message import Message
from typing import Any, ClassVar

from kg.articles import Article
from kg.config import Config
from kg.errors import ReadError
from kg.reading._articles import Draft
from kg.reading._base import Reader, Source
from kg.reading._choosing import read_part
from kg.reading._unpacking import Unpacked
from kg.registry import readers

__all__ = ["WarcReader", "content_type"]

_SUFFIXES = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt"}


@readers.register("warc")
class WarcReader(Reader):
    """Web archives (WARC): pages and plain texts among responses, resources and conversions."""

    suffixes: ClassVar[tuple[str, ...]] = (".warc",)

    @classmethod
    def sniff(cls, head: bytes) -> bool:
        """Tell whether the first record is one of WARC."""
        return head.startswith(b"WARC/")

    def read(self, source: Source, *, config: Config, fields: Mapping[str, str]) -> Iterator[Article | ReadError]:
        """Yield the article of each page that was answered with 200, record by record.

        The encoding is the one in the HTTP header, the address the record's where the page
        names none, and the day of the crawl stands in where nothing else tells the date.
        """
        for number, record in _records(source):
            kind, charset = _kind(record)
            suffix = _SUFFIXES.get(kind)
            if suffix is None:
                continue
            url = record.rec_headers.get_header("WARC-Target-URI") or ""
            try:
                packed = int(record.rec_headers.get_header("Content-Length") or 0)
                stream = io.BufferedReader(Unpacked(record.content_stream(), lambda size=packed: size))  # type: ignore[misc]
                hints = Draft(text="", url=url if url.startswith(("http:", "https:")) else "")
                inner = source.holding(
                    stream, name=url or f"record {number}", suffix=suffix, charset=charset, hints=hints,
                    crawled=_day(record.rec_headers.get_header("WARC-Date")),
                )  # fmt: skip
            except (ReadError, ValueError, EOFError, OSError) as exc:
                reason = exc.reason if isinstance(exc, ReadError) else f"is a damaged record ({exc}); get it again"
                yield source.error(reason, place=f"record {number}")
                continue
            yield from read_part(inner, config, fields)


class _Pieces:
    """A stream for warcio, which reads more than it needs: damage further on must not cost what is before it."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        return self._stream.read1(size)


def _records(source: Source) -> Iterator[tuple[int, Any]]:
    """Yield the records that may hold a page, counted from 1 among all."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError as exc:
        raise source.error(
            "is a web archive (WARC), which warcio reads; install it with: pip install 'triplewire[warc]'"
        ) from exc
    number = 0
    try:
        for number, record in enumerate(ArchiveIterator(_Pieces(source.stream)), 1):
            if record.rec_type in {"response", "resource", "conversion"}:
                yield number, record
    except (ArchiveLoadFailed, EOFError, ValueError, IndexError) as exc:
        reason = f"is damaged after record {number} ({exc}); the records before it are read; get it again"
        raise source.error(reason) from exc


def _kind(record: Any) -> tuple[str, str]:
    """Return the media type and the charset; no type for what a server did not answer with a page."""
    if record.http_headers is None:
        return content_type(record.rec_headers.get_header("Content-Type") or "")
    if record.http_headers.get_statuscode() != "200":
        return "", ""
    return content_type(record.http_headers.get_header("Content-Type") or "")


def content_type(header: str) -> tuple[str, str]:
    """Return media type and charset of a header ``Content-Type``, in lower case.

    Examples
    --------
    >>> content_type("text/HTML; charset=UTF-8")
    ('text/html', 'utf-8')
    """
    message = Message()
    message["Content-Type"] = header.replace("\n", " ").replace("\r", " ")
    return message.get_content_type(), (message.get_content_charset() or "") if header else ""


def _day(stated: str | None) -> date | None:
    with suppress(ValueError):
        return datetime.fromisoformat((stated or "").replace("Z", "+00:00")).date()
    return None

"""Feeds (RSS and Atom) from a file: the entries' own content, or the articles that they link to."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any, ClassVar

from kg.articles import Article
from kg.config import Config
from kg.errors import ReadError
from kg.reading._articles import Draft
from kg.reading._base import Reader, Source, peek
from kg.reading._dates import parse_published
from kg.reading._fragments import fragment_text
from kg.reading._linked import linked
from kg.registry import readers

__all__ = ["FeedReader"]

LIMIT = 64 * 1024 * 1024
"""Bytes of the longest feed; it is taken apart as a whole."""

_ROOT = re.compile(
    r"\s*(?:<\?[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE\s+rss[^>]*>\s*)*<(?:rss|feed|(?:\w+:)?RDF)\b", re.DOTALL
)


@readers.register("feed")
class FeedReader(Reader):
    """Feeds (RSS, Atom), one article an entry; with --fetch the articles that the entries link to."""

    suffixes: ClassVar[tuple[str, ...]] = (".rss", ".atom")

    @classmethod
    def sniff(cls, head: bytes) -> bool:
        """Tell whether the root element is one of RSS or Atom."""
        return bool(_ROOT.match(peek(head)))

    def read(self, source: Source, *, config: Config, fields: Mapping[str, str]) -> Iterator[Article | ReadError]:
        """Yield an article or an error for each entry."""
        feed = _parsed(source)
        if not feed.entries:
            fault = feed.get("bozo_exception")
            raise source.error(f"is a feed without entries{f' ({fault})' if feed.bozo and fault else ''}; get it again")
        for number, entry in enumerate(feed.entries, 1):
            draft = _draft(entry, feed.feed, f"entry {number}")
            if source.setting.fetcher is not None and draft.url:
                yield from linked(source, draft.url, draft, config=config, fields=fields)
            elif not draft.text:
                advice = f"; give --fetch to get {draft.url}" if draft.url else ""
                yield source.error(f"holds no text{advice}", place=draft.place)
            else:
                yield from source.articles(draft, config=config)


def _parsed(source: Source) -> Any:
    try:
        import feedparser
    except ImportError as exc:
        raise source.error(
            "is a feed, which feedparser reads; install it with: pip install 'triplewire[feeds]'"
        ) from exc
    data = source.read(LIMIT, advice="split it, or write its articles as JSON lines")
    # Given a stream it looks at nothing else; a string might be taken for an address or a file.
    return feedparser.parse(io.BytesIO(data), response_headers={"content-type": "application/xml"})


def _draft(entry: Any, feed: Any, place: str) -> Draft:
    url = str(entry.get("link") or "").strip()
    source = entry.get("source") or {}
    authors = [str(a.get("name") or "").strip() for a in entry.get("authors") or ()]
    return Draft(
        text=_content(entry),
        title=fragment_text(str(entry.get("title") or "")),
        url=url if url.startswith(("http:", "https:")) else "",
        publisher=fragment_text(str(source.get("title") or feed.get("title") or "")),
        published=_day(entry, "published") or _day(entry, "updated"),
        updated=_day(entry, "updated"),
        authors=tuple(dict.fromkeys(name for name in authors if name)),
        language=str(feed.get("language") or ""),
        declared=str(entry.get("id") or "").strip(),
        place=place,
    )


def _content(entry: Any) -> str:
    """Return the longest of the texts that an entry has of its article."""
    given = [*(entry.get("content") or ()), entry.get("summary_detail") or {}]
    texts = [
        str(part.get("value") or "").strip()
        if part.get("type") == "text/plain"
        else fragment_text(str(part.get("value") or ""))
        for part in given
    ]
    return max(texts, key=len, default="")


def _day(entry: Any, field: str) -> date | datetime | None:
    """Return a date as the feed states it; as UTC where its own way to write it is known to feedparser alone."""
    # What feedparser adds to `get` of a dict gives one date for another, and warns of it.
    stated, parsed = dict.get(entry, field), dict.get(entry, f"{field}_parsed")
    with suppress(ValueError, OverflowError):
        return parse_published(stated)
    with suppress(ValueError, OverflowError, TypeError):
        return parse_published("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}+00:00".format(*parsed[:6])) if parsed else None
    return None

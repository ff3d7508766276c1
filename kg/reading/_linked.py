"""Articles that a feed or a sitemap links to, fetched where the user asks for it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import replace

from kg.articles import Article
from kg.config import Config
from kg.errors import ReadError
from kg.reading._articles import Draft
from kg.reading._base import Source
from kg.reading._choosing import read_part
from kg.reading.warc import content_type
from kg.registry import readers

__all__ = ["linked"]

_PAGES = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}


def linked(
    source: Source, url: str, hints: Draft, *, config: Config, fields: Mapping[str, str], listing: bool = False
) -> Iterator[Article | ReadError]:
    """Fetch an address and yield its article, or why there is none.

    Parameters
    ----------
    source : Source
        What links to it; its setting holds the fetcher.
    url : str
    hints : Draft
        What is told of the article beside the link; its place is that of the link.
    listing : bool
        Whether it is another list of links, which is read by the reader that fits it.
    """
    fetcher = source.setting.fetcher
    assert fetcher is not None
    if not listing and source.setting.fetched(url):
        return
    try:
        page = fetcher.get(url)
    except ReadError as exc:
        yield source.error(exc.reason, place=hints.place)
        return
    kind, charset = content_type(page.content_type)
    told = replace(hints, url=page.url, text="", place="")
    inner = source.holding(io.BytesIO(page.body), name=url, suffix="", charset=charset, hints=told)
    if listing:
        yield from read_part(inner, config, fields)
    elif kind not in _PAGES:
        yield source.error(f"{page.url} is no web page but {kind or 'of no kind that is told'}", place=hints.place)
    else:
        try:
            yield from readers.get(_PAGES[kind])().read(inner, config=config, fields=fields)
        except ReadError as exc:
            yield exc if exc.source else type(exc)(exc.reason, source=inner.name, place=exc.place)

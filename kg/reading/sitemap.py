"""Sitemaps from a file: lists of addresses, whose articles are fetched where the user asks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar

from lxml import etree  # type: ignore[import-untyped]

from kg.articles import Article
from kg.config import Config
from kg.errors import ReadError
from kg.reading._articles import Draft
from kg.reading._base import Reader, Source, peek
from kg.reading._dates import parse_published
from kg.reading._linked import linked
from kg.registry import readers

__all__ = ["SitemapReader"]

_ROOT = re.compile(r"\s*(?:<\?[^>]*>\s*|<!--.*?-->\s*)*<(?:\w+:)?(?:urlset|sitemapindex)\b", re.DOTALL)


@readers.register("sitemap")
class SitemapReader(Reader):
    """Sitemaps, also Google's for news: the articles that they list, with --fetch."""

    suffixes: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def sniff(cls, head: bytes) -> bool:
        """Tell whether the root element is one of a sitemap or of an index of sitemaps."""
        return bool(_ROOT.match(peek(head)))

    def read(self, source: Source, *, config: Config, fields: Mapping[str, str]) -> Iterator[Article | ReadError]:
        """Yield the article of each address, or an error; title and date of a news sitemap stand in for the page's.

        Raises
        ------
        ReadError
            If nothing may be fetched; it tells how many addresses there are.
        """
        if source.setting.fetcher is None:
            count = sum(1 for _ in _entries(source))
            raise source.error(
                f"is a sitemap, a list of {count:,} addresses without the articles; give --fetch to get them"
            )
        for number, entry in enumerate(_entries(source), 1):
            told = entry.draft(f"address {number}")
            if not told.url:
                yield source.error("has no address (loc)", place=told.place)
                continue
            yield from linked(source, told.url, told, config=config, fields=fields, listing=entry.listing)


@dataclass(slots=True)
class _Entry:
    """An address, and what stands beside it by the names of its elements."""

    listing: bool
    told: dict[str, str] = field(default_factory=dict)

    def draft(self, place: str) -> Draft:
        return Draft(
            text="",
            url=self.told.get("loc", ""),
            title=self.told.get("title", ""),
            publisher=self.told.get("name", ""),
            published=_day(self.told.get("publication_date")),
            updated=_day(self.told.get("lastmod")),
            place=place,
        )


def _entries(source: Source) -> Iterator[_Entry]:
    """Yield the addresses one at a time; nothing outside the file is looked at."""
    parser: Any = etree.iterparse(
        source.stream, events=("end",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        for _, element in parser:
            tag = etree.QName(element).localname if isinstance(element.tag, str) else ""
            if tag in {"url", "sitemap"}:
                told: dict[str, str] = {}
                for child in element.iter():
                    if isinstance(child.tag, str) and (child.text or "").strip():
                        told.setdefault(etree.QName(child).localname, child.text.strip())
                yield _Entry(tag == "sitemap", told)
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except etree.XMLSyntaxError as exc:
        raise source.error(f"is no XML that can be read on ({exc}); get it again", place=f"line {exc.lineno}") from exc


def _day(stated: str | None) -> date | datetime | None:
    with suppress(ValueError, OverflowError):
        return parse_published(stated)
    return None

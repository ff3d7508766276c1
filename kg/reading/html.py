"""Web pages: the article in them, its captions apart, and its metadata."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from types import ModuleType
from typing import Any, ClassVar
from urllib.parse import urljoin, urlsplit

from lxml.etree import LxmlError  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from kg.articles import Article
from kg.config import Config
from kg.errors import ReadError
from kg.reading._articles import Draft
from kg.reading._base import Reader, Source, peek
from kg.reading._captions import belonging, take_captions
from kg.reading._dates import EARLIEST, latest, parse_published, plausible
from kg.reading._decoding import decode
from kg.reading._loose import settle
from kg.registry import readers

__all__ = ["HtmlReader"]

LIMIT = 20_000_000
"""Bytes of the longest page; articles' pages have less than a tenth of that."""

_ROOTS = (
    "html|head|body|meta|title|link|base|script|style|div|section|article|main|header|nav|table|center|font|p|h[1-6]|"
    "span|a|br|img|ul|ol|b|i|strong|em|blockquote|figure|form"
)
_START = re.compile(
    rf"\s*(?:<\?[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|(?:{_ROOTS})\b)", re.IGNORECASE | re.DOTALL
)
_CLOSING = re.compile(r"</(?:p|div|h[1-6]|article|body|span|td|li)>", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_TAG = re.compile(r"<[a-zA-Z!/?]")
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.\-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w:.\-]+)""",
    re.IGNORECASE,
)
# Browsers and parsers take all that follows an unclosed title for its text.
_UNCLOSED_TITLE = re.compile(r"(<title\b[^>]*>[^<]*)(?=<(?!/title))", re.IGNORECASE)
_RAW = ("script", "style", "noscript", "template", "textarea", "option", "xmp", "noframes", "noembed", "plaintext")
"""Elements whose text is code, markup as text, or none of the page's."""

_MODIFIED = frozenset({"article:modified_time", "og:updated_time", "datemodified", "last-modified"})
_BLOCKS = frozenset({"p", "head", "item", "cell", "quote", "code", "ab", "note"})
_SPOKEN = re.compile(r"[.!?…][\"”'’)\]]*$")


@readers.register("html")
class HtmlReader(Reader):
    """Web pages, one article a page."""

    suffixes: ClassVar[tuple[str, ...]] = (".html", ".htm", ".xhtml", ".shtml")

    @classmethod
    def sniff(cls, head: bytes) -> bool:
        """Tell whether it starts with an element of HTML, or is full of them."""
        text = peek(head)
        if text.lstrip()[:1] in {"{", "["}:
            return False
        return bool(_START.match(text)) or len(_CLOSING.findall(text)) >= 3

    def read(self, source: Source, *, config: Config, fields: Mapping[str, str]) -> Iterator[Article | ReadError]:
        """Yield the article of the page.

        Its text is that of the paragraphs, headings and list items in the page's order, a
        blank line between them, then the captions of its pictures.
        """
        data = source.read(LIMIT, advice="save the article alone")
        match = _CHARSET.search(source.head[:4096])
        meta = (match[1] or match[2]).decode("ascii", "replace") if match else ""
        declared = source.charset or meta
        page = _DECLARATION.sub("", decode(data, declared=declared, lenient=True), count=1)
        draft = _draft(page) if _TAG.search(page) else Draft(text=page)
        if draft:
            yield from source.articles(draft, config=config)
        else:
            yield source.error(
                "holds no article that can be told from the rest of the page; save its text as a .txt file"
            )


def _draft(page: str) -> Draft | None:
    try:
        tree = _tree(page)
        if tree is None:
            return None
        url = _address(tree)
        updated = _modified(tree)
        captions = take_captions(tree)
        settle(tree)
        document = _extracted(tree, url)
    # trafilatura and its parsers are handed anything that a file can hold; whatever they
    # make of it concerns this page alone.
    except (LxmlError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as exc:
        raise ReadError(f"cannot be taken apart as HTML ({type(exc).__name__}); save its text as a .txt file") from exc
    if document is None:
        return None
    blocks = tuple(_blocks(document.body))
    if not blocks:
        return None
    shown = tuple(c for c in belonging(captions, tree, blocks) if c not in blocks)
    return replace(_assembled(document, url, blocks, shown), updated=updated)


def _assembled(document: Any, url: str, blocks: tuple[str, ...], shown: tuple[str, ...]) -> Draft:
    text = "\n\n".join((*blocks, *shown))
    ranges = []
    start = len("\n\n".join(blocks)) + 2
    for caption in shown:
        ranges.append((start, start + len(caption)))
        start += len(caption) + 2
    authors = (name.strip() for name in (document.author or "").split(";"))
    return Draft(
        text=text,
        title=_title(document.title or "", blocks[0]),
        url=url,
        publisher=_site(document.sitename or ""),
        published=_day(document.date),
        authors=tuple(name for name in dict.fromkeys(authors) if name),
        captions=tuple(ranges),
    )


def _tree(page: str) -> HtmlElement | None:
    page = _UNCLOSED_TITLE.sub(r"\1</title>", page)
    tree = _trafilatura().load_html(page)
    if tree is None:
        # A fragment of a single element is refused as no HTML unless something is around it.
        tree = _trafilatura().load_html(f"<html><body><div>{page}</div></body></html>")
    if tree is not None:
        raw = [element for element in tree.iter(*_RAW) if "json" not in (element.get("type") or "")]
        for element in (*raw, *tree.findall(".//body//title")):
            element.drop_tree()
    return tree


def _extracted(tree: HtmlElement, url: str) -> Any:
    return _trafilatura().bare_extraction(
        tree,
        url=url or None,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        date_extraction_params={
            "original_date": True,
            "extensive_search": False,
            "min_date": EARLIEST.isoformat(),
            "max_date": latest().isoformat(),
        },
    )


def _blocks(body: HtmlElement) -> Iterator[str]:
    """Yield the texts of the innermost blocks; a cell of a table only if it holds a sentence."""
    for element in body.iter(*_BLOCKS):
        own = _own_text(element)
        for part in re.split(r"\n\s*\n", own):
            text = re.sub(r" ?\n ?", "\n", re.sub(r"[^\S\n]+", " ", part)).strip()
            if any(map(str.isalnum, text)) and (element.tag != "cell" or _SPOKEN.search(text)):
                yield text


def _own_text(element: HtmlElement) -> str:
    """Return the text of an element without that of the blocks in it; line breaks as such."""
    parts = [_SPACE.sub(" ", element.text or "")]
    for child in element:
        if child.tag == "lb":
            parts.append("\n")
        elif child.tag not in _BLOCKS and child.tag not in {"list", "table", "row", "graphic"}:
            parts.append(_own_text(child))
        parts.append(_SPACE.sub(" ", child.tail or ""))
    return "".join(parts)


def _address(tree: HtmlElement) -> str:
    """Return the canonical address; that of a site's front page would make all its articles one."""
    for path, attribute in (('.//link[@rel="canonical"]', "href"), ('.//meta[@property="og:url"]', "content")):
        for element in tree.iterfind(path):
            base = next((b.get("href") or "" for b in tree.iterfind(".//base[@href]")), "")
            url = _absolute(base, str(element.get(attribute) or "").strip())
            if url:
                return url
    return ""


def _modified(tree: HtmlElement) -> date | datetime | None:
    """Return when the page says that it was changed last."""
    for meta in tree.iterfind(".//meta[@content]"):
        if (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower() in _MODIFIED:
            try:
                return parse_published(meta.get("content"))
            except (ValueError, OverflowError):
                return None
    return None


def _absolute(base: str, reference: str) -> str:
    try:
        url = urljoin(base, reference).split("#")[0]
        parts = urlsplit(url)
    except ValueError:
        return ""
    own = parts.path.strip("/") or parts.query
    return url if parts.scheme in {"http", "https"} and parts.hostname and own else ""


def _title(title: str, first: str) -> str:
    """Return the title without the name of the site behind it, if the headline shows where it ends."""
    plain = " ".join(title.split())
    return first if len(first) >= 10 and re.match(rf"{re.escape(first)} [|–—•·«»:-] ", plain) else plain


def _site(name: str) -> str:
    return "" if name.startswith(("http:", "https:", "www.")) else name


def _day(stated: str | None) -> date | None:
    try:
        day = date.fromisoformat(stated or "")
    except ValueError:
        return None
    return day if plausible(day) else None


@lru_cache(maxsize=1)
def _trafilatura() -> ModuleType:
    """Import trafilatura when the first page is read, for it takes long, and silence its log."""
    import trafilatura

    for name in ("trafilatura", "htmldate", "courlan", "justext"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    return trafilatura

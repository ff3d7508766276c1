"""Captions of web pages: found, taken out of the tree, and kept if they belong to the article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement  # type: ignore[import-untyped]

__all__ = ["PageCaption", "belonging", "take_captions"]

LONGEST = 1_500
"""Code points; what is longer is no caption, whatever its class says."""

_CLASS = re.compile(
    r"(?:^|[\s_-])(?:caption|cutline|figcaption)(?:[_-]?(?:text|body|content|wrap|wrapper|inner))?(?:\s|$)",
    re.IGNORECASE,
)
_CARD = re.compile(
    r"(?:^|[\s_-])(?:related|recommend\w*|more|teaser|promo|card|sidebar|most-read|trending|newsletter|advert\w*|ad)"
    r"(?:[\s_-]|$)",
    re.IGNORECASE,
)
_TAGS = ("figcaption", "p", "div", "span", "small", "em", "dd")
_INLINE = frozenset({"a", "b", "i", "em", "strong", "u", "sup", "sub", "abbr", "mark", "font"})
_HIDDEN = frozenset({"script", "style", "noscript", "template", "button", "svg", "iframe", "form"})
_OUTSIDE = frozenset({"aside", "nav", "footer"})
_MATCHED = 40
"""Code points from which on a paragraph tells where in the page the body is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCaption:
    """A caption's text, and the elements it was in, innermost first."""

    text: str
    above: tuple[HtmlElement, ...]


def take_captions(tree: HtmlElement) -> tuple[PageCaption, ...]:
    """Remove the captions from a page and return them in order."""
    found = [element for element in tree.iter(*_TAGS) if _is_caption(element)]
    chosen = set(found)
    outermost = [element for element in found if not any(above in chosen for above in element.iterancestors())]
    captions = []
    for element in outermost:
        text = _text(element)
        if len(text) > LONGEST:
            continue
        if any(map(str.isalpha, text)):
            captions.append(PageCaption(text=text, above=tuple(element.iterancestors())))
        tail = element.tail
        element.clear()
        element.tail = tail
    return tuple(captions)


def belonging(captions: Iterable[PageCaption], tree: HtmlElement, body: Iterable[str]) -> tuple[str, ...]:
    """Return the texts of the captions that belong to an article, each once.

    Parameters
    ----------
    captions : iterable of PageCaption
        As `take_captions` returned them.
    tree : HtmlElement
        The page that they were taken from.
    body : iterable of str
        The paragraphs of the article.

    Notes
    -----
    The smallest element that holds the article's paragraphs, or the ``article`` or ``main``
    around it, or else its parent, is where the article's pictures are. Those of teasers
    inside it are recognised by their elements.
    """
    home = _home(tree, body)
    if home is None:
        return ()
    kept = (c.text for c in captions if home in c.above and not any(map(_is_teaser, c.above[: c.above.index(home)])))
    return tuple(dict.fromkeys(kept))


def _is_caption(element: HtmlElement) -> bool:
    return element.tag == "figcaption" or bool(_CLASS.search(element.get("class") or ""))


def _is_teaser(element: HtmlElement) -> bool:
    if element.tag in _OUTSIDE or element.tag in {"article", "a"}:
        return True
    return bool(_CARD.search(f"{element.get('class') or ''} {element.get('id') or ''}"))


def _text(element: HtmlElement) -> str:
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _HIDDEN:
            gap = "" if child.tag in _INLINE else " "
            yield gap
            yield from _pieces(child)
            yield gap
        yield child.tail or ""


def _home(tree: HtmlElement, body: Iterable[str]) -> HtmlElement | None:
    wanted = {" ".join(text.split()) for text in body if len(text) >= _MATCHED}
    common: list[HtmlElement] | None = None
    for element in tree.iter("p", "div", "li", "td", "blockquote", "section"):
        if element.tag != "p" and len(element) > 20:
            continue
        if " ".join(element.text_content().split()) in wanted:
            line = [element, *element.iterancestors()][::-1]
            common = line if common is None else [a for a, b in zip(common, line, strict=False) if a is b]
    if not common:
        return None
    around = next((e for e in reversed(common) if e.tag in {"article", "main"}), None)
    if around is not None:
        return around
    return common[-2] if len(common) > 1 and common[-1].tag != "body" else common[-1]

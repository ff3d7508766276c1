"""Text of a page that is in no paragraph: beside paragraphs, parted by line breaks, or preformatted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from lxml.html import HtmlElement, fragment_fromstring  # type: ignore[import-untyped]

__all__ = ["settle"]

_HOLDERS = ("article", "blockquote", "body", "center", "div", "main", "section", "td")
_INLINE = frozenset(
    re.findall(
        r"\w+",
        "a abbr acronym b bdi bdo big br cite code data del dfn em font i ins kbd mark q s samp small span strike "
        "strong sub sup time tt u var wbr",
    )
)
_OUTSIDE = frozenset({"aside", "button", "figcaption", "figure", "footer", "form", "header", "nav"})
_SENTENCE = re.compile(r"\w{2}[^.!?]{15,}[.!?][\"”'’)]*(?:\s|$)")


@dataclass(slots=True)
class _Run:
    """Text and inline elements that follow each other."""

    text: str
    elements: list[HtmlElement] = field(default_factory=list)

    def is_sentence(self) -> bool:
        words = self.text + "".join(str(e.text_content()) + (e.tail or "") for e in self.elements)
        return _SENTENCE.search(words) is not None


def settle(tree: HtmlElement) -> None:
    """Put each sentence that stands in no paragraph of a page in one; what holds no sentence stays.

    Notes
    -----
    Old pages begin an article right in the body and go on with paragraphs, or part paragraphs
    by two line breaks; extraction would pass over the former and refuse short ones of the latter.
    Where a page marks its article, what stands beside it stays as it is.
    """
    for pre in tuple(tree.iter("pre")):
        if not len(pre):
            _unwrap(pre)
    marked = tuple(tree.iter("article", "main"))
    for holder in tuple(tree.iter(*_HOLDERS)):
        if not _is_loose(holder):
            continue
        around = (holder, *holder.iterancestors())
        if not any(a.tag in _OUTSIDE for a in around) and (not marked or any(a in marked for a in around)):
            _gather(holder)


def _unwrap(pre: HtmlElement) -> None:
    """Make paragraphs of preformatted text and keep its lines."""
    pre.tag = "div"
    blocks = re.split(r"\n[ \t\r]*\n", pre.text or "")
    pre.text = None
    for block in blocks:
        first, *others = [line.strip() for line in block.strip().splitlines()] or [""]
        paragraph = fragment_fromstring("<p></p>")
        paragraph.text = first
        for line in others:
            end = fragment_fromstring("<br>")
            end.tail = line
            paragraph.append(end)
        pre.append(paragraph)


def _is_loose(holder: HtmlElement) -> bool:
    children = list(holder)
    blocks = [child for child in children if not _inline(child)]
    if not blocks:
        return any(_ends_paragraph(a) and b.tag == "br" for a, b in pairwise(children))
    texts = (holder.text, *(child.tail for child in children))
    return any(text and len(text.strip()) > 1 for text in texts)


def _inline(element: HtmlElement) -> bool:
    return all(not isinstance(part.tag, str) or part.tag in _INLINE for part in element.iter())


def _ends_paragraph(element: HtmlElement) -> bool:
    """Tell whether it is a line break with nothing behind it."""
    return element.tag == "br" and not (element.tail or "").strip()


def _gather(holder: HtmlElement) -> None:
    parts: list[_Run | HtmlElement] = [_Run(holder.text or "")]
    for child in tuple(holder):
        run = parts[-1]
        if not isinstance(run, _Run):
            raise TypeError("a run of text follows each block")
        if not _inline(child):
            tail, child.tail = child.tail or "", None
            parts += [child, _Run(tail)]
        elif child.tag == "br" and run.elements and _ends_paragraph(run.elements[-1]):
            tail, child.tail = child.tail or "", None
            run.elements.append(child)
            parts.append(_Run(tail))
        else:
            run.elements.append(child)
        holder.remove(child)
    holder.text = None
    for part in parts:
        _put(holder, part)


def _put(holder: HtmlElement, part: _Run | HtmlElement) -> None:
    if not isinstance(part, _Run):
        holder.append(part)
        return
    if part.is_sentence():
        paragraph = fragment_fromstring("<p></p>")
        paragraph.text = part.text
        holder.append(paragraph)
        paragraph.extend(part.elements)
        return
    if len(holder):
        holder[-1].tail = (holder[-1].tail or "") + part.text
    else:
        holder.text = (holder.text or "") + part.text
    holder.extend(part.elements)

"""Text of a fragment of HTML that is all article, such as a feed's entry."""

from __future__ import annotations

import re

from lxml.etree import ParserError  # type: ignore[import-untyped]
from lxml.html import HtmlElement, fragment_fromstring  # type: ignore[import-untyped]

__all__ = ["fragment_text"]

_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 "
        "h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul",
    )
)
#: Private characters, which no text has, for the edges of blocks and for line breaks.
_EDGE, _BREAK = "\uf8d0", "\uf8d1"
_CODE = ("script", "style", "noscript", "template", "iframe", "object", "form")
_MARKUP = re.compile(r"<[a-zA-Z!/]|&(?:#\d+|#x[0-9a-fA-F]+|\w+);")


def fragment_text(markup: str) -> str:
    """Return the text of HTML, its blocks parted by blank lines.

    Examples
    --------
    >>> fragment_text("<p>Rain fell<br>all day.</p><p>It &amp; the wind <b>stopped</b>.</p>")
    'Rain fell\\nall day.\\n\\nIt & the wind stopped.'
    """
    if not _MARKUP.search(markup):
        return markup.strip()
    try:
        tree: HtmlElement = fragment_fromstring(markup.replace("\0", ""), create_parent="div")
    except (ParserError, ValueError):
        return ""
    for element in tuple(tree.iter(*_CODE)):
        element.drop_tree()
    for element in tuple(tree.iter()):
        if not isinstance(element.tag, str):  # a comment
            element.tail, element.text = element.tail, ""
        elif element.tag == "br":
            element.tail = _BREAK + (element.tail or "")
        elif element.tag in _BLOCKS:
            element.text = _EDGE + (element.text or "")
            element.tail = _EDGE + (element.tail or "")
    joined = "".join(tree.itertext(with_tail=True))
    blocks = (_lines(block) for block in joined.split(_EDGE))
    return "\n\n".join(block for block in blocks if block)


def _lines(block: str) -> str:
    return "\n".join(line for part in block.split(_BREAK) if (line := " ".join(part.split())))

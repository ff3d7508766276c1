"""Passages in quotation marks: where they begin and end, over sentences and paragraphs.

Straight marks pair up inside a paragraph, curly ones by their form. A quotation that is not closed ends with
its paragraph, unless the next one opens with a mark again: then the same speech goes on (the convention of
English typesetting, *The Chicago Manual of Style*, 13.30).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Quotation", "find_quotations", "paragraphs"]

_OPENING: Final = {"“": "”", "«": "»", "„": "“", "``": "''", "‘": "’"}
_STRAIGHT: Final = frozenset({'"', "''", "``"})
_CLOSING: Final = frozenset({"”", "»", "''"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """What stands between two quotation marks.

    Parameters
    ----------
    start, end : int
        Tokens inside the marks, half-open.
    closed : bool
        Whether a closing mark was found.
    continues : bool
        Whether it goes on with the speech of the quotation before it, left open at the end of a paragraph.
    """

    start: int
    end: int
    closed: bool = True
    continues: bool = False


def paragraphs(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the token ranges of a text's paragraphs; a paragraph ends where a line does."""
    start = 0
    for token in doc:
        if token.is_space and "\n" in token.text:
            if token.i > start:
                yield start, token.i
            start = token.i + 1
    if start < len(doc):
        yield start, len(doc)


def _opens(doc: Doc, at: int, first: int) -> bool:
    """Tell whether a mark that can open or close opens: it does after a space and before none."""
    before = at == first or bool(doc[at - 1].whitespace_) or doc[at - 1].text in {"(", "[", "—", "–", "-"}
    return before and not doc[at].whitespace_


def _is_single_quote(doc: Doc, at: int, first: int, last: int) -> bool:
    """Tell whether an opening single mark has a closing one that is no apostrophe."""
    if not _opens(doc, at, first):
        return False
    return any(
        doc[i].text == "’" and (doc[i].whitespace_ or i + 1 == last or doc[i + 1].is_punct) for i in range(at + 2, last)
    )


def _in_paragraph(doc: Doc, first: int, last: int) -> Iterator[Quotation]:
    opened, closing = -1, ""
    for i in range(first, last):
        text = doc[i].text
        if opened < 0:
            if text in _OPENING and (text != "‘" or _is_single_quote(doc, i, first, last)):
                opened, closing = i, _OPENING[text]
            elif text in _STRAIGHT and not (text == "''" and not _opens(doc, i, first)):
                opened, closing = i, text
        elif text == closing or (closing in _STRAIGHT and text in _STRAIGHT) or (closing == "”" and text == '"'):
            if text == "’" and not (doc[i].whitespace_ or i + 1 == last or doc[i + 1].is_punct):
                continue
            if i > opened + 1:
                yield Quotation(start=opened + 1, end=i)
            opened = -1
    if 0 <= opened < last - 1:
        yield Quotation(start=opened + 1, end=last, closed=False)


def find_quotations(doc: Doc) -> tuple[Quotation, ...]:
    """Return the quotations of a text in text order.

    Parameters
    ----------
    doc : Doc, n tokens
        Only tokens are needed.

    Returns
    -------
    tuple of Quotation
        They do not overlap; a quotation inside another is part of it.

    Notes
    -----
    One pass, O(n), but for single marks, which look ahead to the end of their paragraph.
    """
    found: list[Quotation] = []
    open_before = False
    for first, last in paragraphs(doc):
        inside = list(_in_paragraph(doc, first, last))
        for number, q in enumerate(inside):
            goes_on = number == 0 and open_before and q.start == first + 1
            found.append(Quotation(start=q.start, end=q.end, closed=q.closed, continues=True) if goes_on else q)
        open_before = bool(inside) and not inside[-1].closed
    return tuple(found)

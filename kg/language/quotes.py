"""Which quotation marks open and which close."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["QuoteRoles", "quote_roles"]

_OPENING = frozenset({"\u201c", "\u2018", "\u00ab", "``", "(", "["})
_CLOSING = frozenset({"\u201d", "\u00bb", "''", ")", "]"})
_STRAIGHT = frozenset({'"', "'"})


class QuoteRoles(NamedTuple):
    """Words that are opening and closing quotation marks or brackets."""

    opening: frozenset[int]
    closing: frozenset[int]


def quote_roles(words: Sequence[str], spaced: Sequence[bool], paragraphs: set[int]) -> QuoteRoles:
    """Tell opening from closing quotation marks.

    Parameters
    ----------
    words : sequence of str, n
    spaced : sequence of bool, n
        Whether white space stands before the word.
    paragraphs : set of int
        Words at which a paragraph starts: a quotation is not carried over it.

    Notes
    -----
    A straight mark with white space on one side only is told by that; any other by counting in its paragraph.

    Examples
    --------
    >>> roles = quote_roles(['"', "No", '"', "he", "said"], [True, False, False, True, True], {0})
    >>> sorted(roles.opening), sorted(roles.closing)
    ([0], [2])
    """
    opening, closing = set(), set()
    is_open = False
    for i, w in enumerate(words):
        if i in paragraphs:
            is_open = False
        if w in _OPENING:
            opening.add(i)
        elif w in _CLOSING:
            closing.add(i)
        elif w in _STRAIGHT:
            before = i == 0 or i in paragraphs or spaced[i]
            after = i + 1 == len(words) or i + 1 in paragraphs or spaced[i + 1]
            starts = before if before != after else not is_open
            (opening if starts else closing).add(i)
            is_open = starts if w == '"' else is_open
    return QuoteRoles(frozenset(opening), frozenset(closing))

"""Sentences that are longer than a window: read in overlapping windows, parsed as one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kg.language.reader import WindowScores

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kg.language.reader import Reader

__all__ = ["LONGEST_SENTENCE", "read_long"]

#: Words of the longest sentence that is parsed as one: the best tree takes room for the square of them.
LONGEST_SENTENCE = 800
#: Score of a head that no window saw together with the word.
_FAR = -1e4


class _Part(NamedTuple):
    """A window that starts at word `begin`, trusted for the words [first, last) of the text."""

    begin: int
    first: int
    last: int
    scores: WindowScores


def read_long(
    reader: Reader,
    words: Sequence[str],
    at: int,
    limit: int,
    fits: Callable[[int], int],
    starts: Callable[[int, int, WindowScores], list[int]],
) -> tuple[WindowScores, int]:
    """Read a sentence that does not fit a window.

    Parameters
    ----------
    reader : Reader
    words : sequence of str
        The whole text.
    at : int
        First word of the sentence.
    limit : int
        Word at which it surely ends: the next paragraph or the end of the text.
    fits : function
        Given the first word of a window, the word before which its room is used up.
    starts : function
        Given the first word of a window, the word after its last and what the network says of it, the words of
        the window that start a sentence.

    Returns
    -------
    scores : WindowScores
        Of the sentence's words.  Two words that no window holds together are never head and dependent.
    stop : int
        The word after its last.

    Notes
    -----
    O(n) windows that overlap by a third; each word is taken from the window in which it stands further from
    the edge.  After `LONGEST_SENTENCE` words the sentence is ended, and the rest read as another.
    """
    limit = min(limit, at + LONGEST_SENTENCE)
    parts: list[_Part] = []
    begin = first = at
    while True:
        end = min(fits(begin), limit)
        scores = reader.scores(words[begin:end], set())
        trusted = limit if end == limit else end - (end - begin) // 6
        ends = [s + begin for s in starts(begin, end, scores) if max(first, at + 1) <= s + begin < trusted]
        stop = ends[0] if ends else trusted
        parts.append(_Part(begin, first, stop, scores))
        if ends or end == limit:
            return _joined(parts, at, stop), stop
        begin, first = end - (end - begin) // 3, trusted


def _joined(parts: Sequence[_Part], at: int, stop: int) -> WindowScores:
    """Put the trusted words of all windows together."""
    n = stop - at
    trusted = [slice(p.first - p.begin, p.last - p.begin) for p in parts]
    columns = {
        name: np.concatenate([getattr(p.scores, name)[rows] for p, rows in zip(parts, trusted, strict=True)])
        for name in WindowScores.__slots__
        if name not in ("arcs", "label_head")
    }
    heads = [p.scores.label_head[1:][rows] for p, rows in zip(parts, trusted, strict=True)]
    columns["label_head"] = np.concatenate([parts[0].scores.label_head[:1], *heads])
    arcs = np.full((n, n + 1), _FAR, dtype=np.float32)
    for begin, first, last, scores in parts:
        rows = scores.arcs[first - begin : last - begin]
        end = min(begin + rows.shape[1] - 1, stop)
        arcs[first - at : last - at, 0] = rows[:, 0]
        arcs[first - at : last - at, 1 + begin - at : 1 + end - at] = rows[:, 1 : 1 + end - begin]
    return WindowScores(**columns, arcs=arcs)

"""A text of any length, read window by window into sentences, trees and entities."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from kg.language.entities import EntitySpan, decode_entities
from kg.language.subwords import MAX_PIECES
from kg.language.trees import best_tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from kg.language.reader import Reader, WindowScores

__all__ = ["Analysis", "analyse"]

#: Subwords of a window; a sentence that does not fit is given one of LONGEST.
LENGTH, LONGEST = 190, 490
#: Words of right context that a sentence start needs before it is believed.
CONTEXT = 4
_CLOSING = frozenset("\u201d\u2019)]}»,;.:!?%") | {"''", "'s", "\u2019s", "n't", "n\u2019t"}


@dataclass(slots=True)
class Analysis:
    """Annotation of n words.

    Attributes
    ----------
    starts : list of int
        First word of each sentence.
    upos, xpos, feats, scripts, deprels : array of int, n
        Label numbers of the reader.
    heads : array of int, n
        Absolute word numbers; a root is its own head.
    entities : list of EntitySpan
    fine : array of float, (n, classes)
        Probabilities of the ontology classes.
    """

    starts: list[int]
    upos: NDArray[np.int64]
    xpos: NDArray[np.int64]
    feats: NDArray[np.int64]
    scripts: NDArray[np.int64]
    heads: NDArray[np.int64]
    deprels: NDArray[np.int64]
    fine: NDArray[np.float32]
    entities: list[EntitySpan] = field(default_factory=list)


def _fits(sizes: Sequence[int], start: int, room: int) -> int:
    """The word before which the room is used up (at least one word fits)."""
    end, used = start, 2
    while end < len(sizes) and (used + sizes[end] <= room or end == start):
        used += sizes[end] + (1 if end == start else 0)
        end += 1
    return end


def _cut(starts: list[int], end: int, n: int) -> int:
    """Where the last sentence that is surely whole ends, or 0."""
    if end == n:
        return end
    safe = [s for s in starts[1:] if s <= end - CONTEXT]
    return safe[-1] if safe else 0


def _sentence_starts(words: Sequence[str], scores: WindowScores, breaks: set[int]) -> list[int]:
    """First words of the sentences of a window; a closing mark never starts one."""
    starts = [0]
    for i in range(1, len(words)):
        if i in breaks or (scores.starts[i] > 0.5 and words[i] not in _CLOSING):
            starts.append(i)
    return starts


class _Filler:
    """Writes window after window into an `Analysis`."""

    def __init__(self, reader: Reader, n: int, classes: int) -> None:
        self.reader = reader
        numbers = [np.zeros(n, dtype=np.int64) for _ in range(6)]
        upos, xpos, feats, scripts, heads, deprels = numbers
        fine = np.zeros((n, classes), dtype=np.float32)
        self.result = Analysis([], upos, xpos, feats, scripts, heads, deprels, fine)

    def add(self, words: Sequence[str], scores: WindowScores, base: int, starts: list[int], end: int) -> None:
        """Take the sentences of a window up to its word `end`."""
        r = self.result
        for name in ("upos", "xpos", "feats", "scripts", "fine"):
            getattr(r, name)[base : base + end] = getattr(scores, name)[:end]
        heads = np.zeros(len(words), dtype=np.int64)
        bounds = [*[s for s in starts if s < end], end]
        for s, e in zip(bounds, bounds[1:], strict=False):
            columns = np.concatenate(([0], np.arange(s + 1, e + 1)))
            local = best_tree(scores.arcs[s:e][:, columns])
            heads[s:e] = np.where(local == 0, 0, local + s)
            r.starts.append(base + s)
            r.entities += [
                EntitySpan(a + base + s, b + base + s, t) for a, b, t in decode_entities(words[s:e], scores.ner[s:e])
            ]
        r.deprels[base : base + end] = self.reader.deprels(scores, heads)[:end]
        own = np.arange(base, base + end)
        r.heads[base : base + end] = np.where(heads[:end] == 0, own, heads[:end] - 1 + base)


def analyse(reader: Reader, words: Sequence[str], paragraphs: set[int], classes: int) -> Analysis:
    """Annotate a text of any length.

    Parameters
    ----------
    reader : Reader
    words : sequence of str, n
        Without white space.
    paragraphs : set of int
        Words at which a paragraph starts.
    classes : int
        Number of ontology classes of the reader.

    Notes
    -----
    O(n): windows of about 190 subwords start at sentence starts; a window that stops inside a paragraph
    gives only its whole sentences, and the next starts where they end.  The windows depend on the text alone.
    """
    filler = _Filler(reader, len(words), classes)
    sizes = [min(len(reader.subwords.pieces(w)[0]), MAX_PIECES) + (i in paragraphs) for i, w in enumerate(words)]
    at, room, n = 0, LENGTH, len(words)
    while at < n:
        end = _fits(sizes, at, room)
        late = [p for p in range(end, at + (end - at) // 2, -1) if p in paragraphs]
        whole = bool(late) or end == n
        if late:
            end = late[0]
        window = words[at:end]
        breaks = {p - at for p in range(at + 1, end) if p in paragraphs}
        scores = reader.scores(window, breaks)
        starts = _sentence_starts(window, scores, breaks)
        cut = len(window) if whole else _cut(starts, len(window), -1)
        if not cut and room < LONGEST:
            room = LONGEST
            continue
        cut = cut or len(window)
        filler.add(window, scores, at, starts, cut)
        at, room = at + cut, LENGTH
    return filler.result

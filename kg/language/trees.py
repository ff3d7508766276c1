"""Best dependency trees: greedy where that is a tree, Chu-Liu-Edmonds where it is not."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["best_tree", "best_trees", "is_tree"]


def is_tree(heads: NDArray[np.int64]) -> bool:
    """Tell whether heads form a tree with a single root.

    Parameters
    ----------
    heads : array of int, n
        Head of each word, counted from 1; 0 is the root.
    """
    return int((heads == 0).sum()) == 1 and not _above_all(heads).any()


def _above_all(heads: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where the way up from each word leads, the root's own 0 before them: 0 but for words under a cycle."""
    up = np.concatenate(([0], heads))
    for _ in range(max(1, len(heads).bit_length() + 1)):  # after log2(n)+1 squarings every word of a tree has reached 0
        up = up[up]
    return up


def _cycle(heads: NDArray[np.int64]) -> list[int]:
    seen = np.zeros(len(heads), dtype=np.int64)
    for start in range(1, len(heads)):
        node, path = start, []
        while node and not seen[node]:
            seen[node] = start
            path.append(node)
            node = int(heads[node])
        if node and seen[node] == start:
            return path[path.index(node) :]
    return []


def _edmonds(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """Maximum spanning arborescence; ``scores[d, h]``, node 0 the root, no single-root constraint; overwrites them."""
    levels = []
    while True:
        np.fill_diagonal(scores, -np.inf)
        scores[0] = -np.inf
        heads: NDArray[np.int64] = scores.argmax(axis=1).astype(np.int64)
        heads[0] = 0
        cycle = _cycle(heads)
        if not cycle:
            break
        inside = np.zeros(len(scores), dtype=bool)
        inside[cycle] = True
        rest, cyc = np.flatnonzero(~inside), np.asarray(cycle)
        m = len(rest)
        into = scores[cyc[:, None], rest] - scores[cyc, heads[cyc]][:, None]
        out_of = scores[rest[:, None], cyc]
        enter, leave = into.argmax(axis=0), out_of.argmax(axis=1)
        levels.append((heads, rest, cyc, enter, leave))
        small = np.full((m + 1, m + 1), -np.inf)  # the cycle is one node, the last
        small[:m, :m] = scores[rest[:, None], rest]
        small[m, :m], small[:m, m] = into.max(axis=0), out_of.max(axis=1)
        scores = small
    for before, rest, cyc, enter, leave in reversed(levels):
        m, solved, heads = len(rest), heads, before
        heads[rest[1:]] = np.where(solved[1:m] == m, cyc[leave[1:]], rest[np.minimum(solved[1:m], m - 1)])
        heads[cyc[enter[solved[m]]]] = rest[solved[m]]
    return heads


def best_tree(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return the best tree with one root.

    Parameters
    ----------
    scores : array of float, (n, n + 1)
        ``scores[d, h]``: how well word ``d`` (from 0) hangs on head ``h`` (from 1, 0 the root).

    Returns
    -------
    array of int, n
        Head of each word, counted from 1; exactly one is 0.

    Notes
    -----
    O(n^2) where each word's best head but the root, with the word that gains most by being the root, make a tree
    (it is the best, for no other choice of root or heads scores more), else Chu-Liu-Edmonds, O(n^3) at worst.  Where
    that gives several roots, a single one is had by a penalty on root arcs larger than any sum of scores (on what is
    left to be done then: Zmigrod, Vieira and Cotterell 2020, "Please Mind the Root").
    """
    n = len(scores)
    full = np.full((n + 1, n + 1), -np.inf)
    full[1:] = scores
    np.fill_diagonal(full, -np.inf)
    if n > 1:
        greedy = full[1:, 1:].argmax(axis=1) + 1
        root = int((full[1:, 0] - full[np.arange(1, n + 1), greedy]).argmax())
        greedy[root] = 0
    else:
        greedy = np.zeros(1, dtype=np.int64)
    if is_tree(greedy):
        return np.asarray(greedy, dtype=np.int64)
    free = _edmonds(full.copy())[1:]
    if int((free == 0).sum()) == 1:
        return np.asarray(free, dtype=np.int64)
    finite = np.where(np.isfinite(full), full, 0.0)
    span = (finite.max() - finite.min() + 1.0) * (n + 1)
    full[1:, 0] -= span
    return np.asarray(_edmonds(full)[1:], dtype=np.int64)


def best_trees(scores: NDArray[np.float32], bounds: Sequence[int]) -> NDArray[np.int64]:
    """Return the best tree of each of several sentences that follow one another, as `best_tree` does one by one.

    Parameters
    ----------
    scores : array of float, (at least n, at least n + 1)
        As for `best_tree`, of all words of the window.
    bounds : sequence of int
        First word of each sentence, 0 the first, and the word after the last, n.

    Returns
    -------
    array of int, n
        Head of each word, counted from 1 in the window; 0 for the root of each sentence.
    """
    n = bounds[-1]
    full = scores[:n, : n + 1].astype(np.float64)
    heads_of = full[:, 1:]
    number = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
    np.copyto(heads_of, -np.inf, where=number[:, None] != number)
    np.fill_diagonal(heads_of, -np.inf)
    best = heads_of.argmax(axis=1)
    gain = full[:, 0] - heads_of[np.arange(n), best]
    heads: NDArray[np.int64] = best + 1
    for start, end in pairwise(bounds):
        heads[start + int(gain[start:end].argmax())] = 0
    lost = _above_all(heads)
    for start, end in pairwise(bounds) if lost.any() else ():
        if lost[start + 1 : end + 1].any():
            own = best_tree(scores[start:end, [0, *range(start + 1, end + 1)]])
            heads[start:end] = np.where(own == 0, 0, own + start)
    return heads

"""The way between two words of a sentence through its tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["DISTANCES", "SHAPES", "ancestors", "between", "distances"]

#: Steps upward that are followed; deeper trees are cut there.
_DEEPEST = 24
_FAR = np.array([1, 2, 3, 4, 5, 7, 10, 15, 25])
_STEPS = 5
#: Number of classes of distances, and of shapes of paths.
DISTANCES, SHAPES = 2 * len(_FAR), (_STEPS + 1) ** 2 + 1


def ancestors(heads: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which words stand above which.

    Parameters
    ----------
    heads : array of int, n
        Counted from 1; 0 is the root.  Cycles are allowed.

    Returns
    -------
    array of bool, (n, n)
        ``[i, j]``: word j is word i or stands above it.

    Examples
    --------
    >>> ancestors(np.array([2, 0, 2])).astype(int).tolist()
    [[1, 1, 0], [0, 1, 0], [0, 1, 1]]
    """
    n = len(heads)
    own = np.arange(n)
    above = np.zeros((n, n), dtype=bool)
    at, up = own, np.where(heads > 0, heads - 1, own)
    for _ in range(_DEEPEST):
        above[own, at] = True
        after = up[at]
        if (after == at).all():
            break
        at = after
    return above


def between(
    above: NDArray[np.bool_], first: NDArray[np.int64], second: NDArray[np.int64]
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Return the words on the way between pairs of words, and the shape of the way.

    Parameters
    ----------
    above : array of bool, (n, n)
        As from `ancestors`.
    first, second : array of int, p

    Returns
    -------
    weights : array of float, (p, n)
        Each row is 0 or sums to 1: equal shares for the words between the two, without these.
    shapes : array of int, p
        How many steps up and how many down, as one number below `SHAPES`.
    """
    one, two = above.take(first, axis=0), above.take(second, axis=0)
    common = one & two
    depth = above.sum(1)
    way = (one ^ two).astype(np.float32)
    rows = np.arange(len(first))
    top = (common * depth.astype(np.uint8)).argmax(1)  # small numbers go many at a time
    joined = common[rows, top]
    way[rows[joined], top[joined]] = 1.0
    way[rows, first] = way[rows, second] = 0.0
    ways = above.astype(np.float32)
    shared = (ways @ ways.T).astype(np.int64)[first, second]
    up, down = np.minimum(depth[first] - shared, _STEPS), np.minimum(depth[second] - shared, _STEPS)
    way /= np.maximum(way.sum(1, keepdims=True), 1.0)
    return way, np.where(joined, up * (_STEPS + 1) + down, SHAPES - 1)


def distances(first: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how far the second word stands behind or before the first, as one number below `DISTANCES`.

    Examples
    --------
    >>> distances(np.array([3, 3, 3]), np.array([4, 2, 60])).tolist()
    [0, 9, 8]
    """
    far = np.searchsorted(_FAR, np.abs(second - first), side="right") - 1
    return np.asarray(np.where(second > first, far, far + len(_FAR)))

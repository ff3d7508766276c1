"""Candidates: the pairs of articles of which one may hold much of the other, found without comparing all with all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from kg.copies.signatures import Words

__all__ = ["Digests", "digests", "pairs"]

Digests = NDArray[np.uint32]
PERMUTATIONS: Final = 64
SEED: Final = 20_210_104
"""Of the permutations: another seed would find other candidates."""
ROWS: Final = 2
"""Minima that must agree in one band; 32 bands of two find a Jaccard likeness of .3 with probability .95."""
NEIGHBOURS: Final = 24
"""With how many of those that follow it in a band an article is paired, at most."""

_CHUNK = 8192


def digests(rows: Sequence[Words]) -> Digests:
    """Return the MinHash digest of each set of hashes, of shape (n, ``PERMUTATIONS``)."""
    made = np.zeros((len(rows), PERMUTATIONS), dtype=np.uint32)
    for start in range(0, len(rows), _CHUNK):
        part = [row.tolist() for row in rows[start : start + _CHUNK]]
        matrix = RMinHash.digest_matrix_from_token_hash_sets(part, PERMUTATIONS, SEED)
        made[start : start + len(part)] = matrix.to_rows()
    return made


def pairs(made: Digests, days: NDArray[np.int64], within: int, least: int) -> NDArray[np.int64]:
    """Return the pairs of rows whose digests agree in a band and in so many minima, of shape (k, 2).

    Parameters
    ----------
    made : array of uint32, (n, p)
        Digests, in an order that does not depend on how the articles came.
    days : array of int64, (n,)
        Days of publication; negative where unknown.
    within : int
        Days that may lie between two dated articles.
    least : int
        Minima that must agree in all.

    Returns
    -------
    array of int64, (k, 2)
        Each pair once, lower row first, sorted.

    Notes
    -----
    Locality-sensitive hashing by sorting [1]_, O(n log n). Within a band those of one key are ordered by day, and each
    is paired with the next few alone: many copies of one text are joined through one another all the same, and
    sentences that everybody uses do not make the number of pairs grow with the square of the articles.

    References
    ----------
    .. [1] Leskovec, Rajaraman & Ullman, "Mining of Massive Datasets", 3rd edition 2020, section 3.4.
    """
    found = [np.zeros(0, dtype=np.int64)]
    for band in range(0, made.shape[1], ROWS):
        for codes in _band(made[:, band : band + ROWS], days, within):
            found.append(codes[_agreement(made, codes) >= least])
    return np.stack(np.divmod(np.unique(np.concatenate(found)), len(made)), axis=1)


def _band(part: Digests, days: NDArray[np.int64], within: int) -> Iterator[NDArray[np.int64]]:
    """Yield pairs that agree in one band, as lower row times n plus higher row."""
    key = part[:, 0].astype(np.uint64) << np.uint64(32) | part[:, 1].astype(np.uint64)
    order = np.lexsort((days, key))
    ordered, day = key[order], days[order]
    for step in range(1, min(NEIGHBOURS, len(order) - 1) + 1):
        alike = ordered[step:] == ordered[:-step]
        if not alike.any():
            return
        dated = (day[step:] >= 0) & (day[:-step] >= 0)
        at = np.flatnonzero(alike & (~dated | (day[step:] - day[:-step] <= within)))
        one, other = order[at], order[at + step]
        yield np.minimum(one, other) * len(part) + np.maximum(one, other)


def _agreement(made: Digests, codes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return in how many minima the rows of each pair agree."""
    counts = np.zeros(len(codes), dtype=np.int64)
    for start in range(0, len(codes), _CHUNK):
        first, second = np.divmod(codes[start : start + _CHUNK], len(made))
        counts[start : start + _CHUNK] = (made[first] == made[second]).sum(axis=1)
    return counts

"""8-bit weights that give the same sums on every processor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["overflow_free"]


def overflow_free(weight: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Quantise a weight, column by column, so that 16-bit sums of two products cannot overflow.

    Parameters
    ----------
    weight : array of float, (k, n)

    Returns
    -------
    rows : array of int8, (k, n)
        ``abs(rows[2 * i]) + abs(rows[2 * i + 1]) <= 128``: times an 8-bit activation this stays within 16 bits.
    scale : array of float, n

    Notes
    -----
    Processors without VNNI multiply in pairs and saturate.  Halving the range of all weights would do as well,
    at the price of a whole bit; two neighbours are seldom large together.
    """
    size = np.abs(weight)
    if len(size) % 2:
        size = np.concatenate([size, np.zeros_like(size[:1])])
    pairs = size[0::2] + size[1::2]
    scale = np.maximum(np.maximum(size.max(axis=0), pairs.max(axis=0)), 1e-8) / 127
    return np.round(weight / scale).astype(np.int8), scale.astype(np.float32)

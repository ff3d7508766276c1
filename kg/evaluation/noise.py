"""How far a measured figure may lie from the true one by chance.

A share of n decisions has Wilson's interval [1]_, which holds for few decisions and for shares of 0 and 1 too.
Decisions in one article depend on each other; so articles are drawn again and again with replacement [2]_, and where
that spreads wider than Wilson's interval, the wider one counts.

References
----------
.. [1] Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22, 1927.
.. [2] Efron & Tibshirani, "An Introduction to the Bootstrap", 1993.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

__all__ = ["Array", "draws", "wilson", "within"]

Array = NDArray[np.float64]

#: Standard deviations on either side of the mean that hold 95 of 100 values.
_DEVIATIONS = 1.959964
#: Samples of articles, and the seed that makes every run draw the same.
_SAMPLES, _SEED = 2_000, 20_201
#: Of fewer articles no spread can be told.
_LEAST_ARTICLES = 5


def wilson(right: float, all_: float) -> tuple[float, float]:
    """Return the interval that holds a share with 95 % certainty; all of [0, 1] where nothing was decided.

    Examples
    --------
    >>> low, high = wilson(8, 10)
    >>> round(low, 3), round(high, 3)
    (0.49, 0.943)
    """
    if all_ <= 0:
        return 0.0, 1.0
    share, square = right / all_, _DEVIATIONS**2
    middle = (share + square / (2 * all_)) / (1 + square / all_)
    half = _DEVIATIONS / (1 + square / all_) * math.sqrt(share * (1 - share) / all_ + square / (4 * all_**2))
    return max(0.0, middle - half), min(1.0, middle + half)


@lru_cache(maxsize=8)
def draws(articles: int) -> Array:
    """Return how often each article is in each sample: samples by articles."""
    generator = np.random.default_rng(_SEED)
    return generator.multinomial(articles, np.full(articles, 1.0 / articles), size=_SAMPLES).astype(np.float64)


def within(parts: Array, wholes: Array) -> tuple[float, float]:
    """Return the interval of a share whose part and whole are counted article by article.

    Parameters
    ----------
    parts, wholes : Array, one value for each article
        An F1 is the share 2·right of (2·right + wrong + missed), so it is counted in halves.

    Returns
    -------
    (float, float)
        Low and high end, 95 %.
    """
    low, high = wilson(float(parts.sum()), float(wholes.sum()))
    if np.count_nonzero(wholes) < _LEAST_ARTICLES:
        return low, high
    weights = draws(len(wholes))
    part, whole = weights @ parts, weights @ wholes
    shares = np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)[whole > 0]
    lower, upper = np.quantile(shares, [0.025, 0.975])
    return min(low, float(lower)), max(high, float(upper))

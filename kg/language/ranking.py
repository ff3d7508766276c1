"""A small network that weighs the best antecedents of a candidate against each other.

The sums of `kg.language.coreference` take every category of a pair by itself.  Here the categories of a pair are
seen together, and with how the pair's score compares with those of the other antecedents.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from kg.language import agreement, pairs
from kg.resolution.links import LEAST

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["CATEGORIES", "MEASURES", "MOST", "Ranking", "best_antecedents", "load_ranking", "measures", "numbered"]

#: Antecedents of a candidate that are ranked; the others are given up.
MOST = 12
#: Number of all categories of pairs, and of the measures that stand beside them.
CATEGORIES = sum(pairs.CHANNEL_SIZES) + sum(agreement.CHANNEL_SIZES)
MEASURES = 6
_FIRST = np.cumsum([0, *pairs.CHANNEL_SIZES, *agreement.CHANNEL_SIZES])[:-1]
_FILE = "coreference_ranking.npz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Weights of the network: two hidden layers of width d.

    Attributes
    ----------
    categories : array, (`CATEGORIES`, d)
    measures : array, (`MEASURES`, d)
    first, inner, second, out, last : array
        Bias of the first layer, second layer and its bias, output and its bias.
    """

    categories: NDArray[np.float32]
    measures: NDArray[np.float32]
    first: NDArray[np.float32]
    inner: NDArray[np.float32]
    second: NDArray[np.float32]
    out: NDArray[np.float32]
    last: NDArray[np.float32]

    def scores(
        self, values: NDArray[np.float32], found: NDArray[np.int64], back: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """Return the scores of ranked antecedents; those that were impossible stay so.

        Parameters
        ----------
        values : array, (n, k)
            Their scores so far, from the best down.
        found : array of int, (n, k, channels)
            Their categories, as `numbered` gives them.
        back : array of int, (n, k)
            How many candidates back each stands.
        """
        possible = values > LEAST
        hidden = measures(values, back)[possible] @ self.measures + self.first
        for column in found[possible].T:
            hidden += self.categories.take(column, axis=0)
        hidden = np.maximum(hidden, 0.0, out=hidden) @ self.inner + self.second
        more = np.maximum(hidden, 0.0, out=hidden) @ self.out + self.last
        ranked = np.full(values.shape, LEAST, dtype=np.float32)
        ranked[possible] = values[possible] + more[:, 0]
        return ranked


@cache
def load_ranking() -> Ranking:
    """Return the weights that the package ships."""
    with files("kg.language").joinpath(_FILE).open("rb") as handle, np.load(handle) as table:
        ranking = Ranking(**{name: table[name].astype(np.float32) for name in table.files})
    if len(ranking.categories) != CATEGORIES or len(ranking.measures) != MEASURES:
        raise ValueError(f"{_FILE} was made for other channels; make it again")
    return ranking


def numbered(words: NDArray[np.int16], parse: NDArray[np.int16]) -> NDArray[np.int64]:
    """Number the categories of `kg.language.pairs` and `kg.language.agreement` through."""
    numbers: NDArray[np.int64] = np.concatenate([words, parse], axis=-1).astype(np.int64) + _FIRST
    return numbers


def best_antecedents(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return the columns of the `MOST` highest scores of each row, from the best down.

    Parameters
    ----------
    scores : array, (n, m)
    """
    if scores.shape[1] > MOST:
        columns = np.sort(np.argpartition(-scores, MOST - 1, axis=1)[:, :MOST], axis=1)
    else:
        columns = np.broadcast_to(np.arange(scores.shape[1]), scores.shape)
    row = np.arange(len(scores))[:, None]
    order = np.argsort(-scores[row, columns], axis=1, kind="stable")
    best: NDArray[np.int64] = columns[row, order]
    return best


def measures(values: NDArray[np.float32], back: NDArray[np.int64]) -> NDArray[np.float32]:
    """Return what numbers say of ranked antecedents.

    Parameters
    ----------
    values : array, (n, k)
        Scores, from the best down; at least `LEAST`.
    back : array of int, (n, k)

    Returns
    -------
    array, (n, k, `MEASURES`)
        Score; how far it is below 0; its lead over the best other; the best score; rank; distance.
    """
    best = values[:, :1]
    next_best = values[:, 1:2] if values.shape[1] > 1 else np.full_like(best, LEAST)
    rank = np.arange(values.shape[1])
    lead = values - np.where(rank == 0, next_best, best)
    columns = (
        values / 4, np.clip(values, LEAST, 0) / 4, np.clip(lead, -6, 6) / 4, best / 4, rank / 8,
        np.log1p(np.maximum(back, 0)) / 4,
    )  # fmt: skip
    return np.stack(np.broadcast_arrays(*columns), axis=-1).astype(np.float32)

"""What the ranking of antecedents learns from, and the worth of scores."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
import torch

from kg.language.ranking import CATEGORIES, MEASURES, Ranking
from kg.resolution.links import LEAST
from training.ranking import Ranked, fit_odds, fit_ranking, ranking_arrays, spread


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """Small tensors are slow on many threads."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def _text(right: int, seed: int, rows: int = 40) -> Ranked:
    """Make rows of two antecedents of which the one with an odd category is right, whatever the scores say."""
    random = np.random.default_rng(seed)
    values = -np.sort(-random.normal(size=(rows, 2)).astype(np.float32), axis=1)
    odd = random.integers(0, 2, size=(rows, 1)) == np.array([0, 1])
    found = np.where(odd[..., None], right, 2).astype(np.int32)
    places = np.tile(np.array([0, 1]), (rows, 1))
    return Ranked(
        places, values, found, np.zeros((rows, 2, MEASURES), dtype=np.float32), odd, np.ones_like(odd),
        np.ones(rows, dtype=np.float32), np.zeros(rows, dtype=np.float32),
    )  # fmt: skip


def test_ranking_learns_what_tells_right_antecedents() -> None:
    net = fit_ranking([_text(7, seed) for seed in range(32)])
    fresh = _text(7, 99)
    found = spread(net, fresh)[:, :2]
    assert (found.argmax(axis=1) == fresh.right.argmax(axis=1)).mean() > 0.75
    assert (spread(net, fresh)[:, 2:] == LEAST).all()


def test_the_package_computes_what_was_trained() -> None:
    torch.manual_seed(3)
    net = fit_ranking([_text(7, seed) for seed in range(4)])
    t = _text(9, 5)
    ranking = Ranking(**{k: v.astype(np.float32) for k, v in ranking_arrays(net).items()})
    assert ranking.categories.shape[0] == CATEGORIES
    back = np.arange(len(t.values))[:, None] - t.places
    with torch.no_grad():
        numbers = torch.zeros(len(t.values), 2, MEASURES)
        wanted = net(torch.from_numpy(t.values), torch.from_numpy(t.found), numbers).numpy()
    bare = Ranking(
        categories=ranking.categories, measures=np.zeros_like(ranking.measures), first=ranking.first,
        inner=ranking.inner, second=ranking.second, out=ranking.out, last=ranking.last,
    )  # fmt: skip
    assert bare.scores(t.values, t.found.astype(np.int64), back) == pytest.approx(wanted, abs=0.02)


def test_texts_whose_chains_are_not_all_known_teach_no_odds() -> None:
    assert fit_odds([], []) == [[1.0, 0.0]] * 8

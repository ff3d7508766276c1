"""Antecedents that are weighed against each other."""

from __future__ import annotations

import numpy as np
import pytest

from kg.language.ranking import CATEGORIES, MEASURES, MOST, Ranking, best_antecedents, load_ranking, measures, numbered
from kg.resolution.links import LEAST


def _ranking(category: int, worth: float) -> Ranking:
    """A network of width 1 to which only one category matters."""
    categories = np.zeros((CATEGORIES, 1), dtype=np.float32)
    categories[category] = worth
    zero, one = np.zeros(1, dtype=np.float32), np.ones((1, 1), dtype=np.float32)
    return Ranking(
        categories=categories, measures=np.zeros((MEASURES, 1), dtype=np.float32), first=zero, inner=one,
        second=zero, out=one, last=zero,
    )  # fmt: skip


def test_a_category_can_turn_the_order() -> None:
    values = np.array([[1.0, 0.5]], dtype=np.float32)
    found = np.array([[[3, 9], [7, 9]]])
    scores = _ranking(7, 2.0).scores(values, found, np.array([[1, 2]]))
    assert scores.tolist() == [[1.0, 2.5]]


def test_what_was_impossible_stays_so() -> None:
    values = np.array([[1.0, LEAST]], dtype=np.float32)
    scores = _ranking(7, 2.0).scores(values, np.array([[[7], [7]]]), np.array([[1, 2]]))
    assert scores.tolist() == [[3.0, LEAST]]


def test_the_best_come_first_and_no_more_than_are_ranked() -> None:
    scores = np.arange(MOST + 4, dtype=np.float32)[None, :]
    assert best_antecedents(scores).tolist() == [list(range(MOST + 3, 3, -1))]
    assert best_antecedents(np.array([[0.5, 2.0, 0.5]], dtype=np.float32)).tolist() == [[1, 0, 2]]


def test_measures_tell_the_lead_over_the_next_best() -> None:
    found = measures(np.array([[2.0, 1.0]], dtype=np.float32), np.array([[1, 3]]))
    assert found.shape == (1, 2, MEASURES)
    assert found[0, :, 2].tolist() == pytest.approx([0.25, -0.25])


def test_categories_of_all_channels_are_numbered_through() -> None:
    shipped = load_ranking()
    last = numbered(np.full((1, 1, 7), 0, dtype=np.int16), np.full((1, 1, 7), 0, dtype=np.int16))
    assert len(set(last.ravel().tolist())) == last.size
    assert last.max() < len(shipped.categories) == CATEGORIES

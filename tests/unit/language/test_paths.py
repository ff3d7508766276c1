"""The way between two words of a tree."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.paths import DISTANCES, SHAPES, ancestors, between, distances

# "Kim , who heads the party , left": Kim <- left, heads <- Kim, who and party <- heads, the <- party
HEADS = np.array([8, 4, 4, 1, 6, 4, 8, 0])


def _way(first: int, second: int) -> tuple[list[int], int]:
    weights, shapes = between(ancestors(HEADS), np.array([first]), np.array([second]))
    return np.flatnonzero(weights[0]).tolist(), int(shapes[0])


@pytest.mark.parametrize(
    ("first", "second", "words", "steps"),
    [(0, 5, [3], (0, 2)), (5, 0, [3], (2, 0)), (2, 5, [3], (1, 1)), (0, 7, [], (1, 0)), (4, 7, [0, 3, 5], (4, 0))],
)
def test_the_words_between_are_those_of_the_path(
    first: int, second: int, words: list[int], steps: tuple[int, int]
) -> None:
    found, shape = _way(first, second)
    assert found == words
    assert divmod(shape, 6) == steps


def test_words_of_two_trees_have_no_way() -> None:
    weights, shapes = between(ancestors(np.array([0, 0])), np.array([0]), np.array([1]))
    assert shapes.tolist() == [SHAPES - 1]
    assert weights.sum() == 0


@given(st.lists(st.integers(0, 9), min_size=10, max_size=10), st.integers(0, 9), st.integers(0, 9))
def test_any_heads_give_shares_and_known_classes(heads: list[int], first: int, second: int) -> None:
    above = ancestors(np.array(heads))  # cycles too
    assert above.diagonal().all()
    weights, shapes = between(above, np.array([first]), np.array([second]))
    assert weights.sum() == pytest.approx(0.0) or weights.sum() == pytest.approx(1.0)
    assert weights[0, first] == weights[0, second] == 0
    assert 0 <= shapes[0] < SHAPES


def test_distances_are_signed_and_bounded() -> None:
    found = distances(np.array([5, 5, 0, 90]), np.array([6, 4, 90, 0]))
    assert found.tolist() == [0, DISTANCES // 2, DISTANCES // 2 - 1, DISTANCES - 1]

"""Best trees, compared with trying all of them."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.language.trees import best_tree, is_tree


def _reaches_root(heads: tuple[int, ...]) -> bool:
    for start in range(1, len(heads) + 1):
        node, steps = start, 0
        while node:
            node, steps = heads[node - 1], steps + 1
            if steps > len(heads):
                return False
    return heads.count(0) == 1


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ([0], True),
        ([2, 0], True),
        ([0, 0], False),
        ([2, 1], False),
        ([2, 3, 0], True),
        ([1], False),
        ([2, 3, 1, 0], False),
    ],
)
def test_is_tree(heads: list[int], expected: bool) -> None:
    assert is_tree(np.array(heads)) is expected


@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.integers(0, n), min_size=n, max_size=n)))
def test_is_tree_agrees_with_walking_up(heads: list[int]) -> None:
    assert is_tree(np.array(heads)) == _reaches_root(tuple(heads))


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 4), st.integers(0, 2**32 - 1))
def test_best_tree_is_the_best_of_all(n: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, n + 1)).astype(np.float32)
    found = best_tree(scores)
    assert is_tree(found)
    total = lambda heads: sum(float(scores[d, h]) for d, h in enumerate(heads))  # noqa: E731
    trees = [
        h for h in product(range(n + 1), repeat=n) if _reaches_root(h) and all(x != d + 1 for d, x in enumerate(h))
    ]
    assert total(found) == pytest.approx(max(total(t) for t in trees), abs=1e-4)


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 60), st.integers(0, 2**32 - 1))
def test_best_tree_is_a_tree(n: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, n + 1)).astype(np.float32)
    assert is_tree(best_tree(scores))


def test_equal_scores_make_a_tree() -> None:
    assert is_tree(best_tree(np.zeros((30, 31), dtype=np.float32)))

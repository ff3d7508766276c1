"""Quantised weights: close to the originals, and no sum of two products overflows."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from training.quantisation import overflow_free


@given(st.integers(1, 9), st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_neighbours_never_overflow(k: int, n: int, seed: int) -> None:
    weight = np.random.default_rng(seed).normal(size=(k, n)).astype(np.float32)
    rows, scale = overflow_free(weight)
    size = np.abs(rows.astype(int))
    size = np.concatenate([size, np.zeros((len(size) % 2, n), dtype=int)])
    assert 255 * int((size[0::2] + size[1::2]).max()) <= 2**15 - 1
    assert np.abs(rows * scale - weight).max() <= scale.max() * 0.5001


def test_zeros_stay_zero() -> None:
    rows, scale = overflow_free(np.zeros((4, 2), dtype=np.float32))
    assert not rows.any()
    assert (scale > 0).all()

"""Readers of the training corpora, one file a corpus, and the list of them."""

from __future__ import annotations

from training.corpora.registry import Splits, load_corpora

__all__ = ["Splits", "load_corpora"]

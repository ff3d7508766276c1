"""Datelines, quotation marks and letter case added to training sentences."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg.language.trees import is_tree
from training.augmentation import augment_sentence, byline, curl, dateline, made_line, score_line, straighten
from training.documents import OUT, Sentence, begin

LAYERS = ("words", "upos", "xpos", "feats", "lemmas", "heads", "deprels", "allowed", "fine")


@given(st.integers(0, 10_000))
def test_a_dateline_is_a_sentence(seed: int) -> None:
    s = dateline(random.Random(seed))
    assert len({len(getattr(s, layer)) for layer in LAYERS}) == 1
    assert is_tree(np.array(s.heads))


@given(st.integers(0, 10_000))
def test_made_lines_have_a_tag_a_word(seed: int) -> None:
    s = made_line(random.Random(seed))
    assert len(s.words) == len(s.allowed) == len(s.fine)
    assert s.paragraph


def test_bylines_and_results_mark_their_names() -> None:
    s = byline(random.Random(1))
    assert s.allowed[:2] == [OUT, begin("PERSON")]
    s = score_line(random.Random(1))
    assert s.allowed.count(begin("ORG")) == 2
    assert s.allowed.count(begin("CARDINAL")) == 2


def test_quotes_there_and_back() -> None:
    words = ['"', "It", "'s", "over", ",", '"', "he", "said"]
    curled = curl(words)
    assert curled == ["\u201c", "It", "\u2019s", "over", ",", "\u201d", "he", "said"]
    assert straighten(curled) == words


@given(st.integers(0, 3000))
def test_layers_stay_aligned(seed: int) -> None:
    n = 6
    s = Sentence(
        ["He", "went", "to", "the", "bank", "."], ["X"] * n, ["X"] * n, [""] * n, ["x"] * n, [2, 0, 5, 5, 2, 2],
        ["x"] * n, [OUT] * n, ["-"] * n, paragraph=True,
    )  # fmt: skip
    out = augment_sentence(s, random.Random(seed))
    assert len({len(getattr(out, layer)) for layer in LAYERS}) == 1
    assert len(out.words) in {n, n - 1}
    assert s.words[0] == "He"

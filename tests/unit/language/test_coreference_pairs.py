"""What pairs of words show without a parse."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.pairs import CHANNEL_SIZES, CHANNELS, pair_channels

TEXT = "The Northern Grain Board met . NGB officials said Hana Brask , the Board chair , lost her seat . She left ."
WORDS = TEXT.split()
SENTENCES = np.cumsum([w in ("NGB", "She") for w in WORDS])


def category(channel: str, later: str, earlier: str, *, words: list[str] = WORDS) -> int:
    pair = np.array([words.index(later)]), np.array([words.index(earlier)])
    return int(pair_channels(words, SENTENCES[: len(words)], *pair)[0, 0, CHANNELS.index(channel)])


@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=30))
def test_every_category_is_in_its_range(words):
    every = np.arange(len(words))
    found = pair_channels(words, every // 5, every, every)
    assert found.shape == (len(words), len(words), len(CHANNELS))
    assert (found >= 0).all()
    assert (found < np.array(CHANNEL_SIZES)).all()


@pytest.mark.parametrize(
    ("later", "earlier", "fit"),
    [("NGB", "Grain", 6), ("Hana", "Grain", 1), ("Board", "Board", 5), ("met", "Grain", 0)],
)
def test_names_are_compared_as_wholes(later, earlier, fit):
    assert category("name", later, earlier) // 3 == fit


def test_a_part_of_a_name_is_told_from_the_whole():
    words = ["Hana", "Brask", "won", ".", "Then", "Brask", "left", "."]
    found = pair_channels(words, np.array([0] * 4 + [1] * 4), np.array([5]), np.array([0]))
    assert found[0, 0, CHANNELS.index("name")] // 3 == 3


def test_pronouns_have_classes_of_their_own():
    assert category("classes", "She", "Hana") != category("classes", "officials", "Hana")
    assert category("classes", "She", "Hana") != category("classes", "She", "her")


def test_quotation_marks_between_two_words_are_counted():
    words = ["Hana", "said", "“", "I", "won", "”", "and", "left"]
    sentences = np.zeros(8, int)
    found = pair_channels(words, sentences, np.array([3, 7]), np.array([0]))[:, 0, CHANNELS.index("quotes")] // 36
    assert found.tolist() == [1, 2]


def test_words_in_a_block_are_what_they_are_in_the_whole():
    every = np.arange(len(WORDS))
    whole = pair_channels(WORDS, SENTENCES, every, every)
    part = pair_channels(WORDS, SENTENCES, every[4:9], every[:3])
    assert (whole[4:9, :3] == part).all()

"""Subword ids."""

from __future__ import annotations

import pytest

from kg.language.reader import MODEL_FOLDER
from kg.language.subwords import CLS, MAX_PIECES, SEP, SHAPE_NONE, Subwords, shape


@pytest.fixture(scope="module")
def subwords() -> Subwords:
    return Subwords.from_file(MODEL_FOLDER / "tokenizer.json")


@pytest.mark.parametrize(
    ("word", "kind"), [("the", 0), ("Kim", 1), ("UN", 2), ("iPhone", 3), ("2018", 4), ("G20", 5), ("--", 6), ("A", 7)]
)
def test_shape(word: str, kind: int) -> None:
    assert shape(word) == kind


def test_every_word_has_a_first_piece(subwords: Subwords) -> None:
    words = ["Seoul", "\u200b", "🙂", "x" * 20_000, "Antidisestablishmentarianism" * 9, "."]
    ids, shapes, firsts = subwords.encode(words)
    assert len(firsts) == len(words)
    assert sorted(set(firsts)) == firsts
    assert len(ids) == len(shapes)
    assert (ids[0], ids[-1]) == (CLS, SEP)


def test_long_words_are_cut(subwords: Subwords) -> None:
    pieces, _ = subwords.pieces("Antidisestablishmentarianism" * 9)
    assert len(pieces) <= MAX_PIECES


def test_breaks_are_separators(subwords: Subwords) -> None:
    ids, shapes, firsts = subwords.encode(["a", "b", "c"], {2})
    assert ids[firsts[2] - 1] == SEP
    assert shapes[firsts[2] - 1] == SHAPE_NONE
    assert ids.count(SEP) == 2

"""Sentences that no window holds: read on, nothing lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from kg.language.reader import MODEL_FOLDER, Reader, WindowScores
from kg.language.stretching import LONGEST_SENTENCE, read_long
from kg.language.trees import best_tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.language import Language

COUNTRIES = ("Ghana", "Poland", "China", "Peru")
ITEMS = [f"the envoy of {COUNTRIES[k % 4]} had signed the border treaty in {1950 + k}" for k in range(60)]
LONG = f"The ministry said that {', that '.join(ITEMS)}, and that Ines Falk had refused."
PLAIN = [
    *("The", "minister", "told", "reporters", "in", "Accra", "on", "Monday", "that", "the", "talks", ",", "which"),
    *("had", "begun", "a", "week", "earlier", ",", "would", "go", "on", "until", "both", "sides", "had", "agreed"),
    *("on", "a", "plan", "that", "farmers", "in", "the", "north", "could", "accept", ",", "and", "that", "no"),
    *("troops", "would", "be", "sent", "while", "the", "talks", "lasted", "."),
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(MODEL_FOLDER)


def read_in(reader: Reader, words: Sequence[str], width: int) -> tuple[WindowScores, int]:
    """Read one sentence in windows of so many words."""
    n = len(words)
    return read_long(reader, words, 0, n, lambda b: min(b + width, n), lambda first, last, scores: [0])


def test_a_sentence_that_fits_is_what_one_window_says(reader: Reader) -> None:
    found, stop = read_in(reader, PLAIN, len(PLAIN))
    plain = reader.scores(PLAIN, set())
    assert stop == len(PLAIN)
    for name in WindowScores.__slots__:
        assert np.array_equal(getattr(found, name), getattr(plain, name)), name


def test_overlapping_windows_agree_with_one(reader: Reader) -> None:
    found, stop = read_in(reader, PLAIN, 24)
    plain = reader.scores(PLAIN, set())
    assert stop == len(PLAIN)
    assert (found.upos == plain.upos).mean() > 0.9
    assert (best_tree(found.arcs) == best_tree(plain.arcs)).mean() > 0.75
    assert all(len(getattr(found, name)) == len(getattr(plain, name)) for name in WindowScores.__slots__)


def test_the_sentence_ends_where_another_starts(reader: Reader) -> None:
    words = [*PLAIN, "Then", "they", "left", "."]
    starts = {len(PLAIN)}
    scores, stop = read_long(
        reader,
        words,
        0,
        len(words),
        lambda b: min(b + 24, len(words)),
        lambda first, last, scores: [0, *(s - first for s in starts if first < s < last)],
    )
    assert stop == len(PLAIN)
    assert scores.arcs.shape == (stop, stop + 1)


def test_a_sentence_of_two_windows_is_read_on(nlp: Language) -> None:
    doc = nlp(f"{LONG} Then the meeting ended.")
    sents = list(doc.sents)
    assert [s.text for s in sents] == [LONG, "Then the meeting ended."]
    assert len(sents[0]) > 600
    signed = [t for t in doc if t.text == "treaty"]
    assert len(signed) == 60
    assert sum(t.dep_ == "obj" and t.head.text == "signed" for t in signed) >= 54
    assert sum(e.label_ == "GPE" for e in doc.ents) >= 54
    assert sum(e.label_ == "DATE" for e in doc.ents) >= 54
    assert sents[0].root.text == "said"


def test_what_no_sentence_can_be_is_still_read_to_the_end(nlp: Language) -> None:
    doc = nlp("walked " * (2 * LONGEST_SENTENCE + 7))
    assert [len(s) for s in doc.sents] == [LONGEST_SENTENCE, LONGEST_SENTENCE, 7]
    assert all(t.pos_ and t.dep_ for t in doc)


def test_a_paragraph_ends_a_long_sentence(nlp: Language) -> None:
    half = " ".join(LONG.split()[:450])
    doc = nlp(f"{half}\n\nThe port reopened on Friday")
    last = list(doc.sents)[-1]
    assert last.text == "The port reopened on Friday"

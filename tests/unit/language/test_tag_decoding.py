"""Tag sequences and titles."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.entities import EntitySpan, decode_entities, decode_tags, trim_title
from kg.language.labels import BIO


def _scores(*tags: str) -> np.ndarray:
    scores = np.full((len(tags), len(BIO)), -9.0, dtype=np.float32)
    for i, tag in enumerate(tags):
        scores[i, BIO.index(tag)] = -0.1
    return scores


def test_spans_of_plain_tags() -> None:
    words = ["Kim", "Yo", "Jong", "visited", "Seoul"]
    found = decode_entities(words, _scores("B-PERSON", "I-PERSON", "I-PERSON", "O", "B-GPE"))
    assert found == [EntitySpan(0, 3, "PERSON"), EntitySpan(4, 5, "GPE")]


def test_two_entities_side_by_side() -> None:
    found = decode_entities(["Seoul", "Tuesday"], _scores("B-GPE", "B-DATE"))
    assert [e.label for e in found] == ["GPE", "DATE"]


def test_an_inside_tag_alone_is_mended() -> None:
    tags = [BIO[t] for t in decode_tags(_scores("O", "I-ORG", "I-ORG"))]
    assert tags in (["O", "O", "O"], ["O", "B-ORG", "I-ORG"], ["B-ORG", "I-ORG", "I-ORG"])


@given(st.integers(0, 12), st.integers(0, 2**32 - 1))
def test_tags_are_always_a_valid_sequence(n: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, len(BIO))).astype(np.float32)
    before = "O"
    for t in decode_tags(scores):
        tag = BIO[t]
        assert not tag.startswith("I-") or before[2:] == tag[2:]
        before = tag


@pytest.mark.parametrize(
    ("text", "label", "expected"),
    [
        ("President Moon Jae In", "PERSON", "Moon Jae In"),
        ("Mr. Kim", "PERSON", "Kim"),
        ("Lt. Gen. John Smith", "PERSON", "John Smith"),
        ("President", "PERSON", "President"),
        ("Prime Minister", "PERSON", "Prime Minister"),
        ("General Motors", "ORG", "General Motors"),
    ],
)
def test_titles(text: str, label: str, expected: str) -> None:
    words = text.split()
    span = trim_title(words, EntitySpan(0, len(words), label))
    assert " ".join(words[span.start : span.end]) == expected

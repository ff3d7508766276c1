"""Quotation marks: pairs, paragraphs, unclosed ones, single ones."""

from __future__ import annotations

from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from kg.extractors.quotations import find_quotations, paragraphs

NLP = spacy.blank("en")

CASES = (
    ("straight", '"We won," he said.', ["We won,"]),
    ("curly", "“We won,” he said. “Now we rest.”", ["We won,", "Now we rest."]),
    ("over sentences", "“We won. We rest.”", ["We won. We rest."]),
    ("inside a clause", 'It was a "grave error", he said.', ["grave error"]),
    ("single marks", "‘We won,’ he said.", ["We won,"]),
    ("apostrophes are none", "The firms’ owners said it’s over.", []),
    ("none", "He said they won.", []),
    ("straight inside curly", "“They cried 'stop' twice,” he said.", ["They cried 'stop' twice,"]),
)


@pytest.mark.parametrize(("name", "text", "expected"), CASES, ids=[c[0] for c in CASES])
def test_what_stands_in_marks(name: str, text: str, expected: list[str]) -> None:
    doc = NLP(text)
    assert [doc[q.start : q.end].text for q in find_quotations(doc)] == expected


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    doc = NLP('He said: "We won.\n\nThe vote was on Sunday.')
    (found,) = find_quotations(doc)
    assert doc[found.start : found.end].text.strip() == "We won."
    assert not found.closed


def test_a_speech_goes_on_where_the_next_paragraph_opens_again() -> None:
    doc = NLP("“We won.\n\n“We will rest,” she said.\n\n“They lost,” he said.")
    found = find_quotations(doc)
    assert [(q.closed, q.continues) for q in found] == [(False, False), (True, True), (True, False)]


def test_paragraphs_end_with_lines() -> None:
    doc = NLP("One here.\nTwo.\n\nThree.")
    assert [doc[a:b].text for a, b in paragraphs(doc)] == ["One here.", "Two.", "Three."]


@given(st.text(alphabet='ab "“”‘’.,\n', max_size=60))
def test_quotations_never_overlap_or_cross_paragraphs(text: str) -> None:
    doc = NLP(text)
    found = find_quotations(doc)
    lines = list(paragraphs(doc))
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(any(a <= q.start < q.end <= b for a, b in lines) for q in found)

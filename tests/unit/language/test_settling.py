"""Numbers by rule and one type a name."""

from __future__ import annotations

import numpy as np
import pytest

from kg.language.analysis import sentence_starts
from kg.language.entities import EntitySpan
from kg.language.labels import BIO
from kg.language.quotes import quote_roles
from kg.language.settling import VOTED, mend_names, mend_numbers, strip_article, type_scores, vote


def test_articles_are_taken_off() -> None:
    assert strip_article(["the", "United", "States"], EntitySpan(0, 3, "GPE")) == EntitySpan(1, 3, "GPE")
    assert strip_article(["The", "Guardian"], EntitySpan(0, 2, "ORG")) == EntitySpan(0, 2, "ORG")
    assert strip_article(["the", "weekend"], EntitySpan(0, 2, "DATE")) == EntitySpan(0, 2, "DATE")


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("Municipality of Livorno", [(0, 2, "GPE"), (2, 3, "GPE")], [(0, 3, "GPE")]),
        ("Municipality of", [(0, 2, "GPE")], [(0, 1, "GPE")]),
        ("the Bank of England", [(0, 4, "ORG")], [(1, 4, "ORG")]),
        ("Johnson & Johnson", [(0, 3, "ORG")], [(0, 3, "ORG")]),
        ("Seoul 's", [(0, 2, "GPE")], [(0, 1, "GPE")]),
        ("Moon Jae In said", [(0, 2, "PERSON")], [(0, 3, "PERSON")]),
        ("Moon Visits In Rain", [(0, 2, "PERSON")], [(0, 2, "PERSON")]),
        ("Moon spoke in Lima", [(0, 1, "PERSON"), (3, 4, "GPE")], [(0, 1, "PERSON"), (3, 4, "GPE")]),
        ("Day of Friday", [(0, 2, "EVENT"), (2, 3, "DATE")], [(0, 1, "EVENT"), (2, 3, "DATE")]),
    ],
)
def test_names(text: str, before: list[tuple[int, int, str]], after: list[tuple[int, int, str]]) -> None:
    assert mend_names(text.split(), [EntitySpan(*x) for x in before]) == [EntitySpan(*x) for x in after]


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("at 9 a.m.", [(1, 2, "TIME")], [(1, 3, "TIME")]),
        ("Friday , July 21", [(0, 1, "DATE"), (2, 4, "DATE")], [(0, 4, "DATE")]),
        ("last Thursday", [], [(0, 2, "DATE")]),
        ("last Thursday", [(0, 1, "DATE"), (1, 2, "DATE")], [(0, 2, "DATE")]),
        ("Paris Friday", [(0, 2, "ORG")], [(0, 2, "ORG")]),
        ("in 2018", [], []),
        ("3 men", [], []),
        ("early last week in May", [(0, 3, "DATE"), (4, 5, "DATE")], [(0, 3, "DATE"), (4, 5, "DATE")]),
    ],
)
def test_numbers(text: str, before: list[tuple[int, int, str]], after: list[tuple[int, int, str]]) -> None:
    assert mend_numbers(text.split(), [EntitySpan(*x) for x in before]) == [EntitySpan(*x) for x in after]


def _leaning(label: str, by: float) -> np.ndarray:
    scores = np.full(len(VOTED), -3.0, dtype=np.float32)
    scores[VOTED.index(label)] += by
    return scores


def test_mentions_of_a_name_agree() -> None:
    words = ["Pyongyang", "spoke", ".", "Pyongyang", "said"]
    spans = [EntitySpan(0, 1, "PERSON"), EntitySpan(3, 4, "GPE")]
    found = vote(words, spans, [_leaning("PERSON", 1.0), _leaning("GPE", 2.9)])
    assert [s.label for s in found] == ["GPE", "GPE"]


def test_a_surname_is_the_person() -> None:
    words = ["Davit", "Lomidze", "spoke", ".", "Lomidze", "left", "on", "Friday"]
    spans = [EntitySpan(0, 2, "PERSON"), EntitySpan(4, 5, "ORG"), EntitySpan(7, 8, "DATE")]
    scores = [_leaning("PERSON", 2.9), _leaning("ORG", 1.0), _leaning("ORG", 0.0)]
    assert [s.label for s in vote(words, spans, scores)] == ["PERSON", "PERSON", "DATE"]


def test_type_scores_are_means() -> None:
    ner = np.full((2, len(BIO)), -5.0, dtype=np.float32)
    ner[0, BIO.index("B-ORG")] = ner[1, BIO.index("I-ORG")] = -0.5
    assert type_scores(ner, 0, 2)[VOTED.index("ORG")] == pytest.approx(-0.5)


def test_quotes_by_white_space() -> None:
    words = ['"', "No", ",", '"', "he", "said", ".", '"', "Yes", '"']
    roles = quote_roles(words, [False, False, False, False, True, True, False, True, False, False], {0})
    assert (sorted(roles.opening), sorted(roles.closing)) == ([0, 7], [3, 9])


def test_quotes_by_counting() -> None:
    roles = quote_roles(['"', "No", '"', "no", '"'], [True] * 5, {0, 4})
    assert (sorted(roles.opening), sorted(roles.closing)) == ([0, 4], [2])


@pytest.mark.parametrize(
    ("words", "chance", "expected"),
    [
        (["He", "left", ".", '"', "I", "stay"], 4, [0, 3]),
        (['"', "I", "stay", ".", '"', "He"], 4, [0, 5]),
        (['"', "I", "stay"], 1, [0]),
        (["A", ".", "'s", "B"], 2, [0]),
    ],
)
def test_sentence_starts_respect_quotes(words: list[str], chance: int, expected: list[int]) -> None:
    chances = np.zeros(len(words), dtype=np.float32)
    chances[chance] = 1.0
    marks = [i for i, w in enumerate(words) if w == '"']
    opening = set(marks) if words[0] != '"' else {0}
    assert sentence_starts(words, chances, set(), opening, set(marks) - opening) == expected

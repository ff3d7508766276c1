"""Sets of allowed tags: places, numbers, names of the passages."""

from __future__ import annotations

import pytest
import spacy

from kg.language.labels import BIO
from kg.language.numerals import number_spans
from training.corpora.columns import column_spans
from training.corpora.news import is_name
from training.documents import ANY, OUT, begin, inside, mark, mark_person
from training.gazetteer import Gazetteer, event_types, is_demonym, place_types
from training.numerals import number_tags

GAZETTEER = Gazetteer(frozenset({"Georgia"}), frozenset({"Georgia", "Tbilisi"}))


def test_sets_are_bits() -> None:
    assert begin("PERSON") == 1 << BIO.index("B-PERSON")
    assert begin("PERSON", "PERSON", "ORG") == begin("ORG") | begin("PERSON")
    assert (1 << len(BIO)) - 1 == ANY


def test_mark() -> None:
    allowed = [OUT] * 4
    mark(allowed, 1, 3, "GPE", "LOC", optional=True)
    assert allowed == [OUT, begin("GPE", "LOC") | OUT, inside("GPE", "LOC") | OUT, OUT]


def test_titles_are_no_part_of_a_person() -> None:
    words = ["President", "Moon", "Jae", "In"]
    allowed = [ANY] * 4
    mark_person(allowed, words, 0, 4)
    assert allowed == [OUT, begin("PERSON"), inside("PERSON"), inside("PERSON")]


@pytest.mark.parametrize(
    ("name", "types"),
    [
        ("Tbilisi", ("GPE",)),
        ("the Rioni River", ("LOC",)),
        ("Lake Ritsa", ("LOC",)),
        ("Kutaisi Airport", ("FAC",)),
        ("South Korean", ("NORP",)),
        ("Adjara Province", ("GPE",)),
        ("Batumi", ("GPE", "LOC", "FAC")),
    ],
)
def test_place_types(name: str, types: tuple[str, ...]) -> None:
    assert place_types(name, GAZETTEER) == types


def test_event_types() -> None:
    assert event_types("Second World War") == ("EVENT",)
    assert "LAW" in event_types("Treaty of Kars")


@pytest.mark.parametrize(
    ("word", "yes"), [("Russian", True), ("Afghans", True), ("Swiss", True), ("Russia", False), ("Kim", False)]
)
def test_demonyms(word: str, yes: bool) -> None:
    assert is_demonym(word) is yes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Friday , July 21 , 2017 at noon", [("Friday , July 21 , 2017", "DATE"), ("noon", "TIME")]),
        ("two years ago", [("two years ago", "DATE")]),
        ("the 21 - year - old", [("21 - year - old", "DATE")]),
        ("60 percent of $ 50 million", [("60 percent", "PERCENT"), ("$ 50 million", "MONEY")]),
        ("he may march", []),
        ("at 9 a.m.", [("9 a.m.", "TIME")]),
        ("500 miles", [("500 miles", "QUANTITY")]),
        ("a second blast 30 seconds later", [("second", "ORDINAL"), ("30 seconds later", "TIME")]),
        ("a second later it fell", [("a second later", "TIME")]),
        ("it took a second .", [("a second", "TIME")]),
        ("the third of 36 and 41", [("third", "ORDINAL"), ("36", "CARDINAL"), ("41", "CARDINAL")]),
        ("in the 1960s about 300 left", [("1960s", "DATE"), ("300", "CARDINAL")]),
        ("more than $ 5 million", [("$ 5 million", "MONEY")]),
        ("Ilse Brandt ( 1920 - 88 )", [("1920", "DATE"), ("88", "DATE")]),
        ("over the weekend", [("weekend", "DATE")]),
        ("nothing here", []),
    ],
)
def test_number_spans(text: str, expected: list[tuple[str, str]]) -> None:
    words = text.split()
    assert [(" ".join(words[a:b]), label) for a, b, label in number_spans(words)] == expected


def test_number_tags_leave_the_undecidable_open() -> None:
    words = ["a", "march", "in", "2018"]
    allowed = [OUT] * 4
    number_tags(words, allowed)
    assert allowed[0] == allowed[2] == OUT
    assert allowed[1] & OUT and allowed[1] != OUT
    assert allowed[3] == begin("DATE")


def test_column_spans() -> None:
    assert column_spans(["I-PER", "I-PER", "O", "I-ORG", "I-LOC"]) == [(0, 2, "PER"), (3, 4, "ORG"), (4, 5, "LOC")]
    assert column_spans(["B-PER", "B-PER", "I-PER"]) == [(0, 1, "PER"), (1, 3, "PER")]


@pytest.mark.parametrize(
    ("text", "initial", "yes"),
    [
        ("Bank of Georgia", False, True),
        ("foreign minister", False, False),
        ("Georgia's foreign minister", False, False),
        ("Workers", True, False),
        ("NATO", True, True),
    ],
)
def test_is_name(text: str, initial: bool, yes: bool) -> None:
    assert is_name([t.text for t in spacy.blank("en")(text)], initial=initial) is yes

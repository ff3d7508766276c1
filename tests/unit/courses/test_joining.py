"""Mentions of one event in several articles are joined, and nothing else is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from acts import CHAD, HARROW, KENYA, NURSES, PERU, SOMALIA, article, closing

from kg.courses import Telling, joined_events
from kg.graph import KnowledgeGraph

JULY = date(2020, 7, 5)


def sizes(*articles: Any) -> list[int]:
    return sorted(len(j.mentions) for j in joined_events(KnowledgeGraph(articles)))


def two(one: dict[str, Any], other: dict[str, Any], days: tuple[date, date] = (JULY, JULY)) -> list[int]:
    return sizes(article(1, days[0], one), article(2, days[1], other))


def test_one_deed_told_twice_is_one_event() -> None:
    assert two(closing(day=JULY), closing(day=JULY)) == [2]


def test_a_day_that_only_one_knows_is_no_hindrance() -> None:
    assert two(closing(day=JULY), closing()) == [2]
    assert two(closing(), closing()) == [2]


@pytest.mark.parametrize(
    "other",
    [
        closing(day=date(2020, 7, 6)),
        closing(day=JULY, cls="Establish"),
        closing(day=JULY, actor=PERU),
        closing(day=JULY, theme="border"),
        closing(day=JULY, status="threatened"),
        {"actor": KENYA, "day": JULY},
        {"day": JULY},
    ],
)
def test_what_differs_stays_apart(other: dict[str, Any]) -> None:
    assert two(closing(day=JULY), other) == [1, 1]


def test_places_and_counts_that_differ_keep_apart() -> None:
    assert two(closing(day=JULY, place=CHAD), closing(day=JULY, place=SOMALIA)) == [1, 1]
    assert two(closing(day=JULY, numbers={"count": 2}), closing(day=JULY, numbers={"count": 3})) == [1, 1]


def test_tolls_may_grow_from_day_to_day_but_not_on_one() -> None:
    low, high = (
        {"cls": "Die", "theme": SOMALIA, "actor": KENYA, "day": JULY, "numbers": {"deaths": n}} for n in (3, 9)
    )
    assert two(low, high, (JULY, date(2020, 7, 7))) == [2]
    assert two(low, high) == [1, 1]


def test_results_of_one_accident_stay_apart() -> None:
    assert two(closing(day=JULY, cls="Die"), closing(day=JULY, cls="Injure")) == [1, 1]


def test_nobody_takes_part() -> None:
    assert two({"day": JULY}, {"day": JULY}) == [1, 1]


def test_what_an_article_keeps_apart_is_not_joined_over_another() -> None:
    first = article(1, JULY, closing(place=CHAD), closing(place=SOMALIA))
    assert sizes(first, article(2, JULY, closing())) == [1, 2]


def test_known_complements_tell_embassies_apart() -> None:
    assert two(closing(day=JULY, theme=SOMALIA), closing(day=JULY, theme=CHAD)) == [1, 1]


def test_a_whole_decade_tells_nothing_where_nobody_acts() -> None:
    prize = {"cls": "Award", "theme": "Harrow Medal", "day": date(2010, 1, 1), "end": date(2019, 12, 31)}
    assert two(prize, prize) == [1, 1]
    assert two(prize | {"actor": PERU}, prize | {"actor": PERU}) == [2]


def test_many_mentions_are_compared_with_few(monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.courses import joining

    compared: list[Telling] = []
    score = joining.score

    def counted(a: Telling, b: Telling) -> float:
        compared.append(a)
        return score(a, b)

    monkeypatch.setattr(joining, "score", counted)
    for count in (100, 200):
        compared.clear()
        days = [date(2020, 1 + n % 12, 1 + n // 12) for n in range(count)]
        joined_events(KnowledgeGraph(article(n, day, closing(day=day)) for n, day in enumerate(days)))
        assert len(compared) <= count * 12


LATER = date(2020, 7, 7)


@pytest.mark.parametrize(
    ("one", "other", "days", "joined"),
    [
        # A disaster is known by its town, whatever it is called.
        ({"cls": "Disaster", "place": HARROW, "words": "flood"}, {"cls": "Disaster", "place": HARROW}, LATER, True),
        ({"cls": "Disaster", "place": KENYA}, {"cls": "Disaster", "place": KENYA}, JULY, False),
        ({"cls": "Disaster", "place": HARROW}, {"cls": "Disaster"}, JULY, False),
        # Of accidents a town may see several.
        ({"cls": "Accident", "place": HARROW, "day": JULY}, {"cls": "Accident", "place": HARROW}, JULY, True),
        ({"cls": "Accident", "place": HARROW}, {"cls": "Accident", "place": HARROW}, LATER, False),
        (
            {"cls": "Accident", "place": HARROW, "day": JULY, "words": "fire"},
            {"cls": "Accident", "place": HARROW, "day": JULY, "words": "crash"}, JULY, False,
        ),
        # A strike is known by those who strike.
        ({"cls": "Protest", "actor": NURSES}, {"cls": "Protest", "actor": NURSES}, JULY, True),
        ({"cls": "Protest", "actor": NURSES}, {"cls": "Protest", "actor": NURSES}, LATER, False),
        ({"cls": "Protest", "actor": NURSES, "day": JULY}, {"cls": "Protest", "actor": NURSES}, LATER, True),
        ({"cls": "Protest", "actor": "members"}, {"cls": "Protest", "actor": "members"}, JULY, False),
    ],
)  # fmt: skip
def test_what_nobody_does_to_anybody(one: dict[str, Any], other: dict[str, Any], days: date, joined: bool) -> None:
    assert two(one, other, (JULY, days)) == ([2] if joined else [1, 1])

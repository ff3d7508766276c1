"""Numbers of events with value, unit and words, in sentences as the model reads them."""

# ruff: noqa: E501  # a table row is read best on one line

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.alignment.amounts import unit_of
from kg.alignment.numbers import joined_numbers
from kg.alignment.numerals import is_range, parse_number
from kg.articles import Article

if TYPE_CHECKING:
    from kg.pipeline import Pipeline

#: Sentence, class of the event, its numbers.
EVENTS: tuple[tuple[str, str, dict[str, float | str]], ...] = (
    ("Between 40 and 50 soldiers were injured in the blast.", "Injure", {"injuredText": "Between 40 and 50"}),
    ("Some 15 to 20 rebels were killed in the raid.", "Die", {"deathsText": "Some 15 to 20"}),
    ("Dozens of people were killed in the clashes.", "Die", {"deathsText": "Dozens"}),
    ("Tens of thousands of people marched in Madrid.", "Protest", {"countText": "Tens of thousands"}),
    ("About half a million people protested in Cairo.", "Protest", {"countText": "About half a million", "count": 500_000}),
    ("The crash killed two guards and a driver.", "Die", {"deathsText": "two guards and a driver", "deaths": 3}),
    ("Police arrested 27 protesters and two reporters.", "Coerce", {"countText": "27 protesters and two reporters", "count": 29}),
    ("One in three passengers was injured.", "Injure", {}),
    ("The avalanche buried six climbers; four of them died.", "Die", {"deathsText": "four", "deaths": 4}),
    ("Norland deployed 5,000 troops to the border last week.", "Move", {"countText": "5,000", "count": 5000}),
    ("Nearly 3,000 refugees crossed into Uganda last week.", "Move", {"countText": "Nearly 3,000", "count": 3000}),
    ("The death toll rose to 85 on Thursday.", "Die", {"deathsText": "85", "deaths": 85}),
    ("The ministry reported 439 deaths in July.", "Die", {"deathsText": "439", "deaths": 439}),
    ("An earthquake killed 12 people in Chile.", "Disaster", {"deathsText": "12", "deaths": 12}),
    ("A bus overturned near Multan, killing 18.", "Accident", {"deathsText": "18", "deaths": 18}),
    ("The rouble lost a fifth of its value.", "EconomicChange", {"amountText": "a fifth"}),
    ("Output shrank by two thirds in 2019.", "EconomicChange", {"amountText": "two thirds"}),
    ("Sales fell by half.", "EconomicChange", {"amountText": "half"}),
    ("Karim Dossi was jailed for life.", "Sentence", {"amountText": "life"}),
    ("Norte Energy inherited Sur Power and has put 41 million euros into it.", "Acquire", {}),
    ("Norland bought 20 square kilometres of Sudria.", "Acquire", {"amountText": "20 square kilometres", "amount": 20, "unit": "square kilometres"}),
    ("The fire left five dead and a dozen injured.", "Die", {"deathsText": "five", "deaths": 5}),
    ("Bo Lind was sentenced to between five and seven years in jail.", "Sentence", {"amountText": "between five and seven years", "unit": "years"}),
    ("No one was injured in the explosion.", "Injure", {}),
    ("The quake left 60 people dead and hundreds injured.", "Die", {"deathsText": "60", "deaths": 60}),
    ("Delta Dairy laid off 900 workers.", "LeaveOffice", {"countText": "900", "count": 900}),
    ("Canada expelled two diplomats.", "Sanction", {"countText": "two", "count": 2}),
    ("Norway sent 500 tonnes of rice to Kenya.", "Move", {"amountText": "500 tonnes", "amount": 500, "unit": "tonnes"}),
    ("The court fined the bank A$40 million.", "Sentence", {"amountText": "A$40 million", "amount": 40_000_000, "unit": "AUD"}),
    ("The court fined the bank £40m.", "Sentence", {"amountText": "£40m", "amount": 40_000_000, "unit": "GBP"}),
    ("A court sentenced Karim Dossi to 11 years in prison.", "Sentence", {"amountText": "11 years", "amount": 11, "unit": "years"}),
    ("Germany gave Kenya 25 million euros in aid.", "Aid", {"amountText": "25 million euros", "amount": 25_000_000, "unit": "EUR"}),
    ("India lent Nepal 90 million rupees.", "Aid", {"amountText": "90 million rupees", "amount": 90_000_000, "unit": "rupees"}),
    ("Harbour Foods bought Delta Dairy for 90 million Swedish kronor.", "Acquire", {"amountText": "90 million Swedish kronor", "amount": 90_000_000, "unit": "SEK"}),
    ("The Civic Union won 41 per cent of the vote.", "Elect", {"amountText": "41 per cent", "amount": 41, "unit": "percent"}),
    ("Shares of Norte Energy fell by 3.2 percent to 120 million.", "EconomicChange", {"amountText": "3.2 percent to 120 million", "amount": 3.2, "unit": "percent"}),
    ("Net profit rose 12% to €3.4 billion.", "EconomicChange", {"amountText": "12% to €3.4 billion", "amount": 12, "unit": "percent"}),
    ("Unemployment fell by 0.4 percentage points to 6.1 percent in May.", "EconomicChange", {"amountText": "0.4 percentage points to 6.1 percent", "amount": 0.4, "unit": "percentage points"}),
    ("Inflation rose to 9.1 percent.", "EconomicChange", {"amountText": "to 9.1 percent", "amount": 9.1, "unit": "percent"}),
    ("Exports dropped between 12 and 15 percent.", "EconomicChange", {"amountText": "between 12 and 15 percent", "unit": "percent"}),
    ("Exports dropped 12 to 15 percent.", "EconomicChange", {"amountText": "12 to 15 percent", "unit": "percent"}),
    ("Leeds City defeated Bramley Rovers 2-0 on Saturday.", "Compete", {"scoreText": "2-0", "score": "2-0"}),
    ("Mara Klein beat Sofia Ruiz 6-4, 7-5 in Madrid.", "Compete", {"scoreText": "6-4, 7-5", "score": "6-4, 7-5"}),
    ("Bramley Rovers drew 1–1 with Leeds City.", "Compete", {"scoreText": "1–1", "score": "1-1"}),
)  # fmt: skip


@pytest.mark.parametrize(("text", "cls", "numbers"), EVENTS, ids=[c[0] for c in EVENTS])
def test_value_unit_and_words(pipeline: Pipeline, text: str, cls: str, numbers: dict[str, float | str]) -> None:
    found = pipeline(Article(id="art-0123456789abcdef", text=text, published=date(2020, 1, 15)))
    assert [v.numbers for v in found.events if v.cls == cls] == [numbers]


def test_who_loses_to_somebody_is_beaten(pipeline: Pipeline) -> None:
    text = "Spain lost 3-2 to Norway in Oslo."
    found = pipeline(Article(id="art-0123456789abcdef", text=text, published=date(2020, 1, 15)))
    names = {e.id: e.name for e in found.entities}
    [game] = [v for v in found.events if v.cls == "Compete"]
    assert {role: [names[x] for x in xs] for role, xs in game.roles.items() if role in ("actor", "recipient")} == {
        "actor": ["Norway"], "recipient": ["Spain"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value"),
    [("a total of two million", 2_000_000), ("$4.1bn", 4_100_000_000), ("half a dozen", 6), ("a few hundred", None),
     ("a quarter of a million", None), ("two thirds", None), ("10 to 15", None), ("twenty-five", 25), ("two hundred and five", 205)],
)  # fmt: skip
def test_numbers_in_words_and_figures(text: str, value: float | None) -> None:
    assert parse_number(text) == value
    assert not isinstance(parse_number(text), float)


def test_a_hyphen_in_a_number_word_makes_no_range() -> None:
    assert not is_range("twenty-five")


@pytest.mark.parametrize(
    ("text", "unit"),
    [("€3", "EUR"), ("US$3m", "USD"), ("20 Swiss francs", "CHF"), ("20 francs", "francs"), ("3 per cent", "percent"),
     ("three pounds", "GBP"), ("three Egyptian pounds", "EGP"), ("USD 40", "USD"), ("25 basis points", "basis points"),
     ("three Lunar dollars", "USD"), ("5 pence", "pence"), ("40", "")],
)  # fmt: skip
def test_units(text: str, unit: str) -> None:
    assert unit_of(text) == unit


def test_words_and_value_are_of_one_telling() -> None:
    tellings: tuple[dict[str, float | int | str], ...] = ({"deathsText": "dozens"}, {"deathsText": "14", "deaths": 14, "injuredText": "3", "injured": 3})
    assert joined_numbers(tellings) == {"deathsText": "dozens", "injuredText": "3", "injured": 3}

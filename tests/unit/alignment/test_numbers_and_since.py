"""Numbers that stand beside events, and since when states hold, in sentences as the model reads them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.articles import Article

if TYPE_CHECKING:
    from kg.pipeline import Pipeline

DAY = date(2020, 1, 1)
NUMBERS = (
    ("At least 14 people were killed and more than two dozen injured in a fire near Pune.", "Injure", "injured", 24),
    ("At least 14 people were killed and more than two dozen injured in a fire near Pune.", "Die", "deaths", 14),
    ("The Green Party won 52.4% of the vote in May.", "Elect", "amount", 52.4),
    ("Norte Energy has bought Sur Power for $2.5bn.", "Acquire", "amount", 2_500_000_000),
)


@pytest.mark.parametrize(("text", "cls", "name", "value"), NUMBERS)
def test_a_number_is_that_of_its_event(pipeline: Pipeline, text: str, cls: str, name: str, value: float) -> None:
    found = pipeline(Article(id="art-0123456789abcdef", text=text, published=DAY))
    assert [v.numbers.get(name) for v in found.events if v.cls == cls] == [value]


def test_a_state_holds_since_the_day_that_is_named(pipeline: Pipeline) -> None:
    text = "Omar Diallo has led the Unity Party since 2011."
    found = pipeline(Article(id="art-0123456789abcdef", text=text, published=DAY))
    [leads] = [s for s in found.statements if s.predicate == "leads"]
    assert leads.valid_from == date(2011, 1, 1)
    assert leads.valid_until is None


def test_a_day_on_which_something_was_so_is_no_beginning(pipeline: Pipeline) -> None:
    text = "Omar Diallo led the Unity Party in 2011."
    found = pipeline(Article(id="art-0123456789abcdef", text=text, published=DAY))
    assert all(s.valid_from is None for s in found.statements if s.predicate == "leads")

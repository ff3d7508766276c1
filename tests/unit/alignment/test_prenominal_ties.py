"""What a name or nationality before a noun says, and what it does not."""

from __future__ import annotations

from datetime import date

import pytest

from kg.articles import Article
from kg.pipeline import Pipeline


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("The Monti government raised taxes.", []),
        ("The Johnson administration raised taxes.", []),
        ("Peru's government raised taxes.", ["governs"]),
        ("She ate at a Chinese restaurant.", []),
        ("She worked at a Chinese factory.", ["locatedIn"]),
        ("Halcyon Foods sold its Zambian unit.", ["locatedIn"]),
    ],
)
def test_who_heads_a_government_is_not_governed_and_a_kitchen_is_anywhere(
    pipeline: Pipeline, text: str, relations: list[str]
) -> None:
    found = pipeline(Article(id="art-0123456789abcdef", text=text, published=date(2020, 1, 15)))
    ties = {"governs", "locatedIn"} | ({"partOf"} if relations != ["locatedIn"] else set())
    assert [s.predicate for s in found.statements if s.licensed and s.predicate in ties] == relations

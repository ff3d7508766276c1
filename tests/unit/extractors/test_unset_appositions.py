from __future__ import annotations

from datetime import date

import pytest

from kg.articles import Article
from kg.pipeline import Pipeline


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("She said she would name Ana Costa finance minister.", False),
        ("Ana Costa, finance minister of Peru, left Lima on Friday.", True),
    ],
)
def test_a_post_to_be_given_is_not_held(pipeline: Pipeline, text: str, holds: bool) -> None:
    found = pipeline(Article(id="art-1", text=text, published=date(2020, 1, 1)))
    assert any(s.predicate == "holdsPosition" and s.licensed for s in found.statements) is holds

"""A short name that several bodies share stands for none of them."""

from __future__ import annotations

from datetime import date

import pytest

from kg.articles import Article
from kg.pipeline import Pipeline


@pytest.mark.parametrize(
    ("text", "short", "joined"),
    [
        ("The European Commission opened an inquiry in May. The Irish Data Protection Commission joined it. "
         "The Commission suspects that Norsk Havn broke the law.", "Commission", False),
        ("The Irish Data Protection Commission opened an inquiry in May. "
         "The Commission suspects that Norsk Havn broke the law.", "Commission", True),
    ],
)  # fmt: skip
def test_a_short_name_stands_for_the_one_body_that_has_it(
    pipeline: Pipeline, text: str, short: str, joined: bool
) -> None:
    found = pipeline(Article(id="art-0123456789abcdef", text=text, published=date(2020, 1, 15)))
    spelled = [{m.text.removeprefix("The ") for m in e.mentions} for e in found.entities]
    assert any(short in names and len(names) > 1 for names in spelled) is joined


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("Hassan al-Badri leads the union. Al-Badri resigned on Friday.", True),
        ("Hassan El-Din leads the union. On Friday El-Din resigned.", True),
        ("Noura al-Badri met Hassan al-Badri. Al-Badri resigned on Friday.", False),
    ],
)
def test_an_arabic_article_makes_no_full_name(pipeline: Pipeline, text: str, joined: bool) -> None:
    found = pipeline(Article(id="art-0123456789abcdef", text=text, published=date(2020, 1, 15)))
    persons = [{m.text for m in e.mentions} for e in found.entities if e.cls == "Person"]
    assert any({"Hassan al-Badri", "Al-Badri"} <= p or {"Hassan El-Din", "El-Din"} <= p for p in persons) is joined

"""Clubs and cities of one name, in sentences as the model reads them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.articles import Article
from kg.config import Config
from kg.resolution import resolve

if TYPE_CHECKING:
    from kg.pipeline import Pipeline

CASES: tuple[tuple[str, str, list[str]], ...] = (
    ("Porto beat Braga 3-1 at the stadium in Porto on Sunday.", "Porto", ["GeopoliticalEntity", "SportsTeam"]),
    ("Barcelona defeated Real Madrid 3-2 on Saturday. The mayor of Barcelona praised the players.", "Barcelona",
     ["GeopoliticalEntity", "SportsTeam"]),
    ("Thousands gathered in Liverpool. Liverpool manager Dan Cole praised the fans.", "Liverpool",
     ["GeopoliticalEntity", "SportsTeam"]),
    ("Police in Lagos arrested ten men. Lagos faces a shortage of water.", "Lagos", ["GeopoliticalEntity"]),
)  # fmt: skip


@pytest.mark.parametrize(("text", "name", "classes"), CASES, ids=[c[0] for c in CASES])
def test_a_club_is_not_its_city(pipeline: Pipeline, text: str, name: str, classes: list[str]) -> None:
    reading = pipeline.read_article(Article(id="art-1", text=text, published=date(2020, 1, 1)))
    assert sorted(c.cls for c in resolve(reading, Config()) if c.name == name) == classes

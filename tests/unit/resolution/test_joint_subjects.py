from __future__ import annotations

from datetime import date

import pytest

from kg.articles import Article
from kg.pipeline import Pipeline
from kg.resolution import plural_members


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("At their first meeting in May 2019, Ana Costa and Li Wei signed a treaty.", {"Costa", "Wei", "Ana", "Li"}),
        ("Peru and Chile held their first joint drill on Friday.", {"Peru", "Chile"}),
        ("Peru held a drill after their first meeting.", set()),
        ("Their lawyers and Ana Costa left the court.", set()),
    ],
)
def test_their_is_of_the_joined_subject_of_its_clause(pipeline: Pipeline, text: str, members: set[str]) -> None:
    reading = pipeline.read_article(Article(id="art-1", text=text, published=date(2020, 1, 1)))
    found = {reading.doc[m].text for ms in plural_members(reading).values() for m in ms}
    assert found <= members
    assert bool(found) == bool(members)


def test_a_pair_is_not_made_up_from_what_is_named_later(pipeline: Pipeline) -> None:
    text = "Peru met the rebels on Monday. The United Nations urged both countries to talk. Japan offered help."
    extraction = pipeline(Article(id="art-1", text=text, published=date(2020, 1, 1)))
    names = {e.id: e.name for e in extraction.entities}
    assert "Japan" not in {names.get(s.object) for s in extraction.statements if s.predicate == "urges"}

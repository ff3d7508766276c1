"""What is done to a share or a number of things is done to them, in sentences as the model reads them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.articles import Article

if TYPE_CHECKING:
    from kg.pipeline import Pipeline

#: Sentence, class of the event, role, its fillers, and how many of them.
SHARES = (
    ("Norte Energy dismissed a third of its staff in 2019.", "LeaveOffice", "theme", ["staff"], "a third"),
    ("Norte Energy dismissed most of its staff.", "LeaveOffice", "theme", ["staff"], "most"),
    ("Norte Energy dismissed 30 workers.", "LeaveOffice", "theme", ["workers"], "30"),
    ("Delta Dairy closed half of its plants.", "Terminate", "theme", ["plants"], "half"),
    ("A majority of voters rejected the plan.", "Reject", "actor", ["voters"], None),
    ("Police arrested several of the protesters.", "Coerce", "recipient", ["protesters"], None),
)


@pytest.mark.parametrize(("text", "cls", "role", "fillers", "count"), SHARES, ids=[c[0] for c in SHARES])
def test_a_share_stands_for_what_it_is_of(
    pipeline: Pipeline, text: str, cls: str, role: str, fillers: list[str], count: str | None
) -> None:
    found = pipeline(Article(id="art-0123456789abcdef", text=text, published=date(2020, 1, 15)))
    names = {e.id: e.name for e in found.entities}
    [event] = found.events
    assert (event.cls, [names[x] for x in event.roles[role]], event.numbers.get("countText")) == (cls, fillers, count)


def test_a_firm_is_no_place(pipeline: Pipeline) -> None:
    text = "Workers at Norte Energy went on strike in December."
    found = pipeline(Article(id="art-0123456789abcdef", text=text, published=date(2020, 1, 15)))
    assert [v.roles.get("place") for v in found.events if v.cls == "Protest"] == [None]


def test_a_sum_is_nobody(pipeline: Pipeline) -> None:
    text = "Brussels fined Norte Energy 500 million euros."
    found = pipeline(Article(id="art-0123456789abcdef", text=text, published=date(2020, 1, 15)))
    names = {e.id: e.name for e in found.entities}
    [fine] = [v for v in found.events if v.cls == "Sentence"]
    assert [names[x] for x in fine.roles["recipient"]] == ["Norte Energy"]

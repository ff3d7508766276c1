"""Times and places that a death shares with what caused it, in sentences as the model reads them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.articles import Article

if TYPE_CHECKING:
    from kg.pipeline import Pipeline

#: Sentence, class of the event, its time and its places.
SCENES: tuple[tuple[str, str, str, list[str]], ...] = (
    ("At least 14 people were killed when a bomb exploded in Kabul on Monday.", "Die", "2020-01-13", ["Kabul"]),
    ("At least 20 miners were killed when a shaft collapsed in Zambia on Saturday.", "Die", "2020-01-11", ["Zambia"]),
    ("Ten people were killed in an attack on a market in Kano on Friday.", "Die", "2020-01-10", ["Kano"]),
    ("Ten people were killed in an attack on a market in Kano on Friday.", "Assault", "2020-01-10", ["Kano"]),
    ("A gunman killed three guards and wounded two others in Lahore on Friday.", "Die", "2020-01-10", ["Lahore"]),
    ("A bus overturned near Multan on Friday, killing 18 people.", "Die", "2020-01-10", ["Multan"]),
    ("Up to 300 people died after a ferry sank off Mindoro last week.", "Die", "", ["Mindoro"]),
    ("The minister died on Friday after a car crash in Lisbon in May.", "Die", "2020-01-10", []),
    ("The Unity Party won 52.4% of the vote in Sunday's election.", "Elect", "2020-01-12", []),
    ("The government postponed Sunday's election.", "Terminate", "", []),
)


@pytest.mark.parametrize(("text", "cls", "time", "places"), SCENES, ids=[f"{c[1]}: {c[0]}" for c in SCENES])
def test_when_and_where(pipeline: Pipeline, text: str, cls: str, time: str, places: list[str]) -> None:
    found = pipeline(Article(id="art-0123456789abcdef", text=text, published=date(2020, 1, 15)))
    names = {e.id: e.name for e in found.entities}
    [event] = [v for v in found.events if v.cls == cls]
    assert (event.time, [names[x] for x in event.roles.get("place", ())]) == (time, places)

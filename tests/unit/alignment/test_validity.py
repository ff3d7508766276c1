"""From when and until when states hold, in sentences as the model reads them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.articles import Article

if TYPE_CHECKING:
    from kg.pipeline import Pipeline
    from kg.statements import Statement

DAY = date(2020, 1, 15)
#: Sentence, relation, modality, and the days from which, until which and as of which it holds.
STATES = (
    ("Ines Calvo will become head of the central bank in April.", "leads", "announced", "2020-04-01", "", ""),
    ("Ines Calvo will take over as chief executive of Harbour Foods on 1 July.", "holdsPosition", "announced",
     "2020-07-01", "", ""),
    ("Ines Calvo became head of the central bank in April 2015.", "leads", "asserted", "2015-04-01", "", "2020-01-15"),
    ("Tomas Reval was president of Norland from 1994 until 2002.", "leads", "asserted", "1994-01-01", "2002-12-31", ""),
    ("Tomas Reval, president of Norland from 1994 to 2002, died on Friday.", "leads", "asserted", "1994-01-01",
     "2002-12-31", ""),
    ("Greta Holm was governor of Lisse until 2016.", "leads", "asserted", "", "2016-12-31", ""),
    ("Greta Holm served as governor of Lisse from 2001 to 2006.", "holdsPosition", "asserted", "2001-01-01",
     "2006-12-31", ""),
    ("Greta Holm has served as governor of Lisse since 2016.", "leads", "asserted", "2016-01-01", "", "2020-01-15"),
    ("Ana Brandt was married to Tomas Reval from 1998 to 2010.", "spouseOf", "asserted", "1998-01-01", "2010-12-31",
     ""),
    ("Ines Calvo resigned as chairman of Harbour Foods on Friday.", "holdsPosition", "asserted", "", "2020-01-10", ""),
    ("Ines Calvo will step down as chairman of Harbour Foods in June.", "holdsPosition", "asserted", "", "2020-06-30",
     "2020-01-15"),
    ("Tomas Reval ruled Norland for 22 years until his death in 2003.", "leads", "asserted", "", "2003-12-31", ""),
    ("Bo Lind has been named chief executive of Norte Energy from 1 March.", "holdsPosition", "asserted",
     "2020-03-01", "", ""),
    ("Lund headed the agency until she was dismissed last March.", "leads", "asserted", "", "2019-03-31", ""),
    ("Lena Vos ceased to be chairwoman on 1 January.", "holdsPosition", "asserted", "", "2020-01-01", ""),
    ("Karl Moe will serve as interim director until June.", "holdsPosition", "announced", "", "2020-06-30", ""),
    ("Karl Moe, coach of Leeds City from 2009 to 2013 and again since 2018, was ill.", "leads", "asserted", "", "",
     "2020-01-15"),
    ("Greta Holm, chief executive of Harbour Foods since 2014, resigned.", "leads", "asserted", "2014-01-01",
     "2020-01-15", ""),
)  # fmt: skip


def stated(pipeline: Pipeline, text: str, predicate: str) -> list[Statement]:
    found = pipeline(Article(id="art-0123456789abcdef", text=text, published=DAY))
    return [s for s in found.statements if s.predicate == predicate]


def written(day: date | None) -> str:
    return day.isoformat() if day else ""


@pytest.mark.parametrize(
    ("text", "predicate", "modality", "since", "until", "as_of"), STATES, ids=[c[0] for c in STATES]
)
def test_when_a_state_holds(
    pipeline: Pipeline, text: str, predicate: str, modality: str, since: str, until: str, as_of: str
) -> None:
    found = {
        (s.modality, written(s.valid_from), written(s.valid_until), written(s.as_of))
        for s in stated(pipeline, text, predicate)
    }
    assert found == {(modality, since, until, as_of)}


def test_who_is_succeeded_holds_the_post_no_longer(pipeline: Pipeline) -> None:
    text = "Ines Calvo succeeded Tomas Reval as chairman of Harbour Foods in May."
    found = pipeline(Article(id="art-0123456789abcdef", text=text, published=DAY))
    reval = next(e.id for e in found.entities if e.name == "Tomas Reval")
    held = [s for s in found.statements if s.subject == reval and s.predicate in ("leads", "holdsPosition")]
    assert {s.valid_until for s in held} == {date(2019, 5, 31)}


def test_who_is_to_be_succeeded_holds_the_post_until_then(pipeline: Pipeline) -> None:
    text = "Bo Lind will replace Lena Vos as ambassador to Chile in September."
    found = pipeline(Article(id="art-0123456789abcdef", text=text, published=DAY))
    names = {e.id: e.name for e in found.entities}
    held = {names[s.subject]: s for s in found.statements if s.predicate == "holdsPosition"}
    assert held["Lena Vos"].modality == "asserted"
    assert held["Lena Vos"].valid_until == date(2020, 9, 30)
    assert held["Bo Lind"].modality == "announced"
    assert held["Bo Lind"].valid_from == date(2020, 9, 1)


def test_when_a_post_begins_is_not_when_it_was_given(pipeline: Pipeline) -> None:
    text = "Bo Lind has been named chief executive of Norte Energy from 1 March."
    found = pipeline(Article(id="art-0123456789abcdef", text=text, published=DAY))
    assert [v.time for v in found.events if v.cls == "Appoint"] == [""]


def test_a_term_of_office_is_no_appointment(pipeline: Pipeline) -> None:
    text = "Greta Holm served as governor of Lisse from 2001 to 2006."
    found = pipeline(Article(id="art-0123456789abcdef", text=text, published=DAY))
    assert not [v for v in found.events if v.cls == "Appoint"]

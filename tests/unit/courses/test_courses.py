"""The life of an act, from threat to deed."""

from __future__ import annotations

import json
from datetime import date

import pytest
from acts import CHAD, KENYA, PERU, SOMALIA, article, closing
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.courses import pairs, truth_of
from kg.courses import Course, became, courses, joined_events
from kg.courses.drawing import page
from kg.courses.lines import lines
from kg.graph import KnowledgeGraph
from kg.statements import Extraction
from tests.strategies import corpora

JUNE, MIDSUMMER, AUGUST = date(2020, 6, 4), date(2020, 6, 20), date(2020, 8, 12)
CORPUS = (
    article(
        1, JUNE, closing(status="threatened", speech="threaten"), {"cls": "Threaten", "actor": KENYA, "content": 0}
    ),
    article(2, AUGUST, closing(day=AUGUST)),
    article(3, date(2020, 8, 13), closing(day=AUGUST)),
    article(4, MIDSUMMER, {"actor": PERU, "theme": CHAD, "status": "planned"}),
    article(
        5, date(2020, 7, 1), {"actor": PERU, "theme": CHAD, "status": "planned"},
        {"cls": "Terminate", "actor": PERU, "content": 0},
    ),
    article(6, JUNE, {"actor": CHAD, "theme": SOMALIA, "day": date(2020, 5, 30)}),
    article(7, MIDSUMMER, {"actor": CHAD, "theme": SOMALIA, "status": "negated", "speech": "deny"}),
)  # fmt: skip

CORPUS_PLAN = {"actor": PERU, "theme": CHAD, "status": "planned"}
PERUS = tuple(e.id for e in CORPUS[3].entities if e.name == PERU)


def found(*articles: Extraction) -> dict[str, Course]:
    return {c.label.partition(":")[0]: c for c in courses(KnowledgeGraph(articles or CORPUS)) if len(c.steps) > 1}


def phases(course: Course) -> list[tuple[str, date | None]]:
    return [(s.phase, s.day) for s in course.steps]


def test_a_threat_in_june_becomes_a_deed_in_august() -> None:
    course = found()[KENYA]
    assert phases(course) == [("threatened", JUNE), ("done", AUGUST)]
    assert (course.outcome, len(course.steps[1].articles)) == ("done", 2)
    assert course.steps[0].quotes == ("Kenya threatened embassy.",)


def test_a_plan_is_abandoned() -> None:
    course = found()[PERU]
    assert phases(course) == [("planned", MIDSUMMER), ("abandoned", date(2020, 7, 1))]
    assert course.outcome == "abandoned"


def test_a_deed_that_is_denied_is_contested() -> None:
    course = found()[CHAD]
    assert phases(course) == [("done", date(2020, 5, 30)), ("denied", MIDSUMMER)]
    assert course.outcome == "contested"


def test_what_recurs_gives_separate_acts() -> None:
    deeds = [date(2020, 5, 2), date(2020, 8, 2)]
    told = [article(n, day, {"actor": PERU, "theme": CHAD, "day": day}) for n, day in enumerate(deeds)]
    after = article(9, date(2020, 8, 3), {"actor": PERU, "theme": CHAD, "status": "threatened"})
    made = courses(KnowledgeGraph([*told, after]))
    assert [[s.phase for s in c.steps] for c in made] == [["done"], ["done"], ["threatened"]]
    assert len({c.id for c in made}) == 3


def test_another_years_threat_is_another_act() -> None:
    early = article(1, date(2018, 6, 4), {"actor": PERU, "theme": CHAD, "status": "threatened"})
    late = article(2, AUGUST, {"actor": PERU, "theme": CHAD, "day": AUGUST})
    assert len(courses(KnowledgeGraph([early, late]))) == 2


def test_a_plan_made_long_after_it_was_abandoned_is_another() -> None:
    def told(day: date) -> list[list[str]]:
        made = courses(KnowledgeGraph([*CORPUS, article(8, day, CORPUS_PLAN)]))
        return [[s.phase for s in c.steps] for c in made if c.actors == PERUS]

    assert told(date(2020, 7, 20)) == [["planned", "abandoned", "planned"]]
    assert told(date(2021, 2, 1)) == [["planned", "abandoned"], ["planned"]]


def test_what_was_threatened_in_june_and_done_by_august() -> None:
    made = courses(KnowledgeGraph(CORPUS))
    june, july = (date(2020, 6, 1), date(2020, 6, 30)), (date(2020, 7, 1), date(2020, 7, 31))

    def asked(**question: object) -> list[str]:
        return [c.label for c in became(made, **question)]  # type: ignore[arg-type]

    assert asked(was="threatened", between=june, then="actual", by=date(2020, 8, 31)) == ["Kenya: close (embassy)"]
    assert asked(was="threatened", between=june, then="done", by=date(2020, 8, 11)) == []
    assert asked(was="threatened", between=july) == []
    assert asked(was="planned", then="abandoned") == ["Peru: close (Chad)"]
    with pytest.raises(ValueError, match="no phase 'dreamt'"):
        asked(was="dreamt")


def test_the_order_of_articles_changes_nothing() -> None:
    forward, backward = (KnowledgeGraph(c) for c in (CORPUS, CORPUS[::-1]))
    assert courses(forward) == courses(backward)
    assert lines(forward, courses(forward)) == lines(backward, courses(backward))


@settings(max_examples=25, deadline=None)
@given(corpora(), st.randoms(use_true_random=False))
def test_anything_gives_the_same_courses_in_any_order(articles: tuple[Extraction, ...], random: object) -> None:
    latest = list({x.article.id: x for x in articles}.values())
    graph = KnowledgeGraph(latest)
    random.shuffle(latest)  # type: ignore[attr-defined]
    other = KnowledgeGraph(latest)
    assert courses(graph) == courses(other)
    told = [t.event.id for j in joined_events(graph) for t in j.mentions]
    assert len(told) == len(set(told))
    assert lines(graph, courses(graph)) == lines(other, courses(other))


def test_a_drawing_escapes_what_articles_say() -> None:
    graph = KnowledgeGraph([article(1, JUNE, closing(actor="<Script>alert(1)</Script>"))])
    drawn = page("<b>", lines(graph, courses(graph)))
    assert "<Script" not in drawn and "&lt;Script" in drawn and "<title>&lt;b&gt;" in drawn
    assert "http" not in drawn


def test_pairs_of_the_archive_are_counted_by_true_events() -> None:
    told = [("a", "Die", ["e1"]), ("b", "Die", ["e1"]), ("c", "Die", ["e2"]), ("d", "Die", ["e1", "e2"])]
    lines = [json.dumps({"article": a, "events": [{"class": c, "id": i} for i in ids]}) for a, c, ids in told]
    truth = truth_of(lines)
    assert truth == {("a", "Die"): "e1", ("b", "Die"): "e1", ("c", "Die"): "e2"}
    assert pairs([[(a, "Die") for a in "abcd"]], truth) == (1, 3)

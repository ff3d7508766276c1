"""What the network proposes is held to what the clause says, and to what the rules know."""

from __future__ import annotations

from datetime import date

import pytest

from kg.articles import Article
from kg.pipeline import Pipeline
from kg.statements import Event, Extraction, Statement


def extracted(pipeline: Pipeline, text: str) -> Extraction:
    return pipeline(Article(id="art-0123456789abcdef", text=text, published=date(2020, 1, 15)))


def named(found: Extraction, iri: str | None) -> str:
    return next((e.name for e in found.entities if e.id == iri), "")


def stated(found: Extraction, predicate: str) -> list[tuple[str, Statement]]:
    return [(f"{named(found, s.subject)} | {named(found, s.object)}", s) for s in found.statements
            if s.predicate == predicate]  # fmt: skip


def of_class(found: Extraction, cls: str) -> Event:
    return next(e for e in found.events if e.cls == cls)


def test_a_state_is_not_read_off_a_clause_that_tells_of_none(pipeline: Pipeline) -> None:
    found = extracted(pipeline, "Hansa would have moved its headquarters to Rotterdam.")
    assert not [s for _, s in stated(found, "locatedIn") if named(found, s.object) == "Rotterdam"]


def test_a_post_that_is_over_gives_no_office_now(pipeline: Pipeline) -> None:
    found = extracted(pipeline, "Former Corvane chairman Ulrich Zahn bought shares.")
    led = stated(found, "leads")
    assert led
    assert all(s.time or s.valid_until for _, s in led)


def test_a_post_has_the_holder_that_the_rules_know(pipeline: Pipeline) -> None:
    found = extracted(pipeline, "The mayor of Porto, Ana Ruiz, met Jan Kowal, who heads Kelmark.")
    assert [ends for ends, _ in stated(found, "holdsPosition")] == ["Ana Ruiz | mayor"]


def test_a_named_judge_is_nobody_elses_post(pipeline: Pipeline) -> None:
    text = "Judge Teresa Lima found Omar Valadim guilty of fraud. The judge told him that savers had trusted him."
    found = extracted(pipeline, text)
    assert {ends for ends, _ in stated(found, "holdsPosition")} == {"Teresa Lima | Judge"}


def test_a_seller_buys_nothing(pipeline: Pipeline) -> None:
    found = extracted(pipeline, "The trust bought the site from the Rank family in 2017.")
    assert [ends for ends, _ in stated(found, "acquires")] == ["trust | site"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Professor Alan Stone had warned Helvex Pharma in March that the dose was too high.", False),
        ("Iran warned Israel that it would attack if it struck.", True),
    ],
)
def test_who_warns_of_how_things_are_threatens_nobody(pipeline: Pipeline, text: str, told: bool) -> None:
    found = extracted(pipeline, text)
    assert any(e.cls == "Threaten" for e in found.events) is told
    assert bool(stated(found, "threatens")) is told


def test_who_denies_it_is_no_source_of_what_another_says(pipeline: Pipeline) -> None:
    found = extracted(pipeline, "Rebels said they had seized Marun, but the army denied that it had withdrawn.")
    (seized,) = [s for ends, s in stated(found, "governs") if ends == "Rebels | Marun"]
    assert [(named(found, a.source), a.speech_act) for a in seized.attribution] == [("Rebels", "say")]


def test_who_is_left_out_takes_no_part(pipeline: Pipeline) -> None:
    found = extracted(pipeline, "The envoy met the president but not the minister.")
    parts = {named(found, x) for xs in of_class(found, "Consult").roles.values() for x in xs}
    assert "president" in parts
    assert "minister" not in parts


@pytest.mark.parametrize(
    "text",
    [
        "The navy has reportedly saved 200 people.",
        "The police reportedly arrested three men in Lagos.",
        "Scientists theorized that Kelmark had attacked Hansa.",
        "We are not claiming that the army attacked the village, Dr Lund said.",
    ],
)
def test_what_is_only_reported_or_not_claimed_stays_open(pipeline: Pipeline, text: str) -> None:
    found = extracted(pipeline, text)
    events = [e for e in found.events if e.cls in ("Aid", "Coerce", "Assault")]
    assert events
    assert {e.status for e in events} == {"possible"}
    assert not [s for s in found.statements if s.licensed and s.predicate in ("aids", "detains", "attacks")]


@pytest.mark.parametrize(
    ("text", "cls", "told"),
    [
        ("Albion's title hopes died on Saturday.", "Die", False),
        ("The news killed the deal.", "Die", False),
        ("A forest fire killed 30 sheep near Lisse.", "Die", True),
        ("The band shot the film in a single night.", "Assault", False),
        ("Gunmen shot a judge near Lisse on Monday.", "Assault", True),
    ],
)
def test_what_dies_lives_and_what_is_filmed_is_not_harmed(
    pipeline: Pipeline, text: str, cls: str, told: bool
) -> None:
    assert any(e.cls == cls for e in extracted(pipeline, text).events) is told

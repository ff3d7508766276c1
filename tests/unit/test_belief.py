"""Belief by hand: what origins, voices, denials and priors do to it; reliability of extractors; figures that move."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from importlib.resources import files
from math import isclose, log
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.quality import passage_gold
from benchmarks.reliability import counted, digest_of
from kg.belief import Evidence, OutletPrior, Priors, belief, evidence_of, reliability, series, weigh
from kg.belief.priors import measured
from kg.copies import copies_of
from kg.errors import ConfigError
from kg.evaluation.cases import DocumentResult, RelationCase
from kg.evaluation.gold import GoldDocument, GoldRelation
from kg.evaluation.system import SystemDocument
from kg.statements import Attribution, Event, Statement, Trigger
from ontology import Modality

PRIORS = Priors(told=OutletPrior(systematic=0.05, random=0.1), quoted=OutletPrior(systematic=0.2, random=0.1))


def says(origin: str, outlet: str = "Gazette", reliability: float = 0.9, **more: object) -> Evidence:
    return replace(
        Evidence(article=origin, origin=origin, outlet=outlet, reliability=reliability),
        **more,  # type: ignore[arg-type]
    )


def stated(article: str, *, quoted: tuple[str, ...] = (), modality: Modality = "asserted", **more: object) -> Statement:
    made = Statement(
        id=f"st-{article}", article=article, sentence=0, subject="s", predicate="leads", predicate_text="leads",
        object="o", modality=modality, confidence=0.8, extractor="of another package", start=0, end=5, quote="words",
        attribution=tuple(Attribution(source=who, order=n) for n, who in enumerate(quoted, 1)),
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def test_nothing_is_no_belief() -> None:
    assert belief([]) == 0.0
    assert belief([says("a", denies=True)]) == 0.0


def test_one_origin() -> None:
    # rightly read and told: .9 * .9 = .81; wrong: .05 + .95 * .19 = .2305
    assert isclose(belief([says("a")], PRIORS), 0.7695)


def test_two_origins_of_one_outlet() -> None:
    # .05 + .95 * .19 * .19 = .084295
    assert isclose(belief([says("a"), says("b")], PRIORS), 0.915705)


def test_two_outlets() -> None:
    # .2305 * .2305 = .05313025
    assert isclose(belief([says("a"), says("b", "Courier")], PRIORS), 0.94686975)


def test_copies_and_repetition_add_nothing() -> None:
    copies = [says("a"), says("a", article="b", outlet="Courier"), says("a", article="c", reliability=0.5)]
    assert belief(copies, PRIORS) == belief([says("a")], PRIORS)


def test_one_outlet_never_passes_its_systematic_error() -> None:
    many = [says(f"a{n}") for n in range(50)]
    assert isclose(belief(many, PRIORS), 0.95)


def test_outlets_that_are_not_known_are_not_one() -> None:
    assert isclose(belief([says("a", ""), says("b", "")], PRIORS), 0.94686975)


def test_several_outlets_that_quote_one_person() -> None:
    # .2 + .8 * .19 * .19 = .22888
    quoted = [says("a", quoted="per-x"), says("b", "Courier", quoted="per-x")]
    assert isclose(belief(quoted, PRIORS), 0.77112)


def test_an_origin_counts_once_in_its_own_voice_if_it_has_one() -> None:
    both = [says("a", quoted="per-x", reliability=0.97), says("a")]
    assert belief(both, PRIORS) == belief([says("a")], PRIORS)


def test_a_denial_lowers_belief() -> None:
    # denied: 1 - (.2 + .8 * .19) = .648
    denial = says("b", "Courier", quoted="per-y", denies=True)
    assert isclose(belief([says("a"), denial], PRIORS), 0.7695 * (1 - 0.648))


def test_known_outlets_have_priors_of_their_own() -> None:
    priors = Priors(outlets={"Gazette": OutletPrior(systematic=0.5, random=0.0)})
    # .5 + .5 * .1 = .55
    assert isclose(belief([says("a")], priors), 0.45)
    with pytest.raises(ConfigError, match=r"systematic error 1\.5"):
        OutletPrior(systematic=1.5, random=0.1)


@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3), st.floats(0, 1), st.booleans()), max_size=8), st.randoms()
)
def test_belief_is_a_probability_in_any_order(told: list[tuple[int, int, float, bool]], random: Random) -> None:
    evidence = [says(f"a{o}", f"p{p}" if p else "", r, denies=d) for o, p, r, d in told]
    score = belief(evidence)
    assert 0.0 <= score <= 1.0
    random.shuffle(evidence)
    assert belief(evidence) == score


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3), st.floats(0.01, 1)), max_size=8))
def test_another_origin_never_lowers_belief(told: list[tuple[int, int, float]]) -> None:
    evidence = [says(f"a{o}", f"p{p}", r) for o, p, r in told]
    assert belief([*evidence, says("new", "p1", 0.5)]) >= belief(evidence) - 1e-12


def test_both_sides_of_a_claim() -> None:
    statements = [
        stated("a"), stated("copy"), stated("b", quoted=("org-paper", "per-x")), stated("d", modality="threatened"),
        stated("c", quoted=("per-y",), polarity="negative"),
    ]  # fmt: skip
    found = weigh(
        statements, origins={"copy": "a"}, outlets={"a": "Gazette", "b": "Courier", "copy": "Quill"}, priors=PRIORS
    )
    assert found.contested
    assert found.origins == ("a", "b")
    assert found.denying == ("c",)
    assert [(v.name, v.quoted, v.articles) for v in found.voices] == [
        ("Gazette", False, ("a", "copy")), ("per-x", True, ("b",))
    ]  # fmt: skip
    assert [v.name for v in found.denied_by] == ["per-y"]
    told, quoted = 0.05 + 0.95 * (1 - 0.8 * 0.9), 0.2 + 0.8 * (1 - 0.8 * 0.9)
    assert isclose(found.supported, 1 - told * quoted)
    assert isclose(found.denied, 1 - quoted)
    assert isclose(found.score, found.supported * quoted)


def test_what_is_only_threatened_is_no_evidence() -> None:
    where = {"origins": {}, "outlets": {}}
    for modality in ("threatened", "planned", "possible", "demanded"):
        assert evidence_of(stated("a", modality=modality), **where) is None  # type: ignore[arg-type]
    assert evidence_of(stated("a", modality="announced"), **where) is not None
    assert evidence_of(stated("a", modality="announced"), **where, licence="strict") is None
    denied = evidence_of(stated("a", modality="announced", polarity="negative"), **where)
    assert denied is None
    found = weigh([stated("a", modality="threatened")], **where)
    assert (found.score, found.origins, found.contested) == (0.0, (), False)


def test_what_was_withdrawn_is_no_evidence() -> None:
    statements = [stated("a"), stated("copy"), stated("b")]
    origins, outlets = {"a": "a", "copy": "a", "b": "b"}, {"a": "Gazette", "b": "Courier"}
    withdrawn = copies_of(["a"], origins)
    found = weigh(statements, origins=origins, outlets=outlets, withdrawn=withdrawn)
    assert found == weigh([stated("b")], origins=origins, outlets=outlets)
    assert weigh(statements[:2], origins=origins, outlets=outlets, withdrawn=withdrawn).score == 0.0


def test_reliability_by_hand() -> None:
    table = json.loads(files("kg.belief").joinpath("reliability.json").read_text("utf-8"))
    cells = table["extractors"]["possessives"].values()
    count, right = sum(c["count"] for c in cells), sum(c["right"] for c in cells)
    mean = sum(c["count"] * c["confidence"] for c in cells) / count
    share = (right + 20 * mean) / (count + 20)
    odds = log(0.7 / 0.3) + log(share / (1 - share)) - log(mean / (1 - mean))
    found = reliability("possessives", "not measured", 0.7)
    assert isclose(log(found / (1 - found)), odds)
    assert found > 0.7  # nine in ten of its statements are right, at a mean confidence of seven


def test_reliability_keeps_the_order_of_confidences_and_bounds() -> None:
    for extractor in ("verb-frames", "reader", "titles", "of another package"):
        told = [reliability(extractor, "leads", c / 20) for c in range(21)]
        assert told == sorted(told)
        assert 0.02 <= told[0] < told[-1] <= 0.98


def test_the_table_says_what_it_was_measured_on() -> None:
    assert "kept out of training" in measured("measured on")


def test_the_table_was_measured_on_the_passages_as_they_are() -> None:
    """Where passages were changed, measure anew: python -m benchmarks.reliability training/news --write FILE."""
    assert measured("passages") == digest_of(passage_gold(Path(__file__).parents[2] / "training" / "news"))


def test_the_table_is_counted_by_hand() -> None:
    def case(predicate: str, right: bool, *said: tuple[str, float]) -> RelationCase:
        gold = (GoldRelation(subject="e1", predicate=predicate, object="e2", sentence=0),) if right else ()
        system = tuple(stated("a", predicate=predicate, extractor=e, confidence=c) for e, c in said)
        return RelationCase(key=(predicate, "e1", "e2"), gold=gold, system=system)

    cases = (
        case("leads", True, ("titles", 0.9), ("titles", 0.7), ("nominals", 0.6)),
        case("leads", False, ("titles", 0.5)),
        case("owns", False, ("nominals", 0.4)),
        case("owns", True),
    )
    result = DocumentResult(gold=GoldDocument(doc="d"), system=SystemDocument.of(()), relations=cases, events=())
    assert counted([result]) == {
        "nominals": {
            "leads": {"count": 1, "right": 1, "confidence": 0.6},
            "owns": {"count": 1, "right": 0, "confidence": 0.4},
        },
        "titles": {"leads": {"count": 2, "right": 1, "confidence": 0.7}},
    }


def toll(article: str, **numbers: float | int | str) -> Event:
    trigger = Trigger(start=0, end=4, text="died")
    return Event(id=f"ev-{article}", article=article, cls="Die", status="actual", trigger=trigger, numbers=numbers)


DAYS = {
    "a": date(2024, 3, 1),
    "a2": date(2024, 3, 4),
    "b": date(2024, 3, 1),
    "c": date(2024, 3, 2),
    "d": date(2024, 3, 3),
}
OUTLETS = {"a": "Wire", "a2": "Quill", "b": "Gazette", "c": "Wire", "d": "Gazette"}


def test_a_toll_that_moves() -> None:
    events = [
        toll("a", deaths=9), toll("a", deaths=4), toll("a2", deaths=9), toll("b", deaths=12), toll("c", deaths=14),
        toll("d", deaths=14), toll("e", deaths=20), toll("f", deathsText="dozens"), toll("b", injured=70),
    ]  # fmt: skip
    found = series(events, "deaths", origins={"a2": "a"}, outlets=OUTLETS, days=DAYS)
    assert [(p.day, p.figure, p.origins, p.articles, p.sources, p.disputed) for p in found.points] == [
        (DAYS["a"], 9, ("a",), ("a", "a2"), ("Wire",), True),
        (DAYS["b"], 12, ("b",), ("b",), ("Gazette",), True),
        (DAYS["c"], 14, ("c",), ("c",), ("Wire",), False),
        (DAYS["d"], 14, ("d",), ("d",), ("Gazette",), False),
        (None, 20, ("e",), ("e",), (), False),
    ]
    assert found.latest == found.points[3]
    assert found.bounds == (9, 20)
    assert series(reversed(events), "deaths", origins={"a2": "a"}, outlets=OUTLETS, days=DAYS) == found


def test_those_quoted_for_a_figure() -> None:
    events = [
        toll("a", deaths=9),
        replace(toll("a", deaths=9), id="ev-again"),
        replace(toll("a", deaths=4), id="ev-before"),
    ]
    quoted = {"ev-a": ["per-y"], "ev-again": ["per-x", "per-y"], "ev-before": ["per-z"]}
    for told in (events, events[::-1]):
        found = series(told, "deaths", origins={}, outlets=OUTLETS, days=DAYS, quoted=quoted)
        assert [p.quoted for p in found.points] == [("per-x", "per-y")]


def test_what_is_only_feared_or_in_another_unit_is_passed_over() -> None:
    feared = [replace(toll("a", deaths=900), status=status) for status in ("possible", "predicted", "negated")]
    assert series(feared, "deaths", origins={}, outlets={}, days=DAYS).points == ()
    sums = [toll("a", amount=5.5, unit="USD"), toll("b", amount=7, unit="EUR"), toll("c", amount=9)]
    for unit, figures in (("USD", [5.5]), ("EUR", [7]), ("", [9])):
        found = series(sums, "amount", origins={}, outlets={}, days=DAYS, unit=unit)
        assert [p.figure for p in found.points] == figures


def test_what_was_corrected_is_left_out() -> None:
    events = [toll("a", deaths=90), toll("c", deaths=9)]
    found = series(events, "deaths", origins={}, outlets=OUTLETS, days=DAYS, withdrawn={"a"})
    assert [p.figure for p in found.points] == [9]


def test_no_figures_are_an_empty_series() -> None:
    found = series([toll("a", injured=3)], "deaths", origins={}, outlets={}, days={})
    assert (found.points, found.latest, found.bounds) == ((), None, None)
    undated = series([toll("a", deaths=3)], "deaths", origins={}, outlets={}, days={})
    assert undated.latest == undated.points[0]


def test_the_figure_with_more_origins_is_the_latest_of_a_day() -> None:
    days = dict.fromkeys("abc", date(2024, 3, 1))
    events = [toll("a", deaths=9), toll("b", deaths=9), toll("c", deaths=30)]
    latest = series(events, "deaths", origins={}, outlets={}, days=days).latest
    assert latest is not None
    assert (latest.figure, latest.origins) == (9, ("a", "b"))

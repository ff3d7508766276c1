"""Fitting the scorer of what rules and network propose."""

from __future__ import annotations

import math
import random
from pathlib import Path

import pytest

from training.compared import aligned_entities, annotated_passages
from training.weighing import fit, log_odds

NEWS = Path(__file__).resolve().parents[3] / "training" / "news"


def test_a_regression_finds_what_decides() -> None:
    rng = random.Random(1)
    rows = []
    for _ in range(4000):
        x, noise = rng.uniform(-3, 3), rng.uniform(-3, 3)
        stated = rng.random() < 1 / (1 + math.exp(-(2 * x - 1)))
        rows.append(({"x": x, "noise": noise}, int(stated), 1.0))
    found = fit(rows)
    assert found["x"] == pytest.approx(2.0, abs=0.2)
    assert found["noise"] == pytest.approx(0.0, abs=0.1)
    assert found["intercept"] == pytest.approx(-1.0, abs=0.2)


def test_weights_count() -> None:
    rows = [({}, 1, 3.0), ({}, 0, 1.0)]
    assert fit(rows)["intercept"] == pytest.approx(math.log(3), abs=0.01)


def test_entities_are_the_same_by_their_names() -> None:
    gold = {"e1": {("kim", "yo", "jong")}, "e2": {("north", "korea"), ("pyongyang",)}, "e3": {("leaflets",)}}
    found = {"a": {("kim",), ("kim", "yo")}, "b": {("pyongyang",)}, "c": {("balloons",)}}
    assert aligned_entities(gold, found) == {"a": "e1", "b": "e2"}


def test_passages_are_either_learned_from_or_measured_on() -> None:
    kept = {p.doc for p in annotated_passages(NEWS, kept_out=True)}
    learned = {p.doc for p in annotated_passages(NEWS, kept_out=False)}
    assert not kept & learned
    assert len(learned) > 1000 > len(kept) > 30


@pytest.mark.parametrize(("share", "odds"), [(0.5, 0.0), (0.75, 1.099), (1.0, 6.907), (0.0, -6.907)])
def test_log_odds_are_bounded(share: float, odds: float) -> None:
    assert log_odds(share) == pytest.approx(odds)

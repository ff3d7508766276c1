"""Builds that are killed and run again give the graph of a build that was left alone; 200 of them: benchmarks.kills."""

from __future__ import annotations

from pathlib import Path

from benchmarks.kills import trials


def test_a_killed_build_goes_on_to_the_same_graph(tmp_path: Path) -> None:
    found = list(trials(tmp_path, [2, 3], seed=5, size=3))
    assert [(t.how, t.same) for t in found] == [("from nothing --show", True), ("over an earlier state --show", True)]
    assert not all(t.ended for t in found), "no kill came in time"

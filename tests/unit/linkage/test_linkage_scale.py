"""Many profiles: precision, recall, and time that grows with their number."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from people import said

from benchmarks.linkage import World, scored
from kg.linkage import resolve

ROOT = Path(__file__).resolve().parents[3]


def test_ten_thousand_profiles() -> None:
    truth, profiles = {}, []
    for article in World(10_000, seed=3).articles():
        for profile, one in article:
            profiles.append(profile)
            truth[profile.article, profile.entity] = one
    found = resolve(profiles)
    result = scored((one, found.canonical(*place)) for place, one in truth.items())
    alone = scored((one, entity) for (_, entity), one in truth.items())
    assert result.precision > 0.98 > alone.precision
    assert result.recall > 0.88 > alone.recall
    assert found.profiles == len(truth)
    strict, loose = (resolve(profiles, threshold=t) for t in (0.99, 0.5))
    figures = [scored((one, f.canonical(*p)) for p, one in truth.items()) for f in (strict, found, loose)]
    assert figures[0].precision > figures[1].precision > figures[2].precision
    assert figures[0].recall < figures[1].recall < figures[2].recall


@pytest.mark.parametrize("name", ["John Smith", "Kim Jong Un", "Smith"])
def test_a_name_of_thousands_takes_no_more_time_each(name: str) -> None:
    def seconds(count: int) -> float:
        made = []
        for n in range(count):
            titles, around = (f"holder of chair {n % (count // 4)}",), (f"per-{n % 97}", f"org-{n % 89}")
            made.append(said(n, name, titles=titles, around=around))
        gc.collect()  # what other tests left is not this one's to look through
        gc.freeze()
        start = time.process_time()
        resolve(made)
        return time.process_time() - start

    seconds(200)
    few, many = (min(seconds(count) for _ in range(2)) for count in (1_000, 4_000))
    gc.unfreeze()
    assert many < 10 * few + 0.5  # four times as many; sixteen times as long would be all pairs


PROGRAM = """
from benchmarks.linkage import World
from kg.linkage import resolve
print(resolve(p for article in World(1_500, seed=5).articles() for p, _ in article).decisions)
"""


def test_every_process_decides_alike() -> None:
    said_by = [
        subprocess.run(
            [sys.executable, "-c", PROGRAM], cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True,
            text=True, check=True, timeout=120,
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert said_by[0] == said_by[1]
    assert said_by[0].count("Decision(") > 50


def test_scores_of_pairs() -> None:
    assert scored([]).precision == 1.0
    found = scored([(1, "a"), (1, "a"), (1, "b"), (2, "a")])
    assert (found.precision, found.recall) == (1 / 3, 1 / 3)
    assert found.b3_precision == pytest.approx((2 / 3 * 2 + 1 + 1 / 3) / 4)

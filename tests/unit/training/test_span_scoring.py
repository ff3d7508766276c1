"""Counting of spans and layers, and the command line."""

from __future__ import annotations

import subprocess
import sys

import pytest

from training.scoring import Accuracy, Spans


def test_precision_recall_f1() -> None:
    s = Spans()
    s.add([(0, 1, "PER"), (3, 4, "LOC")], [(0, 1, "PER"), (3, 5, "LOC"), (6, 7, "PER")])
    assert s.prf() == pytest.approx((100 / 3, 50.0, 40.0))
    assert s.prf("PER") == pytest.approx((50.0, 100.0, 200 / 3))
    assert Spans().prf() == (0.0, 0.0, 0.0)


def test_accuracy() -> None:
    a = Accuracy()
    a.add("LAS", 3, 4)
    a.add("LAS", 1, 4)
    assert a.percent("LAS") == 50.0
    assert a.percent("none") == 0.0


def test_help_has_an_example() -> None:
    shown = subprocess.run([sys.executable, "-m", "training", "--help"], capture_output=True, text=True, check=True)
    assert "example:" in shown.stdout
    assert "train" in shown.stdout and "export" in shown.stdout

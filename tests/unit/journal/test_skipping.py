"""What the benchmark of passing over measures is what it says."""

from __future__ import annotations

from pathlib import Path

from benchmarks.skipping import rates


def test_everything_is_passed_over_in_each_state(tmp_path: Path) -> None:
    found = dict(rates(tmp_path, 150))
    assert list(found) == ["lines, finished", "lines, cut off", "text files, finished", "text files, cut off"]
    assert min(found.values()) > 0

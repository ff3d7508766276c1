"""A small graph on disk, and the command line to ask it with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from delta_mills import EXTRACTION

from kg.cli import main
from kg.registry import loaders

Cli = Callable[..., tuple[int, str, str]]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """The hand-made graph on disk."""
    path = tmp_path / "graph"
    with loaders.get("oxigraph")(path) as opened:  # type: ignore[call-arg]
        opened.write([EXTRACTION])  # type: ignore[attr-defined]
    return path


@pytest.fixture
def cli(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Run a command in this process: its exit code, stdout and stderr."""
    monkeypatch.delenv("COLUMNS", raising=False)

    def run(*arguments: object) -> tuple[int, str, str]:
        code = main([str(a) for a in arguments])
        printed = capfd.readouterr()
        return code, printed.out, printed.err

    return run

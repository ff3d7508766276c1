"""The same articles make the same graph, with the same decisions on who is who, in whatever order and way they come."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from benchmarks.archive import archive
from kg.cli import app
from kg.linkage.applying import FILE

ARTICLES = 90


@pytest.fixture(scope="module")
def lines() -> list[str]:
    """Articles of an invented archive: namesakes, spellings, copies, corrections, withdrawals."""
    _, records = archive("development", ARTICLES, 5)
    found = [json.dumps(record.article) for record in records]
    assert len(found) == ARTICLES
    return found


def run(*arguments: object) -> str:
    done = CliRunner().invoke(app, [str(a) for a in arguments])
    assert done.exit_code == 0, done.output
    return done.stdout.strip().splitlines()[-1] if done.stdout.strip() else ""


def outcome(store: Path) -> tuple[str, str]:
    return run("digest", store), (store / FILE).read_text("utf-8")


@pytest.fixture(scope="module")
def whole(lines: list[str], tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    folder = tmp_path_factory.mktemp("whole")
    (folder / "a.jsonl").write_text("\n".join(lines) + "\n")
    run("build", folder / "a.jsonl", "-o", folder / "graph")
    found = outcome(folder / "graph")
    assert '"join"' in found[1]
    assert '"split"' in found[1]
    return found


def shuffled(lines: list[str], folder: Path, store: Path) -> None:
    random.Random(3).shuffle(lines)
    (folder / "a.jsonl").write_text("\n".join(lines) + "\n")
    run("build", folder / "a.jsonl", "-o", store, "--workers", 3)


def in_parts(lines: list[str], folder: Path, store: Path) -> None:
    for number, start in enumerate((60, 0, 30)):
        (folder / f"{number}.jsonl").write_text("\n".join(lines[start : start + 30]) + "\n")
        run("build", folder / f"{number}.jsonl", "-o", store, "--workers", 2)


def forgotten_and_read_again(lines: list[str], folder: Path, store: Path) -> None:
    (folder / "a.jsonl").write_text("\n".join(reversed(lines)) + "\n")
    run("build", folder / "a.jsonl", "-o", store)
    publisher = json.loads(lines[0])["publisher"]
    run("forget", store, "--publisher", publisher)
    run("build", folder / "a.jsonl", "-o", store, "--recall")


@pytest.mark.parametrize("way", [shuffled, in_parts, forgotten_and_read_again], ids=lambda way: way.__name__)
def test_one_graph(
    way: Callable[[list[str], Path, Path], None], lines: list[str], whole: tuple[str, str], tmp_path: Path
) -> None:
    way(list(lines), tmp_path, tmp_path / "graph")
    assert outcome(tmp_path / "graph") == whole

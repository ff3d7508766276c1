"""Forgetting by publisher and date: what is left, what the journal keeps, and what a build then does."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import kg

Cli = Callable[..., tuple[int, str, str]]
TEXTS = {
    "Norwood Bank closed a branch in Leeds, it said. Ruth Varga leads the bank.": ("Harbour Wire", "2021-03-02"),
    "Striking dockers closed the port of Malmo. Erik Sund leads Norwood Bank.": ("Harbour Wire", "2019-05-04"),
    "Brightline Transit opened a depot in York. Ruth Varga leads the company.": ("Dispatch", "2019-05-05"),
    "Delta Mills sold a warehouse in Oslo to Norwood Bank.": ("Dispatch", ""),
}  # fmt: skip


@pytest.fixture
def built(cli: Cli, tmp_path: Path) -> tuple[Path, Path]:
    lines, store = tmp_path / "wire.jsonl", tmp_path / "graph"
    rows = [{"text": t, "publisher": p, "date": d or None, "title": t.split()[0]} for t, (p, d) in TEXTS.items()]
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert cli("build", lines, "-o", store)[0] == 0
    return lines, store


def test_a_publisher_is_forgotten_and_stays_out(cli: Cli, built: tuple[Path, Path], tmp_path: Path) -> None:
    lines, store = built
    before = cli("digest", store)[1]
    code, out, err = cli("forget", store, "--publisher", "harbour wire", "--dry-run")
    assert (code, "2 articles would be forgotten; nothing was changed" in err) == (0, True)
    assert "Norwood" in out
    assert cli("digest", store)[1] == before
    assert cli("forget", store, "--publisher", "harbour wire")[2] == "forgotten: 2 articles\n"
    other = tmp_path / "other"
    rest = tmp_path / "rest.jsonl"
    rest.write_text("".join(line for line in lines.read_text().splitlines(True) if "Harbour Wire" not in line))
    cli("build", rest, "-o", other)
    assert cli("digest", store)[1] == cli("digest", other)[1]
    assert b"Leeds" not in b"".join(p.read_bytes() for p in store.glob("journal*"))
    code, _, err = cli("build", lines, "-o", store)
    assert (code, "2 articles are left out, for kg forget removed such; --recall brings" in err) == (0, True), err
    assert cli("digest", store)[1] == cli("digest", other)[1]
    kg.build([lines], store=store)
    assert cli("digest", store)[1] == cli("digest", other)[1]
    assert "2 articles are new" in cli("build", lines, "-o", store, "--recall")[2]
    assert cli("digest", store)[1] == before
    assert "4 as they were" in cli("build", lines, "-o", store)[2]


def test_what_is_older_is_forgotten(cli: Cli, built: tuple[Path, Path]) -> None:
    _, store = built
    code, _, err = cli("forget", store, "--before", "2020-01-01", "--publisher", "Dispatch")
    assert code == 0
    assert err == "1 article has no date of publication and stays\nforgotten: Brightline\n"
    assert "forgotten: Striking" in cli("forget", store, "--before", "2020-01-01")[2]
    _, out, _ = cli("query", store, "--example", "articles", "--format", "csv")
    assert [name in out for name in ("Delta", "Norwood", "Striking", "Brightline")] == [True, True, False, False]


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        ((), 2, "say what to forget"),
        (("art-1", "--before", "2020-01-01"), 2, "say what to forget"),
        (("--before", "June"), 2, "'June' is no date"),
        (("--publisher", "Harbor Wire"), 1, "no article of 'Harbor Wire' is in the graph; there are 'Harbour Wire'"),
        (("--before", "1999-01-01"), 1, "no article from before 1999-01-01 is in the graph"),
    ],
)
def test_what_cannot_be_forgotten(
    cli: Cli, built: tuple[Path, Path], options: tuple[str, ...], code: int, said: str
) -> None:
    found, _, err = cli("forget", built[1], *options)
    assert found == code
    assert said in err


def test_failures_are_listed_and_tried_again(cli: Cli, built: tuple[Path, Path], tmp_path: Path) -> None:
    lines, store = built
    assert cli("build", "-o", store, "--list-failed") == (0, "", "nothing failed\n")
    assert cli("build", "-o", store, "--retry-failed") == (0, "", "nothing failed, so there is nothing to try again\n")
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"title": "x"}\n{"text": "Rain fell on Harrow, the mayor Ann Lee said."}\n')
    assert cli("build", bad, "-o", store)[0] == 1
    code, out, _ = cli("build", "-o", store, "--list-failed")
    assert (code, "bad.jsonl" in out, "line 1" in out) == (1, True, True)
    code, _, err = cli("build", bad, "-o", store)
    assert (code, "1 article failed before; see kg build -o" in err) == (1, True), err
    bad.write_text('{"text": "Snow fell on Harrow, the mayor Ann Lee said."}\n')
    code, _, err = cli("build", "-o", store, "--retry-failed")
    assert (code, "1 article is new" in err) == (0, True), err
    assert cli("build", "-o", store, "--list-failed")[0] == 0
    assert cli("build", "-o", store)[0] == 2
    assert cli("build", lines, "-o", store, "--fetch-private")[0] == 2

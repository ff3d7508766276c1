"""``kg figures``, on an invented earthquake whose toll rises."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli import main

Cli = Callable[..., tuple[int, str, str]]

QUAKE = "An earthquake struck Harrow on Monday. The earthquake killed 5 people in Harrow, police said."
ARTICLES = (
    ("2021-03-01", "Harbour Wire", QUAKE),
    ("2021-03-01", "Echo", QUAKE),
    ("2021-03-03", "Post", "Monday's earthquake in Harrow killed at least 14 people and injured 60."),
    ("2021-03-04", "Star", "Monday's earthquake in Harrow killed at least 17 people, officials in Oslo said."),
    ("2021-03-04", "Sun", "A fire in Selby killed 3 people on Thursday."),
)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("quake")
    lines = [
        json.dumps({"published": d, "text": t, "publisher": p, "url": f"https://{p.lower().split()[0]}.example/1"})
        for d, p, t in ARTICLES
    ]
    (place / "news.jsonl").write_text("\n".join(lines), "utf-8")
    assert main(["build", str(place / "news.jsonl"), "-o", str(place / "graph")]) == 0
    return place / "graph"


def test_a_toll_is_shown_day_by_day(cli: Cli, read: Path) -> None:
    code, out, err = cli("figures", read, "--of", "deaths")
    assert code == 0
    days = [line.split()[:2] for line in out.splitlines() if line.strip()[:2] == "20"]
    assert days == [["2021-03-01", "5"], ["2021-03-03", "14"], ["2021-03-04", "17"]]
    assert "deaths" in out.splitlines()[0]
    assert "--all" in err
    assert "Selby" not in out


def test_copies_count_once(cli: Cli, read: Path) -> None:
    (toll,) = json.loads(cli("figures", read, "Harrow", "--of", "deaths", "--format", "json")[1])
    first = toll["points"][0]
    assert (first["value"], len(first["origins"]), len(first["articles"])) == (5, 1, 2)
    assert "Harrow" in [e["name"] for e in toll["entities"]]


def test_figures_of_one_value_are_shown_when_asked_for(cli: Cli, read: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(cli("figures", read, "--all", "--format", "csv")[1])))
    assert {("injured", "60"), ("deaths", "3")} <= {(r["figure"], r["value"]) for r in rows}


def test_an_unknown_figure_is_refused(cli: Cli, read: Path) -> None:
    code, _, err = cli("figures", read, "--of", "goals")
    assert code == 2
    assert "deaths, injured, count, amount" in err

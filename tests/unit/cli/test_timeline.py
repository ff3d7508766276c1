"""``kg timeline`` and ``kg diff``, on invented news in which a threat of June becomes a deed of August."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.cli import main

Cli = Callable[..., tuple[int, str, str]]

ARTICLES = (
    ("2020-06-04", "Kenya threatened on Thursday to close its embassy in Somalia. Trade goes on.", "Threat"),
    ("2020-06-20", "Chad denied that it had arrested the journalist Idris Haroun.", "Denial"),
    ("2020-07-10", "Chad arrested the journalist Idris Haroun on June 15, his lawyer said.", "Arrest"),
    ("2020-08-12", "Kenya closed its embassy in Somalia on Wednesday, two months after the threat.", "Closed"),
    ("2020-08-13", "Kenya closed its embassy in Somalia on August 12. Somalia condemned the closure.", "Closure"),
)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the invented news, read by the whole pipeline."""
    place = tmp_path_factory.mktemp("news")
    lines = [json.dumps({"published": d, "text": t, "title": h, "publisher": "Harbour Wire"}) for d, t, h in ARTICLES]
    (place / "news.jsonl").write_text("\n".join(lines), "utf-8")
    assert main(["build", str(place / "news.jsonl"), "-o", str(place / "graph")]) == 0
    return place / "graph"


def test_a_timeline_follows_a_threat_to_the_deed(cli: Cli, read: Path) -> None:
    code, out, _ = cli("timeline", read, "Kenya")
    assert code == 0
    shown = [line for line in out.splitlines() if line and line[0].isdigit()]
    assert [line.split("  ")[0] for line in shown] == ["2020-06-04", "2020-08-12"]
    assert "! threatened  Kenya: " in shown[0] and "✓ done  Kenya: " in shown[1]
    assert "“Kenya threatened on Thursday to close its embassy in Somalia.”" in out
    assert "Closed (Harbour Wire, 2020-08-12)" in out and "Closure (Harbour Wire, 2020-08-13)" in out


def test_what_was_threatened_in_june_and_done_by_august(cli: Cli, read: Path) -> None:
    asked = ("timeline", read, "--was", "threatened", "--between", "2020-06-01..2020-06-30", "--then", "actual", "--by")
    code, out, _ = cli(*asked, "2020-08-31", "--format", "json")
    assert (code, [x["phase"] for x in json.loads(out)]) == (0, ["threatened", "done"])
    assert json.loads(cli(*asked, "2020-08-01", "--format", "json")[1]) == []


def test_a_denied_deed_is_contested_also_in_a_table_for_others(cli: Cli, read: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(cli("timeline", read, "Chad", "--format", "csv")[1])))
    assert [(r["day"], r["phase"], r["outcome"]) for r in rows if r["act"]] == [
        ("2020-06-15", "done", "contested"), ("2020-06-20", "denied", "contested"),
    ]  # fmt: skip


def test_days_bound_a_timeline(cli: Cli, read: Path) -> None:
    out = cli("timeline", read, "Kenya", "--from", "2020-07-01", "--to", "2020-12-31", "--format", "json")[1]
    assert [x["day"] for x in json.loads(out)] == ["2020-08-12"]


def test_a_timeline_is_drawn_without_anything_from_elsewhere(cli: Cli, read: Path, tmp_path: Path) -> None:
    code, _, err = cli("timeline", read, "Kenya", "-o", tmp_path / "k.html")
    page = (tmp_path / "k.html").read_text("utf-8")
    assert code == 0 and "2 lines are drawn" in err
    assert page.count("<li ") == 2 and "<script" not in page and "http" not in page


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (("--then", "done"), "are about --was"),
        (("--was", "threatened", "--by", "2020-01-01"), "--by is about --then"),
        (("--was", "dreamt"), "no phase 'dreamt'"),
        (("--was", "planned", "--between", "June"), "write two days"),
    ],
)
def test_questions_that_cannot_be_asked(cli: Cli, read: Path, wrong: tuple[str, ...], told: str) -> None:
    code, out, err = cli("timeline", read, *wrong)
    assert (code, out) == (2, "") and told in err


def test_two_days_of_one_graph_differ(cli: Cli, read: Path) -> None:
    days = ("diff", read, "--on", "2020-06-30", "--on", "2020-12-31", "--exit-code")
    code, out, _ = cli(*days)
    assert code == 1
    assert "? negated to contested  Chad | detains | Idris Haroun" in out
    assert "✓ actual  Kenya | terminates | embassy" in out and "“Kenya closed its embassy" in out
    told = json.loads(cli(*days, "--format", "json")[1])
    assert not told["went"] and [c["after"] for c in told["changed"]] == ["contested"]
    assert "Somalia" not in dict(told["entities_came"])


def test_a_graph_does_not_differ_from_itself(cli: Cli, read: Path) -> None:
    code, out, err = cli("diff", read, read, "--exit-code")
    assert (code, out) == (0, "") and "nothing differs" in err


def test_a_diff_needs_two_graphs_or_two_days(cli: Cli, read: Path) -> None:
    for wrong in ((read,), (read, "--on", "2020-01-01"), (read, read, "--on", "2020-01-01")):
        assert cli("diff", *wrong)[0] == 2
    assert cli("diff", read, read.parent / "nothing")[0] == 1

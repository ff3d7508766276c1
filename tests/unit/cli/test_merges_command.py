"""Who is who across articles, from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from loaders.rdf_store import OxigraphStore

Cli = Callable[..., tuple[int, str, str]]
TEXTS = (
    "Ruth Varga, the chief executive of Norwood Bank, met Erik Sund in Oslo on Monday.",
    "Norwood Bank chief executive R. Varga resigned on Tuesday. Varga led Norwood Bank for ten years.",
    "Erik Sund leads Delta Mills. The company closed a plant in Malmo.",
)
LEADERS = "SELECT DISTINCT ?n { GRAPH g:entities { ?p a nkg:Person ; skos:prefLabel ?n } }"


@pytest.fixture
def graph(cli: Cli, tmp_path: Path) -> Path:
    lines, store = tmp_path / "wire.jsonl", tmp_path / "graph"
    lines.write_text("".join(json.dumps({"id": f"n{n}", "text": t}) + "\n" for n, t in enumerate(TEXTS)))
    code, _, err = cli("build", lines, "-o", store, "--date", "2021-03-02")
    assert (code, "who is who: " in err) == (0, True), err
    return store


def people(cli: Cli, graph: Path) -> set[str]:
    code, out, _ = cli("query", graph, LEADERS, "--format", "json")
    assert code == 0
    return {row["n"]["value"] for row in json.loads(out)["results"]["bindings"]}


def decisions(cli: Cli, graph: Path, *more: str) -> list[dict[str, object]]:
    code, out, _ = cli("merges", "list", graph, "--json", *more)
    assert code == 0
    return [json.loads(line) for line in out.splitlines()]


def test_a_join_is_listed_with_its_reason_taken_back_and_stays_so(cli: Cli, graph: Path) -> None:
    assert people(cli, graph) == {"Ruth Varga", "Erik Sund"}
    (found,) = [d for d in decisions(cli, graph) if d["kind"] == "join" and "varga" in str(d["left"]).lower()]
    assert "initial" in str(found["reason"])
    assert "R. Varga" in cli("merges", "list", graph, "R. Varga")[1]
    digest = cli("digest", graph)[1]
    code, _, err = cli("merges", "undo", graph, found["id"], "--by", "ana")
    assert (code, "1 articles changed" in err or "1 decisions of curators" in err) == (0, True), err
    assert people(cli, graph) == {"Ruth Varga", "R. Varga", "Erik Sund"}
    assert people_after_apply(cli, graph) == {"Ruth Varga", "R. Varga", "Erik Sund"}
    (mine,) = [d for d in decisions(cli, graph) if d["kind"] == "forbid"]
    assert mine["by"] == "ana"
    assert cli("merges", "undo", graph, mine["id"])[0] == 0
    assert cli("digest", graph)[1] == digest


def people_after_apply(cli: Cli, graph: Path) -> set[str]:
    assert cli("merges", "apply", graph)[0] == 0
    return people(cli, graph)


def test_a_curator_joins_two_and_parts_them(cli: Cli, graph: Path) -> None:
    assert cli("merges", "pin", graph, "Delta Mills", "Norwood Bank", "--reason", "bought it", "--by", "ana")[0] == 0
    mine = next(d for d in decisions(cli, graph, "Delta Mills") if d["kind"] == "pin")
    assert (mine["reason"], mine["by"]) == ("bought it", "ana")
    code, out, _ = cli("show", graph, "Norwood Bank")
    assert (code, "Erik Sund" in out) == (0, True)
    assert cli("merges", "forbid", graph, "Delta Mills", "Norwood Bank")[0] == 0
    assert [d["kind"] for d in decisions(cli, graph, "Delta Mills") if d["kind"] != "join"] == ["forbid"]


@pytest.mark.parametrize(
    ("words", "code", "reason"),
    [
        (("undo", "dec-000000000000"), 2, "no decision"),
        (("pin", "Nobody Such", "Erik Sund"), 1, "Nobody Such"),
        (("pin", "Erik Sund", "Erik Sund"), 2, "same"),
        (("apply", "--threshold", "2"), 2, "threshold"),
    ],
)
def test_what_cannot_be_done_is_said(cli: Cli, graph: Path, words: tuple[str, ...], code: int, reason: str) -> None:
    found, _, err = cli("merges", words[0], graph, *words[1:])
    assert (found, reason in err) == (code, True), err


def test_two_that_one_article_alone_knows_are_not_pinned_for_nothing(cli: Cli, graph: Path) -> None:
    code, _, err = cli("merges", "pin", graph, "Ruth Varga", "Oslo")
    assert (code, "of one article alone" in err) == (2, True), err
    assert not [d for d in decisions(cli, graph) if d["kind"] == "pin"]


def test_nothing_is_decided_while_another_process_writes(cli: Cli, graph: Path) -> None:
    before = decisions(cli, graph)
    with OxigraphStore(graph):
        code, _, err = cli("merges", "forbid", graph, "Ruth Varga", "Erik Sund")
    assert (code, "another process has it open" in err) == (1, True), err
    assert decisions(cli, graph) == before


def test_without_merging_names_stand_for_themselves(cli: Cli, graph: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    assert cli("build", graph.parent / "wire.jsonl", "-o", other, "--date", "2021-03-02", "--no-merge")[0] == 0
    assert people(cli, other) == {"Ruth Varga", "R. Varga", "Erik Sund"}
    assert not decisions(cli, other)
    assert people_after_apply(cli, other) == {"Ruth Varga", "Erik Sund"}


def test_a_build_again_changes_nothing(cli: Cli, graph: Path) -> None:
    digest = cli("digest", graph)[1]
    _, _, err = cli("build", graph.parent / "wire.jsonl", "-o", graph, "--date", "2021-03-02", "--again")
    assert "3 as they were" in err
    assert cli("digest", graph)[1] == digest
    assert cli("forget", graph, "--before", "2022-01-01")[0] == 0
    assert not decisions(cli, graph)

"""``kg validate``: what conforms, what does not, and the report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import rdflib
from rdflib import SH

Cli = Callable[..., tuple[int, str, str]]


def test_a_graph_that_conforms(cli: Cli, store: Path, tmp_path: Path) -> None:
    code, _, notes = cli("validate", store, "--report", tmp_path / "report.ttl")
    assert code == 0, notes
    assert "conforms" in notes
    report = rdflib.Graph().parse(tmp_path / "report.ttl")
    assert (None, SH.conforms, rdflib.Literal(True)) in report


def test_a_file_that_does_not(cli: Cli, store: Path, tmp_path: Path) -> None:
    whole, faulty = tmp_path / "graph.nq", tmp_path / "faulty.nq"
    assert cli("export", store, "-o", whole)[0] == 0
    assert cli("validate", whole)[0] == 0
    lines = whole.read_text("utf-8").splitlines()
    kept = [line for line in lines if "#modality>" not in line]
    faulty.write_text("\n".join(kept) + "\n", "utf-8")
    code, printed, notes = cli("validate", faulty, "--report", tmp_path / "report.ttl")
    assert code == 1
    assert "Factuality" in printed
    assert "violations" in notes
    report = rdflib.Graph().parse(tmp_path / "report.ttl")
    assert len(list(report.objects(None, SH.result))) == len(lines) - len(kept)


def test_turtle_and_json_lines(cli: Cli, store: Path, tmp_path: Path) -> None:
    for name in ("graph.ttl", "graph.jsonl"):
        assert cli("export", store, "-o", tmp_path / name)[0] == 0
        code, _, notes = cli("validate", tmp_path / name)
        assert code == 0, (name, notes)


def test_a_sample_is_told(cli: Cli, store: Path) -> None:
    code, _, notes = cli("validate", store, "--sample", "1")
    assert (code, "1 articles looked at" in notes) == (0, True)


def test_what_is_not_there(cli: Cli, tmp_path: Path) -> None:
    code, _, notes = cli("validate", tmp_path / "nothing")
    assert code == 2
    assert "there is no" in notes


def test_serving_needs_to_be_asked_for(cli: Cli, store: Path) -> None:
    code, _, notes = cli("sparql", store)
    assert code == 2
    assert "kg query" in notes

"""``kg export --format neo4j-admin``: a directory, and the command that imports it."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

Cli = Callable[..., tuple[int, str, str]]


def test_it_writes_a_directory_and_prints_the_command(store: Path, cli: Cli, tmp_path: Path) -> None:
    place = tmp_path / "to import"
    code, out, err = cli("export", store, "--format", "neo4j-admin", "-o", place)
    assert code == 0
    before, _, command = out.strip().partition(" && ")
    assert before == f"cd '{place}'"
    called, _, options = command.partition(" neo4j ")
    assert called == "neo4j-admin database import full"
    assert f'database import full "${{1:-neo4j}}" {options}' in (place / "import.sh").read_text("utf-8")
    assert f"1 articles, 3 statements: {place}; with the server of Neo4j stopped" in err
    assert f"sh {place / 'import.sh'}" in err
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_files_are_packed_on_request(store: Path, cli: Cli, tmp_path: Path) -> None:
    code, out, _ = cli("export", store, "--format", "neo4j-admin", "--gzip", "-o", tmp_path / "packed")
    assert code == 0
    assert "--nodes=nodes-Article.csv.gz" in out
    packed = (tmp_path / "packed" / "nodes-Article.csv.gz").read_bytes()
    assert gzip.decompress(packed).startswith(b"uri:ID(Article),:LABEL,")


def test_what_is_there_is_not_written_over(store: Path, cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine")
    code, out, err = cli("export", store, "--format", "neo4j-admin", "-o", tmp_path / "mine")
    assert (code, out) == (1, "")
    assert "is there already; give the name of a new directory" in err
    assert [p.name for p in (tmp_path / "mine").iterdir()] == ["notes.txt"]


def test_packing_is_for_the_bulk_import_alone(store: Path, cli: Cli, tmp_path: Path) -> None:
    code, _, err = cli("export", store, "--gzip", "-o", tmp_path / "graph.ttl")
    assert code == 2
    assert "--gzip goes with --format neo4j-admin" in err

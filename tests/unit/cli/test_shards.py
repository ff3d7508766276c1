"""``kg export --shards``: the same graph in several files, each thing in the same file every time."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from example_corpus import reports

from kg.statements import Extraction
from loaders.rdf_store import OxigraphStore

Cli = Callable[..., tuple[int, str, str]]


def renamed(extraction: Extraction, number: int) -> Extraction:
    """Return an extraction as that of another article without statements."""
    article = replace(extraction.article, id=f"https://w3id.org/triplewire/article/art-{number:016x}", url=f"https://news.example/{number}")
    return Extraction(article=article)


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    path = tmp_path / "many"
    with OxigraphStore(path) as opened:
        opened.write([*reports(), *(renamed(reports()[0], n) for n in range(20))])
    return path


@pytest.mark.parametrize("options", [(), ("--reifiers",)])
@pytest.mark.parametrize("packed", [False, True])
def test_shards_of_quads_are_the_export(
    graph: Path, cli: Cli, tmp_path: Path, packed: bool, options: tuple[str, ...]
) -> None:
    gzipped = ("--gzip",) if packed else ()
    for place in ("parts", "again"):
        code, _, err = cli(
            "export", graph, "--format", "nquads", "--shards", 4, *gzipped, *options, "-o", tmp_path / place
        )
        assert (code, "22 articles" in err) == (0, True)
    assert cli("export", graph, "-o", tmp_path / "whole.nq", *options)[0] == 0
    files = sorted((tmp_path / "parts").iterdir())
    ending = "nq.gz" if packed else "nq"
    assert [f.name for f in files] == [f"part-{n:05}-of-00004.{ending}" for n in range(4)]
    assert [f.read_bytes() for f in files] == [f.read_bytes() for f in sorted((tmp_path / "again").iterdir())]
    texts = [gzip.decompress(f.read_bytes()) if packed else f.read_bytes() for f in files]
    lines = [line for text in texts for line in text.splitlines()]
    assert sorted(lines) == sorted((tmp_path / "whole.nq").read_bytes().splitlines())
    assert all(texts)
    by_graph: dict[bytes, set[int]] = {}
    for number, text in enumerate(texts):
        for line in text.splitlines():
            by_graph.setdefault(line.split()[-2], set()).add(number)
    assert sum(b"art-" in name for name in by_graph) == 22
    assert all(len(places) == 1 for name, places in by_graph.items() if b"art-" in name)


def rows(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield all cells of all tables that hold something: table, column, value, with the row's ends."""
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                name = path.name.split(".")[0]
                yield name, str(list(row.values())[:2]), str(sorted((k, v) for k, v in row.items() if v))


def test_shards_of_tables_are_the_export(graph: Path, cli: Cli, tmp_path: Path) -> None:
    code, out, _ = cli("export", graph, "--format", "neo4j-admin", "--shards", 3, "-o", tmp_path / "parts")
    assert code == 0
    assert cli("export", graph, "--format", "neo4j-admin", "-o", tmp_path / "whole")[0] == 0
    names = {p.name for p in (tmp_path / "parts").glob("*.csv")}
    assert all(f"={name}" in out for name in names)
    assert {f"nodes-Article.{n:05}-of-00003.csv" for n in range(3)} <= names
    parts, whole = (
        sorted(r for r in rows(tmp_path / p) if r[0] != "nodes-TriplewireStore") for p in ("parts", "whole")
    )
    assert parts == whole
    assert len(whole) > 50


def test_shards_are_for_what_can_be_parted(graph: Path, cli: Cli, tmp_path: Path) -> None:
    code, _, err = cli("export", graph, "--format", "trig", "--shards", 2, "-o", tmp_path / "parts")
    assert (code, "--shards goes with --format nquads or neo4j-admin" in err) == (2, True)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes").write_text("mine")
    code, _, err = cli("export", graph, "--format", "nquads", "--shards", 2, "-o", tmp_path / "mine")
    assert (code, "is there already" in err) == (1, True)

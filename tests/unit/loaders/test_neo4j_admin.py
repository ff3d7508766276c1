"""The files for Neo4j's bulk import, read back as the importer reads them; tests/live has the importer itself."""

from __future__ import annotations

import gzip
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from example_corpus import first_report, reports
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import corpora

import kg
from kg.errors import InterchangeError, StoreError
from kg.facts import Licence
from kg.graph import KnowledgeGraph
from kg.pipeline import extract
from kg.statements import Extraction
from kg.vocabulary import load_vocabulary
from kg.vocabulary.writing import parse_extension
from loaders import _spool
from loaders._checks import canonical
from loaders._neo4j_about import About
from loaders._neo4j_csv import CsvTables
from loaders._neo4j_rows import Rows, edge_properties, rows_of
from loaders._neo4j_schema import edge_type, schema
from loaders._spool import Spool
from loaders.neo4j_admin import Neo4jAdminFiles
from ontology import using

quick = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
_READ: dict[str, Any] = {
    "string": str, "long": int, "double": float, "boolean": {"true": True, "false": False}.__getitem__,
    "date": date.fromisoformat,
}  # fmt: skip


def bulk(place: Path, found: list[Extraction], licence: Licence = "default", *, compress: bool = False) -> Path:
    with Neo4jAdminFiles(place, licence=licence, compress=compress) as sink:
        assert sink.write(found).added == len(found)
    return place


def cells(text: str) -> Iterator[list[str | None]]:
    """Split CSV as the importer does: a cell without quotes that is empty is nothing, one with quotes is not."""
    row: list[str | None] = []
    for match in re.finditer(r'(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n)', text):
        quoted, bare, end = match.groups()
        row.append(quoted.replace('""', '"') if quoted is not None else bare or None)
        if end == "\n":
            yield row
            row = []


def table(path: Path, divider: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield the rows of a file: the columns that Neo4j uses itself, and the properties."""
    text = (gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()).decode()
    rows = cells(text)
    header = next(rows)
    for row in rows:
        assert len(row) == len(header), path.name
        fixed: dict[str, Any] = {}
        values: dict[str, Any] = {}
        for title, cell in zip(header, row, strict=True):
            assert title is not None
            name, _, kind = title.partition(":")
            if kind.split("(")[0] in ("ID", "LABEL", "START_ID", "END_ID", "TYPE"):
                fixed[kind.split("(")[0]] = cell.split(divider) if cell and kind == "LABEL" else cell
                if name:
                    values[name] = cell
            elif cell is not None:
                assert re.fullmatch(r"[A-Za-z][A-Za-z0-9]*", name)
                base = _READ[kind.removesuffix("[]")]
                values[name] = [base(x) for x in cell.split(divider)] if kind.endswith("[]") else base(cell)
        yield fixed, values


def divider_of(folder: Path) -> str:
    found = re.search(r"--array-delimiter=U\+([0-9A-F]{4})", (folder / "import.sh").read_text("utf-8"))
    assert found
    return chr(int(found[1], 16))


def held(folder: Path) -> Counter[str]:
    """Count all nodes by labels and properties, all relationships by type, ends and properties."""
    found: Counter[str] = Counter()
    for path in sorted(folder.glob("*.csv*")):
        for fixed, values in table(path, divider_of(folder)):
            about = sorted(fixed["LABEL"]) if "LABEL" in fixed else (fixed["TYPE"], fixed["START_ID"], fixed["END_ID"])
            found[repr((about, sorted(values.items())))] += 1
    return found


def expected(found: list[Extraction], licence: Licence) -> Counter[str]:
    rows = Rows()
    for extraction in map(canonical, found):
        rows_of(extraction, rows)
    counts: Counter[str] = Counter()
    for labels, nodes in rows.nodes.items():
        counts.update(repr((sorted(labels[1:].split(":")), sorted(n.items()))) for n in nodes)
    for (kind, _, _), edges in rows.edges.items():
        counts.update(repr(((kind, e["start"], e["end"]), sorted(e["values"].items()))) for e in edges)
    for f in KnowledgeGraph(found, licence=licence).facts():
        if f.object:
            kind = edge_type(f.predicate, f.status, plain=f.plain)
            counts[repr(((kind, f.subject, f.object), sorted(edge_properties(f).items())))] += 1
    return counts


@quick
@given(corpus=corpora(), licence=st.sampled_from(["default", "strict"]))
def test_the_files_hold_what_the_loader_would_write(
    corpus: tuple[Extraction, ...], licence: Licence, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = bulk(tmp_path_factory.mktemp("bulk") / "out", list(corpus), licence)
    found, wanted = held(folder), expected(list(corpus), licence)
    assert not wanted - found
    # Besides, there are the entities as all articles describe them, and the node that says who wrote the database.
    more = Counter(found - wanted)
    entities = {e.id: e for e in KnowledgeGraph(corpus).entities.values()}
    assert more.total() == len(entities) + 1
    named = {v["uri"]: (f["LABEL"], v) for f, v in table(folder / "nodes-Entity.csv", divider_of(folder))}
    for iri, entity in entities.items():
        labels, values = named[iri]
        assert labels[0] == "Entity" and entity.cls in labels and values["cls"] == entity.cls
        assert (values["name"], values.get("aliases", [])) == (entity.name, list(entity.aliases))
    (about,) = table(folder / "nodes-TriplewireStore.csv", divider_of(folder))
    assert about[1] == {"uri": "triplewire", **About.made_now(licence, None).properties()}


def test_terms_of_ones_own_are_labels_and_types(tmp_path: Path) -> None:
    folder = Path(__file__).resolve().parents[3] / "examples" / "company-news"
    own = load_vocabulary(folder / "company.ttl", folder / "company.toml")
    config = kg.Config(vocabulary=own)
    with using(own.extension):
        found = [x for x in extract([folder / "articles"], config=config) if isinstance(x, Extraction)]
    with Neo4jAdminFiles.open(str(tmp_path / "out"), config) as sink:
        assert sink.write(found).added == 3
    divider = divider_of(tmp_path / "out")
    edges = table(tmp_path / "out" / "relationships-Entity-Entity.csv", divider)
    assert "SUPPLIES" in {fixed["TYPE"] for fixed, _ in edges}
    entities = table(tmp_path / "out" / "nodes-Entity.csv", divider)
    assert ["Entity", "Artifact", "Product"] in [fixed["LABEL"] for fixed, _ in entities]
    ((_, about),) = table(tmp_path / "out" / "nodes-TriplewireStore.csv", divider)
    assert parse_extension(about["ownOntology"], "the files") == own.extension


def test_the_same_articles_give_the_same_bytes_packed_or_not(tmp_path: Path) -> None:
    one, other = bulk(tmp_path / "one", reports()), bulk(tmp_path / "other", reports())
    packed, again = (bulk(tmp_path / n, reports(), compress=True) for n in ("packed", "again"))
    names = sorted(p.name for p in one.iterdir())
    assert {"import.sh", "schema.cypher", "nodes-Statement.csv", "relationships-Entity-Entity.csv"} <= set(names)
    for name in names:
        assert (one / name).read_bytes() == (other / name).read_bytes()
    for path in packed.glob("*.gz"):
        assert path.read_bytes() == (again / path.name).read_bytes()
        assert gzip.decompress(path.read_bytes()) == (one / path.stem).read_bytes()
    assert held(packed) == held(one) == held(bulk(tmp_path / "turned", reports()[::-1]))


def test_the_script_names_every_file_once(tmp_path: Path) -> None:
    folder = bulk(tmp_path / "a b", reports())
    script = (folder / "import.sh").read_text("utf-8")
    subprocess.run(["sh", "-n", str(folder / "import.sh")], check=True)
    named = re.findall(r"--(nodes|relationships)=(\S+)", script)
    assert sorted(name for _, name in named) == sorted(p.name for p in folder.glob("*.csv"))
    assert all(name.startswith(kind) for kind, name in named)
    assert (folder / "schema.cypher").read_text("utf-8") == "".join(f"{line};\n" for line in schema())


def test_the_script_asks_for_what_the_values_need(tmp_path: Path) -> None:
    first = first_report()
    plain = (bulk(tmp_path / "plain", [first]) / "import.sh").read_text("utf-8")
    assert "--multiline" not in plain and "--read-buffer-size" not in plain
    long = replace(first.statements[0], quote='first "line"\nsecond, ' + "x" * 5_000_000)
    name = replace(first.entities[0], aliases=("\ufdd0 and \ufdd1",))
    changed = replace(first, statements=(long, *first.statements[1:]), entities=(name, *first.entities[1:]))
    folder = bulk(tmp_path / "needy", [changed])
    script = (folder / "import.sh").read_text("utf-8")
    assert "--array-delimiter=U+FDD2 " in script
    assert "--multiline-fields=nodes-Statement.csv --multiline-fields-format=v2" in script
    size = re.search(r"--read-buffer-size=(\d+)", script)
    assert size and int(size[1]) > 10_000_000
    assert not expected([changed], "default") - held(folder)


def test_an_article_comes_once(tmp_path: Path) -> None:
    first = first_report()
    with Neo4jAdminFiles(tmp_path / "out") as sink:
        assert sink.write([first]).added == 1
        assert sink.write([first]).unchanged == 1
        with pytest.raises(StoreError, match="comes a second time, with other content"):
            sink.write([replace(first, statements=first.statements[:1])])
    assert held(tmp_path / "out") == held(bulk(tmp_path / "once", [first]))


@pytest.mark.parametrize("compress", [False, True])
def test_nothing_is_left_behind_by_a_failure(tmp_path: Path, compress: bool) -> None:
    with pytest.raises(ZeroDivisionError), Neo4jAdminFiles(tmp_path / "out", compress=compress) as sink:
        sink.write(reports())
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert held(bulk(tmp_path / "empty", reports()))
    before = {p: p.read_bytes() for p in (tmp_path / "empty").iterdir()}
    for taken in (tmp_path / "empty", next(iter(before))):
        with pytest.raises(StoreError, match="is there already; give the name of a new directory"):
            Neo4jAdminFiles(taken)
    assert {p: p.read_bytes() for p in (tmp_path / "empty").iterdir()} == before


def test_a_list_that_csv_cannot_hold_is_refused(tmp_path: Path) -> None:
    first = first_report()
    changed = replace(first, entities=(replace(first.entities[0], aliases=("",)), *first.entities[1:]))
    with pytest.raises(StoreError, match=r"the list \[''\] \(aliases of relationships-Article-Entity\)"):
        bulk(tmp_path / "out", [changed])
    assert list(tmp_path.iterdir()) == []


def test_half_a_character_is_refused(tmp_path: Path) -> None:
    first = first_report()
    changed = replace(first, entities=(replace(first.entities[0], name="half \ud800"), *first.entities[1:]))
    with pytest.raises(InterchangeError, match="half of a surrogate pair"):
        bulk(tmp_path / "out", [changed])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"a": object()}, "of no type"),
        ({"a": ["x", 1]}, "several types: long, string"),
        ({"a": []}, "cannot be written as CSV"),
        ({"a:b": "x"}, "cannot be a property"),
        ({'a"\n': "x"}, "cannot be a property"),
    ],
)
def test_values_that_are_none_of_ours(tmp_path: Path, values: dict[str, Any], fault: str) -> None:
    with pytest.raises(StoreError, match=fault):
        CsvTables(tmp_path / "tables").add("nodes", {}, values)


def test_a_property_of_several_types_has_several_tables(tmp_path: Path) -> None:
    tables = CsvTables(tmp_path / "tables")
    rows: list[dict[str, Any]] = [
        {"n": 1}, {"n": "1"}, {"n": 1.0, "m": True}, {"m": False}, {"n": -(2**63)}, {"n": True},
    ]  # fmt: skip
    for row in rows:
        tables.add("nodes-Thing", {":LABEL": ["Thing", "Odd"]}, row)
    files = list(tables.write(tmp_path))
    assert [f.rows for f in files] == [3, 1, 1, 1]
    found = [values for f in files for _, values in table(f.path, tables.divider)]
    assert Counter(map(repr, found)) == Counter(map(repr, (dict(sorted(r.items())) for r in rows)))


def test_the_spool_keeps_the_order_of_each_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_spool, "_HELD", 500)
    spool = Spool(tmp_path / "spool")
    for i in range(2_000):
        spool.put(f"k{i % 7}", (i, "x" * (i % 50)))
    assert list(spool) == [f"k{i}" for i in range(7)]
    for k in spool:
        assert [i for i, _ in spool.read(k)] == list(range(int(k[1]), 2_000, 7))
    spool.drop("k3")
    assert list(spool.read("k3")) == []
    spool.put("k9", "new")
    spool.put("k3", "again")
    assert list(spool.read("k9")) == ["new"] and list(spool.read("k3")) == ["again"]
    assert (tmp_path / "spool").stat().st_mode & 0o077 == 0


def test_the_spool_spreads_keys_evenly(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "spool")
    for i in range(20_000):
        spool.spread(f"https://w3id.org/triplewire/id/thg-{i}", i)
    sizes = [sum(1 for _ in spool.read(key)) for key in spool]
    assert sum(sizes) == 20_000 and len(sizes) == 256 and max(sizes) < 160

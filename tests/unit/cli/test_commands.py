"""Each command on a small graph made by hand: what it prints, what it leaves alone."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from delta_mills import ARTICLE, DAY, EVIL, EXTRACTION, MILLS, PLANT, RADIO

from kg.identity import data_iri
from kg.interchange import from_records, to_records
from kg.linkage.applying import Standing
from kg.registry import loaders
from kg.statements import Event, Trigger

Cli = Callable[..., tuple[int, str, str]]

CLOSES = next(s for s in EXTRACTION.statements if s.predicate == "terminates")


def test_a_query_answers_as_a_table(cli: Cli, store: Path) -> None:
    code, out, err = cli("query", store, "SELECT ?a ?b WHERE { ?a nkg:owns ?b }")
    assert code == 0
    assert out.split() == ["a", "b", out.split()[2], "kg:org-delta-mills", "kg:loc-ostend-plant"]
    assert err == "1 row\n"


def test_a_query_answers_as_json_and_csv(cli: Cli, store: Path) -> None:
    sparql = "SELECT ?m WHERE { ?s nkg:modality ?m ; nkg:polarity nkg:positive } ORDER BY ?m"
    code, out, _ = cli("query", store, sparql, "--format", "json")
    assert code == 0
    found = [b["m"]["value"].rpartition("#")[2] for b in json.loads(out)["results"]["bindings"]]
    assert found == ["asserted", "possible"]
    code, out, _ = cli("query", store, sparql, "--format", "csv")
    assert [row["m"].rpartition("#")[2] for row in csv.DictReader(io.StringIO(out))] == found


def test_a_query_comes_from_a_file(cli: Cli, store: Path, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text("ASK { ?a nkg:owns ?b }", "utf-8")
    code, out, _ = cli("query", store, "--file", tmp_path / "q.rq", "--format", "csv")
    assert (code, out.split()) == (0, ["answer", "true"])


def test_every_example_is_a_query(cli: Cli, store: Path) -> None:
    code, out, _ = cli("query", "--list-examples")
    assert code == 0
    names = [line.split()[0] for line in out.splitlines()[2:] if line.split()]
    assert {"facts", "marked", "sources", "articles", "q01", "q11", "q21"} <= set(names)
    for name in names:
        code, out, err = cli("query", store, "--example", name)
        assert code == 0, (name, err)


def test_the_examples_tell_facts_from_what_is_marked(cli: Cli, store: Path) -> None:
    _, facts, _ = cli("query", store, "--example", "facts", "--format", "csv")
    assert [tuple(row) for row in csv.reader(io.StringIO(facts))][1:] == [("Delta Mills", "owns", "Ostend plant")]
    _, marked, _ = cli("query", store, "--example", "marked", "--format", "csv")
    assert [row[0] for row in csv.reader(io.StringIO(marked))][1:] == ["not so", "possible"]
    _, sources, _ = cli("query", store, "--example", "sources", "--format", "csv")
    assert [tuple(row) for row in csv.reader(io.StringIO(sources))][1:] == [("Bram Kuyper", "2"), ("Radio Nord", "1")]


@pytest.mark.parametrize("name", ["Delta Mills", "delta mills", "Delta", MILLS.id])
def test_show_tells_facts_apart(cli: Cli, store: Path, name: str) -> None:
    code, out, _ = cli("show", store, name)
    assert code == 0
    assert out.startswith("Delta Mills (Company)\n")
    facts, _, marked = out.partition("Marked, no facts (2)")
    assert "✓ fact  Delta Mills | owns | Ostend plant" in facts
    assert "? possible  Delta Mills | terminates | Ostend plant" in marked
    assert "✗ denied" in marked
    assert "“It may close the plant, spokesman Bram Kuyper told Radio Nord.”" in marked
    assert "said by Radio Nord ← Bram Kuyper" in marked
    assert CLOSES.id.rpartition("/")[2] in marked


def test_nothing_from_an_article_steers_the_terminal(cli: Cli, store: Path) -> None:
    for arguments in (("show", store, "Delta Mills"), ("query", store, "--example", "marked")):
        _, out, err = cli(*arguments)
        assert "\x1b" not in out + err
        assert "<U+001B>[31mEvil Corp" in out


def test_explain_points_at_the_words(cli: Cli, store: Path) -> None:
    code, out, _ = cli("explain", store, CLOSES.id.rpartition("/")[2])
    assert code == 0
    assert CLOSES.quote in out
    lines = {line.split("  ")[0].strip(): line for line in out.splitlines()}
    text = ARTICLE.text
    for part, words in {"subject": "It", "predicate": "close", "hedge": "may", "source": "Bram Kuyper"}.items():
        at = text.index(words)
        assert f"{at}-{at + len(words)}" in lines[part], out
        assert words in lines[part]
    assert "possible: kept and marked, no plain edge" in out
    for detail in ("Plant may close (The Echo, 2021-05-04)", ARTICLE.url, ARTICLE.id, CLOSES.id):
        assert detail in out


def test_explain_takes_the_beginning_of_an_id(cli: Cli, store: Path) -> None:
    local = CLOSES.id.rpartition("/")[2]
    whole = cli("explain", store, CLOSES.id)
    assert cli("explain", store, local[:9]) == cli("explain", store, local.removeprefix("st-")) == whole
    code, _, err = cli("explain", store, "st-")
    assert code == 1
    assert err.startswith("kg: ")


@pytest.mark.parametrize("name", [ARTICLE.id, f"kg:{ARTICLE.id}", ARTICLE.url, EXTRACTION.article.id, ARTICLE.id[:10]])
def test_forget_removes_an_article(cli: Cli, store: Path, name: str) -> None:
    code, out, err = cli("forget", store, name)
    assert (code, out) == (0, "")
    assert "Plant may close" in err
    _, out, _ = cli("query", store, "SELECT ?s WHERE { ?s ?p ?o }", "--format", "csv")
    assert out.split() == ["s"]


@pytest.mark.parametrize("format", ["nquads", "trig", "turtle", "jsonld", "ntriples", "jsonl", "graphml", "node-link"])
def test_export_writes_every_format(cli: Cli, store: Path, tmp_path: Path, format: str) -> None:
    target = tmp_path / "out"
    target.write_text("what was there before", "utf-8")
    code, out, err = cli("export", store, "--format", format, "-o", target)
    assert (code, out) == (0, ""), err
    assert "Ostend" in target.read_text("utf-8")
    first = target.read_bytes()
    assert cli("export", store, "--format", format, "-o", target)[0] == 0
    assert target.read_bytes() == first
    assert sorted(p.name for p in tmp_path.iterdir()) == ["graph", "out"]


def test_json_lines_go_back_into_a_graph(cli: Cli, store: Path, tmp_path: Path) -> None:
    lines = tmp_path / "all.jsonl"
    assert cli("export", store, "--format", "jsonl", "-o", lines)[0] == 0
    code, _, err = cli("load", "oxigraph", lines, "-o", tmp_path / "again")
    assert "kg merges apply" in err
    assert Standing(tmp_path / "again").is_stale()
    assert code == 0
    assert "1 new" in err
    with loaders.get("oxigraph")(tmp_path / "again", read_only=True) as again:  # type: ignore[call-arg]
        assert list(again.extractions()) == list(from_records(to_records(EXTRACTION)))  # type: ignore[attr-defined]
    code, _, err = cli("load", "oxigraph", store, "-o", tmp_path / "again")
    assert "1 as they were" in err


def test_no_empty_store_is_left_where_nothing_can_be_written(cli: Cli, store: Path, tmp_path: Path) -> None:
    lines = tmp_path / "all.jsonl"
    assert cli("export", store, "--format", "jsonl", "-o", lines)[0] == 0
    lines.write_text(lines.read_text("utf-8").replace('"Company"', '"Club"'), "utf-8")
    code, _, err = cli("load", "oxigraph", lines, "-o", tmp_path / "again")
    assert code == 1
    assert "--ontology" in err
    assert not (tmp_path / "again").exists()


def test_plugins_are_listed_with_what_they_do(cli: Cli) -> None:
    code, out, _ = cli("plugins")
    assert code == 0
    for words in (("reader", "html"), ("reader", "jsonl"), ("loader", "neo4j"), ("loader", "oxigraph")):
        (line,) = [x for x in out.splitlines() if tuple(x.split()[:2]) == words]
        assert len(line.split()) > 4, line


def test_doctor_looks_at_everything(cli: Cli, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEO4J_URI", raising=False)
    code, out, _ = cli("doctor", store)
    assert code == 0, out
    assert "1 articles" in out
    assert all(line.startswith("ok ") for line in out.splitlines())
    monkeypatch.setenv("NEO4J_URI", "bolt://localhost:9")
    code, out, _ = cli("doctor")
    assert code == 1
    (line,) = [x for x in out.splitlines() if not x.startswith("ok ")]
    assert line.split()[:3] == ["AMISS", "neo4j", "server"]


def test_version_and_no_command(cli: Cli) -> None:
    assert cli("--version")[:2] == (0, "kg 0.1.0\n")
    code, out, err = cli()
    assert code == 2
    assert "build" in out + err


def test_show_keeps_what_is_announced_from_the_facts(cli: Cli, tmp_path: Path) -> None:
    said = tuple(replace(s, modality="announced") if s.predicate == "owns" else s for s in EXTRACTION.statements)
    with loaders.get("oxigraph")(tmp_path / "graph") as opened:  # type: ignore[call-arg]
        opened.write([replace(EXTRACTION, statements=said)])  # type: ignore[attr-defined]
    _, out, _ = cli("show", tmp_path / "graph", "Delta Mills")
    facts, _, announced = out.partition("Announced (1)")
    assert "Facts (0)" in facts
    assert "owns" not in facts
    for example, there in (("facts", False), ("announced", True)):
        _, rows, _ = cli("query", tmp_path / "graph", "--example", example, "--format", "csv")
        assert ("Delta Mills,owns,Ostend plant" in rows) == there
    assert "» announced  Delta Mills | owns | Ostend plant" in announced.partition("Marked")[0]


def test_show_lists_the_events_of_an_entity(cli: Cli, tmp_path: Path) -> None:
    def event(words: str, status: str, **more: Any) -> Event:
        at = ARTICLE.text.index(words)
        return Event(
            id=data_iri(f"ev-{words}"), article=EXTRACTION.article.id, cls="Terminate", status=status,
            trigger=Trigger(start=at, end=at + len(words), text=words), **more,
        )  # fmt: skip

    events = (
        event("close", "possible", roles={"theme": (PLANT.id,), "actor": (MILLS.id,)}, time="2021-06"),
        event("bought", "negated", roles={"actor": (MILLS.id,), "theme": (EVIL.id,)}, start=DAY, end=DAY,
              numbers={"amount": 5, "amountText": "five", "unit": "EUR"}),
        event("told", "actual", roles={"actor": (RADIO.id,)}),
    )  # fmt: skip
    with loaders.get("oxigraph")(tmp_path / "graph") as opened:  # type: ignore[call-arg]
        opened.write([replace(EXTRACTION, events=events)])  # type: ignore[attr-defined]
    _, out, _ = cli("show", tmp_path / "graph", "Delta Mills")
    *_, said = out.partition("\nEvents (2)\n")
    assert said.splitlines() == [
        "✗ negated  Terminate: bought (<U+001B>[31mEvil Corp<U+001B>[0m)",
        "    actor Delta Mills; theme <U+001B>[31mEvil Corp<U+001B>[0m; amount 5; unit EUR",
        "    2021-05-04, Plant may close (The Echo, 2021-05-04), ev-bought",
        "? possible  Terminate: close (Ostend plant)",
        "    actor Delta Mills; theme Ostend plant",
        "    2021-06, Plant may close (The Echo, 2021-05-04), ev-close",
    ]
    _, out, _ = cli("show", tmp_path / "graph", "Radio Nord")
    assert "✓ actual  Terminate: told (Radio Nord)" in out, "of events alone nothing else is known"
    assert "Events" not in cli("show", tmp_path / "graph", "Bram Kuyper")[1]


@pytest.mark.parametrize(
    ("record", "told"),
    [
        ({"valid_until": date(2019, 6, 1)}, "former, until 2019-06-01"),
        ({"valid_until": ARTICLE.day}, "former"),
        ({"time": "PAST_REF"}, "former"),
        ({"valid_from": date(2018, 1, 1), "valid_until": date(2030, 1, 1)}, "from 2018-01-01, until 2030-01-01"),
        ({"as_of": ARTICLE.day}, "as of 2021-05-04"),
    ],
)
def test_what_is_over_is_shown_so(cli: Cli, tmp_path: Path, record: dict[str, Any], told: str) -> None:
    said = tuple(replace(s, **record) if s.predicate == "owns" else s for s in EXTRACTION.statements)
    with loaders.get("oxigraph")(tmp_path / "graph") as opened:  # type: ignore[call-arg]
        opened.write([replace(EXTRACTION, statements=said)])  # type: ignore[attr-defined]
    _, out, _ = cli("show", tmp_path / "graph", "Ostend plant")
    assert f"    {told}, Plant may close" in out
    owns = next(s for s in said if s.predicate == "owns")
    _, out, _ = cli("explain", tmp_path / "graph", owns.id)
    assert next(line for line in out.splitlines() if line.startswith("holds ")).split(maxsplit=1)[1] == told


def test_a_name_like_no_other_gets_advice(cli: Cli, store: Path) -> None:
    code, _, err = cli("show", store, "Zyxwvut")
    assert code == 1
    assert "kg query STORE --example names" in err
    _, out, _ = cli("query", store, "--example", "names", "--format", "csv")
    assert next(csv.DictReader(io.StringIO(out)))["name"] == "Delta Mills"


@pytest.mark.parametrize(
    ("sparql", "told"),
    [
        ("SELECT * { ?x nkg:ownss ?y }", "the ontology has no nkg:ownss; did you mean nkg:owns"),
        ("SELECT * { ?x <https://w3id.org/triplewire/ontology#Zzz> ?y }", "no nkg:Zzz, and nothing of a similar name"),
        ("SELECT * { ?x nkg:Leads ?y }", "did you mean nkg:leads"),
        ("SELECT * { ?x nkg:owns 'nkg:nothing' } # nkg:either", ""),
    ],
)
def test_terms_that_the_ontology_lacks_are_named(cli: Cli, store: Path, sparql: str, told: str) -> None:
    code, _, err = cli("query", store, sparql)
    assert code == 0
    assert told in err
    assert ("the ontology has no" in err) == bool(told)


def test_every_term_of_a_store_is_known(cli: Cli, store: Path) -> None:
    _, out, _ = cli("query", store, "SELECT DISTINCT ?p { { ?s ?p ?o } UNION { ?s a ?p } }", "--format", "csv")
    used = " ".join(f"<{iri}>" for iri in out.split()[1:])
    assert "ontology#quote>" in used
    code, _, err = cli("query", store, f"SELECT * {{ VALUES ?p {{ {used} }} }}")
    assert code == 0
    assert "ontology has no" not in err


def test_no_line_ends_in_blanks(cli: Cli, store: Path) -> None:
    for arguments in (("query", store, "--example", "marked"), ("explain", store, CLOSES.id), ("plugins",)):
        _, out, _ = cli(*arguments)
        assert out
        assert [line for line in out.splitlines() if line != line.rstrip()] == []


@pytest.mark.parametrize("ending", ["nq", "trig", "ttl", "jsonld", "nt", "jsonl", "graphml", "json"])
def test_the_ending_of_a_file_names_the_format_of_an_export(cli: Cli, store: Path, tmp_path: Path, ending: str) -> None:
    from kg.cli.export import _ENDINGS

    plain, named = tmp_path / f"a.{ending}", tmp_path / f"b.{ending}"
    assert cli("export", store, "-o", plain)[0] == 0
    assert cli("export", store, "--format", _ENDINGS[f".{ending}"].value, "-o", named)[0] == 0
    assert plain.read_bytes() == named.read_bytes()


def test_an_export_of_unknown_ending_says_what_to_do(cli: Cli, store: Path, tmp_path: Path) -> None:
    code, _, err = cli("export", store, "-o", tmp_path / "graph.xls")
    assert code == 2
    assert "--format" in err and not (tmp_path / "graph.xls").exists()


def test_explain_takes_the_id_in_every_form_that_commands_print(cli: Cli, store: Path) -> None:
    found = cli("query", store, "SELECT ?s WHERE { GRAPH ?g { ?s a nkg:Statement } } ORDER BY ?s LIMIT 1")[1]
    local = re.search(r"st-[0-9a-f]+", found)[0]  # type: ignore[index]
    shown = [cli("explain", store, form) for form in (local, f"kg:{local}", local.removeprefix("st-"))]
    assert {code for code, _, _ in shown} == {0}
    assert len({out for _, out, _ in shown}) == 1


def test_the_package_runs_as_the_command() -> None:
    done = subprocess.run([sys.executable, "-m", "kg", "--version"], capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stdout.startswith("kg ")

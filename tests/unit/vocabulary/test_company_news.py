"""The example on company news from end to end, on the command line and in Python, with the language model."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from own_vocabulary import COMPANY_NEWS, Written
from pyshacl import validate
from rdflib import Graph

import kg
from kg.cli import main
from kg.errors import ConfigError, StoreError
from kg.registry import loaders
from kg.vocabulary import Vocabulary, load_vocabulary
from loaders.rdf_store import OxigraphStore
from ontology import active, resource

ARTICLES = COMPANY_NEWS / "articles"
OWN = ("--ontology", COMPANY_NEWS / "company.ttl", "--lexicon", COMPANY_NEWS / "company.toml")
Cli = Callable[..., tuple[int, str, str]]

#: Subject, relation, object, status: what the three articles are written to say.
TOLD = {
    ("Corvane Drives", "supplies", "Halden Motors", "actual"),
    ("Odel Power", "supplies", "Halden Motors", "actual"),
    ("Odel Power", "supplies", "Marlow Optics", "actual"),
    ("Lumen Works", "makes", "pumps", "actual"),
    ("Vanta Home", "recalls", "wall chargers", "actual"),
    ("Vanta Home", "recalls", "older phones", "demanded"),
    ("Vanta Home", "sues", "Kestrel Insurance", "actual"),
    ("Vanta Home", "sues", "Lumen Works", "threatened"),
    ("Tarrow Engineering", "sues", "Marlow Optics", "actual"),
    ("Corvane Drives", "sues", "Tarrow Engineering", "predicted"),
    ("Marlow Optics", "settlesWith", "Tarrow Engineering", "actual"),
    ("Corvane Drives", "supplies", "Brightwater Transit", "negated"),
}  # fmt: skip


@pytest.fixture
def cli(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    monkeypatch.setenv("COLUMNS", "140")

    def run(*arguments: object) -> tuple[int, str, str]:
        code = main([str(a) for a in arguments])
        printed = capfd.readouterr()
        assert active() is None, "what a command makes known is known to it alone"
        return code, printed.out, printed.err

    return run


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the example on disk."""
    path = tmp_path_factory.mktemp("company-news") / "graph"
    assert main(["build", str(ARTICLES), "-o", str(path), *map(str, OWN)]) == 0
    return path


def test_the_articles_say_what_they_were_written_to_say() -> None:
    found = kg.build([ARTICLES], ontology=COMPANY_NEWS / "company.ttl", lexicon=COMPANY_NEWS / "company.toml")
    said = {(found.name(f.subject), f.predicate, found.name(f.object), f.status) for f in found.facts()}
    assert len(TOLD - said) <= 2, f"not found: {sorted(TOLD - said)}"
    unreal = {(s, p, o) for s, p, o, status in TOLD if status not in ("actual", "announced")}
    assert not {(s, p, o) for s, p, o, status in said if status in ("actual", "announced")} & unreal
    assert all(f.plain == (f.status in ("actual", "announced")) for f in found.facts())
    assert any(f.predicate in ("acquires", "leads") for f in found.facts()), "ours are found beside them"


def test_the_graph_is_shown_and_asked_without_telling_it_again(graph: Path, cli: Cli) -> None:
    code, out, _ = cli("show", graph, "Tarrow Engineering")
    assert code == 0
    assert "Tarrow Engineering | sues | Marlow Optics" in out
    assert "predicted  Corvane Drives | sues | Tarrow Engineering" in out
    code, out, err = cli("query", graph, "SELECT ?a ?b { GRAPH g:facts { ?a co:supplies ?b } } ORDER BY ?a ?b")
    assert (code, "has no" in err) == (0, False)
    assert out.count("kg:org-halden-motors") == 2 and "brightwater" not in out
    assert "wall chargers (Product)" in cli("show", graph, "wall chargers")[1]
    assert cli("query", graph, "SELECT ?x { ?x a co:Product }")[2].endswith("rows\n")


def test_a_misspelt_term_of_ones_own_is_told_of(graph: Path, cli: Cli) -> None:
    _, _, err = cli("query", graph, "SELECT ?a { ?a co:suplies ?b ; <https://example.org/company#soes> ?c }")
    assert "has no co:suplies; did you mean co:supplies" in err
    assert "has no co:soes; did you mean co:sues" in err


def test_the_graph_goes_elsewhere_and_comes_back(graph: Path, cli: Cli, tmp_path: Path) -> None:
    assert cli("load", "oxigraph", graph, "-o", tmp_path / "copy")[0] == 0
    for name in ("a.jsonl", "a.trig", "a.graphml", "a.json"):
        assert cli("export", graph, "-o", tmp_path / name)[0] == 0
    assert cli("export", tmp_path / "copy", "-o", tmp_path / "b.trig")[0] == 0
    assert (tmp_path / "a.trig").read_bytes() == (tmp_path / "b.trig").read_bytes()
    code, _, err = cli("load", "oxigraph", tmp_path / "a.jsonl", "-o", tmp_path / "without")
    assert code == 1 and "give that with --ontology" in err
    assert cli("load", "oxigraph", tmp_path / "a.jsonl", "-o", tmp_path / "again", *OWN[:2])[0] == 0
    assert cli("export", tmp_path / "again", "-o", tmp_path / "c.trig")[0] == 0
    assert (tmp_path / "a.trig").read_bytes() == (tmp_path / "c.trig").read_bytes()
    with OxigraphStore(graph, read_only=True) as one, OxigraphStore(tmp_path / "again", read_only=True) as other:
        assert list(one.extractions()) == list(other.extractions())
    edges = json.loads((tmp_path / "a.json").read_text("utf-8"))["edges"]
    assert {e["predicate"] for e in edges} >= {"supplies", "sues", "makes"}


def test_forgetting_an_article_takes_its_facts_along(graph: Path, cli: Cli, tmp_path: Path) -> None:
    cli("load", "oxigraph", graph, "-o", tmp_path / "copy")
    ask = "SELECT ?b { GRAPH g:facts { ?a co:recalls ?b } }"
    named = "SELECT ?a { ?a schema:headline ?t FILTER(STRSTARTS(?t, 'Vanta')) }"
    article = cli("query", graph, named, "--format", "csv")
    assert cli("query", tmp_path / "copy", ask)[2] != "0 rows\n"
    assert cli("forget", tmp_path / "copy", article[1].split()[-1])[0] == 0
    assert cli("query", tmp_path / "copy", ask)[2] == "0 rows\n"


def test_replacing_ours(cli: Cli) -> None:
    code, out, _ = cli("extract", ARTICLES, *OWN, "--replace-ontology", "--format", "jsonl")
    assert code == 0
    records = [json.loads(line) for line in out.splitlines()]
    assert {r["predicate"] for r in records if r["record"] == "statement"} <= {
        "supplies", "makes", "recalls", "sues", "settlesWith", "competesWith",
    }  # fmt: skip
    assert not [r for r in records if r["record"] == "event"]


def test_several_processes_give_the_same(cli: Cli) -> None:
    one, two = (cli("extract", ARTICLES, *OWN, "--format", "jsonl", "--workers", n)[1] for n in (1, 2))
    assert one == two
    assert '"predicate":"supplies"' in one


def test_without_the_ontology_nothing_changes(cli: Cli) -> None:
    sample = COMPANY_NEWS.parent / "articles" / "shipyard-sale.txt"
    before = cli("extract", sample, "--format", "trig")
    cli("extract", sample, *OWN, "--format", "trig")
    assert cli("extract", sample, "--format", "trig") == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--lexicon", COMPANY_NEWS / "company.toml"), "--lexicon goes with --ontology"),
        (("--replace-ontology",), "--replace-ontology goes with --ontology"),
        (("--ontology", "nowhere.ttl"), "nowhere.ttl: cannot be read"),
        (("--ontology", COMPANY_NEWS / "company.toml"), "line 3: no Turtle"),
        (("--ontology", COMPANY_NEWS / "company.ttl", "--lexicon", COMPANY_NEWS / "company.ttl"), "no TOML"),
    ],
)
def test_options_that_cannot_be_used(arguments: tuple[object, ...], words: str, cli: Cli) -> None:
    code, out, err = cli("extract", ARTICLES, *arguments)
    assert (code, out) == (2, "")
    assert words in err and err.count("\n") == 1


def test_a_faulty_file_is_shown_with_its_line(cli: Cli, written: Written, tmp_path: Path) -> None:
    path = written('e:makes a owl:ObjectProperty ;\n  rdfs:label "makes" ; rdfs:range e:Thing .\n')
    code, _, err = cli("build", ARTICLES, "-o", tmp_path / "graph", "--ontology", path)
    assert code == 2
    assert f"{path.name}, line 8: unknown class as rdfs:range of e:makes: e:Thing" in err
    assert not (tmp_path / "graph").exists()


def test_a_graph_keeps_to_its_ontology(graph: Path, cli: Cli, written: Written, tmp_path: Path) -> None:
    code, _, err = cli("build", ARTICLES, "-o", graph)
    assert code == 2 and "was made with an ontology of your own; give --ontology" in err
    other = written('e:makes a owl:ObjectProperty ; rdfs:label "makes" .\n')
    code, _, err = cli("build", ARTICLES, "-o", graph, "--ontology", other)
    assert code == 1 and "made with another ontology of your own" in err
    cli("build", ARTICLES, "-o", tmp_path / "plain")
    code, _, err = cli("build", ARTICLES, "-o", tmp_path / "plain", *OWN)
    assert code == 1 and "made without an ontology of your own" in err


def test_building_again_changes_nothing(graph: Path, cli: Cli) -> None:
    code, _, err = cli("build", ARTICLES, "-o", graph, *OWN)
    assert code == 0 and "3 as they were" in err


@cache
def _ours(name: str) -> Graph:
    return Graph().parse(data=resource(name).read_text("utf-8"), format="turtle")


def test_the_shapes_hold_with_what_the_store_keeps(graph: Path, cli: Cli, tmp_path: Path) -> None:
    cli("export", graph, "-o", tmp_path / "graph.ttl")
    data = Graph().parse(tmp_path / "graph.ttl") + _ours("news-kg.ttl")
    own = Graph().parse(graph / "own-ontology.ttl")
    conforms, _, words = validate(data + own, shacl_graph=_ours("shapes.ttl"), advanced=True)
    assert conforms, words
    conforms, _, words = validate(data, shacl_graph=_ours("shapes.ttl"), advanced=True)
    assert not conforms and "neither a domain relation" in words, "ours alone do not know the relations"


def test_in_python(company_news: Vocabulary, tmp_path: Path) -> None:
    config = kg.Config(vocabulary=company_news)
    found = kg.build([ARTICLES / "patent-settlement.txt"], config=config, store=tmp_path / "graph")
    assert any(key == "settlesWith" for _, _, key in found.to_networkx().edges(keys=True))
    with loaders.get("node-link").open(str(tmp_path / "graph.json"), config) as sink:  # type: ignore[attr-defined]
        sink.write(found.extractions)
    assert '"settlesWith"' in (tmp_path / "graph.json").read_text("utf-8")
    found.save(tmp_path / "graph.ttl")
    assert "co:settlesWith" in (tmp_path / "graph.ttl").read_text("utf-8")
    with OxigraphStore(tmp_path / "graph") as store:
        assert [s.predicate for x in store.extractions() for s in x.statements].count("settlesWith") == 1
    with pytest.raises(ConfigError, match="a lexicon goes with an ontology"):
        kg.build([ARTICLES], lexicon=COMPANY_NEWS / "company.toml")
    other = load_vocabulary(COMPANY_NEWS / "company.ttl", replace=True).extension
    with pytest.raises(StoreError, match="another ontology of your own"):
        OxigraphStore(tmp_path / "graph", extension=other)

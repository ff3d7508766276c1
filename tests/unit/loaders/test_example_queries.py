"""The example queries: right answers, the same from Oxigraph, rdflib and plain Python (tests/live asks Neo4j too)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from example_corpus import Draft, first_report, reports, second_report
from generated_news import generated_news
from hypothesis import HealthCheck, given, settings
from questions import QUESTIONS, answer
from rdflib import Dataset, Literal
from strategies import corpora

from kg.graph import KnowledgeGraph
from kg.pipeline import Pipeline, extract
from kg.statements import Extraction
from kg.vocabulary import load_vocabulary
from loaders.rdf_files import export
from loaders.rdf_store import OxigraphStore
from ontology import resource, using

NAMES = [f"q{i:02}" for i in range(1, 22)]
#: Questions of figures, money, accusations and unnamed sources, of which the two reports tell nothing.
OF_THE_BLAST = ("q16", "q17", "q18", "q19")
SAMPLES = Path(__file__).resolve().parents[3] / "examples" / "articles"
Rows = list[tuple[Any, ...]]
#: rdflib 7.6 warns of what its own parsers do.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")


def text(name: str, suffix: str = ".rq") -> str:
    return resource("queries").joinpath(name + suffix).read_text("utf-8")


@pytest.fixture(scope="module")
def store() -> Iterator[OxigraphStore]:
    with OxigraphStore() as opened:
        opened.write(reports())
        yield opened


def ordered(rows: Iterable[tuple[Any, ...]]) -> Rows:
    return sorted(rows, key=repr)


def plain(term: Any) -> Any:
    value = term.toPython() if isinstance(term, Literal) else str(term) if term is not None else None
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def ask_rdflib(dataset: Dataset, query: str) -> Rows:
    return ordered(tuple(map(plain, row)) for row in dataset.query(query))  # type: ignore[arg-type]


ANSWERS = {
    "q01": [("North Korea", "severs", "border telephone line", "actual")],
    "q02": [("Kim Yo Jong", "South Korea", "close (Morning Park)", "threatened", "2020-06-04", "fly (leaflets)")],
    "q04": [("South Korea", "sends", "drones", "Korean Central News Agency", "South Korea")],
    "q05": [("Han Ji Won", "unification minister of South Korea", "South Korea", "2020-06-09", None)],
    "q06": [("South Korea", "2020-06-04", "2020-06-04", "threatened (South Korea)")],
    "q08": [("North Korea", "severs", "border telephone line", "announced", "2020-06-09", "2020-06-16")],
    "q09": [("students", "protestsAgainst", "activists", 2)],
    "q10": [("Kim Yo Jong", "South Korea", "VerbalConflict", 1), ("students", "activists", "MaterialConflict", 1)],
    "q11": [("Morning Park", "Kaesong"), ("Morning Park", "North Korea")],
    "q12": [
        ("Harbour Wire", "Korean Central News Agency", 4, 1),
        ("Harbour Wire", "Yonhap", 2, 1),
        ("Harbour Wire", "Kim Yo Jong", 1, 1),
        ("Harbour Wire", "South Korea", 1, 1),
        ("Korean Central News Agency", "party spokesman", 1, 1),
    ],
    "q13": [
        ("Kim Yo Jong", "North Korea", "threatened", 1),
        ("Korean Central News Agency", "Kim Yo Jong", "asserted", 1),
        ("Korean Central News Agency", "North Korea", "announced", 1),
        ("Korean Central News Agency", "South Korea", "asserted", 1),
        ("Korean Central News Agency", "students", "asserted", 1),
        ("South Korea", "South Korea", "not so", 1),
        ("Yonhap", "North Korea", "asserted", 1),
        ("Yonhap", "students", "asserted", 1),
    ],
    "q14": [
        (
            "South Korea", "South Korea", "sends", "drones", "2020-06-09",
            "South Korea sent drones over the frontier, KCNA said, but South Korea denied that it had sent drones.",
        )
    ],
    "q15": [
        ("Kim Yo Jong", "2020-06-04", "actor", "Threaten", "actual", "threatened (South Korea)"),
        ("South Korea", "2020-06-04", "recipient", "Threaten", "actual", "threatened (South Korea)"),
        ("activists", "2020-06-08", "recipient", "Protest", "actual", "marched (activists)"),
        ("students", "2020-06-08", "actor", "Protest", "actual", "marched (activists)"),
    ],
    "q21": [
        ("2020-06", "Kim Yo Jong", "South Korea", "VerbalConflict", 1),
        ("2020-06", "students", "activists", "MaterialConflict", 1),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", ANSWERS)
def test_answers(store: OxigraphStore, name: str) -> None:
    assert list(store.query(text(name)).rows) == ANSWERS[name]


def test_what_rests_on_an_outlet(store: OxigraphStore) -> None:
    rows = store.query(text("q03")).rows
    assert [row[0] for row in rows] == ["Korean Central News Agency"] * 4 + ["Yonhap"] * 2
    chains = {(outlet, mod, origin) for outlet, quote, mod, origin, _ in rows if "oversees" in quote}
    assert chains == {("Korean Central News Agency", "asserted", "party spokesman")}


def test_evidence_is_given_with_its_place(store: OxigraphStore) -> None:
    rows = store.query(text("q07")).rows
    assert [(*r[:2], r[3], *r[9:]) for r in rows] == [
        ("Kim Yo Jong", "South Korea policy", 2, "Korean Central News Agency", 1),
        ("Kim Yo Jong", "South Korea policy", 2, "party spokesman", 2),
    ]
    assert rows[0][6] == "She now oversees South Korea policy, KCNA said, quoting a party spokesman."


def test_articles_that_support_a_fact(store: OxigraphStore) -> None:
    rows = store.query(text("q20")).rows
    assert [(*r[:2], *r[3:6]) for r in rows if r[1] in ("severs", "protestsAgainst")] == [
        ("North Korea", "severs", "announced", "2020-06-09", "Harbour Wire"),
        ("North Korea", "severs", "asserted", "2020-06-16", "Harbour Wire"),
        ("students", "protestsAgainst", "asserted", "2020-06-09", "Harbour Wire"),
        ("students", "protestsAgainst", "asserted", "2020-06-16", "Harbour Wire"),
    ]
    assert not {"sends", "terminates", "meetsWith", "related"} & {r[1] for r in rows}


BLAST = """\
A blast in Corva killed three people and hurt a dozen, an official said. \
Norland gave Corva five million euros. Corva accused Ada Lowe of a bombing, which may have struck Norland.
"""


def blast() -> Extraction:
    """Return a report of dead and injured, of money, and of an accusation."""
    d = Draft(text=BLAST, published=date(2022, 5, 6))
    d.entity("corva", "Country", "Corva", "Corva")
    d.entity("norland", "Country", "Norland", "Norland")
    d.entity("lowe", "Person", "Ada Lowe", "Ada Lowe")
    d.entity("official", "Person", "an official", "an official", scoped=True)
    d.event("blast", "Assault", "actual", "blast", 0, place="corva")
    d.event("gift", "Aid", "actual", "gave", 1, date(2022, 5, 4), actor="norland", recipient="corva")
    d.event("bombing", "Assault", "possible", "bombing", 2, actor="lowe", recipient="norland")
    d.event("charge", "Accuse", "actual", "accused", 2, actor="corva", recipient="lowe", content="bombing")
    d.say(0, "blast", "locatedIn", "corva", "in", "asserted", ("official", "said", "say"), event="blast")
    figures = {"blast": {"deaths": 3, "injured": 12}, "gift": {"amount": 5e6, "unit": "EUR"}}
    for key, numbers in figures.items():
        d.events[key] = replace(d.events[key], numbers=numbers)
    unnamed = d.entities["official"]
    d.entities["official"] = replace(unnamed, mentions=tuple(replace(m, kind="nominal") for m in unnamed.mentions))
    return d.done()


BLAST_ANSWERS = {
    "q16": [("an official", "blast", "locatedIn", "Corva", "asserted", "2022-05-06", BLAST.partition(" Norland")[0])],
    "q17": [("blast", "actual", None, "Corva", 3, 12, "an official")],
    "q18": [(5_000_000, "EUR", "Aid", "actual", "2022-05-04", "Norland", "Corva", "gave (Corva)")],
    "q19": [("Ada Lowe", "Corva", "Accuse", "actual", None, "bombing (Norland)", "possible")],
}


@pytest.mark.parametrize("name", OF_THE_BLAST)
def test_figures_money_accusations_and_unnamed_sources(name: str) -> None:
    with OxigraphStore() as store:
        store.write([*reports(), blast()])
        assert list(store.query(text(name)).rows) == BLAST_ANSWERS[name]


#: Terms of somebody's own, under an IRI with a slash.
OWN = """
@prefix own: <https://example.org/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix nkg: <https://w3id.org/triplewire/ontology#> .
own:insures a owl:ObjectProperty ; rdfs:label "insures"@en ; rdfs:domain nkg:Agent ; rdfs:range nkg:Agent .
"""


def test_relations_of_an_own_ontology_go_by_their_names(tmp_path: Path) -> None:
    (tmp_path / "own.ttl").write_text(OWN, "utf-8")
    own = load_vocabulary(tmp_path / "own.ttl").extension
    with using(own), OxigraphStore(extension=own) as store:
        d = Draft(text="Corva insures Norland, Dunmark said, but Norland denied it.\n", published=date(2022, 5, 6))
        for key in ("Corva", "Norland", "Dunmark"):
            d.entity(key, "Country", key, key)
        d.say(0, "Corva", "insures", "Norland", "insures", "asserted", ("Dunmark", "said", "say"))
        d.say(0, "Corva", "insures", "Norland", "it", "asserted", ("Norland", "denied", "deny"), polarity="negative")
        store.write([d.done()])
        assert store.query(text("q04")).rows == (("Corva", "insures", "Norland", "Dunmark", "Norland"),)
        assert [row[2] for row in store.query(text("q14")).rows] == ["insures"]
        graph = KnowledgeGraph(store.extractions(), extension=own)
        for name in NAMES:
            assert set(store.query(text(name)).rows) == answer(name, graph), name


@pytest.mark.parametrize("name", NAMES)
def test_plain_python_gives_the_same_answers(generated: OxigraphStore, name: str) -> None:
    found = generated.query(text(name)).rows
    assert len(set(found)) == len(found)
    assert set(found) == answer(name, KnowledgeGraph(generated.extractions()))


@pytest.fixture(scope="module")
def generated() -> Iterator[OxigraphStore]:
    with OxigraphStore() as opened:
        opened.write(generated_news(150))
        yield opened


def test_before_the_second_report_the_cut_is_announced_only() -> None:
    with OxigraphStore() as store:
        store.write([first_report()])
        assert store.query(text("q01")).rows == (("North Korea", "severs", "border telephone line", "announced"),)
        store.write([second_report()])
        assert store.query(text("q01")).rows == (("North Korea", "severs", "border telephone line", "actual"),)


def test_strict_licence_severs_nothing_before_it_is_done() -> None:
    with OxigraphStore(licence="strict") as store:
        store.write([first_report()])
        assert store.query(text("q01")).rows == ()


@pytest.mark.parametrize("name", NAMES)
def test_titles_and_column_names_are_the_same_in_both_languages(store: OxigraphStore, name: str) -> None:
    sparql, cypher = text(name), text(name, ".cypher")
    assert sparql.splitlines()[0].removeprefix("# ") == cypher.splitlines()[0].removeprefix("// ") != ""
    returned = cypher.rpartition("RETURN")[2].partition("ORDER BY")[0].replace("DISTINCT", "")
    columns = [part.split(" AS ")[-1].strip() for part in returned.split(",")]
    assert tuple(columns) == store.query(sparql).columns


@pytest.fixture(scope="module")
def dataset(store: OxigraphStore, tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    return as_dataset(store, tmp_path_factory.mktemp("rdflib"))


def as_dataset(store: OxigraphStore, folder: Path) -> Dataset:
    export(store, folder / "graph.nq")
    dataset = Dataset(default_union=True)
    dataset.parse(data=(folder / "graph.nq").read_text("utf-8"), format="nquads")
    return dataset


@pytest.mark.parametrize("name", NAMES)
def test_rdflib_gives_the_same_answers(store: OxigraphStore, dataset: Dataset, name: str) -> None:
    found = ask_rdflib(dataset, text(name))
    assert found == ordered(store.query(text(name)).rows)
    assert bool(found) == (name not in OF_THE_BLAST)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(corpus=corpora())
def test_rdflib_gives_the_same_answers_on_anything(
    tmp_path_factory: pytest.TempPathFactory, corpus: tuple[Extraction, ...]
) -> None:
    with OxigraphStore() as store:
        store.write(corpus)
        dataset = as_dataset(store, tmp_path_factory.mktemp("any"))
        for name in QUESTIONS:
            assert ask_rdflib(dataset, text(name)) == ordered(store.query(text(name)).rows), name


def test_every_question_has_an_answer_in_the_sample_articles(pipeline: Pipeline) -> None:
    with OxigraphStore() as store:
        store.write(x for x in extract([SAMPLES], pipeline=pipeline) if isinstance(x, Extraction))
        assert [name for name in NAMES if not store.query(text(name)).rows] == []

"""Statements that readers found wrong are out of the graph, stay out, and can come back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from example_corpus import first_report, reports

from kg.curation import FILE, Corrections, corrected, corrections_of, mark, unmark
from kg.errors import ConfigError, StoreError
from kg.explorer.service import Explorer
from kg.interchange import to_records
from kg.statements import Extraction, Statement
from loaders.rdf_store import OxigraphStore

PLAIN = "ASK { ?a nkg:leads ?b ; skos:prefLabel ?name FILTER(STR(?name) = 'Moon Jae In') }"


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    with OxigraphStore(tmp_path / "graph") as store:
        store.write(reports())
    return tmp_path / "graph"


def leads(extraction: Extraction) -> Statement:
    return next(s for s in extraction.statements if s.predicate == "leads" and "Moon" in s.quote)


def content(path: Path) -> list[str]:
    with OxigraphStore(path, read_only=True) as store:
        return [str(q) for name in store.graph_names() for q in store.quads(name)]


def test_a_wrong_statement_is_out_with_its_edge_and_is_listed(graph: Path) -> None:
    wrong = leads(first_report())
    with OxigraphStore(graph) as store:
        assert store.query(PLAIN).rows == ((True,),)
        made = mark(store, graph, wrong.article, wrong.id, reason="he did then", by="ann")
        assert store.query(PLAIN).rows == ((False,),)
        held = store.extraction(wrong.article)
    assert held is not None
    assert wrong.id not in {s.id for s in held.statements}
    gone = next(d for d in held.dropped if d.stage == "curation")
    assert "he did then" in gone.reason
    assert made.id in gone.reason
    assert (gone.start, gone.end) == (wrong.start, wrong.end)
    assert [c.by for c in corrections_of(graph).found] == ["ann"]


def test_it_stays_out_when_the_article_is_read_again(graph: Path) -> None:
    wrong = leads(first_report())
    with OxigraphStore(graph) as store:
        mark(store, graph, wrong.article, wrong.id)
        before = content_of(store)
        store.write(reports())
        assert content_of(store) == before
        store.forget(wrong.article)
        store.write(reports())
        assert content_of(store) == before


def content_of(store: OxigraphStore) -> list[str]:
    return [str(q) for name in store.graph_names() for q in store.quads(name)]


def test_it_is_known_by_its_words_where_its_iri_is_another(graph: Path) -> None:
    wrong = leads(first_report())
    with OxigraphStore(graph) as store:
        mark(store, graph, wrong.article, wrong.id)
        report = first_report()
        renamed = replace(wrong, id=f"{wrong.id}0")
        others = tuple(s for s in report.statements if s.id != wrong.id)
        store.write([replace(report, statements=(*others, renamed))])
        held = store.extraction(wrong.article)
    assert held is not None
    assert renamed.id not in {s.id for s in held.statements}
    assert len(held.statements) == len(others)


def test_taken_back_the_graph_is_as_it_was(graph: Path) -> None:
    before, wrong = content(graph), leads(first_report())
    with OxigraphStore(graph) as store:
        made = mark(store, graph, wrong.article, wrong.id)
        unmark(store, graph, made.id)
    assert content(graph) == before
    assert corrections_of(graph).found == ()


def test_the_file_holds_what_was_taken_out(graph: Path, tmp_path: Path) -> None:
    wrong = leads(first_report())
    with OxigraphStore(graph) as store:
        mark(store, graph, wrong.article, wrong.id, reason='a "quoted" reason\nof two lines')
    found = Corrections.read(graph / FILE)
    assert found == corrections_of(graph)
    assert found.found[0].record in list(to_records(first_report()))
    found.write(tmp_path / "again.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == (graph / FILE).read_bytes()


@pytest.mark.parametrize("line", ["no JSON", "{}", '{"record": 1}', '{"article": 2, "record": {}}', "[]"])
def test_a_damaged_file_is_named_with_the_line(graph: Path, line: str) -> None:
    wrong = leads(first_report())
    with OxigraphStore(graph) as store:
        mark(store, graph, wrong.article, wrong.id)
        with (graph / FILE).open("a") as handle:
            handle.write(f"{line}\n")
        with pytest.raises(ConfigError, match=r"corrections\.jsonl, line 2"):
            store.write(reports())


def test_what_is_not_there_cannot_be_wrong(graph: Path) -> None:
    with OxigraphStore(graph) as store:
        with pytest.raises(StoreError, match="no statement"):
            mark(store, graph, first_report().article.id, "urn:none")
        with pytest.raises(StoreError, match="no article"):
            mark(store, graph, "urn:none", "urn:none")
        with pytest.raises(ConfigError, match="no correction"):
            unmark(store, graph, "cor-0")
    assert not (graph / FILE).exists()


def test_other_articles_are_left_alone() -> None:
    first, second = reports()
    none = Corrections()
    assert corrected(first, none) is first
    assert corrected(second, none) is second


def test_the_explorer_marks_and_takes_back(graph: Path) -> None:
    before = content(graph)
    with Explorer(graph, curating=True) as explorer:
        said = next(s for s in explorer.statements().items if s.subject == "Moon Jae In" and s.predicate == "leads")
        made = explorer.mark_wrong(said.id, by="ann")
        assert explorer.statement(said.id) is None
        assert explorer.edge_between(said.subject_id, "leads", said.object_id) is None
        assert explorer.sparql(PLAIN).body.find(b"false") > 0
        explorer.unmark(made.id)
        again = explorer.statement(said.id)
        assert again is not None
        assert replace(again, edge=said.edge) == said  # the number of an edge is the index's own
    assert content(graph) == before


def test_the_explorer_splits_and_joins(graph: Path) -> None:
    with Explorer(graph, curating=True) as explorer:
        un = explorer.search("Kim Jong Un")[0].id
        article = explorer.articles(about=un).items[0].id
        assert explorer.articles(about=un).items[1:]
        explorer.split(un, article, reason="another one", by="ann")
        both = [h.id for h in explorer.search("Kim Jong Un")]
        assert len(both) == 2
        assert {len(explorer.articles(about=i).items) for i in both} == {1}
        for decision in explorer.decisions():
            explorer.undecide(decision.id)
        assert len(explorer.articles(about=un).items) == 2
        with pytest.raises(StoreError, match="does not speak"):
            explorer.split(un, "urn:none")
        with pytest.raises(StoreError, match="no entity"):
            explorer.join(un, "urn:none")

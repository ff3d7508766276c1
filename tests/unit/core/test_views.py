"""Views and networks for networkx: what is in them, on two reports whose every statement is known."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import networkx as nx
import pytest
from example_corpus import first_report, reports
from generated_news import generated_news
from hypothesis import HealthCheck, given, settings
from networkx.utils import graphs_equal
from strategies import corpora

import kg
from kg.errors import ConfigError, InterchangeError, StoreError
from kg.graph import KnowledgeGraph
from kg.networks import ego_network, quotation_network, signed_network
from kg.statements import Extraction
from kg.views import event_view, fact_view, flattened, status_view
from loaders._checks import canonical
from loaders.jsonl_store import JsonlStore
from loaders.rdf_store import OxigraphStore

BASE = "https://w3id.org/triplewire/id/"
NORTH, SOUTH, PARK, LINE = (BASE + n for n in ("loc-north-korea", "loc-south-korea", "loc-morning-park",
                                               "thg-border-telephone-line"))  # fmt: skip
KCNA, SPOKESMAN = BASE + "org-korean-central-news-agency", "party spokesman"
FIRST, SECOND = (x.article.id for x in reports())


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    return KnowledgeGraph(reports())


def test_the_fact_view_holds_plain_edges_alone(graph: KnowledgeGraph) -> None:
    view = fact_view(graph)
    assert sorted(view.edges(keys=True)) == sorted((f.subject, f.object, f.predicate) for f in graph.facts() if f.plain)
    assert {d["status"] for *_, d in view.edges(data=True)} == {"actual"}
    assert all(view.degree(n) for n in view)
    cut = view.edges[NORTH, LINE, "severs"]
    ids = sorted(s.id for s in graph.statements.values() if s.predicate == "severs")
    assert cut == {
        "kind": "fact", "predicate": "severs", "predicate_text": "has cut", "status": "actual", "symmetric": False,
        "statuses": ["actual", "announced"], "support": 1, "denials": 0, "attributed": True,
        "sources": [BASE + "org-yonhap"], "denied_by": [], "statements": ids, "statement_count": 2,
        "articles": sorted([FIRST, SECOND]), "article_count": 2, "confidence": 0.9, "mean_confidence": 0.9,
        "first_reported": "2020-06-09", "last_reported": "2020-06-16",
    }  # fmt: skip


def test_the_status_view_marks_what_is_no_fact(graph: KnowledgeGraph) -> None:
    view = status_view(graph)
    assert view.number_of_edges() == sum(bool(f.object) for f in graph.facts()) > fact_view(graph).number_of_edges()
    assert view.edges[NORTH, PARK, "threatened:terminates"]["kind"] == "claim"
    sent = view.edges[SOUTH, BASE + "thg-drones", "contested:sends"]
    assert (sent["support"], sent["denials"], sent["denied_by"]) == (1, 1, [SOUTH])
    threats = status_view(graph, ["threatened"])
    assert list(threats.edges(keys=True)) == [(NORTH, PARK, "threatened:terminates")]
    assert list(threats) == sorted((NORTH, PARK))
    with pytest.raises(ValueError, match=r"no status .*feared.*known: actual, announced"):
        status_view(graph, ["feared"])


def test_the_event_view_joins_events_and_who_takes_part(graph: KnowledgeGraph) -> None:
    view = event_view(graph)
    events = {n: d for n, d in view.nodes(data=True) if d["kind"] == "event"}
    march = next(n for n, d in events.items() if d["cls"] == "Protest")
    assert events[march]["name"] == "marched (activists)"
    assert (events[march]["start"], events[march]["first_day"]) == ("2020-06-08", "2020-06-08")
    assert (events[march]["statement_count"], events[march]["mean_confidence"]) == (1, 0.9)
    assert sorted((graph.name(x), role) for _, x, role in view.out_edges(march, keys=True)) == [
        ("Pyongyang", "place"), ("activists", "recipient"), ("students", "actor"),
    ]  # fmt: skip
    assert {d["status"] for n, d in events.items() if view.out_degree(n)} == {"actual", "announced"}
    threat = next(n for n, d in events.items() if d["cls"] == "Threaten")
    closing = next(x for _, x, role in view.out_edges(threat, keys=True) if role == "content")
    assert events[closing]["status"] == "threatened"
    (possible,) = (n for n, d in event_view(graph, ["possible"]).nodes(data=True) if d["kind"] == "event")
    assert graph.events[possible].cls == "Consult"
    with pytest.raises(ValueError, match="no status of events"):
        event_view(graph, ["uncertain"])


def test_who_quotes_whom(graph: KnowledgeGraph) -> None:
    network = quotation_network(graph)
    named = {(network.nodes[a]["name"], network.nodes[b]["name"]): d for a, b, d in network.edges(data=True)}
    assert {pair: d["statement_count"] for pair, d in named.items()} == {
        ("Harbour Wire", "Korean Central News Agency"): 4, ("Harbour Wire", "Yonhap"): 2,
        ("Harbour Wire", "Kim Yo Jong"): 1, ("Harbour Wire", "South Korea"): 1,
        ("Korean Central News Agency", SPOKESMAN): 1,
    }  # fmt: skip
    denial = named["Harbour Wire", "South Korea"]
    assert (denial["denials"], denial["speech_acts"], denial["cues"]) == (1, ["deny"], ["denied"])
    assert (denial["first_reported"], denial["last_reported"]) == ("2020-06-09", "2020-06-09")
    assert network.nodes["publisher:Harbour Wire"] == {"kind": "publisher", "name": "Harbour Wire"}
    assert network.nodes[KCNA]["cls"] == "MediaOrganization"


def test_an_article_without_publisher_speaks_for_itself() -> None:
    network = quotation_network(KnowledgeGraph(x for x in generated_news(40) if not x.article.publisher))
    first = {n: d for n, d in network.nodes(data=True) if not network.in_degree(n)}
    assert {d["kind"] for d in first.values()} >= {"article"}
    assert all(d["name"].startswith("Report of ") for d in first.values() if d["kind"] == "article")


def test_cooperation_and_conflict(graph: KnowledgeGraph) -> None:
    network = signed_network(graph)
    assert {(graph.name(a), graph.name(b), d["sign"]) for a, b, d in network.edges(data=True)} == {
        ("Kim Yo Jong", "South Korea", -1), ("students", "activists", -1)
    }  # fmt: skip
    threat = network.edges[BASE + "per-kim-yo-jong", SOUTH]
    assert (threat["verbal_conflict"], threat["conflict"], threat["cooperation"], threat["balance"]) == (1, 1, 0, -1.0)
    assert (threat["first_day"], threat["last_day"], threat["statement_count"]) == ("2020-06-04", "2020-06-04", 1)
    more = signed_network(graph, ["actual", "announced", "possible"])
    assert more.edges[BASE + "per-moon-jae-in", SOUTH]["sign"] == 1
    assert more.edges[NORTH, SOUTH]["material_conflict"] == 1


def test_balance_weighs_both() -> None:
    graph = KnowledgeGraph(generated_news(400))
    network = signed_network(graph, ["actual", "announced"])
    mixed = [d for *_, d in network.edges(data=True) if d["cooperation"] and d["conflict"]]
    assert mixed
    for d in mixed:
        assert d["event_count"] == len(d["events"]) == d["cooperation"] + d["conflict"]
        assert d["balance"] == pytest.approx((d["cooperation"] - d["conflict"]) / d["event_count"], abs=1e-4)
        assert -1 < d["balance"] < 1
        assert d["sign"] == (d["balance"] > 0) - (d["balance"] < 0)


def test_what_surrounds_somebody(graph: KnowledgeGraph) -> None:
    near = ego_network(graph, "kim jong un")
    assert {graph.name(n) for n in near} == {"Kim Jong Un", "North Korea", "Kim Yo Jong"}
    assert {graph.name(n) for n in ego_network(graph, NORTH, radius=0)} == {"North Korea"}
    wider = ego_network(graph, "Kim Jong Un", facts_only=False)
    assert "Moon Jae In" in {graph.name(n) for n in wider}
    farther = ego_network(graph, "Kim Jong Un", radius=2)
    assert set(near) < set(farther)


def test_what_surrounds_somebody_in_a_time(graph: KnowledgeGraph) -> None:
    late = ego_network(graph, NORTH, start=date(2020, 6, 10))
    assert [(graph.name(a), graph.name(b), key) for a, b, key in late.edges(keys=True)] == [
        ("North Korea", "border telephone line", "severs")
    ]
    assert late.edges[NORTH, LINE, "severs"]["first_reported"] == "2020-06-09"
    assert ego_network(graph, NORTH, end=date(2020, 6, 8)).number_of_edges() == 0
    assert ego_network(graph, NORTH, end=date(2020, 6, 9)).number_of_edges() > 1
    threats = ego_network(graph, SOUTH, start=date(2020, 6, 4), end=date(2020, 6, 4), day_of="happened")
    assert [key for *_, key in threats.edges(keys=True)] == ["threatens"]
    with pytest.raises(ConfigError, match="is after the last"):
        ego_network(graph, NORTH, start=date(2021, 1, 1), end=date(2020, 1, 1))


def test_names_that_are_nobodys_or_several_peoples(graph: KnowledgeGraph) -> None:
    with pytest.raises(ConfigError, match="nobody and nothing called 'Zorro'"):
        ego_network(graph, "Zorro")
    generated = KnowledgeGraph(generated_news(300))
    names = [e.name for e in generated.entities.values() if e.cls == "Person" and "official" not in e.id]
    twice = next(n for n in names if names.count(n) > 1)
    with pytest.raises(ConfigError, match=f"several are called '{twice}': .*per-000, .*per-001"):
        ego_network(generated, twice)


def test_the_same_from_wherever_it_is_kept(tmp_path: Path) -> None:
    found = tuple(generated_news(60))
    with OxigraphStore(tmp_path / "graph") as store:
        store.write(found)
        from_open_store = kg.read(store)
    with JsonlStore(tmp_path / "all.jsonl") as lines:
        lines.write(found)
    built = KnowledgeGraph(reversed(found))
    for other in (from_open_store, kg.read(tmp_path / "graph"), kg.read(str(tmp_path / "all.jsonl"))):
        for view in (KnowledgeGraph.to_networkx, fact_view, status_view, event_view, quotation_network, signed_network):
            assert graphs_equal(view(other), view(built)), view
            assert list(view(other)) == list(view(built)), view


def test_a_store_keeps_its_licence(tmp_path: Path) -> None:
    with OxigraphStore(tmp_path / "graph", licence="strict") as store:
        store.write([first_report()])
    assert not fact_view(kg.read(tmp_path / "graph")).has_edge(NORTH, LINE)
    assert fact_view(kg.read(tmp_path / "graph", licence="default")).has_edge(NORTH, LINE)


def test_reading_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"there is no graph at .*nothing"):
        kg.read(tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()
    (tmp_path / "poem.jsonl").write_text("roses\n", "utf-8")
    with pytest.raises(InterchangeError, match=r"poem.jsonl, line 1"):
        kg.read(tmp_path / "poem.jsonl")


def test_views_are_written_by_networkx(graph: KnowledgeGraph, tmp_path: Path) -> None:
    for number, view in enumerate((fact_view(graph), signed_network(graph), quotation_network(graph))):
        text = nx.node_link_graph(nx.node_link_data(view, edges="edges"), edges="edges")
        assert graphs_equal(text, view), number
        nx.write_graphml(flattened(view), tmp_path / "view.graphml")
        read = nx.read_graphml(tmp_path / "view.graphml", force_multigraph=view.is_multigraph())
        assert read.graph.pop("node_default") == read.graph.pop("edge_default") == {}
        assert graphs_equal(read, flattened(view)), number
    assert fact_view(graph).edges[NORTH, LINE, "severs"]["statement_count"] == 2
    assert flattened(fact_view(graph)).edges[NORTH, LINE, "severs"]["statuses"] == "actual; announced"


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(corpus=corpora())
def test_views_of_anything_are_the_same_from_a_store(corpus: tuple[Extraction, ...]) -> None:
    built = KnowledgeGraph(map(canonical, corpus))
    with OxigraphStore() as store:
        store.write(corpus)
        stored = kg.read(store)
    for view in (KnowledgeGraph.to_networkx, fact_view, status_view, event_view, quotation_network, signed_network):
        assert graphs_equal(view(stored), view(built)), view

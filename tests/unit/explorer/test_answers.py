"""What the explorer answers about a small graph whose every statement is known."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from example_corpus import reports

from kg.errors import ConfigError, StoreError
from kg.explorer.exporting import edges_csv, statements_csv, to_cypher, to_turtle
from kg.explorer.places import located
from kg.explorer.results import Filter
from kg.explorer.service import Explorer
from loaders.rdf_store import OxigraphStore


@pytest.fixture(scope="module")
def explorer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Explorer]:
    path = tmp_path_factory.mktemp("explored") / "graph"
    with OxigraphStore(path) as store:
        store.write(reports())
    with Explorer(path) as found:
        yield found


def the(explorer: Explorer, name: str) -> str:
    return explorer.search(name)[0].id


def test_search_knows_the_beginning_of_each_word_and_every_name(explorer: Explorer) -> None:
    assert [h.name for h in explorer.search("kim jo yo")] == ["Kim Yo Jong"]
    assert explorer.search("kcna")[0].name == "Korean Central News Agency"
    assert explorer.search("KIM")[0].name in {"Kim Jong Un", "Kim Yo Jong"}
    assert [h.cls for h in explorer.search("korea", classes=["MediaOrganization"])] == ["MediaOrganization"]
    assert explorer.search("") == explorer.search('" OR *') == explorer.search("nobody of this name") == ()


def test_a_name_that_is_the_text_comes_first(explorer: Explorer) -> None:
    assert explorer.search("South Korea")[0].name == "South Korea"


def test_neighbours_hold_every_status_and_the_filter_bounds_it(explorer: Explorer) -> None:
    north = the(explorer, "North Korea")
    found = explorer.neighbours([north])
    named = {n.id: n.name for n in found.nodes}
    told = {(named[e.subject], e.predicate, named[e.object]): e for e in found.edges}
    assert told["North Korea", "terminates", "Morning Park"].status == "threatened"
    assert not told["North Korea", "terminates", "Morning Park"].plain
    assert told["Kim Jong Un", "leads", "North Korea"].plain
    only = explorer.neighbours([north], Filter(statuses=("threatened",)))
    assert {e.status for e in only.edges} == {"threatened"}
    late = explorer.neighbours([north], Filter(first="2020-06-10"))
    assert {e.predicate for e in late.edges} == {"severs"}
    assert explorer.neighbours([north], Filter(predicates=("leads",))).edges[0].predicate == "leads"


def test_a_hidden_neighbour_is_counted(explorer: Explorer) -> None:
    found = explorer.neighbours([the(explorer, "South Korea")], limit=2)
    assert found.more > 0


def test_a_contested_edge_shows_both_sides(explorer: Explorer) -> None:
    number = explorer.edge_between(the(explorer, "South Korea"), "sends", the(explorer, "drones"))
    assert number is not None
    page = explorer.edge(number)
    assert page is not None
    assert page.edge.status == "contested"
    assert not page.edge.plain
    assert {(s.polarity, s.sources[0].name) for s in page.statements} == {
        ("positive", "Korean Central News Agency"),
        ("negative", "South Korea"),
    }


def test_the_evidence_marks_who_did_what_and_who_says_so(explorer: Explorer) -> None:
    said = explorer.statements(Filter(predicates=("supervises",))).items[0]
    found = explorer.evidence(said.id)
    assert found is not None
    assert "".join(p.text for p in found.pieces) == said.quote
    marked = {kind: p.text for p in found.pieces for kind in p.kinds}
    assert marked["predicate"] == "now oversees"
    assert marked["reporting words"] in ("said", "quoting")
    assert found.means["subject"] == "Kim Yo Jong"
    assert [x.name for x in said.sources] == ["Korean Central News Agency", "party spokesman"]
    assert found.before
    assert found.after
    assert explorer.evidence("urn:nothing") is None


def test_pages_of_statements_hold_each_once(explorer: Explorer) -> None:
    ids, offset = [], 0
    while True:
        page = explorer.statements(offset=offset, limit=5)
        ids += [s.id for s in page.items]
        if page.next is None:
            break
        offset = page.next
    assert len(ids) == len(set(ids)) == explorer.overview().counts["statements"]


def test_statements_are_found_by_who_says_them_and_whom_they_are_about(explorer: Explorer) -> None:
    kcna = the(explorer, "Korean Central News Agency")
    assert {s.predicate for s in explorer.statements(said_by=kcna).items} >= {"severs", "supervises"}
    moon = the(explorer, "Moon Jae In")
    assert all("Moon Jae In" in (s.subject, s.object) for s in explorer.statements(about=moon).items)
    assert explorer.statements(Filter(first="2030-01-01")).items == ()


def test_the_timeline_has_the_days_of_the_events(explorer: Explorer) -> None:
    page = explorer.timeline()
    assert [(e.first, e.cls) for e in page.items] == [("2020-06-04", "Threaten"), ("2020-06-08", "Protest")]
    assert explorer.timeline(Filter(last="2020-06-05")).items == page.items[:1]
    assert [c.number for c in explorer.months()] == [2]
    about = explorer.timeline(about=the(explorer, "Kim Yo Jong"), dated=False)
    assert [e.cls for e in about.items] == ["Threaten"]
    assert {n.name for n in about.items[0].roles["actor"]} == {"Kim Yo Jong"}


def test_one_event_is_shown_as_each_outlet_tells_it(explorer: Explorer) -> None:
    cuts = explorer.timeline(Filter(classes=("Sanction",)), dated=False).items
    assert len(cuts) == 2
    found = explorer.versions(cuts[0].id)
    assert found is not None
    assert cuts[0].id in {t.event.id for t in found.tellings}
    assert explorer.versions("urn:nothing") is None


def test_an_article_stands_with_its_statements_over_its_sentences(explorer: Explorer) -> None:
    card = explorer.articles().items[-1]
    page = explorer.article(card.id)
    assert page is not None
    assert not page.whole
    assert {i for p in page.pieces for i in p.ids if "/st-" in i} == {s.id for s in page.statements}
    assert {n.name for n in page.entities} >= {"Kim Yo Jong", "Morning Park"}
    assert explorer.article("urn:nothing") is None


def test_who_quotes_whom(explorer: Explorer) -> None:
    quoted = {q.speaker.name: q.statements for q in explorer.quotations().items}
    assert quoted["Yonhap"] == 2
    assert quoted["Korean Central News Agency"] == 4


def test_places_are_those_that_a_name_leaves_no_doubt_of(explorer: Explorer) -> None:
    found = {p.node.name: (round(p.latitude), round(p.longitude)) for p in explorer.places()}
    assert found["South Korea"] == (38, 127)
    assert found["Pyongyang"] == (39, 126)
    assert "Morning Park" not in found
    card = explorer.entity(the(explorer, "Pyongyang"))
    assert card is not None
    assert round(card.latitude or 0) == 39


@pytest.mark.parametrize(("name", "cls", "countries", "code"), [
    ("Paris", "", (), "FR"), ("Georgia", "Country", (), "GE"), ("Cambridge", "", (), None),
    ("Cambridge", "", ("United Kingdom",), "GB"), ("Paris", "", ("Japan",), None), ("Nowhere", "", (), None),
])  # fmt: skip
def test_where_a_name_is(name: str, cls: str, countries: tuple[str, ...], code: str | None) -> None:
    spot = located(name, cls, countries)
    assert (spot.country if spot else None) == code


def test_only_facts_leave_as_plain_triples(explorer: Explorer) -> None:
    found = explorer.neighbours([the(explorer, "North Korea"), the(explorer, "South Korea")])
    turtle = to_turtle(found, explorer.prefixes)
    assert "nkg:leads" in turtle
    assert "nkg:terminates" not in turtle
    assert turtle.count("skos:prefLabel") == len(found.nodes)
    cypher = to_cypher(found)
    assert cypher.count(":FACT") == sum(e.plain for e in found.edges)
    assert cypher.count(":CLAIM") == sum(not e.plain for e in found.edges)
    assert len(edges_csv(found).splitlines()) == 1 + len(found.edges)
    assert "threatened" in statements_csv(explorer.statements().items)


def test_sparql_reads_and_reaches_nothing_else(explorer: Explorer) -> None:
    reply = explorer.sparql("SELECT ?a { ?a nkg:leads ?b }")
    assert reply.status == 200
    assert b"per-kim-jong-un" in reply.body
    assert explorer.sparql("SELECT * { SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }").status == 400
    assert explorer.sparql("INSERT DATA { <urn:a> <urn:b> <urn:c> }").status == 400
    assert explorer.sparql("SELECT * { ?a ?b ?c }", most=100).status == 413


def test_an_explorer_that_only_reads_changes_nothing(explorer: Explorer) -> None:
    said = explorer.statements(limit=1).items[0]
    with pytest.raises(ConfigError, match="--curate"):
        explorer.mark_wrong(said.id)
    with pytest.raises(StoreError, match="no graph"):
        Explorer(explorer.path.parent / "none")

"""Which edges exist and with which status."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from example_corpus import Draft, first_report, reports
from hypothesis import given
from hypothesis import strategies as st

from kg.facts import EDGE_STATUSES, Voice, claim_of, facts, verdict
from kg.graph import KnowledgeGraph
from ontology import FACT_MODALITIES, MODALITIES

ASSERTED = Voice("asserted", "positive", True)
ANNOUNCED = Voice("announced", "positive", True)
UNSURE = Voice("asserted", "positive", False)
DENIED = Voice("asserted", "negative", False)
THREATENED = Voice("threatened", "positive", False)
PLANNED = Voice("planned", "positive", False)
voices = st.builds(
    lambda m, p, sure: Voice(m, p, sure and m in FACT_MODALITIES and p == "positive"),
    st.sampled_from(MODALITIES), st.sampled_from(["positive", "negative"]), st.booleans(),
)  # fmt: skip


@pytest.mark.parametrize(
    ("heard", "status", "plain", "strictly"),
    [
        ([ASSERTED], "actual", True, True),
        ([ANNOUNCED], "announced", True, False),
        ([ANNOUNCED, ASSERTED], "actual", True, True),
        ([THREATENED], "threatened", False, False),
        ([THREATENED, PLANNED], "planned", False, False),
        ([THREATENED, ASSERTED], "actual", True, True),
        ([ASSERTED, DENIED], "contested", False, False),
        ([ANNOUNCED, DENIED], "contested", False, False),
        ([UNSURE], "uncertain", False, False),
        ([UNSURE, THREATENED], "threatened", False, False),
        ([UNSURE, DENIED], "contested", False, False),
        ([DENIED], "negated", False, False),
        ([DENIED, PLANNED], "planned", False, False),
        ([Voice("possible", "negative", False)], "negated", False, False),
        ([Voice("planned", "negative", False), ASSERTED], "actual", True, True),
    ],
)
def test_verdicts(heard: list[Voice], status: str, plain: bool, strictly: bool) -> None:
    for order in itertools.permutations(heard):
        assert verdict(order) == (status, plain)
        assert verdict(order, "strict").plain is strictly


@given(heard=st.lists(voices, min_size=1, max_size=6), licence=st.sampled_from(["default", "strict"]))
def test_a_plain_edge_is_licensed_and_denied_by_nobody(heard: list[Voice], licence: str) -> None:
    found = verdict(heard, licence)  # type: ignore[arg-type]
    assert found.status in EDGE_STATUSES
    if found.plain:
        assert any(v.licensed and (licence == "default" or v.modality == "asserted") for v in heard)
        assert not any(v.modality == "asserted" and v.polarity == "negative" for v in heard)


@given(heard=st.lists(voices, min_size=1, max_size=4))
def test_a_literal_is_never_an_edge(heard: list[Voice]) -> None:
    assert not verdict(heard, literal=True).plain


def test_a_denial_of_the_reverse_contests_a_symmetric_claim() -> None:
    x = first_report()
    said = next(s for s in x.statements if s.predicate == "siblingOf")
    denial = replace(
        said, id=said.id + "0", subject=said.object, object=said.subject, polarity="negative", licensed=False
    )
    (fact,) = facts([said, denial])
    assert (fact.status, fact.plain, fact.support, fact.denials) == ("contested", False, 1, 1)
    assert (fact.subject, fact.object) == (said.subject, said.object), "as it was said"
    assert claim_of(said) == claim_of(denial) == fact.claim


def test_a_relation_of_a_thing_with_itself_and_a_role_are_no_claims() -> None:
    said = first_report().statements[0]
    assert claim_of(replace(said, object=said.subject)) is None
    assert claim_of(replace(said, predicate="theme")) is None


def test_what_a_fact_rests_on() -> None:
    graph = KnowledgeGraph(reports())
    march = next(f for f in graph.facts() if f.predicate == "protestsAgainst")
    assert (march.status, march.plain, march.support, march.attributed) == ("actual", True, 2, True)
    assert [graph.name(s) for s in march.sources] == ["Korean Central News Agency", "Yonhap"]
    assert len(march.articles) == len(march.statements) == 2
    drones = next(f for f in graph.facts("contested"))
    assert [graph.name(s) for s in drones.denied_by] == ["South Korea"]
    severed = next(f for f in graph.facts() if f.predicate == "severs")
    assert (severed.status, severed.statuses, severed.predicate_text) == ("actual", ("actual", "announced"), "has cut")


def test_strict_licence_keeps_announced_acts_apart() -> None:
    loose = {f.predicate: f.plain for f in KnowledgeGraph([first_report()])}
    strict = {f.predicate: (f.status, f.plain) for f in KnowledgeGraph([first_report()], licence="strict")}
    assert loose["severs"] is True
    assert strict["severs"] == ("announced", False)


def test_the_graph_counts_and_names() -> None:
    graph = KnowledgeGraph(reports())
    assert (len(graph.articles), len(graph.statements), len(graph.events)) == (2, 22, 7)
    assert repr(graph) == (
        "<KnowledgeGraph: 2 articles, 19 entities, 7 events, 22 statements, 12 facts, 7 other claims>"
    )
    rows = graph.triples()
    assert rows[0][:4] == ("students", "protestsAgainst", "activists", "actual")
    assert ("activists", "against", "leaflets", "uncertain") in {r[:4] for r in rows}
    assert "<td>border telephone line</td>" in graph._repr_html_()
    assert graph.name("urn:unknown") == "urn:unknown"


def test_an_article_given_twice_counts_once() -> None:
    assert len(KnowledgeGraph([*reports(), *reports()]).statements) == 22


def test_names_of_several_articles_are_joined() -> None:
    one, other = (
        Draft(text="ADA LOWE ran.", published=first_report().article.published),
        Draft(  # type: ignore[arg-type]
            text="Ms Lowe and Ada Lowe ran.",
            published=first_report().article.published,  # type: ignore[arg-type]
        ),
    )
    one.entity("a", "Person", "ADA LOWE", "ADA LOWE")
    other.entity("a", "Person", "Ada Lowe", "Ms Lowe", "Ada Lowe", same_as="Q1")
    (entity,) = KnowledgeGraph([one.done(), other.done()]).entities.values()
    assert (entity.name, entity.aliases, len(entity.mentions)) == ("Ada Lowe", ("ADA LOWE", "Ms Lowe"), 3)
    assert entity.same_as == ("http://www.wikidata.org/entity/Q1",)

"""The shapes hold on what is written, and catch what must never be in a graph."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from example_corpus import reports
from pyoxigraph import NamedNode, Quad
from pyshacl import validate
from rdflib import OWL, RDF, SH, SKOS, XSD, Graph, Literal, Namespace, URIRef

from loaders._validation import report_of
from loaders.rdf_files import export
from loaders.rdf_store import OxigraphStore
from ontology import namespace, resource

NKG, KG = Namespace(namespace()), Namespace("https://w3id.org/triplewire/id/")
PROV, SCHEMA = Namespace("http://www.w3.org/ns/prov#"), Namespace("https://schema.org/")
NORTH, SOUTH, PARK = KG["loc-north-korea"], KG["loc-south-korea"], KG["loc-morning-park"]
Change = Callable[[Graph], object]


@cache
def turtle(name: str) -> Graph:
    return Graph().parse(data=resource(name).read_text("utf-8"), format="turtle")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("shapes") / "graph.ttl"
    with OxigraphStore() as store:
        store.write(reports())
        export(store, path)
    return path.read_text("utf-8")


def report(text: str, change: Change = lambda graph: None, shape: str = "") -> tuple[bool, str]:
    graph = Graph().parse(data=text, format="turtle")
    change(graph)
    only = {"use_shapes": [f"https://w3id.org/triplewire/shapes#{shape}"]} if shape else {}
    conforms, _, words = validate(
        graph + turtle("news-kg.ttl"), shacl_graph=turtle("shapes.ttl"), advanced=True, **only
    )
    return bool(conforms), str(words)


def statement(graph: Graph, predicate: str, modality: str = "asserted") -> URIRef:
    found = graph.query(
        "SELECT ?s { ?s rdf:predicate ?p ; nkg:modality ?m } ORDER BY ?s",
        initNs={"nkg": NKG},
        initBindings={"p": NKG[predicate], "m": NKG[modality]},
    )
    node = next(iter(found))[0]  # type: ignore[index]
    assert isinstance(node, URIRef)
    return node


def event(graph: Graph, cls: str) -> URIRef:
    node = next(graph.subjects(NKG.eventType, NKG[cls]))
    assert isinstance(node, URIRef)
    return node


def one(graph: Graph, cls: str) -> URIRef:
    node = min(graph.subjects(RDF.type, NKG[cls]))
    assert isinstance(node, URIRef)
    return node


def test_what_is_written_conforms(written: str) -> None:
    conforms, words = report(written)
    assert conforms, words


FAULTS: dict[tuple[str, str], Change] = {
    ("a threat as a plain triple", "PlainEdge"): lambda g: g.add((NORTH, NKG.terminates, PARK)),
    ("a denied claim as a plain triple", "PlainEdge"): lambda g: g.add((SOUTH, NKG.sends, KG["thg-drones"])),
    ("a possible meeting as a plain triple", "PlainEdge"): lambda g: g.add(
        (KG["per-kim-jong-un"], NKG.meetsWith, KG["per-moon-jae-in"])
    ),
    ("an unsure statement as a plain triple", "PlainEdge"): lambda g: g.add(
        (KG["grp-activists"], NKG.related, KG["thg-leaflets"])
    ),
    ("a licensed threat", "Factuality"): lambda g: g.set(
        (statement(g, "terminates", "threatened"), NKG.licensed, Literal(True))
    ),
    ("no modality", "Factuality"): lambda g: g.remove((statement(g, "leads"), NKG.modality, None)),
    ("a modality that is none", "Factuality"): lambda g: g.set((statement(g, "leads"), NKG.modality, NKG.rumoured)),
    ("two objects", "StatementContent"): lambda g: g.add((statement(g, "leads"), RDF.object, PARK)),
    ("an unknown predicate", "StatementContent"): lambda g: g.set((statement(g, "leads"), RDF.predicate, NKG.adores)),
    ("shifted offsets", "Grounding"): lambda g: g.set((statement(g, "leads"), NKG.end, Literal(4))),
    ("an end past the text", "Grounding"): lambda g: g.set((one(g, "Article"), NKG.textLength, Literal(20))),
    ("no quotation", "Grounding"): lambda g: g.remove((statement(g, "leads"), NKG.quote, None)),
    ("no spans", "Sentence"): lambda g: g.remove((statement(g, "leads"), NKG.spans, None)),
    ("confidence above one", "Provenance"): lambda g: g.set(
        (statement(g, "leads"), NKG.confidence, Literal("1.5", datatype=XSD.decimal))
    ),
    ("no extractor", "Provenance"): lambda g: g.remove((statement(g, "leads"), PROV.wasGeneratedBy, None)),
    ("a run without a version", "Run"): lambda g: g.remove((one(g, "Extraction"), NKG.extractorVersion, None)),
    ("a chain that begins with 2", "ChainNumbers"): lambda g: g.set(
        (one(g, "Attribution"), NKG.chainOrder, Literal(2))
    ),
    ("a place as a sibling", "DomainRange"): lambda g: g.set((statement(g, "siblingOf"), RDF.object, PARK)),
    ("a statement of a thing with itself", "DomainRange"): lambda g: g.set(
        (statement(g, "leads"), RDF.object, KG["per-kim-jong-un"])
    ),
    ("an unreal event typed as real", "EventStatus"): lambda g: g.add((event(g, "Terminate"), RDF.type, NKG.Event)),
    ("an event without a status", "EventStatus"): lambda g: g.remove((event(g, "Terminate"), NKG.status, None)),
    ("an event that no words name", "EventStatus"): lambda g: g.remove((None, NKG.denotes, event(g, "Terminate"))),
    ("an end before the start", "Time"): lambda g: g.set(
        (event(g, "Protest"), NKG.endDate, Literal("2001-01-01", datatype=XSD.date))
    ),
    ("two names", "EntityIdentity"): lambda g: g.add((NORTH, SKOS.prefLabel, Literal("The North", lang="en"))),
    ("two entities of one Wikidata item", "EntityIdentity"): lambda g: g.add(
        (PARK, OWL.sameAs, g.value(NORTH, OWL.sameAs))
    ),  # type: ignore[arg-type]
    ("an entity with an abstract class alone", "EntityIdentity"): lambda g: g.add((KG["thg-x"], RDF.type, NKG.Entity)),
    ("an article without its hash", "ArticleShape"): lambda g: g.remove((one(g, "Article"), NKG.textSha256, None)),
    ("an article in another language", "ArticleShape"): lambda g: g.set(
        (one(g, "Article"), SCHEMA.inLanguage, Literal("de"))
    ),
    ("a profile of nothing", "ProfileShape"): lambda g: g.remove((one(g, "Profile"), NKG.profileOf, None)),
    ("a statement under another's claim", "Claim"): lambda g: g.set(
        (statement(g, "siblingOf"), NKG.proposition, g.value(statement(g, "leads"), NKG.proposition))  # type: ignore[arg-type]
    ),
}


@pytest.mark.parametrize(("fault", "shape"), FAULTS)
def test_a_seeded_fault_is_caught(written: str, fault: str, shape: str) -> None:
    conforms, _ = report(written, FAULTS[fault, shape], shape)
    assert not conforms


@pytest.mark.parametrize(("fault", "shape"), FAULTS)
def test_a_seeded_fault_is_found_by_the_store(written: str, fault: str, shape: str, tmp_path: Path) -> None:
    graph = Graph().parse(data=written, format="turtle")
    FAULTS[fault, shape](graph)
    graph.serialize(tmp_path / "faulty.nt", format="nt", encoding="utf-8")
    with OxigraphStore.of_file(tmp_path / "faulty.nt") as store:
        found = [f for _, _, some in store.findings() for f in some]
    assert shape in {f.shape for f in found if f.severity == "Violation"}, found


def test_a_store_is_checked_article_by_article() -> None:
    with OxigraphStore() as store:
        store.write(reports())
        parts = list(store.findings())
        assert [(done, total) for done, total, _ in parts] == [(1, 2), (2, 2), (2, 2)]
        assert not [f for _, _, some in parts for f in some if f.severity == "Violation"]
        assert [total for _, total, _ in store.findings(sample=1)] == [1, 1]


def test_a_plain_triple_that_nothing_licenses_is_found_in_the_facts() -> None:
    with OxigraphStore() as store:
        store.write(reports())
        threat = Quad(*(NamedNode(str(t)) for t in (NORTH, NKG.terminates, PARK)), store.graphs.facts)
        store._data.add(threat)
        found = [f for _, _, some in store.findings() for f in some if f.severity == "Violation"]
        assert [(f.shape, f.focus, f.path, f.value) for f in found] == [
            ("PlainEdge", str(NORTH), str(NKG.terminates), str(PARK))
        ]
        words = report_of(found)
    read = Graph().parse(data=words, format="turtle")
    assert (None, SH.focusNode, NORTH) in read
    assert (None, SH.conforms, Literal(False)) in read

"""Terms of the user's own beside ours: lookups, names, copies, and what a store keeps."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest
from own_vocabulary import Written

from kg.config import Config
from kg.errors import OntologyFileError
from kg.vocabulary import Vocabulary, load_vocabulary
from kg.vocabulary.writing import parse_extension, read_extension, to_turtle
from loaders._neo4j_schema import all_view_types, labels_text
from ontology import (
    active,
    classes,
    enter,
    is_a,
    is_own,
    relation,
    relations,
    superclasses,
    term_iri,
    term_name,
    using,
)
from ontology.extension import RESERVED_LABELS

RICH = """\
e:Thing a owl:Class ; rdfs:subClassOf nkg:Artifact , nkg:Concept ; rdfs:label "thing of ours"@en .
e:Firm a owl:Class ; owl:equivalentClass nkg:Company .
e:near a owl:ObjectProperty , owl:SymmetricProperty , owl:TransitiveProperty ; rdfs:label "near to" ;
  nkg:kind "static" ; rdfs:domain e:Thing , nkg:Place ; rdfs:range [ owl:unionOf ( e:Thing e:Firm ) ] ;
  skos:example "a \\"thing\\" near [a] and [b]"@en ; rdfs:subPropertyOf nkg:locatedIn .
e:touches a owl:ObjectProperty ; rdfs:label "touches" ; rdfs:subPropertyOf e:near ; nkg:neo4jType "TOUCHED_2" .
"""


def test_own_terms_are_known_within_and_not_outside(company_news: Vocabulary) -> None:
    before = dict(relations()), dict(classes())
    with using(company_news.extension):
        assert relation("supplies").neo4j_type == "SUPPLIES"
        assert superclasses("Component") == ("Product", "Artifact", "Entity")
        assert is_a("Component", "Artifact") and not is_a("Component", "Company")
        assert term_iri("supplies") == "https://example.org/company#supplies"
        assert term_name("https://example.org/company#supplies") == "supplies"
        assert term_name(term_iri("leads")) == "leads"
        assert is_own("supplies") and not is_own("leads")
        assert set(relations()) > set(before[0])
    assert active() is None
    assert (dict(relations()), dict(classes())) == before
    with pytest.raises(LookupError, match="no relation 'supplies'"):
        relation("supplies")
    with pytest.raises(LookupError, match="no class 'Component'"):
        is_a("Component", "Artifact")


def test_one_name_in_two_ontologies(written: Written) -> None:
    things = load_vocabulary(written("e:Gear a owl:Class ; rdfs:subClassOf nkg:Artifact .\n", "a.ttl")).extension
    groups = load_vocabulary(written("e:Gear a owl:Class ; rdfs:subClassOf nkg:Group .\n", "b.ttl")).extension
    for _ in range(2):
        with using(things):
            assert is_a("Gear", "Artifact") and not is_a("Gear", "Group")
            with using(groups):
                assert is_a("Gear", "Group") and not is_a("Gear", "Artifact")
            assert is_a("Gear", "Artifact") and not is_a("Gear", "Group")


def test_another_thread_knows_ours_alone(company_news: Vocabulary) -> None:
    seen: list[bool] = []
    with using(company_news.extension):
        thread = Thread(target=lambda: seen.append("supplies" in relations()))
        thread.start()
        thread.join()
        assert "supplies" in relations()
    assert seen == [False]


def test_what_is_entered_stays(company_news: Vocabulary) -> None:
    with using(None):
        enter(company_news.extension)
        assert "supplies" in relations()
    assert "supplies" not in relations()


def test_replacing_leaves_open_triples_and_classes(written: Written) -> None:
    own = load_vocabulary(written(RICH), replace=True).extension
    with using(own):
        assert set(relations()) == {"near", "touches", "related"}
        assert relation("near").parents == ()
        assert "Company" in classes()


@pytest.mark.parametrize("replace", [False, True])
def test_an_extension_is_written_and_read_back(replace: bool, written: Written, tmp_path: Path) -> None:
    own = load_vocabulary(written(RICH), replace=replace).extension
    path = tmp_path / "kept.ttl"
    path.write_text(to_turtle(own), "utf-8")
    again = read_extension(path)
    assert again == own
    assert (again.classes, again.relations, again.iris, again.prefixes) == (
        own.classes, own.relations, own.iris, own.prefixes,
    )  # fmt: skip
    assert to_turtle(again) == to_turtle(own)


def test_what_the_file_says_is_understood(written: Written) -> None:
    near, touches = load_vocabulary(written(RICH)).extension.relations
    assert (near.symmetric, near.transitive, near.kind) == (True, True, "static")
    assert (near.domain, near.range) == (("Place", "Thing"), ("Company", "Thing"))
    assert (near.neo4j_type, touches.neo4j_type) == ("NEAR", "TOUCHED_2")
    assert (near.parents, touches.parents, touches.kind) == (("locatedIn",), ("near",), "state")


def test_a_damaged_text_is_refused() -> None:
    with pytest.raises(OntologyFileError, match="the database, line 1: no Turtle"):
        parse_extension("nothing", "the database")


def test_equal_files_give_equal_vocabularies_in_every_process(company_news: Vocabulary) -> None:
    again = pickle.loads(pickle.dumps(Config(vocabulary=company_news)))
    assert again == Config(vocabulary=company_news)
    assert hash(again) == hash(Config(vocabulary=company_news))
    assert again.vocabulary.extension.relations == company_news.extension.relations


def test_neo4j_sees_names_of_the_closed_lists_alone(company_news: Vocabulary) -> None:
    with pytest.raises(LookupError):
        labels_text(["Component"])
    with using(company_news.extension):
        assert labels_text(["Component"]) == ":Component"
        assert "SUPPLIES" in all_view_types()
        with pytest.raises(LookupError):
            labels_text(["Widget"])
    with pytest.raises(LookupError):
        labels_text(["Component"])
    assert labels_text(sorted(RESERVED_LABELS))


def test_a_store_of_ours_needs_no_language_model() -> None:
    code = "import sys, loaders.rdf_store, kg.vocabulary.writing; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=120).returncode == 0

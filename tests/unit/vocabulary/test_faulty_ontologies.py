"""A faulty ontology is refused with file, line, reason, and what to do."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from conftest import FIRST, Written

from kg.errors import ConfigError, OntologyFileError
from kg.vocabulary import load_vocabulary
from ontology import relations

SUPPLIES = 'e:supplies a owl:ObjectProperty ; rdfs:label "supplies"@en .\n'

#: Text behind the prefixes, line counted from there, words of the message.
FAULTS = {
    "syntax": (f"{SUPPLIES}e:makes a owl:ObjectProperty ;\n  rdfs:label ] .\n", 3, "no Turtle: objectList expected"),
    "unbound prefix": ("f:makes a owl:ObjectProperty .\n", 1, 'Prefix "f:" not bound'),
    "open text": ('e:makes rdfs:label "makes .\n', 1, "newline found in string literal"),
    "nothing in it": ('e:makes rdfs:label "makes" .\n', None, "declares no class and no relation"),
    "unknown domain": (
        f"{SUPPLIES}e:makes a owl:ObjectProperty ; rdfs:label \"makes\" ;\n  rdfs:domain e:Firm ;\n"
        "  rdfs:range nkg:Artifact .\n",
        3, "unknown class as rdfs:domain of e:makes: e:Firm; declare it, or use one of ours",
    ),
    "misspelt class of ours": (
        'e:makes a owl:ObjectProperty ; rdfs:label "makes" ;\n  rdfs:domain nkg:Compny .\n', 2,
        "nkg:Compny; did you mean nkg:Company?",
    ),
    "range of a union": (
        'e:makes a owl:ObjectProperty ; rdfs:label "makes" ;\n'
        "  rdfs:range [ a owl:Class ; owl:unionOf ( nkg:Artifact e:Part ) ] .\n",
        2, "unknown class as rdfs:range of e:makes: e:Part",
    ),
    "literal range": (
        'e:made a owl:ObjectProperty ; rdfs:label "made in" ; rdfs:range xsd:gYear .\n', 1, "is no class of entities",
    ),
    "an expression that is no union": (
        'e:makes a owl:ObjectProperty ; rdfs:label "makes" ;\n  rdfs:range [ owl:complementOf nkg:Person ] .\n', 1,
        "the rdfs:range of e:makes is no class of entities",
    ),
    "name of a role": ('e:theme a owl:ObjectProperty ; rdfs:label "theme" .\n', 1, "the name of our role theme"),
    "no label": (f"{SUPPLIES}\ne:makes a owl:ObjectProperty .\n", 3, "e:makes has no rdfs:label in English"),
    "label in another language": (
        'e:makes a owl:ObjectProperty ; rdfs:label "stellt her"@de .\n', 1, "no rdfs:label in English",
    ),
    "declared twice": (f"{SUPPLIES}# again\n{SUPPLIES}", 3, "e:supplies is declared twice; it is there in line"),
    "one name, two terms": (
        f'{SUPPLIES}<https://example.org/other#supplies> a owl:ObjectProperty ; rdfs:label "supplies" .\n', 2,
        "<https://example.org/other#supplies> has the name of e:supplies",
    ),
    "name of a relation of ours": (
        'e:owns a owl:ObjectProperty ; rdfs:label "owns" .\n', 1, "e:owns has the name of our relation owns",
    ),
    "name of a class of ours": (
        'e:Company a owl:Class ; rdfs:subClassOf nkg:Organization .\n', 1, "owl:equivalentClass nkg:Company",
    ),
    "cycle": (
        f"{SUPPLIES}e:A a owl:Class ; rdfs:subClassOf e:B .\ne:B a owl:Class ;\n  rdfs:subClassOf e:C .\n"
        "e:C a owl:Class ; rdfs:subClassOf e:A .\n",
        2, "e:A is a subclass of itself: e:A below e:B below e:C below e:A",
    ),
    "below itself": ("e:A a owl:Class ; rdfs:subClassOf e:A .\n", 1, "e:A below e:A"),
    "cycle of relations": (
        'e:a a owl:ObjectProperty ; rdfs:label "a" ; rdfs:subPropertyOf e:b .\n'
        'e:b a owl:ObjectProperty ; rdfs:label "b" ; rdfs:subPropertyOf e:a .\n',
        1, "e:a below e:b below e:a",
    ),
    "class below nothing": ("e:Product a owl:Class .\n", 1, "e:Product stands below no class"),
    "unknown superclass": (
        "e:Part a owl:Class ;\n  rdfs:subClassOf e:Prodct .\ne:Product a owl:Class ; rdfs:subClassOf nkg:Artifact .\n",
        2, "unknown superclass of e:Part: e:Prodct; did you mean e:Product?",
    ),
    "class of events": ("e:Merger a owl:Class ; rdfs:subClassOf nkg:Acquire .\n", 1, "which is no class of entities"),
    "new term in our namespace": (
        'nkg:supplies a owl:ObjectProperty ; rdfs:label "supplies" .\n'
        'e:makes a owl:ObjectProperty ; rdfs:label "makes" .\n',
        1, "nkg:supplies is no term of our ontology; give yours a namespace of its own",
    ),
    "unknown kind": (
        'e:makes a owl:ObjectProperty ; rdfs:label "makes" ;\n  nkg:kind "process" .\n', 2,
        "nkg:kind of e:makes is 'process'; known are state, action, static",
    ),
    "unsafe type": (
        'e:makes a owl:ObjectProperty ; rdfs:label "makes" ;\n  nkg:neo4jType "MAKES`]->() DELETE n //" .\n', 2,
        "it has capitals, digits and _ alone",
    ),
    "type of ours": (
        'e:makes a owl:ObjectProperty ; rdfs:label "makes" ; nkg:neo4jType "OWNS" .\n', 1,
        "e:makes would be OWNS in Neo4j, as is our owns",
    ),
    "type of the graph": (
        'e:denotes a owl:ObjectProperty ; rdfs:label "denotes" .\n', 1, "would be DENOTES in Neo4j, as is the graph",
    ),
    "unsafe name": (
        '<https://example.org/own#makes-and-sells> a owl:ObjectProperty ; rdfs:label "makes" .\n', 1,
        "a name begins with a letter",
    ),
    "no full IRI": ('<#makes> a owl:ObjectProperty ; rdfs:label "makes" .\n', 1, "has no full IRI"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_faulty_ontology_is_refused(name: str, written: Written) -> None:
    text, line, words = FAULTS[name]
    path = written(text)
    with pytest.raises(OntologyFileError) as caught:
        load_vocabulary(path)
    assert words in str(caught.value)
    assert caught.value.line == (0 if line is None else FIRST - 1 + line)
    assert str(caught.value).startswith(f"{path}, line {caught.value.line}: " if line else f"{path}: ")


def test_several_faults_are_counted(written: Written) -> None:
    path = written("e:Product a owl:Class .\ne:a a owl:ObjectProperty .\ne:b a owl:ObjectProperty .\n")
    with pytest.raises(OntologyFileError, match=rf"2 more faults, lines {FIRST + 1}, {FIRST + 2}"):
        load_vocabulary(path)


def test_of_many_faults_some_lines_are_named(written: Written) -> None:
    path = written("".join(f"e:A{n} a owl:Class .\n" for n in range(30)))
    with pytest.raises(OntologyFileError, match=rf"\(29 more faults, lines {FIRST + 1}, .*{FIRST + 8}, …\)$"):
        load_vocabulary(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OntologyFileError, match="cannot be read"):
        load_vocabulary(tmp_path / "none.ttl")


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_bytes("@prefix e: <https://example.org/own#> .\n# société\n".encode("latin-1"))
    with pytest.raises(OntologyFileError, match="line 2: is not UTF-8"):
        load_vocabulary(path)


def test_the_error_is_of_the_configuration_and_crosses_processes(written: Written) -> None:
    with pytest.raises(ConfigError) as caught:
        load_vocabulary(written("e:Product a owl:Class .\n"))
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.line, again.source) == (str(caught.value), FIRST, caught.value.source)


def test_names_of_ours_are_free_where_ours_are_replaced(written: Written) -> None:
    path = written('e:owns a owl:ObjectProperty ; rdfs:label "owns" .\n')
    found = load_vocabulary(path, replace=True).extension
    assert [r.name for r in found.relations] == ["owns"]
    assert dict(found.iris) == {"owns": "https://example.org/own#owns"}
    assert relations()["owns"].domain != ("Entity",), "outside of its use ours stay as they are"


def test_what_other_vocabularies_define_is_left_alone(written: Written) -> None:
    path = written(
        '@prefix schema: <https://schema.org/> .\n'
        'e:Product a owl:Class ; rdfs:subClassOf nkg:Artifact , schema:Product .\n'
        'e:made a owl:DatatypeProperty ; rdfs:range xsd:gYear .\n'
        'e:makes a owl:ObjectProperty ; rdfs:label "makes" ; rdfs:subPropertyOf schema:manufacturer .\n'
    )
    found = load_vocabulary(path).extension
    assert [(c.name, c.parents) for c in found.classes] == [("Product", ("Artifact",))]
    assert [(r.name, r.parents) for r in found.relations] == [("makes", ())]

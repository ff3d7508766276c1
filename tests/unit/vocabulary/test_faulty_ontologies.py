"""A faulty ontology is refused with file, line, reason, and what to do."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest
from own_vocabulary import COMPANY_NEWS, FIRST, Written

from kg.errors import ConfigError, OntologyFileError
from kg.vocabulary import load_vocabulary
from kg.vocabulary.writing import to_turtle
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
    "label of another": (
        f'{SUPPLIES}e:delivers a owl:ObjectProperty ; rdfs:label "delivers" ;\n  skos:altLabel "Supplies" .\n', 3,
        "e:delivers has the label of e:supplies, 'Supplies', so each text would tell both",
    ),
    "label of ours": (
        'e:has a owl:ObjectProperty ; rdfs:label "owns" .\n', 1, "or rdfs:subPropertyOf nkg:owns if it is a kind of it",
    ),
    "one label of two classes": (
        'e:A a owl:Class ; rdfs:subClassOf nkg:Artifact ; rdfs:label "gear" .\n'
        'e:B a owl:Class ; rdfs:subClassOf e:A ;\n  rdfs:label "Gears" .\n',
        3, "e:B is called 'gear', as is e:A; give it another",
    ),
    "label of a class of ours": (
        'e:Firm a owl:Class ; rdfs:subClassOf nkg:Organization ;\n  rdfs:label "Company"@en .\n', 2,
        "e:Firm is called 'company', as is nkg:Company; write owl:equivalentClass nkg:Company",
    ),
    "example without sides": (
        'e:makes a owl:ObjectProperty ; rdfs:label "makes" ;\n  skos:example "[Corvane] makes [gears]" ,\n'
        '    "Corvane makes gears"@en .\n',
        2, "the example 'Corvane makes gears' of e:makes: no side stands in brackets; mark subject and object alone",
    ),
    "example with three sides": (
        f'{SUPPLIES[:-2]}; skos:example "[A] supplies [B] and [C]" .\n', 1, "3 phrases stand in brackets",
    ),
    "example with one side twice": (
        f'{SUPPLIES[:-2]}; skos:example "[A](object) supplies [B](object)" .\n', 1, "both sides are the object",
    ),
    "example with an unknown side": (
        f'{SUPPLIES[:-2]}; skos:example "[A](subj) supplies [B]" .\n', 1, "(subj) is no side of a relation",
    ),
    "example with an open bracket": (
        f'{SUPPLIES[:-2]}; skos:example "[A supplies [B]" .\n', 1, "a bracket is left over",
    ),
    "example with empty brackets": (f'{SUPPLIES[:-2]}; skos:example "[] supplies [B]" .\n', 1, "brackets are empty"),
    "example of a class": (
        'e:A a owl:Class ; rdfs:subClassOf nkg:Artifact ; skos:example "the [gear]" .\n', 1,
        "the example 'the [gear]' of e:A: it has brackets; write the noun alone",
    ),
    "values for a relation": ('e:made a owl:DatatypeProperty ; rdfs:label "made" .\n', 1, "write owl:ObjectProperty"),
    "values that are entities": (
        f"{SUPPLIES}e:made a owl:DatatypeProperty ; rdfs:range nkg:Company .\n", 2, "e:made has a class as its range",
    ),
    "values and entities": (
        'e:made a owl:ObjectProperty ,\n  owl:DatatypeProperty ; rdfs:label "made" .\n', 2,
        "e:made is declared for entities and for values",
    ),
    "class and relation": (
        'e:x a owl:Class , owl:ObjectProperty ; rdfs:subClassOf nkg:Artifact ; rdfs:label "x" .\n', 1,
        "e:x is declared as a class and as a property",
    ),
    "relation as a domain": (f"{SUPPLIES[:-2]}; rdfs:domain e:supplies .\n", 1, "e:supplies; it is a relation"),
    "everything as a domain": (f"{SUPPLIES[:-2]}; rdfs:domain owl:Thing .\n", 1, "owl:Thing; write nkg:Entity"),
    "class above a relation": (f"{SUPPLIES[:-2]}; rdfs:subPropertyOf nkg:Company .\n", 1, "Company; it is a class"),
    "role above a relation": (f"{SUPPLIES[:-2]}; rdfs:subPropertyOf nkg:actor .\n", 1, "nkg:actor; it is a role"),
    "unknown relation above": (f"{SUPPLIES[:-2]}; rdfs:subPropertyOf e:sells .\n", 1, "unknown relation above of"),
    "text as a superclass": ('e:A a owl:Class ; rdfs:subClassOf "Artifact" .\n', 1, "is a text; write a class: nkg:"),
    "union without a list": (
        f"{SUPPLIES[:-2]}; rdfs:domain [ owl:unionOf nkg:Person ] .\n", 1, "is a union of no classes; list them",
    ),
    "same as no class of ours": (
        "e:Firm a owl:Class ; owl:equivalentClass nkg:Compani .\n", 1, "nkg:Compani; did you mean nkg:Company?",
    ),
    "same as a relation of ours": (
        'e:has a owl:ObjectProperty ; rdfs:label "has" ; owl:equivalentProperty nkg:owns .\n', 1,
        "e:has is said to be nkg:owns; use that one, or write rdfs:subPropertyOf",
    ),
    "two kinds": (f'{SUPPLIES[:-2]}; nkg:kind "state" , "action" .\n', 1, "nkg:kind of e:supplies is given twice"),
    "symmetric between unlike sides": (
        'e:leads2 a owl:ObjectProperty , owl:SymmetricProperty ; rdfs:label "steers" ;\n'
        "  rdfs:domain nkg:Person ; rdfs:range nkg:Company .\n",
        1, "e:leads2 is symmetric, but what may be its subject may never be its object",
    ),
    "class with a label in another language": (
        'e:Ding a owl:Class ; rdfs:subClassOf nkg:Artifact ;\n  rdfs:label "Ding"@de .\n', 2,
        "e:Ding has no rdfs:label in English",
    ),
    "label that is a template": (
        'e:a a owl:ObjectProperty ; rdfs:label "supplies {goods}" .\n', 1, "has brackets; they belong to examples",
    ),
    "label without words": ('e:a a owl:ObjectProperty ; rdfs:label "—" .\n', 1, "the label '—' of e:a has no word"),
    "misspelt type": (
        f'{SUPPLIES}e:b a owl:ObjectPropery ; rdfs:label "b" .\n', 2, "did you mean owl:ObjectProperty?",
    ),
    "misspelt label": ('e:b a owl:ObjectProperty ;\n  rdfs:lable "b" .\n', 2, "rdfs:lable is no term of that"),
    "misspelt example": (f'{SUPPLIES[:-2]}; skos:exmaple "x" .\n', 1, "did you mean skos:example?"),
    "misspelt property of ours": (
        f'{SUPPLIES[:-2]}; nkg:neo4jtype "SELLS" .\n', 1, "nkg:neo4jtype is no term of that vocabulary; did you mean",
    ),
    "term of another vocabulary": (
        'e:b a rdfs:Property ; rdfs:label "b" .\n', 1, "rdfs:Property is no term of that vocabulary; did you mean rdf",
    ),
    "wrong namespace of ours": (
        f"{SUPPLIES}@prefix k: <http://w3id.org/triplewire/ontology#> .\n"
        "e:B a owl:Class ; rdfs:subClassOf nkg:Artifact , k:Product .\n",
        2, "k: stands for <http://w3id.org/triplewire/ontology#>; write @prefix k: <https://w3id.org/",
    ),
    "wrong namespace of a standard": (
        f'{SUPPLIES}@prefix ow: <http://www.w3.org/2002/07/owl/> .\ne:b a ow:ObjectProperty ; rdfs:label "b" .\n', 2,
        "write @prefix ow: <http://www.w3.org/2002/07/owl#> .",
    ),
    "wrong namespace in full": (
        f"{SUPPLIES}e:B a owl:Class ; rdfs:subClassOf nkg:Artifact ,\n"
        "  <https://w3id.org/triplewire/ontology/Product> .\n",
        3, "is of no known vocabulary; write <https://w3id.org/triplewire/ontology#Product>",
    ),
    "prefix of a standard": (
        f"{SUPPLIES}@prefix xsd: <https://example.org/xsd#> .\n", 2, "xsd: stands for <https://example.org/xsd#>; ",
    ),
    "not declared": (
        f'{SUPPLIES}e:makes rdfs:label "makes" ; rdfs:domain nkg:Company .\n', 2,
        "e:makes is described and not declared; say what it is: e:makes a owl:ObjectProperty",
    ),
    "label for a relation of ours": (
        f'{SUPPLIES}nkg:owns\n  skos:altLabel "possesses" .\n', 3, "nkg:owns is ours, and its skos:altLabel stays",
    ),
    "other place for a class of ours": (
        f"{SUPPLIES}nkg:Company a owl:Class ; rdfs:subClassOf nkg:Person .\n", 2, "nkg:Company is ours",
    ),
    "blank in an IRI": (
        f'{SUPPLIES}<https://example.org/own relations#a> a owl:ObjectProperty ; rdfs:label "a" .\n', 2,
        "no Turtle: Invalid IRI code point ' '; take blanks and signs such as | out of it",
    ),
    "namespace without an end": (
        '@prefix s: <https://example.org/own> .\ns:makes a owl:ObjectProperty ; rdfs:label "makes" .\n', 1,
        "s: stands for <https://example.org/own>, to which names are joined as it is; end it with # or /",
    ),
    "prefix declared twice": (
        f"@prefix e: <https://example.org/other#> .\n{SUPPLIES}", 1, "e: stands for another namespace in line 1",
    ),
    "no name behind the prefix": ('e: a owl:ObjectProperty ; rdfs:label "makes" .\n', 1, "a name begins with a letter"),
    "relation without an IRI": (
        f'{SUPPLIES}[ a owl:ObjectProperty ; rdfs:label "sells" ] .\n', None, "the relation 'sells' has no IRI",
    ),
    "label with a control character": (
        'e:a a owl:ObjectProperty ; rdfs:label "sup\\u0007plies" .\n', 1, "has control characters; take them out",
    ),
    "one example of two relations": (
        f'{SUPPLIES[:-2]}; skos:example "[A] sells to [B]" .\n'
        'e:sells a owl:ObjectProperty ; rdfs:label "sells" ; skos:example "[A] sells to [B]" .\n',
        2, "e:sells has the example of e:supplies, '[A] sells to [B]', so each text would tell both",
    ),
    "name of a class of ours that is no entity": (
        "e:Event a owl:Class ; rdfs:subClassOf nkg:Entity .\n", 1, "of our class Event; give it another",
    ),
    "pasted blank": (f"{SUPPLIES}e:makes\u00a0a owl:ObjectProperty .\n", 2, "no Turtle: "),
    "pasted quote": (f"{SUPPLIES}e:m“akes a owl:ObjectProperty .\n", 2, "take it out of the name"),
    "zero byte": (f"{SUPPLIES}e:m\0akes a owl:ObjectProperty .\n", 2, "no Turtle: "),
    "bracket in an IRI": (f"{SUPPLIES}<http://[e> a owl:ObjectProperty .\n", 2, "no Turtle: "),
    "colon in a name": ('e::makes a owl:ObjectProperty ; rdfs:label "m" .\n', 1, "e::makes: a name begins with a"),
    "ends in a list": (f"{SUPPLIES}e:makes rdfs:domain (", 2, 'end the last statement with "."'),
    "long text before": (
        f'e:sells a owl:ObjectProperty ; rdfs:label "sells" ; rdfs:comment """a\n\nb\n""" .\n{SUPPLIES}e:a a .\n', 6,
        "no Turtle: objectList expected",
    ),
    "no dot": (f"{SUPPLIES[:-2]}\n{SUPPLIES}", 2, 'end each statement with ".", or with ";"'),
    "no dot at the end": (SUPPLIES[:-2], 1, 'end the last statement with "."'),
    "curly quotes": ("e:a a owl:ObjectProperty ; rdfs:label “a” .\n", 1, "a text in straight quotes"),
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


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ('<?xml version="1.0"?>\n<rdf:RDF/>\n', "it is XML; save the ontology as Turtle"),
        ('{"@context": {}}\n', "it is JSON; save the ontology as Turtle"),
        ('# words\n[supplies]\nverbs = ["supply"]\n', "it looks like TOML, which --lexicon takes"),
        ("e:makes a owl:ObjectProperty .\n", "declare it at the top, as @prefix co:"),
        ("makes supplies sells\n", "a statement is such as co:makes a owl:ObjectProperty"),
    ],
)
def test_another_kind_of_file(text: str, advice: str, tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(text, "utf-8")
    with pytest.raises(OntologyFileError, match=re.escape(advice)):
        load_vocabulary(path)


def test_words_are_shared_where_something_else_decides(written: Written) -> None:
    path = written(
        'e:ownsTeam a owl:ObjectProperty ; rdfs:label "owns" ; rdfs:subPropertyOf nkg:owns ;\n'
        "  rdfs:range nkg:SportsTeam .\n"
        'e:runs a owl:ObjectProperty ; rdfs:label "runs" ; rdfs:range nkg:Company .\n'
        'e:runsIn a owl:ObjectProperty ; rdfs:label "runs" ; rdfs:range nkg:Place .\n'
        'e:Startup a owl:Class ; rdfs:subClassOf nkg:Company ; rdfs:label "company" .\n'
    )
    assert [r.name for r in load_vocabulary(path).extension.relations] == ["ownsTeam", "runs", "runsIn"]


def test_labels_of_ours_are_free_where_ours_are_replaced(written: Written) -> None:
    path = written('e:has a owl:ObjectProperty ; rdfs:label "owns" .\n')
    assert load_vocabulary(path, replace=True).labels == (("has", "owns"),)


def test_other_ways_of_writing(written: Written, tmp_path: Path) -> None:
    """Byte order mark, line ends of Windows, tabs, types that imply a relation, the older IRIs of schema.org."""
    path = written(
        "@prefix s: <http://schema.org/> .\r\ne:meets\ta owl:SymmetricProperty ;\trdfs:label\t'meets' ;\r\n"
        "  s:domainIncludes nkg:Person ; s:rangeIncludes nkg:Person .\r\n"
    )
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    (found,) = load_vocabulary(path).extension.relations
    assert (found.name, found.symmetric, found.domain, found.range) == ("meets", True, ("Person",), ("Person",))


def test_a_label_of_a_class_with_a_capital_is_a_noun(written: Written) -> None:
    (words,) = load_vocabulary(
        written('e:Phone a owl:Class ; rdfs:subClassOf nkg:Artifact ; rdfs:label "Mobile Phones"@en .\n')
    ).words
    assert words.nouns == {"mobile phone"}


def test_what_is_passed_over_is_told(written: Written, caplog: pytest.LogCaptureFixture) -> None:
    path = written(
        f'{SUPPLIES[:-2]}; skos:example "[A] beliefert [B]"@de .\n'
        "e:made a owl:DatatypeProperty .\n"
        'e:Corvane a nkg:Company ; rdfs:label "Corvane" .\n'
        "e:Gear a skos:Concept .\ne:sells a owl:ObjectProperty ; rdfs:label 'sells' ; nkg:eventClass nkg:Move .\n"
        "<https://example.org/own> a owl:Ontology ;\n  owl:imports <https://example.org/other> , nkg: .\n"
    )
    load_vocabulary(path)
    lines = [record.getMessage() for record in caplog.records]
    told = [
        (0, "the examples of e:supplies are passed over: none is in English"),
        (1, "e:made is passed over: it holds values"),
        (2, "e:Corvane is passed over: it is an individual"),
        (3, "e:Gear is passed over: it is a skos:Concept; write owl:Class"),
        (4, "nkg:eventClass of e:sells is passed over: only terms of ours have it"),
        (6, "owl:imports <https://example.org/other> is passed over"),
    ]
    assert len(lines) == len(told)
    for line, (number, words) in zip(lines, told, strict=True):
        assert line.startswith(f"{path}, line {FIRST + number}: {words}")


def test_what_a_graph_keeps_can_be_given_again(written: Written, tmp_path: Path) -> None:
    own = load_vocabulary(COMPANY_NEWS / "company.ttl")
    kept = tmp_path / "own-ontology.ttl"
    kept.write_text(to_turtle(own.extension), "utf-8")
    again = load_vocabulary(kept).extension
    assert (again.classes, again.relations, again.iris) == (
        own.extension.classes, own.extension.relations, own.extension.iris,
    )  # fmt: skip


def test_the_command_tells_faults_and_what_is_passed_over(written: Written, tmp_path: Path) -> None:
    def run(path: Path) -> tuple[int, list[str]]:
        command = [sys.executable, "-m", "kg", "extract", str(tmp_path / "none.txt"), "--ontology", str(path)]
        done = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8", timeout=120)
        return done.returncode, done.stderr.splitlines()

    path = written(f"{SUPPLIES}e:made a owl:DatatypeProperty .\n")
    note = f"WARNING kg.vocabulary: {path}, line {FIRST + 1}: e:made is passed over: it holds values"
    assert run(path)[1][0].startswith(note)
    path = written(f"{SUPPLIES}e:made a owl:ObjectProperty .\n")
    told = f"kg: {path}, line {FIRST + 1}: e:made has no rdfs:label in English; its words are how it is found"
    assert run(path) == (2, [told])

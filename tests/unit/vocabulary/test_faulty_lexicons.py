"""A faulty lexicon is refused with file, line, reason, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from own_vocabulary import Written

from kg.errors import OntologyFileError
from kg.vocabulary import load_vocabulary

ONTOLOGY = """\
e:Product a owl:Class ; rdfs:subClassOf nkg:Artifact .
e:Part a owl:Class ; rdfs:subClassOf nkg:Artifact .
e:makes a owl:ObjectProperty ; rdfs:label "makes" .
e:supplies a owl:ObjectProperty ; rdfs:label "supplies" .
"""
FAULTS = {
    "unknown relation": ('[supplies]\nverbs = ["supply"]\n\n[suplies]\nverbs = ["sell"]\n', 4,
                         "unknown relation or class 'suplies'; did you mean supplies?"),
    "syntax": ('[supplies]\nverbs = ["supply",, "sell"]\n', 2, "no TOML: Invalid value"),
    "table twice": ('[supplies]\nverbs = ["supply"]\n[supplies]\nnouns = ["supplier"]\n', 3, "Cannot declare"),
    "unknown key": ('[supplies]\nverb = ["supply"]\n', 2, "unknown key 'verb' in [supplies]; did you mean 'verbs'?"),
    "unknown key of a class": ('[Product]\nverbs = ["make"]\n', 2, "unknown key 'verbs' in [Product]"),
    "text for a list": ('[supplies]\nverbs = "supply"\n', 2, "is no list of texts"),
    "number in a list": ('[supplies]\nverbs = ["supply", 3]\n', 2, "is no list of texts"),
    "no table": ('supplies = ["supply"]\n', 1, "'supplies' is no table"),
    "empty entry": ('[supplies]\nverbs = [" "]\n', 2, "has an entry without words, ''; mend it or take it out"),
    "open bracket": ('[supplies]\nverbs = [\n  "sell",\n  "deliver [to",\n]\n', 4, "it is not of the form"),
    "no word": ('[supplies]\nverbs = ["123"]\n', 2, "it has no word to look for"),
    "two other sides": ('[supplies]\nverbs = ["deliver [to] [for]"]\n', 2, "cannot stand behind both 'to' and 'for'"),
    "fixed object of a noun": ('[supplies]\nnouns = ["supplier {x}"]\n', 2, "only verbs have a fixed object"),
    "inverse": ('[supplies]\ninverse = ["buy"]\n', 2, "'inverse' is no table; write [supplies.inverse]"),
    "key of the inverse": ('[supplies.inverse]\nexamples = ["x"]\n', 2, "unknown key 'examples'"),
    "unknown table below": ('[supplies]\nverbs = ["supply"]\n\n[supplies.invers]\nverbs = ["buy [from]"]\n', 4,
                            "unknown key 'invers' in [supplies]; did you mean 'inverse'?"),
    "table below a class": ('[Product]\nnouns = ["bus"]\n# other\n[Product.inverse]\n', 4, "unknown key 'inverse'"),
    "key within braces": ('[supplies]\nverbs = ["supply"]\ninverse = { verb = ["buy [from]"] }\n', 3,
                          "unknown key 'verb' in [supplies.inverse]"),
    "dotted key": ('supplies.verbs = ["supply"]\nsupplies.invers.verbs = ["buy"]\n', 2, "unknown key 'invers'"),
    "tables in a list": ('\n[[supplies]]\nverbs = ["supply"]\n', 2, "'supplies' is no table; write [supplies]"),
    "word in a comment too": ('[supplies]\n# "deliver [to"\nverbs = [\n "deliver [to",\n]\n', 4, "not of the form"),
    "word with an escape": ('[supplies]\nverbs = [\n"sell", "deliver \\u005bto"]\n', 3, "'deliver [to' among the"),
    "word twice in the file": ('[makes]\nverbs = ["to supply"]\n[supplies]\nverbs = ["make", "to make"]\n', 2,
                               "without 'to': supply (1 more fault, line 4)"),
    "no entries": ("# to be written\n", 0, "has no entries; write words for a relation or class"),
    "no words": ('[supplies]\n[makes]\nverbs = ["make"]\n', 1, "[supplies] has no words; write some below it"),
    "empty list": ('[supplies]\nverbs = []\n', 2, "'verbs' of [supplies] is empty; write words into it"),
    "no words of a class": ("\n[Product]\n", 2, "[Product] has no words"),
    "unknown preposition": ('[supplies]\nverbs = ["lend [too]"]\n', 2, "'too' is no preposition; did you mean [to]?"),
    "unknown preposition of a phrase": ('[supplies]\nverbs = ["take [too=court]"]\n', 2, "'too' is no preposition"),
    "unknown preposition by itself": ('[supplies]\nprepositions = ["behindd"]\n', 2, "did you mean [behind]?"),
    "what the parser takes apart": ('[supplies]\nverbs = ["stay [close to]"]\n', 2, "'close to' is no preposition"),
    "no preposition": ('[supplies]\nverbs = ["take [=court]"]\n', 2, "'' is no preposition; write one"),
    "empty alternative": ('[supplies]\nverbs = ["file {lawsuit|} [against]"]\n', 2, "an alternative is empty"),
    "empty phrase": ('[supplies]\nverbs = ["take [to=]"]\n', 2, "an alternative is empty"),
    "bare preposition": ('[supplies]\nverbs = ["deliver to"]\n', 2, "a preposition stands in brackets: deliver [to]"),
    "bare object": ('[supplies]\nverbs = ["file lawsuit against"]\n', 2, "file {lawsuit} [against]"),
    "bare object before brackets": ('[supplies]\nverbs = ["open fire [on]"]\n', 2, "in braces: open {fire} [on]"),
    "two words in one": ('[supplies]\nverbs = ["sell, deliver"]\n', 2, "it has ','; give each word an entry"),
    "preposition in parentheses": ('[supplies]\nverbs = ["deliver (to)"]\n', 2, "and a preposition brackets: [to]"),
    "key above the tables": ('verbs = ["supply"]\n', 1, "it stands above the first table; write one above it"),
    "sentence": ('[supplies]\nverbs = ["the firm supplies it"]\n', 2, "it is no verb; write the verb by itself"),
    "passive": ('[supplies]\nverbs = ["is supplied by"]\n', 2, "of a passive write the verb alone"),
    "noun with an article": ('[supplies]\nnouns = ["a supplier"]\n', 2, "write it without 'a'"),
    "noun with a preposition": ('[supplies]\nacts = ["sale to"]\n', 2, "stands in brackets: sale [to]"),
    "adjective with a copula": ('[supplies]\nadjectives = ["is vital [to]"]\n', 2, "write it without 'is'"),
    "example without sides": ('[supplies]\nexamples = ["Corvane supplies Halden"]\n', 2, "no side stands in brackets"),
    "example with one side": ('[supplies]\nexamples = ["[Corvane] sells"]\n', 2, "one side alone stands in brackets"),
    "one verb of two relations": ('[supplies]\nverbs = ["equip"]\n[makes]\nverbs = ["sell", "equips"]\n', 4,
                                  "'equips' among the verbs of makes: it tells supplies as well (line 2)"),
    "one verb in both directions": ('[supplies]\nverbs = ["equip"]\n[supplies.inverse]\nverbs = ["equip"]\n', 4,
                                    "it tells supplies in both directions"),
    "one noun of two classes": ('[Product]\nnouns = ["part"]\n', 2, "stands for Part already; take it out of one"),
    "one name of two classes": ('[Product]\nnames = ["Orbit"]\n[Part]\nnames = ["orbit"]\n', 4, "stands for Product"),
    "noun of a class of ours": ('[Product]\nnouns = ["company"]\n', 2, "stands for Company already; declare"),
    "pattern as a noun": ('[Product]\nnouns = ["bus [of]"]\n', 2, "it has brackets; write the noun alone"),
    "class of ours": ('[Company]\nnouns = ["outfit"]\n', 1, "it is ours, and takes no words of yours"),
    "open triples": ('[related]\nverbs = ["touch"]\n', 1, "it is ours, and takes no words of yours"),
    "other prefix": ('["f:supplies"]\nverbs = ["equip"]\n', 1, "is not what the ontology declares; write [supplies]"),
    "prefix without quotes": ('[e:supplies]\nverbs = ["equip"]\n', 1, 'a name with a colon stands in quotes, ["co:'),
    "curly quotes": ("[supplies]\nverbs = [“equip”]\n", 2, "no TOML: Invalid value; write straight quotes"),
    "Turtle": ("@prefix e: <https://example.org/own#> .\n", 1, "it looks like Turtle, which --ontology takes"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_faulty_lexicon_is_refused(name: str, written: Written) -> None:
    text, line, words = FAULTS[name]
    lexicon = written(text, "own.toml")
    with pytest.raises(OntologyFileError) as caught:
        load_vocabulary(written(ONTOLOGY), lexicon)
    assert words in str(caught.value)
    assert (caught.value.source, caught.value.line) == (str(lexicon), line)


def test_words_of_relations_and_classes(written: Written) -> None:
    lexicon = written(
        '["e:supplies"]\nverbs = ["Supplies", "deliver [to]"]\n[supplies.inverse]\nnouns = ["customers"]\n'
        '[owns]\nverbs = ["snap up"]\n[Product]\nnouns = ["bus", "Phones"]\nnames = ["Orbit 3"]\n',
        "own.toml",
    )
    found = load_vocabulary(written(ONTOLOGY), lexicon)
    assert [(p.relation, p.part, p.lemma, p.subject, p.object) for p in found.patterns] == [
        ("supplies", "verbs", "supply", "subject", "object"),
        ("supplies", "verbs", "deliver", "subject", "to"),
        ("supplies", "nouns", "customer", "", "self"),
        ("owns", "verbs", "snap up", "subject", "object"),
    ]
    _, words = found.words
    assert (words.cls, words.nouns, words.names) == ("Product", {"product", "bus", "phone"}, {"orbit 3"})


def test_relations_of_ours_have_no_words_where_ours_are_replaced(written: Written) -> None:
    lexicon = written('[owns]\nverbs = ["snap up"]\n', "own.toml")
    with pytest.raises(OntologyFileError, match="unknown relation or class 'owns'"):
        load_vocabulary(written(ONTOLOGY), lexicon, replace=True)


def test_what_other_words_decide_may_be_told_by_the_same(written: Written) -> None:
    ontology = (
        'e:sells a owl:ObjectProperty ; rdfs:label "sells" ; rdfs:range nkg:Organization .\n'
        'e:ships a owl:ObjectProperty ; rdfs:label "ships" ; rdfs:range nkg:Place .\n'
        'e:exports a owl:ObjectProperty ; rdfs:label "exports" ; rdfs:subPropertyOf e:ships .\n'
        'e:buysFrom a owl:ObjectProperty ; rdfs:label "buys from" .\n'
        'e:trades a owl:ObjectProperty , owl:SymmetricProperty ; rdfs:label "trades with" ; rdfs:range nkg:Person .\n'
    )
    lexicon = written(
        '[sells]\nverbs = ["send [to]", "pass"]\n[ships]\nverbs = ["send [to]", "send"]\n'
        '[exports]\nverbs = ["send"]\n[buysFrom.inverse]\nverbs = ["pass"]\n'
        '[trades]\nverbs = ["swap"]\n[trades.inverse]\nverbs = ["swap"]\n',
        "own.toml",
    )
    assert len(load_vocabulary(written(ontology), lexicon).patterns) == 8


def test_words_that_no_dictionary_has_are_told(written: Written, caplog: pytest.LogCaptureFixture) -> None:
    lexicon = written(
        '[supplies]\nverbs = ["equip", "suply [to]", "reach {deal|agrement} [with]"]\nnouns = ["chip suplier"]\n',
        "own.toml",
    )
    assert len(load_vocabulary(written(ONTOLOGY), lexicon).patterns) == 4
    told = (
        (2, "verb 'suply'", "suply [to]"), (2, "noun 'agrement'", "reach {deal|agrement} [with]"),
        (3, "noun 'suplier'", "chip suplier"),
    )  # fmt: skip
    assert [record.getMessage() for record in caplog.records] == [
        f"{lexicon}, line {line}: the dictionary has no {word}; if it is misspelt nothing is found by {entry!r}"
        for line, word, entry in told
    ]


def test_tables_by_prefix_and_by_iri(written: Written) -> None:
    lexicon = written(
        '["e:supplies"]\nverbs = ["equip"]\n["https://example.org/own#makes"]\nverbs = ["built"]\n'
        '["nkg:owns"]\nverbs = ["snap up"]\n',
        "own.toml",
    )
    found = load_vocabulary(written(ONTOLOGY), lexicon)
    assert [(p.relation, p.lemma) for p in found.patterns] == [
        ("supplies", "equip"), ("makes", "build"), ("owns", "snap up"),
    ]  # fmt: skip


def test_a_lexicon_with_a_byte_order_mark(written: Written, tmp_path: Path) -> None:
    lexicon = tmp_path / "own.toml"
    lexicon.write_bytes(b'\xef\xbb\xbf[supplies]\r\nverbs = ["equip"]\r\n')
    assert [p.lemma for p in load_vocabulary(written(ONTOLOGY), lexicon).patterns] == ["equip"]

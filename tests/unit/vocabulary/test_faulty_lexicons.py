"""A faulty lexicon is refused with file, line, reason, and what to do."""

from __future__ import annotations

import pytest
from conftest import Written

from kg.errors import OntologyFileError
from kg.vocabulary import load_vocabulary

ONTOLOGY = """\
e:Product a owl:Class ; rdfs:subClassOf nkg:Artifact .
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
    "empty entry": ('[supplies]\nverbs = [" "]\n', 2, "has an empty entry"),
    "open bracket": ('[supplies]\nverbs = [\n  "sell",\n  "deliver [to",\n]\n', 4, "it is not of the form"),
    "no word": ('[supplies]\nverbs = ["123"]\n', 2, "it has no word to look for"),
    "two other sides": ('[supplies]\nverbs = ["deliver [to] [for]"]\n', 2, "cannot stand behind both 'to' and 'for'"),
    "fixed object of a noun": ('[supplies]\nnouns = ["supplier {x}"]\n', 2, "only verbs have a fixed object"),
    "inverse": ('[supplies]\ninverse = ["buy"]\n', 2, "'inverse' is no table; write [supplies.inverse]"),
    "key of the inverse": ('[supplies.inverse]\nexamples = ["x"]\n', 2, "unknown key 'examples'"),
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
    (words,) = found.words
    assert (words.cls, words.nouns, words.names) == ("Product", {"product", "bus", "phone"}, {"orbit 3"})


def test_relations_of_ours_have_no_words_where_ours_are_replaced(written: Written) -> None:
    lexicon = written('[owns]\nverbs = ["snap up"]\n', "own.toml")
    with pytest.raises(OntologyFileError, match="unknown relation or class 'owns'"):
        load_vocabulary(written(ONTOLOGY), lexicon, replace=True)

"""Relations of a user's own in sentences: by verbs, nouns, acts, adjectives, prepositions; what is made of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from own_vocabulary import Written, read, told

from kg.config import Config
from kg.pipeline import Pipeline
from kg.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from spacy.language import Language

#: So that the names are known for what they are.
OPENING = (
    "Halden Motors and Corvane Group met in Lisbon. The company Marlow Optics and the company Tarrow Engineering "
    "did not. Halden Motors is a company, and so is Corvane Group."
)
FOUND = {
    "Corvane Group supplies Halden Motors.": ("Corvane Group", "supplies", "Halden Motors", "asserted", "positive"),
    "Halden Motors is supplied by Corvane Group.": (
        "Corvane Group", "supplies", "Halden Motors", "asserted", "positive",
    ),
    "Halden Motors buys its gearboxes from Corvane Group.": (
        "Corvane Group", "supplies", "Halden Motors", "asserted", "positive",
    ),
    "Corvane Group does not supply Halden Motors.": (
        "Corvane Group", "supplies", "Halden Motors", "asserted", "negative",
    ),
    "Corvane Group may supply Halden Motors.": ("Corvane Group", "supplies", "Halden Motors", "possible", "positive"),
    "Corvane Group plans to supply Halden Motors.": (
        "Corvane Group", "supplies", "Halden Motors", "planned", "positive",
    ),
    "Corvane Group threatened to sue Halden Motors.": (
        "Corvane Group", "sues", "Halden Motors", "threatened", "positive",
    ),
    "Corvane Group filed a lawsuit against Halden Motors.": (
        "Corvane Group", "sues", "Halden Motors", "asserted", "positive",
    ),
    "Corvane Group is a supplier of Halden Motors.": (
        "Corvane Group", "supplies", "Halden Motors", "asserted", "positive",
    ),
    "Corvane Group is not a supplier of Halden Motors.": (
        "Corvane Group", "supplies", "Halden Motors", "asserted", "negative",
    ),
    "Corvane Group, a supplier of Halden Motors, closed on Monday.": (
        "Corvane Group", "supplies", "Halden Motors", "asserted", "positive",
    ),
    "Corvane Group, which is not a supplier of Halden Motors, closed on Monday.": (
        "Corvane Group", "supplies", "Halden Motors", "asserted", "negative",
    ),
    "A possible lawsuit by Halden Motors against Corvane Group worries investors.": (
        "Halden Motors", "sues", "Corvane Group", "possible", "positive",
    ),
    "Corvane Group was accused of suing Halden Motors.": (
        "Corvane Group", "sues", "Halden Motors", "possible", "positive",
    ),
    "Corvane Group refused to supply Halden Motors.": (
        "Corvane Group", "supplies", "Halden Motors", "asserted", "negative",
    ),
    "Corvane Group wants to become a supplier of Halden Motors.": (
        "Corvane Group", "supplies", "Halden Motors", "planned", "positive",
    ),
    "Corvane Group has no lawsuit against Halden Motors.": (
        "Corvane Group", "sues", "Halden Motors", "asserted", "negative",
    ),
    "Corvane Group is a customer of Halden Motors.": (
        "Halden Motors", "supplies", "Corvane Group", "asserted", "positive",
    ),
    "Corvane Group is a potential supplier of Halden Motors.": (
        "Corvane Group", "supplies", "Halden Motors", "planned", "positive",
    ),
    "Corvane Group's lawsuit against Halden Motors was dismissed.": (
        "Corvane Group", "sues", "Halden Motors", "asserted", "positive",
    ),
    "Halden Motors competes with Corvane Group.": (
        "Halden Motors", "competesWith", "Corvane Group", "asserted", "positive",
    ),
}  # fmt: skip


@pytest.mark.parametrize("sentence", FOUND)
def test_a_sentence_tells_a_relation(sentence: str, company_pipeline: Pipeline) -> None:
    found = told(read(company_pipeline, f"{OPENING}\n\n{sentence}"), "supplies", "sues", "competesWith")
    assert found == {FOUND[sentence]}


NOT_FOUND = [
    "Corvane Group supplies gearboxes.",
    "Corvane Group met Halden Motors in Lisbon.",
    "A lawsuit against Halden Motors is unlikely.",
    "The supplier closed on Monday.",
    "Suppliers of Halden Motors closed on Monday.",
]


@pytest.mark.parametrize("sentence", NOT_FOUND)
def test_a_sentence_tells_none(sentence: str, company_pipeline: Pipeline) -> None:
    assert not told(read(company_pipeline, f"{OPENING}\n\n{sentence}"), "supplies", "sues", "competesWith")


def test_a_state_that_is_over(company_pipeline: Pipeline) -> None:
    text = f"{OPENING}\n\nHalden Motors, a former supplier of Corvane Group, closed on Monday."
    (statement,) = [s for s in read(company_pipeline, text).statements if s.predicate == "supplies"]
    assert (statement.valid_until, statement.as_of) == (date(2024, 5, 20), None)


def test_what_may_stand_on_either_side_is_the_ontologys_to_say(company_pipeline: Pipeline) -> None:
    text = f"{OPENING}\n\nHalden Motors makes buses. Halden Motors makes money."
    assert told(read(company_pipeline, text), "makes") == {("Halden Motors", "makes", "buses", "asserted", "positive")}


def test_what_somebody_denies_is_no_fact(company_pipeline: Pipeline) -> None:
    said = "Marlow Optics said that Corvane Group supplied Halden Motors. Corvane Group denied the report."
    text = f"{OPENING}\n\n{said}"
    extraction = read(company_pipeline, text)
    found = [s for s in extraction.statements if s.predicate == "supplies"]
    assert {(s.polarity, s.licensed) for s in found} == {("positive", True), ("negative", False)}
    assert all(s.attribution for s in found)


def test_evidence_points_at_the_words(company_pipeline: Pipeline) -> None:
    text = f"{OPENING}\n\nCorvane Group had filed a lawsuit against Halden Motors."
    (statement,) = [s for s in read(company_pipeline, text).statements if s.predicate == "sues"]
    words = {part: text[span.start : span.end] for part, span in statement.spans.items()}
    assert (words["subject"], words["object"]) == ("Corvane Group", "Halden Motors")
    assert "filed" in words["predicate"]
    assert (statement.extractor, statement.licensed) == ("vocabulary", True)
    assert text[statement.start : statement.end] == statement.quote


def test_other_parts_of_speech_and_idioms(nlp: Language, written: Written) -> None:
    ontology = written(
        'e:dependsOn a owl:ObjectProperty ; rdfs:label "depends on" .\n'
        'e:takesToCourt a owl:ObjectProperty ; rdfs:label "takes to court" ; nkg:kind "action" .\n'
        'e:behind a owl:ObjectProperty ; rdfs:label "behind" ; rdfs:range nkg:Organization .\n'
    )
    lexicon = written(
        '[dependsOn]\nadjectives = ["dependent [on]"]\n[takesToCourt]\nverbs = ["take [to=court]"]\n'
        '[behind]\nprepositions = ["behind"]\n[owns]\nverbs = ["snap up"]\n',
        "own.toml",
    )
    own = Pipeline(Config(vocabulary=load_vocabulary(ontology, lexicon), open_triples=False), nlp=nlp)
    text = (
        f"{OPENING}\n\nHalden Motors is dependent on Corvane Group. Marlow Optics took Tarrow Engineering to court. "
        "Halden Motors took Corvane Group to lunch. Investors behind Corvane Group did not answer. "
        "Halden Motors has snapped up Tarrow Engineering."
    )
    found = {(s, p, o) for s, p, o, *_ in told(read(own, text), "dependsOn", "takesToCourt", "behind", "owns")}
    assert ("Halden Motors", "dependsOn", "Corvane Group") in found
    assert ("Marlow Optics", "takesToCourt", "Tarrow Engineering") in found
    assert ("Halden Motors", "takesToCourt", "Corvane Group") not in found
    assert ("Investors", "behind", "Corvane Group") in found
    assert ("Halden Motors", "owns", "Tarrow Engineering") in found, "words for a relation of ours"


def test_a_symmetric_relation_between_joint_subjects(company_pipeline: Pipeline) -> None:
    found = told(read(company_pipeline, f"{OPENING}\n\nHalden Motors and Corvane Group compete."), "competesWith")
    assert {frozenset((s, o)) for s, _, o, *_ in found} == {frozenset(("Halden Motors", "Corvane Group"))}


def test_classes_of_the_users_own(company_pipeline: Pipeline) -> None:
    text = f"{OPENING}\n\nHalden Motors makes buses with a gearbox. Halden Motors has recalled the buses."
    classes = {e.name: e.cls for e in read(company_pipeline, text).entities}
    assert classes["buses"] == "Product"
    assert classes["Halden Motors"] == "Company"


def test_names_that_the_lexicon_lists(nlp: Language, written: Written) -> None:
    ontology = written(
        'e:Product a owl:Class ; rdfs:subClassOf nkg:Artifact ; skos:example "Orbit"@en .\n'
        'e:sells a owl:ObjectProperty ; rdfs:label "sells" ; rdfs:range e:Product .\n'
    )
    own = Pipeline(Config(vocabulary=load_vocabulary(ontology), open_triples=False), nlp=nlp)
    extraction = read(own, f"{OPENING}\n\nHalden Motors sells Orbit in Lisbon.")
    assert told(extraction, "sells") == {("Halden Motors", "sells", "Orbit", "asserted", "positive")}
    assert {e.name: e.cls for e in extraction.entities}["Orbit"] == "Product"


def test_replacing_ours(nlp: Language, company_news: object) -> None:
    from own_vocabulary import COMPANY_NEWS

    alone = load_vocabulary(COMPANY_NEWS / "company.ttl", COMPANY_NEWS / "company.toml", replace=True)
    own = Pipeline(Config(vocabulary=alone), nlp=nlp)
    text = f"{OPENING}\n\nHalden Motors acquired Marlow Optics. Corvane Group sued Halden Motors."
    extraction = read(own, text)
    assert {s.predicate for s in extraction.statements} <= {"sues", "related"}
    assert ("Corvane Group", "sues", "Halden Motors", "asserted", "positive") in told(extraction, "sues")
    assert not extraction.events
    assert not any(s.event for s in extraction.statements)


def test_words_that_tell_nothing_or_too_much_are_named(
    nlp: Language, written: Written, caplog: pytest.LogCaptureFixture
) -> None:
    ontology = written(
        'e:courts a owl:ObjectProperty ; rdfs:label "and also, however" .\n'
        'e:sells a owl:ObjectProperty ; rdfs:label "sells" ; skos:example "[Vanta] took [Lumen] on Monday" .\n'
        'e:trades a owl:ObjectProperty ; rdfs:label "trades" .\n'
    )
    lexicon = written('[trades]\nverbs = ["sell"]\n', "own.toml")
    Pipeline(Config(vocabulary=load_vocabulary(ontology, lexicon), open_triples=False), nlp=nlp)
    said = " ".join(record.getMessage() for record in caplog.records)
    assert "no words are known in which courts is told" in said
    assert "nothing is learnt from the example '[Vanta] took [Lumen] on Monday' of sells" in said
    assert "'sell' tells trades and sells, by labels, examples or the lexicon; each pair has both" in said
    assert len(caplog.records) == 3


def test_a_label_with_has_names_the_other_side(nlp: Language, written: Written) -> None:
    ontology = written('e:hasSupplier a owl:ObjectProperty ; rdfs:label "has supplier"@en .\n')
    own = Pipeline(Config(vocabulary=load_vocabulary(ontology), open_triples=False), nlp=nlp)
    found = told(read(own, f"{OPENING}\n\nCorvane Group is a supplier of Halden Motors."), "hasSupplier")
    assert found == {("Halden Motors", "hasSupplier", "Corvane Group", "asserted", "positive")}

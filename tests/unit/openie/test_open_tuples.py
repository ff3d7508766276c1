"""Open tuples: wording, distribution over conjuncts, the tab-separated form, the order of confidences."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from parsed import parse
from spacy.language import Language
from spacy.tokens import Doc

from kg.extractors.trees import tree_of
from kg.openie import OpenTuple, open_lines, open_tuples, predications_of, to_tsv
from kg.openie.confidence import coefficients
from kg.openie.wording import noun_phrase, tidy, wording

ORDER = parse(
    """
    Nadia/=/PROPN/NNP/8/nsubj Petrescu/=/PROPN/NNP/0/flat _,/=/PUNCT/,/3/punct head/=/NOUN/NN/0/appos
    of/=/ADP/IN/6/case the/=/DET/DT/6/det union/=/NOUN/NN/3/nmod _,/=/PUNCT/,/0/punct ordered/order/VERB/VBD/-/ROOT
    dockers/docker/NOUN/NNS/8/obj to/=/PART/TO/11/mark stop/=/VERB/VB/8/xcomp work/=/NOUN/NN/11/obj
    on/=/ADP/IN/14/case Monday/=/PROPN/NNP/8/obl _./=/PUNCT/./8/punct
    """,
    "Nadia Petrescu:PERSON",
    "Monday:DATE",
)
PACT = parse(
    """
    Peru/=/PROPN/NNP/3/nsubj and/=/CCONJ/CC/2/cc Chile/=/PROPN/NNP/0/conj tried/try/VERB/VBD/-/ROOT
    to/=/PART/TO/5/mark revive/=/VERB/VB/3/xcomp the/=/DET/DT/7/det pact/=/NOUN/NN/5/obj _,/=/PUNCT/,/11/punct
    the/=/DET/DT/10/det minister/=/NOUN/NN/11/nsubj said/say/VERB/VBD/3/parataxis _./=/PUNCT/./3/punct
    """,
    "Peru:GPE",
    "Chile:GPE",
)
TRADE = parse(
    """
    The/=/DET/DT/1/det sisters/sister/NOUN/NNS/2/nsubj bought/buy/VERB/VBD/-/ROOT and/=/CCONJ/CC/4/cc
    sold/sell/VERB/VBD/2/conj grain/=/NOUN/NN/2/obj in/=/ADP/IN/7/case Odesa/=/PROPN/NNP/2/obl _./=/PUNCT/./2/punct
    """,
    "Odesa:GPE",
)
MINE = parse(
    """
    Rebels/rebel/NOUN/NNS/1/nsubj held/hold/VERB/VBD/-/ROOT the/=/DET/DT/3/det mine/=/NOUN/NN/1/obj
    _,/=/PUNCT/,/7/punct which/=/PRON/WDT/7/nsubj:pass was/be/AUX/VBD/7/aux:pass closed/close/VERB/VBN/3/acl:relcl
    in/=/ADP/IN/9/case May/=/PROPN/NNP/7/obl by/=/ADP/IN/12/case the/=/DET/DT/12/det state/=/NOUN/NN/7/obl:agent
    _./=/PUNCT/./1/punct
    """,
    "May:DATE",
)
ENVOY = parse(
    """
    The/=/DET/DT/1/det envoy/=/NOUN/NN/3/nsubj is/be/AUX/VBZ/3/cop critical/=/ADJ/JJ/-/ROOT of/=/ADP/IN/6/case
    the/=/DET/DT/6/det plan/=/NOUN/NN/3/obl _./=/PUNCT/./3/punct
    """
)


def columns(doc: Doc) -> list[tuple[str, ...]]:
    found = open_tuples(doc, predications_of(doc))
    return [(t.kind, t.subject, t.predicate, t.object, *t.arguments) for t in found]


@pytest.mark.parametrize(
    ("doc", "expected"),
    [
        (
            ORDER,
            [
                ("apposition", "Nadia Petrescu", "was", "head of the union"),
                ("of", "head", "was of", "the union"),
                ("verb", "Nadia Petrescu", "ordered", "dockers", "to stop work", "on Monday"),
                ("verb", "dockers", "stop", "work"),
            ],
        ),
        (
            PACT,
            [
                ("verb", "Peru", "tried to revive", "the pact"),
                ("verb", "Chile", "tried to revive", "the pact"),
                ("said", "the minister", "said", "Peru and Chile tried to revive the pact"),
            ],
        ),
        (
            TRADE,
            [
                ("verb", "The sisters", "bought", "grain", "in Odesa"),
                ("verb", "The sisters", "sold", "grain", "in Odesa"),
            ],
        ),
        (
            MINE,
            [
                ("verb", "Rebels", "held", "the mine"),
                ("verb", "the mine", "was closed by", "the state", "in May"),
            ],
        ),
        (ENVOY, [("copula", "The envoy", "is critical of", "the plan")]),
    ],
    ids=["order", "pact", "trade", "mine", "envoy"],
)
def test_tuples(doc: Doc, expected: list[tuple[str, ...]]) -> None:
    assert columns(doc) == expected


def test_what_a_tuple_says_stands_in_the_sentence() -> None:
    inserted = {"is", "was", "has", "had"}
    for doc in (ORDER, PACT, TRADE, MINE, ENVOY):
        words = {t.text for t in doc}
        for t in open_tuples(doc, predications_of(doc)):
            said = " ".join((t.predicate, t.subject, t.object, *t.arguments)).split()
            assert set(said) <= words | inserted
            assert 0.0 < t.confidence < 1.0
            assert 0 <= t.head < len(doc)


def test_lines_keep_the_sentence_and_go_from_sure_to_unsure() -> None:
    unsure = OpenTuple(predicate="is\tof", subject="the  head", object="union", confidence=0.25, kind="of", head=0)
    sure = OpenTuple(
        predicate="ran", subject="Ana", object="it", arguments=("in\nMay",), confidence=0.5, kind="verb", head=4
    )
    assert to_tsv(" A  line. ", [unsure, sure]) == (
        " A  line. \t0.500\tran\tAna\tit\tin May\n A  line. \t0.250\tis of\tthe head\tunion\n"
    )
    assert to_tsv("Nothing.", []) == ""


def test_brackets_and_quotation_marks_come_in_pairs() -> None:
    doc = parse(
        """
        They/=/PRON/PRP/1/nsubj sang/sing/VERB/VBD/-/ROOT “/=/PUNCT/``/3/punct _Rain/=/PROPN/NNP/1/obj
        _”/=/PUNCT/''/1/punct (/=/PUNCT/-LRB-/6/punct _twice/=/ADV/RB/1/advmod _)/=/PUNCT/-RRB-/1/punct
        """
    )
    tree = tree_of(doc)
    assert wording(doc, noun_phrase(tree, 3)) == "“Rain”"
    assert wording(doc, tidy(tree, [5, 6])) == "(twice)"
    assert wording(doc, [0, 3]) == "They Rain"
    straight = parse("He/=/PRON/PRP/1/nsubj said/say/VERB/VBD/-/ROOT No/=/INTJ/UH/1/obj \"/=/PUNCT/''/1/punct")
    assert wording(straight, tidy(tree_of(straight), [2, 3])) == "No"


def test_the_preposition_of_a_relative_pronoun_is_kept() -> None:
    doc = parse(
        """
        A/=/DET/DT/1/det pact/=/NOUN/NN/7/nsubj in/=/ADP/IN/3/case which/=/PRON/WDT/5/obl they/=/PRON/PRP/5/nsubj
        promised/promise/VERB/VBD/1/acl:relcl aid/=/NOUN/NN/5/obj ended/end/VERB/VBD/-/ROOT _./=/PUNCT/./7/punct
        """
    )
    assert ("verb", "they", "promised", "aid", "in A pact") in columns(doc)


def test_coefficients_are_those_of_the_file() -> None:
    record = json.loads(files("kg.openie").joinpath("confidence.json").read_text("utf-8"))
    assert coefficients() == record["weights"]
    assert coefficients()["kind=verb"] > coefficients()["kind=possessive"]


def test_a_file_of_sentences(nlp: Language) -> None:
    lines = ["The union ordered dockers to stop work .\n", "\n", "Hello\n", "Ana Ruiz leads the union.\n"]
    blocks = list(open_lines(lines, nlp))
    rows = [line.split("\t") for block in blocks for line in block.splitlines()]
    assert {r[0] for r in rows} == {"The union ordered dockers to stop work .", "Ana Ruiz leads the union."}
    assert ["leads", "Ana Ruiz", "the union"] in [r[2:] for r in rows]
    assert all(0.0 < float(r[1]) < 1.0 and len(r) >= 5 for r in rows)

"""Prepositional modifiers of nouns."""

from __future__ import annotations

import pytest
from parsed import mentions_of, parse, told

from kg.registry import extractors

CASES = (
    (
        "Talks between Peru and Chile on copper ended.",
        """
        Talks/talk/NOUN/NNS/7/nsubj between/=/ADP/IN/2/case Peru/=/PROPN/NNP/0/nmod
        and/=/CCONJ/CC/4/cc Chile/=/PROPN/NNP/2/conj on/=/ADP/IN/6/case copper/=/NOUN/NN/0/nmod
        ended/end/VERB/VBD/-/ROOT _./=/PUNCT/./7/punct
        """,
        (
            "Peru:GPE",
            "Chile:GPE",
        ),
        [
            "talk | modifier/between=Peru",
            "talk | modifier/between=Chile",
            "talk | modifier/on=copper",
        ],
    ),
    (
        "Peru under President Ruiz sought closer ties.",
        """
        Peru/=/PROPN/NNP/4/nsubj under/=/ADP/IN/3/case President/=/PROPN/NNP/3/nmod:desc Ruiz/=/PROPN/NNP/4/obl
        sought/seek/VERB/VBD/-/ROOT closer/close/ADJ/JJR/6/amod ties/tie/NOUN/NNS/4/obj _./=/PUNCT/./4/punct
        """,
        ("Peru:GPE", "Ruiz:PERSON"),
        ["peru | modifier/under=Ruiz"],
    ),
    (
        "They will demolish Almar Bridge in Lima in May.",
        """
        They/=/PRON/PRP/2/nsubj will/=/AUX/MD/2/aux demolish/=/VERB/VB/-/ROOT Almar/=/PROPN/NNP/4/compound
        Bridge/=/PROPN/NNP/2/obj in/=/ADP/IN/6/case Lima/=/PROPN/NNP/2/obl in/=/ADP/IN/8/case
        May/=/PROPN/NNP/2/obl _./=/PUNCT/./2/punct
        """,
        ("Almar Bridge:FAC", "Lima:GPE"),
        ["bridge | modifier/in=Lima"],
    ),
    (
        "They met President Ruiz in Lima.",
        """
        They/=/PRON/PRP/1/nsubj met/meet/VERB/VBD/-/ROOT President/=/PROPN/NNP/3/nmod:desc Ruiz/=/PROPN/NNP/1/obj
        in/=/ADP/IN/5/case Lima/=/PROPN/NNP/1/obl _./=/PUNCT/./1/punct
        """,
        ("Ruiz:PERSON", "Lima:GPE"),
        [],
    ),
    (
        "The rebel-held town of Marib lies near the border.",
        """
        The/=/DET/DT/4/det rebel/=/NOUN/NN/3/compound _-/=/PUNCT/HYPH/1/punct
        _held/hold/VERB/VBN/4/amod town/=/NOUN/NN/7/nsubj of/=/ADP/IN/6/case
        Marib/=/PROPN/NNP/4/nmod lies/lie/VERB/VBZ/-/ROOT near/=/ADP/IN/10/case the/=/DET/DT/10/det
        border/=/NOUN/NN/7/obl _./=/PUNCT/./7/punct
        """,
        ("Marib:GPE",),
        [
            "town | modifier/of=Marib",
        ],
    ),
    (
        "Ghana launched an attack on smugglers in a bid to protect cocoa.",
        """
        Ghana/=/PROPN/NNP/1/nsubj launched/launch/VERB/VBD/-/ROOT an/=/DET/DT/3/det
        attack/=/NOUN/NN/1/obj on/=/ADP/IN/5/case smugglers/smuggler/NOUN/NNS/3/nmod
        in/=/ADP/IN/8/case a/=/DET/DT/8/det bid/=/NOUN/NN/1/obl to/=/PART/TO/10/mark
        protect/=/VERB/VB/8/acl cocoa/=/NOUN/NN/10/obj _./=/PUNCT/./1/punct
        """,
        ("Ghana:GPE",),
        [
            "attack | modifier/on=smugglers",
        ],
    ),
)


@pytest.mark.parametrize(("text", "rows", "names", "expected"), CASES, ids=[c[0] for c in CASES])
def test_modifiers(text: str, rows: str, names: tuple[str, ...], expected: list[str]) -> None:
    doc = parse(rows, *names)
    assert doc.text == text
    found = extractors.get("modifiers")(doc, mentions_of(doc))
    assert [told(doc, p) for p in found] == expected

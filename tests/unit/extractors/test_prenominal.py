"""Words before nouns, hyphenated participles."""

from __future__ import annotations

import pytest
from parsed import mentions_of, parse, told

from kg.registry import extractors

CASES = (
    (
        "Haddad's wife, Lina Aziz, runs a Cairo-based charity.",
        """
        Haddad/=/PROPN/NNP/2/nmod:poss _'s/=/PART/POS/0/case wife/=/NOUN/NN/7/nsubj
        _,/=/PUNCT/,/4/punct Lina/=/PROPN/NNP/2/appos Aziz/=/PROPN/NNP/4/flat _,/=/PUNCT/,/4/punct
        runs/run/VERB/VBZ/-/ROOT a/=/DET/DT/12/det Cairo/=/PROPN/NNP/11/compound
        _-/=/PUNCT/HYPH/9/punct _based/base/VERB/VBN/12/amod charity/=/NOUN/NN/7/obj
        _./=/PUNCT/./7/punct
        """,
        (
            "Haddad:PERSON",
            "Lina Aziz:PERSON",
            "Cairo:GPE",
        ),
        [
            "base | passive oblique/in=Cairo; object=charity",
            "charity | modifier=based",
        ],
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
            "hold | passive subject/by=rebel; object=town",
            "town | modifier=held",
        ],
    ),
    (
        "Anti-government protests spread.",
        """
        Anti/Anti/ADJ/JJ/2/compound _-/=/PUNCT/HYPH/2/punct _government/=/NOUN/NN/3/compound
        protests/protest/NOUN/NNS/4/nsubj spread/=/VERB/VBD/-/ROOT _./=/PUNCT/./4/punct
        """,
        (),
        [
            "protest | modifier/anti=government",
        ],
    ),
    (
        "Brazilian President Ana Duarte flew to Rome.",
        """
        Brazilian/Brazilian/ADJ/JJ/1/amod President/=/PROPN/NNP/2/nmod:desc Ana/=/PROPN/NNP/4/nsubj
        Duarte/=/PROPN/NNP/2/flat flew/fly/VERB/VBD/-/ROOT to/=/ADP/IN/6/case Rome/=/PROPN/NNP/4/obl
        _./=/PUNCT/./4/punct
        """,
        (
            "Brazilian:NORP",
            "Ana Duarte:PERSON",
            "Rome:GPE",
        ),
        [
            "president | modifier=Brazilian",
        ],
    ),
)


@pytest.mark.parametrize(("text", "rows", "names", "expected"), CASES, ids=[c[0] for c in CASES])
def test_prenominal(text: str, rows: str, names: tuple[str, ...], expected: list[str]) -> None:
    doc = parse(rows, *names)
    assert doc.text == text
    found = extractors.get("prenominal")(doc, mentions_of(doc))
    assert [told(doc, p) for p in found] == expected

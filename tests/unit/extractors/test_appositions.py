"""Appositions: which phrase is the subject, brackets, ages."""

from __future__ import annotations

import pytest
from parsed import mentions_of, parse, told

from kg.registry import extractors

CASES = (
    (
        "Ana Duarte, the president of Brazil, flew to Rome.",
        """
        Ana/=/PROPN/NNP/8/nsubj Duarte/=/PROPN/NNP/0/flat _,/=/PUNCT/,/4/punct the/=/DET/DT/4/det
        president/=/NOUN/NN/0/appos of/=/ADP/IN/6/case Brazil/=/PROPN/NNP/4/nmod
        _,/=/PUNCT/,/0/punct flew/fly/VERB/VBD/-/ROOT to/=/ADP/IN/10/case Rome/=/PROPN/NNP/8/obl
        _./=/PUNCT/./8/punct
        """,
        (
            "Ana Duarte:PERSON",
            "Brazil:GPE",
            "Rome:GPE",
        ),
        [
            "president | subject=Ana; attribute=president",
        ],
    ),
    (
        "Its rival, the Baltic Trade Agency (BTA), was banned.",
        """
        Its/=/PRON/PRP$/1/nmod:poss rival/=/NOUN/NN/12/nsubj:pass _,/=/PUNCT/,/6/punct
        the/=/DET/DT/6/det Baltic/Baltic/ADJ/NNP/6/amod Trade/=/PROPN/NNP/6/compound
        Agency/=/PROPN/NNP/1/appos (/=/PUNCT/-LRB-/8/punct _BTA/=/PROPN/NNP/6/appos
        _)/=/PUNCT/-RRB-/8/punct _,/=/PUNCT/,/1/punct was/be/AUX/VBD/12/aux:pass
        banned/ban/VERB/VBN/-/ROOT _./=/PUNCT/./12/punct
        """,
        (
            "Baltic Trade Agency:ORG",
            "BTA:ORG",
        ),
        [
            "rival | attribute=rival; subject=Agency",
            "bta | subject=Agency; attribute/(=BTA",
        ],
    ),
    (
        "Omar Haddad, 44, is a cousin of the emir.",
        """
        Omar/=/PROPN/NNP/7/nsubj Haddad/=/PROPN/NNP/0/flat _,/=/PUNCT/,/3/punct 44/=/NUM/CD/0/appos
        _,/=/PUNCT/,/0/punct is/be/AUX/VBZ/7/cop a/=/DET/DT/7/det cousin/=/NOUN/NN/-/ROOT
        of/=/ADP/IN/10/case the/=/DET/DT/10/det emir/=/NOUN/NN/7/nmod _./=/PUNCT/./7/punct
        """,
        (
            "Omar Haddad:PERSON",
            "44:CARDINAL",
        ),
        [
            "44 | subject=Omar; attribute=44",
        ],
    ),
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
            "wife | attribute=wife; subject=Lina",
        ],
    ),
)


@pytest.mark.parametrize(("text", "rows", "names", "expected"), CASES, ids=[c[0] for c in CASES])
def test_appositions(text: str, rows: str, names: tuple[str, ...], expected: list[str]) -> None:
    doc = parse(rows, *names)
    assert doc.text == text
    found = extractors.get("appositions")(doc, mentions_of(doc))
    assert [told(doc, p) for p in found] == expected

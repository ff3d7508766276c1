"""Kinship: who is the relative, and whose."""

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
            "wife | modifier/'s=Haddad; subject=Lina",
        ],
    ),
    (
        "The mayor resigned after police arrested his brother-in-law.",
        """
        The/=/DET/DT/1/det mayor/=/NOUN/NN/2/nsubj resigned/resign/VERB/VBD/-/ROOT
        after/=/SCONJ/IN/5/mark police/=/NOUN/NN/5/nsubj arrested/arrest/VERB/VBD/2/advcl
        his/=/PRON/PRP$/7/nmod:poss brother/=/NOUN/NN/5/obj _-/=/PUNCT/HYPH/9/punct
        _in/=/ADP/IN/11/case _-/=/PUNCT/HYPH/11/punct _law/=/NOUN/NN/7/nmod _./=/PUNCT/./2/punct
        """,
        (),
        [
            "brother-in-law | modifier/'s=his; subject=brother",
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
            "cousin | subject=Omar; modifier/of=emir",
        ],
    ),
)


@pytest.mark.parametrize(("text", "rows", "names", "expected"), CASES, ids=[c[0] for c in CASES])
def test_kinship(text: str, rows: str, names: tuple[str, ...], expected: list[str]) -> None:
    doc = parse(rows, *names)
    assert doc.text == text
    found = extractors.get("kinship")(doc, mentions_of(doc))
    assert [told(doc, p) for p in found] == expected

"""Possessives, relative ones included."""

from __future__ import annotations

import pytest
from parsed import mentions_of, parse, told

from kg.registry import extractors

CASES = (
    (
        "Lima's decision to close the mine angered miners.",
        """
        Lima/=/PROPN/NNP/2/nmod:poss _'s/=/PART/POS/0/case decision/=/NOUN/NN/7/nsubj
        to/=/PART/TO/4/mark close/=/VERB/VB/2/acl the/=/DET/DT/6/det mine/=/NOUN/NN/4/obj
        angered/anger/VERB/VBD/-/ROOT miners/miner/NOUN/NNS/7/obj _./=/PUNCT/./7/punct
        """,
        ("Lima:GPE",),
        [
            "decision | modifier/'s=Lima",
        ],
    ),
    (
        "The company whose ships were seized sued Panama.",
        """
        The/=/DET/DT/1/det company/=/NOUN/NN/6/nsubj whose/=/PRON/WDT/3/nmod:poss
        ships/ship/NOUN/NNS/5/nsubj:pass were/be/AUX/VBD/5/aux:pass
        seized/seize/VERB/VBN/1/acl:relcl sued/sue/VERB/VBN/-/ROOT Panama/=/PROPN/NNP/6/obj
        _./=/PUNCT/./6/punct
        """,
        ("Panama:GPE",),
        [
            "ship | modifier/'s=company",
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
            "wife | modifier/'s=Haddad",
        ],
    ),
)


@pytest.mark.parametrize(("text", "rows", "names", "expected"), CASES, ids=[c[0] for c in CASES])
def test_possessives(text: str, rows: str, names: tuple[str, ...], expected: list[str]) -> None:
    doc = parse(rows, *names)
    assert doc.text == text
    found = extractors.get("possessives")(doc, mentions_of(doc))
    assert [told(doc, p) for p in found] == expected

"""Copulas: attribute, place, copular verbs."""

from __future__ import annotations

import pytest
from parsed import mentions_of, parse, told

from kg.registry import extractors

CASES = (
    (
        "The office is in Geneva.",
        """
        The/=/DET/DT/1/det office/=/NOUN/NN/4/nsubj is/be/AUX/VBZ/4/cop in/=/ADP/IN/4/case
        Geneva/=/PROPN/NNP/-/ROOT _./=/PUNCT/./4/punct
        """,
        ("Geneva:GPE",),
        [
            "be | subject=office; attribute/in=Geneva",
        ],
    ),
    (
        "Canada is likely to host the summit.",
        """
        Canada/=/PROPN/NNP/2/nsubj is/be/AUX/VBZ/2/cop likely/=/ADJ/JJ/-/ROOT to/=/PART/TO/4/mark
        host/=/VERB/VB/2/xcomp the/=/DET/DT/6/det summit/=/NOUN/NN/4/obj _./=/PUNCT/./2/punct
        """,
        ("Canada:GPE",),
        [
            "be | subject=Canada; attribute=likely",
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
            "be | subject=Omar; attribute=cousin",
        ],
    ),
    (
        "Ana Duarte became the public face of the campaign in March.",
        """
        Ana/=/PROPN/NNP/2/nsubj Duarte/=/PROPN/NNP/0/flat became/become/VERB/VBD/-/ROOT
        the/=/DET/DT/5/det public/=/ADJ/JJ/5/amod face/=/NOUN/NN/2/xcomp of/=/ADP/IN/8/case
        the/=/DET/DT/8/det campaign/=/NOUN/NN/5/nmod in/=/ADP/IN/10/case March/=/PROPN/NNP/2/obl
        _./=/PUNCT/./2/punct
        """,
        (
            "Ana Duarte:PERSON",
            "March:DATE",
        ),
        [
            "become | subject=Ana; attribute=face; oblique/in=March",
        ],
    ),
    (
        "It is unclear whether the ban on exporting rice will be lifted.",
        """
        It/=/PRON/PRP/2/expl is/be/AUX/VBZ/2/cop unclear/=/ADJ/JJ/-/ROOT whether/=/SCONJ/IN/11/mark
        the/=/DET/DT/5/det ban/=/NOUN/NN/11/nsubj:pass on/=/SCONJ/IN/7/mark
        exporting/export/VERB/VBG/5/acl rice/=/NOUN/NN/7/obj will/=/AUX/MD/11/aux
        be/=/AUX/VB/11/aux:pass lifted/lift/VERB/VBN/2/ccomp _./=/PUNCT/./2/punct
        """,
        (),
        [],
    ),
)


@pytest.mark.parametrize(("text", "rows", "names", "expected"), CASES, ids=[c[0] for c in CASES])
def test_copulas(text: str, rows: str, names: tuple[str, ...], expected: list[str]) -> None:
    doc = parse(rows, *names)
    assert doc.text == text
    found = extractors.get("copulas")(doc, mentions_of(doc))
    assert [told(doc, p) for p in found] == expected

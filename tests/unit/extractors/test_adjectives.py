"""Adjectives with phrases and clauses."""

from __future__ import annotations

import pytest
from parsed import mentions_of, parse, told

from kg.registry import extractors

CASES = (
    (
        "Reporters saw leaflets critical of the emir.",
        """
        Reporters/reporter/NOUN/NNS/1/nsubj saw/see/VERB/VBD/-/ROOT leaflets/leaflet/NOUN/NNS/1/obj
        critical/=/ADJ/JJ/2/amod of/=/ADP/IN/6/case the/=/DET/DT/6/det emir/=/NOUN/NN/3/obl
        _./=/PUNCT/./1/punct
        """,
        (),
        [
            "critical | subject=leaflets; oblique/of=emir",
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
            "likely | subject=Canada; complement/to=host",
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
        [
            "unclear | complement/whether=lifted",
        ],
    ),
)


@pytest.mark.parametrize(("text", "rows", "names", "expected"), CASES, ids=[c[0] for c in CASES])
def test_adjectives(text: str, rows: str, names: tuple[str, ...], expected: list[str]) -> None:
    doc = parse(rows, *names)
    assert doc.text == text
    found = extractors.get("adjectives")(doc, mentions_of(doc))
    assert [told(doc, p) for p in found] == expected

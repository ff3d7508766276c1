"""Titles before names."""

from __future__ import annotations

import pytest
from parsed import mentions_of, parse, told

from kg.registry import extractors

CASES = (
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
            "president | modifier=Brazilian; attribute=President; subject=Ana",
        ],
    ),
)


@pytest.mark.parametrize(("text", "rows", "names", "expected"), CASES, ids=[c[0] for c in CASES])
def test_titles(text: str, rows: str, names: tuple[str, ...], expected: list[str]) -> None:
    doc = parse(rows, *names)
    assert doc.text == text
    found = extractors.get("titles")(doc, mentions_of(doc))
    assert [told(doc, p) for p in found] == expected

"""What the network takes for denied is denied only where a word of the sentence says so."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.articles import Article
from kg.config import Config
from kg.pipeline import Pipeline


@pytest.mark.parametrize(
    ("text", "polarities"),
    [
        ("There is evidence that Turkey attacked Syria.", {"positive"}),
        ("There is no doubt that Russia attacked Ukraine.", {"positive"}),
        ("Turkey did not attack Syria.", {"negative"}),
        ("Norway denied that it had attacked Sweden.", {"negative"}),
    ],
)
def test_polarity(nlp: Language, text: str, polarities: set[str]) -> None:
    found = Pipeline(Config(), nlp=nlp)(Article(text=text, id="a"))
    said = [s for s in found.statements if s.predicate == "attacks"]
    assert {s.polarity for s in said} == polarities

"""Other pipelines, and what a pipeline must give."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import spacy

from kg.errors import MissingAnnotationError, ModelError
from kg.language import check, load_any

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language

ALL = {
    "token.pos",
    "token.tag",
    "token.morph",
    "token.lemma",
    "token.dep",
    "token.head",
    "doc.sents",
    "doc.ents",
    "doc.spans",
}


def test_unknown_model_names_the_cure() -> None:
    with pytest.raises(
        ModelError, match=r"no spaCy pipeline 'en_nothing_at_all': install it .*download en_nothing_at_all"
    ):
        load_any("en_nothing_at_all")


def test_own_name_is_the_shipped_one() -> None:
    assert load_any("triplewire").pipe_names == ["triplewire"]


def test_a_folder_can_be_loaded(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    assert load_any(tmp_path / "blank").pipe_names == []


def test_shipped_pipeline_gives_all(nlp: Language) -> None:
    check(nlp, ALL)


def test_missing_annotation_names_the_component() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    check(nlp, ["doc.sents"])
    with pytest.raises(
        MissingAnnotationError, match=r"lacks doc\.ents \(given by an ner .*token\.dep \(given by a parser"
    ):
        check(nlp, ["doc.sents", "token.dep", "doc.ents"])

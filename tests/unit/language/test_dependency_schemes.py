"""Pipelines whose trees are of another kind are refused, with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import spacy

from kg.errors import MissingAnnotationError
from kg.language import check, load
from kg.pipeline import Pipeline

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language

CLEAR = ("ROOT", "nsubj", "dobj", "prep", "pobj", "nsubjpass", "relcl")
UD = ("ROOT", "nsubj", "obj", "obl", "case", "nsubj:pass", "acl:relcl")


def toy(labels: tuple[str, ...] = (), scheme: str = "") -> Language:
    """Return a pipeline with an untrained parser that knows these labels."""
    nlp = spacy.blank("en")
    parser = nlp.add_pipe("parser")
    for label in labels:
        parser.add_label(label)
    nlp.meta["name"] = "toy"
    if scheme:
        nlp.meta["dependency_scheme"] = scheme
    return nlp


def test_labels_that_are_not_ud_are_named() -> None:
    with pytest.raises(MissingAnnotationError, match="the extractors read Universal Dependencies") as caught:
        check(toy(CLEAR), ["token.dep"])
    message = str(caught.value)
    assert "'toy'" in message
    assert "(parser) with the labels dobj, nsubjpass, pobj, prep, relcl" in message
    assert "leave --model out" in message


def test_another_scheme_in_the_metadata_is_named() -> None:
    with pytest.raises(MissingAnnotationError, match="its trees are of the scheme 'clear'"):
        check(toy(UD, "clear"), ["token.head"])


@pytest.mark.parametrize("nlp", [toy(), toy(("ROOT", "dep"))], ids=["no labels", "bare labels"])
def test_a_parser_that_says_nothing_is_refused(nlp: Language) -> None:
    with pytest.raises(MissingAnnotationError, match=r'does not say .*nlp\.meta\["dependency_scheme"\] = "ud"'):
        check(nlp, ["token.dep"])


@pytest.mark.parametrize("nlp", [toy(UD), toy((), "ud"), toy((), "UD")], ids=["labels", "declared", "capitals"])
def test_universal_dependencies_are_taken(nlp: Language) -> None:
    check(nlp, ["token.dep", "token.head", "doc.sents"])


def test_who_reads_no_trees_does_not_mind() -> None:
    check(toy(CLEAR), ["doc.sents"])


def test_the_component_in_another_pipeline_is_enough() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("triplewire")
    check(nlp, ["token.dep", "doc.ents", "doc.spans"])


def test_all_stages_refuse_trees_of_another_kind() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("triplewire")
    parser = nlp.add_pipe("parser")  # the last to write wins
    for label in CLEAR:
        parser.add_label(label)
    with pytest.raises(MissingAnnotationError, match="with the labels dobj"):
        Pipeline(nlp=nlp)


def test_the_metadata_are_saved(tmp_path: Path) -> None:
    load().to_disk(tmp_path / "saved")
    again = spacy.load(tmp_path / "saved")
    assert again.meta["dependency_scheme"] == "ud"
    check(again, ["token.dep"])

"""Verbs that no pattern has, by the encoder: kept as unsure, never as facts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import spacy
from own_vocabulary import read, told

from kg.language.component import NAME
from kg.pipeline import Pipeline
from kg.vocabulary import Vocabulary
from kg.vocabulary.compiling import finder_of
from kg.vocabulary.encoding import Encoder, encoder_of
from kg.vocabulary.finding import Finder

OPENING = "The company Halden Motors and the company Corvane Group met in Lisbon."


@pytest.fixture(scope="module")
def encoder(nlp: spacy.Language) -> Encoder:
    found = encoder_of(nlp)
    assert found is not None
    return found


def test_like_verbs_are_found_and_tell_no_facts(company_pipeline: Pipeline) -> None:
    found = []
    for verb in ("constructed", "designed", "engineered"):
        extraction = read(company_pipeline, f"{OPENING}\n\nHalden Motors {verb} electric buses.")
        said = told(extraction, "makes")
        assert said <= {("Halden Motors", "makes", "electric buses", "asserted", "positive")}
        found += [s for s in extraction.statements if s.predicate == "makes"]
    assert len(found) >= 2
    assert all((s.extractor, s.licensed) == ("likeness", False) and s.confidence < 0.5 for s in found)


@pytest.mark.parametrize("verb", ["praised", "visited", "sold", "tested", "encircled"])
def test_other_verbs_are_not(verb: str, company_pipeline: Pipeline) -> None:
    extraction = read(company_pipeline, f"{OPENING}\n\nHalden Motors {verb} electric buses. It {verb} Corvane Group.")
    assert not [s for s in extraction.statements if s.extractor == "likeness"]


def test_what_may_stand_on_either_side_counts(company_pipeline: Pipeline) -> None:
    assert not told(read(company_pipeline, f"{OPENING}\n\nHalden Motors constructed a theory."), "makes")


def test_modality_and_polarity_are_the_verbs(company_pipeline: Pipeline) -> None:
    extraction = read(company_pipeline, f"{OPENING}\n\nHalden Motors has not constructed electric buses.")
    assert {(s.modality, s.polarity) for s in extraction.statements if s.predicate == "makes"} <= {
        ("asserted", "negative")
    }


def test_vectors_are_those_of_the_words_and_the_same_each_time(encoder: Encoder) -> None:
    words = ["Corvane", "supplies", "Halden", "."]
    vectors = encoder.vectors(words, [1, 2])
    assert vectors.shape[:2] == (2, 2)
    assert np.array_equal(vectors, encoder.vectors(words, [1, 2]))
    assert np.array_equal(vectors[1:], encoder.vectors(words, [2]))
    assert not np.allclose(vectors[0], vectors[1])


def test_a_sentence_too_long_gives_nothing(encoder: Encoder) -> None:
    assert not encoder.vectors(["gearbox"] * 600, [3]).any()


def test_a_pipeline_of_another_make_has_no_encoder() -> None:
    assert encoder_of(spacy.blank("en")) is None


def test_a_model_whose_inside_is_not_known_is_left_alone(nlp: spacy.Language, company_news: Vocabulary) -> None:
    class Unknown(Encoder):
        _graph = b"a model that another exporter wrote"  # type: ignore[assignment]

    assert not Unknown(nlp.get_pipe(NAME).reader).is_usable  # type: ignore[attr-defined]


def test_without_an_encoder_patterns_are_all_there_is(company_pipeline: Pipeline, company_news: Vocabulary) -> None:
    finder = finder_of(company_news, spacy.blank("en"), company_pipeline.read_article)
    assert isinstance(finder, Finder)
    assert finder._likeness is None


def test_a_relation_without_words_is_told_of(
    company_pipeline: Pipeline, company_news: Vocabulary, caplog: pytest.LogCaptureFixture
) -> None:
    mute = replace(company_news, patterns=(), labels=(), examples=())
    finder_of(mute, spacy.blank("en"), company_pipeline.read_article)
    assert "no words are known in which supplies is told" in caplog.text

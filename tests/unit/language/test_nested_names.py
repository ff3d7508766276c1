"""Names inside longer names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from kg.language.nested import nested_names

if TYPE_CHECKING:
    from spacy.language import Language

VOCAB = Vocab()


def doc_of(text: str) -> Doc:
    """Make a doc from words apart by spaces; ``[ORG Bank of Ghana]`` is a named entity."""
    words: list[str] = []
    spans: list[tuple[int, int, str]] = []
    label, start = "", 0
    for part in text.split():
        if part.startswith("["):
            label, start = part[1:], len(words)
            continue
        words.append(part.rstrip("]"))
        if part.endswith("]"):
            spans.append((start, len(words), label))
    doc = Doc(VOCAB, words=words)
    doc.set_ents([Span(doc, a, b, label=x) for a, b, x in spans])
    return doc


def found(text: str) -> list[tuple[str, str]]:
    return [(s.text, s.label_) for s in nested_names(doc_of(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the [ORG Bank of Ghana]", [("Ghana", "GPE")]),
        ("the [ORG South Korean Ministry of Unification]", [("South Korean", "NORP")]),
        ("the [ORG United States National Security Council]", [("United States", "GPE")]),
        ("the [ORG U.S. Geological Survey]", [("U.S.", "GPE")]),
        ("the [ORG Nairobi Securities Exchange]", [("Nairobi", "GPE")]),
        ("the [FAC Mexico City Airport]", [("Mexico City", "GPE")]),
        ("the [LAW Paris Agreement]", [("Paris", "GPE")]),
        ("the [EVENT Australian Open]", [("Australian", "NORP")]),
        ("the [ORG Franco German Chamber of Commerce in Poland]", [("German", "NORP"), ("Poland", "GPE")]),
        ("the [ORG Papua New Guinea Defence Force]", [("Papua New Guinea", "GPE")]),
        ("the [ORG Democratic Republic of the Congo Army]", [("Democratic Republic of the Congo", "GPE")]),
    ],
)
def test_countries_capitals_and_nationalities(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "in [GPE Ghana] and the [ORG Fund]",
        "the [ORG Holy See]",
        "the [ORG Niger Delta Front]",
        "the [ORG New Mexico Guard]",
        "the [ORG Union of South American Nations]",
        "the [ORG Inter - American Court]",
        "the [ORG Agence France - Presse]",
        "the [ORG Jordan Brand]",
        "the [ORG Chad Miller Orchestra]",
        "the [ORG Washington Post]",
        "the [PERSON India Rose] sang",
        "the [ORG CONTACT US NOW]",
        "the [ORG turkey farm]",
    ],
)
def test_what_is_no_name_of_its_own(text: str) -> None:
    assert found(text) == []


def test_an_ambiguous_place_is_taken_where_the_article_names_it() -> None:
    assert found("[GPE Jordan] said the [ORG Jordan Brand] left") == [("Jordan", "GPE")]
    assert found("the [ORG University of Jordan]") == [("Jordan", "GPE")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[PERSON Karim Rahim] of the [ORG Rahim Foundation]", [("Rahim", "PERSON")]),
        ("[PERSON Karim Rahim] of the [ORG Karim Rahim School]", [("Karim Rahim", "PERSON")]),
        ("[PERSON Rahim] opened the [FAC Rahim Memorial]", [("Rahim", "PERSON")]),
        ("[PERSON Doug Ford] met the [ORG Ford Motor Company]", []),
        ("the [ORG Rahim Foundation] said", []),
        ("[PERSON Karim Rahimi] of the [ORG Rahim Foundation]", []),
        ("[PERSON Karim Rahim] of the [ORG Rahim Foundation of Ghana]", [("Rahim", "PERSON"), ("Ghana", "GPE")]),
        ("[PERSON Li China] of the [ORG China Foundation]", [("China", "GPE")]),
    ],
)
def test_persons_only_where_the_article_names_them(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_the_pipeline_gives_them(nlp: Language) -> None:
    doc = nlp("The Bank of Ghana and the South Korean Foreign Ministry signed a deal in Seoul on Friday.")
    nested = [(s.text, s.label_) for s in doc.spans["nested"]]
    assert ("Ghana", "GPE") in nested
    for span in doc.spans["nested"]:
        assert any(e.start <= span.start and span.end <= e.end and len(span) < len(e) for e in doc.ents)


def test_a_text_without_names_has_an_empty_group(nlp: Language) -> None:
    assert list(nlp("It rained.").spans["nested"]) == list(nlp("").spans["nested"]) == []

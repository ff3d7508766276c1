"""Contexts of names that may mean several entries, compared with what these are described as."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray
from spacy.language import Language

from kg.articles import Article
from kg.config import Config
from kg.linking.entries import Entry
from kg.linking.likeness import Likeness, contexts
from kg.linking.linker import best_links
from kg.pipeline import Pipeline
from kg.statements import Entity, EntityMention
from kg.vocabulary.encoding import encoder_of


@dataclass(frozen=True)
class Span:
    start: int
    end: int


def described(text: str) -> Entry:
    return Entry(id=text, name="x", cls="Company", aliases=(), description=text, countries=(), popularity=0.5)


@pytest.fixture(scope="module")
def likeness(nlp: Language) -> Likeness:
    encoder = encoder_of(nlp)
    assert encoder is not None
    return Likeness(encoder)


def test_the_sentence_of_a_mention_is_its_context() -> None:
    text = "Rain fell. Kelmark, based in Oslo, sold ships. It closed.\nKelmark hired 40 welders"
    spans = [Span(m.start(), m.end()) for m in re.finditer("Kelmark", text)]
    assert list(contexts(text, spans)) == [" , based in Oslo, sold ships", "  hired 40 welders"]


# Texts and descriptions by which neither weight nor words were chosen.
@pytest.mark.parametrize(
    ("text", "meant", "other"),
    [
        ("X poured concrete for two dams and a bridge.", "construction company", "budget airline"),
        ("X grounded its jets and refunded tickets.", "budget airline", "construction company"),
        ("X tested a vaccine on mice.", "Finnish pharmaceutical company", "Swiss insurance company"),
        ("X dug ore at 900 metres below the ground.", "copper mining company", "textbook publisher"),
        ("X printed timetables for schools and exercise books.", "textbook publisher", "copper mining company"),
        ("Guests at the X complained about their rooms and breakfast.", "hotel chain", "tobacco brand"),
        ("X approved mortgages for first-time buyers.", "savings bank", "museum association"),
        ("X flew 300 pilgrims to Jeddah.", "airline", "bakery chain"),
        ("X bakes loaves and biscuits.", "bakery chain", "airline"),
    ],
)
def test_what_is_meant_is_more_like_its_context(likeness: Likeness, text: str, meant: str, other: str) -> None:
    at = text.index("X")
    found = likeness(contexts(text, [Span(at, at + 1)]), [described(meant), described(other)])
    assert found[0] > 0 > found[1]
    assert sum(found) == pytest.approx(0)


def test_nothing_is_told_without_words(likeness: Likeness) -> None:
    assert likeness([""], [described("bank"), described("museum")]) == (0.0, 0.0)
    assert likeness(["a loan of the bank"], [described("bank"), described("")]) == (0.0, 0.0)


def test_a_description_is_read_once() -> None:
    class Counting:
        def __init__(self) -> None:
            self.read: list[str] = []

        def vectors(self, words: Sequence[str], at: Sequence[int]) -> NDArray[np.float32]:
            self.read.append(" ".join(words))
            return np.asarray([[[len(words[i]), ord(words[i][0])]] for i in at], dtype=np.float32)

    counting = Counting()
    compared = Likeness(counting)
    first = compared(["a loan"], [described("savings bank"), described("art museum")])
    assert first == compared(["a loan"], [described("savings bank"), described("art museum")])
    assert counting.read.count("savings bank") == 1


@pytest.mark.parametrize(
    ("text", "name", "begins"),
    [
        ("SAS will empty the bins every second week and burn the rubbish.", "SAS", "waste management company"),
        ("Children begged for dolls, puzzles and teddy bears at Jumbo.", "Jumbo", "Greek multinational toy shop"),
    ],
)
def test_likeness_ranks_companies_of_one_name(likeness: Likeness, text: str, name: str, begins: str) -> None:
    mentions = tuple(
        EntityMention(article="x:a", start=m.start(), end=m.end(), text=name, kind="name")
        for m in re.finditer(name, text)
    )
    company = Entity(id="x:c", cls="Company", name=name, mentions=mentions)
    assert not best_links([company], (), text)
    (link,) = best_links([company], (), text, likeness=likeness).values()
    assert link.entry.description.startswith(begins)


def test_a_pipeline_compares(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, ...]] = []

    def compared(self: Likeness, context: Iterable[str], entries: Iterable[Entry]) -> tuple[float, ...]:
        asked.append(tuple(context))
        return tuple(0.0 for _ in entries)

    monkeypatch.setattr(Likeness, "__call__", compared)
    text = "The Swiss company Jumbo Inc. sells hammers in Zurich."
    Pipeline(Config(), nlp=nlp)(Article(text=text, id="a"))
    assert any("sells hammers in Zurich" in sentence for context in asked for sentence in context)

"""Scores of links that a pipeline notes with a text, and what resolution makes of them."""

from __future__ import annotations

import numpy as np
import pytest
from readings import clusters_of, marked
from spacy.tokens import Doc

from kg.resolution.links import LEAST, LINKS, LinkScores, linked

MAYOR = """
Omar/=/PROPN/NNP/2/nsubj Diaz/=/PROPN/NNP/0/flat met/meet/VERB/VBD/-/ROOT Jon/=/PROPN/NNP/2/obj
Berg/=/PROPN/NNP/3/flat _./=/PUNCT/./2/punct The/=/DET/DT/8/det young/=/ADJ/JJ/8/amod guitarist/=/NOUN/NN/9/nsubj
sang/sing/VERB/VBD/-/ROOT _./=/PUNCT/./9/punct The/=/DET/DT/12/det guitarist/=/NOUN/NN/13/nsubj
left/leave/VERB/VBD/-/ROOT _./=/PUNCT/./13/punct
"""
NAMES = ("Omar Diaz:PERSON", "Jon Berg:PERSON")


def noted(rows: str, *links: tuple[int, int, float], names: tuple[str, ...] = NAMES) -> Doc:
    doc = marked(rows, *names)
    later, earlier, scores = zip(*sorted(links), strict=True) if links else ((), (), ())
    doc.user_data[LINKS] = (
        np.array(later, dtype=np.int32), np.array(earlier, dtype=np.int32), np.array(scores, dtype=np.float32),
    )  # fmt: skip
    return doc


def heads(doc: Doc) -> set[tuple[int, ...]]:
    return {c.heads for c in clusters_of(doc).values()}


def test_a_text_without_scores_is_told_from_one_without_links() -> None:
    assert linked(marked(MAYOR)) is None
    assert not LinkScores(marked(MAYOR))
    assert LinkScores(noted(MAYOR))


def test_scores_of_a_group_add_up_as_odds() -> None:
    links = LinkScores(noted(MAYOR, (8, 0, 1.0), (8, 3, 1.0)))
    assert links.score(8, 3) == pytest.approx(1.0)
    assert links.of_group(8, (0, 3)) == pytest.approx(1.0 + np.log(2))
    assert links.of_group(8, (12,)) == links.score(12, 0) == LEAST


def test_a_definite_phrase_goes_where_the_scores_are_sure() -> None:
    assert (3, 8, 12) in heads(noted(MAYOR, (8, 3, 6.0), (8, 0, 1.0), (12, 8, 6.0)))


def test_two_good_antecedents_decide_nothing() -> None:
    assert {(0,), (3,)} <= heads(noted(MAYOR, (8, 3, 6.0), (8, 0, 5.9), (12, 8, 6.0)))


def test_what_rules_would_join_stays_apart_against_the_scores() -> None:
    assert (8, 12) in heads(marked(MAYOR, *NAMES))
    assert (8, 12) in heads(noted(MAYOR, (12, 8, 2.0)))
    assert {(8,), (12,)} <= heads(noted(MAYOR, (12, 8, -3.0)))


def test_scores_join_nobody_of_another_number() -> None:
    rows = MAYOR.replace("guitarist/=/NOUN/NN/9", "guitarists/guitarist/NOUN/NNS/9")
    assert (3,) in heads(noted(rows, (8, 3, 8.0)))

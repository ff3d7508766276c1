"""Arcs that English grammar rules out."""

from __future__ import annotations

import numpy as np
import pytest

from kg.language.mending import mend_reported, mend_speakers, mend_subjects, mend_titles

NAMES = ["root", "nsubj", "obj", "iobj", "acl:relcl", "obl"]
CASES = (
    ("Vale beat Wexmoor", [2, 0, 2], "obj root obj", "nsubj root obj"),
    ("Vale gave Wexmoor hope", [2, 0, 2, 2], "obj root iobj obj", "nsubj root iobj obj"),
    ("whom Vale beat", [3, 3, 0], "obj nsubj root", "obj nsubj root"),
    ("clubs Vale gave hope", [0, 3, 1, 3], "root obj acl:relcl obj", "root obj acl:relcl obj"),
    ("Vale beat them", [2, 0, 2], "nsubj root obj", "nsubj root obj"),
    ("what did", [2, 0], "obj root", "obj root"),
)


@pytest.mark.parametrize(("words", "heads", "given", "mended"), CASES, ids=[c[0] for c in CASES])
def test_an_object_before_a_verb_with_another_behind_is_its_subject(
    words: str, heads: list[int], given: str, mended: str
) -> None:
    labels = np.array([NAMES.index(x) for x in given.split()])
    assert len(words.split()) == len(labels)
    mend_subjects(np.array(heads), labels, NAMES)
    assert [NAMES[k] for k in labels] == mended.split()


def test_a_title_before_a_name_is_no_second_subject() -> None:
    names, tags = ["root", "nsubj", "nmod:desc", "flat", "appos", "det"], ["NOUN", "PROPN", "VERB"]
    heads, labels = np.array([4, 4, 2, 0]), np.array([1, 1, 3, 0])
    mend_titles(heads, labels, np.array([0, 1, 1, 2]), names, tags)  # striker Rafael Souza scored
    assert heads.tolist() == [2, 4, 2, 0]
    assert [names[k] for k in labels] == ["nmod:desc", "nsubj", "flat", "root"]


def test_a_name_behind_a_noun_with_an_article_is_apposed() -> None:
    names, tags = ["root", "nsubj", "nmod:desc", "appos", "det"], ["NOUN", "PROPN", "VERB", "DET"]
    heads, labels = np.array([2, 4, 4, 0]), np.array([4, 1, 1, 0])
    mend_titles(heads, labels, np.array([3, 0, 1, 2]), names, tags)  # the probe Halcyon landed
    assert heads.tolist() == [2, 4, 2, 0]
    assert [names[k] for k in labels] == ["det", "nsubj", "appos", "root"]


def test_two_nouns_are_left_alone() -> None:
    names, tags = ["root", "nsubj", "nmod:desc", "appos", "det"], ["NOUN", "PROPN", "VERB"]
    heads, labels = np.array([3, 3, 0]), np.array([1, 1, 0])
    mend_titles(heads, labels, np.array([0, 0, 2]), names, tags)
    assert heads.tolist() == [3, 3, 0]


@pytest.mark.parametrize(
    ("words", "heads", "labels", "mended"),
    [
        ("Hansa left , he said on Monday", [2, 5, 5, 5, 0, 7, 2], "nsubj ccomp punct nsubj root case obl", 5),
        ("Hansa left , he said on Monday", [2, 0, 5, 5, 2, 7, 2], "nsubj root punct nsubj parataxis case obl", 5),
        ("Hansa left , he said , on Monday", [2, 5, 5, 5, 0, 8, 8, 2], "nsubj ccomp punct nsubj root punct case obl",
         2),
        ("He said Hansa left on Monday", [2, 0, 4, 2, 6, 4], "nsubj root nsubj ccomp case obl", 4),
    ],
)  # fmt: skip
def test_what_follows_said_at_once_is_when_it_was_said(
    words: str, heads: list[int], labels: str, mended: int
) -> None:
    names = sorted(set(labels.split()) | {"ccomp", "parataxis"})
    found = np.array(heads)
    mend_reported(found, np.array([names.index(x) for x in labels.split()]), words.split(), names)
    assert found[-1] == mended


@pytest.mark.parametrize(
    ("words", "heads", "labels", "mended"),
    [
        ("Vale left , an aide to him said", [2, 8, 8, 5, 1, 7, 5, 0], "nsubj ccomp punct det appos case nmod root", 8),
        ("Vale left , an aide said", [2, 0, 6, 5, 1, 2], "nsubj root punct det appos parataxis", 6),
        ("Vale , an aide , left , he said", [6, 4, 4, 1, 4, 9, 9, 9, 0],
         "nsubj punct det appos punct ccomp punct nsubj root", 1),
        ("Vale left , an aide he said", [2, 7, 7, 5, 1, 7, 0], "nsubj ccomp punct det appos nsubj root", 1),
        ("I met Vale , an aide said", [2, 0, 2, 3, 6, 3, 2], "nsubj root obj punct det appos advcl", 3),
    ],
)  # fmt: skip
def test_who_stands_right_before_a_verb_of_saying_says_it(
    words: str, heads: list[int], labels: str, mended: int
) -> None:
    names = sorted({*labels.split(), "nsubj", "ccomp", "parataxis"})
    given, relations = np.array(heads), np.array([names.index(x) for x in labels.split()])
    place = labels.split().index("appos")
    mend_speakers(given, relations, words.split(), names)
    assert given[place] == mended
    assert names[relations[place]] == ("nsubj" if mended != heads[place] else "appos")

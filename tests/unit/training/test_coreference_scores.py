"""Scores of clusters, against values worked out by hand."""

from __future__ import annotations

import pytest

from training.coreference import Gap, Rate, Tally, gap_answers, gap_rate


def chains(*words: str) -> list[list[tuple[int, int]]]:
    return [[(ord(c), ord(c)) for c in word] for word in words]


def rates(gold: list[str], found: list[str]) -> dict[str, Rate]:
    tally = Tally()
    tally.add(chains(*gold), chains(*found))
    return tally.rates()


def test_the_same_chains_score_one():
    assert {r.f1 for r in rates(["abc", "de"], ["de", "abc"]).values()} == {1.0}


def test_the_worked_example_of_the_conll_scorer():
    # key {a b c} {d e f g}, response {a b} {c d} {f g h i}: worked out in Pradhan et al. 2014
    found = rates(["abc", "defg"], ["ab", "cd", "fghi"])
    assert found["muc"][:2] == pytest.approx((2 / 5, 2 / 5))
    assert found["b3"][:2] == pytest.approx((4 / 8, (2 / 3 + 2 / 3 + 1 / 3 + 1 / 4 + 0 + 2 / 4 + 2 / 4) / 7))
    # best pairing: {a b c} with {a b}, {d e f g} with {f g h i}: 4/5 + 4/8
    assert found["ceaf"][:2] == pytest.approx((1.3 / 3, 1.3 / 2))


def test_shares_of_chains_are_averaged_over_mentions():
    found = rates(["abcd"], ["ab", "cd"])
    assert found["b3"] == pytest.approx((1.0, 0.5, 2 / 3))
    assert found["muc"] == pytest.approx((1.0, 2 / 3, 0.8))
    assert found["ceaf"] == pytest.approx((2 / 3 / 2, 2 / 3, 4 / 9))


def test_chains_of_one_mention_do_not_count():
    assert rates(["ab", "c"], ["ab", "d"])["conll"].f1 == 1.0
    assert rates(["a"], ["b"])["mentions"] == (0.0, 0.0, 0.0)


def test_documents_are_added_up():
    tally = Tally()
    tally.add(chains("ab"), chains("ab"))
    tally.add(chains("abc"), chains("xy"))
    assert tally.rates()["muc"][:2] == pytest.approx((1 / 2, 1 / 3))


def test_a_link_is_right_within_a_gold_chain_alone():
    tally = Tally()
    tally.add(chains("ace", "bd"), chains("abce"))
    # a-b wrong, b-c wrong, c-e right
    assert tally.link_precision() == pytest.approx(1 / 3)


def test_a_name_is_found_by_the_head_in_it():
    gap = Gap("Mara Voss thanked Ines Ott's sister; she won.", (37, 40), ((0, 9), (18, 26)), (True, False))
    assert gap_answers(gap, [[0, 37]]) == (True, False)
    # the head of "Ines Ott's sister" is no word of the name
    assert gap_answers(gap, [[29, 37]]) == (False, False)
    assert gap_answers(gap, [[0, 5], [18, 37]]) == (False, True)


def test_both_names_of_a_snippet_count():
    answers = [((True, False), (True, False)), ((False, True), (True, False)), ((False, False), (False, False))]
    assert gap_rate(answers) == pytest.approx((0.5, 0.5, 0.5))

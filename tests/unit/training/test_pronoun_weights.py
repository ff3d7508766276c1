"""The ranker of pronouns learns what its examples show, and says how often it is right."""

from __future__ import annotations

from training.pronouns import Example, fit, measure


def _examples(n: int) -> list[Example]:
    """Subjects are right; where there is none, nothing is."""
    near = ({"role subject": 1.0, "far 0": 1.0}, {"role object": 1.0, "far 0": 1.0})
    found = [Example("thing", (1, 2), near, frozenset({1})) for _ in range(n)]
    found += [Example("thing", (2,), near[1:], frozenset()) for _ in range(n)]
    return found


def test_it_learns_which_feature_is_right_and_when_to_leave_open() -> None:
    table = fit(_examples(20))
    assert table["role subject"] > table["none"] > table["role object"] + table["far 0"]
    assert measure(_examples(5), table, 0.55) == (1.0, 1.0)


def test_a_higher_bar_answers_less() -> None:
    table = fit(_examples(20))
    assert measure(_examples(5), table, 1.01) == (0.0, 0.0)
    contrary = [Example("thing", (1, 2), ({"role subject": 1.0}, {"role object": 1.0}), frozenset({2}))]
    assert measure(contrary, table, 0.5)[0] == 0.0

"""Edit scripts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.lemmas import apply_script, edit_script

PAIRS = [
    ("parties", "party", "3|y"),
    ("Parties", "party", "3|y"),
    ("said", "say", "2|y"),
    ("was", "be", "*|be"),
    ("Kim", "Kim", "^0|"),
    ("KIM", "Kim", "^2|im"),
    ("n't", "not", "2|ot"),
    ("2018", "2018", "0|"),
]


@pytest.mark.parametrize(("form", "lemma", "script"), PAIRS)
def test_script_of_pair(form: str, lemma: str, script: str) -> None:
    assert edit_script(form, lemma) == script


@given(
    st.text(min_size=1, max_size=12), st.text(alphabet=st.characters(exclude_characters="|"), min_size=1, max_size=12)
)
def test_script_gives_the_lemma_back(form: str, lemma: str) -> None:
    assert apply_script(form, edit_script(form, lemma)) == lemma


@given(st.text(min_size=1, max_size=8))
def test_script_of_another_word_never_gives_nothing(form: str) -> None:
    assert apply_script(form, "5|") != ""

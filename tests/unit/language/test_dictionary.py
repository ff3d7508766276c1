from __future__ import annotations

import pytest

from kg.language.dictionary import lemma


@pytest.mark.parametrize(
    ("form", "upos", "xpos", "guess", "expected"),
    [
        ("signed", "VERB", "VBD", "signe", "sign"),
        ("denied", "VERB", "VBN", "denie", "deny"),
        ("shutting", "VERB", "VBG", "shutte", "shut"),
        ("went", "VERB", "VBD", "we", "go"),
        ("left", "VERB", "VBD", "left", "leave"),
        ("found", "VERB", "VBD", "found", "find"),
        ("put", "VERB", "VBD", "pu", "put"),
        ("Militaries", "NOUN", "NNS", "militarie", "military"),
        ("frontrunners", "NOUN", "NNS", "frontrunne", "frontrunner"),
        ("bombing", "NOUN", "NN", "bomb", "bombing"),
        ("worse", "ADJ", "JJR", "worse", "bad"),
        ("Reuters", "PROPN", "NNP", "Reuter", "Reuters"),
        ("was", "AUX", "VBD", "be", "be"),
        ("9/11", "NOUN", "NN", "9/11", "9/11"),
        ("n't", "PART", "RB", "not", "not"),
    ],
)
def test_lemmas(form: str, upos: str, xpos: str, guess: str, expected: str) -> None:
    assert lemma(form, upos, xpos, guess) == expected


def test_of_several_lemmas_the_one_that_the_network_sees_is_taken() -> None:
    assert lemma("data", "NOUN", "NNS", "data") == "data"
    assert lemma("data", "NOUN", "NNS", "datum") == "datum"

"""Lemmas by dictionary where the word is in it, by the network's edit script where it is not.

A network that sees the first piece of a word guesses the ending of rare words; a dictionary
knows them. LemmInflect's is asked first; of several lemmas the network's own is taken, if it
is among them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from kg.language.lemmas import apply_script

__all__ = ["lemma", "scripted_lemma"]

_OPEN = frozenset({"VERB", "NOUN", "ADJ", "ADV"})
#: Tags of forms that are their own lemma.
_BASE = frozenset({"NN", "VB", "VBP", "JJ", "RB"})


@lru_cache(maxsize=1)
def _lemminflect() -> Any:
    import lemminflect  # type: ignore[import-untyped]

    return lemminflect


@lru_cache(maxsize=200_000)
def scripted_lemma(form: str, upos: str, xpos: str, script: str) -> str:
    """Return the `lemma` of a word of which the network gives an edit script."""
    return lemma(form, upos, xpos, apply_script(form, script))


def lemma(form: str, upos: str, xpos: str, guess: str) -> str:
    """Return the lemma of a word in its sentence.

    Parameters
    ----------
    form : str
        The word as written.
    upos, xpos : str
        Its universal and its Penn Treebank tag.
    guess : str
        What the network's edit script makes of the form.

    Returns
    -------
    str
        The guess for names and closed classes; for nouns, verbs, adjectives and adverbs the
        dictionary's lemma, or that of its rules for words it does not hold.

    Examples
    --------
    >>> lemma("signed", "VERB", "VBD", "signe"), lemma("found", "VERB", "VBD", "found")
    ('sign', 'find')
    """
    low = form.lower()
    if upos == "PROPN" and xpos == "NNP":
        return form
    if upos not in _OPEN or not low.isalpha():
        return guess
    found: tuple[str, ...] = _lemminflect().getAllLemmas(low, upos=upos).get(upos, ())
    if xpos in _BASE:
        return low
    if not found:
        found = tuple(_lemminflect().getAllLemmasOOV(low, upos=upos).get(upos, ()))
    if upos == "VERB" and len(found) > 1:  # "found" in the past is of "find"
        found = tuple(x for x in found if x != low) or found
    if not found or guess in found:
        return guess
    return found[0]

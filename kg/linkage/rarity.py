"""How many others of a name one expects: how common its words are, by the lists and by the names of the corpus."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from kg.linkage.person_names import Likeness, PersonName
from kg.linkage.words import is_ordinary, name_table, sound, table_words, weights
from kg.resolution.lexicons import lexicon

__all__ = ["Rarity", "words_of_person"]

#: Names of the corpus by which the lists are as good as counting.
_LISTS_WEIGH = 2_000
_INITIAL = 1 / 16
#: Of the names with a word, those that are nothing else.
_ALONE = 0.2


@cache
def _listed(part: str) -> Mapping[str, float]:
    """Return the share of names with a word, as heard for persons, by the lists."""
    table = name_table()[part]
    found: dict[str, float] = {}

    def add(words: Iterable[str], share: float) -> None:
        for word in words:
            heard = sound(word) if part in ("given", "family") else word
            found[heard] = max(found.get(heard, 0.0), share)

    for step in ("most", "many"):
        if f"{step}_words" in table:
            add(table_words(part, f"{step}_words"), table[step])
        if f"{step}_names" in table:
            add(table_words(part, f"{step}_names"), table[step])
    people = lexicon("names")["persons"]
    if part == "given":
        add(f"{people['male']} {people['female']}".split(), table["some"])
    if part == "family":
        add(str(people["family_first"]).split(), table["some"])
    return MappingProxyType(found)


class Rarity:
    """The frequencies of words of names, and what a likeness of two names says.

    Parameters
    ----------
    names : iterable of tuple of (str, str)
        For each different name of a kind of the corpus, its words with their part: ("family", "smT.i").
    kind : str
        Whose names they are: "person", "organisation" …
    """

    def __init__(self, names: Iterable[tuple[tuple[str, str], ...]], kind: str) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()
        self._number = 0
        # places are named in the names of many others, things are too few to be counted
        for words in names if kind in ("person", "organisation") else ():
            self._number += 1
            self._counts.update(set(words))
        self._kind = kind
        self._population = max(float(weights()["population"].get(kind, 3000)), float(self._number))

    def share(self, part: str, word: str, alone: bool = False) -> float:
        """Return what share of names has a word in a part of the name, or is nothing else, where it stands alone."""
        if len(word.removesuffix(".")) == 1 and part == "given":
            return _INITIAL
        if part == "acronym":
            return 20.0 ** -len(word)
        table = "organisation" if part == "word" and self._kind == "organisation" else part
        table = "place" if part == "word" and table == "word" else table
        listed = _listed(table).get(word, name_table()[table]["rare"])
        if word[0] == "@":
            listed = 0.02
        # the name itself is one of those counted; it tells nothing of others
        counted = 0 if alone else max(0, self._counts[part, word] - 1)
        listed *= _ALONE if alone else 1.0
        return float(listed * _LISTS_WEIGH + counted) / (_LISTS_WEIGH + self._number)

    def log_odds(self, like: Likeness, *, short: bool = False) -> float:
        """Return what names so alike say for being of one, in natural log-odds."""
        table = weights()["name"]
        most = table["descriptive"] if self.is_descriptive(like.words) else table["most"]
        alone = len(like.words) == 1 and like.words[0][0] == "word"
        others = self._population * math.prod(self.share(part, word, alone) for part, word in like.words)
        most = table["short"] if short else most
        form = weights()["form"]
        # several differences of one name are seldom independent: the worst counts whole
        paid = sorted(form[f] for f in like.forms)
        return min(most, -math.log(max(others, 1e-12))) + sum(
            p / (1 if i == 0 or p > 0 else 2) for i, p in enumerate(paid)
        )

    def is_descriptive(self, name: tuple[tuple[str, str], ...]) -> bool:
        """Tell whether a body is named by what it does: then each country may have one."""
        words = [w for part, w in name if part == "word"]
        if self._kind != "organisation" or not words or any(w[0] == "@" for w in words):
            return False
        return all(map(is_ordinary, words)) and not table_words("organisation", "across_countries") & set(words)


def words_of_person(name: PersonName) -> tuple[tuple[str, str], ...]:
    """Return the words of a person's name with their parts, as heard."""
    inner = tuple(("given", sound(w)) for w in (name.given, *name.middle) if w)
    return (("family", sound(name.family)), *inner)

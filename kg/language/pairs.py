"""What two words show of whether they refer to the same thing: numbers that need no parse.

Each pair of an anaphor (the later word) and an antecedent (the earlier one) gets one category a channel.
Training learns one weight a category; at run time a pair's score takes the sum of the weights of its categories.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

__all__ = ["CHANNELS", "CHANNEL_SIZES", "PairWords", "pair_channels", "side_by_side"]

#: Word classes: pronouns by person and number, then other words by form.
_CLASSES = (
    "he", "she", "it", "they", "I", "we", "you", "this", "these", "who", "which", "one",
    "number", "capitals", "name", "first", "plural", "other",
)  # fmt: skip
_PRONOUNS = {
    "he": "he him his himself",
    "she": "she her hers herself",
    "it": "it its itself",
    "they": "they them their theirs themselves 'em",
    "I": "i me my mine myself",
    "we": "we us our ours ourselves",
    "you": "you your yours yourself yourselves",
    "this": "this that",
    "these": "these those both",
    "who": "who whom whose",
    "which": "which where there here",
    "one": "one ones another other others each all some any none either neither something someone everyone",
}
_CLASS_OF = {word: _CLASSES.index(name) for name, words in _PRONOUNS.items() for word in words.split()}
#: Coarse classes of `_CLASSES`: third person singular, it, they, first and second person, noun, name.
_COARSE = np.array([0, 0, 1, 2, 3, 3, 3, 1, 2, 1, 1, 4, 4, 5, 5, 5, 4, 4], dtype=np.int16)
_N_COARSE = 6

_DETERMINERS = {
    1: "the",
    2: "a an",
    3: "this that these those both",
    4: "his her its their my our your whose 's ’s ' ’",
    5: "another other some any no each every many several few most more all such",
    6: "one two three four five six seven eight nine ten dozens hundreds thousands",
}
_DETERMINER_OF = {word: kind for kind, words in _DETERMINERS.items() for word in words.split()}
_N_DETERMINERS = 7
#: Words of a noun phrase between its determiner and its head that are looked over.
_REACH = 4
_STOPS = frozenset(".,;:!?()[]\"“”``''–—-")

#: Words that are no part of a name though they open a sentence with a capital.
_SMALL = frozenset(
    ["the", "a", "an", "in", "on", "at", "but", "and", "or", "for", "from", "with", "by", "as", "if", "when", "while",
     "after", "before", "since", "during", "under", "over", "not", "no", "to", "of", "according", "however", "also",
     "meanwhile", "although", "though", "because", "so", "then", "now", "what", "how", "why", "mr", "mr.", "mrs",
     "mrs.", "ms", "ms.", "dr", "dr."]
)  # fmt: skip
_FUNCTION = _SMALL | _CLASS_OF.keys() | _DETERMINER_OF.keys()
_LINKS = frozenset(["of", "-", "de", "al", "bin", "van", "von", "&"])
_QUOTES = frozenset(['"', "“", "”", "„", "``", "''", "«", "»"])

#: Names of which all pairs are compared at once.
_FEW = 400

_WORD_EDGES = np.array([2, 3, 4, 5, 6, 8, 11, 15, 20, 27, 36, 48, 64, 96])
_SENTENCE_EDGES = np.array([1, 2, 3, 4, 6, 9])
#: Class of each distance, the last of all that are longer.
_WORD_CLASS = np.searchsorted(_WORD_EDGES, np.arange(_WORD_EDGES[-1] + 1), side="right").astype(np.int16)
_SENTENCE_CLASS = np.searchsorted(_SENTENCE_EDGES, np.arange(_SENTENCE_EDGES[-1] + 1), side="right").astype(np.int16)
_N_FORM, _N_RUN, _N_BESIDE = 6, 8, 5

#: Names of the channels.
CHANNELS: tuple[str, ...] = ("classes", "words", "sentences", "form", "name", "determiners", "quotes")
#: Number of categories of each channel.
CHANNEL_SIZES: tuple[int, ...] = (
    len(_CLASSES) ** 2,
    (len(_WORD_EDGES) + 1) * _N_COARSE,
    (len(_SENTENCE_EDGES) + 1) * _N_COARSE,
    _N_FORM * _N_BESIDE * 2,
    _N_RUN * 3,
    _N_DETERMINERS**2,
    3 * _N_COARSE**2,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PairWords:
    """What is read off each word of a text, once, before pairs are made.

    Attributes
    ----------
    sentences : array of int, n
        Sentence number of each word; only differences count.
    classes, determiners, forms, stems, prefixes, befores, runs, marks : array of int, n
        Class of the word; kind of determiner before it; number of its lower-case form, of the form without plural
        ending, of its first five letters; form of the content word before it (0 if none); number of the name
        it stands in (0 if none); quotation marks up to it.
    names : tuple of tuple of str
        The words of each name, lower case; the first is none.
    fits : array of int, (names, names), optional
        How every two names fit; not kept of many names.
    """

    sentences: NDArray[np.int64]
    classes: NDArray[np.int64]
    determiners: NDArray[np.int64]
    forms: NDArray[np.int64]
    stems: NDArray[np.int64]
    prefixes: NDArray[np.int64]
    befores: NDArray[np.int64]
    runs: NDArray[np.int64]
    marks: NDArray[np.int64]
    names: tuple[tuple[str, ...], ...]
    fits: NDArray[np.int16] | None

    @classmethod
    def of(cls, words: Sequence[str], sentences: NDArray[np.int64]) -> PairWords:
        """Read the words of a text or window; O(n).

        Parameters
        ----------
        words : sequence of str, n
            Without white space.
        sentences : array of int, n
        """
        lower = [w.lower().replace("’", "'") for w in words]
        sentence = np.asarray(sentences).tolist()
        first = [i == 0 or sentence[i] != sentence[i - 1] or words[i - 1] in _QUOTES for i in range(len(words))]
        runs, names = _names(words, lower)
        return cls(
            sentences=np.asarray(sentences, dtype=np.int64),
            classes=np.array([*map(_class, words, lower, first)], dtype=np.int64),
            determiners=np.array(_determiners(lower), dtype=np.int64),
            forms=_numbers(lower),
            stems=_numbers([*map(_stem, lower)]),
            prefixes=_numbers([w[:5] if len(w) > 4 else w for w in lower]),
            befores=_numbers(["", "", *map(_content, lower)])[1 : len(words) + 1],
            runs=runs,
            marks=np.cumsum([w in _QUOTES for w in words]) if len(words) else np.zeros(0, dtype=np.int64),
            names=names,
            fits=_fit_names(names) if len(names) <= _FEW else None,
        )

    def channels(self, anaphors: NDArray[np.int64], antecedents: NDArray[np.int64]) -> NDArray[np.int16]:
        """Return the category of every pair in every channel.

        Parameters
        ----------
        anaphors : array of int, a
        antecedents : array of int, b
            Word numbers.

        Returns
        -------
        array of int16, (a, b, channels)
            Where an antecedent does not precede the anaphor the categories mean nothing.
        """
        i, j = np.asarray(anaphors)[:, None], np.asarray(antecedents)[None, :]
        ci, cj = (self.classes[k].astype(np.int16) for k in (i, j))  # numbers of 16 bits go many at a time
        ki, kj = _COARSE[ci], _COARSE[cj]
        crossed = np.abs(self.marks[i] - self.marks[j])
        quotes = np.where(crossed == 0, 0, 2 - (crossed & 1)).astype(np.int16)
        far = _WORD_CLASS.take(i - j, mode="clip")
        apart = _SENTENCE_CLASS.take(self.sentences[i] - self.sentences[j], mode="clip")
        out = (
            ci * len(_CLASSES) + cj,
            far * _N_COARSE + ki,
            apart * _N_COARSE + ki,
            (self._form(i, j) * _N_BESIDE + self._beside(i, j)) * 2 + (ki == kj),
            self._name(anaphors, antecedents) * 3 + np.minimum(apart, 2),
            self.determiners[i].astype(np.int16) * _N_DETERMINERS + self.determiners[j].astype(np.int16),
            (quotes * _N_COARSE + ki) * _N_COARSE + kj,
        )
        return side_by_side(out, (len(anaphors), len(antecedents)))

    def _name(self, anaphors: NDArray[np.int64], antecedents: NDArray[np.int64]) -> NDArray[np.int16]:
        """How the names fit that the words stand in; of many names only those that are asked for are compared."""
        a, b = self.runs[anaphors], self.runs[antecedents]
        if self.fits is not None:
            return self.fits.take(a[:, None] * len(self.fits) + b)
        asked, places = np.unique(np.concatenate([[0], a, b]), return_inverse=True)
        fit = _fit_names([self.names[k] for k in asked])
        return fit[places[1 : len(a) + 1, None], places[None, len(a) + 1 :]]

    def _form(self, i: NDArray[np.int64], j: NDArray[np.int64]) -> NDArray[np.int16]:
        """0 unlike, 1 first letters, 2 the same but for the plural, 3 the same; 4 and 5: 2 and 3 with capitals."""
        capital = (_COARSE[self.classes[i]] == 5) & (_COARSE[self.classes[j]] == 5)
        like: NDArray[np.int16] = (self.prefixes[i] == self.prefixes[j]).astype(np.int16)
        np.copyto(like, 2, where=self.stems[i] == self.stems[j])
        np.copyto(like, 3, where=self.forms[i] == self.forms[j])
        np.add(like, 2, out=like, where=capital & (like >= 2))
        return like

    def _beside(self, i: NDArray[np.int64], j: NDArray[np.int64]) -> NDArray[np.int16]:
        """0 no content word before either, 1 before the later, 2 before the earlier, 3 two that differ, 4 the same."""
        a, b = self.befores[i], self.befores[j]
        found: NDArray[np.int16] = (a > 0).astype(np.int16) + 2 * (b > 0).astype(np.int16)
        np.copyto(found, 4, where=(found == 3) & (a == b))
        return found


def pair_channels(
    words: Sequence[str], sentences: NDArray[np.int64], anaphors: NDArray[np.int64], antecedents: NDArray[np.int64]
) -> NDArray[np.int16]:
    """Return the category of every pair of words in every channel.

    Parameters
    ----------
    words : sequence of str, n
        Without white space.
    sentences : array of int, n
        Sentence number of each word.
    anaphors : array of int, a
    antecedents : array of int, b
        Word numbers.

    Returns
    -------
    array of int16, (a, b, channels)
        Category ``c`` of channel ``k`` is in ``range(CHANNEL_SIZES[k])``.

    Examples
    --------
    >>> found = pair_channels(["Mia", "slept", "."], np.zeros(3, int), np.array([1]), np.array([0]))
    >>> found.shape == (1, 1, len(CHANNELS))
    True
    """
    return PairWords.of(words, sentences).channels(anaphors, antecedents)


def side_by_side(channels: Sequence[NDArray[np.integer]], shape: tuple[int, int]) -> NDArray[np.int16]:
    """Put the categories of pairs in several channels into one array, the channels last."""
    table = np.empty((len(channels), *shape), dtype=np.int16)
    for k, channel in enumerate(channels):
        table[k] = channel
    return np.moveaxis(table, 0, -1)


def _numbers(keys: Sequence[str]) -> NDArray[np.int64]:
    """Number strings in the order of their first occurrence."""
    known = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    return np.array([known[key] for key in keys], dtype=np.int64)


@lru_cache(maxsize=1 << 16)
def _class(word: str, lower: str, first: bool) -> int:
    if lower in _CLASS_OF and (word != "US" or lower != "us"):
        return _CLASS_OF[lower]
    name = "other"
    if word[:1].isdigit():
        name = "number"
    elif word[:1].isupper():
        name = "capitals" if len(word) > 1 and word.isupper() else "first" if first else "name"
    elif lower != _stem(lower):
        name = "plural"
    return _CLASSES.index(name)


@lru_cache(maxsize=1 << 16)
def _stem(lower: str) -> str:
    """Take a regular plural ending off."""
    if len(lower) > 4 and lower.endswith("ies"):
        return lower[:-3] + "y"
    if len(lower) > 3 and lower.endswith(("sses", "shes", "ches", "xes")):
        return lower[:-2]
    if len(lower) > 3 and lower.endswith("s") and not lower.endswith(("ss", "us", "is")):
        return lower[:-1]
    return lower.removesuffix("men") + "man" if len(lower) > 4 and lower.endswith("men") else lower


def _determiners(lower: Sequence[str]) -> list[int]:
    """Return for each word the kind of the nearest determiner of the words before, 0 if none is near."""
    found: list[int] = []
    kind, until = 0, -1
    for i, word in enumerate(lower):
        found.append(kind if i <= until else 0)
        if word in _DETERMINER_OF:
            kind, until = _DETERMINER_OF[word], i + _REACH
        elif word in _STOPS or word in _SMALL or word in _CLASS_OF:
            kind = 0
    return found


@lru_cache(maxsize=1 << 16)
def _content(lower: str) -> str:
    """Return a word, empty if it is no content word."""
    return lower if lower not in _FUNCTION and lower.isalpha() else ""


@lru_cache(maxsize=1 << 16)
def _capital(word: str, lower: str) -> bool:
    return word[:1].isupper() and lower not in _SMALL and (lower not in _CLASS_OF or word == "US")


def _names(words: Sequence[str], lower: Sequence[str]) -> tuple[NDArray[np.int64], tuple[tuple[str, ...], ...]]:
    """Number the different runs of capitalised words; 0 stands for words in none."""
    runs = np.zeros(len(words), dtype=np.int64)
    known: dict[tuple[str, ...], int] = {(): 0}
    for start, end in _stretches(words, lower):
        name = tuple(w.rstrip(".") for w in lower[start:end])
        runs[start:end] = known.setdefault(name, len(known))
    return runs, tuple(known)


def _stretches(words: Sequence[str], lower: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield runs of capitalised words, small links between them included."""
    capital = [*map(_capital, words, lower), False, False]
    linked = [capital[n] or (k in _LINKS and capital[n - 1] and capital[n + 1]) for n, k in enumerate(lower)]
    edges = [False, *linked, False]
    marks = [n for n, (a, b) in enumerate(pairwise(edges)) if a != b]
    yield from zip(marks[::2], marks[1::2], strict=True)


def _fit_names(names: Sequence[tuple[str, ...]]) -> NDArray[np.int16]:
    """Tell of every two names (later, earlier) how they fit.

    0 at least one is no name, 1 nothing shared, 2 some words shared, 3 the later in the earlier, 4 the earlier in
    the later, 5 the same, 6 one the initials of the other, 7 a shared beginning of words ("Korea", "Korean").
    """
    vocabulary = {w: k for k, w in enumerate(sorted({w for name in names for w in name}))}
    has = np.zeros((len(names), len(vocabulary)), dtype=np.float32)
    for k, name in enumerate(names):
        has[k, [vocabulary[w] for w in name]] = 1.0
    common, size = has @ has.T, has.sum(axis=1)
    fit = np.where(common > 0, 2, 1)
    fit = np.where((common == size[:, None]), 3, fit)
    fit = np.where((common == size[None, :]), 4, fit)
    fit = np.where((common == size[:, None]) & (common == size[None, :]), 5, fit)
    _fit_parts(names, fit)
    fit[0, :] = fit[:, 0] = 0
    return fit.astype(np.int16)


def _fit_parts(names: Sequence[tuple[str, ...]], fit: NDArray[np.int64]) -> None:
    """Mark names that are initials of another, or whose words begin alike."""
    initials: dict[str, list[int]] = {}
    begins: dict[str, list[int]] = {}
    for k, name in enumerate(names):
        if len(name) > 1:
            for found in {"".join(w[0] for w in name), "".join(w[0] for w in name if w not in _LINKS)}:
                initials.setdefault(found, []).append(k)
        for w in name:
            if len(w) > 4:
                begins.setdefault(w[:5], []).append(k)
    for same in begins.values():
        if len(same) < 2:
            continue
        block = np.ix_(same, same)
        fit[block] = np.where(fit[block] == 1, 7, fit[block])
    for k, name in enumerate(names):
        for other in initials.get(name[0].replace(".", ""), ()) if len(name) == 1 and len(name[0]) > 1 else ():
            fit[k, other] = fit[other, k] = 6

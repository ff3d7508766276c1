"""How like the context of a name is to what a candidate is described as, by the encoder's vectors of words.

"Doctors of SAS began a strike" shares no word with "Andalusian health service", but is nearer to it than to "shoe
company".  As in [1]_, contexts and descriptions are compared as means of their words' vectors, here those that the
encoder begins with, less the mean of words of descriptions at large.

References
----------
.. [1] Gupta, Singh & Roth, "Entity Linking via Joint Encoding of Types, Descriptions, and Context", EMNLP 2017.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Protocol

import numpy as np
from spacy.lang.en.stop_words import STOP_WORDS

from kg.linking.shipped import shipped

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.linking.entries import Entry

__all__ = ["Likeness", "Vectors", "contexts"]

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
#: Where a sentence ends, nearly enough for its words.
_END = re.compile(r"[.!?]['’”\")]*\s+(?=[\"“'‘(]*[A-Z])|\n")
#: Characters of a context at most, and mentions whose contexts are taken.
_LONG, _MENTIONS = 400, 3
#: Every so many of the entries that ship, and how many, whose descriptions make the mean.
_EVERY, _SAMPLE = 400, 60
#: Descriptions that are remembered.
_KEPT = 4096


class Vectors(Protocol):
    """What gives vectors of words."""

    def vectors(self, words: Sequence[str], at: Sequence[int]) -> NDArray[np.float32]:
        """Return the vectors of the words of a sentence that stand at some places: array (n, layers, k)."""


class _Spanned(Protocol):
    """A mention: its characters in the text."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


def contexts(text: str, mentions: Iterable[_Spanned]) -> Iterator[str]:
    """Yield the sentences of some mentions without the mentions, of the first few of them."""
    for mention in islice(mentions, _MENTIONS):
        low, high = max(mention.start - _LONG, 0), mention.end + _LONG
        begins = [end.end() for end in _END.finditer(text, low, mention.start + 1) if end.end() <= mention.start]
        end = _END.search(text, mention.end, high)
        before = text[begins[-1] if begins else low : mention.start]
        yield f"{before} {text[mention.end : end.start() if end else high]}"


class Likeness:
    """Compares contexts with descriptions of entries.

    Parameters
    ----------
    encoder : Vectors
        Of the language model; it is run on contexts of names that may mean several entries, and on descriptions.
    """

    def __init__(self, encoder: Vectors) -> None:
        self._encoder = encoder
        self._known: dict[str, NDArray[np.float32] | None] = {}

    def __call__(self, context: Iterable[str], entries: Iterable[Entry]) -> tuple[float, ...]:
        """Return the cosine of a context with the description of each entry, less their mean; 0 where none is known.

        Parameters
        ----------
        context : iterable of str
            Sentences.
        entries : iterable of Entry, n

        Returns
        -------
        tuple of float, n
            Their sum is 0.
        """
        said = self._mean(context)
        described = [self._of(entry) for entry in entries]
        if said is None:
            return (0.0,) * len(described)
        cosines = [float(vector @ said) if vector is not None else None for vector in described]
        known = [cosine for cosine in cosines if cosine is not None]
        middle = sum(known) / len(known) if known else 0.0
        return tuple(cosine - middle if cosine is not None else 0.0 for cosine in cosines)

    def _of(self, entry: Entry) -> NDArray[np.float32] | None:
        if entry.id not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[entry.id] = self._mean([entry.description])
        return self._known[entry.id]

    @cached_property
    def _centre(self) -> NDArray[np.float32]:
        described = (entry.description for entry in islice(shipped(), 0, _EVERY * _SAMPLE, _EVERY))
        found = np.concatenate([v for text in described if (v := self._words(text)) is not None])
        return np.asarray(found.mean(0), dtype=np.float32)

    def _mean(self, texts: Iterable[str]) -> NDArray[np.float32] | None:
        """Return the mean of the words of texts as a vector of length 1; None if they have none."""
        found = [v for text in texts if (v := self._words(text)) is not None]
        if not found:
            return None
        mean = (np.concatenate(found) - self._centre).mean(0)
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), dtype=np.float32)

    def _words(self, text: str) -> NDArray[np.float32] | None:
        """Return the first layer's vectors of the words that tell of a context."""
        words = _WORD.findall(text)
        at = [place for place, word in enumerate(words) if word.lower() not in STOP_WORDS]
        vectors = self._encoder.vectors(words, at) if at else None
        return vectors[:, 0] if vectors is not None and vectors.shape[2] > 1 else None

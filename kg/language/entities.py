"""Named entities from tag scores: best valid BIO sequence, titles taken off persons."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kg.language.labels import BIO

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = [
    "TITLES", "EntitySpan", "decode_entities", "decode_tags", "entity_spans", "inside_names", "is_title", "trim_title",
]  # fmt: skip

_TITLE_WORDS = """
mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend father sister brother pope president
vice-president premier chancellor minister king queen prince princess emperor emir sheikh senator sen rep
representative congressman congresswoman governor gov mayor secretary ambassador general gen colonel col major maj
captain capt lieutenant lt sergeant sgt admiral adm commander judge justice chairman chairwoman spokesman
spokeswoman director chief coach actor actress author archbishop bishop cardinal imam ayatollah attorney detective
inspector officer councillor councilor councilman councilwoman alderman deputy prime vice mp pm superintendent
constable corporal undersecretary comrade president-elect
"""
#: Words before a person's name that are no part of it (lower case, without full stops).
TITLES: frozenset[str] = frozenset(_TITLE_WORDS.split())


class EntitySpan(NamedTuple):
    """A named entity of a window: words [start, end) and type."""

    start: int
    end: int
    label: str


def _allowed() -> NDArray[np.float32]:
    k = len(BIO)
    table = np.zeros((k, k), dtype=np.float32)
    for j, tag in enumerate(BIO):
        if tag.startswith("I-"):
            for i, before in enumerate(BIO):
                if before[2:] != tag[2:]:
                    table[i, j] = -np.inf
    return table


_MOVES = _allowed()
_MOVES_TO = np.ascontiguousarray(_MOVES.T)
_START = np.where([t.startswith("I-") for t in BIO], -np.inf, 0.0).astype(np.float32)
#: Tags that may stand side by side; a sentence begins as after the first, which is outside of all.
_FOLLOWS = np.isfinite(_MOVES)
_INSIDE = np.array([t.startswith("I-") for t in BIO])


def _viterbi(scores: NDArray[np.float32]) -> list[int]:
    """The best valid tags of a sentence."""
    n = len(scores)
    best = scores[0] + _START
    back = np.zeros((n, scores.shape[1]), dtype=np.int64)
    for i in range(1, n):
        through = _MOVES_TO + best  # by tag, then by the tag before it
        back[i] = through.argmax(axis=1)
        best = through.max(axis=1) + scores[i]
    tag = int(best.argmax())
    tags = [tag]
    for i in range(n - 1, 0, -1):
        tag = int(back[i, tag])
        tags.append(tag)
    return tags[::-1]


def decode_tags(scores: NDArray[np.float32], bounds: Sequence[int] | None = None) -> list[int]:
    """Return the best valid tags of a sentence, or of several that follow one another (Viterbi).

    Parameters
    ----------
    scores : array of float, (n, tags)
        Log-probabilities of the tags in the order of `kg.language.labels.BIO`.
    bounds : sequence of int, optional
        First word of each sentence, 0 the first, and the word after the last.
    """
    bounds = (0, len(scores)) if bounds is None else bounds
    if bounds[-1] == 0:
        return []
    greedy = scores[: bounds[-1]].argmax(axis=1)
    before = np.concatenate(([0], greedy[:-1]))
    before[np.asarray(bounds[:-1])] = 0
    valid = _FOLLOWS[before, greedy]  # where the best tags of the words may stand side by side they are the best
    tags: list[int] = greedy.tolist()
    for start, end in pairwise(bounds) if not valid.all() else ():
        if not valid[start:end].all():
            tags[start:end] = _viterbi(scores[start:end])
    return tags


def inside_names(scores: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Tell of each word whether its best tag is one inside an entity: no sentence starts there.

    Parameters
    ----------
    scores : array of float, (n, tags)
        As for `decode_tags`.
    """
    return np.asarray(_INSIDE[scores.argmax(axis=1)])


def is_title(word: str) -> bool:
    """Tell whether a word is a title, with or without a full stop."""
    return word.rstrip(".").lower() in TITLES


def trim_title(words: Sequence[str], span: EntitySpan) -> EntitySpan:
    """Take the titles off a person's name ("President Moon Jae In" is "Moon Jae In").

    A span of titles alone is left as it is.
    """
    start = span.start
    if span.label == "PERSON":
        while start < span.end and is_title(words[start]):
            start += 1
    return EntitySpan(start if start < span.end else span.start, span.end, span.label)


def decode_entities(words: Sequence[str], scores: NDArray[np.float32]) -> list[EntitySpan]:
    """Return the named entities of a sentence in text order.

    Parameters
    ----------
    words : sequence of str, n
    scores : array of float, (n, tags)
        Log-probabilities in the order of `kg.language.labels.BIO`.
    """
    return entity_spans(words, decode_tags(scores))


def entity_spans(words: Sequence[str], numbers: Sequence[int]) -> list[EntitySpan]:
    """Return the named entities of a sentence whose tags are known, in text order.

    Parameters
    ----------
    words : sequence of str, n
    numbers : sequence of int, n
        Tags as places in `kg.language.labels.BIO`.
    """
    spans: list[EntitySpan] = []
    start, label = -1, ""
    if not any(numbers):
        return spans
    tags = [BIO[t] for t in numbers]
    for i, tag in enumerate([*tags, "O"]):
        if start >= 0 and not (tag.startswith("I-") and tag[2:] == label):
            spans.append(trim_title(words, EntitySpan(start, i, label)))
            start = -1
        if tag.startswith("B-"):
            start, label = i, tag[2:]
    return spans

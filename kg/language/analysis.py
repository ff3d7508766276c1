"""A text of any length, read window by window into sentences, trees and entities."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from kg.language.entities import EntitySpan, decode_tags, entity_spans, inside_names
from kg.language.labels import FINE_CLASSES
from kg.language.mending import mend_reported, mend_speakers, mend_subjects, mend_titles
from kg.language.quotes import quote_roles
from kg.language.settling import VOTED, mend_names, mend_numbers, type_scores, vote
from kg.language.stretching import LONGEST_SENTENCE, read_long
from kg.language.subwords import MAX_PIECES
from kg.language.trees import best_trees

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from numpy.typing import NDArray

    from kg.language.quotes import QuoteRoles
    from kg.language.reader import Reader, WindowScores

__all__ = ["Analysis", "analyse", "sentence_starts"]

#: Subwords of a window; a sentence that does not fit is given windows of LONGEST.
LENGTH, LONGEST = 190, 490
#: Words of a text above which vectors are kept in half precision, to save memory.
LONG = 20_000
#: Words of right context that a sentence start needs before it is believed.
CONTEXT = 4
_NEVER_FIRST = frozenset(",;.:!?%") | {"'s", "\u2019s", "n't", "n\u2019t"}


@dataclass(slots=True)
class Analysis:
    """Annotation of n words.

    Attributes
    ----------
    starts : list of int
        First word of each sentence.
    upos, xpos, feats, scripts, deprels : array of int, n
        Label numbers of the reader.
    heads : array of int, n
        Absolute word numbers; a root is its own head.
    entities : list of EntitySpan
    fine : array of float, (n, classes)
        Probabilities of the ontology classes.
    coref_a, coref_b : array of float, (n, k)
        Vectors of the words as anaphors and as antecedents; of long texts in half precision.
    event, fact : array of float, (n, k)
        Scores and vectors for events, relations and roles, likewise; no columns where they are not wanted.
    """

    starts: list[int]
    upos: NDArray[np.int64]
    xpos: NDArray[np.int64]
    feats: NDArray[np.int64]
    scripts: NDArray[np.int64]
    heads: NDArray[np.int64]
    deprels: NDArray[np.int64]
    fine: NDArray[np.float32]
    coref_a: NDArray[np.floating]
    coref_b: NDArray[np.floating]
    event: NDArray[np.floating]
    fact: NDArray[np.floating]
    entities: list[EntitySpan] = field(default_factory=list)


def _fits(sizes: Sequence[int], start: int, room: int) -> int:
    """The word before which the room is used up (at least one word fits)."""
    end, used = start, 2
    while end < len(sizes) and (used + sizes[end] <= room or end == start):
        used += sizes[end]
        end += 1
    return end


def _inside(paragraphs: AbstractSet[int], first: int, last: int) -> set[int]:
    """Where paragraphs start inside a window, counted from its first word."""
    return {p - first for p in range(first + 1, last) if p in paragraphs}


def _next(paragraphs: AbstractSet[int], first: int, last: int, default: int) -> int:
    """The first paragraph that starts before word `last`."""
    return next((p for p in range(first, last) if p in paragraphs), default)


def _cut(starts: list[int], end: int, n: int) -> int:
    """Where the last sentence that is surely whole ends, or 0."""
    if end == n:
        return end
    safe = [s for s in starts[1:] if s <= end - CONTEXT]
    return safe[-1] if safe else 0


def sentence_starts(
    words: Sequence[str], chances: NDArray[np.float32], breaks: set[int], opening: set[int], closing: set[int]
) -> list[int]:
    """Return the first words of the sentences of a window.

    Parameters
    ----------
    words : sequence of str, n
    chances : array of float, n
        Probability that a sentence starts at the word.
    breaks : set of int
        Words at which a paragraph starts.
    opening, closing : set of int
        Quotation marks and brackets.

    Notes
    -----
    A closing mark stays with what it closes, an opening one with what it opens, and no sentence is without a word.
    """
    starts = [0]
    for i in range(1, len(words)):
        if i in breaks:
            starts.append(i)
            continue
        if chances[i] <= 0.5 or words[i] in _NEVER_FIRST:
            continue
        at = i + 1 if i in closing else i - 1 if i - 1 in opening and i - 1 > starts[-1] else i
        if at < len(words) and at > starts[-1] and any(map(_has_letter, words[starts[-1] : at])):
            starts.append(at)
    return sorted(set(starts))


def _has_letter(word: str) -> bool:
    return any(map(str.isalnum, word))


class _Filler:
    """Writes window after window into an `Analysis`."""

    def __init__(self, reader: Reader, n: int, classes: int, *, facts: bool) -> None:
        self.reader = reader
        self.kept = ("upos", "xpos", "feats", "scripts", "fine", "coref_a", "coref_b", *(("event", "fact") * facts))
        numbers = [np.zeros(n, dtype=np.int64) for _ in range(6)]
        upos, xpos, feats, scripts, heads, deprels = numbers
        fine = np.zeros((n, classes), dtype=np.float32)
        self.types: list[NDArray[np.float32] | None] = []
        half = np.float16 if n > LONG else np.float32
        a, b = (np.zeros((n, reader.coref_width), dtype=half) for _ in range(2))
        event, fact = (np.zeros((n, k if facts else 0), dtype=half) for k in reader.fact_widths)
        self.result = Analysis([], upos, xpos, feats, scripts, heads, deprels, fine, a, b, event, fact)

    def add(self, words: Sequence[str], scores: WindowScores, base: int, starts: list[int], end: int) -> None:
        """Take the sentences of a window up to its word `end`."""
        r = self.result
        for name in self.kept:
            getattr(r, name)[base : base + end] = getattr(scores, name)[:end]
        heads = np.zeros(len(words), dtype=np.int64)
        bounds = [*[s for s in starts if s < end], end]
        heads[:end] = best_trees(scores.arcs, bounds)
        tags = decode_tags(scores.ner, bounds)
        for s, e in itertools.pairwise(bounds):
            r.starts.append(base + s)
            self._entities(words[s:e], tags[s:e], scores.ner[s:e], base + s)
        deprels = self.reader.deprels(scores, heads)
        mend_subjects(heads, deprels, self.reader.deprels_)
        mend_titles(heads, deprels, scores.upos, self.reader.deprels_, self.reader.upos)
        mend_speakers(heads, deprels, words, self.reader.deprels_)
        mend_reported(heads, deprels, words, self.reader.deprels_)
        r.deprels[base : base + end] = deprels[:end]
        own = np.arange(base, base + end)
        r.heads[base : base + end] = np.where(heads[:end] == 0, own, heads[:end] - 1 + base)

    def _entities(self, words: Sequence[str], tags: Sequence[int], ner: NDArray[np.float32], base: int) -> None:
        """Take the entities of a sentence that starts at word `base` of the text."""
        spans = mend_names(words, entity_spans(words, tags))
        for s in mend_numbers(words, spans):
            self.result.entities.append(EntitySpan(s.start + base, s.end + base, s.label))
            self.types.append(type_scores(ner, s.start, s.end) if s.label in VOTED else None)


def analyse(
    reader: Reader,
    words: Sequence[str],
    paragraphs: set[int],
    quotes: QuoteRoles | None = None,
    within: AbstractSet[int] = frozenset(),
    *,
    facts: bool = False,
) -> Analysis:
    """Annotate a text of any length.

    Parameters
    ----------
    reader : Reader
    words : sequence of str, n
        Without white space.
    paragraphs : set of int
        At which a paragraph starts.
    quotes : QuoteRoles, optional
        Told by counting when left out.
    within : set of int
        Words of which the caller knows that no sentence starts there.
    facts : bool
        Whether to keep what events, relations and roles are read from (4 kB a word, 2 kB in long texts).

    Notes
    -----
    O(n): windows of about 190 subwords start at sentence starts; one that stops inside a paragraph gives only its
    whole sentences, and the next starts where they end; longer sentences are read in overlapping windows.
    """
    filler = _Filler(reader, len(words), len(FINE_CLASSES), facts=facts and reader.reads_facts)
    paragraphs = paragraphs - within
    roles = quotes if quotes is not None else quote_roles(words, [True] * len(words), paragraphs)
    sizes = [min(len(reader.subwords.pieces(w)[0]), MAX_PIECES) + (i in paragraphs) for i, w in enumerate(words)]
    at, room, n = 0, LENGTH, len(words)

    def starts_of(first: int, last: int, scores: WindowScores) -> list[int]:
        chances = np.where(inside_names(scores.ner), np.float32(0), scores.starts)
        chances[[w - first for w in range(first, last) if w in within]] = 0
        opening, closing = ({q - first for q in range(first, last) if q in marks} for marks in roles)
        return sentence_starts(words[first:last], chances, _inside(paragraphs, first, last), opening, closing)

    while at < n:
        end = _fits(sizes, at, room)
        late = [p for p in range(end, at + (end - at) // 2, -1) if p in paragraphs]
        end, whole = (late[0], True) if late else (end, end == n)
        scores = reader.scores(words[at:end], _inside(paragraphs, at, end))
        starts = starts_of(at, end, scores)
        stop = end if whole else at + _cut(starts, end - at, -1)
        if stop == at and room < LONGEST:
            room = LONGEST
            continue
        if stop == at:
            limit = _next(paragraphs, at + 1, min(n, at + LONGEST_SENTENCE), n)
            scores, stop = read_long(reader, words, at, limit, lambda b: _fits(sizes, b, LONGEST), starts_of)
            end, starts = stop, [0]
        filler.add(words[at:end], scores, at, starts, stop - at)
        at, room = stop, LENGTH
    filler.result.entities = vote(words, filler.result.entities, filler.types)
    return filler.result

"""What the network says of an article's words: which tell of events, and which stand in relations and roles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from kg.language.component import FACTS, NAME, Annotator
from kg.language.paths import ancestors, between, distances

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.tokens import Doc

    from kg.language.reader import Reader

__all__ = ["FactScores", "PairScores", "annotator_of", "score_facts"]

#: Probability of any event above which a word is looked at as a trigger.
_PERHAPS = 0.03
#: Pairs that are scored at once: a sentence may be 800 words long.
_MOST = 4096
#: Words of short sentences that are taken together, for few calls are faster than many.
_WORDS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class PairScores:
    """Probabilities of pairs of tokens.

    Parameters
    ----------
    pairs : array of int, (p, 2)
        Subject and object, or trigger and filler; ascending.
    classes : tuple of str
        The first, empty, is none.
    chances : array of float, (p, classes)
    modality : array of float, (p, modalities)
        No columns for roles.
    negated : array of float, p
    """

    pairs: NDArray[np.int64]
    classes: tuple[str, ...]
    chances: NDArray[np.float32]
    modality: NDArray[np.float32]
    negated: NDArray[np.float32]

    def row(self, first: int, second: int) -> int | None:
        """Return the row of a pair; None if the two are no pair."""
        low, high = self.pairs[:, 0].searchsorted((first, first + 1))
        at = int(low + self.pairs[low:high, 1].searchsorted(second))
        return at if at < high and self.pairs[at, 1] == second else None

    def chance(self, first: int, second: int, cls: str) -> float | None:
        """Return the probability that a pair stands in a relation or role; None if the two are no pair."""
        row = self.row(first, second)
        return None if row is None or cls not in self.classes else float(self.chances[row, self.classes.index(cls)])


@dataclass(frozen=True, slots=True, kw_only=True)
class FactScores:
    """Probabilities of events, relations and roles.

    Parameters
    ----------
    classes : tuple of str
        Of events; the first, empty, is none.
    modalities : tuple of str
    events : array of float, (tokens, classes)
    modality : array of float, (tokens, modalities)
        Of the event that a token triggers, if it does.
    negated : array of float, tokens
    relations, roles : PairScores
    """

    classes: tuple[str, ...]
    modalities: tuple[str, ...]
    events: NDArray[np.float32]
    modality: NDArray[np.float32]
    negated: NDArray[np.float32]
    relations: PairScores
    roles: PairScores


def annotator_of(nlp: Language) -> Annotator | None:
    """Return the component of a pipeline that reads facts, told to keep them; None if it has none."""
    if NAME not in nlp.pipe_names:
        return None
    found = nlp.get_pipe(NAME)
    if not isinstance(found, Annotator) or not found.reader.reads_facts:
        return None
    found.keeps_facts = True
    return found


def _softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    if not scores.size:
        return scores
    columns = np.ascontiguousarray(scores.T)  # numpy is many times faster down long columns than along short rows
    columns -= columns.max(axis=0)
    np.exp(columns, out=columns)
    columns /= columns.sum(axis=0)
    return columns.T


class _Pairs:
    """Collects the scores of pairs, some sentences at a time."""

    def __init__(self, reader: Reader, name: Literal["relation", "role"]) -> None:
        self.reader = reader
        self.name = name
        self.tokens: list[NDArray[np.int64]] = []
        self.scores: list[NDArray[np.float32]] = []

    def add(
        self, fact: NDArray[np.float32], pairs: NDArray[np.int64], ways: NDArray[np.float32], kinds: NDArray[np.int64],
        tokens: NDArray[np.int64],
    ) -> None:  # fmt: skip
        """Score pairs of words, whose tokens are given."""
        if len(pairs):
            self.scores.append(self.reader.pair_scores(self.name, fact, pairs, ways, kinds))
            self.tokens.append(tokens.take(pairs))

    def done(self, classes: tuple[str, ...], modalities: int) -> PairScores:
        width = len(classes) + (modalities + 2 if self.name == "relation" else 0)
        scores = np.concatenate(self.scores) if self.scores else np.zeros((0, width), dtype=np.float32)
        pairs = np.concatenate(self.tokens) if self.tokens else np.zeros((0, 2), dtype=np.int64)
        n = len(classes)
        modality = _softmax(scores[:, n : n + modalities])
        polarity = _softmax(scores[:, n + modalities :])
        return PairScores(
            pairs=np.asfortranarray(pairs),  # column after column, for they are searched through
            classes=classes,
            chances=_softmax(scores[:, :n]),
            modality=modality,
            negated=polarity[:, 1] if polarity.shape[1] else np.zeros(len(scores), dtype=np.float32),
        )


def _ordered_pairs(first: NDArray[np.int64], second: NDArray[np.int64], number: NDArray[np.int64]) -> NDArray[np.int64]:
    """Each of the first with each of the second of its sentence but itself, by the first."""
    one, two = first[:, None], second[None, :]
    i, j = np.nonzero((number[one] == number[two]) & (one != two))
    pairs: NDArray[np.int64] = np.stack([first[i], second[j]], axis=1)
    return pairs


def _together(doc: Doc, places: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """Yield the bounds of sentences that are scored at once, as numbers of words; more than one if they are short."""
    bounds = np.searchsorted(places, [*(sent.start for sent in doc.sents), len(doc)])
    first = 0
    for k in range(1, len(bounds)):
        if k + 1 == len(bounds) or bounds[k + 1] - bounds[first] > _WORDS:
            if bounds[k] > bounds[first]:
                yield bounds[first : k + 1]
            first = k


def _ways(above: NDArray[np.bool_], pairs: NDArray[np.int64]) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """What stands between the words of pairs, and the classes of their distance and of the way's shape."""
    first, second = pairs.T
    ways, shapes = between(above, first, second)
    kinds = np.empty_like(pairs)
    kinds[:, 0], kinds[:, 1] = distances(first, second), shapes
    return ways, kinds


def _heads_within(governors: NDArray[np.int64], tokens: NDArray[np.int64]) -> NDArray[np.int64]:
    """The heads of the words of a sentence, counted from 1 among these; 0 where there is none."""
    own = governors[tokens]
    at = np.searchsorted(tokens, own)
    known = (own != tokens) & (tokens[np.minimum(at, len(tokens) - 1)] == own)
    return np.where(known, at + 1, 0)


def score_facts(doc: Doc, heads: Iterable[int], predicates: Iterable[int], annotator: Annotator) -> FactScores | None:
    """Return what the network says of an article's facts.

    Parameters
    ----------
    doc : Doc
        Annotated by `annotator` while it kept facts.
    heads : iterable of int
        Head tokens of mentions: what may stand in relations and fill roles.
    predicates : iterable of int
        Tokens that may tell of events, besides those that the network finds itself.
    annotator : Annotator

    Returns
    -------
    FactScores or None
        None for a doc without words.

    Notes
    -----
    Pairs stand in one sentence.  What stands between the two in the tree counts, after the path features of
    Bunescu and Mooney (2005), "A Shortest Path Dependency Kernel for Relation Extraction".
    """
    if FACTS not in doc.user_data:
        return None
    places, event, fact = doc.user_data[FACTS]
    reader = annotator.reader
    n, m = len(reader.events), len(reader.modalities)
    chances = np.zeros((len(doc), n), dtype=np.float32)
    chances[:, 0] = 1.0
    modality = np.zeros((len(doc), m), dtype=np.float32)
    negated = np.zeros(len(doc), dtype=np.float32)
    event = np.asarray(event, dtype=np.float32)
    chances[places] = _softmax(event[:, :n])
    modality[places] = _softmax(event[:, n : n + m])
    negated[places] = _softmax(event[:, n + m :])[:, 1]
    telling = chances[:, 0] < 1 - _PERHAPS
    telling[list(predicates)] = True
    mentioned = np.zeros(len(doc), dtype=bool)
    mentioned[list(heads)] = True
    relations, roles = _score_pairs(doc, places, fact, mentioned, telling, reader)
    return FactScores(
        classes=reader.events,
        modalities=reader.modalities,
        events=chances,
        modality=modality,
        negated=negated,
        relations=relations,
        roles=roles,
    )


def _score_pairs(
    doc: Doc,
    places: NDArray[np.int64],
    fact: NDArray[np.floating],
    mentioned: NDArray[np.bool_],
    telling: NDArray[np.bool_],
    reader: Reader,
) -> tuple[PairScores, PairScores]:
    """Relations between mentions and roles of triggers, some sentences at a time."""
    relations, roles = _Pairs(reader, "relation"), _Pairs(reader, "role")
    governors = np.arange(len(doc)) + doc.to_array("HEAD").astype(np.int64)
    for sentences in _together(doc, places):
        low, high = sentences[0], sentences[-1]
        tokens = places[low:high]
        number = np.repeat(np.arange(len(sentences) - 1), np.diff(sentences))  # of each word's sentence
        above, vectors = ancestors(_heads_within(governors, tokens)), np.asarray(fact[low:high], dtype=np.float32)
        ends, triggers = np.flatnonzero(mentioned[tokens]), np.flatnonzero(telling[tokens])
        pairs = _ordered_pairs(ends, ends, number)
        split = len(pairs)
        others = np.flatnonzero((mentioned | telling)[tokens])
        pairs = np.concatenate([pairs, _ordered_pairs(triggers, others, number)])
        for start in range(0, len(pairs), _MOST):
            some, middle = pairs[start : start + _MOST], max(0, split - start)
            ways, kinds = _ways(above, some)
            relations.add(vectors, some[:middle], ways[:middle], kinds[:middle], tokens)
            roles.add(vectors, some[middle:], ways[middle:], kinds[middle:], tokens)
    m = len(reader.modalities)
    return relations.done(reader.relations, m), roles.done(reader.roles, m)

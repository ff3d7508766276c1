"""How good open triples are, by the measure of CaRB.

Predicted and gold tuples match word by word and part by part: predicate, first argument, all other arguments as one.
Predicates that share no word score nothing. Precision takes one-to-one pairs, the best first; recall takes for each
gold tuple the best prediction. The curve runs over the confidences.

References
----------
Bhardwaj, Aggarwal & Mausam, "CaRB: A Crowdsourced Benchmark for Open IE", EMNLP 2019.
"""

from __future__ import annotations

import string
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.errors import ReadError
from kg.evaluation import Figure
from kg.evaluation.noise import draws
from kg.evaluation.reliability import Reliability, reliability

__all__ = ["OpenFigures", "Tuple", "matched", "measure_open", "read_tuples"]

Array = NDArray[np.float64]
_BRACKETS = str.maketrans("", "", string.punctuation)
_ESCAPED = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}
_BE = frozenset({"be", "is", "am", "are", "was", "were", "been", "being"})
#: After these the speaker may stand on either side.
_SAID = ("said", "told", "added", "adds", "says")
#: Columns of a tuple: sentence, predicate, and its arguments after them.
_LEAST_COLUMNS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuple:
    """A predicate and its arguments as written, the subject first."""

    predicate: str
    arguments: tuple[str, ...]
    confidence: float = 1.0

    @property
    def parts(self) -> tuple[list[str], ...]:
        """Words of the predicate, of the first argument and of all others."""
        first, rest = self.arguments[:1], self.arguments[1:]
        sides = (*first, " ".join(rest)) if rest else first
        return (self.predicate.split(), *(side.split() for side in sides))

    @property
    def turned(self) -> Tuple:
        """The same with its first argument after the others."""
        if len(self.arguments) < 2:
            return self
        return Tuple(predicate=self.predicate, arguments=(" ".join(self.arguments[1:]), self.arguments[0]))


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenFigures:
    """Figures of open triples.

    Parameters
    ----------
    area : Figure
        Under the curve of precision over recall.
    f1 : Figure
        The best on the curve, at ``precision`` and ``recall``.
    points : tuple of (float, float)
        Precision and recall, from the lowest confidence to the highest.
    reliability : Reliability
        Confidence of each tuple against the share of its words that its gold partner has.
    sentences, covered : int
        Of the gold, and those of them with a tuple.
    tuples : int
        That were predicted for sentences of the gold.
    """

    area: Figure
    f1: Figure
    precision: float
    recall: float
    points: tuple[tuple[float, float], ...]
    reliability: Reliability
    sentences: int
    covered: int
    tuples: int


def _key(sentence: str) -> str:
    text = sentence.replace(" ", "")
    for escaped, plain in _ESCAPED.items():
        text = text.replace(escaped, plain)
    return text.translate(_BRACKETS)


def read_tuples(lines: Iterable[str], *, source: str, confidences: bool) -> dict[str, list[Tuple]]:
    """Read tab-separated tuples by sentence.

    Parameters
    ----------
    lines : iterable of str
        Sentence, confidence (in a system's file), predicate, subject, object and further arguments.
    source : str
        File, for messages.
    confidences : bool
        Whether there is a column of them.

    Raises
    ------
    ReadError
        If a confidence is no number.
    """
    found: dict[str, list[Tuple]] = defaultdict(list)
    for number, line in enumerate(lines, 1):
        columns = [c.strip() for c in line.rstrip("\n").split("\t")]
        if len(columns) < _LEAST_COLUMNS + confidences:
            continue
        try:
            confidence = float(columns.pop(1)) if confidences else 1.0
        except ValueError as exc:
            raise ReadError("its second column is no number", source=source, place=f"line {number}") from exc
        # CaRB leaves out arguments that stand for the context of a tuple
        arguments = tuple(c for c in columns[2:] if c and "C: " not in c)
        found[_key(columns[0])].append(Tuple(predicate=columns[1], arguments=arguments, confidence=confidence))
    return found


def _common(gold: Sequence[str], given: Sequence[str]) -> tuple[int, Counter[str]]:
    """Count the words in common, with multiplicity, and return what is left of those given."""
    left = Counter(given)
    shared = left & Counter(gold)
    return shared.total(), left - shared


def _one_way(gold: Sequence[list[str]], given: Sequence[list[str]]) -> tuple[float, float]:
    hits, left = _common(gold[0], given[0])
    hits += left["be"] > 0 and not _BE.isdisjoint(gold[0])
    if not hits or len(given) < len(gold):
        return 0.0, 0.0
    used = given[: len(gold)]
    hits += sum(_common(wanted, words)[0] for wanted, words in zip(gold[1:], used[1:], strict=True))
    return hits / sum(map(len, used)), hits / sum(map(len, gold))


def matched(gold: Tuple, given: Tuple) -> tuple[float, float]:
    """Return precision and recall of the words of a predicted tuple against a gold one."""
    score = _one_way(gold.parts, given.parts)
    if any(verb in gold.predicate for verb in _SAID):
        return max(score, _one_way(gold.parts, given.turned.parts))
    return score


def _pairs(table: Array) -> dict[int, float]:
    """Return the precision of the predictions (columns) that get a gold partner (row), the best pairs first."""
    order = sorted(np.ndindex(table.shape), key=lambda at: (-table[at], at))
    rows: set[int] = set()
    found: dict[int, float] = {}
    for row, column in order:
        if row not in rows and column not in found:
            rows.add(row)
            found[column] = float(table[row, column])
    return found


@dataclass(frozen=True, slots=True)
class _Sentence:
    """At each level of confidence: sums of precision and recall, and how many tuples are left.

    ``right`` holds the confidence of each tuple and the precision of its words, with no level left out.
    """

    precision: Array
    predicted: Array
    recall: Array
    wanted: int
    right: tuple[tuple[float, float], ...]


def _sentence(golds: Sequence[Tuple], given: Sequence[Tuple], levels: Array) -> _Sentence:
    sums = np.zeros((3, len(levels)))
    scores = np.array([[matched(g, t) for t in given] for g in golds]).reshape(len(golds), len(given), 2)
    confidences = np.array([t.confidence for t in given])
    start = 0
    right: tuple[tuple[float, float], ...] = ()
    for confidence in np.unique(confidences):
        end = int(np.searchsorted(levels, confidence)) + 1
        kept = confidences >= confidence
        pairs = _pairs(scores[:, kept, 0])
        if not right:
            right = tuple((float(c), pairs.get(n, 0.0)) for n, c in enumerate(confidences))
        best = scores[:, kept, 1].max(axis=1).sum()
        sums[:, start:end] = [[sum(pairs.values())], [kept.sum()], [best]]
        start = end
    return _Sentence(sums[0], sums[1], sums[2], len(golds), right)


def _curve(sums: Sequence[Array], wanted: Array | float) -> tuple[Array, Array]:
    """Return precision and recall at each level of confidence; where nothing is left, precision is 1."""
    precision, predicted, recall = sums
    shares = np.divide(precision, predicted, out=np.ones_like(precision), where=predicted > 0)
    return shares, recall / wanted


def _area(precision: Array, recall: Array) -> Array:
    heights = np.append(precision, np.ones((*precision.shape[:-1], 1)), axis=-1)
    widths = np.append(recall, np.zeros((*recall.shape[:-1], 1)), axis=-1)
    strips = (widths[..., :-1] - widths[..., 1:]) * (heights[..., :-1] + heights[..., 1:]) / 2
    return np.abs(strips.sum(axis=-1))  # type: ignore[no-any-return]


def _f1(precision: Array, recall: Array) -> Array:
    both = precision + recall
    return np.divide(2 * precision * recall, both, out=np.zeros_like(both), where=both > 0)


def _figure(value: float, samples: Array) -> Figure:
    low, high = np.quantile(samples, [0.025, 0.975])
    return Figure(value=value, low=min(float(low), value), high=max(float(high), value))


def measure_open(gold: Mapping[str, Sequence[Tuple]], given: Mapping[str, Sequence[Tuple]]) -> OpenFigures:
    """Measure predicted tuples against gold ones; the noise is that of sentences drawn anew.

    Parameters
    ----------
    gold, given : mapping of str to sequence of Tuple
        By sentence, as `read_tuples` gives them.

    Raises
    ------
    ReadError
        If nothing was predicted.
    """
    levels = np.array(sorted({t.confidence for tuples in given.values() for t in tuples}))
    if not len(levels) or not gold:
        raise ReadError("holds no tuple; nothing can be measured", source="open triples")
    sentences = [_sentence(golds, given.get(sentence, ()), levels) for sentence, golds in gold.items()]
    stacked = [np.array([getattr(s, name) for s in sentences]) for name in ("precision", "predicted", "recall")]
    wanted = np.array([s.wanted for s in sentences], dtype=np.float64)
    precision, recall = _curve([part.sum(axis=0) for part in stacked], wanted.sum())
    weights = draws(len(sentences))[:500]
    drawn = _curve([weights @ part for part in stacked], (weights @ wanted)[:, None])
    f1 = _f1(precision, recall)
    best = int(f1.argmax())
    return OpenFigures(
        area=_figure(float(_area(precision, recall)), _area(*drawn)),
        f1=_figure(float(f1[best]), _f1(*drawn).max(axis=-1)),
        precision=float(precision[best]),
        recall=float(recall[best]),
        points=tuple(zip(precision.tolist(), recall.tolist(), strict=True)),
        reliability=reliability("confidence of open triples", (pair for s in sentences for pair in s.right)),
        sentences=len(gold),
        covered=len(gold.keys() & given.keys()),
        tuples=sum(len(s.right) for s in sentences),
    )

"""How well confidences keep their word: of what is said with confidence .8, eight in ten should be right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.evaluation.cases import DocumentResult
from kg.evaluation.noise import wilson

__all__ = ["Bin", "Reliability", "reliability", "reliability_of_relations", "thresholds"]

_BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """What was said with a confidence in [start, end); the last bin includes 1.

    Parameters
    ----------
    start, end : float
    count : int
    confidence : float
        Mean of the confidences.
    right : float
        Mean of what came true.
    low, high : float
        Interval of ``right``, 95 %.
    """

    start: float
    end: float
    count: int
    confidence: float
    right: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """Confidences against what came true.

    Parameters
    ----------
    title : str
    bins : tuple of Bin
        Those that hold something.
    count : int
    error : float
        Mean distance of confidence and truth over the bins, weighted by their size (expected calibration error, Naeini
        et al., AAAI 2015); 0 is best.
    brier : float
        Mean square of the distance of each confidence from the truth (Brier, 1950); 0 is best.
    """

    title: str
    bins: tuple[Bin, ...]
    count: int
    error: float
    brier: float


def _bin(number: int, members: Sequence[tuple[float, float]]) -> Bin:
    count = len(members)
    right = sum(truth for _, truth in members)
    low, high = wilson(right, count)
    return Bin(
        start=number / _BINS, end=(number + 1) / _BINS, count=count, right=right / count, low=low, high=high,
        confidence=sum(confidence for confidence, _ in members) / count,
    )  # fmt: skip


def reliability(title: str, decisions: Iterable[tuple[float, float]]) -> Reliability:
    """Sort decisions by confidence into ten bins.

    Parameters
    ----------
    title : str
    decisions : iterable of (float, float)
        Confidence, and how true it is, both 0–1; the second is 0 or 1 where a thing is either right or wrong.
    """
    held = sorted(decisions)
    members: dict[int, list[tuple[float, float]]] = {}
    for confidence, truth in held:
        members.setdefault(min(int(confidence * _BINS + 1e-9), _BINS - 1), []).append((confidence, truth))
    bins = tuple(_bin(number, members[number]) for number in sorted(members))
    count = len(held)
    return Reliability(
        title=title,
        bins=bins,
        count=count,
        error=sum(b.count * abs(b.confidence - b.right) for b in bins) / count if count else 0.0,
        brier=sum((confidence - truth) ** 2 for confidence, truth in held) / count if count else 0.0,
    )


def reliability_of_relations(results: Sequence[DocumentResult]) -> Reliability:
    """Compare the confidence of each extracted relation with whether the gold has it."""
    decisions = [
        (case.confidence, float(case.outcome == "right")) for r in results for case in r.relations if case.system
    ]
    return reliability("confidence of relations", decisions)


def thresholds(results: Sequence[DocumentResult]) -> tuple[tuple[float, float], ...]:
    """Return precision and recall of relations if only those of at least a confidence are kept.

    Returns
    -------
    tuple of (float, float)
        For each confidence that occurs, the highest first; empty if nothing was extracted or is in the gold.
    """
    cases = [case for result in results for case in result.relations]
    wanted = sum(bool(case.gold) for case in cases)
    said = sorted((-case.confidence, case.outcome == "right") for case in cases if case.system)
    points, right = [], 0
    for number, (confidence, good) in enumerate(said, 1):
        right += good
        last = number == len(said) or said[number][0] != confidence
        if last and wanted:
            points.append((right / number, right / wanted))
    return tuple(points)

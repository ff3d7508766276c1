"""The figures of an evaluation: counted article by article, summed over all, each with its noise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kg.evaluation.cases import DocumentResult
from kg.evaluation.matching import pair_counts
from kg.evaluation.noise import Array, within

__all__ = ["FOUND", "SHARES", "Figure", "Found", "Share", "counts_of", "found_of", "measure", "share_of"]

#: Measures with precision, recall and F1.
FOUND = ("relation", "pair", "event", "role")
#: Measures that are a share of what was found; of the last, less is better.
SHARES = ("modality", "polarity", "source", "sourced", "false_facts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A measured share, 0–1, and the interval that holds the true one with 95 % certainty.

    ``value`` is None if there was nothing to decide, and then the interval is [0, 1].
    """

    value: float | None
    low: float
    high: float

    @property
    def noise(self) -> float:
        """Half the width of the interval."""
        return (self.high - self.low) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How much of the gold was found, and how much of what was found is in the gold."""

    precision: Figure
    recall: Figure
    f1: Figure
    right: int
    gold: int
    system: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of some decisions are so."""

    figure: Figure
    right: int
    of: int


def _figure(parts: Array, wholes: Array, nothing: float | None) -> Figure:
    low, high = within(parts, wholes)
    whole = float(wholes.sum())
    return Figure(value=float(parts.sum()) / whole if whole else nothing, low=low, high=high)


def found_of(counts: Iterable[Mapping[str, int]]) -> Found:
    """Return precision, recall and F1 of what was counted as right, wrong and missed in each article.

    Where nothing was extracted or nothing is in the gold, they are 0.
    """
    rows = [[c.get("right", 0), c.get("wrong", 0), c.get("missed", 0)] for c in counts]
    table = np.array(rows or [[0, 0, 0]], dtype=np.float64)
    right, wrong, missed = table[:, 0], table[:, 1], table[:, 2]
    return Found(
        precision=_figure(right, right + wrong, 0.0),
        recall=_figure(right, right + missed, 0.0),
        f1=_figure(right, right + (wrong + missed) / 2, 0.0),
        right=int(right.sum()),
        gold=int((right + missed).sum()),
        system=int((right + wrong).sum()),
    )


def share_of(counts: Iterable[Mapping[str, int]]) -> Share:
    """Return the share of what was counted as right among all in each article; None if there was nothing."""
    table = np.array([[c.get("right", 0), c.get("all", 0)] for c in counts] or [[0, 0]], dtype=np.float64)
    right, all_ = table[:, 0], table[:, 1]
    return Share(figure=_figure(right, all_, None), right=int(right.sum()), of=int(all_.sum()))


def _decisions(result: DocumentResult) -> Iterator[tuple[str, bool]]:
    """Yield each decision on what was found as its measure and whether it is right; false facts: whether it is one."""
    for case in result.relations:
        if case.outcome != "right":
            continue
        yield "modality", case.modality_right
        yield "polarity", case.polarity_right
        yield "source", case.source_right
        if case.sourced:
            yield "sourced", case.sourced_right
        if not case.fact:
            yield "false_facts", case.presented_as_fact
    for event in result.events:
        if event.outcome == "right":
            yield "modality", event.status_right
            if not event.fact:
                yield "false_facts", event.presented_as_fact


def counts_of(result: DocumentResult) -> dict[str, Counter[str]]:
    """Count the decisions of one article by measure.

    Returns
    -------
    dict of str to Counter
        With ``right``, ``wrong``, ``missed`` for those of `FOUND`, ``right``, ``all`` for those of `SHARES`.
    """
    roles = {
        "right": sum(len(case.roles_right) for case in result.events),
        "wrong": sum(len(case.roles_wrong) for case in result.events),
        "missed": sum(len(case.roles_missed) for case in result.events),
    }
    counts: dict[str, Counter[str]] = {
        "relation": Counter(case.outcome for case in result.relations),
        "pair": pair_counts(result.relations),
        "event": Counter(case.outcome for case in result.events),
        "role": Counter(roles),
        **{name: Counter[str]() for name in SHARES},
    }
    for name, right in _decisions(result):
        counts[name]["all"] += 1
        counts[name]["right"] += right
    return counts


def measure(results: Sequence[DocumentResult]) -> dict[str, Found | Share]:
    """Return the figures over all articles, by measure."""
    counted = [counts_of(result) for result in results]
    kinds: list[tuple[str, Callable[[Iterable[Mapping[str, int]]], Found | Share]]] = [
        *((name, found_of) for name in FOUND),
        *((name, share_of) for name in SHARES),
    ]
    return {name: make(counts[name] for counts in counted) for name, make in kinds}

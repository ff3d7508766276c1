"""Counting: precision, recall and F1 of spans, accuracy of trees."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Accuracy", "Spans"]


@dataclass(slots=True)
class Spans:
    """True and false positives and negatives of labelled spans, by label."""

    hits: Counter[str] = field(default_factory=Counter)
    predicted: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)

    def add(self, gold: Iterable[tuple[int, int, str]], predicted: Iterable[tuple[int, int, str]]) -> None:
        """Count the spans of one text: exact bounds and label."""
        g, p = set(gold), set(predicted)
        self.gold.update(x[2] for x in g)
        self.predicted.update(x[2] for x in p)
        self.hits.update(x[2] for x in g & p)

    def prf(self, *labels: str) -> tuple[float, float, float]:
        """Return precision, recall and F1 in percent of some labels, or of all.

        Examples
        --------
        >>> s = Spans()
        >>> s.add([(0, 1, "PER"), (3, 4, "LOC")], [(0, 1, "PER")])
        >>> s.prf()
        (100.0, 50.0, 66.66666666666667)
        """
        chosen = labels or tuple(self.gold | self.predicted)
        hits, predicted, gold = (sum(c[x] for x in chosen) for c in (self.hits, self.predicted, self.gold))
        p, r = 100 * hits / max(1, predicted), 100 * hits / max(1, gold)
        return p, r, 200 * hits / max(1, predicted + gold)


@dataclass(slots=True)
class Accuracy:
    """Shares of words that are right, by name of the layer."""

    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)

    def add(self, layer: str, right: int, total: int) -> None:
        """Count words of a layer."""
        self.right[layer] += right
        self.total[layer] += total

    def percent(self, layer: str) -> float:
        """Return the accuracy of a layer in percent."""
        return 100 * self.right[layer] / max(1, self.total[layer])

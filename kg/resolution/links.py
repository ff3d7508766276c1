"""What the language model's coreference says of two mentions: scores that a pipeline notes with a ``Doc``."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray
    from spacy.tokens import Doc

__all__ = ["LEAST", "LINKS", "LinkScores", "Links", "linked"]

#: Key of ``doc.user_data`` under which the scores stand.
LINKS = "triplewire.links"
#: Pairs that score less are as good as impossible, and not kept.
LEAST = -4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Pairs of candidates with their scores, by anaphor, then antecedent.

    Attributes
    ----------
    anaphors, antecedents : array of int, k
        Head tokens.
    scores : array of float, k
        The logarithm of how much likelier the antecedent is than none.
    """

    anaphors: NDArray[np.int32]
    antecedents: NDArray[np.int32]
    scores: NDArray[np.float32]

    def by_anaphor(self) -> Iterator[tuple[int, list[int], list[float]]]:
        """Yield each anaphor with its antecedents, in text order, and their scores."""
        edges = np.flatnonzero(np.diff(self.anaphors, prepend=-1, append=-1))
        anaphors: list[int] = self.anaphors[edges[:-1]].tolist()
        antecedents: list[int] = self.antecedents.tolist()
        scores: list[float] = self.scores.tolist()
        for anaphor, (a, b) in zip(anaphors, itertools.pairwise(edges.tolist()), strict=True):
            yield anaphor, antecedents[a:b], scores[a:b]


def linked(doc: Doc) -> Links | None:
    """Return the scores that a pipeline noted with a text, None if it has none."""
    found = doc.user_data.get(LINKS)
    if found is None:
        return None
    return Links(anaphors=found[0], antecedents=found[1], scores=found[2])


class LinkScores:
    """Scores of later mentions with earlier ones.

    Parameters
    ----------
    doc : Doc
        Read by a pipeline that scores antecedents, or by another: then it is false and scores are low.

    Notes
    -----
    A score is the logarithm of how much likelier an antecedent is than none.
    """

    def __init__(self, doc: Doc) -> None:
        links = linked(doc)
        self._known = links is not None
        self._rows = {i: (j, s) for i, j, s in links.by_anaphor()} if links is not None else {}
        self._last: tuple[int, dict[int, float]] = (-1, {})

    def __bool__(self) -> bool:
        return self._known

    def _row(self, later: int) -> dict[int, float]:
        """The scores of a mention by antecedent; one mention after the other is asked for."""
        if self._last[0] != later:
            antecedents, scores = self._rows.get(later, ((), ()))
            self._last = later, dict(zip(antecedents, scores, strict=True))
        return self._last[1]

    def antecedents(self, later: int) -> Iterable[int]:
        """Return the head tokens of the antecedents of a mention that have a score, in text order."""
        return self._row(later).keys()

    def score(self, later: int, earlier: int) -> float:
        """Return the score of an antecedent; both are head tokens."""
        return self._row(later).get(earlier, LEAST)

    def of_group(self, later: int, group: Iterable[int]) -> float:
        """Return the score of all mentions of a group together."""
        row = self._row(later)
        found = [row[h] for h in group if h in row]
        if not found:
            return LEAST
        top = max(found)
        return top + math.log(sum(math.exp(s - top) for s in found))

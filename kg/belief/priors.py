"""What is known beforehand: how often extractors are right, and how far outlets and those they quote can be trusted."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from math import exp, log
from types import MappingProxyType
from typing import Final, NamedTuple

from kg.errors import ConfigError

__all__ = ["OutletPrior", "Priors", "measured", "reliability"]

_WEIGHT: Final = 20.0
"""Statements that the expectation weighs as many as: a shift is believed as far as it was measured."""
_LEAST, _MOST = 0.02, 0.98


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletPrior:
    """How somebody who tells things errs.

    Parameters
    ----------
    systematic : float
        0-1, the share of things that are wrong however often this source tells them, for it has them from one place,
        or wants them so.
    random : float
        0-1, the share of tellings that are wrong by a mistake of their own.

    Raises
    ------
    ConfigError
        If a share is not between 0 and 1.
    """

    systematic: float
    random: float

    def __post_init__(self) -> None:
        for name in ("systematic", "random"):
            if not 0.0 <= getattr(self, name) <= 1.0:
                raise ConfigError(f"the {name} error {getattr(self, name)} of an outlet is not between 0 and 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Priors:
    """What is assumed of those who tell things. These are judgements, not measurements: set your own where you know.

    Parameters
    ----------
    told : OutletPrior
        Of an outlet that says something in its own voice.
    quoted : OutletPrior
        Of somebody to whom an outlet attributes it: a party to the matter more often than not.
    outlets : mapping of str to OutletPrior
        Of publishers by name and of persons and bodies by IRI, before the two above.
    """

    told: OutletPrior = OutletPrior(systematic=0.05, random=0.1)
    quoted: OutletPrior = OutletPrior(systematic=0.2, random=0.1)
    outlets: Mapping[str, OutletPrior] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, source: str, *, quoted: bool) -> OutletPrior:
        """Return what is assumed of a source."""
        return self.outlets.get(source, self.quoted if quoted else self.told)


class _Cell(NamedTuple):
    """What was measured of an extractor: statements, how many were right, and their mean confidence."""

    statements: float
    right: float
    confidence: float

    def shift(self, expected: float = 0.0) -> float:
        """Return by how much log odds of confidences are to be moved, given what is expected without this cell."""
        usual = _odds(self.confidence)
        prior = _share(usual + expected)
        return _odds((self.right + _WEIGHT * prior) / (self.statements + _WEIGHT)) - usual


def reliability(extractor: str, predicate: str, confidence: float) -> float:
    """Return how probably an article says what a statement has it say.

    Parameters
    ----------
    extractor, predicate : str
        As in `kg.statements.Statement`.
    confidence : float
        0-1, as the extractor gives it.

    Returns
    -------
    float
        Between .02 and .98.

    Notes
    -----
    Log odds of the confidence, moved by what was measured of the extractor, and further by what was measured of it with
    this relation: the log odds of the share that was right, less those of the mean confidence. Either share is first
    smoothed with 20 statements of what was expected (an empirical Bayes estimate [1]_), so that few statements move
    little. An extractor that was not measured keeps its confidence. The table lies beside this module with what it was
    measured on and with which command.

    References
    ----------
    .. [1] Efron & Hastie, "Computer Age Statistical Inference", 2016, chapter 6.

    Examples
    --------
    >>> round(reliability("of another package", "leads", 0.8), 3)
    0.8
    >>> reliability("prenominal", "leads", 0.8) < 0.8 < reliability("kinship", "spouseOf", 0.8)
    True
    """
    moved = _share(_odds(confidence) + _shift(extractor, predicate))
    return min(max(moved, _LEAST), _MOST)


def measured(key: str) -> str:
    """Return what the table says of itself: ``"measured on"``, ``"with"``, and the digest of the ``"passages"``."""
    return str(_table()[key])


@lru_cache(maxsize=4096)
def _shift(extractor: str, predicate: str) -> float:
    told = _table()["extractors"].get(extractor, {})
    cells = {name: _Cell(cell["count"], cell["right"], cell["confidence"]) for name, cell in told.items()}
    if not cells:
        return 0.0
    count = sum(cell.statements for cell in cells.values())
    mean = sum(cell.statements * cell.confidence for cell in cells.values()) / count
    shift = _Cell(count, sum(cell.right for cell in cells.values()), mean).shift()
    return cells[predicate].shift(shift) if predicate in cells else shift


@lru_cache(maxsize=1)
def _table() -> Mapping[str, dict[str, dict[str, dict[str, float]]]]:
    text = files("kg.belief").joinpath("reliability.json").read_text("utf-8")
    return MappingProxyType(json.loads(text))


def _odds(share: float) -> float:
    share = min(max(share, _LEAST / 2), 1 - _LEAST / 2)
    return log(share / (1 - share))


def _share(odds: float) -> float:
    return 1 / (1 + exp(-odds))

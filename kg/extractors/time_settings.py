"""What a rule for time expressions may know beside the words that it matched."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from kg.extractors.time_values import Moment

__all__ = ["Rule", "Setting"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a rule may know beside its match.

    Parameters
    ----------
    published : datetime.date, optional
        Day of publication; without it relative expressions stay unresolved.
    direction : callable
        Whether what stands in a range of code points lies ahead (1) or behind (-1), by the verb.
    """

    published: date | None
    direction: Callable[[int, int], int]

    def sign(self, m: re.Match[str]) -> int:
        """Return the direction in which the matched expression points."""
        return self.direction(m.start(), m.end())


#: Takes a match; None says that it was no time expression after all ("he may 5").
Rule = Callable[[re.Match[str], Setting], Moment | None]

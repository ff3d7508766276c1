"""Questions to courses: what was threatened in June and done by August."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kg.courses.chains import Course, Step
from kg.courses.tellings import PHASES

__all__ = ["became"]


def became(
    found: Iterable[Course],
    *,
    was: str,
    between: tuple[date, date] | None = None,
    then: str = "",
    by: date | None = None,
) -> tuple[Course, ...]:
    """Return the acts that were one thing and then became another.

    Parameters
    ----------
    found : iterable of Course
    was : str
        Phase of an earlier step; ``"actual"`` is another word for ``"done"``.
    between : tuple of datetime.date, optional
        First and last day on which that was said.
    then : str
        Phase of a step that comes after it; any course will do if it is empty.
    by : datetime.date, optional
        Last day of that step: of the deed where it is done and its day known, else on which it was said.

    Raises
    ------
    ValueError
        For a phase that there is not.
    """
    was, then = ("done" if phase == "actual" else phase for phase in (was, then))
    for phase in (was, then):
        if phase and phase not in PHASES:
            raise ValueError(f"no phase {phase!r}; known: {', '.join(PHASES)}")
    return tuple(c for c in found if _became(c.steps, was, between, then, by))


def _became(
    steps: tuple[Step, ...], was: str, between: tuple[date, date] | None, then: str, by: date | None
) -> bool:  # fmt: skip
    for at, step in enumerate(steps):
        if step.phase != was or (between and not (step.said and between[0] <= step.said <= between[1])):
            continue
        if not then:
            return True
        for later in steps[at + 1 :]:
            if later.phase == then and (by is None or (later.day is not None and later.day <= by)):
                return True
    return False

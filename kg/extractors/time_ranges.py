"""Two dates that bound a stretch of time: "from May to July", "between 3 March and 5 June 2017"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from kg.extractors import time_values as values
from kg.extractors.time_values import DAY, Moment

__all__ = ["joined_ranges"]

_UNTIL: Final = re.compile(r" (?:up |right |through )?(?:to|until|till|through) (?:the )?|(?<=\d) ?[–—-] ?(?=\d)", re.I)
_AND: Final = re.compile(r" and (?:the )?", re.IGNORECASE)
_FROM: Final = re.compile(r"\bfrom (?:the )?$", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\bbetween (?:the )?$", re.IGNORECASE)
_YEAR: Final = re.compile(r"\b(?:1\d{3}|20\d\d)\b")
_WEEKDAY: Final = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_GRAIN: Final = re.compile(r"\d{4}(?:-(?:\d\d(?:-\d\d)?|Q\d|H\d|W\d\d|SP|SU|FA|WI))?")
#: Code points before an expression in which "from" or "between" is looked for.
_BEFORE: Final = 14
_Found = tuple[int, int, Moment]


def joined_ranges(
    text: str, found: list[_Found], published: date | None, is_range: Callable[[int, int], bool]
) -> list[_Found]:
    """Join the two dates of a range into one expression.

    Parameters
    ----------
    text : str
    found : list of (int, int, Moment)
        Expressions in text order, by code points, half-open.
    published : datetime.date, optional
    is_range : callable
        Whether code points [start, end) tell how long something lasted, not what it was moved from and to.

    Returns
    -------
    list of (int, int, Moment)
        A range that would run backwards is set right by a week or a year, away from the day of publication; one that
        cannot be is left as two expressions.
    """
    out: list[_Found] = []
    for start, end, moment in found:
        if out and _opens(text, out[-1][0], out[-1][1], start) and is_range(out[-1][0], end):
            first_start, first_end, first = out[-1]
            spanned = _spanned(first, moment, text[first_start:first_end], text[start:end], published)
            if spanned is not None:
                out[-1] = (first_start, end, spanned)
                continue
        out.append((start, end, moment))
    return out


def _opens(text: str, start: int, end: int, other: int) -> bool:
    """Whether an expression and the next are bound into a range by the words around."""
    gap, before = text[end:other], text[max(0, start - _BEFORE) : start]
    if _UNTIL.fullmatch(gap):
        return bool(_FROM.search(before)) or gap.strip() in {"-", "–", "—", "through"}
    return bool(_AND.fullmatch(gap) and _BETWEEN.search(before))


def _spanned(one: Moment, other: Moment, text: str, other_text: str, published: date | None) -> Moment | None:
    if one.kind != "date" or other.kind != "date" or not (one.first and one.last and other.first and other.last):
        return None
    if not (_GRAIN.fullmatch(one.value) and _GRAIN.fullmatch(other.value)):
        return None
    if _YEAR.search(other_text) and not _YEAR.search(text) and "-" in one.value and not _WEEKDAY.search(text):
        return _ranged(_of_year(one, other.last), other)
    if _YEAR.search(text) and not _YEAR.search(other_text) and "-" in other.value:
        same = _years_on(other, one.first.year - other.first.year)
        return _ranged(one, same) or _ranged(one, _years_on(same, 1) if same else None)
    if one.first <= other.first:
        return _ranged(one, other)
    if published is None or _YEAR.search(text):
        return None
    past = other.last <= published
    if _WEEKDAY.search(text) and _WEEKDAY.search(other_text) and len(one.value) == len(other.value) == 10:
        return _ranged(_week_on(one, -1), other) if past else _ranged(one, _week_on(other, 1))
    return _ranged(_years_on(one, -1), other) if past else _ranged(one, _years_on(other, 1))


def _ranged(one: Moment | None, other: Moment | None) -> Moment | None:
    if one is None or other is None or one.first is None or other.first is None or one.first > other.first:
        return None
    return values.ranged(one, other)


def _of_year(one: Moment, end: date) -> Moment | None:
    """Return a date without a year of its own as that before the end of the range."""
    assert one.first is not None  # the caller has asked
    moved = _years_on(one, end.year - one.first.year)
    return _years_on(moved, -1) if moved and moved.first and moved.first > end else moved


def _years_on(moment: Moment, count: int) -> Moment | None:
    """Return the same day or month some years on; None of anything coarser or of a day that the year lacks."""
    if moment.first is None:
        return None
    in_year = moment.first.year + count
    if not 1 <= in_year <= 9998:
        return None
    if re.fullmatch(r"\d{4}-\d\d", moment.value):
        return values.month(in_year, moment.first.month)
    if len(moment.value) == 10 and not (moment.first.month == 2 and moment.first.day == 29):
        return values.day(moment.first.replace(year=in_year))
    return None


def _week_on(moment: Moment, count: int) -> Moment | None:
    return values.day(moment.first + 7 * DAY * count) if moment.first is not None else None

"""Calendar arithmetic for time expressions: TIMEX3 values with their first and last possible day.

Values follow TIMEX3 of TimeML [1]_ ("2020-W23", "2018-04", "2019-SU", "199" for a decade); weeks are
ISO 8601 weeks, which begin on Monday.

References
----------
.. [1] Pustejovsky et al., "ISO-TimeML", LREC 2010.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal

from dateutil.easter import easter

__all__ = [
    "DAY",
    "Moment",
    "day",
    "decade",
    "duration",
    "half",
    "holiday",
    "month",
    "quarter",
    "ranged",
    "season",
    "shifted",
    "week",
    "weekday",
    "year",
]

Kind = Literal["date", "time", "duration", "set"]
DAY: Final = timedelta(days=1)
#: Seasons of the northern hemisphere by their TIMEX3 letters: first month, number of months.
_SEASONS: Final = {"SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3)}
_FIXED_HOLIDAYS: Final = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26),
    "new year's day": (1, 1), "new year's eve": (12, 31), "may day": (5, 1), "independence day": (7, 4),
    "valentine's day": (2, 14), "halloween": (10, 31),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A TIMEX3 value with the days that it may mean.

    Parameters
    ----------
    value : str
        Empty if unresolved.
    first, last : datetime.date, optional
        First and last possible day, inclusive.
    kind : {"date", "time", "duration", "set"}
    """

    value: str = ""
    first: date | None = None
    last: date | None = None
    kind: Kind = "date"

    def at(self, clock: str) -> Moment:
        """Return the same day with a time or part of the day, such as ``"09:00"`` or ``"MO"``."""
        return (
            replace(self, value=f"{self.value[:10]}T{clock}", kind="time") if self.value else replace(self, kind="time")
        )


def day(when: date) -> Moment:
    """Return one day."""
    return Moment(value=when.isoformat(), first=when, last=when)


def week(when: date, *, end: bool = False) -> Moment:
    """Return the ISO week of a day, or its Saturday and Sunday."""
    monday = when - DAY * when.weekday()
    iso = monday.isocalendar()
    value = f"{iso.year:04d}-W{iso.week:02d}"
    if end:
        return Moment(value=f"{value}-WE", first=monday + 5 * DAY, last=monday + 6 * DAY)
    return Moment(value=value, first=monday, last=monday + 6 * DAY)


def _months(value: str, start_year: int, start_month: int, count: int) -> Moment:
    end_year, end_month = divmod(start_year * 12 + start_month - 1 + count - 1, 12)
    end_month += 1
    if not 1 <= start_year <= 9999 or end_year > 9999:
        return Moment()
    first = date(start_year, start_month, 1)
    return Moment(value=value, first=first, last=date(end_year, end_month, monthrange(end_year, end_month)[1]))


def month(in_year: int, number: int) -> Moment:
    """Return a month."""
    return _months(f"{in_year:04d}-{number:02d}", in_year, number, 1)


def year(number: int) -> Moment:
    """Return a year."""
    return _months(f"{number:04d}", number, 1, 12)


def quarter(in_year: int, number: int) -> Moment:
    """Return a quarter, 1 to 4."""
    return _months(f"{in_year:04d}-Q{number}", in_year, 3 * number - 2, 3)


def half(in_year: int, number: int) -> Moment:
    """Return a half-year, 1 or 2."""
    return _months(f"{in_year:04d}-H{number}", in_year, 6 * number - 5, 6)


def season(in_year: int, letters: str) -> Moment:
    """Return a season; a winter is named after the year in which it begins."""
    start, count = _SEASONS[letters]
    return _months(f"{in_year:04d}-{letters}", in_year, start, count)


def decade(first_year: int, *, years: int = 10) -> Moment:
    """Return a decade, or a century if ``years`` is 100, by its first year.

    Examples
    --------
    >>> decade(1990).value, decade(1800, years=100).value
    ('199', '18')
    """
    value = f"{first_year:04d}"[: 3 if years == 10 else 2]
    return _months(value, first_year, 1, 12 * years) if first_year >= 1 else Moment(value=value)


def ranged(one: Moment, other: Moment) -> Moment:
    """Return what runs from one moment to another; unresolved if it would run backwards."""
    if not one.value or not other.value or (one.first and other.last and one.first > other.last):
        return Moment()
    return Moment(value=f"{one.value}/{other.value}", first=one.first, last=other.last)


def duration(count: str, unit: str) -> Moment:
    """Return a length of time; ``count`` is a number or ``"X"`` if unsaid, ``unit`` singular.

    Examples
    --------
    >>> duration("3", "year").value, duration("X", "hour").value, duration("2", "decade").value
    ('P3Y', 'PTXH', 'P2DE')
    """
    letters = {"second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "weekend": "WE", "month": "M",
               "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE", "night": "D"}[unit]  # fmt: skip
    time = "T" if letters[0] == "T" else ""
    return Moment(value=f"P{time}{count}{letters.removeprefix('T')}", kind="duration")


def shifted(when: date, count: int, unit: str) -> Moment:
    """Return the moment ``count`` units after a day (before it if negative), as fine as the unit is.

    Examples
    --------
    >>> shifted(date(2020, 6, 9), -2, "day").value, shifted(date(2020, 6, 9), -1, "month").value
    ('2020-06-07', '2020-05')
    """
    try:
        if unit in {"second", "minute"}:
            return day(when)
        if unit == "hour":
            days = abs(count) // 24
            return day(when + DAY * (days if count > 0 else -days))
        if unit in {"day", "night"}:
            return day(when + DAY * count)
        if unit in {"week", "weekend"}:
            return week(when + 7 * DAY * count, end=unit == "weekend")
    except OverflowError:
        return Moment()
    if unit in {"month", "quarter"}:
        index = when.year * 12 + when.month - 1 + count * (3 if unit == "quarter" else 1)
        if not 12 <= index < 120000:
            return Moment()
        if unit == "quarter":
            return quarter(index // 12, index % 12 // 3 + 1)
        return month(index // 12, index % 12 + 1)
    number = when.year + count * {"year": 1, "decade": 10, "century": 100}[unit]
    return year(number) if 1 <= number <= 9999 else Moment()


def weekday(published: date, number: int, *, direction: int, strict: bool = False) -> date:
    """Return the nearest such weekday (Monday is 0) before or after a day.

    Parameters
    ----------
    published : datetime.date
    number : int
    direction : int
        Negative for the last such day, positive for the next.
    strict : bool
        Whether the day itself does not count ("last Tuesday" said on a Tuesday).
    """
    if direction < 0:
        back = (published.weekday() - number) % 7
        return published - DAY * (back or 7 * strict)
    ahead = (number - published.weekday()) % 7
    return published + DAY * (ahead or 7 * strict)


def _nth_weekday(in_year: int, in_month: int, number: int, nth: int) -> date:
    first = date(in_year, in_month, 1)
    return weekday(first, number, direction=1) + 7 * DAY * (nth - 1)


def holiday(name: str, in_year: int) -> date | None:
    """Return the day of a holiday with a civil date of its own; None for a name that is not known."""
    if name in _FIXED_HOLIDAYS:
        return date(in_year, *_FIXED_HOLIDAYS[name])
    if name in {"easter", "easter sunday", "good friday", "easter monday"}:
        sunday: date = easter(in_year)
        return sunday + DAY * {"good friday": -2, "easter monday": 1}.get(name, 0)
    if name == "thanksgiving":
        return _nth_weekday(in_year, 11, 3, 4)
    if name == "labor day":
        return _nth_weekday(in_year, 9, 0, 1)
    return None

"""What each kind of English time expression means against a publication date.

A rule takes a match of one of the patterns of `kg.extractors.time_patterns`; None says that it was none after
all ("he may 5").

Conventions: a bare weekday is the last such day up to the day of publication, or with a verb of the future
the next one; "last" and "next" leave the day of publication out; a day or month without a year is the
nearest one in the direction of the verb; 06/04/2020 is read month first, as in the United States, unless
that is no date, and 06.04.2020 day first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from kg.extractors import time_values as values
from kg.extractors.time_values import DAY, Moment

__all__ = ["RULES", "Rule", "Setting"]

_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ORDINALS: Final = ("first", "second", "third", "fourth")
_NUMBERS: Final = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "ninety": 90, "hundred": 100,
}  # fmt: skip
_TENS: Final = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
_SEASONS: Final = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_PARTS: Final = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}


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


Rule = Callable[[re.Match[str], Setting], Moment | None]


def _month_number(word: str) -> int:
    return next(i for i, m in enumerate(_MONTHS, 1) if m.startswith(word.lower()[:3]))


def _date(in_year: int, in_month: int, number: int) -> date | None:
    try:
        return date(in_year, in_month, number)
    except ValueError:
        return None


def _full_year(text: str) -> int:
    return int(text) if len(text) > 2 else int(text) + (2000 if int(text) < 50 else 1900)


def _numeric(m: re.Match[str], _: Setting) -> Moment | None:
    one, two, in_year = int(m["n1"]), int(m["n2"]), _full_year(m["n3"])
    day_first = m["sep"] == "." or one > 12
    when = _date(in_year, two, one) if day_first else _date(in_year, one, two)
    return values.day(when) if when else None


def _iso(m: re.Match[str], _: Setting) -> Moment | None:
    when = _date(int(m["iy"]), int(m["im"]), int(m["id"]))
    return values.day(when) if when else None


def _nearest_date(in_month: int, number: int, m: re.Match[str], setting: Setting) -> date | None:
    """Return the date without a year that is nearest in the direction of the verb."""
    published = setting.published
    if published is None:
        return None
    sign = setting.sign(m)
    years = range(published.year, published.year + sign * 9, sign)
    found = (when for y in years if (when := _date(y, in_month, number)))
    return next((when for when in found if (when - published).days * sign >= 0), None)


def _calendar_day(m: re.Match[str], setting: Setting) -> Moment | None:
    groups = m.groupdict()
    in_month = _month_number(groups["month"])
    number, until = int(groups["d"]), groups.get("d2")
    if groups.get("year"):
        one = _date(int(groups["year"]), in_month, number)
    elif setting.published is None:
        return Moment() if 1 <= number <= 31 else None
    else:
        one = _nearest_date(in_month, number, m, setting)
    if one is None:
        return None
    if until is None:
        return values.day(one)
    last_month = _month_number(groups["month2"]) if groups.get("month2") else in_month
    other = _date(one.year + (last_month < in_month), last_month, int(until))
    return values.ranged(values.day(one), values.day(other)) if other else None


def _month(m: re.Match[str], setting: Setting) -> Moment | None:
    in_month = _month_number(m["month"])
    if m["year"]:
        return values.month(int(m["year"]), in_month)
    if setting.published is None:
        return Moment()
    published = setting.published
    if m["which"] and m["which"].lower() in {"last", "this", "next"}:
        sign = {"last": -1, "next": 1}.get(m["which"].lower(), 0) or setting.sign(m)
    else:
        sign = setting.sign(m)
    strict = in_month == published.month and bool(m["which"]) and m["which"].lower() in {"last", "next"}
    if (in_month - published.month) * sign < 0 or strict:
        return values.month(published.year + sign, in_month)
    return values.month(published.year, in_month)


def _years(m: re.Match[str], _: Setting) -> Moment | None:
    one, two = int(m["y1"]), m["y2"]
    other = int(two) if len(two) == 4 else one // 100 * 100 + int(two)
    return values.ranged(values.year(one), values.year(other)) if one < other else None


def _year(m: re.Match[str], _: Setting) -> Moment | None:
    return values.year(int(m["year"]))


def _decade(m: re.Match[str], _: Setting) -> Moment | None:
    text = m["dec"].lower()
    if text in _TENS:
        return values.decade(1900 + 10 * (_TENS.index(text) + 2))
    digits = re.sub(r"\D", "", text)
    return values.decade(int(digits) if len(digits) == 4 else 1900 + int(digits))


def _century(m: re.Match[str], _: Setting) -> Moment | None:
    word = m["ce"].lower()
    number = int(re.sub(r"\D", "", word)) if word[0].isdigit() else _CENTURIES[word]
    return values.decade((number - 1) * 100, years=100) if 1 < number <= 25 else None


_CENTURIES: Final = {
    "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
    "twenty-first": 21,
}  # fmt: skip


def _weekday(m: re.Match[str], setting: Setting) -> Moment | None:
    number = _WEEKDAYS.index(m["wd"].lower())
    said = m.groupdict()
    which, of_week = (said.get("which") or "").lower(), (said.get("ofweek") or "").lower()
    published = setting.published
    if which in {"every", "each"} or said.get("plural"):
        return Moment(value=f"XXXX-WXX-{number + 1}", kind="set")
    if which in {"following", "previous", "preceding"}:
        return Moment()
    if published is None:
        return _part(Moment(), m["part"])
    if of_week:
        monday = published - DAY * published.weekday() + 7 * DAY * {"last": -1, "next": 1}.get(of_week, 0)
        return _part(values.day(monday + DAY * number), m["part"])
    if said.get("weekago"):
        return _part(values.day(values.weekday(published - 7 * DAY, number, direction=-1)), m["part"])
    sign = {"last": -1, "past": -1, "next": 1, "coming": 1}.get(which, 0)
    when = values.weekday(published, number, direction=sign or setting.sign(m), strict=bool(sign))
    return _part(values.day(when), m["part"])


def _part(moment: Moment, part: str | None) -> Moment:
    return moment.at(_PARTS[part.lower()]) if part else moment


_DEICTIC: Final = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0, "overnight": 0}


def _deictic(m: re.Match[str], setting: Setting) -> Moment | None:
    words = m[0].lower().split()
    if setting.published is None:
        return Moment()
    if words[:2] == ["the", "day"]:
        return values.day(setting.published + 2 * DAY * (1 if words[2] == "after" else -1))
    if words[0] in {"this", "last"}:
        return values.day(setting.published - DAY * (words[0] == "last")).at(_PARTS[words[1]])
    when = values.day(setting.published + DAY * _DEICTIC[words[0]])
    if words[0] in {"tonight", "overnight"}:
        return when.at("NI")
    return _part(when, words[1] if len(words) > 1 else None)


def _relative(m: re.Match[str], setting: Setting) -> Moment | None:
    which, unit = m["which"].lower(), m["unit"].lower()
    if setting.published is None:
        return Moment()
    if which in {"that", "same", "following", "preceding"} or (which == "previous" and unit != "quarter"):
        return Moment()
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "upcoming": 1}.get(which, 0)
    if unit in _SEASONS:
        return _seasonal(_SEASONS[unit], step, m, setting)
    return values.shifted(setting.published, step, unit)


def _seasonal(letters: str, step: int, m: re.Match[str], setting: Setting) -> Moment:
    """Return the season nearest to publication: wholly before it, wholly after it, or this year's."""
    published = setting.published
    if published is None:
        return Moment()
    if step == 0 and (m.groupdict().get("which") or "").lower() == "this":
        return values.season(published.year - (letters == "WI" and published.month < 6), letters)
    sign = step or setting.sign(m)
    candidates = [values.season(published.year + k, letters) for k in (-2, -1, 0, 1, 2)]
    if sign < 0:
        return [c for c in candidates if c.first and c.first <= published and (not step or (c.last or published) < published)][-1]
    return next(c for c in candidates if c.last and c.last >= published and (not step or (c.first or published) > published))


def _season(m: re.Match[str], setting: Setting) -> Moment | None:
    letters = _SEASONS[m["season"].lower()]
    if m.groupdict().get("year"):
        return values.season(int(m["year"][:4]), letters)
    return _seasonal(letters, 0, m, setting)


def _weekend(m: re.Match[str], setting: Setting) -> Moment | None:
    if setting.published is None:
        return Moment()
    which, published = (m["which"] or "").lower(), setting.published
    step = {"last": -1, "past": -1, "next": 1}.get(which, 0)
    ahead = setting.sign(m) > 0
    if step == 0 and not ahead and published.weekday() < 5:
        step = -1  # "over the weekend", said on a weekday of what has happened
    elif step == 1 and published.weekday() < 5 and not ahead:
        step = 0
    return values.week(published + 7 * DAY * step, end=True)


def _count(text: str) -> int | None:
    low = text.lower()
    if low.isdigit():
        return int(low)
    if low in _NUMBERS:
        return _NUMBERS[low]
    tens, _, units = low.partition("-")
    return _NUMBERS[tens] + _NUMBERS[units] if tens in _NUMBERS and units in _NUMBERS else None


def _ago(m: re.Match[str], setting: Setting) -> Moment | None:
    if setting.published is None:
        return Moment()
    count = _count(m.groupdict().get("n") or "")
    if count is None:
        return Moment(value="PAST_REF", last=setting.published)
    return values.shifted(setting.published, -count, m["unit"].lower())


def _ahead(m: re.Match[str], setting: Setting) -> Moment | None:
    """Resolve "in two weeks", "within 48 hours": a moment ahead, or how long something took."""
    count, unit = _count(m["n"]), m["unit"].lower()
    if count is None:
        return None
    if setting.published is None or setting.sign(m) < 0:
        return values.duration(str(count), unit)
    if m["prep"].lower() != "within" or unit not in {"hour", "day", "week"}:
        return values.shifted(setting.published, count, unit)
    last = values.shifted(setting.published, count * (7 if unit == "week" else 1), "hour" if unit == "hour" else "day")
    return replace(last, first=setting.published)


def _span_of(m: re.Match[str], setting: Setting) -> Moment | None:
    """Resolve "the past three years", "the next few days": a length that ends or begins at publication."""
    said, unit = m.groupdict(), m["unit"].lower()
    count = None if said.get("vague") else _count(said.get("n") or "1")
    length = values.duration("X" if count is None else str(count), unit)
    if setting.published is None or count is None:
        return length
    back = m["which"].lower() in {"last", "past", "previous", "recent"}
    edge = _shift_day(setting.published, -count if back else count, unit)
    if edge is None:
        return length
    return replace(length, first=min(edge, setting.published), last=max(edge, setting.published))


def _shift_day(when: date, count: int, unit: str) -> date | None:
    """Move a day by whole units, to the day."""
    days = {"hour": 1 / 24, "day": 1, "night": 1, "week": 7, "weekend": 7}.get(unit)
    try:
        if days is not None:
            return when + DAY * round(count * days)
        months = count * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(unit, 0)
        index = when.year * 12 + when.month - 1 + months
        return _date(index // 12, index % 12 + 1, min(when.day, 28))
    except OverflowError:
        return None


def _elapsed(_: re.Match[str], __: Setting) -> Moment | None:
    return Moment()


def _length(m: re.Match[str], _: Setting) -> Moment | None:
    count = _count(m.groupdict().get("n") or "")
    return values.duration("X" if count is None else str(count), m["unit"].lower())


def _quarter(m: re.Match[str], setting: Setting) -> Moment | None:
    groups = m.groupdict()
    number = int(groups["qn"]) if groups.get("qn") else _ORDINALS.index(groups["ord"].lower()) + 1
    make = values.half if groups.get("half") else values.quarter
    if groups.get("fy"):
        return Moment(value=f"FY{_full_year(groups['fy']):04d}-Q{number}")
    if groups.get("year"):
        return make(_full_year(groups["year"]), number)
    if setting.published is None or (groups.get("half") and number > 2):
        return Moment() if number <= 2 or not groups.get("half") else None
    sign = setting.sign(m)
    found = [make(setting.published.year + k, number) for k in (0, sign)]
    good = [f for f in found if f.first and f.last and ((f.first if sign < 0 else f.last) - setting.published).days * sign >= 0]
    return good[0] if good else Moment()


def _fiscal(m: re.Match[str], _: Setting) -> Moment | None:
    return Moment(value=f"FY{_full_year(m['fy']):04d}")


def _clock(m: re.Match[str], setting: Setting) -> Moment | None:
    if m["noon"]:
        clock = "12:00" if m["noon"].lower() != "midnight" else "00:00"
    else:
        hour, minute = int(m["h"] or m["h24"]), int(m["min"] or m["min24"] or 0)
        if m["half"]:
            pm = m["half"].lower().startswith("p")
            if not 1 <= hour <= 12:
                return None
            hour = hour % 12 + 12 * pm
        if hour > 24 or minute > 59:
            return None
        clock = f"{hour:02d}:{minute:02d}"
    if setting.published is None:
        return Moment(kind="time")
    return values.day(setting.published).at(clock)


def _holiday(m: re.Match[str], setting: Setting) -> Moment | None:
    name = m["hol"].lower().replace("’", "'")
    if m["year"]:
        when = values.holiday(name, int(m["year"]))
    elif setting.published is None:
        return Moment()
    else:
        sign = setting.sign(m)
        found = [values.holiday(name, setting.published.year + k * sign) for k in (0, 1)]
        when = next((h for h in found if h and (h - setting.published).days * sign >= 0), None)
    return values.day(when) if when else None


def _ordinal_day(m: re.Match[str], setting: Setting) -> Moment | None:
    if setting.published is None:
        return Moment()
    number, published, sign = int(m["d"]), setting.published, setting.sign(m)
    for k in range(3):
        index = published.year * 12 + published.month - 1 + k * sign
        when = _date(index // 12, index % 12 + 1, number)
        if when and (when - published).days * sign >= 0:
            return values.day(when)
    return None


def _september_11(_: re.Match[str], __: Setting) -> Moment | None:
    return values.day(date(2001, 9, 11))


def _half_of(m: re.Match[str], setting: Setting) -> Moment | None:
    if setting.published is None:
        return Moment()
    step = {"last": -1, "next": 1}.get(m["rel"].lower(), 0)
    return values.half(setting.published.year + step, _ORDINALS.index(m["ord"].lower()) + 1)


def _year_end(_: re.Match[str], setting: Setting) -> Moment | None:
    return values.year(setting.published.year) if setting.published else Moment()


def _dawn(m: re.Match[str], setting: Setting) -> Moment | None:
    if setting.published is None:
        return Moment(kind="time")
    part = "MO" if m["dawn"].lower() in {"dawn", "daybreak", "sunrise"} else "EV"
    return values.day(setting.published).at(part)


_REFS: Final = {
    "recently": "PAST_REF", "lately": "PAST_REF", "formerly": "PAST_REF",
    "now": "PRESENT_REF", "currently": "PRESENT_REF", "nowadays": "PRESENT_REF", "at present": "PRESENT_REF",
    "soon": "FUTURE_REF", "shortly": "FUTURE_REF",
}  # fmt: skip


def _reference(m: re.Match[str], setting: Setting) -> Moment | None:
    value = _REFS[" ".join(m["ref"].lower().split())]
    today = setting.published if value == "PRESENT_REF" else None
    return Moment(value=value, first=today, last=today)


def _reference_phrase(m: re.Match[str], _: Setting) -> Moment | None:
    return Moment(value="PAST_REF" if m["ref"] and "recent" in m["ref"].lower() else "FUTURE_REF")


def _relative_edge(m: re.Match[str], setting: Setting) -> Moment | None:
    """Resolve "the end of the year" to the year in which it stands."""
    return values.shifted(setting.published, 0, m["unit"].lower()) if setting.published else Moment()


def _recurring(m: re.Match[str], _: Setting) -> Moment | None:
    return replace(values.duration(str(_count(m["n"] or "1") or "X"), m["unit"].lower()), kind="set")


#: By the names that `kg.extractors.time_patterns` uses.
RULES: Final[dict[str, Rule]] = {
    "iso": _iso,
    "numeric": _numeric,
    "calendar_day": _calendar_day,
    "month": _month,
    "years": _years,
    "year": _year,
    "decade": _decade,
    "century": _century,
    "weekday": _weekday,
    "deictic": _deictic,
    "relative": _relative,
    "season": _season,
    "weekend": _weekend,
    "ago": _ago,
    "ahead": _ahead,
    "span_of": _span_of,
    "elapsed": _elapsed,
    "length": _length,
    "quarter": _quarter,
    "fiscal": _fiscal,
    "clock": _clock,
    "holiday": _holiday,
    "ordinal_day": _ordinal_day,
    "september_11": _september_11,
    "reference": _reference,
    "reference_phrase": _reference_phrase,
    "relative_edge": _relative_edge,
    "recurring": _recurring,
    "half_of": _half_of,
    "year_end": _year_end,
    "dawn": _dawn,
}

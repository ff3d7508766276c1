"""Rules for dates of the calendar: days, months, quarters, seasons, years, holidays, times of the day.

A day or month without a year is the nearest one in the direction of the verb. 06/04/2020 is read month first, as in the
United States, unless that is no date, and 06.04.2020 day first.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from kg.extractors import time_values as values
from kg.extractors.time_settings import Rule, Setting
from kg.extractors.time_values import Moment

__all__ = ["RULES", "SEASONS", "seasonal"]

_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_ORDINALS: Final = ("first", "second", "third", "fourth")
_TENS: Final = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
SEASONS: Final = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_CENTURIES: Final = {
    "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
    "twenty-first": 21,
}  # fmt: skip


_BEFORE_MONTH: Final = re.compile(
    r"\b(?:in|of|since|until|till|by|from|to|through|before|after|during|and|or|for|between|around|this|last|next) $",
    re.IGNORECASE,
)


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
    if m[0] in {"May", "March", "MAY", "MARCH"} and not _BEFORE_MONTH.search(
        m.string, max(0, m.start() - 10), m.start()
    ):
        return None  # "May I go?", "March on Rome"
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


def seasonal(letters: str, step: int, m: re.Match[str], setting: Setting) -> Moment:
    """Return the season nearest to publication: wholly before it, wholly after it, or this year's."""
    published = setting.published
    if published is None:
        return Moment()
    if step == 0 and (m.groupdict().get("which") or "").lower() == "this":
        return values.season(published.year - (letters == "WI" and published.month < 6), letters)
    sign = step or setting.sign(m)
    candidates = [values.season(published.year + k, letters) for k in (-2, -1, 0, 1, 2)]
    if sign < 0:
        return [
            c
            for c in candidates
            if c.first and c.first <= published and (not step or (c.last or published) < published)
        ][-1]
    return next(
        c for c in candidates if c.last and c.last >= published and (not step or (c.first or published) > published)
    )


def _season(m: re.Match[str], setting: Setting) -> Moment | None:
    letters = SEASONS[m["season"].lower()]
    if m.groupdict().get("year"):
        return values.season(int(m["year"][:4]), letters)
    return seasonal(letters, 0, m, setting)


def _quarter(m: re.Match[str], setting: Setting) -> Moment | None:
    groups = m.groupdict()
    number = int(groups["qn"]) if groups.get("qn") else _ORDINALS.index(groups["ord"].lower()) + 1
    make = values.half if groups.get("half") else values.quarter
    if groups.get("fy"):
        return Moment(value=f"FY{_full_year(groups['fy']):04d}-{'H' if groups.get('half') else 'Q'}{number}")
    if groups.get("fiscal"):
        return Moment()  # of a year whose beginning the text does not say
    if groups.get("year"):
        return make(_full_year(groups["year"]), number)
    if setting.published is None or (groups.get("half") and number > 2):
        return Moment() if number <= 2 or not groups.get("half") else None
    sign = setting.sign(m)
    found = [make(setting.published.year + k, number) for k in (0, sign)]
    good = [
        f
        for f in found
        if f.first and f.last and ((f.first if sign < 0 else f.last) - setting.published).days * sign >= 0
    ]
    return good[0] if good else Moment()


def _fiscal(m: re.Match[str], _: Setting) -> Moment | None:
    said = m.groupdict().get("fy")
    if not said or re.search(r"\d[-/]\d", m[0]):
        return Moment()  # "the 2018-19 fiscal year" goes by either
    return Moment(value=f"FY{_full_year(said):04d}")


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


def _dawn(m: re.Match[str], setting: Setting) -> Moment | None:
    if setting.published is None:
        return Moment(kind="time")
    part = "MO" if m["dawn"].lower() in {"dawn", "daybreak", "sunrise"} else "EV"
    return values.day(setting.published).at(part)


#: By the names that `kg.extractors.time_patterns` uses.
RULES: Final[dict[str, Rule]] = {
    "numeric": _numeric,
    "iso": _iso,
    "calendar_day": _calendar_day,
    "month": _month,
    "years": _years,
    "year": _year,
    "decade": _decade,
    "century": _century,
    "season": _season,
    "quarter": _quarter,
    "fiscal": _fiscal,
    "clock": _clock,
    "holiday": _holiday,
    "ordinal_day": _ordinal_day,
    "september_11": _september_11,
    "half_of": _half_of,
    "dawn": _dawn,
}

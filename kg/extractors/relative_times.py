"""Rules for times told from the day of publication: weekdays, "last week", "two days ago", lengths of time.

A bare weekday is the last such day up to the day of publication, or with a verb of the future the next one; "last" and
"next" leave the day of publication out.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Final

from kg.extractors import time_values as values
from kg.extractors.calendar_times import SEASONS, seasonal
from kg.extractors.time_settings import Rule, Setting
from kg.extractors.time_values import DAY, Moment

__all__ = ["RULES"]

_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PARTS: Final = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
_DEICTIC: Final = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0, "overnight": 0}
_NUMBERS: Final = {
    "zero": 0, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_REFS: Final = {
    "recently": "PAST_REF", "lately": "PAST_REF", "formerly": "PAST_REF",
    "now": "PRESENT_REF", "currently": "PRESENT_REF", "nowadays": "PRESENT_REF", "at present": "PRESENT_REF",
    "soon": "FUTURE_REF", "shortly": "FUTURE_REF",
}  # fmt: skip


def _weekday(m: re.Match[str], setting: Setting) -> Moment | None:
    number = _WEEKDAYS.index(m["wd"].lower())
    said = m.groupdict()
    which, of_week = (said.get("which") or "").lower(), (said.get("ofweek") or "").lower()
    published = setting.published
    if which in {"every", "each"} or said.get("plural"):
        return Moment(value=f"XXXX-WXX-{number + 1}", kind="set")
    told = m[0].lower().startswith("the next") and setting.sign(m) < 0
    if which in {"following", "previous", "preceding"} or told:
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
    told = m[0].lower().startswith("the ") and setting.sign(m) < 0
    if which == "next" and (unit == "day" or told):
        return Moment()  # what follows another time that the text has named: "the next day", "sold it the next spring"
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "upcoming": 1}.get(which, 0)
    if unit in SEASONS:
        return seasonal(SEASONS[unit], step, m, setting)
    return values.shifted(setting.published, step, unit)


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
        return date(index // 12, index % 12 + 1, min(when.day, 28))
    except (OverflowError, ValueError):
        return None


def _elapsed(_: re.Match[str], __: Setting) -> Moment | None:
    return Moment()


def _length(m: re.Match[str], _: Setting) -> Moment | None:
    count = _count(m.groupdict().get("n") or "")
    return values.duration("X" if count is None else str(count), m["unit"].lower())


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


def _year_end(_: re.Match[str], setting: Setting) -> Moment | None:
    return values.year(setting.published.year) if setting.published else Moment()


#: By the names that `kg.extractors.time_patterns` uses.
RULES: Final[dict[str, Rule]] = {
    "weekday": _weekday,
    "deictic": _deictic,
    "relative": _relative,
    "weekend": _weekend,
    "ago": _ago,
    "ahead": _ahead,
    "span_of": _span_of,
    "elapsed": _elapsed,
    "length": _length,
    "reference": _reference,
    "reference_phrase": _reference_phrase,
    "relative_edge": _relative_edge,
    "recurring": _recurring,
    "year_end": _year_end,
}

"""Publication dates as sources state them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

__all__ = [
    "DAY",
    "EARLIEST",
    "MONTH",
    "DateLine",
    "date_line",
    "latest",
    "leading_date",
    "parse_published",
    "plausible",
    "stated_date",
]

EARLIEST = date(1901, 1, 1)
"""Earlier dates of pages come from empty fields of their databases."""

_EPOCHS = frozenset({date(1969, 12, 31), date(1970, 1, 1)})
_UNKNOWN = frozenset({"", "-", "n/a", "na", "nan", "nat", "none", "null", "unknown", "undated"})
_FORMATS = ("%Y/%m/%d", "%Y.%m.%d", "%B %d %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y")
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
DAY = rf"(?:{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH})(?:,? \d{{4}})?"
"""Pattern of a day as datelines write it, with or without the year."""

_LEADING = re.compile(
    rf"(?:{_WEEKDAY}\.?,? )?(?:{MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}}(?:st|nd|rd|th)? {MONTH},? \d{{4}})\b"
)
_PREFIX = (
    r"(?:(?:(?:first|last|originally|article) )?"
    r"(?P<verb>published|publication date|updated|posted|modified|issued|released|filed|created|date|date published)"
    r"(?: on| at)?[ ]?(?::[ ]?|[ ]))"
)
_ZONE = r"(?:[ ]?\(?(?:local time|(?:GMT|UTC|[A-Z]{1,4}T|[A-Z]?ST|Z)(?:[+-]\d{1,2}(?::?\d\d)?)?|[+-]\d\d:?\d\d)\)?)"
_CLOCK = rf"(?:\d{{1,2}}[:.]\d\d(?::\d\d)?(?:[ ]?[ap]\.?m\.?)?|\d{{1,2}}[ ]?[ap]\.?m\.?){_ZONE}?"
_WORDY = rf"(?:{MONTH} \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?[ -]{MONTH})(?:,?[ -]+(?P<year>\d{{4}}))?"
_FIGURES = r"\d{4}[-/.]\d\d?[-/.]\d\d?|(?P<a>\d\d?)[/.](?P<b>\d\d?)[/.](?P<c>\d{4})"
_BETWEEN = r"(?:,? at |, | \| | / | - | – | — | • | · | on |(?<=\d)T(?=\d)| )"
_DATE_LINE = re.compile(
    rf"{_PREFIX}?(?:{_CLOCK}{_BETWEEN})?(?P<weekday>{_WEEKDAY}\.?,? )?(?P<date>{_WORDY}|{_FIGURES})"
    rf"(?P<time>{_BETWEEN}{_CLOCK})?",
    re.IGNORECASE,
)
_NO_DATE = re.compile(
    rf"(?:{_PREFIX})?(?:(?:an?|\d+) (?:min(?:ute)?s?|hours?|days?|weeks?) (?:ago|read)"
    rf"|(?:(?:today|yesterday),? )?{_CLOCK})"
    r"|(?:estimated )?reading time:? \d+ min(?:ute)?s?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLine:
    """A line that says when an article appeared: the day if it is told in full, and whether it was its revision."""

    day: date | None
    updated: bool


def latest() -> date:
    """Return the last day, a year from today, that a page can credibly give as its date.

    Clocks and time zones differ and articles are dated ahead, but not by years. Only for
    articles that claim to come from further on does the day of reading matter.
    """
    return datetime.now(UTC).date() + timedelta(days=366)


def plausible(day: date) -> bool:
    """Tell whether an article can have been published on that day."""
    return EARLIEST <= day <= latest() and day not in _EPOCHS


def parse_published(value: object) -> date | datetime | None:
    """Read the publication date of a record.

    Parameters
    ----------
    value : object
        ISO 8601, an RFC 2822 date, "June 9, 2020", "9 June 2020", "2020/06/09", or seconds
        or milliseconds since 1970 as a number. Nothing, "n/a" and the like mean unknown.

    Returns
    -------
    datetime.date, datetime.datetime or None
        A date-time, with its offset if one is given, where a time of day is stated.

    Raises
    ------
    ValueError
        If it is no date, could be two (06/09/2020), or is absurd.
    """
    if value is None or (isinstance(value, str) and value.strip().lower() in _UNKNOWN):
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValueError("it is neither a string nor a number")
    stated = _from_text(value.strip()) if isinstance(value, str) else _from_number(value)
    day = stated.date() if isinstance(stated, datetime) else stated
    if not plausible(day):
        raise ValueError("no article was published then")
    return stated


def _from_number(seconds: float) -> datetime:
    if not 0 <= seconds < 1e14:
        raise ValueError("it is no time in seconds or milliseconds since 1970")
    return datetime.fromtimestamp(seconds / 1000 if seconds >= 1e11 else seconds, UTC)


def _from_text(text: str) -> date | datetime:
    if len(text) == 10:
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    try:
        return datetime.fromisoformat(text) if len(text) > 10 else date.fromisoformat(text)
    except ValueError:
        pass
    try:
        return _from_words(text)
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError) as exc:
        raise ValueError("write it as YYYY-MM-DD") from exc


def _from_words(text: str) -> date:
    plain = re.sub(rf"^{_WEEKDAY}\.?,? ", "", text)
    plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", plain)
    plain = re.sub(r"\bSept\b", "Sep", plain).replace(",", " ")
    plain = " ".join(re.sub(r"(?<=[a-z])\.", "", plain).split())
    for form in _FORMATS:
        try:
            return datetime.strptime(plain, form).date()
        except ValueError:
            continue
    raise ValueError("write it as YYYY-MM-DD")


def leading_date(text: str, start: int) -> tuple[date, int] | None:
    """Return a full date, day to year, that stands at an offset, and where it ends.

    Examples
    --------
    >>> leading_date("Friday, July 21, 2017", 0)
    (datetime.date(2017, 7, 21), 21)
    """
    match = _LEADING.match(text, start)
    if match is None:
        return None
    try:
        day = _from_words(match[0])
    except ValueError:
        return None
    return (day, match.end()) if plausible(day) else None


def stated_date(text: str, start: int, end: int) -> date | None:
    """Return the first full date, day to year, within a range of a text.

    Examples
    --------
    >>> stated_date("SEOUL, June 9, 2020 (Yonhap) -- The North", 0, 31)
    datetime.date(2020, 6, 9)
    """
    stated = re.sub(r"\s", " ", text[start:end])
    for match in _LEADING.finditer(stated):
        if found := leading_date(stated, match.start()):
            return found[0]
    return None


def date_line(line: str) -> DateLine | None:
    """Read a line that holds nothing but a date of publication, with or without a time.

    Parameters
    ----------
    line : str
        White space other than blanks counts as blanks. A day without its year needs a
        weekday, a time or a word such as "Published" to be one.

    Examples
    --------
    >>> date_line("Updated: 4 March 2024 09:30 GMT")
    DateLine(day=datetime.date(2024, 3, 4), updated=True)
    >>> date_line("March 4, 2024 was a day of rain") is None
    True
    """
    plain = " ".join(line.split()).strip("()")
    if len(plain) > 100 or not any(map(str.isdigit, plain)):
        return DateLine(day=None, updated=True) if _NO_DATE.fullmatch(plain) else None
    match = _DATE_LINE.fullmatch(plain)
    if match is None:
        return DateLine(day=None, updated=True) if _NO_DATE.fullmatch(plain) else None
    full = match["year"] or match["date"][0:4].isdigit() or match["c"]
    if not (full or match["weekday"] or match["time"] or match["verb"]):
        return None
    verb = (match["verb"] or "").casefold()
    return DateLine(day=_day_of(match), updated=verb in {"updated", "modified"})


def _day_of(match: re.Match[str]) -> date | None:
    """Return the day if the year is told and the order of day and month is certain."""
    stated = match["date"]
    try:
        if match["c"]:
            a, b = int(match["a"]), int(match["b"])
            if a <= 12 and b <= 12 and a != b:
                return None
            day = date(int(match["c"]), *((a, b) if b > 12 else (b, a)))
        elif stated[:4].isdigit():
            day = date(*map(int, re.split(r"[-/.]", stated)))
        else:
            words = re.sub(r"(?<=\d)(?:St|Nd|Rd|Th)\b", "", stated.title().replace("-", " "))
            day = _from_words(words)
    except ValueError:
        return None
    return day if plausible(day) else None

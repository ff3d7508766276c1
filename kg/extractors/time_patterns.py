"""Patterns of English time expressions, and the scan that finds them.

A pattern is tried only where a word stands that can begin one, the longest patterns first.
"""

# ruff: noqa: E501  # a pattern is read best on one line

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

from kg.extractors import calendar_times, relative_times
from kg.extractors.time_settings import Rule, Setting
from kg.extractors.time_values import Moment

__all__ = ["scan"]

_BY_NAME: Final = {**calendar_times.RULES, **relative_times.RULES}
_MODS: Final = r"(?:(?:early|late|mid|earlier|later)[ -]|the (?:start|beginning|end|middle|turn) of |end-)?"
_MON = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b(?!-)\.?)"
)
_MON2 = _MON.replace("?P<month>", "?P<month2>")
_WD = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_WDS = r"(?:(?:" + _WD + r"|(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\b\.?),? (?:the )?)?"
_D = r"(?P<d>[0-3]?\d)(?:st|nd|rd|th)?\b(?![,.]?\d| per\b| ?%)"
_D2 = r"(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?\b"
_TO = r" ?(?:-|–|—|to|until|through|and) ?"
_Y = r"(?P<year>1[0-9]\d\d|20\d\d)\b(?![,.]\d)"
_UNIT = r"(?P<unit>second|minute|hour|day|night|week|weekend|month|quarter|year|decade)s?\b"
_N = (
    r"(?P<n>\d{1,3}\b|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty(?:-\w+)?|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
)
_VAGUE = r"(?:a few|several|many|some|a couple of|dozens of|hundreds of|thousands of|few)"
_APPROX = r"(?:(?:about|around|almost|nearly|more than|less than|over|just over|at least|up to|roughly|some) )?"
_ORD = r"(?P<ord>first|second|third|fourth)"
_OWN = r"(?:(?:the|its|their|our|last|this|the company['’]s) )?"
_FY = r"(?:(?:fiscal|financial)(?: year)? ?(?=20\d\d)|FY ?)(?P<fy>20\d\d|\d\d)(?:[-/](?:20)?\d\d)?\b(?! ?(?:percent|per cent|%))"
_PART = r"(?: (?:early |late )?(?P<part>morning|afternoon|evening|night)\b)?"
_AGE = r"(?![ -](?:old|olds)\b)(?! of age)"


def _rule(pattern: str, rule: str, flags: int = 0) -> tuple[re.Pattern[str], Rule]:
    return re.compile(pattern, flags), _BY_NAME[rule]


_I: Final = re.IGNORECASE
#: Tried in this order at every place where a word stands that can begin an expression.
_RULES: Final = (
    _rule(r"(?P<iy>1\d{3}|20\d\d)-(?P<im>[01]\d)-(?P<id>[0-3]\d)(?:T[\d:]+Z?)?\b", "iso"),
    _rule(r"(?P<n1>[0-3]?\d)(?P<sep>[./])(?P<n2>[0-3]?\d)(?P=sep)(?P<n3>\d{4}|\d\d)\b(?![./]\d)", "numeric"),
    _rule(r"9/11\b", "september_11"),
    _rule(_WDS + r"(?:the )?" + _D + _TO + _D2 + r"(?: of)? " + _MON + r"(?:,? " + _Y + r")?", "calendar_day"),
    _rule(_WDS + r"(?:the )?" + _D + r"(?: of)? " + _MON + r"(?:,? " + _Y + r")?", "calendar_day"),
    _rule(_WDS + _MON + r" (?:the )?" + _D + _TO + _MON2 + r" " + _D2 + r"(?:,? " + _Y + r")?", "calendar_day"),
    _rule(_WDS + _MON + r" (?:the )?" + _D + r"(?: ?(?:-|–|—|to|through) ?" + _D2 + r")(?:,? " + _Y + r")?", "calendar_day"),
    _rule(_WDS + _MON + r" (?:the )?" + _D + r"(?:,? " + _Y + r")?", "calendar_day"),
    _rule(_MODS + r"(?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext) )?" + _MON + r"(?:(?:,| of)? " + _Y + r")?(?! \d)\b", "month"),
    _rule(r"(?:between |from )?(?P<y1>1\d{3}|20\d\d)(?:-|–|—|/| to | and | until )(?P<y2>1\d{3}|20\d\d|\d\d)\b(?!-)", "years", _I),
    _rule(r"(?:the )?(?:(?:early|late|mid)[ -])?(?:')?(?P<dec>(?:1[5-9]|20)\d0'?s|(?<=')[1-9]0s)\b", "decade", _I),
    _rule(r"the (?:(?:early|late|mid)[ -])?(?P<dec>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b", "decade", _I),
    _rule(r"(?:the )?(?:(?:early|late|mid)[ -])?(?P<ce>\d\d(?:st|nd|rd|th)|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty-first)[ -]century\b", "century", _I),
    _rule(r"Q(?P<qn>[1-4]),? (?:of )?" + _FY, "quarter", _I),
    _rule(r"Q(?P<qn>[1-4])(?: (?:of )?(?P<year>20\d\d))?\b", "quarter"),
    _rule(r"(?:the )?(?P<fiscal>fiscal|financial) (?:Q(?P<qn>[1-4])|" + _ORD + r"[ -](?:quarter|(?P<half>half)))(?:(?: of|,)? (?P<fy>20\d\d)\b)?", "quarter", _I),
    _rule(r"(?:the )?" + _ORD + r" (?P<fiscal>fiscal|financial) (?:quarter|(?P<half>half))(?:(?: of|,)? (?P<fy>20\d\d)\b)?", "quarter", _I),
    _rule(r"(?:the )?" + _ORD + r"[ -](?:quarter|(?P<half>half)) (?:of )?(?:" + _OWN + _FY + r"|(?P<fiscal>" + _OWN + r"(?:fiscal|financial|business) year)\b)", "quarter", _I),
    _rule(r"(?:the )?" + _ORD + r"[ -](?:quarter|(?P<half>half))(?: of (?:the year )?| )" + _Y, "quarter", _I),
    _rule(_FY, "fiscal", _I),
    _rule(r"(?:the )?(?P<fy>20\d\d)(?:[-/]\d\d)? (?:fiscal|financial) year\b", "fiscal", _I),
    _rule(r"(?:the|this|last|next|its|their|our) (?:current |previous |past |coming |whole |full )?(?:fiscal|financial|business) year\b(?! (?:20\d\d|to\b|end))", "fiscal", _I),
    _rule(r"the (?P<ord>first|second|third|fourth) (?:quarter|(?P<half>half of the year))\b", "quarter", _I),
    _rule(_ORD + r"-quarter(?= (?:net|gross|operating|pre|profits?|results?|earnings|sales|revenues?|loss(?:es)?|growth|gdp|figures)\b)", "quarter", _I),
    _rule(r"(?:the )?" + _MODS + r"(?P<season>spring|summer|autumn|fall|winter)(?: of)? (?P<year>(?:1[5-9]|20)\d\d)(?:[-/]\d\d)?\b", "season", _I),
    _rule(r"(?:(?:the (?=following|previous|preceding|coming|past|next|last))?(?P<which>last|this|next|past|coming|every|each|(?<=the )(?:following|previous|preceding)) )?(?:early |late )?(?P<wd>"
          + _WD + r")(?P<plural>s\b(?!'))?" + _PART + r"(?:,? (?:of )?(?P<ofweek>last|this|next) week\b)?", "weekday", _I),
    _rule(r"a week (?P<weekago>ago )?(?:last )?(?P<wd>" + _WD + r")" + _PART, "weekday", _I),
    _rule(r"(?:(?<=in )|(?<=before )|(?<=since )|(?<=by )|(?<=until )|(?<=last )|(?<=the )|(?<=late )|(?<=early ))(?:the )?(?P<season>spring|summer|autumn|winter)"
          r"\b(?! (?:of|olympics|games|paralympics|offensive|camp|school|palace|wheat|field))", "season", _I),
    _rule(r"(?:the )?(?P<ord>first|second)[ -](?P<half>half) of (?P<rel>this|next|last) year\b", "half_of", _I),
    _rule(r"year[ -]end\b|year['’]s end\b", "year_end", _I),
    _rule(r"(?P<dawn>dawn|daybreak|sunrise|dusk|sunset|nightfall)\b(?! of)", "dawn", _I),
    _rule(r"the day (?:before yesterday|after tomorrow)\b", "deictic", _I),
    _rule(r"(?:today|yesterday|tomorrow)(?: (?:morning|afternoon|evening|night)\b)?(?!')|(?:today|yesterday|tomorrow)\b"
          r"|tonight\b|overnight\b|this (?:morning|afternoon|evening)\b|last (?:night|evening)\b", "deictic", _I),
    _rule(_MODS + r"(?:the )?(?:(?P<which>last|past|this|next|coming|previous) )?weekend\b", "weekend", _I),
    _rule(_APPROX + r"(?:" + _N + r"|" + _VAGUE + r")(?: |-)" + _UNIT + r" ago\b", "ago", _I),
    _rule(r"(?P<unit>second|minute|hour|day|week|month|year|decade)s ago\b", "ago", _I),
    _rule(_APPROX + r"(?:" + _N + r"|" + _VAGUE + r") " + _UNIT + r" (?:later|earlier|before|after|afterwards?|previously|on)\b", "elapsed", _I),
    _rule(r"(?:the )?(?P<which>last|past|previous|recent|next|coming) (?:" + _N + r"|(?P<vague>few|several|couple of)) " + _UNIT, "span_of", _I),
    _rule(r"the (?P<which>past|coming) " + _UNIT, "span_of", _I),
    _rule(r"(?:" + _MODS + r")(?:the )?(?P<which>last|past|this|next|coming|upcoming|previous|same|following|preceding|that)(?: whole)? "
          r"(?P<unit>week|month|year|quarter|decade|century|spring|summer|autumn|fall|winter|day|hour)\b(?!['’]s-|-old)", "relative", _I),
    _rule(r"(?:(?:the )?(?:end|start|beginning|middle|rest) of the |mid-)(?P<unit>week|month|year|decade)\b(?! \d)", "relative_edge", _I),
    _rule(r"(?P<prep>in|within) " + _APPROX + _N + r" " + _UNIT + r"(?:['’] time)?", "ahead", _I),
    _rule(r"(?:every|each) (?:other )?(?:" + _N + r" )?" + _UNIT, "recurring", _I),
    _rule(_APPROX + r"(?:" + _N + r"|" + _VAGUE + r")[ -]" + _UNIT + _AGE, "length", _I),
    _rule(r"(?<=[Ff]or )(?P<unit>second|minute|hour|day|week|month|year|decade)s\b", "length", _I),
    _rule(r"(?:(?P<noon>noon|midday|midnight)|(?P<h>\d{1,2})(?:[:.](?P<min>\d\d))? ?(?P<half>[ap]\.?m\b\.?)"
          r"|(?P<h24>\d{1,2}):(?P<min24>\d\d)(?::\d\d)?(?! ?[ap]\.?m)(?= ?(?:GMT|UTC|[A-Z]{3,4}\b|local|on\b|,|\.|$)))(?: (?:GMT|UTC|[A-Z]{1,3}ST|[A-Z]{2}T|local time))?", "clock", _I),
    _rule(r"(?P<hol>christmas (?:day|eve)|christmas|boxing day|new year['’]s (?:day|eve)|may day|independence day|valentine['’]s day"
          r"|halloween|easter (?:sunday|monday)|easter|good friday|thanksgiving|labor day)\b(?! (?:island|tree|card|present|market))(?:,? " + _Y + r")?", "holiday", _I),
    _rule(r"(?<=[Oo]n the )(?P<d>[0-3]?\d)(?:st|nd|rd|th)\b(?! \w+ of)(?=[ ,.;]|$)(?! (?!and|to|in|at|of|after|before)\w)", "ordinal_day"),
    _rule(_MODS + r"(?P<year>1[5-9]\d\d|20\d\d)\b(?![,.]\d|[:%/]| ?(?:percent|per cent|people|dollars|euros|pounds|miles|km|m\b))", "year", _I),
    _rule(r"(?P<ref>recently|lately|formerly|nowadays|currently|at present|now|soon|shortly)\b", "reference", _I),
    _rule(r"(?P<ref>in(?: the)? (?:recent|coming)) (?:seconds|minutes|hours|days|weeks|months|years|decades)\b|in the (?:near )?future\b", "reference_phrase", _I),
)  # fmt: skip


def _nameless(pattern: re.Pattern[str]) -> str:
    """Return a pattern without names of its groups, with its flags inside, to stand beside others in one."""
    plain = re.sub(r"\(\?P<\w+>", "(?:", pattern.pattern).replace("(?P=sep)", "[./]")
    return f"(?i:{plain})" if pattern.flags & re.IGNORECASE else f"(?:{plain})"


#: Matches wherever a rule does.
_SOME_RULE: Final = re.compile("|".join(_nameless(pattern) for pattern, _ in _RULES))


# These four read the text in lower case: a search that ignores case tries every word at every place.
#: Words, and the sign before "90s", that do not stand inside an address or amount.
_PLACES: Final = re.compile(r"(?<![\w.,$£€#@/&-])(?:\w+|'(?=\d0s))")
#: Beginnings of the words with which a time may begin.
_BEGINNINGS: Final = re.compile(
    r"(?:\d|q[1-4]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun"
    r"|early|earlier|late|mid|end|the|last|this|next|past|coming|every|each|a\b|an\b|one|two|three|four|five|six|seven"
    r"|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twent|thirt|fort"
    r"|fift|ninet|several|many|some|few|about|around|almost|nearly|more|less|over|just|at|up|roughly|dozens|hundreds"
    r"|thousands|from|between|fiscal|financial|fy|its|their|our|first|second|third|fourth|days|weeks|months|years|hours|minutes|decades|today|yesterday"
    r"|tomorrow|tonight|overnight|noon|midday|midnight|christmas|boxing|new|may|independence|valentine|halloween|easter"
    r"|good|thanksgiving|labor|spring|summer|autumn|fall|winter|recent|lately|formerly|now|currently|soon|shortly|in\b"
    r"|within|year|previous|following|that|same|weekend|dawn|daybreak|sunrise|dusk|sunset|nightfall|'$)"
)


#: Words that begin more other phrases than times: a word of time must follow soon.
_SOFT: Final = re.compile(
    r"(?:the|a|an|at|in|from|between|its|their|our|this|that|same|last|next|past|up|over|more|less|about|around|some"
    r"|many|several|few|just|new|one|two|first|second|third|fourth|end|late|early|previous|following|within)\b"
)
_SOON: Final = re.compile(
    r"\d|second|minute|hour|day|night|week|month|quarter|year|decade|centur|spring|summer|autumn|fall|winter|future"
    r"|recent|present|morning|afternoon|evening|noon|dawn|sun|dusk|ties\b|christmas|easter|halloween|thanksgiving|\b(?:jan|feb|mar|apr|may|june?\b|july?\b|aug"
    r"|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat)"
)
_REACH: Final = 60
_WORDS: Final = re.compile(r"\w+")


def _lowered(text: str) -> str:
    """Return a text in lower case, each character at its place."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


@lru_cache(maxsize=1 << 16)
def _end_of_time(word: str) -> int:
    """Return where the shortest beginning of a word of time ends that tells of one, 0 for other words."""
    if not _SOON.search(word):
        return 0
    return next(end for end in range(1, len(word) + 1) if _SOON.search(word, 0, end))


def _times_after(low: str) -> Callable[[int], bool]:
    """Return what tells of a place in a text in lower case whether a word of time follows soon."""
    words = [(m.start(), end) for m in _WORDS.finditer(low) if (end := _end_of_time(m[0]))]
    starts = [start for start, _ in words]

    def follows(at: int) -> bool:
        k = bisect_left(starts, at)
        return k < len(words) and sum(words[k]) <= at + _REACH

    return follows


@lru_cache(maxsize=1 << 16)
def _may_begin(word: str) -> bool:
    return _BEGINNINGS.match(word) is not None


def scan(text: str, setting: Setting) -> Iterator[tuple[int, int, Moment]]:
    """Yield ``(start, end, moment)`` for each time expression in a text, left to right, without overlap.

    Parameters
    ----------
    text : str
    setting : Setting

    Yields
    ------
    tuple of (int, int, Moment)
        Code points, half-open.
    """
    done = 0
    low = _lowered(text)
    follows = _times_after(low)
    for place in _PLACES.finditer(low):
        at = place.start()
        if at < done or not _may_begin(place[0]) or (_SOFT.match(low, at) and not follows(at)):
            continue
        if not _SOME_RULE.match(text, at):  # one try in place of many
            continue
        for pattern, function in _RULES:
            m = pattern.match(text, at)
            if m is None or m.end() == at:
                continue
            moment = function(m, setting)
            if moment is not None:
                done = m.end()
                yield at, done, moment
                break

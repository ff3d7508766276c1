"""Dates, times, amounts and numbers by rule: sure of their bounds where a tagger may waver."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["NUMERIC", "looks_numeric", "number_spans"]

#: The entity types that the rules know.
NUMERIC: tuple[str, ...] = ("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL")

_CARD = (
    r"(?:\d[\d,.]*|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|"
    r"billion|trillion|dozen)"
)
_NUM = rf"(?:{_CARD}(?: - {_CARD}| {_CARD}| million| billion| trillion| m| bn)*)"
_APPROX = (
    r"(?:(?:about|around|nearly|almost|some|over|more than|less than|at least|up to|roughly|approximately|"
    r"an estimated) )?"
)
_ORD = (
    r"(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    r"thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|"
    r"twenty - (?:first|second|third))"
)
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan\.?|feb\.?|mar\.|"
    r"apr\.?|aug\.?|sept\.?|sep\.?|oct\.?|nov\.?|dec\.?)"
)
_DAY = (
    r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon\.|tue\.|tues\.|wed\.|thu\.|thurs\.|fri\.|"
    r"sat\.|sun\.)s?"
)
_YEAR = r"(?:1[0-9]\d\d|20\d\d)"
_UNIT = r"(?:days?|weeks?|weekends?|months?|years?|decades?|centur(?:y|ies)|quarters?|fortnights?|seasons?)"
_HOURS = r"(?:hours?|minutes?|seconds?|mins?)"
#: No "a second" that counts what follows: "a second blast".
_NTH = r"(?!a second (?!ago\b|later\b|earlier\b)[a-z])"
_PART = r"(?:morning|afternoon|evening|night)"
_REL = (
    r"(?:last|next|this|past|previous|coming|following|recent|earlier this|later this|late last|early next|late this|"
    r"early this|the)"
)
_LATE = r"(?:early |late |mid - )?"
_CURRENCY = r"(?:\$|us\$|a\$|c\$|hk\$|€|£|¥|₹|r\$|usd|eur|gbp|rs\.?)"
_MONEY = (
    r"(?:dollars?|euros?|pounds?|yen|yuan|rupees?|rubles?|roubles?|cents?|francs?|pesos?|won|rand|lira|crowns?|kronor|"
    r"kroner|shillings?|naira|dinars?|rials?|reais|baht|ringgit|dirhams?|riyals?|hryvnias?|zloty|shekels?)"
)
_MEASURE = (
    r"(?:kilomet(?:er|re)s?|met(?:er|re)s?|miles?|feet|foot|inch(?:es)?|yards?|km|cm|mm|kg|kilos?|kilograms?|grams?|"
    r"tons?|tonnes?|pounds?|ounces?|lit(?:er|re)s?|gallons?|barrels?|acres?|hectares?|degrees?|megawatts?|gigawatts?|"
    r"mph|kph|km/h|square (?:miles?|kilomet(?:er|re)s?|feet|met(?:er|re)s?|km)|nautical miles?|"
    r"cubic met(?:er|re)s?|mw|gb|mb|ghz)"
)
_CLOCK = r"(?:a\.m\.?|p\.m\.?|am|pm|o'clock|gmt|utc|est)"
_ZONE = r"(?: (?:gmt|utc|est|edt|local time))?"
_FEW = rf"(?:(?:{_NUM}|few|several|couple of) )?"

#: Two dates around a dash.
_RANGE = "range"
#: Label, what one of the words must hold for the rule to match, and the rule.
_RULES: tuple[tuple[str, str, str], ...] = (
    ("MONEY", r"\$|€|£|¥|₹|usd|eur|gbp|rs", rf"{_APPROX}{_CURRENCY} ?{_NUM}"),
    ("MONEY", _MONEY, rf"{_APPROX}(?:a )?{_NUM} (?:(?:us|u\.s\.|australian|canadian|hong kong) )?{_MONEY}"),
    ("PERCENT", r"%|cent|pct", rf"{_APPROX}{_NUM} (?:%|percent|per cent|percentage points?|pct)"),
    ("TIME", rf"{_CLOCK}$", rf"\d{{1,2}}(?:[:.]\d\d)? ?{_CLOCK}{_ZONE}"),
    ("TIME", r"\d:\d", rf"\d{{1,2}}:\d\d{_ZONE}"),
    ("TIME", r"morning|afternoon|evening", rf"(?:{_DAY} |yesterday |tomorrow )?(?:morning|afternoon|evening)"),
    ("TIME", _PART, rf"(?:this|last|the|overnight|{_DAY}) {_PART}"),
    ("TIME", r"noon|midnight|tonight|overnight|midday|dawn", r"(?:noon|midnight|tonight|overnight|midday|dawn)"),
    (
        "TIME",
        _HOURS,
        rf"{_APPROX}{_NTH}(?:{_NUM}|an|a|half an|a few|several) (?:- )?{_HOURS}(?: (?:ago|later|earlier))?",
    ),
    (
        "DATE",
        rf"^{_MONTH}",
        rf"(?:{_DAY} ,? ?)?{_LATE}(?:the )?\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}(?: ,? ?{_YEAR})?",
    ),
    (
        "DATE",
        rf"^{_MONTH}",
        rf"(?:{_DAY} ,? ?)?{_LATE}{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?: (?:-|–|to) \d{{1,2}})?(?: ,? ?{_YEAR})?",
    ),
    (
        "DATE",
        rf"^{_MONTH}",
        rf"(?:{_LATE}|last |next |this )?(?!may |mar |march )(?:{_MONTH})(?: (?:of )?,? ?{_YEAR})?",
    ),
    (
        "DATE",
        r"^(?:march|may)",
        rf"(?:march|may) (?:of )?,? ?{_YEAR}|(?<=in )(?:march|may)|(?:last|next|this|late|early) (?:march|may)",
    ),
    ("DATE", rf"^{_DAY}", rf"(?:{_REL} )?{_DAY}(?: ,? ?{_MONTH} \d{{1,2}})?"),
    ("DATE", _YEAR, rf"{_YEAR} / (?:{_YEAR}|\d\d)"),
    (_RANGE, _YEAR, rf"{_YEAR} (?:-|–) (?:{_YEAR}|\d\d)"),
    ("DATE", _YEAR, rf"{_YEAR}(?:-|–|/)(?:{_YEAR}|\d\d)"),
    ("DATE", r"\d0s", rf"(?:the )?{_LATE}(?:1[0-9]\d0s|20\d0s|'?\d0s)"),
    ("DATE", "centur", rf"(?:the )?{_LATE}{_ORD} (?:- )?centur(?:y|ies)(?: (?:bc|ad|bce|ce))?"),
    ("DATE", "quarter", rf"(?:the )?(?:{_ORD}|last|next|past) {_FEW}quarters?(?: of {_YEAR})?"),
    ("DATE", rf"^{_UNIT}", rf"(?:the )?(?:last|next|past|previous|coming|following|recent) {_FEW}{_UNIT}"),
    ("DATE", rf"^{_UNIT}", rf"(?:earlier |later )?(?:this|that|each|every) {_UNIT}"),
    ("DATE", "weekend|day", r"the weekend|the day before|the day after|the same day|the previous day"),
    (
        "DATE",
        "^(?:end|start|beginning|middle)",
        rf"(?:the )?(?:end|start|beginning|middle) of (?:the |this |next |last )?(?:{_YEAR}|{_UNIT}|{_MONTH})",
    ),
    ("DATE", "^year", rf"{_APPROX}(?:{_NUM} - |{_NUM} )year - olds?"),
    ("DATE", "^old", rf"{_APPROX}{_NUM} (?:- )?years? old"),
    (
        "DATE",
        rf"^{_UNIT}",
        rf"{_APPROX}(?:{_NUM}|a|several|a few|many|a couple of|half a) (?:- )?{_UNIT}(?: (?:ago|later|earlier|old))?",
    ),
    ("DATE", "yesterday|today|tomorrow|nowadays", r"(?:the day after )?(?:yesterday|today|tomorrow|nowadays)"),
    ("DATE", "spring|summer|autumn|winter", r"(?:last|next|this|the) (?:spring|summer|autumn|winter)(?: of \d{4})?"),
    ("DATE", r"\d[-/]\d", r"\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{2,4}"),
    ("DATE", _YEAR, rf"{_YEAR}"),
    ("QUANTITY", rf"^{_MEASURE}", rf"{_APPROX}(?:a )?{_NUM} (?:- )?{_MEASURE}(?: (?:per|an) hour)?"),
    ("ORDINAL", _ORD, rf"{_ORD}"),
    (
        "CARDINAL",
        "thousands|millions|hundreds|dozens|billions",
        rf"{_APPROX}(?:(?:hundreds|tens|dozens|scores) of )?(?:thousands|millions|hundreds|dozens|billions)",
    ),
    ("CARDINAL", rf"^{_CARD}", rf"{_APPROX}{_NUM}(?: (?:and a half|- {_NUM}))?"),
)
_COMPILED = tuple((label, re.compile(rf"(?<!\S)(?:{rule})(?!\S)")) for label, _, rule in _RULES)
_NEEDED = tuple(re.compile(needed) for _, needed, _ in _RULES)
_HINT = re.compile(
    rf"\d|^(?:{_CARD}|{_ORD}|{_MONTH}|{_DAY}|{_UNIT}|{_HOURS}|{_PART}|%|\$|today|yesterday|tomorrow|nowadays|dozens?|half|"
    r"ago|once|twice|spring|summer|autumn|winter|noon|midday|dawn|midnight|tonight|overnight|percent|hundreds|"
    r"thousands|millions|billions|recently|now|currently|mid|bc|ad|early|late)$"
)


#: What stands before a date or number without being part of it, as an article before a name.
_LEADING = re.compile(rf"(?:the |{_APPROX[3:-2]})(?=\S)")

#: More words than stand in an expression before its first or behind its last word that can be part of one.
_BESIDE = 8


@lru_cache(maxsize=1 << 16)
def looks_numeric(word: str) -> bool:
    """Tell whether a word can be part of a date, a time, an amount or a number."""
    return bool(_HINT.search(word.lower()))


@lru_cache(maxsize=1 << 16)
def _rules_of(word: str) -> int:
    """Return the rules for which a word holds what one of the words must hold, a bit a rule."""
    low = word.lower()
    return sum(1 << rank for rank, needed in enumerate(_NEEDED) if needed.search(low))


def number_spans(words: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return dates, times, amounts and numbers of a sentence.

    Parameters
    ----------
    words : sequence of str, n

    Returns
    -------
    list of (start, end, type)
        In text order, not overlapping; the longest span wins, then the first rule that matches it.

    Examples
    --------
    >>> number_spans("last Thursday , 60 percent of $ 50 million".split())
    [(0, 2, 'DATE'), (3, 5, 'PERCENT'), (6, 9, 'MONEY')]
    """
    found: list[tuple[int, int, str]] = []
    for first, last in _regions([i for i, w in enumerate(words) if looks_numeric(w)], len(words)):
        found += [(start + first, end + first, label) for start, end, label in _spans(words[first:last])]
    return found


def _regions(hints: Sequence[int], n: int) -> list[tuple[int, int]]:
    """Return the stretches in which words that can be part of a number or date stand, with words beside them."""
    regions: list[tuple[int, int]] = []
    for i in hints:
        first, last = max(0, i - _BESIDE), min(n, i + _BESIDE + 1)
        if regions and first <= regions[-1][1]:
            regions[-1] = (regions[-1][0], last)
        else:
            regions.append((first, last))
    return regions


def _spans(words: Sequence[str]) -> list[tuple[int, int, str]]:
    text, starts, ends, rules = "", {}, {}, 0
    for i, w in enumerate(words):
        rules |= _rules_of(w)
        starts[len(text)] = i
        text += w.lower().replace("\u2019", "'").replace(" ", "")
        ends[len(text)] = i + 1
        text += " "
    found: list[tuple[int, int, int, str]] = []
    for rank, (label, rule) in enumerate(_COMPILED):
        for m in rule.finditer(text) if rules >> rank & 1 else ():
            if m.start() in starts and m.end() in ends:
                found.append((starts[m.start()] - ends[m.end()], rank, starts[m.start()], label))
    taken: set[int] = set()
    out = []
    for minus, _, start, label in sorted(found):
        span = range(start, start - minus)
        if taken.isdisjoint(span):
            taken.update(span)
            if label == _RANGE:
                out += [(start, start + 1, "DATE"), (start + 2, start + 3, "DATE")]
            else:
                out.append((_trimmed(words, start, start - minus), start - minus, label))
    return sorted(out)


def _trimmed(words: Sequence[str], start: int, end: int) -> int:
    """Where a span begins without its article, "about" or "more than"; "the weekend" keeps a word that counts."""
    text = " ".join(w.lower() for w in words[start:end])
    m = _LEADING.match(text)
    if not m:
        return start
    cut = start + m[0].count(" ")
    return cut if any(map(looks_numeric, words[cut:end])) else start

"""Dates, times, amounts and numbers by rule: the labels that most corpora lack."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from training.documents import ANY, OUT, begin, inside, mark

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["NUMERIC", "number_spans", "number_tags"]

NUMERIC = ("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL")

_N = (
    r"(?:\d[\d,.]*(?:st|nd|rd|th)?|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|"
    r"billion|trillion|dozen|half|m|bn)"
)
_CARD = (
    r"(?:\d[\d,.]*|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|trillion|dozen)"
)
_NUM = rf"(?:{_CARD}(?: - {_CARD}| {_CARD}| million| billion| trillion| m| bn)*)"
_APPROX = r"(?:(?:about|around|nearly|almost|some|over|more than|less than|at least|up to|roughly|approximately|an estimated) )?"
_ORD = (
    r"(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    r"thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty - (?:first|second|third))"
)
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan\.?|feb\.?|mar\.|apr\.?|"
    r"aug\.?|sept\.?|sep\.?|oct\.?|nov\.?|dec\.?)"
)
_DAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon\.|tue\.|tues\.|wed\.|thu\.|thurs\.|fri\.|sat\.|sun\.)s?"
_YEAR = r"(?:1[0-9]\d\d|20\d\d)"
_UNIT = r"(?:days?|weeks?|weekends?|months?|years?|decades?|centur(?:y|ies)|quarters?|fortnights?|seasons?)"
_TUNIT = r"(?:hours?|minutes?|seconds?|mins?)"
_PART = r"(?:morning|afternoon|evening|night)"
_REL = r"(?:last|next|this|past|previous|coming|following|recent|earlier this|later this|late last|early next|late this|early this|the)"
_CUR = r"(?:\$|us\$|a\$|c\$|hk\$|€|£|¥|₹|r\$|usd|eur|gbp|rs\.?)"
_MONEY = (
    r"(?:dollars?|euros?|pounds?|yen|yuan|rupees?|rubles?|roubles?|cents?|francs?|pesos?|won|rand|lira|crowns?|kronor|"
    r"kroner|shillings?|naira|dinars?|rials?|reais|baht|ringgit|dirhams?|riyals?|hryvnias?|zloty|shekels?)"
)
_QUNIT = (
    r"(?:kilomet(?:er|re)s?|met(?:er|re)s?|miles?|feet|foot|inch(?:es)?|yards?|km|cm|mm|kg|kilos?|kilograms?|grams?|tons?|tonnes?|"
    r"pounds?|ounces?|lit(?:er|re)s?|gallons?|barrels?|acres?|hectares?|degrees?|megawatts?|gigawatts?|mph|kph|km/h|square (?:miles?|"
    r"kilomet(?:er|re)s?|feet|met(?:er|re)s?|km)|nautical miles?|cubic met(?:er|re)s?|mw|gb|mb|ghz)"
)

_RULES: tuple[tuple[str, str], ...] = (
    ("MONEY", rf"{_APPROX}{_CUR} ?{_NUM}"),
    ("MONEY", rf"{_APPROX}(?:a )?{_NUM} (?:(?:us|u\.s\.|australian|canadian|hong kong) )?{_MONEY}"),
    ("PERCENT", rf"{_APPROX}{_NUM} (?:%|percent|per cent|percentage points?|pct)"),
    ("TIME", r"\d{1,2}(?:[:.]\d\d)? ?(?:a\.m\.?|p\.m\.?|am|pm|o'clock|gmt|utc|est)(?: (?:gmt|utc|est|edt|local time))?"),
    ("TIME", r"\d{1,2}:\d\d(?: (?:gmt|utc|est|edt|local time))?"),
    ("TIME", rf"(?:{_DAY} |yesterday |tomorrow )?(?:morning|afternoon|evening)"),
    ("TIME", rf"(?:this|last|the|overnight|{_DAY}) {_PART}"),
    ("TIME", r"(?:noon|midnight|tonight|overnight|midday|dawn)"),
    ("TIME", rf"{_APPROX}(?:{_NUM}|an|a|half an|a few|several) (?:- )?{_TUNIT}(?: (?:ago|later|earlier))?"),
    ("DATE", rf"(?:{_DAY} ,? ?)?(?:early |late |mid - )?(?:the )?\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}(?: ,? ?{_YEAR})?"),
    ("DATE", rf"(?:{_DAY} ,? ?)?(?:early |late |mid - )?{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?: (?:-|–|to) \d{{1,2}})?(?: ,? ?{_YEAR})?"),
    ("DATE", rf"(?:early |late |mid - ?|last |next |this |in early )?(?!may )(?!mar )(?!march )(?:{_MONTH})(?: (?:of )?,? ?{_YEAR})?"),
    ("DATE", rf"(?:march|may) (?:of )?,? ?{_YEAR}|(?<=in )(?:march|may)|(?:last|next|this|late|early) (?:march|may)"),
    ("DATE", rf"(?:{_REL} )?{_DAY}(?: ,? ?{_MONTH} \d{{1,2}})?"),
    ("DATE", rf"{_YEAR} (?:-|–|/) (?:{_YEAR}|\d\d)"),
    ("DATE", rf"{_YEAR}(?:-|–|/)(?:{_YEAR}|\d\d)"),
    ("DATE", r"(?:the )?(?:early |late |mid - )?(?:1[0-9]\d0s|20\d0s|'?\d0s)"),
    ("DATE", rf"(?:the )?(?:early |late |mid - )?{_ORD} (?:- )?centur(?:y|ies)(?: (?:bc|ad|bce|ce))?"),
    ("DATE", rf"(?:the )?(?:{_ORD}|last|next|past) (?:(?:{_NUM}|few|several|couple of) )?quarters?(?: of {_YEAR})?"),
    ("DATE", rf"(?:the )?(?:last|next|past|previous|coming|following|recent) (?:(?:{_NUM}|few|several|couple of) )?{_UNIT}"),
    ("DATE", rf"(?:earlier |later )?(?:this|that|each|every) {_UNIT}"),
    ("DATE", r"the weekend|the day before|the day after|the same day|the previous day"),
    ("DATE", rf"(?:the )?(?:end|start|beginning|middle) of (?:the |this |next |last )?(?:{_YEAR}|{_UNIT}|{_MONTH})"),
    ("DATE", rf"{_APPROX}(?:{_NUM} - |{_NUM} )year - olds?"),
    ("DATE", rf"{_APPROX}{_NUM} (?:- )?years? old"),
    ("DATE", rf"{_APPROX}(?:{_NUM}|a|several|a few|many|a couple of|half a) (?:- )?{_UNIT}(?: (?:ago|later|earlier|old))?"),
    ("DATE", r"(?:the day after )?(?:yesterday|today|tomorrow|nowadays)"),
    ("DATE", r"(?:last|next|this|the) (?:spring|summer|autumn|winter)(?: of \d{4})?"),
    ("DATE", r"\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{2,4}"),
    ("DATE", rf"{_YEAR}"),
    ("QUANTITY", rf"{_APPROX}(?:a )?{_NUM} (?:- )?{_QUNIT}(?: (?:per|an) hour)?"),
    ("ORDINAL", rf"{_ORD}"),
    ("CARDINAL", rf"{_APPROX}(?:(?:hundreds|tens|dozens|scores) of )?(?:thousands|millions|hundreds|dozens|billions)"),
    ("CARDINAL", rf"{_APPROX}{_NUM}(?: (?:and a half|- {_NUM}))?"),
)  # fmt: skip
_COMPILED = tuple((label, re.compile(rf"(?<!\S)(?:{rule})(?!\S)")) for label, rule in _RULES)
_HINT = re.compile(
    rf"\d|^(?:{_CARD}|{_ORD}|{_MONTH}|{_DAY}|{_UNIT}|{_TUNIT}|{_PART}|%|\$|today|dozens?|half|ago|second|once|twice|spring|"
    r"summer|autumn|winter|noon|midnight|tonight|overnight|percent|hundreds|thousands|millions|billions|recently|now|currently|mid|bc|ad|early|late)$"
)

_BEFORE_YEAR = frozenset(
    [
        "in",
        "by",
        "of",
        "since",
        "from",
        "until",
        "till",
        "during",
        "before",
        "after",
        "between",
        "early",
        "late",
        "mid",
        "(",
        ",",
    ]
)


def number_spans(words: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return dates, times, amounts and numbers of a sentence.

    Parameters
    ----------
    words : sequence of str, n

    Returns
    -------
    list of (start, end, type)
        In text order, not overlapping; the first rule that matches the longest span wins.

    Examples
    --------
    >>> number_spans("last Thursday , 60 percent of $ 50 million".split())
    [(0, 2, 'DATE'), (3, 5, 'PERCENT'), (6, 9, 'MONEY')]
    """
    text, at = "", {}
    ends = {}
    for i, w in enumerate(words):
        at[len(text)] = i
        text += w.lower().replace("\u2019", "'").replace(" ", "")
        ends[len(text)] = i + 1
        text += " "
    found: list[tuple[int, int, int, str]] = []
    for rank, (label, rule) in enumerate(_COMPILED):
        for m in rule.finditer(text):
            if m.start() in at and m.end() in ends:
                found.append((at[m.start()] - ends[m.end()], rank, at[m.start()], label))
    taken: set[int] = set()
    out = []
    for minus, _, start, label in sorted(found):
        span = range(start, start - minus)
        if taken.isdisjoint(span):
            taken.update(span)
            out.append((start, start - minus, label))
    return sorted(out)


def number_tags(words: Sequence[str], allowed: list[int], upos: Sequence[str] = ()) -> None:
    """Fill the undecided words of a sentence with rule-made number tags.

    Parameters
    ----------
    words : sequence of str, n
    allowed : list of int, n
        Words that are `OUT` or `ANY` are changed in place: matched ones get their type, number-like ones
        that no rule matches are left open among the numeric types and ``O``.
    upos : sequence of str, optional
        Where given, a matched one-word cardinal must be a ``NUM``.
    """
    free = [a in (OUT, ANY) for a in allowed]
    open_set = OUT | begin(*NUMERIC) | inside(*NUMERIC)
    for i, w in enumerate(words):
        if free[i] and allowed[i] == OUT and _HINT.search(w.lower()):
            allowed[i] = open_set
    for start, end, label in number_spans(words):
        if not all(free[start:end]):
            continue
        one = words[start].lower()
        if label == "CARDINAL" and end - start == 1:
            if upos and upos[start] != "NUM":
                continue
            mark(allowed, start, end, "CARDINAL", optional=one == "one")
        elif label == "ORDINAL" and one in {"first", "second"}:
            mark(allowed, start, end, "ORDINAL", optional=True)
        elif label == "DATE" and end - start == 1 and one.isdigit():
            sure = start > 0 and words[start - 1].lower() in _BEFORE_YEAR
            mark(allowed, start, end, "DATE", "DATE" if sure else "CARDINAL")
        elif one in {"a", "the", "some", "about", "over", "around"}:
            # annotators differ on the first word: let the model choose, hold the rest
            mark(allowed, start, end, label)
            allowed[start] |= OUT
            if start + 1 < end:
                allowed[start + 1] |= begin(label)
        else:
            mark(allowed, start, end, label)

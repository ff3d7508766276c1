"""Numbers as words and figures write them."""

from __future__ import annotations

import re
from decimal import Decimal

__all__ = ["NUMERALS", "SCALES", "is_range", "parse_number"]

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_UNITS = {word: n for n, word in enumerate(_ONES)}
_TENS = {
    word: 10 * n
    for n, word in enumerate(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2)
}
SCALES = {"hundred": 100, "dozen": 12, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
#: Words that write a number out.
NUMERALS = frozenset({*_UNITS, *_TENS, *SCALES})
_SHORT = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
_FIGURES = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*(k|m|mn|bn|b|tn)?(?![\w])", re.IGNORECASE)
#: Words that leave a number open, or that make another of it.
_VAGUE = frozenset(
    {"few", "several", "couple", "many", "tens", "half", "halves"}
    | {word + end for word in ("third", "quarter", "fifth", "sixth", "seventh", "eighth", "tenth") for end in ("", "s")}
)
_HALF = re.compile(r"\bhalf (?:a |an )?(dozen|million|billion|trillion)\b")
_WORD = "|".join(sorted(NUMERALS))
_CARDINAL = rf"(?:[$€£¥]?\d[\d,.]*(?:m|bn|k)?|(?:{_WORD}|an?)(?:[ -](?:{_WORD}))*)"
_NUMBER = rf"{_CARDINAL}(?:[ -](?:{'|'.join(sorted(SCALES))}))*(?: ?%| percent| per cent)?"
_RANGE = re.compile(
    rf"\bbetween {_NUMBER} and |\b{_NUMBER} (?:to|or) {_CARDINAL}\b|\d ?[-–—] ?[$€£¥]?\d", re.IGNORECASE
)


def is_range(text: str) -> bool:
    """Whether a phrase gives two numbers between which the true one lies.

    Examples
    --------
    >>> is_range("between 10 and 15"), is_range("10-15"), is_range("two to three"), is_range("at least 10")
    (True, True, True, False)
    """
    return bool(_RANGE.search(text))


def parse_number(text: str) -> int | float | None:
    """Return the number that a phrase writes in figures or words, None if it is none, vague, or a range.

    Examples
    --------
    >>> parse_number("at least 1,200"), parse_number("twenty-five"), parse_number("$4.1bn"), parse_number("dozens")
    (1200, 25, 4100000000, None)
    >>> parse_number("half a million"), parse_number("between 10 and 15"), parse_number("a few hundred")
    (500000, None, None)
    """
    lowered = text.lower()
    if is_range(lowered):
        return None
    match = _FIGURES.search(lowered)
    words = re.findall(r"[a-z]+", lowered)
    if match:
        value = Decimal(match[1].replace(",", "") + (match[2] or "")) * _SHORT.get(match[3] or "", 1)
        for word in words:
            value *= SCALES.get(word, 1)
        return int(value) if value == int(value) else float(value)
    half = _HALF.search(lowered)
    if half:
        return SCALES[half[1]] // 2
    return None if _VAGUE & set(words) else _in_words(words)


def _in_words(words: list[str]) -> int | None:
    total, current, found = 0, 0, False
    for word, after in zip(words, (*words[1:], ""), strict=False):
        if word in _UNITS or word in _TENS:
            current += _UNITS.get(word, 0) + _TENS.get(word, 0)
            found = True
        elif word in SCALES:
            if not found:
                continue
            current *= SCALES[word]
            if SCALES[word] >= 1000:
                total, current = total + current, 0
        elif word == "a" and after in SCALES:
            current, found = 1, True
    return total + current if found else None

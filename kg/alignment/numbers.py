"""Numbers of events: how many died or were hurt, how many took part, how much was paid."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.alignment.context import Context

__all__ = ["event_numbers", "parse_number"]

_UNITS = {
    word: n
    for n, word in enumerate(
        (
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        )
    )
}
_TENS = {
    word: 10 * n
    for n, word in enumerate(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2)
}
_SCALES = {"hundred": 100, "dozen": 12, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
_FIGURES = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*(k|m|mn|bn|b|tn)?(?![\w])", re.I)
_CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "%": "percent"}
_UNIT_WORDS = (
    "percent",
    "per cent",
    "euros",
    "euro",
    "dollars",
    "dollar",
    "pounds",
    "yen",
    "yuan",
    "rupees",
    "roubles",
    "francs",
    "pesos",
    "rand",
    "reais",
    "won",
    "lira",
    "kronor",
    "points",
    "basis points",
)
_VICTIMS = {"Die": "deaths", "Injure": "injured"}
_TAKING_PART = frozenset({"Protest", "Gather"})
_MEASURED = frozenset(
    {"Acquire", "Aid", "EconomicChange", "Award", "Sanction", "Crime", "Sentence", "Concede", "Elect"}
)
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "obj"})


def parse_number(text: str) -> int | float | None:
    """Return the number that a phrase writes in figures or words, None if it is none or only vague.

    Examples
    --------
    >>> parse_number("at least 1,200"), parse_number("twenty-five"), parse_number("$4.1bn"), parse_number("dozens")
    (1200, 25, 4100000000, None)
    """
    lowered = text.lower()
    match = _FIGURES.search(lowered)
    words = re.findall(r"[a-z]+", lowered)
    if match:
        value = float(match[1].replace(",", "") + (match[2] or "")) * _SHORT.get(match[3] or "", 1)
        for word in words:
            value *= _SCALES.get(word, 1)
        return int(value) if value == int(value) else round(value, 6)
    return _in_words(words)


def _in_words(words: list[str]) -> int | None:
    total, current, found = 0, 0, False
    for word in words:
        if word in _UNITS or word in _TENS:
            current += _UNITS.get(word, 0) + _TENS.get(word, 0)
            found = True
        elif word in _SCALES:
            scale = _SCALES[word]
            if not found:
                continue
            current *= scale
            if scale >= 1000:
                total, current = total + current, 0
        elif word == "a" and any(w in _SCALES for w in words):
            current, found = 1, True
    return total + current if found else None


def _quantity(ctx: Context, head: int) -> str:
    """Return the number before a noun as written, with its qualifier ("at least nine"); empty if there is none."""
    tree = ctx.tree
    if tree.pos[head] == "NUM" or tree.lemma[head] in _SCALES:
        number = head
    else:
        found = [c for c in tree.children[head] if tree.dep[c] == "nummod" and c < head]
        if not found:
            return ""
        number = found[-1]
    first = min(t for t in tree.subtree(number) if t <= number)
    span = ctx.words((first, number))
    return ctx.reading.article.text[span.start : span.end]


def _bare(ctx: Context, head: int) -> tuple[int, ...]:
    """Return the number that stands for people beside a verb: "more than two dozen injured", "killing 14"."""
    tree = ctx.tree
    return tuple(
        c
        for c in tree.children[head]
        if tree.dep[c] in _SUBJECTS and (tree.pos[c] == "NUM" or tree.lemma[c] in _SCALES)
    )


def _stated(ctx: Context, heads: tuple[int, ...], name: str) -> Iterator[tuple[str, float | int | str]]:
    for head in heads:
        text = _quantity(ctx, head)
        if not text:
            continue
        yield f"{name}Text", text
        value = parse_number(text)
        if value is not None:
            yield name, value
        return


def _amount(ctx: Context, head: int) -> Iterator[tuple[str, float | int | str]]:
    """Yield the sum or share of money that stands in the event's clause."""
    tree = ctx.tree
    near = {head, *tree.children[head], *(g for c in tree.children[head] for g in tree.children[c])}
    for name in tree.names:
        if name.label not in ("MONEY", "PERCENT") or not near & set(range(name.start, name.end)):
            continue
        span = ctx.words((name.start, name.end - 1))
        text = ctx.reading.article.text[span.start : span.end]
        yield "amountText", text
        value = parse_number(text)
        if value is not None:
            yield "amount", value
        unit = next((u for s, u in _CURRENCIES.items() if s in text), "")
        unit = unit or next((u for u in _UNIT_WORDS if u in text.lower()), "")
        if unit:
            yield "unit", unit
        return


def event_numbers(
    ctx: Context, head: int, cls: str, filled: Mapping[str, tuple[int, ...]]
) -> dict[str, float | int | str]:
    """Return the numbers that the text gives of an event.

    Parameters
    ----------
    ctx : Context
    head : int
        Token that names the event.
    cls : str
    filled : mapping of str to tuple of int
        Its roles.
    """
    found: dict[str, float | int | str] = {}
    if cls in _VICTIMS:
        found.update(_stated(ctx, filled.get("theme", ()) or _bare(ctx, head), _VICTIMS[cls]))
    if cls in _TAKING_PART:
        found.update(_stated(ctx, filled.get("actor", ()), "count"))
    if cls in _MEASURED:
        found.update(_amount(ctx, head))
    return found

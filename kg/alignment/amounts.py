"""Sums of money, shares and changes that stand with an event, with their unit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from kg.alignment.context import Context
from kg.alignment.numerals import NUMERALS, SCALES, is_range, parse_number
from kg.alignment.quantities import qualified
from kg.extractors.phrases import marker
from ontology.lexicon import unit_table, unit_words

__all__ = ["amount_of", "unit_of"]

#: What marks the level that is reached or left, not the change.
_REACHED = frozenset({"to", "at", "above", "below"})
_LEFT = frozenset({"from", "than", "since"})
_TERMS = re.compile(r"\d+ years?|\w+(?:-\w+)? (?:years?|months?|weeks?)|life", re.IGNORECASE)
_SYMBOL = re.compile(r"[A-Z]{0,3}[$€£¥₹₩₽₺₦₱₪฿₫₴₵]|\bRM(?=\d)")
#: The lower end of a range before its upper end.
_LOW = re.compile(rf"\b(?:between [\w-]+ and|(?:\d+|{'|'.join(sorted(NUMERALS))}) (?:to|or)) $", re.IGNORECASE)
_BEFORE = 30
_SIGNS = "$€£¥"
_PREFIX = re.compile(r"[A-Z]*$")
_CODE = re.compile(r"\b([A-Z]{3})\b")
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})
#: What also weighs, is a person, a verb …
_OTHER = frozenset({"pound", "buck", "won", "real", "crown", "sterling", "leu", "lei", "lev", "kip", "dram", "penny"})
_LINKS = frozenset({"to", "and", "or", "-", "–"})
_CLAUSES = frozenset({"conj", "parataxis", "advcl", "ccomp", "acl", "xcomp", "csubj", "appos"})
_DEPTH = 4
_SHARES = frozenset({"half", "third", "quarter", "fifth", "sixth", "tenth", "thirds", "quarters", "fifths", "tenths"})
_Numbers = dict[str, float | int | str]


@dataclass(frozen=True, slots=True)
class _Measure:
    """A sum or share: its tokens [first, last], its syntactic head, and the preposition before it."""

    first: int
    last: int
    root: int
    case: str
    label: str


@cache
def _currencies() -> Mapping[str, str]:
    return {word: code for code, words in unit_table("words").items() for word in words.split(", ")}


def unit_of(text: str) -> str:
    """Return the unit of a sum or share: an ISO 4217 code, ``"percent"``, or the word as written; empty if it has none.

    Parameters
    ----------
    text : str
        "€30 million", "4.1 per cent", "20 Swiss francs".
    """
    symbol = _SYMBOL.search(text)
    if symbol:
        symbols = unit_table("symbols")
        return symbols.get(symbol[0], symbols.get(symbol[0][-1], "") if not symbol[0][0].isalpha() else "")
    lowered = " ".join(text.lower().replace("-", " ").split())
    if re.search(r"\b(?:percentage|percent|per cent|%)[ -]points?\b", lowered):
        return "percentage points"
    if re.search(r"\bbasis points?\b", lowered):
        return "basis points"
    if "%" in lowered or re.search(r"\bper ?cent\b|\bpercentage\b", lowered):
        return "percent"
    code = _CODE.search(text)
    if code and code[1] in unit_table("words"):
        return code[1]
    words = re.findall(r"[a-zéó]+", lowered)
    return _worded(words)


def _worded(words: list[str]) -> str:
    known = _currencies()
    for length in (4, 3, 2, 1):
        for i in range(len(words) - length + 1):
            said = " ".join(words[i : i + length])
            code = known.get(said) or known.get(said.removesuffix("s"))
            if code and (length > 1 or i == 0 or words[i - 1] not in _owners()):
                return code
    shared = unit_words("shared")
    return next((w for w in words if w in shared or w.removesuffix("s") in shared), "")


@cache
def _owners() -> frozenset[str]:
    """Return the last words of what stands before a currency: "swiss", "zealand"."""
    return frozenset(w.split()[-2] for w in _currencies() if " " in w)


def _runs_to(ctx: Context, one: _Measure, other: _Measure) -> bool:
    if other.first <= one.last:
        return True
    linked = one.last + 2 == other.first and ctx.tree.lower[one.last + 1] in _LINKS
    return linked and one.case != "from" and not unit_of(_text(ctx, one.first, one.last))


def _is_money(word: str) -> bool:
    return word in _coins() or word.removesuffix("s") in _coins()


@cache
def _coins() -> frozenset[str]:
    """Return the words for money that stand for nothing else."""
    return frozenset(w.split()[-1] for w in (*_currencies(), *unit_words("shared"))) - _OTHER


def _reached(ctx: Context, head: int) -> set[int]:
    """Return an event's token with the words of its clause: no subject, no clause within, nothing joined by "and"."""
    tree = ctx.tree
    found, edge = {head}, [c for c in tree.children[head] if tree.dep[c] not in _SUBJECTS]
    for _ in range(_DEPTH):
        edge = [c for c in edge if tree.dep[c].split(":")[0] not in _CLAUSES]
        found.update(edge)
        edge = [g for c in edge for g in tree.children[c]]
    return found


def _measures(ctx: Context, head: int) -> list[_Measure]:
    """Return the sums and shares in the clause of an event, in text order, but for those in its subject."""
    tree = ctx.tree
    near = _reached(ctx, head)
    found = []
    for name in tree.names:
        inside = range(name.start, name.end)
        if name.label not in ("MONEY", "PERCENT") or near.isdisjoint(inside):
            continue
        if any(tree.pos[i] == "NUM" or tree.lower[i][:1].isdigit() for i in inside):
            found.append(_measure(ctx, name.start, name.end - 1, name.root, name.label))
    taken = {i for m in found for i in range(m.first, m.last + 1)}
    for token in sorted(near - taken):
        number = next((c for c in tree.children[token] if tree.dep[c] == "nummod" and c < token), -1)
        if number < 0 or number in taken:
            continue
        if tree.lemma[token] == "point":
            found.append(_measure(ctx, number, token, token, "POINTS"))
        elif _is_money(tree.lower[token]):
            found.append(_measure(ctx, tree.left[number], token, token, "MONEY"))
    return _with_ranges(ctx, sorted(found, key=lambda m: m.first))


def _share(ctx: Context, head: int) -> _Measure | None:
    """Return the fraction by which something changes: "lost a fifth of its value", "fell by two thirds"."""
    tree = ctx.tree
    for c in tree.children[head]:
        if tree.dep[c] in ("obj", "obl", "obl:unmarked") and tree.lower[c] in _SHARES and tree.label(c) != "DATE":
            first = c - 1 if c and (tree.pos[c - 1] == "NUM" or tree.lower[c - 1] in ("a", "one")) else c
            return _Measure(first, c, c, marker(tree, c).split(" ")[-1], "SHARE")
    return None


def _with_ranges(ctx: Context, found: list[_Measure]) -> list[_Measure]:
    """Join a bare number with the sum to which it runs: "12 to 15 percent"."""
    out: list[_Measure] = []
    for measure in found:
        before = out[-1] if out else None
        if before is None or not _runs_to(ctx, before, measure):
            out.append(measure)
        else:
            out[-1] = replace(measure, first=before.first, case=before.case)
    return out


def _measure(ctx: Context, first: int, last: int, root: int, label: str) -> _Measure:
    tree = ctx.tree
    while last + 1 < len(tree) and tree.lower[last + 1] in ("point", "points"):
        last, root = last + 1, last + 1
    case = marker(tree, root).split(" ")[-1]
    first = _range_start(ctx, first)
    if case in ("between", "and"):
        case = ""
    if not case and first and tree.pos[first - 1] == "ADP":
        case = tree.lower[first - 1]
    return _Measure(first, last, root, case, label)


def _range_start(ctx: Context, first: int) -> int:
    """Return where a range begins that ends in a measured number: "between 12 and 15 percent", "3 to 4 percent"."""
    tree = ctx.tree
    if first < 2 or tree.lower[first - 1] not in _LINKS:
        return first
    start, between = first - 2, tree.lower[first - 1] == "and"
    while start and tree.lower[start] in (SCALES if not between else {*SCALES, "%", "percent"}):
        start -= 1
    if between and start and tree.tag[start - 1] == "$":
        start -= 1
    before = tree.lower[start - 1] if start else ""
    numeric = tree.pos[start] == "NUM" and tree.pos[first] == "NUM"  # "rose 12% to $3m", "$2 to $71" are no ranges
    if before == "from" or between != (before == "between") or not (numeric or between):
        return first
    return start - between


def _text(ctx: Context, first: int, last: int) -> str:
    """Return the words of a sum as written, with a letter that belongs to its sign ("A$30")."""
    span, source = ctx.words((first, last)), ctx.reading.article.text
    start, end = span.start, span.end
    if source[start] in _SIGNS:
        start -= len(_PREFIX.search(source, max(start - 3, 0), start)[0])  # type: ignore[index]  # it may be empty
    if not re.search(r"\.\w\.$", source[start:end]):
        end -= source[start:end].endswith(".")
    return qualified(ctx, start, first) + source[start:end]


def _given(text: str, measured: str) -> _Numbers:
    out: _Numbers = {"amountText": text}
    value = parse_number(measured)
    if value is not None:
        out["amount"] = value
    unit = unit_of(measured)
    if unit or re.search(r"\bpoints?\b", measured):
        out["unit"] = unit or "points"
    return out


def _change(ctx: Context, head: int) -> _Numbers:
    """Return by how much something rose or fell, or else to what; where both are said the words hold both."""
    measures = [m for m in _measures(ctx, head) if m.case not in _LEFT]
    share = _share(ctx, head)
    change = next((m for m in measures if m.case not in _REACHED), None)
    if change is None and share is not None and share.case in ("", "by"):
        change = share
    level = next((m for m in measures if m.case in _REACHED and (change is None or m.first > change.last)), None)
    if change is None and level is None:
        return {}
    if change is None and level is not None:
        measured = _text(ctx, level.first, level.last)
        return _given(f"{level.case} {measured}", measured)
    assert change is not None
    measured = _text(ctx, change.first, change.last)
    end = level.last if level else _bare_level(ctx, head, change.last)
    near = end > change.last and end - change.last <= 6
    return _given(_text(ctx, change.first, end) if near else measured, measured)


def _bare_level(ctx: Context, head: int, after: int) -> int:
    """Return the last token of a level without a unit, "by 3 percent to 120 million"; -1 if none follows."""
    tree = ctx.tree
    if tree.lower[after + 1 : after + 2] != ["to"] or after + 2 >= len(tree) or tree.pos[after + 2] != "NUM":
        return -1
    last = after + 2
    while last + 1 < len(tree) and tree.pos[last + 1] == "NUM":
        last += 1
    return last if tree.label(last) not in ("DATE", "TIME") else -1


def _term(ctx: Context, head: int) -> _Numbers:
    """Return for how long somebody is sentenced: "to 11 years in prison", "for life"."""
    tree = ctx.tree
    near = _reached(ctx, head)
    if any(tree.lower[c] == "life" and tree.dep[c] in ("obl", "compound") for c in near):
        return {"amountText": "life"}
    for time in ctx.reading.times.values():
        word = marker(tree, time.head)
        said = word in ("to", "for") or (not word and tree.dep[time.head] in ("compound", "obj", "amod", "nmod:poss"))
        if time.kind == "duration" and time.head in near and said:
            source = ctx.reading.article.text
            before = _LOW.search(source[max(time.start - _BEFORE, 0) : time.start])
            text = (before[0] if before else "") + source[time.start : time.end]
            unit = re.search(r"\b(year|month|week|day|hour)s?\b", text.lower())
            value = parse_number(text)
            if unit and value is not None:
                return {"amountText": text, "amount": value, "unit": f"{unit[1]}s"}
            if unit and is_range(text):
                return {"amountText": text, "unit": f"{unit[1]}s"}
    return {}


def amount_of(ctx: Context, head: int, cls: str) -> _Numbers:
    """Return the sum, share, change or term that the clause of an event gives, with value, unit and words.

    Parameters
    ----------
    ctx : Context
    head : int
        Token that carries the clause.
    cls : str
        Class of the event: votes are shares, sentences are fines or terms.
    """
    if cls == "EconomicChange":
        return _change(ctx, head)
    labels = ("PERCENT",) if cls == "Elect" else ("MONEY",) if cls == "Sentence" else ("MONEY", "PERCENT")
    measures = _measures(ctx, head)
    found = next((m for label in labels for m in measures if m.label == label), None)
    if found is not None:
        text = _text(ctx, found.first, found.last)
        return _given(text, text)
    return _term(ctx, head) if cls == "Sentence" else {}

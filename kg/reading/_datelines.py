"""Datelines: "KYIV, Ukraine (AP) — " and the many other forms that agencies and papers give them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.reading._dates import DAY
from kg.reading._lexicon import credited, is_city, is_label, is_region

__all__ = ["Dateline", "find_dateline", "lone_dateline"]

LONGEST = 120
"""Code points within which a dateline ends."""

_MARK = re.compile(
    r"[ \t\xa0]*(?:—|――?|–|-{2,3})[ \t\xa0]*"
    r"|[ \t\xa0]*-[ \t\xa0]+|[ \t\xa0]+-(?=\w)|[ \t\xa0]+[_|][ \t\xa0]+|:[ \t\xa0]+"
    r"|(?<=\))[ \t\xa0]*(?=[^\W\d_]|[\"“])|(?<=/)\.?[ \t\xa0]+|(?<=/\.)[ \t\xa0]+"
)
_AGENCY = re.compile(
    r"[ \t\xa0]*(?:\(([^()\n]{2,50})\)|/[ ]?([^/\n]{2,30}?)[ ]?/\.?)$|[.,]?[ \t\xa0]([^\W\d_][\w.]{1,20})$"
)
_DAY_AT_END = re.compile(rf"(?:(?:^|[,.]?[ \t\xa0]+){DAY}\.?|[ \t\xa0]*\({DAY}\.?\)),?$")
_DAY_AFTER = re.compile(rf"{DAY}[ \t]*(?::|—|–|--?)[ \t]+")
_AGENCY_AFTER = re.compile(r"\(?([^()|\n]{2,30}?)(?:[ \t]*\||\)[ \t]*(?:—|–|--))[ \t]*")
_PLACE = re.compile(r"[^\W\d_][\w.'’/, \xa0\-\[\]]{1,70}")
_SMALL = frozenset(
    re.findall(r"\w+", "of the de la le les el al and et on in at du da do das dos del upon y bin an sur am")
)
_NO_PLACE = frozenset(re.findall(r"\w+", "in on at by from since after as for under with"))
_BLANKS = dict.fromkeys(map(ord, "\t\xa0\u2007\u2009\u202f"), " ")
_LABEL = re.compile(r"dateline:[ ]*", re.IGNORECASE)
_LAST_MARK = re.compile(r"[ ]*(?:—|――?|–|-{1,3}|:)$")
_OPENING = "\"'“‘«([*$€£"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """The dateline that opens a paragraph.

    Parameters
    ----------
    place, agency : str
        As written; empty where it has none.
    end : int
        Where the report itself begins, in code points of the text.
    """

    place: str
    agency: str
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Left:
    """What stands before the mark that ends a dateline."""

    place: str
    agency: str
    dated: bool


def find_dateline(text: str, start: int, end: int) -> Dateline | None:
    """Return the dateline at the beginning of a paragraph ``[start, end)`` of a text.

    Notes
    -----
    A place in capitals before a dash is a dateline; a place in small letters is one with an
    agency's credit or a day, or if it is a city or has a country known from datelines. A
    colon asks for one of these even after capitals, for transcripts write speakers so.

    Examples
    --------
    >>> find_dateline("SEOUL, June 9 (Yonhap) -- The North said", 0, 40)
    Dateline(place='SEOUL', agency='Yonhap', end=26)
    >>> find_dateline("TRUMP: We will see.", 0, 19) is None
    True
    """
    head = text[start : min(end, start + LONGEST)].translate(_BLANKS)
    for number, mark in enumerate(_MARK.finditer(head)):
        if number == 4 or not mark.start():
            break
        left = _left(head[: mark.start()])
        if left is not None and _accepted(left, mark[0].strip(), head[mark.end() :]):
            line = _extended(left, head, mark.end(), start)
            # "AFP. - London - ": the agency stands before the place.
            more = None if line.place else find_dateline(text, line.end, end)
            return Dateline(place=more.place, agency=line.agency, end=more.end) if more else line
    return None


def lone_dateline(text: str, start: int, end: int) -> Dateline | None:
    """Return the dateline that a line ``[start, end)`` of a text consists of, its report below it.

    Notes
    -----
    It has an agency known for its reports, a day, or is a city or has a country, and so reads
    as no sentence; a place alone is for the caller to believe.

    Examples
    --------
    >>> lone_dateline("SEOUL, June 9 (Yonhap)", 0, 22)
    Dateline(place='SEOUL', agency='Yonhap', end=22)
    >>> lone_dateline("The port", 0, 8) is None
    True
    """
    line = text[start:end].translate(_BLANKS).rstrip() if end - start <= LONGEST else ""
    label = _LABEL.match(line)
    mark = _LAST_MARK.search(line)
    left = _left(line[label.end() if label else 0 : mark.start() if mark else None])
    if left is None or not left.place or not _named(left.place) or is_label(left.place):
        return None
    parts = [part.strip("] ") for part in re.split(r"[,\[]", left.place)]
    located = is_city(parts[0]) or is_city(parts[0].split("/")[0]) or any(map(is_region, parts[1:]))
    capitals = _capitals(parts[0]) and bool(left.dated or mark)
    bracketed = bool(credited(left.agency)) and line.rstrip(" —–-:.").endswith((")", "/"))
    if not (located or capitals or bracketed):
        return None
    return Dateline(place=left.place, agency=left.agency, end=start + len(line))


def _left(text: str) -> _Left | None:
    """Take apart place, day and agency, from the right."""
    agency = ""
    match = _AGENCY.search(text)
    if match and not _DAY_AT_END.search(text):
        found = (match[1] or match[2] or match[3]).strip()
        if not match[3] or credited(found):
            agency, text = found, text[: match.start()]
    rest = _DAY_AT_END.sub("", text)
    dated = rest != text
    place = rest.strip(" \t\xa0,").removesuffix(".") if _sentence_end(rest) else rest.strip(" \t\xa0,")
    if place and not _PLACE.fullmatch(place):
        return None
    if credited(place) and not agency:
        place, agency = "", place
    return _Left(place=place, agency=agency, dated=dated)


def _sentence_end(place: str) -> bool:
    """Tell whether a final full stop ends "MOSCOW." rather than abbreviates "Calif."."""
    word = place.rsplit(",", 1)[-1].strip(" \t\xa0,")
    return word.endswith(".") and not is_region(word) and "." not in word[:-1]


def _accepted(left: _Left, mark: str, rest: str) -> bool:
    if not rest or is_label(left.place):
        return False
    begins = rest[0].isupper() or rest[0].isdigit() or rest[0] in _OPENING or not rest[0].islower()
    known = bool(credited(left.agency))
    if not left.place:
        return known and (begins or mark != "")
    if not begins and not (known and mark):
        return False
    parts = [part.strip("] ") for part in re.split(r"[,\[]", left.place)]
    first = parts[0].split("/")[0].split(" and ")[0].strip()
    located = is_city(first) or is_city(parts[0]) or any(map(is_region, (*parts[1:], left.agency)))
    if known or (left.agency and (left.dated or located)):
        return _named(left.place)
    if not mark or not _named(left.place):
        return False
    if located or (left.dated and len(left.place.split()) <= 4):
        return True
    return mark != ":" and _capitals(parts[0])


def _capitals(place: str) -> bool:
    """Tell whether a place is in capitals, as "McALLEN" is, and too long for the usual initials."""
    letters = [c for c in place.removeprefix("Mc").replace(" and ", " ") if c.isalpha()]
    return len(letters) >= 5 and all(c.isupper() for c in letters) and len(place.split()) <= 6


def _named(place: str) -> bool:
    words = place.replace("/", " ").replace(",", " ").split()
    if not words or (words[0].casefold() in _NO_PLACE and not words[0].isupper()):
        return False
    return len(words) <= 8 and all(w.lstrip("[")[:1].isupper() or w in _SMALL or "'" in w or "-" in w for w in words)


def _extended(left: _Left, head: str, end: int, start: int) -> Dateline:
    """Take in what follows the mark in "CAIRO - 7 July 2022: " and "Nairobi | AFP | "."""
    place, agency = left.place, left.agency
    if after := _DAY_AFTER.match(head, end):
        end = after.end()
    elif not agency and (after := _AGENCY_AFTER.match(head, end)) and credited(after[1]):
        agency, end = after[1], after.end()
    return Dateline(place=place, agency=agency, end=start + end)

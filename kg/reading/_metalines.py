"""Lines around a report that say who wrote it, for whom and when, and hold nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kg.reading._credits import agency_line, find_byline, is_credit_line
from kg.reading._dates import DateLine, date_line
from kg.reading._lexicon import credited, is_city, is_unnamed

__all__ = ["Meta", "is_office", "meta_line"]

_LONGEST = 200
_BETWEEN = re.compile(
    r"\s*[|•·;]\s*|\s+(?:—|–|--?|/)\s+|\t+|\s{3,}|\s*\((?=(?:last )?(?:updated|modified|published)\b)"
    r"|\s+(?=(?:last )?updated\b)",
    re.IGNORECASE,
)
_MARKUP = " *_~"
_LABEL = re.compile(r"(?:Source|Agency|Publisher|Publication)[ ]?:[ ]?", re.IGNORECASE)
_EMPTY = re.compile(
    r"(?:body|text|story|article|full text)[ ]?:|@\w{2,30}|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:url: ?)?https?://\S+",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"(?:[\w&'’-]+ ){0,4}(?:correspondents?|reporters?|editors?|writers?|columnists?|bureau chief)"
    r"(?:(?:, | in | at | for )[\w&'’., -]{2,40})?",
    re.IGNORECASE,
)
_NAMED = re.compile(r"((?:[^\W\d_][\w.'’\-]*[ ]){1,3}[^\W\d_][\w.'’\-]*), ([^,]{2,40})")
_PAPER = re.compile(
    r"(?:The )?(?:[A-Z][\w.'’&-]*[ ]){1,3}(?:Post|Times|Herald|Tribune|Journal|Gazette|Guardian|Telegraph|Chronicle|"
    r"Observer|Standard|News|Mail|Star|Dispatch|Ledger|Courier|Examiner|Sentinel|Wire)"
)
_CREDIT_BEHIND = re.compile(r"[ ]*\(([^()]{2,40})\)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """What a line says about the article.

    Parameters
    ----------
    authors : tuple of str
    agency : str
        As written.
    day, updated : datetime.date or None
        Of publication, and of its revision.
    dated : bool
        Whether the line gives the date and nothing else.
    sure : bool
        Whether it says so with words of its own, as a byline does, so that it can be no line
        of a paragraph.
    """

    authors: tuple[str, ...] = ()
    agency: str = ""
    day: date | None = None
    updated: date | None = None
    dated: bool = False
    sure: bool = False


def meta_line(line: str) -> Meta | None:
    """Read a byline, an agency's line, a date or several of these on one line.

    Examples
    --------
    >>> meta_line("By Jane Doe | Reuters | March 4, 2024")
    Meta(authors=('Jane Doe',), agency='Reuters', day=datetime.date(2024, 3, 4), updated=None, dated=False, sure=True)
    >>> meta_line("By Monday, Jane Doe had left.") is None
    True
    """
    if len(line) > _LONGEST:
        return None
    plain = re.sub(r"[^\S\t]", " ", line).strip().strip(_MARKUP)
    found = _simple(plain) or _sequence(plain) or _dated_byline(plain)
    return found or (Meta() if _EMPTY.fullmatch(plain) or is_credit_line(plain) else None)


def is_office(line: str) -> bool:
    """Tell whether a line may say under a byline what its writer is.

    Examples
    --------
    >>> is_office("Political reporter, The Daily Post"), is_office("The reporter left.")
    (True, False)
    """
    plain = " ".join(line.split())
    return len(plain) <= 70 and plain[:1].isupper() and not plain.endswith(".") and bool(_OFFICE.fullmatch(plain))


def _simple(plain: str) -> Meta | None:
    if dated := date_line(plain):
        return _of_date(dated)
    credit = _CREDIT_BEHIND.search(plain)
    agency = credit[1] if credit and credited(credit[1]) else ""
    if byline := find_byline(plain[: credit.start()] if credit and agency else plain):
        return Meta(authors=byline.authors, agency=byline.agency or agency, sure=True)
    label = _LABEL.match(plain)
    if agency := agency_line(plain[label.end() :] if label else plain):
        return Meta(agency=agency, sure=label is not None)
    named = _NAMED.fullmatch(re.sub(r" and (?:agenc(?:y|ies)|wires?)$", ", Agencies", plain))
    if named and not (is_city(named[1]) or _small(named[1]) or credited(named[1])):
        if is_unnamed(named[2]):
            return Meta(authors=(named[1],), sure=True)
        return Meta(authors=(named[1],), agency=named[2], sure=True) if credited(named[2]) else None
    return None


def _small(name: str) -> bool:
    return any(word[0].islower() for word in name.split())


def _of_date(dated: DateLine) -> Meta:
    return Meta(updated=dated.day, dated=True) if dated.updated else Meta(day=dated.day, dated=True)


def _sequence(plain: str) -> Meta | None:
    """Read "Reuters | London | March 4, 2024": at least one part must be more than a place."""
    parts = [part for part in _BETWEEN.split(plain) if part]
    if len(parts) < 2:
        return None
    found = [_simple(part) or _dated_byline(part) for part in parts]
    if not any(found) or any(meta is None and not is_city(part) for meta, part in zip(found, parts, strict=True)):
        return None
    return _together(meta for meta in found if meta)


def _dated_byline(plain: str) -> Meta | None:
    """Read "By Jane Doe, March 4, 2024", "Reuters, 4 March 2024" and "The Daily Post, 4 March 2024"."""
    for blank in re.finditer(r",?\s+", plain if any(map(str.isdigit, plain)) else ""):
        dated = date_line(plain[blank.end() :])
        if dated:
            before = plain[: blank.start()]
            named = _simple(before) or (Meta() if _PAPER.fullmatch(before) else None)
            return _together((named, _of_date(dated))) if named and not named.dated else None
    return None


def _together(parts: Iterable[Meta]) -> Meta:
    found = tuple(parts)
    return Meta(
        authors=next((m.authors for m in found if m.authors), ()),
        agency=next((m.agency for m in found if m.agency), ""),
        day=next((m.day for m in found if m.day), None),
        updated=next((m.updated for m in found if m.updated), None),
        dated=all(m.dated for m in found),
        sure=any(m.sure for m in found) or len(found) > 1,
    )

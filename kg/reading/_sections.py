"""The parts of an article that are not body text, and what they say about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from kg.articles import Section, SectionKind
from kg.reading._credits import agency_line, closing_credit, find_byline, find_caption, is_credit_line
from kg.reading._datelines import Dateline, find_dateline
from kg.reading._dates import leading_date, stated_date

__all__ = ["Layout", "find_layout", "paragraphs"]

_LINE = re.compile(r"[^\r\n]+")
_WRAPPED = 120
"""In a block with a longer line than that, in code points, lines are paragraphs."""

_HEADLINE_LENGTH, _HEADLINE_WORDS = 160, 26
_ABBREVIATED = re.compile(r"\b(?:[A-Z]\.[A-Z]|Jr|Sr|Inc|Corp|Co|Ltd)\.$")
_LEAD = 5
"""Paragraphs among which the dateline is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What the outer parts of a text say.

    Parameters
    ----------
    sections : tuple of Section
        In text order, without overlaps.
    title : str
        The headline, if the first line is one.
    place, agency : str
        Of the dateline; the agency may come from a byline or a credit.
    lead_agency : str
        The agency, if the dateline or the byline names it: it made the report.
    authors : tuple of str
        Of the byline.
    day : datetime.date or None
        The full date on a line of its own above the report, or in the dateline.
    """

    sections: tuple[Section, ...] = ()
    title: str = ""
    place: str = ""
    agency: str = ""
    lead_agency: str = ""
    authors: tuple[str, ...] = ()
    day: date | None = None


@dataclass(slots=True)
class _Findings:
    """What has been found so far, while the paragraphs are gone through."""

    sections: list[Section] = field(default_factory=list)
    title: str = ""
    dateline: Dateline | None = None
    credits: list[str] = field(default_factory=list)
    line_agency: str = ""
    authors: tuple[str, ...] = ()
    day: date | None = None

    def add(self, kind: SectionKind, start: int, end: int) -> None:
        if start < end:
            self.sections.append(Section(kind=kind, start=start, end=end))


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs of a text as half-open ranges without surrounding white space.

    Blank lines part paragraphs. In a block with a line too long to be wrapped each line is
    one of its own.
    """
    block: list[tuple[int, int]] = []
    previous = 0
    for match in _LINE.finditer(text):
        line = match[0].strip()
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        if not line or len(text[previous : match.start()].replace("\r\n", "\n")) > 1:
            yield from _of_block(block)
            block = []
        if line:
            block.append((start, start + len(line)))
        previous = match.end()
    yield from _of_block(block)


def _of_block(lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    if any(end - start > _WRAPPED for start, end in lines):
        yield from lines
    elif lines:
        yield lines[0][0], lines[-1][1]


def find_layout(text: str, *, title: str = "", captions: tuple[tuple[int, int], ...] = ()) -> Layout:
    """Find headline, byline, dateline, captions and credits.

    Parameters
    ----------
    text : str
        The article, as it is kept.
    title : str
        Its title if the source states one.
    captions : tuple of (int, int)
        Ranges of the text that the source marks as captions.
    """
    found = _Findings()
    ranges = [r for r in paragraphs(text) if not any(s < r[1] and r[0] < e for s, e in captions)]
    first = _headline(text, ranges, title, found)
    lead = 0
    for number, (start, end) in enumerate(ranges[first:], first):
        start = _front_matter(text, start, end, found) if found.dateline is None and lead < _LEAD else start
        if start >= end or _back_matter(text, start, end, found, last=number == len(ranges) - 1):
            continue
        if found.dateline is None and lead < _LEAD:
            lead += 1
            _dateline(text, start, end, found)
    for start, end in captions:
        _caption(text, start, end, found)
    return _layout(found)


def _layout(found: _Findings) -> Layout:
    line = found.dateline or Dateline(place="", agency="", end=0)
    lead_agency = line.agency or found.line_agency
    return Layout(
        sections=tuple(sorted(found.sections, key=lambda s: s.start)),
        title=found.title,
        place=line.place,
        agency=lead_agency or next((c for c in found.credits if c), ""),
        lead_agency=lead_agency,
        authors=found.authors,
        day=found.day,
    )


def _headline(text: str, ranges: list[tuple[int, int]], title: str, found: _Findings) -> int:
    """Take the headline off and return the number of the first paragraph below it."""
    if not ranges:
        return 0
    start, end = ranges[0]
    if title:
        if " ".join(text[start:end].split()).casefold() == " ".join(title.split()).casefold():
            found.add("headline", start, end)
            return 1
        return 0
    if len(ranges) > 1 and _is_headline(text, start, end):
        found.title = text[start:end]
        found.add("headline", start, end)
        return 1
    return 0


def _is_headline(text: str, start: int, end: int) -> bool:
    line = text[start:end]
    blank_below = re.match(r"[ \t\xa0]*(?:\r?\n|\r)[ \t\xa0]*(?:\r|\n)", text[end : end + 200])
    if not blank_below or "\n" in line or "\r" in line or len(line) > _HEADLINE_LENGTH:
        return False
    if not any(map(str.isalpha, line)) or len(line.split()) > _HEADLINE_WORDS:
        return False
    plain = line.rstrip("\"”'’»)]")
    if plain.endswith((".", ",", ";", ":", "…")) and not _ABBREVIATED.search(plain):
        return False
    if find_byline(line) or is_credit_line(line) or leading_date(text, start):
        return False
    if find_caption(text, start, end, last=False):
        return False
    dateline = find_dateline(text, start, end)
    return dateline is None or text[: dateline.end].rstrip().endswith(":")


def _front_matter(text: str, start: int, end: int, found: _Findings) -> int:
    """Take bylines, agency names and dates off the top of a paragraph; return where the rest begins."""
    while start < end:
        match = _LINE.match(text, start, end)
        stop = start + len(match[0].rstrip()) if match else end
        line = text[start:stop]
        dated = leading_date(text, start)
        if byline := find_byline(line):
            found.authors = found.authors or byline.authors
            found.line_agency = found.line_agency or byline.agency
            found.add("credit", start, stop)
        elif dated and (dated[1] >= stop or _report_follows(text, dated[1], stop)):
            found.day = found.day or dated[0]
            stop = min(dated[1], stop)
            found.add("dateline", start, stop)
        elif is_credit_line(line):
            found.line_agency = found.line_agency or agency_line(line)
            found.add("credit", start, stop)
        else:
            return start
        start = stop + len(text[stop:end]) - len(text[stop:end].lstrip())
    return start


def _report_follows(text: str, start: int, end: int) -> bool:
    rest = text[start:end].lstrip(" \t\xa0")
    return start < end and text[start].isspace() and len(rest) > 20 and (rest[0].isupper() or rest[0] in '"“')


def _back_matter(text: str, start: int, end: int, found: _Findings, *, last: bool) -> bool:
    """Mark a paragraph that is a caption or a credit; tell whether nothing of it is body text."""
    if is_credit_line(text[start:end]):
        found.add("credit", start, end)
        return True
    caption = find_caption(text, start, end, last=last) or (closing_credit(text, start, end) if last else None)
    if caption is None:
        return False
    if not caption.picture:
        found.credits.insert(0, caption.agency)
        found.add("credit", caption.credit, end)
        return caption.credit == start
    found.credits.append(caption.agency)
    _split(text, start, caption.credit, end, found)
    return True


def _caption(text: str, start: int, end: int, found: _Findings) -> None:
    caption = find_caption(text, start, end, last=False, known=True)
    if caption is None:
        found.add("caption", start, end)
        return
    found.credits.append(caption.agency)
    _split(text, start, caption.credit, end, found)


def _split(text: str, start: int, credit: int, end: int, found: _Findings) -> None:
    found.add("caption", start, start + len(text[start:credit].rstrip()))
    found.add("credit", credit, end)


def _dateline(text: str, start: int, end: int, found: _Findings) -> None:
    line = find_dateline(text, start, end)
    if line is not None:
        found.dateline = line
        found.day = found.day or stated_date(text, start, line.end)
        found.add("dateline" if line.place else "credit", start, line.end)

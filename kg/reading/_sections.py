"""The parts of an article that are not body text, and what they say about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from kg.articles import Section, SectionKind
from kg.reading._credits import closing_credit, find_caption, is_credit_line
from kg.reading._datelines import Dateline, find_dateline, lone_dateline
from kg.reading._dates import leading_date, stated_date
from kg.reading._front import WRAPPED, find_front, goes_on
from kg.reading._metalines import Meta, is_office, meta_line

__all__ = ["Layout", "find_layout", "paragraphs"]

_LINE = re.compile(r"[^\r\n]+")
_FINAL = re.compile(r"[.!?…][\"”'’»)\]]*$")
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
        The full date on a line of its own above the report, or in the dateline; only where
        there is none, that of the revision.
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
    updated: date | None = None

    def note(self, meta: Meta) -> None:
        self.authors = self.authors or meta.authors
        self.line_agency = self.line_agency or meta.agency
        self.day = self.day or meta.day
        self.updated = self.updated or meta.updated

    def add(self, kind: SectionKind, start: int, end: int) -> None:
        if start < end:
            self.sections.append(Section(kind=kind, start=start, end=end))


def paragraphs(text: str, begin: int = 0, stop: int = 0) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs of a text as half-open ranges without surrounding white space.

    Blank lines part paragraphs. In a block with a line too long to be wrapped, or where each
    line ends as a sentence does, each line is one of its own.

    Parameters
    ----------
    text : str
    begin : int, optional
        Where the first begins, in code points.
    stop : int, optional
        Where a line begins that is in another paragraph than the line above.
    """
    block: list[tuple[int, int]] = []
    previous = begin
    for match in _LINE.finditer(text, begin):
        line = match[0].strip()
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        if not line or start == stop or len(text[previous : match.start()].replace("\r\n", "\n")) > 1:
            yield from _of_block(text, block)
            block = []
        if line:
            block.append((start, start + len(line)))
        previous = match.end()
    yield from _of_block(text, block)


def _of_block(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    if any(e - s > WRAPPED for s, e in lines) or all(_FINAL.search(text, max(s, e - 5), e) for s, e in lines):
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
    front = find_front(text, title=title, limit=min((s for s, _ in captions), default=None))
    found.title = front.title
    for start, end in front.headlines:
        found.add("headline", start, end)
    below = [r for r in paragraphs(text, front.rest, front.stop) if not any(s < r[1] and r[0] < e for s, e in captions)]
    ranges = [*front.above, *below]
    lead = 0
    for number, (start, end) in enumerate(ranges):
        if found.dateline is None and lead < _LEAD:
            start = _front_matter(text, start, end, found, top=lead == 0)
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
        day=found.day or found.updated,
    )


def _front_matter(text: str, start: int, end: int, found: _Findings, *, top: bool) -> int:
    """Take bylines, agency names, dates and a dateline on a line of its own off the top of a paragraph.

    Returns
    -------
    int
        Where the rest begins.
    """
    byline = False
    while start < end:
        match = _LINE.match(text, start, end)
        stop = start + len(match[0].rstrip()) if match else end
        after = stop + len(text[stop:end]) - len(text[stop:end].lstrip())
        if goes_on(text[after:end]):
            return start
        dated = leading_date(text, start)
        meta = meta_line(text[start:stop])
        if meta is not None:
            found.note(meta)
            found.add("dateline" if meta.dated else "credit", start, stop)
            byline = bool(meta.authors)
        elif byline and is_office(text[start:stop]):
            found.add("credit", start, stop)
            byline = False
        elif dated and _report_follows(text, dated[1], stop):
            found.day = found.day or dated[0]
            after = dated[1] + len(text[dated[1] : end]) - len(text[dated[1] : end].lstrip())
            found.add("dateline", start, dated[1])
        elif (line := lone_dateline(text, start, stop)) and _believed(line, text[start:stop], found, top=top):
            found.dateline = line
            found.day = found.day or stated_date(text, start, stop)
            found.add("dateline", start, stop)
        else:
            return start
        start = after
    return start


def _believed(line: Dateline, written: str, found: _Findings, *, top: bool) -> bool:
    """Tell whether a dateline on a line of its own is one: something else must stand above a mere place."""
    if line.agency:
        return True
    over = bool(found.sections) and found.dateline is None
    return top and over and len(written) <= 60


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

"""The top of an article: its headline, and what may stand above and under it without a blank line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.reading._credits import find_caption, is_credit_line
from kg.reading._datelines import find_dateline, lone_dateline
from kg.reading._dates import leading_date
from kg.reading._lexicon import is_label, is_section
from kg.reading._metalines import meta_line

__all__ = ["WRAPPED", "Front", "find_front", "goes_on"]

WRAPPED = 120
"""Where a line is longer than that, in code points, lines are paragraphs."""

_LINE = re.compile(r"[^\r\n]+")
_SEEN = 30
"""Lines from which the width of the lines is told."""

_HEADLINE_LENGTH, _HEADLINE_WORDS, _HEADLINE_LINES = 160, 26, 4
_ABBREVIATED = re.compile(r"\b(?:[A-Z]\.[A-Z]|Jr|Sr|Inc|Corp|Co|Ltd)\.$")
_FINAL = re.compile(r"[.!?…][\"”'’»)\]]*$")
_TWO_SENTENCES = re.compile(r"[a-z]{4,}[.!?][\"”'’)]*\s+[\"“A-Z]")
_OPEN_END = re.compile(
    r"(?:\b(?:a|an|the|of|in|on|at|by|to|for|from|with|after|as|and|or|but|that|its|his|her|their|into|over|amid|under"
    r"|between|against|before|is|was|are|were|has|have|had|will|would|not|than|told|said|says)|[,&-])$",
    re.IGNORECASE,
)
_FIELD = re.compile(r"(?:title|headline|authors?|byline|date|published|updated|source|publisher|url):[ \t]")
_HEADING = re.compile(r"^(?:#{1,6}[ \t]+|(?:title|headline)[ ]?:[ \t]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What stands at the top of a text; positions are in code points of it.

    Parameters
    ----------
    title : str
        The headline on one line.
    headlines : tuple of (int, int)
        The headline, and section names above or sub-headlines under it.
    above : tuple of (int, int)
        Other lines above the headline.
    rest : int
        Where the paragraphs begin.
    stop : int
        Where one begins without a blank line above; 0 if there is no such place.
    """

    title: str = ""
    headlines: tuple[tuple[int, int], ...] = ()
    above: tuple[tuple[int, int], ...] = ()
    rest: int = 0
    stop: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    start: int
    end: int
    text: str
    apart: bool  # from the line above, by a blank one


def goes_on(line: str) -> bool:
    """Tell whether a line continues the sentence of the one above, as its small letter shows."""
    return line[:1].islower() and not line[1:2].isupper() and not _FIELD.match(line)


def find_front(text: str, *, title: str = "", limit: int | None = None) -> Front:
    """Find the headline of a text.

    Parameters
    ----------
    text : str
    title : str
        If the source states it, it is the one headline that is looked for.
    limit : int, optional
        Where to stop looking, in code points.

    Notes
    -----
    A line is a headline if it looks like one and a blank line follows, or a line that only
    ever stands over a report (a byline, the date, an agency's name, a dateline), or a whole
    paragraph on one line. Nothing else tells it from the first line of a paragraph.
    """
    lines = tuple(_lines(text, len(text) if limit is None else limit))
    first = 0
    while first < min(3, len(lines) - 1) and (_is_section(lines[first].text) or _over_headline(lines, first)):
        first += 1
    if title:
        return _stated(lines, first, title) or (_stated(lines, 0, title) if first else None) or Front()
    run = _run(text, lines, first)
    anchor = next((j for j in range(first + 1, min(first + 7, len(lines))) if _is_anchor(text, lines, j)), 0)
    if anchor and (size := _anchored(text, lines, first, min(run, anchor), anchor)):
        return _front(lines, first, size, anchor)
    run = next((j for j in range(first + 1, run) if lines[j].apart), run)
    if first < run < len(lines) and _stands_alone(lines[first:run]):
        below = lines[run]
        unwrapped = len(below.text) > WRAPPED and _FINAL.search(below.text) and _parted(lines, run - 1)
        if below.apart or unwrapped:
            return _front(lines, first, run, 0)
    return Front()


def _lines(text: str, limit: int) -> Iterator[_Line]:
    previous, apart, number = 0, True, 0
    for match in _LINE.finditer(text, 0, limit):
        plain = match[0].strip()
        apart = apart or len(text[previous : match.start()].replace("\r\n", "\n")) > 1
        previous = match.end()
        if not any(map(str.isalnum, plain)):
            apart = True
            continue
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        yield _Line(start=start, end=start + len(plain), text=plain, apart=apart)
        apart, number = False, number + 1
        if number == _SEEN:
            return


def _front(lines: tuple[_Line, ...], first: int, stop: int, anchor: int) -> Front:
    """Put the lines ``[first, stop)`` together: the headline and, below, sub-headlines."""
    parts = [[lines[first]]]
    for n in range(first + 1, stop):
        if len(parts) == 1 and _continued(lines, n - 1):
            parts[-1].append(lines[n])
        else:
            parts.append([lines[n]])
    sections = [line for line in lines[:first] if _is_section(line.text)]
    return Front(
        title=" ".join(" ".join(_HEADING.sub("", line.text) for line in parts[0]).split()),
        headlines=tuple((part[0].start, part[-1].end) for part in ([line] for line in sections))
        + tuple((part[0].start, part[-1].end) for part in parts),
        above=tuple((line.start, line.end) for line in lines[:first] if line not in sections),
        rest=lines[stop].start if stop < len(lines) else lines[stop - 1].end,
        stop=lines[anchor].start if anchor else 0,
    )


def _stated(lines: tuple[_Line, ...], first: int, title: str) -> Front | None:
    """Find the title that the source states on the first lines."""
    wanted = " ".join(title.split()).casefold()
    for stop in range(first + 1, min(first + _HEADLINE_LINES, len(lines)) + 1):
        if " ".join(" ".join(line.text for line in lines[first:stop]).split()).casefold() == wanted:
            found = _front(lines, first, stop, 0)
            above = tuple(h for h in found.headlines if h[0] < lines[first].start)
            whole = (lines[first].start, lines[stop - 1].end)
            return Front(headlines=(*above, whole), above=found.above, rest=lines[stop - 1].end)
    return None


def _is_section(line: str) -> bool:
    """Tell whether a line names a part of a paper, "WORLD NEWS", or a kind of article, "Analysis"."""
    parts = [part.strip() for part in re.split(r"[|/>»›:]|\s[–—-]\s", line) if part.strip()]
    return bool(parts) and len(line) <= 60 and all(is_section(part) or is_label(part) for part in parts)


def _over_headline(lines: tuple[_Line, ...], n: int) -> bool:
    """Tell whether a date or an agency's name stands over a headline."""
    meta = meta_line(lines[n].text)
    return meta is not None and not meta.authors and not goes_on(lines[n + 1].text)


def _run(text: str, lines: tuple[_Line, ...], first: int) -> int:
    """Return the end of the lines that could be headlines."""
    stop = first
    while stop < min(first + _HEADLINE_LINES + 1, len(lines)) and _is_headline(text, lines, stop):
        stop += 1
    return stop


def _is_headline(text: str, lines: tuple[_Line, ...], n: int) -> bool:
    line = lines[n]
    if not any(map(str.isalpha, line.text)) or len(line.text) > _HEADLINE_LENGTH:
        return False
    plain = line.text.rstrip("\"”'’»)]")
    if len(plain.split()) > _HEADLINE_WORDS or meta_line(line.text) or is_credit_line(line.text):
        return False
    if plain.endswith((".", ";", ":", "…")) and not _ABBREVIATED.search(plain):
        return False
    last = n + 1 == len(lines) or lines[n + 1].apart
    if plain.endswith(",") and last:
        return False
    if leading_date(text, line.start) or find_caption(text, line.start, line.end, last=False):
        return False
    dateline = find_dateline(text, line.start, line.end)
    above = last or meta_line(lines[n + 1].text) is not None
    return dateline is None or (above and text[: dateline.end].rstrip().endswith(":"))


def _is_anchor(text: str, lines: tuple[_Line, ...], n: int) -> bool:
    """Tell whether a line shows that what stands above is a headline."""
    line = lines[n]
    below = lines[n + 1] if n + 1 < len(lines) else None
    set_off = line.apart or _deliberate(lines, n - 1)
    if meta := meta_line(line.text):
        if below is None or (not below.apart and goes_on(below.text)):
            return False
        return set_off or ((meta.sure or meta.dated) and line.text[:1].isupper())
    dateline = find_dateline(text, line.start, line.end)
    if dateline is not None:
        return set_off or bool(dateline.agency) or (dateline.place.isupper() and len(dateline.place) > 4)
    alone = lone_dateline(text, line.start, line.end)
    if alone is None or below is None or goes_on(below.text):
        return False
    return set_off and (bool(alone.agency) or alone.place.split(",")[0].isupper() or any(map(str.isdigit, line.text)))


def _anchored(text: str, lines: tuple[_Line, ...], first: int, run: int, anchor: int) -> int:
    """Return the end of the headlines over an anchor, or 0.

    Sentences and captions may stand between: the standfirst, and a picture's.
    """
    between = lines[run:anchor]
    while run > first and between and not lines[run].apart and not _parted(lines, run - 1):
        run -= 1
    if not first < run <= first + _HEADLINE_LINES or (not lines[run].apart and _OPEN_END.search(lines[run - 1].text)):
        return 0
    for n in range(run, anchor):
        shut = n + 1 == anchor or lines[n + 1].apart
        if shut and not (_FINAL.search(lines[n].text) or find_caption(text, lines[n].start, lines[n].end, last=False)):
            return 0
    if goes_on(lines[first].text) or _two_sentences(lines[first:run]):
        return 0
    return run


def _stands_alone(lines: tuple[_Line, ...]) -> bool:
    """Tell whether lines that a blank one follows are a headline, and not a short paragraph that asks."""
    if goes_on(lines[0].text) or _two_sentences(lines):
        return False
    return len(lines) == 1 or (len(lines) == 2 and not _FINAL.search(lines[1].text))


def _two_sentences(lines: tuple[_Line, ...]) -> bool:
    """Tell whether a sentence ends within one of several lines, as it does in a paragraph."""
    return len(lines) > 1 and any(_TWO_SENTENCES.search(line.text) for line in lines)


def _parted(lines: tuple[_Line, ...], n: int) -> bool:
    return _deliberate(lines, n) and not goes_on(lines[n + 1].text) and not _OPEN_END.search(lines[n].text)


def _continued(lines: tuple[_Line, ...], n: int) -> bool:
    """Tell whether a headline goes on in the next line."""
    here, below = lines[n], lines[n + 1]
    if below.apart:
        return False
    if here.text.isupper() or below.text.isupper():
        return here.text.isupper() and below.text.isupper()
    return not _parted(lines, n)


def _deliberate(lines: tuple[_Line, ...], n: int) -> bool:
    """Tell whether a line ends though the next word would have fitted in."""
    width = max(len(line.text) for line in lines)
    needed = len(lines[n].text) + 1 + len(lines[n + 1].text.split()[0])
    return width > WRAPPED or needed <= width

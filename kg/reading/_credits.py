"""Bylines, agencies' and photographers' credits, and the captions that such credits give away."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.reading._lexicon import agencies_within, credited, is_city

__all__ = ["Byline", "Caption", "agency_line", "closing_credit", "find_byline", "find_caption", "is_credit_line"]

_WORD = r"[^\W\d_][\w.'’\-]*"
_NAME = rf"{_WORD}(?: (?:(?:de|van|von|der|den|la|al|el|bin|ibn|da|dos|du|di) )*{_WORD}){{0,4}}"
_BYLINE = re.compile(
    r"[ \t\xa0]*(?:(?:(?:Written|Story|Report|Words) )?(?:By|BY|by):?|(?:[Aa]uthors?|AUTHORS?|[Bb]yline|BYLINE):)"
    r"[ \t\xa0]+"
    rf"({_NAME}(?:(?:, and |, | and | & | AND |; | \| |/| in | IN | for ){_NAME})*)[ \t\xa0]*$"
)
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", re.IGNORECASE)
_PAPER = re.compile(
    r" (?:Post|Times|Herald|Tribune|Journal|Gazette|Guardian|Telegraph|Chronicle|Observer|Standard|Today)$"
)
_PARTICLES = frozenset(
    re.findall(r"\w+", "de van von der den la al el bin ibn da dos du di le des af av zu ten ter of the for and y e o")
)
_ROLE = re.compile(
    r"\b(?:writer|reporter|correspondent|editor|staff|bureau|press|news|agency|service|contributor|columnist)\b",
    re.IGNORECASE,
)
_ENDING = re.compile(r"[.!?…][\"”'’»)\]]*\s*$|[\"”]\s*$")
_BRACKETS = re.compile(r"[(\[]([^()\[\]\n]{2,120})[)\]]$")
_PICTURE_WORD = re.compile(
    r"\b(?:photo(?:graph)?s?|image|handout|courtesy|screengrab|screenshot|file picture)\b", re.IGNORECASE
)
_LABELLED = re.compile(
    r"(?:^|(?<=[.!?\"”)|\]]) ?|(?<=\s)[|/–—-] )"
    r"((?:(?:File )?(?:Photo(?:graph|s)?|Images?|Picture|Pic)(?: credit| courtesy)?(?: ?:| by| courtesy of)|Credit:) ?"
    r"[^\W\d_a-z©(@](?:[^.!?\n:;\"“”]|(?<=[ .][A-Z])\.){1,80}\.?)$"
)
_SLASHED = re.compile(
    r"(?<=[.!?\"”)|,]) ?(©? ?[^\W\d_][\w. ]{1,24}?(?: Photo| PHOTO)? ?/ ?[^\W\d_][\w .,'’\-/]{1,50}?)\.?$"
)
_BARE = re.compile(r"(?<=[.!?\"”)|]) ?((?:© ?|— ?|– ?|- ?|/ ?)?[^\W\d_][\w .\-]{1,30}?)\.?$")
_SEEN = re.compile(
    r"\b(?:pictured|is seen|are seen|seen (?:here|in|at|on)|file photo|file picture|undated (?:photo|image)|"
    r"this (?:photo|picture|image)|poses?|shakes? hands|from left)\b"
    r"|\((?:[^()]{0,20} )?(?:left|right|centre|center|[LRC])\)",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\b(?:said|says|told|added|announced|reported|reports|according to)\b")
_REPORTING = re.compile(
    r"[(\[]?(?:(?:Additional )?[Rr]eporting|[Ee]diting|Writing|Compiled) (?:and \w+ )?by [^\n]{2,400}$"
)
_RIGHTS = re.compile(r"(?:©|Copyright (?:©|\(c\)|\d{4})|\(c\) ?\d{4})[^\n]{0,180}$", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?][\"”'’)]*\s+(?=[\"“A-Z])")
LONGEST = 700
"""Code points of the longest paragraph that can be a caption."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """A line that names the writers: who they are, and the agency if it names one."""

    authors: tuple[str, ...]
    agency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """A credit at the end of a paragraph.

    Parameters
    ----------
    credit : int
        Where the credit begins, in code points of the text; it ends with the paragraph.
    agency : str
        The agencies that it names, as written, joined by "/".
    picture : bool
        Whether the paragraph is the caption of a picture; else the credit is one for the text.
    """

    credit: int
    agency: str
    picture: bool


def find_byline(line: str) -> Byline | None:
    """Read a line such as "By Jane Doe and John Roe, Reuters".

    Examples
    --------
    >>> find_byline("By Jane Doe and John Roe, Reuters")
    Byline(authors=('Jane Doe', 'John Roe'), agency='Reuters')
    >>> find_byline("By Monday the river had risen.") is None
    True
    """
    match = _BYLINE.match(line) if len(line) <= 160 else None
    if match is None or (line.rstrip().endswith(".") and not line.rstrip().endswith(("Jr.", "Sr."))):
        return None
    if _WEEKDAY.match(match[1]):
        return None
    people, *outlets = re.split(r" \| |/", match[1].replace("\xa0", " "))
    parts, places = [], []
    for part in re.split(r", and |, | and | & | AND |; ", people):
        name, *others = re.split(r" in | IN | for ", part.strip())
        parts.append(name)
        places += others
    if any(_says(part) for part in (*parts, *places)):
        return None
    named = [_before_agency(part) for part in parts]
    behind = [part[len(name) :] for part, name in zip(parts, named, strict=True)]
    agency = next((name for part in (*parts, *behind, *places, *outlets) if (name := _agency_in(part.strip()))), "")
    authors = tuple(part for number, part in enumerate(named) if _is_author(part, first=number == 0))
    return Byline(authors=authors, agency=agency) if authors or agency or _ROLE.search(people) else None


def _says(part: str) -> bool:
    """Tell whether a part has words in small letters that no name, office or outlet has."""
    small = [word for word in part.split() if word[0].islower() and word not in _PARTICLES]
    return bool(small) and not _ROLE.search(part)


def _before_agency(part: str) -> str:
    """Return "Jane Doe" of "Jane Doe Associated Press"."""
    words = part.split(" ")
    tail = next((n for n in range(2, len(words)) if credited(" ".join(words[n:]))), len(words))
    return " ".join(words[:tail])


def _is_author(part: str, *, first: bool) -> bool:
    if " " not in part or not _capitalised(part) or _ROLE.search(part) or _agency_in(part):
        return False
    return first or not (is_city(part) or _PAPER.search(part))


def _capitalised(name: str) -> bool:
    words = name.split()
    return bool(words) and words[0][0].isupper() and words[-1][0].isupper() and not words[0].startswith("The")


def _agency_in(part: str) -> str:
    """Return the agency that a part of a byline opens with, as "Associated Press Writer" does."""
    words = part.split()
    return next((name for n in range(len(words), 0, -1) if credited(name := " ".join(words[:n]))), "")


def is_credit_line(line: str) -> bool:
    """Tell whether a line holds nothing but an agency, "Reporting by …" or a notice of rights.

    Examples
    --------
    >>> is_credit_line("(Reporting by Jane Doe; Editing by John Roe)"), is_credit_line("Reporting by state TV ended.")
    (True, False)
    """
    plain = line.strip()
    if agency_line(plain) or _RIGHTS.match(plain):
        return True
    return bool(_REPORTING.match(plain)) and (plain[0] in "([" or "diting by" in plain or not plain.endswith("."))


def agency_line(line: str) -> str:
    """Return the agency that a line consists of, or ""."""
    bare = line.strip(" \t()[]—–-.|")
    return bare if credited(bare) else ""


def find_caption(text: str, start: int, end: int, *, last: bool, known: bool = False) -> Caption | None:
    """Find the credit at the end of a paragraph ``[start, end)``.

    Parameters
    ----------
    text : str
        The article.
    start, end : int
        The paragraph without surrounding white space.
    last : bool
        Whether it ends the article: there an agency's bare name is the text's own credit.
    known : bool
        Whether it is known to be a caption, so that any credit in it is a picture's.

    Examples
    --------
    >>> find_caption("The dam in May. (Kyodo)", 0, 23, last=False)
    Caption(credit=16, agency='Kyodo', picture=True)
    >>> find_caption("It was founded by the World Health Organization (WHO)", 0, 53, last=False) is None
    True
    """
    paragraph = text[max(start, end - LONGEST) : end]
    offset = end - len(paragraph)
    found = _bracketed(paragraph) or _unbracketed(paragraph, known)
    if found is None:
        return None
    at, credit, certain = found
    agency = "/".join(agencies_within(credit.strip(" ()[]—–-©.")))
    short = end - start <= LONGEST and len(_SENTENCE.findall(paragraph[:at])) < 4
    likely = bool(_SEEN.search(paragraph)) or not (last or _TOLD.search(paragraph))
    picture = known or (short and (certain or likely))
    return Caption(credit=offset + at, agency=agency, picture=picture)


def closing_credit(text: str, start: int, end: int) -> Caption | None:
    """Find an agency's name after a dash that closes an article, "… he said. — AFP"."""
    paragraph = text[max(start, end - 60) : end]
    match = re.search(r"(?<=[.!?\"”]) ?(?:—|–|--?) ?([^\W\d_][\w .\-]{1,30}?)\.?$", paragraph)
    if match is None or not credited(match[1]):
        return None
    at = match.start() + len(match[0]) - len(match[0].lstrip())
    return Caption(credit=end - len(paragraph) + at, agency=match[1], picture=False)


def _bracketed(paragraph: str) -> tuple[int, str, bool] | None:
    match = _BRACKETS.search(paragraph)
    if match is None:
        return None
    credit = match[1].strip()
    named = agencies_within(credit)
    if credited(credit):
        before = paragraph[: match.start()]
        stands = _ENDING.search(before) or not (_TOLD.search(before) or _abbreviates(credit, before))
        return (match.start(), credit, False) if stands else None
    if named or (_PICTURE_WORD.search(credit) and len(credit.split()) <= 12):
        return match.start(), credit, True
    return None


def _abbreviates(credit: str, before: str) -> bool:
    """Tell whether a bracket gives the short form of the name before it, "… the Associated Press (AP)"."""
    initials = "".join(word[0] for word in before[-120:].replace("-", " ").split() if word[0].isupper())
    return initials.endswith(credit.upper()) or credited(credit) in before or len(before.split()) > 40


def _unbracketed(paragraph: str, known: bool) -> tuple[int, str, bool] | None:
    match = _LABELLED.search(paragraph)
    if match:
        return match.start(1), match[1], True
    match = _SLASHED.search(paragraph)
    if match and agencies_within(match[1]):
        return match.start(1), match[1], True
    match = _BARE.search(paragraph)
    if match and (names := agencies_within(match[1].strip("©—–-/ "))):
        pictures = match[1][0] in "©/" or not credited(names[0]) or re.search(r" (?:Photo|Image)s?$", match[1])
        if known or pictures:
            return match.start(1), match[1], True
    return None

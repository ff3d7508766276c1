"""Versions of an article: marks of updates, corrections and withdrawals in headline and text, and which version counts.

All of it is a function of what the versions say, never of the order in which they are read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from kg.articles import Article
from kg.copies import signature
from kg.copies.grouping import containment
from kg.copies.signatures import read_signature
from kg.errors import InterchangeError

__all__ = ["Version", "plain_headline", "supersedes"]

LIKE = 0.5
"""Share of the shorter text's word sequences that a later version of it has too."""

_UPDATE = r"(?:UPDATED?|REFILE|REFILED|WRAPUP|LEAD|WRITETHRU)\s*[#-]?\s*(?P<number>\d{1,2})?"
_CORRECTION = r"(?:CORRECTION|CORRECTED|CORRECTS|CORRECTING|CLARIFICATION|CLARIFIED)"
_MARK = re.compile(
    rf"^\s*(?:[(\[]\s*)?(?:(?P<update>{_UPDATE})|(?P<correction>(?i:{_CORRECTION})))\s*(?:[)\]]\s*[:\-–—]?|[:\-–—]+)\s*"
)
_TAIL = re.compile(
    rf"\s*(?:[-–—:|]\s*|[(\[]\s*)(?P<what>{_CORRECTION}|UPDATED?(?:\s*(?P<number>\d{{1,2}}))?)\s*[)\]]?\s*$",
    re.IGNORECASE,
)
_IN_TEXT = re.compile(
    r"^\W*(?:\((?:Corrects|Corrected|Updates|Updated|Refiles|Recasts)\b[^)\n]{0,200}\)|"
    r"(?:Correction|Clarification|Updated?)\s*(?:\([^)\n]{0,40}\))?\s*:)|"
    r"\bthis (?:story|article|report|version)\b[^.\n]{0,60}\bhas been (?:corrected|updated)\b|"
    r"\b(?:an|the) (?:earlier|previous|original|initial) version of this (?:story|article|report)\b",
    re.IGNORECASE | re.MULTILINE,
)
_WITHDRAWN = re.compile(
    r"^\s*[(\[]?\s*(?:RETRACTION|RETRACTED|STORY (?:WITHDRAWN|RETRACTED|REMOVED)|WITHDRAWN|KILL|ADVISORY[- ]WITHDRAWAL)"
    r"\s*(?:[)\]]\s*[:\-–—]?|[:\-–—]+|$)\s*",
    re.IGNORECASE,
)
_WITHDRAWN_TAIL = re.compile(
    r"\s*(?:[-–—:|]\s*|[(\[]\s*)(?:retracted|withdrawn|retraction)\s*[)\]]?\s*$", re.IGNORECASE
)
_NOTICE = re.compile(
    r"\b(?:this|the|our|an?) (?:\w+ ){0,3}?(?:story|article|report|item|dispatch)\b[^.]{0,160}?"
    r"\b(?:has|have|had|is|was|been)\b(?: been| hereby)? (?:retracted|withdrawn|killed)\b|"
    r"\b(?:has|have|is|are) (?:retracted|retracting|withdrawn|withdrawing|hereby retracting) (?:this|the|our|an?|its) "
    r"(?:\w+ ){0,3}?(?:story|article|report|item|dispatch)\b",
    re.IGNORECASE,
)
_URL = re.compile(r"https?://[^\s<>\"'“”)\]]+")
_WORD = re.compile(r"[^\W_]+")
NOTICE_LENGTH = 2_000
"""Code points of the longest text that is a notice by its words alone; longer ones report on a withdrawal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What the journal knows of one version of an article.

    Parameters
    ----------
    digest, article : str
        The version, and the local name of its article.
    story : str
        Headline without marks, with the outlet; empty where there is no headline.
    rank : int
        0 without a mark, else the higher the later: 2 for a first update, 4 for the second, 1 more for a correction.
    notice : bool
        Whether it withdraws others and says nothing else.
    mentions : tuple of str
        Addresses in the text of a notice.
    moment : str
        Day or time of the version, ISO 8601 in UTC; empty if unknown.
    length : int
        Code points.
    signature : bytes
        See `kg.copies.signature`.
    """

    digest: str
    article: str
    story: str = ""
    rank: int = 0
    notice: bool = False
    mentions: tuple[str, ...] = ()
    moment: str = ""
    length: int = 0
    signature: bytes = b""
    url: str = ""

    @classmethod
    def of(cls, article: Article) -> Version:
        """Describe an article as its reader gave it."""
        headline, rank, withdrawn = plain_headline(article.title)
        start = article.text[:400]
        if not rank and _IN_TEXT.search(start + "\n" + article.text[-400:]):
            rank = 1
        short = len(article.text) <= NOTICE_LENGTH
        notice = short and (withdrawn or _NOTICE.search(start) is not None)
        words = " ".join(_WORD.findall(headline.casefold()))
        outlet = " ".join(_WORD.findall(article.publisher.casefold()))
        found = cls(
            digest=article.digest, article=article.id, story=f"{outlet}|{words}" if words else "", rank=rank,
            notice=notice, moment=_moment(article.updated or article.published), length=len(article.text),
            signature=signature(article), url=article.url,
        )  # fmt: skip
        return replace(found, mentions=tuple(u.rstrip(".,;") for u in _URL.findall(article.text))) if notice else found

    @property
    def order(self) -> tuple[str, int, int, str]:
        """Versions of one article in the order in which they take each other's place: by time, mark and length."""
        return self.moment, self.rank, self.length, self.digest


def plain_headline(title: str) -> tuple[str, int, bool]:
    """Return a headline without its marks, the rank that they give, and whether they withdraw a story.

    Examples
    --------
    >>> plain_headline("UPDATE 2-CORRECTED: Dam holds after rain")
    ('Dam holds after rain', 5, False)
    >>> plain_headline("RETRACTION: Dam holds after rain")
    ('Dam holds after rain', 0, True)
    >>> plain_headline("Retraction of dam study stirs town")
    ('Retraction of dam study stirs town', 0, False)
    """
    number, corrected, withdrawn = 0, False, False
    while True:
        if mark := _WITHDRAWN.match(title):
            withdrawn, title = True, title[mark.end() :]
        elif mark := _WITHDRAWN_TAIL.search(title):
            withdrawn, title = True, title[: mark.start()]
        elif mark := _MARK.match(title):
            number = max(number, int(mark["number"] or 1) if mark["update"] else 0)
            corrected, title = corrected or not mark["update"], title[mark.end() :]
        elif mark := _TAIL.search(title):
            update = mark["what"].lower().startswith("update")
            number = max(number, int(mark["number"] or 1) if update else 0)
            corrected, title = corrected or not update, title[: mark.start()]
        else:
            return title.strip(), 2 * number + corrected, withdrawn


def supersedes(later: Version, earlier: Version) -> bool:
    """Tell whether a version takes the place of another, or withdraws it.

    Notes
    -----
    Of the versions of one article the last in `Version.order` counts. Articles of different names are versions of one
    story if outlet and headline are the same, the later one bears a mark, and half of the shorter text is in the
    other. A notice withdraws what has its name, its headline in the same outlet, or an address that it names, unless
    that is of a later day.
    """
    if later.digest == earlier.digest or (earlier.notice and not later.notice):
        return False
    same = later.article == earlier.article
    if later.notice:
        if earlier.notice:
            return same and later.order > earlier.order
        shown = min(len(later.moment), len(earlier.moment))
        if later.moment[:shown] < earlier.moment[:shown]:
            return False
        return same or (later.story != "" and later.story == earlier.story) or earlier.url in later.mentions
    if later.order <= earlier.order:
        return False
    return same or (
        later.rank > 0 and later.story != "" and later.story == earlier.story
        and _likeness(later.signature, earlier.signature) >= LIKE
    )  # fmt: skip


def _likeness(one: bytes, other: bytes) -> float:
    try:
        return containment(read_signature(one), read_signature(other))[0]
    except InterchangeError:  # made by another version of this package, so it cannot be compared
        return 0.0


def _moment(when: date | datetime | None) -> str:
    if isinstance(when, datetime) and when.tzinfo is not None:
        when = when.astimezone(UTC).replace(tzinfo=None)
    return when.isoformat() if when is not None else ""

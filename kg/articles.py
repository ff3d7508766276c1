"""Articles: the text as read, what is known about it, and spans into it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from kg.errors import EvidenceError

__all__ = ["Article", "Section", "SectionKind", "Span"]

SectionKind = Literal["headline", "dateline", "credit", "body", "caption"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A half-open range ``[start, end)`` of Unicode code points of an article's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise EvidenceError(f"a span must hold at least one character: [{self.start}, {self.end})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of an article's text that is recognised as such.

    Parameters
    ----------
    kind : {"headline", "dateline", "credit", "body", "caption"}
        ``dateline`` is a leading "BEIJING - "; ``credit`` an agency's or photographer's
        "(KCNA/Kyodo)"; ``caption`` the text under a picture.
    start, end : int
        Code points of ``Article.text``, half-open.
    """

    kind: SectionKind
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One news text, exactly as read, with its metadata.

    Parameters
    ----------
    id : str
        Local name, ``art-`` and 16 hexadecimal digits (see `Article.identify`).
    text : str
        Never altered after reading; all offsets refer to it.
    title, url, publisher : str
        Empty where unknown.
    published : datetime.date or datetime.datetime, optional
        Publication time; without it relative times stay unresolved.
    authors : tuple of str
        As written.
    place : str
        The dateline's place, as written ("BEIJING").
    agency : str
        The agency credited ("KCNA/Kyodo").
    language : str
        ISO 639-1 code.
    source : str
        The file or stream it was read from, for messages; no part of its identity.
    updated : datetime.date or datetime.datetime, optional
        When this version of it appeared, where the source tells.
    digest : str
        Hash of all that its source gives; two articles with the same one are the same version.
    sections : tuple of Section
        In text order; they need not cover the text. What no section covers is body.
    """

    id: str
    text: str = field(repr=False)
    title: str = ""
    url: str = ""
    publisher: str = ""
    published: date | datetime | None = None
    authors: tuple[str, ...] = ()
    place: str = ""
    agency: str = ""
    language: str = "en"
    source: str = field(default="", compare=False)
    sections: tuple[Section, ...] = ()
    updated: date | datetime | None = None
    digest: str = field(default="", compare=False)

    @staticmethod
    def identify(*, text: str, url: str = "", declared: str = "") -> str:
        """Mint the local name of an article.

        The canonical URL decides, else the id that the source declares, else the text: so
        the next version of an article with an address has the same name as the last.

        Examples
        --------
        >>> Article.identify(text="Rain fell.")
        'art-d2ad807aa2d1dbc5'
        """
        key = f"url {url}" if url else f"id {declared}" if declared else f"text {text}"
        return "art-" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @property
    def sha256(self) -> str:
        """SHA-256 of the UTF-8 text, 64 hexadecimal digits."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def day(self) -> date | None:
        """The day of publication."""
        return self.published.date() if isinstance(self.published, datetime) else self.published

    def quote(self, start: int, end: int) -> str:
        """Return ``text[start:end]``.

        Raises
        ------
        EvidenceError
            If the range is empty or does not lie in the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise EvidenceError(
                f"{self.source or self.id}: [{start}, {end}) is no range of its text of {len(self.text)} code points"
            )
        return self.text[start:end]

    def section_at(self, offset: int) -> SectionKind:
        """Return the kind of the section in which a code point lies."""
        return next((s.kind for s in self.sections if s.start <= offset < s.end), "body")

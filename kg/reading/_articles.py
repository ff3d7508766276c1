"""From what a reader found to an article, or to the reason why it is none."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date, datetime

from kg.articles import Article
from kg.config import Config
from kg.errors import NotEnglishError, ReadError
from kg.reading._language import foreign_language, language_name
from kg.reading._lexicon import credited, is_unnamed
from kg.reading._sections import Layout, find_layout

__all__ = ["LIMIT", "Draft", "finish"]

LIMIT = 2_000_000
"""Code points that one article may have: about 330,000 words."""

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article as its source gives it; empty or None is what the source does not say.

    Parameters
    ----------
    text : str
        Kept as it is.
    language : str
        Its code as the source gives it, checked against the text.
    declared : str
        The id that the source gives it.
    captions : tuple of (int, int)
        Ranges of the text that the source marks as captions.
    place : str
        Where in the source it stands, such as ``"line 3"``.

    The other fields are those of `kg.articles.Article`.
    """

    text: str
    title: str = ""
    url: str = ""
    publisher: str = ""
    published: date | datetime | None = None
    authors: tuple[str, ...] = ()
    language: str = ""
    declared: str = ""
    captions: tuple[tuple[int, int], ...] = ()
    place: str = ""
    updated: date | datetime | None = None

    @property
    def digest(self) -> str:
        """Hash of all that the source gives, its place aside, 32 hexadecimal digits."""
        parts = (
            self.text, self.title, self.url, self.publisher, str(self.published), str(self.updated), self.language,
            self.declared, str(self.captions), *self.authors,
        )  # fmt: skip
        told = "\0".join(f"{len(part)} {part}" for part in parts)
        return hashlib.blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def finish(draft: Draft, *, source: str, config: Config, seen: date | None = None) -> Article | ReadError:
    """Check a draft and make the article of it.

    Parameters
    ----------
    draft : Draft
        What the source gives.
    source : str
        Its name, for messages.
    config : Config
        Its ``date`` stands in where the source states none.
    seen : datetime.date, optional
        When a crawler met the article, which stands in where nothing else tells its date.

    Returns
    -------
    Article or ReadError
        The error says why it is refused: no text, too long, not in English.

    Notes
    -----
    The day of publication is that of the metadata, else ``config.date``, else a full date on
    a line of its own above the report or in the dateline. A dateline or byline that credits an agency gives the
    publisher where the metadata names none; a picture's credit does not, for pictures are
    bought in.
    """
    problem = _problem(draft)
    if problem:
        return ReadError(problem, source=source, place=draft.place)
    foreign = _foreign(draft)
    if foreign:
        return NotEnglishError(foreign, source=source, place=draft.place)
    layout = find_layout(draft.text, title=draft.title, captions=draft.captions)
    return Article(
        id=Article.identify(text=draft.text, url=draft.url, declared=draft.declared),
        text=draft.text,
        title=draft.title or layout.title,
        url=draft.url,
        publisher=draft.publisher or _publisher(layout),
        published=draft.published or config.date or layout.day or seen,
        authors=draft.authors or layout.authors,
        place=layout.place,
        agency=layout.agency,
        source=", ".join(x for x in (source, draft.place) if x),
        sections=layout.sections,
        updated=draft.updated,
    )


def _problem(draft: Draft) -> str:
    if not any(map(str.isalnum, draft.text)):
        return "holds no text"
    if len(draft.text) > LIMIT:
        return (
            f"holds {len(draft.text):,} characters, more than the {LIMIT:,} that one article may have; "
            f"if it holds several articles, give each a file, or a line of a JSONL file"
        )
    if wrong := _SURROGATE.search(draft.text):
        return f"holds half a character (a lone surrogate) at offset {wrong.start():,}; write it anew from its origin"
    if "\0" in draft.text:
        return f"holds a NUL character at offset {draft.text.index(chr(0)):,}; remove it"
    return ""


def _foreign(draft: Draft) -> str:
    found = foreign_language(draft.text, declared=draft.language)
    if found is None:
        return ""
    code, probability = found
    return (
        f"is in {language_name(code)} ({code}, probability {probability:.2f}), and only English is read; "
        f"translate it first or leave it out"
    )


def _publisher(layout: Layout) -> str:
    return "" if is_unnamed(layout.lead_agency) else credited(layout.lead_agency) or layout.lead_agency

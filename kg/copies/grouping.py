"""Groups of copies: one origin for all articles that are the same text in the main."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Final

import numpy as np
from networkx.utils import UnionFind  # type: ignore[import-untyped]  # it ships no types

from kg.articles import Article
from kg.config import BASE_IRI
from kg.copies.addresses import same_page
from kg.copies.candidates import digests, pairs
from kg.copies.signatures import Shingles, read_signature, signature
from kg.identity import data_iri
from kg.reading import credited

__all__ = ["CONTAINED", "CREDITED", "WITHIN", "Fingerprint", "containment", "copies_of", "group"]

CONTAINED: Final = 0.7
"""Share of the shorter text's shingles that the longer one must hold."""
CREDITED: Final = 0.6
"""The same where both credit one agency, or one credits the publisher of the other."""
WITHIN: Final = 10
"""Days that may lie between copies."""
_AGREEING, _LEADS_AGREEING = 8, 16
"""Of 64 minima, those that must agree for a pair to be looked at: a likeness of .25, and of .4 for leads, has more."""
_FEWEST = 8
"""Shingles that must be shared: less is a phrase."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What is needed of an article to tell what it is a copy of.

    Parameters
    ----------
    article : str
        IRI.
    signature : bytes
        See `kg.copies.signature`.
    url, publisher, agency : str
        As in `kg.articles.Article`; empty where unknown.
    published : datetime.date or datetime.datetime, optional
    """

    article: str
    signature: bytes = field(repr=False)
    url: str = ""
    publisher: str = ""
    agency: str = ""
    published: date | datetime | None = None

    @classmethod
    def of(cls, article: Article, *, base: str = BASE_IRI) -> Fingerprint:
        """Take an article's fingerprint."""
        return cls(
            article=data_iri(article.id, base), signature=signature(article), url=article.url,
            publisher=article.publisher, agency=article.agency, published=article.published,
        )  # fmt: skip

    @property
    def day(self) -> int:
        """The day of publication as a number; -1 if unknown."""
        return self.published.toordinal() if self.published is not None else -1

    @property
    def moment(self) -> datetime:
        """When it was published, in UTC; last of all if unknown, at midnight if only the day is known."""
        if self.published is None:
            return datetime.max
        if not isinstance(self.published, datetime):
            return datetime(self.published.year, self.published.month, self.published.day)
        return self.published.astimezone(UTC).replace(tzinfo=None) if self.published.tzinfo else self.published


def group(records: Iterable[Fingerprint]) -> dict[str, str]:
    """Tell which articles are copies of one another.

    Parameters
    ----------
    records : iterable of Fingerprint
        In any order. Of two with the same article the later one counts.

    Returns
    -------
    dict of str to str
        The origin of each article, both IRIs: the article of its group that was published first. One that is no copy
        and of which there is none is its own origin. Sorted by article.

    Raises
    ------
    InterchangeError
        If a signature is of another version.

    Notes
    -----
    Articles with the same page address are one. Others are one if the shorter text's share of shingles in the longer
    one is ``CONTAINED`` or more, ``CREDITED`` if their credits agree too, and they appeared within ``WITHIN`` days.
    Candidates are found by MinHash of the whole text and, for copies cut short, of its lead. Memory is about 4 KiB an
    article of 150 words, time O(n log n).
    """
    found: dict[str, Fingerprint] = {}
    for record in records:
        known = found.get(record.article)
        if known is None or _rank(known) <= _rank(record):
            found[record.article] = record
    kept = [found[article] for article in sorted(found)]
    joined = UnionFind(range(len(kept)))
    for first, second in (*_same_page(kept), *_same_text(kept)):
        joined.union(first, second)
    origins: dict[str, str] = {}
    for members in joined.to_sets():
        first = min((kept[n] for n in members), key=lambda r: (r.moment, r.article))
        origins.update((kept[n].article, first.article) for n in members)
    return dict(sorted(origins.items()))


def copies_of(articles: Iterable[str], origins: Mapping[str, str]) -> frozenset[str]:
    """Return articles and all that have the same origin: what falls with a report that was withdrawn.

    Examples
    --------
    >>> sorted(copies_of(["b"], {"a": "a", "b": "a", "c": "c"}))
    ['a', 'b']
    """
    named = frozenset(articles)
    sought = {origins.get(article, article) for article in named}
    return named | {article for article, origin in origins.items() if origin in sought}


def containment(first: Shingles, second: Shingles) -> tuple[float, int]:
    """Return the share of the shorter text's shingles that the longer one holds, 0-1, and how many it holds."""
    level = max(first.level, second.level)
    one, other = first.at(level), second.at(level)
    shared = np.intersect1d(one, other, assume_unique=True).size
    fewest = min(one.size, other.size)
    return (shared / fewest if fewest else 0.0), int(shared)


def _rank(record: Fingerprint) -> tuple[datetime, bytes, str, str, str]:
    """Order versions of an article, so that the same one counts in any order of records."""
    return record.moment, record.signature, record.url, record.publisher, record.agency


def _same_page(kept: Sequence[Fingerprint]) -> Iterator[tuple[int, int]]:
    first: dict[str, int] = {}
    for number, record in enumerate(kept):
        if record.url and (known := first.setdefault(same_page(record.url), number)) != number:
            yield known, number


def _same_text(kept: Sequence[Fingerprint]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of those whose texts are the same in the main."""
    if len(kept) < 2:
        return
    shingles = [read_signature(record.signature) for record in kept]
    agencies = [(credited(r.agency) or r.agency, credited(r.publisher) or r.publisher) for r in kept]
    for first, second in _candidates(kept, shingles):
        share, shared = containment(shingles[first], shingles[second])
        least = CREDITED if _one_agency(agencies[first], agencies[second]) else CONTAINED
        few = min(len(shingles[first].all), len(shingles[second].all))
        if share >= least and shared >= min(_FEWEST, few):
            yield first, second


def _one_agency(first: tuple[str, str], second: tuple[str, str]) -> bool:
    """Tell whether two articles credit the same agency, or one of them the other's publisher."""
    (credit, publisher), (credit2, publisher2) = first, second
    return bool(credit and credit in (credit2, publisher2)) or bool(credit2 and credit2 == publisher)


def _candidates(kept: Sequence[Fingerprint], shingles: Sequence[Shingles]) -> list[tuple[int, int]]:
    days = np.array([record.day for record in kept], dtype=np.int64)
    whole = pairs(digests([s.all for s in shingles]), days, WITHIN, _AGREEING)
    lead = pairs(digests([s.lead for s in shingles]), days, WITHIN, _LEADS_AGREEING)
    return [(int(first), int(second)) for first, second in np.unique(np.concatenate([whole, lead]), axis=0)]

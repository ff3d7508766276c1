"""What every store does: take extractions, give them back, forget them.

A `Sink` only writes: a file in some format. A `Store` can also be asked what it holds, and
replaces and forgets articles. Both are context managers. ``tests/contract`` runs over every
registered one.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from types import TracebackType
from typing import ClassVar, Self

from kg.config import Config
from kg.errors import InterchangeError, StoreError
from kg.statements import ArticleRecord, Extraction
from loaders._checks import canonical, check
from ontology import Extension, active, using

__all__ = ["Sink", "Store", "WriteCounts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteCounts:
    """How much was written: articles, and the records of each kind in them.

    ``articles`` = ``added`` + ``replaced`` + ``unchanged``.
    """

    articles: int = 0
    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    entities: int = 0
    events: int = 0
    statements: int = 0
    dropped: int = 0

    def __add__(self, other: WriteCounts) -> WriteCounts:
        return WriteCounts(**{name: getattr(self, name) + getattr(other, name) for name in self.__slots__})

    @classmethod
    def of(cls, extraction: Extraction, *, outcome: str) -> WriteCounts:
        """Count one extraction; ``outcome`` is ``"added"``, ``"replaced"`` or ``"unchanged"``."""
        return cls(
            articles=1, entities=len(extraction.entities), events=len(extraction.events),
            statements=len(extraction.statements), dropped=len(extraction.dropped), **{outcome: 1},
        )  # fmt: skip


def _checked(batch: Iterable[Extraction]) -> tuple[list[Extraction], InterchangeError | None]:
    """Return the extractions before the first that is refused, in canonical form, and why that one is."""
    good: list[Extraction] = []
    for extraction in batch:
        try:
            check(extraction)
        except InterchangeError as exc:
            return good, exc
        good.append(canonical(extraction))
    return good, None


class Sink(ABC):
    """Something that extractions are written to.

    Attributes
    ----------
    name : str
        As registered.
    suffixes : tuple of str
        Of the files that it writes (``".ttl"``); empty if it writes none.
    batch_size : int
        Articles that are written at once.
    extension : Extension, optional
        Terms of the user's own that it was made with; if it keeps none, those in use are known.
    """

    name: ClassVar[str]
    suffixes: ClassVar[tuple[str, ...]] = ()
    batch_size: ClassVar[int] = 1
    extension: Extension | None = None

    @classmethod
    @abstractmethod
    def open(cls, target: str, config: Config | None = None) -> Self:
        """Open the sink at a target: a path, an address, or nothing for one in memory."""

    def write(self, extractions: Iterable[Extraction]) -> WriteCounts:
        """Write articles, each whole or not at all; an article that is there already is replaced.

        Raises
        ------
        InterchangeError
            If an extraction contradicts itself or the ontology; it and those after it are not
            written.
        StoreError
            If the sink cannot be written.
        """
        counts = WriteCounts()
        source = iter(extractions)
        while batch := list(islice(source, self.batch_size)):
            latest = {x.article.id: x for x in batch}
            with using(self.extension if self.extension is not None else active()):
                good, fault = _checked(latest.values())
                if good:
                    counts += self._write(good)
                if fault is not None:
                    raise fault
        return counts

    def check(self, extraction: Extraction) -> None:
        """Refuse an extraction as `write` would, without writing it.

        Raises
        ------
        InterchangeError
            If it contradicts itself or the ontology.
        """
        with using(self.extension if self.extension is not None else active()):
            check(extraction)

    @abstractmethod
    def _write(self, batch: list[Extraction]) -> WriteCounts:
        """Write some checked extractions, each of another article."""

    @abstractmethod
    def close(self) -> None:
        """Finish writing and let go of the files or the connection; more calls change nothing."""

    def abandon(self) -> None:
        """Let go after an error; a file that was being made does not appear."""
        self.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            self.abandon()


class Store(Sink):
    """A sink that gives back what was written to it, and forgets."""

    @abstractmethod
    def articles(self) -> Iterator[ArticleRecord]:
        """Yield the articles that the store holds, sorted by IRI."""

    @abstractmethod
    def extraction(self, article: str) -> Extraction | None:
        """Return what was written for an article (its IRI), equal in every field; None if it is not there."""

    def extractions(self) -> Iterator[Extraction]:
        """Yield what was written, article by article, sorted by IRI."""
        for record in self.articles():
            found = self.extraction(record.id)
            if found is None:
                raise StoreError(f"{record.id} left the store while it was being read; read it again")
            yield found

    @abstractmethod
    def forget(self, article: str) -> bool:
        """Remove an article (its IRI) and all that rests on it alone; return whether it was there."""

"""A store in memory: the same contract as the others, for tests and for small work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from kg.config import Config
from kg.facts import Licence
from kg.graph import KnowledgeGraph
from kg.registry import loaders
from kg.statements import ArticleRecord, Extraction
from loaders._store import Store, WriteCounts
from ontology import Extension

__all__ = ["MemoryStore"]


@loaders.register("memory")
class MemoryStore(Store):
    """Holds extractions as they are; nothing is kept when the process ends.

    Examples
    --------
    >>> with MemoryStore() as store:
    ...     store.write([]).articles
    0
    """

    name = "memory"

    def __init__(self, *, licence: Licence = "default", extension: Extension | None = None) -> None:
        self.licence: Licence = licence
        self.extension = extension
        self._held: dict[str, Extraction] = {}

    @classmethod
    def open(cls, target: str = "", config: Config | None = None) -> Self:
        """Open an empty store; the target does not matter."""
        config = config or Config()
        return cls(licence=config.licence, extension=config.vocabulary.extension if config.vocabulary else None)

    def _write(self, batch: list[Extraction]) -> WriteCounts:
        counts = WriteCounts()
        for extraction in batch:
            before = self._held.get(extraction.article.id)
            outcome = "added" if before is None else "unchanged" if before == extraction else "replaced"
            self._held[extraction.article.id] = extraction
            counts += WriteCounts.of(extraction, outcome=outcome)
        return counts

    def articles(self) -> Iterator[ArticleRecord]:
        """Yield the articles, sorted by IRI."""
        yield from (self._held[a].article for a in sorted(self._held))

    def extraction(self, article: str) -> Extraction | None:
        """Return what was written for an article."""
        return self._held.get(article)

    def forget(self, article: str) -> bool:
        """Remove an article."""
        return self._held.pop(article, None) is not None

    def knowledge(self) -> KnowledgeGraph:
        """Return a merged view of what the store holds now."""
        return KnowledgeGraph(self._held.values(), licence=self.licence, extension=self.extension)

    def close(self) -> None:
        """Keep what is held: it can still be read."""

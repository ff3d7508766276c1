"""The interchange format as a store: one JSON object a line, articles sorted."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Self

from kg import interchange
from kg.config import Config
from kg.errors import InterchangeError, StoreError
from kg.registry import loaders
from kg.statements import ArticleRecord, Extraction
from loaders._files import replacing
from loaders._rdf_directory import explained
from loaders._store import Store, WriteCounts

__all__ = ["JsonlStore"]

_PLAIN_START = b'{"record":"'


@dataclass(frozen=True, slots=True)
class _Block:
    """Where the lines of one article stand: bytes of the file itself, or of what is new."""

    new: bool
    start: int
    end: int


@loaders.register("jsonl")
class JsonlStore(Store):
    """A JSONL file, as ``kg extract --format jsonl`` writes it.

    Only the place of each article is held in memory. The file is written anew, sorted by
    article, when the store is closed, and only if something changed; until then it stays as
    it is.

    Parameters
    ----------
    path : str or Path
        Need not exist.

    Raises
    ------
    InterchangeError
        If the file is not in the interchange format.
    """

    name = "jsonl"
    suffixes = (".jsonl",)

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._changed, self._closed = not self.path.exists(), False
        if not self.path.parent.is_dir():
            raise StoreError(f"cannot open {self.path}: there is no directory {self.path.parent}; make it first")
        with explained(f"read {self.path}"):
            self._old: BinaryIO = self.path.open("rb") if self.path.exists() else io.BytesIO()
            self._new: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115  # lives as long as the store
        try:
            self._index = dict(self._blocks())
        except InterchangeError:
            self.abandon()
            raise

    @classmethod
    def open(cls, target: str, config: Config | None = None) -> Self:
        """Open a JSONL file, or begin one."""
        store = cls(target)
        store.extension = config.vocabulary.extension if config and config.vocabulary else None
        return store

    def _blocks(self) -> Iterator[tuple[str, _Block]]:
        article, start, place = "", 0, 0
        for number, line in enumerate(self._old, 1):
            found = self._article_of(line, number)
            if found:
                if article:
                    yield article, _Block(False, start, place)
                article, start = found, place
            place += len(line)
        if article:
            yield article, _Block(False, start, place)

    def _article_of(self, line: bytes, number: int) -> str:
        if line.startswith(_PLAIN_START) and not line.startswith(_PLAIN_START + b'article"'):
            return ""
        try:
            record = json.loads(line) if line.strip() else {}
            return str(record["id"]) if record.get("record") == "article" else ""
        except (ValueError, KeyError, AttributeError) as exc:
            raise InterchangeError(f"{self.path}, line {number}: no record of the interchange format ({exc})") from exc

    def _bytes(self, block: _Block) -> bytes:
        stream = self._new if block.new else self._old
        stream.seek(block.start)
        return stream.read(block.end - block.start)

    def _write(self, batch: list[Extraction]) -> WriteCounts:
        counts = WriteCounts()
        with explained(f"write for {self.path}"):
            for extraction in batch:
                counts += WriteCounts.of(extraction, outcome=self._write_one(extraction))
        return counts

    def _write_one(self, extraction: Extraction) -> str:
        lines = (interchange.dumps(r) + "\n" for r in interchange.to_records(extraction))
        try:
            data = "".join(lines).encode()
        except UnicodeEncodeError as exc:
            raise InterchangeError(f"{extraction.article.id} holds half a character: {exc}") from exc
        held = self._index.get(extraction.article.id)
        if held is not None and self._bytes(held) == data:
            return "unchanged"
        start = self._new.seek(0, io.SEEK_END)
        self._new.write(data)
        self._index[extraction.article.id] = _Block(True, start, start + len(data))
        self._changed = True
        return "added" if held is None else "replaced"

    def articles(self) -> Iterator[ArticleRecord]:
        """Yield the articles, sorted by IRI."""
        for article in sorted(self._index):
            first, _, _ = self._bytes(self._index[article]).partition(b"\n")
            yield next(self._parse([first.decode()])).article

    def extraction(self, article: str) -> Extraction | None:
        """Return what the file holds of an article."""
        block = self._index.get(article)
        return next(self._parse(self._bytes(block).decode().split("\n"))) if block else None

    def _parse(self, lines: Iterable[str]) -> Iterator[Extraction]:
        return interchange.read(lines, source=str(self.path))

    def forget(self, article: str) -> bool:
        """Remove an article."""
        there = self._index.pop(article, None) is not None
        self._changed = self._changed or there
        return there

    def close(self) -> None:
        """Write the file, if anything changed."""
        if self._closed:
            return
        if self._changed:
            with replacing(self.path) as stream:
                for article in sorted(self._index):
                    stream.write(self._bytes(self._index[article]))
        self.abandon()

    def abandon(self) -> None:
        """Leave the file as it was."""
        self._closed = True
        self._old.close()
        self._new.close()

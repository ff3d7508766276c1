"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from abc import abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Generic, Self, TypeVar

from kg.config import Config
from kg.errors import StoreError
from kg.statements import Extraction
from loaders._rdf_directory import explained
from loaders._store import Sink, Store, WriteCounts

__all__ = ["FileSink", "replacing"]

S = TypeVar("S", bound=Store)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Open a file beside a path that takes its place when the block ends without an error."""
    if path.is_dir():
        raise StoreError(f"{path} is a directory; give the name of a file")
    if not path.parent.is_dir():
        raise StoreError(f"cannot write {path}: there is no directory {path.parent}; make it first")
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with explained(f"write {path}"):
        try:
            with draft.open("wb") as stream:
                yield stream
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)


class FileSink(Sink, Generic[S]):
    """Collects extractions in a store in memory and writes one file when it is closed.

    Parameters
    ----------
    path : Path
    held : Store
        Collects what is written.
    """

    batch_size = 64

    def __init__(self, path: Path, held: S) -> None:
        self.path, self._held, self._done = path, held, False
        self.extension = held.extension
        if not path.parent.is_dir():
            raise StoreError(f"cannot write {path}: there is no directory {path.parent}; make it first")

    @classmethod
    @abstractmethod
    def open(cls, target: str, config: Config | None = None) -> Self:
        """Prepare to write the file at a path."""

    @abstractmethod
    def _render(self, held: S, stream: BinaryIO) -> None:
        """Write everything to the file."""

    def _write(self, batch: list[Extraction]) -> WriteCounts:
        return self._held.write(batch)

    def close(self) -> None:
        """Write the file."""
        if not self._done:
            with replacing(self.path) as stream:
                self._render(self._held, stream)
            self.abandon()

    def abandon(self) -> None:
        """Forget what was collected; no file appears."""
        self._done = True
        self._held.close()

"""Records that are too many for memory, kept on disk in the order in which they came, by key."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any
from zlib import crc32

__all__ = ["Spool"]

#: Bytes that are held before they are written.
_HELD = 16 * 2**20


class Spool:
    """Keeps picklable records in files of a folder, one a key, with none of the files open.

    Parameters
    ----------
    folder : Path
        Is made; nobody else may write to it, for what is read back is trusted.

    Notes
    -----
    Some 16 MB are held in memory, however much is put in.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700)
        self._folder, self._size = folder, 0
        self._held: dict[str, bytearray] = {}
        self._numbers: dict[str, int] = {}
        self._next = count()

    def put(self, key: str, record: Any) -> None:
        """Add a record under a key."""
        data = pickle.dumps(record, pickle.HIGHEST_PROTOCOL)
        self._held.setdefault(key, bytearray()).extend(data)
        self._size += len(data)
        if self._size > _HELD:
            self._write()

    def spread(self, key: str, record: Any, over: int = 256) -> None:
        """Add a record under a key that it shares with one in ``over`` other keys, to be grouped when it is read."""
        self.put(f"{crc32(key.encode()) % over:03}", record)

    def __iter__(self) -> Iterator[str]:
        """Yield all keys, sorted; they may be dropped meanwhile."""
        return iter(sorted(self._numbers.keys() | self._held.keys()))

    def read(self, key: str) -> Iterator[Any]:
        """Yield the records of a key."""
        self._write()
        if key not in self._numbers:
            return
        with self._path(key).open("rb") as stream:
            while True:
                try:
                    record = pickle.load(stream)
                except EOFError:
                    return
                yield record

    def drop(self, key: str) -> None:
        """Forget the records of a key, and give back their room."""
        self._held.pop(key, None)
        if key in self._numbers:
            self._path(key).unlink()
            del self._numbers[key]

    def _path(self, key: str) -> Path:
        return self._folder / str(self._numbers[key])

    def _write(self) -> None:
        for key, data in self._held.items():
            if key not in self._numbers:
                self._numbers[key] = next(self._next)
            with self._path(key).open("ab") as stream:
                stream.write(data)
        self._held.clear()
        self._size = 0

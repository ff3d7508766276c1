"""What is packed, as a stream: bombs and damage become errors; nothing is ever written under a name from an archive."""

from __future__ import annotations

import io
import lzma
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import BinaryIO, Protocol
from zipfile import BadZipFile

from kg.errors import ReadError
from kg.reading._base import Source, piecewise

__all__ = ["Counted", "Readable", "Unpacked", "hidden", "refusal", "seekable"]

RATIO, SLACK = 250, 32 * 1024 * 1024
"""Text is packed to a twentieth at best; what unpacks to far more, and to more than a little, is a bomb."""

SPOOLED = 8 * 1024**3
"""Bytes of an archive in an archive, which goes by way of a temporary file."""

_DAMAGE = (zlib.error, lzma.LZMAError, EOFError, BadZipFile, NotImplementedError, RuntimeError, ValueError)


class Readable(Protocol):
    """What bytes are read from."""

    def read(self, size: int, /) -> bytes:
        """Return so many bytes or fewer; none at the end."""


class Counted(io.RawIOBase):
    """A stream that counts what was read from it."""

    def __init__(self, stream: Readable) -> None:
        self._stream, self.count = stream, 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """Fill a buffer as far as there are bytes at hand."""
        part = self._stream.read(len(buffer))
        buffer[: len(part)] = part
        self.count += len(part)
        return len(part)


class Unpacked(io.RawIOBase):
    """What a packed stream holds.

    Parameters
    ----------
    stream : readable
        Gives the unpacked bytes.
    packed : callable
        Returns how many packed bytes they came from so far.

    Raises
    ------
    ReadError
        On reading, if the packed bytes are damaged or a bomb.
    """

    def __init__(self, stream: Readable, packed: Callable[[], int]) -> None:
        self._read, self._packed, self._count = piecewise(stream), packed, 0
        self._fault: ReadError | None = None

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """Fill a buffer as far as there are bytes at hand."""
        if self._fault is not None:
            raise self._fault
        try:
            part = self._read(len(buffer))
        except ReadError:
            raise
        except (*_DAMAGE, OSError) as exc:
            self._fault = ReadError(
                f"is damaged after {self._count:,} unpacked bytes ({exc or type(exc).__name__}); get it again"
            )
            raise self._fault from exc
        self._count += len(part)
        if self._count > SLACK and self._count > RATIO * max(1, self._packed()):
            raise ReadError(
                f"unpacks to more than {RATIO} times its size, as archives do that are made to fill a disk; "
                f"unpack it yourself if you trust it"
            )
        buffer[: len(part)] = part
        return len(part)


@contextmanager
def seekable(source: Source) -> Iterator[BinaryIO]:
    """Give a source as a file in which one can go back; what is no file is copied to a temporary one."""
    if source.path is not None:
        with source.path.open("rb") as opened:
            yield opened
        return
    with tempfile.TemporaryFile(prefix="kg-") as spool:
        left = SPOOLED
        while left > 0 and (part := source.stream.read(min(left, 1 << 20))):
            spool.write(part)
            left -= len(part)
        if left <= 0:
            raise source.error(f"holds an archive of more than {SPOOLED:,} bytes; unpack the outer one first")
        spool.seek(0)
        yield spool


def hidden(name: str) -> bool:
    """Tell whether a name in an archive is of a hidden file, which a folder's reader would pass over too."""
    parts = PurePosixPath(name).parts
    return any(p.startswith(".") and p not in {".", ".."} for p in parts) or "__MACOSX" in parts


def refusal(name: str) -> str:
    """Say why a name in an archive is none for a file below a folder; empty if it is one."""
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or name[1:2] == ":":
        return "has a name that leads out of its archive, as no honest archive has; it is left out"
    return ""

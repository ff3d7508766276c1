"""What a build keeps count of: files that are being read, versions on their way to the store, what was left out."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass, field

from kg.journal.versions import Version
from kg.reading import File

__all__ = ["STDIN", "FileReading", "Tally", "Ticket", "file_hash", "file_key"]

STDIN = b""
"""The name of what has no file."""

_BLOCK = 1 << 20


@dataclass(slots=True)
class Tally:
    """What a build left out, and why, besides what it wrote.

    Parameters
    ----------
    unchanged : int
        Articles that are in the graph as they are.
    older : int
        Versions whose place another one has.
    withdrawn, notices : int
        Articles that a notice withdraws, and such notices.
    forgotten : int
        Articles that were forgotten and stay out.
    failed : int
        Articles that failed before and were not tried again.
    """

    unchanged: int = 0
    older: int = 0
    withdrawn: int = 0
    notices: int = 0
    forgotten: int = 0
    failed: int = 0


@dataclass(slots=True)
class FileReading:
    """A file that is being read, and how much of it is not done yet."""

    path: bytes
    name: str
    content: str
    lasting: bool
    articles: int = 0
    failures: int = 0
    forgotten: int = 0
    waiting: int = 0
    ended: bool = False


@dataclass(slots=True)
class Ticket:
    """A version on its way to the store."""

    version: Version
    reading: FileReading
    source: str
    url: str = ""
    others: list[bytes] = field(default_factory=list)


def file_key(file: File) -> bytes:
    """Return the name under which a file is known, whatever folder the build is run in."""
    return STDIN if file.path is None else os.fsencode(os.path.realpath(file.path))


def file_hash(file: File) -> str:
    """Return the hash of a file's bytes; empty if it is no regular file or cannot be read."""
    if file.path is None:
        return ""
    try:
        if not stat.S_ISREG(file.path.stat().st_mode):
            return ""
        hashed = hashlib.sha256()
        with file.path.open("rb") as stream:
            while part := stream.read(_BLOCK):
                hashed.update(part)
        return hashed.hexdigest()[:32]
    except OSError:
        return ""

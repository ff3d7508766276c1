"""The files under the paths that a user names, in an order that is always the same."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import ReadError

__all__ = ["STDIN", "File", "os_error", "walk"]

STDIN = "-"

_CAUSES = {
    errno.ENOENT: "there is no such file or folder; check its name",
    errno.EACCES: "permission to read it is denied; check its access rights",
    errno.EPERM: "permission to read it is denied; check its access rights",
    errno.ELOOP: "is a link that leads back to itself; remove it",
    errno.ENAMETOOLONG: "its name is too long for a file",
    errno.ENOTDIR: "a part of its path is no folder; check its name",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file to read: its path, and its name as the user would write it.

    ``path`` is None for standard input.
    """

    path: Path | None
    name: str


@dataclass(frozen=True, slots=True)
class _Pending:
    path: str
    named: bool
    above: tuple[tuple[int, int], ...]


def walk(paths: Iterable[str | Path]) -> Iterator[File | ReadError]:
    """Yield the files that paths lead to, and an error for each that leads nowhere.

    Parameters
    ----------
    paths : iterable of str or Path
        Files, folders, or ``"-"`` for standard input, in the order wanted.

    Notes
    -----
    Files of a folder come in the order of their paths below it, written with "/". Those
    whose names begin with a dot are left out unless named. Links are followed; one that
    leads to a folder above itself is an error. Memory grows with the entries of the folders
    on the way to a file, not with all files.
    """
    for path in paths:
        if str(path) == STDIN:
            yield File(path=None, name="standard input")
        elif not str(path):
            yield ReadError("an empty string is no path; name a file, a folder, or - for standard input")
        else:
            yield from _below(os.fspath(path))


def _below(path: str) -> Iterator[File | ReadError]:
    stack = [_Pending(path, named=True, above=())]
    while stack:
        entry = stack.pop()
        try:
            status = Path(entry.path).stat()
            key = (status.st_dev, status.st_ino)
            if stat.S_ISDIR(status.st_mode):
                if key in entry.above:
                    yield ReadError("is a link to a folder above itself; remove it", source=_shown(entry.path))
                else:
                    stack += [_Pending(p, named=False, above=(*entry.above, key)) for p in _entries(entry.path)]
            elif entry.named or stat.S_ISREG(status.st_mode):
                yield File(path=Path(entry.path), name=_shown(entry.path))
            else:
                what = "is no file but a pipe, socket or device; name it to read from it"
                yield ReadError(what, source=_shown(entry.path))
        except (OSError, ValueError) as exc:
            yield os_error(exc, _shown(entry.path))


def _entries(folder: str) -> list[str]:
    """Return the entries of a folder, last first, as a stack wants them."""
    with os.scandir(folder) as entries:
        # "/" after folders makes the order that of whole paths: "a-b" < "a.txt" < "a/b".
        names = [(e.name + "/" * _leads_down(e), e.path) for e in entries if not e.name.startswith(".")]
    return [path for _, path in sorted(names, reverse=True)]


def _leads_down(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself, which is reported when its turn comes
        return False


def os_error(exc: OSError | ValueError, name: str) -> ReadError:
    """Return what an error of the operating system means for the reading of a file."""
    if isinstance(exc, OSError):
        cause = _CAUSES.get(exc.errno or 0, f"cannot be read ({exc.strerror or exc}); check that it can be opened")
    else:
        cause = "is no path that a file can have; check its name"
    return ReadError(cause, source=name)


def _shown(path: str) -> str:
    """Return a path that can be printed: bytes of a name that are no UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace") if "\0" not in path else path.replace("\0", "\ufffd")

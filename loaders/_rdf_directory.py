"""The directory of a store on disk: what is written down beside the data, locks, errors explained."""

from __future__ import annotations

import errno
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

import pyoxigraph

from kg.config import BASE_IRI
from kg.errors import StoreError, StoreVersionError
from kg.facts import Licence
from ontology import Extension, version

try:
    import fcntl
except ImportError:  # Windows: RocksDB's own lock remains, which knows no shared readers
    fcntl = None  # type: ignore[assignment]

__all__ = ["FORMAT", "Settings", "StoreDirectory", "explained"]

#: Rises when a store of this version cannot be read by the last one, or the other way round.
FORMAT = 1
#: Tenths of a second that readers in other threads are waited for.
_WAITS = 100
_ABOUT, _DATA, _LOCK, _OWN = "triplewire.json", "oxigraph", "lock", "own-ontology.ttl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a store was made with, and keeps."""

    format: int = FORMAT
    ontology: str
    base_iri: str
    licence: Licence


@contextmanager
def explained(doing: str) -> Iterator[None]:
    """Turn errors of the file system and of RocksDB into a StoreError that says what to do.

    Parameters
    ----------
    doing : str
        What was tried, with the store: ``"write art-1 to the store graph/"``.
    """
    try:
        yield
    except OSError as exc:
        raise StoreError(f"cannot {doing}: {_reason(exc)}") from exc


def _reason(exc: OSError) -> str:
    text = str(exc)
    if exc.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) or "No space" in text or "too large" in text:
        return f"no space is left ({text}); free some and go on: the articles written so far are kept"
    if exc.errno in (errno.EACCES, errno.EPERM, errno.EROFS) or "ermission denied" in text or "Read-only" in text:
        return f"it may not be written here ({text}); choose another directory or change its permissions"
    if "lock" in text.lower():
        return "another process has it open; wait until that one ends, or stop it"
    return f"{text}; check the disk, then try again"


class StoreDirectory:
    """Opens and locks the directory of a store.

    Parameters
    ----------
    path : Path
    read_only : bool
        Readers share the directory; a writer has it alone.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path, self.read_only = path, read_only
        #: The ontology of the user's own that the store was made with, known when it is open.
        self.extension: Extension | None = None
        self._lock: BinaryIO | None = None
        self.is_open = False

    @property
    def data(self) -> str:
        """Where Oxigraph's own files are."""
        return str(self.path / _DATA)

    def open(
        self, *, licence: Licence | None, base_iri: str | None, extension: Extension | None = None
    ) -> tuple[pyoxigraph.Store, Settings]:
        """Return the data and the settings; a directory that is empty or missing becomes a store."""
        with explained(f"open the store {self.path}"):
            self._prepare()
            self._take_lock()
            try:
                settings = self._settings(licence, base_iri, extension)
                self.extension = self._own(extension)
                store = pyoxigraph.Store.read_only(self.data) if self.read_only else pyoxigraph.Store(self.data)
            except BaseException:
                self.release()
                raise
        self.is_open = True
        return store, settings

    def data_again(self) -> pyoxigraph.Store:
        """Return the data of the open directory, which the caller has let go of; a thread that reads is waited for."""
        for _ in range(_WAITS):
            try:
                return pyoxigraph.Store(self.data)
            except OSError:
                time.sleep(0.1)
        return pyoxigraph.Store(self.data)

    def release(self) -> None:
        """Let other processes have the directory."""
        self.is_open = False
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _prepare(self) -> None:
        if self.path.exists() and not self.path.is_dir():
            raise StoreError(f"{self.path} is a file; a store is a directory, so give the name of one")
        if (self.path / _ABOUT).exists():
            return
        if self.read_only:
            raise StoreError(f"there is no store at {self.path}; make one with: kg build ARTICLES -o {self.path}")
        self.path.mkdir(parents=True, exist_ok=True)
        ours = (_LOCK, _OWN, f".{_ABOUT}", f".{_OWN}")
        others = sorted(p.name for p in self.path.iterdir() if not p.name.startswith(ours))
        if others:
            raise StoreError(f"{self.path} holds {others[0]!r} but is no store of Triplewire; give a new directory")

    def _take_lock(self) -> None:
        if fcntl is None:
            return
        path = self.path / _LOCK
        if self.read_only and not path.exists():
            return
        self._lock = path.open("rb" if self.read_only else "ab")
        try:
            fcntl.flock(self._lock, (fcntl.LOCK_SH if self.read_only else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError as exc:
            self.release()
            raise StoreError(
                f"cannot open the store {self.path}: another process has it open"
                f"{' for writing' if self.read_only else ''}; wait until that one ends, or stop it"
            ) from exc

    def _settings(self, licence: Licence | None, base_iri: str | None, extension: Extension | None) -> Settings:
        about = self.path / _ABOUT
        if not about.exists():
            made = Settings(ontology=version(), base_iri=base_iri or BASE_IRI, licence=licence or "default")
            if extension is not None:
                from kg.vocabulary.writing import to_turtle

                self._put(_OWN, to_turtle(extension))
            else:  # left by a process that was killed
                (self.path / _OWN).unlink(missing_ok=True)
            self._put(_ABOUT, json.dumps(asdict(made), indent=2) + "\n")
            return made
        found = self._read_settings(about)
        for name, asked, kept in (("licence", licence, found.licence), ("base IRI", base_iri, found.base_iri)):
            if asked is not None and asked != kept:
                raise StoreError(
                    f"the store {self.path} was made with the {name} {kept!r}, not {asked!r}; "
                    f"use that one, or build a new store"
                )
        return found

    def _put(self, name: str, text: str) -> None:
        """Write a file that appears whole or not at all."""
        draft = self.path / f".{name}.{os.getpid()}"
        draft.write_text(text, "utf-8")
        draft.replace(self.path / name)

    def _own(self, asked: Extension | None) -> Extension | None:
        """Return the ontology of the user's own that the store was made with."""
        path, kept = self.path / _OWN, None
        if path.exists():
            from kg.vocabulary.writing import read_extension

            kept = read_extension(path)
        if asked is not None and asked != kept:
            made = "with another ontology" if kept else "without an ontology"
            raise StoreError(
                f"the store {self.path} was made {made} of your own, so it does not know these terms; build a new store"
            )
        return kept

    def _read_settings(self, about: Path) -> Settings:
        try:
            found = json.loads(about.read_text("utf-8"))
            if found["format"] == FORMAT and found["ontology"] == version():
                return Settings(**found)
        except (ValueError, KeyError, TypeError) as exc:
            raise StoreError(f"{about} is damaged ({exc}); restore it from a copy, or build the store anew") from exc
        raise StoreVersionError(
            f"the store {self.path} has format {found['format']} and ontology {found['ontology']}, this version of "
            f"Triplewire writes format {FORMAT} and ontology {version()}; build the store anew from its articles, or "
            f"export it as JSONL with the version that wrote it and load that"
        )

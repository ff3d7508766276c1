"""Packed sources: gzip, Zip, tar and WACZ, read as streams; what is in them is read as it would be beside them."""

from __future__ import annotations

import gzip
import io
import os
import stat
import tarfile
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import ClassVar
from zipfile import BadZipFile, ZipFile, ZipInfo

from kg.articles import Article
from kg.config import Config
from kg.errors import ReadError
from kg.reading._base import Reader, Source
from kg.reading._choosing import read_part
from kg.reading._unpacking import Counted, Unpacked, hidden, refusal, seekable
from kg.registry import readers

__all__ = ["GzipReader", "TarReader", "WaczReader", "ZipReader"]

_ZIP = (b"PK\3\4", b"PK\5\6")


@readers.register("gzip")
class GzipReader(Reader):
    """A file packed with gzip, read as what is in it."""

    suffixes: ClassVar[tuple[str, ...]] = (".gz", ".tgz")

    @classmethod
    def sniff(cls, head: bytes) -> bool:
        """Tell whether it begins as gzip does."""
        return head.startswith(b"\x1f\x8b")

    def read(self, source: Source, *, config: Config, fields: Mapping[str, str]) -> Iterator[Article | ReadError]:
        """Yield what a reader of the unpacked bytes yields."""
        packed = Counted(source.stream)
        plain = source.name.lower().removesuffix(".gz")
        suffix = ".tar" if source.suffix == ".tgz" else PurePosixPath(plain).suffix
        with gzip.GzipFile(fileobj=io.BufferedReader(packed)) as stream:
            unpacked = io.BufferedReader(Unpacked(stream, lambda: packed.count))
            try:
                inner = source.holding(unpacked, name="", suffix=suffix, crawled=source.crawled, hints=source.hints)
            except ReadError as exc:
                raise source.error(exc.reason) from exc
            yield from read_part(inner, config, fields)


@readers.register("zip")
class ZipReader(Reader):
    """A Zip archive of files of any kind that is read."""

    suffixes: ClassVar[tuple[str, ...]] = (".zip",)

    @classmethod
    def sniff(cls, head: bytes) -> bool:
        """Tell whether it begins as a Zip archive does."""
        return head.startswith(_ZIP)

    def read(self, source: Source, *, config: Config, fields: Mapping[str, str]) -> Iterator[Article | ReadError]:
        """Yield the articles of its files, in the archive's order.

        Notes
        -----
        The archive's directory is held in memory, some 500 bytes a file.
        """
        with seekable(source) as file:
            try:
                archive = ZipFile(file)
            except (BadZipFile, NotImplementedError, ValueError) as exc:
                raise source.error(f"is a damaged Zip archive ({exc}); get it again") from exc
            with archive:
                yield from self._members(archive, source, config, fields)

    def _members(
        self, archive: ZipFile, source: Source, config: Config, fields: Mapping[str, str]
    ) -> Iterator[Article | ReadError]:
        members = [m for m in archive.infolist() if not m.is_dir() and self.wanted(m.filename)]
        assert archive.fp is not None
        if sum(m.compress_size for m in members) > archive.fp.seek(0, os.SEEK_END):
            raise source.error("has files that lie in one another, as no honest archive has; it is left out")
        if not members:
            yield source.error("holds no files to read")
        for member in members:
            problem = _zip_problem(member)
            if problem:
                yield ReadError(problem, source=f"{source.name}!{member.filename}")
                continue
            try:
                with archive.open(member) as stream:
                    unpacked = Unpacked(stream, lambda size=member.compress_size: size)  # type: ignore[misc]
                    inner = _member(source, io.BufferedReader(unpacked), member.filename)
                    yield from read_part(inner, config, fields)
            except ReadError as exc:
                yield ReadError(exc.reason, source=f"{source.name}!{member.filename}")
            except (BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError) as exc:
                yield ReadError(f"cannot be unpacked ({exc}); get it again", source=f"{source.name}!{member.filename}")

    @classmethod
    def wanted(cls, name: str) -> bool:
        """Tell whether a file of the archive is to be read."""
        return not hidden(name)


@readers.register("wacz")
class WaczReader(ZipReader):
    """A web archive collection (WACZ): the WARC files in it."""

    suffixes: ClassVar[tuple[str, ...]] = (".wacz",)
    decisive = True

    @classmethod
    def sniff(cls, head: bytes) -> bool:
        """Tell whether it is a Zip archive with the description of a WACZ near its beginning."""
        return head.startswith(_ZIP) and b"datapackage.json" in head and b"archive/" in head

    @classmethod
    def wanted(cls, name: str) -> bool:
        """Tell whether a file is a WARC; its indices and lists of pages hold no articles."""
        return name.lower().endswith((".warc", ".warc.gz")) and not hidden(name)


@readers.register("tar")
class TarReader(Reader):
    """A tar archive of files of any kind that is read."""

    suffixes: ClassVar[tuple[str, ...]] = (".tar",)

    @classmethod
    def sniff(cls, head: bytes) -> bool:
        """Tell whether the first file's entry is one of tar."""
        return head[257:262] == b"ustar"

    def read(self, source: Source, *, config: Config, fields: Mapping[str, str]) -> Iterator[Article | ReadError]:
        """Yield the articles of its files, in the archive's order; links and devices are passed over."""
        try:
            with tarfile.open(fileobj=source.stream, mode="r|") as archive:
                for member in archive:
                    archive.members = []  # type: ignore[attr-defined]  # it would keep them all
                    name = os.fsencode(member.name).decode("utf-8", "replace")
                    if not member.isreg() or hidden(name):
                        continue
                    if problem := refusal(name):
                        yield ReadError(problem, source=f"{source.name}!{name}")
                        continue
                    stream = archive.extractfile(member)
                    assert stream is not None  # it is a regular file
                    yield from read_part(_member(source, io.BufferedReader(Counted(stream)), name), config, fields)
        except (tarfile.TarError, EOFError) as exc:
            raise source.error(f"is a damaged tar archive ({exc}); get it again") from exc


def _member(source: Source, stream: io.BufferedReader, name: str) -> Source:
    return source.holding(stream, name=name, suffix=PurePosixPath(name).suffix)


def _zip_problem(member: ZipInfo) -> str:
    if member.flag_bits & 1:
        return "is encrypted; unpack it with its password first"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "is a link, which is not followed; pack the file itself"
    return refusal(member.filename)

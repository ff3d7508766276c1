"""What a reader is: suffixes, a look at the content, and articles or errors from a source."""

from __future__ import annotations

import codecs
import io
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO, ClassVar

from kg.articles import Article
from kg.config import Config
from kg.errors import ReadError

__all__ = ["HEAD", "Reader", "Source", "peek"]

HEAD = 65_536
"""Bytes of a source that readers see before one of them is chosen."""

_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip


class _Replay(io.RawIOBase):
    """A stream that gives back its first bytes before it goes on."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = memoryview(head), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        if self._head:
            part = self._head[: len(buffer)]
            self._head = self._head[len(part) :]
        else:
            part = memoryview(self._rest.read(len(buffer)))
        buffer[: len(part)] = part
        return len(part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file or stream from which a reader reads once.

    Parameters
    ----------
    name : str
        As the user named it, for messages.
    suffix : str
        Lower case with its dot, such as ``".html"``; empty where there is none.
    head : bytes
        The first `HEAD` bytes, or all if there are fewer.
    stream : io.BufferedReader
        All bytes, those of ``head`` included.
    """

    name: str
    suffix: str
    head: bytes
    stream: io.BufferedReader

    @classmethod
    def over(cls, stream: BinaryIO, *, name: str, suffix: str = "") -> Source:
        """Look at the beginning of a binary stream and return it as a source."""
        parts: list[bytes] = []
        missing = HEAD
        while missing > 0 and (part := stream.read(missing)):
            parts.append(part)
            missing -= len(part)
        head = b"".join(parts)
        return cls(name=name, suffix=suffix.lower(), head=head, stream=io.BufferedReader(_Replay(head, stream)))

    def read(self, limit: int, *, advice: str) -> bytes:
        """Return all bytes.

        Raises
        ------
        ReadError
            If there are more than ``limit``; ``advice`` says what to do then.
        """
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            raise self.error(f"is longer than {limit:,} bytes; {advice}")
        return data

    def error(self, message: str, *, place: str = "") -> ReadError:
        """Return an error that names this source."""
        return ReadError(message, source=self.name, place=place)


class Reader(ABC):
    """Reads the articles of one kind of source.

    A reader is registered by ``@readers.register("name")`` in a module of its own in this
    folder, or by another distribution through the entry-point group ``kg.readers``. It holds
    no state between sources.
    """

    suffixes: ClassVar[tuple[str, ...]] = ()
    """File name endings, lower case with the dot, that announce this kind."""

    @classmethod
    @abstractmethod
    def sniff(cls, head: bytes) -> bool:
        """Tell whether the first `HEAD` bytes look like this kind."""

    @abstractmethod
    def read(self, source: Source, *, config: Config, fields: Mapping[str, str]) -> Iterator[Article | ReadError]:
        """Yield the articles of a source, and an error for each that cannot be read.

        Parameters
        ----------
        source : Source
            Not empty; read once, from its beginning.
        config : Config
            Its ``date`` is the publication date of articles that state none.
        fields : mapping of str to str
            Field of an article to the name that the source gives it; readers of
            unstructured text ignore it.

        Yields
        ------
        Article or ReadError
            In the order of the source.

        Raises
        ------
        ReadError
            If nothing (more) of the source can be read.
        """


def peek(head: bytes) -> str:
    """Return the beginning of a source as text good enough to look for markup in."""
    for mark, encoding in _WIDE_MARKS:
        if head.startswith(mark):
            return head.decode(encoding, "ignore")
    return head.removeprefix(codecs.BOM_UTF8).decode("latin-1")

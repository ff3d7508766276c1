"""What a reader is: suffixes, a look at the content, and articles or errors from a source."""

from __future__ import annotations

import codecs
import io
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, ClassVar

from kg.articles import Article
from kg.config import Config
from kg.errors import ReadError
from kg.reading._articles import Draft, finish

if TYPE_CHECKING:
    from kg.reading._fetching import Fetcher

__all__ = ["HEAD", "Reader", "Seen", "Setting", "Source", "peek", "piecewise"]

HEAD = 65_536
"""Bytes of a source that readers see before one of them is chosen."""

_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip


def piecewise(stream: Any) -> Callable[[int], bytes]:
    """Return what reads a few bytes at once; several reads at once would lose the first if the second fails."""
    found: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
    return found


class _Replay(io.RawIOBase):
    """A stream that gives back its first bytes before it goes on."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = memoryview(head), piecewise(rest)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        if self._head:
            part = self._head[: len(buffer)]
            self._head = self._head[len(part) :]
        else:
            part = memoryview(self._rest(len(buffer)))
        buffer[: len(part)] = part
        return len(part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An article that was met, before the work of reading it is done.

    Parameters
    ----------
    id, digest : str
        As those of `kg.articles.Article`.
    source, place : str
        Where it stands, for messages.
    """

    id: str
    digest: str
    source: str
    place: str


def _never(_: object) -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What readers may do besides reading the files they are given.

    Parameters
    ----------
    fetcher : Fetcher, optional
        Gets the articles that feeds and sitemaps link to; without one the network stays untouched.
    skip : callable
        Tells of an article that was met whether it need not be read; it is then passed over.
    fetched : callable
        Tells of an address whether its article need not be fetched.
    """

    fetcher: Fetcher | None = None
    skip: Callable[[Seen], bool] = _never
    fetched: Callable[[str], bool] = _never


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
    path : Path, optional
        Of the file, if it is one.
    charset : str
        Encoding that a server stated.
    hints : Draft, optional
        What a feed or an archive tells of the article where its page does not.
    crawled : datetime.date, optional
        When an archive got the page.
    depth : int
        Archives around it.
    setting : Setting
    """

    name: str
    suffix: str
    head: bytes
    stream: io.BufferedReader
    path: Path | None = None
    charset: str = ""
    hints: Draft | None = None
    crawled: date | None = None
    depth: int = 0
    setting: Setting = field(default_factory=Setting)

    @classmethod
    def over(
        cls, stream: BinaryIO, *, name: str, suffix: str = "", path: Path | None = None, setting: Setting | None = None
    ) -> Source:
        """Look at the beginning of a binary stream and return it as a source."""
        parts: list[bytes] = []
        missing = HEAD
        some = piecewise(stream)
        try:
            while missing > 0 and (part := some(missing)):
                parts.append(part)
                missing -= len(part)
        except ReadError:  # what comes before damage is good, and who reads on meets it again
            if not parts:
                raise
        head = b"".join(parts)
        replay: io.BufferedReader = io.BufferedReader(_Replay(head, stream))
        return cls(
            name=name, suffix=suffix.lower(), head=head, stream=replay, path=path, setting=setting or Setting()
        )  # fmt: skip

    def holding(
        self, stream: BinaryIO, *, name: str, suffix: str, charset: str = "", hints: Draft | None = None,
        crawled: date | None = None,
    ) -> Source:  # fmt: skip
        """Return something inside this source as a source of its own; ``name`` is shown behind this one's."""
        shown = f"{self.name}!{name}" if name else self.name
        inner = Source.over(stream, name=shown, suffix=suffix, setting=self.setting)
        return replace(inner, charset=charset, hints=hints, crawled=crawled, depth=self.depth + 1)

    def articles(self, draft: Draft, *, config: Config) -> Iterator[Article | ReadError]:
        """Yield the article of a draft, or why it is none; nothing if it need not be read."""
        if self.hints is not None:
            draft = _completed(draft, self.hints)
        name = Article.identify(text=draft.text, url=draft.url, declared=draft.declared)
        digest = draft.digest if draft.published else f"{draft.digest} {config.date or self.crawled or ''}".strip()
        if self.setting.skip(Seen(id=name, digest=digest, source=self.name, place=draft.place)):
            return
        found = finish(draft, source=self.name, config=config, seen=self.crawled)
        yield replace(found, digest=digest) if isinstance(found, Article) else found

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


def _completed(draft: Draft, hints: Draft) -> Draft:
    """Return a draft with what another source tells where it says nothing itself."""
    return replace(
        draft,
        title=draft.title or hints.title,
        url=draft.url or hints.url,
        publisher=draft.publisher or hints.publisher,
        published=draft.published or hints.published,
        authors=draft.authors or hints.authors,
        updated=draft.updated or hints.updated,
        place=draft.place or hints.place,
    )


class Reader(ABC):
    """Reads the articles of one kind of source.

    A reader is registered by ``@readers.register("name")`` in a module of its own in this
    folder, or by another distribution through the entry-point group ``kg.readers``. It holds
    no state between sources.
    """

    suffixes: ClassVar[tuple[str, ...]] = ()
    """File name endings, lower case with the dot, that announce this kind."""

    decisive: ClassVar[bool] = False
    """Whether the ending decides, whatever the content looks like."""

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

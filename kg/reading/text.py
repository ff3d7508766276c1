"""Plain text: one file, one article, kept exactly as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from kg.articles import Article
from kg.config import Config
from kg.errors import ReadError
from kg.reading._articles import LIMIT, Draft
from kg.reading._base import Reader, Source
from kg.reading._decoding import decode
from kg.registry import readers

__all__ = ["TextReader"]


@readers.register("text")
class TextReader(Reader):
    """Plain text, one article a file."""

    suffixes: ClassVar[tuple[str, ...]] = (".txt", ".text", ".md", ".asc")

    @classmethod
    def sniff(cls, head: bytes) -> bool:
        """Tell that nothing speaks for plain text: it is what is left if nothing speaks for another kind."""
        return False

    def read(self, source: Source, *, config: Config, fields: Mapping[str, str]) -> Iterator[Article | ReadError]:
        """Yield the one article.

        Line ends, blanks and characters stay as they are; a byte order mark is no part of
        the text. A first line that is clearly a headline gives the title.
        """
        # A code point takes up to four bytes.
        advice = "if it holds several articles, give each a file, or a line of a JSONL file"
        data = source.read(4 * LIMIT, advice=advice)
        yield from source.articles(Draft(text=decode(data, declared=source.charset)), config=config)

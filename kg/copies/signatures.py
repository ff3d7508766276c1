"""Signatures: the shingles of an article's own words, as bytes to keep beside it."""

from __future__ import annotations

import re
import struct
import unicodedata
import zlib
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kg.articles import Article
from kg.errors import InterchangeError

__all__ = ["Shingles", "Words", "body", "read_signature", "signature"]

Words = NDArray[np.uint32]
"""Hashes of shingles, each once, rising."""

VERSION: Final = 1
"""Of the bytes; another number means that other words were hashed, or otherwise."""
SIZE: Final = 5
"""Words of a shingle."""
LEAD: Final = 80
"""Shingles at the beginning that are kept in any case: about the first two paragraphs."""
MOST: Final = 1024
"""Shingles kept of the rest; of a longer text every second, fourth … is, by its hash."""
_OWN_WORDS = frozenset({"body"})
_WORD = re.compile(r"\w+")
_HEAD = struct.Struct("<BBH")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shingles:
    """What a signature holds.

    Parameters
    ----------
    level : int
        Hashes below ``2 ** (32 - level)`` are kept of the text behind its lead.
    lead, all : arrays of uint32, (m,) and (n,)
        Hashes of the lead, and of lead and rest; each once, rising.
    """

    level: int
    lead: Words
    all: Words

    def at(self, level: int) -> Words:
        """Return the hashes that a text of that level keeps too, so that both can be compared."""
        return self.all if level == 0 else self.all[: int(np.searchsorted(self.all, np.uint32(1 << (32 - level))))]


def body(article: Article) -> str:
    """Return the article's own words: without headline, dateline, credits and captions, which copies change.

    Examples
    --------
    >>> from kg.articles import Section
    >>> line = Section(kind="dateline", start=0, end=14)
    >>> body(Article(id="art-1", text="OSLO (MPA) -- Rain fell.", sections=(line,)))
    'Rain fell.'
    """
    text, parts, last = article.text, [], 0
    for section in sorted(article.sections, key=lambda s: s.start):
        if section.kind not in _OWN_WORDS:
            parts.append(text[last : max(last, section.start)])
            last = max(last, section.end)
    parts.append(text[last:])
    return "\n".join(part for part in parts if part.strip()) or text


def signature(article: Article) -> bytes:
    """Return the hashed shingles of an article's own words.

    Parameters
    ----------
    article : Article

    Returns
    -------
    bytes
        At most 4.5 KiB, 600 bytes for 150 words. The same in every version of this package whose signatures begin
        with the same byte.

    Notes
    -----
    Shingles are runs of five words in small letters, hashed by CRC-32. Of long texts a sample by hash is kept, the same
    hashes of every text, so that containment can still be measured [1]_.

    References
    ----------
    .. [1] Hera, Pierce-Ward & Koslicki, "Deriving confidence intervals for mutation rates across a wide range of
       evolutionary distances using FracMinHash", Genome Research 33, 2023.
    """
    words = _WORD.findall(unicodedata.normalize("NFKC", body(article)).casefold())
    found = [
        zlib.crc32(" ".join(words[at : at + SIZE]).encode("utf-8", "surrogatepass"))
        for at in range(max(1, len(words) - SIZE + 1))
    ]
    lead = np.unique(np.array(found[:LEAD], dtype=np.uint32))
    rest = np.setdiff1d(np.array(found[LEAD:], dtype=np.uint32), lead)
    level = 0
    while len(rest) > MOST:
        level += 1
        rest = rest[rest < (1 << (32 - level))]
    return _HEAD.pack(VERSION, level, len(lead)) + lead.astype("<u4").tobytes() + rest.astype("<u4").tobytes()


def read_signature(data: bytes) -> Shingles:
    """Read a signature.

    Raises
    ------
    InterchangeError
        If it is none, or one of another version.
    """
    if len(data) < _HEAD.size or len(data) % 4 or data[0] != VERSION:
        kind = f"of version {data[0]}" if data else "empty"
        raise InterchangeError(
            f"a signature of {len(data):,} bytes is {kind}, and only version {VERSION} can be compared; "
            f"make the signatures anew from the articles"
        )
    _, level, lead = _HEAD.unpack_from(data)
    hashes = np.frombuffer(data, dtype="<u4", offset=_HEAD.size).astype(np.uint32)
    return Shingles(level=level, lead=hashes[:lead], all=np.sort(hashes))

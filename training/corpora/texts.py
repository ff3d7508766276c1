"""Raw text cut into sentences and tokens for corpora that come without either."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokenizer import Tokenizer

__all__ = ["rough_sentences"]

_END = re.compile(r"(?<=[a-z0-9)\]%][.!?])[\"\u201d]?\s+(?=[\"\u201c]?[A-Z])|\n\s*")


def rough_sentences(text: str, tokenizer: Tokenizer) -> Iterator[list[tuple[str, int, int]]]:
    """Yield the tokens of each sentence as (text, start, end), with offsets in the whole text.

    The bounds are good enough to measure distances by; nothing should learn them.
    """
    at = 0
    for end, begin in [*((m.start(), m.end()) for m in _END.finditer(text)), (len(text), len(text))]:
        tokens = [t for t in tokenizer(text[at:end]) if not t.is_space]
        if tokens:
            yield [(t.text, t.idx + at, t.idx + at + len(t)) for t in tokens]
        at = begin

"""The project's own wire passages: every name of a passage marked with its type and class."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from training.documents import OUT, Document, Sentence, mark, mark_person
from training.inline import Line, Mark, read_inline
from training.numerals import number_tags

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from spacy.tokenizer import Tokenizer
    from spacy.tokens import Token

    from training.inline import InlinePassage

__all__ = ["inner_marks", "read_wire", "split_faults"]

_LOG = logging.getLogger(__name__)
#: What follows the place of a dateline, up to and with its dash.
_DATELINE = re.compile(r"(?:, [\w.' ’-]{1,30}){0,3}(?: \([^()]{1,40}\))? ?(?:-|--|–|—) ")
_FULL_STOP = (".", "?", "!", '"', "”", ":", "'", "’", ")")


def inner_marks(passage: InlinePassage) -> Iterator[tuple[Line, Mark]]:
    """Yield the names that stand inside other names, with their lines."""
    for line in passage.lines:
        yield from ((line, m) for m in line.marks if m.inner and m.label)


def _tokens(text: str, tokenizer: Tokenizer) -> list[Token]:
    return [t for t in tokenizer(text) if not t.is_space]


def _ends(tokens: list[Token], base: int = 0) -> dict[int, int]:
    """The token that ends before each character; a name may leave out the full stop of its last token ("Ltd.")."""
    ends = {t.idx + base + len(t) - 1: i + 1 for i, t in enumerate(tokens) if len(t) > 1 and t.text.endswith(".")}
    return ends | {t.idx + base + len(t): i + 1 for i, t in enumerate(tokens)}


def split_faults(path: Path, passage: InlinePassage, tokenizer: Tokenizer) -> Iterator[str]:
    """Yield the marks of a passage that do not begin and end with a token."""
    for line in passage.lines:
        tokens = _tokens(line.text, tokenizer)
        begins, ends = {t.idx for t in tokens}, _ends(tokens)
        for m in line.marks:
            if m.start not in begins or m.end not in ends:
                yield f"{path.name}:{line.number}:{m.start + 1}: {line.text[m.start : m.end]!r} splits a token"


def _sentence(line: Line, start: int, end: int, tokenizer: Tokenizer) -> Sentence:
    """The part [start, end) of a line; names outside all others count, common nouns give their class alone."""
    tokens = _tokens(line.text[start:end], tokenizer)
    words = [t.text for t in tokens]
    begins = {t.idx + start: i for i, t in enumerate(tokens)}
    ends = _ends(tokens, start)
    allowed, fine = [OUT] * len(words), [""] * len(words)
    for m in line.marks:
        a, b = begins.get(m.start), ends.get(m.end)
        if a is None or b is None or m.inner:
            continue
        if not m.label:
            fine[b - 1] = m.cls
            continue
        if m.label == "PERSON":
            mark_person(allowed, words, a, b)
        else:
            mark(allowed, a, b, m.label)
        fine[a:b] = [m.cls] * (b - a)
    number_tags(words, allowed)
    return Sentence(words, allowed=allowed, fine=fine)


def _cut(line: Line) -> int:
    """Where the dateline of a line ends; 0 without one."""
    place = next((m for m in line.marks if m.start == 0 and m.label in {"GPE", "LOC"}), None)
    m = _DATELINE.match(line.text, place.end) if place else None
    return m.end() if m else 0


def _sentences(passage: InlinePassage, tokenizer: Tokenizer) -> Iterator[Sentence]:
    apart = True
    for line in passage.lines:
        cut = _cut(line)
        # a line without a full stop (headline, byline, table row) is a paragraph of its own
        own = not line.text.endswith(_FULL_STOP)
        for start, end in ((0, cut), (cut, len(line.text))):
            s = _sentence(line, start, end, tokenizer)
            if s.words:
                s.paragraph = (apart or own) and (start == 0 or not cut)
                yield s
        apart = own


def read_wire(path: Path, tokenizer: Tokenizer) -> Iterator[Document]:
    """Yield the passages of a file; datelines become sentences of their own.

    A passage that does not fit the format is left out with a warning that names file, line and column.

    Parameters
    ----------
    path : Path
    tokenizer : spacy.tokenizer.Tokenizer
    """
    for passage in read_inline(path):
        faults = [*passage.faults, *split_faults(path, passage, tokenizer)]
        if faults:
            _LOG.warning("%s left out: %s", passage.name, "; ".join(faults))
            continue
        yield Document(passage.name, "wire", list(_sentences(passage, tokenizer)), share=2.0)

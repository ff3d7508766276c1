"""Words to subword ids, and the shape of a word (the encoder reads lower-cased text)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tokenizers import Tokenizer

__all__ = ["CLS", "MAX_PIECES", "N_SHAPES", "SEP", "SHAPE_NONE", "Subwords", "shape"]

CLS, SEP, UNK = 101, 102, 100
MAX_PIECES = 12
MAX_CHARS = 64
N_SHAPES = 9
SHAPE_NONE = 8
_CACHE = 200_000


def shape(word: str) -> int:
    """Return the case class of a word.

    Returns
    -------
    int
        0 lower, 1 Title, 2 CAPS, 3 miXed, 4 all digits, 5 has a digit, 6 no letters,
        7 a single capital, 8 other.

    Examples
    --------
    >>> [shape(w) for w in ("the", "Kim", "UN", "iPhone", "2018", "G20", ",", "A")]
    [0, 1, 2, 3, 4, 5, 6, 7]
    """
    if word.isdigit():
        return 4
    if any(c.isdigit() for c in word):
        return 5
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 6
    if all(c.islower() for c in letters):
        return 0
    if all(c.isupper() for c in letters):
        return 7 if len(letters) == 1 else 2
    if letters[0].isupper() and all(c.islower() for c in letters[1:]):
        return 1
    return 3 if any(c.isupper() for c in letters) else SHAPE_NONE


class Subwords:
    """WordPiece ids of single words, remembered for words seen before.

    Parameters
    ----------
    tokenizer : tokenizers.Tokenizer
        An uncased WordPiece tokenizer.

    Notes
    -----
    A word of more than `MAX_PIECES` pieces is cut to its first `MAX_PIECES`; every word has at least one.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self.tokenizer = tokenizer
        self._known: dict[str, tuple[tuple[int, ...], int]] = {}

    @classmethod
    def from_file(cls, path: Path) -> Subwords:
        """Read a ``tokenizer.json``."""
        return cls.from_text(path.read_text(encoding="utf-8"))

    @classmethod
    def from_text(cls, text: str) -> Subwords:
        """Read the text of a ``tokenizer.json``."""
        from tokenizers import Tokenizer

        return cls(Tokenizer.from_str(text))

    def pieces(self, word: str) -> tuple[tuple[int, ...], int]:
        """Return the subword ids of a word and its shape."""
        hit = self._known.get(word)
        if hit is None:
            head = word[:MAX_CHARS]
            ids = self.tokenizer.encode(head, add_special_tokens=False).ids[:MAX_PIECES]
            hit = (tuple(ids) or (UNK,), shape(head))
            if len(self._known) >= _CACHE:
                self._known.clear()
            self._known[word if len(word) <= MAX_CHARS else head] = hit
        return hit

    def encode(
        self, words: Sequence[str], breaks: frozenset[int] | set[int] = frozenset()
    ) -> tuple[list[int], list[int], list[int]]:
        """Return ids, shapes and first-piece positions of a window.

        Parameters
        ----------
        words : sequence of str, n words
        breaks : set of int
            Words before which a paragraph ends: a separator is put there.

        Returns
        -------
        ids, shapes : list of int, one a subword
            ``[CLS] word … [SEP]``; a subword has the shape of its word.
        firsts : list of int, n
            Where each word starts in `ids`.
        """
        ids, shapes, firsts = [CLS], [SHAPE_NONE], []
        for i, word in enumerate(words):
            if i and i in breaks:
                ids.append(SEP)
                shapes.append(SHAPE_NONE)
            pieces, kind = self.pieces(word)
            firsts.append(len(ids))
            ids += pieces
            shapes += [kind] * len(pieces)
        ids.append(SEP)
        shapes.append(SHAPE_NONE)
        return ids, shapes, firsts

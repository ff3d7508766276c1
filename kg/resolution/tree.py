"""The parse of an article as plain tuples, for code that walks it many times."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from operator import add
from typing import TYPE_CHECKING

import numpy as np
from spacy.attrs import DEP, HEAD, IDX, LEMMA, ORTH, POS, SENT_START, TAG  # type: ignore[import-not-found]  # compiled, no stub

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from spacy.tokens import Doc

__all__ = ["ARGUMENTS", "SUBJECTS", "Tree"]

SUBJECTS: frozenset[str] = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass"})
#: Relations that hold between a predicate or noun and a noun phrase (Universal Dependencies).
ARGUMENTS: frozenset[str] = SUBJECTS | {
    "obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss", "appos", "conj", "ROOT", "xcomp", "ccomp", "dislocated",
    "vocative", "list", "parataxis", "dep", "orphan",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """Token attributes of a ``Doc``, each a tuple indexed by token.

    Parameters
    ----------
    heads : tuple of int
        Index of each token's head; a root is its own.
    deps, pos, tags : tuple of str
        UD relation, universal and Penn part of speech.
    words, lower, lemmas : tuple of str
        As written, in lower case, and the dictionary form in lower case.
    children : tuple of tuple of int
        In text order.
    left, right : tuple of int
        First and last token of each token's subtree.
    sentence : tuple of int
        0-based number of the sentence.
    start, end : tuple of int
        Code points, half-open.
    """

    heads: tuple[int, ...]
    deps: tuple[str, ...]
    pos: tuple[str, ...]
    tags: tuple[str, ...]
    words: tuple[str, ...]
    lower: tuple[str, ...]
    lemmas: tuple[str, ...]
    children: tuple[tuple[int, ...], ...]
    left: tuple[int, ...]
    right: tuple[int, ...]
    sentence: tuple[int, ...]
    start: tuple[int, ...]
    end: tuple[int, ...]

    @classmethod
    def of(cls, doc: Doc) -> Tree:
        """Read a parsed ``Doc``; O(n × depth). The last two are kept, for several stages ask for the same."""
        return _read(doc)

    @classmethod
    def read(cls, doc: Doc) -> Tree:
        """Read a ``Doc`` whose annotation may still change: as `of`, which looks whether it has changed since."""
        return _read.__wrapped__(doc)

    def child(self, i: int, *deps: str) -> int:
        """Return the first child with one of these relations, -1 if there is none."""
        labels = self.deps
        for c in self.children[i]:
            if labels[c] in deps:
                return c
        return -1

    def marker(self, i: int) -> str:
        """Return the preposition of a noun phrase, lower case, multiword joined by spaces."""
        case = self.child(i, "case")
        if case < 0 or self.tags[case] == "POS":
            # "between the two countries' militaries": the preposition hangs on the possessor
            owner = self.child(i, "nmod:poss")
            case = self.child(owner, "case") if owner >= 0 else -1
            if case < 0 or case > owner:
                return ""
        fixed = (c for c in self.children[case] if self.deps[c] == "fixed")
        return " ".join(self.lower[t] for t in (case, *fixed))

    def determiner(self, i: int) -> str:
        """Return the determiner or possessive pronoun of a noun phrase in lower case."""
        for c in self.children[i]:
            if c < i and (self.deps[c] == "det" or (self.deps[c] == "nmod:poss" and self.pos[c] == "PRON")):
                return self.lower[c]
        return ""

    def ancestors(self, i: int) -> Iterator[int]:
        """Yield the tokens above a token, nearest first."""
        while self.heads[i] != i:
            i = self.heads[i]
            yield i

    def root(self, start: int, end: int) -> int:
        """Return the head token of ``[start, end)``: the one nearest the root.

        Of equals it is the last before the head that they share, else the first.
        """
        heads = self.heads
        tops = [i for i in range(start, end) if not start <= heads[i] < end or heads[i] == i]
        if len(tops) == 1:
            return tops[0]
        best, depth = start, len(heads)
        for i in tops:
            above = sum(1 for _ in self.ancestors(i))
            if above < depth or (above == depth and heads[i] == heads[best] >= end):
                best, depth = i, above
        return best


@lru_cache(maxsize=2)
def _memory(_: Doc) -> dict[bytes, Tree]:
    """What a doc's annotation was read as when it was read last."""
    return {}


@lru_cache(maxsize=2)
def _read(doc: Doc) -> Tree:
    table: NDArray[np.uint64] = np.zeros((0, 8), dtype=np.uint64)
    if len(doc):
        table = doc.to_array([HEAD, DEP, POS, TAG, LEMMA, ORTH, IDX, SENT_START]).astype(np.uint64, copy=False)
    memory, key = _memory(doc), table.tobytes()
    if key not in memory:
        memory.clear()
        memory[key] = _built(doc, table)
    return memory[key]


def _built(doc: Doc, table: NDArray[np.uint64]) -> Tree:
    n = len(table)
    heads: list[int] = (np.arange(n) + table[:, 0].astype(np.int64)).tolist()  # relative, as unsigned numbers
    deps, pos, tags, lemmas, words = (_Texts(doc, table[:, k].tolist()) for k in range(1, 6))
    children: list[list[int]] = [[] for _ in heads]
    order = [i for i, h in enumerate(heads) if h == i]
    for i, h in enumerate(heads):
        if h != i:
            children[h].append(i)
    for i in order:  # grows to all tokens, each behind its head
        order += children[i]
    left, right = list(range(n)), list(range(n))
    for i in reversed(order):
        h = heads[i]
        if left[i] < left[h]:
            left[h] = left[i]
        if right[i] > right[h]:
            right[h] = right[i]
    begins = table[:, 7] == 1
    begins[:1] = False
    start: list[int] = table[:, 6].tolist()
    return Tree(
        heads=tuple(heads), deps=deps.plain(), pos=pos.plain(), tags=tags.plain(), words=words.plain(),
        lower=words.lower(), lemmas=lemmas.lower(), children=tuple(map(tuple, children)), left=tuple(left),
        right=tuple(right), sentence=tuple(np.cumsum(begins).tolist()), start=tuple(start),
        end=tuple(map(add, start, map(len, words.plain()))),
    )  # fmt: skip


class _Texts:
    """The texts of one attribute of the tokens; each different one is looked up once."""

    def __init__(self, doc: Doc, keys: list[int]) -> None:
        strings = doc.vocab.strings
        self.keys = keys
        self.known = {key: strings[key] for key in set(keys)}

    def plain(self) -> tuple[str, ...]:
        return tuple(map(self.known.__getitem__, self.keys))

    def lower(self) -> tuple[str, ...]:
        lower = {key: text.lower() for key, text in self.known.items()}
        return tuple(map(lower.__getitem__, self.keys))

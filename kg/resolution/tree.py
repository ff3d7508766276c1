"""The parse of an article as plain tuples, for code that walks it many times."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from spacy.attrs import DEP, HEAD, IDX, LEMMA, ORTH, POS, SENT_START, TAG  # type: ignore[import-not-found]  # compiled, no stub

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        """Read a ``Doc`` whose annotation may still change: as `of`, but nothing is kept."""
        return _read.__wrapped__(doc)

    def child(self, i: int, *deps: str) -> int:
        """Return the first child with one of these relations, -1 if there is none."""
        return next((c for c in self.children[i] if self.deps[c] in deps), -1)

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
        best, depth = start, len(self.heads)
        for i in range(start, end):
            if not start <= self.heads[i] < end or self.heads[i] == i:
                above = sum(1 for _ in self.ancestors(i))
                if above < depth or (above == depth and self.heads[i] == self.heads[best] >= end):
                    best, depth = i, above
        return best


_SIGN = 1 << 63


@lru_cache(maxsize=2)
def _read(doc: Doc) -> Tree:
    strings = doc.vocab.strings
    rows = doc.to_array([HEAD, DEP, POS, TAG, LEMMA, ORTH, IDX, SENT_START]).tolist() if len(doc) else []
    text_of: dict[int, str] = {}

    def text(key: int) -> str:
        found = text_of.get(key)
        if found is None:
            found = text_of[key] = strings[key]
        return found

    # relative heads come as unsigned 64-bit numbers
    heads = tuple(i + (row[0] - 2 * _SIGN if row[0] >= _SIGN else row[0]) for i, row in enumerate(rows))
    words = tuple(text(row[5]) for row in rows)
    children: list[list[int]] = [[] for _ in rows]
    left, right = list(range(len(rows))), list(range(len(rows)))
    for i, h in enumerate(heads):
        if h != i:
            children[h].append(i)
        j = i
        while heads[j] != j:
            j = heads[j]
            right[j] = i  # i only grows
            if i < left[j]:
                left[j] = i
    start = tuple(row[6] for row in rows)
    sentence: list[int] = []
    for i, row in enumerate(rows):
        sentence.append(0 if i == 0 else sentence[-1] + (row[7] == 1))
    return Tree(
        heads=heads, deps=tuple(text(r[1]) for r in rows), pos=tuple(text(r[2]) for r in rows),
        tags=tuple(text(r[3]) for r in rows), words=words, lower=tuple(w.lower() for w in words),
        lemmas=tuple(text(r[4]).lower() for r in rows), children=tuple(map(tuple, children)), left=tuple(left),
        right=tuple(max(r, i) for i, r in enumerate(right)), sentence=tuple(sentence), start=start,
        end=tuple(s + len(w) for s, w in zip(start, words, strict=True)),
    )  # fmt: skip

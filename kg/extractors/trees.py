"""The parse of a whole text as plain lists, made once and walked by every extractor.

Asking a spaCy ``Token`` for its head, label or children costs a Python object each time; the extractors together ask
some hundred times a token. Lists of ints and interned strings make the same questions an order of magnitude cheaper.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any, TypeVar

from kg.resolution.tree import Tree as Parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from spacy.tokens import Doc

__all__ = ["NameSpan", "Tree", "remembered", "tree_of"]


T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSpan:
    """A named entity: tokens [start, end), its syntactic root and its OntoNotes label."""

    start: int
    end: int
    root: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """The dependency trees of a text; every list is indexed by token.

    Parameters
    ----------
    head : list of int
        Head token; a root is its own head.
    dep : list of str
        UD label with subtype; ``"ROOT"`` for roots.
    pos, tag, lemma, lower : list of str
        UPOS, Penn Treebank tag, lemma in lower case, form in lower case.
    children : list of list of int
        Dependents in text order, without whitespace.
    left : list of int
        First token of what hangs on a token, itself included.
    sentence : list of int
        0-based number of the sentence.
    name : list of int
        Index into `names`, -1 outside names.
    names : tuple of NameSpan
        Named entities in text order.
    answers : dict
        What `remembered` questions were answered, by question and token.
    """

    head: list[int] = field(repr=False)
    dep: list[str] = field(repr=False)
    pos: list[str] = field(repr=False)
    tag: list[str] = field(repr=False)
    lemma: list[str] = field(repr=False)
    lower: list[str] = field(repr=False)
    children: list[list[int]] = field(repr=False)
    left: list[int] = field(repr=False)
    sentence: list[int] = field(repr=False)
    name: list[int] = field(repr=False)
    names: tuple[NameSpan, ...] = ()
    answers: defaultdict[object, dict[int, Any]] = field(
        default_factory=lambda: defaultdict(dict), repr=False, compare=False
    )

    def __len__(self) -> int:
        return len(self.head)

    def governors(self) -> Iterator[int]:
        """Yield the tokens that have dependents, in text order."""
        return (token for token, below in enumerate(self.children) if below)

    def with_dep(self, token: int, labels: frozenset[str]) -> list[int]:
        """Return the dependents of a token that have one of these labels."""
        dep = self.dep
        return [c for c in self.children[token] if dep[c] in labels]

    def first(self, token: int, labels: frozenset[str]) -> int:
        """Return the first dependent with one of these labels, -1 if there is none."""
        dep = self.dep
        for child in self.children[token]:
            if dep[child] in labels:
                return child
        return -1

    def label(self, token: int) -> str:
        """Return the label of the named entity that a token belongs to, empty if none."""
        k = self.name[token]
        return self.names[k].label if k >= 0 else ""

    def same_name(self, one: int, other: int) -> bool:
        """Whether two tokens stand in the same name."""
        return self.name[one] >= 0 and self.name[one] == self.name[other]

    def subtree(self, token: int) -> list[int]:
        """Return a token with everything below it, in text order."""
        out, stack = [], [token]
        while stack:
            at = stack.pop()
            out.append(at)
            stack.extend(self.children[at])
        out.sort()
        return out


def remembered(question: Callable[[Tree, int], T]) -> Callable[[Tree, int], T]:
    """Work the answer to a question about a token out once for each tree; it must be immutable."""

    @wraps(question)
    def ask(tree: Tree, token: int) -> T:
        known: dict[int, T] = tree.answers[question]
        if token in known:
            return known[token]
        found = known[token] = question(tree, token)
        return found

    return ask


def _root(start: int, end: int, head: Sequence[int]) -> int:
    return next((i for i in range(start, end) if not start <= head[i] < end or head[i] == i), start)


def _first_tokens(head: Sequence[int], children: Sequence[Sequence[int]]) -> list[int]:
    """The first token below each token: from the leaves up, each once."""
    order = [i for i, h in enumerate(head) if h == i]
    for token in order:
        order.extend(children[token])
    left = list(range(len(head)))
    for token in reversed(order):
        above = head[token]
        if left[token] < left[above]:
            left[above] = left[token]
    return left


@lru_cache(maxsize=2)
def tree_of(doc: Doc) -> Tree:
    """Return the parse of a text as lists.

    Parameters
    ----------
    doc : Doc, n tokens
        Needs ``dep``, ``pos``, ``tag``, ``lemma``, ``ents`` and sentence bounds. It must not be annotated anew
        afterwards: the tree is remembered by the object's identity.

    Notes
    -----
    One pass, O(n).
    """
    read = Parse.of(doc)
    head, pos = list(read.heads), list(read.pos)
    spaces = {i for i, label in enumerate(pos) if label == "SPACE"}
    children = [[c for c in below if c not in spaces] for below in read.children]
    names: list[NameSpan] = []
    name = [-1] * len(head)
    for entity in doc.ents:
        name[entity.start : entity.end] = [len(names)] * (entity.end - entity.start)
        root = _root(entity.start, entity.end, head)
        names.append(NameSpan(start=entity.start, end=entity.end, root=root, label=entity.label_))
    return Tree(
        head=head,
        dep=list(read.deps),
        pos=pos,
        tag=list(read.tags),
        lemma=[lemma or word for lemma, word in zip(read.lemmas, read.lower, strict=True)],
        lower=list(read.lower),
        children=children,
        left=_first_tokens(head, children),
        sentence=list(read.sentence),
        name=name,
        names=tuple(names),
    )

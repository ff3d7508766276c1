"""Parts of open tuples: argument phrases with their alternatives, and how they are put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from kg.extractors.phrases import is_nominal
from kg.extractors.wordlists import RELATIVES, TIME_LABELS
from kg.openie.wording import clause_span, noun_phrase

if TYPE_CHECKING:
    from kg.extractors.trees import Tree
    from kg.predications import Argument

__all__ = ["Draft", "Part", "above", "assemble", "case_tokens", "groups", "part", "phrase", "subject_of"]

#: Combinations of conjuncts that are spelled out one by one; beyond that they stay together.
_MOST = 6
_DEEPEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An open tuple as tokens; a string stands for a word that the sentence does not have ("is", "has").

    Parameters
    ----------
    kind : str
        Construction it comes from.
    head : int
        Head token of the predicate.
    predicate : tuple of int or str
    subject : tuple of int
    rest : tuple of tuple of int
        Object and further arguments.
    implied : bool
        Whether the subject is only understood.
    tags : frozenset of str
        What else tells about its reliability: how its clause depends on others, its preposition.
    """

    kind: str
    head: int
    predicate: tuple[int | str, ...]
    subject: tuple[int, ...]
    rest: tuple[tuple[int, ...], ...] = ()
    implied: bool = False
    tags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An argument: head and role, tokens of its preposition, and its phrase or those of its conjuncts."""

    head: int
    role: str
    marker: tuple[int, ...] = ()
    options: tuple[tuple[int, ...], ...]
    implied: bool = False


def above(tree: Tree, token: int, ancestor: int) -> int:
    """Return the dependent of an ancestor through which a token hangs on it, -1 if it does not."""
    for _ in range(_DEEPEST):
        parent = tree.head[token]
        if parent == token:
            return -1
        if parent == ancestor:
            return token
        token = parent
    return -1


def groups(tree: Tree, arguments: Iterable[Argument]) -> list[tuple[Argument, list[int]]]:
    """Group conjuncts of one role under the first of them."""
    listed = list(arguments)
    heads = {a.head for a in listed}
    found: dict[tuple[int, str], tuple[Argument, list[int]]] = {}
    for a in listed:
        lead = a.head
        while tree.dep[lead] == "conj" and tree.head[lead] in heads:
            lead = tree.head[lead]
        if (lead, a.role) in found:
            found[lead, a.role][1].append(a.head)
        else:
            found[lead, a.role] = (a, [a.head])
    return list(found.values())


def case_tokens(tree: Tree, token: int, labels: frozenset[str] = frozenset({"case", "mark"})) -> tuple[int, ...]:
    """Return the tokens of a phrase's preposition."""
    found = [c for c in tree.children[token] if tree.dep[c] in labels and c < token and tree.tag[c] != "POS"]
    return tuple(sorted(i for c in found for i in tree.subtree(c)))


def phrase(tree: Tree, token: int, clause: int, *, joined: bool) -> tuple[int, ...]:
    """Return an argument's noun phrase without the clause that it is an argument of."""
    through = above(tree, clause, token)
    return tuple(noun_phrase(tree, token, joined=joined, skip=frozenset({through} - {-1})))


def _relative_marker(tree: Tree, clause: int, marker: str) -> tuple[int, ...]:
    """The preposition that stands before a relative pronoun: "in" of "a pact in which they agreed"."""
    for child in tree.children[clause]:
        case = case_tokens(tree, child)
        if marker and tree.lower[child] in RELATIVES and case and tree.lower[case[0]] == marker.partition(" ")[0]:
            return case
    return ()


def part(tree: Tree, a: Argument, heads: Sequence[int], clause: int) -> Part:
    """Return an argument with its conjuncts as alternatives."""
    clausal = a.role == "complement" or (not is_nominal(tree, a.head) and tree.pos[a.head] in {"VERB", "AUX"})
    if clausal:
        return Part(head=a.head, role=a.role, options=(tuple(clause_span(tree, a.head)),), implied=a.implied)
    alone = len(heads) == 1
    options = tuple(phrase(tree, h, clause, joined=alone) for h in heads)
    relative = a.implied and above(tree, clause, a.head) >= 0
    marker = _relative_marker(tree, clause, a.marker) if relative else case_tokens(tree, heads[0])
    return Part(head=heads[0], role=a.role, marker=marker, options=options, implied=a.implied)


def subject_of(tree: Tree, arguments: Iterable[Argument], role: str, clause: int) -> Part | None:
    """Return the subject with all its alternatives, None if there is none that a tuple can be about."""
    chosen = [a for a in arguments if a.role == role and tree.pos[a.head] != "VERB"]
    found = [part(tree, a, heads, clause) for a, heads in groups(tree, chosen)]
    if not found or tree.lower[found[0].head] in {"there", "which", "that", "who", "what"}:
        return None
    return Part(
        head=found[0].head,
        role=role,
        options=tuple(o for p in found for o in p.options if o),
        implied=all(p.implied for p in found),
    )


def _core(tree: Tree, parts: Sequence[Part], end: int) -> Part | None:
    """Return the argument that is the object of the tuple: the object, an agent, a clause, a phrase that is no time."""
    after = [p for p in parts if p.role in {"oblique", "attribute"} and p.head > end and p.marker and not p.implied]
    ranked = [
        *(p for p in parts if p.role in {"object", "attribute"} and not p.marker),
        *(p for role in ("indirect", "agent", "complement") for p in parts if p.role == role),
        *(p for p in after if tree.label(p.head) not in TIME_LABELS),
        *after,
    ]
    return ranked[0] if ranked else None


def assemble(
    tree: Tree,
    kind: str,
    head: int,
    base: Sequence[int | str],
    subject: Part,
    parts: Sequence[Part],
    tags: frozenset[str] = frozenset(),
) -> Iterator[Draft]:
    """Yield the tuples of a predicate with its arguments, one for each choice of conjuncts.

    The object's preposition goes to the predicate ("moved to"); other arguments keep theirs. What stands after the
    predicate comes first, then what stands before it.
    """
    end = max((t for t in base if isinstance(t, int)), default=head)
    core = _core(tree, parts, end)
    later = sorted((p for p in parts if p is not core), key=lambda p: (p.head < end, p.head))
    ordered = [core, *later] if core else later
    spelled = [
        tuple(o if p is core else (*(m for m in p.marker if m not in o), *o) for o in p.options) for p in ordered
    ]
    count = len(subject.options)
    for options in spelled:
        count *= len(options)
    if count > _MOST:
        spelled = [(tuple(sorted({t for o in options for t in o})),) for options in spelled]
    for about, *rest in product(subject.options, *spelled):
        if rest:
            yield Draft(
                kind=kind,
                head=head,
                predicate=(*base, *(core.marker if core else ())),
                subject=about,
                rest=tuple(r for r in rest if r),
                implied=subject.implied,
                tags=tags,
            )

"""The names that a text has last told of together: "A and B met", "A met B"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.resolution.lexicons import words
from ontology import is_a

if TYPE_CHECKING:
    from kg.predications import Reading
    from kg.resolution.tree import Tree

__all__ = ["joined_before"]

_WINDOW = 2
_SUBJECTS = ("nsubj", "nsubj:pass")
_PARTNERS = ("obj", "obl", "iobj")


def joined_before(reading: Reading, tree: Tree, before: int, classes: frozenset[str], size: int) -> tuple[int, ...]:
    """Return the heads of the names that were last told of together, empty if there are not so many.

    Parameters
    ----------
    reading : Reading
        With clusters.
    tree : Tree
    before : int
        Token of a later sentence, that takes them up.
    classes : frozenset of str
        What they may be; a subclass will do.
    size : int

    Notes
    -----
    They are joined by "and", or are the subject and the object of a verb that both do; nothing else of these classes is
    named after them.
    """
    cluster_of = {h: c for c in reading.clusters for h in c.heads}
    sentence = tree.sentence[before]
    named = [
        h
        for h, m in reading.mentions.items()
        if h < before
        and m.kind == "name"
        and 0 < sentence - tree.sentence[h] <= _WINDOW
        and h in cluster_of
        and cluster_of[h].cls
        and is_a(cluster_of[h].cls, *sorted(classes))
    ]
    if not named:
        return ()
    first = _first(tree, max(named))
    group = [first, *(c for c in tree.children[first] if tree.deps[c] == "conj")]
    if len(group) == 1:
        group = _partners(tree, first)
    last = [h for h in named if tree.sentence[h] == tree.sentence[first]]
    own = {cluster_of[h].id for h in group if h in last}
    others = {cluster_of[h].id for h in last if h not in group} - own
    return tuple(sorted(group)) if len(own) == len(group) == size and not others else ()


def _first(tree: Tree, i: int) -> int:
    while tree.deps[i] == "conj" and tree.heads[i] != i:
        i = tree.heads[i]
    return i


def _partners(tree: Tree, i: int) -> list[int]:
    """Return the subject and the object of a verb that both do: "A met B", "A spoke with B", not "A sued B"."""
    verb = tree.heads[i]
    subject = tree.child(verb, *_SUBJECTS)
    with_it = tree.deps[i] in _PARTNERS and tree.marker(i) in ("", "with")
    alike = with_it and tree.lemmas[verb] in words("reciprocal")
    return [subject, i] if alike and subject >= 0 and subject != i else [i]

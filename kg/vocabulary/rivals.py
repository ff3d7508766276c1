"""Words that two terms claim for themselves, so that a text would tell both or one of them never."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import combinations
from types import MappingProxyType

from kg.vocabulary.patterns import Pattern
from ontology import Relation, classes, is_a, relations, using

__all__ = ["are_rivals", "class_of_ours", "classes_meet", "pattern_rivals", "spaced"]


def spaced(name: str) -> str:
    """Return a local name as words.

    Examples
    --------
    >>> spaced("suppliesTo"), spaced("has_supplier"), spaced("GeopoliticalEntity")
    ('supplies to', 'has supplier', 'geopolitical entity')
    """
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|_", " ", name).lower()


def classes_meet(ones: Iterable[str], others: Iterable[str]) -> bool:
    """Whether something may be of a class among the ones and of one among the others."""
    ones, others = tuple(ones), tuple(others)
    return any(is_a(cls, *ones) and is_a(cls, *others) for cls in classes())


def _below(one: Relation, known: Mapping[str, Relation]) -> frozenset[str]:
    """Return the names of all relations above one."""
    found: set[str] = set()
    todo = [one]
    while todo:
        above = {p for r in todo for p in r.parents if p in known} - found
        found |= above
        todo = [known[p] for p in sorted(above)]
    return frozenset(found)


def are_rivals(one: Relation, other: Relation) -> bool:
    """Whether the same words could tell two relations of the same pair.

    They cannot where no pair fits the classes of both, and may where one says that it is a kind of the other.
    """
    known = relations()
    kinds = one.name in _below(other, known) or other.name in _below(one, known)
    return not kinds and classes_meet(one.domain, other.domain) and classes_meet(one.range, other.range)


def _alike(one: Pattern, other: Pattern) -> bool:
    """Whether two patterns look for the same words; subject and object aside."""
    same = (one.part, one.lemma, one.beside) == (other.part, other.lemma, other.beside)
    return same and (one.words == other.words or bool(set(one.words) & set(other.words)))


def pattern_rivals(patterns: Iterable[Pattern]) -> Iterator[tuple[Pattern, Pattern]]:
    """Yield the patterns of which two relations, or both directions of one, would be told by the same words.

    Parameters
    ----------
    patterns : iterable of Pattern

    Yields
    ------
    (Pattern, Pattern)
        In the order given. What two relations say in opposite directions is no such pair: "supply" tells of a
        supplier, and from the other side of a customer.
    """
    known = relations()
    lemmas: dict[tuple[str, str], list[Pattern]] = {}
    for pattern in dict.fromkeys(patterns):
        lemmas.setdefault((pattern.part, pattern.lemma), []).append(pattern)
    for same in lemmas.values():
        for one, other in combinations(same, 2):
            a, b = known[one.relation], known[other.relation]
            sides = (one.subject, one.object) == (other.subject, other.object)
            turned = (one.subject, one.object) == (other.object, other.subject)
            if not _alike(one, other):
                continue
            if a != b and sides and are_rivals(a, b):
                yield one, other
            if a == b and turned and not a.symmetric and classes_meet(a.domain, a.range):
                yield one, other


@cache
def _nouns_of_ours() -> Mapping[str, str]:
    """Return our classes of entities by the nouns that they are named after."""
    with using(None):
        return MappingProxyType({spaced(c): c for c in classes() if is_a(c, "Entity")})


def class_of_ours(cls: str, noun: str) -> str:
    """Return the class of entities of ours that a noun names, if one of the user's own is not below it; else empty."""
    ours = _nouns_of_ours().get(noun, "")
    return ours if ours and not is_a(cls, ours) else ""

"""Which entity of the gold an extracted entity stands for: compared by their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

__all__ = ["Name", "Names", "normal", "normal_names", "partners", "similarity"]

#: A name as words: lower case, without its determiner and possessive ending.
Name = tuple[str, ...]
Names = frozenset[Name]

_POSSESSIVE = re.compile(r"['’](?:s\b|$)")
_WORD = re.compile(r"[\w$%.-]+")
#: Words before a name that tell no two entities apart.
_DETERMINERS = frozenset(
    ["the", "a", "an", "its", "his", "her", "their", "this", "that", "these", "those", "our", "my", "some"]
)
#: Names that share fewer of their words are of different things.
_LEAST_OVERLAP = 0.5
#: What each name in common adds, so that of two entities with an equal name the one with more of them is taken.
_PER_NAME = 0.01


def normal(name: str) -> Name:
    """Return the words of a name by which it is compared.

    Examples
    --------
    >>> normal("the Minister's U.S. envoy")
    ('minister', 'u.s', 'envoy')
    >>> normal("Its")
    ('its',)
    """
    words = _WORD.findall(_POSSESSIVE.sub("", name.lower()))
    first = next((i for i, word in enumerate(words[:-1]) if word not in _DETERMINERS), max(len(words) - 1, 0))
    return tuple(bare for word in words[first:] if (bare := word.strip(".-")))


def normal_names(names: Iterable[str]) -> Names:
    """Return the distinct normal forms of names; those without a word are left out."""
    return frozenset(n for n in map(normal, names) if n)


def similarity(one: Names, other: Names) -> float:
    """Return how alike two sets of names are.

    Returns
    -------
    float
        Above 1 if a name is equal, more so the more of them; else the largest share of words (Jaccard) that a name
        of one has in common with a name of the other, if at least one half; else 0.
    """
    equal = len(one & other)
    if equal:
        return 1.0 + _PER_NAME * equal
    overlaps = (len(a & b) / len(a | b) for a in map(frozenset, one) for b in map(frozenset, other))
    best = max(overlaps, default=0.0)
    return best if best >= _LEAST_OVERLAP else 0.0


def partners(gold: Mapping[str, Names], system: Mapping[str, Names]) -> dict[str, str]:
    """Return for each extracted entity the gold entity whose names it shares best; several may share one partner.

    Parameters
    ----------
    gold, system : mapping of id to names

    Returns
    -------
    dict of str to str
        Ids of the system to ids of the gold. Entities that are like none are absent. Of gold entities that are
        equally like one, that with the greatest id is taken.
    """
    found = {}
    for id_, names in system.items():
        score, partner = max(((similarity(theirs, names), g) for g, theirs in gold.items()), default=(0.0, ""))
        if score > 0:
            found[id_] = partner
    return found

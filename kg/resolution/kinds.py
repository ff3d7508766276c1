"""Coarse kinds: which classes can belong to one thing."""

from __future__ import annotations

from functools import cache

from kg.resolution.lexicons import lexicon
from ontology import is_a

__all__ = ["class_nouns", "compatible", "kind_of"]


@cache
def kind_of(cls: str) -> str:
    """Return the coarse kind of a class: person, group, organisation, place, position or thing."""
    for name, kind in (("Person", "person"), ("Group", "group"), ("Position", "position")):
        if cls == name:
            return kind
    if cls and is_a(cls, "Organization"):
        return "organisation"
    if cls and is_a(cls, "Place"):
        return "place"
    return "thing" if cls else ""


@cache
def compatible(a: str, b: str) -> bool:
    """Tell whether two mentions with these classes can refer to one thing; an unknown class fits all.

    Examples
    --------
    >>> compatible("Company", "Organization"), compatible("Person", "Company"), compatible("", "Place")
    (True, False, True)
    """
    one, two = kind_of(a), kind_of(b)
    if not one or not two or one == two or {one, two} == {"group", "organisation"}:
        return True
    # an unknown noun counts as a concept; made things, agreements and policies are no bodies or places
    return "Concept" in (a, b) and {one, two} in ({"organisation", "thing"}, {"place", "thing"})


@cache
def class_nouns() -> dict[str, frozenset[str]]:
    """Return nouns that can stand for something named before, with the classes of what they stand for."""
    found: dict[str, set[str]] = {}
    for cls, text in lexicon("anaphors")["class_nouns"].items():
        for noun in str(text).split():
            found.setdefault(noun, set()).add(cls)
    return {noun: frozenset(classes) for noun, classes in found.items()}

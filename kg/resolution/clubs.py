"""Clubs that are named like the city they play for: "Porto beat Braga 3-1 at the stadium in Porto"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.resolution.lexicons import words
from kg.resolution.tree import SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.resolution.items import Item
    from kg.resolution.tree import Tree

__all__ = ["link_clubs"]

_PLACED = frozenset({"in", "near", "around", "outside", "across"})
_OPPOSED = frozenset({"", "to", "against", "with", "over", "at"})
_ARGUMENTS = frozenset({*SUBJECTS, "obj", "obl", "iobj"})
_OWNERS = frozenset({"nmod:poss", "compound", "nmod", "nmod:desc"})
_SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}")


def link_clubs(
    tree: Tree, items: Mapping[int, Item], linked: Mapping[int, str]
) -> tuple[dict[int, Item], dict[int, str]]:
    """Tell which mentions of a name that stands for a city elsewhere in the article stand for its club.

    Parameters
    ----------
    tree : Tree
    items : mapping of int to Item
    linked : mapping of int to str
        Names of countries and bodies, which are left alone.

    Returns
    -------
    items : dict of int to Item
        Those whose class follows: clubs, and the cities of the same name.
    links : dict of int to str
        Head token to ``"club:<name>"``. Both are empty where no name is used both ways.
    """
    names = [i for h, i in items.items() if i.kind == "name" and h not in linked and i.label not in ("PERSON", "NORP")]
    placed = {i.words for i in names if _is_placed(tree, i)}
    found = [i for i in names if i.words in placed and not _is_placed(tree, i) and _plays(tree, items, i.head)]
    clubs = {i.head: replace(i, label="ORG", cls="SportsTeam") for i in found}
    known = {i.words for i in found}
    same = (i for i in names if i.words in known and i.head not in clubs)
    cities = {i.head: replace(i, label="GPE", cls="GeopoliticalEntity") for i in same}
    return clubs | cities, {h: f"club:{_bare(i.text)}" for h, i in clubs.items()}


def _bare(name: str) -> str:
    return name.removesuffix("'s").removesuffix("’s")


def _is_placed(tree: Tree, item: Item) -> bool:
    """Whether a name says where something is or who governs: "in Porto", "the mayor of Porto"."""
    above = tree.lemmas[tree.heads[item.head]].lower()
    return item.marker in _PLACED or (tree.deps[item.head] in _OWNERS and above in words("city_nouns"))


def _plays(tree: Tree, items: Mapping[int, Item], i: int) -> bool:
    """Whether a name takes part in a game, or has players and fans."""
    while tree.deps[i] == "conj" and tree.heads[i] != i:
        i = tree.heads[i]
    above = tree.heads[i]
    if tree.deps[i] in _OWNERS:
        return tree.lemmas[above].lower() in words("club_nouns")
    opposed = tree.deps[i] in _ARGUMENTS and tree.marker(i) in _OPPOSED
    if not opposed or tree.lemmas[above] not in words("game_verbs"):
        return False
    others = [c for c in tree.children[above] if c != i]
    team = any(c in items and items[c].cls == "SportsTeam" for c in others)
    game = any(tree.lemmas[c].lower() in words("games") for c in others)
    return team or game or any(_is_score(tree, c) for c in others)


def _is_score(tree: Tree, i: int) -> bool:
    return bool(_SCORE.fullmatch("".join(tree.words[i : i + 3]))) or bool(_SCORE.fullmatch(tree.words[i]))

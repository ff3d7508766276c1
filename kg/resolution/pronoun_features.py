"""What speaks for and against a phrase as the referent of a pronoun, as numbers.

References
----------
.. [1] Lappin & Leass, "An Algorithm for Pronominal Anaphora Resolution", CL 20(4), 1994.
.. [2] Denis & Baldridge, "A Ranking Approach to Pronoun Resolution", IJCAI 2007.
"""

from __future__ import annotations

import math
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from kg.resolution.kinds import kind_of
from kg.resolution.names import given_alone, given_hint
from kg.resolution.tree import SUBJECTS, Tree

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.resolution.groups import Groups
    from kg.resolution.items import Item
    from kg.resolution.links import LinkScores

__all__ = ["features", "weights"]

_ROLES = {
    "nsubj": "subject", "nsubj:pass": "passive", "nsubj:outer": "subject", "csubj": "subject", "obj": "object",
    "iobj": "indirect", "obl": "oblique", "obl:agent": "agent", "nmod": "noun", "nmod:poss": "owner",
    "compound": "modifier", "amod": "modifier", "nmod:desc": "modifier", "appos": "apposition", "ROOT": "root",
}  # fmt: skip
#: Classes that a pronoun's referent has more often, or less, than others of its kind.
_TELLING = frozenset({"Concept", "Artifact", "Policy", "Company", "Group", "Person"})


@cache
def weights(kind: str) -> Mapping[str, float]:
    """Return the learned weights for one kind of pronoun.

    Parameters
    ----------
    kind : {"person", "thing", "plural"}
        "he" and "she"; "it"; "they"; with `` linked`` behind it where scores of links are among the features.

    Notes
    -----
    ``none`` is the score of leaving the pronoun open, ``least`` the probability below which it is left
    open.  Made by ``python -m training.pronouns``.
    """
    table = tomllib.loads(files("kg.resolution").joinpath("pronoun_weights.toml").read_text("utf-8"))
    return {str(name): float(value) for name, value in table[kind].items()}


def _role(tree: Tree, i: int) -> str:
    while tree.deps[i] == "conj":
        i = tree.heads[i]
    return _ROLES.get(tree.deps[i], "other")


def features(
    tree: Tree, groups: Groups, item: Item, other: Item, rank: int, *, quoted: bool, links: LinkScores
) -> dict[str, float]:
    """Describe a candidate for a pronoun.

    Parameters
    ----------
    tree : Tree
    groups : Groups
        As far as they are known before the pronoun.
    item, other : Item
        The pronoun and the candidate, which mostly stands before it.
    rank : int
        How many candidates stand between them.
    quoted : bool
        Whether just one of them stands in direct speech.
    links : LinkScores
        Looked at where it knows anything.
    """
    mine, theirs = _role(tree, item.head), _role(tree, other.head)
    distance = item.sentence - other.sentence
    found = {
        f"far {distance}": 1.0,
        f"role {theirs}": 1.0,
        f"{other.kind}": 1.0,
        "rank": math.log1p(rank),
        "tokens": min(abs(item.head - other.head), 60) / 20,
    }
    if other.head > item.head:
        found["later"] = 1.0
    if mine == theirs or {mine, theirs} == {"subject", "passive"}:
        found["parallel"] = 1.0
    if theirs in ("subject", "passive"):
        found[f"subject for {mine}"] = 1.0
        if distance == 0 and tree.deps[other.head] in SUBJECTS and tree.heads[other.head] in tree.ancestors(item.head):
            found["commands"] = 1.0
            found[f"commands {mine}"] = 1.0
    if tree.deps[other.head] == "conj":
        found["conjunct"] = 1.0
    if other.kind == "nominal" and not other.definite:
        found["indefinite"] = 1.0
    if quoted:
        found["quoted"] = 1.0
    members = [m for m in groups.members(other.head) if m.head < item.head]
    found.update(_group_features(groups, item, other, members))
    if links:
        found.update(_link_features(item, other, members, links))
    return found


def _group_features(groups: Groups, item: Item, other: Item, members: Sequence[Item]) -> dict[str, float]:
    found = {"mentions": math.log1p(len(members))}
    if groups.key(other.head):
        found["country"] = 1.0
    if item.gender:
        found.update(_gender_features(groups, item, other, members))
    kinds = {kind_of(m.cls) for m in members if m.kind != "pronoun"}
    for kind in sorted(kinds):
        found[f"is {kind or 'unknown'}"] = 1.0
    for cls in sorted({m.cls for m in members} & _TELLING):
        found[f"class {cls}"] = 1.0
    if any(m.kind == "name" for m in members):
        found["named"] = 1.0
    if any(m.plural for m in members):
        found["plural"] = 1.0
    if sum(m.subject for m in members[-3:]) > 1:
        found["topic"] = 1.0
    return found


def _gender_features(groups: Groups, item: Item, other: Item, members: Sequence[Item]) -> dict[str, float]:
    found = {}
    hints = {given_hint(m.text) for m in members if m.label == "PERSON"} - {""}
    alone = {given_alone(m.text) for m in members if m.label == "PERSON"} - {""}
    if hints:
        found["hint fits" if item.gender in hints else "hint differs"] = 1.0
    elif alone:
        found["given name fits" if item.gender in alone else "given name differs"] = 1.0
    if item.gender in groups.genders(other.head):
        found["gender fits"] = 1.0
    return found


def _link_features(item: Item, other: Item, members: Sequence[Item], links: LinkScores) -> dict[str, float]:
    whole = links.of_group(item.head, (m.head for m in members))
    if other.head > item.head:
        back = links.score(other.head, item.head)
        return {"link back": back, "links": max(whole, back), "linked": float(max(whole, back) > 0)}
    return {"link": links.score(item.head, other.head), "links": whole, "linked": float(whole > 0)}

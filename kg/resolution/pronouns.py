"""What pronouns refer to: agreement first, then closeness and grammatical role.

A pronoun is resolved only where one candidate stands out; the rest stay open and take part in no
statement.

References
----------
.. [1] Lappin & Leass, "An Algorithm for Pronominal Anaphora Resolution", CL 20(4), 1994.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.resolution.kinds import kind_of
from kg.resolution.lexicons import words
from kg.resolution.names import given_hint
from kg.resolution.tree import SUBJECTS, Tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.predications import Report
    from kg.resolution.groups import Groups
    from kg.resolution.items import Item

__all__ = ["Speakers", "referent"]

#: Sentences back that are looked at.
_WINDOW = 2
#: Least lead of the best candidate over the second.
_MARGIN = {"person": 0.4, "thing": 0.8, "plural": 0.8}
_ROLE = {
    "nsubj": 2.0, "nsubj:pass": 1.8, "nsubj:outer": 1.8, "obj": 0.9, "iobj": 0.9, "obl:agent": 0.9, "nmod:poss": 0.6,
    "obl": 0.5, "nmod": 0.0, "compound": -1.0, "amod": -0.6, "nmod:desc": -1.0, "appos": 0.2, "ROOT": 0.8,
}  # fmt: skip


class Speakers:
    """Who speaks where: direct quotations by token.

    Parameters
    ----------
    reports : iterable of Report
    """

    def __init__(self, reports: Iterable[Report]) -> None:
        self._direct = [(r.content, r.source) for r in reports if r.direct and r.source >= 0]

    def at(self, i: int) -> int:
        """Return the head token of who says a token in direct speech, -1 if nobody does."""
        return next((source for content, source in self._direct if i in content), -1)


def referent(tree: Tree, groups: Groups, item: Item, before: Iterable[Item], speakers: Speakers) -> int:
    """Return a head token of what a pronoun refers to, -1 if that stays open.

    Parameters
    ----------
    tree : Tree
    groups : Groups
    item : Item
        A pronoun.
    before : iterable of Item
        Mentions of the sentences near, in text order.
    speakers : Speakers
    """
    word = tree.lower[item.head]
    speaker = speakers.at(item.head)
    if word in words("first_person"):
        return _speaker(groups, speaker)
    kind = _kind(item, word)
    if not kind:
        return -1
    scores: dict[int, float] = {}
    for other in before:
        if 0 <= item.sentence - other.sentence <= _WINDOW and _fits(tree, groups, item, other, kind, speaker):
            root = groups.find(other.head)
            scores[root] = max(scores.get(root, -9.0), _score(tree, groups, item, other, kind))
    return _best(scores, _MARGIN[kind])


def _kind(item: Item, word: str) -> str:
    if item.cls == "Person":
        return "person"
    if item.plural:
        return "plural"
    return "thing" if word in words("thing_pronouns") else ""


def _speaker(groups: Groups, speaker: int) -> int:
    """Return the speaker unless it is a pronoun that stays open."""
    if speaker in groups.items and any(i.kind != "pronoun" for i in groups.members(speaker)):
        return speaker
    return -1


def _best(scores: Mapping[int, float], margin: float) -> int:
    ranked = sorted(scores.items(), key=lambda x: (-x[1], -x[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < margin):
        return -1
    return ranked[0][0] if ranked[0][1] > 0 else -1


def _fits(tree: Tree, groups: Groups, item: Item, other: Item, kind: str, speaker: int) -> bool:
    if other.head >= item.head:
        return False
    if other.kind == "pronoun" and groups.find(other.head) == other.head:
        return False  # itself unresolved
    if not _agree(groups, item, other, kind) or not groups.may_join(item.head, other.head):
        return False
    if (
        kind == "person"
        and speaker >= 0
        and speaker in groups.items
        and groups.find(speaker) == groups.find(other.head)
    ):
        return False
    return not _bound(tree, item.head, other.head, groups)


def _agree(groups: Groups, item: Item, other: Item, kind: str) -> bool:
    members = groups.members(other.head)
    what = {kind_of(m.cls) for m in members if m.kind != "pronoun"}
    if kind == "person":
        return what <= {"person", "position"} and "person" in what and not other.plural
    if "person" in what or "position" in what:
        return False
    if kind == "plural":
        return not groups.key(other.head) and (any(m.plural for m in members) or "group" in what)
    return (not other.plural and other.label != "NORP") or groups.key(other.head) != ""


def _bound(tree: Tree, pronoun: int, other: int, groups: Groups) -> bool:
    """Tell whether grammar forbids that a pronoun refers to another phrase of its clause."""
    root = groups.find(other)
    if tree.deps[pronoun] == "nmod:poss":
        # "the party and its leader": not the phrase that the possessor belongs to
        above = tree.heads[pronoun]
        return above in groups.items and groups.find(above) == root
    if tree.lower[pronoun].endswith(("self", "selves")):
        return not _is_clause_mate(tree, pronoun, other)
    return _is_clause_mate(tree, pronoun, other) or tree.left[other] <= pronoun <= tree.right[other]


def _is_clause_mate(tree: Tree, a: int, b: int) -> bool:
    """Whether two phrases depend on one verb."""
    return _verb(tree, a) == _verb(tree, b) and tree.deps[b] not in ("nmod:poss", "nmod", "compound", "amod")


def _verb(tree: Tree, i: int) -> int:
    while tree.deps[i] in ("conj", "appos", "nmod") and tree.heads[i] != i and tree.pos[i] not in ("VERB", "AUX"):
        i = tree.heads[i]
    return tree.heads[i]


def _score(tree: Tree, groups: Groups, item: Item, other: Item, kind: str) -> float:
    distance = item.sentence - other.sentence
    dep = tree.deps[other.head]
    if dep == "conj":
        dep = tree.deps[tree.heads[other.head]]
    score = 2.0 - 1.2 * distance + _ROLE.get(dep, 0.0)
    if distance == 0 and dep in SUBJECTS and _commands(tree, other.head, item.head):
        score += 1.0
    if dep == tree.deps[item.head] or (dep in SUBJECTS and item.subject):
        score += 0.4
    members = [m for m in groups.members(other.head) if m.head < item.head]
    score += 0.15 * min(len(members), 5)
    if other.kind == "name":
        score += 0.4
    if kind == "person":
        hints = {given_hint(m.text) for m in members if m.label == "PERSON"} - {""}
        if hints:
            score += 0.5 if item.gender in hints else -1.0
    if kind == "thing" and other.cls in ("Concept", "Policy", "Artifact", "") and not groups.key(other.head):
        score -= 0.6
    if tree.left[item.head] > 0 and distance == 0:
        score -= 0.01 * (item.head - other.head)
    return score


def _commands(tree: Tree, subject: int, i: int) -> bool:
    """Whether a subject's clause contains a token."""
    return tree.heads[subject] in tree.ancestors(i)

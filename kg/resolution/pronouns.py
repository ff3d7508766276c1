"""What pronouns refer to: grammar rules candidates out, learned weights choose among the rest.

A pronoun is resolved only where one candidate is likely enough; the others stay open and take part
in no statement.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from kg.resolution.lexicons import words
from kg.resolution.pronoun_features import features, weights
from kg.resolution.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.predications import Report
    from kg.resolution.groups import Groups
    from kg.resolution.items import Item
    from kg.resolution.links import LinkScores

__all__ = ["Speakers", "candidates", "pronoun_kind", "referent"]

#: Sentences back that are looked at, by kind of pronoun.
_WINDOW = {"person": 3, "thing": 2, "plural": 2}


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


def referent(
    tree: Tree, groups: Groups, item: Item, before: Sequence[Item], speakers: Speakers, links: LinkScores
) -> int:
    """Return a head token of what a pronoun refers to, -1 if that stays open.

    Parameters
    ----------
    tree : Tree
    groups : Groups
    item : Item
        A pronoun.
    before : sequence of Item
        Mentions of the sentences near, in text order.
    speakers : Speakers
    links : LinkScores
    """
    if tree.lower[item.head] in words("first_person"):
        return _speaker(groups, speakers.at(item.head))
    kind = pronoun_kind(tree, item)
    if not kind:
        return -1
    table = weights(f"{kind} linked" if links else kind)
    scores: dict[int, float] = {}
    for other, found in candidates(tree, groups, item, before, speakers, links):
        score = sum([table.get(name, 0.0) * value for name, value in found.items()])
        root = groups.find(other.head)
        scores[root] = max(scores.get(root, -99.0), score)
    return _likeliest(scores, table)


def pronoun_kind(tree: Tree, item: Item) -> str:
    """Return "person", "thing" or "plural", empty for a pronoun that is not resolved."""
    if item.gender:
        return "person"
    word = tree.lower[item.head]
    if word in words("third_plural"):
        return "plural"
    return "thing" if word in words("thing_pronouns") else ""


def candidates(
    tree: Tree, groups: Groups, item: Item, before: Sequence[Item], speakers: Speakers, links: LinkScores
) -> Iterator[tuple[Item, Mapping[str, float]]]:
    """Yield the mentions that a pronoun can refer to with their features, the nearest first.

    The last may be one behind it: the subject in "In her speech, Ida Lund said ...".
    """
    kind = pronoun_kind(tree, item)
    speaker = speakers.at(item.head)
    rank = 0
    for other in reversed(before):
        if item.sentence - other.sentence > _WINDOW[kind]:
            break
        if _fits(tree, groups, item, other, kind, speaker):
            quoted = (speaker >= 0) != (speakers.at(other.head) >= 0)
            yield other, features(tree, groups, item, other, rank, quoted=quoted, links=links)
            rank += 1
    later = groups.items.get(_later_subject(tree, item.head))
    if later is not None and later.kind != "pronoun" and _may_be(tree, groups, item, later, kind, speaker):
        yield later, features(tree, groups, item, later, rank, quoted=False, links=links)


def _later_subject(tree: Tree, pronoun: int) -> int:
    """Return the subject of the clause that a phrase with a pronoun opens, -1 if the subject stands before."""
    for verb in tree.ancestors(pronoun):
        subject = tree.child(verb, "nsubj", "nsubj:pass")
        if subject >= 0:
            return subject if tree.left[subject] > pronoun else -1
    return -1


def _speaker(groups: Groups, speaker: int) -> int:
    """Return the speaker unless it is a pronoun that stays open."""
    if speaker in groups.items and groups.kinds(speaker):
        return speaker
    return -1


def _likeliest(scores: Mapping[int, float], table: Mapping[str, float]) -> int:
    """Return the group with the highest score if its probability is at least ``least``."""
    if not scores:
        return -1
    best = max(scores, key=lambda root: (scores[root], root))
    total = math.exp(table["none"] - scores[best]) + sum(math.exp(s - scores[best]) for s in scores.values())
    return best if 1 / total >= table["least"] else -1


def _fits(tree: Tree, groups: Groups, item: Item, other: Item, kind: str, speaker: int) -> bool:
    if other.head >= item.head or not groups.kinds(other.head):
        return False  # the latter is itself unresolved
    return _may_be(tree, groups, item, other, kind, speaker)


def _may_be(tree: Tree, groups: Groups, item: Item, other: Item, kind: str, speaker: int) -> bool:
    if not _agree(groups, other, kind) or not groups.may_join(item.head, other.head):
        return False
    if kind == "person" and speaker in groups.items and groups.find(speaker) == groups.find(other.head):
        return False
    return not _is_bound(tree, item.head, other.head, groups)


def _agree(groups: Groups, other: Item, kind: str) -> bool:
    what = groups.kinds(other.head)
    if kind == "person":
        return what <= {"person", "position"} and "person" in what and not other.plural
    if "person" in what or "position" in what:
        return False
    if kind == "plural":
        several = any(m.plural for m in groups.members(other.head)) or bool({"group", "organisation"} & what)
        return several and not groups.key(other.head)
    return (not other.plural and other.label != "NORP") or groups.key(other.head) != ""


def _is_bound(tree: Tree, pronoun: int, other: int, groups: Groups) -> bool:
    """Tell whether grammar forbids that a pronoun refers to another phrase of its clause."""
    if tree.deps[pronoun] == "nmod:poss":
        # not the phrase that the possessor belongs to
        above = tree.heads[pronoun]
        return above in groups.items and groups.find(above) == groups.find(other)
    if tree.lower[pronoun].endswith(("self", "selves")):
        return not _are_clause_mates(tree, pronoun, other)
    return _are_clause_mates(tree, pronoun, other) or tree.left[other] <= pronoun <= tree.right[other]


def _are_clause_mates(tree: Tree, a: int, b: int) -> bool:
    """Tell whether two phrases depend on one verb."""
    return _verb(tree, a) == _verb(tree, b) and tree.deps[b] not in ("nmod:poss", "nmod", "compound", "amod")


def _verb(tree: Tree, i: int) -> int:
    while tree.deps[i] in ("conj", "appos", "nmod") and tree.heads[i] != i and tree.pos[i] not in ("VERB", "AUX"):
        i = tree.heads[i]
    return tree.heads[i]

"""Common nouns that the language model's coreference links, and links of the rules that it speaks against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.resolution.kinds import compatible
from kg.resolution.structure import is_post

if TYPE_CHECKING:
    from kg.resolution.groups import Groups
    from kg.resolution.items import Item
    from kg.resolution.links import LinkScores

__all__ = ["is_doubtful", "linked_antecedent"]

#: Score below which a link that the rules find is not made: on texts that the scores were not fitted to, such links
#: are right in fewer than one of two, the others in four of five.
_DOUBT = 1.0
#: Score from which a link is made that the rules do not find, and by how much it must surpass all others.
_SURE, _LEAD = 3.0, 1.5
#: Tokens further back than this are scored by nobody.
_FAR = 800


def is_doubtful(groups: Groups, links: LinkScores, item: Item, found: int) -> bool:
    """Tell whether the scores speak against what the rules say a common noun refers to.

    Parameters
    ----------
    groups : Groups
    links : LinkScores
    item : Item
        The common noun.
    found : int
        Head token of a mention of the group that the rules chose.

    Notes
    -----
    A post stands for its holder by what is said of both; scores know little of that, and nothing of what an adjective
    names ("the country" after "South Korean").
    """
    before = [m.head for m in groups.members(found) if m.head < item.head and m.label != "NORP"]
    if not links or not before or item.head - before[-1] > _FAR or is_post(item):
        return False
    return links.of_group(item.head, before) < _DOUBT


def linked_antecedent(groups: Groups, links: LinkScores, item: Item) -> int:
    """Return a head token of what a common noun refers to by its scores, -1 if they do not tell.

    Parameters
    ----------
    groups : Groups
    links : LinkScores
    item : Item
        A common noun that the rules leave open.

    Notes
    -----
    Only a definite phrase takes something up.  What agrees in number and class, and is not kept apart, is looked
    at; the best group must score high and well above the next.
    """
    if not links or not item.definite or item.cls == "Concept":
        return -1
    scores: dict[int, float] = {}
    own = groups.find(item.head)
    scored = {groups.find(h) for h in links.antecedents(item.head) if h in groups.items} - {own}
    for root in sorted(scored):  # the others are far below any that has a score
        before = [m for m in groups.members(root) if m.head < item.head]
        named = [m for m in before if m.kind != "pronoun"]
        if named and all(_agrees(item, m) for m in named) and groups.may_join(own, root):
            scores[root] = links.of_group(item.head, (m.head for m in before))
    ranked = sorted(scores.items(), key=lambda x: (-x[1], x[0]))
    if not ranked or ranked[0][1] < _SURE:
        return -1
    return -1 if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _LEAD else ranked[0][0]


def _agrees(item: Item, other: Item) -> bool:
    return item.plural == other.plural and compatible(item.cls, other.cls) and item.owner != other.head

"""Resolution: which mentions of an article refer to the same thing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.resolution.clubs import link_clubs
from kg.resolution.clusters import make_clusters
from kg.resolution.groups import Groups
from kg.resolution.items import Item, read_items
from kg.resolution.linked_nominals import is_doubtful, linked_antecedent
from kg.resolution.links import LinkScores
from kg.resolution.name_groups import group_names, retype_names
from kg.resolution.nominals import Memory, antecedent
from kg.resolution.nouns import noun_class
from kg.resolution.places import link_places
from kg.resolution.plurals import plural_members
from kg.resolution.pronouns import Speakers, referent
from kg.resolution.structure import join_structure
from kg.resolution.tree import Tree

if TYPE_CHECKING:
    from kg.config import Config
    from kg.predications import Cluster, Reading

__all__ = ["begin", "noun_class", "plural_members", "resolve"]

#: Mentions before a pronoun that are looked at.
_NEAR = 60


def resolve(reading: Reading, config: Config) -> tuple[Cluster, ...]:
    """Group the mentions of an article by what they refer to.

    Parameters
    ----------
    reading : Reading
        With mentions and reports; its clusters are not looked at.
    config : Config
        ``base_iri`` is used.

    Returns
    -------
    tuple of Cluster
        In the order of their first mention.  Each mention is in one cluster at most; pronouns that
        stay unresolved are in none.

    Notes
    -----
    Names first, over the whole article; then what the grammar of a sentence equates; then common
    nouns and pronouns from left to right.  In doubt two groups stay two.
    """
    tree, groups, holders = begin(reading)
    _read_on(reading, tree, groups, holders)
    return make_clusters(groups, holders, article=reading.article.id, base=config.base_iri)


def begin(reading: Reading) -> tuple[Tree, Groups, dict[int, int]]:
    """Group what names and grammar decide; return also the parse, and posts with their holders."""
    tree = Tree.of(reading.doc)
    items = retype_names(read_items(reading.article.text, tree, reading.mentions))
    linked = link_places(reading.article, tree, items)
    items |= {h: replace(items[h], cls="Country") for h, key in linked.items() if key.startswith("country:")}
    retyped, clubs = link_clubs(tree, items, linked)
    groups = Groups(items | retyped, linked | clubs)
    group_names(reading.article.text, groups)
    return tree, groups, join_structure(groups, tree)


def _read_on(reading: Reading, tree: Tree, groups: Groups, holders: dict[int, int]) -> None:
    """Resolve common nouns and pronouns from left to right."""
    speakers, links = Speakers(reading.reports), LinkScores(reading.doc)
    memory = Memory(tree=tree, groups=groups, holders=holders)
    seen: list[Item] = []
    for item in groups.items.values():
        found = -1
        if item.kind == "pronoun":
            before = [i for i in seen[-_NEAR:] if i.head not in holders]
            found = referent(tree, groups, item, before, speakers, links)
        elif item.kind == "nominal":
            found = _taken_up(memory, item, links)
        if found >= 0:
            groups.join(item.head, found)
        memory.note(item)
        seen.append(item)


def _taken_up(memory: Memory, item: Item, links: LinkScores) -> int:
    """Return what a common noun refers to: by the rules, unless the scores speak against it, or by the scores."""
    groups, found = memory.groups, antecedent(memory, item)
    if found >= 0:
        return -1 if is_doubtful(groups, links, item, found) else found
    if memory.tree.deps[item.head] == "compound" or any(m.kind == "name" for m in groups.members(item.head)):
        return -1
    return linked_antecedent(groups, links, item)

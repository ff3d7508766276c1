"""What a common noun phrase refers back to: the same noun, a name that holds it, a class, a post."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.resolution.kinds import class_nouns, compatible
from kg.resolution.lexicons import lexicon, words
from kg.resolution.nouns import vague_nouns
from kg.resolution.structure import is_post

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.resolution.groups import Groups
    from kg.resolution.items import Item
    from kg.resolution.tree import Tree

__all__ = ["Memory", "antecedent", "leader_posts"]

#: Sentences within which a class noun ("the company") looks for its name.
_NEAR = 2
_LEAD = 1.0


@dataclass(slots=True, kw_only=True)
class Memory:
    """What has been read so far, by head noun and by post; for one article.

    Parameters
    ----------
    tree : Tree
    groups : Groups
    holders : dict of int to int
        Posts and who holds them, by head token.
    by_lemma : dict
        Nominals read so far by singular head noun.
    names : list
        Names read so far, in text order.
    called : dict
        First head token of each name so far of several words, but persons'.
    plain : dict
        Modifiers without nationality of nominals that were asked for, by head token.
    """

    tree: Tree
    groups: Groups
    holders: dict[int, int]
    by_lemma: dict[str, list[Item]] = field(default_factory=dict)
    names: list[Item] = field(default_factory=list)
    called: dict[tuple[str, ...], int] = field(default_factory=dict)
    plain: dict[int, frozenset[str]] = field(default_factory=dict)

    def note(self, item: Item) -> None:
        """Remember a mention for what follows."""
        if item.kind == "name":
            self.names.append(item)
            if item.label != "PERSON" and len(item.words) > 1:
                self.called.setdefault(item.words, item.head)
        elif item.kind == "nominal" and self.tree.deps[item.head] != "compound":
            self.by_lemma.setdefault(item.lemma, []).append(item)


def antecedent(memory: Memory, item: Item) -> int:
    """Return a head token of what a nominal refers back to, -1 if it introduces something.

    Parameters
    ----------
    memory : Memory
        What stands before it in the article.
    item : Item
        A nominal.

    Notes
    -----
    Tried in this order: the same noun with modifiers, owner, complements and number that agree; the
    holder of a post; a name with the noun in it ("the party" after "Workers' Party"); a class noun
    ("the company") with one name of its class near.  Nothing is chosen where two fit equally.
    """
    if any(m.kind == "name" for m in memory.groups.members(item.head)):
        return -1  # grammar has said already whose name it is
    nations = _nations(memory, item)
    if item.words in memory.called:
        return memory.called[item.words]
    if memory.tree.deps[item.head] == "compound":
        found = _named_so(memory, item, nations)  # "party spokesman"
        return found if found >= 0 else _same_mass(memory, item)
    same = _same_noun(memory, item, nations)
    if same >= 0 or not item.definite or item.plural:
        return same
    if item.owner >= 0 and item.owner not in memory.groups.linked:
        return -1
    if is_post(item):
        return _holder(memory, item, nations)
    found = _named_so(memory, item, nations)
    return found if found >= 0 else _of_class(memory, item, nations)


def _nations(memory: Memory, item: Item) -> set[str]:
    """Return the countries by which a phrase is modified or owned."""
    linked, tree = memory.groups.linked, memory.tree
    return {
        linked[c]
        for c in tree.children[item.head]
        if c in linked and tree.deps[c] in ("amod", "compound", "nmod:poss", "nmod:desc", "nmod")
    }


def _group_nations(memory: Memory, name: Item) -> set[str]:
    return {k for o in memory.groups.members(name.head) for k in _nations(memory, o)}


def _plain_modifiers(memory: Memory, item: Item) -> frozenset[str]:
    found = memory.plain.get(item.head)
    if found is None:
        linked, tree = memory.groups.linked, memory.tree
        national = {tree.lower[c] for c in tree.children[item.head] if c in linked}
        found = memory.plain[item.head] = item.modifiers - national
    return found


def _unique(groups: Groups, heads: Iterable[int]) -> int:
    found = {groups.find(h): h for h in heads}
    return next(iter(found.values())) if len(found) == 1 else -1


def _same_noun(memory: Memory, item: Item, nations: set[str]) -> int:
    fitting = [
        other
        for other in memory.by_lemma.get(item.lemma, ())
        if other.plural == item.plural
        and _same_role(memory, item, other)
        and _agrees(memory, item, other, nations)
        and memory.groups.may_join(item.head, other.head)
    ]
    if not fitting or not _may_refer_back(memory, item, fitting):
        return -1
    found = _unique(memory.groups, (o.head for o in fitting))
    if found < 0 and item.definite:
        # of several, the one spoken of last, if it was in this sentence or the one before
        last = fitting[-1]
        return last.head if item.sentence - last.sentence <= 1 else -1
    return found


def _same_role(memory: Memory, item: Item, other: Item) -> bool:
    """Whether both are posts of one holder, or neither is a post."""
    one, two = memory.holders.get(item.head, -1), memory.holders.get(other.head, -1)
    groups = memory.groups
    return one == two or (one in groups.items and two in groups.items and groups.find(one) == groups.find(two))


def _may_refer_back(memory: Memory, item: Item, fitting: list[Item]) -> bool:
    """Whether a phrase of this form can take up an earlier one at all."""
    mine = _plain_modifiers(memory, item)
    if item.head in memory.holders:
        return True
    equal = any(mine == _plain_modifiers(memory, o) and item.complements == o.complements for o in fitting)
    if item.lemma in words("indefinite") or item.modifiers & {"other", "another"}:
        return False
    if item.lemma in vague_nouns():
        return equal and (item.definite or (item.plural and bool(mine)))
    if item.definite or (item.plural and not item.number):
        return True
    return _is_lasting(memory, item) or (equal and _is_mass(memory.tree, item))


def _is_mass(tree: Tree, item: Item) -> bool:
    """Whether it is a bare singular as "iodine", "homeopathy": the same stuff wherever it is named."""
    bare = not tree.determiner(item.head) and item.owner < 0 and not item.number and not item.plural
    return bare and tree.tags[item.head] == "NN" and item.cls in ("Concept", "Artifact")


def _same_mass(memory: Memory, item: Item) -> int:
    """Find the stuff that a noun before another noun names ("iodine" in "iodine deficiency")."""
    fitting = memory.by_lemma.get(item.lemma, ()) if not item.modifiers else ()
    same = [o for o in fitting if not o.modifiers and not o.complements]
    return _unique(memory.groups, (o.head for o in same)) if all(_is_mass(memory.tree, o) for o in same) else -1


def _is_lasting(memory: Memory, item: Item) -> bool:
    """Whether it is a thing of which there is one: "a joint liaison office" after "the liaison office"."""
    return bool(_compound(memory, item)) and item.cls in ("Facility", "Agreement", "Organization") and not item.number


def _compound(memory: Memory, item: Item) -> set[str]:
    tree = memory.tree
    return {tree.lower[c] for c in tree.children[item.head] if tree.deps[c] == "compound"}


def _agrees(memory: Memory, item: Item, other: Item, nations: set[str]) -> bool:
    if item.number and other.number and item.number != other.number:
        return False
    theirs = _nations(memory, other)
    if nations and theirs and not nations & theirs:
        return False
    if item.complements and not item.complements & other.complements and (other.complements or not item.definite):
        return False
    if item.owner >= 0 and other.owner >= 0:
        groups = memory.groups
        if groups.find(item.owner) != groups.find(other.owner):
            return False
    mine = _plain_modifiers(memory, item)
    group = frozenset(m for o in memory.groups.members(other.head) for m in _plain_modifiers(memory, o))
    contrast = words("contrasts")
    if mine & contrast != group & contrast and (mine & contrast or not item.definite):
        return False
    if _is_lasting(memory, item) and _compound(memory, item) <= group:
        return True
    return mine <= group


def _holder(memory: Memory, item: Item, nations: set[str]) -> int:
    mine = _plain_modifiers(memory, item)
    fitting = []
    for post, person in memory.holders.items():
        title = memory.groups.items[post]
        if title.lemma != item.lemma or person not in memory.groups.items or post > item.head:
            continue
        theirs = _nations(memory, title)
        if (nations and theirs and not nations & theirs) or not mine <= _plain_modifiers(memory, title):
            continue
        if item.complements and title.complements and not item.complements & title.complements:
            continue
        fitting.append(person)
    return _unique(memory.groups, fitting)


def _named_so(memory: Memory, item: Item, nations: set[str]) -> int:
    """Find the name that holds the noun: "the agency" after "Korean Central News Agency"."""
    mine = _plain_modifiers(memory, item)
    fitting = []
    for name in memory.names:
        if name.label == "PERSON" or item.lemma != name.lemma or not compatible(item.cls, name.cls):
            continue
        known = {m for o in memory.groups.members(name.head) for m in o.modifiers} | set(name.words)
        theirs = _group_nations(memory, name)
        if mine <= known and (not nations or nations & theirs):
            fitting.append(name)
    found = _unique(memory.groups, (n.head for n in fitting))
    if found < 0 and fitting:
        near = [n.head for n in fitting if item.sentence - n.sentence <= 1]
        found = _unique(memory.groups, near)
    return found


def _of_class(memory: Memory, item: Item, nations: set[str]) -> int:
    classes = class_nouns().get(item.lemma)
    if classes is None or _plain_modifiers(memory, item) or item.complements:
        return -1
    fitting = [
        n
        for n in memory.names
        if n.head != item.owner
        and _is_of(_group_classes(memory.groups, n), classes)
        and (not nations or nations & _group_nations(memory, n))
        and memory.groups.may_join(item.head, n.head)
    ]
    found = _unique(memory.groups, (n.head for n in fitting))
    reach = 1 if "GeopoliticalEntity" in classes else 2 * _NEAR
    if found >= 0 and item.sentence - max(n.sentence for n in fitting) <= reach:
        return found
    if "GeopoliticalEntity" in classes:
        return -1
    scores: dict[int, float] = {}
    for name in fitting:
        if item.sentence - name.sentence <= _NEAR:
            root = memory.groups.find(name.head)
            value = name.subject + 0.5 * (item.sentence - name.sentence <= 1)
            scores[root] = scores.get(root, 0.0) + 1.0 + value
    ranked = sorted(scores.items(), key=lambda x: (-x[1], -x[0]))
    if ranked and (len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= _LEAD):
        return ranked[0][0]
    return -1


def _is_of(found: set[str], wanted: frozenset[str]) -> bool:
    """Whether all that is known of a name fits a class noun; an unspecific organisation fits only its own nouns."""
    specific = found - {"Organization", "Concept", ""}
    return specific <= wanted if specific else bool(found & wanted)


def _group_classes(groups: Groups, name: Item) -> set[str]:
    """Return what a name is said to be: its own class and those of what describes it ("the airline Alto")."""
    if groups.key(name.head).startswith("country:"):
        return {"Country"}
    return {name.cls} | {m.cls for m in groups.members(name.head) if m.kind == "nominal"}


def leader_posts() -> frozenset[str]:
    """Return posts whose holders are "the leaders"."""
    return frozenset(str(lexicon("anaphors")["leaders"]["heads"]).split())

"""Plural phrases that stand for things named before: "the two Koreas", "both leaders", "the pair", "the three men"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.resolution.joined_names import joined_before
from kg.resolution.kinds import class_nouns
from kg.resolution.nominals import leader_posts
from kg.resolution.nouns import singular
from kg.resolution.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.predications import Cluster, Mention, Reading

__all__ = ["plural_members"]

_WINDOW = 2
#: The last sentence of which a text's subject can be told: the headline is the first.
_LEAD = 1
_SIZES = {"both": 2, "two": 2, "three": 3, "four": 4}
_DEFINITE = frozenset({"the", "these", "those", "all"})
#: Nouns for two people; alone they stand for those named last.
_PAIRS = frozenset({"pair", "duo", "couple"})
_LEADERS = ("leader", "president", "minister", "premier")


def plural_members(reading: Reading) -> dict[int, tuple[int, ...]]:
    """Return the members of plural phrases such as "the two countries".

    Parameters
    ----------
    reading : Reading
        With clusters.

    Returns
    -------
    dict of int to tuple of int
        Head token of the plural phrase to one head token of each member, where exactly as many things of the fitting
        class have been named, or named last and together; other plurals are left out.
    """
    tree = Tree.of(reading.doc)
    found: dict[int, tuple[int, ...]] = {}
    for head, mention in reading.mentions.items():
        if mention.kind == "pronoun":
            members = _joint_subject(reading, tree, head) if tree.lower[head] == "their" else ()
        else:
            members = _of_noun(reading, tree, mention)
        if len(members) >= 2:
            found[head] = members
    return found


def _of_noun(reading: Reading, tree: Tree, mention: Mention) -> tuple[int, ...]:
    head, size = mention.head, _size(tree, mention.head)
    if not size:
        return ()
    named = _apposed(reading, tree, head)
    if len(named) == size:
        return named
    if tree.lower[head] in (*_PAIRS, "two"):
        return joined_before(reading, tree, head, frozenset({"Person"}), size)
    members = _members(reading, tree, mention) if size == 2 else ()
    if len(members) == 2:
        return members
    noun = singular(tree.lower[head])
    classes = frozenset({"Person"}) if noun in _LEADERS[:1] else _PAIRED.get(noun) or class_nouns().get(noun)
    if noun in _LEADERS[1:]:
        joined = joined_before(reading, tree, head, frozenset({"Person"}), size)
        return joined if joined and singular(_title(tree, joined[0])) == noun else ()  # "Presidents A and B"
    return joined_before(reading, tree, head, classes | _WIDER.get(noun, frozenset()), size) if classes else ()


def _joint_subject(reading: Reading, tree: Tree, their: int) -> tuple[int, ...]:
    """Return the joined names that are the subject of the clause in whose phrase a possessive stands.

    "At their first summit, A and B signed …", "A and B held their first summit".
    """
    clause = next((i for i in tree.ancestors(their) if tree.child(i, "nsubj", "nsubj:pass") >= 0), -1)
    if clause < 0 or any(tree.deps[i].startswith(("acl", "advcl")) for i in _between(tree, their, clause)):
        return ()
    subject = tree.child(clause, "nsubj", "nsubj:pass")
    if subject in (their, *tree.ancestors(their)):  # "their leader and A": the subject itself holds the possessive
        return ()
    joined = (subject, *(c for c in tree.children[subject] if tree.deps[c] == "conj"))
    named = all(i in reading.mentions and reading.mentions[i].kind == "name" for i in joined)
    return joined if named else ()


def _between(tree: Tree, low: int, high: int) -> list[int]:
    found = []
    for i in tree.ancestors(low):
        if i == high:
            break
        found.append(i)
    return found


def _apposed(reading: Reading, tree: Tree, head: int) -> tuple[int, ...]:
    """Return the names that follow a plural and say whom it means: "the two generals, A and B, signed"."""
    first = tree.child(head, "appos")
    names = (first, *(c for c in tree.children[first] if tree.deps[c] == "conj")) if first > head else ()
    return names if all(i in reading.mentions and reading.mentions[i].kind == "name" for i in names) else ()


def _size(tree: Tree, i: int) -> int:
    """Return how many a phrase takes up, 0 if it takes up nothing or does not say how many."""
    before = {tree.lower[c] for c in tree.children[i] if c < i}
    if tree.words[i] == "Koreas":
        return 2
    if tree.lower[i] in (*_PAIRS, "two"):
        return 2 * bool("the" in before and not any(tree.deps[c] == "nmod" for c in tree.children[i]))
    if tree.tags[i] not in ("NNS", "NNPS") or _is_told_apart(tree, i):
        return 0
    sizes = {_SIZES[word] for word in before if word in _SIZES and (word == "both" or before & _DEFINITE)}
    return min(sizes, default=0)


def _is_told_apart(tree: Tree, i: int) -> bool:
    """Whether a clause or phrase says which ones are meant: "the two men who attacked him", "both men in the car"."""
    after = i + 1 < len(tree.words) and tree.lower[i + 1] != ","
    return after and any(tree.deps[c].startswith("acl") for c in tree.children[i])


def _members(reading: Reading, tree: Tree, mention: Mention) -> tuple[int, ...]:
    noun = singular(tree.lower[mention.head])
    if tree.words[mention.head] == "Koreas":
        return _heads([c for c in reading.clusters if c.name in ("North Korea", "South Korea")], mention)
    if noun in _LEADERS:
        return _heads(_leaders(reading, tree, mention, noun), mention)
    classes = _PAIRED.get(noun) or class_nouns().get(noun)
    if not classes:
        return ()
    # what is named later is not taken up
    before = [c for c in reading.clusters if c.heads and c.heads[0] < mention.head]
    fitting = [c for c in before if c.cls in classes and _is_named(reading, c)]
    near = [c for c in fitting if _is_near(reading, c, mention, pronouns=True)]
    pair = near if len(near) == 2 else fitting
    if len(pair) != 2 and classes == _STATES:
        pair = _of_lead(reading, tree, fitting)
    return _heads(pair, mention)


def _of_lead(reading: Reading, tree: Tree, fitting: list[Cluster]) -> list[Cluster]:
    """Return the two that headline and first sentence name together, and no other, so that the text is about them."""
    cluster_of = {h: c for c in fitting for h in c.heads if tree.sentence[h] <= _LEAD}
    for head, cluster in sorted(cluster_of.items()):
        joined = [c for c in tree.children[head] if tree.deps[c] == "conj" and c in cluster_of]
        named = all(reading.mentions[h].kind == "name" for h in (head, *joined))
        pair = {cluster.id, *(cluster_of[h].id for h in joined)}
        if named and len(pair) == 2 and pair == {c.id for c in cluster_of.values()}:
            return [cluster, cluster_of[joined[0]]]
    return []


_STATES = frozenset({"Country"})
_PAIRED: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        ("neighbor", "neighbour", "side", "power", "rival", "capital", "ally", "government", "state"),
        _STATES,
    ),
    **dict.fromkeys(("country", "nation"), _STATES),
    **dict.fromkeys(("team", "club"), frozenset({"SportsTeam"})),
    **dict.fromkeys(("man", "woman", "candidate", "brother", "sister"), frozenset({"Person"})),
}


#: Classes that these nouns stand for beside their own, where two are named together.
_WIDER: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        ("country", "nation", "state", "neighbor", "neighbour", "government"), frozenset({"GeopoliticalEntity"})
    ),
    **dict.fromkeys(("side", "rival", "power", "ally"), frozenset({"GeopoliticalEntity", "Organization"})),
}


def _is_named(reading: Reading, cluster: Cluster) -> bool:
    return any(reading.mentions[h].kind == "name" for h in cluster.heads)


def _is_near(reading: Reading, cluster: Cluster, mention: Mention, *, pronouns: bool = False) -> bool:
    """Whether something is named, or with pronouns spoken of, in the sentences before a phrase."""
    return any(
        0 <= mention.sentence - reading.mentions[h].sentence <= _WINDOW and h < mention.head
        for h in cluster.heads
        if pronouns or reading.mentions[h].kind != "pronoun"
    )


def _leaders(reading: Reading, tree: Tree, mention: Mention, noun: str) -> list[Cluster]:
    posts = leader_posts() if noun == "leader" else frozenset({noun})
    persons = [c for c in reading.clusters if c.cls == "Person" and _is_named(reading, c) and c.heads[0] < mention.head]
    titled = [c for c in persons if any(_title(tree, h) in posts for h in c.heads)]
    near = [c for c in titled if _is_near(reading, c, mention)]
    return near if len(near) == 2 else titled


def _title(tree: Tree, i: int) -> str:
    """Return the post that stands as title or apposition to a person's name, empty if there is none."""
    for dep in ("nmod:desc", "compound", "appos"):
        post = tree.child(i, dep)
        # "Y, leader X's sister" is not the leader
        if post >= 0 and not (dep == "appos" and tree.pos[min(post + 1, len(tree.pos) - 1)] == "PROPN"):
            return tree.lower[post]
    return ""


def _heads(clusters: Iterable[Cluster], mention: Mention) -> tuple[int, ...]:
    """Return for each cluster its mention nearest before the plural, else its first."""
    found = []
    for cluster in clusters:
        before = [h for h in cluster.heads if h < mention.head]
        found.append(before[-1] if before else cluster.heads[0])
    return tuple(sorted(found))

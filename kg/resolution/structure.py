"""What grammar says of identity within a sentence: apposition, title, copula, "the city of X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.resolution.kinds import class_nouns, compatible, kind_of
from kg.resolution.lexicons import position_nouns, words
from kg.resolution.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.resolution.groups import Groups
    from kg.resolution.items import Item

__all__ = ["is_post", "join_structure"]

_NAMED_PLACES = frozenset(
    ["city", "town", "village", "island", "port", "municipality", "province", "district", "state", "county", "suburb",
     "region", "territory", "township", "prefecture", "borough", "canton", "ward", "neighborhood", "neighbourhood",
     "peninsula", "archipelago", "kingdom", "republic"]
)  # fmt: skip


def is_post(item: Item) -> bool:
    """Tell whether a phrase names a post or rank when it is said of a person."""
    return item.kind == "nominal" and not item.plural and (item.lemma in position_nouns() or item.cls == "Position")


def join_structure(groups: Groups, tree: Tree) -> dict[int, int]:
    """Join phrases that the grammar of a sentence equates.

    Parameters
    ----------
    groups : Groups
    tree : Tree

    Returns
    -------
    dict of int to int
        Titles and posts, which are no names of their holders: head token of the post to head token of
        the person who is said to hold it.
    """
    holders: dict[int, int] = {}
    for post, person in _titles(groups, tree):
        holders[post] = person
        groups.separate(post, person)
    for head in groups.items:
        above = tree.heads[head]
        if tree.deps[head] == "conj" and above in groups.items:
            groups.separate(above, head)
        if groups.items[head].owner >= 0:
            groups.separate(groups.items[head].owner, head)
    for a, b in _equations(groups, tree):
        if a in holders or b in holders:
            continue
        one, two = groups.items[a], groups.items[b]
        if one.plural == two.plural and (compatible(one.cls, two.cls) or _describes(two, one)):
            groups.join(a, b)
    return holders


def _titles(groups: Groups, tree: Tree) -> Iterator[tuple[int, int]]:
    following = _names_by_start(groups)
    for head, item in groups.items.items():
        above, dep = tree.heads[head], tree.deps[head]
        if item.kind == "name" and item.label == "PERSON" and dep == "flat" and above in groups.items:
            if groups.items[above].kind == "nominal":
                yield above, head
        elif is_post(item):
            name = following.get(head + 1)
            if dep in ("nmod:desc", "compound", "appos", "flat") and _is_person(groups.items.get(above)):
                yield head, above
            elif name is not None and name.label == "PERSON" and above == name.head:
                yield head, name.head
            elif (subject := _copula_subject(tree, head)) in groups.items and _may_be_person(groups.items[subject]):
                yield head, subject


def _names_by_start(groups: Groups) -> dict[int, Item]:
    return {i.first: i for i in groups.items.values() if i.kind == "name"}


def _is_person(item: Item | None) -> bool:
    return item is not None and kind_of(item.cls) == "person" and not (item.kind == "nominal" and is_post(item))


def _may_be_person(item: Item) -> bool:
    return item.kind == "pronoun" or kind_of(item.cls) in ("person", "")


def _copula_subject(tree: Tree, i: int) -> int:
    """Return the subject of a plain, unnegated "X is Y" or "X became Y" with Y at a token, else -1."""
    if tree.child(i, "cop") < 0:
        verb = tree.heads[i]
        if tree.deps[i] == "xcomp" and tree.lemmas[verb] in ("become", "remain"):
            return tree.child(verb, "nsubj")
        return -1
    return tree.child(i, "nsubj", "nsubj:outer")


def _is_plain(tree: Tree, i: int) -> bool:
    return not any(
        tree.lower[c] in ("not", "n't", "never", "no", "if") or tree.tags[c] == "MD" or tree.deps[c] in ("mark", "case")
        for c in tree.children[i]
    )


def _equations(groups: Groups, tree: Tree) -> Iterator[tuple[int, int]]:
    items, following = groups.items, _names_by_start(groups)
    for head, item in items.items():
        dep, above = tree.deps[head], tree.heads[head]
        name = following.get(head + 1)
        if name is not None and _describes(item, name):
            yield name.head, head
        name = following.get(head + 2)
        if name is not None and tree.lower[head + 1] == "," and _is_twin(tree, item, name):
            yield name.head, head
        if dep in ("appos", "nmod:desc") and above in items:
            if _may_equate(item, items[above]) and not _are_two(groups, tree, above, head):
                yield above, head
        elif item.label in ("GPE", "LOC") and above in items and _is_named_place(tree, item, items[above]):
            yield above, head
        elif item.kind == "name" and dep == "compound" and head not in groups.linked and above in items:
            if _is_descriptor(items[above], item, tree):
                yield above, head
        elif item.kind == "nominal" and item.cls != "Concept" and _is_plain(tree, head):
            subject = _copula_subject(tree, head)
            if subject in items and items[subject].kind != "pronoun" and items[subject].cls != "Concept":
                yield subject, head


def _is_named_place(tree: Tree, name: Item, noun: Item) -> bool:
    """Whether a noun says what a named place is: "the city of Brask", "Brask province"."""
    if noun.lemma not in _NAMED_PLACES or noun.kind != "nominal" or noun.plural:
        return False
    if tree.deps[name.head] == "nmod":
        return tree.marker(name.head) == "of"
    return tree.deps[name.head] == "compound" and noun.head == name.head + 1


def _are_two(groups: Groups, tree: Tree, a: int, b: int) -> bool:
    """Whether a conjunction or two countries keep phrases apart that the parse sets in apposition."""
    one, two = ({groups.linked[c] for c in tree.children[i] if c in groups.linked and c != b} for i in (a, b))
    return tree.child(b, "cc") >= 0 or bool(one and two and not one & two)


def _describes(noun: Item, name: Item) -> bool:
    """Whether a common noun right before a name says what it is ("the airline SkyHausa", "chipmaker Veldhaven")."""
    if noun.kind != "nominal" or noun.plural or name.label not in ("ORG", "PERSON", "PRODUCT"):
        return False
    one, two = kind_of(noun.cls), kind_of(name.cls)
    return one == two in ("person", "organisation") or (name.label == "ORG" and noun.lemma in words("firm_agents"))


def _may_equate(a: Item, b: Item) -> bool:
    """Whether apposition equates: names side by side are of different things ("Kyiv, Ukraine")."""
    kinds = {a.kind, b.kind}
    return kinds != {"name"} and "pronoun" not in kinds and "NORP" not in (a.label, b.label)


def _is_twin(tree: Tree, noun: Item, name: Item) -> bool:
    """Whether the parse gives a verb the same argument twice: "its chairman, Gareth Lyle, said"."""
    a, b = noun.head, name.head
    same = (
        tree.heads[a] == tree.heads[b]
        and tree.deps[a] == tree.deps[b]
        and tree.deps[a] in ("nsubj", "nsubj:pass", "obj")
    )
    return (
        same and noun.kind == "nominal" and name.label == "PERSON" and kind_of(noun.cls) == "person" and not noun.plural
    )


def _is_descriptor(noun: Item, name: Item, tree: Tree) -> bool:
    """Whether a noun behind a name says what the name is ("the KCNA news agency")."""
    if noun.kind != "nominal" or noun.plural or not noun.definite or noun.owner >= 0 or noun.lemma not in class_nouns():
        return False
    near = noun.head - name.head <= 2 and tree.sentence[noun.head] == tree.sentence[name.head]
    same = kind_of(noun.cls) == kind_of(name.cls) == "organisation"
    return near and same and name.label in ("ORG", "")

"""What grammar says of identity within a sentence: apposition, title, copula, "the city of X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.resolution.kinds import class_nouns, compatible, kind_of
from kg.resolution.lexicons import position_nouns
from kg.resolution.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.resolution.groups import Groups
    from kg.resolution.items import Item

__all__ = ["is_post", "join_structure"]

_NAMED_PLACES = frozenset(
    ["city", "town", "village", "island", "port", "municipality", "province", "district", "state", "county", "suburb",
     "region", "territory", "peninsula", "archipelago", "kingdom", "republic"]
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
    for a, b in _equations(groups, tree):
        if a in holders or b in holders:
            continue
        one, two = groups.items[a], groups.items[b]
        if one.plural == two.plural and (compatible(one.cls, two.cls) or _is_maker(tree, one, two)):
            groups.join(a, b)
    return holders


def _titles(groups: Groups, tree: Tree) -> Iterator[tuple[int, int]]:
    for head, item in groups.items.items():
        above = tree.heads[head]
        if item.kind == "name" and item.label == "PERSON" and tree.deps[head] == "flat" and above in groups.items:
            if groups.items[above].kind == "nominal":
                yield above, head
        elif is_post(item):
            dep = tree.deps[head]
            if dep in ("nmod:desc", "compound", "appos", "flat") and above in groups.items:
                if _is_person(groups.items[above]):
                    yield head, above
            elif (subject := _copula_subject(tree, head)) in groups.items and _may_be_person(groups.items[subject]):
                yield head, subject


def _is_person(item: Item) -> bool:
    return kind_of(item.cls) == "person" and not (item.kind == "nominal" and is_post(item))


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
    items = groups.items
    for head, item in items.items():
        dep, above = tree.deps[head], tree.heads[head]
        if dep in ("appos", "nmod:desc") and above in items:
            if _may_equate(item, items[above]):
                yield above, head
        elif item.kind == "name" and dep == "compound" and above in items and _is_descriptor(items[above], item, tree):
            yield above, head
        elif item.kind == "nominal" and dep == "compound" and above in items and _precedes(tree, item, items[above]):
            yield above, head
        elif item.label in ("GPE", "LOC") and dep == "nmod" and tree.marker(head) == "of" and above in items:
            if items[above].lemma in _NAMED_PLACES and items[above].kind == "nominal" and not items[above].plural:
                yield above, head
        elif item.kind == "nominal" and item.cls != "Concept" and _is_plain(tree, head):
            subject = _copula_subject(tree, head)
            if subject in items and items[subject].kind != "pronoun" and items[subject].cls != "Concept":
                yield subject, head


def _precedes(tree: Tree, noun: Item, name: Item) -> bool:
    """Whether a common noun stands before a name that it describes ("the airline SkyHausa")."""
    return name.kind == "name" and name.label in ("ORG", "PERSON", "PRODUCT") and tree.words[noun.head].islower()


def _is_maker(tree: Tree, a: Item, b: Item) -> bool:
    """Whether an agent noun describes a firm before its name ("chipmaker Veldhaven", "palm-oil planter X")."""
    noun, name = (a, b) if a.kind == "nominal" else (b, a)
    before = tree.heads[noun.head] == name.head and noun.head < name.head
    return before and noun.kind == "nominal" and name.label == "ORG" and noun.cls == "Person" and not noun.gender


def _may_equate(a: Item, b: Item) -> bool:
    """Whether apposition equates: names side by side are of different things ("Kyiv, Ukraine")."""
    kinds = {a.kind, b.kind}
    return kinds != {"name"} and "pronoun" not in kinds and "NORP" not in (a.label, b.label)


def _is_descriptor(noun: Item, name: Item, tree: Tree) -> bool:
    """Whether a noun behind a name says what the name is ("the KCNA news agency")."""
    if noun.kind != "nominal" or noun.plural or not noun.definite or noun.owner >= 0 or noun.lemma not in class_nouns():
        return False
    near = noun.head - name.head <= 2 and tree.sentence[noun.head] == tree.sentence[name.head]
    same = kind_of(noun.cls) == kind_of(name.cls) == "organisation"
    return near and same and name.label in ("ORG", "")

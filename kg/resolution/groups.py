"""Groups of mentions that refer to the same thing, while an article is being resolved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.resolution.kinds import kind_of
from kg.resolution.names import person_likeness, person_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.resolution.items import Item

__all__ = ["Groups"]


def _bearer(item: Item) -> str:
    """What bears a name: a person or something else; empty for other phrases and uncertain types."""
    if item.kind != "name" or item.label not in ("PERSON", "ORG", "GPE", "LOC"):
        return ""
    return "person" if item.label == "PERSON" else "other"


def _is_full_person(item: Item) -> bool:
    return item.kind == "name" and item.label == "PERSON" and len(person_words(item.text)) > 1


class Groups:
    """Disjoint sets of mentions, each known by its first head token.

    Parameters
    ----------
    items : mapping of int to Item
        By head token, in text order.
    linked : mapping of int to str
        What is known from tables, by head token: ``"country:KR"``.

    Notes
    -----
    Some groups never join, whoever asks: two countries, two full names of persons with different
    given names, a man and a woman, a person's name and an organisation's, and what was noted with `separate`.
    """

    def __init__(self, items: Mapping[int, Item], linked: Mapping[int, str]) -> None:
        self.items, self.linked = items, linked
        self._parent = {head: head for head in items}
        self._members = {head: [head] for head in items}
        self._keys = {head: {key} for head, key in linked.items() if head in items}
        self._genders = {head: {i.gender} for head, i in items.items() if i.gender}
        self._persons = {head: {i.text} for head, i in items.items() if _is_full_person(i)}
        self._bearers = {head: {bearer} for head, i in items.items() if (bearer := _bearer(i))}
        self._apart: dict[int, set[int]] = {}
        self._listed: dict[int, tuple[Item, ...]] = {}
        self._kinds: dict[int, frozenset[str]] = {}

    def find(self, head: int) -> int:
        """Return the first head of a mention's group."""
        parent = self._parent
        while (above := parent[head]) != head:
            parent[head] = parent[above]
            head = parent[head]
        return head

    def members(self, head: int) -> tuple[Item, ...]:
        """Return the mentions of a group in text order."""
        root = self.find(head)
        found = self._listed.get(root)
        if found is None:
            found = self._listed[root] = tuple(self.items[h] for h in sorted(self._members[root]))
        return found

    def kinds(self, head: int) -> frozenset[str]:
        """Return the coarse kinds of a group's names and noun phrases; none if it holds nothing but pronouns."""
        root = self.find(head)
        found = self._kinds.get(root)
        if found is None:
            found = frozenset(kind_of(m.cls) for m in self.members(root) if m.kind != "pronoun")
            self._kinds[root] = found
        return found

    def key(self, head: int) -> str:
        """Return what a group is known to be from tables, empty if nothing."""
        return next(iter(self._keys.get(self.find(head), ())), "")

    def genders(self, head: int) -> frozenset[str]:
        """Return the genders that a group's mentions show."""
        return frozenset(self._genders.get(self.find(head), ()))

    def separate(self, a: int, b: int) -> None:
        """Note that two mentions refer to different things: their groups never join."""
        self._apart.setdefault(a, set()).add(b)
        self._apart.setdefault(b, set()).add(a)

    def may_join(self, a: int, b: int) -> bool:
        """Tell whether nothing known keeps two groups apart."""
        one, two = self.find(a), self.find(b)
        if one == two:
            return True
        for table in (self._keys, self._genders, self._bearers):
            x, y = table.get(one), table.get(two)
            if x and y and len(x | y) > 1:
                return False
        full = self._persons.get(two, ())
        if any(person_likeness(x, y) != "same" for x in self._persons.get(one, ()) for y in full):
            return False
        return not any(self.find(y) == two for x in self._members[one] for y in self._apart.get(x, ()))

    def join(self, a: int, b: int) -> bool:
        """Make two groups one, unless they are known to differ; return whether they are one now."""
        one, two = sorted((self.find(a), self.find(b)))
        if one == two:
            return True
        if not self.may_join(one, two):
            return False
        self._parent[two] = one
        for table in (self._keys, self._genders, self._persons, self._bearers):
            more = table.pop(two, None)
            if more:
                table.setdefault(one, set()).update(more)
        self._members[one] += self._members.pop(two)
        for root in (one, two):
            self._listed.pop(root, None)
            self._kinds.pop(root, None)
        return True

    def join_all(self, heads: Iterable[int]) -> None:
        """Make one group of several."""
        first: int | None = None
        for head in heads:
            if first is None:
                first = head
            else:
                self.join(first, head)

    def roots(self) -> list[int]:
        """Return the first head of each group in text order."""
        return sorted(self._members)

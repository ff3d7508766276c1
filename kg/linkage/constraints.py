"""What curators demand of a resolution: records that must be one, records that must not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.errors import ConfigError
from kg.linkage.decisions import Decision, Ref
from kg.linkage.groups import Tags
from kg.linkage.records import Corpus

__all__ = ["Constraints", "Unions", "wanted_by"]


class Unions:
    """Sets that grow together (union-find); the smallest number stands for each."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def root(self, item: int) -> int:
        """Return the number that stands for the set of an item."""
        path = []
        while self._above.get(item, item) != item:
            path.append(item)
            item = self._above[item]
        for passed in path:
            self._above[passed] = item
        return item

    def join(self, one: int, two: int) -> None:
        """Make one set of two."""
        low, high = sorted((self.root(one), self.root(two)))
        self._above[high] = low
        self._above.setdefault(low, low)

    def sets(self) -> list[list[int]]:
        """Return the sets of several items, sorted."""
        found: dict[int, list[int]] = defaultdict(list)
        for item in sorted(self._above):
            found[self.root(item)].append(item)
        return [found[root] for root in sorted(found) if len(found[root]) > 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraints:
    """Demands in terms of records.

    Parameters
    ----------
    together : list of list of int
        Records that must be one.
    tags : Tags
    """

    together: list[list[int]] = field(default_factory=list)
    tags: Tags = field(default_factory=dict)

    @classmethod
    def of(cls, corpus: Corpus, decisions: Iterable[Decision]) -> Constraints:
        """Translate curators' decisions; what no article of the corpus names is passed over.

        Raises
        ------
        ConfigError
            If one decision demands what another forbids.
        """
        asked = sorted((d for d in decisions if d.curated), key=lambda d: d.order)
        named = wanted_by(asked)
        found: dict[str, list[int]] = defaultdict(list)
        for number, record in enumerate(corpus.records):
            if record.entity in named:
                found[record.entity].append(number)

        def records(ref: Ref) -> set[int]:
            article = corpus.articles.get(ref.article, -1)
            return {n for n in found[ref.entity] if not ref.article or corpus.records[n].article == article}

        unions = Unions()
        for decision in asked:
            if decision.kind == "pin":
                first, *rest = [*sorted(records(decision.left) | records(decision.right)), -1]
                for number in rest[:-1]:
                    unions.join(first, number)
        tags: dict[int, set[tuple[int, int]]] = defaultdict(set)
        for number, decision in enumerate(d for d in asked if d.kind == "forbid"):
            left, right = records(decision.left), records(decision.right)
            if not decision.left.article:
                left -= right
            elif not decision.right.article:
                right -= left
            for side, members in enumerate((left, right)):
                for member in members:
                    tags[member].add((number, side))
        _agree(unions, tags, [d for d in asked if d.kind == "forbid"])
        return cls(together=unions.sets(), tags={m: frozenset(t) for m, t in tags.items()})


def wanted_by(decisions: Iterable[Decision]) -> frozenset[str]:
    """Return the IRIs of entities of which curators' decisions speak."""
    return frozenset(ref.entity for d in decisions if d.curated for ref in (d.left, d.right))


def _agree(unions: Unions, tags: dict[int, set[tuple[int, int]]], forbidden: list[Decision]) -> None:
    sides: dict[tuple[int, int], int] = {}
    for member in sorted(tags):
        for number, side in sorted(tags[member]):
            root = unions.root(member)
            if sides.setdefault((number, root), side) != side:
                d = forbidden[number]
                raise ConfigError(
                    f"decision {d.id} forbids that {d.left.entity} and {d.right.entity} are one, but pinned decisions "
                    "make them one; take one of them back"
                )

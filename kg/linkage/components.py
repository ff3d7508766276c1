"""Connected sets of names, each resolved by itself: what one comes to depends on no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from kg.linkage.blocking import Pairs
from kg.linkage.groups import Group, Tags
from kg.linkage.joining import join_alike, join_linked
from kg.linkage.namesakes import grouped
from kg.linkage.records import Corpus, Key

__all__ = ["Cluster", "Component", "Scoring", "score_component", "scored"]


@dataclass(slots=True)
class Cluster:
    """Records that are one in the end."""

    members: list[int]
    note: str
    score: float
    apart: tuple[str, float]
    pinned: bool

    @classmethod
    def of(cls, group: Group) -> Cluster:
        """Take what a group came to."""
        return cls(group.members, group.note, group.score, group.apart, group.pinned)


@dataclass(slots=True)
class Component:
    """Names that are connected by pairs, in order, with groups that curators made of some of their records."""

    names: list[Key]
    pairs: Pairs
    seeds: list[Group] = field(default_factory=list)

    def is_plain(self, corpus: Corpus) -> bool:
        """Tell whether it is one record, so that there is nothing to score."""
        return len(self.names) == 1 and len(corpus.members[self.names[0]]) == 1 and not self.seeds


#: Scores components: yields, in their order, how many names each has and the clusters that come of it.
Scoring = Callable[[Corpus, Iterable[Component], float, Tags], Iterator[tuple[int, list[Cluster]]]]


def scored(
    corpus: Corpus, components: Iterable[Component], limit: float, tags: Tags
) -> Iterator[tuple[int, list[Cluster]]]:
    """Score components one after the other."""
    for component in components:
        yield len(component.names), score_component(corpus, component, limit, tags)


def score_component(corpus: Corpus, component: Component, limit: float, tags: Tags) -> list[Cluster]:
    """Group the records of a component: of each name, then of names that are alike.

    Parameters
    ----------
    corpus : Corpus
    component : Component
    limit : float
        Log-odds from which two are joined.
    tags : Tags
    """
    if component.is_plain(corpus):
        return [Cluster(corpus.members[component.names[0]], "", 1.0, ("", 0.0), False)]
    seeds = component.seeds
    groups = list(seeds)
    for key in component.names:
        groups += grouped(corpus, key, corpus.members[key], seeds=seeds, limit=limit, tags=tags)
    if len(groups) > 1:
        groups = join_alike(corpus, join_linked(groups), component.pairs, limit, tags)
    return [Cluster.of(g) for g in groups]

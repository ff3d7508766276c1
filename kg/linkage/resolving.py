"""Resolution across articles: profiles in, decisions on who is who out."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.errors import ConfigError
from kg.identity import hashed
from kg.linkage.blocking import Pairs, name_pairs
from kg.linkage.components import Cluster, Component, Scoring, scored
from kg.linkage.constraints import Constraints, Unions, wanted_by
from kg.linkage.decisions import METHOD, Decision, Ref
from kg.linkage.groups import Group, Tags
from kg.linkage.namesakes import GroupsOfName, grouped, in_order
from kg.linkage.person_names import Likeness, PersonName
from kg.linkage.profiles import Profile, is_scoped
from kg.linkage.records import Corpus, Key
from kg.linkage.words import sound, weights

__all__ = ["Decisions", "resolve"]

#: Names after which it is told how far it is.
_TELL = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """Which entities of which articles are one.

    Parameters
    ----------
    decisions : tuple of Decision
        In a fixed order. An entity that stands under its own IRI, with all that has the same, has none.
    profiles, entities : int
        Profiles that were compared, and the entities that they turned out to be.
    """

    decisions: tuple[Decision, ...] = ()
    profiles: int = 0
    entities: int = 0
    _whole: Mapping[str, str] = field(default_factory=dict, repr=False)
    _parts: Mapping[tuple[str, str], str] = field(default_factory=dict, repr=False)

    def canonical(self, article: str, entity: str) -> str:
        """Return the IRI under which an article's entity stands."""
        found = self._parts.get((article, entity))
        return found if found is not None else self._whole.get(entity, entity)


def resolve(
    profiles: Iterable[Profile],
    *,
    constraints: Iterable[Decision] = (),
    threshold: float | None = None,
    progress: Callable[[int, int], None] | None = None,
    score: Scoring = scored,
) -> Decisions:
    """Decide which entities of different articles are one, and which of one name are two.

    Parameters
    ----------
    profiles : iterable of Profile
        In any order; read once.
    constraints : iterable of Decision
        Curators' ("pin", "forbid"); others are passed over. They hold whatever the scores say, but two entities that
        one article keeps apart stay two there.
    threshold : float, optional
        Probability, above 0 and below 1, from which two are joined; higher is more precise, lower finds more.
    progress : callable, optional
        Called now and then with how many names were looked at, and of how many.
    score : Scoring
        What scores the connected sets of names, by default one after the other in this process.

    Returns
    -------
    Decisions
        The same for the same profiles in whatever order.

    Raises
    ------
    ConfigError
        If the threshold is none, or a constraint demands what another forbids.

    Notes
    -----
    Names are compared within blocks of shared keys, the records of one name with few groups each: O(n log n) in the
    profiles. Memory holds the features of all profiles as numbers, and groups of one connected set of names at a time.
    """
    least = weights()["threshold"]["join"] if threshold is None else threshold
    if not 0 < least < 1:
        raise ConfigError(f"a threshold of {least} is no probability between 0 and 1; give one such as 0.9")
    asked = tuple(constraints)
    corpus = Corpus(profiles, wanted_by(asked))
    demands = Constraints.of(corpus, asked)
    limit = math.log(least / (1 - least))
    clusters = _clusters(corpus, demands, limit, score, progress or _untold)
    _attach_short(corpus, clusters, demands, limit)
    return _decided(corpus, clusters)


def _untold(done: int, total: int) -> None:
    """Tell nobody how far it is."""


def _clusters(
    corpus: Corpus, demands: Constraints, limit: float, score: Scoring, progress: Callable[[int, int], None]
) -> list[Cluster]:
    """Resolve all but short names, one connected set of names after the other."""
    pairs = name_pairs(corpus)
    keys = sorted(k for k in corpus.names if k[0] != "short")
    places = {key: i for i, key in enumerate(keys)}
    by_place = _together(corpus, demands)
    unions = Unions()
    for a, b in pairs:
        unions.join(places[a], places[b])
    for linked in by_place:
        found = sorted({places[corpus.records[m].key] for m in linked if corpus.records[m].key in places})
        for other in found[1:]:
            unions.join(found[0], other)
    near: dict[int, Pairs] = defaultdict(dict)
    for (a, b), like in pairs.items():
        near[unions.root(places[a])][a, b] = like
    seeds: dict[int, list[Group]] = defaultdict(list)
    loose: list[Cluster] = []
    for together in demands.together:
        seed = _seed(corpus, together, demands.tags)
        known = [places[k] for k in sorted(seed.keys) if k in places]
        if known:
            seeds[unions.root(known[0])].append(seed)
        else:
            loose.append(Cluster.of(seed))
    sets = {tuple(s) for s in unions.sets()}
    alone = set(range(len(keys))) - {i for s in sets for i in s}
    components = (
        Component([keys[i] for i in places], near.get(places[0], {}), seeds.get(unions.root(places[0]), []))
        for places in sorted(sets | {(i,) for i in alone})
    )
    done = 0
    for number, clusters in score(corpus, components, limit, demands.tags):
        loose += clusters
        done += number
        if done % _TELL < number or done == len(keys):
            progress(done, len(keys))
    return loose


def _together(corpus: Corpus, demands: Constraints) -> Iterator[list[int]]:
    """Yield records whose names must be looked at together: pinned, or of one Wikidata item."""
    yield from demands.together
    by_item: dict[str, dict[Key, int]] = defaultdict(dict)
    for number, record in enumerate(corpus.records):
        for item in record.same_as:
            by_item[item].setdefault(record.key, number)
    for item in sorted(by_item):
        if len(by_item[item]) > 1:
            yield sorted(by_item[item].values())


def _seed(corpus: Corpus, together: list[int], tags: Tags) -> Group:
    """Make a group of what a curator holds for one; of two that one article keeps apart the second stays out."""
    group = Group(corpus)
    for member in in_order(corpus, together):
        if corpus.records[member].article not in group.articles:
            group.add(member, tags)
    group.pinned, group.note = True, "pinned by curator"
    return group


def _attach_short(corpus: Corpus, clusters: list[Cluster], demands: Constraints, limit: float) -> None:
    """Give bare surnames to those whom they can only mean, and else leave them to themselves."""
    done = {m for c in clusters for m in c.members}
    waiting: dict[str, list[int]] = defaultdict(list)
    for key in corpus.names:
        if key[0] == "short":
            waiting[sound(_person(corpus, key).family)] += [m for m in corpus.members[key] if m not in done]
    holders: dict[str, list[int]] = defaultdict(list)
    for place, cluster in enumerate(clusters):
        families = {sound(_person(corpus, k).family) for k in {corpus.records[m].key for m in cluster.members}
                    if k[0] == "per"}  # fmt: skip
        for family in families & waiting.keys():
            holders[family].append(place)
    for family in sorted(waiting):
        _attach(corpus, clusters, holders[family], waiting[family], family, demands.tags, limit)


def _person(corpus: Corpus, key: Key) -> PersonName:
    name = corpus.names[key]
    assert isinstance(name, PersonName)
    return name


def _attach(
    corpus: Corpus,
    clusters: list[Cluster],
    places: list[int],
    waiting: list[int],
    family: str,
    tags: Tags,
    limit: float,
) -> None:
    full = sorted((Group(corpus, clusters[p].members, tags) for p in places), key=Group.order)
    of_group = {id(g): next(p for p in places if clusters[p].members[0] == g.members[0]) for g in full}
    like = Likeness((), (("family", family),))
    base = corpus.rarity("per").log_odds(like, short=True)
    known = GroupsOfName(full)
    left: dict[Key, list[int]] = defaultdict(list)
    for member in in_order(corpus, waiting):
        if not known.take(Group(corpus, [member], tags), base, limit, tags):
            left[corpus.records[member].key].append(member)
    for group in full:
        cluster = clusters[of_group[id(group)]]
        if len(group.members) > len(cluster.members):
            cluster.members, cluster.note = group.members, cluster.note or group.note
            cluster.score = min(cluster.score, group.score)
    for key in sorted(left):
        clusters += map(Cluster.of, grouped(corpus, key, left[key], seeds=[], limit=limit, tags=tags))


def _decided(corpus: Corpus, clusters: list[Cluster]) -> Decisions:
    """Give each cluster its IRI, and tell what follows for whom."""
    owner, count = _owners(corpus, clusters)
    whole: dict[str, str] = {}
    parts: dict[tuple[str, str], str] = {}
    found: list[Decision] = []
    for place, cluster in enumerate(clusters):
        own = Counter(corpus.records[m].entity for m in cluster.members)
        iri, minted = _iri(corpus, cluster, own, {e for e in own if owner[e] == place})
        for entity in sorted(own):
            if entity == iri:
                continue
            if own[entity] == count[entity]:
                whole[entity] = iri
                found.append(_decision(cluster, Ref(entity), iri, None))
                continue
            for member in cluster.members:
                record = corpus.records[member]
                if record.entity == entity:
                    ref = Ref(entity, corpus.article_names[record.article])
                    parts[ref.article, entity] = iri
                    # of two that came apart one has the reason
                    apart = cluster.apart if cluster.apart[0] else clusters[owner[entity]].apart
                    found.append(_decision(cluster, ref, iri, apart if minted and iri.startswith(entity) else None))
    return Decisions(
        decisions=tuple(sorted(found, key=lambda d: d.order)), profiles=len(corpus.records), entities=len(clusters),
        _whole=whole, _parts=parts,
    )  # fmt: skip


def _owners(corpus: Corpus, clusters: list[Cluster]) -> tuple[dict[str, int], Counter[str]]:
    """Return for each IRI the cluster that keeps it, the one with most of its records, and how many it has."""
    best: dict[str, tuple[int, str, int]] = {}
    count: Counter[str] = Counter()
    for place, cluster in enumerate(clusters):
        first: dict[str, str] = {}
        own: Counter[str] = Counter()
        for member in cluster.members:
            record = corpus.records[member]
            article = corpus.article_names[record.article]
            own[record.entity] += 1
            first[record.entity] = min(article, first.get(record.entity, article))
        count.update(own)
        for entity, number in own.items():
            rank = (-number, first[entity], place)
            if entity not in best or rank < best[entity]:
                best[entity] = rank
    return {entity: rank[2] for entity, rank in best.items()}, count


def _iri(corpus: Corpus, cluster: Cluster, own: Counter[str], kept: set[str]) -> tuple[str, bool]:
    """Return the IRI of a cluster, and whether it was minted for it."""
    linked: set[str] = set()
    scoped: set[str] = set()
    for member in cluster.members:
        record = corpus.records[member]
        if record.same_as:
            linked.add(record.entity)
        if is_scoped(corpus.article_names[record.article], record.entity):
            scoped.add(record.entity)

    def rank(entity: str) -> tuple[bool, bool, int, str]:
        return entity in scoped, entity not in linked, -own[entity], entity

    if kept:
        return min(kept, key=rank), False
    base = min(own, key=rank)
    first = min(corpus.article_names[corpus.records[m].article] for m in cluster.members)
    return f"{base}-{hashed('x', base, first)[2:12]}", True


def _decision(cluster: Cluster, left: Ref, iri: str, apart: tuple[str, float] | None) -> Decision:
    if apart is not None:
        reason, score = apart
        return Decision(kind="split", left=left, right=Ref(iri), reason=reason or "another of that name",
                        score=score, version=METHOD)  # fmt: skip
    reason = "pinned by curator" if cluster.pinned else cluster.note or "same name"
    return Decision(kind="join", left=left, right=Ref(iri), reason=reason, score=cluster.score, version=METHOD)

"""Records of one name: which of them are one, which are namesakes."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable

from kg.linkage.body_names import BodyName
from kg.linkage.evidence import Evidence, context
from kg.linkage.fields import trades_meet
from kg.linkage.groups import SAME_ARTICLE, Group, Tags, hindrance
from kg.linkage.person_names import parse_person
from kg.linkage.records import Corpus, Key, compare
from kg.linkage.words import weights

__all__ = ["GroupsOfName", "among", "grouped", "in_order", "name_log_odds", "others_of", "probability"]

#: Groups of one name that a record is compared with, those first that share most with it.
_MOST = 8
#: What is shared by more groups of one name than this does not tell them apart.
_SHARED_BY = 64
#: Groups of one name are rivals for a record if it is so sure that they are two.
_SURELY = 0.5
#: Probability that two of one name in one article are one after all; they stay two.
_TWICE = 0.8
#: ... that two of other titles are.
_OPEN = 0.5
#: Words of a surname with its article.
_PARTS = 2


def probability(log_odds: float) -> float:
    """Return the probability of log-odds, to four places."""
    return round(1 / (1 + math.exp(-max(-50.0, min(50.0, log_odds)))), 4)


def grouped(
    corpus: Corpus, key: Key, members: Iterable[int], *, seeds: list[Group], limit: float, tags: Tags
) -> list[Group]:
    """Group the records of one name.

    Parameters
    ----------
    corpus : Corpus
    key : Key
    members : iterable of int
        Records of that name.
    seeds : list of Group
        Records that curators hold for one; some of them are of this name.
    limit : float
        Log-odds from which two are joined.
    tags : Tags

    Returns
    -------
    list of Group
        New ones, without the seeds, in a fixed order.

    Notes
    -----
    Records that tell most come first. Each joins the group that it fits best: by the name's rarity and the context,
    if that is enough, nothing forbids it, and no other group of the name fits nearly as well. Else it begins its own.
    A record is compared with a few groups, so that n records take O(n log n).
    """
    base = name_log_odds(corpus, key)
    seeded = {m for s in seeds for m in s.members}
    own = GroupsOfName([s for s in seeds if key in s.keys])
    ordered = in_order(corpus, (m for m in members if m not in seeded))
    for member in _by_setting(corpus, ordered) if key[0] == "loc" else ordered:
        single = Group(corpus, [member], tags)
        if not own.take(single, base, limit, tags):
            own.append(single)
    return own.found


def name_log_odds(corpus: Corpus, key: Key) -> float:
    """Return what a name alone says for two records being one."""
    name = corpus.names[key]
    like = compare(key[0], name, name)
    assert like is not None  # every name is like itself
    base = corpus.rarity(key[0]).log_odds(like, short=key[0] == "short")
    # a surname that was taken for a town or a firm says whom it means no more than a surname does
    bearer = parse_person(name.text) if isinstance(name, BodyName) and len(name.words) <= _PARTS else None
    mistaken = bearer is not None and not bearer.given and bearer.family in corpus.families
    if corpus.is_short_for_descriptive(key):
        base = min(base, weights()["name"]["descriptive"])
    return min(base, weights()["name"]["short"]) if mistaken else base


def in_order(corpus: Corpus, members: Iterable[int]) -> list[int]:
    """Return records with those first that tell most, in the same order however the articles came."""
    return sorted(members, key=lambda m: _order(corpus, m))


def _by_setting(corpus: Corpus, members: list[int]) -> list[int]:
    """Put first the records from articles on the country on which most of them are: it tells where a town lies."""
    count = Counter(corpus.records[m].setting for m in members)
    place = {s: (-n, corpus.feature_name(s) if s >= 0 else "~") for s, n in count.items()}
    return sorted(members, key=lambda m: place[corpus.records[m].setting])


def _order(corpus: Corpus, member: int) -> tuple[int, str, str]:
    r = corpus.records[member]
    known = 3 * bool(r.same_as) + len(r.told) + len(r.fields) + len(r.countries)
    return -known, corpus.article_names[r.article], r.entity


def among(base: float, size: int, others: float) -> float:
    """Return what a name says, in log-odds, where so many records of it are known to be of others.

    Parameters
    ----------
    base : float
        What it says as long as no namesake is known.
    size : int
        Records of the one in question.
    others : float
        Records of its namesakes, each as far as it is sure that they are.
    """
    return min(base, math.log((size + 1) / others)) if others > 0 else base


def others_of(group: Group, groups: Iterable[Group]) -> float:
    """Return how many records are of namesakes of a group, each as far as it is sure that they are."""
    return math.fsum(len(g.members) * _distinct(group, g) for g in groups if g is not group)


def _distinct(one: Group, two: Group) -> float:
    """Return how sure it is that two groups are two: what stands apart for want of evidence may be one."""
    if not one.keys & two.keys:
        return 1.0
    return max(1 - g.apart[1] if g.apart[0] else 0.0 for g in (one, two))


def _fitting(near: list[Group], single: Group, base: float, limit: float) -> tuple[Group | None, tuple[str, float]]:
    """Return the group that a record belongs to, or None, with the probability; why not, or what they share."""
    scored: list[tuple[float, Group, Evidence]] = []
    note = ("", 0.0)
    for group in near:
        forbidden = hindrance(group, single)
        if forbidden:
            # an article that knows one name as two has rather failed to see that they are one
            note = (forbidden, _TWICE if forbidden == SAME_ARTICLE else 0.0)
            continue
        if group.same_as & single.same_as:
            return group, ("Wikidata item", 1.0)
        if group.titles and single.titles and not trades_meet(group.titles, single.titles):
            # whether an envoy became a minister, or they are two, is seen when all records of both are known
            note = (context(group, single).against, _OPEN)
            continue
        evidence = context(group, single)
        known = among(base, len(group.members), others_of(group, near))
        scored.append((known + evidence.score, group, evidence))
    if not scored:
        return None, note
    scored.sort(key=lambda s: (-s[0], s[1].order()))
    best, group, evidence = scored[0]
    if best < limit:
        return None, (evidence.against or "a common name, and nothing else in common", probability(best))
    least = best - weights()["threshold"]["margin"]
    rivals = [score for score, other, _ in scored[1:] if score > least and _distinct(group, other) >= _SURELY]
    if rivals:
        return None, ("it could be any of several", probability(best - rivals[0]))
    return group, (evidence.shared, probability(best))


class GroupsOfName:
    """Groups of one name, found by what they share with a record where they are many.

    Parameters
    ----------
    seeds : list of Group
    """

    def __init__(self, seeds: list[Group]) -> None:
        self._groups = list(seeds)
        self._seeds = len(seeds)
        self._by_feature: dict[int, dict[int, None]] = defaultdict(dict)
        self._places = {id(g): i for i, g in enumerate(seeds)}
        for group in seeds:
            self.index(group, group)

    @property
    def found(self) -> list[Group]:
        """The groups that were no seeds."""
        return self._groups[self._seeds :]

    def take(self, single: Group, base: float, limit: float, tags: Tags) -> bool:
        """Put a record into the group where it belongs; where it belongs to none, it notes why, and False is returned.

        Parameters
        ----------
        single : Group
            Of one record.
        base : float
            What the names say, in log-odds.
        limit : float
        tags : Tags
        """
        best, (words, score) = _fitting(self.near(single), single, base, limit)
        if best is None:
            single.apart = words, score
            return False
        best.add(single.members[0], tags)
        best.note = f"same name and {words}" if words else best.note or "same name"
        best.score = min(best.score, score)
        self.index(best, single)
        return True

    def append(self, group: Group) -> None:
        """Take up a new group."""
        self._places[id(group)] = len(self._groups)
        self._groups.append(group)
        self.index(group, group)

    def index(self, group: Group, more: Group) -> None:
        """Note what a group says by a record that it took in."""
        place = self._places[id(group)]
        for feature in (*more.told, *more.around):
            holders = self._by_feature[feature]
            if len(holders) < _SHARED_BY:
                holders[place] = None

    def near(self, single: Group) -> list[Group]:
        """Return the groups that a record may belong to."""
        if len(self._groups) <= _MOST:
            return self._groups
        votes: Counter[int] = Counter()
        for features, weight in ((single.told, 3), (single.around, 1)):
            for feature in features:
                for place in self._by_feature.get(feature, ()):
                    votes[place] += weight
        best = sorted(votes, key=lambda place: (-votes[place], place))[:_MOST]
        # without anything shared the largest may still take it, if the name is rare
        best += [p for p in range(min(2, len(self._groups))) if p not in votes]
        return [self._groups[p] for p in best]

"""Groups of several names: which are one, by names and context together, with what forbids it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from kg.linkage.blocking import Pairs
from kg.linkage.evidence import Evidence, context
from kg.linkage.groups import SAME_ARTICLE, Group, Tags, hindrance
from kg.linkage.namesakes import among, name_log_odds, others_of, probability
from kg.linkage.person_names import Likeness, PersonName
from kg.linkage.records import Corpus, Key, compare
from kg.linkage.words import weights

__all__ = ["Edge", "join_alike", "join_linked"]

#: Groups of two names of which all pairs are scored; of more the largest.
_MOST = 24
#: Share of the articles of the smaller of two groups that may tell of both as two, and leave the others one.
_ERRING = 0.15


@dataclass(frozen=True, slots=True)
class Edge:
    """Two groups that may be one: log-odds, how their names are alike, and what the context says."""

    score: float
    one: Group
    two: Group
    like: Likeness
    evidence: Evidence

    @property
    def reason(self) -> str:
        """Why, in words."""
        return _reason(self.like, self.evidence)


_FORMS = {
    "spelling": "the name in another spelling",
    "order": "the name in another order",
    "nickname": "a short form of the given name",
    "clipped": "a part of the given name",
    "initial": "an initial of the given name",
    "part": "a shorter form of the name",
    "acronym": "the initials of the name",
    "called": "named so beside the other name",
}


def _reason(like: Likeness, evidence: Evidence) -> str:
    forms = " and ".join(_FORMS[f] for f in like.forms) or "same name"
    return f"{forms}, same {evidence.shared}" if evidence.shared else forms


def join_linked(groups: list[Group]) -> list[Group]:
    """Join groups that the same Wikidata item names."""
    by_item: dict[str, Group] = {}
    for group in groups:
        for item in sorted(group.same_as):
            other = by_item.get(item)
            if other is not None and other is not group and other.members and not hindrance(other, group):
                other.take(group)
                for mine in other.same_as:
                    by_item.setdefault(mine, other)
                other.note = other.note or "same Wikidata item"
                break
            by_item.setdefault(item, group)
    return [g for g in groups if g.members]


def join_alike(corpus: Corpus, groups: list[Group], pairs: Pairs, limit: float, tags: Tags) -> list[Group]:
    """Join groups of one name or of names that are alike, the surest first.

    Parameters
    ----------
    corpus : Corpus
    groups : list of Group
        Of names that are connected by pairs; they are changed.
    pairs : Pairs
    limit : float
        Log-odds from which two are joined.
    tags : Tags

    Returns
    -------
    list of Group

    Notes
    -----
    Of several partners that exclude one another a group joins none, unless one is ahead by the margin. All names of
    the groups must fit each other: George Bush does not make one of George W. and George H. W.
    """
    edges = _unrivalled(_edges(corpus, groups, pairs, limit), corpus, pairs)
    into: dict[int, Group] = {}

    def root(group: Group) -> Group:
        while id(group) in into:
            group = into[id(group)]
        return group

    changed: set[int] = set()
    left: list[Group] = []
    for edge in sorted(edges, key=lambda e: (-e.score, e.one.order(), e.two.order())):
        one, two = root(edge.one), root(edge.two)
        if one is two or _bar(one, two) or not _names_fit(corpus, one, two, pairs):
            continue
        score, reason = edge.score, edge.reason
        if {id(one), id(two)} & changed:
            evidence = context(one, two)
            score += evidence.score - edge.evidence.score
            reason = _reason(edge.like, evidence)
            if score < limit:
                continue
        one, two = sorted((one, two), key=Group.order)
        into[id(two)] = one
        for article in sorted(one.articles & two.articles):
            kept, out = _parted(two, {article}, tags)
            left += [out] if out else []
            two.members, two = [], kept
        one.take(two)
        one.note, one.score = reason, min(one.score, two.score, probability(score))
        changed.add(id(one))
    return [g for g in (*groups, *left) if g.members]


def _edges(corpus: Corpus, groups: list[Group], pairs: Pairs, limit: float) -> list[Edge]:
    by_name: dict[Key, list[Group]] = defaultdict(list)
    for group in sorted(groups, key=Group.order):
        for key in group.keys:
            by_name[key].append(group)
    found: dict[frozenset[int], Edge] = {}

    def score(one: Group, two: Group, like: Likeness, base: float) -> None:
        if one is two or _bar(one, two):
            return
        evidence = context(one, two)
        pair = frozenset((id(one), id(two)))
        if base + evidence.score >= limit and (pair not in found or found[pair].score < base + evidence.score):
            found[pair] = Edge(base + evidence.score, one, two, like, evidence)

    for key in sorted(by_name):
        same = Likeness((), ())
        if len(by_name[key]) > 1:
            base = name_log_odds(corpus, key)
            some = by_name[key][:_MOST]
            for one, two in combinations(some, 2):
                others = others_of(one, (g for g in some if g is not two))
                score(one, two, same, among(base, len(one.members) + len(two.members), others))
    for (a, b), like in sorted(pairs.items()):
        base = corpus.rarity(a[0]).log_odds(like)
        for one in by_name[a][:_MOST]:
            for two in by_name[b][:_MOST]:
                score(one, two, like, base)
    return list(found.values())


def _unrivalled(edges: list[Edge], corpus: Corpus, pairs: Pairs) -> list[Edge]:
    """Leave out edges of groups that have another partner nearly as good, where the two partners cannot be one."""
    margin = weights()["threshold"]["margin"]
    at: dict[int, list[Edge]] = defaultdict(list)
    for edge in edges:
        at[id(edge.one)].append(edge)
        at[id(edge.two)].append(edge)
    linked = {frozenset((id(e.one), id(e.two))) for e in edges}

    def rivals(edge: Edge, group: Group) -> Iterable[Edge]:
        partner = edge.two if edge.one is group else edge.one
        for other in at[id(group)]:
            if other is edge or other.score < edge.score - margin:
                continue
            third = other.two if other.one is group else other.one
            if frozenset((id(partner), id(third))) not in linked and _exclude(partner, third):
                yield other

    def _exclude(one: Group, two: Group) -> bool:
        # of one name they were looked at, and found to be two
        return bool(one.keys & two.keys or _bar(one, two)) or not _names_fit(corpus, one, two, pairs)

    return [e for e in edges if not any(True for g in (e.one, e.two) for _ in rivals(e, g))]


def _names_fit(corpus: Corpus, one: Group, two: Group, pairs: Pairs) -> bool:
    """Whether every name of one fits every name of the other; where there are full names, initials need not."""
    for a in _telling(corpus, one):
        for b in _telling(corpus, two):
            if (a, b) in pairs or (b, a) in pairs or "own" in (a[0], b[0]):
                continue
            if compare(a[0], corpus.names[a], corpus.names[b]) is None and not _initials(corpus, a, b):
                return False
    return True


def _telling(corpus: Corpus, group: Group) -> list[Key]:
    """Return the names of a group without those that have but an initial, if others tell more."""
    full = [k for k in group.keys if not (isinstance(n := corpus.names[k], PersonName) and len(n.given) == 1)]
    return sorted(full or group.keys)


def _initials(corpus: Corpus, a: Key, b: Key) -> bool:
    """Whether both have but an initial: B. for Becky and R. for Rebecca need not fit each other."""
    one, two = corpus.names[a], corpus.names[b]
    return (
        isinstance(one, PersonName) and isinstance(two, PersonName)
        and len(one.given) == len(two.given) == 1 and one.suffix == two.suffix and one.family == two.family
    )  # fmt: skip


def _bar(one: Group, two: Group) -> str:
    """Return what forbids that two groups are one; a few articles that know both do not, for they may have erred."""
    forbidden = hindrance(one, two)
    if forbidden != SAME_ARTICLE:
        return forbidden
    both = len(one.articles & two.articles)
    return forbidden if both > _ERRING * min(len(one.articles), len(two.articles)) else ""


def _parted(group: Group, articles: set[int], tags: Tags) -> tuple[Group, Group | None]:
    """Take out the records of some articles; return the rest, and what was taken out."""
    records = group.corpus.records
    out = [m for m in group.members if records[m].article in articles]
    if not out:
        return group, None
    rest = Group(group.corpus, [m for m in group.members if records[m].article not in articles], tags)
    rest.note, rest.score, rest.apart, rest.pinned = group.note, group.score, group.apart, group.pinned
    left = Group(group.corpus, out[:1], tags)
    left.apart = SAME_ARTICLE, probability(weights()["threshold"]["margin"])
    return rest, left

"""What speaks for and against two groups being one, beside their names: the weights of the model."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from kg.linkage.fields import agreement, trades_meet
from kg.linkage.groups import Group
from kg.linkage.records import Corpus
from kg.linkage.words import weights

T = TypeVar("T", int, str)

__all__ = ["Evidence", "context"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the context of two groups says: log-odds, and the words for what weighs most on either side."""

    score: float
    shared: str = ""
    against: str = ""


def context(a: Group, b: Group) -> Evidence:
    """Return what all but the names says of two groups being one.

    Notes
    -----
    Each thing that both share counts ln(p(a) p(b) / p), p its share in all records: an office in a rare body says much,
    the United States little. Of several the best counts whole, each next one less, for what is told together comes
    together.
    """
    table = weights()["context"]
    told, best = _shared(a.told, b.told, a, b, a.corpus.told_share)
    rest = _around(a, b)
    score = min(table["shared_total"], _damped(told))
    score += min(table["around_total"], _damped(rest))
    parts = list(_differences(a, b))
    alone = not told and not rest and min(len(a.around), len(b.around)) >= _MUCH
    if alone and a.kind != "loc":
        parts.append((table["nothing_shared"], "nothing else in common"))
    against = min(parts, key=lambda p: p[0], default=(0.0, ""))
    shared = _said(a.corpus, best) if best >= 0 else ("persons and places around it" if sum(rest) > 1 else "")
    return Evidence(score + sum(p for p, _ in parts), shared, against[1] if against[0] < 0 else "")


_PEOPLE = ("per", "short")
#: Names around a group from which on it says something that it shares none.
_MUCH = 3


def _damped(values: list[float]) -> float:
    spread = weights()["context"]["spread"]
    return sum(v * spread**i for i, v in enumerate(sorted(values, reverse=True)[:6]))


def _shared(
    one: Counter[int], two: Counter[int], a: Group, b: Group, share: Callable[[int], float]
) -> tuple[list[float], int]:
    most = weights()["context"]["shared_most"]
    if len(one) > len(two):
        one, two, a, b = two, one, b, a
    elsewhere = bool(a.offices) and bool(b.offices) and a.offices.keys().isdisjoint(b.offices)
    least = weights()["context"][_place_share(a, b)]
    na, nb = len(a.members) + 1, len(b.members) + 1
    found, best, best_at = [], 0.0, -1
    for feature, count in one.items():
        other = two.get(feature, 0)
        if other:
            chance = share(feature)
            if a.corpus.is_title(feature):
                if elsewhere:  # a minister there and a minister here have nothing in common
                    continue
                chance = max(chance, weights()["context"]["title_share"])
            if a.corpus.is_place(feature):
                chance = max(chance, least)
            value = min(most, math.log((count + 0.5) * (other + 0.5) / (na * nb * chance)))
            if value > 0:
                found.append(value)
                name = a.corpus.feature_name
                if value > best or (value == best and name(feature) < name(best_at)):
                    best, best_at = value, feature
    return found, best_at


def _place_share(a: Group, b: Group) -> str:
    if a.kind not in _PEOPLE:
        return "place_share_other"
    return "place_share_same" if a.keys & b.keys else "place_share"


def _around(a: Group, b: Group) -> list[float]:
    found, _ = _shared(a.around, b.around, a, b, a.corpus.around_share)
    return [v / 2 for v in found]


def _said(corpus: Corpus, feature: int) -> str:
    text = corpus.feature_name(feature)
    for kind, word in (("post ", "office"), ("title ", "title")):
        if text.startswith(kind):
            what = text.removeprefix(kind).rsplit(" http", 1)[0]
            return f"{word} ({what})"
    return f"ties to {text.rsplit('/', 1)[-1].split('-', 1)[-1].replace('-', ' ')}"


def _differences(a: Group, b: Group) -> Iterable[tuple[float, str]]:
    """Yield what the groups' fields of work, countries, pronouns and times say, with words for a difference."""
    table = weights()
    if a.fields and b.fields:
        eps, chance = table["fields"]["eps"], table["fields"]["chance"]
        alike = agreement(_shares(a.fields), _shares(b.fields))
        yield min(table["fields"]["most"], math.log((eps + (1 - eps) * alike) / chance)), "other professions"
    if a.titles and b.titles:
        # what somebody is called varies from one article to the next, less over many
        eps = max(table["titles"]["least"], table["titles"]["eps"] / min(a.titles.total(), b.titles.total()))
        alike = max(_overlap(a.titles, b.titles), 0.5 * trades_meet(a.titles, b.titles))
        yield math.log(eps + (1 - eps) * alike), "other titles"
    if a.settings and b.settings:
        yield _settings(a, b), "articles on other countries"
    for one, two, key in ((a.offices, b.offices, "posts"), (a.countries, b.countries, "countries")):
        if one and two:
            eps, chance = table[key]["eps"], table[key]["chance"]
            alike = _overlap(one, two)
            words = "offices in other countries" if key == "posts" else "other countries"
            most = table[key]["most_same" if a.keys & b.keys else "most"]
            yield min(most, math.log((eps + (1 - eps) * alike) / chance)), words
            break
    if a.pronouns and b.pronouns and a.pronouns.most_common(1)[0][0] != b.pronouns.most_common(1)[0][0]:
        yield table["gender"]["conflict"], "he and she"
    if a.days[0] and b.days[0]:
        between = max(a.days[0], b.days[0]) - min(a.days[1], b.days[1])
        if between > 365 * table["years"]["apart"]:
            yield table["years"]["conflict"], "times far apart"


def _settings(a: Group, b: Group) -> float:
    """Return what the countries say on which the articles are.

    That a thing so far told of in articles on d countries, n in all, is told of in one on another is estimated as
    (d - 1 + eps) / (n + 1), in the manner of Good and Turing.
    """
    own, kind = weights()["settings"], a.kind
    if kind not in own or any(map(a.corpus.is_capital, a.keys)):
        return 0.0
    if kind == "org" and all(map(a.corpus.is_descriptive, a.keys)):
        kind = "descriptive"
    shared = [s for s in a.settings if s in b.settings]
    if not shared:
        n, d = max((x.settings.total(), len(x.settings)) for x in (a, b))
        return min(0.0, math.log(max(0.02, (d - 1 + own[kind]) / (n + 1)) / own["chance"]))
    alike = _overlap(a.settings, b.settings)
    usual = min(a.corpus.setting_share(s) for s in shared)
    most = own["most_same" if kind in _PEOPLE and a.keys & b.keys else f"most_{kind}"]
    return min(most, math.log((own[kind] + (own["same"] - own[kind]) * alike) / usual))


def _shares(counts: Counter[str]) -> dict[str, float]:
    total = counts.total()
    return {k: counts[k] / total for k in sorted(counts)}


def _overlap(one: Counter[T], two: Counter[T]) -> float:
    a, b = one.total(), two.total()
    return min(1.0, 2 * math.fsum(min(n / a, two[k] / b) for k, n in one.items() if k in two))

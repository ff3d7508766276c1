"""Fields of work: what a title says of them, and how likely one person is to be of two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from kg.linkage.words import name_table, table_words
from kg.linking import adjective_of

__all__ = ["agreement", "fields_of", "is_unique_body", "is_unique_post", "trade_of", "trades_meet"]

_TAIL = re.compile(r"\s(?:of|for|at|in|from|with|to|on)\s.*")


@cache
def _field_of_word() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for field, text in name_table()["fields"].items():
        if field != "near":
            for word in text.split():
                found.setdefault(word, set()).add(field)
    return {word: frozenset(fields) for word, fields in found.items()}


@cache
def _near() -> Mapping[frozenset[str], float]:
    pairs = (entry.split("=") for entry in name_table()["fields"]["near"].split())
    return {frozenset(pair.split("+")): float(share) for pair, share in pairs}


@lru_cache(maxsize=16_384)
def fields_of(title: str) -> frozenset[str]:
    """Return the fields of work of a title, lower case; none if it tells none.

    Examples
    --------
    >>> sorted(fields_of("veteran midfielder")), sorted(fields_of("attorney general")), fields_of("neighbour")
    (['sport'], ['law'], frozenset())
    """
    words = _TAIL.sub("", title).split()
    if not words:
        return frozenset()
    head = words[-1]
    if head == "general" and len(words) > 1 and words[-2] in ("attorney", "solicitor", "secretary", "director"):
        head = {"director": "director"}.get(words[-2], "attorney" if words[-2] != "secretary" else "ambassador")
    if head in ("leader", "candidate", "director", "captain", "commander", "officer") and len(words) > 1:
        inner = [_field_of_word().get(w, frozenset()) for w in words[:-1]]
        told = frozenset().union(*inner)
        if told:
            return told
    return _field_of_word().get(head, frozenset())


def agreement(one: Mapping[str, float], two: Mapping[str, float]) -> float:
    """Return how far two distributions over fields agree, 0 to 1; fields near one another count in part."""
    total = 0.0
    for a, share in one.items():
        total += share * max((min(1.0, 2 * two[b]) * _likeness(a, b) for b in two), default=0.0)
    return min(1.0, total)


def _likeness(a: str, b: str) -> float:
    return 1.0 if a == b else _near().get(frozenset((a, b)), 0.0)


@lru_cache(maxsize=16_384)
def trade_of(title: str) -> str:
    """Return the noun of a title with what tells its kind, empty if it may be said of anybody.

    Examples
    --------
    >>> trade_of("irish defence minister"), trade_of("former mayor of cork"), trade_of("sister")
    ('defence minister', 'mayor', '')
    """
    words = _TAIL.sub("", title).split()
    kept = [w for w in words[-2:-1] if w.isalpha() and w not in table_words("titles", "modifiers")]
    if kept and adjective_of(kept[0].title()) is None:
        return f"{kept[0]} {words[-1]}"
    return words[-1] if words and words[-1] not in table_words("titles", "vague") else ""


def trades_meet(one: Iterable[str], two: Iterable[str]) -> bool:
    """Tell whether one of some trades may be one of others: "minister" may be "defence minister".

    Examples
    --------
    >>> trades_meet({"minister"}, {"defence minister"}), trades_meet({"trade minister"}, {"defence minister"})
    (True, False)
    """
    known = set(two)
    for trade in one:
        head = trade.split()[-1]
        if trade in known or head in known:
            return True
        if trade == head and any(other.split()[-1] == head for other in known):
            return True
    return False


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile("|".join(part.strip() for part in name_table()["posts"][key].replace("\n", "").split("|")))


@lru_cache(maxsize=16_384)
def is_unique_post(title: str) -> bool:
    """Tell whether one person of a body holds such a post: told of one body it is one post."""
    return _pattern("unique").fullmatch(title.lower()) is not None


@lru_cache(maxsize=16_384)
def is_unique_body(description: str) -> bool:
    """Tell whether a country has one body of such a description."""
    return _pattern("bodies").fullmatch(description.lower()) is not None

"""Names of the whole world, made once from the lists and patterns in ``training/names``."""

from __future__ import annotations

import random
import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["Country", "Pools", "load_pools", "split_name"]

Words = tuple[str, ...]

_FOLDER = Path(__file__).resolve().parent / "names"
_SLOT = re.compile(r"\{(\w+)\}")
_INFIX = re.compile(r"(?<=[^\W\d_])([-/])(?=[^\W\d_])|('s?|’s?|,)$")
#: Names drawn for each culture and for each class of organisations.
_PEOPLE, _ORGANISATIONS = 500, 2500
_FEMININE = (("sky", "skaya"), ("ski", "ska"), ("cki", "cka"), ("ov", "ova"), ("ev", "eva"), ("in", "ina"))


@dataclass(frozen=True, slots=True)
class Country:
    """A country, its adjective and its people; whether its name takes the article."""

    name: Words
    adjective: Words
    people: Words
    article: bool


@dataclass(slots=True)
class Pools:
    """Names by the number of their words.

    Attributes
    ----------
    persons : dict
        From gender (``m``, ``f``) and number of words to names, each with its short form.
    given : dict of str to set of str
        Lower-case given names by gender.
    families : list of str
        Family names of one word.
    organisations : dict
        From class (or ``""``) and number of words to names.
    acronyms : list of str
    cities, regions, natural, generic : dict
        From the number of words to names; generic ones stand beside "River", "Lake".
    countries : list of Country
    """

    persons: dict[tuple[str, int], list[tuple[Words, str]]] = field(default_factory=lambda: defaultdict(list))
    given: dict[str, set[str]] = field(default_factory=lambda: {"m": set(), "f": set()})
    families: list[str] = field(default_factory=list)
    organisations: dict[tuple[str, int], list[Words]] = field(default_factory=lambda: defaultdict(list))
    acronyms: list[str] = field(default_factory=list)
    cities: dict[int, list[Words]] = field(default_factory=lambda: defaultdict(list))
    regions: dict[int, list[Words]] = field(default_factory=lambda: defaultdict(list))
    natural: dict[int, list[Words]] = field(default_factory=lambda: defaultdict(list))
    generic: dict[int, list[Words]] = field(default_factory=lambda: defaultdict(list))
    countries: list[Country] = field(default_factory=list)


def split_name(text: str) -> Words:
    """Return the words of a name as the tokeniser gives them: hyphens and possessives stand alone."""
    words: list[str] = []
    for piece in text.split():
        words += [p for p in _INFIX.split(piece) if p]
    return tuple(words)


def _list(table: dict[str, Any], key: str) -> list[str]:
    return [x.replace("_", " ") for x in table.get(key, "").split()]


def _fill(pattern: str, slots: dict[str, list[str]], rng: random.Random) -> tuple[str, dict[str, str]]:
    """Fill each slot of a pattern with a member of its list; return what stands in each."""
    chosen: dict[str, str] = {}

    def pick(m: re.Match[str]) -> str:
        value = rng.choice(slots[m[1]])
        chosen[m[1]] = value
        return value

    return _SLOT.sub(pick, pattern), chosen


def _feminine(family: str) -> str:
    for end, other in _FEMININE:
        if family.endswith(end):
            return family.removesuffix(end) + other
    return family


def _slots(culture: dict[str, Any], gender: str) -> dict[str, list[str]]:
    given = _list(culture, "male" if gender == "m" else "female")
    family = _list(culture, "family")
    if culture.get("feminine") and gender == "f":
        family = [_feminine(f) for f in family]
    male = _list(culture, "male")
    return {
        "g": given, "h": given, "p": male, "p2": male, "f": family, "f2": family,
        "G": [g.replace("-", " ").title() for g in given], "J": [g.replace("-", "").capitalize() for g in given],
        "i": sorted({f"{g[0]}." for g in given}), "m": _list(culture, "middle"), "n": _list(culture, "nisba"),
        "a": _list(culture, "attribute"), "d": _list(culture, "day"), "e": _list(culture, f"english_{gender}"),
    }  # fmt: skip


def _people(pools: Pools, culture: dict[str, Any], rng: random.Random) -> None:
    for gender in ("m", "f"):
        slots = _slots(culture, gender)
        pools.given[gender] |= {g.lower() for g in slots["g"]}
        patterns = culture["patterns"]
        if gender == "f":
            patterns = culture.get("female_patterns", patterns)
        short = culture.get("short", "f")
        names = {}
        for _ in range(_PEOPLE // 2):
            text, chosen = _fill(rng.choice(patterns), slots, rng)
            last = split_name(chosen.get(short) or chosen.get("n") or "")
            names[split_name(text)] = last[0] if len(last) == 1 else ""
        for words, name in names.items():
            pools.persons[gender, len(words)].append((words, name))
        if short == "f":
            pools.families += [f for f in slots["f"] if len(split_name(f)) == 1]


def _organisations(pools: Pools, table: dict[str, Any], rng: random.Random) -> None:
    slots = {k: _list(table, k) for k, v in table.items() if isinstance(v, str)}
    slots["w"] = slots["word"]
    slots["c"] = [" ".join(x) for names in pools.cities.values() for x in names]
    slots["r"] = [" ".join(x) for names in pools.regions.values() for x in names]
    slots["s"] = [" ".join(c.name) for c in pools.countries]
    slots["a"] = [" ".join(c.adjective) for c in pools.countries]
    slots["f"] = pools.families
    acronyms: set[str] = set()
    for cls, entry in ((k, v) for k, v in table.items() if isinstance(v, dict)):
        listed = [split_name(n) for n in _list(entry, "names")]
        made = [split_name(_fill(rng.choice(entry["patterns"]), slots, rng)[0]) for _ in range(_ORGANISATIONS)]
        # the listed names stand several times: the patterns give few of one word
        for name in [*listed, *listed, *listed, *dict.fromkeys(made)]:
            pools.organisations[cls, len(name)].append(name)
            pools.organisations["", len(name)].append(name)
        acronyms |= {n[0] for n in listed if len(n) == 1 and n[0].isupper()}
        acronyms |= {"".join(w[0] for w in n if w[0].isupper()) for n in made[:400] if 3 <= len(n) <= 6}
    pools.acronyms = sorted(a for a in acronyms if 2 <= len(a) <= 6)


def _places(pools: Pools) -> None:
    table = tomllib.loads((_FOLDER / "places.toml").read_text(encoding="utf-8"))
    for key in ("cities", "regions", "natural", "generic"):
        for name in _list(table, key):
            words = split_name(name)
            getattr(pools, key)[len(words)].append(words)
    for line in (_FOLDER / "countries.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, adjective, people = line.split("|")
            bare = name.removeprefix("the ")
            forms = (split_name(bare), split_name(adjective), split_name(people))
            pools.countries.append(Country(*forms, article=bare != name))


@cache
def load_pools() -> Pools:
    """Return the pools; the same on every call."""
    rng = random.Random(20)
    pools = Pools()
    _places(pools)
    for path in sorted(_FOLDER.glob("people-*.toml")):
        for culture in tomllib.loads(path.read_text(encoding="utf-8")).values():
            _people(pools, culture, rng)
    _organisations(pools, tomllib.loads((_FOLDER / "organisations.toml").read_text(encoding="utf-8")), rng)
    return pools

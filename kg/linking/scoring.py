"""How well a candidate fits an entity of an article: name, class, context, countries, how well known it is.

The score is a logistic sum, as in log-linear models of entity linking [1]_: the log odds of the name's prior, plus a
weight for each kind of evidence.  The weights were set by reading links on news articles.

References
----------
.. [1] Ratinov, Roth, Downey & Anderson, "Local and Global Algorithms for Disambiguation to Wikipedia", ACL 2011.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from kg.linking.countries import countries
from kg.linking.entries import Candidate, Entry
from kg.linking.names import content_words, key_of
from ontology import is_a

__all__ = ["Scene", "fits", "score"]

_POPULARITY, _TYPE, _WORD, _HOME, _ABROAD, _UNKNOWN = 2.0, 0.6, 0.6, 0.8, -1.8, -1.5
#: Weight of a context's likeness, and the most that it may tell.
_LIKE, _MOST = 10.0, 2.0
_LONGER, _AGAIN, _ORGAN, _SURNAME, _SIBLING, _NAMED = -3.5, 1.0, -4.0, -2.0, -1.2, 1.0
#: Persons have namesakes that no base knows: something beside the name must speak for one.
_NAMESAKE = -1.5
#: Countries are found by resolution: what it left is hardly one.
_DECIDED = -3.0
#: What the words after a place's name say of it.
_WHERE = {"": 0.0, "here": 1.8, "elsewhere": -6.0, "unknown": -2.5}
#: Classes whose names many countries share: ministries, parties, forces.
_NATIONAL = ("GovernmentBody", "PoliticalParty", "ArmedGroup")
#: From this popularity on a place needs no confirmation by the article's countries, a company no home.
_FAMOUS = 0.8
#: From this popularity on, a company of so distinct a name is met in other countries as well.
_KNOWN, _DISTINCT = 0.55, 0.65
_WIDE = frozenset({"multinational", "global"})


@dataclass(frozen=True)
class Scene:
    """What an article tells beside the name itself.

    Parameters
    ----------
    text : str
        The article.
    countries : frozenset of str
        ISO codes of countries that it speaks of.
    surnames : frozenset of str
        Keys of its persons' last names.
    """

    text: str
    countries: frozenset[str]
    surnames: frozenset[str]

    @cached_property
    def words(self) -> frozenset[str]:
        """Words of the article that tell of a context."""
        return content_words(self.text)


def fits(entry: Entry, cls: str) -> bool:
    """Return whether an entry may be of a class: one more or less special, or two kinds of organisation."""
    if is_a(entry.cls, cls) or is_a(cls, entry.cls):
        return True
    return is_a(entry.cls, "Organization") and is_a(cls, "Organization") and "SportsTeam" not in (entry.cls, cls)


def _home(candidate: Candidate, scene: Scene, *, place: bool) -> float:
    """Weigh the countries of an entry against those of the article; large companies are everywhere."""
    entry = candidate.entry
    famous = entry.popularity >= _FAMOUS
    if not entry.countries:
        return 0.0
    if scene.countries.intersection(entry.countries):
        return _HOME
    if not scene.countries:
        return _UNKNOWN if place and not famous else 0.0
    if famous or (entry.cls == "Company" and _WIDE.intersection(entry.description.split())):
        return 0.0
    known = entry.cls == "Company" and entry.popularity >= _KNOWN and candidate.prior >= _DISTINCT
    return _ABROAD / 2 if known else _ABROAD


@lru_cache(maxsize=4096)
def _context(entry: Entry) -> frozenset[str]:
    return content_words(entry.description) - content_words(entry.name)


@cache
def _adjectives(code: str) -> tuple[str, ...]:
    country = countries()[code]
    return tuple(key_of(n) for n in (country.name, *country.aliases, *country.adjectives) if len(n) > 1)


def _names_home(entry: Entry, key: str) -> bool:
    """Whether a name tells the country of a body: "US Navy"."""
    return any(f" {name} " in f" {key} " for code in entry.countries for name in _adjectives(code))


def _national(entry: Entry, key: str, scene: Scene) -> float:
    """Weigh whether the country of a ministry, party or force is told: by its name, or by the article."""
    if _names_home(entry, key):
        return _NAMED
    if not entry.countries or scene.countries.intersection(entry.countries):
        return 0.0
    # "FBI", "Taliban"
    return 0.0 if " " not in key and entry.popularity >= _FAMOUS else _ORGAN


def score(
    candidate: Candidate, cls: str, key: str, scene: Scene, *, whole: bool, again: bool, where: str, like: float = 0.0
) -> float:
    """Return how likely an entity is what a candidate names, 0-1.

    Parameters
    ----------
    candidate : Candidate
    cls : str
        The entity's class.
    key : str
        The name that led to the candidate.
    scene : Scene
    whole : bool
        Whether it is the entity's best name, not only a shorter one.
    again : bool
        Whether another name of the entity leads to the candidate as well.
    where : {"", "here", "elsewhere", "unknown"}
        What the words after the name say of it: "Paris, Texas" is elsewhere.
    like : float
        How much more its description is like the context than those of its rivals are, as a cosine.
    """
    entry = candidate.entry
    place = is_a(entry.cls, "Place")
    prior = min(max(candidate.prior, 0.001), 0.999)
    z = math.log(prior / (1 - prior)) + _POPULARITY * (entry.popularity - 0.4) + _home(candidate, scene, place=place)
    shared = len(_context(entry) & scene.words)
    z += _WORD * min(shared, 3) + max(-_MOST, min(_LIKE * like, _MOST))
    if entry.cls == "Person" and not shared and not scene.countries.intersection(entry.countries):
        z += _NAMESAKE
    z += _LONGER * (not whole) + _AGAIN * again
    if entry.cls == cls:
        z += _TYPE
    elif not (is_a(entry.cls, cls) or is_a(cls, entry.cls)):
        z += _SIBLING
    if entry.cls == "Country":
        z += _DECIDED
    if entry.cls in _NATIONAL:
        z += _national(entry, key, scene)
    if " " not in key and key in scene.surnames:
        z += _SURNAME
    z += _WHERE[where]
    return 1 / (1 + math.exp(-z))

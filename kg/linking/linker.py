"""From an article's entities to items of Wikidata; where none is sure, an entity stays without.

Candidates are the entries that one of the entity's names may mean and that its class allows.  They are scored by
`kg.linking.scoring`; the best is taken if it reaches the asked-for precision and no other comes near.  The
countries that sure links lie in help to decide the rest.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.linking.countries import countries, country_named
from kg.linking.entries import WIKIDATA, Candidate, Entry, KnowledgeBase
from kg.linking.likeness import Likeness, contexts
from kg.linking.names import key_of, short_key, words
from kg.linking.scoring import Scene, fits, score
from kg.linking.shipped import shipped
from ontology import is_a

if TYPE_CHECKING:
    from kg.config import Config
    from kg.predications import Cluster
    from kg.statements import Entity

__all__ = ["Link", "best_links", "linked"]

#: Classes that the base knows members of.
_LINKABLE = ("Person", "Organization", "Place")
#: How much less likely the second candidate must be, as a ratio of odds.
_MARGIN = math.log(3)
#: Score from which a link tells the countries of an article.
_SURE = 0.95
#: What follows a place's name between commas: "Paris, Texas, …"; "In Paris, Texas won" tells nothing.
_TAIL = re.compile(r", ((?:[A-Z][\w'’-]*\.?(?: (?=[A-Z]))?){1,4})(?=[,.;:)]|$| -| –)")
#: Countries whose towns are described with their state.
_STATED = frozenset({"US", "CA"})
_REGION = re.compile(r"\b(state|province|region|territory|county|prefecture)\b")


@dataclass(frozen=True, slots=True)
class Link:
    """An entry that an entity was linked to, with the score, 0-1."""

    entry: Entry
    score: float


@cache
def _codes() -> Mapping[str, str]:
    return {WIKIDATA + c.wikidata: c.code for c in countries().values() if c.wikidata}


@cache
def _bases(path: str) -> tuple[KnowledgeBase, ...]:
    if not path:
        return (shipped(),)
    from kg.linking.stored import StoredBase

    return (StoredBase(Path(path)), shipped())


@lru_cache(maxsize=8192)
def _candidates(bases: tuple[KnowledgeBase, ...], key: str) -> tuple[Candidate, ...]:
    """Return the candidates of all bases, each entry once; a base of the user's comes first."""
    found: dict[str, Candidate] = {}
    for base in bases:
        for candidate in base.candidates(key):
            found.setdefault(candidate.entry.id, candidate)
    return tuple(found.values())


def _keys(name: str, *, person: bool) -> tuple[str, ...]:
    """Return the keys of a name; persons have full names alone, also without what they are before it."""
    key = key_of(name)
    keys = [key, short_key(key)]
    if person:
        parts = key.split()
        keys += [" ".join(parts[i:]) for i in range(1, len(parts) - 1) if parts[i - 1] in words("posts")]
        keys = [k for k in keys if " " in k]
    return tuple(dict.fromkeys(k for k in keys if len(k) > 1))


def _names(entity: Entity) -> tuple[str, ...]:
    """Return the keys of the entity's names, the best one first; descriptions ("news agency") are none."""
    named = {m.text for m in entity.mentions if m.kind == "name"}
    names = [n for n in (entity.name, *entity.aliases) if n[:1].isupper() or n in named]
    person = is_a(entity.cls, "Person")
    return tuple(dict.fromkeys(k for n in names for k in _keys(n, person=person)))


def _region_after(entity: Entity, scene: Scene) -> str:
    """Return what follows a comma after the place's name: "Texas" of "Paris, Texas", no person."""
    for mention in entity.mentions:
        tail = _TAIL.match(scene.text, mention.end) if mention.kind == "name" else None
        if tail and key_of(tail[1]).split(" ")[-1] not in scene.surnames:
            return tail[1].strip()
    return ""


def _where(entry: Entry, region: str, bases: tuple[KnowledgeBase, ...]) -> str:
    """Tell whether what follows a place's name is where it lies; another town tells nothing, as in a list."""
    if not region:
        return ""
    if re.search(rf"\b{re.escape(region.rstrip('.'))}\b", entry.description):
        return "here"
    country = country_named(region)
    if country is not None:
        return "here" if country.code in entry.countries else "elsewhere"
    others = [c.entry for c in _candidates(bases, key_of(region)) if c.entry.cls == "GeopoliticalEntity"]
    regions = [other for other in others if _REGION.search(other.description)]
    if any(set(other.countries) & set(entry.countries) - _STATED for other in regions):
        return ""
    if regions:
        return "elsewhere"
    return "" if others else "unknown"


@dataclass(frozen=True, slots=True)
class _Choice:
    """An entity with the candidates that it may be, and the names that led to each."""

    entity: Entity
    candidates: tuple[tuple[Candidate, tuple[str, ...]], ...]


def _choice(entity: Entity, bases: tuple[KnowledgeBase, ...]) -> _Choice:
    found: dict[str, tuple[Candidate, tuple[str, ...]]] = {}
    for key in _names(entity):
        for candidate in _candidates(bases, key):
            if fits(candidate.entry, entity.cls):
                best, names = found.get(candidate.entry.id, (candidate, ()))
                found[candidate.entry.id] = (max(best, candidate, key=lambda c: c.prior), (*names, key))
    return _Choice(entity, tuple(found.values()))


def _likeness(choice: _Choice, text: str, likeness: Likeness | None) -> tuple[float, ...]:
    """Return how much more like the entity's context each candidate is than its rivals are; one alone has none."""
    if likeness is None or len(choice.candidates) < 2:
        return (0.0,) * len(choice.candidates)
    named = [m for m in choice.entity.mentions if m.kind == "name"]
    return likeness(contexts(text, named), [candidate.entry for candidate, _ in choice.candidates])


def _ranked(choice: _Choice, scene: Scene, bases: tuple[KnowledgeBase, ...], likeness: Likeness | None) -> list[Link]:
    """Return the candidates of an entity with their scores, best first."""
    entity = choice.entity
    best = set(_keys(entity.name, person=is_a(entity.cls, "Person")))
    region = _region_after(entity, scene) if is_a(entity.cls, "Place") else ""
    links = []
    likes = _likeness(choice, scene.text, likeness)
    for (candidate, names), like in zip(choice.candidates, likes, strict=True):
        value = score(
            candidate, entity.cls, names[0], scene, whole=not best.isdisjoint(names),
            again=len({short_key(k) for k in names}) > 1, where=_where(candidate.entry, region, bases), like=like,
        )  # fmt: skip
        links.append(Link(candidate.entry, value))
    return sorted(links, key=lambda x: (-x.score, len(x.entry.id), x.entry.id))


def _odds(value: float) -> float:
    value = min(max(value, 1e-9), 1 - 1e-9)
    return math.log(value / (1 - value))


def _chosen(links: list[Link]) -> Link | None:
    """Return the best link if no other comes near it; countries have been told by resolution, or are none."""
    if not links or links[0].entry.cls == "Country":
        return None
    if len(links) > 1 and _odds(links[0].score) - _odds(links[1].score) < _MARGIN:
        return None
    return links[0]


def best_links(
    entities: Iterable[Entity],
    clusters: Iterable[Cluster],
    text: str,
    *,
    base: str = "",
    likeness: Likeness | None = None,
) -> dict[str, Link]:
    """Return the best link of each entity that has one, by the entity's IRI, however weak.

    Parameters
    ----------
    entities : iterable of Entity
        Those that have a link already are left out.
    clusters : iterable of Cluster
        All that the article names: countries and persons among them are context.
    text : str
        The article, of which the mentions' offsets are.
    base : str, optional
        Path of a base of the user's, asked before the one that ships.
    likeness : Likeness, optional
        Compares the contexts of names that may mean several entries with these.
    """
    bases = _bases(base)
    said = {code for c in clusters for iri in c.same_as if (code := _codes().get(iri))}
    surnames = {key_of(c.name).split(" ")[-1] for c in clusters if c.cls == "Person" and " " in c.name}
    scene = Scene(text=text, countries=frozenset(said), surnames=frozenset(surnames))
    waiting = [c for e in entities if not e.same_as and _may_be_linked(e) if (c := _choice(e, bases)).candidates]

    def decided(scene: Scene) -> dict[str, Link]:
        return {c.entity.id: chosen for c in waiting if (chosen := _chosen(_ranked(c, scene, bases, likeness)))}

    first = decided(scene)
    sure = {c for link in first.values() if link.score >= _SURE for c in link.entry.countries}
    if sure <= said:
        return first
    return decided(replace(scene, countries=scene.countries | sure))


def _may_be_linked(entity: Entity) -> bool:
    return any(m.kind == "name" for m in entity.mentions) and any(is_a(entity.cls, c) for c in _LINKABLE)


def linked(
    entities: tuple[Entity, ...], clusters: Iterable[Cluster], text: str, config: Config,
    likeness: Likeness | None = None,
) -> tuple[Entity, ...]:  # fmt: skip
    """Return an article's entities with the links that are sure enough; see `best_links`.

    Parameters
    ----------
    config : Config
        ``linking`` is the least score of a link, ``kb`` the path of a base of the user's.
    """
    links = best_links(entities, tuple(clusters), text, base=config.kb, likeness=likeness)
    return tuple(
        replace(e, same_as=(links[e.id].entry.iri,)) if e.id in links and links[e.id].score >= config.linking else e
        for e in entities
    )

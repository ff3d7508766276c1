"""Groups of mentions as clusters: class, best name, aliases, IRI."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.identity import data_iri, entity_local_name, slug
from kg.linking import body_named, country
from kg.predications import Cluster
from kg.resolution.kinds import kind_of
from kg.resolution.lexicons import words
from kg.resolution.names import person_words
from kg.resolution.nouns import known_class
from kg.resolution.structure import is_post

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.resolution.groups import Groups
    from kg.resolution.items import Item

__all__ = ["make_clusters"]


def make_clusters(groups: Groups, holders: Mapping[int, int], *, article: str, base: str) -> tuple[Cluster, ...]:
    """Return a cluster for each group that holds a name or noun phrase, in text order.

    Parameters
    ----------
    groups : Groups
    holders : mapping of int to int
        Posts said of persons, by head token: they are of class Position.
    article : str
        Local name of the article, which scopes the IRIs of what has no full name.
    base : str
        Base IRI.

    Notes
    -----
    Countries get ``loc-`` and their usual name, full names their coarse kind and name; bare surnames
    and descriptions are scoped to the article.  Of several groups with one local name the first keeps
    it and the next get ``-2``, ``-3`` …
    """
    taken: Counter[str] = Counter()
    found = []
    for root in groups.roots():
        members = groups.members(root)
        named = [i for i in members if i.kind != "pronoun"]
        if not named:
            continue
        cls = _class(groups, named, holders)
        key = groups.key(root)
        name, aliases = _names(named, key, cls)
        local = _local_name(named, cls, name, key, article)
        taken[local] += 1
        suffix = f"-{taken[local]}" if taken[local] > 1 else ""
        found.append(
            Cluster(
                id=data_iri(local + suffix, base),
                cls=cls,
                name=name,
                aliases=aliases,
                heads=tuple(i.head for i in members),
                same_as=_same_as(key),
            )
        )
    return tuple(found)


def _class(groups: Groups, named: list[Item], holders: Mapping[int, int]) -> str:
    key = groups.key(named[0].head)
    if key.startswith("country:"):
        return "Country" if country(key[8:]).sovereign else "GeopoliticalEntity"
    if key.startswith("body:"):
        body = body_named(key[5:])
        return body.cls if body else "Organization"
    if any(i.head in holders for i in named):
        return "Position"
    names = [i for i in named if i.kind == "name"]
    votes: Counter[str] = Counter()
    for item in names or named:
        votes[item.cls or "Concept"] += 1
    if names and {kind_of(c) for c in votes} == {"organisation"}:
        # "the news agency" says what the Korean Central News Agency is
        for item in named:
            if item.kind == "nominal" and kind_of(item.cls) == "organisation" and item.cls != "Organization":
                votes[item.cls] += 2
    best = max(votes.values())
    found = next(c for c in votes if votes[c] == best)
    if found == "Position" and any(is_post(i) for i in named):
        return "Person"
    return found


def _clean(text: str) -> str:
    return text.removesuffix("'s").removesuffix("’s").removesuffix("'").removesuffix("’").strip()


def _names(named: list[Item], key: str, cls: str) -> tuple[str, tuple[str, ...]]:
    """Return the best name and the other strings, sorted."""
    strings: dict[str, None] = {}
    person = any(i.label == "PERSON" for i in named)
    for item in named:
        # a bare post ("president") names the post, not its holder
        bare = person and is_post(item)
        for text in (item.full,) if bare else (item.text, item.full):
            if not (bare and item.full == item.text):
                strings.setdefault(_clean(text))
        if item.definite and item.text in ("North", "South"):
            strings.setdefault(f"the {item.text}")
    if key:
        _, _, name = key.partition(":")
        best = country(name).name if key.startswith("country:") else name
    elif cls == "Position":
        best = max((i.bare for i in named), key=lambda t: (len(t.split()), len(t)))
        strings.update(dict.fromkeys(_without_body(i.bare) for i in named))
    else:
        best = _best_name(named)
    return best, tuple(sorted(s for s in strings if s and s != best))


def _without_body(post: str) -> str:
    """Take the body off a post: "spokesman" of "defence ministry spokesman"."""
    parts = post.split()
    bodies = [k for k, w in enumerate(parts[:-1]) if kind_of(known_class(w.lower())) == "organisation"]
    return " ".join(parts[bodies[-1] + 1 :]) if bodies else post


def _best_name(named: list[Item]) -> str:
    names = [i for i in named if i.kind == "name"]
    if names:
        count = Counter(_clean(i.text) for i in names)
        # acronyms and short forms are aliases of the longest name; of equals the more frequent, then the first
        return max(count, key=lambda t: (len(t.split()), len(t) if not t.isupper() else 0, count[t]))
    return max((_clean(i.text) for i in named), key=lambda t: (len(t.split()), len(t)))


def _local_name(named: list[Item], cls: str, name: str, key: str, article: str) -> str:
    if key:
        kind = "GeopoliticalEntity" if key.startswith("country:") else "Organization"
        return entity_local_name(kind, name)
    names = [i for i in named if i.kind == "name"]
    if not names or not _is_full(names, cls, name):
        return entity_local_name(cls, name, article=article)
    return entity_local_name(cls, name)


def _is_full(names: Iterable[Item], cls: str, name: str) -> bool:
    """Whether a name tells whom it means in other articles too: not a surname, not a bare "Party"."""
    kind = kind_of(cls)
    if kind == "person":
        return len(person_words(name)) > 1
    if kind in ("organisation", "place"):
        return len(name.split()) > 1 or slug(name) not in words("generic_names")
    return len(name.split()) > 1 or kind == "thing"


def _same_as(key: str) -> tuple[str, ...]:
    if key.startswith("country:"):
        return country(key[8:]).same_as
    if key.startswith("body:"):
        body = body_named(key[5:])
        return body.same_as if body else ()
    return ()

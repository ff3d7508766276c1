"""What one article says of each entity that it names, as far as it helps to know it again in another."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from kg.identity import entity_local_name
from kg.linking import adjective_of, capital_of
from kg.resolution.kinds import kind_of
from kg.resolution.lexicons import honorifics
from kg.resolution.names import given_gender
from kg.statements import Entity, Extraction, Statement
from kg.substitution import restored
from ontology import is_a

__all__ = ["Profile", "is_scoped", "profiles"]

#: Relations that say where somebody or something belongs.
_TIES = frozenset(
    {
        "bornIn",
        "citizenOf",
        "governs",
        "leads",
        "locatedIn",
        "memberOf",
        "partOf",
        "positionIn",
        "represents",
        "residesIn",
        "worksFor",
    }
)
#: Those by which a country is the bearer's own.
_OWN_COUNTRY = frozenset({"citizenOf", "governs", "leads", "represents", "worksFor", "partOf", "locatedIn"})
_NATIONAL = re.compile(r"\b(?:president|minister|premier|chancellor|king|queen|emir|sultan|emperor|ambassador)\b")
#: Names around an entity that are kept, those named most first.
_AROUND = 24
_PRONOUNS = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
#: What is said of these is how things are, or were announced to be.
_TOLD = frozenset({"asserted", "announced"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What one article says of one entity.

    Parameters
    ----------
    article, entity : str
        IRIs.
    cls, name : str
    aliases, same_as : tuple of str
    named : bool
        Whether the article names it, rather than only describing it ("the ministry").
    day : datetime.date, optional
        When the article appeared.
    gender : str
        By title or given name, ``"m"``, ``"f"`` or empty.
    pronouns : str
        Gender of the pronouns that most often stand for it.
    posts : tuple of (str, str)
        Offices with the IRI of the body or place in which they are held, empty if unknown.
    countries : tuple of str
        IRIs of the countries of which it is, or in whose service.
    ties : tuple of str
        IRIs of named bodies and places to which it belongs.
    related : tuple of str
        IRIs of named entities of which the article tells something together with it.
    around : tuple of str
        IRIs of other named entities of the article, those named most first.
    events : tuple of str
        Classes of events in which it takes part.
    setting : str
        IRI of the country of which the article mostly tells, empty if none stands out.
    titles : tuple of str
        What its mentions call it beside the name: "footballer", "senator for ohio".
    """

    article: str
    entity: str
    cls: str
    name: str
    aliases: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    named: bool = True
    day: date | None = None
    gender: str = ""
    pronouns: str = ""
    posts: tuple[tuple[str, str], ...] = ()
    countries: tuple[str, ...] = ()
    ties: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    setting: str = ""
    titles: tuple[str, ...] = ()


def is_scoped(article: str, entity: str) -> bool:
    """Tell whether an IRI is of an entity that only its article knows, ``art-<id>-slug``."""
    return entity.startswith(f"{article}-")


def profiles(extraction: Extraction) -> tuple[Profile, ...]:
    """Return a profile for each entity of an article.

    Parameters
    ----------
    extraction : Extraction
        One whose entities stand under other IRIs is restored first.

    Returns
    -------
    tuple of Profile
        In the order of the entities' IRIs.
    """
    plain = restored(extraction)
    told = _Told(plain)
    return tuple(told.profile(e) for e in sorted(plain.entities, key=lambda e: e.id))


class _Told:
    """What an article tells, by entity."""

    def __init__(self, x: Extraction) -> None:
        self.article = x.article.id
        published = x.article.published
        self.day = published.date() if isinstance(published, datetime) else published
        self.entities = {e.id: e for e in x.entities}
        known = [e for e in x.entities if not is_scoped(self.article, e.id) and _is_named(e)]
        known.sort(key=lambda e: (-len(e.mentions), e.id))
        self.known = {e.id: None for e in known}
        self.facts: dict[str, list[Statement]] = defaultdict(list)
        self.beside: dict[str, Counter[str]] = defaultdict(Counter)
        self.events: dict[str, set[str]] = defaultdict(set)
        for s in sorted(x.statements, key=lambda s: s.id):
            if s.object and s.polarity == "positive" and s.modality in _TOLD:
                self.facts[s.subject].append(s)
            if s.object:
                self._meet((s.subject, s.object))
        self.setting = self._setting(known)
        for event in x.events:
            self._meet(f for fillers in event.roles.values() for f in fillers)
            for role, fillers in event.roles.items():
                for filler in fillers:
                    self.events[filler].add(f"{event.cls}:{role}")

    def _setting(self, known: Iterable[Entity]) -> str:
        """Return the country most spoken of, itself or by its capital and what lies in it."""
        votes: Counter[str] = Counter()
        for e in known:
            if e.cls == "Country":
                votes[e.id] += len(e.mentions)
            elif is_a(e.cls, "Place"):
                capital = capital_of(e.name)
                own = {self._iri_of(capital.name)} if capital else set(self._countries(e.id))
                votes.update(dict.fromkeys(own, len(e.mentions)))
        (best, most), (_, next_most) = [*sorted(votes.items(), key=lambda v: (-v[1], v[0]))[:2], ("", 0), ("", 0)][:2]
        return best if most > next_most else ""

    def _iri_of(self, country: str) -> str:
        return self.article[: self.article.rfind("/") + 1] + entity_local_name("Country", country)

    def _meet(self, parties: Iterable[str]) -> None:
        present = sorted(set(parties))
        for one in present:
            self.beside[one].update(other for other in present if other != one and other in self.known)

    def profile(self, e: Entity) -> Profile:
        """Describe one entity."""
        person = kind_of(e.cls) == "person"
        titles = _titles(e) if person else ()
        posts = tuple(self._posts(e.id)) if person else ()
        countries = {*self._countries(e.id), *(c for title, body in posts for c in self._of_post(title, body))}
        countries.update(self._of_titles((*titles, *(title for title, _ in posts))))
        ties = {s.object for s in self.facts[e.id] if s.predicate in _TIES and s.object in self.known}
        return Profile(
            article=self.article, entity=e.id, cls=e.cls, name=e.name, aliases=e.aliases, same_as=e.same_as,
            named=_is_named(e), day=self.day, gender=_gender(e) if person else "",
            pronouns=_pronouns(e) if person else "", posts=posts, countries=tuple(sorted(countries)),
            ties=tuple(sorted(ties | {body for _, body in posts if body})),
            related=tuple(sorted(self.beside[e.id])),
            around=tuple(sorted([k for k in self.known if k != e.id][:_AROUND])),
            events=tuple(sorted(self.events[e.id])), setting=self.setting, titles=titles,
        )  # fmt: skip

    def _posts(self, entity: str) -> Iterator[tuple[str, str]]:
        held = {s.object for s in self.facts[entity] if s.predicate == "holdsPosition" and s.object in self.entities}
        for post in sorted(held):
            title = " ".join(self.entities[post].name.lower().split())
            bodies = {s.object for s in self.facts[post] if s.predicate == "positionIn" and s.object in self.known}
            for body in sorted(bodies) or [""]:
                yield title, body

    def _of_post(self, title: str, body: str) -> Iterator[str]:
        """Yield the country of a post: the place of a national office, or that of the body."""
        if not body:
            return
        cls = self.entities[body].cls
        if cls == "Country" or (is_a(cls, "GeopoliticalEntity") and _NATIONAL.search(title)):
            yield body
        elif is_a(cls, "Organization"):
            yield from self._countries(body)

    def _of_titles(self, titles: Iterable[str]) -> Iterator[str]:
        """Yield the countries whose adjectives begin a title: "north korean leader"."""
        for title in titles:
            words = title.title().split()
            known = adjective_of(" ".join(words[:2])) or (adjective_of(words[0]) if words else None)
            if known is not None:
                yield self._iri_of(known.name)

    def _countries(self, entity: str) -> Iterator[str]:
        for s in self.facts[entity]:
            if s.predicate in _OWN_COUNTRY and s.object in self.known and self.entities[s.object].cls == "Country":
                yield s.object


def _is_named(e: Entity) -> bool:
    return bool(e.same_as) or any(m.kind == "name" for m in e.mentions)


def _gender(e: Entity) -> str:
    """Return the gender that a title or the given name tells; none if they disagree."""
    words = {w.rstrip(".").lower() for a in e.aliases if e.name in a for w in a.replace(e.name, " ").split()}
    found = {honorifics().get(w, "") for w in words} | {given_gender(e.name)}
    found.discard("")
    return found.pop() if len(found) == 1 else ""


def _pronouns(e: Entity) -> str:
    votes = Counter(_PRONOUNS[m.text.lower()] for m in e.mentions if m.text.lower() in _PRONOUNS)
    (best, most), (_, next_most) = [*votes.most_common(2), ("", 0), ("", 0)][:2]
    return best if most > next_most else ""


def _titles(e: Entity) -> tuple[str, ...]:
    """Return what mentions call a person beside the name: "footballer", not "Mr"."""
    found = set()
    names = {e.name, *(a for a in e.aliases if a in e.name)}
    described = {m.text for m in e.mentions if m.kind == "nominal"}
    for text in (*e.aliases, *described):
        holder = next((n for n in sorted(names, key=len, reverse=True) if text.endswith(n)), "")
        if text in names or not (holder or text in described or text[:1].islower()):
            continue
        title = " ".join(text.removesuffix(holder).lower().split()).rstrip(",")
        own = {w.lower() for n in names for w in n.split()}
        if any(w.rstrip(".") not in honorifics() and w not in own for w in title.split()):
            found.add(title)
    return tuple(sorted(found))

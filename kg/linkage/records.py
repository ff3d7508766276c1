"""Profiles as the resolver holds them: features as numbers, names parsed once, what no name tells left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from kg.identity import kind_prefix, slug
from kg.linkage.body_names import BodyName, compare_bodies, parse_body, parse_plain
from kg.linkage.fields import fields_of, is_unique_body, is_unique_post, trade_of
from kg.linkage.person_names import Likeness, PersonName, compare_persons, parse_person
from kg.linkage.profiles import Profile, is_scoped
from kg.linkage.rarity import Rarity, words_of_person
from kg.linkage.words import table_words
from kg.linking import capital_of, countries

__all__ = ["Corpus", "Key", "Name", "Record", "compare", "key_of"]

Name = PersonName | BodyName
#: Kind of thing ("per", "org" …) and what its name is known by.
Key = tuple[str, str]


@dataclass(slots=True)
class Record:
    """A profile with its features as numbers of the `Corpus`."""

    article: int
    entity: str
    key: Key
    day: int
    gender: str
    pronouns: str
    same_as: frozenset[str]
    told: tuple[int, ...]
    around: tuple[int, ...]
    fields: tuple[str, ...]
    titles: tuple[str, ...]
    setting: int
    offices: tuple[int, ...]
    countries: tuple[int, ...]


@cache
def _codes() -> Mapping[str, str]:
    return {slug(c.name): f"@{c.code}" for c in countries().values()}


def _place_words(iri: str) -> tuple[str, ...]:
    """Return by which words a country stands in names of bodies: "@FR", or its own where no table knows it."""
    name = iri.rsplit("/", 1)[-1].split("-", 1)[-1]
    return (_codes()[name],) if name in _codes() else tuple(name.split("-"))


def _is_generic(name: BodyName) -> bool:
    common = table_words("organisation", "most_words") | table_words("organisation", "many_words")
    return not name.country and not name.acronym and all(w in common for w in name.words)


def _in_country(name: BodyName, own: tuple[str, ...]) -> BodyName:
    """Name a body by its country too, if its words fit one of any country."""
    if len(own) != 1 or not _is_generic(name):
        return name
    return BodyName(tuple(sorted({*name.words, *_place_words(own[0])})), name.numbers, name.acronym, name.text)


def key_of(profile: Profile) -> tuple[Key, Name] | None:
    """Return by what a profile is compared with others, None if it is known within its article alone.

    Descriptions are compared where the article tells of which country: "the foreign ministry" of Peru, the office of
    its president.
    """
    kind, scoped = kind_prefix(profile.cls), is_scoped(profile.article, profile.entity)
    name: Name
    if kind == "pos":
        bodies = {b.rsplit("/", 1)[-1] for b in profile.ties}
        if len(bodies) != 1 or not is_unique_post(profile.name):
            return None
        name = parse_plain(f"{profile.name} {bodies.pop()}")
        return (kind, name.key), name
    if kind == "org":
        name = _in_country(parse_body(profile.name), profile.countries)
        known = (profile.named and not scoped) or (
            len(profile.countries) == 1 and is_unique_body(profile.name) and _is_generic(parse_body(profile.name))
        )
        return ((kind, name.key), name) if known else None
    if not profile.named:
        return None
    if kind == "per":
        person = parse_person(profile.name)
        return (kind if person.given or person.suffix else "short", person.key), person
    name = parse_plain(profile.name)
    return None if scoped else ((kind, name.key), name)


def compare(kind: str, a: Name, b: Name) -> Likeness | None:
    """Return in what way two names of a kind can be of one, None if they cannot."""
    if isinstance(a, PersonName) and isinstance(b, PersonName):
        return compare_persons(a, b)
    assert isinstance(a, BodyName) and isinstance(b, BodyName)
    if kind == "org":
        return compare_bodies(a, b)
    return Likeness((), tuple(("word", w) for w in a.words)) if a.key == b.key else None


#: Records without a feature that are counted beside those of the corpus: in a small one nothing looks common by chance.
_UNSEEN = 200
_LETTERS = 5
#: Kinds for which the names around them are looked at.
_BY_CONTEXT = frozenset({"per", "short", "org", "loc"})
_POPULATIONS = {"per": "person", "short": "person", "org": "organisation", "loc": "place", "pos": "position",
                "grp": "group"}  # fmt: skip


class Corpus:
    """All records, with how common each feature and each word of a name is.

    Parameters
    ----------
    profiles : iterable of Profile
    wanted : frozenset of str
        IRIs of entities that are kept even if no name tells them apart: curators speak of them.
    """

    def __init__(self, profiles: Iterable[Profile], wanted: frozenset[str] = frozenset()) -> None:
        self.records: list[Record] = []
        self.names: dict[Key, Name] = {}
        self.members: dict[Key, list[int]] = defaultdict(list)
        self.called: dict[Key, set[Key]] = defaultdict(set)
        self.articles: dict[str, int] = {}
        self._features: dict[str, int] = {}
        self._iris: dict[str, str] = {}
        self._told: Counter[int] = Counter()
        self._around: Counter[int] = Counter()
        self._settings: Counter[int] = Counter()
        for profile in profiles:
            self._add(profile, wanted)
        self.article_names = list(self.articles)
        self._texts = list(self._features)
        self._rarities: dict[str, Rarity] = {}
        self.families = {n.family for k, n in self.names.items() if k[0] == "per" and isinstance(n, PersonName)}

    def _add(self, p: Profile, wanted: frozenset[str]) -> None:
        found = key_of(p)
        if found is None:
            if p.entity not in wanted:
                return
            found = ("own", p.entity), parse_plain(p.name)
        key, name = found
        key = (key[0], self._iris.setdefault(key[1], key[1]))
        known = self.names.setdefault(key, name)
        if isinstance(name, BodyName) and isinstance(known, BodyName) and name.text < known.text:
            self.names[key] = name  # of several spellings always the same one, in whatever order they come
        if key[0] == "org":
            self._note_aliases(key, p)
        number = self._features_of
        titles = {t for t, _ in p.posts} | set(p.titles)
        posts = (f"post {t} {b}" for t, b in p.posts if b)
        told = number((*p.related, *p.ties, *(f"title {t}" for t in titles), *posts))
        around = number({*p.around, *p.related, *p.ties}) if key[0] in _BY_CONTEXT else ()
        self._told.update(told)
        self._around.update(around)
        if p.setting:
            self._settings.update(number((p.setting,)))
        fields = tuple(sorted(set().union(*(fields_of(t) for t in titles)))) if titles else ()
        held = number(p.countries) if p.posts else ()
        self.members[key].append(len(self.records))
        self.records.append(
            Record(
                article=self.articles.setdefault(p.article, len(self.articles)),
                entity=self._iris.setdefault(p.entity, p.entity), key=key, day=p.day.toordinal() if p.day else 0,
                gender=p.gender, pronouns=p.pronouns, same_as=frozenset(p.same_as), told=told, around=around,
                fields=fields, titles=tuple(sorted({trade_of(t) for t in titles} - {""})),
                setting=number((p.setting,))[0] if p.setting else -1, offices=held,
                countries=number(p.countries),
            )
        )  # fmt: skip

    def _features_of(self, values: Iterable[str]) -> tuple[int, ...]:
        features = self._features
        return tuple(sorted({features.setdefault(v, len(features)) for v in values}))

    def _note_aliases(self, key: Key, p: Profile) -> None:
        if not p.named:
            return
        for alias in p.aliases:
            if alias[:1].isupper() and alias != p.name:
                other = parse_body(alias)
                if other.key != key[1] and not _is_generic(other):
                    self.called[key].add(("org", other.key))

    def told_share(self, feature: int) -> float:
        """Return in what share of the records a feature is told."""
        return self._told[feature] / (len(self.records) + _UNSEEN)

    def around_share(self, feature: int) -> float:
        """Return in what share of the records' surroundings a name stands."""
        return self._around[feature] / (len(self.records) + _UNSEEN)

    def setting_share(self, feature: int) -> float:
        """Return the share of records from articles on a country."""
        return self._settings[feature] / (self._settings.total() + _UNSEEN)

    def is_place(self, feature: int) -> bool:
        """Tell whether a feature is the IRI of a place."""
        return "/loc-" in self._texts[feature]

    def is_title(self, feature: int) -> bool:
        """Tell whether a feature is what somebody is called."""
        return self._texts[feature].startswith("title ")

    def is_descriptive(self, key: Key) -> bool:
        """Tell whether a name is of a body named by what it does."""
        name = self.names[key]
        if not isinstance(name, BodyName):
            return False
        # so few letters are those of bodies of several countries
        return 0 < len(name.acronym) < _LETTERS or self.rarity(key[0]).is_descriptive(_name_words(name))

    def is_short_for_descriptive(self, key: Key) -> bool:
        """Tell whether articles give a name as short for one that several countries may have: "FM"."""
        return key in self._short_for_descriptive

    @cached_property
    def _short_for_descriptive(self) -> frozenset[Key]:
        return frozenset(
            short
            for key, several in self.called.items()
            for short in several
            if self.is_descriptive(key) and short in self.names and self._is_acronym(short)
        )

    def _is_acronym(self, key: Key) -> bool:
        name = self.names[key]
        return isinstance(name, BodyName) and bool(name.acronym)

    def is_capital(self, key: Key) -> bool:
        """Tell whether a name is that of a country's capital: it is told of everywhere."""
        name = self.names[key]
        return key[0] == "loc" and isinstance(name, BodyName) and capital_of(name.text) is not None

    def feature_name(self, feature: int) -> str:
        """Return what a feature is: an IRI, or "title …"."""
        return self._texts[feature]

    def rarity(self, kind: str) -> Rarity:
        """Return how common words are in names of a kind."""
        population = _POPULATIONS.get(kind, "thing")
        if population not in self._rarities:
            kinds = {k for k in (*_POPULATIONS, "thg", "agr", "pol", "con", "own") if
                     _POPULATIONS.get(k, "thing") == population and k != "short"}  # fmt: skip
            names = (_name_words(n) for key, n in self.names.items() if key[0] in kinds)
            self._rarities[population] = Rarity(names, population)
        return self._rarities[population]


def _name_words(name: Name) -> tuple[tuple[str, str], ...]:
    if isinstance(name, PersonName):
        return words_of_person(name)
    return tuple(("word", w) for w in name.words)

"""Who is who across articles: how right `kg.linkage` is on invented profiles with known truth, and how its time grows.

Example::

    python -m benchmarks.linkage --profiles 10000 100000 1000000 --thresholds 0.5 0.9 0.99

The profiles are of invented people and bodies: names by culture, drawn so that namesakes arise, many more than in news,
and some are planted; written in variants (orders, romanisations, initials, legal forms), told with as much or little
beside the name as news does, now and then wrongly. Pairs are of profiles in different articles; "same IRI" is what
joining by the name alone reaches. With ``--archive`` the profiles are those of extractions of the invented archive:

    python -m benchmarks.archive write archive --half measuring --articles 2500
    python -m benchmarks.linkage --archive archive

or what a graph that was built from it holds:

    kg build archive/articles.jsonl -o graph
    python -m benchmarks.linkage --archive archive --graph graph
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from rich.console import Console
from rich.table import Table

from kg.identity import data_iri, entity_local_name, hashed, kind_prefix
from kg.linkage import Profile, profiles, resolve
from kg.pipeline import Failure, extract
from kg.resolution.lexicons import lexicon
from kg.statements import Entity, Extraction
from loaders.rdf_store import OxigraphStore

__all__ = ["Scores", "World", "archive_truth", "main", "scored"]

T = TypeVar("T")

_FIELDS = {
    "politics": ("minister", "senator", "lawmaker", "mayor", "governor"),
    "sport": ("striker", "goalkeeper", "coach", "sprinter"),
    "business": ("banker", "chief executive", "investor"),
    "law": ("judge", "prosecutor", "lawyer"),
    "arts": ("singer", "novelist", "actor"),
    "science": ("physicist", "researcher", "biologist"),
    "": ("resident", "neighbour", "volunteer"),
}
_COUNTRIES = ("France", "Kenya", "Peru", "Japan", "South Korea", "Egypt", "Iraq", "Spain", "Norway", "Canada", "India",
              "Brazil", "Poland", "Ghana", "Turkey", "Vietnam")  # fmt: skip
_FAMILIES = {
    "english": "smith jones taylor brown wilson evans walker hughes green hall harper whitlock ashdown pembrey",
    "spanish": "garcia lopez perez sanchez ramirez torres quintana arbelaez zumarraga olavide bermejo",
    "arabic": "hassan hussein khalil mansour qasim haddad nasser rashid tikriti baghdadi",
    "korean": "kim lee park choi jung kang cho yoon jang lim han shin seo kwon",
    "slavic": "ivanov petrov kowalski nowak zelenko morozov",
}
_ARABIC_GIVEN = (("Mohammed", "Muhammad"), ("Hussein", "Hussain"), ("Yousef", "Yusuf"), ("Omar", "Umar"),
                 ("Khaled", "Khalid"), ("Ahmed", "Ahmad"), ("Layla", "Leila"), ("Fatima", "Fatimah"))  # fmt: skip
_SYLLABLES = (
    "jae min ho seok young su hyun ji won kyung dong hee sang woo jin tae chul hwan gyu yeon eun seung myung hak bin "
    "sook ok il"
)
_PARTS = "ba ver lin do mar kes tol wyn fa gor hel is ra sten ul pre cam ot ny zel"
_BODIES = (
    "Ministry of {f}",
    "{n} Institute",
    "{n} Party",
    "{n} Holdings",
    "{n} Steel Corp",
    "Bank of {n}",
    "{n} Council",
)


@dataclass(frozen=True, slots=True)
class _Person:
    number: int
    names: tuple[str, ...]
    field: str
    title: str
    country: str
    body: str
    friends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Body:
    number: int
    names: tuple[str, ...]
    cls: str
    country: str


class World:
    """People and bodies with their names, and articles on them.

    Parameters
    ----------
    profiles : int
        How many the articles are to give, about.
    seed : int
    """

    def __init__(self, profiles: int, seed: int = 1) -> None:
        self._random = Random(f"world {seed}")
        self._seed, self._articles = seed, max(20, profiles // 8)
        count = max(60, profiles // 12)
        bodies = {b.names[0]: b for b in map(self._body, range(max(20, count // 4)))}
        self._bodies = list(bodies.values())
        self._names: list[tuple[str, ...]] = []
        self._people = [self._person(i, count) for i in range(count)]

    def _body(self, number: int) -> _Body:
        random = self._random
        country = _COUNTRIES[number % len(_COUNTRIES)]
        kind = random.choice(_BODIES)
        field = random.choice(("Defence", "Health", "Finance", "Justice", "Transport"))
        full = kind.format(f=field, n=_invented(random))
        if "Ministry" in full:
            names = (f"{field} Ministry of {country}", f"{country}'s Ministry of {field}")
            return _Body(number, names, "GovernmentBody", country)
        short = full.removesuffix(" Corp")
        several: tuple[str, ...] = (full, f"{full}oration" if full.endswith("Corp") else f"the {full}", short)
        return _Body(number, several, "PoliticalParty" if "Party" in full else "Organization", country)

    def _person(self, number: int, count: int) -> _Person:
        random = self._random
        planted = number > 100 and random.random() < 0.04
        names = self._people_names(random) if not planted else None
        field = random.choice(sorted(_FIELDS))
        country = random.choice(_COUNTRIES)
        if names is None:
            names = self._names[random.randrange(len(self._names))]
        self._names.append(names)
        near = [random.randrange(max(0, number - 30), min(count, number + 30)) for _ in range(4)]
        return _Person(number, names, field, random.choice(_FIELDS[field]), country,
                       self._bodies[random.randrange(len(self._bodies))].names[0], tuple(near))  # fmt: skip

    def _people_names(self, random: Random) -> tuple[str, ...]:
        culture = random.choice(sorted(_FAMILIES))
        family = random.choice(_FAMILIES[culture].split()).title() if random.random() < 0.5 else _invented(random)
        if culture == "korean":
            family = random.choice(_FAMILIES[culture].split()).title()
            one, two = random.choice(_SYLLABLES.split()), random.choice(_SYLLABLES.split())
            return (f"{family} {one.title()}-{two}", f"{family} {one.title()} {two.title()}",
                    f"{one.title()}-{two} {family}")  # fmt: skip
        if culture == "arabic":
            one, two = random.choice(_ARABIC_GIVEN)
            return f"{one} al-{family}", f"{two} al-{family}", f"{two} {family}"
        given = random.choice(_given()).title()
        if culture == "spanish":
            return f"{given} {family}", f"{given} {family} {_invented(random)}"
        initial = random.choice("ABCDEFGHJKLMRST")
        return f"{given} {family}", f"{given} {initial}. {family}", f"{given[0]}. {family}"

    def articles(self) -> Iterator[list[tuple[Profile, int]]]:
        """Yield for each article its profiles, each with the number of what it is of."""
        for number in range(self._articles):
            random = Random(f"article {self._seed} {number}")
            yield list(self._article(random, number))

    def _article(self, random: Random, number: int) -> Iterator[tuple[Profile, int]]:
        article = data_iri(f"art-{hashed('x', self._seed, number)[2:]}0000")
        day = date(2015, 1, 1) + timedelta(days=random.randrange(2_000))
        first = self._people[min(len(self._people) - 1, int(len(self._people) * random.random() ** 2))]
        people = {first.number: first}
        for friend in (*first.friends, random.randrange(len(self._people))):
            people.setdefault(friend, self._people[friend])
        chosen = list(people.values())[:6]
        bodies = {b.number: b for b in (self._bodies[p.number % len(self._bodies)] for p in chosen[:2])}
        written = {p.number: _variant(random, p.names) for p in chosen}
        known = {n: data_iri(entity_local_name("Person", name)) for n, name in written.items()}
        taken: set[str] = set()
        country = data_iri(entity_local_name("Country", first.country))
        body_names = {b.number: _variant(random, b.names) for b in bodies.values()}
        own = {n: data_iri(entity_local_name("Organization", name)) for n, name in body_names.items()}
        around = tuple(sorted({*known.values(), *own.values(), country}))
        for p in chosen:
            profile = self._of_person(random, p, article, day, written[p.number], known, around)
            if profile.entity not in taken:
                taken.add(profile.entity)
                yield profile, p.number
        for b in bodies.values():
            where = data_iri(entity_local_name("Country", b.country))
            told = (where,) if random.random() < 0.5 else ()
            if own[b.number] not in taken:
                taken.add(own[b.number])
                name = body_names[b.number].removeprefix("the ")
                profile = Profile(article=article, entity=own[b.number], cls=b.cls, name=name, day=day, countries=told,
                                  ties=told, around=around)  # fmt: skip
                yield profile, -1 - b.number

    def _of_person(
        self,
        random: Random,
        p: _Person,
        article: str,
        day: date,
        name: str,
        known: dict[int, str],
        around: tuple[str, ...],
    ) -> Profile:
        told = random.random() < 0.65
        title = p.title if random.random() > 0.02 else "resident"
        country = data_iri(entity_local_name("Country", p.country))
        short = random.random() < 0.06 and " " in name
        surname = p.names[0].split()[0 if "-" in p.names[0].split()[1] and "al-" not in p.names[0] else 1]
        entity = known[p.number] if not short else f"{article}-{surname.lower()}"
        body = data_iri(entity_local_name("Organization", p.body))
        friends = tuple(sorted(known[f] for f in p.friends if f in known and f != p.number and random.random() < 0.5))
        posts = ((title, country),) if told and p.field == "politics" and random.random() < 0.6 else ()
        tied = told and random.random() < 0.4
        return Profile(
            article=article, entity=entity, cls="Person", name=surname if short else name, day=day,
            posts=posts, countries=(country,) if posts or (told and random.random() < 0.3) else (),
            ties=(body,) if tied else (), related=friends, around=tuple(a for a in around if a != entity),
            titles=(title,) if told else (),
        )  # fmt: skip


@cache
def _given() -> tuple[str, ...]:
    people = lexicon("names")["persons"]
    return tuple(f"{people['male']} {people['female']}".split())


def _invented(random: Random) -> str:
    return "".join(random.choice(_PARTS.split()) for _ in range(3)).title()


def _variant(random: Random, names: tuple[str, ...]) -> str:
    return names[0] if random.random() < 0.75 else random.choice(names)


@dataclass(frozen=True, slots=True)
class Scores:
    """Precision and recall over pairs of profiles, and B-cubed over profiles."""

    precision: float
    recall: float
    b3_precision: float
    b3_recall: float


def scored(pairs: Iterable[tuple[T, str]]) -> Scores:
    """Score an assignment of profiles to IRIs.

    Parameters
    ----------
    pairs : iterable of (hashable, str)
        For each profile what it truly is of, and its IRI.

    References
    ----------
    .. [1] Bagga & Baldwin, "Entity-based cross-document coreferencing using the vector space model", ACL 1998.
    """
    both: Counter[tuple[T, str]] = Counter(pairs)
    truth: Counter[T] = Counter()
    found: Counter[str] = Counter()
    for (one, iri), n in both.items():
        truth[one] += n
        found[iri] += n
    right = sum(math.comb(n, 2) for n in both.values())
    joined, wanted = sum(math.comb(n, 2) for n in found.values()), sum(math.comb(n, 2) for n in truth.values())
    total = both.total()
    return Scores(
        right / joined if joined else 1.0, right / wanted if wanted else 1.0,
        sum(n * n / found[iri] for (_, iri), n in both.items()) / total if total else 1.0,
        sum(n * n / truth[one] for (one, _), n in both.items()) / total if total else 1.0,
    )  # fmt: skip


def archive_truth(folder: Path) -> tuple[list[Profile], dict[tuple[str, str], str]]:
    """Extract the articles of a written archive; return all profiles, and of those named what they truly are of.

    An entity is matched with the truth of its article by its name, or by the names of its mentions; one that these
    match with none or with several is left out.
    """
    profiles_found: list[Profile] = []
    places: dict[tuple[str, str], str] = {}
    truth = _truth(folder)
    for x in extract([folder / "articles.jsonl"]):
        if not isinstance(x, Failure):
            profiles_found += profiles(x)
            places |= {(x.article.id, e.id): one for e, one in _matched(x, truth[x.article.id])}
    return profiles_found, places


def _truth(folder: Path) -> dict[str, list[dict[str, Any]]]:
    lines = (folder / "truth" / "articles.jsonl").read_text("utf-8").splitlines()
    return {record["article"]: record["entities"] for record in map(json.loads, lines)}


def _matched(x: Extraction, entities: list[dict[str, Any]]) -> Iterator[tuple[Entity, str]]:
    """Yield the entities of an article with what they truly are."""
    known: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        for name in entity["names"]:
            known[_bare(name)].add(entity["id"])
    for e in x.entities:
        named = [m.text for m in e.mentions if m.kind == "name"]
        ids = known.get(_bare(e.name), set())
        if len(ids) != 1:
            ids = set().union(*(known.get(_bare(n), set()) for n in named))
        if len(ids) == 1 and (named or e.same_as):
            yield e, next(iter(ids))


def _graph_rows(table: Table, folder: Path, graph: Path) -> None:
    """Score the IRIs under which entities stand in a graph."""
    truth = _truth(folder)
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    with OxigraphStore(graph, read_only=True) as store:
        for x in store.extractions():
            for e, one in _matched(x, truth[x.article.id]):
                for kind in ("all", kind_prefix(e.cls)):
                    found[kind].append((one, e.local or e.id, e.id))
    for kind, places in sorted(found.items()):
        _row(table, len(places), f"{kind}, same IRI", 0.0, scored((one, local) for one, local, _ in places))
        _row(table, len(places), f"{kind}, the graph", 0.0, scored((one, iri) for one, _, iri in places))


def _bare(name: str) -> str:
    return name.removeprefix("the ").removeprefix("The ").removesuffix("'s")


def _row(table: Table, size: int, name: str, seconds: float, scores: Scores) -> None:
    figures = (scores.precision, scores.recall, scores.b3_precision, scores.b3_recall)
    spent = (f"{seconds:.1f}", f"{1e6 * seconds / size:.0f}") if seconds else ("", "")
    table.add_row(str(size), name, *spent, *(f"{f:.4f}" for f in figures))


def _archive_rows(table: Table, folder: Path, thresholds: list[float]) -> None:
    found, truth = archive_truth(folder)
    kinds = {place: kind_prefix(p.cls) for p in found if (place := (p.article, p.entity)) in truth}
    chosen = {"all": set(truth)} | {k: {p for p in truth if kinds[p] == k} for k in sorted(set(kinds.values()))}
    for kind, some in chosen.items():
        scores = scored((truth[p], p[1]) for p in some)
        _row(table, len(some), f"{kind}, same IRI", 0.0, scores)
    for threshold in thresholds:
        start = time.perf_counter()
        decisions = resolve(found, threshold=threshold)
        seconds = time.perf_counter() - start
        for kind, some in chosen.items():
            scores = scored((truth[p], decisions.canonical(*p)) for p in some)
            _row(table, len(some), f"{kind}, {threshold}", seconds if kind == "all" else 0.0, scores)


def main() -> None:
    """Print precision, recall and time by number of profiles and threshold."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--profiles", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--archive", type=Path, help="folder of an archive that was written; instead of --profiles")
    parser.add_argument("--graph", type=Path, help="with --archive: a graph that was built from it")
    parser.add_argument("--thresholds", type=float, nargs="+", default=[0.5, 0.9, 0.99])
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    table = Table("profiles", "threshold", "s", "µs each", "P", "R", "B³ P", "B³ R", title="joined pairs of profiles")
    if args.archive and args.graph:
        _graph_rows(table, args.archive, args.graph)
    elif args.archive:
        _archive_rows(table, args.archive, args.thresholds)
    for size in () if args.archive else args.profiles:
        truth: dict[tuple[str, str], int] = {}
        for article in World(size, args.seed).articles():
            truth.update(((p.article, p.entity), one) for p, one in article)
        _row(table, len(truth), "same IRI", 0.0, scored((one, entity) for (_, entity), one in truth.items()))
        for threshold in args.thresholds:
            start = time.perf_counter()
            made = (p for article in World(size, args.seed).articles() for p, _ in article)
            found = resolve(made, threshold=threshold)
            seconds = time.perf_counter() - start
            result = scored((one, found.canonical(*place)) for place, one in truth.items())
            _row(table, len(truth), str(threshold), seconds, result)
    Console().print(table)


if __name__ == "__main__":
    main()

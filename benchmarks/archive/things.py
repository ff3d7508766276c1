"""Persons, bodies and places, and the names by which an outlet calls them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

from benchmarks.archive.inventory import Spellings
from benchmarks.archive.outlets import Outlet

__all__ = ["Body", "Country", "Named", "Person", "Role", "Thing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """How an outlet names something: in full, and then in short."""

    full: str
    short: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An organisation, a facility, a town or a country.

    Parameters
    ----------
    id, cls : str
        Who it is, and a class of the ontology.
    full, short : str
        Names; an acronym or the name's core is the short one.
    definite : bool
        Whether the name takes "the".
    country : str
        Where it is; empty if nowhere.
    kind : str
        What it is called at first mention, such as "town"; empty if nothing.
    """

    id: str
    cls: str
    full: str
    short: str = ""
    definite: bool = False
    country: str = ""
    kind: str = ""

    @property
    def acronym(self) -> bool:
        """Whether the short name is made of initials."""
        return self.short.isupper() and " " not in self.short

    def named(self, outlet: Outlet) -> Named:
        """Return its names; every outlet writes them alike."""
        return Named(full=self.full, short=self.short or self.full)


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country with the cities that are spoken of, the capital first."""

    body: Body
    adjective: str
    culture: str
    cities: tuple[Body, ...]

    @property
    def name(self) -> str:
        """Its name."""
        return self.body.full


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """An office or a calling: "Transport Minister" before a name, "transport minister" elsewhere."""

    group: str
    words: str
    single: bool = False

    @property
    def before(self) -> str:
        """The words as a title."""
        return " ".join(word if word in ("of", "for") else word[:1].upper() + word[1:] for word in self.words.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person.

    Parameters
    ----------
    id : str
    given, family : tuple of spellings
        The parts of either name.
    initial : str
        A middle initial, or "".
    suffix : str
        "Jr.", "Sr." or "".
    country : Country
        Of citizenship; its culture is the name's.
    role : Role
    employer : Body or None
        The company or union for which the role is held.
    female : bool
    age : int
    hard : str
        What makes the name a trap: "namesake", "sibling", "son"; empty if nothing does.
    like : str
        The other person whose name it resembles.
    """

    id: str
    given: tuple[Spellings, ...]
    family: tuple[Spellings, ...]
    initial: str = ""
    suffix: str = ""
    country: Country
    role: Role
    employer: Body | None = None
    female: bool
    age: int
    hard: str = ""
    like: str = ""
    cls: Literal["Person"] = "Person"

    @property
    def home(self) -> Body:
        """The city where the person grew up."""
        cities = self.country.cities
        return cities[int(self.id.removeprefix("per-")) % len(cities)]

    @property
    def plain(self) -> str:
        """The name in its usual spelling."""
        parts = [*(g[0] for g in self.given), *(f[0] for f in self.family)]
        return " ".join([*parts, *([self.suffix] if self.suffix else [])])

    def named(self, outlet: Outlet) -> Named:
        """Return the names that an outlet gives the person."""
        given = [_spelt(part, outlet) for part in self.given]
        family = [_spelt(part, outlet) for part in self.family]
        write = {"korean": _korean, "chinese": _chinese, "japanese": _japanese, "vietnamese": _vietnamese}
        special = write.get(self.country.culture)
        if special:
            return special(given, family, outlet)
        if self.country.culture == "spanish":
            return _spanish(given, family, outlet)
        return self._western(given, family, outlet)

    def _western(self, given: list[str], family: list[str], outlet: Outlet) -> Named:
        first = given
        if outlet.initials:
            first = [f"{given[0][0]}.", *([f"{self.initial}."] if self.initial else [])]
        elif self.initial and outlet.spelling == 0:
            first = [*given, f"{self.initial}."]
        full = " ".join([*first, *family, *([self.suffix] if self.suffix else [])])
        return Named(full=full, short=family[-1])


Thing = Person | Body


def _spelt(spellings: Spellings, outlet: Outlet) -> str:
    name = spellings[min(outlet.spelling, len(spellings) - 1)]
    return name if outlet.spelling == 0 or len(spellings) > 1 else _plain_letters(name)


def _plain_letters(name: str) -> str:
    parts = unicodedata.normalize("NFKD", name.translate(str.maketrans("đĐøØıł", "dDoOil")))
    return "".join(c for c in parts if not unicodedata.combining(c))


def _korean(given: list[str], family: list[str], outlet: Outlet) -> Named:
    joined = "-".join([given[0], *(g.lower() for g in given[1:])])
    full = {"hyphen": f"{family[0]} {joined}", "space": " ".join([family[0], *given])}
    return Named(full=full.get(outlet.korean, f"{joined} {family[0]}"), short=family[0])


def _chinese(given: list[str], family: list[str], outlet: Outlet) -> Named:
    joined = ("-" if outlet.hyphen else "").join([given[0], *(g.lower() for g in given[1:])])
    return Named(full=f"{family[0]} {joined}", short=family[0])


def _japanese(given: list[str], family: list[str], outlet: Outlet) -> Named:
    full = f"{family[0]} {given[0]}" if outlet.family_first else f"{given[0]} {family[0]}"
    return Named(full=full, short=family[0])


def _vietnamese(given: list[str], family: list[str], outlet: Outlet) -> Named:
    return Named(full=" ".join([family[0], *given]), short=given[-1])


def _spanish(given: list[str], family: list[str], outlet: Outlet) -> Named:
    first = given[0] if outlet.second_family else given[0].split()[0]
    families = family if outlet.second_family else family[:1]
    return Named(full=" ".join([first, *families]), short=family[0])

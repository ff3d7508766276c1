"""The persons of a world: drawn from the names of their countries, some of them with names that invite confusion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random

from benchmarks.archive.inventory import Inventory, Spellings
from benchmarks.archive.things import Body, Country, Person, Role

__all__ = ["ROLES", "Registry"]

ROLES: tuple[Role, ...] = (
    Role(group="leader", words="president", single=True),
    Role(group="leader", words="prime minister", single=True),
    Role(group="leader", words="interior minister"),
    Role(group="leader", words="defence minister"),
    Role(group="leader", words="security adviser"),
    Role(group="envoy", words="foreign minister", single=True),
    Role(group="envoy", words="deputy foreign minister"),
    Role(group="envoy", words="trade envoy"),
    Role(group="minister", words="transport minister"),
    Role(group="minister", words="health minister"),
    Role(group="minister", words="labour minister"),
    Role(group="minister", words="energy minister"),
    Role(group="minister", words="disaster relief commissioner"),
    Role(group="military", words="army spokesman"),
    Role(group="military", words="general"),
    Role(group="military", words="colonel"),
    Role(group="business", words="chief executive"),
    Role(group="business", words="chairman"),
    Role(group="union", words="union leader"),
    Role(group="union", words="general secretary"),
    Role(group="law", words="defence lawyer"),
    Role(group="law", words="attorney"),
    Role(group="office", words="economist"),
    Role(group="office", words="engineer"),
    Role(group="office", words="lawmaker"),
    Role(group="office", words="banker"),
    Role(group="culture", words="novelist"),
    Role(group="culture", words="physicist"),
    Role(group="culture", words="film director"),
    Role(group="culture", words="striker"),
    Role(group="culture", words="violinist"),
    Role(group="accused", words="property developer"),
    Role(group="accused", words="former mayor"),
    Role(group="accused", words="shipowner"),
    Role(group="accused", words="surgeon"),
)
_EMPLOYED = {"business", "union"}


@dataclass(slots=True)
class Registry:
    """Everybody, found or made by group and country."""

    inventory: Inventory
    random: Random
    countries: Sequence[Country]
    people: list[Person] = field(default_factory=list)
    by_place: dict[tuple[str, str], list[Person]] = field(default_factory=dict)
    _names: set[str] = field(default_factory=set)
    _offices: set[tuple[str, str]] = field(default_factory=set)

    def fill(self, each: int) -> None:
        """Make so many persons of each group in each country who have no employer, then those with confusing names."""
        groups = sorted({role.group for role in ROLES} - _EMPLOYED)
        for country in self.countries:
            for group in groups:
                for _ in range(each):
                    self.new(country, group)
        for person in tuple(self.people):
            draw = self.random.random()
            if draw < 0.07:
                self._namesake(person)
            elif draw < 0.13:
                self._sibling(person)
            elif draw < 0.35 and person.country.culture == "english" and not person.female:
                self._son(person)

    def new(self, country: Country, group: str, employer: Body | None = None) -> Person:
        """Make a person whose name nobody else has."""
        female = self.random.random() < 0.35
        for attempt in range(400):
            if attempt == 200:  # the names of one sex are used up
                female = not female
            given, family = self._name(country.culture, female)
            person = Person(
                id=f"per-{len(self.people):05}", given=given, family=family, country=country, female=female,
                role=self._role(country, group), employer=employer, age=self.random.randrange(31, 77),
                initial=self.random.choice("ABCDEFGHJKLMNPRSTW")
                if country.culture == "english" and self.random.random() < 0.4 else "",
            )  # fmt: skip
            if person.plain not in self._names:
                break
        else:
            raise ValueError(f"the names of culture {country.culture} are used up; add names to the file of the half")
        return self._add(person)

    def some(self, country: Country, group: str, random: Random) -> Person:
        """Return a person of a group in a country, a few of whom are in the news far more often than the others."""
        pool = self.by_place[group, country.name]
        return pool[min(int(len(pool) * random.random() ** 1.8), len(pool) - 1)]

    def _add(self, person: Person) -> Person:
        self._names.add(person.plain)
        self.people.append(person)
        self.by_place.setdefault((person.role.group, person.country.name), []).append(person)
        return person

    def _role(self, country: Country, group: str) -> Role:
        free = [r for r in ROLES if r.group == group and (country.name, r.words) not in self._offices]
        role = self.random.choice(free)
        if role.single:
            self._offices.add((country.name, role.words))
        return role

    def _name(self, culture: str, female: bool) -> tuple[tuple[Spellings, ...], tuple[Spellings, ...]]:
        sex, draw = ("f" if female else "m"), self.random.choice
        spelt = self.inventory.spelt
        family = spelt(f"{culture}.family") or spelt(f"{culture}.family.{sex}")
        if culture in ("korean", "chinese"):
            parts = [spelt(f"{culture}.{part}.{sex}") or spelt(f"{culture}.{part}") for part in ("first", "second")]
            return (draw(parts[0]), draw(parts[1])), (draw(family),)
        given = spelt(f"{culture}.{sex}")
        if culture == "vietnamese":
            return (draw(spelt(f"vietnamese.middle.{sex}")), draw(given)), (draw(family),)
        if culture == "spanish":
            first, second = self.random.sample(family, 2)
            return (draw(given),), (first, second)
        return (draw(given),), (draw(family),)

    def _other_role(self, person: Person) -> Role:
        taken = {"leader", "envoy", "minister", person.role.group, *_EMPLOYED}
        return self.random.choice([r for r in ROLES if r.group not in taken])

    def _namesake(self, person: Person) -> None:
        """Make another person of the same name: of another calling, and of another country where one shares names."""
        others = [c for c in self.countries if c.culture == person.country.culture and c != person.country]
        country = self.random.choice(others) if others else person.country
        self._add(self._like(person, "namesake", country=country, initial=""))

    def _sibling(self, person: Person) -> None:
        given, _ = self._name(person.country.culture, not person.female)
        given = (person.given[0], *given[1:]) if len(person.given) > 1 else given
        sibling = self._like(person, "sibling", given=given, female=not person.female, initial="")
        culture = person.country.culture
        if sibling.plain not in self._names and culture != "slavic":  # a sister's family name has another ending there
            self._add(sibling)

    def _son(self, person: Person) -> None:
        son = self._like(person, "son", suffix="Jr.", age=max(20, person.age - 27))
        if not person.suffix:
            self._add(son)

    def _like(self, person: Person, hard: str, **changes: object) -> Person:
        made = replace(
            person, id=f"per-{len(self.people):05}", role=self._other_role(person), employer=None, hard=hard,
            like=person.id, age=self.random.randrange(25, 77),
        )  # fmt: skip
        return replace(made, **changes)  # type: ignore[arg-type]

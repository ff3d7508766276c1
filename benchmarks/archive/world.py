"""The world of which the articles tell: countries, towns, companies, unions, courts, brigades, and who is who."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from benchmarks.archive.inventory import Half, Inventory, inventory
from benchmarks.archive.outlets import Outlet, outlets
from benchmarks.archive.people import Registry
from benchmarks.archive.things import Body, Country, Person

__all__ = ["World", "world"]

_ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth")


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """All that articles can name.

    Parameters
    ----------
    half : {"development", "measuring"}
    countries : tuple of Country
    towns, units, unions, companies : mapping of str to tuple of Body
        By the name of the country.
    staff : mapping of str to Person
        Who leads a company or union, by its id.
    prizes : tuple of Body
    outlets : tuple of Outlet
        The agencies first.
    registry : Registry
        The persons.
    """

    half: Half
    inventory: Inventory
    countries: tuple[Country, ...]
    towns: Mapping[str, tuple[Body, ...]]
    units: Mapping[str, tuple[Body, ...]]
    unions: Mapping[str, tuple[Body, ...]]
    companies: Mapping[str, tuple[Body, ...]]
    staff: Mapping[str, Person]
    prizes: tuple[Body, ...]
    outlets: tuple[Outlet, ...]
    registry: Registry

    @property
    def agencies(self) -> tuple[Outlet, ...]:
        """The outlets that others copy from."""
        return tuple(o for o in self.outlets if o.credit)

    def rescue(self, country: Country) -> Body:
        """Return the rescue service, which in many countries has the same name."""
        return _organization(country, "National Rescue Service" if len(country.name) % 2 else "Civil Protection Agency")

    def public_bodies(self, country: Country) -> tuple[Body, ...]:
        """Return the public bodies to whose head somebody can be appointed."""
        names = ("National Railway Authority", "National Weather Office", "Audit Commission", "Harbour Authority")
        return (
            *(_organization(country, name) for name in names),
            _organization(country, f"Central Bank of {country.name}"),
        )

    def court(self, country: Country, city: Body) -> Body:
        """Return the court of a city."""
        return _organization(country, f"Regional Court of {city.full}")

    def prosecutors(self, country: Country, city: Body) -> Body:
        """Return the prosecutors of a city."""
        return _organization(country, f"Prosecutor's Office of {city.full}")

    def facility(self, town: Body, label: str, number: int) -> Body:
        """Return a facility whose name tells it from others by its number."""
        return Body(
            id=f"fac-{town.id.removeprefix('loc-')}-{label.lower().replace(' ', '-')}-{number}", cls="Facility",
            full=f"{town.full} {label} {number}", country=town.country,
        )  # fmt: skip


def world(half: Half, *, articles: int, seed: int) -> World:
    """Make a world large enough for so many articles."""
    known, random = inventory(half), Random(f"{seed} {half} world")
    countries = tuple(_country(*row) for row in known.rows("countries"))
    registry = Registry(inventory=known, random=random, countries=countries)
    registry.fill(min(7, max(2, articles // (100 * len(countries)))))
    companies = _companies(known, countries, min(max(40, articles // 150), 140), random)
    unions = {c.name: _unions(known, c) for c in countries}
    staff: dict[str, Person] = {}
    for country in countries:
        for body in companies[country.name]:
            staff[body.id] = registry.new(country, "business", body)
        for body in unions[country.name]:
            staff[body.id] = registry.new(country, "union", body)
    return World(
        half=half, inventory=known, countries=countries, towns=_towns(known, countries, random),
        units={c.name: _units(c) for c in countries}, unions=unions, companies=companies, staff=staff,
        prizes=tuple(_prize(name) for name in known.plain("prizes")), outlets=outlets(half), registry=registry,
    )  # fmt: skip


def _country(name: str, adjective: str, culture: str, capital: str, cities: str) -> Country:
    key = name.lower().replace(" ", "-")
    return Country(
        body=Body(id=f"loc-{key}", cls="Country", full=name), adjective=adjective, culture=culture,
        cities=tuple(
            Body(id=f"loc-{key}-{city.strip().lower().replace(' ', '-')}", cls="City", full=city.strip(), country=name)
            for city in (capital, *cities.split(","))
        ),
    )  # fmt: skip


def _organization(country: Country, name: str, short: str = "", cls: str = "Organization") -> Body:
    key = name.lower().replace(" ", "-").replace("'", "")
    return Body(
        id=f"org-{country.body.id.removeprefix('loc-')}-{key}", cls=cls, full=name, short=short,
        definite=cls == "Organization", country=country.name,
    )  # fmt: skip


def _towns(known: Inventory, countries: tuple[Country, ...], random: Random) -> dict[str, tuple[Body, ...]]:
    """Give each town to a country, and some to two: these are namesakes."""
    found: dict[str, list[Body]] = {c.name: [] for c in countries}
    for number, name in enumerate(known.plain("towns")):
        homes = [countries[number % len(countries)], *([random.choice(countries)] if number % 5 == 0 else [])]
        for home in dict.fromkeys(c.name for c in homes):
            key = f"{home} {name}".lower().replace(" ", "-")
            found[home].append(Body(id=f"loc-{key}", cls="Place", full=name, country=home, kind="town"))
    return {name: tuple(towns) for name, towns in found.items()}


def _units(country: Country) -> tuple[Body, ...]:
    """Return brigades and armies, told apart by numbers and ordinals alone."""
    names = [f"{n}th Mechanised Brigade" for n in (4, 14, 24)] + [f"{o} Army" for o in _ORDINALS[:3]]
    return tuple(_organization(country, name, cls="Unit") for name in names)


def _unions(known: Inventory, country: Country) -> tuple[Body, ...]:
    heads, trades = known.plain("union heads"), known.plain("unions")
    found = []
    for number, trade in enumerate(trades):
        name = f"{heads[number % len(heads)]} {trade}"
        acronym = "".join(word[0] for word in name.split() if word != "of")
        found.append(_organization(country, name, acronym))
    return tuple(found)


def _companies(
    known: Inventory, countries: tuple[Country, ...], count: int, random: Random
) -> dict[str, tuple[Body, ...]]:
    """Make companies; some share the core of their name and differ in trade."""
    names = [f"{stem} {sector}" for stem in known.plain("companies") for sector in known.plain("sectors")]
    random.shuffle(names)
    found: dict[str, list[Body]] = {c.name: [] for c in countries}
    for number, name in enumerate(names[: max(count, 2 * len(countries))]):
        country = countries[number % len(countries)]
        legal = random.choice(("Group", "Holdings", "Corporation", ""))
        found[country.name].append(_organization(country, f"{name} {legal}".strip(), name, "Company"))
    return {name: tuple(companies) for name, companies in found.items()}


def _prize(name: str) -> Body:
    return Body(id=f"con-{name.lower().replace(' ', '-')}", cls="Award", full=name, definite=True)

"""Countries and territories by name, nationality and seat of power."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

__all__ = ["Country", "adjective_of", "capital_of", "countries", "country", "country_named", "people_of", "seat_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A sovereign or de facto state, or a territory with a name of its own.

    Parameters
    ----------
    code : str
        ISO 3166-1 alpha-2 ("XK" for Kosovo).
    name : str
        Usual English short name ("North Korea").
    wikidata : str
        Wikidata item ("Q423").
    sovereign : bool
        Whether it is a state rather than a territory of one.
    adjectives, people : tuple of str
        "Danish"; "Dane", "Danes".
    aliases : tuple of str
        Other names: official, abbreviated, former.
    capital : str
        As the source spells it; empty for territories.
    seats : tuple of str
        Cities and buildings whose name stands for its government.
    """

    code: str
    name: str
    wikidata: str
    sovereign: bool
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    aliases: tuple[str, ...]
    capital: str
    seats: tuple[str, ...]

    @property
    def same_as(self) -> tuple[str, ...]:
        """IRIs of the same country elsewhere."""
        return (f"http://www.wikidata.org/entity/{self.wikidata}",) if self.wikidata else ()


def _read(line: str) -> Country:
    code, name, wikidata, sovereign, adjectives, people, aliases, capital, seats = line.split("\t")

    def several(field: str) -> tuple[str, ...]:
        return tuple(field.split(";")) if field else ()

    return Country(
        code=code, name=name, wikidata=wikidata, sovereign=sovereign == "1", adjectives=several(adjectives),
        people=several(people), aliases=several(aliases), capital=capital, seats=several(seats),
    )  # fmt: skip


@cache
def countries() -> Mapping[str, Country]:
    """Return all countries and territories by ISO code."""
    lines = files("kg.linking").joinpath("data/countries.tsv").read_text("utf-8").splitlines()[1:]
    return MappingProxyType({c.code: c for c in map(_read, lines)})


def country(code: str) -> Country:
    """Return the country of an ISO 3166-1 alpha-2 code; raises KeyError if there is none."""
    return countries()[code]


@cache
def _index(kind: str) -> Mapping[str, Country]:
    found: dict[str, Country] = {}
    # sovereign states first: "Congo", "Guinea", "Samoa" and "Georgia" are theirs
    for item in sorted(countries().values(), key=lambda c: (not c.sovereign, c.code)):
        named = {
            "name": (item.name, *item.aliases),
            "adjective": item.adjectives,
            "people": item.people,
            "seat": item.seats,
            "capital": (item.capital,) if item.capital else (),
        }
        for text in named[kind]:
            found.setdefault(text, item)
            found.setdefault(_plain(text), item)
            if len(text) > 3:
                found.setdefault(text.upper(), item)
    return MappingProxyType(found)


def _plain(text: str) -> str:
    """Take accents off and typographic apostrophes."""
    flat = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(c for c in flat if not unicodedata.combining(c))


def _look_up(kind: str, text: str) -> Country | None:
    index = _index(kind)
    found = index.get(text)
    if found is None and text[:4].lower() == "the ":
        found = index.get(text[4:])
    return found


def country_named(text: str) -> Country | None:
    """Return the country of a name, official name or abbreviation, case as usual or all capitals.

    Examples
    --------
    >>> country_named("the U.S.").name, country_named("DPRK").name, country_named("turkey")
    ('United States', 'North Korea', None)
    """
    return _look_up("name", text)


def adjective_of(text: str) -> Country | None:
    """Return the country of an adjective of nationality ("South Korean")."""
    return _look_up("adjective", text)


def people_of(text: str) -> Country | None:
    """Return the country of a noun for its people ("Danes", "a Dane")."""
    return _look_up("people", text)


def capital_of(text: str) -> Country | None:
    """Return the country whose capital it is, also where the name mostly means another place ("Victoria")."""
    return _look_up("capital", text)


def seat_of(text: str) -> Country | None:
    """Return the country whose government a city or building stands for ("Kremlin", "Seoul")."""
    return _look_up("seat", text)

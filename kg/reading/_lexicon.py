"""Agencies, places and labels that stand around a news text, read from the data files beside."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

__all__ = [
    "agencies",
    "agencies_within",
    "credited",
    "is_city",
    "is_label",
    "is_region",
    "is_section",
    "is_unnamed",
    "picture_services",
]


@lru_cache(maxsize=1)
def agencies() -> MappingProxyType[str, str]:
    """Return each spelling of an agency with the agency's name."""
    names: dict[str, str] = {}
    for line in _lines("agencies.txt"):
        name, _, others = line.partition("|")
        for spelling in (name, *others.split(";")):
            if spelling.strip():
                names[spelling.strip()] = name.strip()
    return MappingProxyType(names)


@lru_cache(maxsize=1)
def picture_services() -> frozenset[str]:
    """Return the spellings of who is credited under pictures only."""
    return frozenset(part.strip() for line in _lines("pictures.txt") for part in line.split(";"))


def credited(text: str) -> str:
    """Return the agency that a string names, or "".

    Capitals do not matter for names of five letters or more ("REUTERS"), but for initials
    they do, lest "una" be one.

    Examples
    --------
    >>> credited("AP"), credited("REUTERS"), credited("ap")
    ('Associated Press', 'Reuters', '')
    """
    text = " ".join(text.split())
    return agencies().get(text, "") or (_folded().get(text.casefold(), "") if len(text) > 4 else "")


def agencies_within(credit: str) -> tuple[str, ...]:
    """Return the agencies and picture services among the parts of a credit, as written.

    Examples
    --------
    >>> agencies_within("KCNA/Kyodo"), agencies_within("Jane Doe/AP Photo"), agencies_within("a friend")
    (('KCNA', 'Kyodo'), ('AP',), ())
    """
    whole = credit.strip(" .")
    parts = (whole,) if credited(whole) else tuple(re.split(r" via |[,|/]", whole))
    named = (_bare_name(part) for part in parts)
    return tuple(name for name in named if name)


def _bare_name(part: str) -> str:
    """Return a known name without the words that say what of it is shown, or ""."""
    name = " ".join(part.split())
    for opening in ("", "Photo by ", "Photo: ", "Photo ", "Image: ", "Courtesy of ", "Credit: ", "© "):
        for tail in ("", " Photos", " Photo", " PHOTO", " Images", " File", " file", " POOL", " Pool"):
            bare = name.removeprefix(opening).removesuffix(tail)
            if credited(bare) or bare in picture_services():
                return bare
    return ""


def is_city(name: str) -> bool:
    """Tell whether a place is one that datelines give without its country; capitals do not matter."""
    return name.casefold() in _places("cities")


def is_region(name: str) -> bool:
    """Tell whether it is a country, state or province as datelines add it."""
    return name.casefold() in _places("regions")


def is_label(name: str) -> bool:
    """Tell whether a string is a label such as "BREAKING" or "UPDATE 2", no place."""
    return name.rstrip(" 0123456789").casefold() in _places("labels")


def is_section(name: str) -> bool:
    """Tell whether a line is the name of a part of a paper, such as "World" or "BUSINESS NEWS"."""
    plain = name.casefold().removeprefix("the ")
    return plain in _places("parts") or plain.removesuffix(" news") in _places("parts")


def is_unnamed(agency: str) -> bool:
    """Tell whether a credit such as "Agencies" names nobody."""
    return agency.casefold() in _places("unnamed")


@lru_cache(maxsize=1)
def _folded() -> dict[str, str]:
    return {spelling.casefold(): name for spelling, name in agencies().items()}


@lru_cache(maxsize=8)
def _places(section: str) -> frozenset[str]:
    names: set[str] = set()
    current = ""
    for line in _lines("places.txt"):
        if line.startswith("["):
            current = line.strip("[]")
        elif current == section:
            names.update(part.strip().casefold() for part in line.split(";"))
    return frozenset(names)


def _lines(name: str) -> list[str]:
    text = files(__package__ or "kg.reading").joinpath(name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]

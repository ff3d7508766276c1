"""Build ``data/countries.tsv`` from the public country-codes table and the hand-made demonyms.

::

    python -m kg.linking.build_countries country-codes.csv

The source is "Comprehensive country codes" of the datasets project (public domain, PDDL).
"""

from __future__ import annotations

import csv
import sys
import unicodedata
from pathlib import Path

__all__ = ["build", "main"]

_DATA = Path(__file__).parent / "data"
_HEADER = ("code", "name", "wikidata", "sovereign", "adjectives", "people", "aliases", "capital", "seats")
#: Cities whose name mostly means something else in the news: they stand for no country.
_AMBIGUOUS_CAPITALS = frozenset(
    {
        "Brussels",
        "Georgetown",
        "Hamilton",
        "Jerusalem",
        "Kingston",
        "Male",
        "San Jose",
        "Santiago",
        "Victoria",
        "East Jerusalem",
    }
)


def _plural(person: str) -> str:
    return person if person.endswith(("ese", "ois", "ss", "ch", "sh", "z")) else f"{person}s"


def _people(adjectives: list[str], given: list[str]) -> list[str]:
    """Nouns for the people: those given, else the adjectives and their plurals."""
    if given:
        return given
    singular = [a for a in adjectives if a[:1].isupper() and not a.isupper() and not a.endswith(("ish", "ch", "."))]
    return list(dict.fromkeys(form for a in singular for form in (a, _plural(a))))


def _aliases(name: str, row: dict[str, str], own: list[str]) -> list[str]:
    formal = row.get("UNTERM English Formal", "")
    found = [*own, row.get("CLDR display name", ""), row.get("official_name_en", ""), formal.removeprefix("the ")]
    found = [a.replace("*", "").strip() for a in found]
    keep = [a for a in dict.fromkeys(found) if a and a != name and not any(c in a for c in "(,&")]
    return [a for a in keep if " - " not in a and a != "Congo"] + (["Congo"] if "Congo" in own else [])


def _record(code: str, row: dict[str, str], made: list[str]) -> tuple[str, ...]:
    own_name, adjectives, people, aliases, seats, wikidata = (made + [""] * 7)[1:7]
    name = own_name or row["CLDR display name"]
    adjective_list = [a for a in adjectives.split(";") if a]
    sovereign = row.get("is_independent", "Yes") == "Yes" or code in ("TW", "PS", "XK")
    capital = row.get("Capital", "").strip() if sovereign else ""
    seat_list = [s for s in seats.split(";") if s]
    if capital and capital not in _AMBIGUOUS_CAPITALS and capital != name:
        seat_list.insert(0, capital)
    return (
        code, name, wikidata or row["wikidata_id"].rsplit("/", 1)[-1], "1" if sovereign else "0",
        ";".join(adjective_list), ";".join(_people(adjective_list, [p for p in people.split(";") if p])),
        ";".join(_aliases(name, row, [a for a in aliases.split(";") if a])), capital,
        ";".join(dict.fromkeys(seat_list)),
    )  # fmt: skip


def build(source: Path, target: Path) -> int:
    """Write the table of countries and territories; return how many there are."""
    made: dict[str, list[str]] = {}
    for line in (_DATA / "demonyms.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            fields = line.split("\t")
            made[fields[0]] = fields
    with source.open(encoding="utf-8", newline="") as handle:
        rows = {row["ISO3166-1-Alpha-2"].strip(): row for row in csv.DictReader(handle)}
    # Kosovo has no ISO code: what is known of it stands in demonyms.tsv alone
    codes = sorted(
        rows.keys() | {c for c, fields in made.items() if fields[-1].startswith("Q") and fields[1:2] != [""]}
    )
    records = [_record(code, rows.get(code, {}), made.get(code, [code])) for code in codes]
    lines = ["\t".join(_HEADER), *("\t".join(r) for r in records)]
    target.write_text(unicodedata.normalize("NFC", "\n".join(lines)) + "\n", encoding="utf-8")
    return len(records)


def main() -> None:
    """Build the table from the file named on the command line."""
    build(Path(sys.argv[1]), _DATA / "countries.tsv")


if __name__ == "__main__":
    main()

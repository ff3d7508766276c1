"""Countries, territories and international bodies from the shipped tables."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.linking import adjective_of, body_named, body_seated, countries, country, country_named, people_of, seat_of
from kg.linking.build_countries import build

NAMES = {
    "North Korea": "Q423", "DPRK": "Q423", "Republic of Korea": "Q884", "Iran": "Q794",
    "the Islamic Republic of Iran": "Q794",
    "RUSSIA": "Q159", "Syria": "Q858", "Taiwan": "Q865", "Palestine": "Q219060", "Kosovo": "Q1246", "U.S.": "Q30",
    "the United States": "Q30", "Britain": "Q145", "UAE": "Q878", "DRC": "Q974", "Congo": "Q974",
    "Ivory Coast": "Q1008",
    "Namibia": "Q1030", "Netherlands": "Q55", "Czechia": "Q213", "Burma": "Q836", "Türkiye": "Q43", "Georgia": "Q230",
}  # fmt: skip


@pytest.mark.parametrize(("name", "wikidata"), NAMES.items())
def test_names(name: str, wikidata: str) -> None:
    found = country_named(name)
    assert found is not None
    assert found.wikidata == wikidata


@pytest.mark.parametrize("text", ["turkey", "us", "Korea", "Zhongguo", "", "Washington", "french"])
def test_what_is_no_country_by_name(text: str) -> None:
    assert country_named(text) is None


def test_adjectives_people_and_seats() -> None:
    found = [
        adjective_of("South Korean"),
        people_of("Danes"),
        seat_of("Kremlin"),
        seat_of("the Élysée"),
        seat_of("Seoul"),
    ]
    assert [c.name for c in found if c] == ["South Korea", "Denmark", "Russia", "France", "South Korea"]
    assert (adjective_of("Danes"), people_of("Danish"), seat_of("Kingston")) == (None, None, None)


def test_niger_and_nigeria_dominica_and_the_dominican_republic_differ() -> None:
    codes = [c.code for c in (adjective_of("Nigerien"), adjective_of("Nigerian"), country_named("Dominica")) if c]
    assert codes == ["NE", "NG", "DM"]
    assert country_named("Dominican Republic") == country("DO")


def test_every_record_is_whole_and_names_and_items_are_unique() -> None:
    records = countries().values()
    assert len(records) == 250
    assert all(re.fullmatch(r"Q\d+", c.wikidata) and c.name == c.name.strip() for c in records)
    assert len({c.wikidata for c in records}) == len({c.name for c in records}) == len(records)
    assert all(c.adjectives and c.people for c in records if c.sovereign and c.code not in _WITHOUT_DEMONYM)
    assert country("KP").same_as == ("http://www.wikidata.org/entity/Q423",)


_WITHOUT_DEMONYM = {"CG", "DM", "KI"}


def test_bodies() -> None:
    assert body_named("the UN") == body_named("U.N.") == body_named("United Nations")
    body = body_named("NATO")
    assert body is not None
    assert body.same_as == ("http://www.wikidata.org/entity/Q7184",)
    seated = body_seated("Brussels")
    assert seated is not None
    assert seated.name == "European Union"
    assert body_named("Nato Corp") is None


def test_the_table_is_built_from_the_source_and_the_demonyms(tmp_path: Path) -> None:
    source = tmp_path / "codes.csv"
    header = (
        "ISO3166-1-Alpha-2,CLDR display name,official_name_en,UNTERM English Formal,is_independent,Capital,wikidata_id"
    )
    source.write_text(
        f"{header}\nDK,Denmark,Denmark,the Kingdom of Denmark,Yes,Copenhagen,https://www.wikidata.org/wiki/Q1\n",
        encoding="utf-8",
    )
    target = tmp_path / "countries.tsv"
    build(source, target)
    line = next(x for x in target.read_text("utf-8").splitlines() if x.startswith("DK\t"))
    assert line == "DK\tDenmark\tQ35\t1\tDanish\tDane;Danes\tKingdom of Denmark\tCopenhagen\tCopenhagen"

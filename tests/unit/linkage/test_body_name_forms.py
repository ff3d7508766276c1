"""Forms of the names of bodies, places and things, and names of two of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.linkage.body_names import compare_bodies, parse_body, parse_plain
from kg.linkage.rarity import Rarity
from kg.linkage.words import number_of

SAME = [
    ("Ministry of Defense of France", "the French Defence Ministry", ()),
    ("France's Ministry of Defence", "French Defence Ministry", ()),
    ("Ministry of Foreign Affairs", "Foreign Ministry", ()),
    ("Acme Corp.", "The Acme Corporation", ()),
    ("Seventh Fleet", "7th Fleet", ()),
    ("KCNA", "Korean Central News Agency", ("acronym",)),
    ("WTO", "World Trade Organization", ("acronym",)),
    ("Toyota", "Toyota Motor Corp", ("part",)),
    ("Supreme Court", "U.S. Supreme Court", ("part",)),
    ("Zaporizhia Steel", "Zaporizhzhia Steel", ("spelling",)),
]
OTHERS = [
    ("7th Fleet", "8th Fleet"),
    ("Second Army", "Third Army"),
    ("Bank of America", "Bank of Armenia"),
    ("Bank of Portugal", "Bank of Brazil"),
    ("Apple", "Apple Records"),
    ("AT&T", "A&T"),
    ("Chelsea", "Chelsea Women"),
    ("Deltamar", "Deltamar Foundation"),
    ("BBC", "Bank of China"),
]


@pytest.mark.parametrize(("one", "two", "forms"), SAME)
def test_forms_of_one_name(one: str, two: str, forms: tuple[str, ...]) -> None:
    found = compare_bodies(parse_body(one), parse_body(two))
    assert found is not None
    assert found.forms == forms
    assert compare_bodies(parse_body(two), parse_body(one)) == found


@pytest.mark.parametrize(("one", "two"), OTHERS)
def test_names_of_two(one: str, two: str) -> None:
    assert compare_bodies(parse_body(one), parse_body(two)) is None


@pytest.mark.parametrize(
    ("one", "two"),
    [("Type 054", "Type 055"), ("Route 9", "Route 19"), ("Boeing 737", "Boeing 747"), ("Old Town", "Town")],
)
def test_things_of_other_numbers_are_others(one: str, two: str) -> None:
    assert parse_plain(one).key != parse_plain(two).key


def test_numbers_are_read_in_any_form() -> None:
    assert [number_of(w) for w in ("7th", "Seventh", "VII", "7", "XXIII")] == ["7", "7", "7", "7", "23"]
    assert [number_of(w) for w in ("I", "Mix", "fleet", "MIL")] == ["", "", "", ""]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_any_text_is_a_name_like_itself(text: str) -> None:
    name = parse_body(text)
    found = compare_bodies(name, name)
    assert found is not None
    assert not found.forms
    assert parse_plain(text).key == parse_plain(text).key


@pytest.mark.parametrize(
    ("common", "rare"),
    [("National Union of Nurses", "Ostrel Union of Nurses"), ("Foreign Ministry", "French Foreign Ministry"),
     ("National Bank", "Banco Ribeirinho")],
)  # fmt: skip
def test_names_that_each_country_may_have_say_little(common: str, rare: str) -> None:
    rarity = Rarity([], "organisation")
    little, much = (rarity.log_odds(like) for name in (common, rare)
                    if (like := compare_bodies(parse_body(name), parse_body(name))))  # fmt: skip
    assert little <= 0.5 < 2 < much

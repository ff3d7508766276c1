from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ontology
from kg.identity import data_iri, entity_local_name, hashed, kind_prefix, slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Kim Yo Jong", "kim-yo-jong"),
        ("Workers' Party of Korea", "workers-party-of-korea"),
        ("Côte d’Ivoire", "cote-divoire"),
        ("Łódź", "lodz"),
        ("AT&T Inc.", "at-t-inc"),
        ("朝鮮日報", "朝鮮日報"),
        ("—", "unnamed"),
    ],
)
def test_slugs(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text(max_size=40))
def test_a_slug_can_stand_in_an_iri_and_is_its_own_slug(name: str) -> None:
    made = slug(name)
    assert made and not re.search(r"[\s<>\"{}|\\^`/#?%]", made)
    assert slug(made) == made


@pytest.mark.parametrize(
    "cls", [c for c in ontology.classes() if ontology.is_a(c, "Entity") and c not in ("Entity", "Agent")]
)
def test_every_class_of_entities_has_a_kind(cls: str) -> None:
    assert kind_prefix(cls) in {"per", "grp", "org", "loc", "pos", "thg", "agr", "pol", "con"}


def test_a_finer_class_of_the_same_kind_changes_no_name() -> None:
    assert entity_local_name("Organization", "Acme") == entity_local_name("GovernmentBody", "Acme")
    assert entity_local_name("Country", "Chad") == entity_local_name("Place", "Chad")


def test_a_description_is_named_within_its_article() -> None:
    assert entity_local_name("Person", "a spokesman", article="art-1") == "art-1-a-spokesman"


def test_hashes_keep_their_parts_apart() -> None:
    assert hashed("st", "a", "bc") != hashed("st", "ab", "c")
    assert re.fullmatch(r"st-[0-9a-f]{12}", hashed("st", 1, 2))


def test_the_base_is_put_before_a_local_name() -> None:
    assert data_iri("per-x", "https://news.example/") == "https://news.example/id/per-x"

"""Names of persons and organisations: the same, a short form, or another."""

from __future__ import annotations

import pytest

from kg.resolution.names import (
    acronym_of,
    fold,
    given_gender,
    given_hint,
    organisation_words,
    person_likeness,
    person_words,
)

PERSONS = (
    ("Ana Ruiz", "Ana Ruíz", "same"),
    ("Kim Ho Jin", "Kim Su Bin", "differs"),
    ("Kim Ho Jin", "Kim Ho-jin", "same"),
    ("Kim", "Kim Ho Jin", "family"),
    ("Jin", "Kim Ho Jin", "family"),
    ("Lund", "Eva Lund", "family"),
    ("Eva", "Eva Lund", "part"),
    ("Eva Lund", "Ida Lund", "differs"),
    ("E. Lund", "Eva Lund", "same"),
    ("E. Lund", "Ida Lund", "differs"),
    ("Eva M. Lund", "Eva Lund", "same"),
    ("Eva M. Lund", "Eva K. Lund", "differs"),
    ("Omar al-Hadi", "Hadi", "family"),
    ("Dr. Omar Hadi", "Omar Hadi", "same"),
    ("Garcia Diaz", "Pedro Garcia Diaz", "same"),
    ("Garcia", "Pedro Garcia Diaz", "part"),
    ("Jon Vale Jr.", "Jon Vale", "differs"),
    ("Jon Vale Jr.", "Jon Vale Sr.", "differs"),
    ("Vale", "Jon Vale Jr.", "family"),
    ("Smith", "Jon Vale", "differs"),
)


@pytest.mark.parametrize(("one", "two", "expected"), PERSONS)
def test_person_likeness_either_way(one: str, two: str, expected: str) -> None:
    assert person_likeness(one, two) == expected
    assert person_likeness(two, one) == expected


def test_words_of_names() -> None:
    assert fold("Élodie-Ana Öst U.N.") == ("elodie", "ana", "ost", "un")
    assert person_words("Sheikh Omar al-Hadi") == ("omar", "hadi")
    assert organisation_words("The Vexo Holdings Ltd.") == ("vexo",)
    assert organisation_words("Inc.") == ("inc",)


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("NRA", "Northern Rail Authority", True),
        ("N.R.A.", "Northern Rail Authority", True),
        ("BoL", "Bank of Lima", False),
        ("OECR", "Office for the Environment, Climate and Rivers", True),
        ("NRB", "Northern Rail Authority", False),
        ("NR", "Northern Rail", False),
    ],
)
def test_acronyms(short: str, full: str, expected: bool) -> None:
    assert acronym_of(short, full) is expected


def test_gender_of_given_names() -> None:
    assert (given_gender("Angela Voss"), given_gender("Pedro Diaz"), given_gender("Kim Voss")) == ("f", "m", "")
    assert (given_hint("Zohrela Voss"), given_hint("Luca Voss"), given_hint("Voss")) == ("f", "m", "")

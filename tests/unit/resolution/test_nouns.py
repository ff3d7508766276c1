"""Common nouns: class, singular, gender; and which classes can be of one thing."""

from __future__ import annotations

import pytest

from kg.resolution.kinds import compatible, kind_of
from kg.resolution.lexicons import lexicon
from kg.resolution.nouns import compound_class, known_class, noun_class, noun_gender, singular, vague_nouns
from ontology import classes

CLASSES = {
    "ministry": "GovernmentBody", "court": "GovernmentBody", "party": "PoliticalParty", "airline": "Company",
    "banks": "Group", "broadcaster": "MediaOrganization", "rebels": "ArmedGroup", "club": "SportsTeam",
    "union": "Organization", "protesters": "Group", "gunman": "Person", "spokeswomen": "Group", "baker": "Person",
    "country": "Country", "countries": "Group", "town": "GeopoliticalEntity", "border": "Place", "airport": "Facility",
    "missiles": "Artifact", "treaty": "Agreement", "sanctions": "Policy", "inflation": "Concept",
    "zibblefrump": "Concept",
    "paper-maker": "Company", "cyclists": "Group", "container": "Artifact", "weather": "Concept",
    "loneliness": "Concept",
}  # fmt: skip


@pytest.mark.parametrize(("noun", "cls"), CLASSES.items())
def test_classes_of_nouns(noun: str, cls: str) -> None:
    assert noun_class(noun) == cls


def test_unknown_nouns_are_known_to_be_unknown() -> None:
    assert known_class("zibblefrump") == ""


def test_the_word_before_can_decide() -> None:
    assert compound_class("news", "agencies") == "MediaOrganization"
    assert compound_class("liaison", "office") == "Facility"
    assert compound_class("happy", "office") == ""


def test_every_class_of_the_lexicon_is_in_the_ontology() -> None:
    table = lexicon("entity_heads")
    assert set(table["heads"]) | set(table["compounds"].values()) <= set(classes())


def test_singulars() -> None:
    pairs = {"cities": "city", "gunmen": "gunman", "boxes": "box", "bus": "bus", "crises": "crise", "news": "news"}
    assert {word: singular(word) for word in pairs} == pairs


def test_gender() -> None:
    assert [noun_gender(n) for n in ("widow", "uncle", "policewoman", "fisherman", "german", "judge")] == [
        "f", "m", "f", "m", "", "",
    ]  # fmt: skip


def test_kinds() -> None:
    assert kind_of("PoliticalParty") == "organisation"
    assert kind_of("Country") == "place"
    assert kind_of("") == ""
    assert compatible("Group", "ArmedGroup")
    assert not compatible("Person", "Place")
    assert "people" in vague_nouns()

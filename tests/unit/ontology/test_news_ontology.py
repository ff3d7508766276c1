"""The Turtle file of the ontology: complete, closed, and readable as values."""

from __future__ import annotations

import pytest

import ontology
from ontology import (
    MODALITIES,
    STATUSES,
    classes,
    event_class,
    event_classes,
    is_a,
    relation,
    relations,
    roles,
    status_of,
)


def test_the_version_is_that_of_the_first_release() -> None:
    assert ontology.version() == "0.1.0"


@pytest.mark.parametrize("name", sorted(relations()))
def test_every_relation_is_complete(name: str) -> None:
    found = relation(name)
    assert found.neo4j_type == found.neo4j_type.upper() != ""
    assert found.kind in {"static", "state", "action"}
    assert found.domain and found.range, "a relation without domain or range takes anything"
    assert set(found.domain) | set(found.range) <= set(classes())
    assert found.examples, "an example says what a definition cannot"
    assert found.label
    assert set(found.parents) <= set(relations())
    if found.event_class:
        assert found.event_class in event_classes()


def test_relationship_types_are_unique() -> None:
    types = [r.neo4j_type for r in relations().values()] + [r.neo4j_type for r in roles().values()]
    assert len(types) == len(set(types))


@pytest.mark.parametrize("name", sorted(event_classes()))
def test_every_event_class_is_complete(name: str) -> None:
    found = event_class(name)
    assert found.label
    assert found.quad in {"", "VerbalCooperation", "MaterialCooperation", "VerbalConflict", "MaterialConflict"}
    literals = {"amount", "unit", "deaths", "injured", "count", "score", "any"}
    named = {word.split("(")[0].rstrip("+") for word in found.roles.split()}
    assert named and named <= set(roles()) | literals
    assert is_a(name, "Event")


@pytest.mark.parametrize(
    "name", ["participatesIn", "causes", "authorOf", "publishes", "kindOf", "joins", "leaves", "operates"]
)
def test_relations_that_the_gold_standard_lacked(name: str) -> None:
    assert relation(name).neo4j_type


@pytest.mark.parametrize("name", ["Gather", "JoinBody", "LeaveBody"])
def test_event_classes_that_the_gold_standard_lacked(name: str) -> None:
    assert event_class(name).roles


def test_a_sub_relation_joins_nothing_that_its_parent_does_not() -> None:
    for found in relations().values():
        for parent in map(relation, found.parents):
            assert all(is_a(c, *parent.domain) for c in found.domain)
            assert all(is_a(c, *parent.range) for c in found.range)


def test_a_symmetric_relation_has_one_side_twice() -> None:
    for found in relations().values():
        if found.symmetric:
            assert found.domain == found.range, found.name


def test_every_modality_is_a_status_but_assertion() -> None:
    assert {status_of(m, "positive") for m in MODALITIES} | {"negated"} == set(STATUSES)
    assert {status_of(m, "negative") for m in MODALITIES} == {"negated"}


def test_classes_know_their_line() -> None:
    assert is_a("Country", "Agent", "Artifact")
    assert is_a("Country", "Place")
    assert not is_a("Person", "Organization", "Place")
    assert all(is_a(c, c) for c in classes())


@pytest.mark.parametrize(
    ("ask", "hint"),
    [
        (lambda: relation("terminate"), "terminates"),
        (lambda: event_class("Assualt"), "Assault"),
        (lambda: is_a("Compny", "Agent"), "Company"),
    ],
    ids=["relation", "event class", "class"],
)
def test_a_misspelt_name_is_refused_with_the_nearest(ask: object, hint: str) -> None:
    with pytest.raises(LookupError, match=hint):
        ask()  # type: ignore[operator]

"""What the network reads beside the rules: proposed, weighed, doubted, and told apart by who proposed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from aligning import event_lines, reading_of, statement_lines

from kg.alignment import align
from kg.alignment.drafts import READER
from kg.alignment.weighing import UNLIKELY, chance
from kg.config import Config
from kg.semantics.scores import FactScores, PairScores
from kg.statements import Extraction
from ontology import MODALITIES, schema

ROWS = """
Norte/=/PROPN/NNP/1/nsubj hoovered/hoover/VERB/VBD/-/ROOT up/=/ADP/RP/1/compound:prt Sur/=/PROPN/NNP/1/obj
in/=/ADP/IN/5/case Lima/=/PROPN/NNP/1/obl _./=/PUNCT/./1/punct
"""
THINGS = {"Norte": "Company", "Sur": "Company", "Lima": "GeopoliticalEntity"}
NAMES = ("Norte:ORG", "Sur:ORG", "Lima:GPE")
EVENTS = ("", *sorted(schema.event_classes()))
RELATIONS = ("", *sorted(schema.relations()))
ROLES = ("", *sorted(schema.roles()), "source")


def _pairs(found: Mapping[tuple[int, int], tuple[str, float]], classes: tuple[str, ...], modality: str) -> PairScores:
    found = dict(sorted(found.items()))
    chances = np.zeros((len(found), len(classes)), dtype=np.float32)
    for row, (cls, p) in enumerate(found.values()):
        chances[row, classes.index(cls)], chances[row, 0] = p, 1 - p
    moods = np.zeros((len(found), len(MODALITIES)), dtype=np.float32)
    moods[:, MODALITIES.index(modality)] = 1.0
    return PairScores(
        pairs=np.array(list(found), dtype=np.int64).reshape(-1, 2),
        classes=classes,
        chances=chances,
        modality=moods,
        negated=np.zeros(len(found), dtype=np.float32),
    )


def _read(
    events: Mapping[int, tuple[str, float]],
    relations: Mapping[tuple[int, int], tuple[str, float]],
    roles: Mapping[tuple[int, int], tuple[str, float]],
    modality: str = "asserted",
    rows: str = ROWS,
    things: Mapping[str, str] = THINGS,
    names: tuple[str, ...] = NAMES,
) -> Extraction:
    reading = reading_of(rows, things, names)
    n = len(reading.doc)
    chances = np.zeros((n, len(EVENTS)), dtype=np.float32)
    chances[:, 0] = 1.0
    for token, (cls, p) in events.items():
        chances[token, EVENTS.index(cls)], chances[token, 0] = p, 1 - p
    moods = np.zeros((n, len(MODALITIES)), dtype=np.float32)
    moods[:, MODALITIES.index(modality)] = 1.0
    scores = FactScores(
        classes=EVENTS,
        modalities=tuple(MODALITIES),
        events=chances,
        modality=moods,
        negated=np.zeros(n, dtype=np.float32),
        relations=_pairs(relations, RELATIONS, modality),
        roles=_pairs(roles, ROLES, modality),
    )
    return align(replace(reading, scores=scores), Config())


BOUGHT = {1: ("Acquire", 0.99)}
PAID = {(0, 3): ("acquires", 0.99), (3, 0): ("", 1.0)}
FILLED = {(1, 0): ("actor", 0.97), (1, 3): ("theme", 0.97), (1, 5): ("place", 0.02)}


def test_what_no_rule_knows_is_proposed_by_the_network() -> None:
    found = _read(BOUGHT, PAID, FILLED)
    assert event_lines(found) == {"Acquire actual hoovered: actor=Norte theme=Sur"}
    assert statement_lines(found) == {"Norte acquires Sur"}
    [statement] = [s for s in found.statements if s.predicate == "acquires"]
    assert statement.extractor == READER
    assert 0.5 < statement.confidence < 1.0
    assert statement.licensed


def test_what_the_network_finds_unlikely_is_not_proposed() -> None:
    found = _read({1: ("Acquire", 0.16)}, {(0, 3): ("acquires", 0.11)}, {})
    assert event_lines(found) == set()
    assert statement_lines(found) == set()


def test_relations_keep_to_domain_and_range() -> None:
    found = _read({}, {(0, 3): ("spouseOf", 0.99)}, {})
    assert statement_lines(found) == set()


def test_what_the_network_is_sure_is_no_fact_is_none() -> None:
    found = _read(BOUGHT, PAID, FILLED, modality="possible")
    assert event_lines(found) == {"Acquire possible hoovered: actor=Norte theme=Sur"}
    assert statement_lines(found) == {"Norte acquires Sur [possible]"}
    assert not any(s.licensed for s in found.statements if s.predicate == "acquires")


def test_a_rule_that_the_network_contradicts_gives_way_with_a_reason() -> None:
    rows = ROWS.replace("hoovered/hoover", "bought/buy").replace("up/=/ADP/RP/1/compound:prt", "up/=/ADV/RB/1/advmod")
    agreed = _read(BOUGHT, PAID, FILLED, rows=rows)
    assert "Norte acquires Sur" in statement_lines(agreed)
    against = _read({}, {(0, 3): ("", 1.0), (3, 0): ("", 1.0)}, {(1, 0): ("", 1.0), (1, 3): ("", 1.0)}, rows=rows)
    [sure] = [s for s in agreed.statements if s.predicate == "acquires"]
    kept = [s for s in against.statements if s.predicate == "acquires"]
    assert all(s.confidence < sure.confidence for s in kept)
    assert kept or UNLIKELY in {d.reason for d in against.dropped}


def test_what_hangs_on_another_event_is_no_part_of_this_one() -> None:
    rows = """
    Guards/guard/NOUN/NNS/1/nsubj held/hold/VERB/VBD/-/ROOT men/man/NOUN/NNS/1/obj over/=/ADP/IN/5/case
    the/=/DET/DT/5/det murder/=/NOUN/NN/1/obl of/=/ADP/IN/8/case a/=/DET/DT/8/det teacher/=/NOUN/NN/5/nmod
    _./=/PUNCT/./1/punct
    """
    found = _read(
        {1: ("Coerce", 0.99), 5: ("Crime", 0.99)},
        {},
        {(1, 0): ("actor", 0.97)} | dict.fromkeys([(1, 2), (1, 8), (5, 8)], ("recipient", 0.97)),
        rows=rows,
        things={"Guards": "Group", "men": "Group", "teacher": "Person"},
        names=(),
    )
    [held] = [v for v in event_lines(found) if v.startswith("Coerce")]
    assert "teacher" not in held
    assert "recipient=men" in held
    [murder] = [v for v in event_lines(found) if v.startswith("Crime")]
    assert "recipient=teacher" in murder


def test_an_act_of_one_is_no_act_of_another() -> None:
    rows = """
    Rebels/rebel/NOUN/NNS/1/nsubj said/say/VERB/VBD/-/ROOT guards/guard/NOUN/NNS/3/nsubj shelled/shell/VERB/VBD/1/ccomp
    the/=/DET/DT/5/det port/=/NOUN/NN/3/obj _./=/PUNCT/./1/punct
    """
    things = {"Rebels": "ArmedGroup", "guards": "ArmedGroup", "port": "Facility"}
    told, apart = {3: ("Assault", 0.99)}, {(0, 5): ("attacks", 0.95), (2, 5): ("attacks", 0.95)}
    roles = {(3, 2): ("actor", 0.97), (3, 5): ("recipient", 0.97)}
    found = _read(told, apart, roles, rows=rows, things=things, names=())
    assert statement_lines(found) == {"guards attacks port [by Rebels]"}


@pytest.mark.parametrize("kind", ["edge", "event", "role"])
def test_the_more_likely_the_network_finds_it_the_more_likely_it_is(kind: str) -> None:
    less, more = ({"read own": x} for x in (-2.0, 2.0))
    assert 0 < chance(kind, less) < chance(kind, more) < 1  # type: ignore[arg-type]

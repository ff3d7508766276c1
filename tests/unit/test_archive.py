"""The invented archive is always the same, keeps its halves apart, and tells the truth about its articles."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest

from benchmarks.archive import HALVES, Half, Record, archive
from benchmarks.archive.__main__ import main
from benchmarks.archive.inventory import inventory
from benchmarks.archive.truth import entities, events
from benchmarks.archive.world import World
from kg.config import Config
from kg.identity import data_iri
from kg.reading import read

COUNT = 1200


@cache
def made(half: Half = "development", seed: int = 1) -> tuple[World, tuple[Record, ...]]:
    world, records = archive(half, COUNT, seed)
    return world, tuple(records)


def truths(kind: str = "", half: Half = "development") -> list[dict[str, Any]]:
    return [r.truth for r in made(half)[1] if kind in ("", r.truth["kind"])]


def test_the_same_seed_gives_the_same_archive() -> None:
    assert tuple(archive("development", 60, seed=3)[1]) == tuple(archive("development", 60, seed=3)[1])
    assert tuple(archive("development", 60, seed=3)[1]) != tuple(archive("development", 60, seed=4)[1])


def test_the_halves_share_neither_names_nor_sentences() -> None:
    first, second = (inventory(half) for half in HALVES)
    assert get_args(Half) == HALVES
    for section in set(first.names) & set(second.names) - {"countries"}:
        shared = {n for s in first.spelt(section) for n in s} & {n for s in second.spelt(section) for n in s}
        parts_of_names = section.startswith(("korean", "chinese", "african"))  # syllables, and names of two faiths
        assert not shared or (parts_of_names and len(shared) < 8), section
    shared_lines = {s for v in first.sentences.values() for s in v} & {s for v in second.sentences.values() for s in v}
    assert not shared_lines
    assert set(first.sentences) == set(second.sentences)
    people = [{p.plain for p in made(half)[0].registry.people} for half in HALVES]
    assert not people[0] & people[1]


@pytest.mark.parametrize("half", HALVES)
def test_every_name_stands_in_its_article(half: Half) -> None:
    for record in made(half)[1]:
        words = f"{record.article['title']}\n{record.article['text']}"
        for entity in record.truth["entities"]:
            assert entity["class"] != "Thing", entity
            assert [n for n in entity["names"] if n not in words] == [], record.truth["article"]


def test_reports_have_the_length_of_short_news() -> None:
    lengths = sorted(len(r.article["text"].split()) for r in made()[1] if r.truth["kind"] == "report")
    assert lengths[len(lengths) // 20] >= 80
    assert lengths[-1] <= 200


def test_no_slot_is_left_open() -> None:
    assert not [r.article["text"] for half in HALVES for r in made(half)[1] if set("{}[]|") & set(r.article["text"])]


def test_there_are_traps_and_spellings() -> None:
    world, records = made()
    people = [e for e in entities(world, records) if e["class"] == "Person"]
    assert {"namesake", "sibling"} <= {e["hard"] for e in people}
    assert sum(len(e["names"]) for e in people) / len(people) > 3
    by_name = defaultdict(set)
    for person in world.registry.people:
        by_name[person.plain].add((person.role.words, person.country.name))
    assert max(map(len, by_name.values())) > 1
    digits = {e["id"].rpartition("-")[0] for e in entities(world, records) if e["class"] == "Facility"}
    assert len(digits) < sum(e["class"] == "Facility" for e in entities(world, records))


def test_copies_follow_what_they_copy() -> None:
    known = {t["article"]: t for t in reversed(truths())}  # the first of two with one address
    copies = truths("copy")
    assert 0.3 < len(copies) / COUNT < 0.6
    for copy in copies:
        copied = known[copy["copyOf"]]
        assert copied["origin"] == copy["origin"]
        assert copied["published"] <= copy["published"]
        assert copied["article"] != copy["article"]


def test_independent_reports_share_an_event() -> None:
    origins = defaultdict(set)
    for truth in truths("report"):
        for event in truth["events"]:
            origins[event["id"], event["day"]].add(truth["origin"])
    assert Counter(len(found) > 1 for found in origins.values())[True] > 50


def test_corrections_change_a_figure() -> None:
    articles = {r.truth["article"]: r for r in made()[1] if r.truth["kind"] == "report"}
    corrections = truths("correction")
    assert {t["article"] == t["replaces"] for t in corrections} == {True, False}
    for correction in corrections:
        assert correction["version"] == 2
        first = articles[correction["replaces"]].truth
        assert first["chain"] == correction["chain"] == first["article"]
        assert first["origin"] == correction["origin"]
        assert first["replaced"] == (correction["article"] == first["article"])
        assert first["events"][0]["numbers"]["deaths"] != correction["events"][0]["numbers"]["deaths"]


def test_retractions_withdraw_what_is_untrue() -> None:
    known = {t["article"]: t for t in truths("report")}
    assert truths("retraction")
    for retraction in truths("retraction"):
        withdrawn = known[retraction["replaces"]]
        assert all(event["untrue"] for event in withdrawn["events"])
        assert withdrawn["outlet"] == retraction["outlet"]


def test_acts_have_a_course_and_tolls_move() -> None:
    found = events(made()[1])
    courses = {tuple(step for _, step in e["course"]) for e in found}
    assert {("threatened", "ordered", "done"), ("threatened", "abandoned"), ("announced", "done")} <= courses
    tolls = [[(f["day"], f["deaths"]) for f in e["figures"] if not f["disputed"]] for e in found if e["figures"]]
    assert any(a[0] < b[0] and a[1] < b[1] for toll in tolls for a, b in pairwise(toll))
    assert any(f["disputed"] for e in found for f in e["figures"])


def test_it_is_written_as_kg_reads_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["write", str(tmp_path), "--articles", "80", "--half", "measuring", "--seed", "2"]) == 0
    capsys.readouterr()
    lines = (tmp_path / "truth" / "articles.jsonl").read_text("utf-8").splitlines()
    expected = [json.loads(line) for line in lines]
    articles = list(read([tmp_path / "articles.jsonl"], config=Config()))
    assert [data_iri(a.id) for a in articles] == [t["article"] for t in expected]  # type: ignore[union-attr]
    named = (tmp_path / "truth" / "entities.jsonl").read_text("utf-8").splitlines()
    assert all(json.loads(line)["names"] for line in named)


def test_a_senseless_number_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["write", str(tmp_path), "--articles", "0"])
    assert "at least 1" in capsys.readouterr().err

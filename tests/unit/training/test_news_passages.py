"""The annotation format of the news passages."""

from __future__ import annotations

from pathlib import Path

from training.checking import ontology_faults, run_check
from training.passages import outermost, passages, read_passage

NEWS = Path(__file__).resolve().parents[3] / "training" / "news"
LINES = [
    "#id diplomacy-001 date=2021-03-02 place=Buenos Aires",
    "T: Georgia's foreign minister, Davit Lomidze, said that Tbilisi would not recall its ambassador from Kyiv.",
    'T: "We have no such plan," Lomidze told reporters.',
    "E: ge Country = Georgia | Tbilisi",
    "E: dl Person = Davit Lomidze | Lomidze | Georgia's foreign minister",
    "E: amb Person = its ambassador",
    "E: ua Country = Kyiv",
    "R: amb represents ge @0",
    'V: v1 Retreat "recall" @0 announced neg src=dl actor=ge theme=amb origin=ua amount=2_million_euros',
    "N: dl represents ua @0",
]


def test_mentions_have_offsets_and_kinds() -> None:
    p = read_passage(LINES)
    assert p.faults == []
    lomidze = p.entities[1]
    assert [m["text"] for m in outermost(lomidze["mentions"])] == [
        "Georgia's foreign minister",
        "Davit Lomidze",
        "Lomidze",
    ]
    assert all(p.text[m["start"] : m["end"]] == m["text"] for e in p.entities for m in e["mentions"])
    assert p.entities[2]["mentions"][0]["kind"] == "nominal"


def test_head_line() -> None:
    p = read_passage(LINES)
    assert (p.doc, p.date, p.place) == ("diplomacy-001", "2021-03-02", "Buenos Aires")


def test_event_qualifiers() -> None:
    event = read_passage(LINES).events[0]
    assert (event["modality"], event["polarity"], event["source"]) == ("announced", "negative", ["dl"])
    assert event["roles"] == {"actor": ["ge"], "theme": ["amb"], "origin": ["ua"]}
    assert event["amount"] == "2 million euros"


def test_near_misses_are_apart() -> None:
    p = read_passage(LINES)
    assert len(p.relations) == len(p.near_misses) == 1


def test_a_string_can_carry_its_sentence() -> None:
    lines = ["#id a", "T: Smith won.", "T: Smith lost.", "E: a Person = Smith@0", "E: b Person = Smith@1"]
    first, second = read_passage(lines).entities
    assert first["mentions"][0]["start"] == 0
    assert second["mentions"][0]["start"] == 11


def test_faults_are_told() -> None:
    lines = [*LINES[:5], "E: x Person = Nobody", "R: x knows zz @0", 'V: v2 Retreat "flee" @1', "X: what"]
    p = read_passage(lines)
    faults = "\n".join([*p.faults, *ontology_faults(p)])
    for said in (
        "not in the text: Nobody",
        "unknown id zz",
        "no such relation knows",
        "trigger 'flee' is not in",
        "a line starts",
    ):
        assert said in faults


def test_states_end_and_people_speak_jointly() -> None:
    ended = "R: dl holdsPosition ge @0 ended since=2011 until=2019-05 src=ge,dl+amb"
    p = read_passage([*LINES[:7], ended])
    assert p.faults == []
    [r] = p.relations
    assert (r["ended"], r["since"], r["until"]) == (True, "2011", "2019-05")
    assert (r["source"], r["source_orders"]) == (["ge", "dl", "amb"], [1, 2, 2])


def test_qualifiers_belong_to_a_kind() -> None:
    p = read_passage([*LINES[:7], "R: dl leads ge @0 amount=2", 'V: v1 Retreat "recall" @0 ended'])
    assert [f.split(":")[0] for f in p.faults] == ["not of a relation", "only relations end"]


def test_shipped_passages_have_no_faults() -> None:
    files = sorted(NEWS.glob("*.txt"))
    *faults, held = run_check(files, None)
    assert faults == []
    assert held.startswith(f"{sum(1 for f in files for _ in passages(f))} passages, ")
    assert len(files) >= 48

"""Every figure of a small extraction whose errors are known, counted by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ferry_gold import EXTRACTION, GOLD, write_gold, write_system

from kg.evaluation import Evaluation, Found, Inventory, Share, assign, evaluate, gold_of, values_of
from kg.evaluation.gold import GoldSet
from kg.evaluation.gold_files import read_gold
from kg.evaluation.names import normal, normal_names, partners, similarity
from kg.evaluation.noise import wilson
from kg.evaluation.system import read_system


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    place = tmp_path_factory.mktemp("ferry")
    gold = read_gold(write_gold(place / "gold"))
    return evaluate(gold, read_system(write_system(place / "out" / "ferry.jsonl", EXTRACTION).parent, gold))


@pytest.mark.parametrize(
    ("measure", "right", "gold", "system"),
    [("relation", 3, 5, 5), ("pair", 4, 5, 5), ("event", 2, 3, 3), ("role", 3, 7, 5)],
)
def test_what_is_found(found: Evaluation, measure: str, right: int, gold: int, system: int) -> None:
    figures = found.figures[measure]
    assert isinstance(figures, Found)
    assert (figures.right, figures.gold, figures.system) == (right, gold, system)
    precision, recall = right / system, right / gold
    assert figures.precision.value == pytest.approx(precision)
    assert figures.recall.value == pytest.approx(recall)
    assert figures.f1.value == pytest.approx(2 * precision * recall / (precision + recall))


@pytest.mark.parametrize(
    ("measure", "right", "of"),
    [("modality", 3, 5), ("polarity", 3, 3), ("source", 2, 3), ("sourced", 0, 1), ("false_facts", 2, 2)],
)
def test_what_is_rightly_told(found: Evaluation, measure: str, right: int, of: int) -> None:
    share = found.figures[measure]
    assert isinstance(share, Share)
    assert (share.right, share.of, share.figure.value) == (right, of, pytest.approx(right / of))


def test_noise_of_few_articles_is_wilsons(found: Evaluation) -> None:
    figures = found.figures["relation"]
    assert isinstance(figures, Found)
    assert (figures.precision.low, figures.precision.high) == wilson(3, 5)
    assert wilson(3, 5) == (pytest.approx(0.2307, abs=1e-4), pytest.approx(0.8824, abs=1e-4))
    assert wilson(0, 0) == (0.0, 1.0)


def test_by_relation_event_class_role_and_modality(found: Evaluation) -> None:
    by = {b.title: {kind: (f.right, f.gold, f.system) for kind, f in b.rows} for b in found.breakdowns}
    assert by["relation"] == {
        "leads": (1, 1, 1), "terminates": (1, 1, 1), "meetsWith": (1, 1, 1), "locatedIn": (0, 1, 1),
        "restricts": (0, 1, 0), "worksFor": (0, 0, 1),
    }  # fmt: skip
    assert by["event class"] == {
        "Terminate": (1, 1, 1), "Consult": (1, 1, 1), "Coerce": (0, 1, 0), "Communicate": (0, 0, 1)
    }  # fmt: skip
    assert by["role"] == {"actor": (2, 3, 3), "theme": (0, 2, 1), "recipient": (1, 1, 1), "place": (0, 1, 0)}
    assert by["modality of relations"] == {"asserted": (2, 4, 5), "possible": (0, 1, 0)}
    assert by["status of events"] == {"actual": (1, 1, 3), "possible": (0, 1, 0), "negated": (0, 1, 0)}


def test_by_extractor(found: Evaluation) -> None:
    by = {p.name: (p.right.right, p.right.of, p.alone, p.modality.right, p.source.right) for p in found.proposers}
    assert by == {"titles": (1, 1, 1, 1, 1), "verb-frames": (2, 2, 2, 1, 1), "nominals": (0, 2, 0, 0, 0)}


def test_what_is_taken_for_what(found: Evaluation) -> None:
    counts = {c.title: dict(c.counts) for c in found.confusions}
    assert counts["modality of relations"] == {("asserted", "asserted"): 2, ("possible", "asserted"): 1}
    assert counts["status of events"] == {("actual", "actual"): 1, ("possible", "actual"): 1}
    assert counts["polarity of relations"] == {("positive", "positive"): 3}
    assert counts["polarity of events"] == {("positive", "positive"): 2}


def test_confidence_against_truth(found: Evaluation) -> None:
    assert [(b.start, b.count, b.right) for b in found.reliability.bins] == [
        (0.4, 1, 0.0), (0.6, 1, 0.0), (0.7, 1, 1.0), (0.8, 1, 1.0), (0.9, 1, 1.0)
    ]  # fmt: skip
    assert found.reliability.error == pytest.approx((0.4 + 0.6 + 0.3 + 0.2 + 0.1) / 5)
    assert found.reliability.brier == pytest.approx((0.16 + 0.36 + 0.09 + 0.04 + 0.01) / 5)


def test_precision_and_recall_of_the_surest(found: Evaluation) -> None:
    # the three surest are right, the two others wrong; the gold has five
    points = [(1, 1 / 5), (1, 2 / 5), (1, 3 / 5), (3 / 4, 3 / 5), (3 / 5, 3 / 5)]
    assert list(found.thresholds) == [pytest.approx(point) for point in points]


def test_the_errors_are_told_with_their_words(found: Evaluation) -> None:
    told = {kind: {m.claim: m for m in worst} for kind, (worst, _) in found.mistakes.items()}
    assert {kind: set(claims) for kind, claims in told.items()} == {
        "missed relations": {"The union | restricts | Orrby dock", "Orrby dock | locatedIn | Orrby"},
        "wrong relations": {"Orrby | locatedIn | Orrby dock", "Nora Lind | worksFor | Radio Sund"},
        "missed events": {"Coerce: blocked"},
        "wrong events": {"Communicate: told"},
        "wrong modality": {"Tarn Ferries | terminates | Orrby dock", "Terminate: close"},
        "wrong source": {"Tarn Ferries | terminates | Orrby dock"},
        "false facts": {"Tarn Ferries | terminates | Orrby dock", "Terminate: close"},
    }
    missed = told["missed relations"]["The union | restricts | Orrby dock"]
    assert missed.note == "gold: asserted, negative, by The union; extracted: both, but nothing between them"
    words = [(missed.evidence.text[w.start : w.end], w.part) for w in missed.evidence.words]
    assert words == [("The union", "subject"), ("the dock", "object")]
    source = told["wrong source"]["Tarn Ferries | terminates | Orrby dock"]
    assert source.note == "gold: Radio Sund ← Nora Lind; extracted: Nora Lind"
    assert [(source.evidence.text[w.start : w.end], w.part) for w in source.evidence.words] == [
        ("Tarn", "subject"), ("close", "predicate")
    ]  # fmt: skip
    assert told["wrong relations"]["Orrby | locatedIn | Orrby dock"].note == (
        "extracted: asserted; gold: locatedIn (the other way round)"
    )
    assert next(m.claim for m in found.mistakes["wrong relations"][0]) == "Orrby | locatedIn | Orrby dock"


def test_values_for_programs(found: Evaluation) -> None:
    values = values_of(found)
    assert values["relation"]["f1"] == 0.6
    assert values["modality"]["share"] == 0.6
    assert values["missing_documents"] == []
    assert values["errors"]["missed relations"]["count"] == 2
    assert values["errors"]["missed relations"]["worst"][0]["sentence"] in (1, 3)


def test_an_article_without_extraction_counts_as_missed() -> None:
    inventory = Inventory.of_ontology()
    titles = {"a": "Other", "ferry": "Ferries"}
    documents = (gold_of({**GOLD, "doc": doc, "title": title}, inventory, source="x") for doc, title in titles.items())
    gold = GoldSet(documents=tuple(documents), inventory=inventory)
    given = replace(EXTRACTION, article=replace(EXTRACTION.article, title="Ferries"))
    found = evaluate(gold, assign(gold, [given]))
    assert found.missing == ("a",)
    relation = found.figures["relation"]
    assert isinstance(relation, Found)
    assert (relation.right, relation.gold, relation.system) == (3, 10, 5)


def test_only_the_inventory_counts() -> None:
    all_ = Inventory.of_ontology()
    few = replace(all_, relations=frozenset({"leads"}), events=frozenset({"Consult"}))
    gold = GoldSet(documents=(gold_of(GOLD, all_, source="hand"),), inventory=few)
    figures = evaluate(gold, assign(gold, [EXTRACTION])).figures
    counts = [(f.right, f.gold, f.system) for f in figures.values() if isinstance(f, Found)]
    assert counts == [(1, 5, 1), (1, 5, 1), (1, 3, 1), (2, 7, 2)]


def test_joint_speakers_come_in_any_order() -> None:
    together = {**GOLD["relations"][1], "source": ["lind", "ask"], "source_orders": [1, 1]}
    inventory = Inventory.of_ontology()
    gold = GoldSet(documents=(gold_of({**GOLD, "relations": [together]}, inventory, source="x"),), inventory=inventory)
    (said,) = (s for s in EXTRACTION.statements if s.predicate == "terminates")
    links = said.attribution[0], replace(said.attribution[0], source=EXTRACTION.entities[4].id)
    for given in (links, links[::-1]):
        system = replace(EXTRACTION, statements=(replace(said, attribution=given),))
        share = evaluate(gold, assign(gold, [system])).figures["sourced"]
        assert isinstance(share, Share)
        assert (share.right, share.of) == (1, 1)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("The Orrby’s dock", ("orrby", "dock")), ("the", ("the",)), ("U.S.-led", ("u.s.-led",)), ("—", ()),
        ("a the x", ("x",)),
    ],
)
def test_names_are_compared_by_their_words(name: str, words: tuple[str, ...]) -> None:
    assert normal(name) == words


def test_entities_are_alike_by_names() -> None:
    one, two = normal_names(["Nora Lind", "Lind"]), normal_names(["Lind", "Nora Lind", "boss"])
    assert similarity(one, two) == pytest.approx(1.02)
    assert similarity(normal_names(["Tarn Ferries"]), normal_names(["Tarn Ferries AB"])) == pytest.approx(2 / 3)
    assert similarity(normal_names(["Tarn Ferries Ltd"]), normal_names(["Tarn"])) == 0.0
    assert partners({"a": one, "b": normal_names(["Lind"])}, {"x": two, "y": normal_names(["Ask"])}) == {"x": "a"}
    assert partners({"a": one, "b": one}, {"x": one}) == {"x": "b"}

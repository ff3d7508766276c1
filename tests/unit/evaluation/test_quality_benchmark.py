"""The quality benchmark: its measure of open triples by hand, the passages it takes as gold, and a run of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ferry_gold import GOLD, TEXT, write_gold

from benchmarks.openie_measure import Tuple, matched, measure_open, read_tuples
from benchmarks.quality import main, passage_gold
from kg.errors import ReadError
from training.passages import is_kept_out

SENTENCE = "Nora Lind leads Tarn Ferries and met Pelle Ask ."
GOLD_TUPLES = (
    f"{SENTENCE}\tleads\tNora Lind\tTarn Ferries",
    f"{SENTENCE}\tmet\tNora Lind\tPelle Ask",
    "The dock is shut .\tis\tThe dock\tshut",
)


def tuples(*lines: str, confidences: bool = False) -> dict[str, list[Tuple]]:
    return read_tuples(lines, source="hand", confidences=confidences)


@pytest.mark.parametrize(
    ("gold", "given", "score"),
    [
        (("leads", "Nora Lind", "Tarn Ferries"), ("leads", "Nora Lind", "Tarn Ferries"), (1.0, 1.0)),
        # three of three words are right, three of five are found
        (("leads", "Nora Lind", "Tarn Ferries"), ("leads", "Lind", "Tarn"), (1.0, 0.6)),
        (("leads", "Nora Lind", "Tarn Ferries"), ("ran", "Nora Lind", "Tarn Ferries"), (0.0, 0.0)),
        (("leads", "Nora Lind", "Tarn Ferries"), ("leads", "Nora Lind"), (0.0, 0.0)),
        # the other arguments count as one, and "be" stands for its forms
        (("is", "The dock", "shut", "on Monday"), ("be", "The dock", "shut on Monday"), (1.0, 1.0)),
        # who speaks may stand on either side
        (("said", "Lind", "it was shut"), ("said", "it was shut", "Lind"), (1.0, 1.0)),
        (("met", "Lind", "Ask"), ("met", "Ask", "Lind"), (1 / 3, 1 / 3)),
    ],
)  # fmt: skip
def test_tuples_match_word_by_word(gold: tuple[str, ...], given: tuple[str, ...], score: tuple[float, float]) -> None:
    one, other = (Tuple(predicate=t[0], arguments=t[1:]) for t in (gold, given))
    assert matched(one, other) == pytest.approx(score)


def test_the_curve_of_open_triples_by_hand() -> None:
    given = tuples(
        f"{SENTENCE}\t0.9\tleads\tNora Lind\tTarn Ferries",
        f"{SENTENCE}\t0.5\tmet\tLind\tPelle Ask",
        f"{SENTENCE}\t0.5\tleads\tNora\tTarn",  # the gold tuple has its partner already
        confidences=True,
    )
    found = measure_open(tuples(*GOLD_TUPLES), given)
    # at .5: two of three predictions are right, their partners found by 1 and 4/5 of their words, one not at all
    assert found.points[0] == pytest.approx((2 / 3, (1 + 4 / 5) / 3))
    assert found.points[1:] == (pytest.approx((1.0, 1 / 3)),)
    assert found.f1.value == pytest.approx(2 * (2 / 3) * 0.6 / (2 / 3 + 0.6))
    assert (found.precision, found.recall) == pytest.approx((2 / 3, 0.6))
    assert found.area.value == pytest.approx((0.6 - 1 / 3) * (2 / 3 + 1) / 2 + 1 / 3)
    assert (found.sentences, found.covered, found.tuples) == (2, 1, 3)
    assert [(b.count, b.right) for b in found.reliability.bins] == [(2, 0.5), (1, 1.0)]


def test_a_perfect_prediction_fills_the_area() -> None:
    given = {key: [Tuple(predicate=t.predicate, arguments=t.arguments) for t in all_]
             for key, all_ in tuples(*GOLD_TUPLES).items()}  # fmt: skip
    found = measure_open(tuples(*GOLD_TUPLES), given)
    assert (found.area.value, found.f1.value) == (pytest.approx(1.0), pytest.approx(1.0))


def test_tuples_that_cannot_be_read() -> None:
    with pytest.raises(ReadError, match="hand, line 2: its second column is no number"):
        tuples("a b\t0.5\tis\ta\tb", "a b\thigh\tis\ta\tb", confidences=True)
    with pytest.raises(ReadError, match="nothing can be measured"):
        measure_open(tuples(*GOLD_TUPLES), {})


KEPT = next(f"x-{n}" for n in range(200) if is_kept_out(f"x-{n}"))
OTHER = next(f"x-{n}" for n in range(200) if not is_kept_out(f"x-{n}"))
PASSAGE = """#id {doc} date=2021-05-04 place=Orrby
T: Nora Lind leads Tarn Ferries.
T: She may close the dock.
E: lind Person = Nora Lind | She@1
E: tarn Company = Tarn Ferries
E: dock Facility = dock
R: lind leads tarn @0
V: v1 Terminate "close" @1 possible actor=lind theme=dock
"""


def test_passages_that_are_kept_out_are_gold(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PASSAGE.format(doc=KEPT) + PASSAGE.format(doc=OTHER), "utf-8")
    (document,) = passage_gold(tmp_path).documents
    assert (document.doc, document.date) == (KEPT, "2021-05-04")
    assert document.sentences == ("Nora Lind leads Tarn Ferries.", "She may close the dock.")
    assert [(r.subject, r.predicate, r.object) for r in document.relations] == [("lind", "leads", "tarn")]
    assert [(v.cls, v.status, v.roles["theme"]) for v in document.events] == [("Terminate", "possible", ("dock",))]


def test_a_passage_with_a_fault_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PASSAGE.format(doc=KEPT).replace("leads tarn", "leads tern"), "utf-8")
    with pytest.raises(ReadError, match=rf"a\.txt, {KEPT}: unknown id tern"):
        passage_gold(tmp_path)
    (tmp_path / "a.txt").write_text(PASSAGE.format(doc=OTHER), "utf-8")
    with pytest.raises(ReadError, match="holds no passage that is kept out"):
        passage_gold(tmp_path)


def test_all_is_measured_and_written(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    gold = write_gold(tmp_path / "gold")
    (gold / "articles").mkdir()
    (gold / "articles" / "ferry.txt").write_text(TEXT, "utf-8")
    news, carb = tmp_path / "news", tmp_path / "carb"
    for folder in (news, carb):
        folder.mkdir()
    (news / "a.txt").write_text(PASSAGE.format(doc=KEPT), "utf-8")
    (carb / "gold.tsv").write_text("\n".join(GOLD_TUPLES) + "\n", "utf-8")
    (carb / "sentences.txt").write_text(SENTENCE + "\nThe dock is shut .\n", "utf-8")
    arguments = [str(gold), "--passages", str(news), "--openie", str(carb), "--extracted", str(tmp_path / "out")]
    assert main([*arguments, "--json", str(tmp_path / "q.json"), "--html", str(tmp_path / "q.html")]) == 0
    values = json.loads((tmp_path / "q.json").read_text("utf-8"))
    assert values["articles"]["relation"]["gold"] == len(GOLD["relations"])
    assert values["articles"]["by"]["relation"]["leads"]["f1"] == 1.0
    assert values["passages"]["by"]["relation"]["leads"]["f1"] == 1.0
    assert values["open"]["f1"] > 0.5
    assert (tmp_path / "out" / "ferry.jsonl").stat().st_size > 0
    page = (tmp_path / "q.html").read_text("utf-8")
    for title in ("articles: figures", "passages: figures", "open triples"):
        assert f">{title}</a>" in page
    assert "area under the curve" in capfd.readouterr().out


def test_input_that_is_missing_is_named(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    gold = write_gold(tmp_path / "gold")
    assert main([str(gold)]) == 1
    assert f"{gold / 'articles' / 'ferry.txt'}: is not there" in capfd.readouterr().err
    assert main(["--openie", str(tmp_path)]) == 1
    assert f"{tmp_path / 'gold.tsv'}: is not there" in capfd.readouterr().err
    with pytest.raises(SystemExit, match="2"):
        main([])
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    assert "python -m benchmarks.quality gold/ --html report.html" in capfd.readouterr().out

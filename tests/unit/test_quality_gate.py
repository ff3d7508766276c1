"""The quality gate: a figure that falls by more than its noise is named, and sinks only with a reason."""

from __future__ import annotations

import copy
import json
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / ".ci" / "quality"


def corpus(name: str) -> dict[str, Any]:
    """Return what is measured of a corpus: 400 relations of the gold, 200 extracted, and so on."""
    found = {"p": 0.8, "r": 0.4, "f1": 0.5333, "gold": 400, "system": 200}
    shares = {n: {"share": 0.9, "of": 100} for n in ("modality", "polarity", "source", "sourced")}
    return {
        "corpus": name, **{n: dict(found) for n in ("relation", "pair", "event", "role")}, **shares,
        "false_facts": {"share": 0.1, "of": 50}, "missing_documents": [],
    }  # fmt: skip


VALUES = {
    "articles": corpus("abc"), "passages": corpus("def"),
    "open": {"corpus": "ghi", "auc": 0.45, "f1": 0.57, "sentences": 600},
}  # fmt: skip


@pytest.fixture
def gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module, with a file of figures of its own."""
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    loader = SourceFileLoader("quality_gate", str(SCRIPT))
    spec = spec_from_loader("quality_gate", loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "FLOORS", tmp_path / "floors.json")
    return module


@pytest.fixture
def pinned(gate: ModuleType) -> dict[str, Any]:
    """The file after a first run."""
    assert gate.update({"corpora": {}, "floors": {}}, VALUES, "") == 0
    return held(gate)


def held(gate: ModuleType) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(gate.FLOORS.read_text("utf-8"))
    return found


def changed(path: str, value: float | str) -> dict[str, Any]:
    values = copy.deepcopy(VALUES)
    *way, last = path.split(".")
    part: dict[str, Any] = values
    for step in way:
        part = part[step]
    part[last] = value
    return values


def test_every_figure_is_held_with_its_noise(gate: ModuleType, pinned: dict[str, Any]) -> None:
    assert pinned["corpora"] == {"articles": "abc", "passages": "def", "open": "ghi"}
    floors = pinned["floors"]
    assert len(floors) == 2 * (4 * 3 + 5) + 2
    # one in a hundred of so many decisions falls otherwise: 1.96 · √(1 / 100 n)
    assert floors["articles.relation.p"] == {"figure": 0.8, "noise": pytest.approx(0.0139, abs=1e-4)}
    assert floors["articles.relation.r"]["noise"] == pytest.approx(0.0098, abs=1e-4)
    assert floors["articles.relation.f1"]["noise"] == pytest.approx(0.0113, abs=1e-4)
    assert floors["passages.false_facts.share"] == {"figure": 0.1, "noise": pytest.approx(0.0277, abs=1e-4)}
    assert floors["open.auc"] == {"figure": 0.45, "noise": pytest.approx(0.008, abs=1e-4)}


def test_few_decisions_may_fall_by_one(gate: ModuleType) -> None:
    assert gate.noise(4) == 0.25
    assert gate.noise(0) == 1.0


def test_what_was_measured_holds(gate: ModuleType, pinned: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    assert gate.compare(pinned, VALUES) == 0
    assert gate.compare(pinned, changed("articles.relation.p", 0.79)) == 0
    assert gate.compare(pinned, changed("articles.relation.p", 0.95)) == 0
    assert "does not hold" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("articles.relation.p", 0.78, "articles.relation.p fell from 0.8000 to 0.7800, by 0.0200; its noise is 0.0139"),
        ("passages.role.r", 0.3, "passages.role.r fell from 0.4000 to 0.3000, by 0.1000; its noise is 0.0098"),
        ("articles.false_facts.share", 0.2, "articles.false_facts.share rose from 0.1000 to 0.2000, by 0.1000"),
        ("open.auc", 0.4, "open.auc fell from 0.4500 to 0.4000, by 0.0500"),
    ],
)
def test_what_falls_by_more_than_its_noise_is_told(
    gate: ModuleType, pinned: dict[str, Any], path: str, value: float, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    values = changed(path, value)
    assert gate.compare(pinned, values) == 1
    printed = capsys.readouterr().out
    assert told in printed
    assert "--update --lower REASON" in printed
    assert printed.count("its noise is") == 1


def test_figures_rise_and_do_not_drift_down(gate: ModuleType, pinned: dict[str, Any]) -> None:
    assert gate.update(pinned, changed("articles.relation.p", 0.9), "") == 0
    risen = held(gate)
    assert risen["floors"]["articles.relation.p"]["figure"] == 0.9
    assert gate.update(risen, changed("articles.relation.p", 0.89), "") == 0
    assert held(gate) == risen
    assert gate.update(pinned, changed("articles.false_facts.share", 0.05), "") == 0
    assert held(gate)["floors"]["articles.false_facts.share"]["figure"] == 0.05


@pytest.mark.parametrize(("path", "value"), [("articles.event.f1", 0.3), ("articles.false_facts.share", 0.3)])
def test_a_figure_sinks_only_with_a_reason(
    gate: ModuleType, pinned: dict[str, Any], path: str, value: float, capsys: pytest.CaptureFixture[str]
) -> None:
    assert gate.update(pinned, changed(path, value), "") == 1
    assert path in capsys.readouterr().out
    assert held(gate) == pinned
    assert gate.update(pinned, changed(path, value), "a wider list of relations") == 0
    (lowered,) = held(gate)["lowered"]
    assert (lowered["measure"], lowered["to"], lowered["reason"]) == (path, value, "a wider list of relations")
    assert gate.compare(held(gate), changed(path, value)) == 0


def test_figures_of_other_articles_are_not_compared(
    gate: ModuleType, pinned: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    values = changed("passages.corpus", "new")
    values["passages"]["relation"]["p"] = 0.1
    assert gate.compare(pinned, values) == 1
    printed = capsys.readouterr().out
    assert "the passages kept out of training are others" in printed
    assert "its noise is" not in printed
    assert gate.update(pinned, values, "") == 0
    assert held(gate)["floors"]["passages.relation.p"]["figure"] == 0.1
    assert gate.compare(held(gate), values) == 0


def test_what_is_not_measured_is_kept(gate: ModuleType, pinned: dict[str, Any]) -> None:
    values = {name: VALUES[name] for name in ("articles", "passages")}
    assert gate.compare(pinned, values) == 0
    assert gate.update(pinned, values, "") == 0
    assert held(gate) == pinned


def test_a_figure_that_was_once_better_is_noticed(
    gate: ModuleType, pinned: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    once = copy.deepcopy(pinned)
    once["floors"]["articles.event.f1"]["figure"] = 0.8
    monkeypatch.setattr(gate, "history", lambda: [pinned, once])
    assert gate.sunk(pinned) == ["articles.event.f1"]
    assert gate.compare(pinned, VALUES) == 1
    assert gate.sunk({**pinned, "lowered": [{"measure": "articles.event.f1"}]}) == []
    once["corpora"]["articles"] = "another"
    assert gate.sunk(pinned) == []


def test_the_first_form_of_the_file_is_understood(
    gate: ModuleType, pinned: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    old = {"corpus": "abc", "floors": {"event.f1": 0.7, "pair.f1": 0.5}, "lowered": [{"measure": "role.f1"}]}
    found = gate.modern(old)
    assert found["lowered"] == [{"measure": "articles.role.f1"}]
    monkeypatch.setattr(gate, "history", lambda: [pinned, found])
    assert gate.sunk(pinned) == ["articles.event.f1"]
    assert gate.modern(pinned) is pinned


def test_the_reference_script_has_the_same_figures(gate: ModuleType) -> None:
    reference = copy.deepcopy(VALUES["articles"])
    assert list(gate.disagreements(VALUES, reference)) == []
    reference["event"]["r"] = 0.41
    assert list(gate.disagreements(VALUES, reference)) == ["event.r is 0.4 by kg evaluate, 0.41 by score_gold.py"]
    reference["source"]["share"] = None
    assert len(list(gate.disagreements(VALUES, reference))) == 2

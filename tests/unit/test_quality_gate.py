"""The quality gate: floors rise by themselves and sink only with a reason."""

from __future__ import annotations

import json
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / ".ci" / "quality"
FOUND = {
    "relation.f1": 0.5, "relation.p": 0.6, "pair.f1": 0.5, "event.f1": 0.5, "role.f1": 0.4, "modality.share": 0.9,
    "polarity.share": 1.0, "source.share": 0.9, "sourced.share": 0.5, "false_facts.share": 0.1,
}  # fmt: skip


@pytest.fixture
def gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module, with a file of floors of its own."""
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    loader = SourceFileLoader("quality_gate", str(SCRIPT))
    spec = spec_from_loader("quality_gate", loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "FLOORS", tmp_path / "floors.json")
    return module


def pinned(gate: ModuleType) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(gate.FLOORS.read_text("utf-8"))
    return found


def test_floors_stand_a_little_below_what_was_measured(gate: ModuleType) -> None:
    assert gate.update({"corpus": "x", "floors": {}}, FOUND, "") == 0
    floors = pinned(gate)["floors"]
    assert set(floors) == set(FOUND)
    assert floors["relation.f1"] == pytest.approx(0.49)
    assert floors["false_facts.share"] == pytest.approx(0.14)
    assert not any(gate.worse(name, FOUND[name], floors[name]) for name in FOUND)


def test_floors_rise(gate: ModuleType) -> None:
    gate.update({"corpus": "x", "floors": {}}, FOUND, "")
    assert gate.update(pinned(gate), {**FOUND, "relation.f1": 0.7, "false_facts.share": 0.05}, "") == 0
    floors = pinned(gate)["floors"]
    assert floors["relation.f1"] == pytest.approx(0.69)
    assert floors["false_facts.share"] == pytest.approx(0.09)


@pytest.mark.parametrize(("name", "value"), [("relation.f1", 0.3), ("false_facts.share", 0.3)])
def test_a_floor_sinks_only_with_a_reason(
    gate: ModuleType, name: str, value: float, capsys: pytest.CaptureFixture[str]
) -> None:
    gate.update({"corpus": "x", "floors": {}}, FOUND, "")
    before = pinned(gate)
    assert gate.update(before, {**FOUND, name: value}, "") == 1
    assert name in capsys.readouterr().out
    assert pinned(gate) == before
    assert gate.update(before, {**FOUND, name: value}, "a wider list of relations") == 0
    (entry,) = pinned(gate)["lowered"]
    assert entry["measure"] == name
    assert entry["reason"] == "a wider list of relations"


def test_a_floor_that_was_once_higher_is_noticed(gate: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    gate.update({"corpus": "x", "floors": {}}, FOUND, "")
    now = pinned(gate)
    once = {"corpus": "x", "floors": {**now["floors"], "event.f1": 0.8}}
    monkeypatch.setattr(gate, "history", lambda: [now, once])
    assert gate.sunk(now) == ["event.f1"]
    assert gate.sunk({**now, "lowered": [{"measure": "event.f1"}]}) == []
    monkeypatch.setattr(gate, "history", lambda: [now, {**once, "corpus": "another"}])
    assert gate.sunk(now) == []

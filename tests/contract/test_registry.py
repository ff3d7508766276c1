"""What is registered: found by name, described, refused twice; other distributions add theirs."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

from kg import registry
from kg.errors import ConfigError, UnknownPluginError
from kg.registry import Registry, extractors, loaders, readers

REGISTRIES: list[Registry[Any]] = [readers, extractors, loaders]
PINNED = Path(__file__).with_name("registered.txt")
#: What a language pipeline can give; `kg.language.check` knows how to look for each.
ANNOTATIONS = {"token.dep", "token.pos", "token.tag", "token.lemma", "token.morph", "doc.ents", "doc.sents"}


def listed() -> str:
    """Write all that is registered as lines ``kind name: summary``."""
    return "".join(f"{r.kind} {p.name}: {p.summary}\n" for r in REGISTRIES for p in r)


def test_what_is_registered_is_what_is_pinned(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--repin"):
        PINNED.write_text(listed(), "utf-8")
    pinned = PINNED.read_text("utf-8").splitlines()
    assert listed().splitlines() == pinned, "if this is wanted: pytest tests/contract --repin"


@pytest.mark.parametrize("kind", REGISTRIES, ids=lambda r: r.kind)
def test_every_part_says_what_it_does(kind: Registry[Any]) -> None:
    found = list(kind)
    assert found
    for plugin in found:
        assert plugin.summary.endswith("."), f"{plugin.name}: its docstring does not begin with a sentence"
        assert re.fullmatch(r"[a-z][a-z0-9-]*", plugin.name), plugin.name
        assert kind.get(plugin.name) is plugin.value
        assert plugin.module in sys.modules
    assert [p.name for p in found] == sorted(p.name for p in found)


def test_extractors_require_what_a_pipeline_can_give() -> None:
    for plugin in extractors:
        assert set(plugin.requires) <= ANNOTATIONS, plugin.name


@pytest.mark.parametrize("kind", REGISTRIES, ids=lambda r: r.kind)
def test_an_unknown_name_lists_the_known_ones(kind: Registry[Any]) -> None:
    known = [p.name for p in kind]
    with pytest.raises(UnknownPluginError) as caught:
        kind.get(known[0] + "x")
    assert f"did you mean {known[0]!r}?" in str(caught.value)
    assert all(name in str(caught.value) for name in known)


def test_a_name_is_given_once() -> None:
    kind: Registry[Any] = Registry("thing", "ontology", "kg.nothing")

    def one() -> None:
        """Do one thing."""

    def other() -> None:
        """Do another."""

    other.__module__ = "elsewhere"
    assert kind.register("it", requires=("doc.ents",))(one) is one
    with pytest.raises(ConfigError, match="elsewhere"):
        kind.register("it")(other)
    assert kind.plugin("it").requires == ("doc.ents",)
    assert [(p.name, p.summary) for p in kind] == [("it", "Do one thing.")]


def pretend(monkeypatch: pytest.MonkeyPatch, *points: EntryPoint) -> None:
    def entry_points(*, group: str) -> tuple[EntryPoint, ...]:
        return tuple(p for p in points if p.group == group)

    monkeypatch.setattr(registry, "entry_points", entry_points)


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Write a module of another distribution."""
    monkeypatch.syspath_prepend(tmp_path)

    def write(source: str) -> None:
        (tmp_path / "another_distribution.py").write_text(source, "utf-8")

    yield write  # type: ignore[misc]
    sys.modules.pop("another_distribution", None)


def test_other_distributions_add_parts(monkeypatch: pytest.MonkeyPatch, module: Callable[[str], None]) -> None:
    kind: Registry[Any] = Registry("thing", "ontology", "kg.things")
    monkeypatch.setattr(registry, "things", kind, raising=False)
    module("from kg.registry import things\n@things.register('theirs')\nclass Theirs:\n    '''Do what they do.'''\n")
    pretend(monkeypatch, EntryPoint("theirs", "another_distribution", "kg.things"))
    assert [(p.name, p.module) for p in kind] == [("theirs", "another_distribution")]


def test_a_distribution_that_cannot_be_imported_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    kind: Registry[Any] = Registry("thing", "ontology", "kg.things")
    pretend(monkeypatch, EntryPoint("broken", "no_such_module_at_all", "kg.things"))
    with pytest.raises(ConfigError, match=r"'broken' \(no_such_module_at_all\).*reinstall or remove"):
        list(kind)

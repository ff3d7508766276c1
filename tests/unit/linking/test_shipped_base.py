"""The knowledge base that ships: how much it holds, how quickly it is there, that every name is found."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.linking.entries import Entry
from kg.linking.names import key_of, short_key
from kg.linking.shipped import ShippedBase, shipped, write_base
from ontology import is_a

_MEASURE = """
import resource, time
import kg.linking.entries, kg.linking.names, json, lzma
before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
from kg.linking.shipped import shipped
found = shipped().candidates("gazprom")
print(time.perf_counter() - start, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024, len(found))
"""


def test_it_holds_twenty_thousand_entries_of_our_classes_in_five_megabytes() -> None:
    entries = list(shipped())
    assert len({e.id for e in entries}) == len(entries) == int(shipped().facts()["count"]) >= 20_000
    assert len(files("kg.linking").joinpath("data/kb.xz").read_bytes()) < 5_000_000
    assert all(e.id[0] == "Q" and e.id[1:].isdigit() and e.name for e in entries)
    assert all(is_a(e.cls, "Agent") or is_a(e.cls, "Place") for e in entries)
    assert all(0 <= e.popularity <= 1 for e in entries)
    assert "CC BY 4.0" in shipped().facts()["licence"]


def test_each_entry_is_found_by_its_usual_name() -> None:
    lost = []
    for entry in shipped():
        key = key_of(entry.name)
        if len(key) > 1 and not key.isdigit() and entry.id not in {c.entry.id for c in shipped().candidates(key)}:
            lost.append(entry.name)
    assert lost == []


def test_the_first_look_up_is_quick_and_takes_little_memory() -> None:
    done = subprocess.run([sys.executable, "-c", _MEASURE], capture_output=True, text=True, check=True)
    seconds, megabytes, found = map(float, done.stdout.split())
    assert found == 1
    assert megabytes < 40
    assert seconds < 1.0  # 0.05 on a machine with nothing else to do


@pytest.mark.parametrize(
    ("name", "item", "cls"),
    [
        ("the U.N.", "Q1065", "Organization"),
        ("London", "Q84", "GeopoliticalEntity"),
        ("Gazprom", "Q102673", "Company"),
        ("Agence France-Presse", "Q40464", "MediaOrganization"),
        ("Bharatiya Janata Party", "Q10230", "PoliticalParty"),
        ("France", "Q142", "Country"),
        ("California", "Q99", "GeopoliticalEntity"),
        ("Interpol", "Q8475", "Organization"),
    ],
)
def test_what_names_mean_most(name: str, item: str, cls: str) -> None:
    best = shipped().candidates(key_of(name))[0].entry
    assert (best.id, best.cls) == (item, cls)
    assert best.iri == f"http://www.wikidata.org/entity/{item}"


def test_names_that_mean_much_else_have_low_priors() -> None:
    for name in ("Target", "Apple", "Gap", "Boots", "Ford", "Washington", "New York", "Shell"):
        assert all(c.prior < 0.5 for c in shipped().candidates(key_of(name))), name
    assert shipped().candidates(key_of("Gazprom"))[0].prior > 0.7


_WORDS = st.text(st.characters(categories=("Lu", "Ll", "Nd"), max_codepoint=0x2FF), min_size=1, max_size=8)


@given(st.lists(_WORDS, min_size=1, max_size=40), _WORDS)
def test_every_name_is_found_and_no_other(names: list[str], other: str) -> None:
    keys = {key_of(n) for n in names} - {""}
    entries = [Entry(id=f"Q{i}", name=key, cls="Company") for i, key in enumerate(sorted(keys), 1)]
    path = Path(_folder(), "base.xz")
    write_base(path, entries, {(e.name, e.id): 0.5 for e in entries}, {"licence": "none"})
    base = ShippedBase(path.read_bytes())
    assert list(base) == entries
    for entry in entries:
        assert [(c.entry, c.prior) for c in base.candidates(entry.name)] == [(entry, 0.5)]
    if key_of(other) not in keys:
        assert base.candidates(key_of(other)) == ()


_FOLDERS: list[str] = []


@pytest.fixture(autouse=True)
def _place(tmp_path_factory: pytest.TempPathFactory) -> None:
    _FOLDERS[:] = _FOLDERS or [str(tmp_path_factory.mktemp("base"))]


def _folder() -> str:
    return _FOLDERS[0]


def test_the_same_entries_in_any_order_make_the_same_bytes(tmp_path: Path) -> None:
    entries = [Entry(id=f"Q{i}", name=f"Name {i}", cls="Company", countries=("DE",)) for i in range(1, 50)]
    priors = {(key_of(e.name), e.id): 0.25 for e in entries}
    write_base(tmp_path / "a", entries, priors, {"sources": "x"})
    write_base(tmp_path / "b", entries[::-1], dict(reversed(priors.items())), {"sources": "x"})
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize(
    ("name", "key"),
    [("The Hague", "hague"), ("Crédit Agricole S.A.", "credit agricole sa"), ("H&M", "h and m"), ("L’Oréal", "loreal")],
)
def test_keys(name: str, key: str) -> None:
    assert key_of(name) == key


def test_short_keys_keep_a_name() -> None:
    assert short_key("co") == "co"
    assert short_key("credit agricole sa") == "credit agricole"

"""Knowledge bases of the user's own: from Wikidata's dumps and from tables, whole or not at all."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from kg.cli import main
from kg.config import Config
from kg.errors import ConfigError, ReadError
from kg.linking.dumps import Item
from kg.linking.linker import linked
from kg.linking.stored import StoredBase, import_base
from kg.statements import Entity, EntityMention

_PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
}


def _claims(claim: str, targets: Sequence[str], rank: str = "normal") -> list[dict[str, Any]]:
    return [
        {
            "mainsnak": {"snaktype": "value", "property": claim, "datavalue": {"value": {"id": t}, "type": "x"}},
            "rank": rank,
        }
        for t in targets
    ]


def _item(
    id_: str, name: str = "", kinds: Sequence[str] = (), above: Sequence[str] = (), links: int = 3, **more: Any
) -> dict[str, Any]:
    claims = {"P31": _claims("P31", kinds), "P279": _claims("P279", above)}
    return {
        "type": "item",
        "id": id_,
        "labels": {"en": {"language": "en", "value": name}} if name else [],
        "descriptions": {"en": {"language": "en", "value": more.pop("description", "")}},
        "aliases": {"en": [{"language": "en", "value": a} for a in more.pop("aliases", ())]},
        "claims": {**claims, **{p: _claims(p, t) for p, t in more.items()}} if kinds or above else [],
        "sitelinks": {f"s{i}wiki": {"title": name} for i in range(links)} if links else [],
    }


_ITEMS = [
    _item("Q90000001", "ferry line", above=["Q90000002"]),
    _item("Q90000002", "transport firm", above=["Q783794"]),
    _item("Q90000003", "Norrvik Ferries", ["Q90000001"], aliases=["NVF"], description="ferry line", P17=["Q20"]),
    _item("Q90000004", "Ada Norrvik", ["Q5"], P27=["Q20"]),
    _item("Q90000005", "Norrvik", ["Q515"], links=40),
    _item("Q90000006", "Norrvik", ["Q515"], links=2),
    _item("Q90000007", "A Song of Norrvik", ["Q7366"]),
    _item("Q90000008", "Nobody", ["Q5"], links=0),
    _item("Q90000009", "", ["Q5"]),
    {"type": "property", "id": "P31", "labels": {}},
]


def _dump(path: Path, items: Sequence[Any] = _ITEMS, *, end: str = "\n]\n") -> Path:
    text = "[\n" + ",\n".join(json.dumps(i) for i in items) + end
    path.write_bytes(_PACKERS[path.suffix if path.suffix in _PACKERS else ""](text.encode()))
    return path


@pytest.mark.parametrize("packed", _PACKERS)
def test_a_dump_gives_entries_of_our_classes(packed: str, tmp_path: Path) -> None:
    facts = import_base(_dump(tmp_path / f"dump.json{packed}"), tmp_path / "kb")
    base = StoredBase(tmp_path / "kb")
    assert base.facts() == facts
    assert facts["count"] == "4"
    (ferries,) = base.candidates("nvf")
    assert (ferries.entry.id, ferries.entry.cls, ferries.entry.countries) == ("Q90000003", "Company", ("NO",))
    (ada,) = base.candidates("ada norrvik")
    assert (ada.entry.cls, ada.entry.countries) == ("Person", ("NO",))
    towns = base.candidates("norrvik")
    assert [(c.entry.id, c.entry.cls) for c in towns] == [
        ("Q90000005", "GeopoliticalEntity"), ("Q90000006", "GeopoliticalEntity"),
    ]  # fmt: skip
    assert towns[0].prior > 3 * towns[1].prior
    for gone in ("a song of norrvik", "nobody", "transport firm"):
        assert base.candidates(gone) == ()


def test_items_that_few_know_are_left_out(tmp_path: Path) -> None:
    dump = _dump(tmp_path / "dump.json")
    assert import_base(dump, tmp_path / "kb", least_links=3)["count"] == "3"
    assert import_base(dump, tmp_path / "kb", least_links=0)["count"] == "5"


def test_classes_that_are_above_each_other_in_a_ring_are_none(tmp_path: Path) -> None:
    ring = [_item("Q1000001", "a", above=["Q1000002"]), _item("Q1000002", "b", above=["Q1000001"])]
    dump = _dump(tmp_path / "dump.json", [*ring, _item("Q1000003", "Ring", ["Q1000001"])])
    assert import_base(dump, tmp_path / "kb")["count"] == "0"


def test_an_import_that_is_stopped_leaves_the_base_before(tmp_path: Path) -> None:
    dump, target = _dump(tmp_path / "dump.json"), tmp_path / "kb"
    import_base(dump, target)
    before = target.read_bytes()

    def stop(item: Item) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_base(dump, target, progress=stop)
    assert target.read_bytes() == before
    (tmp_path / "kb.part").write_bytes(b"what a kill left behind")
    assert import_base(dump, target)["count"] == "4"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["dump.json", "kb"]


def _table(path: Path, *rows: str, header: str = "id,name,class,aliases,description,countries,popularity") -> Path:
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


def test_a_table_gives_entries(tmp_path: Path) -> None:
    rows = ("Q90000001,Norrvik Ferries,Company,NVF;Norrvik Line,ferry line,NO;SE,0.6", "Q90000002,Ada,Person,,,,")
    import_base(_table(tmp_path / "t.csv", *rows), tmp_path / "kb")
    base = StoredBase(tmp_path / "kb")
    (found,) = base.candidates("norrvik line")
    assert found.entry.aliases == ("NVF", "Norrvik Line")
    assert (found.entry.countries, found.entry.popularity) == (("NO", "SE"), 0.6)
    assert base.candidates("ada")[0].entry.cls == "Person"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (("Q1,One,Company,,,,", "one,Two,Company,,,,"), "line 3: 'one' is no Wikidata item"),
        (("Q1,,Company,,,,",), "line 2: the column name is empty"),
        (("Q1,One,Firm,,,,",), "line 2: 'Firm' is no class of agents or places"),
        (("Q1,One,Election,,,,",), "line 2: 'Election' is no class of agents or places"),
        (("Q1,One,Company,,,,much",), "line 2: the popularity 'much' is no number from 0 to 1"),
        (("Q1,One,Company,,,,7",), "line 2: the popularity '7' is no number"),
        (("Q1,One,Company,,,XQ,",), "line 2: 'XQ' is no ISO 3166-1 code"),
    ],
)
def test_a_bad_row_is_named(rows: tuple[str, ...], message: str, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"t\.csv") as caught:
        import_base(_table(tmp_path / "t.csv", *rows), tmp_path / "kb")
    assert message in str(caught.value)
    assert [p.name for p in tmp_path.iterdir()] == ["t.csv"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id": "Q1", ', "line 12: no JSON object stands there"),
        ("[1, 2]", "line 12: no Wikidata item stands there"),
        ('{"labels": {}}', "line 12: no Wikidata item stands there"),
        ('{"id": "Q1", "labels": {"en": {"value": "x"}}, "claims": {"P31": [{}]}}', "line 12: Q1 is not as Wikidata"),
        ('{"id": "Q1", "labels": "x", "claims": {"P31": []}}', "line 12: Q1 is not as Wikidata"),
    ],
)
def test_a_bad_line_is_named_and_the_base_before_is_kept(line: str, message: str, tmp_path: Path) -> None:
    good, target = _dump(tmp_path / "good.json"), tmp_path / "kb"
    import_base(good, target)
    before = target.read_bytes()
    bad = _dump(tmp_path / "bad.json", end=f",\n{line}\n]\n")
    with pytest.raises(ReadError, match=r"bad\.json") as caught:
        import_base(bad, target)
    assert message in str(caught.value)
    assert target.read_bytes() == before
    assert not (tmp_path / "kb.part").exists()


@pytest.mark.parametrize("packed", [".gz", ".bz2", ".xz"])
def test_a_file_that_is_cut_off_is_told(packed: str, tmp_path: Path) -> None:
    whole = _dump(tmp_path / f"dump.json{packed}")
    whole.write_bytes(whole.read_bytes()[:-30])
    with pytest.raises(ReadError, match="cut off or damaged"):
        import_base(whole, tmp_path / "kb")
    assert not (tmp_path / "kb").exists()


def test_a_table_without_a_column_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="line 1: the header has no column 'class'"):
        import_base(_table(tmp_path / "t.csv", "Q1,One", header="id,name"), tmp_path / "kb")


def test_what_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"\x00\xff\xfe" * 99)
    with pytest.raises(ReadError, match="no UTF-8 text"):
        import_base(tmp_path / "x", tmp_path / "kb")


def test_what_is_no_base_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="kg kb import"):
        StoredBase(tmp_path / "none")
    (tmp_path / "text").write_text("no base", encoding="utf-8")
    with pytest.raises(ConfigError, match="is no knowledge base"):
        StoredBase(tmp_path / "text")


def test_entities_are_linked_to_a_base_of_ones_own(tmp_path: Path) -> None:
    import_base(_dump(tmp_path / "dump.json"), tmp_path / "kb")
    text = "Norrvik Ferries, the ferry line, sailed."
    mention = EntityMention(article="x:a", start=0, end=15, text="Norrvik Ferries", kind="name")
    entity = Entity(id="x:e", cls="Company", name="Norrvik Ferries", mentions=(mention,))
    assert linked((entity,), (), text, Config()) == (entity,)
    (found,) = linked((entity,), (), text, Config(kb=str(tmp_path / "kb"), linking=0.8))
    assert found.same_as == ("http://www.wikidata.org/entity/Q90000003",)


def test_a_person_needs_more_than_a_name(tmp_path: Path) -> None:
    import_base(_table(tmp_path / "t.csv", "Q90000004,Ada Norrvik,Person,,chess player,NO,0.4"), tmp_path / "kb")
    config = Config(kb=str(tmp_path / "kb"))
    for text, same_as in (
        ("Ada Norrvik sold a farm.", ()),
        ("Ada Norrvik won at chess.", ("http://www.wikidata.org/entity/Q90000004",)),
    ):
        mention = EntityMention(article="x:a", start=0, end=11, text="Ada Norrvik", kind="name")
        entity = Entity(id="x:e", cls="Person", name="Ada Norrvik", mentions=(mention,))
        assert linked((entity,), (), text, config)[0].same_as == same_as


def _run(capfd: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = main([str(w) for w in words])
    printed = capfd.readouterr()
    return code, printed.out, printed.err


def test_the_commands(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    dump, kb = _dump(tmp_path / "dump.json.gz"), tmp_path / "kb"
    code, _, err = _run(capfd, "kb", "import", dump, "-o", kb)
    assert (code, "4 entries with 4 names" in err) == (0, True), err
    code, out, _ = _run(capfd, "kb", "info", "--kb", kb)
    assert code == 0
    assert "count: 4\n" in out
    assert "source: dump.json.gz\n" in out
    code, out, _ = _run(capfd, "kb", "find", "The Norrvik Ferries Ltd.", "--kb", kb)
    assert code == 0
    assert "Q90000003" in out
    code, out, err = _run(capfd, "kb", "find", "Nowhere at all", "--kb", kb)
    assert (code, out) == (1, "")
    assert "nothing is called" in err


def test_the_commands_know_the_base_that_ships(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, _ = _run(capfd, "kb", "find", "GAZPROM")
    assert (code, "Q102673" in out) == (0, True)
    code, out, _ = _run(capfd, "kb", "info")
    assert (code, "name-suggestion-index" in out) == (0, True)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("kb", "import", "none.json", "-o", "kb"), "there is no file none.json"),
        (("kb", "info", "--kb", "none"), "there is no knowledge base none"),
        (("extract", "x.txt", "--kb", "none"), "there is no knowledge base none"),
        (("extract", "x.txt", "--linking", "2"), "least score of a link"),
    ],
)
def test_wrong_command_lines(words: tuple[str, ...], message: str, capfd: pytest.CaptureFixture[str]) -> None:
    code, _, err = _run(capfd, *words)
    assert code == 2
    assert message in err

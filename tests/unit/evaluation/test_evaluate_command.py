"""`kg evaluate`: what it prints and writes, and what it says of input that it cannot use."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from ferry_gold import EXTRACTION, GOLD, TEXT, write_gold, write_system

from kg.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Run the command in this process: exit code, stdout, stderr."""

    def call(*arguments: object) -> tuple[int, str, str]:
        code = main(["evaluate", *map(str, arguments)])
        printed = capfd.readouterr()
        return code, printed.out, printed.err

    return call


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return write_gold(tmp_path / "gold")


@pytest.fixture
def system(tmp_path: Path) -> Path:
    return write_system(tmp_path / "out" / "ferry.jsonl", EXTRACTION)


def rows(printed: str) -> dict[str, list[str]]:
    """Return the figures of each row by its first word; the first row of that word counts."""
    found: dict[str, list[str]] = {}
    for words in map(str.split, printed.splitlines()):
        if words:
            found.setdefault(words[0], words[1:])
    return found


def test_tables_are_printed(run: Run, gold: Path, system: Path) -> None:
    code, out, err = run(gold, system.parent)
    assert (code, err) == (0, "")
    assert rows(out)["pair"] == ["0.800", "±0.294", "0.800", "±0.294", "0.800", "±0.294", "4", "5", "5"]
    for title in ("by relation", "by event class", "by role", "by extractor", "modality of relations", "confidence"):
        assert title in out


def test_a_file_is_compared_with_a_file(run: Run, gold: Path, system: Path, tmp_path: Path) -> None:
    assert run(gold / "ferry.json", system) == run(gold, system.parent)
    renamed = system.rename(tmp_path / "other.jsonl")
    assert run(gold, renamed)[0] == 0


def test_json_is_written(run: Run, gold: Path, system: Path, tmp_path: Path) -> None:
    assert run(gold, system, "--json", tmp_path / "r.json")[0] == 0
    values = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert (values["relation"]["p"], values["role"]["r"], values["false_facts"]["share"]) == (0.6, 0.4286, 1.0)


@pytest.mark.parametrize("sign", ["title", "url", "text"])
def test_articles_of_one_file_are_known_by_title_address_or_text(
    run: Run, tmp_path: Path, sign: str
) -> None:
    folder = write_gold(tmp_path / "gold", {**GOLD, "title": "Ferries", "url": "https://e.example/1"}
                        if sign != "text" else GOLD)  # fmt: skip
    (folder / "else.json").write_text(json.dumps({**GOLD, "doc": "else", "title": "Else"}), "utf-8")
    article = replace(EXTRACTION.article, sha256="0" * 64)
    if sign == "text":
        (folder / "articles").mkdir()
        (folder / "articles" / "ferry.txt").write_text(TEXT, "utf-8")
        article = EXTRACTION.article
    else:
        article = replace(article, **{sign: {"title": "Ferries", "url": "https://e.example/1"}[sign]})
    stranger = replace(EXTRACTION, article=replace(article, id="x", sha256="1" * 64, title="Strange", url=""))
    both = write_system(tmp_path / "all.jsonl", replace(EXTRACTION, article=article), stranger)
    code, out, err = run(folder, both)
    assert code == 0
    assert rows(out)["relation"][-3:] == ["3", "10", "5"]
    assert "nothing was extracted from else" in err
    assert "passed over: Strange" in err


def broken(**changes: Any) -> dict[str, Any]:
    return {**GOLD, **changes}


FIRST = GOLD["relations"][0]
BAD_GOLD: list[tuple[dict[str, Any], str, str]] = [
    (broken(relations=[{**FIRST, "predicate": "leeds"}]), "relations[0].predicate", "did you mean 'leads'"),
    (broken(relations=[FIRST, {**FIRST, "subject": "lindt"}]), "relations[1].subject", "did you mean 'lind'"),
    (broken(relations=[{**FIRST, "modality": "maybe"}]), "relations[0].modality", "'maybe' is no modality"),
    (broken(relations=[{**FIRST, "polarity": "neg"}]), "relations[0].polarity", "'neg' is no polarity"),
    (broken(relations=[{**FIRST, "source": ["nobody"]}]), "relations[0].source[0]", "'nobody' is no id"),
    (broken(relations=[{**FIRST, "sentence": "0"}]), "relations[0].sentence", "a whole number"),
    (broken(relations=[{k: v for k, v in FIRST.items() if k != "object"}]), "relations[0].object", "must be given"),
    (broken(relations={}), "relations", "must be a list"),
    (broken(relations=["x"]), "relations[0]", "must be an object"),
    (broken(entities=[*GOLD["entities"], {"id": "lind", "names": ["L"]}]), "entities", "used twice"),
    (broken(entities=[{"id": "a", "names": []}], relations=[], events=[]), "entities[0].names", "at least one name"),
    (broken(events=[{**GOLD["events"][0], "class": "Terminates"}]), "events[0].class", "did you mean 'Terminate'"),
    (broken(events=[{**GOLD["events"][0], "roles": ["tarn"]}]), "events[0].roles", "must be an object"),
    (broken(text="short", sentences=[[0, 9]]), "sentences[0]", "inside the file's text"),
]


@pytest.mark.parametrize(("value", "place", "told"), BAD_GOLD, ids=[f"{p}-{n}" for n, (_, p, _) in enumerate(BAD_GOLD)])
def test_a_fault_in_the_gold_is_named_with_its_place(
    run: Run, tmp_path: Path, system: Path, value: dict[str, Any], place: str, told: str
) -> None:
    gold = write_gold(tmp_path / "gold", value)
    code, out, err = run(gold, system)
    assert (code, out) == (1, "")
    assert err.startswith(f"kg: {gold / 'ferry.json'}, {place}")
    assert told in err
    assert len(err.splitlines()) == 1


def test_what_the_article_has_not_is_told_with_its_place(run: Run, tmp_path: Path, system: Path) -> None:
    lind, *others = GOLD["entities"]
    first, *events = GOLD["events"]
    value = broken(
        entities=[{**lind, "names": ["NORA  Lind", "Nora Lindt", "Lin"]}, *others],
        events=[{**first, "trigger": "shut", "sentence": 4}, *events],
    )
    gold = write_gold(tmp_path / "gold", value)
    code, out, err = run(gold, system)
    assert code == 0
    assert rows(out)["relation"], "the figures are printed all the same"
    file = gold / "ferry.json"
    assert err.splitlines() == [
        f"{file}, entities[0].names[1]: the article has no name 'Nora Lindt', so it cannot be found; "
        "did you mean 'Nora Lind'?",
        f"{file}, entities[0].names[2]: the article has no name 'Lin', so it cannot be found; did you mean 'Lind'?",
        f"{file}, events[0].trigger: the article has no trigger 'shut', so it cannot be found",
        f"{file}, events[0].sentence: the article has no sentence 4; counted from 0, the last is 3",
    ]


def test_of_many_names_that_are_not_there_some_are_told(run: Run, tmp_path: Path, system: Path) -> None:
    lind, *others = GOLD["entities"]
    names = [f"Zqx {n}" for n in range(30)]
    gold = write_gold(tmp_path / "gold", broken(entities=[{**lind, "names": names}, *others]))
    *shown, last = run(gold, system)[2].splitlines()
    assert (len(shown), last) == (12, "18 more such names, triggers or sentences; correct these and run it again")


def test_of_an_article_without_text_nothing_is_told(run: Run, tmp_path: Path, system: Path) -> None:
    gold = write_gold(tmp_path / "gold", broken(events=[{**GOLD["events"][0], "trigger": "shut"}]))
    (gold / "text" / "ferry.txt").unlink()
    assert run(gold, system)[2] == ""


def test_gold_that_is_no_gold(run: Run, tmp_path: Path, system: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    for path, told in ((empty, "holds no gold"), (tmp_path / "nowhere", "is not there")):
        code, _, err = run(path, system)
        assert code == 1
        assert err.startswith(f"kg: {path}: ") and told in err
    for text, told in (
        ("{", "line 1, column 2: is not JSON"), ("[]", "annotates no article"), ('{"a":1}', "annotates no article"),
    ):  # fmt: skip
        (empty / "a.json").write_text(text, "utf-8")
        code, _, err = run(empty, system)
        assert code == 1
        assert str(empty / "a.json") in err and told in err
    (empty / "a.json").write_bytes(b'{"doc": "\xff"}')
    assert "is not UTF-8" in run(empty, system)[2]


def test_one_article_is_annotated_once(run: Run, gold: Path, system: Path) -> None:
    (gold / "copy.json").write_text(json.dumps(GOLD), "utf-8")
    code, _, err = run(gold, system)
    assert code == 1
    assert str(gold / "ferry.json") in err and "as another file does" in err


def test_an_inventory_with_a_fault(run: Run, gold: Path, system: Path) -> None:
    (gold / "inventory.json").write_text('{"relations": ["leads", 3]}', "utf-8")
    code, _, err = run(gold, system)
    assert code == 1
    assert err.startswith(f"kg: {gold / 'inventory.json'}, relations[1]: ")


def test_relations_of_the_users_own_are_known_by_the_inventory(run: Run, tmp_path: Path, system: Path) -> None:
    gold = write_gold(tmp_path / "gold", broken(relations=[{**FIRST, "predicate": "steers"}]))
    (gold / "inventory.json").write_text('{"relations": ["steers"]}', "utf-8")
    code, out, _ = run(gold, system)
    assert code == 0
    assert rows(out)["relation"][-3:] == ["0", "1", "0"]


def test_an_extraction_that_is_none(run: Run, gold: Path, tmp_path: Path) -> None:
    empty = tmp_path / "none"
    empty.mkdir()
    bad = tmp_path / "bad.jsonl"
    for path, text, told in (
        (empty, None, "holds no .jsonl file"), (tmp_path / "nowhere", None, "is not there"),
        (bad, "{\n", "line 1: not JSON"), (bad, '{"record":"entity"}\n', "before any article"),
        (bad, "", "holds nothing of the annotated articles"),
    ):  # fmt: skip
        if text is not None:
            path.write_text(text, "utf-8")
        code, out, err = run(gold, path)
        assert (code, out) == (1, "")
        assert err.startswith(f"kg: {path}") and told in err


def test_a_page_that_cannot_be_written(run: Run, gold: Path, system: Path, tmp_path: Path) -> None:
    code, _, err = run(gold, system, "--html", tmp_path / "no" / "page.html")
    assert code == 1
    assert str(tmp_path / "no" / "page.html") in err


def test_a_terminal_without_the_signs_gets_others(
    run: Run, gold: Path, system: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.cli.evaluate.speaks", lambda stream, text: text.isascii())
    _, out, _ = run(gold, system)
    assert rows(out)["pair"][:2] == ["0.800", "+-0.294"]
    assert "±" not in out

"""Building again after an edit, by file, folder, lines and processes; what the graph then holds and what is said."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from delta_mills import EXTRACTION

import kg
from kg.interchange import dumps, to_records
from kg.journal import building
from kg.registry import loaders

Cli = Callable[..., tuple[int, str, str]]
BANK = "Norwood Bank closed a branch in Leeds on Monday, a spokesman said. Ruth Varga leads the bank.\n"
PORT = "Striking dockers closed the port of Malmo on Friday. Erik Sund owns a warehouse there.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    (made / "bank.txt").write_text(BANK, "utf-8")
    (made / "port.txt").write_text(PORT, "utf-8")
    return made


def quotes(store: Path) -> str:
    with loaders.get("oxigraph")(store, read_only=True) as opened:  # type: ignore[call-arg]
        return " ".join(sorted({s.quote for x in opened.extractions() for s in x.statements}))  # type: ignore[attr-defined]


def test_an_edited_file_of_a_folder_replaces_its_article(cli: Cli, folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "graph"
    code, _, err = cli("build", folder, "-o", store, "--date", "2021-03-02")
    assert (code, "2 articles are new)" in err) == (0, True), err
    (folder / "bank.txt").write_text(BANK.replace("Leeds", "York"), "utf-8")
    code, _, err = cli("build", folder, "-o", store, "--date", "2021-03-02", "--workers", "2")
    assert (code, "0 articles are new, 1 replaced, 1 as they were" in err) == (0, True), err
    assert "Leeds" not in quotes(store)
    assert "York" in quotes(store)
    assert "Malmo" in quotes(store)
    _, out, _ = cli("query", store, "--example", "articles", "--format", "csv")
    assert len(out.split()) == 3
    assert cli("show", store, "Leeds")[0] == 1


def test_a_page_and_python_do_the_same(folder: Path, tmp_path: Path) -> None:
    page, store = folder / "bank.html", tmp_path / "graph"
    for town in ("Leeds", "York"):
        text = BANK.replace("Leeds", town)
        page.write_text(f"<html><body><h1>Branch closes</h1><p>{text}</p></body></html>", "utf-8")
        kg.build([page], store=store, date="2021-03-02")
    assert "Leeds" not in quotes(store)
    assert "York" in quotes(store)


def test_lines_of_a_file_replace_nothing(cli: Cli, tmp_path: Path) -> None:
    lines, store = tmp_path / "wire.jsonl", tmp_path / "graph"
    for texts in ((BANK, PORT), (BANK.replace("Leeds", "York"), PORT)):
        lines.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), "utf-8")
        assert cli("build", lines, "-o", store, "--date", "2021-03-02")[0] == 0
    assert "Leeds" in quotes(store)
    assert "York" in quotes(store)


def test_doctor_and_forget_know_files_without_an_article(cli: Cli, store: Path, tmp_path: Path) -> None:
    lost = EXTRACTION.article.id.replace(EXTRACTION.article.id[-6:], "ffffff")
    with loaders.get("oxigraph")(store) as opened:  # type: ignore[call-arg]
        opened._sources.note(str(tmp_path / "a.txt"), lost)  # type: ignore[attr-defined]
    code, out, _ = cli("doctor", store)
    assert code == 1
    assert "1 file is noted for an article that is not there" in out
    assert cli("forget", store, lost)[0] == 0
    code, out, _ = cli("doctor", store)
    assert code == 0
    assert "graph: 1 articles" in out


def test_nothing_is_counted_where_nothing_was_read(cli: Cli, tmp_path: Path) -> None:
    code, out, err = cli("build", tmp_path / "none.txt", "-o", tmp_path / "graph")
    assert (code, out) == (1, "")
    assert "words/s" not in err
    assert err.startswith("kg: 1 article gave nothing\n")


@pytest.mark.parametrize(("before", "told"), [(0, "nothing was stored"), (1, "1 article is new")])
def test_an_interruption_says_what_was_kept(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: int, told: str
) -> None:
    def found(articles: Iterator[object], **_: object) -> object:
        next(articles)
        yield from [EXTRACTION] * before
        raise KeyboardInterrupt

    monkeypatch.setattr(building, "extract_articles", found)
    (tmp_path / "x.txt").write_text(BANK)
    code, _, err = cli("build", tmp_path / "x.txt", "-o", tmp_path / "graph")
    assert code == 130
    assert err.startswith("kg: interrupted; ")
    assert told in err
    assert (tmp_path / "graph").exists() is bool(before)


def test_pruning_removes_what_the_source_has_not(cli: Cli, store: Path, tmp_path: Path) -> None:
    lines, empty = tmp_path / "all.jsonl", tmp_path / "none.jsonl"
    empty.write_text("", "utf-8")
    other = json.dumps({**next(iter(to_records(EXTRACTION))), "id": "https://w3id.org/triplewire/id/art-0"})
    lines.write_text(other + "\n", "utf-8")
    code, _, err = cli("load", "oxigraph", lines, "-o", store)
    assert (code, "removed" in err) == (0, False)
    code, _, err = cli("load", "oxigraph", empty, "-o", store, "--prune")
    assert code == 1
    assert "nothing was removed" in err
    code, _, err = cli("load", "oxigraph", lines, "-o", store, "--prune")
    assert (code, "1 removed" in err) == (0, True), err
    _, out, _ = cli("query", store, "SELECT ?a { ?a a nkg:Article }", "--format", "csv")
    assert out.split() == ["a", "https://w3id.org/triplewire/id/art-0"]


def test_the_file_is_no_part_of_the_record() -> None:
    lines = [dumps(record) for record in to_records(EXTRACTION)]
    assert not any("source" in json.loads(line) for line in lines)

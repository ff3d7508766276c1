"""An edited file replaces what it gave before: which article goes, which stays, and what a kill leaves."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from example_corpus import first_report, second_report

from kg.errors import StoreError
from kg.statements import Extraction
from loaders._sources import Sources
from loaders.rdf_store import OxigraphStore

OLD, NEW = first_report(), second_report()


def given_by(path: Path, extraction: Extraction) -> Extraction:
    path.touch()
    return replace(extraction, source=str(path))


def held(store: OxigraphStore) -> set[str]:
    return {article.id for article in store.articles()}


def quads(store: OxigraphStore) -> set[str]:
    return {str(quad) for name in store.graph_names() for quad in store.quads(name)}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "store"


def write(place: Path, *found: Extraction) -> tuple[int, int, int]:
    with OxigraphStore(place) as store:
        counts = store.write(found)
    return counts.added, counts.replaced, counts.unchanged


def articles(place: Path) -> set[str]:
    with OxigraphStore(place, read_only=True) as store:
        return held(store)


def test_an_edited_file_replaces_its_article_wholly(place: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    assert write(place, given_by(file, OLD)) == (1, 0, 0)
    assert write(place, given_by(file, NEW)) == (0, 1, 0)
    with OxigraphStore(place) as store, OxigraphStore() as other:
        other.write([NEW])
        assert quads(store) == quads(other)
    assert write(place, given_by(file, NEW)) == (0, 0, 1)


def test_an_edit_taken_back_brings_the_article_back(place: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    for found in (OLD, NEW, OLD):
        write(place, given_by(file, found))
        assert articles(place) == {found.article.id}


def test_what_another_file_still_gives_stays(place: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "a.txt", tmp_path / "b.txt"
    write(place, given_by(one, OLD), given_by(two, OLD))
    assert write(place, given_by(one, NEW)) == (1, 0, 0)
    assert articles(place) == {OLD.article.id, NEW.article.id}
    assert write(place, given_by(two, NEW)) == (0, 0, 1)
    assert articles(place) == {NEW.article.id}


def test_a_moved_file_takes_its_article_along(place: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "a.txt", tmp_path / "b.txt"
    write(place, given_by(one, OLD))
    one.rename(two)
    assert write(place, given_by(two, OLD)) == (0, 0, 1)
    write(place, given_by(two, NEW))
    assert articles(place) == {NEW.article.id}


def test_articles_without_a_file_replace_nothing(place: Path) -> None:
    write(place, OLD)
    write(place, NEW)
    assert articles(place) == {OLD.article.id, NEW.article.id}
    assert not (place / "journal.sqlite").exists()


def test_a_store_made_before_files_were_noted(place: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    write(place, OLD)
    assert write(place, given_by(file, OLD)) == (0, 0, 1)
    write(place, given_by(file, NEW))
    assert articles(place) == {NEW.article.id}


@pytest.mark.parametrize("last", [NEW, OLD], ids=["edited", "taken back"])
@pytest.mark.parametrize("step", ["_write_one", "outdated", "_forget", "settle"])
def test_a_run_that_is_stopped_is_finished_by_the_next(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, last: Extraction
) -> None:
    file = tmp_path / "a.txt"
    write(place, given_by(file, OLD))
    owner = Sources if step in ("outdated", "settle") else OxigraphStore
    with monkeypatch.context() as patched:

        def stop(*_: object) -> None:
            raise KeyboardInterrupt

        patched.setattr(owner, step, stop)
        with pytest.raises(KeyboardInterrupt):
            write(place, given_by(file, NEW))
    assert articles(place) & {OLD.article.id, NEW.article.id}
    write(place, given_by(file, last))
    assert articles(place) == {last.article.id}


def noted(place: Path) -> Iterable[tuple[str, str]]:
    return Sources(place).entries()


def test_a_forgotten_article_is_struck_out(place: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    write(place, given_by(file, OLD))
    assert noted(place) == ((str(file), OLD.article.id),)
    with OxigraphStore(place) as store:
        assert store.forget(OLD.article.id)
        assert store.astray() == ()
    assert noted(place) == ()


def test_entries_without_an_article_are_told(place: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    write(place, OLD)
    with OxigraphStore(place) as store:
        store._sources.note(str(file), NEW.article.id)  # type: ignore[union-attr]
        assert store.astray() == ((str(file), NEW.article.id),)


def test_a_damaged_journal_says_what_to_do(place: Path, tmp_path: Path) -> None:
    write(place, OLD)
    (place / "journal.sqlite").write_bytes(b"no database" * 400)
    with pytest.raises(StoreError, match=r"journal\.sqlite: .*; delete it to go on"):
        write(place, given_by(tmp_path / "a.txt", NEW))
    (place / "journal.sqlite").unlink()
    assert write(place, given_by(tmp_path / "a.txt", NEW)) == (1, 0, 0)


def test_notes_of_an_earlier_version_are_taken_over(place: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    write(place, OLD)
    with closing(sqlite3.connect(place / "sources.sqlite")) as former, former:
        former.execute("CREATE TABLE given (path BLOB, article TEXT, PRIMARY KEY (path, article)) WITHOUT ROWID")
        former.execute("INSERT INTO given VALUES (?, ?)", (os.fsencode(file), OLD.article.id))
    assert write(place, given_by(file, NEW)) == (0, 1, 0)
    assert articles(place) == {NEW.article.id}
    assert not (place / "sources.sqlite").exists()


def test_a_reader_writes_nothing(place: Path, tmp_path: Path) -> None:
    write(place, OLD)
    with OxigraphStore(place, read_only=True) as store, pytest.raises(StoreError, match="for reading only"):
        store.write([given_by(tmp_path / "a.txt", OLD)])
    assert not (place / "journal.sqlite").exists()


def test_file_names_of_any_bytes(place: Path, tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(str(tmp_path)) + b"/caf\xe9.txt")
    for found in (OLD, NEW):
        write(place, given_by(Path(name), found))
    assert noted(place) == ((name, NEW.article.id),)

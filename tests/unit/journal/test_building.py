"""A build in steps: what is passed over, tried again, replaced, withdrawn, forgotten; nothing is extracted."""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.articles import Article
from kg.config import Config
from kg.copies import Fingerprint
from kg.journal import Journal, building
from kg.journal.building import Building, Tally
from kg.journal.fingerprints import fingerprints
from kg.pipeline import Failure, file_of
from kg.reading import read
from kg.statements import ArticleRecord, Extraction
from loaders.rdf_store import OxigraphStore

RAIN = (
    "Rain fell on the town of Harrow on Monday and the river rose by two metres, the mayor said. The old dam above the "
    "town held, and nobody was hurt. Engineers will look at the dam on Tuesday."
)


@dataclass
class Desk:
    """A folder of articles and a graph of them; ``read`` are the titles of those that were extracted, in order."""

    place: Path
    read: list[str] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    stop_after: int = -1

    @property
    def store(self) -> Path:
        return self.place / "graph"

    def put(self, name: str, *articles: dict[str, str], text: str = "") -> None:
        path = self.place / "articles" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text or "".join(json.dumps(a) + "\n" for a in articles), "utf-8")

    def build(self, *names: str, batch: int = 2, config: Config | None = None, **wish: Any) -> Tally:
        self.read = []
        with OxigraphStore(self.store) as store, Journal(self.store) as journal:
            work = Building(journal, store, config=config or Config(), **wish)
            paths: list[str | Path] = [self.place / "articles" / n for n in names] or [self.place / "articles"]
            for given in (paths, ()):
                found = work.results(given or work.reopened(paths))
                good = (x for x in found if not isinstance(x, Failure))
                while some := list(itertools.islice(good, batch)):
                    kept = work.kept(some)
                    store.write(kept)
                    work.written(kept)
            work.finish()
            return work.tally

    def titles(self) -> list[str]:
        with OxigraphStore(self.store, read_only=True) as store:
            return sorted(a.title for a in store.articles())

    def extract(self, articles: Iterable[Article], **_: object) -> Iterator[Extraction | Failure]:
        for article in articles:
            self.read.append(article.title)
            if 0 <= self.stop_after < len(self.read):
                raise KeyboardInterrupt
            if article.title in self.broken:
                yield Failure(source=article.source, stage="extraction", reason="cannot be parsed")
            else:
                yield Extraction(article=ArticleRecord.of(article), source=file_of(article))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    found = Desk(tmp_path)
    monkeypatch.setattr(building, "extract_articles", found.extract)
    return found


def news(title: str, text: str = "", **more: str) -> dict[str, str]:
    return {"title": title, "text": text or f"{RAIN} It was about {title}.", "date": "2021-03-01", **more}


def test_nothing_is_read_twice(desk: Desk) -> None:
    desk.put("a.jsonl", *(news(f"N{n}") for n in range(5)))
    desk.put("b.txt", text=RAIN)
    desk.build()
    assert len(desk.read) == 6
    tally = desk.build()
    assert (desk.read, tally.unchanged) == ([], 6)
    os.utime(desk.place / "articles" / "a.jsonl")
    assert desk.build().unchanged == 6
    desk.put("a.jsonl", news("new"), *(news(f"N{n}") for n in range(5)))
    assert desk.build().unchanged == 6
    assert desk.read == ["new"]
    desk.build(again=True)
    assert len(desk.read) == 7


def test_other_settings_read_again(desk: Desk) -> None:
    desk.put("a.jsonl", news("A"), {"title": "undated", "text": RAIN})
    desk.build()
    for config in (Config(threshold=0.7), Config(threshold=0.7, linking=0.5), Config(threshold=0.7)):
        desk.build(config=config)
        assert desk.read == ["A", "undated"]
    desk.build(config=Config(threshold=0.7, date=date(2021, 3, 4)))
    assert desk.read == ["undated"]
    assert desk.build(config=Config(threshold=0.7, date=date(2021, 3, 4), workers=2)).unchanged == 2


def test_a_build_that_stops_goes_on_where_it_was(desk: Desk) -> None:
    desk.put("a.jsonl", *(news(f"N{n}") for n in range(9)))
    desk.stop_after = 5
    with pytest.raises(KeyboardInterrupt):
        desk.build()
    desk.stop_after = -1
    assert desk.build().unchanged == 4
    assert desk.read == ["N4", "N5", "N6", "N7", "N8"]
    assert desk.titles() == [f"N{n}" for n in range(9)]


def test_failures_are_kept_and_tried_again_when_asked(desk: Desk) -> None:
    desk.put("a.jsonl", news("A"), news("B"), {"title": "no text"})
    desk.broken = {"B"}
    desk.build()
    assert desk.build().failed == 2
    assert desk.read == []
    with Journal(desk.store) as journal:
        found = [(f.source.rpartition("/")[2], f.place, f.stage, f.reason[:20]) for f in journal.failures()]
        assert journal.failed_files() == [str((desk.place / "articles/a.jsonl").resolve())]
    assert found == [
        ("a.jsonl", "line 3", "reading", "has no field 'text' "),
        ("a.jsonl, line 2", "", "extraction", "cannot be parsed"),
    ]  # fmt: skip
    desk.broken = set()
    desk.build(retry=True)
    assert desk.read == ["B"]
    assert desk.titles() == ["A", "B"]
    with Journal(desk.store) as journal:
        assert [f.stage for f in journal.failures()] == ["reading"]


def test_an_article_that_is_there_twice_is_read_once(desk: Desk) -> None:
    desk.put("a.jsonl", news("A"), news("A"))
    desk.put("b.jsonl", news("A"))
    assert desk.build().unchanged == 2
    assert desk.read == ["A"]


def test_copies_of_a_file_are_all_known(desk: Desk) -> None:
    desk.put("a.txt", text=RAIN)
    desk.put("b.txt", text=RAIN)
    desk.build()
    assert len(desk.read) == 1
    desk.put("a.txt", text=RAIN + " More came.")
    desk.build()
    with OxigraphStore(desk.store) as store:
        assert sum(1 for _ in store.articles()) == 2
    desk.put("b.txt", text=RAIN + " More came.")
    desk.build()
    with OxigraphStore(desk.store) as store:
        assert sum(1 for _ in store.articles()) == 1


VERSIONS = [
    news("Dam holds", RAIN, url="https://wire.example/dam"),
    news("Dam holds", RAIN + " More.", url="https://wire.example/dam", updated="2021-03-02"),
    news("UPDATE 2-Bridge shut", RAIN.replace("dam", "bridge") + " Two.", publisher="Wire"),
    news("UPDATE 1-Bridge shut", RAIN.replace("dam", "bridge") + " One.", publisher="Wire"),
    news("Bridge shut", RAIN.replace("dam", "bridge"), publisher="Wire"),
    news("Road open", publisher="Wire"),
    news("RETRACTION: Road open", "It was not.", publisher="Wire"),
    news("Rail open", publisher="Wire"),
]


@pytest.mark.parametrize(
    "order", [VERSIONS, VERSIONS[::-1], VERSIONS[4:] + VERSIONS[:4], VERSIONS[1::2] + VERSIONS[::2]]
)
@pytest.mark.parametrize("batch", [1, 3, 100])
def test_the_last_version_counts_in_any_order(desk: Desk, order: list[dict[str, str]], batch: int) -> None:
    desk.put("a.jsonl", *order)
    tally = desk.build(batch=batch)
    assert desk.titles() == ["Dam holds", "Rail open", "UPDATE 2-Bridge shut"]
    with OxigraphStore(desk.store, read_only=True) as store:
        (dam,) = [a for a in store.articles() if a.title == "Dam holds"]
        assert dam.length == len(RAIN) + 6
    assert (tally.notices, tally.withdrawn) == (1, 1)
    desk.build()
    assert desk.read == []


@pytest.mark.parametrize("split", range(1, len(VERSIONS)))
def test_the_last_version_counts_over_several_builds(desk: Desk, split: int) -> None:
    desk.put("a.jsonl", *VERSIONS[:split])
    desk.build()
    desk.put("b.jsonl", *VERSIONS[split:])
    desk.build()
    assert desk.titles() == ["Dam holds", "Rail open", "UPDATE 2-Bridge shut"]


def test_what_a_later_version_gave_way_to_counts_again(desk: Desk) -> None:
    desk.put("a.jsonl", news("Dam holds", RAIN, url="https://wire.example/dam"))
    desk.put("b.jsonl", news("Road open", publisher="Wire"))
    desk.put("c.jsonl", news("Dam breaks", RAIN * 2, url="https://wire.example/dam", updated="2021-03-05"))
    desk.put("d.jsonl", news("RETRACTION: Road open", "It was not.", publisher="Wire"))
    desk.build()
    assert desk.titles() == ["Dam breaks"]
    desk.put("d.jsonl", news("Rail open", publisher="Wire"))
    (desk.place / "articles/c.jsonl").unlink()
    desk.build()
    assert desk.titles() == ["Dam breaks", "Rail open", "Road open"]
    assert desk.read == ["Rail open", "Road open"]


def test_many_articles_of_one_headline_are_not_compared(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []
    monkeypatch.setattr("kg.journal.journal.supersedes", lambda *pair: seen.append(pair))
    desk.put("a.jsonl", *(news("Briefing", f"{RAIN} Part {n}.", publisher="Wire") for n in range(40)))
    desk.build(batch=5)
    assert seen == []
    assert len(desk.titles()) == 40


def test_fingerprints_are_those_of_the_articles(desk: Desk) -> None:
    desk.put("a.jsonl", *VERSIONS, {"title": "undated", "text": f"OSLO (MPA) -- {RAIN}"})
    assert list(fingerprints(desk.store)) == []
    desk.build()
    articles = {a.id: a for a in read([desk.place / "articles"], config=Config()) if isinstance(a, Article)}
    expected = {f.article: f for f in map(Fingerprint.of, articles.values())}
    found = list(fingerprints(desk.store))
    assert len(found) == 4
    dam = next(f for f in found if f.url)
    assert [f for f in found if f is not dam] == [expected[f.article] for f in found if f is not dam]
    assert dam.published == date(2021, 3, 1)
    assert found == sorted(found, key=lambda f: f.article)


def test_what_was_edited_in_part_counts_as_the_file_says(desk: Desk) -> None:
    desk.put("a.jsonl", news("Long", RAIN * 3, url="https://wire.example/x"), news("B"))
    desk.build()
    desk.put("a.jsonl", news("B"), news("Short", RAIN, url="https://wire.example/x"))
    desk.build()
    assert desk.read == ["Short"]
    assert desk.titles() == ["B", "Short"]


def test_a_store_changed_by_others_is_read_again(desk: Desk) -> None:
    desk.put("a.jsonl", news("A"), news("B"))
    desk.build()
    with OxigraphStore(desk.store) as store:
        (one,) = [a for a in store.articles() if a.title == "A"]
        store.forget(one.id)
    assert desk.build().unchanged == 1
    assert (desk.read, desk.titles()) == (["A"], ["A", "B"])


def test_no_question_looks_through_the_whole_journal(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[str] = set()
    plain = Journal._rows

    def rows(self: Journal, line: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        for step in plain(self, f"EXPLAIN QUERY PLAN {line}", values):
            through = step[3].startswith("SCAN ") and "touched" not in step[3]
            if through or ("(path=?)" in step[3] and "article = ?" in line):
                asked.add(f"{step[3]}: {line}")
        return plain(self, line, values)

    monkeypatch.setattr(Journal, "_rows", rows)
    desk.put("a.jsonl", *VERSIONS)
    desk.put("b.txt", text=RAIN)
    desk.build()
    desk.put("a.jsonl", *VERSIONS[2:])
    desk.put("b.txt", text=RAIN + " More.")
    desk.build()
    assert asked == set()

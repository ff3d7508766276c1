"""The order, the failures and the processes of a run; what the stages find is tested elsewhere."""

from __future__ import annotations

from datetime import date

import pytest

from kg.articles import Article
from kg.config import Config, parse_date
from kg.errors import ConfigError, ReadError
from kg.interchange import to_records
from kg.pipeline import Failure, Pipeline, Progress, extract_articles
from kg.statements import Extraction

TEXTS = (
    "Norway's foreign minister, Kari Dahl, met her Danish counterpart in Oslo on Monday.",
    "The bank closed three branches in Leeds, a spokesman said.",
    "Rebels may attack the port of Hodeida, the United Nations warned.",
)


def article(text: str) -> Article:
    return Article(id=Article.identify(text=text), text=text, published=date(2021, 3, 2), source="x.txt")


def records(results: list[Extraction | Failure]) -> list[object]:
    return [list(to_records(r)) if isinstance(r, Extraction) else r for r in results]


def test_each_article_gives_one_result_in_order(pipeline: Pipeline) -> None:
    results = list(extract_articles([article(t) for t in TEXTS], pipeline=pipeline))
    assert [r.article.length for r in results if isinstance(r, Extraction)] == [len(t) for t in TEXTS]


def test_the_result_does_not_hang_on_the_order_of_articles(pipeline: Pipeline) -> None:
    there = list(extract_articles([article(t) for t in TEXTS], pipeline=pipeline))
    back = list(extract_articles([article(t) for t in reversed(TEXTS)], pipeline=pipeline))
    assert records(there) == records(back)[::-1]


def test_two_processes_give_the_same_as_one(pipeline: Pipeline) -> None:
    one = list(extract_articles([article(t) for t in TEXTS], pipeline=pipeline))
    two = list(extract_articles([article(t) for t in TEXTS], config=Config(workers=2)))
    assert records(one) == records(two)


def test_a_file_that_cannot_be_read_is_listed_and_the_rest_goes_on(pipeline: Pipeline) -> None:
    seen: list[Progress] = []
    bad = ReadError("holds no text", source="empty.txt", place="line 1")
    results = list(
        extract_articles([article(TEXTS[0]), bad, article(TEXTS[1])], pipeline=pipeline, progress=seen.append)
    )
    assert results[1] == Failure(source="empty.txt", place="line 1", stage="reading", reason="holds no text")
    assert isinstance(results[2], Extraction)
    assert [(p.done, p.failed) for p in seen] == [(1, 0), (2, 1), (3, 1)]
    assert seen[-1].words == len(TEXTS[0].split()) + len(TEXTS[1].split())


def test_an_error_inside_a_stage_costs_one_article(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Pipeline.read_article

    def fragile(self: Pipeline, a: Article) -> object:
        if a.text == TEXTS[1]:
            raise ZeroDivisionError("boom")
        return real(self, a)

    monkeypatch.setattr(Pipeline, "read_article", fragile)
    results = list(extract_articles([article(t) for t in TEXTS], pipeline=pipeline))
    assert [type(r) for r in results] == [Extraction, Failure, Extraction]
    assert isinstance(results[1], Failure)
    assert "boom" in results[1].reason


def test_sections_begin_sentences_of_their_own(pipeline: Pipeline) -> None:
    from kg.articles import Section

    text = "BEIJING - China opened a port on Monday."
    a = Article(id="art-1", text=text, sections=(Section(kind="dateline", start=0, end=10),))
    starts = [s.text for s in pipeline.annotate(a).sents]
    assert starts[-1].startswith("China opened")


@pytest.mark.parametrize("text", ["yesterday", "2020-13-01", "", "9 June"])
def test_a_date_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match="YYYY-MM-DD"):
        parse_date(text)


@pytest.mark.parametrize("bad", [{"workers": 0}, {"threshold": 1.5}, {"base_iri": "https://x.example"}])
def test_settings_that_cannot_be_are_refused(bad: dict[str, object]) -> None:
    with pytest.raises(ConfigError):
        Config(**bad)  # type: ignore[arg-type]

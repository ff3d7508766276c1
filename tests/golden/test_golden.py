"""What is found in the sample articles, statement by statement, as text that can be read and reviewed.

``pytest tests/golden --repin`` writes the files anew and shows what changed; the change of the
files is then part of the change that caused it.
"""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from kg.articles import Article
from kg.config import Config
from kg.pipeline import Pipeline
from kg.reading import read
from kg.statements import Extraction

HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / "examples" / "articles"
FILES = sorted(p.name for p in SAMPLES.iterdir())


@cache
def articles(file: str) -> tuple[Article, ...]:
    found = tuple(read([SAMPLES / file], config=Config()))
    assert all(isinstance(a, Article) for a in found), found
    return tuple(a for a in found if isinstance(a, Article))


def cases() -> Iterator[tuple[str, str, int]]:
    """Yield the name of each article's golden file, its source and its number there."""
    for file in FILES:
        stem, count = Path(file).stem, len(articles(file))
        for number in range(count):
            yield f"{stem}-{number + 1}" if count > 1 else stem, file, number


CASES = {name: (file, number) for name, file, number in cases()}


def readable(extraction: Extraction) -> str:
    """Write an extraction as lines ``status | subject | predicate | object | sources | time`` under their sentences."""
    from kg.cli.triples import rows

    article = extraction.article
    lines = [f"{article.title} ({article.publisher or '-'}, {article.published or 'undated'})"]
    sentence = ""
    for row in rows(extraction):
        said = " ".join(row.quote.split())
        if said != sentence:
            sentence = said
            lines += ["", f"# {said}"]
        lines.append(" | ".join([row.status, row.subject, row.relation, row.object, " < ".join(row.sources), row.when]))
    return "\n".join(line.rstrip() for line in lines) + "\n"


@pytest.mark.parametrize("name", sorted(CASES))
def test_the_sample_articles_say_what_they_said(
    name: str, pipeline: Pipeline, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    file, number = CASES[name]
    article = articles(file)[number]
    found = readable(pipeline(article))
    pinned = HERE / f"{name}.txt"
    before = pinned.read_text("utf-8") if pinned.exists() else ""
    difference = "\n".join(
        difflib.unified_diff(before.splitlines(), found.splitlines(), "pinned", "found", lineterm="", n=1)
    )
    if request.config.getoption("--repin"):
        pinned.write_text(found, "utf-8")
        if difference:
            with capsys.disabled():
                sys.stdout.write(f"\n{name}\n{difference}\n")
    else:
        assert not difference, f"{name}: run pytest tests/golden --repin if this is wanted\n{difference}"


def test_every_golden_file_belongs_to_an_article() -> None:
    assert {p.stem for p in HERE.glob("*.txt")} == set(CASES)

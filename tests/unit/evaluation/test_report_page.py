"""The page stands alone, is well formed, and shows hostile text without obeying it."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from ferry_gold import EXTRACTION, GOLD, STATEMENTS, write_gold, write_system

from kg.evaluation import assign, evaluate, page_of, read_gold, render
from kg.evaluation.charts import curve
from kg.evaluation.evidence import Evidence, Word
from kg.evaluation.mistakes import Mistake
from kg.evaluation.page import Page, Section, safe
from kg.evaluation.tables import Table

HOSTILE = '</blockquote><script>alert("x")</script><img src=x onerror=alert(1)>&lt; \u202e\x1b[31m "quoted" \'single\''
_VOID = frozenset({"meta", "br"})


class Checker(HTMLParser):
    """Holds that every element is closed in its turn, and notes what was there."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, f"</{tag}> closes nothing, at {self.getpos()}"

    def handle_data(self, data: str) -> None:
        self.text += data


def checked(html: str) -> Checker:
    checker = Checker()
    checker.feed(html)
    checker.close()
    assert checker.open == []
    return checker


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> str:
    gold = read_gold(write_gold(tmp_path_factory.mktemp("page") / "gold"))
    return render(page_of(evaluate(gold, assign(gold, [EXTRACTION])), gold="gold", system="out"))


def test_the_page_is_well_formed_and_complete(html: str) -> None:
    page = checked(html)
    assert html.startswith("<!DOCTYPE html>")
    for title in ("figures", "confidence", "by relation", "by extractor", "missed relations: all 2", "wrong source"):
        assert title in page.text
    assert page.tags.count("svg") == 2
    ids = [value for name, value in page.attributes if name == "id"]
    assert [value for name, value in page.attributes if name == "href"] == [f"#{id_}" for id_ in ids]


def test_the_page_needs_nothing_else(html: str) -> None:
    page = checked(html)
    assert not {"script", "link", "img", "iframe", "object", "embed"} & set(page.tags)
    assert "url(" not in html and "@import" not in html
    assert not re.search(r"https?://", html)
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'") in page.attributes


def test_the_words_of_evidence_are_marked(html: str) -> None:
    assert '<mark class="subject" title="subject">The union</mark> denied' in html
    assert '<mark class="predicate" title="predicate">close</mark>' in html


def test_hostile_text_is_shown_and_not_obeyed(tmp_path: Path) -> None:
    evil = replace(
        EXTRACTION,
        entities=tuple(replace(e, name=e.name + HOSTILE, aliases=(e.name, *e.aliases)) for e in EXTRACTION.entities),
        statements=tuple(replace(s, extractor=HOSTILE, quote=s.quote + HOSTILE) for s in STATEMENTS),
    )
    named = [{**e, "names": [*e["names"], HOSTILE]} for e in GOLD["entities"]]
    gold = read_gold(write_gold(tmp_path / "gold", {**GOLD, "entities": named, "doc": "ferry"}))
    page = render(page_of(evaluate(gold, assign(gold, [evil])), gold=HOSTILE, system=HOSTILE))
    found = checked(page)
    assert not {"script", "img"} & set(found.tags)
    assert [name for name, _ in found.attributes if name.startswith("on")] == []
    assert "<script>alert" in found.text
    assert "\u202e" not in page and "\x1b" not in page
    assert "<U+202E><U+001B>[31m" in found.text


@pytest.mark.parametrize("field", ["claim", "note", "doc", "extractor"])
def test_every_field_of_an_error_is_escaped(field: str) -> None:
    evidence = Evidence(text=f"a {HOSTILE} z", words=(Word(start=2, end=2 + len(HOSTILE), part='x" onclick="y'),))
    mistake = Mistake(kind="wrong relations", doc="d", sentence=0, claim="c", note="n", evidence=evidence)
    table = Table(title=HOSTILE, columns=(HOSTILE, HOSTILE), rows=((HOSTILE, HOSTILE),))
    section = Section(title=HOSTILE, note=HOSTILE, tables=(table,), mistakes=(replace(mistake, **{field: HOSTILE}),))
    found = checked(render(Page(title=HOSTILE, lead=HOSTILE, sections=(section,))))
    assert not {"script", "img"} & set(found.tags)
    assert [name for name, _ in found.attributes if name.startswith("on")] == []


def test_text_that_cannot_be_written_is_replaced() -> None:
    assert safe("a\ud800b").encode("utf-8") == "a\ufffdb".encode()


def test_a_curve_is_a_drawing() -> None:
    drawing = curve('precision <over> "recall"', [(1.0, 0.0), (0.5, 1.0)])
    assert checked(drawing).tags[0] == "svg"
    assert 'points="44.0,12.0 324.0,152.0"' in drawing


def test_the_page_is_written_by_the_command(tmp_path: Path) -> None:
    from kg.cli import main

    gold, out = write_gold(tmp_path / "gold"), write_system(tmp_path / "out" / "ferry.jsonl", EXTRACTION)
    assert main(["evaluate", str(gold), str(out.parent), "--html", str(tmp_path / "page.html")]) == 0
    checked((tmp_path / "page.html").read_text("utf-8"))

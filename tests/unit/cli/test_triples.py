"""Statements as rows: what a reader is told of each, in which order, on which width."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kg.articles import Span
from kg.cli.triples import render, rows, status
from kg.statements import ArticleRecord, Attribution, Entity, Event, Extraction, Statement, Trigger

TEXT = "Mara Quill may close the [red]Delft[/red] plant, a spokesman told Radio Nord."
DENIAL = Attribution(source="spokesman", speech_act="deny")
ARTICLE = "https://w3id.org/triplewire/id/art-1"


def statement(number: int = 1, **fields: object) -> Statement:
    base = Statement(
        id=f"st-{number}", article=ARTICLE, sentence=0, subject="quill", predicate="terminates", predicate_text="close",
        object="plant", modality="possible", confidence=0.9, extractor="verbs", start=0, end=len(TEXT), quote=TEXT,
        attribution=(Attribution(source="radio", order=1), Attribution(source="spokesman", order=2)),
        spans={"subject": Span(start=0, end=10), "predicate": Span(start=15, end=20), "object": Span(start=25, end=47)},
    )  # fmt: skip
    return replace(base, **fields)  # type: ignore[arg-type]


def extraction(*statements: Statement, events: tuple[Event, ...] = ()) -> Extraction:
    names = {"quill": "Mara Quill", "plant": "[red]Delft[/red] plant", "radio": "Radio Nord", "spokesman": "a\x1bvoice"}
    day = date(2021, 5, 4)
    return Extraction(
        article=ArticleRecord(
            id=ARTICLE, title="Plant may close", publisher="The Echo", published=day, sha256="0" * 64, length=80
        ),
        entities=tuple(Entity(id=i, cls="Person", name=n) for i, n in names.items()),
        events=events,
        statements=statements,
    )


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"modality": "asserted", "licensed": True}, "fact"),
        ({"modality": "asserted"}, "unsure"),
        ({"modality": "announced", "licensed": True}, "announced"),
        ({"modality": "threatened"}, "threatened"),
        ({"modality": "asserted", "polarity": "negative"}, "not so"),
        ({"modality": "planned", "polarity": "negative"}, "not planned"),
        ({"modality": "possible", "polarity": "negative"}, "perhaps not"),
        ({"modality": "predicted", "polarity": "negative"}, "expected not"),
        ({"modality": "hypothetical", "polarity": "negative"}, "if not"),
        ({"modality": "asserted", "polarity": "negative", "attribution": (DENIAL,)}, "denied"),
    ],
)
def test_the_status_says_how_to_take_it(fields: dict[str, object], shown: str) -> None:
    assert status(statement(**fields)) == shown


def test_a_row_names_things_and_the_chain_of_sources() -> None:
    (row,) = rows(extraction(statement(time="2021-05")))
    assert (row.subject, row.relation, row.object) == ("Mara Quill", "terminates", "[red]Delft[/red] plant")
    assert row.sources == ("Radio Nord", "a\x1bvoice")
    assert (row.status, row.when, row.quote) == ("possible", "2021-05", TEXT)


def test_a_relation_outside_the_ontology_is_shown_in_its_own_words() -> None:
    (row,) = rows(extraction(statement(predicate="related", predicate_text="wind down")))
    assert row.relation == "“wind down”"


def test_the_time_of_the_event_stands_in_for_the_statements() -> None:
    event = Event(
        id="ev", article=ARTICLE, cls="Terminate", status="possible", trigger=Trigger(start=15, end=20, text="close"),
        time="2021-06-01", roles={"theme": ("plant",)},
    )  # fmt: skip
    (row,) = rows(extraction(statement(event="ev"), events=(event,)))
    assert row.when == "2021-06-01"
    (row,) = rows(extraction(statement(object="ev"), events=(event,)))
    assert row.object == "close ([red]Delft[/red] plant)"


def test_spans_of_time_are_shown_with_both_ends() -> None:
    (row,) = rows(extraction(statement(valid_from=date(2020, 1, 1), valid_until=date(2020, 12, 31))))
    assert row.when == "2020-01-01/2020-12-31"
    (row,) = rows(extraction(statement(valid_from=date(2020, 1, 1))))
    assert row.when == "2020-01-01/"


def test_rows_follow_the_text() -> None:
    late = statement(1, start=200, end=280, spans={"predicate": Span(start=215, end=220)})
    first = statement(3)
    second = statement(2, spans={**first.spans, "predicate": Span(start=22, end=24)})
    assert [r.quote for r in rows(extraction(late, second, first))] == [TEXT] * 3
    found = rows(extraction(late, replace(second, predicate_text="b"), replace(first, predicate="owns")))
    assert [r.relation for r in found] == ["owns", "terminates", "terminates"]


@pytest.mark.parametrize("width", ["40", "75", "76", "100", "200", ""])
def test_no_width_loses_words_or_lets_control_characters_through(
    width: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    render(extraction(statement(time="2021-05")))
    printed = capsys.readouterr().out
    assert "\x1b" not in printed
    for word in ("Mara", "Quill", "[red]Delft[/red]", "Radio", "Nord", "<U+001B>", "? possible", "2021-05", "Echo"):
        assert word in printed or (word not in ("? possible", "2021-05", "Echo") and width == "76"), (word, printed)
    if width:
        assert max(map(len, printed.splitlines())) <= int(width)


def test_an_article_that_says_nothing_is_said_to(capsys: pytest.CaptureFixture[str]) -> None:
    render(extraction())
    assert capsys.readouterr().out == "Plant may close (The Echo, 2021-05-04)\nno statements\n\n"

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date, datetime

import pytest

from kg.articles import Span
from kg.errors import EvidenceError, InterchangeError
from kg.interchange import dumps, from_records, read, to_records, verify, write
from kg.statements import (
    ArticleRecord,
    Attribution,
    Dropped,
    Entity,
    EntityMention,
    Event,
    Extraction,
    Statement,
    Trigger,
)

TEXT = "Oslo – Norway may close the Narvik line, NRK said."
ART = "https://w3id.org/triplewire/id/art-1"


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words))


def entity(name: str, iri: str, cls: str) -> Entity:
    at = span(name)
    mention = EntityMention(article=ART, start=at.start, end=at.end, text=name, kind="name")
    return Entity(id=iri, cls=cls, name=name, mentions=(mention,))


def extraction() -> Extraction:
    trigger = span("close")
    statement = Statement(
        id="s1",
        article=ART,
        sentence=0,
        subject="e1",
        predicate="terminates",
        predicate_text="may close",
        object="e2",
        event="v1",
        modality="possible",
        confidence=0.81234567,
        extractor="verb-frames",
        start=0,
        end=len(TEXT),
        quote=TEXT,
        attribution=(
            Attribution(
                source="e3", cue="said", said_on=date(2021, 3, 2), source_span=span("NRK"), cue_span=span("said")
            ),
        ),
        spans={
            "subject": span("Norway"),
            "predicate": span("may close"),
            "object": span("Narvik line"),
            "modality": span("may"),
        },
    )
    event = Event(
        id="v1",
        article=ART,
        cls="Terminate",
        status="possible",
        numbers={"count": 1},
        trigger=Trigger(start=trigger.start, end=trigger.end, text="close"),
        roles={"theme": ("e2",), "actor": ("e1",)},
        time="2021-W09",
        start=date(2021, 3, 1),
        end=date(2021, 3, 7),
    )
    return Extraction(
        article=ArticleRecord(
            id=ART, title="Line", published=datetime(2021, 3, 2, 8), sha256="0" * 64, length=len(TEXT)
        ),
        entities=(
            entity("NRK", "e3", "MediaOrganization"),
            entity("Norway", "e1", "Country"),
            entity("Narvik line", "e2", "Artifact"),
        ),
        events=(event,),
        statements=(statement,),
        dropped=(Dropped(article=ART, stage="alignment", reason="no frame", text="Oslo", start=0, end=4),),
    )


def lines(*extractions: Extraction) -> str:
    stream = io.StringIO()
    write(extractions, stream)
    return stream.getvalue()


def test_what_is_written_and_read_is_written_again_the_same() -> None:
    text = lines(extraction())
    assert lines(*read(io.StringIO(text))) == text


def test_records_of_an_article_stand_in_the_order_of_the_format() -> None:
    kinds = [r["record"] for r in to_records(extraction())]
    assert kinds == ["article", "entity", "entity", "entity", "event", "statement", "dropped"]
    assert [r["id"] for r in to_records(extraction()) if r["record"] == "entity"] == ["e1", "e2", "e3"]


def test_keys_follow_the_format_and_unknown_values_are_left_out() -> None:
    record = next(r for r in to_records(extraction()) if r["record"] == "statement")
    assert list(record) == [
        "record",
        "id",
        "article",
        "sentence",
        "subject",
        "predicate",
        "predicateText",
        "object",
        "event",
        "modality",
        "polarity",
        "licensed",
        "attribution",
        "confidence",
        "extractor",
        "start",
        "end",
        "quote",
        "spans",
    ]
    assert record["licensed"] is False
    assert record["confidence"] == 0.8123


def test_a_line_is_plain_utf8_without_spaces() -> None:
    assert dumps({"a": "Łódź", "b": [1, 2]}) == '{"a":"Łódź","b":[1,2]}'


def test_true_evidence_passes() -> None:
    verify(extraction(), TEXT)


def test_a_moved_mention_is_refused() -> None:
    with pytest.raises(EvidenceError, match="does not hold these words"):
        verify(extraction(), " " + TEXT)


def test_a_quote_of_other_words_is_refused() -> None:
    good = extraction()
    bad = replace(good, statements=(replace(good.statements[0], quote="Norway has closed the line."),))
    with pytest.raises(EvidenceError, match="s1"):
        verify(bad, TEXT)


@pytest.mark.parametrize("missing", ["subject", "predicate"])
def test_no_span_no_statement(missing: str) -> None:
    good = extraction()
    spans = {k: v for k, v in good.statements[0].spans.items() if k != missing}
    with pytest.raises(EvidenceError, match="no span, no statement"):
        verify(replace(good, statements=(replace(good.statements[0], spans=spans),)), TEXT)


def test_a_span_beyond_the_text_is_refused() -> None:
    good = extraction()
    spans = {**good.statements[0].spans, "object": Span(start=3, end=500)}
    with pytest.raises(EvidenceError, match="ends at 500"):
        verify(replace(good, statements=(replace(good.statements[0], spans=spans),)), TEXT)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 2: not JSON"),
        ("[1]", "line 2: not a JSON object"),
        ('{"record":"person"}', "no record is called 'person'"),
        ('{"record":"entity","id":"x"}', "lacks a field"),
    ],
)
def test_a_bad_line_is_named(line: str, message: str) -> None:
    head = dumps(next(iter(to_records(extraction()))))
    with pytest.raises(InterchangeError, match=message) as caught:
        list(read(io.StringIO(f"{head}\n{line}\n"), source="graph.jsonl"))
    assert "graph.jsonl" in str(caught.value)


def test_a_record_before_its_article_is_refused() -> None:
    records = list(to_records(extraction()))[1:]
    with pytest.raises(InterchangeError, match="before any article"):
        list(from_records(records))


def test_two_articles_keep_their_records_apart() -> None:
    second = replace(
        extraction(),
        article=replace(extraction().article, id=ART + "2"),
        entities=(),
        events=(),
        statements=(),
        dropped=(),
    )
    both = list(read(io.StringIO(lines(extraction(), second))))
    assert [len(x.entities) for x in both] == [3, 0]


def test_numbers_survive_as_numbers() -> None:
    record = json.loads(next(x for x in lines(extraction()).splitlines() if '"event"' in x[:20]))
    assert record["count"] == 1

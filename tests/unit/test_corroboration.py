"""The benchmark of belief counts origins and figures as one would by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from benchmarks.corroboration import corroboration, tables, tolls
from kg.graph import KnowledgeGraph
from kg.identity import data_iri
from kg.statements import ArticleRecord, Event, Extraction, Statement, Trigger

ORIGINS = {f"a{n}": f"a{n}" for n in range(5)} | {"a1": "a0"}


def extraction(article: str, deaths: int, subject: str = "per-x") -> Extraction:
    said = Statement(
        id=f"st-{article}", article=article, sentence=0, subject=data_iri(subject), predicate="leads",
        predicate_text="leads", object=data_iri("org-y"), licensed=True, confidence=0.8, extractor="titles", start=0,
        end=5, quote="words",
    )  # fmt: skip
    event = Event(
        id=f"ev-{article}", article=article, cls="Die", status="actual", numbers={"deaths": deaths},
        trigger=Trigger(start=0, end=4, text="died"),
    )  # fmt: skip
    record = ArticleRecord(id=article, publisher=f"Paper {article}", published=date(2024, 3, 1), sha256="0", length=9)
    return Extraction(article=record, events=(event,), statements=(said,))


def true(article: str, origin: str, deaths: int, kind: str = "report", **more: Any) -> dict[str, Any]:
    event = {"numbers": {"deaths": deaths}, "untrue": more.pop("untrue", False)}
    return {
        "article": article, "origin": origin, "kind": kind, "story": "one", "outlet": f"Paper {article}",
        "published": "2024-03-01T09:00:00", "events": [event], **more,
    }  # fmt: skip


def test_origins_beliefs_and_figures() -> None:
    graph = KnowledgeGraph(
        [extraction("a0", 9), extraction("a1", 9), extraction("a2", 12), extraction("a3", 4, "per-z")]
    )
    truth = {
        t["article"]: t
        for t in (
            true("a0", "A", 9), true("a1", "A", 9, "copy"), true("a2", "B", 14), true("a3", "C", 4, untrue=True),
            {**true("a4", "D", 0, "retraction", replaces="a3"), "events": []},
        )
    }  # fmt: skip
    facts = corroboration(graph, ORIGINS, truth)
    assert [(f.articles, f.origins, len(f.belief.origins), f.untrue) for f in facts] == [
        (3, 2, 2, False), (1, 1, 1, True)
    ]  # fmt: skip
    assert facts[0].after == facts[0].belief.score > facts[1].belief.score > facts[1].after == 0.0
    assert tolls(graph, ORIGINS, truth) == (2, 3, 3)
    shown = [list(column.cells) for column in tables(facts, (2, 3, 3))[0].columns]
    assert shown[2] == ["1.000", "0.000", "0.667", "0.667"]

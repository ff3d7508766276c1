"""What holds for any gold: what states all of it and nothing else is perfect, and the order of things is nothing."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.articles import Span
from kg.evaluation import Evaluation, Found, GoldSet, Inventory, Share, SystemSet, evaluate, gold_of, values_of
from kg.evaluation.system import SystemDocument
from kg.statements import (
    ArticleRecord,
    Attribution,
    Entity,
    Event,
    Extraction,
    Statement,
    Trigger,
)
from ontology import MODALITIES, status_of

INVENTORY = Inventory.of_ontology()
RELATIONS, CLASSES = sorted(INVENTORY.relations), sorted(INVENTORY.events)
ROLES = ("actor", "recipient", "place")
ENTITIES = tuple(f"e{n}" for n in range(6))
#: Each entity has names of its own; nothing is in two of them.
NAMES = {id_: (f"alder{id_}", f"birch{id_} cedar{id_}") for id_ in ENTITIES}

_said = {"modality": st.sampled_from(MODALITIES), "polarity": st.sampled_from(["positive", "negative"])}
_relations = st.fixed_dictionaries(
    {
        "subject": st.sampled_from(ENTITIES), "predicate": st.sampled_from(RELATIONS),
        "object": st.sampled_from(ENTITIES), "source": st.lists(st.sampled_from(ENTITIES), max_size=2), **_said,
    }
)  # fmt: skip
_events = st.fixed_dictionaries(
    {
        "class": st.sampled_from(CLASSES[:4]), **_said,
        "roles": st.dictionaries(
            st.sampled_from(ROLES), st.lists(st.sampled_from(ENTITIES), min_size=1, max_size=2, unique=True)
        ),
    }
)  # fmt: skip


@st.composite
def golds(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Annotations of a few articles; each event has a trigger of its own."""
    made = []
    for number in range(draw(st.integers(1, 6))):
        drawn = draw(st.lists(_events, max_size=4))
        events = [{**v, "id": f"v{n}", "trigger": f"word{n}"} for n, v in enumerate(drawn)]
        entities = [{"id": id_, "names": list(names)} for id_, names in NAMES.items()]
        relations = draw(st.lists(_relations, max_size=6))
        made.append({"doc": f"d{number}", "entities": entities, "relations": relations, "events": events})
    return made


def as_extracted(gold: dict[str, Any]) -> Extraction:
    """Return an extraction that states all of a gold, under other ids."""
    events = tuple(
        Event(
            id=f"x-{v['id']}", article=gold["doc"], cls=v["class"], status=status_of(v["modality"], v["polarity"]),
            trigger=Trigger(start=0, end=5, text=v["trigger"]),
            roles={role: tuple(f"x-{f}" for f in fillers) for role, fillers in v["roles"].items()},
        )
        for v in gold["events"]
    )  # fmt: skip
    statements = tuple(
        Statement(
            id=f"st{n}", article=gold["doc"], sentence=0, subject=f"x-{r['subject']}", predicate=r["predicate"],
            predicate_text="word", object=f"x-{r['object']}", modality=r["modality"], polarity=r["polarity"],
            licensed=r["modality"] in ("asserted", "announced") and r["polarity"] == "positive",
            attribution=tuple(Attribution(source=f"x-{s}", order=n) for n, s in enumerate(r["source"], 1)),
            confidence=1.0, extractor="oracle", start=0, end=9, quote="A word on",
            spans={"predicate": Span(start=2, end=6)},
        )
        for n, r in enumerate(gold["relations"])
    )  # fmt: skip
    entities = tuple(Entity(id=f"x-{id_}", cls="Thing", name=n[0], aliases=n[1:]) for id_, n in NAMES.items())
    article = ArticleRecord(id=gold["doc"], sha256="0" * 64, length=9)
    return Extraction(article=article, entities=entities, events=events, statements=statements)


def evaluated(golds: list[dict[str, Any]], extractions: list[Extraction]) -> Evaluation:
    documents = tuple(sorted((gold_of(g, INVENTORY, source="any") for g in golds), key=lambda d: d.doc))
    gold = GoldSet(documents=documents, inventory=INVENTORY)
    return evaluate(gold, SystemSet(documents={x.article.id: SystemDocument.of([x]) for x in extractions}))


@settings(max_examples=60)
@given(golds())
def test_a_perfect_extraction_is_perfect(golds: list[dict[str, Any]]) -> None:
    found = evaluated(golds, [as_extracted(g) for g in golds])
    for name, figure in found.figures.items():
        if isinstance(figure, Found):
            assert figure.right == figure.gold == figure.system
            wanted = pytest.approx(1.0) if figure.gold else 0.0
            assert [f.value for f in (figure.precision, figure.recall, figure.f1)] == [wanted] * 3
        else:
            assert isinstance(figure, Share)
            assert figure.right == (0 if name == "false_facts" else figure.of)
    assert [kind for kind, (_, count) in found.mistakes.items() if count] == []
    assert all(gold == system for c in found.confusions for gold, system in c.counts)


def with_errors(golds: list[dict[str, Any]]) -> list[Extraction]:
    """Return for each article what another one states, so that there is every kind of error."""
    return [replace(as_extracted(g), article=as_extracted(h).article) for g, h in zip(golds, golds[::-1], strict=True)]


def shuffled(extraction: Extraction, order: random.Random) -> Extraction:
    def mixed(values: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(order.sample(values, len(values)))

    return replace(
        extraction,
        entities=mixed(extraction.entities), events=mixed(extraction.events), statements=mixed(extraction.statements),
    )  # fmt: skip


@settings(max_examples=40)
@given(golds(), st.randoms(use_true_random=False))
def test_order_changes_nothing(golds: list[dict[str, Any]], order: random.Random) -> None:
    given_ = with_errors(golds)
    first = evaluated(golds, given_)
    mixed = [
        {**g, **{k: order.sample(g[k], len(g[k])) for k in ("entities", "relations", "events")}} for g in golds
    ]
    order.shuffle(mixed)
    again = evaluated(mixed, order.sample([shuffled(x, order) for x in given_], len(given_)))
    assert values_of(again) == values_of(first)


@settings(max_examples=40)
@given(golds())
def test_intervals_hold_their_figures(golds: list[dict[str, Any]]) -> None:
    given_ = with_errors(golds)
    for figure in evaluated(golds, given_).figures.values():
        parts = (figure.precision, figure.recall, figure.f1) if isinstance(figure, Found) else (figure.figure,)
        for part in parts:
            assert 0.0 <= part.low <= part.high <= 1.0
            assert part.value is None or part.low - 1e-9 <= part.value <= part.high + 1e-9 or part.value == 0.0

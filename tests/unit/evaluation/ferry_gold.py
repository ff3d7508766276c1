"""An annotated article of four sentences and an extraction of it with known errors, made by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kg import interchange
from kg.articles import Article, Span
from kg.identity import data_iri
from kg.statements import ArticleRecord, Attribution, Entity, EntityMention, Event, Extraction, Statement, Trigger

SENTENCES = (
    "Nora Lind leads Tarn Ferries.",
    "Tarn Ferries may close the Orrby dock, Lind told Radio Sund.",
    "Lind met Pelle Ask in Orrby on Monday.",
    "The union denied that it had blocked the dock.",
)
TEXT = " ".join(SENTENCES)
ARTICLE = Article(id=Article.identify(text=TEXT), text=TEXT)

GOLD: dict[str, Any] = {
    "doc": "ferry",
    "date": "2021-05-04",
    "entities": [
        {"id": "lind", "type": "Person", "names": ["Nora Lind", "Lind"]},
        {"id": "tarn", "type": "Company", "names": ["Tarn Ferries"]},
        {"id": "dock", "type": "Facility", "names": ["Orrby dock", "the dock"]},
        {"id": "radio", "type": "MediaOrganization", "names": ["Radio Sund"]},
        {"id": "ask", "type": "Person", "names": ["Pelle Ask"]},
        {"id": "union", "type": "Organization", "names": ["The union"]},
        {"id": "orrby", "type": "City", "names": ["Orrby"]},
    ],
    "relations": [
        {"subject": "lind", "predicate": "leads", "object": "tarn", "sentence": 0},
        {"subject": "tarn", "predicate": "terminates", "object": "dock", "sentence": 1, "modality": "possible",
         "source": ["radio", "lind"]},
        {"subject": "lind", "predicate": "meetsWith", "object": "ask", "sentence": 2},
        {"subject": "union", "predicate": "restricts", "object": "dock", "sentence": 3, "polarity": "negative",
         "source": ["union"]},
        {"subject": "dock", "predicate": "locatedIn", "object": "orrby", "sentence": 1},
    ],
    "events": [
        {"id": "v1", "class": "Terminate", "trigger": "close", "sentence": 1, "modality": "possible",
         "roles": {"actor": ["tarn"], "theme": ["dock"]}},
        {"id": "v2", "class": "Consult", "trigger": "met", "sentence": 2,
         "roles": {"actor": ["lind"], "recipient": ["ask"], "place": ["orrby"]}},
        {"id": "v3", "class": "Coerce", "trigger": "blocked", "sentence": 3, "polarity": "negative",
         "roles": {"actor": ["union"], "theme": ["dock"]}},
    ],
}  # fmt: skip


def span(words: str, sentence: int = 0) -> Span:
    at = TEXT.index(words, TEXT.index(SENTENCES[sentence]))
    return Span(start=at, end=at + len(words))


def iri(name: str) -> str:
    return data_iri(name)


def entity(id_: str, name: str, *aliases: str) -> Entity:
    at = span(name)
    mention = EntityMention(article=data_iri(ARTICLE.id), start=at.start, end=at.end, text=name, kind="name")
    return Entity(id=iri(id_), cls="Thing", name=name, aliases=aliases, mentions=(mention,))


def event(id_: str, cls: str, trigger: str, status: str = "actual", **roles: str) -> Event:
    at = span(trigger)
    return Event(
        id=iri(id_), article=data_iri(ARTICLE.id), cls=cls, status=status,
        trigger=Trigger(start=at.start, end=at.end, text=trigger),
        roles={role: tuple(map(iri, names.split())) for role, names in roles.items()},
    )  # fmt: skip


def statement(subject: str, predicate: str, object: str, sentence: int, words: str, *, said_by: tuple[str, ...] = (),
              **more: Any) -> Statement:  # fmt: skip
    start = TEXT.index(SENTENCES[sentence])
    quote = SENTENCES[sentence]
    links = tuple(Attribution(source=iri(s), order=n) for n, s in enumerate(said_by, 1))
    first = quote.split()[0]
    spans = {"subject": Span(start=start, end=start + len(first)), "predicate": span(words, sentence)}
    fields: dict[str, Any] = {"confidence": 0.9, "extractor": "titles", "licensed": True} | more
    return Statement(
        id=iri(f"st-{subject}-{predicate}-{object}"), article=data_iri(ARTICLE.id), sentence=sentence,
        subject=iri(subject), predicate=predicate, predicate_text=words, object=iri(object), attribution=links,
        start=start, end=start + len(quote), quote=quote, spans=spans, **fields,
    )  # fmt: skip


#: Right: leads, terminates (asserted for possible, half of its chain of sources), meetsWith the other way round.
#: Wrong: locatedIn the other way round, worksFor. Missed: restricts, locatedIn. `related` counts for nothing.
STATEMENTS = (
    statement("per-lind", "leads", "org-tarn", 0, "leads"),
    statement("org-tarn", "terminates", "loc-dock", 1, "close", said_by=("per-lind",), confidence=0.8,
              extractor="verb-frames", event=iri("ev-close")),
    statement("per-ask", "meetsWith", "per-lind", 2, "met", confidence=0.7, extractor="verb-frames"),
    statement("loc-orrby", "locatedIn", "loc-dock", 1, "dock", confidence=0.6, extractor="nominals"),
    statement("per-lind", "worksFor", "org-radio", 1, "told", confidence=0.4, licensed=False, extractor="nominals"),
    statement("per-lind", "related", "org-radio", 1, "told", confidence=0.4, licensed=False, extractor="verb-frames"),
)  # fmt: skip
#: Right: Terminate (actual for possible, its theme wrong), Consult (no place). Wrong: Communicate. Missed: Coerce.
EVENTS = (
    event("ev-close", "Terminate", "close", actor="org-tarn", theme="day-monday"),
    event("ev-met", "Consult", "met", actor="per-lind", recipient="per-ask"),
    event("ev-told", "Communicate", "told", actor="per-lind"),
)
ENTITIES = (
    entity("per-lind", "Nora Lind", "Lind"),
    Entity(id=iri("org-tarn"), cls="Company", name="Tarn Ferries AB"),
    entity("loc-dock", "the Orrby dock"),
    entity("org-radio", "Radio Sund"),
    entity("per-ask", "Pelle Ask"),
    entity("org-union", "The union"),
    entity("loc-orrby", "Orrby"),
    entity("day-monday", "Monday"),
)
EXTRACTION = Extraction(
    article=ArticleRecord.of(ARTICLE), entities=ENTITIES, events=EVENTS, statements=STATEMENTS
)  # fmt: skip


def write_gold(folder: Path, gold: dict[str, Any] | None = None) -> Path:
    """Write the gold with its sentences, and return its folder."""
    (folder / "text").mkdir(parents=True)
    (folder / "ferry.json").write_text(json.dumps(gold or GOLD), "utf-8")
    (folder / "text" / "ferry.txt").write_text("\n".join(SENTENCES) + "\n", "utf-8")
    return folder


def write_system(file: Path, *extractions: Extraction) -> Path:
    """Write extractions as ``kg extract`` does, and return the file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8") as stream:
        interchange.write(extractions, stream)
    return file

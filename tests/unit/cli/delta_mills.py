"""An article of three sentences and what it says, made by hand: no language model is needed."""

from __future__ import annotations

from datetime import date

from kg.articles import Article, Span
from kg.identity import data_iri, entity_local_name, hashed
from kg.statements import ArticleRecord, Attribution, Entity, EntityMention, Extraction, Statement

TEXT = (
    "Delta Mills owns the Ostend plant. It may close the plant, spokesman Bram Kuyper told Radio Nord. "
    "Kuyper denied that Delta Mills had bought \x1b[31mEvil Corp\x1b[0m."
)
DAY = date(2021, 5, 4)
ARTICLE = Article(
    id=Article.identify(text=TEXT, url="https://echo.example/delta"), text=TEXT, title="Plant may close",
    url="https://echo.example/delta", publisher="The Echo", published=DAY,
)  # fmt: skip


def span(words: str, start: int = 0) -> Span:
    at = TEXT.index(words, start)
    return Span(start=at, end=at + len(words))


def entity(cls: str, name: str, *aliases: str) -> Entity:
    article = data_iri(ARTICLE.id)
    at = span(name)
    mention = EntityMention(article=article, start=at.start, end=at.end, text=name, kind="name")
    return Entity(id=data_iri(entity_local_name(cls, name)), cls=cls, name=name, aliases=aliases, mentions=(mention,))


MILLS = entity("Company", "Delta Mills", "Delta")
PLANT = entity("Facility", "Ostend plant")
EVIL = entity("Company", "\x1b[31mEvil Corp\x1b[0m")
KUYPER = entity("Person", "Bram Kuyper", "Kuyper")
RADIO = entity("MediaOrganization", "Radio Nord")


def statement(subject: Entity, predicate: str, object: Entity, sentence: int, words: str, **more: object) -> Statement:
    starts = [0, TEXT.index("It may"), TEXT.index("Kuyper denied"), len(TEXT) + 1]
    start, end = starts[sentence], starts[sentence + 1] - 1
    spans = {"subject": span("It" if sentence == 1 else "Delta Mills", start), "predicate": span(words, start)}
    spans["object"] = span("plant", start) if object is PLANT else span(object.name, start)
    spans.update(more.pop("spans", {}))  # type: ignore[call-overload]
    return Statement(
        id=data_iri(hashed("st", predicate, sentence)), article=data_iri(ARTICLE.id), sentence=sentence,
        subject=subject.id, predicate=predicate, predicate_text=words, object=object.id, confidence=0.9,
        extractor="verbs", start=start, end=end, quote=TEXT[start:end], spans=spans, **more,  # type: ignore[arg-type]
    )  # fmt: skip


def told(*sources: tuple[Entity, str, str]) -> tuple[Attribution, ...]:
    return tuple(
        Attribution(source=e.id, order=n, cue=cue, speech_act=act, cue_span=span(cue), source_span=span(e.name))
        for n, (e, cue, act) in enumerate(sources, 1)
    )


REPORTED = told((RADIO, "told", "say"), (KUYPER, "spokesman", "say"))
DENIED = told((KUYPER, "denied", "deny"))
HEDGED = {"modality": "possible", "spans": {"modality": span("may")}}
EXTRACTION = Extraction(
    article=ArticleRecord.of(ARTICLE),
    entities=tuple(sorted((MILLS, PLANT, EVIL, KUYPER, RADIO), key=lambda e: e.id)),
    statements=tuple(
        sorted(
            (
                statement(MILLS, "owns", PLANT, 0, "owns", licensed=True),
                statement(MILLS, "terminates", PLANT, 1, "close", attribution=REPORTED, **HEDGED),
                statement(MILLS, "acquires", EVIL, 2, "bought", attribution=DENIED, polarity="negative"),
            ),
            key=lambda s: s.id,
        )
    ),
)

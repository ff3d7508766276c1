"""Extractions of invented articles, as many as wanted and always the same, as rich as those of real news.

Few entities are in most articles and most in few, as in news; half of what is said was said
before in other articles, so that claims gather support and contradiction.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from kg.articles import Span
from kg.identity import data_iri, hashed
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
from ontology import FACT_MODALITIES, OPEN_RELATION, Modality, event_classes, relations

__all__ = ["STATEMENTS", "invented"]

#: Statements of an article.
STATEMENTS = 20
_ENTITIES, _EVENTS, _DROPPED = 30, 12, 10
_LENGTH = 6_000  # code points
_KINDS = (
    ("Person", "per"), ("Country", "loc"), ("Company", "org"), ("PoliticalParty", "org"), ("Artifact", "thg"),
    ("Policy", "pol"),
)  # fmt: skip
_MODALITIES: tuple[Modality, ...] = (*(("asserted",) * 12), "announced", "planned", "threatened", "possible")


def invented(articles: int, seed: int = 1) -> Iterator[Extraction]:
    """Yield extractions of so many articles; a longer run begins with the articles of a shorter one."""
    for number in range(articles):
        yield _Article(number, Random(f"{seed} {number}"), data_iri(f"art-{_hex(f'{seed} {number}')[:16]}")).done()


def _hex(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def _relations() -> tuple[str, ...]:
    return tuple(sorted(set(relations()) - {OPEN_RELATION}))


@cache
def _event_classes() -> tuple[str, ...]:
    return tuple(sorted(event_classes()))


@dataclass(slots=True)
class _Article:
    number: int
    random: Random
    id: str

    def done(self) -> Extraction:
        entities = self._entities()
        ids = [e.id for e in entities]
        events = tuple(self._event(n, ids) for n in range(_EVENTS))
        day = date(2010, 1, 1) + timedelta(days=self.number % 5_000)
        record = ArticleRecord(
            id=self.id, title=f"Report {self.number}", url=f"https://news.example/{self.number}",
            publisher="Harbour Wire", published=day, sha256=_hex(self.id), length=_LENGTH,
        )  # fmt: skip
        dropped = (Dropped(article=self.id, stage="alignment", reason="no class", text="so"),) * _DROPPED
        said = tuple(self._statement(n, ids, events) for n in range(STATEMENTS))
        return Extraction(article=record, entities=entities, events=events, statements=said, dropped=dropped)

    def _span(self, length: int) -> Span:
        start = self.random.randrange(_LENGTH - length)
        return Span(start=start, end=start + length)

    def _entities(self) -> tuple[Entity, ...]:
        ranks = {int(self.random.paretovariate(0.5)) for _ in range(_ENTITIES * 2 // 3)}
        own = range(_ENTITIES - len(ranks))
        found = [self._entity(rank, "name", f"Name {rank}") for rank in sorted(ranks)]
        return (*found, *(self._entity(n, f"{_hex(self.id)[:8]}", f"thing {n}") for n in own))

    def _entity(self, rank: int, kind: str, name: str) -> Entity:
        cls, prefix = _KINDS[rank % len(_KINDS)]
        spans = {self._span(len(name)) for _ in range(self.random.choice((1, 1, 2, 3)))}
        return Entity(
            id=data_iri(f"{prefix}-{kind}-{rank}"), cls=cls, name=name,
            aliases=(f"N. {rank}",) if self.random.random() < 0.3 else (),
            same_as=(f"http://www.wikidata.org/entity/Q{rank}",) if kind == "name" and rank % 3 == 0 else (),
            mentions=tuple(
                EntityMention(article=self.id, start=s.start, end=s.end, text=name, kind="name")
                for s in sorted(spans, key=lambda s: s.start)
            ),
        )  # fmt: skip

    def _event(self, number: int, ids: list[str]) -> Event:
        place, day = self._span(5), date(2010, 1, 1) + timedelta(days=self.random.randrange(5_000))
        return Event(
            id=data_iri(hashed("ev", self.id, number)), article=self.id, cls=self.random.choice(_event_classes()),
            status=self.random.choice(("actual", "actual", "actual", "announced", "planned", "threatened")),
            trigger=Trigger(start=place.start, end=place.end, text="moved"), time=day.isoformat(), start=day, end=day,
            roles={"actor": (self.random.choice(ids),), "theme": (self.random.choice(ids),)}, numbers={"count": number},
        )  # fmt: skip

    def _claim(self, ids: list[str]) -> tuple[str, str, str]:
        """Choose subject, predicate and object; for half of them the entities settle what is said."""
        subject, object_ = self.random.sample(ids, 2)
        known = _relations()
        again = self.random.random() < 0.5
        chosen = int(_hex(subject + object_), 16) if again else self.random.randrange(len(known))
        return subject, known[chosen % len(known)], object_

    def _statement(self, number: int, ids: list[str], events: tuple[Event, ...]) -> Statement:
        subject, predicate, object_ = self._claim(ids)
        modality: Modality = self.random.choice(_MODALITIES)
        positive, confidence = self.random.random() < 0.95, self.random.randrange(4_000, 10_000) / 10_000
        quote = f"The sentence {number} of the report says what {subject[-9:]} did to {object_[-9:]}, in so many words."
        place = self._span(len(quote))
        words = Span(start=place.start, end=place.start + 3)
        link = Attribution(source=self.random.choice(ids), cue="said", source_span=words, cue_span=words)
        return Statement(
            id=data_iri(hashed("st", self.id, number)), article=self.id, sentence=number, subject=subject,
            predicate=predicate, predicate_text="did", object=object_,
            event=self.random.choice(events).id if self.random.random() < 0.3 else "", modality=modality,
            polarity="positive" if positive else "negative",
            licensed=modality in FACT_MODALITIES and positive and confidence >= 0.5,
            attribution=(link,) if self.random.random() < 0.3 else (), confidence=confidence,
            extractor=self.random.choice(("verbs", "titles", "nouns")), start=place.start, end=place.end, quote=quote,
            spans={"subject": words, "predicate": words, "object": words},
        )  # fmt: skip

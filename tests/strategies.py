"""Hypothesis strategies for extractions: any text, any value that the format allows, nothing realistic."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

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
from ontology import FACT_MODALITIES, MODALITIES, STATUSES, classes, event_classes, is_a, roles

__all__ = ["ARTICLES", "corpora", "extractions"]

#: Local names of the few articles that are drawn, so that drawing one twice is common.
ARTICLES = tuple(f"art-{i:016x}" for i in range(4))
ENTITY_CLASSES = tuple(c for c in classes() if is_a(c, "Entity") and c not in ("Entity", "Agent"))
_NAMES = ("Ada Lowe", "ADA LOWE", "Lowe", "Harbour Line", "the line", 'Öst & Co. "West"', "北", "a\\b\\u0041\n\tc")

_texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=12, max_size=60)
_words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
_days = st.dates(min_value=date(1600, 1, 1), max_value=date(2400, 1, 1))
# quarters of an hour, as zones are: on disk, Oxigraph takes an offset of -00:01 for none
_zones = st.integers(-14 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))
_moments = st.datetimes(
    min_value=datetime(1600, 1, 1), max_value=datetime(2400, 1, 1), timezones=st.one_of(st.none(), _zones)
)


def _maybe(values: st.SearchStrategy[Any], empty: Any = None) -> st.SearchStrategy[Any]:
    return st.one_of(st.just(empty), values)


@st.composite
def _spans(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text) - 1))
    return Span(start=start, end=draw(st.integers(start + 1, len(text))))


@st.composite
def _entities(draw: st.DrawFn, article: str, text: str) -> tuple[Entity, ...]:
    found = []
    for i in sorted({0, 1} | draw(st.sets(st.integers(2, 5), max_size=3))):
        spans = draw(st.lists(_spans(text), max_size=3, unique=True))
        kinds = st.sampled_from(["name", "nominal", "pronoun"])
        found.append(
            Entity(
                id=data_iri(f"thg-{i}"),
                cls=draw(st.sampled_from(ENTITY_CLASSES)),
                name=draw(st.sampled_from(_NAMES)),
                aliases=tuple(draw(st.lists(st.sampled_from(_NAMES), max_size=3, unique=True))),
                same_as=draw(st.sampled_from([(), (f"http://www.wikidata.org/entity/Q{i + 1}",)])),
                mentions=tuple(
                    EntityMention(
                        article=article, start=s.start, end=s.end, text=text[s.start : s.end], kind=draw(kinds)
                    )
                    for s in spans
                ),
                local=draw(st.sampled_from(["", data_iri(f"art-1f-{i}")])),
            )
        )
    return tuple(found)


_numbers = st.dictionaries(
    st.sampled_from(["count", "deaths", "injured", "amount", "unit", "amountText", "countText", "mode", "timeText"]),
    st.one_of(
        st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False, allow_infinity=False), _words, st.just("12")
    ),
    max_size=3,
)


@st.composite
def _events(draw: st.DrawFn, article: str, text: str, entities: tuple[Entity, ...]) -> tuple[Event, ...]:
    ids = [data_iri(hashed("ev", article, i)) for i in range(draw(st.integers(0, 3)))]
    fillers = st.lists(st.sampled_from([e.id for e in entities] + ids), min_size=1, max_size=4, unique=True)
    found = []
    for iri in ids:
        span = draw(_spans(text))
        found.append(
            Event(
                id=iri, article=article, cls=draw(st.sampled_from(sorted(event_classes()))),
                status=draw(st.sampled_from(STATUSES)),
                trigger=Trigger(start=span.start, end=span.end, text=text[span.start : span.end]),
                time=draw(_maybe(st.sampled_from(["2020-W23", "PAST_REF"]), "")), start=draw(_maybe(_days)),
                end=draw(_maybe(_days)),
                roles={r: tuple(draw(fillers)) for r in draw(st.sets(st.sampled_from(sorted(roles())), max_size=3))},
                numbers=draw(_numbers),
            )
        )  # fmt: skip
    return tuple(found)


@st.composite
def _links(draw: st.DrawFn, text: str, sources: list[str]) -> tuple[Attribution, ...]:
    return tuple(
        Attribution(
            source=draw(st.sampled_from(sources)), cue=draw(_maybe(_words, "")), order=order,
            speech_act=draw(st.sampled_from(["say", "deny", "threatenAct"])), said_on=draw(_maybe(_days)),
            source_span=draw(_maybe(_spans(text))), cue_span=draw(_maybe(_spans(text))),
        )
        for order in draw(st.sampled_from([(), (), (1,), (1, 2), (1, 1), (1, 2, 2)]))
    )  # fmt: skip


@st.composite
def _statements(
    draw: st.DrawFn, article: str, text: str, entities: tuple[Entity, ...], events: tuple[Event, ...], most: int
) -> tuple[Statement, ...]:
    things = [e.id for e in entities] + [v.id for v in events]
    # Two entities and two relations are drawn more often, so that several statements make the same claim.
    ends = st.sampled_from([things[0], things[1]] * 3 + things)
    predicates = st.sampled_from(["leads", "siblingOf"] * 3 + ["related", "concerns", "theme"])
    modalities = st.sampled_from(["asserted"] * 6 + ["announced"] * 3 + list(MODALITIES))
    found = []
    for i in range(draw(st.integers(0, most))):
        sentence, modality = draw(_spans(text)), draw(modalities)
        polarity = draw(st.sampled_from(["positive"] * 4 + ["negative"]))
        may = modality in FACT_MODALITIES and polarity == "positive"
        value = draw(st.sampled_from([("", "")] * 30 + _VALUES))
        found.append(
            Statement(
                id=data_iri(hashed("st", article, i)), article=article, sentence=draw(st.integers(0, 40)),
                subject=draw(ends), predicate=draw(predicates), predicate_text=draw(_words),
                object="" if value[0] else draw(ends), value=value[0], datatype=value[1],
                event=draw(_maybe(st.sampled_from([v.id for v in events]), "")) if events else "",
                modality=modality, polarity=polarity, licensed=may and draw(st.booleans()),
                attribution=draw(_links(text, things)), time=draw(_maybe(st.just("2018-04"), "")),
                valid_from=draw(_maybe(_days)), valid_until=draw(_maybe(_days)), as_of=draw(_maybe(_days)),
                confidence=draw(st.integers(0, 10_000)) / 10_000, extractor=draw(st.sampled_from(["verbs", "titles"])),
                start=sentence.start, end=sentence.end, quote=text[sentence.start : sentence.end],
                spans={
                    "subject": draw(_spans(text)), "predicate": draw(_spans(text)),
                    **({"modality": draw(_spans(text))} if draw(st.booleans()) else {}),
                },
            )
        )  # fmt: skip
    return tuple(found)


_VALUES = [
    ("050", "integer"),
    ("1.50", "decimal"),
    ("5", ""),
    ("2020-06-09", "date"),
    ('a "b"\\c', "string"),
    ("x", "date"),
]


@st.composite
def extractions(draw: st.DrawFn, article: str = "", most_statements: int = 5) -> Extraction:
    """Draw an extraction of one of a few articles."""
    text = draw(_texts)
    iri = data_iri(article or draw(st.sampled_from(ARTICLES)))
    record = ArticleRecord(
        id=iri, title=draw(_maybe(_words, "")), url=draw(st.sampled_from(["", "https://news.example/a?b=c d"])),
        publisher=draw(_maybe(_words, "")), published=draw(st.one_of(st.none(), _days, _moments)),
        language=draw(st.sampled_from(["en", ""])), sha256=hashlib.sha256(text.encode()).hexdigest(), length=len(text),
    )  # fmt: skip
    entities = draw(_entities(iri, text))
    events = draw(_events(iri, text, entities))
    dropped = st.builds(
        lambda span, reason, words: Dropped(
            article=iri, stage="alignment", reason=reason, text=words,
            start=span.start if span else 0, end=span.end if span else 0,
        ),
        _maybe(_spans(text)), st.sampled_from(["no class", "no span"]), st.sampled_from(["", "a b"]),
    )  # fmt: skip
    return Extraction(
        article=record, entities=entities, events=events,
        statements=draw(_statements(iri, text, entities, events, most_statements)),
        dropped=tuple(draw(st.lists(dropped, max_size=4))),
    )  # fmt: skip


@st.composite
def corpora(draw: st.DrawFn) -> tuple[Extraction, ...]:
    """Draw extractions of up to four different articles that speak of the same few entities."""
    chosen = sorted(draw(st.sets(st.sampled_from(ARTICLES), min_size=1)))
    return tuple(draw(extractions(a)) for a in chosen)

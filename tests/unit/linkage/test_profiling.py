"""What a profile takes from an article."""

from __future__ import annotations

from datetime import date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from people import iri
from strategies import extractions

from kg.articles import Span
from kg.identity import data_iri
from kg.linkage import Overlay, profiles, resolve
from kg.linkage.identities import Identity
from kg.statements import ArticleRecord, Entity, EntityMention, Event, Extraction, Statement, Trigger
from kg.substitution import restored, substituted
from loaders._checks import canonical

ART = data_iri("art-00000000000000aa")


def _entity(name: str, cls: str, *mentions: str, scoped: bool = False, aliases: tuple[str, ...] = ()) -> Entity:
    local = iri(name, cls).rsplit("/", 1)[-1]
    found = tuple(
        EntityMention(article=ART, start=0, end=1, text=text, kind="pronoun" if text in ("she", "her") else kind)
        for text in mentions
        for kind in ("nominal" if text[0].islower() else "name",)
    )
    return Entity(
        id=f"{ART}-{local.split('-', 1)[1]}" if scoped else data_iri(local), cls=cls, name=name, aliases=aliases,
        mentions=found,
    )  # fmt: skip


def _statement(subject: Entity, predicate: str, object_: Entity, **more: object) -> Statement:
    made: dict[str, object] = {
        "id": data_iri(f"st-{subject.id[-9:]}{predicate}{object_.id[-9:]}"), "article": ART, "sentence": 0,
        "subject": subject.id, "predicate": predicate, "predicate_text": predicate, "object": object_.id,
        "confidence": 1.0, "extractor": "test", "start": 0, "end": 1, "quote": "x",
        "spans": {"subject": Span(start=0, end=1)},
    }  # fmt: skip
    return Statement(**(made | more))  # type: ignore[arg-type]


def _extraction() -> Extraction:
    ada = _entity("Ada Lowe", "Person", "Ada Lowe", "she", "her", "veteran economist",
                  aliases=("Dr Ada Lowe", "Foreign Minister Ada Lowe", "Lowe", "veteran economist"))  # fmt: skip
    post = _entity("Foreign Minister", "Position", "foreign minister", scoped=True)
    peru, lima = _entity("Peru", "Country", "Peru", "Peru"), _entity("Lima", "GeopoliticalEntity", "Lima")
    firm, police = _entity("Halden", "Company", "Halden"), _entity("police", "GovernmentBody", "police", scoped=True)
    event = Event(
        id=data_iri("ev-1"), article=ART, cls="Consult", status="actual", trigger=Trigger(start=0, end=1, text="x"),
        roles={"actor": (ada.id,), "recipient": (firm.id,)},
    )  # fmt: skip
    said = (
        _statement(ada, "holdsPosition", post), _statement(post, "positionIn", peru),
        _statement(lima, "locatedIn", peru), _statement(firm, "locatedIn", lima),
        _statement(ada, "worksFor", firm, polarity="negative"),
    )  # fmt: skip
    record = ArticleRecord(id=ART, sha256="", length=9, published=datetime(2020, 5, 4, 12))
    return Extraction(article=record, entities=(ada, post, peru, lima, firm, police), events=(event,), statements=said)


def test_a_person_is_described() -> None:
    found = {p.name: p for p in profiles(_extraction())}
    ada = found["Ada Lowe"]
    assert ada.posts == (("foreign minister", iri("Peru", "Country")),)
    assert ada.countries == (iri("Peru", "Country"),)
    assert ada.titles == ("foreign minister", "veteran economist")
    assert (ada.pronouns, ada.day, ada.named, ada.setting) == ("f", date(2020, 5, 4), True, iri("Peru", "Country"))
    assert ada.related == (iri("Halden", "Company"),)
    assert ada.ties == (iri("Peru", "Country"),)  # what is denied ties nobody
    assert ada.around == tuple(sorted(iri(*x) for x in (("Peru", "Country"), ("Lima", "Place"), ("Halden", "Company"))))
    assert ada.events == ("Consult:actor",)
    assert not found["police"].named
    assert found["Lima"].countries == (iri("Peru", "Country"),)


@settings(max_examples=25, deadline=None)
@given(st.lists(extractions(), max_size=4))
def test_any_articles_can_be_resolved(found: list[Extraction]) -> None:
    by_article = {x.article.id: x for x in found}
    made = [p for x in by_article.values() for p in profiles(x)]
    assert made == [p for x in by_article.values() for p in profiles(restored(x))]
    identity = Identity.of(Overlay.of(resolve(made).decisions))
    for x in by_article.values():
        plain = canonical(restored(x))
        names = identity.of_article(x.article.id, (e.id for e in plain.entities))
        assert canonical(restored(substituted(plain, names))) == plain

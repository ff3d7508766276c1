"""Graphs of acts made by hand: one line for each event that one article tells."""

from __future__ import annotations

from datetime import date
from typing import Any

from kg.identity import data_iri, hashed
from kg.statements import ArticleRecord, Attribution, Entity, EntityMention, Event, Extraction, Statement, Trigger

KENYA, SOMALIA, PERU, CHAD = "Kenya", "Somalia", "Peru", "Chad"
HARROW, NURSES = "Harrow", "Nurses' Union"
_CLASSES = {HARROW: "GeopoliticalEntity", NURSES: "Organization"}
TEXT = "something was done"


def article(number: int, published: date | None, *told: dict[str, Any]) -> Extraction:
    """Make an article of events; roles are names, such as begin in a lower-case letter being nouns of it alone."""
    iri = data_iri(f"art-{number:016x}")
    entities: dict[str, Entity] = {}

    def known(name: str) -> str:
        named = name[0].isupper()
        local = hashed("thg", name) if named else hashed("thg", name, number)
        mention = EntityMention(article=iri, start=0, end=4, text=name, kind="name" if named else "nominal")
        entities[name] = Entity(
            id=data_iri(local), cls=_class_of(name), name=name, mentions=(mention,)
        )  # fmt: skip
        return data_iri(local)

    events, statements = [], []
    for place, one in enumerate(told):
        one = {"status": "actual", "cls": "Terminate", "said": None, "speech": "", "numbers": {}} | one
        day = one.get("day")
        roles: dict[str, tuple[str, ...]] = {
            r: tuple(sorted(map(known, one[r].split("+"))))
            for r in ("actor", "theme", "recipient", "place") if r in one
        }  # fmt: skip
        if "content" in one:
            roles["content"] = (data_iri(hashed("ev", number, one["content"])),)
        event = Event(
            id=data_iri(hashed("ev", number, place)), article=iri, cls=one["cls"], status=one["status"],
            trigger=Trigger(start=0, end=4, text=one.get("words", "close")), start=day, end=one.get("end", day),
            time=str(day or ""), roles=roles, numbers=one["numbers"],
        )  # fmt: skip
        events.append(event)
        if "actor" in one and "theme" in one:
            links = (Attribution(source=roles["actor"][0], speech_act=one["speech"]),) if one["speech"] else ()
            statements.append(
                Statement(
                    id=data_iri(hashed("st", number, place)), article=iri, sentence=place, subject=roles["actor"][0],
                    predicate="terminates", predicate_text="close", object=roles["theme"][0], event=event.id,
                    modality="asserted" if one["status"] in ("actual", "negated") else one["status"],
                    polarity="negative" if one["status"] == "negated" else "positive",
                    licensed=one["status"] == "actual", attribution=links, confidence=0.9, extractor="verbs", start=0,
                    end=len(TEXT), quote=f"{one['actor']} {one['status']} {one['theme']}.",
                )
            )  # fmt: skip
    record = ArticleRecord(
        id=iri, title=f"No. {number}", publisher="Wire", published=published, sha256="0" * 64, length=99
    )
    return Extraction(
        article=record, entities=tuple(sorted(entities.values(), key=lambda e: e.id)),
        events=tuple(sorted(events, key=lambda v: v.id)), statements=tuple(sorted(statements, key=lambda s: s.id)),
    )  # fmt: skip


def _class_of(name: str) -> str:
    return _CLASSES.get(name, "Country" if name[0].isupper() else "Facility")


def closing(**more: Any) -> dict[str, Any]:
    """Return an event: Kenya closes an embassy."""
    return {"actor": KENYA, "theme": "embassy"} | more

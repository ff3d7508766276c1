"""Re-DocRED: exact mentions of six types, made finer by the relations they stand in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kg.language.numerals import NUMERIC, number_spans
from training.documents import OUT, Document, Sentence, mark, mark_person
from training.gazetteer import event_types, is_demonym, place_types

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from training.gazetteer import Gazetteer

__all__ = ["read_redocred"]

#: What a relation says of its subject (h) or object (t): OntoNotes type, ontology class.
_SUBJECT = {
    "P50": ("WORK_OF_ART", "Artifact"),
    "P57": ("WORK_OF_ART", "Artifact"),
    "P175": ("WORK_OF_ART", "Artifact"),
    "P161": ("WORK_OF_ART", "Artifact"),
    "P162": ("WORK_OF_ART", "Artifact"),
    "P86": ("WORK_OF_ART", "Artifact"),
    "P58": ("WORK_OF_ART", "Artifact"),
    "P178": ("PRODUCT", "Artifact"),
    "P400": ("PRODUCT", "Artifact"),
    "P176": ("PRODUCT", "Artifact"),
    "P36": ("GPE", ""),
    "P37": ("GPE", ""),
    "P6": ("GPE", ""),
    "P35": ("GPE", "Country"),
    "P194": ("GPE", ""),
    "P206": ("", "Place"),
    "P205": ("LOC", "Place"),
    "P403": ("LOC", "Place"),
    "P569": ("PERSON", "Person"),
}
_OBJECT = {
    "P17": ("GPE", "Country"),
    "P27": ("GPE", "Country"),
    "P131": ("GPE", "GeopoliticalEntity"),
    "P36": ("GPE", "GeopoliticalEntity"),
    "P19": ("GPE", "GeopoliticalEntity"),
    "P20": ("GPE", "GeopoliticalEntity"),
    "P150": ("GPE", "GeopoliticalEntity"),
    "P159": ("GPE", "GeopoliticalEntity"),
    "P1376": ("GPE", ""),
    "P495": ("GPE", "Country"),
    "P30": ("LOC", "Place"),
    "P206": ("LOC", "Place"),
    "P403": ("LOC", "Place"),
    "P1344": ("EVENT", ""),
    "P607": ("EVENT", ""),
    "P1412": ("LANGUAGE", "Concept"),
    "P364": ("LANGUAGE", "Concept"),
    "P37": ("LANGUAGE", "Concept"),
    "P102": ("ORG", "PoliticalParty"),
    "P54": ("ORG", "SportsTeam"),
    "P118": ("ORG", "SportsTeam"),
    "P264": ("ORG", "Company"),
    "P241": ("ORG", "ArmedGroup"),
    "P449": ("ORG", "MediaOrganization"),
    "P127": ("", "Company"),
    "P749": ("ORG", "Company"),
    "P123": ("ORG", "Company"),
    "P194": ("ORG", "GovernmentBody"),
    "P172": ("NORP", "Group"),
    "P137": ("", ""),
    "P69": ("ORG", "Organization"),
    "P166": ("WORK_OF_ART", "Artifact"),
}
_COMPATIBLE = {
    "LOC": {"GPE", "LOC", "FAC"},
    "ORG": {"ORG"},
    "PER": {"PERSON"},
    "MISC": {"WORK_OF_ART", "PRODUCT", "EVENT", "LANGUAGE", "NORP", "LAW"},
}
_NUMBERS = ("CARDINAL", "MONEY", "PERCENT", "QUANTITY", "ORDINAL")


def _hints(doc: dict[str, Any]) -> dict[int, tuple[str, str]]:
    """Type and class that the relations give each entity; country beats city."""
    hints: dict[int, tuple[str, str]] = {}
    for r in doc.get("labels", []):
        for entity, table in ((r["h"], _SUBJECT), (r["t"], _OBJECT)):
            new = table.get(r["r"])
            if new and (entity not in hints or new[1] == "Country" or not all(hints[entity])):
                old = hints.get(entity, ("", ""))
                hints[entity] = (new[0] or old[0], new[1] or old[1])
    return hints


def _types(kind: str, name: str, hint: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    if kind == "TIME":
        return ("DATE", "TIME")
    if kind == "NUM":
        return _NUMBERS
    if kind in {"LOC", "MISC", "ORG"} and is_demonym(name) and name not in gazetteer.gpe:
        return ("LANGUAGE",) if kind == "MISC" else ("NORP",)
    if hint and hint in _COMPATIBLE[kind]:
        return (hint,)
    if kind == "LOC":
        return place_types(name, gazetteer)
    return event_types(name) if kind == "MISC" else ("PERSON",) if kind == "PER" else ("ORG",)


def _fine(kind: str, types: tuple[str, ...], hint: str, name: str, gazetteer: Gazetteer) -> str:
    if kind == "PER":
        return "Person"
    if name in gazetteer.countries and kind == "LOC":
        return "Country"
    if types == ("NORP",):
        return ""
    ok = {
        "LOC": {"Place", "GeopoliticalEntity", "Country"},
        "ORG": {
            "PoliticalParty",
            "SportsTeam",
            "Company",
            "ArmedGroup",
            "MediaOrganization",
            "GovernmentBody",
            "Organization",
        },
        "MISC": {"Artifact", "Concept"},
    }
    if hint in ok.get(kind, ()):
        return hint
    if kind == "LOC" and types in {("FAC",), ("LOC",)}:
        return "Facility" if types == ("FAC",) else "Place"
    return ""


def _refine(words: list[str], start: int, end: int, types: tuple[str, ...]) -> tuple[str, ...]:
    """Let the rules pick the type of a date or number where they match all of it."""
    if not set(types) <= set(NUMERIC):
        return types
    found = {t for s, e, t in number_spans(words) if s <= start + 1 and e >= end and t in types}
    return tuple(found) or types


def read_redocred(path: Path, gazetteer: Gazetteer) -> Iterator[Document]:
    """Yield the documents of a Re-DocRED file with named-entity layers only."""
    for number, raw in enumerate(json.loads(path.read_text(encoding="utf-8"))):
        hints = _hints(raw)
        sentences = [Sentence(list(s), allowed=[OUT] * len(s), fine=[""] * len(s)) for s in raw["sents"] if s]
        if len(sentences) != len(raw["sents"]):
            continue
        mentions = [(m, i) for i, v in enumerate(raw["vertexSet"]) for m in v]
        mentions.sort(key=lambda m: (m[0]["pos"][1] - m[0]["pos"][0], m[0]["pos"][0]))
        for m, i in mentions:
            s, (a, b) = sentences[m["sent_id"]], m["pos"]
            hint = hints.get(i, ("", ""))
            name = " ".join(s.words[a:b])
            types = _refine(s.words, a, b, _types(m["type"], name, hint[0], gazetteer))
            if types == ("PERSON",):
                mark_person(s.allowed, s.words, a, b)
            else:
                mark(s.allowed, a, b, *types)
            fine = _fine(m["type"], types, hint[1], name, gazetteer)
            s.fine[a:b] = [fine] * (b - a)
        yield Document(f"{path.stem}-{number}", "re-docred", sentences, bounds=False)

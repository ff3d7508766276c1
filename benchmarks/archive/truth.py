"""The truth about an archive as a whole: its entities, and its events with their courses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from benchmarks.archive.archive import Record
from benchmarks.archive.world import World

__all__ = ["entities", "events"]


def entities(world: World, records: Iterable[Record]) -> list[dict[str, Any]]:
    """Return everybody and everything named in the records, by id, with all names used."""
    names: dict[str, dict[str, None]] = {}
    classes: dict[str, str] = {}
    counts: dict[str, int] = {}
    for record in records:
        for entity in record.truth["entities"]:
            names.setdefault(entity["id"], {}).update(dict.fromkeys(entity["names"]))
            classes[entity["id"]] = entity["class"]
            counts[entity["id"]] = counts.get(entity["id"], 0) + 1
    people = {person.id: person for person in world.registry.people}
    found = []
    for key in sorted(names):
        about: dict[str, Any] = {"id": key, "class": classes[key], "names": sorted(names[key]), "articles": counts[key]}
        if key in people:
            person = people[key]
            about |= {
                "country": person.country.name,
                "role": person.role.words,
                "hard": person.hard,
                "like": person.like,
            }
        found.append(about)
    return found


def events(records: Iterable[Record]) -> list[dict[str, Any]]:
    """Return every event by id: its class, roles, the steps of its course by day, its figures by day."""
    found: dict[str, dict[str, Any]] = {}
    for record in records:
        for event in record.truth["events"]:
            about = found.setdefault(
                event["id"], {"id": event["id"], "class": event["class"], "roles": event["roles"], "course": [],
                              "figures": [], "articles": [], "untrue": event["untrue"]},
            )  # fmt: skip
            step = [event["day"], event["step"]]
            if step not in about["course"]:
                about["course"].append(step)
            if event["numbers"]:
                about["figures"].append(
                    {"day": event["day"], "article": record.truth["article"], "origin": record.truth["origin"],
                     **event["numbers"], "disputed": event["disputed"]}
                )  # fmt: skip
            about["articles"].append(record.truth["article"])
    return [{**found[key], "course": sorted(found[key]["course"])} for key in sorted(found)]

"""What the ontology is made of: relations, roles, event classes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["EventClass", "Relation", "Role"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A binary relation: who may stand on either side, and how it behaves."""

    name: str
    neo4j_type: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    kind: Literal["static", "state", "action"]
    symmetric: bool
    transitive: bool
    event_class: str
    parents: tuple[str, ...]
    label: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role of an event and the classes that may fill it."""

    name: str
    neo4j_type: str
    range: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventClass:
    """A class of events; ``quad`` is its PLOVER quad class, empty if it has none."""

    name: str
    quad: str
    roles: str
    label: str

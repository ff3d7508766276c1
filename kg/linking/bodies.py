"""International bodies by name and acronym."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

__all__ = ["Body", "all_bodies", "body_named", "body_seated"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An international body; ``wikidata`` is empty where it is not known for sure."""

    name: str
    cls: str
    wikidata: str
    aliases: tuple[str, ...]
    seats: tuple[str, ...]

    @property
    def same_as(self) -> tuple[str, ...]:
        """IRIs of the same body elsewhere."""
        return (f"http://www.wikidata.org/entity/{self.wikidata}",) if self.wikidata else ()


@cache
def all_bodies() -> tuple[Body, ...]:
    """Return all bodies, in the order of the table."""
    found = []
    for line in files("kg.linking").joinpath("data/bodies.tsv").read_text("utf-8").splitlines()[1:]:
        name, cls, wikidata, aliases, seats = line.split("\t")
        found.append(
            Body(name=name, cls=cls, wikidata=wikidata, aliases=tuple(filter(None, aliases.split(";"))),
                 seats=tuple(filter(None, seats.split(";"))))
        )  # fmt: skip
    return tuple(found)


@cache
def _names() -> Mapping[str, Body]:
    return MappingProxyType({text: body for body in all_bodies() for text in (body.name, *body.aliases)})


@cache
def _seats() -> Mapping[str, Body]:
    return MappingProxyType({text: body for body in all_bodies() for text in body.seats})


def body_named(text: str) -> Body | None:
    """Return the body of a name or acronym, with or without "the".

    Examples
    --------
    >>> body_named("the U.N.").name
    'United Nations'
    """
    return _names().get(text) or _names().get(text.removeprefix("the ").removeprefix("The "))


def body_seated(text: str) -> Body | None:
    """Return the body for which a place stands when it acts ("Brussels")."""
    return _seats().get(text)

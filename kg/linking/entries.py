"""Entries of a knowledge base, and how likely a name means one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

__all__ = ["WIKIDATA", "Candidate", "Entry", "KnowledgeBase"]

#: Before the identifier of a Wikidata item.
WIKIDATA = "http://www.wikidata.org/entity/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something that a knowledge base knows.

    Parameters
    ----------
    id : str
        Wikidata item ("Q1065").
    name : str
        Usual English name.
    cls : str
        Class of the ontology.
    aliases : tuple of str
        Other names.
    description : str
        What it is, in a few words; its words are the entry's context.
    countries : tuple of str
        ISO 3166-1 alpha-2 codes of the countries it belongs to; empty if not known, or if it belongs to many.
    popularity : float
        How well known it is, 0-1.
    """

    id: str
    name: str
    cls: str
    aliases: tuple[str, ...] = ()
    description: str = ""
    countries: tuple[str, ...] = ()
    popularity: float = 0.0

    @property
    def iri(self) -> str:
        """IRI of the item."""
        return WIKIDATA + self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An entry that a name may mean; ``prior`` is how likely it does where nothing else is known, 0-1."""

    entry: Entry
    prior: float


class KnowledgeBase(Protocol):
    """Where candidates are found."""

    def candidates(self, key: str) -> tuple[Candidate, ...]:
        """Return the entries that a name may mean, the likeliest first; see `kg.linking.names.key_of`."""

    def facts(self) -> dict[str, str]:
        """Return what is known of the base itself: number of entries, sources, licences."""

"""Annotated articles: what they state, as a person wrote it down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ontology import Modality, Polarity, schema

__all__ = ["GoldDocument", "GoldEntity", "GoldEvent", "GoldRelation", "GoldSet", "Inventory", "is_fact"]

#: Events of this class are not annotated.
_UNCOUNTED_EVENT = "OtherEvent"


def is_fact(modality: str, polarity: str) -> bool:
    """Return whether what is said so is presented as a fact."""
    return modality in schema.FACT_MODALITIES and polarity == "positive"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEntity:
    """Something that is named in an article; ``names`` are strings of the text, the fullest first."""

    id: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldRelation:
    """A relation that an article states.

    Parameters
    ----------
    subject, object : str
        Ids of entities or events.
    predicate : str
    sentence : int
        Counted from 0; -1 if unknown.
    modality, polarity : str
    source : tuple of str
        Ids of whom the article quotes, whom that one quotes, …; empty if the article itself says so.
    orders : tuple of int
        The place of each source in the chain, from 1, where some speak jointly; empty if each stands alone.
    """

    subject: str
    predicate: str
    object: str
    sentence: int = -1
    modality: Modality = "asserted"
    polarity: Polarity = "positive"
    source: tuple[str, ...] = ()
    orders: tuple[int, ...] = ()

    @property
    def fact(self) -> bool:
        """Whether the article presents it as a fact."""
        return is_fact(self.modality, self.polarity)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvent:
    """An event that an article tells of; ``roles`` maps names of roles to ids of entities and events."""

    id: str
    cls: str
    trigger: str
    sentence: int = -1
    modality: Modality = "asserted"
    polarity: Polarity = "positive"
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def fact(self) -> bool:
        """Whether the article presents it as a fact."""
        return is_fact(self.modality, self.polarity)

    @property
    def status(self) -> str:
        """The status that an extracted event of this modality and polarity has."""
        return schema.status_of(self.modality, self.polarity)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDocument:
    """One annotated article.

    Parameters
    ----------
    doc : str
        Its name; the extractor's file is ``<doc>.jsonl``.
    date : str
        Date of publication, YYYY-MM-DD; empty if unknown.
    entities, relations, events : tuple
    sentences : tuple of str
        As the annotators counted them; empty if unknown.
    text : str
        The article as the extractor read it; empty if unknown.
    title, url : str
        By which the article is found in a file of several.
    """

    doc: str
    date: str = ""
    entities: tuple[GoldEntity, ...] = ()
    relations: tuple[GoldRelation, ...] = ()
    events: tuple[GoldEvent, ...] = ()
    sentences: tuple[str, ...] = ()
    text: str = ""
    title: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """What the annotators had to look for: what is extracted besides counts for nothing.

    Parameters
    ----------
    relations, events : frozenset of str
    symmetric : frozenset of str
        Relations whose two sides can be exchanged.
    """

    relations: frozenset[str]
    events: frozenset[str]
    symmetric: frozenset[str]

    @classmethod
    def of_ontology(cls) -> Inventory:
        """Return all relations of the ontology but that of open triples, and all event classes but OtherEvent."""
        known = schema.relations()
        return cls(
            relations=frozenset(known) - {schema.OPEN_RELATION},
            events=frozenset(schema.event_classes()) - {_UNCOUNTED_EVENT},
            symmetric=frozenset(name for name, relation in known.items() if relation.symmetric),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSet:
    """Annotated articles in the order of their names, and what was looked for in them.

    Parameters
    ----------
    documents : tuple of GoldDocument
    inventory : Inventory
    notes : tuple of str
        What the annotations say that the articles have not, each with file, place and what to do.
    """

    documents: tuple[GoldDocument, ...]
    inventory: Inventory
    notes: tuple[str, ...] = ()

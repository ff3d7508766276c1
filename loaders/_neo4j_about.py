"""The node that says who wrote a database, with which ontology, and in what state it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import StoreError, StoreVersionError
from kg.facts import Licence
from loaders._neo4j_schema import FORMAT, READABLE, entity_labels, run
from ontology import Extension, using, version

if TYPE_CHECKING:
    from neo4j import ManagedTransaction, Session

__all__ = ["About", "read_about"]


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a database says of itself.

    Parameters
    ----------
    format : int
        Of nodes and relationships.
    ontology : str
        Version of the ontology.
    licence : {"default", "strict"}
    own_ontology : str
        Terms of the user's own as Turtle; empty if there are none.
    migrating : str
        The version that a migration that has not ended is writing; empty if there is none.
    cleared : bool
        Whether that migration has removed all view edges, to make them anew article by article.
    labels : tuple of str
        Names of the classes of entities that the writing version knew, sorted.
    """

    format: int
    ontology: str
    licence: Licence
    own_ontology: str = ""
    migrating: str = ""
    cleared: bool = False
    labels: tuple[str, ...] = ()

    @classmethod
    def of(cls, values: dict[str, Any]) -> About:
        """Read the properties of the node."""
        return cls(
            format=values["format"], ontology=values["ontology"], licence=values["licence"],
            own_ontology=values.get("ownOntology", ""), migrating=values.get("migrating", ""),
            cleared=values.get("cleared", False), labels=tuple(values.get("labels", ())),
        )  # fmt: skip

    @classmethod
    def made_now(cls, licence: Licence | None, extension: Extension | None) -> About:
        """Describe what this version writes."""
        from kg.vocabulary.writing import to_turtle

        with using(extension):
            labels = entity_labels()
        return cls(
            format=FORMAT, ontology=version(), licence=licence or "default", labels=labels,
            own_ontology=to_turtle(extension) if extension is not None else "",
        )  # fmt: skip

    def properties(self) -> dict[str, Any]:
        """Return the properties of the node."""
        found = {
            "format": self.format, "ontology": self.ontology, "licence": self.licence, "labels": list(self.labels),
            "ownOntology": self.own_ontology, "migrating": self.migrating, "cleared": self.cleared,
        }  # fmt: skip
        return {key: value for key, value in found.items() if value not in ("", False)}

    def same_version(self, uri: str) -> bool:
        """Return whether this version of Triplewire may write here as it is.

        Raises
        ------
        StoreVersionError
            If it cannot even read what is there.
        """
        if self.format not in READABLE:
            raise StoreVersionError(
                f"the database at {uri} holds format {self.format}, which this version of Triplewire cannot read; "
                f"use the version that wrote it, or load into an empty database"
            )
        return (self.format, self.ontology, self.migrating) == (FORMAT, version(), "")

    def demand(self, uri: str) -> None:
        """Refuse a database of another version.

        Raises
        ------
        StoreVersionError
            With what to do.
        """
        if self.same_version(uri):
            return
        if self.migrating:
            raise StoreVersionError(
                f"a migration of the database at {uri} to {self.migrating} was cut off; nothing is lost: end it with "
                f"kg load neo4j --migrate"
            )
        raise StoreVersionError(
            f"the database at {uri} holds format {self.format} and ontology {self.ontology}, this version of "
            f"Triplewire writes format {FORMAT} and ontology {version()}; bring it up to date with "
            f"kg load neo4j --migrate, or load into an empty database"
        )

    def agree(self, uri: str, licence: Licence | None, extension: Extension | None) -> Extension | None:
        """Return the terms of the user's own that the database holds.

        Raises
        ------
        StoreError
            If another licence or other terms are asked for.
        """
        from kg.vocabulary.writing import parse_extension

        if licence is not None and licence != self.licence:
            raise StoreError(
                f"the database at {uri} was first written with the licence {self.licence!r}, not {licence!r}; "
                f"use that one, or an empty database"
            )
        own = parse_extension(self.own_ontology, f"the database at {uri}") if self.own_ontology else None
        if extension is not None and extension != own:
            raise StoreError(
                f"the database at {uri} was first written {'with another' if own else 'without an'} ontology of "
                f"your own, so it does not know these terms; load into an empty database"
            )
        return own


def read_about(session: Session | ManagedTransaction, made: About | None = None) -> About | None:
    """Return what a database says of itself; if it says nothing, write ``made`` where that is given."""
    if made is None:
        found = run(session, "MATCH (t:TriplewireStore {uri: 'triplewire'}) RETURN properties(t) AS t")
    else:
        merge = "MERGE (t:TriplewireStore {uri: 'triplewire'}) ON CREATE SET t += $made RETURN properties(t) AS t"
        found = run(session, merge, made=made.properties())
    return About.of(found[0]["t"]) if found else None

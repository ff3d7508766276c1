"""Names that Neo4j may see: labels and relationship types from closed lists, constraints and indexes.

Relationship types are written into the query text, one query a type: a type given as a value,
``-[:$(row.type)]->``, makes Neo4j 5.26 store wrong types [1]_. So only names listed here, all
from the ontology or this module, ever come into a query; text from articles travels as values.

References
----------
.. [1] https://github.com/neo4j/neo4j/issues/13597
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from kg.facts import EDGE_STATUSES
from ontology import Extension, active, classes, event_classes, is_a, relations, roles
from ontology.extension import RESERVED_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from neo4j import ManagedTransaction, Record, Session

__all__ = [
    "FORMAT",
    "OWN_LABELS",
    "READABLE",
    "STATUS_TYPES",
    "all_view_types",
    "edge_type",
    "entity_labels",
    "labels_text",
    "prepare",
    "role_type",
    "run",
    "schema",
]

#: Rises when what an older version wrote cannot be read or replaced by this one.
FORMAT: Final = 1
#: Formats that this version can read, and so migrate.
READABLE: Final = frozenset({1})
#: Labels of nodes that belong to one article and go with it.
OWN_LABELS: Final = ("Statement", "Mention", "Eventuality", "Extraction")
#: Relationship type of each status that is no plain edge.
STATUS_TYPES: Final = {status: status.upper() for status in EDGE_STATUSES if status != "actual"}

_UNIQUE = ("Entity", "Eventuality", "Statement", "Article", "Extraction", "Mention", "TriplewireStore")
_INDEXES = (
    "INDEX statement_key IF NOT EXISTS FOR (n:Statement) ON (n.predicate, n.modality)",
    "INDEX statement_claim IF NOT EXISTS FOR (n:Statement) ON (n.claim)",
    *(f"INDEX {label.lower()}_article IF NOT EXISTS FOR (n:{label}) ON (n.articleUri)" for label in OWN_LABELS),
    "INDEX entity_name IF NOT EXISTS FOR (n:Entity) ON (n.name)",
    "INDEX entity_wikidata IF NOT EXISTS FOR (n:Entity) ON (n.wikidataId)",
    "INDEX eventuality_type IF NOT EXISTS FOR (n:Eventuality) ON (n.eventType, n.status)",
    "INDEX eventuality_start IF NOT EXISTS FOR (n:Eventuality) ON (n.startDate)",
    "INDEX article_published IF NOT EXISTS FOR (n:Article) ON (n.datePublished)",
    "FULLTEXT INDEX entity_names IF NOT EXISTS FOR (n:Entity) ON EACH [n.name, n.aliases]",
    "FULLTEXT INDEX statement_quotes IF NOT EXISTS FOR (n:Statement) ON EACH [n.quote]",
)


@cache
def _labels(extension: Extension | None) -> frozenset[str]:
    """Return all labels; ``extension`` is the one in use."""
    return frozenset(classes()) | frozenset(event_classes()) | frozenset(_UNIQUE)


@cache
def _types(extension: Extension | None) -> frozenset[str]:
    """Return all relationship types; ``extension`` is the one in use."""
    named = {r.neo4j_type for r in relations().values()} | {r.neo4j_type for r in roles().values()}
    return RESERVED_TYPES | named | frozenset(STATUS_TYPES.values())


def entity_labels() -> tuple[str, ...]:
    """Return the labels of entities, sorted."""
    return _entity_labels(active())


@cache
def _entity_labels(extension: Extension | None) -> tuple[str, ...]:
    return tuple(sorted(c for c in classes() if is_a(c, "Entity")))


def role_type(role: str) -> str:
    """Return the relationship type of a role."""
    return roles()[role].neo4j_type


def edge_type(predicate: str, status: str, *, plain: bool) -> str:
    """Return the relationship type of a claim: the relation's if it is a plain edge, else the status's."""
    return relations()[predicate].neo4j_type if plain else STATUS_TYPES[status]


def all_view_types() -> tuple[str, ...]:
    """Return all types that a view edge may have, sorted."""
    return _view_types(active())


@cache
def _view_types(extension: Extension | None) -> tuple[str, ...]:
    return tuple(sorted({r.neo4j_type for r in relations().values()} | set(STATUS_TYPES.values())))


def labels_text(labels: Iterable[str]) -> str:
    """Return labels as Cypher writes them, ``:Entity:Person``.

    Raises
    ------
    LookupError
        For a label outside the closed lists.
    """
    names = tuple(labels)
    if unknown := set(names) - _labels(active()):
        raise LookupError(f"no label of the ontology: {', '.join(sorted(unknown))}")
    return "".join(f":{name}" for name in names)


def run(tx: ManagedTransaction | Session, template: str, *types: str, **values: Any) -> list[Record]:
    """Run a query in which ``$TYPE`` stands for relationship types of the closed lists.

    Raises
    ------
    LookupError
        For a type outside the closed lists.
    """
    if unknown := set(types) - _types(active()):
        raise LookupError(f"no relationship type of the ontology: {', '.join(sorted(unknown))}")
    text = template.replace("$TYPE", "|".join(types))
    # Nothing but the names checked here and in labels_text is put into a template.
    return list(tx.run(text, values))


def schema() -> tuple[str, ...]:
    """Return the commands that make constraints and indexes, where they are missing."""
    unique = "CREATE CONSTRAINT {}_uri IF NOT EXISTS FOR (n:{}) REQUIRE n.uri IS UNIQUE"
    return (*(unique.format(label.lower(), label) for label in _UNIQUE), *(f"CREATE {index}" for index in _INDEXES))


def prepare(session: Session) -> None:
    """Make constraints and indexes, where they are missing."""
    for command in schema():
        run(session, command)
    run(session, "CALL db.awaitIndexes(60)")

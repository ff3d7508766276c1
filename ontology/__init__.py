"""The ontology: classes, relations, roles and event classes of the news graph.

It is read once from ``news-kg.ttl``, which is the only place where it is written down; this
package imports nothing of ``kg``.
"""

from __future__ import annotations

from ontology.extension import Extension, OwnClass, active, enter, using
from ontology.schema import (
    FACT_MODALITIES,
    MODALITIES,
    OPEN_RELATION,
    STATUSES,
    EventClass,
    Modality,
    Polarity,
    Relation,
    Role,
    classes,
    event_class,
    event_classes,
    is_a,
    is_own,
    namespace,
    relation,
    relations,
    resource,
    roles,
    status_of,
    superclasses,
    term_iri,
    term_name,
    term_names,
    version,
)

__all__ = [
    "FACT_MODALITIES",
    "MODALITIES",
    "OPEN_RELATION",
    "STATUSES",
    "EventClass",
    "Extension",
    "Modality",
    "OwnClass",
    "Polarity",
    "Relation",
    "Role",
    "active",
    "classes",
    "enter",
    "event_class",
    "event_classes",
    "is_a",
    "is_own",
    "namespace",
    "relation",
    "relations",
    "resource",
    "roles",
    "status_of",
    "superclasses",
    "term_iri",
    "term_name",
    "term_names",
    "using",
    "version",
]

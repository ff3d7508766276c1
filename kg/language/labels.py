"""The closed label sets of the language model: named entities, BIO tags, ontology classes."""

from __future__ import annotations

__all__ = [
    "BIO",
    "ENTITY_TYPES",
    "FINE_CLASSES",
    "NO_CLASS",
    "OUTSIDE",
    "UPOS",
]

#: The named-entity types of OntoNotes 5.
ENTITY_TYPES: tuple[str, ...] = (
    "PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART",
    "LAW", "LANGUAGE", "DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL",
)  # fmt: skip

OUTSIDE = "O"

#: ``O`` first, then ``B-`` and ``I-`` of each type, in the order of `ENTITY_TYPES`.
BIO: tuple[str, ...] = (OUTSIDE, *(f"{p}-{t}" for t in ENTITY_TYPES for p in "BI"))

NO_CLASS = "-"

#: Ontology classes that a mention can have; `NO_CLASS` is "not a mention".
FINE_CLASSES: tuple[str, ...] = (
    NO_CLASS, "Person", "Group", "Organization", "GovernmentBody", "PoliticalParty", "Company",
    "MediaOrganization", "ArmedGroup", "SportsTeam", "Place", "GeopoliticalEntity", "Country",
    "Facility", "Position", "Artifact", "Agreement", "Policy", "Concept",
)  # fmt: skip

#: Universal parts of speech.
UPOS: tuple[str, ...] = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON",
    "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X",
)  # fmt: skip

"""Word lists of the ontology, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from ontology import resource

__all__ = ["honorifics", "lexicon", "position_nouns", "position_premodifiers", "words"]


@cache
def lexicon(name: str) -> dict[str, Any]:
    """Return the tables of ``ontology/lexicons/<name>.toml``."""
    return tomllib.loads(resource(f"lexicons/{name}.toml").read_text("utf-8"))


@cache
def honorifics() -> dict[str, str]:
    """Return forms of address with their gender: ``"m"``, ``"f"`` or ``""``."""
    table = lexicon("titles")["honorifics"]
    genders = {"male": "m", "female": "f", "any": ""}
    return {word: gender for key, gender in genders.items() for word in table[key]}


@cache
def position_nouns() -> frozenset[str]:
    """Return nouns that name a post or rank, lower case."""
    return frozenset(lexicon("titles")["positions"]["heads"])


@cache
def position_premodifiers() -> frozenset[str]:
    """Return words that precede such a noun within a post ("prime", "deputy"), lower case."""
    return frozenset(lexicon("titles")["positions"]["before"])


@cache
def words(name: str) -> frozenset[str]:
    """Return a list of ``ontology/lexicons/reference.toml``, lower case."""
    return frozenset(str(lexicon("reference")["words"][name]).split())

"""The files of the guide by name."""

from __future__ import annotations

from collections.abc import Mapping

from kg.neo4j_guide.favourites import archive, favourites, script
from kg.neo4j_guide.page import page
from kg.neo4j_guide.style import style

__all__ = ["guide_files"]


def guide_files() -> Mapping[str, bytes]:
    """Return what the guide consists of; the style knows the terms of the user's own that are in use."""
    found = favourites()
    return {
        "guide.html": page(found).encode(),
        "style.grass": style().encode(),
        "favourites.zip": archive(found),
        "favourites.cypher": script(found).encode(),
    }

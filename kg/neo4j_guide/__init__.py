"""What makes the graph a pleasure to look at in Neo4j Browser: a style, queries to keep, and a guide to both."""

from kg.neo4j_guide.favourites import Favourite, favourites
from kg.neo4j_guide.files import guide_files
from kg.neo4j_guide.style import style

__all__ = ["Favourite", "favourites", "guide_files", "style"]

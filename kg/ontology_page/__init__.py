"""The ontology as a page to read and a file to load, made from the ontology itself."""

from kg.ontology_page.page import ontology_files

__all__ = ["ontology_files"]

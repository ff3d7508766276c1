"""Files of a user's own ontology, and what is read with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from kg.articles import Article
from kg.pipeline import Pipeline
from kg.statements import Extraction

COMPANY_NEWS = Path(__file__).resolve().parents[1] / "examples" / "company-news"
PREFIXES = """\
@prefix e: <https://example.org/own#> .
@prefix nkg: <https://w3id.org/triplewire/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
#: In which line the text behind the prefixes begins.
FIRST = PREFIXES.count("\n") + 1

Written = Callable[..., Path]


def read(pipeline: Pipeline, text: str) -> Extraction:
    """Return what an article of 20 May 2024 says."""
    return pipeline(Article(id=Article.identify(text=text), text=text, published=date(2024, 5, 20)))


def told(extraction: Extraction, *relations: str) -> set[tuple[str, str, str, str, str]]:
    """Return subject, relation, object, modality and polarity of the statements with these relations."""
    names = {e.id: e.name for e in extraction.entities}
    return {
        (names[s.subject], s.predicate, names.get(s.object, s.object), s.modality, s.polarity)
        for s in extraction.statements
        if s.predicate in relations
    }

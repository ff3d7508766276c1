"""Files of a user's own ontology, and a pipeline that knows the one of the example on company news."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.articles import Article
from kg.config import Config
from kg.pipeline import Pipeline
from kg.statements import Extraction
from kg.vocabulary import Vocabulary, load_vocabulary

if TYPE_CHECKING:
    from spacy.language import Language

COMPANY_NEWS = Path(__file__).resolve().parents[3] / "examples" / "company-news"
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


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Write a file and return its path; Turtle gets the usual prefixes."""

    def write(text: str, name: str = "own.ttl") -> Path:
        path = tmp_path / name
        path.write_text(PREFIXES + text if name.endswith(".ttl") else text, "utf-8")
        return path

    return write


@pytest.fixture(scope="session")
def company_news() -> Vocabulary:
    """The vocabulary of the example."""
    return load_vocabulary(COMPANY_NEWS / "company.ttl", COMPANY_NEWS / "company.toml")


@pytest.fixture(scope="session")
def company_pipeline(nlp: Language, company_news: Vocabulary) -> Pipeline:
    """A pipeline that finds the relations of the example."""
    return Pipeline(Config(vocabulary=company_news, open_triples=False), nlp=nlp)


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

"""Files of a user's own ontology, and a pipeline that knows the one of the example on company news."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from own_vocabulary import COMPANY_NEWS, PREFIXES, Written

from kg.config import Config
from kg.pipeline import Pipeline
from kg.vocabulary import Vocabulary, load_vocabulary

if TYPE_CHECKING:
    from spacy.language import Language

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

"""What many tests share: the language pipeline and all stages behind it, loaded once."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.pipeline import Pipeline


# a busy machine must not fail a property, and a failure must come again
settings.register_profile("triplewire", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("triplewire")

# run in the background, a shell has this ignored, and the processes that tests interrupt would not end
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--repin",
        action="store_true",
        help="write what is found to the golden files and the README's outputs, and show the difference",
    )


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The language pipeline of the package."""
    import kg

    return kg.load()


@pytest.fixture(scope="session")
def pipeline(nlp: Language) -> Pipeline:
    """All stages from an article to its extraction, with the default configuration."""
    from kg.pipeline import Pipeline

    return Pipeline(nlp=nlp)

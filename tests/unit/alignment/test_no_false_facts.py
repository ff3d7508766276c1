"""What a text does not say never comes out as a fact, from the words to the statements, with the shipped model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from aligning import event_lines, statement_lines

from kg.articles import Article

if TYPE_CHECKING:
    from kg.pipeline import Pipeline


def _article(text: str) -> Article:
    return Article(id=Article.identify(text=text), text=text)


STATEMENTS = (
    pytest.param(
        "A court in Lisbon convicted the banker Oskar Lind of fraud and acquitted Helena Brandt.",
        {"court prosecutes Oskar Lind"},
        {"court prosecutes Helena Brandt"},
        id="who is acquitted is not prosecuted by the court",
    ),
    pytest.param(
        "Troops shelled the hill town of Dunmore on Friday.", set(), {"Dunmore locatedIn hill"}, id="no name, no place"
    ),
    pytest.param(
        "The mining company Ferrox threatened to sue the government in London.",
        {"Ferrox threatens government"},
        {"government locatedIn London"},
        id="where an act may take place is not where its object lies",
    ),
    pytest.param(
        "Alan Thirsk told supporters in Lisbon that he would win.",
        set(),
        {"supporters supports Lisbon"},
        id="where supporters are is not what they support",
    ),
    pytest.param(
        "President Alan Thirsk will visit Lisbon on Friday.",
        set(),
        {"Alan Thirsk meetsWith Lisbon [announced]", "Alan Thirsk meetsWith Lisbon"},
        id="who visits a town meets nobody yet",
    ),
    pytest.param(
        "The ministry urged Norway to cease all hostile acts, including sending leaflets across the border.",
        {"Norway sends leaflets [demanded, by ministry]"},
        {"Norway sends leaflets", "Norway sends leaflets [by ministry]"},
        id="one of the acts shares their fate",
    ),
    pytest.param(
        "The company did not close the plant, a spokeswoman for the union said.",
        {"spokeswoman represents union"},
        {"spokeswoman represents company"},
        id="a spokeswoman speaks for one",
    ),
)

EVENTS = (
    pytest.param(
        "President Alan Thirsk asked Greenpeace to help the girls enter the country.",
        "Move demanded enter",
        id="what help is asked for",
    ),
    pytest.param(
        "Instead of being taken to a hospital, Mary Stone was driven to London.", "Move negated taken", id="instead of"
    ),
)


@pytest.mark.parametrize(("text", "said", "never"), STATEMENTS)
def test_statements(pipeline: Pipeline, text: str, said: set[str], never: set[str]) -> None:
    lines = statement_lines(pipeline(_article(text)))
    assert lines >= said
    assert not lines & never


@pytest.mark.parametrize(("text", "event"), EVENTS)
def test_events(pipeline: Pipeline, text: str, event: str) -> None:
    lines = event_lines(pipeline(_article(text)))
    assert any(line.startswith(f"{event}:") for line in lines), lines

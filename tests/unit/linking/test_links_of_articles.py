"""Links in articles written for tests: none may be wrong, and most are found."""

from __future__ import annotations

from datetime import date

import pytest
from linked_articles import ARTICLES

from kg.articles import Article
from kg.linking.entries import WIKIDATA
from kg.linking.shipped import shipped
from kg.pipeline import Pipeline

#: Of the entities that extraction keeps and the base knows, so many get their link at least.
_RECALL = 0.85


@pytest.fixture(scope="module")
def found(pipeline: Pipeline) -> list[tuple[dict[str, str], dict[str, str]]]:
    """For each article the item, or nothing, of each name that its entities have, and what they should be."""
    linked = []
    for text, expected in ARTICLES:
        article = Article(id=Article.identify(text=text), text=text, published=date(2021, 6, 9))
        entities = [e for e in pipeline(article).entities if any(m.kind == "name" for m in e.mentions)]
        # what resolution links by its tables of countries and bodies is not in question
        own = [e for e in entities if e.cls != "Country"]
        linked.append(({e.name: "".join(e.same_as).removeprefix(WIKIDATA) for e in own}, expected))
    return linked


def test_the_base_knows_what_is_expected() -> None:
    known = {e.id for e in shipped()}
    assert {item for _, expected in ARTICLES for item in expected.values()} <= known


def test_no_link_is_wrong(found: list[tuple[dict[str, str], dict[str, str]]]) -> None:
    wrong = [
        (name, item, expected.get(name, ""))
        for links, expected in found
        for name, item in links.items()
        if item and item != expected.get(name, "")
    ]
    assert wrong == []


def test_most_links_are_found(found: list[tuple[dict[str, str], dict[str, str]]]) -> None:
    there = [
        (name, links[name] == item) for links, expected in found for name, item in expected.items() if name in links
    ]
    missed = [name for name, right in there if not right]
    assert len(there) >= 30
    assert 1 - len(missed) / len(there) >= _RECALL, missed

"""The page of the ontology: every term, nothing from elsewhere, the user's own terms beside ours."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from rdflib import RDF, Graph, URIRef

from kg.cli import main
from kg.ontology_page import ontology_files
from ontology import namespace

OWN = """@prefix : <https://news.example/terms#> .
@prefix nkg: <https://w3id.org/triplewire/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:Ferry a owl:Class ; rdfs:subClassOf nkg:Artifact ; rdfs:label "ferry"@en .
"""


class Page(HTMLParser):
    """Ids, links within the page, and whatever would be fetched."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.ids += [found["id"] or ""] if "id" in found else []
        self.links += [found["href"] or ""] if tag == "a" else []
        if tag in ("script", "link", "img", "iframe") or "src" in found:
            self.fetched.append(tag)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return ontology_files()


def test_every_term_has_its_place(files: dict[str, bytes]) -> None:
    graph = Graph().parse(data=files["news-kg.ttl"], format="turtle")
    page = Page(files["index.html"].decode())
    ours = {str(s).removeprefix(namespace()) for s in graph.subjects(RDF.type, None)
            if isinstance(s, URIRef) and str(s).startswith(namespace())}  # fmt: skip
    assert len(ours) > 150
    assert ours <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_every_link_in_the_page_leads_somewhere_and_nothing_is_fetched(files: dict[str, bytes]) -> None:
    page = Page(files["index.html"].decode())
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert {link for link in page.links if not re.match(r"#|https?://", link)} <= set(files)
    assert page.fetched == []


def test_terms_of_ones_own_stand_beside_ours(tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(OWN, "utf-8")
    assert main(["ontology", "-o", str(tmp_path / "page"), "--ontology", str(own)]) == 0
    page = Page((tmp_path / "page" / "index.html").read_text("utf-8"))
    assert "own-Ferry" in page.ids
    assert "#own-Ferry" in page.links
    assert sorted(p.name for p in (tmp_path / "page").iterdir()) == [
        "index.html", "news-kg.ttl", "own-ontology.ttl", "shapes.ttl",
    ]  # fmt: skip


def test_a_file_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "page").write_text("x", "utf-8")
    assert main(["ontology", "-o", str(tmp_path / "page")]) == 2

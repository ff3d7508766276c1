from __future__ import annotations

from datetime import date

from kg.articles import Article
from kg.pipeline import Pipeline
from loaders._checks import check

TEXT = (
    "The premier flew to Lima on Monday. Rosa Quispe, premier of Andovia, said the premier would resign. "
    "Andovia's premier, Rosa Quispe, later met the general. General Iván Rocha said the general had no plans."
)


def test_no_two_records_of_an_article_share_an_id(pipeline: Pipeline) -> None:
    article = Article(id=Article.identify(text=TEXT), text=TEXT, published=date(2022, 5, 3))
    extraction = pipeline(article)
    check(extraction)
    ids = [r.id for kind in (extraction.entities, extraction.events, extraction.statements) for r in kind]
    assert len(ids) == len(set(ids))
    assert any(e.cls == "Position" for e in extraction.entities)

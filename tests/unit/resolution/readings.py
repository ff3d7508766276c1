"""Readings of parses written by hand, and what resolution makes of them as plain words."""

from __future__ import annotations

from parsed import parse
from spacy.tokens import Doc, Span

from kg.articles import Article, Section
from kg.config import Config
from kg.predications import Cluster, Reading, Report
from kg.resolution import resolve
from kg.resolution.mentions import find_mentions

__all__ = ["article", "clusters_of", "marked", "reading_of"]


def marked(rows: str, *names: str) -> Doc:
    """Parse rows as `tests.parsed.parse` does and mark a name wherever its words stand, longer names first."""
    doc = parse(rows)
    words = [t.text for t in doc]
    ents: list[Span] = []
    for name in sorted(names, key=lambda n: -len(n.split())):
        form, _, label = name.rpartition(":")
        parts = form.split()
        for i in range(len(words) - len(parts) + 1):
            if words[i : i + len(parts)] == parts and not any(e.start < i + len(parts) and i < e.end for e in ents):
                ents.append(Span(doc, i, i + len(parts), label=label))
    doc.ents = sorted(ents, key=lambda e: e.start)
    return doc


def article(doc: Doc, *sections: Section) -> Article:
    """Return an article with a document's text."""
    return Article(id="art-0", text=doc.text, sections=sections)


def reading_of(doc: Doc, *reports: Report, sections: tuple[Section, ...] = ()) -> Reading:
    """Return the reading of a document up to its mentions."""
    return Reading(article=article(doc, *sections), doc=doc, mentions=find_mentions(doc), reports=reports)


def clusters_of(doc: Doc, *reports: Report, sections: tuple[Section, ...] = ()) -> dict[str, Cluster]:
    """Resolve a document; clusters by the last part of their IRI."""
    found = resolve(reading_of(doc, *reports, sections=sections), Config())
    return {c.id.rsplit("/", 1)[-1]: c for c in found}

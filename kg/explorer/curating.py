"""What a reader of the explorer may put right: statements that are wrong, and who is who."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from kg.curation import Correction, corrections_of, mark, unmark
from kg.errors import StoreError
from kg.explorer.results import ArticleCard, Page, StatementCard
from kg.linkage import Decision, Identity, Overlay, Ref
from kg.linkage.applying import FILE, Applied, overlay_of, unify
from kg.statements import Extraction

__all__ = ["Curating"]

#: Articles of an entity that a decision looks at.
_ARTICLES = 500


class Curating:
    """The part of an explorer that changes its graph."""

    path: Path

    def statement(self, id: str) -> StatementCard | None:
        """Return a statement by its IRI; None if there is none."""
        raise NotImplementedError

    def articles(self, *, about: str = "", limit: int = 50) -> Page[ArticleCard]:
        """Return articles that name an entity."""
        raise NotImplementedError

    def extraction(self, article: str) -> Extraction | None:
        """Return all that an article gave."""
        raise NotImplementedError

    def _writing(self) -> AbstractContextManager[Any]:
        raise NotImplementedError

    def corrections(self) -> tuple[Correction, ...]:
        """Return the statements that were marked as wrong."""
        return corrections_of(self.path).found

    def mark_wrong(self, id: str, *, reason: str = "", by: str = "") -> Correction:
        """Take a statement (its IRI) out of the graph; it stays out when its article is read again.

        Raises
        ------
        StoreError
            If there is no such statement, or another process has the graph open.
        ConfigError
            If this explorer does not curate.
        """
        card = self.statement(id)
        if card is None:
            raise StoreError(f"the graph has no statement {id!r}")
        with self._writing() as store:
            return mark(store, self.path, card.article.id, id, reason=reason, by=by)

    def unmark(self, correction: str) -> Correction:
        """Take a correction (its id) back; raises as `mark_wrong` does."""
        with self._writing() as store:
            return unmark(store, self.path, correction)

    def decisions(self) -> tuple[Decision, ...]:
        """Return what curators decided on who is who."""
        return overlay_of(self.path).curated

    def join(self, entity: str, other: str, *, reason: str = "", by: str = "") -> Applied:
        """Decide that two entities (IRIs) are one, whatever the scores say.

        Raises
        ------
        StoreError
            If the graph lacks one of them, or another process has it open.
        ConfigError
            If the decision contradicts others, both are of one article alone, or this explorer does not curate.
        """
        left, right = (self._standing(iri)[0] for iri in (entity, other))
        if left.article == right.article:
            far = next((r for r in self._standing(other) if r.article != left.article), None)
            near = next((r for r in self._standing(entity) if r.article != right.article), None)
            left, right = (left, far) if far else (near or left, right)
        made = Decision(kind="pin", left=left, right=right, reason=reason, by=by)
        return self._decided(overlay_of(self.path).added(made))

    def split(self, entity: str, article: str, *, reason: str = "", by: str = "") -> Applied:
        """Decide that by an entity an article means another than all others do (IRIs); raises as `join`."""
        standing = self._standing(entity)
        here = [r for r in standing if r.article == article]
        if not here:
            raise StoreError(f"{article!r} does not speak of {entity!r}; choose one of its articles")
        if len(standing) == 1:
            raise StoreError(f"{article!r} alone speaks of {entity!r}; there is nothing to split it from")
        overlay = overlay_of(self.path)
        for other in standing:
            if other.article != article:
                overlay = overlay.added(Decision(kind="forbid", left=here[0], right=other, reason=reason, by=by))
        return self._decided(overlay)

    def _standing(self, entity: str) -> list[Ref]:
        """Return an entity as each of its articles knows it."""
        found = []
        for card in self.articles(about=entity, limit=_ARTICLES).items:
            extraction = self.extraction(card.id)
            named = (e for e in extraction.entities if e.id == entity) if extraction else ()
            found += [Ref(e.local or e.id, card.id) for e in named]
        if not found:
            raise StoreError(f"the graph has no entity {entity!r}")
        return found

    def undecide(self, decision: str) -> Applied:
        """Take a decision (its id) back; raises as `join` does."""
        return self._decided(overlay_of(self.path).removed(decision))

    def _decided(self, overlay: Overlay) -> Applied:
        Identity.of(overlay)  # that decisions do not contradict each other
        with self._writing() as store:
            overlay.write(self.path / FILE)
            return unify(store, self.path)

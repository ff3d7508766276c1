"""What a reader of the explorer may put right: statements that are wrong, and who is who."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kg.curation import Correction, corrections_of, mark, unmark
from kg.errors import StoreError
from kg.explorer.results import StatementCard
from kg.linkage import Decision, Identity, Overlay, Ref
from kg.linkage.applying import FILE, Applied, overlay_of, unify

if TYPE_CHECKING:
    from loaders.rdf_store import OxigraphStore

__all__ = ["Curating"]


class Curating:
    """The part of an explorer that changes its graph."""

    path: Path

    def statement(self, id: str) -> StatementCard | None:
        """Return a statement by its IRI; None if there is none."""
        raise NotImplementedError

    def _writing(self) -> AbstractContextManager[OxigraphStore]:
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

    def decide(
        self, kind: Literal["pin", "forbid"], left: Ref, right: Ref, *, reason: str = "", by: str = ""
    ) -> Applied:
        """Decide that two are one (``"pin"``) or two (``"forbid"``), whatever the scores say.

        Parameters
        ----------
        kind : {"pin", "forbid"}
        left, right : Ref
            Entities by the IRIs under which their articles know them; in one article alone where it is given.
        reason, by : str

        Raises
        ------
        ConfigError
            If the decision contradicts others, or this explorer does not curate.
        StoreError
            If another process has the graph open.
        """
        return self._decided(
            overlay_of(self.path).added(Decision(kind=kind, left=left, right=right, reason=reason, by=by))
        )

    def undecide(self, decision: str) -> Applied:
        """Take a decision (its id) back; raises as `decide` does."""
        return self._decided(overlay_of(self.path).removed(decision))

    def _decided(self, overlay: Overlay) -> Applied:
        Identity.of(overlay)  # that decisions do not contradict each other
        with self._writing() as store:
            overlay.write(self.path / FILE)
            return unify(store, self.path)

"""The evaluation of an extraction as one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.evaluation.breakdowns import Breakdown, Confusion, Proposer, breakdowns, confusions, proposers
from kg.evaluation.cases import DocumentResult
from kg.evaluation.figures import Found, Share, measure
from kg.evaluation.gold import GoldSet
from kg.evaluation.matching import compare
from kg.evaluation.mistakes import Mistake, mistakes
from kg.evaluation.reliability import Reliability, reliability_of_relations, thresholds
from kg.evaluation.system import SystemDocument, SystemSet

__all__ = ["Evaluation", "evaluate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """All that is measured of an extraction.

    Parameters
    ----------
    articles : int
    missing : tuple of str
        Annotated articles from which nothing was extracted; all that they state counts as missed.
    figures : mapping of str to Found or Share
        By measure.
    breakdowns, proposers, confusions : tuple
    reliability : Reliability
    thresholds : tuple of (float, float)
        Precision and recall of relations if only the surest are kept, by falling confidence.
    mistakes : mapping of str to (tuple of Mistake, int)
        By kind: the worst, and how many there are.
    """

    articles: int
    missing: tuple[str, ...]
    figures: Mapping[str, Found | Share]
    breakdowns: tuple[Breakdown, ...]
    proposers: tuple[Proposer, ...]
    confusions: tuple[Confusion, ...]
    reliability: Reliability
    thresholds: tuple[tuple[float, float], ...]
    mistakes: Mapping[str, tuple[tuple[Mistake, ...], int]]

    @classmethod
    def of(cls, results: tuple[DocumentResult, ...], missing: tuple[str, ...] = ()) -> Evaluation:
        """Measure what the comparison of articles found."""
        return cls(
            articles=len(results),
            missing=missing,
            figures=measure(results),
            breakdowns=breakdowns(results),
            proposers=proposers(results),
            confusions=confusions(results),
            reliability=reliability_of_relations(results),
            thresholds=thresholds(results),
            mistakes=mistakes(results),
        )


def evaluate(gold: GoldSet, system: SystemSet) -> Evaluation:
    """Compare an extraction with annotated articles and measure how good it is.

    Parameters
    ----------
    gold : GoldSet
    system : SystemSet

    Returns
    -------
    Evaluation
        The same for any order of articles and records.
    """
    nothing = SystemDocument.of(())
    results = tuple(
        compare(document, system.documents.get(document.doc, nothing), gold.inventory) for document in gold.documents
    )
    missing = tuple(d.doc for d in gold.documents if d.doc not in system.documents)
    return Evaluation.of(results, missing)

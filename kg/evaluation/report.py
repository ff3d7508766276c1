"""An evaluation put together: tables for the terminal, a page, and values for programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from kg.evaluation.breakdowns import Breakdown, Confusion, Proposer
from kg.evaluation.charts import curve, reliability_diagram
from kg.evaluation.evaluating import Evaluation
from kg.evaluation.figures import Figure, Found, Share
from kg.evaluation.mistakes import KINDS, Mistake
from kg.evaluation.page import Diagram, Page, Section
from kg.evaluation.reliability import Reliability
from kg.evaluation.tables import (
    Table,
    breakdown_table,
    confusion_table,
    found_table,
    proposer_table,
    reliability_table,
    share_table,
)

__all__ = ["diagram_of", "page_of", "sections_of", "tables_of", "values_of"]

_NOISE = "± is half the interval of 95 % certainty: Wilson's, or that of articles drawn anew if it is wider."
_DIGITS = 4


def _main_tables(found: Evaluation) -> tuple[Table, ...]:
    return (
        found_table("what was found", found.figures),
        share_table("what was found, rightly told", found.figures),
    )


def tables_of(found: Evaluation) -> tuple[Table, ...]:
    """Return all tables of an evaluation, the main figures first; empty ones are left out."""
    tables = (
        *_main_tables(found),
        *map(breakdown_table, found.breakdowns),
        proposer_table(found.proposers),
        *map(confusion_table, found.confusions),
        reliability_table(found.reliability),
    )
    return tuple(table for table in tables if table.rows)


def diagram_of(found: Reliability) -> Diagram:
    """Return a reliability diagram and what it tells."""
    caption = (
        f"{found.title[:1].upper()}{found.title[1:]}: {found.count} decisions, mean distance from the truth "
        f"{found.error:.3f}, Brier score {found.brier:.3f}. On the diagonal, confidences keep their word; below it, "
        "they promise too much."
    )
    return Diagram(svg=reliability_diagram(found), caption=caption)


def _threshold_diagram(found: Evaluation) -> Diagram:
    caption = "Relations if only those of a confidence are kept: from the surest alone, on the left, to all of them."
    return Diagram(svg=curve("precision over recall of relations", found.thresholds), caption=caption)


def sections_of(found: Evaluation, *, prefix: str = "") -> tuple[Section, ...]:
    """Return an evaluation as sections of a page; ``prefix`` precedes their titles where a page has several."""
    counted = tuple(
        Section(
            title=f"{prefix}{kind}: {'all' if total <= len(worst) else f'the worst {len(worst)} of'} {total}",
            note=KINDS[kind],
            mistakes=worst,
            folded=True,
        )
        for kind, (worst, total) in found.mistakes.items()
        if worst
    )
    confused = tuple(table for table in map(confusion_table, found.confusions) if table.rows)
    return (
        Section(title=f"{prefix}figures", note=_NOISE, tables=_main_tables(found)),
        Section(
            title=f"{prefix}confidence",
            diagrams=(diagram_of(found.reliability), _threshold_diagram(found)),
            tables=(reliability_table(found.reliability),),
        ),
        Section(title=f"{prefix}what is taken for what", tables=confused),
        Section(title=f"{prefix}by extractor", tables=(proposer_table(found.proposers),)),
        *(Section(title=f"{prefix}by {b.title}", tables=(breakdown_table(b),)) for b in found.breakdowns),
        *counted,
    )


def page_of(found: Evaluation, *, gold: str, system: str) -> Page:
    """Return the report of an evaluation.

    Parameters
    ----------
    found : Evaluation
    gold, system : str
        What was compared, as the user named it.
    """
    missing = f" Nothing was extracted from {', '.join(found.missing)}." if found.missing else ""
    lead = f"{system} compared with {gold}: {found.articles} annotated articles.{missing}"
    return Page(title="Quality of an extraction", lead=lead, sections=sections_of(found))


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)


def _interval(figure: Figure) -> list[float | None]:
    return [_round(figure.low), _round(figure.high)]


def _found(found: Found) -> dict[str, Any]:
    figures = {"p": found.precision, "r": found.recall, "f1": found.f1}
    return {
        **{name: _round(figure.value) for name, figure in figures.items()},
        "gold": found.gold,
        "system": found.system,
        "intervals": {name: _interval(figure) for name, figure in figures.items()},
    }


def _share(share: Share) -> dict[str, Any]:
    return {"share": _round(share.figure.value), "of": share.of, "interval": _interval(share.figure)}


def _figures(figures: Mapping[str, Found | Share]) -> dict[str, Any]:
    return {name: _found(f) if isinstance(f, Found) else _share(f) for name, f in figures.items()}


def _proposer(proposer: Proposer) -> dict[str, Any]:
    shares = {"right": proposer.right, "modality": proposer.modality, "source": proposer.source}
    return {**{name: _share(share) for name, share in shares.items()}, "alone": proposer.alone}


def _breakdown(breakdown: Breakdown) -> dict[str, Any]:
    return {kind: _found(found) for kind, found in breakdown.rows}


def _confusion(confusion: Confusion) -> list[dict[str, Any]]:
    return [{"gold": gold, "system": system, "count": n} for (gold, system), n in confusion.counts.items()]


def _reliability(found: Reliability) -> dict[str, Any]:
    bins = [{k: _round(v) if isinstance(v, float) else v for k, v in asdict(b).items()} for b in found.bins]
    return {"bins": bins, "count": found.count, "error": _round(found.error), "brier": _round(found.brier)}


def _threshold(point: tuple[float, float]) -> dict[str, float | None]:
    return {"p": _round(point[0]), "r": _round(point[1])}


def _mistake(mistake: Mistake) -> dict[str, Any]:
    left_out = {"kind", "rank"} | {k for k in ("extractor", "confidence") if not getattr(mistake, k)}
    return {k: v for k, v in asdict(mistake).items() if k not in left_out}


def values_of(found: Evaluation) -> dict[str, Any]:
    """Return an evaluation as values that JSON can hold; figures have four digits."""
    return {
        **_figures(found.figures),
        "missing_documents": list(found.missing),
        "by": {b.title: _breakdown(b) for b in found.breakdowns},
        "extractors": {p.name: _proposer(p) for p in found.proposers},
        "confusion": {c.title: _confusion(c) for c in found.confusions},
        "reliability": _reliability(found.reliability),
        "thresholds": [_threshold(point) for point in found.thresholds],
        "errors": {
            kind: {"count": total, "worst": [_mistake(m) for m in worst]}
            for kind, (worst, total) in found.mistakes.items()
        },
    }

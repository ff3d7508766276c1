"""An evaluation as tables of text, for a terminal and for a page alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.evaluation.breakdowns import Breakdown, Confusion, Proposer
from kg.evaluation.figures import Figure, Found, Share
from kg.evaluation.reliability import Reliability

__all__ = [
    "Table", "breakdown_table", "confusion_table", "found_table", "proposer_table", "reliability_table", "share_table",
    "shown",
]  # fmt: skip

#: What the shares are of; of the last, less is better.
_MEANS = {
    "modality": "relations and events found with the gold's modality",
    "polarity": "relations found with the gold's polarity",
    "source": "relations found with the gold's chain of sources, or with none where it has none",
    "sourced": "the same where the gold names a source",
    "false_facts": "presented as facts, of what is found and is no fact (less is better)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of text under a title.

    Parameters
    ----------
    title : str
    columns : tuple of str
        The first column is words, the others are figures unless ``words`` counts more.
    rows : tuple of tuple of str
    words : int
        How many columns, from the first, hold words.
    shares : mapping of (row, column) to float
        How strongly a cell is shaded, 0–1.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: int = 1
    shares: Mapping[tuple[int, int], float] | None = None


def shown(figure: Figure) -> str:
    """Write a figure with half the width of its interval.

    Examples
    --------
    >>> shown(Figure(value=0.5, low=0.4, high=0.7))
    '0.500 ±0.150'
    """
    return "-" if figure.value is None else f"{figure.value:.3f} ±{figure.noise:.3f}"


def _found_row(name: str, found: Found) -> tuple[str, ...]:
    nothing = not found.system, not found.gold, not (found.system or found.gold)
    figures = (found.precision, found.recall, found.f1)
    cells = ("-" if empty else shown(figure) for figure, empty in zip(figures, nothing, strict=True))
    return name, *cells, str(found.right), str(found.gold), str(found.system)


_FOUND_COLUMNS = ("precision", "recall", "F1", "right", "gold", "extracted")


def found_table(title: str, figures: Mapping[str, Found | Share]) -> Table:
    """Return precision, recall and F1 of each measure that has them."""
    rows = tuple(_found_row(name, f) for name, f in figures.items() if isinstance(f, Found))
    return Table(title=title, columns=("found", *_FOUND_COLUMNS), rows=rows)


def share_table(title: str, figures: Mapping[str, Found | Share]) -> Table:
    """Return the shares of what was found."""
    rows = tuple(
        (name.replace("_", " "), _MEANS.get(name, ""), shown(f.figure), str(f.right), str(f.of))
        for name, f in figures.items()
        if isinstance(f, Share)
    )
    return Table(title=title, columns=("share", "of what", "share", "so", "of"), rows=rows, words=2)


def breakdown_table(breakdown: Breakdown) -> Table:
    """Return the figures of each kind."""
    rows = tuple(_found_row(kind, found) for kind, found in breakdown.rows)
    return Table(title=f"by {breakdown.title}", columns=(breakdown.title, *_FOUND_COLUMNS), rows=rows)


def proposer_table(proposers: Sequence[Proposer]) -> Table:
    """Return what each extractor is worth."""
    rows = tuple(
        (
            p.name, shown(p.right.figure), str(p.right.right), str(p.right.of), str(p.alone),
            shown(p.modality.figure), shown(p.source.figure),
        )
        for p in proposers
    )  # fmt: skip
    columns = ("extractor", "precision", "right", "extracted", "right by it alone", "modality right", "source right")
    return Table(title="by extractor (relations)", columns=columns, rows=rows)


def confusion_table(confusion: Confusion) -> Table:
    """Return how often a gold value (row) is taken for another (column)."""
    rows: list[tuple[str, ...]] = []
    shares: dict[tuple[int, int], float] = {}
    for row, gold in enumerate(confusion.labels):
        counts = [confusion.counts.get((gold, system), 0) for system in confusion.labels]
        rows.append((gold, *(str(n) if n else "·" for n in counts)))
        shares |= {(row, column + 1): n / sum(counts) for column, n in enumerate(counts) if n}
    title = f"{confusion.title}: gold (rows) taken for (columns)"
    return Table(title=title, columns=("gold", *confusion.labels), rows=tuple(rows), shares=shares)


def reliability_table(found: Reliability) -> Table:
    """Return what came true of each range of confidence."""
    rows = tuple(
        (
            f"{b.start:.1f}–{b.end:.1f}", f"{b.confidence:.3f}",
            shown(Figure(value=b.right, low=b.low, high=b.high)), str(b.count),
        )
        for b in found.bins
    )  # fmt: skip
    title = f"{found.title}: mean distance from the truth {found.error:.3f}, Brier score {found.brier:.3f}"
    return Table(title=title, columns=("confidence", "mean", "right", "number"), rows=rows)

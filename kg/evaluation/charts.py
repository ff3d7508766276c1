"""Diagrams as SVG that stands in a page by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from kg.evaluation.reliability import Bin, Reliability

__all__ = ["curve", "reliability_diagram"]

#: Length of an axis and room around it, in units of the drawing.
_AXIS, _LEFT, _TOP = 280.0, 44.0, 12.0
_WIDTH, _HEIGHT = _LEFT + _AXIS + 14, _TOP + _AXIS + 44
_LEAST_DOT, _LARGEST_DOT = 2.5, 11.0


def _x(share: float) -> str:
    return f"{_LEFT + share * _AXIS:.1f}"


def _y(share: float) -> str:
    return f"{_TOP + (1 - share) * _AXIS:.1f}"


def _frame(across: str, up: str) -> list[str]:
    parts = [f'<rect class="frame" x="{_LEFT}" y="{_TOP}" width="{_AXIS}" height="{_AXIS}"/>']
    for tenth in range(0, 11, 2):
        share = tenth / 10
        parts.append(f'<line class="grid" x1="{_x(share)}" y1="{_y(0)}" x2="{_x(share)}" y2="{_y(1)}"/>')
        parts.append(f'<line class="grid" x1="{_x(0)}" y1="{_y(share)}" x2="{_x(1)}" y2="{_y(share)}"/>')
        parts.append(f'<text class="tick" x="{_x(share)}" y="{_TOP + _AXIS + 15}">{share:.1f}</text>')
        parts.append(f'<text class="tick up" x="{_LEFT - 6}" y="{_y(share)}" dy="4">{share:.1f}</text>')
    middle = _TOP + _AXIS / 2
    parts.append(f'<text class="axis" x="{_LEFT + _AXIS / 2}" y="{_HEIGHT - 8}">{escape(across)}</text>')
    parts.append(f'<text class="axis" transform="translate(12 {middle}) rotate(-90)">{escape(up)}</text>')
    return parts


def _drawing(name: str, parts: Iterable[str]) -> str:
    label = escape(name, quote=True)
    size = f'viewBox="0 0 {_WIDTH:.0f} {_HEIGHT:.0f}" width="{_WIDTH:.0f}" height="{_HEIGHT:.0f}"'
    return f'<svg {size} role="img" aria-label="{label}">{"".join(parts)}</svg>'


def _dot(bin_: Bin, most: int) -> str:
    x, y = _x(bin_.confidence), _y(bin_.right)
    radius = max(_LEAST_DOT, _LARGEST_DOT * (bin_.count / most) ** 0.5)
    told = f"{bin_.count} with confidence {bin_.start:.1f}–{bin_.end:.1f}: {bin_.right:.3f} right"
    whisker = f'<line class="whisker" x1="{x}" y1="{_y(bin_.low)}" x2="{x}" y2="{_y(bin_.high)}"/>'
    return f'{whisker}<circle class="dot" cx="{x}" cy="{y}" r="{radius:.1f}"><title>{told}</title></circle>'


def reliability_diagram(found: Reliability) -> str:
    """Draw confidence against what came true: on the diagonal, confidences keep their word.

    The larger a dot, the more decisions it stands for; the line through it is its interval, 95 %.
    """
    parts = _frame("confidence", "right")
    parts.append(f'<line class="ideal" x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}"/>')
    most = max((b.count for b in found.bins), default=1)
    parts += (_dot(b, most) for b in found.bins)
    return _drawing(f"reliability diagram of the {found.title}", parts)


def curve(title: str, points: Sequence[tuple[float, float]]) -> str:
    """Draw precision over recall.

    Parameters
    ----------
    title : str
    points : sequence of (float, float)
        Precision and recall.
    """
    parts = _frame("recall", "precision")
    along = sorted(points, key=lambda p: (p[1], -p[0]))
    line = " ".join(f"{_x(recall)},{_y(precision)}" for precision, recall in along)
    if line:
        parts.append(f'<polyline class="curve" points="{line}"/>')
    return _drawing(title, parts)

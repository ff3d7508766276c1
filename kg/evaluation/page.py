"""A report as one HTML page that needs nothing else: no network, no script, no other file.

Whatever comes from articles or files is escaped; characters that would hide or turn text are shown as their numbers.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from importlib.resources import files

from kg.evaluation.evidence import Evidence
from kg.evaluation.mistakes import Mistake
from kg.evaluation.tables import Table

__all__ = ["Diagram", "Page", "Section", "render", "safe"]

_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<h1>{title}</h1>
<p class="lead">{lead}</p>
"""
_LEGEND = ("subject", "predicate", "object", "modality", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """A drawing (SVG made by `kg.evaluation.charts`) with what is to be said of it."""

    svg: str
    caption: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a report.

    Parameters
    ----------
    title, note : str
    tables : tuple of Table
    diagrams : tuple of Diagram
    mistakes : tuple of Mistake
    folded : bool
        Whether the reader opens it.
    """

    title: str
    note: str = ""
    tables: tuple[Table, ...] = ()
    diagrams: tuple[Diagram, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    folded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A report: what it is of, and its parts."""

    title: str
    lead: str
    sections: tuple[Section, ...] = field(default=())


def safe(text: str) -> str:
    """Return text for a page: nothing in it is markup, and nothing of it is hidden.

    Examples
    --------
    >>> safe("<b>" + chr(0x202E))
    '&lt;b&gt;&lt;U+202E&gt;'
    """
    shown = []
    for char in text:
        category = unicodedata.category(char)
        if category == "Cs":
            shown.append("\ufffd")
        elif category in ("Cc", "Cf", "Cn", "Co") and char not in "\t\n\r\u200c\u200d":
            shown.append(f"<U+{ord(char):04X}>")
        else:
            shown.append(char)
    return escape("".join(shown), quote=True)


def _marked(evidence: Evidence) -> str:
    """Return a sentence with the words that count highlighted."""
    parts, at = [], 0
    for word in evidence.words:
        kind = word.part if word.part in _LEGEND else "other"
        parts.append(safe(evidence.text[at : word.start]))
        words = safe(evidence.text[word.start : word.end])
        parts.append(f'<mark class="{kind}" title="{safe(word.part)}">{words}</mark>')
        at = word.end
    parts.append(safe(evidence.text[at:]))
    return "".join(parts)


def _shade(table: Table, row: int, column: int) -> str:
    share = (table.shares or {}).get((row, column))
    if share is None:
        return ""
    right = row + 1 == column  # of what is confused, the diagonal is right
    return f' style="background: rgba({"40, 140, 90" if right else "210, 90, 60"}, {0.12 + 0.6 * share:.2f})"'


def _cell(table: Table, row: int, column: int, text: str) -> str:
    if column == 0:
        return f'<th scope="row">{safe(text)}</th>'
    kind = "" if column < table.words else ' class="figure"'
    return f"<td{kind}{_shade(table, row, column)}>{safe(text)}</td>"


def _table(table: Table) -> Iterator[str]:
    yield f'<div class="wide"><table><caption>{safe(table.title)}</caption>\n<thead><tr>'
    for column, name in enumerate(table.columns):
        kind = "" if column < table.words else ' class="figure"'
        yield f'<th scope="col"{kind}>{safe(name)}</th>'
    yield "</tr></thead>\n<tbody>\n"
    for row, cells in enumerate(table.rows):
        yield f"<tr>{''.join(_cell(table, row, column, text) for column, text in enumerate(cells))}</tr>\n"
    yield "</tbody></table></div>\n"


def _mistake(mistake: Mistake) -> Iterator[str]:
    place = f"{mistake.doc}, sentence {mistake.sentence}" if mistake.sentence >= 0 else mistake.doc
    told = [place]
    if mistake.extractor:
        told.append(mistake.extractor)
    if mistake.confidence:
        told.append(f"confidence {mistake.confidence:.2f}")
    yield f'<li><p class="claim">{safe(mistake.claim)}</p>\n'
    if mistake.evidence.text:
        yield f"<blockquote>{_marked(mistake.evidence)}</blockquote>\n"
    yield f'<p class="note">{safe(mistake.note)}<br><span class="place">{safe("; ".join(told))}</span></p></li>\n'


def _mistakes(found: Sequence[Mistake]) -> Iterator[str]:
    if found:
        yield "<ol>\n"
        for mistake in found:
            yield from _mistake(mistake)
        yield "</ol>\n"


def _section(number: int, section: Section) -> Iterator[str]:
    yield f'<section id="s{number}">\n'
    heading = f"<h2>{safe(section.title)}</h2>"
    yield f"<details><summary>{heading}</summary>\n" if section.folded else f"{heading}\n"
    if section.note:
        yield f"<p>{safe(section.note)}</p>\n"
    for diagram in section.diagrams:
        yield f"<figure>{diagram.svg}<figcaption>{safe(diagram.caption)}</figcaption></figure>\n"
    for table in section.tables:
        yield from _table(table)
    yield from _mistakes(section.mistakes)
    yield "</details>\n</section>\n" if section.folded else "</section>\n"


def _pieces(page: Page) -> Iterator[str]:
    style = files("kg.evaluation").joinpath("page.css").read_text("utf-8")
    yield _HEAD.format(title=safe(page.title), lead=safe(page.lead), style=style)
    yield "<nav><ul>\n"
    for number, section in enumerate(page.sections):
        yield f'<li><a href="#s{number}">{safe(section.title)}</a></li>\n'
    yield "</ul></nav>\n"
    if any(section.mistakes for section in page.sections):
        marks = " ".join(f'<mark class="{part}">{part}</mark>' for part in _LEGEND)
        yield f'<p class="legend">Highlighted in the sentences: {marks}</p>\n'
    yield "<main>\n"
    for number, section in enumerate(page.sections):
        yield from _section(number, section)
    yield "</main>\n</body>\n</html>\n"


def render(page: Page) -> str:
    """Return the page as HTML."""
    return "".join(_pieces(page))

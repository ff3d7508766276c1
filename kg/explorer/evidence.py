"""The words behind a statement, and an article with its statements over its text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, pairwise
from operator import itemgetter

from kg.articles import Span
from kg.evidence import parts
from kg.explorer.results import Piece
from kg.statements import Extraction, Statement

__all__ = ["around", "marked", "meanings", "over_text", "sentences"]

_NEAR = 2


def marked(extraction: Extraction, statement: Statement) -> tuple[Piece, ...]:
    """Return the sentence of a statement in pieces, each with what it is; inner parts after those around them."""
    inside = [p for p in parts(extraction, statement) if statement.start <= p.start and p.end <= statement.end]
    kinds: list[tuple[str, ...]] = [()] * len(statement.quote)
    for part in sorted(inside, key=lambda p: p.start - p.end):
        for offset in range(part.start - statement.start, part.end - statement.start):
            kinds[offset] = (*kinds[offset], part.kind)
    pieces = groupby(zip(kinds, statement.quote, strict=True), key=itemgetter(0))
    return tuple(Piece(text="".join(c for _, c in run), kinds=kind) for kind, run in pieces)


def meanings(extraction: Extraction, statement: Statement) -> Mapping[str, str]:
    """Return what the marked words mean, by what they are."""
    return {part.kind: part.means for part in parts(extraction, statement)}


def sentences(extraction: Extraction) -> tuple[tuple[Span, str], ...]:
    """Return the sentences that statements were read in, each once, in the order of the text."""
    found = {(s.start, s.end): s.quote for s in extraction.statements}
    return tuple((Span(start=start, end=end), found[start, end]) for start, end in sorted(found))


def around(extraction: Extraction, statement: Statement, text: str) -> tuple[str, str]:
    """Return what stands before and after the sentence: of the text where it is given, else of what is kept of it."""
    if text:
        before, after = text[: statement.start], text[statement.end :]
        head = before[-280:]
        tail = after[:280]
        return (
            f"…{head.partition(' ')[2]}" if len(head) < len(before) else head,
            f"{tail.rpartition(' ')[0]}…" if len(tail) < len(after) else tail,
        )
    kept = sentences(extraction)
    before_all = [(span, words) for span, words in kept if span.end <= statement.start][-_NEAR:]
    after_all = [(span, words) for span, words in kept if span.start >= statement.end][:_NEAR]
    return _with_gaps(before_all, last=statement.start), _with_gaps(after_all, first=statement.end)


def _with_gaps(kept: Sequence[tuple[Span, str]], *, first: int = -1, last: int = -1) -> str:
    told = []
    end = first
    for span, words in kept:
        if end >= 0 and span.start > end + 3:
            told.append("[…]")
        told.append(words)
        end = span.end
    if last > end + 3 >= 3 and told:
        told.append("[…]")
    return " ".join(told)


def over_text(extraction: Extraction, text: str) -> tuple[Piece, ...]:
    """Return an article in pieces, each with the entities and statements that it belongs to.

    Parameters
    ----------
    extraction : Extraction
    text : str
        The article's text; empty if only its statements' sentences can be had.
    """
    spans: list[tuple[int, int, str, str]] = [
        (m.start, m.end, "entity", e.id) for e in extraction.entities for m in e.mentions
    ]
    spans += [(v.trigger.start, v.trigger.end, "event", v.id) for v in extraction.events]
    spans += [(s.start, s.end, "statement", s.id) for s in extraction.statements]
    shown = [(Span(start=0, end=len(text)), text)] if text else list(sentences(extraction))
    pieces: list[Piece] = []
    end = 0
    for span, words in _apart(shown):
        if not text and span.start > end + 3:
            pieces.append(Piece(text="[…]", gap=True))
        elif pieces and span.start > end:
            pieces.append(Piece(text=" "))
        pieces += _pieces(span, words, [s for s in spans if s[0] < span.end and s[1] > span.start])
        end = span.end
    if not text and extraction.article.length > end + 3:
        pieces.append(Piece(text="[…]", gap=True))
    return tuple(pieces)


def _apart(shown: Iterable[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """Return spans of a text without what an earlier one has already."""
    found: list[tuple[Span, str]] = []
    end = 0
    for span, words in shown:
        if span.end <= end:
            continue
        start = max(span.start, end)
        found.append((Span(start=start, end=span.end), words[start - span.start :]))
        end = span.end
    return found


def _pieces(span: Span, words: str, spans: Sequence[tuple[int, int, str, str]]) -> list[Piece]:
    cuts = sorted(
        {span.start, span.end, *(x for start, end, *_ in spans for x in (start, end) if span.start < x < span.end)}
    )
    opening: dict[int, list[tuple[int, int, str, str]]] = {}
    for found in spans:
        opening.setdefault(max(found[0], span.start), []).append(found)
    here: list[tuple[int, int, str, str]] = []
    pieces = []
    for start, end in pairwise(cuts):
        here = [s for s in (*here, *opening.get(start, ())) if s[1] > start]
        kinds = tuple(sorted({s[2] for s in here}))
        pieces.append(
            Piece(text=words[start - span.start : end - span.start], kinds=kinds, ids=tuple(s[3] for s in here))
        )
    return pieces

"""Who speaks the passages in quotation marks.

A quotation joins the report that it touches; one that no clause reports is given to the speaker named beside it
(`"…," Kim said`), or goes on with the speech before it (`"…," she said. "…"`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extractors.quotations import Quotation, find_quotations
from kg.extractors.reported_clauses import make_reports, reporting_cue, verb_sources
from kg.predications import Report

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.extractors.trees import Tree
    from kg.predications import Mention

__all__ = ["attribute_quotations"]


def _joined(reports: list[Report], quote: Quotation) -> list[Report]:
    """Return the reports whose reporting words stand outside a quotation and whose content reaches into it."""
    inside = range(quote.start, quote.end)
    return [r for r in reports if not any(c in inside for c in r.cue) and not r.content.isdisjoint(inside)]


def _gap_is_blank(tree: Tree, start: int, end: int) -> bool:
    return all(tree.pos[i] in {"PUNCT", "SPACE"} for i in range(start, end))


def _beside(tree: Tree, quote: Quotation, reach: tuple[int, int], taken: set[int]) -> int:
    """Return the reporting verb nearest to a quotation in the sentences that it touches, -1 if there is none.

    A verb directly before the marks ("wrote, “") introduces them whatever the parse says.
    """
    best = (10**9, -1)
    for i in range(*reach):
        frames = {} if quote.start <= i < quote.end else reporting_cue(tree, i)
        if "that" not in frames and "quote" not in frames:
            continue
        gap = quote.start - i if i < quote.start else i - quote.end
        introduces = i < quote.start and all(tree.lower[k] in {",", ":"} for k in range(i + 1, quote.start - 1))
        if i in taken and not introduces:
            continue
        has_other = any(tree.dep[c] in {"ccomp", "obj"} and not quote.start <= c < quote.end for c in tree.children[i])
        if has_other and "quote" not in frames and not introduces:
            continue
        best = min(best, (gap, i))
    return best[1]


def _reach(tree: Tree, quote: Quotation, ranges: list[tuple[int, int]]) -> tuple[int, int]:
    """Return the tokens in which the reporting clause of a quotation may stand.

    The sentences that the quotation touches, and the next one if the quotation ends a sentence inside the line.
    """
    first = ranges[tree.sentence[quote.start]][0]
    last_sentence = tree.sentence[quote.end - 1]
    last = ranges[last_sentence][1]
    after = quote.end + 1
    if after >= last and after < len(tree) and tree.pos[min(after, len(tree) - 1)] != "SPACE":
        last = ranges[tree.sentence[after]][1]
    return first, last


def _introduced(tree: Tree, quote: Quotation, ranges: list[tuple[int, int]]) -> int:
    """Return the reporting verb of a sentence that leads up to a quotation with a colon or comma, -1 if none."""
    opening = quote.start - 1
    number = tree.sentence[quote.start]
    before = opening - 1
    while before >= 0 and tree.pos[before] == "SPACE":
        before -= 1
    if before < 0 or tree.lower[before] not in {":", ","}:
        return -1
    if tree.lower[before] == ",":  # "He wrote,", a line of its own
        return before - 1 if "that" in reporting_cue(tree, before - 1) else -1
    start = ranges[tree.sentence[before]][0]
    verbs = [i for i in range(start, before) if "that" in reporting_cue(tree, i) and tree.sentence[i] <= number]
    return verbs[-1] if verbs else -1


def attribute_quotations(doc: Doc, tree: Tree, reports: list[Report], mentions: Mapping[int, Mention]) -> list[Report]:
    """Return the reports with quotations added to the speech that they belong to.

    Parameters
    ----------
    doc : Doc
    tree : Tree
    reports : list of Report
        Those of clauses.
    mentions : mapping of int to Mention

    Returns
    -------
    list of Report
        A report whose content stands in quotation marks is marked as direct. A quotation of a word or two inside the
        article's own sentence gets no speaker.
    """
    ranges = _ranges(tree)
    out = list(reports)
    previous: tuple[Quotation, tuple[int, ...]] | None = None
    for quote in find_quotations(doc):
        words = frozenset(range(quote.start, quote.end))
        joined = _joined(out, quote)
        whole = [r for r in joined if not words <= r.content]
        if joined:
            _extend(out, joined, whole, words, tree)
            cue = joined[0].cue
        else:
            cue = _attribute(tree, quote, ranges, previous, out, mentions)
        previous = (quote, cue) if cue else None
    return out


def _extend(out: list[Report], joined: list[Report], whole: list[Report], words: frozenset[int], tree: Tree) -> None:
    """Let the reports that a quotation touches cover it, the outermost one if it holds several."""
    for r in whole:
        if min(r.content) <= min(words) or _outermost(r, joined):
            content = r.content | words
            out[out.index(r)] = replace(r, content=content, direct=_mostly(content, words, tree))
    for r in joined:
        if r not in whole and _mostly(r.content, words, tree):
            out[out.index(r)] = replace(r, direct=True)


def _outermost(report: Report, others: list[Report]) -> bool:
    return all(len(report.content) >= len(o.content) for o in others)


def _mostly(content: frozenset[int], words: frozenset[int], tree: Tree) -> bool:
    spoken = [i for i in content if tree.pos[i] not in {"PUNCT", "SPACE"}]
    return 2 * len(words.intersection(spoken)) > len(spoken)


def _attribute(
    tree: Tree,
    quote: Quotation,
    ranges: list[tuple[int, int]],
    previous: tuple[Quotation, tuple[int, ...]] | None,
    out: list[Report],
    mentions: Mapping[int, Mention],
) -> tuple[int, ...]:
    """Give a quotation that no clause reports to a speaker; return the reporting words, empty if nobody speaks."""
    words = frozenset(range(quote.start, quote.end))
    own_sentence = ranges[tree.sentence[quote.start]]
    starts_sentence = _gap_is_blank(tree, own_sentence[0], quote.start) or _after_full_stop(tree, quote.start - 1)
    clausal = any(tree.pos[i] in {"VERB", "AUX"} for i in words)
    if not clausal and not starts_sentence:
        return ()
    taken = {c for r in out for c in r.cue if r.content and not r.direct}
    verb = _beside(tree, quote, _reach(tree, quote, ranges), taken)
    if verb < 0:
        verb = _introduced(tree, quote, ranges)
    said = verb_sources(tree, verb, mentions) if verb >= 0 else []
    if any(s >= 0 for s, _ in said):
        frames = reporting_cue(tree, verb)
        act = (frames.get("that") or frames["quote"]).value
        made = [replace(r, direct=True) for r in make_reports(tree, verb, words, act, said, mentions)]
        out.extend(made)
        return (verb,) if made else ()
    if previous and starts_sentence and (quote.continues or _gap_is_short(tree, previous[0].end, quote.start)):
        before = [r for r in out if r.cue == previous[1] and previous[0].start in r.content]
        for r in before:
            out[out.index(r)] = replace(r, content=r.content | words)
        return previous[1] if before else ()
    return ()


def _after_full_stop(tree: Tree, opening: int) -> bool:
    before = opening - 1
    while before >= 0 and tree.pos[before] == "SPACE":
        before -= 1
    return before < 0 or tree.lower[before] in {".", "?", "!"}


def _gap_is_short(tree: Tree, start: int, end: int) -> bool:
    """Whether nothing but the rest of one sentence stands between two quotations, in the same paragraph."""
    between = range(start, end)
    return (
        len(between) <= 25
        and len({tree.sentence[i] for i in between}) <= 2
        and not any(tree.pos[i] == "SPACE" for i in between)
    )


def _ranges(tree: Tree) -> list[tuple[int, int]]:
    ranges: list[tuple[int, int]] = []
    for token, number in enumerate(tree.sentence):
        if number == len(ranges):
            ranges.append((token, token + 1))
        else:
            ranges[number] = (ranges[number][0], token + 1)
    return ranges

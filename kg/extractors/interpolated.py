"""Reporting clauses inside or after what they report: "…, state media reported on Tuesday", `"…," said Kim`.

Parsers attach the speaker of such clauses badly, because a noun before or after a verb looks like anybody's
subject. Where the parse gives the verb no speaker of its own, the words between the comma and the verb, or
after an inverted verb, do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.extractors.phrases import marker
from kg.extractors.reported_clauses import reporting_cue

if TYPE_CHECKING:
    from kg.extractors.trees import Tree

__all__ = ["Interpolation", "find_interpolations"]

_QUOTES: Final = frozenset({'"', "''", "``", "”", "“", "’", "‘"})
_BOUNDARIES: Final = _QUOTES | {",", ";", "–", "—", "--", "-", ":", "?", "!", ")", "..."}
_STOPS: Final = _QUOTES | {",", ";", ":", "–", "—", "--", "."}
_NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_INSIDE: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "ADP", "PART", "ADV", "SYM", "X", "CCONJ"})
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP"})
#: Verbs that do not stand before their speaker ("told Kim" tells Kim).
_ALWAYS_AFTER_SPEAKER: Final = frozenset({"tell", "inform", "assure", "reassure", "brief", "quote", "cite", "show"})
_NO_SPEAKER: Final = frozenset({"which", "that", "what", "there"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpolation:
    """A reporting clause that stands inside or after what it reports.

    Parameters
    ----------
    verb : int
    speaker : int
        Head token of the speaker's phrase.
    clause : frozenset of int
        Tokens of the reporting clause.
    content : frozenset of int
        Tokens of what is reported, in the same sentence.
    """

    verb: int
    speaker: int
    clause: frozenset[int]
    content: frozenset[int]


def _left_edge(tree: Tree, end: int, first: int) -> int:
    """Return where the nominal words that end before a token begin; brackets and hyphens belong to them."""
    at = end
    while at > first:
        word = tree.lower[at - 1]
        if word == ")":
            opening = next((i for i in range(at - 2, max(first, at - 9) - 1, -1) if tree.lower[i] == "("), -1)
            if opening < 0:
                break
            at = opening
        elif word in {"-", "&", "'s", "’s"} and tree.pos[at - 2] in _INSIDE:
            at -= 1
        elif word in _BOUNDARIES or tree.pos[at - 1] not in _INSIDE:
            break
        else:
            at -= 1
    return at


def _stretch(tree: Tree, verb: int, first: int) -> tuple[int, int]:
    """Return the nominal words between a boundary and a verb, an empty range if there are none.

    Directly after a comma the verb follows a bracketed phrase; its speaker then stands after the last closing quotation
    mark (`"…," Kim, who leads the party, said`).
    """
    at = verb
    while at > first and tree.pos[at - 1] in {"AUX", "ADV"}:
        at -= 1
    start = _left_edge(tree, at, first)
    if start < at or tree.lower[at - 1] != ",":
        return start, at
    last = _left_edge(tree, at - 1, first)
    if last < at - 1 and tree.lower[last - 1] == "," and _left_edge(tree, last - 1, first) < last - 1:
        return _left_edge(tree, last - 1, first), at - 1  # "its operator, Thalassa Bulkers, said"
    marks = [i for i in range(first, at) if tree.lower[i] in _QUOTES]
    if not marks or marks[-1] + 1 >= at:
        return at, at
    return marks[-1] + 1, _right_edge(tree, marks[-1] + 1, at)


def _right_edge(tree: Tree, start: int, last: int) -> int:
    """Return where the nominal words that begin at a token end."""
    end = start
    while end < last and (tree.pos[end] in _INSIDE or (tree.lower[end] in {"-", "(", ")", "&"} and end > start)):
        end += 1
    return end


def _phrase_head(tree: Tree, start: int, end: int) -> int:
    """Return the nominal of a stretch that hangs on nothing inside it, the first one; -1 if there is none."""
    inside = [i for i in range(start, end) if tree.pos[i] in _NOMINAL and tree.lower[i] not in _NO_SPEAKER]
    tops = [i for i in inside if not start <= tree.head[i] < end or tree.head[i] == i]
    if not tops:
        return -1
    # of a title and a name side by side, unjoined by the parse, the name is the speaker ("the daily Kurier reported")
    return next((i for i in tops if tree.pos[i] == "PROPN"), tops[0]) if tree.pos[tops[0]] == "NOUN" else tops[0]


def _own_speaker(tree: Tree, verb: int) -> int:
    """Return the subject that the parse gives a verb, the nearest one if it gives several; -1 if none."""
    found = [c for c in tree.children[verb] if tree.dep[c] == "nsubj" and tree.pos[c] in _NOMINAL]
    return min(found, key=lambda c: abs(c - verb), default=-1)


def _start_of(tree: Tree, head: int) -> int:
    """Return the first token of the unbroken words of a phrase."""
    inside = set(tree.subtree(head))
    start = head
    while start - 1 in inside:
        start -= 1
    while tree.pos[start] in {"PUNCT", "SPACE"}:
        start += 1
    return start


def _before(tree: Tree, verb: int, first: int) -> tuple[int, int]:
    """Return (speaker, first token of the clause) of "…, X said"; (-1, -1) if it is none."""
    speaker = _own_speaker(tree, verb)
    if 0 <= speaker < verb:
        start = _start_of(tree, speaker)
    else:
        start, end = _stretch(tree, verb, first)
        speaker = _phrase_head(tree, start, end)
    if speaker < 0 or start <= first or tree.lower[start - 1] not in _BOUNDARIES:
        return -1, -1
    return speaker, start


def _after(tree: Tree, verb: int, first: int, last: int) -> tuple[int, int]:
    """Return (speaker, last token of the clause) of "…," said X; (-1, -1) if it is none."""
    speaker = _own_speaker(tree, verb)
    if verb <= first or tree.lower[verb - 1] not in _BOUNDARIES or 0 <= speaker < verb:
        return -1, -1
    if tree.lemma[verb] in _ALWAYS_AFTER_SPEAKER:
        return -1, -1
    end = _right_edge(tree, verb + 1, last)
    if not verb < speaker < end:
        speaker = _phrase_head(tree, verb + 1, end)
    if end < last and tree.lower[end] not in _STOPS and tree.lower[end] != "who":
        return -1, -1
    if speaker < 0 or tree.pos[verb + 1] in {"ADP", "SCONJ", "ADV"}:
        return -1, -1
    return speaker, max([end - 1, *(i for i in tree.subtree(speaker) if verb < i < last)])


def _clause_end(tree: Tree, verb: int, last: int) -> int:
    """Return the last token of what follows a reporting verb up to the next comma or mark."""
    end = verb + 1
    while end < last and tree.lower[end] not in _STOPS:
        end += 1
    return end - 1


def _hangs_on(tree: Tree, token: int, wanted: range, clause: range) -> bool:
    """Whether a token's governors lead into a range without passing through the reporting clause."""
    for _ in range(40):
        if token in wanted:
            return True
        up = tree.head[token]
        if token in clause or up == token:
            return False
        token = up
    return False


def _reports_ahead(tree: Tree, verb: int, end: int) -> bool:
    """Whether the words after the verb are what it reports: "said that …", "said the deal was off"."""
    objects = {"ccomp", "xcomp"} if tree.lemma[verb] in _ALWAYS_AFTER_SPEAKER else {"ccomp", "xcomp", "obj"}
    return any(
        (verb < c <= end and tree.dep[c] in objects)
        or (c > end and tree.dep[c] == "ccomp" and marker(tree, c) == "that")
        for c in tree.children[verb]
    )


def _is_clause_fragment(tree: Tree, words: range) -> bool:
    """Whether words before a reporting clause are no sentence yet: a condition, a phrase."""
    inside = [i for i in words if tree.pos[i] not in {"PUNCT", "SPACE"}]
    if not inside:
        return False
    conditional = tree.dep[inside[0]] == "mark" or tree.lower[inside[0]] in {"if", "unless", "should", "had", "were"}
    return conditional or not any(tree.tag[i] in {"VBD", "VBZ", "VBP", "MD"} for i in inside)


def _content(tree: Tree, first: int, last: int, clause: range) -> frozenset[int]:
    """Return what the clause reports: the words before it, with those after it that belong to them."""
    cuts = [i + 1 for i in range(first, clause.start) if tree.lower[i] == ";"]
    start = cuts[-1] if cuts else first
    if tree.lower[max(clause.start - 1, 0)] in _QUOTES:
        opening = [i for i in range(first, clause.start - 1) if tree.lower[i] in _QUOTES]
        if opening and (opening[-1] == first or tree.lower[opening[-1] - 1] in {":", ";", "."}):
            start = opening[-1]
    before = range(start, clause.start)
    tail = clause.stop + 1
    rest = [i for i in range(clause.stop, last) if _hangs_on(tree, i, before, clause)]
    if tail < last and tree.pos[tail] == "CCONJ":
        rest = []  # "…, the radio said, and in Tripoli crowds gathered": the article goes on
    if not rest and _is_clause_fragment(tree, before) and tail < last and tree.pos[tail] != "CCONJ":
        rest = list(range(tail, last))  # "If it rains, she says, the match is off"
    return frozenset([*before, *rest])


def find_interpolations(tree: Tree, ranges: list[tuple[int, int]]) -> Iterator[Interpolation]:
    """Yield the reporting clauses that stand inside or after what they report.

    Parameters
    ----------
    tree : Tree
    ranges : list of tuple of (int, int)
        Token ranges of the sentences.

    Yields
    ------
    Interpolation
        In text order.
    """
    for verb, tag in enumerate(tree.tag):
        if tag not in _FINITE or "that" not in reporting_cue(tree, verb):
            continue
        first, last = ranges[tree.sentence[verb]]
        if verb - first < 2 or tree.lower[min(verb + 1, last - 1)] in {"that", "if", "whether"}:
            continue
        speaker, start = _before(tree, verb, first)
        if speaker >= 0:
            end = _clause_end(tree, verb, last)
            if _reports_ahead(tree, verb, end):
                continue
        else:
            speaker, end = _after(tree, verb, first, last)
            start = verb
            if speaker < 0:
                continue
        clause = range(start, end + 1)
        content = _content(tree, first, last, clause)
        if any(tree.pos[i] in {"VERB", "AUX", "NOUN", "PROPN", "ADJ"} for i in content):
            yield Interpolation(verb=verb, speaker=speaker, clause=frozenset(clause), content=content)

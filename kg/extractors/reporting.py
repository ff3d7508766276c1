"""Who is given as the source of which words of an article.

Chains: a report whose content lies inside another's is quoted by it ("KCNA said that Kim had warned that …");
among reports of equal content `Report.order` decides, and equal order means joint sources ("A and B said").
`chain` gives the links of one token in order. An outlet that is merely told ("the minister told RIK") opens no
chain: the article quotes the minister.

References
----------
.. [1] Krestel, Bergler & Witte, "Minding the Source: Automatic Tagging of Reported Speech in Newspaper Articles",
   LREC 2008.
.. [2] Pareti, "PARC 3.0: A Corpus of Attribution Relations", LREC 2016.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extractors.attributed_quotes import attribute_quotations
from kg.extractors.interpolated import find_interpolations
from kg.extractors.phrases import marker
from kg.extractors.reported_clauses import (
    document_reports,
    make_reports,
    noun_reports,
    reporting_cue,
    said_on,
    verb_reports,
    verb_sources,
)
from kg.extractors.sources import sources
from kg.extractors.trees import tree_of
from kg.predications import Report

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.extractors.trees import Tree
    from kg.predications import Mention

__all__ = ["chain", "find_reports"]

_SEPARATORS: Final = frozenset({";"})
_MARKS: Final = frozenset({'"', "“", "”", "''", "``"})
_FIRST_PERSON: Final = frozenset({"i", "we"})
_CLAUSES: Final = frozenset({"ccomp", "xcomp", "obj"})


def chain(reports: Iterable[Report], token: int) -> tuple[Report, ...]:
    """Return the reports in whose content a token stands, whom the article quotes first.

    Parameters
    ----------
    reports : iterable of Report
    token : int

    Returns
    -------
    tuple of Report
        By falling size of their content, then by order.
    """
    found = [r for r in reports if token in r.content]
    return tuple(sorted(found, key=lambda r: (-len(r.content), r.order, r.cue, r.source)))


def _sentence_ranges(tree: Tree) -> list[tuple[int, int]]:
    ranges: list[tuple[int, int]] = []
    for token, number in enumerate(tree.sentence):
        if number == len(ranges):
            ranges.append((token, token + 1))
        else:
            ranges[number] = (ranges[number][0], token + 1)
    return ranges


def _edges(tree: Tree, start: int, end: int) -> tuple[int, int]:
    """Return the first and last token of a range that are neither space nor punctuation."""
    inside = [i for i in range(start, end) if tree.pos[i] not in {"SPACE", "PUNCT"}]
    return (inside[0], inside[-1]) if inside else (start, start)


def _scope(tree: Tree, phrase: set[int], governor: int, sentence: tuple[int, int]) -> frozenset[int]:
    """Return what a phrase such as "according to X" gives as X's words.

    At an edge of a sentence it covers the sentence, or what a semicolon parts from the rest; elsewhere the
    clause that it hangs on.
    """
    first, last = _edges(tree, *sentence)
    low, high = min(phrase), max(phrase)
    cuts = [i for i in range(*sentence) if tree.lower[i] in _SEPARATORS]
    start = max([sentence[0], *(c + 1 for c in cuts if c < low)])
    end = min([sentence[1], *(c for c in cuts if c > high)])
    begins, ends = _edges(tree, start, end)
    if first in phrase or last in phrase or begins in phrase or ends in phrase:
        return frozenset(i for i in range(start, end) if i not in phrase)
    return frozenset(i for i in tree.subtree(governor) if i not in phrase)


def _in_quotes(tree: Tree, token: int) -> bool:
    """Whether an odd number of quotation marks stands before a token in its sentence."""
    marks = 0
    for i in range(token - 1, -1, -1):
        if tree.sentence[i] != tree.sentence[token]:
            break
        marks += tree.lower[i] in _MARKS
    return marks % 2 == 1


def _own_voice(tree: Tree, content: frozenset[int]) -> frozenset[int]:
    """Return reported words without the relative clauses set apart by a comma: those are the reporter's.

    "Ruiz, whose father led the club, will retire, her agent said."
    """
    own: set[int] = set()
    for token in content:
        if tree.dep[token] == "acl:relcl" and tree.head[token] in content:
            clause = tree.subtree(token)
            first = min(clause)
            before = first - 1 if tree.pos[first] != "PUNCT" else first
            nominal = tree.pos[tree.head[token]] in {"NOUN", "PROPN"}
            if tree.lower[before] == "," and nominal and not _in_quotes(tree, first):
                own |= set(clause)
    return content - own if content - own else content


def _according_to(tree: Tree, ranges: list[tuple[int, int]], mentions: Mapping[int, Mention]) -> Iterator[Report]:
    for token, word in enumerate(tree.lower):
        if word != "according" or tree.head[token] == token:
            continue
        phrase_head = tree.head[token]
        if not marker(tree, phrase_head).startswith("according"):
            phrase_head = next((c for c in tree.children[token] if tree.dep[c] == "obl"), -1)
            if phrase_head < 0:
                continue
            phrase, governor = set(tree.subtree(token)), tree.head[token]
        else:
            phrase, governor = set(tree.subtree(phrase_head)), tree.head[phrase_head]
        content = _own_voice(tree, _scope(tree, phrase, governor, ranges[tree.sentence[token]]))
        cue = (token, token + 1) if token + 1 < len(tree) and tree.lower[token + 1] == "to" else (token,)
        for source, order in sources(tree, phrase_head, mentions):
            yield Report(source=source, cue=cue, speech_act="say", content=content, order=order)


def _as_reported(tree: Tree, ranges: list[tuple[int, int]], mentions: Mapping[int, Mention]) -> Iterator[Report]:
    """Yield reports of clauses with "as": "as the ministry had announced"."""
    for verb, dep in enumerate(tree.dep):
        if dep == "advcl" and "that" in reporting_cue(tree, verb) and marker(tree, verb) == "as":
            if tree.lemma[tree.head[verb]] in {"quote", "cite"} or tree.with_dep(verb, _CLAUSES):
                continue
            content = _scope(tree, set(tree.subtree(verb)), tree.head[verb], ranges[tree.sentence[verb]])
            act = reporting_cue(tree, verb)["that"].value
            yield from make_reports(tree, verb, content, act, verb_sources(tree, verb, mentions), mentions)


def _interpolated(
    tree: Tree, ranges: list[tuple[int, int]], mentions: Mapping[int, Mention]
) -> Iterator[tuple[int, list[Report]]]:
    """Yield each reporting verb that stands inside or after what it reports, with its reports."""
    for found in find_interpolations(tree, ranges):
        act = reporting_cue(tree, found.verb)["that"].value
        said = sources(tree, found.speaker, mentions)
        content = _own_voice(tree, frozenset(found.content))
        when = said_on(tree, sorted(found.clause))
        made = make_reports(tree, found.verb, content, act, said, mentions)
        yield found.verb, [replace(r, said_on=when) for r in made]


def _without_first_person(tree: Tree, reports: list[Report]) -> list[Report]:
    """Leave out what speakers report of themselves inside their own words ("We urge …," she said)."""
    others = [r for r in reports if r.source >= 0 and tree.lower[r.source] not in _FIRST_PERSON]
    return [
        r
        for r in reports
        if r.source < 0 or tree.lower[r.source] not in _FIRST_PERSON or not any(r.source in o.content for o in others)
    ]


def find_reports(doc: Doc, mentions: Mapping[int, Mention]) -> tuple[Report, ...]:
    """Find what an article gives as somebody's words.

    Parameters
    ----------
    doc : Doc, n tokens
        Needs ``dep``, ``pos``, ``tag``, ``lemma``, ``ents`` and sentence bounds.
    mentions : mapping of int to Mention

    Returns
    -------
    tuple of Report
        In text order of their cues. What stands outside every content is the article's own voice.

    Notes
    -----
    Quotations reach over sentences; everything else stays inside one. Words that were not said ("may say", "did not
    say") make no report.
    """
    tree = tree_of(doc)
    ranges = _sentence_ranges(tree)
    found: list[Report] = []
    done: set[int] = set()
    for verb, reports in _interpolated(tree, ranges, mentions):
        done.add(verb)
        found.extend(reports)
    for token, pos in enumerate(tree.pos):
        if pos in {"VERB", "ADJ"} and token not in done:
            found.extend(verb_reports(tree, token, mentions))
        elif pos == "NOUN":
            found.extend(noun_reports(tree, token, mentions))
            found.extend(document_reports(tree, token))
    found.extend(_according_to(tree, ranges, mentions))
    found.extend(_as_reported(tree, ranges, mentions))
    found = _without_first_person(tree, attribute_quotations(doc, tree, found, mentions))
    unique = {(r.cue, r.source, r.order, r.content): r for r in found if r.content}
    return tuple(sorted(unique.values(), key=lambda r: (r.cue, r.order, r.source, -len(r.content), min(r.content))))

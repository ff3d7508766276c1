"""Time expressions of a text, resolved to TIMEX3 values against the publication date, and what they date.

Our own patterns come first (`kg.extractors.time_patterns`); a date that the language model marks and no pattern knows
is given to *dateparser*. What cannot be resolved keeps an empty value.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kg.extractors import time_values as values
from kg.extractors.clauses import auxiliaries
from kg.extractors.cue_lexicons import words
from kg.extractors.event_times import event_time
from kg.extractors.phrases import marker
from kg.extractors.reported_clauses import reporting_cue
from kg.extractors.time_patterns import scan
from kg.extractors.time_ranges import joined_ranges
from kg.extractors.time_settings import Setting
from kg.extractors.time_values import DAY, Moment
from kg.extractors.trees import tree_of
from kg.predications import TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from kg.extractors.trees import Tree

__all__ = ["event_time", "find_times"]

_AGES: Final = frozenset({"old", "aged", "age"})
_AHEAD: Final = frozenset(
    {"will", "'ll", "’ll", "wo", "shall", "would", "'d", "’d", "may", "might", "should", "must", "could"}
)


def find_times(doc: Doc, published: date | None) -> dict[int, TimeExpression]:
    """Find the time expressions of a text.

    Parameters
    ----------
    doc : Doc, n tokens
        Uses ``dep``, ``tag``, ``lemma`` and ``ents``.
    published : datetime.date, optional
        Day of publication; without it relative expressions have no value.

    Returns
    -------
    dict of int to TimeExpression
        Keyed by head token, in text order. Ages ("the 52-year-old") are none. With "since", "until", "before" and
        "after" the days are those of the stretch that the preposition opens; the value stays that of the date.

    Notes
    -----
    One pass over the text, O(n).
    """
    tree = tree_of(doc)
    directions = _Directions(doc, tree)
    setting = Setting(published=published, direction=directions.of)
    text = doc.text  # put together anew each time it is asked for
    found: list[tuple[int, int, Moment]] = _merged(text, list(scan(text, setting)))
    found = joined_ranges(text, found, published, directions.lasts)
    taken = [(start, end) for start, end, _ in found]
    for ent in doc.ents:
        if ent.label_ in {"DATE", "TIME"} and not any(s < ent.end_char and ent.start_char < e for s, e in taken):
            moment = _marked(ent, published)
            if moment is not None:
                found.append((ent.start_char, ent.end_char, moment))
    out: dict[int, TimeExpression] = {}
    for start, end, moment in sorted(found, key=lambda f: f[:2]):
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is None or _is_age(doc, span) or tree.label(span.end - 1) == "PERSON" or _is_number(tree, span, moment):
            continue
        head = _head(tree, span)
        moment = _bounded(tree, head, span, moment, published)
        out.setdefault(head, _expression(head, start, end, moment))
    return out


def _expression(head: int, start: int, end: int, moment: Moment) -> TimeExpression:
    return TimeExpression(
        head=head,
        start=start,
        end=end,
        value=moment.value,
        first=moment.first,
        last=moment.last,
        kind=moment.kind,
    )


def _head(tree: Tree, span: Span) -> int:
    """Return the token of a span that hangs on nothing inside it; of several the one that others hang on most."""
    tops = [i for i in range(span.start, span.end) if not span.start <= tree.head[i] < span.end or tree.head[i] == i]
    tops = [i for i in tops if tree.pos[i] not in {"DET", "ADP", "PUNCT", "SPACE"}] or tops
    return tops[-1] if tops else span.end - 1


def _merged(text: str, found: list[tuple[int, int, Moment]]) -> list[tuple[int, int, Moment]]:
    """Join a time of the day with the date beside it: "at 9 a.m. on Tuesday", "Monday at 10:30"."""
    out: list[tuple[int, int, Moment]] = []
    for start, end, moment in found:
        if out:
            before_start, before_end, before = out[-1]
            gap = text[before_end:start].strip(" ,").lower()
            if gap in {
                "",
                "on",
                "at",
                "of",
                "about",
                "around",
                "at about",
                "at around",
                "just after",
                "just before",
                "shortly after",
            }:
                joined = _joined(before, moment) or (_dawn_of(before, moment) if gap in {"on", "of"} else None)
                if joined is not None:
                    out[-1] = (before_start, end, joined)
                    continue
        out.append((start, end, moment))
    return out


def _joined(one: Moment, other: Moment) -> Moment | None:
    clocks = [m for m in (one, other) if m.kind == "time" and ":" in m.value[10:]]
    days = [m for m in (one, other) if m not in clocks and m.first is not None and m.first == m.last]
    return days[0].at(clocks[0].value[11:]) if len(clocks) == 1 and len(days) == 1 else None


def _dawn_of(one: Moment, other: Moment) -> Moment | None:
    """Return the part of the day that is named before its day: "at dawn on Saturday"."""
    part = one.value[10:]
    if one.kind != "time" or part not in {"TMO", "TEV"} or other.kind != "date" or other.first != other.last:
        return None
    return other.at(part[1:]) if other.first is not None else None


def _is_age(doc: Doc, span: Span) -> bool:
    """Whether a stretch of time is somebody's age."""
    before = doc[span.start - 1].lower_ if span.start else ""
    after = doc[span.end].lower_ if span.end < len(doc) else ""
    follows = doc[span.end + 1].lower_ if after == "-" and span.end + 1 < len(doc) else after
    return before in {"aged", "age"} or follows in _AGES or span[-1].lower_ in _AGES


def _is_number(tree: Tree, span: Span, moment: Moment) -> bool:
    """Whether four digits count something: "2000 people", "1500 troops"."""
    if len(span) != 1 or len(moment.value) != 4 or not moment.value.isdigit():
        return False
    token = span.start
    counted = tree.dep[token] == "nummod" and tree.head[token] > token and tree.tag[tree.head[token]] in {"NNS", "$"}
    return counted and not (token and tree.pos[token - 1] == "DET")


def _bounded(tree: Tree, head: int, span: Span, moment: Moment, published: date | None) -> Moment:
    """Widen the days by a preposition: since (up to publication), until and by (from publication), before, after."""
    prep = marker(tree, head).split(" ")[-1] if marker(tree, head) else ""
    word = prep or (tree.lower[span.start - 1] if span.start else "")
    if moment.kind not in {"date", "time"} or moment.first is None or moment.last is None or "/" in moment.value:
        return moment
    if word == "since":
        last = published if published and published >= moment.first else None
        return replace(moment, last=last)
    if word in {"until", "till", "by"}:
        first = published if published and published <= moment.last else None
        return replace(moment, first=first)
    if word == "before":
        return replace(moment, first=None, last=moment.first - DAY)
    if word == "after":
        return replace(moment, first=moment.last, last=None)
    return moment


def _marked(ent: Span, published: date | None) -> Moment | None:
    """Resolve a date that the language model marks; an empty moment if nothing can be made of it."""
    if not any(t.like_num or t.pos_ in {"NOUN", "PROPN", "ADV"} for t in ent):
        return None
    text = ent.text.strip()
    if any(c.isdigit() for c in text) and len(text) <= 40:
        when = _parsed(text, published)
        if when is not None:
            return values.day(when)
    return Moment(kind="time" if ent.label_ == "TIME" else "date")


@lru_cache(maxsize=4096)
def _parsed(text: str, published: date | None) -> date | None:
    """Return the day that *dateparser* reads in an absolute date with day, month and year; None if it reads none."""
    import dateparser

    base = datetime.combine(published, time()) if published else datetime(2000, 1, 1)
    settings = {"RELATIVE_BASE": base, "REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = dateparser.parse(text, languages=["en"], settings=settings)
    return found.date() if found else None


class _Directions:
    """Tells whether an expression lies ahead or behind, by the verb that it belongs to."""

    def __init__(self, doc: Doc, tree: Tree) -> None:
        self.doc, self.tree = doc, tree
        self.parsed = doc.has_annotation("DEP")

    def of(self, start: int, end: int) -> int:
        """Return 1 if the code points [start, end) name something ahead, else -1."""
        span = self.doc.char_span(start, end, alignment_mode="expand")
        if span is None or not self.parsed:
            return -1
        head = _head(self.tree, span)
        for token in self._upwards(head):
            sign = self._sign(token)
            if sign:
                return sign
        return -1

    def lasts(self, start: int, end: int) -> bool:
        """Whether code points [start, end) say how long something lasts: not what it is moved from and to."""
        span = self.doc.char_span(start, end, alignment_mode="expand")
        if span is None or not self.parsed:
            return span is not None
        head = self.tree.head[_head(self.tree, span)]
        return self.tree.lemma[head] not in words("factuality", "shifting")

    def _upwards(self, token: int) -> Iterator[int]:
        yield token
        for _ in range(8):
            up = self.tree.head[token]
            if up == token:
                return
            yield up
            token = up

    def _sign(self, token: int) -> int:
        tree = self.tree
        case = marker(tree, token)
        if case == "ahead of":
            return 1
        clause = tree.pos[token] in {"VERB", "AUX"}
        if case in {"until", "till", "by"} and not clause and not self._is_past_perfect(tree.head[token]):
            return self._of_limit(token)
        if case == "since":
            return -1
        if case == "from" and tree.lemma[tree.head[token]] in words("factuality", "effective"):
            return 1
        particle = tree.with_dep(token, frozenset({"compound:prt"}))
        if tree.lemma[token] in words("factuality", "scheduled") and not particle and not self._is_past_perfect(token):
            return 1
        if tree.pos[token] not in {"VERB", "AUX"} and not tree.with_dep(token, frozenset({"cop"})):
            return 0
        return self._of_verb(token)

    def _of_limit(self, token: int) -> int:
        """Return the direction of "by Friday", "until March": ahead, unless the verb tells of the past."""
        verb = self.tree.head[token]
        conditional = marker(self.tree, verb) in {"if", "unless"}
        gives = self.tree.lemma[verb] in words("factuality", "deadlines")
        cop = [self.tree.lower[c] for c in self.tree.with_dep(verb, frozenset({"cop", "aux:pass"}))]
        past = self.tree.tag[verb] == "VBD" or bool({"was", "were"} & set(cop))
        return -1 if past and not conditional and not gives else 1

    def _is_past_perfect(self, verb: int) -> bool:
        return any(self.tree.lower[a] in {"had", "has", "have"} for a in self.tree.children[verb])

    def _of_verb(self, verb: int) -> int:
        tree = self.tree
        aux = [tree.lower[a] for a in [*auxiliaries(tree, verb), *tree.with_dep(verb, frozenset({"cop"}))]]
        infinitive = any(tree.lower[m] == "to" for m in tree.with_dep(verb, frozenset({"mark"})))
        if self._is_due(verb) and not self._is_past_perfect(verb):
            return 1
        if any(a in _AHEAD for a in aux):
            return -1 if "have" in aux else 1
        if infinitive:
            past = "have" in aux or tree.lemma[tree.head[verb]] in words("factuality", "done")
            return -1 if past or tree.lemma[tree.head[verb]] == "sentence" else 1
        if any(a in {"was", "were", "had", "has", "have", "been", "did"} for a in aux) or tree.tag[verb] == "VBD":
            return -1
        if tree.tag[verb] == "VBN" and not aux and tree.dep[verb] == "acl":
            return -1  # "a town seized in January"
        if tree.tag[verb] in {"VBG", "VBN"} and not aux:
            return 0
        if tree.tag[verb] == "VB" and not aux:
            return 1
        return self._of_present(verb)

    def _is_due(self, verb: int) -> bool:
        """Whether a verb follows "due to", "set to", which a parse may take for an adverb."""
        tree = self.tree
        leads = [c for c in tree.with_dep(verb, frozenset({"advmod", "amod"})) if c < verb]
        fixed = frozenset({"fixed"})
        return any(tree.lemma[c] in words("factuality", "scheduled") and tree.with_dep(c, fixed) for c in leads)

    def _of_present(self, verb: int) -> int:
        """Return the direction of a present tense: ahead, but for headlines and words that report."""
        tree = self.tree
        if tree.tag[verb] == "VBP" and _looks_past(tree.lower[verb]):
            return -1  # a past tense that was taken for a present: "farmers protested"
        sentence = [i for i, s in _sentence(tree, verb) if s]
        closed = any(tree.lower[i] in {".", "!", "?", ";", ",", '"', "”"} for i in sentence[-3:])
        reporting = bool(reporting_cue(tree, verb))
        return 1 if closed and not reporting else -1


def _looks_past(word: str) -> bool:
    return len(word) > 5 and word.endswith("ed") and not word.endswith(("eed", "bed"))


def _sentence(tree: Tree, token: int) -> Iterator[tuple[int, bool]]:
    """Yield the tokens of a sentence from one on, each with whether it is more than a space."""
    number = tree.sentence[token]
    at = token
    while at < len(tree) and tree.sentence[at] == number:
        yield at, tree.pos[at] != "SPACE"
        at += 1

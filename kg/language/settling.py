"""Second thoughts on named entities: rules for numbers, one type and class a name in a text."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from kg.language.entities import EntitySpan
from kg.language.labels import BIO
from kg.language.numerals import NUMERIC, looks_numeric, number_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["VOTED", "mend_names", "mend_numbers", "strip_article", "type_scores", "vote"]

#: Types among which the mentions of a name in a text must agree.
VOTED: tuple[str, ...] = ("PERSON", "ORG", "GPE", "LOC", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW")
_BEGIN = np.array([BIO.index(f"B-{t}") for t in VOTED])
_INSIDE = np.array([BIO.index(f"I-{t}") for t in VOTED])
#: Rule-found spans that are added where the network saw nothing.
_SURE = frozenset({"MONEY", "PERCENT", "DATE", "TIME"})
_BARE = frozenset({"ORG", "GPE", "LOC", "FAC", "NORP", "PERSON", "EVENT", "LAW", "PRODUCT"})
_NEVER_LAST = frozenset({"of", "the", "and", "for", "in", "&", ",", "(", "-", "'s", "\u2019s"})
#: What is no part of a number, or of a date, that it stands before or behind.
_ARTICLE = frozenset({"the"})
_DATE_LEADING = frozenset({"the", "early", "late"})
_DATE_TRAILING = frozenset({"later", "earlier"})
_FLOOR = -6.0
#: Capitalised syllables of Korean, Chinese and Vietnamese names that are words of English too.
_LAST_SYLLABLES = frozenset({"An", "Ha", "In", "My", "On"})


def strip_article(words: Sequence[str], span: EntitySpan) -> EntitySpan:
    """Take a lower-case article off a name ("the United States" is "United States")."""
    if span.label in _BARE and span.end - span.start > 1 and words[span.start] == "the":
        return EntitySpan(span.start + 1, span.end, span.label)
    return span


def mend_names(words: Sequence[str], spans: Sequence[EntitySpan]) -> list[EntitySpan]:
    """Let no name end in a function word, nor start with a lower-case article.

    Parameters
    ----------
    words : sequence of str, n
        A sentence.
    spans : sequence of EntitySpan
        In text order.

    Returns
    -------
    list of EntitySpan
        A name that ends in "of" is joined with the name that follows at once.

    Examples
    --------
    >>> mend_names("Municipality of Livorno".split(), [EntitySpan(0, 2, "GPE"), EntitySpan(2, 3, "GPE")])
    [EntitySpan(start=0, end=3, label='GPE')]
    """
    result: list[EntitySpan] = []
    for span in spans:
        before = result[-1] if result else None
        if before and before.end == span.start and words[before.end - 1] == "of" and span.label in _BARE:
            result[-1] = EntitySpan(before.start, span.end, before.label)
        else:
            result.append(span)
    return [strip_article(words, _grown(words, _strip_tail(words, s))) for s in result]


def _strip_tail(words: Sequence[str], span: EntitySpan) -> EntitySpan:
    end = span.end
    while span.label in _BARE and end - span.start > 1 and words[end - 1] in _NEVER_LAST:
        end -= 1
    return EntitySpan(span.start, end, span.label)


def _grown(words: Sequence[str], span: EntitySpan) -> EntitySpan:
    """Take in a last syllable that looks like a function word: "Moon Jae In said"."""
    end = span.end
    if span.label != "PERSON" or end + 1 >= len(words) or words[end] not in _LAST_SYLLABLES:
        return span
    return span if words[end + 1][:1].isupper() else EntitySpan(span.start, end + 1, span.label)


def mend_numbers(words: Sequence[str], spans: Sequence[EntitySpan]) -> list[EntitySpan]:
    """Let the rules set the bounds of dates, times and amounts.

    Parameters
    ----------
    words : sequence of str, n
        A sentence.
    spans : sequence of EntitySpan
        Its entities as the network saw them.

    Returns
    -------
    list of EntitySpan
        In text order.  A rule's span takes the place of the numeric entities that it wholly covers, never of a name.
        Articles, "early", "late" and "later" are no part of a date.

    Examples
    --------
    >>> mend_numbers("calls at 9 a.m. failed".split(), [EntitySpan(2, 3, "TIME")])
    [EntitySpan(start=2, end=4, label='TIME')]
    >>> mend_numbers("built in the late 1970s".split(), [EntitySpan(2, 3, "DATE"), EntitySpan(3, 5, "DATE")])
    [EntitySpan(start=4, end=5, label='DATE')]
    """
    result = list(spans)
    for start, end, label in number_spans(words):
        met = [s for s in result if s.start < end and start < s.end]
        if any(s.label not in NUMERIC or s.start < start or s.end > end for s in met):
            continue
        covered = sum(s.end - s.start for s in met)
        alone = not met and label in _SURE and not (end - start == 1 and words[start].isdigit())
        if alone or len(met) > 1 or (met and covered < end - start):
            result = [s for s in result if s not in met] + [EntitySpan(start, end, label)]
    return sorted(trimmed for s in result if (trimmed := _trimmed_date(words, s)) is not None)


def _trimmed_date(words: Sequence[str], span: EntitySpan) -> EntitySpan | None:
    """Take "the", "late" and "later" off "the late 1970s" and "two months later"; nothing of "the" alone."""
    start, end, label = span
    if label not in NUMERIC:
        return span
    if end - start == 1 and words[start].lower() == "the":
        return None
    leading = _DATE_LEADING if label == "DATE" else _ARTICLE
    while end - start > 1 and words[start].lower() in leading and looks_numeric(words[start + 1]):
        start += 1
    if label == "DATE" and end - start > 1 and words[end - 1].lower() in _DATE_TRAILING:
        end -= 1
    return EntitySpan(start, end, label)


def type_scores(ner: NDArray[np.float32], start: int, end: int) -> NDArray[np.float32]:
    """Return how well each type of `VOTED` fits a span: mean log-probability of its tags."""
    scores = np.maximum(ner[start:end], _FLOOR)
    total = scores[0, _BEGIN] + scores[1:, _INSIDE].sum(axis=0)
    return np.asarray(total / (end - start), dtype=np.float32)


def vote(
    words: Sequence[str], spans: Sequence[EntitySpan], scores: Sequence[NDArray[np.float32] | None]
) -> list[EntitySpan]:
    """Give all mentions of a name in a text the type that fits them best together.

    Parameters
    ----------
    words : sequence of str
        The whole text.
    spans : sequence of EntitySpan
    scores : sequence of array or None
        `type_scores` of each span; of those whose type is not voted on they are not needed.

    Notes
    -----
    A single word that ends a longer person's name in the text ("Lomidze" of "Davit Lomidze") counts as a mention of
    that person.
    """
    total: dict[str, NDArray[np.float32]] = defaultdict(lambda: np.zeros(len(VOTED), dtype=np.float32))
    names = [" ".join(words[s.start : s.end]) for s in spans]
    for span, name, score in zip(spans, names, scores, strict=True):
        if score is not None and span.label in VOTED:
            total[name] += score
    whole = dict(total)
    for span, name in zip(spans, names, strict=True):
        last = words[span.end - 1]
        if span.label == "PERSON" and span.end - span.start > 1 and last in total and last != name:
            total[last] = total[last] + whole[name]
            whole[name] = np.zeros(len(VOTED), dtype=np.float32)
    return [
        EntitySpan(s.start, s.end, VOTED[int(total[name].argmax())]) if s.label in VOTED else s
        for s, name in zip(spans, names, strict=True)
    ]

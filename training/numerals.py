"""Number labels for corpora that lack them, from the rules of the language layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.language.numerals import NUMERIC, looks_numeric, number_spans
from training.documents import ANY, OUT, begin, inside, mark

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["number_tags"]

#: Words after which four digits are a year.
_BEFORE_YEAR = frozenset(
    [
        "in",
        "by",
        "of",
        "since",
        "from",
        "until",
        "till",
        "during",
        "before",
        "after",
        "between",
        "early",
        "late",
        "mid",
        "(",
        ",",
    ]
)


def number_tags(words: Sequence[str], allowed: list[int], upos: Sequence[str] = ()) -> None:
    """Fill the undecided words of a sentence with rule-made number tags.

    Parameters
    ----------
    words : sequence of str, n
    allowed : list of int, n
        Words that are `OUT` or `ANY` are changed in place: matched ones get their type, number-like ones
        that no rule matches are left open among the numeric types and ``O``.
    upos : sequence of str, optional
        Where given, a matched one-word cardinal must be a ``NUM``.
    """
    free = [a in (OUT, ANY) for a in allowed]
    open_set = OUT | begin(*NUMERIC) | inside(*NUMERIC)
    for i, w in enumerate(words):
        if free[i] and allowed[i] == OUT and looks_numeric(w):
            allowed[i] = open_set
    for start, end, label in number_spans(words):
        if not all(free[start:end]):
            continue
        one = words[start].lower()
        if label == "CARDINAL" and end - start == 1:
            if upos and upos[start] != "NUM":
                continue
            mark(allowed, start, end, "CARDINAL", optional=one == "one")
        elif label == "ORDINAL" and one in {"first", "second"}:
            mark(allowed, start, end, "ORDINAL", optional=True)
        elif label == "DATE" and end - start == 1 and one.isdigit():
            sure = start > 0 and words[start - 1].lower() in _BEFORE_YEAR
            mark(allowed, start, end, "DATE", "DATE" if sure else "CARDINAL")
        elif one in {"a", "the", "some", "about", "over", "around"}:
            # annotators differ on the first word: let the model choose, hold the rest
            mark(allowed, start, end, label)
            allowed[start] |= OUT
            if start + 1 < end:
                allowed[start + 1] |= begin(label)
        else:
            mark(allowed, start, end, label)

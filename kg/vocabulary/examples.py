"""Examples of relations: sentences or phrases in which the two sides stand in brackets.

"[Corvane] delivers gearboxes to [Halden]" has the subject first; "[Halden](object) buys from [Corvane](subject)" says
which is which.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Example", "parse_example"]

_MARK = re.compile(r"\[([^\[\]]*)\](?:\(([^()]*)\))?")
_SIDES = ("subject", "object")
_SHOWN = "“[Corvane] delivers gearboxes to [Halden]”"


@dataclass(frozen=True, slots=True)
class Example:
    """An example without its brackets, and where its sides stand in it.

    Parameters
    ----------
    text : str
    subject, object : tuple of (int, int)
        Code points of the text, half-open.
    """

    text: str
    subject: tuple[int, int]
    object: tuple[int, int]


def parse_example(example: str) -> Example:
    """Read an example of a relation.

    Raises
    ------
    ValueError
        Saying what is wrong with it.

    Examples
    --------
    >>> parse_example("[Halden](object) buys from [Corvane]")
    Example(text='Halden buys from Corvane', subject=(17, 24), object=(0, 6))
    """
    marks = list(_MARK.finditer(example))
    for mark in marks:
        if mark[2] is not None and mark[2] not in _SIDES:
            raise ValueError(f"({mark[2]}) is no side of a relation; write (subject) or (object)")
        if not mark[1].strip():
            raise ValueError(f"its brackets are empty; the two sides stand there, as in {_SHOWN}")
    if {"[", "]"} & set(_MARK.sub("", example)):
        raise ValueError(f"a bracket is left over; the two sides stand in brackets, as in {_SHOWN}")
    if len(marks) != 2:
        found = {0: "no side stands", 1: "one side alone stands"}.get(len(marks), f"{len(marks)} phrases stand")
        raise ValueError(f"{found} in brackets; mark subject and object alone, as in {_SHOWN}")
    given = [mark[2] for mark in marks]
    if given[0] and given[0] == given[1]:
        raise ValueError(f"both sides are the {given[0]}; mark one as (subject) and one as (object)")
    swapped = given[0] == "object" or given[1] == "subject"
    text, end, spans = "", 0, []
    for mark in marks:
        text += example[end : mark.start()]
        spans.append((len(text), len(text) + len(mark[1])))
        text, end = text + mark[1], mark.end()
    first, second = spans
    return Example(text + example[end:], *((second, first) if swapped else (first, second)))

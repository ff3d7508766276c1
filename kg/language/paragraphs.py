"""Where line breaks end a sentence: blank lines always, single ones unless the text is hard-wrapped."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["hard_wrapped", "paragraph_starts"]

_FINAL = re.compile(r"[.!?:…][\"'”’)\]]*\s*$")
_WRAP_LOW, _WRAP_HIGH = 45, 110
_TOP = 8
"""Lines at the top that may be those of a headline, a byline and the like."""


def hard_wrapped(text: str) -> bool:
    """Tell whether single line breaks only fill lines, as in a mail or on a wire.

    Parameters
    ----------
    text : str

    Returns
    -------
    bool
        True where most lines that are followed by a non-blank line have 45 to 110 characters and stop
        in the middle of a sentence. Lines at the top that the next word would have fitted in, as those of
        a headline and a byline, say nothing of the rest.

    Examples
    --------
    >>> hard_wrapped("Headline\\nA sentence. Another one.\\nA third.")
    False
    """
    lines = text.split("\n")
    broken = [(a.strip(), b) for a, b in itertools.pairwise(lines) if a.strip() and b.strip()]
    # The headline may be longer than the lines of the report.
    width = sorted((0, 0, *(len(line.strip()) for line in lines)))[-2]
    inner = [a for n, (a, b) in enumerate(broken) if n >= _TOP or len(a) + 1 + len(b.split()[0]) > width]
    if len(inner) < 2:
        return False
    filled = [a for a in inner if _WRAP_LOW <= len(a) <= _WRAP_HIGH]
    unfinished = [a for a in filled if not _FINAL.search(a)]
    return len(filled) >= 0.7 * len(inner) and len(unfinished) >= 0.5 * len(inner)


def paragraph_starts(words: Sequence[str], gaps: Sequence[str], *, wrapped: bool) -> set[int]:
    """Return the words at which a paragraph surely starts.

    Parameters
    ----------
    words : sequence of str, n
        Without white space.
    gaps : sequence of str, n
        White space before each word.
    wrapped : bool
        As told by `hard_wrapped`.

    Notes
    -----
    A blank line always starts a paragraph.  A single line break does unless the text is hard-wrapped or the
    next line goes on in lower case.
    """
    starts = set()
    for i, gap in enumerate(gaps):
        if i == 0 or not gap or gap == " ":
            continue
        lines = gap.replace("\r\n", "\n")
        breaks = sum(lines.count(c) for c in "\n\r\v\f\x85\u2028\u2029")
        if not breaks:
            continue
        if breaks > 1 or (not wrapped and not words[i][:1].islower()):
            starts.add(i)
    return starts

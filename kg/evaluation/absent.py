"""What an annotation says of an article that the article does not have, so that it can never be found."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from kg.evaluation.gold import GoldDocument

__all__ = ["absent"]

_QUOTES = str.maketrans("‘’‛“”„‐‑–", "'''\"\"\"---")
#: How alike words of the text must be to be suggested, 0-1.
_LIKE = 0.75


def absent(document: GoldDocument) -> Iterator[tuple[str, str]]:
    """Yield names, triggers and sentences that an article has not, each with its place in the annotation.

    Parameters
    ----------
    document : GoldDocument
        Without text and sentences nothing can be said.

    Yields
    ------
    (str, str)
        Place, such as ``"entities[2].names[0]"``, and what is wrong there.

    Notes
    -----
    Case, white space and the shapes of quotes and dashes do not matter.
    """
    whole = " ".join((document.title, document.text, *document.sentences))
    text = _folded(whole)
    if not (document.text or document.sentences):
        return
    names = (
        (f"entities[{n}].names[{m}]", "name", name)
        for n, entity in enumerate(document.entities)
        for m, name in enumerate(entity.names)
    )
    triggers = ((f"events[{n}].trigger", "trigger", event.trigger) for n, event in enumerate(document.events))
    for place, what, words in (*names, *triggers):
        if not re.search(rf"(?<!\w){re.escape(_folded(words))}(?!\w)", text):
            yield place, f"the article has no {what} {words!r}, so it cannot be found{_near(words, whole)}"
    last = len(document.sentences) - 1
    relations = ((f"relations[{n}].sentence", r.sentence) for n, r in enumerate(document.relations))
    for place, number in (*relations, *((f"events[{n}].sentence", e.sentence) for n, e in enumerate(document.events))):
        if 0 <= last < number:
            yield place, f"the article has no sentence {number}; counted from 0, the last is {last}"


def _folded(text: str) -> str:
    return " ".join(text.translate(_QUOTES).casefold().split())


def _near(words: str, text: str) -> str:
    """Return words of the text, as many as are sought, that are spelt like them."""
    found = re.findall(r"[\w'’.-]*\w", text)
    size = len(words.split())
    runs = dict.fromkeys(" ".join(found[i : i + size]) for i in range(len(found) - size + 1))
    near = difflib.get_close_matches(words, runs, n=1, cutoff=_LIKE)
    return f"; did you mean {near[0]!r}?" if near else ""

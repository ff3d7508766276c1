"""A fault in an ontology or a lexicon of the user's own, with its line and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.errors import OntologyFileError

__all__ = ["Fault", "refuse"]

#: How many lines with further faults are named.
_NAMED = 8


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong in a file, and in which line (0: the file as a whole)."""

    line: int
    reason: str


def refuse(found: Iterable[Fault], source: str) -> None:
    """Raise the first fault of a file, if there is one, and name the lines of the others.

    Raises
    ------
    OntologyFileError
    """
    ordered = sorted(set(found))
    if not ordered:
        return
    first, *others = ordered
    more = ""
    if others:
        lines = [str(n) for n in dict.fromkeys(f.line for f in others)]
        named = ", ".join([*lines[:_NAMED], *(["…"] if len(lines) > _NAMED else [])])
        more = f" ({len(others)} more fault{'s'[: len(others) - 1]}, line{'s'[: len(lines) - 1]} {named})"
    raise OntologyFileError(first.reason + more, source=source, line=first.line)

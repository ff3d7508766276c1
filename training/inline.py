"""Passages whose names are marked inline: ``[ORG/Company Acme Ltd] of [GPE/Country Ghana]``.

The format is described in ``training/wire/README.md``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.language.labels import ENTITY_TYPES, FINE_CLASSES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["InlinePassage", "Line", "Mark", "read_inline", "read_line"]

_LABELS = frozenset(ENTITY_TYPES[:11])
_CLASSES = frozenset(FINE_CLASSES[1:])
_HEAD = re.compile(r"# id: (?P<name>[\w-]+); region: (?P<region>[^;]+); kind: (?P<kind>[^;]+)")
_OPEN = re.compile(r"\[(?P<label>-|[A-Z_]+)(?:/(?P<cls>[A-Za-z]+))? ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A marked name or common noun.

    Attributes
    ----------
    start, end : int
        Characters of the plain text.
    label : str
        Named-entity type; empty for a common noun.
    cls : str
        Ontology class; empty where none was given.
    inner : bool
        Whether the mark stands inside a name.
    """

    start: int
    end: int
    label: str
    cls: str
    inner: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a passage: its plain text and its marks, outer ones before those inside them."""

    text: str
    marks: tuple[Mark, ...]
    number: int


@dataclass(slots=True)
class InlinePassage:
    """A passage, and what is wrong with it (file, line and place in each fault)."""

    name: str
    region: str = ""
    kind: str = ""
    lines: list[Line] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def read_line(raw: str, number: int = 1) -> tuple[Line, list[str]]:
    """Read a line with marks.

    Parameters
    ----------
    raw : str
        As in the file; ``\\[`` and ``\\]`` are brackets of the text.
    number : int
        Of the line in its file.

    Returns
    -------
    Line
    list of str
        Faults, each beginning with the column (from 1).
    """
    text: list[str] = []
    open_marks: list[tuple[int, str, str, int]] = []
    marks: list[Mark] = []
    faults: list[str] = []
    at = 0
    while at < len(raw):
        c = raw[at]
        if c == "\\" and raw[at + 1 : at + 2] in {"[", "]"}:
            text.append(raw[at + 1])
            at += 2
            continue
        m = _OPEN.match(raw, at) if c == "[" else None
        if m:
            label, cls = m["label"].strip("-"), m["cls"] or ""
            faults += _label_faults(at, m["label"], cls)
            open_marks.append((len(text), label, cls, at))
            at = m.end()
            continue
        if c == "[":
            faults.append(f"{at + 1}: a mark is [LABEL text] or [LABEL/Class text], not {raw[at : at + 20]!r}")
        elif c == "]" and open_marks:
            start, label, cls, begun = open_marks.pop()
            inner = any(x[1] for x in open_marks)
            name = "".join(text[start:])
            if not name.strip() or name != name.strip():
                faults.append(f"{begun + 1}: a mark begins and ends with a word, not {name!r}")
            marks.append(Mark(start=start, end=len(text), label=label, cls=cls, inner=inner))
            at += 1
            continue
        # "Acme Inc.]." ends with one full stop, as English writes it
        if not (c == "." and raw[at - 1 : at] == "]" and text[-1:] == ["."] and raw[at + 1 : at + 2] != "."):
            text.append(c)
        at += 1
    faults += [f"{begun + 1}: the mark is not closed" for *_, begun in open_marks]
    marks.sort(key=lambda m: (m.start, -m.end, m.inner))
    return Line(text="".join(text), marks=tuple(marks), number=number), faults


def _label_faults(at: int, label: str, cls: str) -> Iterator[str]:
    if label != "-" and label not in _LABELS:
        yield f"{at + 1}: no such label {label}"
    if cls and cls not in _CLASSES:
        yield f"{at + 1}: no such class {cls}"
    if label == "-" and not cls:
        yield f"{at + 1}: a common noun needs a class"


def _blocks(path: Path) -> Iterator[list[tuple[int, str]]]:
    current: list[tuple[int, str]] = []
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], 1):
        if line.strip():
            current.append((number, line.strip()))
        elif current:
            yield current
            current = []


def read_inline(path: Path) -> Iterator[InlinePassage]:
    """Yield the passages of a file, with their faults.

    Parameters
    ----------
    path : Path
        Passages divided by blank lines, each with a head line.
    """
    for (first, head), *rest in _blocks(path):
        m = _HEAD.fullmatch(head)
        passage = InlinePassage(m["name"], m["region"].strip(), m["kind"].strip()) if m else InlinePassage(head)
        if not m:
            form = "# id: …; region: …; kind: …"
            passage.faults.append(f"{path.name}:{first}:1: a head line is {form!r}, not {head[:40]!r}")
        if not rest:
            passage.faults.append(f"{path.name}:{first}:1: a passage without text")
        for number, raw in rest:
            line, faults = read_line(raw, number)
            passage.lines.append(line)
            passage.faults += [f"{path.name}:{number}:{fault}" for fault in faults]
        yield passage

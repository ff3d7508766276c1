"""The project's news passages: from the annotation format to JSON with character offsets.

The format is described in ``training/news/README.md``.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from training.qualifiers import NUMBERS, read_event, read_relation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Passage", "in_part", "is_kept_out", "outermost", "passages", "read_passage"]

_PRONOUNS = frozenset(
    [
        "he",
        "she",
        "it",
        "they",
        "him",
        "her",
        "them",
        "his",
        "hers",
        "its",
        "their",
        "theirs",
        "who",
        "whom",
        "whose",
        "which",
        "that",
        "this",
        "these",
        "those",
        "we",
        "us",
        "our",
        "i",
        "me",
        "my",
        "you",
    ]
)
_REQUIRED = {
    "E:": "id Class = name | name",
    "V:": 'id Class "trigger" @sentence',
    "R:": "subject relation object @sentence",
}


@dataclass(slots=True)
class Passage:
    """A passage as read, and what is wrong with it.

    Attributes
    ----------
    doc : str
    date, place : str
        As in its head line.
    text : str
    sentences : list of (start, end)
        Character offsets.
    entities, relations, events, near_misses : list of dict
        As in the interchange of the quality scripts; triggers and all mentions (also those inside
        others) with offsets.
    faults : list of str
        What does not fit the format.
    """

    doc: str
    date: str = ""
    place: str = ""
    text: str = ""
    sentences: list[tuple[int, int]] = field(default_factory=list)
    entities: list[dict[str, Any]] = field(default_factory=list)
    relations: list[dict[str, Any]] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    near_misses: list[dict[str, Any]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def ids(self) -> set[str]:
        """Ids of entities and events."""
        return {x["id"] for x in (*self.entities, *self.events)}


def is_kept_out(doc: str) -> bool:
    """Whether a passage is for measuring only: one in twenty, by its id, so that new passages change nothing.

    Examples
    --------
    >>> [n for n in range(1, 60) if is_kept_out(f"local-{n:03}")]
    [15, 17, 22, 48, 57]
    """
    return zlib.crc32(doc.encode()) % 20 == 0


def in_part(doc: str, share: float) -> bool:
    """Whether a passage is in a part of this share of all, chosen by id; a smaller part lies in a larger one.

    Examples
    --------
    >>> [n for n in range(1, 9) if in_part(f"local-{n:03}", 0.5)]
    [1, 5, 6, 8]
    """
    return zlib.crc32(f"part {doc}".encode()) % 1000 < share * 1000


def passages(path: Path) -> Iterator[list[str]]:
    """Yield the lines of each passage of a file."""
    current: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#id "):
            if current:
                yield current
            current = [line]
        elif line.strip() and current:
            current.append(line)
    if current:
        yield current


def _kind(name: str) -> str:
    # WHO and US are names
    if name.lower() in _PRONOUNS and not (name.isupper() and len(name) > 1):
        return "pronoun"
    return "name" if name[:1].isupper() else "nominal"


def _spots(raw: str, passage: Passage) -> tuple[str, list[tuple[int, int]]]:
    """The name without its ``@sentence``, and where it stands."""
    name, low, high = raw, 0, len(passage.text)
    if m := re.search(r"@(\d+)$", raw):
        name, number = raw[: m.start()], int(m[1])
        low, high = passage.sentences[number] if number < len(passage.sentences) else (0, 0)
    found = (x.span() for x in re.finditer(r"(?<!\w)" + re.escape(name) + r"(?!\w)", passage.text))
    return name, [(s, e) for s, e in found if low <= s and e <= high]


def outermost(mentions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the mentions of an entity that lie in no other of its mentions, in text order."""
    out: list[dict[str, Any]] = []
    for m in sorted(mentions, key=lambda m: (m["start"], -m["end"])):
        if not out or m["end"] > out[-1]["end"]:
            out.append(m)
    return out


def _entity(line: str, passage: Passage) -> dict[str, Any] | None:
    m = re.match(r"(\S+)\s+(\w+)\s*=\s*(.+)", line)
    if not m:
        passage.faults.append(f"an entity needs {_REQUIRED['E:']}: {line[:100]}")
        return None
    mentions, names = [], []
    for raw in m[3].split("|"):
        name, spots = _spots(raw.strip(), passage)
        if not spots:
            passage.faults.append(f"not in the text: {name}")
        kind = _kind(name)
        if kind != "pronoun":
            names.append(name)
        mentions += [{"start": s, "end": e, "text": name, "kind": kind} for s, e in spots]
    if not names:
        passage.faults.append(f"{m[1]} has no name but pronouns")
    return {"id": m[1], "type": m[2], "names": names, "wikidata": None, "mentions": mentions}


def _annotate(kind: str, rest: str, passage: Passage) -> None:
    """Read one line of annotation into the passage."""
    if kind == "E:":
        entity = _entity(rest, passage)
        if entity:
            passage.entities.append(entity)
        return
    if kind == "V:":
        event = read_event(rest, passage.text, passage.sentences, passage.faults)
        if event:
            passage.events.append(event)
        return
    relation = read_relation(rest, passage.faults)
    if relation:
        (passage.relations if kind == "R:" else passage.near_misses).append(relation)


def _check_references(passage: Passage) -> None:
    ids = passage.ids
    if len(ids) < len(passage.entities) + len(passage.events):
        passage.faults.append("an id is used twice")
    named: list[tuple[str, str]] = []
    for x in (*passage.relations, *passage.near_misses):
        named += [(x[k], f"{x['subject']} {x['predicate']} {x['object']}") for k in ("subject", "object")]
        named += [(s, x["predicate"]) for s in x["source"]]
    for v in passage.events:
        named += [(s, v["id"]) for s in v["source"]]
        named += [(i, v["id"]) for k, filler in v["roles"].items() if k not in NUMBERS for i in filler]
    passage.faults += [f"unknown id {i} in {where}" for i, where in named if i not in ids]


def read_passage(lines: list[str]) -> Passage:
    """Read a passage.

    Parameters
    ----------
    lines : list of str
        As given by `passages`.

    Returns
    -------
    Passage
        With everything that could be read, and the faults.
    """
    passage = Passage(lines[0].split()[1])
    for key, value in re.findall(r"(date|place)=(.+?)(?= \w+=|$)", lines[0].strip()):
        setattr(passage, key, value)
    texts = [line[2:].strip() for line in lines if line.startswith("T:")]
    at = 0
    for t in texts:
        passage.sentences.append((at, at + len(t)))
        at += len(t) + 1
    passage.text = "\n".join(texts)
    if not texts:
        passage.faults.append("no text")
    for line in lines[1:]:
        kind, rest = line[:2], line[2:].strip()
        if kind in {"E:", "R:", "V:", "N:"}:
            _annotate(kind, rest, passage)
        elif kind != "T:":
            passage.faults.append(f"a line starts with T: E: R: V: N: or #id, not {line[:40]}")
    _check_references(passage)
    return passage

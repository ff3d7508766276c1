"""The project's news passages: from the annotation format to mentions with character offsets.

The format is described in ``training/news/README.md``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["passages", "read_passage"]

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


def _mentions(name: str, text: str, sentences: list[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """The name without its ``@sentence``, and where it stands."""
    low, high = 0, len(text)
    if m := re.search(r"@(\d+)$", name):
        name = name[: m.start()]
        low, high = sentences[int(m[1])] if int(m[1]) < len(sentences) else (0, 0)
    found = re.finditer(r"(?<!\w)" + re.escape(name) + r"(?!\w)", text)
    return name, [x.span() for x in found if low <= x.start() and x.end() <= high]


def _entity(line: str, text: str, sentences: list[tuple[int, int]], faults: list[str]) -> dict[str, Any] | None:
    m = re.match(r"(\S+)\s+(\w+)\s*=\s*(.+)", line)
    if not m:
        faults.append(f"an entity needs: id Class = name | name: {line[:80]}")
        return None
    mentions = []
    for raw in m[3].split("|"):
        name, spots = _mentions(raw.strip(), text, sentences)
        if not spots:
            faults.append(f"not in the text: {name}")
        pronoun = name.lower() in _PRONOUNS and not (name.isupper() and len(name) > 1)
        kind = "pronoun" if pronoun else "name" if name[:1].isupper() else "nominal"
        mentions += [{"start": s, "end": e, "text": name, "kind": kind} for s, e in spots]
    return {"id": m[1], "type": m[2], "mentions": mentions}


def read_passage(lines: list[str], faults: list[str]) -> dict[str, Any]:
    """Return a passage as text, sentences and entities.

    Parameters
    ----------
    lines : list of str
        As given by `passages`.
    faults : list of str
        What does not fit the format is added here.

    Returns
    -------
    dict
        ``doc``, ``text``, ``sentences`` (offsets) and ``entities`` (id, type, mentions with offsets).
    """
    texts = [line[2:].strip() for line in lines if line.startswith("T:")]
    sentences, at = [], 0
    for t in texts:
        sentences.append((at, at + len(t)))
        at += len(t) + 1
    text = "\n".join(texts)
    found = [_entity(line[2:].strip(), text, sentences, faults) for line in lines if line.startswith("E:")]
    return {
        "doc": lines[0].split()[1],
        "text": text,
        "sentences": sentences,
        "entities": [e for e in found if e is not None],
    }

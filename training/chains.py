"""Texts with what their mentions refer to: GUM, GAP and the project's own passages."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, NamedTuple

from training.conllu import Tree, read_conllu
from training.passages import is_kept_out, passages, read_passage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Chained", "read_chains", "read_gap", "read_gum", "read_passages"]

_Span = tuple[int, int]
#: Genres of GUM that are talk: "you" and "I" all over, little that helps to read news.
_TALK = ("conversation", "podcast", "vlog", "whow", "reddit")


class Chained(NamedTuple):
    """A text and its chains of mentions.

    ``complete`` tells whether a pronoun outside all chains, or alone in one, refers to nothing near.
    """

    text: str
    chains: tuple[tuple[_Span, ...], ...]
    complete: bool


def _brackets(tree: Tree, shift: int, open_: dict[str, list[int]], found: dict[str, list[_Span]]) -> None:
    """Read GUM's entity brackets of one sentence; offsets are moved by ``shift``."""
    for row in tree.rows:
        mark = re.search(r"(?:^|\|)Entity=([^|]*)", row.misc)
        for part in re.findall(r"\([^()]*\)?|[^()]+\)", mark[1]) if mark else ():
            chain = part.strip("()").split("-")[0]
            if part.startswith("("):
                open_.setdefault(chain, []).append(shift + row.start)
            if part.endswith(")") and open_.get(chain):
                found.setdefault(chain, []).append((open_[chain].pop(), shift + row.end))


def read_gum(path: Path) -> Chained:
    """Read one document of GUM."""
    text, found, open_ = "", dict[str, list[_Span]](), dict[str, list[int]]()
    for tree in read_conllu(path):
        if tree.aligned:
            _brackets(tree, len(text), open_, found)
        text += tree.text + " "
    return Chained(text.rstrip(), tuple(tuple(c) for c in found.values()), complete=True)


def read_gap(path: Path) -> Iterator[Chained]:
    """Yield the snippets of GAP in which a name is known that the pronoun refers to."""
    with path.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE):
            spans = [(int(row["Pronoun-offset"]), row["Pronoun"])]
            spans += [(int(row[f"{k}-offset"]), row[k]) for k in "AB" if row[f"{k}-coref"] == "TRUE"]
            if len(spans) > 1:
                yield Chained(row["Text"], (tuple((s, s + len(t)) for s, t in spans),), complete=False)


def read_passages(path: Path) -> Iterator[Chained]:
    """Yield the passages of a file that may be learned from; a pronoun that its sentence holds twice is left out."""
    for lines in passages(path):
        passage = read_passage(lines)
        if is_kept_out(passage.doc):
            continue
        chains = []
        for entity in passage.entities:
            spots = [
                m for m in entity["mentions"] if m["kind"] != "pronoun" or _is_single(passage.sentences, m, entity)
            ]
            chains.append(tuple((m["start"], m["end"]) for m in spots))
        yield Chained(passage.text, tuple(chains), complete=False)


def _is_single(sentences: list[_Span], mention: dict[str, int], entity: dict[str, list[dict[str, int]]]) -> bool:
    start, end = next((s, e) for s, e in sentences if s <= mention["start"] < e)
    same = [m for m in entity["mentions"] if start <= m["start"] < end and m["text"] == mention["text"]]
    return len(same) == 1


def read_chains(data: Path, news: Path) -> Iterator[Chained]:
    """Yield all texts with chains.

    Parameters
    ----------
    data : Path
        Folder with ``gum`` (CoNLL-U in ``train`` and ``dev``) and ``gap`` (TSV).
    news : Path
        Folder of the project's own passages.
    """
    for path in sorted((data / "gum").glob("*/*.conllu")):
        if not any(genre in path.name for genre in _TALK):
            yield read_gum(path)
    for path in sorted((data / "gap").glob("*.tsv")):
        yield from read_gap(path)
    for path in sorted(news.glob("*-*.txt")):
        yield from read_passages(path)

"""Universal Dependencies files, read as documents."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Row", "Tree", "read_conllu"]


@dataclass(slots=True)
class Row:
    """One syntactic word.

    Attributes
    ----------
    start, end : int
        Half-open offsets in the sentence's text, -1 where the surface cannot be split.
    """

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    misc: str
    start: int = -1
    end: int = -1


@dataclass(slots=True)
class Tree:
    """One sentence of a treebank with its text as written."""

    doc: str
    text: str
    paragraph: bool
    rows: list[Row] = field(default_factory=list)

    @property
    def aligned(self) -> bool:
        """Whether every word has offsets."""
        return all(r.start >= 0 for r in self.rows)


def _build(block: list[str], doc: str, paragraph: bool) -> Tree:
    tree = Tree(doc, "", paragraph)
    text = ""
    group_end, group_text, group_rows, group_space = -1, "", [], True
    for line in block:
        c = line.split("\t")
        if "." in c[0]:
            continue
        space = "SpaceAfter=No" not in c[9]
        if "-" in c[0]:
            group_end = int(c[0].split("-")[1])
            group_text, group_rows, group_space = c[1], [], space
            continue
        row = Row(c[1], c[2], c[3], c[4], "" if c[5] == "_" else c[5], int(c[6]), c[7], c[9])
        tree.rows.append(row)
        if int(c[0]) <= group_end:
            group_rows.append(row)
            if int(c[0]) == group_end:
                at = len(text)
                if "".join(r.form for r in group_rows) == group_text:
                    for r in group_rows:
                        r.start, r.end = at, at + len(r.form)
                        at = r.end
                text += group_text + (" " if group_space else "")
            continue
        row.start, row.end = len(text), len(text) + len(row.form)
        text += row.form + (" " if space else "")
    tree.text = text.rstrip(" ")
    return tree


def read_conllu(path: Path) -> Iterator[Tree]:
    """Yield the sentences of a CoNLL-U file.

    Parameters
    ----------
    path : Path

    Yields
    ------
    Tree
        ``tree.doc`` is the id of the last ``# newdoc``.
    """
    doc, paragraph, block = path.stem, True, []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("#"):
            if line.startswith("# newdoc id"):
                doc, paragraph = line.split("=", 1)[1].strip(), True
            elif line.startswith("# newpar") and "newpar_block" not in line:
                paragraph = True
        elif line.strip():
            block.append(line)
        elif block:
            yield _build(block, doc, paragraph)
            block, paragraph = [], False

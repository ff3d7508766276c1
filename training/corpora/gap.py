"""GAP: snippets of Wikipedia with a pronoun and two names that it may refer to."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from training.corpora.texts import rough_sentences
from training.documents import UNKNOWN, Document, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from spacy.tokenizer import Tokenizer

__all__ = ["read_gap"]


def _known(row: dict[str, str]) -> dict[int, int]:
    """Chain by offset of the first character: 0 is what the pronoun refers to."""
    known = {int(row["Pronoun-offset"]): 0}
    for chain, name in ((1, "A"), (2, "B")):
        chain = 0 if row[f"{name}-coref"] == "TRUE" else chain
        known[int(row[f"{name}-offset"])] = chain
        # the same words elsewhere in a snippet are the same person
        for m in re.finditer(rf"\b{re.escape(row[name])}\b", row["Text"]):
            known.setdefault(m.start(), chain)
    return known


def read_gap(path: Path, tokenizer: Tokenizer) -> Iterator[Document]:
    """Yield the snippets of a GAP file in which one of the names is what the pronoun refers to.

    Parameters
    ----------
    path : Path
        Tab-separated, as published.
    tokenizer : spacy.tokenizer.Tokenizer
    """
    with path.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE):
            if "TRUE" not in {row["A-coref"], row["B-coref"]}:
                continue
            known = _known(row)
            sentences = []
            for tokens in rough_sentences(row["Text"], tokenizer):
                chains = [known.get(start, UNKNOWN) for _, start, _ in tokens]
                sentences.append(Sentence([word for word, _, _ in tokens], chains=chains))
            yield Document(row["ID"], "gap", sentences, bounds=False, closed=False)

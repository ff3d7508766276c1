"""Corpora of two columns: WikiGold, WNUT, Broad Twitter, SEC filings, CrossNER, UNER."""

from __future__ import annotations

from typing import TYPE_CHECKING

from training.documents import OUT, Document, Sentence, mark
from training.gazetteer import event_types, is_demonym, place_types
from training.numerals import number_tags

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from training.gazetteer import Gazetteer

__all__ = ["column_spans", "read_columns"]

_TYPES = {
    "PER": ("PERSON",),
    "person": ("PERSON",),
    "politician": ("PERSON",),
    "ORG": ("ORG",),
    "corporation": ("ORG",),
    "organisation": ("ORG",),
    "politicalparty": ("ORG",),
    "group": ("ORG", "NORP"),
    "country": ("GPE",),
    "election": ("EVENT",),
    "event": ("EVENT",),
    "product": ("PRODUCT",),
    "creative-work": ("WORK_OF_ART",),
}
_FINE = {
    "PER": "Person",
    "person": "Person",
    "politician": "Person",
    "politicalparty": "PoliticalParty",
    "country": "Country",
    "corporation": "Company",
}
_GAPS = "\u200d\u2028"


def column_spans(tags: list[str]) -> list[tuple[int, int, str]]:
    """Return the spans of IO, IOB1 or IOB2 tags."""
    spans, start, kind = [], -1, ""
    for i, tag in enumerate([*tags, "O"]):
        if start >= 0 and (tag == "O" or tag.startswith("B-") or tag[2:] != kind):
            spans.append((start, i, kind))
            start = -1
        if tag != "O" and start < 0:
            start, kind = i, tag[2:]
    return spans


def _sentence(words: list[str], tags: list[str], gazetteer: Gazetteer) -> Sentence:
    allowed, fine = [OUT] * len(words), [""] * len(words)
    for a, b, kind in column_spans(tags):
        text = " ".join(words[a:b])
        if kind in {"LOC", "location"}:
            types = place_types(text, gazetteer)
        elif kind in {"MISC", "misc"}:
            types = event_types(text)
        else:
            types = _TYPES[kind]
            if types == ("ORG",) and b - a == 1 and is_demonym(text) and kind != "politicalparty":
                types = ("ORG", "NORP")
        mark(allowed, a, b, *types, optional=words[a].startswith("@"))
        name = "Country" if text in gazetteer.countries and types == ("GPE",) else _FINE.get(kind, "")
        fine[a:b] = [name] * (b - a)
    for i, w in enumerate(words):
        if allowed[i] == OUT and is_demonym(w) and w[:1].isupper():
            mark(allowed, i, i + 1, "NORP", "LANGUAGE", optional=True)
    number_tags(words, allowed)
    return Sentence(words, allowed=allowed, fine=fine)


def read_columns(
    path: Path, corpus: str, gazetteer: Gazetteer, *, word: int = 0, tag: int = -1, share: float = 1.0, chunk: int = 1
) -> Iterator[Document]:
    """Yield the sentences of a column file as documents of `chunk` sentences.

    Parameters
    ----------
    path : Path
    corpus : str
    gazetteer : Gazetteer
    word, tag : int
        Columns of the word and of its tag.
    share : float
        Chance that an epoch reads a document.
    chunk : int
        Sentences a document.
    """
    done: list[Sentence] = []
    words: list[str] = []
    tags: list[str] = []
    count = 0
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        cells = line.split("\t") if "\t" in line else line.split()
        if line.startswith("# ") and len(cells) != 2:
            continue
        if line.strip() and len(cells) >= 2 and not line.startswith("-DOCSTART-"):
            form = cells[word].strip(_GAPS) or "-"
            words.append(form)
            tags.append(cells[tag].strip() or "O")
        elif words:
            if len(words) <= 120:
                done.append(_sentence(words, tags, gazetteer))
            words, tags = [], []
        if len(done) >= chunk:
            yield Document(f"{corpus}-{count}", corpus, done, bounds=False, share=share)
            done, count = [], count + 1
    if done:
        yield Document(f"{corpus}-{count}", corpus, done, bounds=False, share=share)

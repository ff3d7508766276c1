"""re3d: reports on the war in Syria and Iraq by governments, with entities marked by the crowd."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from training.corpora.news import is_name
from training.corpora.texts import rough_sentences
from training.documents import ANY, OUT, Document, Sentence, mark, mark_person
from training.gazetteer import is_demonym, place_types
from training.numerals import number_tags

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from spacy.tokenizer import Tokenizer

    from training.gazetteer import Gazetteer

__all__ = ["read_re3d"]

_THINGS = frozenset(["Weapon", "Vehicle", "MilitaryPlatform"])
_ARTICLES = frozenset(["the", "a", "an", "its", "their", "our"])
#: Words that end the name of a group without being part of it.
_KINDS = frozenset(
    [
        "aircraft", "citizens", "forces", "government", "members", "officials", "people", "service", "soldiers",
        "troops",
    ]
)  # fmt: skip


def _types(kind: str, name: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    if kind == "Person":
        return ("PERSON",)
    if kind == "Nationality" or (is_demonym(name) and name not in gazetteer.gpe):
        return ("NORP",)
    if kind == "Organisation":
        return ("ORG", "GPE") if name in gazetteer.gpe else ("ORG",)
    if kind == "Location":
        return tuple(t for t in place_types(name, gazetteer) if t != "NORP")
    return ("PRODUCT",) if kind in _THINGS else ()


def _mark(
    words: Sequence[str], allowed: list[int], start: int, end: int, kind: str, gazetteer: Gazetteer
) -> None:
    """Mark a mention if it is a name; a nominal with a name inside it leaves that name open."""
    while start < end and words[start].lower() in _ARTICLES:
        start += 1
    if start == end or words[end - 1] in _KINDS or not is_name(list(words[start:end]), initial=start == 0):
        return
    types = _types(kind, " ".join(words[start:end]), gazetteer)
    if types == ("PERSON",):
        mark_person(allowed, words, start, end)
    elif types:
        mark(allowed, start, end, *types, optional=kind in _THINGS)


def read_re3d(folder: Path, tokenizer: Tokenizer, gazetteer: Gazetteer) -> Iterator[Document]:
    """Yield the documents of one of the corpus' sources; capitalised words that nobody marked stay open.

    Parameters
    ----------
    folder : Path
        With ``documents.json`` and ``entities.json``, one record a line.
    tokenizer : spacy.tokenizer.Tokenizer
    gazetteer : Gazetteer
    """
    found: dict[str, list[tuple[int, int, str]]] = {}
    for line in (folder / "entities.json").read_text(encoding="utf-8-sig").splitlines():
        e = json.loads(line)
        found.setdefault(e["documentId"], []).append((int(e["begin"]), int(e["end"]), e["type"]))
    for line in (folder / "documents.json").read_text(encoding="utf-8-sig").splitlines():
        raw = json.loads(line)
        mentions = sorted(found.get(raw["_id"], ()), key=lambda m: (m[0] - m[1], m))
        sentences = []
        for tokens in rough_sentences(raw["text"], tokenizer):
            words = [w for w, _, _ in tokens]
            begins = {s: i for i, (_, s, _) in enumerate(tokens)}
            ends = {e: i + 1 for i, (_, _, e) in enumerate(tokens)}
            allowed = [ANY if w[:1].isupper() else OUT for w in words]
            taken: set[int] = set()
            for s, e, kind in mentions:
                a, b = begins.get(s), ends.get(e)
                if a is not None and b is not None and taken.isdisjoint(range(a, b)):
                    _mark(words, allowed, a, b, kind, gazetteer)
                    if any(x not in {ANY, OUT} for x in allowed[a:b]):
                        taken.update(range(a, b))
            number_tags(words, allowed)
            sentences.append(Sentence(words, allowed=allowed, ner_weight=0.5))
        yield Document(raw["_id"], "re3d", sentences, bounds=False)

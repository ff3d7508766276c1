"""Measuring an exported model on documents that it never saw."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import spacy

from kg.language.analysis import analyse
from kg.language.entities import decode_entities
from kg.language.labels import FINE_CLASSES
from kg.language.lemmas import apply_script
from kg.language.reader import Reader
from kg.language.trees import best_tree
from training.corpora import load_corpora
from training.corpora.columns import column_spans
from training.documents import BEGIN
from training.scoring import Accuracy, Spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from training.documents import Document, Sentence

__all__ = ["run_evaluation"]

_COARSE = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
_NEWSWIRE = {"Person": "PER", "Organization": "ORG", "Location": "LOC", "Facility": "LOC"}
_REDOCRED = {
    **_COARSE, "NORP": "LOC", "DATE": "TIME", "TIME": "TIME",
    **dict.fromkeys(["CARDINAL", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"], "NUM"),
    **dict.fromkeys(["WORK_OF_ART", "PRODUCT", "EVENT", "LANGUAGE", "LAW"], "MISC"),
}  # fmt: skip
_NAMES, _OTHERS = ("PER", "ORG", "LOC"), ("TIME", "NUM", "MISC")
#: Regions of the newswire's papers, by the beginning of the file's name.
_REGIONS = {
    "Sub-Saharan Africa": "af et ghana mauritius nm panaf sa",
    "Middle East and North Africa": "alg asia eg iran israel jr kw oman qt saud uae",
    "South Asia": "bangladesh in",
    "East and South-East Asia": "cn jp kr mong my th tw",
    "Latin America": "arg bol chile col cosric cuba ecuador elsalv hond mex nic pan paraguay peru ven",
    "Canada and Oceania": "aus canada nz",
}
LAYERS = ("UPOS", "XPOS", "feats", "lemma", "UAS", "LAS", "LAS full")


def _count(
    acc: Accuracy, reader: Reader, s: Sentence, tags: Sequence[np.ndarray], heads: np.ndarray, deprels: np.ndarray
) -> None:
    """Compare one sentence; heads counted from 1 in the sentence, -1 for one outside it."""
    n = len(s.words)
    upos, xpos, feats, scripts = tags
    acc.add("UPOS", sum(reader.upos[a] == b for a, b in zip(upos, s.upos, strict=True)), n)
    acc.add("XPOS", sum(reader.xpos[a] == b for a, b in zip(xpos, s.xpos, strict=True)), n)
    acc.add("feats", sum(reader.feats[a] == b for a, b in zip(feats, s.feats, strict=True)), n)
    lemmas = [apply_script(w, reader.scripts[a]) for w, a in zip(s.words, scripts, strict=True)]
    acc.add("lemma", sum(a == b for a, b in zip(lemmas, s.lemmas, strict=True)), n)
    arcs = [int(h) == g for h, g in zip(heads, s.heads, strict=True)]
    names = [reader.deprels_[d] for d in deprels]
    acc.add("UAS", sum(arcs), n)
    acc.add(
        "LAS", sum(a and x.split(":")[0] == y.split(":")[0] for a, x, y in zip(arcs, names, s.deprels, strict=True)), n
    )
    acc.add("LAS full", sum(a and x == y for a, x, y in zip(arcs, names, s.deprels, strict=True)), n)


def trees_gold_sentences(reader: Reader, documents: Sequence[Document]) -> Accuracy:
    """Measure tags and trees sentence by sentence."""
    acc = Accuracy()
    for s in (s for d in documents for s in d.sentences if len(s.words) <= 200):
        scores = reader.scores(s.words, set())
        heads = best_tree(scores.arcs)
        _count(
            acc,
            reader,
            s,
            (scores.upos, scores.xpos, scores.feats, scores.scripts),
            heads,
            reader.deprels(scores, heads),
        )
    return acc


def trees_found_sentences(reader: Reader, documents: Sequence[Document]) -> tuple[Accuracy, Spans]:
    """Measure tags and trees of whole documents whose sentence bounds are found by the model."""
    acc, bounds = Accuracy(), Spans()
    for d in documents:
        words = [w for s in d.sentences for w in s.words]
        at, paragraphs, gold = 0, set(), []
        for s in d.sentences:
            if at and s.paragraph:
                paragraphs.add(at)
            gold.append((at, at + len(s.words), "sentence"))
            at += len(s.words)
        a = analyse(reader, words, paragraphs)
        found = zip(a.starts, [*a.starts[1:], len(words)], strict=True)
        bounds.add(gold, [(x, y, "sentence") for x, y in found])
        for (b, e, _), s in zip(gold, d.sentences, strict=True):
            own = a.heads[b:e] == np.arange(b, e)
            inside = (a.heads[b:e] >= b) & (a.heads[b:e] < e)
            heads = np.where(own, 0, np.where(inside, a.heads[b:e] - b + 1, -1))
            _count(acc, reader, s, (a.upos[b:e], a.xpos[b:e], a.feats[b:e], a.scripts[b:e]), heads, a.deprels[b:e])
    return acc, bounds


def sentences_found(reader: Reader, documents: Sequence[Document]) -> Spans:
    """Measure sentence bounds of documents set as one paragraph."""
    bounds = Spans()
    for d in documents:
        words = [w for s in d.sentences for w in s.words]
        ends = np.cumsum([len(s.words) for s in d.sentences]).tolist()
        found = analyse(reader, words, set()).starts
        gold = zip([0, *ends[:-1]], ends, strict=True)
        spans = zip(found, [*found[1:], len(words)], strict=True)
        bounds.add([(a, b, "sentence") for a, b in gold], [(a, b, "sentence") for a, b in spans])
    return bounds


def names_redocred(reader: Reader, path: Path) -> Spans:
    """Measure the six types of a Re-DocRED file, a document at a time.

    A NORP counts as LOC, as there; an article before a name is no part of it.
    """
    spans = Spans()
    for doc in json.loads(path.read_text(encoding="utf-8")):
        words, offsets = [], []
        for sentence in doc["sents"]:
            offsets.append(len(words))
            words += [w.strip() or "-" for w in sentence]
        mentions = [(m, offsets[m["sent_id"]]) for v in doc["vertexSet"] for m in v]
        gold = [(m["pos"][0] + at, m["pos"][1] + at, m["type"]) for m, at in mentions]
        gold = [(a + (words[a] == "the" and b - a > 1), b, t) for a, b, t in gold]
        found = analyse(reader, words, set()).entities
        spans.add(gold, [(e.start, e.end, _REDOCRED[e.label]) for e in found if e.label in _REDOCRED])
    return spans


def _blocks(path: Path, word: int, tag: int) -> Iterator[tuple[list[str], list[str]]]:
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        cells = line.split("\t")
        if line.startswith("# ") and len(cells) < 2:
            continue
        if len(cells) >= 2 and cells[word].strip():
            words.append(cells[word].strip())
            tags.append(cells[tag].strip())
        elif words:
            yield words, tags
            words, tags = [], []


def names_columns(reader: Reader, paths: Sequence[Path], word: int, tag: int, mapping: dict[str, str]) -> Spans:
    """Measure PER, ORG and LOC on column files; each file is read as one article, blank lines as paragraphs."""
    spans = Spans()
    for path in paths:
        words: list[str] = []
        tags: list[str] = []
        breaks = set()
        for w, t in _blocks(path, word, tag):
            breaks.add(len(words))
            words += w
            tags += t
        a = analyse(reader, words, breaks - {0})
        gold = [(s, e, mapping[k]) for s, e, k in column_spans(tags) if k in mapping]
        spans.add(gold, [(e.start, e.end, _COARSE[e.label]) for e in a.entities if e.label in _COARSE])
    return spans


def names_news(reader: Reader, documents: Sequence[Document]) -> tuple[Spans, Accuracy]:
    """Measure the types of the project's passages where the gold is one type, and classes of mentions."""
    only = {BEGIN[t]: t for t in BEGIN}
    spans, acc = Spans(), Accuracy()
    for s in (s for d in documents for s in d.sentences):
        scores = reader.scores(s.words, set())
        gold, i = [], 0
        while i < len(s.words):
            label, start = only.get(s.allowed[i]), i
            i += 1
            if label:
                while i < len(s.words) and s.allowed[i] == BEGIN[label] << 1:
                    i += 1
                gold.append((start, i, label))
        open_words = {k for k, a in enumerate(s.allowed) if a not in only and a != 1 and a >> 1 not in only}
        found = [tuple(e) for e in decode_entities(s.words, scores.ner)]
        spans.add(gold, [e for e in found if open_words.isdisjoint(range(e[0], e[1]))])  # type: ignore[misc]
        best = scores.fine.argmax(axis=1)
        pairs = [(FINE_CLASSES[b], f) for b, f in zip(best, s.fine, strict=True) if f not in {"", "-"}]
        acc.add("class", sum(a == b for a, b in pairs), len(pairs))
    return spans, acc


def _row(name: str, *values: float) -> str:
    return f"{name:<44}" + " ".join(f"{v:7.2f}" for v in values)


def _by_genre(reader: Reader, documents: Sequence[Document]) -> Iterator[str]:
    """Yield a row of tree scores a genre, which a document's name tells."""
    genres: dict[str, list[Document]] = {}
    for d in documents:
        genre = d.name.split("_")[1] if d.name.startswith("GUM_") else d.name.split("-")[0]
        genres.setdefault(f"{d.corpus} {genre}", []).append(d)
    for genre, some in sorted(genres.items()):
        acc = trees_gold_sentences(reader, some)
        yield _row(f"  {genre} ({acc.total['UPOS']} words)", *(acc.percent(x) for x in LAYERS))


def _by_region(reader: Reader, newswire: Path) -> Iterator[str]:
    """Yield a row of name scores a region of the newswire."""
    for region, starts in _REGIONS.items():
        paths = [p for p in sorted(newswire.glob("*.tsv")) if p.name.split("_")[0] in starts.split()]
        spans = names_columns(reader, paths, 0, 1, _NEWSWIRE)
        yield _row(f"  {region} ({len(paths)} articles)", *spans.prf(), *(spans.prf(x)[2] for x in _NAMES))


def run_evaluation(data: Path, news: Path, model: Path, newswire: Path | None) -> Iterator[str]:
    """Yield the lines of a table of results.

    Parameters
    ----------
    data, news : Path
        As for training.
    model : Path
        Folder of an exported model.
    newswire : Path, optional
        Folder of column files, measured only.
    """
    reader = Reader(model, threads=1)
    splits = load_corpora(data, news, spacy.blank("en").tokenizer)
    yield f"{'gold sentences':<44}" + " ".join(
        f"{x:>7}" for x in ("UPOS", "XPOS", "feats", "lemma", "UAS", "LAS", "full")
    )
    for name in ("EWT dev", "GUM dev", "GUM news"):
        acc = trees_gold_sentences(reader, splits.held_out[name])
        yield _row(name, *(acc.percent(x) for x in LAYERS))
        if name != "GUM news":
            yield from _by_genre(reader, splits.held_out[name])
    yield "found sentences; last three: sentence precision, recall, F1"
    for name in ("EWT dev", "GUM dev", "GUM news"):
        acc, bounds = trees_found_sentences(reader, splits.held_out[name])
        yield _row(name, *(acc.percent(x) for x in LAYERS), *bounds.prf())
    yield _row("own news, as one paragraph: sentences", *sentences_found(reader, splits.held_out["news"]).prf())
    yield f"{'names: P R F of PER+ORG+LOC, then F of each':<44}"
    redocred = names_redocred(reader, data / "re-docred" / "dev.json")
    rows = [("Re-DocRED dev", redocred)]
    uner = data / "uner-english-ewt" / "en_ewt-dev.iob2"
    rows.append(("UNER EWT dev", names_columns(reader, [uner], 1, 2, {"PER": "PER", "ORG": "ORG", "LOC": "LOC"})))
    if newswire:
        rows.append(("newswire dev", names_columns(reader, sorted(newswire.glob("*.tsv")), 0, 1, _NEWSWIRE)))
    for name, spans in rows:
        yield _row(name, *spans.prf(*_NAMES), *(spans.prf(x)[2] for x in _NAMES))
    if newswire:
        yield from _by_region(reader, newswire)
    yield _row("Re-DocRED dev, all six types; TIME NUM MISC", *redocred.prf(), *(redocred.prf(x)[2] for x in _OTHERS))
    for name in ("news", "wire"):
        spans, acc = names_news(reader, splits.held_out[name])
        for label in sorted(spans.gold):
            yield _row(f"own {name}, {label} ({spans.gold[label]})", *spans.prf(label))
        yield _row(f"own {name}, all; class of mention words", *spans.prf(), acc.percent("class"))

"""All corpora: what is learned from, and what is kept out to measure on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from training.corpora.columns import read_columns
from training.corpora.gap import read_gap
from training.corpora.news import read_news
from training.corpora.re3d import read_re3d
from training.corpora.redocred import read_redocred
from training.corpora.treebanks import HELD_OUT_NEWS, read_treebank
from training.corpora.wire import read_wire
from training.gazetteer import Gazetteer
from training.passages import is_kept_out

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.tokenizer import Tokenizer

    from training.documents import Document

__all__ = ["Splits", "load_corpora"]


@dataclass(slots=True)
class Splits:
    """Documents to train on and, by name, documents to measure on."""

    train: list[Document] = field(default_factory=list)
    held_out: dict[str, list[Document]] = field(default_factory=dict)


def _treebanks(data: Path, splits: Splits, tokenizer: Tokenizer, gazetteer: Gazetteer) -> None:
    ewt = data / "ud-english-ewt"
    splits.train += read_treebank(ewt / "en_ewt-train.conllu", "ewt", tokenizer, gazetteer)
    splits.held_out["EWT dev"] = list(read_treebank(ewt / "en_ewt-dev.conllu", "ewt", tokenizer, gazetteer))
    dev, news = [], []
    for part in ("train", "dev"):
        for path in sorted((data / "gum" / part).glob("*.conllu")):
            docs = list(read_treebank(path, "gum", tokenizer, gazetteer, entities=True))
            if path.stem in HELD_OUT_NEWS:
                news += docs
            else:
                (dev if part == "dev" else splits.train).extend(docs)
    splits.held_out["GUM dev"] = dev
    splits.held_out["GUM news"] = news


def _names(data: Path, splits: Splits, gazetteer: Gazetteer) -> None:
    splits.train += read_redocred(data / "re-docred" / "train.json", gazetteer)
    splits.held_out["Re-DocRED dev"] = list(read_redocred(data / "re-docred" / "dev.json", gazetteer))
    more = data / "ner-more"
    splits.train += read_columns(more / "wikigold" / "wikigold.conll.txt", "wikigold", gazetteer, chunk=3)
    for part, share in (("g", 1.0), ("e", 1.0), ("h", 0.25), ("f", 0.25)):
        splits.train += read_columns(more / "btc" / f"{part}.conll", f"btc-{part}", gazetteer, share=share)
    splits.train += read_columns(more / "wnut17" / "wnut17train.conll", "wnut", gazetteer, share=0.25)
    splits.train += read_columns(more / "sec-filings" / "FIN5.txt", "sec", gazetteer, share=0.3)
    politics = data / "crossner-politics"
    splits.train += read_columns(politics / "train.txt", "crossner", gazetteer, chunk=1)
    splits.train += read_columns(politics / "dev.txt", "crossner", gazetteer, chunk=1)
    uner = data / "uner-english-ewt" / "en_ewt-dev.iob2"
    splits.held_out["UNER EWT dev"] = list(read_columns(uner, "uner", gazetteer, word=1, tag=2))


def _coreference(data: Path, splits: Splits, tokenizer: Tokenizer) -> None:
    """Every second snippet of GAP's development part is kept out (those with even numbers)."""
    splits.train += read_gap(data / "gap" / "gap-validation.tsv", tokenizer)
    for doc in read_gap(data / "gap" / "gap-development.tsv", tokenizer):
        if int(doc.name.rpartition("-")[2]) % 2:
            splits.train.append(doc)


def load_corpora(data: Path, news: Path, tokenizer: Tokenizer) -> Splits:
    """Read every corpus.

    Parameters
    ----------
    data : Path
        Folder of the public corpora.
    news : Path
        Folder of the project's own passages.
    tokenizer : spacy.tokenizer.Tokenizer
        That of the shipped pipeline.

    Returns
    -------
    Splits
        One news passage in twenty and every 12th wire passage are held out; the wire passages lie in
        the folder ``wire`` beside `news`.
    """
    gazetteer = Gazetteer.read(data / "country-codes" / "country-codes.csv")
    splits = Splits()
    _treebanks(data, splits, tokenizer, gazetteer)
    _names(data, splits, gazetteer)
    _coreference(data, splits, tokenizer)
    for path in sorted((data / "re3d").glob("*/documents.json")):
        splits.train += read_re3d(path.parent, tokenizer, gazetteer)
    common = frozenset(
        w for d in splits.train if d.corpus in {"ewt", "gum"} for s in d.sentences for w in s.words if w.islower()
    )
    own = [d for path in sorted(news.glob("*.txt")) for d in read_news(path, tokenizer, gazetteer, common)]
    splits.held_out["news"] = [d for d in own if is_kept_out(d.name)]
    splits.train += [d for d in own if not is_kept_out(d.name)]
    wire = [d for path in sorted((news.parent / "wire").glob("*.txt")) for d in read_wire(path, tokenizer)]
    splits.held_out["wire"] = wire[::12]
    splits.train += [d for i, d in enumerate(wire) if i % 12]
    return splits

"""Chains read from GUM's brackets, GAP's snippets and the project's own passages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import spacy

from kg.language.labels import BIO
from training.corpora.gap import read_gap
from training.corpora.news import read_news
from training.corpora.re3d import read_re3d
from training.corpora.texts import rough_sentences
from training.corpora.treebanks import read_treebank
from training.documents import ANY, BEGIN, INSIDE, NO_MENTION, OUT, UNKNOWN
from training.gazetteer import Gazetteer

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.tokenizer import Tokenizer

GUM = """# newdoc id = one
# text = Mia and Ana left.
1\tMia\tMia\tPROPN\tNNP\t_\t4\tnsubj\t_\tEntity=(3-person-new-cf2-1,3-sgl(1-person-new-cf1*-1-coref)
2\tand\tand\tCCONJ\tCC\t_\t3\tcc\t_\t_
3\tAna\tAna\tPROPN\tNNP\t_\t1\tconj\t_\tEntity=(2-person-new-cf3-1-sgl)3)
4\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# text = Her bus waited.
1\tHer\ther\tPRON\tPRP$\t_\t2\tnmod:poss\t_\tEntity=(4-object-new-cf1-2-sgl(1-person-giv:act-cf1*-1-ana)
2\tbus\tbus\tNOUN\tNN\t_\t3\tnsubj\t_\tEntity=4)
3\twaited\twait\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_
"""
GAP = (
    "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL\n"
    "x-1\tLea Orr met Uma Voss. Later Lea Orr said she won.\tshe\t41\tLea Orr\t0\tTRUE\tUma Voss\t12\tFALSE\tu\n"
    "x-2\tLea Orr met Uma Voss. She won.\tShe\t22\tLea Orr\t0\tFALSE\tUma Voss\t12\tFALSE\tu\n"
)
NEWS = """#id n-1 date=2024-03-04 place=Lima
T: The head of the Osuna Bank resigned.
T: She gave no reason.
E: p1 Person = The head of the Osuna Bank | She
E: o1 Company = Osuna Bank
"""


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return spacy.blank("en").tokenizer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer(frozenset(["Syria"]), frozenset(["Syria", "Raqqa"]))


def test_a_coordination_leaves_its_head_to_the_first_part(
    tmp_path: Path, tokenizer: Tokenizer, gazetteer: Gazetteer
) -> None:
    path = tmp_path / "one.conllu"
    path.write_text(GUM, encoding="utf-8")
    (doc,) = read_treebank(path, "gum", tokenizer, gazetteer, entities=True)
    assert doc.sentences[0].chains == [1, UNKNOWN, 2, UNKNOWN, UNKNOWN]
    assert doc.sentences[1].chains == [1, 4, UNKNOWN, UNKNOWN]
    (bare,) = read_treebank(path, "ewt", tokenizer, gazetteer)
    assert all(not s.chains for s in bare.sentences)


def test_gap_gives_what_the_pronoun_refers_to(tmp_path: Path, tokenizer: Tokenizer) -> None:
    path = tmp_path / "gap.tsv"
    path.write_text(GAP, encoding="utf-8")
    (doc,) = read_gap(path, tokenizer)
    assert not doc.closed and not doc.bounds
    known = [(w, c) for s in doc.sentences for w, c in zip(s.words, s.chains, strict=True) if c != UNKNOWN]
    assert known == [("Lea", 0), ("Uma", 2), ("Lea", 0), ("she", 0)]


def test_a_passage_names_the_heads_of_its_mentions(tmp_path: Path, tokenizer: Tokenizer, gazetteer: Gazetteer) -> None:
    path = tmp_path / "n-1.txt"
    path.write_text(NEWS, encoding="utf-8")
    (doc,) = read_news(path, tokenizer, gazetteer)
    known = [(w, c) for s in doc.sentences for w, c in zip(s.words, s.chains, strict=True) if c != UNKNOWN]
    assert known == [("head", 0), ("Bank", 1), ("She", 0)]
    assert NO_MENTION not in doc.sentences[0].chains


def test_re3d_marks_names_and_leaves_nominals_open(
    tmp_path: Path, tokenizer: Tokenizer, gazetteer: Gazetteer
) -> None:
    text = "the Osuna Brigades left Raqqa with Syrian troops."
    (tmp_path / "documents.json").write_text(json.dumps({"_id": "d", "text": text}) + "\n", encoding="utf-8")
    marks = [(0, 18, "Organisation"), (4, 9, "Location"), (24, 29, "Location"), (35, 48, "Organisation"),
             (35, 41, "Nationality")]  # fmt: skip
    lines = [json.dumps({"documentId": "d", "begin": a, "end": b, "type": t}) for a, b, t in marks]
    (tmp_path / "entities.json").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (doc,) = read_re3d(tmp_path, tokenizer, gazetteer)
    (s,) = doc.sentences
    allowed = dict(zip(s.words, s.allowed, strict=True))
    assert allowed["the"] == OUT
    assert (allowed["Osuna"], allowed["Brigades"]) == (BEGIN["ORG"], INSIDE["ORG"])
    assert allowed["Raqqa"] == BEGIN["GPE"]
    assert allowed["Syrian"] == BEGIN["NORP"]
    assert allowed["troops"] == OUT
    assert (1 << len(BIO)) - 1 == ANY


def test_rough_sentences_keep_offsets(tokenizer: Tokenizer) -> None:
    text = "One ended. Two began\n\nThree goes on."
    found = list(rough_sentences(text, tokenizer))
    assert [s[0][0] for s in found] == ["One", "Two", "Three"]
    assert all(text[a:b] == w for s in found for w, a, b in s)

"""Chains of mentions read from treebanks, from GAP and from the project's passages."""

from __future__ import annotations

from pathlib import Path

from training.chains import Chained, read_chains, read_gap, read_gum, read_passages

CONLLU = """# newdoc id = tiny
1	Ida	Ida	PROPN	NNP	_	2	nsubj	_	Entity=(1-person-new-cf1
2	Lund	Lund	PROPN	NNP	_	0	root	_	Entity=1)|SpaceAfter=No
3	.	.	PUNCT	.	_	2	punct	_	_

1	She	she	PRON	PRP	_	2	nsubj	_	Entity=(1-person-giv)
2	left	leave	VERB	VBD	_	0	root	_	_
3	Rome	Rome	PROPN	NNP	_	2	obj	_	Entity=(2-place-new)

"""
GAP = (
    "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL\n"
    "1\tIda met Eva and she left.\tshe\t16\tIda\t0\tTRUE\tEva\t8\tFALSE\tu\n"
    "2\tIda met Eva and she left.\tshe\t16\tIda\t0\tFALSE\tEva\t8\tFALSE\tu\n"
)
PASSAGE = """#id tiny-001 date=2020-01-01
T: Ida Lund sold her shop, and she kept her house.
E: il Person = Ida Lund | she@0 | her@0
E: sh Facility = shop
"""


def _words(chained: Chained) -> list[list[str]]:
    return [[chained.text[s:e] for s, e in chain] for chain in chained.chains]


def test_brackets_of_gum_cross_no_sentence(tmp_path: Path) -> None:
    path = tmp_path / "GUM_news_tiny.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    found = read_gum(path)
    assert found.text == "Ida Lund. She left Rome"
    assert _words(found) == [["Ida Lund", "She"], ["Rome"]]
    assert found.complete


def test_gap_snippets_without_a_true_name_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "gap.tsv"
    path.write_text(GAP, encoding="utf-8")
    assert [_words(c) for c in read_gap(path)] == [[["she", "Ida"]]]


def test_a_pronoun_twice_in_a_sentence_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "tiny-1.txt"
    path.write_text(PASSAGE, encoding="utf-8")
    assert [_words(c) for c in read_passages(path)] == [[["Ida Lund", "she"], ["shop"]]]


def test_all_corpora_but_talk_are_read(tmp_path: Path) -> None:
    for folder in ("gum/train", "gap", "news"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "gum/train/GUM_news_tiny.conllu").write_text(CONLLU, encoding="utf-8")
    (tmp_path / "gum/train/GUM_vlog_tiny.conllu").write_text(CONLLU, encoding="utf-8")
    (tmp_path / "gap/gap.tsv").write_text(GAP, encoding="utf-8")
    (tmp_path / "news/tiny-1.txt").write_text(PASSAGE, encoding="utf-8")
    assert [c.complete for c in read_chains(tmp_path, tmp_path / "news")] == [True, False, False]

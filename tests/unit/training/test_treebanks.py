"""Treebank files and their move to spaCy's tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import spacy

from kg.language.trees import is_tree
from training.conllu import read_conllu
from training.retokenize import retokenize

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.tokenizer import Tokenizer

CONLLU = """# newdoc id = one
# newpar id = one-p1
# text = The e-mail cannot arrive at 3-4pm.
1	The	the	DET	DT	_	2	det	_	_
2	e-mail	e-mail	NOUN	NN	Number=Sing	5	nsubj	_	_
3-4	cannot	_	_	_	_	_	_	_	_
3	can	can	AUX	MD	_	5	aux	_	_
4	not	not	PART	RB	_	5	advmod	_	_
5	arrive	arrive	VERB	VB	_	0	root	_	_
6	at	at	ADP	IN	_	7	case	_	_
7	3	3	NUM	CD	_	5	obl	_	SpaceAfter=No
8	-	-	SYM	SYM	_	9	case	_	SpaceAfter=No
9	4	4	NUM	CD	_	7	nmod	_	SpaceAfter=No
9.1	x	x	X	X	_	_	_	_	_
10	pm	pm	NOUN	NN	_	7	nmod:unmarked	_	SpaceAfter=No
11	.	.	PUNCT	.	_	5	punct	_	_

# text = It ended.
1	It	it	PRON	PRP	_	2	nsubj	_	_
2	ended	end	VERB	VBD	_	0	root	_	SpaceAfter=No
3	.	.	PUNCT	.	_	2	punct	_	_
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "a.conllu"
    file.write_text(CONLLU, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return spacy.blank("en").tokenizer


def test_text_and_offsets(path: Path) -> None:
    first, second = read_conllu(path)
    assert first.text == "The e-mail cannot arrive at 3-4pm."
    assert all(first.text[r.start : r.end] == r.form for r in first.rows)
    assert (first.paragraph, second.paragraph) == (True, False)
    assert first.doc == second.doc == "one"


def test_retokenized_rows_are_the_tokens_and_a_tree(path: Path, tokenizer: Tokenizer) -> None:
    tree = next(read_conllu(path))
    rows = retokenize(tree, tokenizer)
    assert [r.form for r in rows] == [t.text for t in tokenizer(tree.text)]
    import numpy as np

    assert is_tree(np.array([r.head for r in rows]))


def test_a_split_word_hangs_on_its_last_part(path: Path, tokenizer: Tokenizer) -> None:
    rows = retokenize(next(read_conllu(path)), tokenizer)
    at = {r.form: i + 1 for i, r in enumerate(rows)}
    by_form = {r.form: r for r in rows}
    assert by_form["e"].head == at["mail"]
    assert (by_form["e"].deprel, by_form["mail"].deprel) == ("compound", "nsubj")


def test_same_tokens_change_nothing(path: Path, tokenizer: Tokenizer) -> None:
    _, second = read_conllu(path)
    assert retokenize(second, tokenizer) is second.rows

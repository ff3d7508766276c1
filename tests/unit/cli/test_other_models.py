"""``--model`` with a pipeline whose trees are not Universal Dependencies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from spacy.training import Example

Cli = Callable[..., tuple[int, str, str]]
WORDS = ["Ministers", "signed", "the", "treaty"]


@pytest.fixture
def clear(tmp_path: Path) -> Path:
    """A saved pipeline with everything the extractors ask for, but trees with other labels."""
    nlp = spacy.blank("en")
    nlp.add_pipe("triplewire")
    nlp.add_pipe("parser", config={"min_action_freq": 1})
    parse = {"words": WORDS, "heads": [1, 1, 3, 1], "deps": ["nsubj", "ROOT", "det", "dobj"]}
    example = Example.from_dict(nlp.make_doc(" ".join(WORDS)), parse)
    nlp.initialize(lambda: [example])
    nlp.meta["name"] = "toy"
    nlp.to_disk(tmp_path / "toy")
    return tmp_path / "toy"


def test_it_is_refused_with_the_reason(cli: Cli, clear: Path, tmp_path: Path) -> None:
    article = tmp_path / "news.txt"
    article.write_text("Ministers of Ghana signed the treaty in Accra on Monday.", "utf-8")
    code, out, err = cli("extract", article, "--model", clear, "--date", "2024-01-24")
    assert code != 0, (out, err)
    assert not out
    assert "the pipeline 'toy' has a parser (parser) with the labels dobj" in " ".join(err.split())
    assert "the extractors read Universal Dependencies" in " ".join(err.split())
    assert "Traceback" not in err

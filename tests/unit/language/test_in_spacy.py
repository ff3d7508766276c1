"""The component among spaCy's own tools: another project's pipeline, saving, pickling, drawing."""

from __future__ import annotations

import pickle
import subprocess
import sys
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

import spacy
from spacy import displacy
from spacy.tokens import DocBin

from kg.language import load_any
from kg.language.loading import MAX_LENGTH

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc

FOREIGN = """
import spacy
nlp = spacy.blank("en")
nlp.add_pipe("triplewire", config={"threads": 1})
doc = nlp("Seoul fell silent on Tuesday.")
print([(e.text, e.label_) for e in doc.ents], [t.dep_ for t in doc][:2])
"""


def written(doc: Doc) -> bytes:
    """Everything a doc holds, its spans too."""
    groups = {name: [(s.start, s.end, s.label_) for s in doc.spans[name]] for name in sorted(doc.spans)}
    return pickle.dumps((doc.to_json()["tokens"], doc.to_json()["ents"], groups))


def test_spacy_finds_the_component_without_our_packages() -> None:
    found = subprocess.run([sys.executable, "-c", FOREIGN], check=True, capture_output=True, text=True, timeout=120)
    assert found.stdout.strip() == "[('Seoul', 'GPE'), ('Tuesday', 'DATE')] ['nsubj', 'ROOT']"


def test_the_entry_point_names_the_factory() -> None:
    from kg.language.component import make_annotator

    (point,) = entry_points(group="spacy_factories", name="triplewire")
    assert point.load() is make_annotator


def test_saved_and_loaded_it_writes_the_same(nlp: Language, article: str, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "saved")
    expected = written(nlp(article))
    assert written(spacy.load(tmp_path / "saved")(article)) == expected
    again = load_any(tmp_path / "saved")
    assert written(again(article)) == expected
    assert again.max_length == MAX_LENGTH
    (tmp_path / "moved").mkdir()
    again.to_disk(tmp_path / "moved")
    assert written(spacy.load(tmp_path / "moved")(article)) == expected


def test_pickled_it_writes_the_same(nlp: Language, article: str) -> None:
    assert written(pickle.loads(pickle.dumps(nlp))(article)) == written(nlp(article))


def test_processes_write_the_same(nlp: Language, article: str) -> None:
    texts = [article, "Seoul said no.", "", article[:90]]
    alone = [written(nlp(t)) for t in texts]
    assert [written(d) for d in nlp.pipe(texts, n_process=2, batch_size=1)] == alone


def test_a_doc_keeps_all_in_a_docbin(nlp: Language, article: str) -> None:
    doc = nlp(article)
    (again,) = DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab)
    assert written(again) == written(doc)


def test_displacy_draws_trees_names_and_spans(nlp: Language) -> None:
    doc = nlp("South Korean President Moon Jae In met reporters in Seoul.")
    assert "nsubj" in displacy.render(doc, style="dep", page=True, jupyter=False)
    names = displacy.render(doc, style="ent", jupyter=False)
    assert "Moon Jae In" in names
    assert "PERSON" in names
    assert "Person" in displacy.render(doc, style="span", options={"spans_key": "fine"}, jupyter=False)


def test_the_component_beside_others_leaves_their_spans(nlp: Language) -> None:
    other = spacy.blank("en")
    ruler = other.add_pipe("span_ruler")
    ruler.add_patterns([{"label": "CITY", "pattern": "Seoul"}])
    other.add_pipe("triplewire")
    doc = other("Seoul fell silent.")
    assert [(s.text, s.label_) for s in doc.spans["ruler"]] == [("Seoul", "CITY")]
    assert [(e.text, e.label_) for e in doc.ents] == [("Seoul", "GPE")]

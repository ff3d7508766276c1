"""Passages with inline marks, and the training sentences made of them."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from training.checking import check_wire, wire_table
from training.corpora.wire import inner_marks, read_wire
from training.documents import OUT, begin, inside
from training.inline import read_inline, read_line

TOKENIZER = spacy.blank("en").tokenizer
WIRE = Path(__file__).resolve().parents[3] / "training" / "wire"
PASSAGE = """# id: wire-t-001; region: West Africa; kind: dateline
{dateline} — The {bank} raised rates on Monday, Gov. [PERSON/Person Efua Tandoh] said.
"We waited for two years," the [-/Position governor] told [NORP Ghanaian] lenders.
""".format(
    dateline="[GPE/GeopoliticalEntity ACCRA], May 4 ([ORG/MediaOrganization Volta Wire])",
    bank="[ORG/GovernmentBody Bank of [GPE/Country Ghana]]",
)


def _write(folder: Path, text: str) -> Path:
    path = folder / "t.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_marks_may_stand_in_marks() -> None:
    line, faults = read_line("The [ORG/GovernmentBody Bank of [GPE/Country Ghana]] \\[sic\\] waits")
    assert not faults
    assert line.text == "The Bank of Ghana [sic] waits"
    assert [(line.text[m.start : m.end], m.label, m.cls, m.inner) for m in line.marks] == [
        ("Bank of Ghana", "ORG", "GovernmentBody", False),
        ("Ghana", "GPE", "Country", True),
    ]


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        ("a [CITY Rome]", "3: no such label CITY"),
        ("a [GPE/Town Rome]", "3: no such class Town"),
        ("a [GPE Rome", "3: the mark is not closed"),
        ("a [GPE Rome ]", "3: a mark begins and ends with a word, not 'Rome '"),
        ("a [- mayor]", "3: a common noun needs a class"),
        ("a [Rome]", "3: a mark is [LABEL text] or [LABEL/Class text], not '[Rome]'"),
    ],
)
def test_faults_name_the_column(raw: str, fault: str) -> None:
    assert read_line(raw)[1] == [fault]


def test_a_dateline_is_a_sentence_and_the_outermost_name_counts(tmp_path: Path) -> None:
    (doc,) = read_wire(_write(tmp_path, PASSAGE), TOKENIZER)
    first, second, third = doc.sentences
    assert first.words[:2] == ["ACCRA", ","]
    assert first.words[-1] == "—"
    assert second.words[:5] == ["The", "Bank", "of", "Ghana", "raised"]
    assert second.allowed[:5] == [OUT, begin("ORG"), inside("ORG"), inside("ORG"), OUT]
    assert second.fine[1:4] == ["GovernmentBody"] * 3
    efua = second.words.index("Efua")
    assert second.allowed[efua - 1 : efua + 2] == [OUT, begin("PERSON"), inside("PERSON")]
    assert third.fine[third.words.index("governor")] == "Position"
    assert third.allowed[third.words.index("governor")] == OUT
    assert [s.paragraph for s in doc.sentences] == [True, False, False]
    assert doc.share == 2.0


def test_numbers_and_dates_are_labelled_by_rule(tmp_path: Path) -> None:
    (doc,) = read_wire(_write(tmp_path, PASSAGE), TOKENIZER)
    s = doc.sentences[1]
    assert s.allowed[s.words.index("Monday")] == begin("DATE")


def test_lines_without_a_full_stop_stand_alone(tmp_path: Path) -> None:
    text = "# id: wire-t-002; region: Baltic; kind: news\n[GPE RIGA] STOPS\nBy [PERSON Liga Ozola]\nSnow fell.\n"
    (doc,) = read_wire(_write(tmp_path, text), TOKENIZER)
    assert [s.paragraph for s in doc.sentences] == [True, True, True]


def test_inner_marks_are_kept_for_evaluation(tmp_path: Path) -> None:
    (passage,) = read_inline(_write(tmp_path, PASSAGE))
    assert [line.text[m.start : m.end] for line, m in inner_marks(passage)] == ["Ghana"]


def test_a_faulty_passage_is_left_out_with_a_warning(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = _write(tmp_path, PASSAGE.replace("[NORP ", "[NATION "))
    assert list(read_wire(path, TOKENIZER)) == []
    assert "wire-t-001 left out: t.txt:3:59: no such label NATION" in caplog.text


def test_a_mark_that_splits_a_token_is_a_fault(tmp_path: Path) -> None:
    path = _write(tmp_path, "# id: wire-t-003; region: a; kind: b\nIt is [GPE Rome]ward bound.\n")
    assert next(iter(check_wire([path]))) == "t.txt:2:7: 'Rome' splits a token"


@pytest.mark.parametrize("mark", ["[ORG Acme Steel Ltd].", "[ORG Acme Steel Ltd.].", "[ORG Acme Steel Ltd.]"])
def test_an_abbreviation_shares_the_full_stop(tmp_path: Path, mark: str) -> None:
    (doc,) = read_wire(_write(tmp_path, f"# id: wire-t-004; region: a; kind: b\nHe left {mark}\n"), TOKENIZER)
    assert doc.sentences[0].words == ["He", "left", "Acme", "Steel", "Ltd."]
    assert doc.sentences[0].allowed[2:] == [begin("ORG"), inside("ORG"), inside("ORG")]


def test_the_table_counts_names_by_region_and_kind(tmp_path: Path) -> None:
    rows = [[c.strip() for c in row.split("|")[1:-1]] for row in wire_table([_write(tmp_path, PASSAGE)])]
    assert rows[0][:7] == ["", "passages", "lines", "PERSON", "ORG", "GPE", "LOC"]
    assert [row[0] for row in rows[2:]] == ["West Africa", "datelines, bylines, credits", "all"]
    assert rows[-1][1:7] == ["1", "2", "1", "2", "2", "0"]


def test_shipped_passages_have_no_faults() -> None:
    *faults, total = check_wire(sorted(WIRE.glob("*.txt")))
    assert faults == []
    assert int(total.split()[0]) > 60

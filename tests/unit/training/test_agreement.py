"""Agreement of two annotations, counted by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.agreement import agreement

TEXT = """#id twice-001 date=2020-05-04
T: Lima accused Quito of theft, and Ana Ruiz met Omar Diallo, the minister said.
"""
FIRST = """E: li Country = Lima
E: qu Country = Quito
E: an Person = Ana Ruiz
E: om Person = Omar Diallo
E: mi Person = the minister
R: li accuses qu @0 src=mi
R: an meetsWith om @0 src=mi
V: v1 Accuse "accused" @0 src=mi actor=li recipient=qu
V: v2 Consult "met" @0 actor=an,om
"""
SECOND = """E: a Country = Quito
E: b Country = Lima
E: c Person = Ana Ruiz
E: d Person = Omar Diallo
E: e Person = the minister
R: b accuses a @0 possible src=e
R: d meetsWith c @0
V: x1 Accuse "accused" @0 src=e actor=b
V: x2 Crime "theft" @0 possible
"""


def _write(folder: Path, first: str, second: str) -> Path:
    (folder / "second").mkdir()
    (folder / "a.txt").write_text(TEXT + first, "utf-8")
    (folder / "second" / "a.txt").write_text(TEXT + second, "utf-8")
    return folder


def test_what_both_have_is_counted_whatever_they_call_it(tmp_path: Path) -> None:
    found = agreement(_write(tmp_path, FIRST, SECOND))
    assert found.passages == 1
    assert found.f1("relation") == 1.0  # meetsWith holds both ways
    assert found.f1("event") == pytest.approx(2 * 1 / 4)  # accused; met and theft have one annotator each
    assert found.f1("role") == pytest.approx(2 * 1 / (4 + 1))
    assert found.share("modality") == pytest.approx(2 / 3)
    assert found.share("source") == pytest.approx(2 / 3)
    assert found.share("sourced") == pytest.approx(2 / 3)


def test_equal_annotations_agree_wholly(tmp_path: Path) -> None:
    found = agreement(_write(tmp_path, FIRST, FIRST))
    assert [found.f1(k) for k in ("relation", "event", "role")] == [1.0, 1.0, 1.0]
    assert found.share("source") == 1.0


def test_another_text_is_refused(tmp_path: Path) -> None:
    folder = _write(tmp_path, FIRST, SECOND)
    path = folder / "second" / "a.txt"
    path.write_text(path.read_text("utf-8").replace("theft", "fraud"), "utf-8")
    with pytest.raises(ValueError, match="twice-001 has no passage with the same text"):
        agreement(folder)


def test_a_determiner_makes_no_other_entity_and_a_post_is_no_person(tmp_path: Path) -> None:
    first = "E: li Country = Lima\nE: mi Person = the minister\nE: po Position = minister\nR: mi holdsPosition po @0\n"
    second = "E: x Position = minister\nE: y Person = minister\nR: y holdsPosition x @0\n"
    assert agreement(_write(tmp_path, first, second)).f1("relation") == 1.0

"""Open triples as tab-separated lines: the sentence comes back as it went in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Cli = Callable[..., tuple[int, str, str]]

SENTENCES = [
    "Norway signed a treaty with Iceland in May.",
    "The  mayor's office ,  \u00abPort\u00bb, closed two\u2028schools .",
    "",
    "Well.",
]


def test_each_line_is_one_sentence_and_is_copied(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "sentences.txt"
    file.write_bytes("\n".join(SENTENCES).encode())
    code, out, err = cli("extract", file, "--lines", "--open", "--format", "openie-tsv")
    assert (code, err) == (0, "")
    rows = [line.split("\t") for line in out.removesuffix("\n").split("\n")]
    assert {row[0] for row in rows} == set(SENTENCES[:2])
    assert ["signed", "Norway"] in [row[2:4] for row in rows]
    assert all(len(row) >= 5 and 0 <= float(row[1]) <= 1 for row in rows)


def test_lines_that_are_not_utf8_are_refused(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "latin.txt"
    file.write_bytes("The caf\xe9 closed a branch.\n".encode("latin-1"))
    code, _, err = cli("extract", file, "--lines", "--open", "--format", "openie-tsv")
    assert code == 1
    assert err == f"kg: {file}: is not UTF-8 (byte 7); save it as UTF-8 text\n"


def test_articles_are_taken_sentence_by_sentence(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_text("Norway signed a treaty\nwith Iceland in May. The bank closed two branches.\n", "utf-8")
    (tmp_path / "empty.txt").touch()
    code, out, err = cli("extract", tmp_path, "--open", "--format", "openie-tsv")
    assert code == 1
    assert "empty.txt" in err
    sentences = [line.split("\t")[0] for line in out.splitlines()]
    assert list(dict.fromkeys(sentences)) == [
        "Norway signed a treaty with Iceland in May.",
        "The bank closed two branches.",
    ]

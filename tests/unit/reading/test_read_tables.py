"""Tables: dialects, encodings, long fields, columns by name, and rows that are none."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable
from datetime import date

import pytest

from kg.articles import Article
from kg.config import Config
from kg.errors import ReadError
from kg.reading import Source, read
from kg.reading.table import TableReader

RAIN = "Rain fell on the town on Monday, and the mayor said that the dam had held."
QUOTED = 'The mayor said: "The dam, which is old, has held."\nNobody was hurt.'
Results = list[Article | ReadError]


def table(*rows: list[str], **options: str) -> str:
    out = io.StringIO()
    csv.writer(out, **options).writerows(rows)  # type: ignore[arg-type]
    return out.getvalue()


HEADER = ["title", "text", "date", "publisher", "url", "id", "author"]
ROW = ["Dam holds", QUOTED, "2021-03-01", "Harbour Wire", "https://wire.example/dam", "7", "Ann Lee"]


@pytest.mark.parametrize(("delimiter", "name"), [(",", "a.csv"), (";", "a.csv"), ("\t", "a.tsv"), ("|", "a.csv")])
def test_a_row_is_an_article(article_of: Callable[..., Article], delimiter: str, name: str) -> None:
    found = article_of(table(HEADER, ROW, delimiter=delimiter), name=name)
    assert (found.text, found.title, found.publisher, found.url) == (QUOTED, "Dam holds", "Harbour Wire", ROW[4])
    assert (found.published, found.authors) == (date(2021, 3, 1), ("Ann Lee",))
    assert found.source.endswith(f"{name}, line 2")


def test_columns_are_named_as_for_json(article_of: Callable[..., Article]) -> None:
    found = article_of("Body,Day\n" + f'"{RAIN}",2021-03-01\n', name="a.csv", text="Body", published="Day")
    assert (found.text, found.published) == (RAIN, date(2021, 3, 1))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings(article_of: Callable[..., Article], encoding: str) -> None:
    said = RAIN + " The café’s owner agreed."
    assert article_of(table(["title", "text"], ["Dam", said]).encode(encoding), name="a.csv").text == said


def test_long_fields_and_empty_cells(article_of: Callable[..., Article]) -> None:
    said = " ".join([RAIN] * 5_000)
    found = article_of(table(["text", "date", "title"], [said, "", ""]), name="a.csv")
    assert (found.text, found.published) == (said, None)


def test_quotation_marks_of_tabbed_text_are_kept(article_of: Callable[..., Article]) -> None:
    said = '"The dam has held," the mayor said on Monday, when rain fell on the town.'
    assert article_of(f"title\ttext\nDam\t{said}\n", name="a.tsv").text == said


def test_escapes_with_a_backslash(article_of: Callable[..., Article]) -> None:
    said = r'"Rain \"fell\", the mayor said, and the dam had held on Monday."'
    assert article_of(f"title,text\nDam,{said}\n", name="a.csv").text.startswith('Rain "fell", the')


def test_wrong_rows_leave_the_others(read_bytes: Callable[..., Results]) -> None:
    lines = ["text,title", f'"{RAIN}",One', "only one field", f'"{RAIN} Two."x,Two', f'"{RAIN} Three.",Three', ",Four",
             '"never closed']  # fmt: skip
    found = read_bytes("\n".join(lines) + "\n", name="a.csv")
    assert [x.title for x in found if isinstance(x, Article)] == ["One", "Three"]
    errors = {x.place: x.reason for x in found if isinstance(x, ReadError)}
    assert set(errors) == {"line 3", "line 4", "line 6", "line 7"}
    assert "has 1 fields where the header has 2" in errors["line 3"]
    assert "write a quotation mark inside a field twice" in errors["line 4"]
    assert errors["line 6"] == "holds no text"
    assert "a quotation mark is not closed" in errors["line 7"]


@pytest.mark.parametrize(
    ("content", "fields", "said"),
    [
        ("body,title\nx,y\n", {}, "has no column 'text' with the texts (its columns: body, title); name the one"),
        ("text,title\nx,y\n", {"published": "day"}, "has no column for --field published=day"),
    ],
)
def test_columns_that_are_not_there(
    error_of: Callable[..., ReadError], content: str, fields: dict[str, str], said: str
) -> None:
    assert error_of(content, name="a.csv", **fields).reason.startswith(said)


def test_without_a_name_the_header_tells(nothing: None = None) -> None:
    content = table(HEADER, ROW).encode()
    assert TableReader.sniff(codecs.BOM_UTF8 + content)
    assert not TableReader.sniff(RAIN.encode())
    (found,) = read(["-"], config=Config(), stdin=io.BytesIO(content))
    assert isinstance(found, Article)
    assert found.source == "standard input, line 2"


def test_pages_in_a_table_do_not_make_it_a_page(article_of: Callable[..., Article]) -> None:
    assert article_of(table(["body", "x"], ["<p>a</p>" * 9 + RAIN, "1"]), name="a.csv", text="body").text.endswith(RAIN)


def test_rows_are_read_one_at_a_time() -> None:
    class Endless(io.RawIOBase):
        def __init__(self) -> None:
            self.given = 0

        def read(self, size: int = -1) -> bytes:
            self.given += 1
            return b"title,text\n" if self.given == 1 else f"Dam,{RAIN.replace(',', '')} {self.given}\n".encode() * 99

    stream = Endless()
    found = TableReader().read(Source.over(stream, name="x", suffix=".csv"), config=Config(), fields={})  # type: ignore[arg-type]
    assert len([next(found) for _ in range(3_000)]) == 3_000
    assert stream.given < 200

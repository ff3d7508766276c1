"""JSON lines and documents: fields, mapping, and errors that name the line."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from kg.articles import Article
from kg.config import Config
from kg.errors import ConfigError, NotEnglishError, ReadError
from kg.reading import jsonl, read
from kg.reading._records import FIELDS

TEXT = "The harbour of Varna reopened on Tuesday, its master said."
Read = Callable[..., list[Article | ReadError]]


def lines(*records: object) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def test_all_fields(article_of: Callable[..., Article]) -> None:
    record = {
        "text": f"{TEXT}  \n", "title": " Port reopens ", "url": "https://a.example/1", "language": "en-GB", "id": 7,
        "published": "2020-06-09T08:30:00Z", "publisher": {"name": "Harbour Times"},
        "authors": ["Ana Petrova", {"name": "Luis Ortega"}],
    }  # fmt: skip
    article = article_of(lines(record), name="a.jsonl")
    assert article.text == f"{TEXT}  \n"
    assert (article.title, article.url, article.publisher) == ("Port reopens", "https://a.example/1", "Harbour Times")
    assert article.published == datetime(2020, 6, 9, 8, 30, tzinfo=UTC)
    assert article.authors == ("Ana Petrova", "Luis Ortega")
    assert article.language == "en"
    assert article.id == Article.identify(text="", url="https://a.example/1")
    assert article.source.endswith("a.jsonl, line 1")


def test_other_names_of_fields(article_of: Callable[..., Article]) -> None:
    article = article_of(lines({"text": TEXT, "date": "2020-06-09", "author": "Ana Petrova"}), name="a.jsonl")
    assert (article.published, article.authors) == (date(2020, 6, 9), ("Ana Petrova",))


def test_a_declared_id_names_the_article_if_no_url_does(article_of: Callable[..., Article]) -> None:
    article = article_of(lines({"text": TEXT, "id": "x-1"}), name="a.jsonl")
    assert article.id == Article.identify(text=TEXT, declared="x-1") != Article.identify(text=TEXT)


def test_fields_are_mapped_also_into_nested_objects(article_of: Callable[..., Article]) -> None:
    record = {"text": "not this", "body": {"parts": ["no", TEXT]}, "meta": {"day": "2020-06-09"}, "a.b": "Port reopens"}
    article = article_of(lines(record), name="a.jsonl", text="body.parts.1", date="meta.day", title="a.b")
    assert (article.text, article.published, article.title) == (TEXT, date(2020, 6, 9), "Port reopens")


def test_a_mapped_field_that_is_missing_is_not_replaced(error_of: Callable[..., ReadError]) -> None:
    error = error_of(lines({"text": TEXT}), name="a.jsonl", text="body")
    assert "has no field 'body' with a text (its fields: text)" in error.reason


@pytest.mark.parametrize("fields", [{"txt": "body"}, {"text": ""}, {"sections": "x"}])
def test_a_mapping_of_no_field_is_refused_at_once(fields: dict[str, str]) -> None:
    with pytest.raises(ConfigError, match="names no field of an article") as caught:
        read([], config=Config(), fields=fields)
    assert all(name in str(caught.value) for names in FIELDS.values() for name in names)


def test_each_bad_line_is_an_error_and_the_others_are_read(read_bytes: Read) -> None:
    content = (
        lines({"text": TEXT, "id": 1})
        + "not json\n\n"
        + '{"text": "cut off\n'
        + lines([1], {"title": "x"}, {"text": 5}, {"text": TEXT, "published": "someday"}, {"text": " "}, {"text": None})
        + lines(
            {"text": TEXT, "title": ["x"]},
            {"text": "Der Hafen ist seit Dienstag wieder offen."},
            {"text": TEXT, "id": 2},
        )
    )
    found = read_bytes(
        content.encode() + b'{"text": "caf\xe9"}\n' + lines({"text": TEXT, "id": 3}).encode(), name="a.jsonl"
    )
    errors = [x for x in found if isinstance(x, ReadError)]
    assert [x.place for x in errors] == [f"line {n}" for n in (2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14)]
    said = [
        "is no JSON: Expecting value at column 1", "is no JSON: Invalid control character", "is a list, not an object",
        "has no field 'text' with a text (its fields: title); name the one that holds it with --field text=NAME",
        "its field text is a number, not a string",
        "its publication date 'someday' cannot be used: write it as YYYY-MM-DD",
        "holds no text", "has no field 'text'", "its field title is a list", "is in German", "is not UTF-8 at byte 14",
    ]  # fmt: skip
    for error, words in zip(errors, said, strict=True):
        assert words in error.reason
        assert str(error).startswith(f"{error.source}, {error.place}: ")
    assert isinstance(errors[-2], NotEnglishError)
    assert [x.id for x in found if isinstance(x, Article)] == [
        Article.identify(text="", declared=str(n)) for n in (1, 2, 3)
    ]


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.json", "a.txt", "a"])
def test_lines_are_told_by_their_content(read_bytes: Read, name: str) -> None:
    found = read_bytes(lines({"text": TEXT}, {"text": TEXT}), name=name)
    assert [type(x) for x in found] == [Article, Article]


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("name", ["a.json", "a"])
def test_a_single_object_or_an_array(read_bytes: Read, name: str, indent: int | None) -> None:
    (one,) = read_bytes(json.dumps({"text": TEXT}, indent=indent), name=name)
    assert isinstance(one, Article)
    assert one.text == TEXT
    found = read_bytes(json.dumps([{"text": TEXT}, {"title": "x"}, 5, {"text": TEXT}], indent=indent), name=name)
    assert [type(x) for x in found] == [Article, ReadError, ReadError, Article]
    assert [x.place for x in found if isinstance(x, ReadError)] == ["item 2", "item 3"]
    assert isinstance(found[3], Article)
    assert found[3].source.endswith("item 4")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[]", "holds no text: its array is empty"),
        ("[\n {", "is no JSON"),
        ('{\n "text": 1,\n}', "is no JSON"),
        ("[[" * 100_000, "nested too deeply"),
        ("5", "is a number, not an object"),
    ],
)
def test_documents_that_hold_no_article(error_of: Callable[..., ReadError], content: str, said: str) -> None:
    assert said in error_of(content, name="a.json").reason


def test_a_mark_and_utf_16(article_of: Callable[..., Article]) -> None:
    assert article_of(b"\xef\xbb\xbf" + lines({"text": TEXT}).encode(), name="a.jsonl").text == TEXT
    assert article_of(lines({"text": TEXT}).encode("utf-16"), name="a.jsonl").text == TEXT


@pytest.mark.parametrize(("escape", "said"), [("\\ud83d", "lone surrogate"), ("\\u0000", "NUL character")])
def test_what_no_text_may_hold(error_of: Callable[..., ReadError], escape: str, said: str) -> None:
    assert said in error_of(f'{{"text": "{TEXT}{escape}"}}\n', name="a.jsonl").reason


def test_markup_in_a_field_is_kept(article_of: Callable[..., Article]) -> None:
    assert article_of(lines({"text": f"<p>{TEXT}</p>"}), name="a.jsonl").text == f"<p>{TEXT}</p>"


def test_a_line_that_is_too_long_does_not_stop_the_next(read_bytes: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "LINE_LIMIT", 1_000)
    found = read_bytes(lines({"text": "x" * 3_000_000}, {"text": TEXT}), name="a.jsonl")
    assert isinstance(found[0], ReadError)
    assert (found[0].place, type(found[1])) == ("line 1", Article)
    assert "longer than 1,000 bytes" in found[0].reason


def test_lines_are_read_one_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(lines(*({"text": TEXT, "id": n} for n in range(10_000))))
    with path.open("rb") as stream:
        articles = read(["-"], config=Config(), stdin=stream)
        assert isinstance(next(articles), Article)
        assert stream.tell() < path.stat().st_size

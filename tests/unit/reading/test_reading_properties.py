"""Whatever a file holds, reading gives articles whose sections fit, or errors; it never fails."""

from __future__ import annotations

import io
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.articles import Article
from kg.config import Config
from kg.errors import ReadError
from kg.reading import Source, read
from kg.reading._articles import Draft, finish
from kg.reading._base import HEAD
from kg.reading._datelines import find_dateline
from kg.reading._sections import find_layout, paragraphs
from kg.reading.html import HtmlReader
from kg.reading.jsonl import JsonReader
from kg.reading.text import TextReader

PIECES = [
    "Rain fell on Monday", "(AP)", "(Kyodo)", " - ", "—", "BEIJING", "Paris, France", "By Jane Doe", "\n", "\n\n",
    "\r\n\r\n", ".", ": ", "Photo: Reuters", "June 9, 2020", "(Reporting by Jane Doe)", "/TASS/", "|", " ", "\u00a0",
    "\u2028", "é", "🚢", "©", "\"", "<p>", "</p>", "<figcaption>", "</figcaption>", "<script>", "</script>", "<br>",
    "<pre>", "<div>", "<br><br>", "<article>", "<!--", "{", "}", "[", '{"text": "', '"}', "<title>", "&nbsp;",
    "<table>",
]  # fmt: skip
texts = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
contents = st.one_of(st.binary(max_size=300), texts.map(lambda t: t.encode("utf-8", "surrogatepass")))


def check(found: list[Article | ReadError]) -> None:
    assert found
    for item in found:
        if isinstance(item, ReadError):
            assert item.reason
            assert item.source
            continue
        position = 0
        for section in item.sections:
            assert position <= section.start < section.end <= len(item.text)
            position = section.end
        item.text.encode()


@given(contents)
@settings(deadline=None)
def test_any_bytes_are_articles_or_errors(content: bytes) -> None:
    check(list(read(["-"], config=Config(), stdin=io.BytesIO(content))))


@given(contents, st.sampled_from([TextReader, HtmlReader, JsonReader]), st.sampled_from(["", ".json", ".jsonl"]))
@settings(deadline=None)
def test_any_reader_takes_any_bytes(
    content: bytes, reader: type[TextReader | HtmlReader | JsonReader], suffix: str
) -> None:
    source = Source.over(io.BytesIO(content), name="x", suffix=suffix)
    reader.sniff(source.head)
    try:
        found = list(reader().read(source, config=Config(), fields={}))
    except ReadError as error:
        assert error.reason
    else:
        check(found or [ReadError("holds no text", source="x")])


@given(texts)
@settings(deadline=None)
def test_a_text_is_what_was_decoded(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    for found in (
        TextReader().read(Source.over(io.BytesIO(data), name="x"), config=Config(), fields={}) if _plain(text) else ()
    ):
        if isinstance(found, Article):
            assert found.text == text.removeprefix("\ufeff")


def _plain(text: str) -> bool:
    controls = sum((c < " " and c not in "\t\n\v\f\r\x1b") or c == "\x7f" for c in text)
    return controls <= 3 and "\0" not in text and not any("\ud800" <= c <= "\udfff" for c in text)


@given(texts)
@settings(deadline=None)
def test_a_json_record_keeps_its_text(text: str) -> None:
    line = json.dumps({"text": text}).encode() + b"\n"
    (found,) = JsonReader().read(Source.over(io.BytesIO(line), name="x"), config=Config(), fields={})
    check([found])
    if isinstance(found, Article):
        assert found.text == text


@given(texts)
def test_paragraphs_lie_apart_in_order_and_hold_all_that_is_not_blank(text: str) -> None:
    ranges = list(paragraphs(text))
    position = 0
    for start, end in ranges:
        assert position <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
        assert not text[position:start].strip()
        position = end
    assert not text[position:].strip()


@given(texts, st.booleans())
def test_sections_lie_apart_in_order(text: str, titled: bool) -> None:
    title = text.split("\n")[0].strip() if titled else ""
    ranges = list(paragraphs(text))
    layout = find_layout(text, title=title, captions=tuple(ranges[-2:]))
    position = 0
    for section in layout.sections:
        assert position <= section.start < section.end <= len(text)
        position = section.end


@given(texts, st.integers(0, 50))
def test_a_dateline_ends_in_its_paragraph(text: str, start: int) -> None:
    found = find_dateline(text, start, len(text))
    assert found is None or start < found.end <= len(text)


@given(st.binary(max_size=2 * HEAD + 10), st.integers(1, HEAD))
@settings(max_examples=20, deadline=None)
def test_a_source_gives_all_its_bytes(content: bytes, size: int) -> None:
    source = Source.over(io.BytesIO(content), name="x")
    assert source.head == content[:HEAD]
    pieces = []
    while piece := source.stream.read(size):
        pieces.append(piece)
    assert b"".join(pieces) == content


@given(texts)
@settings(deadline=None)
def test_reading_twice_gives_the_same(text: str) -> None:
    draft = Draft(text=text)
    first, second = (finish(draft, source="x", config=Config()) for _ in range(2))
    assert str(first) == str(second)

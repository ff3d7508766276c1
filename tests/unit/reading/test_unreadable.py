"""Files that hold no article are told from their first bytes, with what to do about it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.articles import Article
from kg.errors import ReadError
from kg.reading._content import unreadable


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF; extract its text first"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a PNG image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG image"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "a WebP image"),
        (b"RIFF\x10\0\0\0WAVEfmt ", "an audio or video file"),
        (b"\0\0\0\x20ftypisom", "an audio or video file"),
        (b"PK\3\4\x14\0\6\0[Content_Types].xml", "an Office document; save it as plain text"),
        (b"PK\3\4\x14\0\0\0\0\0mimetypeapplication/epub+zip", "an EPUB book"),
        (b"PK\3\4\x14\0\0\0\0\0mimetypeapplication/vnd.oasis.opendocument.text", "an OpenDocument file"),
        (b"{\\rtf1\\ansi Text}", "an RTF document"),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"some\0thing", "binary data, or UTF-16 without a byte order mark"),
        (b'<?xml version="1.0"?><nitf><head/></nitf>', "XML other than a web page"),
        (b"BZh91AY&SY", "a bzip2 archive; unpack it first"),
    ],
)
def test_what_a_file_looks_like(error_of: Callable[..., ReadError], content: bytes, said: str) -> None:
    error = error_of(content, name="story.txt")
    assert error.reason.startswith(f"looks like {said}")
    assert "; " in error.reason
    assert error.source.endswith("story.txt")


@pytest.mark.parametrize(
    ("name", "said"),
    [("a.css", "a style sheet"), ("a.js", "a script"), ("a.svg", "an SVG image")],
)
def test_text_files_that_hold_no_article(error_of: Callable[..., ReadError], name: str, said: str) -> None:
    assert error_of("body { color: red }", name=name).reason.startswith(f"looks like {said}")


def test_xhtml_is_a_web_page() -> None:
    page = b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x" "y"><html xmlns="http://www.w3.org/1999/xhtml">'
    assert unreadable(page, "") == ""


def test_a_text_of_any_suffix_is_read(article_of: Callable[..., Article]) -> None:
    assert article_of("Rain fell on the town on Monday.", name="story.2020-06-09").text.startswith("Rain")

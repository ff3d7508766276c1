"""Bytes to text: UTF-8, marks, declared and guessed encodings, and what is no text."""

from __future__ import annotations

import codecs

import pytest

from kg.errors import ReadError
from kg.reading._decoding import decode

ENGLISH = "The café’s owner — a Brazilian, José — paid £20 for it. " + "Rain fell on the town all day. " * 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings_of_english_text(encoding: str) -> None:
    assert decode(ENGLISH.encode(encoding)) == ENGLISH


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF16_LE, "utf-16-le")],
)
def test_marks_of_both_byte_orders(mark: bytes, encoding: str) -> None:
    assert decode(mark + ENGLISH.encode(encoding)) == ENGLISH


def test_utf_8_goes_before_what_is_declared() -> None:
    assert decode("naïve".encode(), declared="iso-8859-1") == "naïve"


def test_a_declared_encoding_goes_before_a_guess() -> None:
    text = "Президент подписал закон о бюджете."
    assert decode(text.encode("koi8-r"), declared="KOI8-R") == text


@pytest.mark.parametrize("name", ["no-such-encoding", "rot13", "base64", "utf-7\0", "  "])
def test_a_declaration_that_is_wrong_does_no_harm(name: str) -> None:
    assert decode(ENGLISH.encode("cp1252"), declared=name) == ENGLISH


def test_latin_1_is_read_as_windows_1252_as_browsers_do() -> None:
    assert decode(b"\x93So be it,\x94 he said.", declared="ISO-8859-1") == "“So be it,” he said."


def test_a_text_in_another_alphabet_is_guessed() -> None:
    text = "Президент подписал закон о бюджете. Оппозиция выступила против него. " * 4
    assert decode(text.encode("cp1251")) == text


def test_a_wrong_byte_in_utf_8_is_named_by_line() -> None:
    good = ("Café São Tomé, José and Zoë. " * 3).encode()
    with pytest.raises(ReadError, match="byte 0x92") as caught:
        decode(good + b"\n\nIt\x92s late.\n" + good)
    assert caught.value.place == "line 3"
    assert decode(good + b"It\x92s", lenient=True).endswith("It\ufffds")


@pytest.mark.parametrize("data", [b"text\0text", b"\x01\x02\x03\x04\x05\x06 text", "a\0b".encode("utf-16")])
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match="looks like binary data"):
        decode(data)


def test_a_mark_that_does_not_hold_is_refused() -> None:
    with pytest.raises(ReadError, match="marked as UTF-16-LE"):
        decode(codecs.BOM_UTF16_LE + b"odd")


def test_bytes_without_any_encoding_are_refused_with_advice() -> None:
    with pytest.raises(ReadError, match=r"cannot be told .*; save it as UTF-8"):
        decode(bytes(range(128, 256)) * 2 + b"\x81\x8d")


def test_a_short_english_text_with_names_and_curly_quotes_is_western() -> None:
    text = "The mayor of São Paulo, José Gonçalves, opened a café in Zürich. “We are open,” he said on Tuesday morning."
    assert decode(text.encode("cp1252")) == text

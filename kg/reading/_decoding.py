"""Bytes to text, once and for all: offsets count the code points that come out here."""

from __future__ import annotations

import codecs
import re

import charset_normalizer

from kg.errors import ReadError

__all__ = ["decode"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_SAMPLE = 100_000
_SEQUENCE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]+")
_BYTE = re.compile(rb"[\x80-\xff]")
_WESTERN = re.compile(r"[^\x00-\x7f\u00a0-\u00ffŒœŠšŽžŸ–—‘’‚“”„†‡•…‰‹›€™ƒˆ˜]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_ADVICE = "save it as UTF-8 text"


def decode(data: bytes, *, declared: str = "", lenient: bool = False) -> str:
    """Decode the bytes of a text.

    Parameters
    ----------
    data : bytes
        With or without a byte order mark, which is dropped.
    declared : str
        The encoding that the content itself declares, if it does.
    lenient : bool
        Whether single bytes that are wrong in a text of UTF-8 become U+FFFD, as browsers
        show them.

    Raises
    ------
    ReadError
        If the bytes are no text, or in no encoding that can be told.

    Notes
    -----
    A byte order mark decides. Else UTF-8 is tried, for other encodings hardly ever pass for
    it, then the declared encoding, then Windows-1252 if all it gives are characters of
    Western texts (English text that is not UTF-8 is nearly always that), and what
    charset-normalizer finds likeliest comes last.
    """
    text = _decode(data, declared, lenient)
    controls = len(_CONTROL.findall(text))
    if "\0" in text or controls > max(3, len(text) // 100):
        raise ReadError(f"looks like binary data, not text; {_ADVICE} first")
    return text


def _decode(data: bytes, declared: str, lenient: bool) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, lenient)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as exc:
        wrong = exc
    for attempt in (_declared(data, declared), _damaged(data, wrong, lenient), _western(data), _likeliest(data)):
        if attempt is not None:
            return attempt
    raise ReadError(
        f"its encoding cannot be told (byte 0x{data[wrong.start]:02x} is not UTF-8); {_ADVICE}",
        place=_line(data, wrong.start),
    )


def _strict(data: bytes, encoding: str, lenient: bool) -> str:
    try:
        return data.decode(encoding, "replace" if lenient else "strict")
    except UnicodeDecodeError as exc:
        raise ReadError(
            f"is marked as {encoding.upper()} but is not ({exc.reason} at byte {exc.start:,}); {_ADVICE}"
        ) from exc


def _declared(data: bytes, name: str) -> str | None:
    # The WHATWG encoding standard reads these names as Windows-1252, as all browsers do.
    if name.strip().lower() in {"iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii"}:
        name = "cp1252"
    try:
        text = data.decode(name.strip()) if name.strip() else None
    except (LookupError, UnicodeError, ValueError):
        return None
    return text if isinstance(text, str) else None


def _damaged(data: bytes, wrong: UnicodeDecodeError, lenient: bool) -> str | None:
    """Return UTF-8 with single wrong bytes, or refuse it: as any other encoding it would be mojibake."""
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    good = len(_SEQUENCE.findall(data)) - lost
    if good <= 2 * lost:
        return None
    if lenient:
        return text
    raise ReadError(
        f"is UTF-8 but for byte 0x{data[wrong.start]:02x} (byte {wrong.start:,} of the file); {_ADVICE}",
        place=_line(data, wrong.start),
    )


def _western(data: bytes) -> str | None:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    few = 12 * len(_BYTE.findall(data)) <= len(data)
    return text if few and not _WESTERN.search(text) else None


def _likeliest(data: bytes) -> str | None:
    best = charset_normalizer.from_bytes(data[:_SAMPLE]).best()
    return _declared(data, best.encoding) if best is not None else None


def _line(data: bytes, offset: int) -> str:
    number = data.count(b"\n", 0, offset) + 1
    return f"line {number}"

"""What a source holds that is no article, told from its first bytes, with advice."""

from __future__ import annotations

import re

from kg.reading._base import peek

__all__ = ["unreadable"]

_EXTRACT = "extract its text first"
_UNPACK = "unpack it first"
_PICTURE = "it holds no text to read"
_SAVE = "save it as plain text or HTML first"
_TRANSCRIBE = "transcribe it first"
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", _EXTRACT),
    (b"%!PS", "PostScript", _EXTRACT),
    (b"{\\rtf", "an RTF document", _SAVE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office document of the old format", _SAVE),
    (b"\x89PNG", "a PNG image", _PICTURE),
    (b"\xff\xd8\xff", "a JPEG image", _PICTURE),
    (b"GIF8", "a GIF image", _PICTURE),
    (b"II*\0", "a TIFF image", _PICTURE),
    (b"MM\0*", "a TIFF image", _PICTURE),
    (b"\0\0\1\0", "an icon", _PICTURE),
    (b"wOFF", "a font", _PICTURE),
    (b"wOF2", "a font", _PICTURE),
    (b"BZh", "a bzip2 archive", _UNPACK),
    (b"\xfd7zXZ\0", "an xz archive", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    (b"Rar!", "a RAR archive", _UNPACK),
    (b"SQLite format 3\0", "an SQLite database", "export its articles as JSON lines first"),
    (b"PAR1", "a Parquet file", "export its articles as JSON lines first"),
    (b"\x7fELF", "a program", _PICTURE),
    (b"MZ\x90\0", "a program", _PICTURE),
    (b"ID3", "an audio file", _TRANSCRIBE),
    (b"OggS", "an audio or video file", _TRANSCRIBE),
    (b"\x1aE\xdf\xa3", "a video file", _TRANSCRIBE),
)
_SUFFIXES = {
    ".css": ("a style sheet", _PICTURE),
    ".js": ("a script", _PICTURE),
    ".svg": ("an SVG image", _PICTURE),
}
_XML = re.compile(r"\s*(?:<\?xml\b|<(?:nitf|newsml|newsItem)\b)", re.IGNORECASE)
_LISTS = re.compile(r"<(?:\w+:)?(?:rss|feed|RDF|sitemapindex|urlset)\b")
_HTML_ROOT = re.compile(r"<(?:!doctype\s+html|html)\b", re.IGNORECASE)


def unreadable(head: bytes, suffix: str) -> str:
    """Say what a source looks like and what to do, or return "" if it may be text.

    Parameters
    ----------
    head : bytes
        The first bytes.
    suffix : str
        Lower case with its dot, or empty.

    Examples
    --------
    >>> unreadable(b"%PDF-1.7 ...", "")
    'looks like a PDF; extract its text first'
    """
    kind = _binary(head) or _SUFFIXES.get(suffix) or _markup(head)
    return f"looks like {kind[0]}; {kind[1]}" if kind else ""


def _binary(head: bytes) -> tuple[str, str] | None:
    for magic, what, advice in _MAGIC:
        if head.startswith(magic):
            return what, advice
    if head.startswith(b"PK\3\4"):
        return _packed(head)
    if head[:4] == b"RIFF" or head[4:8] == b"ftyp":
        return ("a WebP image", _PICTURE) if head[8:12] == b"WEBP" else ("an audio or video file", _TRANSCRIBE)
    if head.startswith(b"\x1f\x8b") or head[257:262] == b"ustar":  # these are unpacked
        return None
    if "\0" in peek(head):
        return "binary data, or UTF-16 without a byte order mark", "save it as UTF-8 text first"
    return None


def _packed(head: bytes) -> tuple[str, str] | None:
    if b"[Content_Types].xml" in head:
        return "an Office document", _SAVE
    if b"epub" in head[:100]:
        return "an EPUB book", _EXTRACT
    if b"opendocument" in head[:200]:
        return "an OpenDocument file", _SAVE
    return None


def _markup(head: bytes) -> tuple[str, str] | None:
    text = peek(head)
    if _XML.match(text) and not _HTML_ROOT.search(text) and not _LISTS.search(text):
        return (
            "XML other than a web page, a feed or a sitemap",
            "save its articles as HTML, plain text or JSON lines first",
        )
    return None

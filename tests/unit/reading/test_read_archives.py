"""Archives: what is in them is read as it would be beside them; bombs, tricks and damage harm nothing else."""

from __future__ import annotations

import gzip
import io
import json
import stat
import sys
import tarfile
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kg.articles import Article
from kg.config import Config
from kg.errors import ReadError
from kg.reading import read

Results = list[Article | ReadError]
RAIN = "Rain fell on the town on Monday, and the mayor said that the dam had held."
PAGE = f"<html><head><title>Dam</title></head><body><article><h1>Dam holds</h1><p>{RAIN}</p></article></body></html>"


def zipped(files: dict[str, bytes | str], **options: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(files: dict[str, bytes], mode: str = "w:gz") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
        archive.addfile(link)
    return out.getvalue()


def lines(count: int) -> bytes:
    return b"".join(json.dumps({"text": f"{RAIN} Report {n}.", "id": n}).encode() + b"\n" for n in range(count))


def warc(*pages: tuple[str, bytes, str], packed: bool = True, kind: str = "response") -> bytes:
    """Write a web archive: of each page the address, the body, and status and media type as ``status|type``."""
    records = [b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 8\r\n\r\nsoftware\r\n\r\n"]
    for url, body, answer in pages:
        status, media = answer.split("|")
        http = kind == "response"
        content = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n\r\n".encode() * http + body
        head = (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2021-03-02T08:00:00Z\r\n"
            f"Content-Type: {'application/http; msgtype=response' if http else media}\r\n"
            f"Content-Length: {len(content)}\r\n\r\n"
        )
        records.append(head.encode() + content + b"\r\n\r\n")
    return b"".join(gzip.compress(r) if packed else r for r in records)


def names(found: Results) -> list[str]:
    return [
        x.source.rpartition("/")[2] if isinstance(x, Article) else f"error {x.source.partition('!')[2]}" for x in found
    ]


@pytest.mark.parametrize("name", ["wire.jsonl.gz", "odd-name"])
def test_packed_lines(read_bytes: Callable[..., Results], name: str) -> None:
    found = read_bytes(gzip.compress(lines(3)) + gzip.compress(lines(1)), name=name)
    assert names(found) == [f"{name}, line {n}" for n in (1, 2, 3, 4)]


def test_a_zip_holds_files_of_any_kind(read_bytes: Callable[..., Results]) -> None:
    files = {
        "a.txt": RAIN, "pages/b.html": PAGE, "c.csv": f'text,title\n"{RAIN}",Dam\n', "deep/d.jsonl": lines(2),
        "e.zip": zipped({"f.txt": RAIN}), "g.json.gz": gzip.compress(b'{"text": "%s"}' % RAIN.encode()),
        "h.tgz": tarred({"i/j.txt": RAIN.encode()}), ".hidden": "x", "__MACOSX/a.txt": "x", "empty/": "",
        "k.png": b"\x89PNG",
    }  # fmt: skip
    found = read_bytes(zipped(files), name="all.zip")
    shown = [x.source.rpartition("/all.zip!")[2] if isinstance(x, Article) else x.reason for x in found]
    assert shown == [
        "a.txt", "pages/b.html", "c.csv, line 2", "deep/d.jsonl, line 1", "deep/d.jsonl, line 2", "e.zip!f.txt",
        "g.json.gz, line 1", "h.tgz!i/j.txt", "looks like a PNG image; it holds no text to read",
    ]  # fmt: skip
    assert all(RAIN in x.text for x in found if isinstance(x, Article))


def test_an_archive_in_archives_without_end_is_refused(read_bytes: Callable[..., Results]) -> None:
    content: bytes | str = RAIN
    for _ in range(5):
        content = zipped({"a.zip" if isinstance(content, bytes) else "a.txt": content})
    (found,) = read_bytes(content, name="a.zip")
    assert isinstance(found, ReadError)
    assert "lies in more than 4 archives" in found.reason


@pytest.mark.parametrize("pack", [lambda b: zipped({"a.jsonl": b, "b.txt": RAIN}), gzip.compress], ids=["zip", "gzip"])
def test_bombs(read_bytes: Callable[..., Results], pack: Callable[[bytes], bytes]) -> None:
    bomb = pack(b'{"text": "x"}' + b" " * 48_000_000)
    assert len(bomb) < 100_000
    found = read_bytes(bomb, name="a.zip")
    reasons = [x.reason for x in found if isinstance(x, ReadError)]
    assert any("unpacks to more than 250 times its size" in reason for reason in reasons)


def test_files_that_lie_in_one_another_are_refused(read_bytes: Callable[..., Results]) -> None:
    content = bytearray(zipped({f"{n}.txt": RAIN * 30 for n in range(9)}))
    start = content.index(b"PK\1\2")
    for _ in range(9):  # each entry of the directory claims more of the archive than there is
        content[start + 20 : start + 24] = (len(content) // 2).to_bytes(4, "little")
        start = content.find(b"PK\1\2", start + 4)
    (found,) = read_bytes(bytes(content), name="a.zip")
    assert isinstance(found, ReadError)
    assert "lie in one another" in found.reason


@pytest.mark.parametrize("name", ["../../evil.txt", "/etc/evil.txt", "a/../../evil.txt", "C:\\evil.txt"])
def test_names_that_lead_out(read_bytes: Callable[..., Results], tmp_path: Path, name: str) -> None:
    for content, kind in (
        (zipped({name: RAIN, "b.txt": RAIN}), "a.zip"),
        (tarred({name: RAIN.encode(), "b.txt": RAIN.encode()}), "a.tar.gz"),
    ):
        first, second = read_bytes(content, name=kind)
        assert isinstance(first, ReadError)
        assert "leads out of its archive" in first.reason
        assert isinstance(second, Article)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.tar.gz", "a.zip"]


def test_links_and_encrypted_files_are_named(read_bytes: Callable[..., Results]) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/hostname")
        archive.writestr("b.txt", RAIN)
    content = bytearray(out.getvalue())
    content[content.rindex(b"PK\1\2") + 8] |= 1
    found = read_bytes(bytes(content), name="a.zip")
    assert [x.reason.split(",")[0].split(";")[0] for x in found if isinstance(x, ReadError)] == [
        "is a link",
        "is encrypted",
    ]


def test_damage_is_told_and_what_was_before_it_is_kept(read_bytes: Callable[..., Results]) -> None:
    content = bytearray(gzip.compress(lines(3_000)))
    content[len(content) // 2] ^= 255
    found = read_bytes(bytes(content[:-20]), name="wire.jsonl.gz")
    assert sum(isinstance(x, Article) for x in found) > 100
    assert isinstance(found[-1], ReadError)
    assert "is damaged after" in found[-1].reason
    two = bytearray(zipped({"a.txt": RAIN * 9, "b.txt": RAIN}))
    two[60] ^= 255
    first, second = read_bytes(bytes(two), name="a.zip")
    assert isinstance(first, ReadError)
    assert first.source.endswith("a.zip!a.txt")
    assert isinstance(second, Article)
    (whole,) = read_bytes(zipped({"a.txt": RAIN})[:-9], name="a.zip")
    assert isinstance(whole, ReadError)
    assert "damaged Zip archive" in whole.reason
    assert isinstance(read_bytes(tarred({"a.txt": RAIN.encode() * 999}, "w")[:5_000], name="a.tar")[-1], ReadError)


def test_zip_and_tar_from_standard_input() -> None:
    for content in (zipped({"a.txt": RAIN}), tarred({"a.txt": RAIN.encode()})):
        (found,) = read(["-"], config=Config(), stdin=io.BytesIO(content))
        assert isinstance(found, Article)
        assert found.source == "standard input!a.txt"


PAGES = (
    (
        "https://wire.example/dam",
        PAGE.replace("Rain", "Café rain").encode("cp1252"),
        "200 OK|text/html; charset=windows-1252",
    ),
    ("https://wire.example/x.png", b"\x89PNG", "200 OK|image/png"),
    ("https://wire.example/gone", PAGE.encode(), "404 Not Found|text/html"),
    ("https://wire.example/note", RAIN.encode(), "200 OK|text/plain"),
    ("https://wire.example/pdf", b"%PDF-1.7", "200 OK|text/html"),
)


@pytest.mark.parametrize("packed", [True, False])
def test_web_archives(read_bytes: Callable[..., Results], packed: bool) -> None:
    page, note, wrong = read_bytes(warc(*PAGES, packed=packed), name="x.warc.gz" if packed else "x.warc")
    assert isinstance(page, Article)
    assert (page.url, page.published) == ("https://wire.example/dam", date(2021, 3, 2))
    assert "Café rain" in page.text
    assert isinstance(note, Article)
    assert note.source.endswith("!https://wire.example/note")
    assert isinstance(wrong, ReadError)
    assert wrong.source.endswith("!https://wire.example/pdf")


def test_conversions_and_collections(read_bytes: Callable[..., Results]) -> None:
    texts = warc(("https://wire.example/t", RAIN.encode(), "|text/plain"), kind="conversion")
    files = {
        "datapackage.json": "{}",
        "pages/pages.jsonl": lines(1),
        "indexes/index.cdx": "x",
        "archive/t.warc.gz": texts,
    }
    (found,) = read_bytes(zipped(files), name="x.wacz")
    assert isinstance(found, Article)
    assert (found.url, found.text) == ("https://wire.example/t", RAIN)
    assert found.source.endswith("x.wacz!archive/t.warc.gz!https://wire.example/t")


def test_a_damaged_web_archive_keeps_its_beginning(read_bytes: Callable[..., Results]) -> None:
    broken = warc(*PAGES[:1], packed=False) + b"no record\r\n" * 9
    first, second = read_bytes(broken, name="y.warc")
    assert isinstance(first, Article)
    assert isinstance(second, ReadError)
    assert "is damaged after record 2" in second.reason
    cut = warc(*PAGES[:1], *PAGES[3:4])[:-40]
    first, *others = read_bytes(cut, name="z.warc.gz")
    assert isinstance(first, Article)
    assert others
    assert all(isinstance(x, ReadError) and "is damaged after" in x.reason for x in others)


def test_without_the_library_it_is_said_what_to_install(
    read_bytes: Callable[..., Results], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "warcio.archiveiterator", None)
    (found,) = read_bytes(warc(*PAGES[:1]), name="x.warc.gz")
    assert isinstance(found, ReadError)
    assert found.reason.endswith("install it with: pip install 'triplewire[warc]'")

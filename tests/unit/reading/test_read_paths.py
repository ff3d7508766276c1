"""Files, folders and standard input: order, errors as values, the choice of a reader."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from kg.articles import Article
from kg.config import Config
from kg.errors import ReadError
from kg.reading import Reader, Source, count, read
from kg.registry import Plugin, readers

TEXT = "The harbour of Varna reopened on Tuesday, its master said."
CONFIG = Config()


def names(root: Path, *paths: str | Path) -> list[str]:
    found = read(paths or [root], config=CONFIG)
    return [Path(x.source).relative_to(root).as_posix() + ("!" if isinstance(x, ReadError) else "") for x in found]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a/z.txt", "a/c/d.txt", "a-b.txt", "a.txt", "B.txt", ".hidden.txt", ".git/x.txt", "é.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT)
    return tmp_path


def test_a_folder_is_read_in_the_order_of_its_paths(folder: Path) -> None:
    expected = ["B.txt", "a-b.txt", "a.txt", "a/c/d.txt", "a/z.txt", "b.txt", "é.txt"]
    assert names(folder) == expected == sorted(expected)


def test_paths_keep_their_order_and_hidden_files_are_read_if_named(folder: Path) -> None:
    named = [folder / "b.txt", str(folder / "a"), folder / ".hidden.txt", folder / "b.txt"]
    assert names(folder, *named) == ["b.txt", "a/c/d.txt", "a/z.txt", ".hidden.txt", "b.txt"]


def test_a_mix_of_kinds(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text(TEXT)
    (tmp_path / "2.html").write_text(f"<html><body><p>{TEXT}</p></body></html>")
    (tmp_path / "3.jsonl").write_text(json.dumps({"text": TEXT}) + "\n{\n")
    (tmp_path / "4.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "5.md").write_text("")
    found = list(read([tmp_path], config=CONFIG))
    assert [type(x) for x in found] == [Article, Article, Article, ReadError, ReadError, ReadError]
    assert {x.text for x in found if isinstance(x, Article)} == {TEXT}


def test_articles_of_the_same_name_are_all_yielded(tmp_path: Path) -> None:
    for name in ("1.txt", "2.txt"):
        (tmp_path / name).write_text(TEXT)
    first, second = read([tmp_path], config=CONFIG)
    assert isinstance(first, Article)
    assert first == second


def test_missing_paths_do_not_stop_the_others(folder: Path) -> None:
    found = list(
        read(
            [folder / "no.txt", "", "a\0b", folder / "a.txt" / "x", folder / ("n" * 300), folder / "b.txt"],
            config=CONFIG,
        )
    )
    said = [
        "there is no such file",
        "an empty string is no path",
        "is no path that a file",
        "part of its path",
        "too long",
    ]
    for error, words in zip(found, said, strict=False):
        assert isinstance(error, ReadError)
        assert words in error.reason
    assert isinstance(found[-1], Article)
    assert len(found) == 6
    assert str(found[0]).startswith(f"{folder / 'no.txt'}: ")


def test_links_that_lead_in_circles(folder: Path) -> None:
    (folder / "a" / "up").symlink_to(folder, target_is_directory=True)
    (folder / "self.txt").symlink_to(folder / "self.txt")
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    (folder / "side").symlink_to(folder / "a" / "c", target_is_directory=True)
    expected = [
        "B.txt", "a-b.txt", "a.txt", "a/c/d.txt", "a/up!", "a/z.txt", "b.txt", "gone.txt!", "self.txt!", "side/d.txt",
        "é.txt",
    ]  # fmt: skip
    assert names(folder) == expected


def test_pipes_in_a_folder_are_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    found = [x for x in read([folder], config=CONFIG) if isinstance(x, ReadError)]
    assert [x.reason.split(";")[0] for x in found] == ["is no file but a pipe, socket or device"]


def test_what_may_not_be_read_is_an_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened, scanned = Path.open, os.scandir

    def denied(path: Path, *args: str) -> io.IOBase:
        if path.name == "b.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, *args)  # type: ignore[call-overload,no-any-return]

    def vanished(path: str) -> object:
        if path.endswith("/a"):
            raise FileNotFoundError(2, "No such file or directory")
        return scanned(path)

    monkeypatch.setattr(Path, "open", denied)
    monkeypatch.setattr(os, "scandir", vanished)
    assert names(folder) == ["B.txt", "a-b.txt", "a.txt", "a!", "b.txt!", "é.txt"]
    reasons = [x.reason for x in read([folder], config=CONFIG) if isinstance(x, ReadError)]
    assert reasons == [
        "there is no such file or folder; check its name",
        "permission to read it is denied; check its access rights",
    ]


@pytest.mark.skipif(sys.platform == "darwin", reason="its file names are always UTF-8")
def test_names_that_are_no_utf_8_can_be_printed(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("")
    (error,) = read([tmp_path], config=CONFIG)
    assert str(error).encode()
    assert "caf\ufffd.txt" in str(error)


def test_standard_input_of_each_kind() -> None:
    for content in (TEXT, f"<html><body><p>{TEXT}</p></body></html>", json.dumps({"text": TEXT})):
        (found,) = read(["-"], config=CONFIG, stdin=io.BytesIO(content.encode()))
        assert isinstance(found, Article)
        assert found.text == TEXT
        assert found.source.startswith("standard input")


def test_standard_input_is_the_process_s_by_default() -> None:
    code = "from kg.reading import read; from kg.config import Config; print(next(read(['-'], config=Config())).id)"
    done = subprocess.run([sys.executable, "-c", code], input=TEXT.encode(), capture_output=True, check=True)
    assert done.stdout.decode().strip() == Article.identify(text=TEXT)


def test_a_stream_that_comes_in_pieces() -> None:
    class Dripping(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(min(size, 7) if size and size > 0 else size)

    (found,) = read(["-"], config=CONFIG, stdin=Dripping((TEXT * 2_000).encode()))
    assert isinstance(found, Article)
    assert found.text == TEXT * 2_000


def test_count(folder: Path) -> None:
    assert count([folder]) == 7
    (folder / "x.jsonl").write_text('{"text": "x"}\n\n{"text": "y"}\n')
    (folder / "empty.jsonl").write_text("")
    assert count([folder, folder / "no.txt"]) == 11 == len(list(read([folder, folder / "no.txt"], config=CONFIG)))
    assert count(["-"]) is None
    (folder / "y.json").write_text("[]")
    assert count([folder]) is None


def test_count_gives_up_on_large_files(tmp_path: Path) -> None:
    with (tmp_path / "big.jsonl").open("wb") as stream:
        stream.truncate(65 * 1024 * 1024)
    assert count([tmp_path]) is None


class Shouting(Reader):
    """Reads files that shout."""

    suffixes = (".loud",)

    @classmethod
    def sniff(cls, head: bytes) -> bool:
        return head.startswith(b"!!!")

    def read(self, source: Source, *, config: Config, fields: Mapping[str, str]) -> Iterator[Article | ReadError]:
        if b"broken" in source.head:
            raise ReadError("is broken; mend it", place="line 1")
        yield Article(id="art-0", text=source.read(100, advice="shorten it").decode())


@pytest.fixture
def shouting(monkeypatch: pytest.MonkeyPatch) -> None:
    plugin: Plugin[type] = Plugin(name="a-loud", value=Shouting, module=__name__, summary="Reads files that shout.")
    list(readers)
    monkeypatch.setitem(readers._plugins, "a-loud", plugin)


@pytest.mark.usefixtures("shouting")
def test_another_reader_is_chosen_by_content_or_suffix(read_bytes: Callable[..., list[Article | ReadError]]) -> None:
    assert [getattr(x, "id", "") for x in read_bytes("!!! Fire", name="a.txt")] == ["art-0"]
    assert [getattr(x, "id", "") for x in read_bytes("<b>Fire", name="a.loud")] != ["art-0"]
    assert [getattr(x, "id", "") for x in read_bytes("<<Fire", name="a.loud")] == ["art-0"]


@pytest.mark.usefixtures("shouting")
def test_an_error_that_a_reader_raises_is_yielded_with_its_file(error_of: Callable[..., ReadError]) -> None:
    error = error_of("!!! broken", name="a.loud")
    assert (error.place, error.reason) == ("line 1", "is broken; mend it")
    assert error.source.endswith("a.loud")
    assert "longer than 100 bytes; shorten it" in error_of("!!!" + "x" * 200, name="a.loud").reason

"""What people really hand a program: each gets a message that says what to do, and the rest goes on."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

KG = str(Path(sys.executable).with_name("kg"))
GOOD = (
    "LYON - The bakers' union of Lyon called on the city council to lower the rent of market halls on Tuesday.\n\n"
    "Mayor Odile Fabre said that she would meet the union's leader, Marc Tissot, next week. The council sold two of "
    "the halls to the company Halles Ouest in 2019. Tissot accused the company of having broken its contract.\n"
)


def kg(*arguments: object, stdin: bytes | None = None, **more: object) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does and check what holds for every run: no trace, no colour where nobody looks."""
    more["env"] = {k: v for k, v in dict(more.get("env", os.environ)).items() if k != "COLUMNS"}  # type: ignore[call-overload]
    done = subprocess.run(
        [KG, *map(str, arguments)], input=stdin, capture_output=True, timeout=240, check=False, **more  # type: ignore[call-overload]
    )  # fmt: skip
    out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    assert "Traceback" not in err, err
    assert "\x1b" not in err + out
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("good") / "good.txt"
    path.write_text(GOOD, "utf-8")
    return path


@pytest.fixture(scope="module")
def graph(good: Path) -> Path:
    """A small graph on disk."""
    store = good.parent / "graph"
    done = kg("build", good, "-o", store, "--date", "2021-03-02")
    assert done.returncode == 0, done.stderr
    return store


def articles_in(store: Path) -> int:
    done = kg("query", store, "SELECT ?a WHERE { ?a a nkg:Article }", "--format", "json")
    assert done.returncode == 0, done.stderr
    return len(json.loads(done.stdout)["results"]["bindings"])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def binary(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 40)


def one_line_of_50_mb(path: Path) -> None:
    path.write_text("a long line without an end " * 1_950_000, "utf-8")


def html_without_an_article(path: Path) -> None:
    path.write_text("<html><head><title>x</title><body><div><p><a href='", "utf-8")


def french(path: Path) -> None:
    path.write_text(
        "Le conseil municipal de Lyon a décidé mardi de baisser le loyer des halles. La maire a déclaré qu'elle "
        "rencontrerait le chef du syndicat la semaine prochaine, selon un porte-parole de la ville.\n" * 3,
        "utf-8",
    )


def a_loop_of_links(path: Path) -> None:
    path.symlink_to(path)


def absent(path: Path) -> None:
    assert not path.exists()


def records_that_are_none(path: Path) -> None:
    path.write_text('{"id": "a", "text": \n["b"]\n', "utf-8")


BAD: list[tuple[str, Callable[[Path], None]]] = [
    ("empty.txt", empty),
    ("binary.txt", binary),
    ("line.txt", one_line_of_50_mb),
    ("broken.html", html_without_an_article),
    ("french.txt", french),
    ("loop", a_loop_of_links),
    ("absent.txt", absent),
    ("records.jsonl", records_that_are_none),
]


def test_files_that_cannot_be_read_are_listed_and_the_rest_goes_on(good: Path, tmp_path: Path) -> None:
    for name, make in BAD:
        make(tmp_path / name)
    store = tmp_path / "graph"
    done = kg("build", *(tmp_path / name for name, _ in BAD), good, "-o", store, "--date", "2021-03-02")
    assert done.returncode == 1
    for name, _ in BAD:
        rows = [line for line in done.stderr.splitlines() if str(tmp_path / name) in line]
        assert rows, f"{name} is not listed:\n{done.stderr}"
        assert len(rows[0].split(str(tmp_path / name))[1].split()) >= 3, f"no reason is given: {rows[0]}"
    assert articles_in(store) == 1


def test_nothing_to_read_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    done = kg("build", tmp_path / "empty.txt", "-o", tmp_path / "graph")
    assert done.returncode == 1
    assert not (tmp_path / "graph").exists()


def test_another_encoding_is_read(tmp_path: Path) -> None:
    path = tmp_path / "latin.txt"
    path.write_bytes(GOOD.replace("Odile Fabre", "Odilé Fàbre").encode("cp1252"))
    done = kg("extract", path, "--date", "2021-03-02", "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    names = {r.get("name") for r in map(json.loads, done.stdout.splitlines())}
    assert "Odilé Fàbre" in names


def test_html_that_is_broken_but_holds_an_article_is_read(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    paragraphs = "".join(f"<p>{p}" for p in GOOD.split("\n\n"))
    path.write_text(f"<html><body><div><article><h1>Bakers<h1>{paragraphs}</div></span></body", "utf-8")
    done = kg("extract", path, "--date", "2021-03-02")
    assert done.returncode == 0, done.stderr
    assert "Tissot" in done.stdout


@pytest.mark.parametrize("date", ["yesterday", "2021-02-30", "03/02/2021"])
def test_a_date_that_is_none(good: Path, date: str) -> None:
    done = kg("extract", good, "--date", date)
    assert done.returncode == 2
    assert done.stdout == ""
    assert date in done.stderr
    assert "YYYY-MM-DD" in done.stderr


def test_articles_without_a_date_are_said_to_once(good: Path) -> None:
    done = kg("extract", good, good)
    assert done.returncode == 0
    assert done.stderr.count("--date") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("extract",),
        ("extract", "x.txt", "--format", "pdf"),
        ("extract", "x.txt", "--lines"),
        ("extract", "x.txt", "--field", "text"),
        ("build", "x.txt"),
        ("query", "graph"),
        ("query", "graph", "ASK {}", "--example", "q01"),
        ("query", "graph", "--example", "nothing"),
        ("load", "mysql", "graph"),
        ("load", "oxigraph", "graph"),
        ("frobnicate",),
        ("--frobnicate",),
    ],
)
def test_a_wrong_command_line_is_told_in_one_line(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = kg(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("kg: ")
    assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (("query", "graph", "ASK {}"), "kg build"),
        (("export", "graph", "--format", "trig", "-o", "graph.trig"), "kg build"),
        (("show", "graph", "Lyon"), "kg build"),
        (("explain", "graph", "st-1"), "kg build"),
        (("forget", "graph", "art-1"), "kg build"),
        (("load", "oxigraph", "graph", "-o", "other"), "kg build"),
    ],
)
def test_a_graph_that_is_not_there(arguments: tuple[str, ...], advice: str, tmp_path: Path) -> None:
    done = kg(*arguments, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("kg: ")
    assert advice in done.stderr
    assert not (tmp_path / "graph").exists()
    assert not (tmp_path / "graph.trig").exists()


def test_a_store_of_another_version(graph: Path, tmp_path: Path) -> None:
    about = graph / "triplewire.json"
    kept = about.read_text("utf-8")
    try:
        about.write_text(json.dumps({**json.loads(kept), "format": 99}), "utf-8")
        done = kg("query", graph, "ASK {}")
    finally:
        about.write_text(kept, "utf-8")
    assert done.returncode == 1
    assert "99" in done.stderr
    assert "build the store anew" in done.stderr


@pytest.mark.parametrize("sparql", ["SELECT WHERE", "DROP ALL", "INSERT DATA { <a:a> <a:b> <a:c> }"])
def test_a_query_that_is_wrong_or_would_change_something(graph: Path, sparql: str) -> None:
    done = kg("query", graph, sparql)
    assert done.returncode == 1
    assert done.stderr.startswith("kg: ")
    assert len(done.stderr.splitlines()) == 1
    assert articles_in(graph) == 1


def test_names_that_are_nearly_right_are_suggested(graph: Path) -> None:
    done = kg("show", graph, "Odil Fabre")
    assert done.returncode == 1
    assert "Odile Fabre" in done.stderr


@pytest.mark.parametrize(
    ("command", "name"), [("explain", "st-ffffffffffff"), ("explain", "nothing at all"), ("forget", "art-ff")]
)
def test_ids_that_the_graph_does_not_have(graph: Path, command: str, name: str) -> None:
    done = kg(command, graph, name)
    assert done.returncode == 1
    assert done.stderr.startswith("kg: ")
    assert articles_in(graph) == 1


def test_a_server_that_is_not_there(graph: Path) -> None:
    started = time.monotonic()
    done = kg("load", "neo4j", graph, "--uri", "bolt://localhost:9", env={**os.environ, "NEO4J_PASSWORD": "x"})
    assert done.returncode == 1
    assert "bolt://localhost:9" in done.stderr
    assert time.monotonic() - started < 60


def test_no_password_and_nobody_to_ask(graph: Path) -> None:
    env = {k: v for k, v in os.environ.items() if k != "NEO4J_PASSWORD"}
    done = kg("load", "neo4j", graph, stdin=b"", env=env)
    assert done.returncode == 2
    assert "NEO4J_PASSWORD" in done.stderr


def small_files(limit: int) -> Callable[[], None]:
    """Let a process write files of so many bytes at most, as a full quota would."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


def test_a_full_disk_while_exporting(graph: Path, tmp_path: Path) -> None:
    for number in range(8):  # enough for more than the limit
        (tmp_path / f"{number}.txt").write_text(GOOD.replace("Tissot", f"Tissot{number}") * 3, "utf-8")
    store = tmp_path / "graph"
    assert kg("build", *sorted(tmp_path.glob("*.txt")), "-o", store, "--date", "2021-03-02").returncode == 0
    target = tmp_path / "graph.nq"
    done = kg("export", store, "--format", "nquads", "-o", target, preexec_fn=small_files(100_000))
    assert done.returncode == 1
    assert done.stderr.startswith("kg: ")
    assert not target.exists()


#: Reads an article, then lets the disk be full, then builds: what reading itself needs to unpack is there by then.
_BUILD_ON_A_FULL_DISK = """
import resource, sys
from kg.cli import main
from kg.config import Config
from kg.reading import read
assert list(read(sys.argv[2:3], config=Config()))
resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))
sys.exit(main(sys.argv[1:]))
"""


def test_a_full_disk_while_building(good: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", _BUILD_ON_A_FULL_DISK, "build", str(good), "-o", str(tmp_path / "graph")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    last = done.stderr.splitlines()[-1]
    assert last.startswith("kg: cannot ")
    assert "no space is left" in last


def test_a_full_disk_behind_stdout(good: Path) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        command = [KG, "extract", str(good), "--format", "jsonl"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, timeout=240, check=False)
    assert done.returncode == 1
    assert b"kg: " in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


def test_a_reader_that_leaves_early(good: Path) -> None:
    command = [KG, "extract", *[str(good)] * 30]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()
        assert process.wait(120) == 141, errors.decode()
    assert b"Traceback" not in errors
    assert b"BrokenPipe" not in errors


@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_keeps_whole_articles(workers: str, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(400):
        (folder / f"{number:03}.txt").write_text(GOOD.replace("Tissot", f"Tissot{number}"), "utf-8")
    store = tmp_path / "graph"
    command = [KG, "build", str(folder), "-o", str(store), "--date", "2021-03-02", "--show", "--workers", workers]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as process:
        assert process.stdout is not None
        for _ in range(40):  # a few articles are through
            process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the workers as well
        try:
            _, errors = process.communicate(timeout=120)
        finally:
            process.kill()
    assert process.returncode == 130, errors.decode()
    assert b"interrupted" in errors
    assert b"Traceback" not in errors, errors.decode()
    assert 0 < articles_in(store) < 400
    half = kg("query", store, "ASK { ?st a nkg:Statement MINUS { ?st nkg:quote ?q } }", "--format", "json")
    assert json.loads(half.stdout)["boolean"] is False

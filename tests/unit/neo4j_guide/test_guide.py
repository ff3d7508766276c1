"""The style sheet, the favourites and the page for Neo4j Browser, as files."""

from __future__ import annotations

import io
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
import zipfile
from pathlib import Path
from threading import Thread

import pytest

from kg.cli import main
from kg.neo4j_guide import favourites, guide_files, style
from kg.neo4j_guide.favourites import script
from kg.neo4j_guide.serving import SLIDES, guide_server
from loaders._neo4j_schema import STATUS_TYPES
from ontology import classes, is_a, relations, roles
from ontology.colours import STATUS_LOOKS, shade
from ontology.extension import RESERVED_TYPES

ROOT = Path(__file__).resolve().parents[3]
#: What Neo4j Browser 5 reads of a node and of a relationship.
KEYS = {
    "node": {"diameter", "color", "border-color", "border-width", "text-color-internal", "font-size", "caption"},
    "relationship": {
        "color", "shaft-width", "font-size", "padding", "text-color-external", "text-color-internal", "caption",
    },
}  # fmt: skip


def parsed(sheet: str) -> dict[str, dict[str, str]]:
    """Read a style sheet the way Neo4j Browser does: braces, then semicolons, then colons; no comments."""
    rules = {}
    for selector, body in re.findall(r"([^{}]+)\{((?:[^{}']|'[^']*')*)\}", sheet):
        lines = [line.split(":") for line in body.split(";") if line.strip()]
        assert all(len(line) == 2 for line in lines), f"{selector}: a value holds what separates values"
        rules["".join(selector.split())] = {k.strip(): v.strip() for k, v in lines}
    return rules


def test_the_style_names_what_the_browser_reads() -> None:
    rules = parsed(style())
    for selector, values in rules.items():
        assert set(values) <= KEYS[selector.split(".")[0]], selector
    assert len(rules) > 150


def test_every_label_and_type_has_its_look() -> None:
    rules = parsed(style())
    for cls in classes():
        if is_a(cls, "Entity", "Event"):
            assert rules[f"node.{cls}"]["color"] == shade(cls).fill
    types = {r.neo4j_type for r in relations().values()} | {r.neo4j_type for r in roles().values()}
    for kind in types | RESERVED_TYPES | set(STATUS_TYPES.values()):
        assert f"relationship.{kind}" in rules
    for status, kind in STATUS_TYPES.items():
        look = STATUS_LOOKS[status]
        assert rules[f"relationship.{kind}"]["color"] == look.colour
        assert rules[f"relationship.{kind}"]["caption"] == f"'{look.sign} {{predicate}}'"


def test_special_classes_come_after_general_ones() -> None:
    # A node has the labels of all classes above its own, and the last rule wins.
    order = list(parsed(style()))
    for cls, above in classes().items():
        if is_a(cls, "Entity", "Event"):
            assert all(order.index(f"node.{a}") < order.index(f"node.{cls}") for a in above if f"node.{a}" in order)


def test_what_did_not_happen_is_hollow() -> None:
    rules = parsed(style())
    assert rules["node.UnrealizedEvent"]["color"] == "#FFFFFF"
    assert rules["node.UnrealizedEvent"]["border-color"] == rules["node.Event"]["color"]


def test_favourites_have_titles_of_one_line() -> None:
    found = favourites()
    assert len({f.title for f in found}) == len(found) > 20
    for favourite in found:
        assert re.fullmatch(r"[A-Z][^\n;/]{10,90}", favourite.title)
        assert favourite.query.startswith("MATCH") and ";" not in favourite.query
    assert sum(f.drawn for f in found) >= 9
    assert script(found).count(";\n") == len(found)


def test_the_archive_is_a_folder_of_queries_and_the_same_each_time() -> None:
    data = guide_files()["favourites.zip"]
    assert data == guide_files()["favourites.zip"]
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        names = held.namelist()
        texts = [held.read(name).decode() for name in names]
    assert names == sorted(names)
    assert all(re.fullmatch(r"Triplewire/\d\d [A-Za-z0-9 ]+\.cypher", name) for name in names)
    for number, (text, favourite) in enumerate(zip(texts, favourites(), strict=True), start=1):
        assert text == f"// {number:02} {favourite.title}\n{favourite.query}"


def test_the_page_needs_nothing_else() -> None:
    page = guide_files()["guide.html"].decode()
    assert not re.search(r"<script|<link|<img|src=|href=|url\(|@import", page)
    assert "default-src 'none'" in page
    assert page.count("<pre>") == len(favourites()) + 1
    assert all(status in page for status in STATUS_LOOKS)


def test_the_command_writes_the_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "new" / "guide"
    assert main(["neo4j", "guide", "-o", str(place)]) == 0
    assert {f.name: f.read_bytes() for f in place.iterdir()} == dict(guide_files())
    assert str(place / "guide.html") in capsys.readouterr().err


def test_a_file_is_no_place_for_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "guide").write_text("mine")
    assert main(["neo4j", "guide", "-o", str(tmp_path / "guide")]) == 2
    assert "is a file; give the name of a directory" in capsys.readouterr().err
    assert (tmp_path / "guide").read_text() == "mine"


def test_terms_of_ones_own_are_drawn(tmp_path: Path) -> None:
    own = ROOT / "examples" / "company-news" / "company.ttl"
    assert main(["neo4j", "guide", "-o", str(tmp_path), "--ontology", str(own)]) == 0
    rules = parsed((tmp_path / "style.grass").read_text("utf-8"))
    assert rules["node.Product"]["color"] == shade("Artifact").fill
    assert "relationship.SUPPLIES" in rules
    assert "node.Product" not in parsed(style())


def test_the_guide_is_served_to_this_machine_and_nothing_else() -> None:
    with guide_server() as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        with urllib.request.urlopen(f"{address}/{SLIDES}") as answer:
            text = answer.read().decode()
            assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert text.count("<slide>") == len(favourites()) + 1
        assert f":style http://localhost:{server.server_port}/style.grass" in text
        with urllib.request.urlopen(f"{address}/style.grass") as answer:
            assert answer.read() == style().encode()
        asked = urllib.request.Request(f"{address}/{SLIDES}", method="OPTIONS")
        with urllib.request.urlopen(asked) as answer:
            assert answer.headers["Access-Control-Allow-Headers"] == "*"
        for name in ("/nothing", "/../pyproject.toml", "/etc/passwd"):
            with pytest.raises(urllib.error.HTTPError) as caught:
                urllib.request.urlopen(address + name)
            caught.value.close()
            assert caught.value.code == 404
        assert server.server_address[0] == "127.0.0.1"
        server.shutdown()


def test_serving_ends_with_an_interruption(tmp_path: Path) -> None:
    program = "import sys, kg.cli; sys.exit(kg.cli.main(sys.argv[1:]))"
    command = [sys.executable, "-c", program, "neo4j", "guide", "-o", str(tmp_path), "--serve", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        process.stderr.readline()
        told = process.stderr.readline()
        address = re.search(r":guide (http://localhost:\d+/slides\.html)", told)
        assert address, told
        with urllib.request.urlopen(address[1]) as answer:
            assert answer.status == 200
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0
        assert process.stderr.read() == ""


def test_a_port_that_is_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with guide_server() as server:
        taken = str(server.server_port)
        assert main(["neo4j", "guide", "-o", str(tmp_path), "--serve", "--port", taken]) == 2
    assert "give another with --port" in capsys.readouterr().err

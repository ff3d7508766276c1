"""What ``kg neo4j guide`` writes, in a real Neo4j Browser on the sample articles' graph."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from neo4j import Driver, GraphDatabase, Result
from neo4j.graph import Graph
from neo4j_server import Neo4jServer, Unavailable

from kg.neo4j_guide import favourites
from kg.neo4j_guide.serving import SLIDES, guide_server
from ontology import resource
from ontology.colours import FACT_COLOUR, LINK_COLOUR, STATUS_LOOKS, shade

ROOT = Path(__file__).resolve().parents[2]
KG = str(Path(sys.executable).with_name("kg"))
PICTURE = ROOT / "docs" / "images" / "neo4j-browser.png"
FOLDER = "Triplewire"
#: Title of the favourite of which the picture is.
PICTURED = "One name, two steps around it (write another name)"
RUN = ("Facts: who has to do with whom", "No facts: threatened, planned, demanded, possible, denied", PICTURED)
TITLES = [f"{number:02} {f.title}" for number, f in enumerate(favourites(), start=1)]
pytestmark = pytest.mark.live


def unavailable(reason: object) -> None:
    if os.environ.get("CI", "").lower() in ("1", "true"):
        pytest.fail(f"no Neo4j Browser: {reason}")
    pytest.skip(f"no Neo4j Browser: {reason}", allow_module_level=True)


try:
    from neo4j_browser import BrowserWindow, chromium
except ImportError as exc:
    unavailable(f"{exc}; pip install 'triplewire[test]'")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the guide in it."""
    place = tmp_path_factory.mktemp("browser")
    subprocess.run([KG, "neo4j", "guide", "-o", "guide"], cwd=place, check=True, capture_output=True, timeout=300)
    return place


@pytest.fixture(scope="module")
def driver(neo4j_server: Neo4jServer, sample_graph: Path) -> Iterator[Driver]:
    """A connection to the database with the graph in it; it is empty afterwards."""
    server = neo4j_server
    login = (server.user, server.password)
    with GraphDatabase.driver(server.bolt, auth=login, notifications_min_severity="OFF") as opened:
        opened.execute_query("MATCH (n) DETACH DELETE n")
        env = {**os.environ, "NEO4J_URI": server.bolt, "NEO4J_USER": server.user, "NEO4J_PASSWORD": server.password}
        command = [KG, "load", "neo4j", str(sample_graph)]
        subprocess.run(command, env=env, check=True, capture_output=True, timeout=300)
        yield opened
        opened.execute_query("MATCH (n) DETACH DELETE n")


@pytest.fixture(scope="module")
def window(neo4j_server: Neo4jServer, driver: Driver) -> Iterator[BrowserWindow]:
    """Neo4j Browser, logged in."""
    session = chromium()
    try:
        browser = session.__enter__()
    except Unavailable as exc:
        unavailable(exc)
    yield BrowserWindow.open(browser, neo4j_server)
    session.__exit__(None, None, None)


def asked(driver: Driver, query: str) -> Graph:
    graph: Graph = driver.execute_query(query, result_transformer_=Result.graph)  # type: ignore[arg-type]
    return graph


def fill(labels: frozenset[str]) -> str:
    """Return the colour of the most special of some labels."""
    known = labels - {"Entity", "Agent", "Eventuality"}
    return shade(max(known or {"Entity"}, key=lambda c: c not in ("Event", "Place"))).fill


def test_every_favourite_gives_something(driver: Driver) -> None:
    # The questions that come with the ontology need not have an answer in the sample articles.
    questions = {f.name for f in resource("queries").iterdir() if f.name.endswith(".cypher")}
    for favourite in favourites():
        graph, rows = asked(driver, favourite.query), driver.execute_query(favourite.query).records  # type: ignore[arg-type]
        assert (len(graph.nodes) > 0 and len(graph.relationships) > 0) == favourite.drawn, favourite.title
        assert rows or favourite in favourites()[-len(questions) :], favourite.title


def test_the_style_and_the_favourites_are_taken_in(window: BrowserWindow, folder: Path) -> None:
    window.drop(folder / "guide" / "style.grass")
    shown = window.frame.locator("pre")
    shown.wait_for()
    written = (folder / "guide" / "style.grass").read_text("utf-8")
    pairs = re.compile(r"^\s*([\w-]+): ['\"]?(.*?)['\"]?;$", re.MULTILINE)
    assert pairs.findall(shown.inner_text()) == pairs.findall(written)
    window.drop(folder / "guide" / "favourites.zip")
    assert window.favourites(FOLDER) == TITLES


@pytest.mark.parametrize("title", RUN)
def test_favourites_are_drawn_in_their_colours(
    window: BrowserWindow, driver: Driver, title: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    query = next(f.query for f in favourites() if f.title == title)
    graph = asked(driver, query)
    window.run_favourite(FOLDER, TITLES[[f.title for f in favourites()].index(title)])
    nodes, edges = window.drawn(len(graph.nodes))
    assert Counter(nodes) == Counter(fill(n.labels) for n in graph.nodes)
    colours = {s.upper(): look.colour for s, look in STATUS_LOOKS.items()}
    expected = Counter(colours.get(r.type, FACT_COLOUR) for r in graph.relationships)
    assert len(set(expected)) > (0 if title == RUN[0] else 1)
    # Neo4j Browser adds what else there is between the nodes of an answer.
    assert Counter(edges) >= expected
    assert set(edges) <= {FACT_COLOUR, LINK_COLOUR, *colours.values()}
    if title != PICTURED:
        return
    picture = tmp_path / "seen.png"
    window.picture(picture)
    assert 30_000 < picture.stat().st_size < 300_000
    if request.config.getoption("--repin"):
        PICTURE.write_bytes(picture.read_bytes())


def test_the_guide_beside_the_graph(window: BrowserWindow, driver: Driver) -> None:
    with guide_server() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        window.write(f":guide http://localhost:{server.server_port}/{SLIDES}")
        line = window.page.get_by_text(f":style http://localhost:{server.server_port}/style.grass").first
        line.wait_for()
        window.page.get_by_text("Next", exact=True).click()
        first = favourites()[0]
        window.page.get_by_text(first.title, exact=True).first.wait_for()
        window.page.locator("pre.runnable").click()
        window.page.click("[data-testid=editor-Run]")
        window.drawn(len(asked(driver, first.query).nodes))
        server.shutdown()


def test_the_page_asks_for_nothing(window: BrowserWindow, folder: Path) -> None:
    page = window.page.context.new_page()
    requests: list[str] = []
    page.on("request", lambda r: requests.append(r.url))
    address = (folder / "guide" / "guide.html").as_uri()
    page.goto(address)
    assert page.get_by_text("The graph in Neo4j Browser").first.is_visible()
    assert page.locator("pre").count() == len(favourites()) + 1
    assert requests == [address]


def test_the_picture_in_the_readme_is_there() -> None:
    assert f"]({PICTURE.relative_to(ROOT)})" in (ROOT / "README.md").read_text("utf-8")
    assert PICTURE.read_bytes().startswith(b"\x89PNG")
    assert PICTURE.stat().st_size < 300_000

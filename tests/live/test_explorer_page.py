"""The explorer as a reader uses it, in a real Chromium."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from example_corpus import Draft, reports
from neo4j_browser import chromium
from neo4j_server import Unavailable
from playwright.sync_api import Browser, Page, expect

from kg.explorer.server import served
from kg.explorer.service import Explorer
from loaders.rdf_store import OxigraphStore

pytestmark = pytest.mark.live

#: What a page could run if it took an article's words for its own.
HOSTILE = "<img src=x onerror=window.hacked=1> met <script>window.hacked=1</script> javascript:alert(1)"
VIEWS = ("/", "/timeline", "/quotes", "/map", "/table", "/articles", "/sparql", "/corrections")
#: The drawing's own object, as the component keeps it on its element.
CY = "document.querySelector('#graph')._cyreg.cy"
MOST_CLICK = 1.5
#: What the component's writer of SVG says of arrows, which it draws all the same.
_NOISE = "Attempted to apply path command to node"


def hostile() -> Draft:
    d = Draft(text=f"{HOSTILE} the minister said.", published=date(2021, 1, 2), publisher="<b>Gazette</b>")
    d.entity("a", "Person", "<img src=x onerror=window.hacked=1>", "img")
    d.entity("b", "Person", "<script>window.hacked=1</script>", "script")
    d.event("met", "Consult", "actual", "met", 0, date(2021, 1, 1), actor="a,b")
    d.say(0, "a", "meetsWith", "b", "met", "asserted", ("b", "said", "say"), event="met")
    return d


@dataclass
class Window:
    """A page of the explorer, with what went wrong in it and whom else it asked."""

    page: Page
    address: str
    faults: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        here = urlsplit(self.address).netloc
        self.page.set_default_timeout(10_000)
        self.page.on("pageerror", lambda e: self.faults.append(str(e)))
        self.page.on(
            "console", lambda m: self.faults.append(m.text) if m.type == "error" and _NOISE not in m.text else None
        )
        self.page.on(
            "request",
            lambda r: (
                self.strangers.append(r.url)
                if urlsplit(r.url).netloc not in (here, "") and not r.url.startswith(("data:", "blob:"))
                else None
            ),
        )

    def open(self, path: str) -> None:
        self.page.goto(self.address.rstrip("/") + path)
        self.page.wait_for_selector("#content h1, #content .graph-page")
        self.until("document.querySelector('[data-dash-is-loading=true]') === null")

    def drawn(self, kind: str) -> list[dict[str, str]]:
        found: list[dict[str, str]] = self.page.evaluate(f"{CY}.{kind}().map(x => x.data())")
        return found

    def until(self, condition: str) -> None:
        """Wait until something holds; asked again and again, for the page lets nobody evaluate a text."""
        for _ in range(200):
            if self.page.evaluate(condition):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"not within ten seconds: {condition}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    session = chromium()
    try:
        found = session.__enter__()
    except Unavailable as exc:
        pytest.fail(str(exc))
    yield found
    session.__exit__(None, None, None)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("explored") / "graph"
    with OxigraphStore(path) as store:
        store.write([*reports(), hostile().done()])
    with Explorer(path, curating=True) as explorer, served(explorer) as server:
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        yield server.address
        server.stop()
        thread.join(10)


@pytest.fixture
def window(browser: Browser, address: str) -> Iterator[Window]:
    context = browser.new_context(viewport={"width": 1360, "height": 900}, accept_downloads=True)
    found = Window(context.new_page(), address)
    yield found
    context.close()
    assert found.faults == []
    assert found.strangers == []


def test_the_first_view_draws_facts_solid_and_all_else_dashed(window: Window) -> None:
    window.open("/")
    window.until(f"{CY}.edges().length > 5")
    styles = window.page.evaluate(f"{CY}.edges().map(e => [e.data('status'), e.style('line-style')])")
    assert {status for status, _ in styles} >= {"fact", "threatened", "planned", "contested"}
    assert all((line == "solid") == (status == "fact") for status, line in styles)
    assert len(set(window.page.evaluate(f"{CY}.nodes().map(n => n.style('background-color'))"))) >= 4
    assert all(icon.startswith("data:image/svg+xml") for icon in (n["icon"] for n in window.drawn("nodes")))


def test_a_click_on_an_edge_shows_its_sentence_marked(window: Window) -> None:
    window.open("/")
    window.until(f"{CY}.edges().length > 5")
    started = time.perf_counter()
    window.page.evaluate(f"{CY}.edges().filter(e => e.data('status') === 'threatened')[0].emit('tap') && 0")
    detail = window.page.locator("#graph-detail")
    expect(detail.locator(".evidence mark").first).to_be_visible()
    assert time.perf_counter() - started < MOST_CLICK
    expect(detail).to_contain_text("threatened on Thursday to close the Morning Park")
    expect(detail).to_contain_text("Kim Yo Jong")
    expect(detail).to_contain_text("kept and marked, no fact")
    expect(detail).to_contain_text("2020-06-09")


def test_a_click_on_a_node_grows_the_graph_and_the_legend_filters_it(window: Window) -> None:
    window.open("/graph?nodes=per-moon-jae-in")
    window.until(f"{CY}.nodes().length >= 2")
    before = len(window.drawn("nodes"))
    window.page.evaluate(f"{CY}.getElementById('loc-south-korea').emit('tap') && 0")
    window.until(f"{CY}.nodes().length > {before}")
    expect(window.page.locator("#graph-detail h2")).to_contain_text("South Korea")
    assert {e["status"] for e in window.drawn("edges")} > {"fact"}
    for status in ("announced", "planned", "possible", "contested", "hypothetical", "threatened"):
        window.page.get_by_role("button", name=status, pressed=True).click()
    window.until(f"{CY}.edges().every(e => e.data('status') === 'fact')")
    link = window.page.locator("#graph-link").get_attribute("href") or ""
    shown = {n["id"] for n in window.drawn("nodes")}
    window.open(link)
    window.until(f"{CY}.nodes().length === {len(shown)}")
    assert {n["id"] for n in window.drawn("nodes")} == shown
    assert {e["status"] for e in window.drawn("edges")} == {"fact"}


def test_the_same_is_done_from_the_keyboard(window: Window) -> None:
    window.open("/graph?nodes=per-moon-jae-in")
    window.page.locator("#graph-table button.plain").first.focus()
    window.page.keyboard.press("Enter")
    expect(window.page.locator("#graph-detail .evidence").first).to_be_visible()
    window.page.locator("#graph-table summary").focus()
    window.page.keyboard.press("Enter")
    before = len(window.drawn("nodes"))
    window.page.get_by_role("button", name="Grow around South Korea").focus()
    window.page.keyboard.press("Enter")
    window.until(f"{CY}.nodes().length > {before}")


def test_a_name_is_searched_with_completion(window: Window) -> None:
    window.open("/")
    window.page.get_by_role("searchbox", name="Search a name").click()
    window.page.keyboard.type("moon ja", delay=20)
    window.page.get_by_role("link", name="Moon Jae In Person").click()
    window.page.wait_for_url(re.compile(r"nodes=per-moon-jae-in"))
    window.until(f"{CY}.nodes().length >= 2")
    expect(window.page.locator("#search-names a")).to_have_count(0)
    window.page.get_by_role("searchbox", name="Search a name").click()
    window.page.keyboard.type("kim yo")
    window.page.keyboard.press("Enter")
    window.page.wait_for_url(re.compile(r"nodes=per-kim-yo-jong"))


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_the_drawing_is_a_picture(window: Window, kind: str, tmp_path: Path) -> None:
    window.open("/graph?nodes=per-moon-jae-in")
    window.until(f"{CY}.nodes().length >= 2")
    with window.page.expect_download() as download:
        window.page.locator(f"#graph-{kind}").click()
    path = tmp_path / f"graph.{kind}"
    download.value.save_as(path)
    data = path.read_bytes()
    assert data.startswith(b"\x89PNG") if kind == "png" else b"<svg" in data[:200]
    assert len(data) > 2_000


@pytest.mark.parametrize(("kind", "holds"), [("csv", "leads"), ("turtle", "nkg:leads"), ("cypher", ":FACT")])
def test_what_is_drawn_is_a_file(window: Window, kind: str, holds: str, tmp_path: Path) -> None:
    window.open("/graph?nodes=per-moon-jae-in")
    with window.page.expect_download() as download:
        window.page.locator(f"#graph-{kind}").click()
    download.value.save_as(tmp_path / "file")
    assert holds in (tmp_path / "file").read_text("utf-8")


def test_the_timeline_is_bounded_by_a_brush(window: Window) -> None:
    window.open("/timeline")
    expect(window.page.locator("li.event")).to_have_count(3)
    box = window.page.locator("#time-brush .nsewdrag").bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    window.page.mouse.move(box["x"] + 2, middle)
    window.page.mouse.down()
    window.page.mouse.move(box["x"] + box["width"] / 2, middle, steps=8)
    window.page.mouse.up()
    window.page.wait_for_url(re.compile(r"first=2020-\d\d-\d\d&last=2020"))
    expect(window.page.locator("li.event")).to_have_count(2)


def test_sparql_is_asked_and_answered_as_table_and_graph(window: Window) -> None:
    window.open("/sparql?query=" + quote("SELECT ?a ?b { ?a nkg:leads ?b }"))
    answer = window.page.locator("#ask-answer")
    expect(answer.locator("td", has_text="Moon Jae In")).to_be_visible()
    expect(answer.locator("canvas").first).to_be_visible()
    window.page.locator("#ask-query").fill("nonsense")
    window.page.locator("#ask-run").click()
    expect(answer.locator(".error")).to_be_visible()


def test_an_example_is_taken(window: Window) -> None:
    window.open("/sparql")
    window.page.get_by_role("link", name="q01:").click()
    window.until("document.querySelector('#ask-query').value.includes('SELECT')")
    expect(window.page.locator("#ask-answer table")).to_be_visible()


def test_an_article_stands_with_its_statements_over_its_text(window: Window) -> None:
    window.open("/articles")
    window.page.locator("main td a").nth(1).click()
    window.page.wait_for_url(re.compile("/article"))
    text = window.page.locator(".text")
    expect(text).to_contain_text("border telephone line")
    text.locator("a.over-statement").first.click()
    expect(window.page.locator("article.card .evidence")).to_be_visible()


def test_an_event_is_compared_and_a_source_followed(window: Window) -> None:
    window.open("/timeline")
    window.page.locator("li.event a").first.click()
    window.page.wait_for_url(re.compile("/event"))
    expect(window.page.locator(".outlet h2")).to_contain_text("Harbour Wire")
    window.open("/quotes")
    window.page.locator("td a", has_text=re.compile(r"^\d+$")).first.click()
    window.page.wait_for_url(re.compile("/said"))
    expect(window.page.locator("li.statement").first).to_be_visible()


def test_the_map_shows_what_can_be_located(window: Window) -> None:
    window.open("/map")
    expect(window.page.locator("td", has_text="South Korea")).to_be_visible()
    expect(window.page.locator("#map-drawing .textpoint", has_text="Pyongyang")).to_be_attached()


def test_an_entity_has_its_page(window: Window) -> None:
    window.open("/entity?id=per-kim-yo-jong")
    expect(window.page.locator("h1")).to_contain_text("Kim Yo Jong")
    expect(window.page.locator("li.statement").first).to_be_visible()
    window.open("/entity?id=nobody")
    expect(window.page.locator("h1")).to_have_text("No such entity")


def test_a_statement_is_marked_wrong_and_taken_back(window: Window) -> None:
    window.open("/table")
    before = window.page.locator("tbody tr").count()
    window.page.locator("tbody tr td:nth-child(3) a").first.click()
    window.page.get_by_role("link", name="Mark as wrong").click()
    window.page.locator("label", has_text="Why").locator("input").fill("it was <b>another</b>")
    window.page.get_by_role("button", name="Mark as wrong").click()
    expect(window.page.locator("li.statement", has_text="it was <b>another</b>")).to_be_visible()
    window.open("/table")
    expect(window.page.locator("tbody tr")).to_have_count(before - 1)
    window.open("/corrections")
    window.page.get_by_role("button", name="Take back").click()
    expect(window.page.get_by_text("No statement was marked as wrong.")).to_be_visible()
    window.open("/table")
    expect(window.page.locator("tbody tr")).to_have_count(before)


def test_nothing_from_an_article_runs(window: Window) -> None:
    window.open("/articles?publisher=" + quote("<b>Gazette</b>"))
    assert window.page.locator("main td b").count() == 0
    window.page.locator("main td a").first.click()
    window.page.wait_for_url(re.compile("/article"))
    expect(window.page.locator(".text")).to_contain_text("<img src=x onerror=window.")
    asked = {"/graph?nodes=": "<script>window.hacked=1</script>", "/entity?id=": "javascript:alert(1)",
             "/said?by=": "<img src=x onerror=alert(1)>"}  # fmt: skip
    for path in ("/", "/timeline", "/quotes", "/table", *(p + quote(words) for p, words in asked.items())):
        window.open(path)
        assert window.page.locator("main img[src=x], main script").count() == 0
    assert window.page.evaluate("window.hacked === undefined")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1360, 400])
def test_axe_finds_nothing_serious(browser: Browser, address: str, scheme: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    found = Window(context.new_page(), address)
    others = ("/entity?id=per-kim-yo-jong", "/article?id=" + reports()[0].article.id.rpartition("/")[2])
    for view in (*VIEWS, *others):
        found.open(view)
        serious = [
            f"{view}: {v['id']}: {n['html'][:160]}"
            for v in Axe().run(found.page).response["violations"]
            if v["impact"] in ("serious", "critical")
            for n in v["nodes"]
        ]
        assert serious == []
        sideways = found.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert sideways <= 0, view
    context.close()

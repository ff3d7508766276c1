"""Neo4j Browser in a real Chromium, used as a person does: log in, drop files, click favourites, look."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from neo4j_server import Neo4jServer, Unavailable
from playwright.sync_api import Browser, Locator, Page, Route, sync_playwright

__all__ = ["BrowserWindow", "chromium"]

_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_HERE = ("127.0.0.1", "localhost")
#: What a drag from the desktop gives the page.
_DROP = """([name, data]) => {
  const bytes = Uint8Array.from(atob(data), c => c.charCodeAt(0));
  const held = new DataTransfer();
  held.items.add(new File([bytes], name));
  const target = document.querySelector('.filedrop');
  for (const kind of ['dragenter', 'dragover', 'drop'])
    target.dispatchEvent(new DragEvent(kind, {dataTransfer: held, bubbles: true, cancelable: true}));
}"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a Chromium with a fresh profile.

    Raises
    ------
    Unavailable
        If this machine has none.
    """
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        raise Unavailable(f"no Chromium is installed (one of {', '.join(_NAMES)})")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(_FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class BrowserWindow:
    """A window with Neo4j Browser; all hosts but this machine are out of reach.

    ``blocked`` are the addresses that it asked for in vain.
    """

    page: Page
    blocked: list[str] = field(default_factory=list)

    @classmethod
    def open(cls, browser: Browser, server: Neo4jServer) -> BrowserWindow:
        """Open the address at which the server itself gives out Neo4j Browser, and log in."""
        page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        page.set_default_timeout(60_000)
        window = cls(page)
        page.route("**/*", window._only_here)
        page.goto(f"{server.http}/browser/")
        page.fill("[data-testid=boltaddress]", server.bolt)
        page.fill("[data-testid=username]", server.user)
        page.fill("[data-testid=password]", server.password)
        page.click("[data-testid=connect]")
        page.wait_for_selector("text=You are connected as user")
        return window

    def _only_here(self, route: Route) -> None:
        if urlsplit(route.request.url).hostname in _HERE:
            route.continue_()
        else:
            self.blocked.append(route.request.url)
            route.abort()

    def drop(self, path: Path) -> None:
        """Drag a file into the window."""
        self.page.evaluate(_DROP, [path.name, base64.b64encode(path.read_bytes()).decode()])

    @property
    def frame(self) -> Locator:
        """The newest answer."""
        return self.page.locator("[data-testid=frame]").first

    def write(self, command: str) -> None:
        """Write a command and run it."""
        self.page.click(".monaco-editor")
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(command)
        self.page.keyboard.press("Control+Enter")

    def favourites(self, folder: str) -> list[str]:
        """Open the drawer with the star and a folder in it; return the titles in the folder."""
        self.page.click("[data-testid=navigationFavorites]")
        self.page.click(f'[data-testid="expandFolder-{folder}"]')
        return self._titles(folder).all_inner_texts()

    def _titles(self, folder: str) -> Locator:
        return self.page.locator(f'[data-testid="savedScriptsFolder-{folder}"] [data-testid^="scriptTitle-"]')

    def run_favourite(self, folder: str, title: str) -> None:
        """Click a favourite of the open drawer, then the arrow."""
        self._titles(folder).get_by_text(title, exact=True).click()
        self.page.click("[data-testid=editor-Run]")
        self.frame.get_by_text(title).first.wait_for()

    def drawn(self, nodes: int) -> tuple[list[str], list[str]]:
        """Wait until so many nodes are drawn; return the fills of all nodes and of all edges."""
        circles = self.frame.locator("g.node > circle.b-outline")
        circles.nth(nodes - 1).wait_for()
        fills = "found => found.map(e => e.getAttribute('fill'))"
        edges = self.frame.locator("g.relationship > path.b-outline")
        return circles.evaluate_all(fills), edges.evaluate_all(fills)

    def picture(self, path: Path) -> None:
        """Show the newest answer alone and fitted to the window, and keep what is seen as a PNG."""
        self.frame.locator('[title="Fullscreen"]').click()
        self.page.wait_for_timeout(2500)  # the drawing moves until its forces are in balance
        self.frame.locator("[aria-label=zoom-to-fit]").click()
        self.page.mouse.move(5, 5)
        self.page.wait_for_timeout(1000)
        self.page.screenshot(path=path)
        self.frame.locator('[title="Close fullscreen"]').click()

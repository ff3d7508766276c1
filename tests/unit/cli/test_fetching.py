"""kg build --fetch: articles behind the links of a feed, got once, and tried again when asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from news_site import serving

Cli = Callable[..., tuple[int, str, str]]
PAGE = """<html><head><title>{title}</title><link rel="canonical" href="{base}/{name}"></head>
<body><article><h1>{title}</h1>
<p>Norwood Bank closed its branch in {town}, its spokeswoman Ruth Varga said.</p></article></body></html>"""


def test_a_feed_is_fetched_once(cli: Cli, tmp_path: Path) -> None:
    store = tmp_path / "graph"
    with serving() as site:
        feed = tmp_path / "feed.xml"
        items = "".join(f"<item><title>{n}</title><link>{site.base}/{n}</link></item>" for n in ("leeds", "york"))
        feed.write_text(f"<rss version='2.0'><channel><title>Wire</title>{items}</channel></rss>")
        for name in ("leeds", "york"):
            site.put(f"/{name}", PAGE.format(title=f"Branch in {name}", base=site.base, name=name, town=name.title()))
        site.put("/york", "", status=503)
        fetch = ("--fetch", "--fetch-private", "--fetch-delay", "0")
        code, _, err = cli("build", feed, "-o", store)
        assert (code, f"give --fetch to get {site.base}/leeds" in err, site.asked) == (1, True, [])
        code, _, err = cli("build", feed, "-o", store, "--fetch")
        assert (code, "a private address" in err) == (1, True)
        code, _, err = cli("build", feed, "-o", store, *fetch)
        assert (code, "1 article is new" in err, "503 Service Unavailable" in err) == (1, True, True)
        site.put("/york", PAGE.format(title="Branch in york", base=site.base, name="york", town="York"))
        site.asked.clear()
        code, _, err = cli("build", feed, "-o", store, *fetch)
        assert (code, "1 article failed before" in err, site.asked) == (1, True, [])
        code, _, err = cli("build", "-o", store, "--retry-failed", *fetch)
        assert (code, "1 article is new, 1 as they were" in err) == (0, True), err
        assert [path for path, _ in site.asked] == ["/robots.txt", "/york"]
        site.asked.clear()
        code, _, err = cli("build", feed, "-o", store, *fetch)
        assert (code, "2 as they were" in err, site.asked) == (0, True, [])


@pytest.mark.parametrize("command", ["build", "extract"])
def test_private_addresses_need_fetching(cli: Cli, tmp_path: Path, command: str) -> None:
    options = ("-o", tmp_path / "graph") if command == "build" else ()
    code, _, err = cli(command, tmp_path, *options, "--fetch-private")
    assert (code, err) == (2, "kg: --fetch-private goes with --fetch; give it as well\n")

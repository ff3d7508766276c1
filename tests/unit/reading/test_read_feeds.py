"""Feeds and sitemaps: their own content, and the articles behind their links, politely fetched from a real server."""

from __future__ import annotations

import gzip
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from news_site import Site, serving

from kg.articles import Article
from kg.config import Config
from kg.errors import ConfigError, ReadError
from kg.reading import Setting, read
from kg.reading._addresses import checked_url
from kg.reading._fetching import Fetcher

Results = list[Article | ReadError]
RAIN = "Rain fell on the town on Monday, and the mayor said that the dam had held."
PAGE = (
    f"<html><head><title>Dam holds</title></head><body><article><h1>Dam holds</h1><p>{RAIN}</p></article></body></html>"
)
RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harbour Wire</title><language>en</language>
<item><title>Dam &amp;amp; town</title><link>{base}/dam</link><guid>tag:7</guid>
<pubDate>Mon, 01 Mar 2021 08:30:00 +0200</pubDate>
<dc:creator>Ann Lee</dc:creator><description>Short.</description>
<content:encoded><![CDATA[<p>{text}</p><script>x()</script><p>Nobody was<br/>hurt.</p>]]></content:encoded></item>
<item><title>Bare</title><link>{base}/bare</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Wire</title><entry><id>urn:7</id><title>Dam</title>
<link href="https://wire.example/dam"/><published>2021-03-01T08:30:00Z</published><updated>2021-03-02T09:00:00Z</updated>
<summary type="text">{text}</summary></entry></feed>"""
SITEMAP = """<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{base}/dam</loc><lastmod>2021-03-04</lastmod>
<news:news><news:publication><news:name>Harbour Wire</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2021-03-01</news:publication_date><news:title>The dam</news:title></news:news></url>
<url><loc>{base}/gone</loc></url></urlset>"""


def test_entries_of_rss(read_bytes: Callable[..., Results]) -> None:
    first, second = read_bytes(RSS.format(base="https://wire.example", text=RAIN), name="a.xml")
    assert isinstance(first, Article)
    assert first.text == f"{RAIN}\n\nNobody was\nhurt."
    assert (first.title, first.url, first.publisher) == ("Dam & town", "https://wire.example/dam", "Harbour Wire")
    assert isinstance(first.published, datetime)
    assert (first.published.astimezone(UTC), first.authors) == (datetime(2021, 3, 1, 6, 30, tzinfo=UTC), ("Ann Lee",))
    assert isinstance(second, ReadError)
    assert (second.place, second.reason) == ("entry 2", "holds no text; give --fetch to get https://wire.example/bare")


def test_entries_of_atom(article_of: Callable[..., Article]) -> None:
    found = article_of(ATOM.format(text=RAIN), name="a.txt")
    assert (found.text, found.published) == (RAIN, datetime(2021, 3, 1, 8, 30, tzinfo=UTC))
    assert found.updated == datetime(2021, 3, 2, 9, tzinfo=UTC)


def test_feeds_without_entries(error_of: Callable[..., ReadError]) -> None:
    assert "is a feed without entries" in error_of("<rss version='2.0'><channel/></rss>", name="a.rss").reason
    assert "is a feed without entries (" in error_of("<rss version='2.0'><channel><ti", name="a.rss").reason


def test_entities_that_grow_are_not_followed(read_bytes: Callable[..., Results]) -> None:
    grow = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "ha"><!ENTITY f SYSTEM "file:///etc/passwd">{grow}]>'
    started = time.monotonic()
    for shape in (RSS, SITEMAP):
        content = shape.partition("?>")[2].format(base="https://wire.example", text="&a11; &f;")
        for found in read_bytes(bomb + content.replace("<title>Bare", "<title>&a11;&f;"), name="a.rss"):
            assert "root:" not in repr(found)
            assert len(getattr(found, "text", "")) < 10_000
    assert time.monotonic() - started < 5


def test_a_sitemap_alone_tells_what_it_is(error_of: Callable[..., ReadError]) -> None:
    reason = error_of(SITEMAP.format(base="https://wire.example"), name="sitemap.xml").reason
    assert reason == "is a sitemap, a list of 2 addresses without the articles; give --fetch to get them"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        yield found


def fetched(path: Path, fetcher: Fetcher | None = None, **setting: object) -> Results:
    chosen = Setting(fetcher=fetcher or Fetcher(delay=0, private=True), **setting)  # type: ignore[arg-type]
    return list(read([path], config=Config(), setting=chosen))


def test_linked_articles_are_fetched(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(RSS.format(base=site.base, text=RAIN))
    site.put("/dam", PAGE.replace("Rain", "Café rain").encode("cp1252"), "text/html; charset=windows-1252")
    site.put("/bare", PAGE, status=503)
    first, second = fetched(path)
    assert isinstance(first, Article)
    assert "Café rain" in first.text
    assert (first.url, first.publisher, first.day) == (f"{site.base}/dam", "Harbour Wire", date(2021, 3, 1))
    assert isinstance(second, ReadError)
    assert second.reason == f"{site.base}/bare was answered with 503 Service Unavailable; try again later"
    assert [path for path, _ in site.asked] == ["/robots.txt", "/dam", "/bare"]
    assert all(agent.startswith("Triplewire/") for _, agent in site.asked)


def test_sitemaps_and_their_index(site: Site, tmp_path: Path) -> None:
    index = tmp_path / "index.xml"
    index.write_text(f"<sitemapindex><sitemap><loc>{site.base}/news.xml.gz</loc></sitemap></sitemapindex>")
    site.put("/news.xml.gz", gzip.compress(SITEMAP.format(base=site.base).encode()), "application/gzip")
    site.put("/dam", PAGE.replace("<title>Dam holds</title>", ""))
    first, second = fetched(index)
    assert isinstance(first, Article)
    assert (first.day, first.publisher, first.updated) == (date(2021, 3, 1), "Harbour Wire", date(2021, 3, 4))
    assert isinstance(second, ReadError)
    assert "/gone was answered with 404" in second.reason


def test_what_is_known_is_not_fetched(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(RSS.format(base=site.base, text=RAIN))
    assert fetched(path, fetched=lambda url: True) == []
    assert site.asked == []


def one(site: Site, tmp_path: Path, fetcher: Fetcher | None = None, path: str = "/dam") -> str:
    """Fetch one address and return the reason why there is no article; empty if there is one."""
    list_of = tmp_path / "one.xml"
    address = path if ":" in path else site.base + path
    list_of.write_text(f"<urlset><url><loc>{address}</loc></url></urlset>")
    (found,) = fetched(list_of, fetcher)
    return found.reason if isinstance(found, ReadError) else ""


@pytest.mark.parametrize(
    ("robots", "status", "allowed"),
    [
        ("User-agent: *\nDisallow: /", 200, False),
        ("User-agent: *\nDisallow: /*.html$\n", 200, True),
        ("User-agent: *\nDisallow: /*am$\n", 200, False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: triplewire\nAllow: /", 200, True),
        ("", 404, True),
        ("", 500, False),
    ],
)
def test_robots_are_respected(site: Site, tmp_path: Path, robots: str, status: int, allowed: bool) -> None:
    site.put("/robots.txt", robots, "text/plain", status)
    site.put("/dam", PAGE)
    reason = one(site, tmp_path)
    assert (reason == "") is allowed, reason
    assert ("/dam" in [path for path, _ in site.asked]) is allowed
    if not allowed:
        assert "robots.txt" in reason


def test_requests_to_a_host_are_apart(site: Site, tmp_path: Path) -> None:
    slept: list[float] = []
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 7", "text/plain")
    site.put("/dam", PAGE)
    fetcher = Fetcher(delay=3, private=True, sleep=slept.append)
    one(site, tmp_path, fetcher)
    one(site, tmp_path, fetcher)
    assert [round(s) for s in slept] == [3, 7]
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 700", "text/plain")
    assert "asks for more than 120 seconds" in one(site, tmp_path, Fetcher(private=True, sleep=slept.append))


def test_private_addresses_are_left_alone(site: Site, tmp_path: Path) -> None:
    site.put("/dam", PAGE)
    assert "127.0.0.1, a private address" in one(site, tmp_path, Fetcher(delay=0))
    assert "a private address" in one(site, tmp_path, Fetcher(delay=0), "http://localhost:1/x")
    for address in (
        "http://[::1]/x",
        "http://10.1.2.3/x",
        "http://169.254.169.254/latest",
        "http://[::ffff:10.0.0.1]/x",
    ):
        assert "private address" in one(site, tmp_path, Fetcher(delay=0), address)
    assert site.asked == []


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://a.example/x", "http://", "https://u:p@a.example/", "http://a:99999/"]
)
def test_addresses_of_other_kinds(address: str) -> None:
    with pytest.raises(ReadError, match="address"):
        checked_url(address)


def test_where_links_lead_on_to(site: Site, tmp_path: Path) -> None:
    site.put("/dam", "", status=302, Location="/moved")
    site.put("/moved", PAGE)
    assert one(site, tmp_path) == ""
    site.put("/moved", "", status=301, Location="/dam")
    assert "leads on more than 5 times" in one(site, tmp_path)
    site.put("/dam", "", status=302, Location="file:///etc/passwd")
    assert "no address of the web" in one(site, tmp_path)


def test_limits(site: Site, tmp_path: Path) -> None:
    site.put("/dam", PAGE * 100)
    assert "is longer than 1,000 bytes" in one(site, tmp_path, Fetcher(delay=0, private=True, limit=1_000))
    site.put("/dam", gzip.compress(b" " * 5_000_000), Content_Encoding="gzip")
    assert "is longer than 1,000,000 bytes" in one(site, tmp_path, Fetcher(delay=0, private=True, limit=1_000_000))
    site.put("/dam", b"%PDF-1.7", "application/pdf")
    assert "is no web page but application/pdf" in one(site, tmp_path)
    assert "cannot be fetched" in one(site, tmp_path, None, "http://127.0.0.1:1/x")


def test_without_the_library_it_is_said_what_to_install(
    error_of: Callable[..., ReadError], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "feedparser", None)
    assert "pip install 'triplewire[feeds]'" in error_of(ATOM.format(text=RAIN), name="a.xml").reason
    monkeypatch.setitem(sys.modules, "protego", None)
    with pytest.raises(ConfigError, match=r"--fetch needs protego, .*pip install 'triplewire\[feeds\]'"):
        Fetcher()

"""Web pages: the article, its captions apart, its metadata; broken pages too."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from datetime import date
from typing import NoReturn

import pytest

from kg.articles import Article
from kg.errors import NotEnglishError, ReadError

FIRST = "The harbour of Varna reopened on Tuesday after three days of storm, its master said."
SECOND = "Two ships had run aground near the pier. Tugs pulled them free on Sunday and Monday."
BODY = f"<p>{FIRST}</p><p>{SECOND}</p>"
PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><title>Port reopens after storm - Harbour Times</title>
<meta property="og:site_name" content="Harbour Times">
<link rel="canonical" href="https://www.harbour-times.example/2021/03/port-reopens.html#top">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Port reopens after storm", "datePublished": "2021-03-02T08:15:00+02:00",
"dateModified": "2021-03-05T08:15:00+02:00", "publisher": {{"@type": "Organization", "name": "Harbour Times"}},
"author": [{{"@type": "Person", "name": "Ana Petrova"}}, {{"@type": "Person", "name": "Luis Ortega"}}]}}</script>
<script>var x = "leak";</script><style>.leak {{ color: red }}</style></head><body>
<header><nav><a href="/">Home</a></nav></header><main><article><h1>Port reopens after storm</h1>
<figure><img src="a.jpg" alt="leak"><figcaption>Cranes at the port on Monday. <span>AFP</span></figcaption></figure>
<p>VARNA, Bulgaria (Reuters) - {FIRST}</p>
<p>Two ships had run aground. <a href="/x">A tug</a> pulled the first free,<br>
and the second.</p><h2>Losses</h2>
<div class="wp-caption"><img src="b.jpg"><p class="wp-caption-text">Ivan Kolev in 2019. Photo: Daily Post</p></div>
<p>The company that runs the port lost two million euros, its director told reporters on Monday.</p>
<table><tr><td>Ship</td><td>Tons</td></tr><tr><td>Maria</td><td>2000</td></tr></table></article>
<aside class="related"><figure><img><figcaption>Leak of another story</figcaption></figure></aside></main>
<footer>Copyright leak 2024</footer><script>leak()</script></body></html>"""


def test_an_article_s_page(article_of: Callable[..., Article]) -> None:
    article = article_of(PAGE, name="a.html")
    assert article.text == (
        f"Port reopens after storm\n\nVARNA, Bulgaria (Reuters) - {FIRST}\n\n"
        "Two ships had run aground. A tug pulled the first free,\nand the second.\n\nLosses\n\n"
        "The company that runs the port lost two million euros, its director told reporters on Monday.\n\n"
        "Cranes at the port on Monday. AFP\n\nIvan Kolev in 2019. Photo: Daily Post"
    )
    assert [(s.kind, article.quote(s.start, s.end)) for s in article.sections] == [
        ("headline", "Port reopens after storm"),
        ("dateline", "VARNA, Bulgaria (Reuters) - "),
        ("caption", "Cranes at the port on Monday."),
        ("credit", "AFP"),
        ("caption", "Ivan Kolev in 2019."),
        ("credit", "Photo: Daily Post"),
    ]


def test_metadata(article_of: Callable[..., Article]) -> None:
    article = article_of(PAGE, name="a.html", day=date(2000, 1, 1))
    assert article.title == "Port reopens after storm"
    assert article.url == "https://www.harbour-times.example/2021/03/port-reopens.html"
    assert article.publisher == "Harbour Times"
    assert article.authors == ("Ana Petrova", "Luis Ortega")
    assert article.published == date(2021, 3, 2)
    assert (article.place, article.agency) == ("VARNA, Bulgaria", "Reuters")
    assert article.id == Article.identify(text="", url=article.url)


@pytest.mark.parametrize("name", ["a.txt", "a", "a.json", "page.php"])
def test_content_goes_before_the_suffix(article_of: Callable[..., Article], name: str) -> None:
    assert article_of(PAGE, name=name).title == "Port reopens after storm"


def test_text_in_a_page_s_clothes_is_text(article_of: Callable[..., Article]) -> None:
    text = f"{FIRST}\n\n{SECOND}  \n"
    assert article_of(text, name="a.html").text == text


@pytest.mark.parametrize(
    "page",
    [
        f"<html><head><title>Port<body>{BODY}",
        f"<html><body><div><p>{FIRST}<p>{SECOND}<div>",
        f"<html><body>{BODY}<script>var leak = 1;",
        f"<html><body>{BODY}<!-- leak <p>leak</p>",
        f"<h1>Port</h1>{BODY}",
        f"{BODY}",
        f"</div></b><table><tr>{BODY}</span>",
        f"<html><body><div>{FIRST}<br><br>{SECOND}</div></body></html>",
        f"<html><body><font>{BODY}<b><i></font></b>",
        f"<html><body><table><tr><td>{FIRST}</td></tr><tr><td>{SECOND}</td></tr></table>",
        f'<?xml version="1.0" encoding="latin-1"?><html xmlns="http://www.w3.org/1999/xhtml"><body>{BODY}</body></html>',
        f"<html><body><p>{FIRST}</p><script>leak</script><style>leak</style><noscript>leak</noscript><template>leak"
        f"</template><textarea>leak</textarea><select><option>leak</option></select><p>{SECOND}</p></body></html>",
        f"<html><body><svg><title>leak</title></svg><p>{FIRST}</p><title>leak</title><p>{SECOND}</p></body></html>",
    ],
)
def test_broken_pages_give_the_text_and_no_script(article_of: Callable[..., Article], page: str) -> None:
    text = article_of(page, name="a.html").text
    assert f"{FIRST}\n\n{SECOND}" in text
    assert "leak" not in text
    assert "<" not in text


def test_a_body_that_scripts_would_show(article_of: Callable[..., Article]) -> None:
    page = (
        '<html><head><script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", '
        f'"articleBody": "{FIRST} {SECOND}"}}</script></head><body><div id="app"></div></body></html>'
    )
    assert article_of(page, name="a.html").text == f"{FIRST} {SECOND}"


def test_a_page_without_an_article_is_an_error(error_of: Callable[..., ReadError]) -> None:
    error = error_of("<html><body><div id=app></div><script>leak()</script></body></html>", name="a.html")
    assert "save its text as a .txt file" in error.reason


@pytest.mark.parametrize(
    "encoding", ["iso-8859-1", "windows-1252", "utf-8", "utf-16"], ids=["latin-1", "cp1252", "utf-8", "utf-16"]
)
def test_the_declared_encoding(article_of: Callable[..., Article], encoding: str) -> None:
    said = "Zoë Brontë said the café would stay."
    page = f'<html><head><meta charset="{encoding}"></head><body><p>{said} {FIRST}</p></body>'
    assert article_of(page.encode(encoding), name="a.html").text == f"{said} {FIRST}"


def test_a_wrong_byte_in_a_page_is_shown_as_browsers_do(article_of: Callable[..., Article]) -> None:
    page = f"<p>Zoë, José, Äke, Óscar and Ümit met. {FIRST} It".encode() + b"\x92s late.</p>"
    assert "It\ufffds late." in article_of(page, name="a.html").text


@pytest.mark.parametrize("stated", ["1970-01-01T00:00:00Z", "0001-01-01", "2999-12-31", "soon", ""])
def test_absurd_dates_are_not_believed(article_of: Callable[..., Article], stated: str) -> None:
    page = f'<html><head><meta property="article:published_time" content="{stated}"></head><body>{BODY}</body></html>'
    assert article_of(page, name="a.html").published is None
    assert article_of(page, name="a.html", day=date(2020, 6, 9)).published == date(2020, 6, 9)


def test_old_dates_are(article_of: Callable[..., Article]) -> None:
    page = f'<html><head><meta property="article:published_time" content="1957-10-05"></head><body>{BODY}</body></html>'
    assert article_of(page, name="a.html").published == date(1957, 10, 5)


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://a.example/x?id=1#c">', "https://a.example/x?id=1"),
        ('<base href="https://a.example/"><link rel="canonical" href="/news/x">', "https://a.example/news/x"),
        ('<meta property="og:url" content="https://a.example/x">', "https://a.example/x"),
        (
            '<link rel="canonical" href="https://a.example/"><meta property="og:url" content="https://a.example/x">',
            "https://a.example/x",
        ),
        ('<link rel="canonical" href="https://a.example/">', ""),
        ('<base href="https://a.example/">', ""),
        ('<link rel="canonical" href="/news/x">', ""),
        ('<link rel="canonical" href="http://[bad">', ""),
        ("", ""),
    ],
)
def test_the_address_of_a_page_and_not_of_its_site(article_of: Callable[..., Article], head: str, url: str) -> None:
    article = article_of(f"<html><head>{head}</head><body>{BODY}</body></html>", name="a.html")
    assert article.url == url
    assert article.id == Article.identify(text=article.text, url=url)


def test_captions_by_class_and_of_teasers(article_of: Callable[..., Article]) -> None:
    page = (
        f'<html><body><div class="story">{BODY}<div class="picture"><img>'
        '<div class="picture__caption">Cranes at work.<span class="credit">Reuters/Jane Doe</span></div></div>'
        "<p>Insurers will meet the owners of the ships in Sofia.</p>"
        '<div class="related"><figure><figcaption>Cup final</figcaption></figure></div>'
        '<a href="/x"><figure><figcaption>Rugby</figcaption></figure></a></div>'
        '<div class="card"><figure><figcaption>Tennis</figcaption></figure></div></body></html>'
    )
    article = article_of(page, name="a.html")
    assert article.text.endswith("in Sofia.\n\nCranes at work. Reuters/Jane Doe")
    assert [(s.kind, article.quote(s.start, s.end)) for s in article.sections] == [
        ("caption", "Cranes at work."),
        ("credit", "Reuters/Jane Doe"),
    ]
    assert (article.agency, article.publisher) == ("Reuters", "")


def test_a_page_in_another_language(error_of: Callable[..., ReadError]) -> None:
    german = "Der Hafen wurde am Dienstag nach drei Tagen Sturm wieder geöffnet, sagte sein Leiter."
    error = error_of(f'<html lang="en"><body><p>{german}</p><p>{german}</p></body></html>', name="a.html")
    assert isinstance(error, NotEnglishError)


def test_a_page_that_is_too_long(error_of: Callable[..., ReadError]) -> None:
    error = error_of("<html><body>" + "<p>x</p>" * 2_600_000, name="a.html")
    assert "longer than 20,000,000 bytes" in error.reason


def test_neither_network_nor_log(
    article_of: Callable[..., Article], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*args: object, **more: object) -> NoReturn:
        raise AssertionError("no page may be fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    with caplog.at_level(logging.DEBUG):
        article_of(PAGE, name="a.html")
        article_of(f"<html><body>{BODY}</body></html>", name="b.html")
    assert caplog.records == []

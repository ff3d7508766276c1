"""Pages whose sentences stand in no paragraph."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from lxml.html import document_fromstring, tostring

from kg.articles import Article
from kg.reading._loose import settle

LEAD = "LONDON, March 4, 2024 (AP) - The council of Aldermouth voted on Monday to reopen the canal, its clerk said."
REST = "Divers will look at the gates on Thursday."


def settled(body: str) -> str:
    tree = document_fromstring(f"<html><body>{body}</body></html>")
    settle(tree)
    return tostring(tree.body, encoding="unicode").removeprefix("<body>").removesuffix("</body>")


@pytest.mark.parametrize(
    "page",
    [
        f"<html><body>{LEAD}<p>{REST}</p></body></html>",
        f"<html><body>{LEAD.replace('council', '<b>council</b>')}<p>{REST}</body></html>",
        f"<html><body><p>{LEAD}</p>{REST}</body></html>",
        f"<html><body><div><p>{LEAD}</p>{REST}</div></body></html>",
        f"<html><body><div>{LEAD}<br><br>{REST}</div></body></html>",
        f"<html><body><div>{LEAD}<br> <br/>\n{REST}<br><br></div></body></html>",
        f"<html><body><pre>{LEAD}\n\n{REST}</pre></body></html>",
        f"<div>{LEAD}<br><br>{REST}</div>",
    ],
)
def test_every_sentence_is_read(article_of: Callable[..., Article], page: str) -> None:
    article = article_of(page, name="a.html")
    assert article.text == f"{LEAD}\n\n{REST}"
    assert (article.place, article.agency, article.published) == ("LONDON", "AP", date(2024, 3, 4))


def test_preformatted_lines_stay_lines(article_of: Callable[..., Article]) -> None:
    lines = f"Council votes to reopen the canal\nBy Lena Whitcombe\n{LEAD[:60]}\n{LEAD[60:].strip()}\n\n{REST}"
    article = article_of(f"<html><body><pre>\n{lines}\n</pre></body></html>", name="a.html")
    assert article.text == lines
    assert (article.title, article.authors) == ("Council votes to reopen the canal", ("Lena Whitcombe",))


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{LEAD}</p><p>{REST}</p>",
        f"Home | News | Sport<p>{LEAD}</p>",
        f"<div>{LEAD}</div>",
        f"<div>{LEAD}<br>{REST}</div>",
        f"<nav>{LEAD}<p>{REST}</p></nav>",
        f"<figure>{LEAD}<div>{REST}<p>x</p></div></figure>",
        f"We use cookies to see how this site is used.<div>x</div><article><p>{LEAD}</p></article>",
        "<pre>a <b>b</b></pre>",
    ],
)
def test_other_pages_stay_as_they_are(body: str) -> None:
    assert settled(body) == tostring(document_fromstring(f"<html><body>{body}</body></html>").body, encoding="unicode")[
        6:-7
    ]


def test_words_that_are_no_sentence_stay_where_they_are() -> None:
    assert settled(f"Home <i>News</i><p>{LEAD}</p>Sport") == f"Home <i>News</i><p>{LEAD}</p>Sport"
    assert settled(f"Home<p>x</p>{LEAD} <i>More</i><p>y</p>z") == f"Home<p>x</p><p>{LEAD} <i>More</i></p><p>y</p>z"

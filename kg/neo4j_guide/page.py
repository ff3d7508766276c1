"""The guide as a page that opens alone, and as slides that Neo4j Browser shows beside the graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files
from typing import Final

from kg.neo4j_guide.favourites import Favourite
from ontology.colours import FACT_COLOUR, SHADES, STATUS_LOOKS, Shade

__all__ = ["page", "slides"]

_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The graph in Neo4j Browser</title>
<style>
{style}</style>
</head>
<body>
<h1>The graph in Neo4j Browser</h1>
<p class="lead">Who did what, according to whom, and whether it happened.</p>
"""
_STEPS = """<h2>Set up</h2>
<ol>
<li>Load a graph, with the password of the database in <code>NEO4J_PASSWORD</code>:
<pre>kg load neo4j graph --uri neo4j://localhost:7687</pre></li>
<li>Open Neo4j Browser, <code>http://localhost:7474/browser/</code> on your own machine, and log in. In Neo4j Aura and
Neo4j Desktop, open the database there.</li>
<li>Drag the file <code>style.grass</code> from this folder into the window: colours, sizes and captions are set.
<code>:style reset</code> takes them back.</li>
<li>Drag <code>favourites.zip</code> into the window: the queries below are kept under the star, in the folder
Triplewire. (<code>favourites.cypher</code> holds the same ones for cypher-shell.)</li>
<li>Click a query, then the arrow. The graph grows when you double-click a node.</li>
</ol>
<p>A Neo4j Browser on your own machine can show all this beside the graph instead: run
<code>kg neo4j guide -o guide --serve</code> and write the line that it prints into the editor.</p>
"""
_READING = """<p>A dark edge with its type in capitals is a fact: an article says so, and nobody denies it. What was
only planned, threatened, demanded, guessed or denied has an edge of another type and colour, and a sign before its
relation (Neo4j Browser knows no dashed lines); <code>MATCH (a)-[:SEVERS]-&gt;(b)</code> never finds it.
An event that did not happen, or not yet, is hollow. On a fact,
<code>r.status</code> tells what is done (<code>actual</code>) from what its own actor has
announced (<code>announced</code>).</p>
<p>Each edge lists the statements it rests on (<code>r.statements</code>); a statement has the words of the article
(<code>quote</code>, <code>start</code>, <code>end</code>), and who is quoted for it.</p>
"""
#: What the legend calls the classes that have a colour.
_NAMES: Final = {
    "Person": "person", "Group": "group of people", "Position": "post", "Organization": "organization, company, party",
    "GeopoliticalEntity": "country, region, city", "Place": "place, building", "Agreement": "agreement, law, policy",
    "Artifact": "thing", "Entity": "concept, other", "Event": "event", "UnrealizedEvent": "event that did not happen",
    "Statement": "statement, its words", "Article": "article",
}  # fmt: skip


def page(found: Iterable[Favourite]) -> str:
    """Return the guide as one HTML page: no script, no other file, no request."""
    style = files("kg.neo4j_guide").joinpath("page.css").read_text("utf-8")
    parts = [_HEAD.format(style=style), _STEPS, "<h2>How to read it</h2>\n", _READING, *_legend(), "<h2>Queries</h2>\n"]
    parts.append("<p>A click marks a whole query, to be copied.</p>\n")
    parts.extend(map(_section, found))
    return "".join((*parts, "</body>\n</html>\n"))


def slides(found: Iterable[Favourite], style: str) -> str:
    """Return the guide as Neo4j Browser's ``:guide`` shows it, with queries that run when they are clicked.

    Parameters
    ----------
    found : iterable of Favourite
    style : str
        Address of the style sheet.
    """
    start = (
        "<h3>The graph of the articles</h3>\n"
        "<p>A click on the line, then on the arrow, sets colours, sizes and captions:</p>\n"
        f'<pre class="code runnable">:style {escape(style)}</pre>\n{_READING}'
    )
    queries = [f'<h3>{escape(f.title)}</h3>\n<pre class="code runnable">{escape(f.query)}</pre>\n' for f in found]
    return "".join(f"<slide>\n{s}</slide>\n" for s in (start, *queries))


def _section(favourite: Favourite) -> str:
    kind = "" if favourite.drawn else ' <span class="kind">a table</span>'
    return f"<h3>{escape(favourite.title)}{kind}</h3>\n<pre>{escape(favourite.query)}</pre>\n"


def _legend() -> Iterator[str]:
    yield '<ul class="legend">\n'
    for cls, name in _NAMES.items():
        yield f"<li>{_circle(SHADES[cls], 3 if cls == 'UnrealizedEvent' else 2)}{escape(name)}</li>\n"
    yield '</ul>\n<ul class="legend">\n'
    yield f"<li>{_arrow(FACT_COLOUR)}FACT</li>\n"
    for status, look in STATUS_LOOKS.items():
        yield f"<li>{_arrow(look.colour)}{escape(look.sign)} {escape(status)}</li>\n"
    yield "</ul>\n"


def _circle(shade: Shade, width: int) -> str:
    colours = f'fill="{shade.fill}" stroke="{shade.border}" stroke-width="{width}"'
    return f'<svg width="28" height="28" aria-hidden="true"><circle cx="14" cy="14" r="12" {colours}/></svg>'


def _arrow(colour: str) -> str:
    line = f'<path d="M1 8H32" stroke="{colour}" stroke-width="2"/><path d="M31 3l9 5-9 5z" fill="{colour}"/>'
    return f'<svg width="42" height="16" aria-hidden="true">{line}</svg>'

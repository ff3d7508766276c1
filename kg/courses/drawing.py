"""A timeline as one page of HTML: no script, nothing from elsewhere, all text escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from kg.courses.lines import Line

__all__ = ["page"]

_COLOURS = {
    "done": "#1b7f3b", "announced": "#5a9e2f", "planned": "#1f7a8c", "promised": "#1f7a8c", "attempted": "#1f7a8c",
    "threatened": "#b3261e", "demanded": "#8e3a9d", "ordered": "#8e3a9d", "denied": "#5f6368", "not done": "#5f6368",
    "rejected": "#5f6368", "abandoned": "#5f6368",
}  # fmt: skip
_DOUBT = "#a66f00"
_STYLE = """body{font:16px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:52rem;padding:0 1rem;color:#202124}
ol{list-style:none;margin:0;padding:0 0 0 1.2rem;border-left:3px solid #c8ccd1}li{position:relative;margin:0 0 1.1rem}
li::before{content:"";position:absolute;left:-1.72rem;top:.35rem;width:.8rem;height:.8rem;border-radius:50%;
background:var(--c);border:2px solid #fff}time{color:#5f6368;margin-right:.6rem}b.p{color:var(--c)}
q{display:block;color:#3c4043;font-style:italic}small{color:#5f6368;display:block}h1{font-size:1.4rem}"""


def page(title: str, found: Sequence[Line]) -> str:
    """Return a page that draws lines of a timeline down an axis, a dot in the colour of its phase for each.

    Parameters
    ----------
    title : str
    found : sequence of Line
        In the order in which they are drawn.
    """
    items = "\n".join(map(_item, found)) or "<li>Nothing is known.</li>"
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        f'<meta name="viewport" content="width=device-width">\n<style>{_STYLE}</style></head>\n'
        f"<body>\n<h1>{escape(title)}</h1>\n<ol>\n{items}\n</ol>\n</body>\n</html>\n"
    )


def _item(line: Line) -> str:
    colour = _COLOURS.get(line.phase, _DOUBT)
    when = f"{line.day} to {line.until}" if line.until else line.day or "day unknown"
    if line.phase == "done" and line.day and not line.dated:
        when = f"by {when}"
    due = f", for {line.due}" if line.due else ""
    became = f"; the act: {line.outcome}" if line.act and line.outcome != line.phase else ""
    quotes = "".join(f"<q>{escape(q)}</q>" for q in line.quotes[:3])
    said = f"said by {', '.join(line.sources)}; " if line.sources else ""
    about = f"{said}{'; '.join(line.articles)}"
    return (
        f'<li style="--c:{colour}"><time>{escape(when)}</time><b class="p">{escape(line.phase)}</b> '
        f"{escape(line.what)}{escape(due + became)}{quotes}<small>{escape(about)}</small></li>"
    )

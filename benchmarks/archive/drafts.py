"""Articles as an outlet writes them, and as others copy them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random

from benchmarks.archive.outlets import Outlet
from benchmarks.archive.stories import Development
from benchmarks.archive.things import Body, Person
from benchmarks.archive.world import World
from benchmarks.archive.writing import Paragraph, Writer

__all__ = ["Draft", "copied", "headline", "report"]

_EDITS = (
    (r"\bpercent\b", "per cent"), (r"\bofficials said\b", "officials told reporters"), (r"\bmore than\b", "over"),
    (r"\bkilled\b", "left dead"), (r"\bsaid on (\w+day)\b", r"said \1"), (r"\babout\b", "around"),
    (r"\bshortly before\b", "just before"), (r"\bwas expected\b", "is expected"), (r"\bbegan to\b", "started to"),
    (r"\bfar more than\b", "many more than"), (r"\bevening\b", "night"), (r"\bpeople\b", "persons"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article without its address.

    Parameters
    ----------
    outlet : Outlet
    title : Paragraph
    paragraphs : tuple of Paragraph
    dateline, credit, note : str
        Before the first paragraph; a line below the last; a line above all.
    published : datetime
    """

    outlet: Outlet
    title: Paragraph
    paragraphs: tuple[Paragraph, ...]
    dateline: str = ""
    credit: str = ""
    note: str = ""
    published: datetime

    @property
    def text(self) -> str:
        """The text of the article."""
        body = [p.text for p in self.paragraphs]
        lines = [self.dateline + body[0], *body[1:]]
        if self.outlet.title_in_text and not self.note:
            lines.insert(0, self.title.text)
        return "\n\n".join(filter(None, [self.note, *lines, self.credit]))

    def names(self) -> dict[str, tuple[str, ...]]:
        """Return by id the names in title and text."""
        found: dict[str, dict[str, None]] = {}
        for key, name in (pair for p in (self.title, *self.paragraphs) for pair in p.names):
            found.setdefault(key, {})[name] = None
        return {key: tuple(names) for key, names in found.items()}


@dataclass(slots=True)
class Used:
    """Templates that reports on one story have used: two writers seldom write the same sentence."""

    templates: set[str]

    def draw(self, templates: Sequence[str], count: int, random: Random) -> list[str]:
        """Return so many templates that nobody has used; one that was used where fewer are left."""
        fresh = [t for t in templates if t not in self.templates]
        random.shuffle(fresh)
        stale = [t for t in templates if t in self.templates]
        random.shuffle(stale)
        chosen = (fresh + stale[:1])[:count]
        self.templates.update(chosen)
        return chosen


def headline(world: World, development: Development, outlet: Outlet, random: Random) -> Paragraph:
    """Write a headline."""
    writer = Writer(outlet, random, development.cast, development.values, headline=True)
    return writer.write(random.choice(world.inventory.sentences[f"headline.{development.kind}"]))


def report(
    world: World, development: Development, outlet: Outlet, published: datetime, used: Used, random: Random
) -> Draft:
    """Write an article of 80 to 200 words on a development."""
    sentences, values = world.inventory.sentences, {**development.values, **_days(development, outlet)}
    title = headline(world, development, outlet, random)
    writer = Writer(outlet, random, development.cast, values)
    kind, aim = development.kind, random.randrange(85, 170)
    [lead] = used.draw(sentences[f"{kind}.lead"], 1, random)
    paragraphs = [writer.write(lead)]
    details = used.draw(sentences[f"{kind}.detail"], 3, random)
    quotes = sentences[f"{kind}.quote"]
    quote = quotes[len(development.cast) % len(quotes)]  # what was said is the same in all reports
    paragraphs.append(writer.write(details[0]))
    if random.random() < 0.6:
        paragraphs.append(writer.write(quote))
    if details[1:]:
        paragraphs.append(writer.write(*details[1:]))
    backgrounds = [t for part in _backgrounds(development, writer) for t in used.draw(sentences[part], 2, random)]
    if writer.persons():
        backgrounds += random.sample([t for t in sentences["background.person"] if t not in backgrounds], 2)
    while backgrounds and _words(paragraphs) < aim:
        paragraphs.append(writer.write(backgrounds.pop(0)))
    if random.random() < 0.4 or _words(paragraphs) < 82:
        paragraphs.append(writer.write(*used.draw(sentences["close"], 1 if _words(paragraphs) > 72 else 2, random)))
    return Draft(
        outlet=outlet, title=title, paragraphs=tuple(paragraphs), published=published,
        dateline=_dateline(outlet, development.city, published) if outlet.dateline else "",
    )  # fmt: skip


def _backgrounds(development: Development, writer: Writer) -> list[str]:
    parts = ["background.person"] if writer.persons() else []
    return [*parts, *(["background.place"] if "place" in development.cast else []), "background.country"]


def _words(paragraphs: Sequence[Paragraph]) -> int:
    return sum(len(p.text.split()) for p in paragraphs)


def _days(development: Development, outlet: Outlet) -> dict[str, str]:
    day = development.day
    written = f"{day.day} {day:%B}" if outlet.british else f"{day:%B} {day.day}"
    return {"day": f"{day:%A}", "day_of": f"on {written}"}


def _dateline(outlet: Outlet, city: Body, published: datetime) -> str:
    if outlet.credit:
        return f"{city.full.upper()}, {published:%B} {published.day} ({outlet.credit}) — "
    return f"{city.full.upper()} — "


def copied(
    world: World, original: Draft, development: Development, outlet: Outlet, published: datetime, random: Random
) -> Draft:
    """Copy an article as other outlets do: shortened, edited, with another headline, with a paragraph of their own."""
    paragraphs, credit = list(original.paragraphs), ""
    draw = random.random()
    if draw < 0.35:
        keep = max(2, round(len(paragraphs) * random.uniform(0.45, 0.85)))
        paragraphs = paragraphs[:keep]
    elif draw < 0.45 and len(paragraphs) > 4:
        del paragraphs[random.randrange(2, len(paragraphs))]
    if random.random() < 0.4:
        paragraphs = [_edited(p, random) for p in paragraphs]
    if random.random() < 0.15:
        paragraphs = [_restyled(p, original.outlet, outlet, development) for p in paragraphs]
    if random.random() < 0.12 and len(paragraphs) > 3:
        writer = Writer(outlet, random, development.cast, {**development.values, **_days(development, outlet)})
        paragraphs[0] = writer.write(random.choice(world.inventory.sentences[f"{development.kind}.lead"]))
    if random.random() < 0.2:
        writer = Writer(outlet, random, development.cast, {**development.values, **_days(development, outlet)})
        paragraphs.append(writer.write(random.choice(world.inventory.sentences["copy.added"])))
    agency = original.outlet.credit
    if agency and random.random() < 0.6:
        credit = random.choice(
            (f"({agency})", f"— {agency}", f"Source: {agency}", f"With reporting by {original.outlet.name}")
        )
    dateline = random.choice((original.dateline, original.dateline, "", f"{development.city.full.upper()} — "))
    title = original.title if random.random() < 0.4 else headline(world, development, outlet, random)
    return replace(original, outlet=outlet, title=title, paragraphs=tuple(paragraphs), dateline=dateline,
                   credit=credit, published=published)  # fmt: skip


def _edited(paragraph: Paragraph, random: Random) -> Paragraph:
    """Change a few words, but no names."""
    text = paragraph.text
    for pattern, words in random.sample(_EDITS, 4):
        changed = re.sub(pattern, words, text)
        if all(name in changed for _, name in paragraph.names):
            text = changed
    return replace(paragraph, text=text)


def _restyled(paragraph: Paragraph, before: Outlet, after: Outlet, development: Development) -> Paragraph:
    """Spell the names of persons as the copying outlet does."""
    text, names = paragraph.text, list(paragraph.names)
    for person in (thing for thing in development.cast.values() if isinstance(thing, Person)):
        old, new = person.named(before), person.named(after)
        said = [name for key, name in names if key == person.id]
        if any(name not in (old.full, old.short) for name in said) or old == new:
            continue
        text = text.replace(old.full, "\0")
        text = (text.replace(old.short, new.short) if old.short in said else text).replace("\0", new.full)
        spelt = {old.full: new.full, old.short: new.short}
        names = [(key, spelt[name] if key == person.id else name) for key, name in names]
    return Paragraph(text=text, names=tuple(dict.fromkeys(names)))

"""The archive: who reports on which development, who copies it, what is corrected and withdrawn; and the truth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from itertools import islice
from random import Random
from typing import Any

from benchmarks.archive.drafts import Draft, Used, copied, report
from benchmarks.archive.inventory import Half
from benchmarks.archive.outlets import Outlet
from benchmarks.archive.stories import Development, Story, stories
from benchmarks.archive.things import Body
from benchmarks.archive.world import World, world
from benchmarks.archive.writing import Paragraph, Writer, in_words
from kg.articles import Article
from kg.identity import data_iri, slug

__all__ = ["Record", "archive"]

_UNTRUE = 0.02
"""Share of stories that are withdrawn."""
_WRONG = 0.06
"""Share of reports with a number of dead that are corrected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An article as readers take it, and the truth about it, both as JSON objects.

    The truth has these keys:

    ``article``
        IRI of the article, the same as in a graph.
    ``kind``
        "report", "copy", "correction" or "retraction".
    ``origin``, ``copyOf``
        Articles with the same origin are the same text in the main; the IRI of the one copied.
    ``chain``, ``version``, ``replaces``
        Versions of one text share a chain and are counted from 1; the IRI of the one that this one corrects or
        withdraws, which is its own where both have the same address.
    ``replaced``
        Whether a later record has the same address, so that a graph keeps that one.
    ``story``, ``outlet``, ``published``
    ``entities``
        Objects with ``id``, ``class`` and ``names``: everybody and everything named, by which names.
    ``events``
        Objects with ``id``, ``class``, ``step``, ``status``, ``roles``, ``numbers``, ``disputed`` and ``untrue``.
    """

    article: dict[str, Any]
    truth: dict[str, Any]


@dataclass(slots=True)
class _Desk:
    """Articles on one story, as they are published."""

    world: World
    story: Story
    seed: str
    told: list[Record] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    used: Used = field(default_factory=lambda: Used(set()))

    def random(self, *key: object) -> Random:
        return Random(" ".join(map(str, (self.seed, self.story.id, *key))))

    def publish(self, draft: Draft, kind: str, origin: str, **more: Any) -> dict[str, Any]:
        """Add a record; return its truth."""
        url = more.pop("url", "") or self._address(draft)
        iri = data_iri(Article.identify(text=draft.text, url=url))
        classes = more.pop("classes")
        truth = {
            "article": iri, "kind": kind, "origin": origin, "story": self.story.id, "outlet": draft.outlet.name,
            "published": draft.published.isoformat(), "chain": iri, "version": 1, "replaced": False,
            "entities": [
                {"id": key, "class": classes.get(key, "Thing"), "names": list(names)}
                for key, names in sorted(draft.names().items())
            ],
            **more,
        }  # fmt: skip
        article = {
            "url": url, "title": draft.title.text, "publisher": draft.outlet.name,
            "published": draft.published.isoformat(), "text": draft.text,
        }  # fmt: skip
        self.told.append(Record(article=article, truth=truth))
        return truth

    def _address(self, draft: Draft) -> str:
        start = f"https://www.{draft.outlet.host}/{draft.published:%Y/%m/%d}/{slug(draft.title.text)[:40]}"
        self.numbers[start] = self.numbers.get(start, 0) + 1
        return f"{start}-{self.story.id.removeprefix('ev-')}{self.numbers[start]}"


def archive(half: Half, articles: int, seed: int = 1) -> tuple[World, list[Record]]:
    """Write an archive.

    Parameters
    ----------
    half : {"development", "measuring"}
    articles : int
        Number of records.
    seed : int

    Returns
    -------
    tuple of World and list of Record
        The records by time of publication.
    """
    made = world(half, articles=articles, seed=seed)
    records = list(islice(_records(made, seed), articles))
    records.sort(key=lambda r: (r.truth["published"], r.article["url"], r.truth["version"]))
    latest = {r.truth["article"]: n for n, r in enumerate(records)}
    for number, record in enumerate(records):
        record.truth["replaced"] = latest[record.truth["article"]] != number
    return made, records


def _records(made: World, seed: int) -> Iterator[Record]:
    for story in stories(made, seed):
        desk = _Desk(world=made, story=story, seed=f"{seed} {made.half}")
        if desk.random("truth").random() < _UNTRUE:
            _withdrawn(desk)
        else:
            for number, development in enumerate(story.developments):
                _covered(desk, number, development)
        yield from desk.told


def _covered(desk: _Desk, number: int, development: Development) -> None:
    """Let one to four writers report on a development, and others copy them."""
    random, used = desk.random(number), desk.used
    agencies = list(desk.world.agencies)
    papers = [o for o in desk.world.outlets if not o.credit]
    random.shuffle(agencies)
    random.shuffle(papers)
    for writer in range(random.choices((1, 2, 3, 4), (4, 4, 2, 1))[0]):
        agency = bool(agencies) and random.random() < (0.8 if writer == 0 else 0.2)
        outlet = agencies.pop() if agency else papers.pop()
        most = 7 if agency else 1
        copies = min(int(random.expovariate(0.45)) if agency else random.random() < 0.15, most, len(papers) - 4)
        _origin(desk, development, (number, writer), outlet, [papers.pop() for _ in range(copies)], used)


def _origin(
    desk: _Desk, development: Development, key: tuple[int, int], outlet: Outlet, copiers: list[Outlet], used: Used
) -> None:
    """Publish a report, its copies, and where its number of dead was wrong the correction."""
    random = desk.random("origin", *key)
    at = datetime.combine(development.day, time(random.randrange(6, 23), random.randrange(60)))
    origin = f"origin-{desk.story.id.removeprefix('ev-')}-{key[0]}{key[1]}"
    before = set(used.templates)
    draft = report(desk.world, development, outlet, at, used, desk.random("words", *key))
    base = {"events": _events(development), "classes": _classes(development, desk)}
    deaths = development.values.get("deaths")
    if isinstance(deaths, int) and random.random() < _WRONG:
        _corrected(desk, development, key, draft, copiers, before)
        return
    truth = desk.publish(draft, "report", origin, **base)
    for number, copier in enumerate(copiers):
        _copy(desk, draft, development, copier, truth, desk.random("copy", *key, number), base)


def _copy(
    desk: _Desk, draft: Draft, development: Development, copier: Outlet, truth: dict[str, Any], random: Random,
    base: dict[str, Any],
) -> None:  # fmt: skip
    at = draft.published + timedelta(minutes=random.randrange(5, 1500))
    if random.random() < 0.03:  # the same page once more, as telephones get it
        outlet = replace(draft.outlet, host=f"m.{draft.outlet.host}")
        made = replace(draft, outlet=outlet, published=draft.published)
        url = next(r.article["url"] for r in desk.told if r.truth is truth).replace("://www.", "://m.") + "?ref=feed"
        desk.publish(made, "copy", truth["origin"], copyOf=truth["article"], url=url, **base)
        return
    made = copied(desk.world, draft, development, copier, at, random)
    desk.publish(made, "copy", truth["origin"], copyOf=truth["article"], **base)


def _corrected(
    desk: _Desk, development: Development, key: tuple[int, int], right: Draft, copiers: list[Outlet], before: set[str]
) -> None:
    """Publish a report with a wrong number, half of its copies, the correction, and the other copies."""
    random = desk.random("wrong", *key)
    deaths = int(development.values["deaths"])
    wrong = deaths + random.choice((-1, 1, 2, 3, 10)) if deaths > 3 else deaths + random.randrange(2, 20)
    mistaken = replace(development, values={**development.values, "deaths": wrong})
    draft = report(desk.world, mistaken, right.outlet, right.published, Used(before), desk.random("words", *key))
    origin = f"origin-{desk.story.id.removeprefix('ev-')}-{key[0]}{key[1]}"
    classes = _classes(development, desk)
    bad = {"events": _events(development, deaths=wrong), "classes": classes}
    good = {"events": _events(development), "classes": classes}
    first = desk.publish(draft, "report", origin, **bad)
    half = len(copiers) // 2
    for number, copier in enumerate(copiers[:half]):
        _copy(desk, draft, development, copier, first, desk.random("copy", *key, number), bad)
    writer = Writer(right.outlet, random, development.cast,
                    {"what": "the number of dead", "wrong": in_words(wrong), "right": in_words(deaths)})  # fmt: skip
    note = writer.write(random.choice(desk.world.inventory.sentences["correction"])).text
    later = replace(right, note=note, published=right.published + timedelta(hours=random.randrange(2, 40)))
    address = {"url": next(r.article["url"] for r in desk.told if r.truth is first)} if random.random() < 0.5 else {}
    second = desk.publish(later, "correction", origin, replaces=first["article"], **good, **address)
    second |= {"chain": first["chain"], "version": 2}
    clean = replace(later, note="")
    for number, copier in enumerate(copiers[half:], half):
        _copy(desk, clean, development, copier, second, desk.random("copy", *key, number), good)


def _withdrawn(desk: _Desk) -> None:
    """Publish a report that is not true, at most two copies, and its retraction."""
    random, development = desk.random("untrue"), desk.story.developments[0]
    papers = [o for o in desk.world.outlets if not o.credit]
    random.shuffle(papers)
    at = datetime.combine(development.day, time(9, random.randrange(60)))
    draft = report(desk.world, development, papers.pop(), at, Used(set()), random)
    origin = f"origin-{desk.story.id.removeprefix('ev-')}-00"
    classes = _classes(development, desk)
    base = {"events": [{**event, "untrue": True} for event in _events(development)], "classes": classes}
    truth = desk.publish(draft, "report", origin, **base)
    for number in range(random.randrange(3)):
        _copy(desk, draft, development, papers.pop(), truth, desk.random("copy", number), base)
    retraction = _retraction(desk, draft, random)
    body = _body(draft.outlet)
    desk.publish(
        retraction, "retraction", f"{origin}-retraction", replaces=truth["article"],
        events=[], classes={**classes, body.id: body.cls},
    ) | {"chain": truth["chain"], "version": 2}  # fmt: skip
    desk.told[-1].truth.update(chain=truth["chain"], version=2)


def _retraction(desk: _Desk, draft: Draft, random: Random) -> Draft:
    values = {
        "date": f"{draft.published:%B} {draft.published.day}", "headline": draft.title.text,
        "claim": f"It said: {draft.paragraphs[0].text}",
    }  # fmt: skip
    writer = Writer(draft.outlet, random, {"outlet": _body(draft.outlet)}, values)
    words = writer.write(random.choice(desk.world.inventory.sentences["retraction"]))
    named = tuple(dict.fromkeys((*words.names, *draft.title.names, *draft.paragraphs[0].names)))
    title = Paragraph(text=f"RETRACTION: {draft.title.text}", names=draft.title.names)
    return replace(
        draft, title=title, paragraphs=(replace(words, names=named),), dateline="",
        published=draft.published + timedelta(days=random.randrange(2, 9)),
    )  # fmt: skip


def _body(outlet: Outlet) -> Body:
    return Body(id=f"org-outlet-{slug(outlet.name)}", cls="Organization", full=outlet.name)


def _events(development: Development, **numbers: int) -> list[dict[str, Any]]:
    return [
        {
            "id": h.id, "class": h.cls, "step": h.step, "status": h.status, "day": development.day.isoformat(),
            "roles": {role: list(ids) for role, ids in h.roles.items()},
            "numbers": {**h.numbers, **{k: v for k, v in numbers.items() if k in h.numbers}},
            "disputed": h.disputed, "untrue": False,
        }
        for h in development.happenings
    ]  # fmt: skip


def _classes(development: Development, desk: _Desk) -> dict[str, str]:
    found = {c.body.id: "Country" for c in desk.world.countries}
    found |= {city.id: city.cls for c in desk.world.countries for city in c.cities}
    for thing in development.cast.values():
        cls = getattr(thing, "cls", "Country")
        if cls != "Country":
            found[thing.id] = cls  # type: ignore[union-attr]  # a country has no id of its own
        employer = getattr(thing, "employer", None)
        if employer is not None:
            found[employer.id] = employer.cls
    return found

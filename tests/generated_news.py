"""Many short invented reports, the same in every run: what any question of ``ontology/queries`` asks for is among it.

The reports speak of a small world again and again, so that claims are repeated, announced and later done, denied by
others, and told by several sources. Some lack a date or a publisher, some entities share their names, some places lie
in a chain that is long, or in a circle.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from itertools import pairwise
from random import Random
from typing import Any

from kg.articles import Span
from kg.identity import data_iri, hashed
from kg.statements import (
    ArticleRecord,
    Attribution,
    Dropped,
    Entity,
    EntityMention,
    Event,
    Extraction,
    Statement,
    Trigger,
)
from ontology import FACT_MODALITIES, MODALITIES, status_of

__all__ = ["generated_news"]

_FIRST_DAY = date(2021, 1, 4)
_SYLLABLES = ("ba", "ren", "to", "mi", "lek", "sa", "vor", "né", "du", "kai", "ost", "ul", "Ō", "pri")
_PREDICATES = (
    "severs", "terminates", "leads", "supervises", "siblingOf", "meetsWith", "cooperatesWith", "sends", "attacks",
    "supports", "owns", "related",
)  # fmt: skip
_CHAINS: tuple[tuple[int, ...], ...] = ((), (), (), (1,), (1,), (1,), (1, 2), (1, 1), (1, 2, 2))
_DEEDS = (
    "Consult", "Support", "Cooperate", "Aid", "Accuse", "Charge", "Threaten", "Assault", "Protest", "Sanction", "Die",
    "Injure", "Acquire",
)  # fmt: skip


@dataclass(frozen=True)
class _Thing:
    key: str
    cls: str
    names: tuple[str, ...]
    kind: Any = "name"

    @property
    def iri(self) -> str:
        return data_iri(self.key)


@dataclass(frozen=True)
class _World:
    people: tuple[_Thing, ...]
    bodies: tuple[_Thing, ...]
    outlets: tuple[_Thing, ...]
    lands: tuple[_Thing, ...]
    sites: tuple[_Thing, ...]
    places: tuple[_Thing, ...]
    posts: tuple[_Thing, ...]
    claims: tuple[tuple[_Thing, str, _Thing], ...]


def _name(random: Random, syllables: int) -> str:
    return "".join(random.choice(_SYLLABLES) for _ in range(syllables)).capitalize()


def _things(random: Random, prefix: str, cls: str, count: int, ending: str = "") -> tuple[_Thing, ...]:
    found = []
    for i in range(count):
        full = f"{_name(random, 2)} {_name(random, 2)}{ending}"
        short = full.split()[1]
        found.append(_Thing(f"{prefix}-{i:03}", cls, (full, full, short, full.upper())))
    if count > 20:  # two that share their name
        found[1] = _Thing(found[1].key, cls, found[0].names)
    return tuple(found)


def _world(random: Random) -> _World:
    people, bodies = _things(random, "per", "Person", 40), _things(random, "org", "Organization", 15, " Union")
    outlets = _things(random, "org-m", "MediaOrganization", 6, " Post")
    lands, sites = _things(random, "loc-c", "Country", 12), _things(random, "loc-f", "Facility", 12, " Yard")
    places, posts = _things(random, "loc-p", "Place", 16), _things(random, "pos", "Position", 10, " minister")
    actors = people + bodies + lands
    claims = [(random.choice(actors), random.choice(_PREDICATES), random.choice(actors)) for _ in range(400)]
    claims += [(random.choice(actors), random.choice(("terminates", "severs")), site) for site in sites * 3]
    claims += [(site, "locatedIn", random.choice(places[:4])) for site in sites]
    claims += [(here, "locatedIn", there) for here, there in pairwise(places)]
    claims += [(places[3], "locatedIn", places[1]), (places[-1], "locatedIn", lands[0])]
    claims += [(random.choice(people), "holdsPosition", post) for post in posts for _ in "ab"]
    claims += [(post, "positionIn", random.choice(lands)) for post in posts]
    return _World(
        people=people, bodies=bodies, outlets=outlets, lands=lands, sites=sites, places=places, posts=posts,
        claims=tuple(c for c in claims if c[0] != c[2]),
    )  # fmt: skip


@dataclass
class _Report:
    random: Random
    world: _World
    article: str
    published: date | datetime | None
    text: str = ""
    things: dict[str, tuple[_Thing, list[Span]]] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)

    def write(self, words: str) -> Span:
        """Add words to the text."""
        start = len(self.text)
        self.text += words
        return Span(start=start, end=len(self.text))

    def mention(self, thing: _Thing) -> Span:
        """Add a name to the text."""
        span = self.write(self.random.choice(thing.names))
        self.things.setdefault(thing.key, (thing, []))[1].append(span)
        return span

    def day(self) -> date | None:
        """Return a day before the report, or none."""
        if self.random.random() < 0.25:
            return None
        return _FIRST_DAY + timedelta(days=self.random.randrange(400))

    def sources(self, act: str) -> tuple[Attribution, ...]:
        """Write who says so."""
        links = []
        for order in self.random.choice(_CHAINS):
            self.write(", ")
            unnamed = _Thing(f"{self.article.rpartition('/')[2]}-official", "Person", ("an official",), "nominal")
            pools = (self.world.outlets, self.world.people, self.world.lands, (unnamed,))
            source = self.random.choice(self.random.choice(pools))
            span = self.mention(source)
            self.write(" ")
            cue = self.write("denied" if act == "deny" else "said")
            links.append(
                Attribution(
                    source=source.iri, cue=self.text[cue.start : cue.end], order=order, speech_act=act,
                    said_on=self.day(), source_span=span, cue_span=cue,
                )
            )  # fmt: skip
        return tuple(links)

    def claim(self, event: str = "") -> None:
        """Write a sentence with a statement."""
        random, start = self.random, len(self.text)
        subject, predicate, object_ = random.choice(self.world.claims)
        if predicate in ("meetsWith", "siblingOf", "cooperatesWith") and random.random() < 0.5:
            subject, object_ = object_, subject
        modality = random.choice(("asserted",) * 6 + ("announced", "threatened", "threatened", *MODALITIES))
        negative = random.random() < 0.2 and predicate != "locatedIn"
        if predicate == "locatedIn":
            modality = "asserted"
        elif predicate == "terminates" and object_ in self.world.sites[-4:]:
            modality = "threatened"
        places = {"subject": self.mention(subject)}
        self.write(" ")
        places["predicate"] = self.write(f"{predicate} once")
        self.write(" ")
        places["object"] = self.mention(object_)
        chain = self.sources("deny" if negative and random.random() < 0.6 else "say")
        self.write(".")
        confidence = random.randrange(2_000, 10_001) / 10_000
        number = len(self.statements)
        self.statements.append(
            Statement(
                id=data_iri(hashed("st", self.article, number)), article=self.article, sentence=number,
                subject=subject.iri, predicate=predicate, predicate_text=f"{predicate} once", object=object_.iri,
                event=event, modality=modality, polarity="negative" if negative else "positive", attribution=chain,
                licensed=modality in FACT_MODALITIES and not negative and confidence >= 0.5,
                valid_from=self.day() if random.random() < 0.2 else None,
                valid_until=self.day() if random.random() < 0.1 else None,
                as_of=self.day() if random.random() < 0.3 else None, confidence=confidence,
                extractor=random.choice(("verbs", "titles")), start=start, end=len(self.text),
                quote=self.text[start:], spans=places,
            )
        )  # fmt: skip
        self.write(" ")

    def deed(self, cls: str, roles: dict[str, tuple[str, ...]] | None = None) -> str:
        """Write a sentence with an event; return its IRI."""
        random, world = self.random, self.world
        roles = dict(roles or {})
        for role, pool in (("actor", world.people + world.lands), ("recipient", world.lands + world.bodies)):
            if random.random() < 0.9:
                thing = random.choice(pool)
                self.mention(thing)
                self.write(" ")
                roles[role] = (thing.iri,)
        if random.random() < 0.6:
            place = random.choice(world.places)
            self.mention(place)
            self.write(" ")
            roles["place"] = (place.iri,)
        trigger = self.write(f"{cls.lower()}ing")
        self.write(". ")
        day, modality = self.day(), random.choice(("asserted",) * 4 + MODALITIES)
        iri = data_iri(hashed("ev", self.article, len(self.events)))
        self.events.append(
            Event(
                id=iri, article=self.article, cls=cls, status=status_of(modality, "positive"),
                trigger=Trigger(start=trigger.start, end=trigger.end, text=self.text[trigger.start : trigger.end]),
                time=day.isoformat() if day else "", start=day, end=day + timedelta(days=2) if day else None,
                roles={role: roles[role] for role in sorted(roles)}, numbers=self.figures(cls),
            )
        )  # fmt: skip
        return iri

    def figures(self, cls: str) -> dict[str, int | float | str]:
        """Return the numbers of an event."""
        random = self.random
        if cls in ("Assault", "Die", "Injure"):
            found: dict[str, int | float | str] = {"deaths": random.randrange(40), "injured": random.randrange(90)}
            return {k: v for k, v in found.items() if random.random() < 0.8}
        if cls in ("Aid", "Acquire"):
            amount = random.choice((random.randrange(1, 900) * 1_000, random.randrange(1, 999) / 4))
            unit = random.choice(("USD", "EUR", "tonnes"))
            return {"amount": amount, "amountText": f"{amount} {unit}", "unit": unit}
        return {}

    def done(self) -> Extraction:
        """Return what was written."""
        publisher = self.random.choice(("Harbour Wire", "The Quill", "Evening Ledger", ""))
        entities = tuple(
            Entity(
                id=thing.iri, cls=thing.cls, name=max({self.text[s.start : s.end] for s in spans}, key=len),
                aliases=tuple(sorted({self.text[s.start : s.end] for s in spans})),
                mentions=tuple(
                    EntityMention(
                        article=self.article, start=s.start, end=s.end, text=self.text[s.start : s.end], kind=thing.kind
                    )
                    for s in spans
                ),
            )
            for thing, spans in self.things.values()
        )  # fmt: skip
        record = ArticleRecord(
            id=self.article, title=f"Report of {self.random.randrange(99)}", publisher=publisher,
            published=self.published, sha256=hashlib.sha256(self.text.encode()).hexdigest(), length=len(self.text),
        )  # fmt: skip
        dropped = Dropped(article=self.article, stage="alignment", reason="no relation", text=self.text[:4], end=4)
        return Extraction(
            article=record, entities=entities, events=tuple(self.events), statements=tuple(self.statements),
            dropped=(dropped,) * self.random.randrange(3),
        )  # fmt: skip


def generated_news(count: int, seed: int = 7) -> Iterator[Extraction]:
    """Yield invented reports: each of one to three statements and up to three events."""
    random = Random(seed)
    world = _world(random)
    for number in range(count):
        day = _FIRST_DAY + timedelta(days=random.randrange(400))
        moment = datetime(day.year, day.month, day.day, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
        published = random.choice((day, day, day, moment, None))
        report = _Report(random, world, data_iri(f"art-{seed:04x}{number:012x}"), published)
        event = ""
        for _ in range(random.randrange(2)):
            cls, inner = random.choice(_DEEDS), {}
            if cls in ("Threaten", "Accuse", "Charge"):
                reason = {"condition": (report.deed("Move"),)} if random.random() < 0.5 else {}
                inner = {"theme" if cls == "Charge" else "content": (report.deed("Assault", reason),)}
            event = report.deed(cls, inner)
        for _ in range(random.randrange(1, 4)):
            report.claim(event if random.random() < 0.5 else "")
        yield report.done()

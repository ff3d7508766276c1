"""Stories: what happens over days and weeks, whom it concerns, and how it ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from benchmarks.archive.things import Body, Country, Person
from benchmarks.archive.world import World

__all__ = ["Development", "Happening", "Story", "story"]

_FIRST_DAY = date(2023, 1, 9)
_DAYS = 420
Cast = dict[str, Person | Body | Country]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What a development says of an event.

    Parameters
    ----------
    id, cls : str
        The event, the same in all articles on it, and its class in the ontology.
    step : str
        Where its course stands: "threatened", "ordered", "announced", "done", "denied", "abandoned".
    status : str
        The status that a graph gives an event of that step.
    roles : mapping of str to tuple of str
        Ids of things and events.
    numbers : mapping of str to int
        ``deaths``, ``injured``.
    disputed : bool
        Whether another source says otherwise.
    """

    id: str
    cls: str
    step: str
    status: str
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    disputed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Development:
    """A day's news in a story; several outlets report on it.

    ``kind`` names the sections of templates, such as ``"disaster.first"``; ``day`` is when it happened, ``city`` from
    where it is reported.
    """

    kind: str
    day: date
    cast: Cast
    values: Mapping[str, str | int]
    happenings: tuple[Happening, ...]
    city: Body


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Developments in their order."""

    id: str
    developments: tuple[Development, ...]


@dataclass(slots=True)
class _Plot:
    """A story while it is made up."""

    id: str
    world: World
    random: Random
    home: Country
    city: Body
    day: date
    cast: Cast = field(default_factory=dict)
    values: dict[str, str | int] = field(default_factory=dict)
    told: list[Development] = field(default_factory=list)

    def one(self, group: str, country: Country | None = None) -> Person:
        """Return a person who is not in the story and shares no short name with one who is, if there is such a one."""
        taken = [p for p in self.cast.values() if isinstance(p, Person)]
        used = {p.id for p in taken} | {p.like for p in taken if p.like}
        families = {p.family[0] for p in taken}
        for attempt in range(40):
            person = self.world.registry.some(country or self.home, group, self.random)
            if person.id in used or person.like in used:
                continue
            if person.family[0] not in families or attempt > 20:
                return person
        return self.world.registry.new(country or self.home, group)

    def ids(self, *keys: str) -> tuple[str, ...]:
        """Return the ids of what is cast."""
        found = (self.cast[key] for key in keys)
        return tuple(thing.body.id if isinstance(thing, Country) else thing.id for thing in found)

    def happens(self, name: str, cls: str, step: str, status: str, **more: Any) -> Happening:
        """Return what a development says of one of the story's events."""
        return Happening(id=f"{self.id}-{name}", cls=cls, step=step, status=status, **more)

    def tell(self, kind: str, after: int, *happenings: Happening, **values: str | int) -> None:
        """Add a development so many days after the one before."""
        self.day += timedelta(days=after)
        self.told.append(
            Development(
                kind=kind, day=self.day, cast=dict(self.cast), values={**self.values, **values},
                happenings=happenings, city=self.city,
            )
        )  # fmt: skip


def story(world: World, number: int, random: Random) -> Story:
    """Make up a story of a kind drawn at random."""
    home = random.choice(world.countries)
    plot = _Plot(
        id=f"ev-{number:05}", world=world, random=random, home=home, city=random.choice(home.cities),
        day=_FIRST_DAY + timedelta(days=random.randrange(_DAYS)),
    )  # fmt: skip
    plot.cast |= {"country": home, "city": plot.city}
    told = random.choices((_disaster, _course, _takeover, _appointment, _court, _clash, _meeting, _strike, _honour),
                          (4, 5, 2, 2, 3, 2, 2, 3, 2))[0]  # fmt: skip
    told(plot)
    return Story(id=plot.id, developments=tuple(plot.told))


def _town(plot: _Plot, country: Country | None = None) -> Body:
    towns = plot.world.towns[(country or plot.home).name]
    return plot.random.choice(towns)


def _rival(plot: _Plot) -> Country:
    return plot.random.choice([c for c in plot.world.countries if c is not plot.home])


def _disaster(plot: _Plot) -> None:
    random, world = plot.random, plot.world
    hazard, clause, noun, victims, cls, label = random.choice(world.inventory.phrases("hazards"))
    place = _town(plot)
    plot.cast |= {"place": place, "rescue": world.rescue(plot.home), "minister": plot.one("minister"),
                  "facility": world.facility(place, label, random.randrange(2, 30))}  # fmt: skip
    plot.values |= {"hazard": hazard, "hazard_clause": clause, "hazard_noun": noun, "victims": victims}
    deaths, injured = random.randrange(3, 40), random.randrange(8, 120)

    def toll(disputed: bool = False, of: int = 0) -> Happening:
        numbers = {"deaths": of or deaths, "injured": injured}
        return plot.happens("disaster", cls, "done", "actual", roles={"place": plot.ids("place")}, numbers=numbers,
                            disputed=disputed)  # fmt: skip

    plot.tell("disaster.first", 0, toll(), deaths=deaths, injured=injured)
    for after in random.sample((1, 1, 2, 3), random.randrange(1, 4)):
        deaths, injured = deaths + random.randrange(1, 14), injured + random.randrange(0, 20)
        plot.tell("disaster.update", after, toll(), deaths=deaths, injured=injured)
    if random.random() < 0.4:
        claimed = deaths * random.randrange(2, 4) + random.randrange(1, 9)
        plot.tell("disaster.dispute", 2, toll(True, claimed), deaths=claimed, injured=injured)


def _course(plot: _Plot) -> None:
    random, world, rival = plot.random, plot.world, _rival(plot)
    _, base, past, noun, cls = random.choice(world.inventory.phrases("acts"))
    label = random.choice(("Terminal", "Crossing", "Pipeline", "Industrial Park", "Camp"))
    plot.cast |= {
        "rival": rival,
        "actor": plot.one("leader"),
        "target": world.facility(_town(plot), label, random.randrange(1, 20)),
    }
    plot.cast |= {"envoy": plot.one("envoy", rival)}
    plot.values |= {"act_base": base, "act_past": past, "act_noun": noun}

    def act(step: str, status: str, disputed: bool = False) -> Happening:
        roles = {"actor": plot.ids("country"), "theme": plot.ids("target")}
        return plot.happens("act", cls, step, status, roles=roles, disputed=disputed)

    roles = {"actor": plot.ids("actor"), "recipient": plot.ids("rival"), "content": (f"{plot.id}-act",)}
    plot.tell("course.threat", 0, act("threatened", "threatened"),
              plot.happens("threat", "Threaten", "done", "actual", roles=roles))  # fmt: skip
    if random.random() < 0.7:
        plot.tell("course.order", random.randrange(9, 20), act("ordered", "demanded"))
    end = random.choices(("done", "denied", "abandoned", ""), (5, 3, 3, 1))[0]
    if end == "done":
        plot.tell("course.done", random.randrange(5, 30), act("done", "actual"))
    elif end == "denied":
        plot.tell("course.denied", random.randrange(5, 30), act("denied", "negated", disputed=True))
    elif end == "abandoned":
        plot.tell("course.abandoned", random.randrange(5, 30), act("abandoned", "negated"))


def _price(random: Random) -> str:
    return random.choice((f"${random.randrange(2, 99)} million", f"{random.randrange(2, 9)} billion euros"))


def _takeover(plot: _Plot) -> None:
    random, world, abroad = plot.random, plot.world, _rival(plot)
    buyer, bought = random.choice(world.companies[plot.home.name]), random.choice(world.companies[abroad.name])
    plot.cast |= {
        "buyer": buyer,
        "bought": bought,
        "chief": world.staff[buyer.id],
        "rivalchief": world.staff[bought.id],
    }
    plot.values["price"] = _price(random)
    roles = {"actor": plot.ids("buyer"), "theme": plot.ids("bought")}
    plot.tell("takeover.announced", 0, plot.happens("purchase", "Acquire", "announced", "announced", roles=roles))
    end = random.choice((("completed", "done", "actual"), ("abandoned", "abandoned", "negated"), None))
    if end:
        happening = plot.happens("purchase", "Acquire", *end[1:], roles=roles)
        plot.tell(f"takeover.{end[0]}", random.randrange(20, 60), happening)


def _appointment(plot: _Plot) -> None:
    body = plot.random.choice(plot.world.public_bodies(plot.home))
    plot.cast |= {"body": body, "minister": plot.one("minister")}
    plot.cast |= {"person": plot.one("office")}
    plot.cast |= {"predecessor": plot.one("office")}
    roles = {"theme": plot.ids("person"), "actor": plot.ids("body")}
    plot.tell("appointment.named", 0, plot.happens("appointment", "Appoint", "done", "actual", roles=roles))


def _court(plot: _Plot) -> None:
    random, world = plot.random, plot.world
    plot.cast |= {"accused": plot.one("accused"), "prosecutors": world.prosecutors(plot.home, plot.city)}
    plot.cast |= {"lawyer": plot.one("law"), "court": world.court(plot.home, plot.city)}
    plot.values |= {"crime": random.choice(world.inventory.phrases("crimes")[0]), "price": _price(random)}
    roles = {"actor": plot.ids("prosecutors"), "recipient": plot.ids("accused")}
    plot.tell("court.charged", 0, plot.happens("charge", "Charge", "done", "actual", roles=roles))
    if random.random() < 0.7:
        guilty = random.random() < 0.6
        roles = {"actor": plot.ids("court"), "recipient": plot.ids("accused")}
        sentence = plot.happens("sentence", "Sentence", "done", "actual", roles=roles)
        plot.tell("court.verdict" if guilty else "court.cleared", random.randrange(30, 90), *([sentence] * guilty))


def _clash(plot: _Plot) -> None:
    random, world, rival = plot.random, plot.world, _rival(plot)
    place = _town(plot, rival)
    plot.cast |= {"rival": rival, "place": place, "unit": random.choice(world.units[plot.home.name])}
    plot.cast |= {"minister": plot.one("leader", rival)}
    plot.cast |= {"spokesman": plot.one("military")}
    deaths, injured = random.randrange(2, 19), random.randrange(5, 60)
    roles = {"actor": plot.ids("unit"), "place": plot.ids("place")}
    attack = plot.happens("shelling", "Assault", "done", "actual", roles=roles, disputed=True,
                          numbers={"deaths": deaths, "injured": injured})  # fmt: skip
    plot.tell("clash.accused", 0, attack, deaths=deaths, injured=injured)


def _meeting(plot: _Plot) -> None:
    rival, place = _rival(plot), _town(plot)
    plot.cast |= {"rival": rival, "place": place, "leader": plot.one("leader")}
    plot.cast |= {"guest": plot.one("leader", rival)}
    roles = {"actor": plot.ids("leader", "guest"), "place": plot.ids("place")}
    plot.tell("meeting.held", 0, plot.happens("meeting", "Consult", "done", "actual", roles=roles))


def _strike(plot: _Plot) -> None:
    random, world = plot.random, plot.world
    union, company = random.choice(world.unions[plot.home.name]), random.choice(world.companies[plot.home.name])
    plot.cast |= {"union": union, "company": company, "leader": world.staff[union.id], "chief": world.staff[company.id]}
    plot.values |= {"percent": str(random.randrange(3, 15)), "price": _price(random)}
    roles = {"actor": plot.ids("union"), "recipient": plot.ids("company")}

    def strike(step: str, status: str) -> Happening:
        return plot.happens("strike", "Protest", step, status, roles=roles)

    plot.tell("strike.threatened", 0, strike("threatened", "threatened"))
    if random.random() < 0.5:
        plot.tell("strike.held", random.randrange(4, 12), strike("done", "actual"))
    else:
        plot.tell("strike.off", random.randrange(2, 10), strike("abandoned", "negated"))


def _honour(plot: _Plot) -> None:
    random, world = plot.random, plot.world
    plot.cast |= {"prize": random.choice(world.prizes), "person": plot.one("culture"), "place": _town(plot)}
    plot.cast |= {"other": plot.one("culture", _rival(plot))}
    plot.values["price"] = _price(random)
    roles = {"recipient": plot.ids("person"), "theme": plot.ids("prize")}
    plot.tell("honour.given", 0, plot.happens("award", "Award", "done", "actual", roles=roles))


def stories(world: World, seed: int) -> Iterator[Story]:
    """Yield stories without end, each from random numbers of its own."""
    number = 0
    while True:
        yield story(world, number, Random(f"{seed} {world.half} story {number}"))
        number += 1

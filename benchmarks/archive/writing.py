"""Sentences from templates: who is named in them, and by which name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from benchmarks.archive.outlets import Outlet
from benchmarks.archive.things import Body, Country, Person, Thing

__all__ = ["Names", "Paragraph", "Writer"]

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(=?)(\w+)(?::(\w+))?\}")
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip

Names = dict[str, tuple[str, ...]]
"""By id, the names that are used for something, in the order of their use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Words, and who is named in them."""

    text: str
    names: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Writer:
    """One article while it is written, in the manner of an outlet.

    Parameters
    ----------
    outlet : Outlet
    random : random.Random
    cast : mapping of str to Person, Body or Country
        What each slot stands for.
    values : mapping of str to str or int
        What each ``{=value}`` stands for.
    """

    outlet: Outlet
    random: Random
    cast: Mapping[str, Person | Body | Country]
    values: Mapping[str, str | int]
    headline: bool = False
    _known: dict[str, Thing] = field(default_factory=dict)
    _said: list[tuple[str, str]] = field(default_factory=list)
    _any: Person | None = None

    def write(self, *templates: str) -> Paragraph:
        """Return a paragraph of the sentences that templates give."""
        self._said = []
        text = " ".join(self._sentence(template) for template in templates)
        return Paragraph(text=text, names=tuple(dict.fromkeys(self._said)))

    def persons(self) -> list[Person]:
        """Return the persons who have been named."""
        return [thing for thing in self._known.values() if isinstance(thing, Person)]

    def _sentence(self, template: str) -> str:
        self._any, before = None, len(self._said)
        chosen = _CHOICE.sub(lambda found: self.random.choice(found[1].split("|")), template)
        words = self._filled(chosen)
        words = re.sub(r" +", " ", re.sub(r",([,.;:])", r"\1", words)).strip()
        if not words[:1].islower():
            return words
        if len(self._said) > before and words.startswith(self._said[before][1]):  # "El-Naggar" opens a sentence
            key, name = self._said[before]
            self._said[before] = (key, name[:1].upper() + name[1:])
        return words[:1].upper() + words[1:]

    def _filled(self, template: str) -> str:
        parts, last = [], 0
        for found in _SLOT.finditer(template):
            parts.append(template[last : found.start()])
            last, written = found.end(), "".join(parts)
            if found[1]:
                parts.append(self._value(found[2], first=not written.strip(' "')))
            else:
                parts.append(self._mention(found[2], found[3] == "name", written))
        return "".join([*parts, template[last:]])

    def _value(self, key: str, *, first: bool) -> str:
        capital = key[0].isupper()
        value = self.values.get(key.lower())
        if value is None:
            value = self._made(key.lower())
        if isinstance(value, int):
            words = in_words(value)
            spell = first or (value < 13 and (capital or value < 10))
            text = words if spell and value < 100 else f"{value:,}"
        else:
            text = self._filled(value) if "{" in value else value
        return text[:1].upper() + text[1:] if capital else text

    def _made(self, key: str) -> str | int:
        """Make up a value of which nothing depends."""
        if key == "age" and self._any is not None:
            return str(self._any.age)
        made = {"few": (2, 12), "many": (30, 980), "year": (1985, 2021), "percent": (2, 12), "age": (31, 76)}
        number = self.random.randrange(*made[key])
        if key == "many":
            return number * 10
        return str(number) if key == "year" else in_words(number) if number < 10 else str(number)

    def _mention(self, key: str, bare: bool, written: str) -> str:
        thing = self._who(key)
        said = self._person(thing, bare) if isinstance(thing, Person) else self._body(thing, bare)
        article = isinstance(thing, Body) and thing.definite and not self.headline
        return f"the {said}" if article and not written.lower().endswith("the ") else said

    def _who(self, key: str) -> Thing:
        if key == "any":
            if self._any is None:
                self._any = self.random.choice(self.persons())
            return self._any
        if key == "home":
            person = self._who("any")
            return person.home if isinstance(person, Person) else person
        thing = self.cast[key]
        return thing.body if isinstance(thing, Country) else thing

    def _note(self, thing: Thing, name: str) -> str:
        self._said.append((thing.id, name))
        if not self.headline:
            self._known.setdefault(thing.id, thing)
        return name

    def _full(self, person: Person) -> bool:
        """Tell whether the short name would not do: another person in the story has it too."""
        short = person.named(self.outlet).short
        others = [p for p in self.cast.values() if isinstance(p, Person) and p.id != person.id]
        return any(short in (p.named(self.outlet).short, p.named(self.outlet).full.split()[0]) for p in others)

    def _person(self, person: Person, bare: bool) -> str:
        named = person.named(self.outlet)
        again = person.id in self._known
        if again and not self._full(person):
            if self.random.random() < 0.1:
                return self._note(person, named.full)
            title = ("Ms " if person.female else "Mr ") if self.outlet.honorific and self.random.random() < 0.7 else ""
            return title + self._note(person, named.short)
        if self.headline and not self._full(person):
            return self._note(person, named.short if self.random.random() < 0.4 else named.full)
        name = self._note(person, named.full)
        return name if bare or again else self._introduced(person, name)

    def _introduced(self, person: Person, name: str) -> str:
        role, adjective = person.role, person.country.adjective
        if person.employer is not None:
            body = self._note(person.employer, person.employer.named(self.outlet).short)
            if person.role.group == "union" and person.employer.acronym:
                return f"{body} {role.words} {name}"
            return self.random.choice(
                (
                    f"{name}, {role.words} of {'the ' if person.employer.definite else ''}{body},",
                    f"{body} {role.words} {name}",
                )
            )
        a = "an" if adjective[0] in "AEIOU" else "a"
        country = person.country.name
        title = role.before if role.words in ("general", "colonel") else role.words
        forms = [f"{adjective} {title} {name}", f"{name}, {a} {adjective} {role.words},"]
        if person.role.group in ("leader", "envoy", "minister"):
            forms = [
                f"{adjective} {role.before} {name}",
                f"{name}, {country}'s {role.words},",
                f"{role.before} {name}",
                f"{name}, the {role.words} of {country},",
            ]
        form = self.random.choice(forms)
        if f"{country}'s" in form or f"of {country}" in form:
            self._note(person.country.body, country)
        return form

    def _body(self, body: Body, bare: bool) -> str:
        named = body.named(self.outlet)
        first = body.id not in self._known
        if body.cls in ("Country", "City", "Facility"):
            return self._note(body, named.full)
        if body.kind and first and not bare:
            name = self._note(body, named.full)
            form = self.random.choice(("{} in {}", "{}, {},", f"the {body.kind} of {{}}"))
            if form.count("{}") == 1:
                return form.format(name)
            home = Body(id=_country_id(body), cls="Country", full=body.country)
            return form.format(name, self._note(home, body.country))
        if not first:
            return self._note(body, named.short if self.random.random() < 0.75 else named.full)
        name = self._note(body, named.full)
        if body.acronym and not bare and not self.headline:
            return f"{name} ({self._note(body, body.short)})"
        return name


def _country_id(body: Body) -> str:
    return f"loc-{body.country.lower().replace(' ', '-')}"


def in_words(number: int) -> str:
    """Return a number below 100 in words.

    Examples
    --------
    >>> in_words(42), in_words(7)
    ('forty-two', 'seven')
    """
    if number < 20:
        return _ONES[number]
    if number >= 100:
        return f"{number:,}"
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")

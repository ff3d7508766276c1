"""The lexicons as values: frames of verbs, nouns and adjectives; what titles and kin terms say.

The TOML files in ``ontology/lexicons`` are data; `frame_syntax` explains their notation. They are
read once, when first asked for.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from ontology.frame_syntax import (
    Check,
    Frame,
    Projection,
    Selector,
    parse_check,
    parse_lemma,
    parse_projections,
    parse_selectors,
    split,
)
from ontology.schema import event_classes, resource, roles

__all__ = [
    "Check",
    "Frame",
    "KinTerm",
    "PartOfSpeech",
    "PersonNoun",
    "Projection",
    "Selector",
    "check_names",
    "event_frames",
    "is_preposition",
    "kin_terms",
    "light_verbs",
    "particles",
    "person_nouns",
    "prepositions",
    "state_frames",
    "thing_nouns",
    "title_words",
    "unit_table",
    "unit_words",
    "word_set",
]

PartOfSpeech = Literal["verb", "noun", "adjective", "compound"]
TitleWords = Literal[
    "in_titles",
    "not_heading",
    "ended",
    "once",
    "not_yet",
    "civil",
    "party_seats",
    "also_players",
    "of_places",
    "seats_of",
    "bodies",
    "ranks",
    "claimed",
]
#: Roles in the order in which they are filled: an argument fills one role, the more specific before "theme".
_ROLE_ORDER = (
    "actor",
    "position",
    "recipient",
    "destination",
    "origin",
    "content",
    "theme",
    "instrument",
    "place",
    "reason",
)
Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonNoun:
    """What a noun says that a person is to a body, a place, a thing or another person.

    Parameters
    ----------
    lemma : str
    position : bool
        Whether it is the title of a post that is held in the body.
    relations : tuple of Selector
        Relations from the person to the body; ``classes`` are those the body may have.
    """

    lemma: str
    position: bool
    relations: tuple[Selector, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KinTerm:
    """A family relation: "X is the <lemma> of Y" gives X relation Y, or Y relation X if ``inverse``."""

    lemma: str
    relation: str
    inverse: bool = False


@cache
def _table(name: str) -> Table:
    return MappingProxyType(tomllib.loads(resource("lexicons").joinpath(f"{name}.toml").read_text("utf-8")))


def _roles(given: Mapping[str, str]) -> dict[str, tuple[Selector, ...]]:
    return {role: parse_selectors(text) for role, text in given.items()}


@cache
def _defaults(event: str, part: str) -> tuple[dict[str, tuple[Selector, ...]], tuple[Projection, ...]]:
    entry = _table("events").get(event, {})
    filled = _roles(_table("events")["any"]["roles"])
    filled |= _roles(entry.get(part, {}))
    return filled, parse_projections(entry.get("relations", ""))


def _rank(role: str) -> tuple[int, str]:
    return (_ROLE_ORDER.index(role) if role in _ROLE_ORDER else len(_ROLE_ORDER), role)


def _frame(entry: str, table: Table, part: str) -> Frame:
    lemma, words, markers = parse_lemma(entry)
    event = table.get("event", "")
    filled, projections = _defaults(event, "noun" if part == "noun" else "verb") if event else ({}, ())
    filled = {**filled, **_roles(table.get("roles", {}))}
    filled = {k: filled[k] for k in sorted(filled, key=_rank) if filled[k]}
    if "relations" in table:
        projections = parse_projections(table["relations"])
    return Frame(
        lemma=lemma,
        event=event,
        roles=MappingProxyType(filled),
        relations=projections,
        words=words,
        markers=markers,
        when=tuple(parse_check(k, v) for k, v in table.get("when", {}).items()),
        unless=tuple(parse_check(k, v) for k, v in table.get("unless", {}).items()),
        need=frozenset(table.get("need", "").split()),
        form=table.get("form", ""),
        alone=table.get("alone", False),
        light=table.get("light", False),
        also=table.get("also", ""),
        confidence=table.get("confidence", 0.75),
    )


def _by_lemma(tables: Iterable[Table], part: str) -> Mapping[str, tuple[Frame, ...]]:
    found: dict[str, list[Frame]] = {}
    for table in tables:
        for entry in split(table["lemmas"]):
            frame = _frame(entry, table, part)
            found.setdefault(frame.lemma, []).append(frame)
    # The more a frame asks for in words, the surer it is: idioms come before single words.
    ordered = {k: tuple(sorted(v, key=lambda f: (not f.words, not f.markers))) for k, v in found.items()}
    return MappingProxyType(ordered)


@cache
def event_frames(part: PartOfSpeech) -> Mapping[str, tuple[Frame, ...]]:
    """Return the frames that tell of an event, by lemma, in the order in which they are tried."""
    name = {"verb": "verbs", "noun": "nouns", "adjective": "adjectives"}.get(part)
    return _by_lemma(_table(name)["frame"], part) if name else MappingProxyType({})


@cache
def state_frames(part: PartOfSpeech) -> Mapping[str, tuple[Frame, ...]]:
    """Return the frames that state a relation and tell of no event, by lemma."""
    return _by_lemma(_table("states").get(part, ()), part)


@cache
def person_nouns() -> Mapping[str, tuple[PersonNoun, ...]]:
    """Return what titles, jobs and other nouns for people say, by lemma."""
    found: dict[str, list[PersonNoun]] = {}
    for table in _table("people")["noun"]:
        relations = parse_selectors(table["relations"])
        for lemma in split(table["lemmas"]):
            found.setdefault(lemma, []).append(PersonNoun(lemma=lemma, position=table["position"], relations=relations))
    return MappingProxyType({k: tuple(v) for k, v in found.items()})


@cache
def title_words(name: TitleWords) -> frozenset[str]:
    """Return words before a title that change what it says."""
    return frozenset(_table("people")[name].split())


@cache
def kin_terms() -> Mapping[str, KinTerm]:
    """Return the kin terms by lemma."""
    return MappingProxyType(
        {
            lemma: KinTerm(lemma=lemma, relation=table["relation"], inverse=table.get("inverse", False))
            for table in _table("kinship")["noun"]
            for lemma in split(table["lemmas"])
        }
    )


@cache
def thing_nouns(group: str, name: str) -> frozenset[str]:
    """Return a list of ``things.toml``, such as ``("places", "sites")``."""
    return frozenset(split(_table("things")[group][name]))


@cache
def light_verbs(name: Literal["actor", "undergoer", "happen"]) -> frozenset[str]:
    """Return verbs that lend an event's noun their subject."""
    return frozenset(split(_table("light")[name]))


@cache
def prepositions() -> frozenset[str]:
    """Return the prepositions, those of several words among them."""
    table = _table("prepositions")
    return frozenset((*split(table["single"]), *split(table["compound"])))


def is_preposition(words: str) -> bool:
    """Whether words are a preposition, or several in a row.

    Examples
    --------
    >>> is_preposition("because of"), is_preposition("from behind"), is_preposition("too")
    (True, True, False)
    """
    known = prepositions()
    return words in known or (bool(words) and all(word in known for word in words.split()))


@cache
def particles() -> frozenset[str]:
    """Return the words that go with a verb to make another of it: "over" in "take over"."""
    return frozenset(split(_table("prepositions")["particles"]))


@cache
def word_set(name: str) -> frozenset[str]:
    """Return a set of lemmas that tests name with ``@``."""
    return frozenset(split(_table("sets")[name]))


@cache
def unit_table(name: Literal["symbols", "words"]) -> Mapping[str, str]:
    """Return a table of ``units.toml``: signs to codes, or codes to the words for them."""
    return MappingProxyType(dict(_table("units")[name]))


@cache
def unit_words(name: Literal["shared", "measures"]) -> frozenset[str]:
    """Return words for units that have no code."""
    return frozenset(split(_table("units")[name]["words"]))


def check_names() -> tuple[str, ...]:
    """Return every name in the lexicons that the ontology does not know, for tests and for editors of lexicons."""
    known_events, known_roles = event_classes(), roles()
    wrong = {f"event class {e!r}" for e in _table("events") if e != "any" and e not in known_events}
    for part in ("verb", "noun"):
        for frames in event_frames(part).values():
            for frame in frames:
                wrong |= {f"event class {e!r}" for e in (frame.event, frame.also) if e and e not in known_events}
                wrong |= {f"role {r!r} of {frame.lemma!r}" for r in frame.roles if r not in known_roles}
    return tuple(sorted(wrong))

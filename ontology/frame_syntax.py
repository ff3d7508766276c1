"""The notation of the lexicons: how a line of a TOML file becomes a frame.

::

    open {fire} [on]        lemma "open", object "fire", an argument marked "on"
    put [on=alert|standby]  lemma "put", an argument marked "on" with one of these heads
    object:Person/Group     a selector with a filter of classes
    "Person @prizes =gold"  a test: one of these classes, a set of lemmas, a lemma; "!Agent": none of that class
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

__all__ = [
    "Check",
    "Frame",
    "Projection",
    "Selector",
    "parse_check",
    "parse_lemma",
    "parse_projections",
    "parse_selectors",
    "split",
]

_MARK = re.compile(r"\{([^}]*)\}|\[([^\]]*)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """Which argument is meant, or which role; ``classes`` keeps only fillers of these classes."""

    slot: str
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What an argument must be.

    Parameters
    ----------
    slot : str
        Argument or role.
    classes, lemmas, sets, without : tuple of str
        One of the first three must hold if any is given; none of ``without`` (classes) may.
    anything : bool
        It is enough that the argument is there.
    """

    slot: str
    classes: tuple[str, ...] = ()
    lemmas: frozenset[str] = frozenset()
    sets: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    anything: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """A relation that a frame states between two of its roles or arguments."""

    subject: Selector
    relation: str
    object: Selector


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a verb, noun, adjective or compound says in one of its uses.

    Parameters
    ----------
    lemma : str
        With its particle ("cut off").
    event : str
        Event class; empty for frames that state a relation only.
    roles : mapping of str to tuple of Selector
        The first selector that finds something fills the role.
    relations : tuple of Projection
    words : frozenset of str
        Lemmas of which one must be the object, which then fills no role.
    markers : tuple of (str, frozenset of str)
        Markers that must be there, with the lemmas one of which their argument must have, if any.
    when, unless : tuple of Check
    need : frozenset of str
        Roles of which one must be filled.
    form : {"", "transitive", "intransitive", "bare", "clausal", "threat", "any"}
    alone : bool
        Whether a noun tells of an event without any argument.
    light : bool
        Whether the object, not the verb, names the event.
    also : str
        A second event class that the same words tell of.
    confidence : float
        0–1.
    """

    lemma: str
    event: str = ""
    roles: Mapping[str, tuple[Selector, ...]] = field(default_factory=dict)
    relations: tuple[Projection, ...] = ()
    words: frozenset[str] = frozenset()
    markers: tuple[tuple[str, frozenset[str]], ...] = ()
    when: tuple[Check, ...] = ()
    unless: tuple[Check, ...] = ()
    need: frozenset[str] = frozenset()
    form: str = ""
    alone: bool = False
    light: bool = False
    also: str = ""
    confidence: float = 0.75


def parse_selectors(text: str) -> tuple[Selector, ...]:
    """Read selectors parted by blanks.

    Examples
    --------
    >>> [s.slot for s in parse_selectors("indirect because_of")]
    ['indirect', 'because of']
    """
    return tuple(_selector(word) for word in text.split())


def _selector(word: str) -> Selector:
    slot, _, classes = word.partition(":")
    return Selector(slot=slot.replace("_", " "), classes=tuple(classes.split("/")) if classes else ())


def parse_projections(text: str) -> tuple[Projection, ...]:
    """Read "actor attacks recipient; actor severs theme:Artifact"."""
    found = []
    for part in filter(None, (p.strip() for p in text.split(";"))):
        subject, relation, target = part.split()
        found.append(Projection(subject=_selector(subject), relation=relation, object=_selector(target)))
    return tuple(found)


def parse_check(slot: str, text: str) -> Check:
    """Read what an argument must be."""
    words = text.split()
    return Check(
        slot=slot.replace("_", " "),
        classes=tuple(w for w in words if w[0].isupper()),
        lemmas=frozenset(w[1:].replace("_", " ") for w in words if w[0] == "="),
        sets=tuple(w[1:] for w in words if w[0] == "@"),
        without=tuple(w[1:] for w in words if w[0] == "!"),
        anything="any" in words,
    )


def parse_lemma(entry: str) -> tuple[str, frozenset[str], tuple[tuple[str, frozenset[str]], ...]]:
    """Read a lemma with its marks: the lemma, the object's lemmas, the markers.

    Examples
    --------
    >>> parse_lemma("open {fire} [on]")
    ('open', frozenset({'fire'}), (('on', frozenset()),))
    """
    words: frozenset[str] = frozenset()
    markers = []
    for braces, brackets in _MARK.findall(entry):
        if braces:
            words |= frozenset(braces.split("|"))
        else:
            marker, _, heads = brackets.partition("=")
            markers.append((marker, frozenset(heads.split("|")) if heads else frozenset()))
    return " ".join(_MARK.sub(" ", entry).split()), words, tuple(markers)


def split(text: str) -> Iterator[str]:
    """Yield the entries of a list written with commas."""
    return filter(None, (entry.strip() for entry in text.split(",")))

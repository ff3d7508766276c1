"""Classes and relations of the user's own, beside those of the ontology or in place of its relations.

An `Extension` is data: it can be hashed, pickled and written down. Within ``with using(extension)`` the lookups
of this package know its terms; outside they know the ontology alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from ontology.terms import Relation

__all__ = ["RESERVED_LABELS", "RESERVED_TYPES", "Extension", "OwnClass", "active", "enter", "on_change", "using"]

#: Relationship types and labels that the graph has in Neo4j besides those of relations, roles, statuses and classes.
RESERVED_TYPES = frozenset(
    {"SUBJECT", "OBJECT", "EVENT", "FROM_ARTICLE", "GENERATED_BY", "ATTRIBUTED_TO", "DENOTES", "NAMES"}
)
RESERVED_LABELS = frozenset(
    {"Entity", "Eventuality", "Statement", "Article", "Extraction", "Mention", "TriplewireStore"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnClass:
    """A class of the user's own.

    Parameters
    ----------
    name : str
        Local name; also its label in Neo4j.
    parents : tuple of str
        Classes right above it: of the ontology or of the user's own.
    label : str
    """

    name: str
    parents: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """An ontology of the user's own, checked.

    Parameters
    ----------
    classes : tuple of OwnClass
        Each below a class of entities of the ontology, perhaps by way of others.
    relations : tuple of Relation
    iris : tuple of (str, str)
        Local names of classes and relations with their IRIs, sorted.
    prefixes : tuple of (str, str)
        Prefixes with the namespaces of these IRIs, sorted.
    replace : bool
        Whether the relations of the ontology are left out. Its classes stay: they are what the language model
        tells apart.
    digest : str
        Of all the others: two extensions are equal if they say the same.
    """

    classes: tuple[OwnClass, ...] = field(default=(), compare=False)
    relations: tuple[Relation, ...] = field(default=(), compare=False)
    iris: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    prefixes: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    replace: bool = field(default=False, compare=False)
    digest: str = field(default="", init=False)

    def __post_init__(self) -> None:
        said = repr((self.classes, self.relations, self.iris, self.prefixes, self.replace))
        object.__setattr__(self, "digest", hashlib.sha256(said.encode()).hexdigest()[:16])

    @property
    def namespaces(self) -> tuple[str, ...]:
        """What the IRIs of its terms begin with, sorted."""
        return tuple(sorted({iri.removesuffix(name) for name, iri in self.iris}))


_ACTIVE: ContextVar[Extension | None] = ContextVar("extension", default=None)
_WATCHERS: list[Callable[[], None]] = []


def active() -> Extension | None:
    """Return the extension that the lookups know, None if there is none."""
    return _ACTIVE.get()


def on_change(forget: Callable[[], None]) -> None:
    """Have something called whenever other terms become known, such as the clearing of a cache."""
    _WATCHERS.append(forget)


def enter(extension: Extension | None) -> None:
    """Make the terms of an extension known from here to the end of the context, such as a command or a thread."""
    if extension != _ACTIVE.get():
        _ACTIVE.set(extension)
        for forget in _WATCHERS:
            forget()


@contextmanager
def using(extension: Extension | None) -> Iterator[None]:
    """Make the terms of an extension known within a block, and those of no other; with None ours alone.

    Notes
    -----
    What is known is a matter of the context (thread, task). Two threads may use different extensions unless these
    give one name to classes in different places.
    """
    before = _ACTIVE.get()
    enter(extension)
    try:
        yield
    finally:
        enter(before)

"""A lexicon of the user's own: the words of relations, and the nouns and names of classes, from a TOML file.

::

    [supplies]                                # a relation: X supplies Y
    verbs = ["supply", "deliver [to]"]        # X supplies Y; X delivers … to Y
    nouns = ["supplier"]                      # X, a supplier of Y; Y's supplier X
    acts = ["shipment [to]"]                  # X's shipment to Y
    adjectives = ["responsible [for]"]        # X is responsible for Y
    prepositions = ["behind"]                 # X behind Y
    examples = ["[Corvane] keeps [Halden] in gearboxes"]
    [supplies.inverse]                        # the same from the other side: Y buys from X
    verbs = ["buy [from]"]
    nouns = ["customer"]

    [Product]                                 # a class
    nouns = ["phone", "gearbox"]
    names = ["Orbit 3"]
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import OntologyFileError
from kg.vocabulary.faults import Fault
from kg.vocabulary.patterns import PARTS, Pattern, as_lemma, parse_pattern
from kg.vocabulary.places import toml_line

__all__ = ["Lexicon", "Words", "read_lexicon"]

_OF_RELATION = (*PARTS, "examples", "inverse")
_OF_CLASS = ("nouns", "names")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """By which words a class is known.

    Parameters
    ----------
    cls : str
    nouns : frozenset of str
        Lemmas of common nouns, of several words perhaps.
    names : frozenset of str
        Proper names, in lower case.
    """

    cls: str
    nouns: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What a file says, and what is wrong with it."""

    patterns: tuple[Pattern, ...] = ()
    examples: tuple[tuple[str, str], ...] = ()
    words: tuple[Words, ...] = ()
    faults: tuple[Fault, ...] = ()


def _parsed(path: str | Path) -> tuple[str, Mapping[str, Any]]:
    name = str(path)
    try:
        text = Path(path).read_text("utf-8-sig")
        return text, tomllib.loads(text)
    except UnicodeDecodeError as exc:
        line = exc.object.count(b"\n", 0, exc.start) + 1
        raise OntologyFileError("is not UTF-8; save it as UTF-8 text", source=name, line=line) from exc
    except tomllib.TOMLDecodeError as exc:
        reason, _, place = str(exc).partition(" (at ")
        told = re.search(r"line (\d+)", place)
        line = int(told[1]) if told else text.count("\n") + 1
        raise OntologyFileError(f"no TOML: {reason}", source=name, line=line) from exc
    except OSError as exc:
        raise OntologyFileError(f"cannot be read ({exc.strerror or exc})", source=name) from exc


def read_lexicon(path: str | Path, relations: frozenset[str], classes: frozenset[str]) -> Lexicon:
    """Read a lexicon.

    Parameters
    ----------
    path : str or Path
    relations, classes : frozenset of str
        Names for which it may have entries.

    Returns
    -------
    Lexicon
        With its faults; the rest of it is usable if there are none.

    Raises
    ------
    OntologyFileError
        If the file cannot be read, is no UTF-8 or no TOML.
    """
    text, tables = _parsed(path)
    return _Reader(text, relations, classes).read(tables)


@dataclass(slots=True)
class _Reader:
    text: str
    relations: frozenset[str]
    classes: frozenset[str]
    patterns: list[Pattern] = field(default_factory=list)
    examples: list[tuple[str, str]] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def read(self, tables: Mapping[str, Any]) -> Lexicon:
        for key, table in tables.items():
            name = key.rpartition(":")[2]
            if name not in self.relations and name not in self.classes:
                known = sorted(self.relations | self.classes)
                near = difflib.get_close_matches(name, known, n=1)
                hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
                self._fault(key, "", f"unknown relation or class {key!r}; {hint}")
            elif not isinstance(table, dict):
                self._fault(key, "", f"{key!r} is no table; write [{key}], and its words below")
            elif name in self.relations:
                self._relation(key, name, table, inverse=False)
            else:
                self._class(key, name, table)
        return Lexicon(tuple(self.patterns), tuple(self.examples), tuple(self.words), tuple(self.faults))

    def _fault(self, table: str, word: str, reason: str) -> None:
        self.faults.append(Fault(toml_line(self.text, table, word), reason))

    def _relation(self, key: str, name: str, table: Mapping[str, Any], *, inverse: bool) -> None:
        place = f"{key}.inverse" if inverse else key
        for part, value in self._known(place, table, _OF_RELATION[:-2] if inverse else _OF_RELATION):
            if part == "inverse":
                if isinstance(value, dict):
                    self._relation(key, name, value, inverse=True)
                else:
                    self._fault(place, part, f"'inverse' is no table; write [{key}.inverse], and its words below")
                continue
            for entry in self._texts(place, part, value):
                if part == "examples":
                    self.examples.append((name, entry))
                    continue
                try:
                    self.patterns.append(parse_pattern(name, part, entry, inverse=inverse))  # type: ignore[arg-type]
                except ValueError as exc:
                    self._fault(place, entry, f"{entry!r} among the {part} of {key}: {exc}")

    def _class(self, key: str, name: str, table: Mapping[str, Any]) -> None:
        found = {part: tuple(self._texts(key, part, value)) for part, value in self._known(key, table, _OF_CLASS)}
        nouns = frozenset(as_lemma(n, "nouns") for n in found.get("nouns", ()))
        self.words.append(Words(cls=name, nouns=nouns, names=frozenset(n.lower() for n in found.get("names", ()))))

    def _known(self, place: str, table: Mapping[str, Any], parts: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
        for part, value in table.items():
            if part in parts:
                yield part, value
                continue
            near = difflib.get_close_matches(part, parts, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(parts)}"
            self._fault(place, part, f"unknown key {part!r} in [{place}]; {hint}")

    def _texts(self, place: str, part: str, value: Any) -> Iterator[str]:
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            self._fault(place, part, f"{part!r} of [{place}] is no list of texts; write {part} = [\"…\", \"…\"]")
            return
        for text in value:
            entry = " ".join(text.split())
            if entry:
                yield entry
            else:
                self._fault(place, part, f"{part!r} of [{place}] has an empty entry")

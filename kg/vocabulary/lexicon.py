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
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import OntologyFileError
from kg.vocabulary.examples import parse_example
from kg.vocabulary.fault import Fault
from kg.vocabulary.patterns import PARTS, Pattern, as_lemma, check_noun, parse_pattern, unknown_words
from kg.vocabulary.rivals import class_of_ours, pattern_rivals
from kg.vocabulary.toml_places import TomlPlaces
from ontology import OPEN_RELATION, classes, is_own, relations, term_iri, term_name

__all__ = ["Lexicon", "Words", "read_lexicon"]

_OF_RELATION = (*PARTS, "examples", "inverse")
_OF_CLASS = ("nouns", "names")
_BARE_KEY = re.compile(r"[\w-]+", re.ASCII)
#: Keys that lead to a table or a list.
Keys = tuple[str, ...]


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
    """What a file says, what is wrong with it, and what may be."""

    patterns: tuple[Pattern, ...] = ()
    examples: tuple[tuple[str, str], ...] = ()
    words: tuple[Words, ...] = ()
    faults: tuple[Fault, ...] = ()
    notes: tuple[Fault, ...] = ()


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
        raise OntologyFileError(f"no TOML: {reason}; {_advice(text, line)}", source=name, line=line) from exc
    except OSError as exc:
        raise OntologyFileError(f"cannot be read ({exc.strerror or exc})", source=name) from exc


def _advice(text: str, line: int) -> str:
    """Return what to do about a line that is no TOML."""
    if re.search(r"^\s*@?prefix\s", text, re.IGNORECASE | re.MULTILINE):
        return "it looks like Turtle, which --ontology takes; a lexicon is TOML"
    wrong = (text.splitlines() or [""])[min(line, text.count("\n") + 1) - 1 :][:1]
    if set("“”‘’„") & set("".join(wrong)):
        return 'write straight quotes, "supply"'
    if re.match(r"\s*\[[^\"'\]]*:", "".join(wrong)):
        return 'a name with a colon stands in quotes, ["co:supplies"]'
    return 'a table is [supplies], below it lists as verbs = ["supply", "deliver [to]"], each table and key once'


def read_lexicon(
    path: str | Path, *, prefixes: Mapping[str, str] | None = None, words: Iterable[Words] = ()
) -> Lexicon:
    """Read a lexicon for the relations and own classes of the ontology that is in use.

    Parameters
    ----------
    path : str or Path
    prefixes : mapping of str to str, optional
        With which its tables may name them, with their namespaces.
    words : iterable of Words
        By which the classes are known already.

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
    known = {(part, word): w.cls for w in words for part in _OF_CLASS for word in getattr(w, part)}
    return _Reader(TomlPlaces(text), prefixes or {}, known).read(tables)


def _header(path: Keys) -> str:
    """Return the header of a table as the file must have it."""
    written = (key if _BARE_KEY.fullmatch(key) else f'"{key}"' for key in path)
    return f"[{'.'.join(written)}]"


@dataclass(slots=True)
class _Reader:
    places: TomlPlaces
    prefixes: Mapping[str, str]
    #: Nouns and names with the classes that have them.
    taken: dict[tuple[str, str], str]
    patterns: dict[Pattern, tuple[str, int]] = field(default_factory=dict)
    examples: list[tuple[str, str]] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def read(self, tables: Mapping[str, Any]) -> Lexicon:
        if not tables:
            self.faults.append(Fault(0, "has no entries; write words for a relation or class, or leave --lexicon out"))
        for key, table in tables.items():
            name = self._name(key)
            if not name:
                continue
            if not isinstance(table, dict):
                self._fault((key,), "", f"{key!r} is no table; write {_header((key,))}, and its words below")
            elif name in relations():
                self._relation((key,), name, table, inverse=False)
            else:
                self._class((key,), name, table)
        self._rivals()
        notes = tuple(
            Fault(line, f"the dictionary has no {kind} {word!r}; if it is misspelt nothing is found by {entry!r}")
            for pattern, (entry, line) in self.patterns.items()
            for kind, word in unknown_words(pattern)
        )
        return Lexicon(tuple(self.patterns), tuple(self.examples), tuple(self.words), tuple(self.faults), notes)

    def _fault(self, path: Keys, word: str, reason: str) -> None:
        self.faults.append(Fault(self.places.line(path, word), reason))

    def _name(self, key: str) -> str:
        """Return the relation or class that a table names; empty if there is none, which is a fault."""
        own = {c for c in classes() if is_own(c)}
        known = {*relations(), *own} - {OPEN_RELATION}
        prefix, colon, name = key.partition(":") if "://" not in key else ("", "", term_name(key))
        name = name if colon or "://" in key else key
        if name in known and (not colon or self.prefixes.get(prefix, "") + name == term_iri(name)):
            return name
        if name in known:
            hint = f"{prefix}:{name} is not what the ontology declares; write {_header((name,))}"
        elif key in (*_OF_RELATION, *_OF_CLASS):
            hint = "it stands above the first table; write one above it, such as [supplies]"
        elif name in classes() or name == OPEN_RELATION:
            hint = "it is ours, and takes no words of yours; relations do, and classes of your own"
        elif near := difflib.get_close_matches(name, sorted(known), n=1):
            hint = f"did you mean {near[0]}?"
        else:
            mine = sorted(n for n in known if is_own(n))
            hint = f"known are {', '.join(mine)}" + (", and our relations" if set(mine) < known - own else "")
        self._fault((key,), "", f"unknown relation or class {key!r}; {hint}")
        return ""

    def _relation(self, path: Keys, name: str, table: Mapping[str, Any], *, inverse: bool) -> None:
        for part, value in self._known(path, table, _OF_RELATION[:-2] if inverse else _OF_RELATION):
            if part == "inverse":
                if isinstance(value, dict):
                    self._relation((*path, part), name, value, inverse=True)
                else:
                    header = _header((*path, part))
                    self._fault((*path, part), "", f"'inverse' is no table; write {header}, and its words below")
                continue
            for entry, line in self._texts(path, part, value):
                try:
                    if part == "examples":
                        parse_example(entry)
                        self.examples.append((name, entry))
                    else:
                        found = parse_pattern(name, part, entry, inverse=inverse)  # type: ignore[arg-type]
                        self.patterns.setdefault(found, (entry, line))
                except ValueError as exc:
                    self.faults.append(Fault(line, f"{entry!r} among the {part} of {path[0]}: {exc}"))

    def _class(self, path: Keys, name: str, table: Mapping[str, Any]) -> None:
        found = {part: list(self._texts(path, part, value)) for part, value in self._known(path, table, _OF_CLASS)}
        kept: dict[str, set[str]] = {"nouns": set(), "names": set()}
        for part, entry, line in ((part, *entry) for part, entries in found.items() for entry in entries):
            if part == "nouns":
                try:
                    check_noun(entry)
                except ValueError as exc:
                    self.faults.append(Fault(line, f"{entry!r} among the nouns of {path[0]}: {exc}"))
                    continue
            word = as_lemma(entry, "nouns") if part == "nouns" else entry.lower()
            ours = class_of_ours(name, word) if part == "nouns" else ""
            other = ours or self.taken.setdefault((part, word), name)
            if other != name:
                hint = f"declare {name} below nkg:{ours}" if ours else "take it out of one"
                reason = f"{entry!r} among the {part} of {path[0]} stands for {other} already"
                self.faults.append(Fault(line, f"{reason}; {hint}"))
            kept[part].add(word)
        self.words.append(Words(cls=name, nouns=frozenset(kept["nouns"]), names=frozenset(kept["names"])))

    def _rivals(self) -> None:
        """Find the words that two relations claim."""
        for one, other in pattern_rivals(self.patterns):
            entry, line = self.patterns[other]
            before = self.patterns[one][1]
            if one.relation == other.relation:
                reason = f"it tells {one.relation} in both directions (line {before} too), so each pair would have it"
                hint = "take one away, or declare the relation an owl:SymmetricProperty"
            else:
                reason = f"it tells {one.relation} as well (line {before}), so each pair would have both"
                hint = "take one away, or tell them apart by domain and range, or put one rdfs:subPropertyOf the other"
            self.faults.append(Fault(line, f"{entry!r} among the {other.part} of {other.relation}: {reason}; {hint}"))

    def _known(self, path: Keys, table: Mapping[str, Any], parts: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
        if not table:
            self._fault(path, "", f"{_header(path)} has no words; write some below it, or take it away")
        for part, value in table.items():
            if part in parts:
                yield part, value
                continue
            near = difflib.get_close_matches(part, parts, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(parts)}"
            self._fault((*path, part), "", f"unknown key {part!r} in {_header(path)}; {hint}")

    def _texts(self, path: Keys, part: str, value: Any) -> Iterator[tuple[str, int]]:
        """Yield the entries of a list with their lines."""
        what = f"{part!r} of {_header(path)}"
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            self._fault((*path, part), "", f'{what} is no list of texts; write {part} = ["…", "…"]')
        elif not value:
            self._fault((*path, part), "", f"{what} is empty; write words into it, or take it away")
        for text in value if isinstance(value, list) else ():
            if not isinstance(text, str):
                continue
            entry, line = " ".join(text.split()), self.places.line((*path, part), text)
            if any(char.isalnum() for char in entry):
                yield entry, line
            else:
                self.faults.append(Fault(line, f"{what} has an entry without words, {entry!r}; mend it or take it out"))

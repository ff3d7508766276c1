"""In which line of a Turtle file a term stands, so that a fault can be shown there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

__all__ = ["TermPlaces"]

_TOKEN = re.compile(
    r"""(?P<skip>\#[^\n]*|'{3}(?:[^\\]|\\.)*?'{3}|"{3}(?:[^\\]|\\.)*?"{3}|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    |<(?P<iri>[^<>\n]*)>
    |(?P<prefix>@prefix|@base|\b(?:PREFIX|BASE|prefix|base)\b(?=\s))
    |@[\w-]+
    |(?P<name>(?:[A-Za-z][\w-]*)?:(?:[\w:%-]|\\.)*(?:\.(?:[\w:%-]|\\.)+)*)
    |(?P<type>\ba\b)
    |(?P<mark>[.\[\](){}])""",
    re.DOTALL | re.VERBOSE,
)
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def _absolute(base: str, iri: str) -> str:
    try:
        return urljoin(base, iri)
    except ValueError:  # such as an open bracket in the place of the host
        return iri


class TermPlaces:
    """Where the terms of a Turtle text stand.

    Parameters
    ----------
    text : str
        Well-formed Turtle.
    base : str
        IRI against which relative ones are resolved.

    Examples
    --------
    >>> places = TermPlaces("@prefix e: <http://e.org/> ." + chr(10) + "e:a a e:b .", "")
    >>> places.line("http://e.org/a", "http://e.org/b"), places.prefixes
    (2, {'e': 'http://e.org/'})
    """

    def __init__(self, text: str, base: str) -> None:
        self.prefixes: dict[str, str] = {}
        #: Lines in which the prefixes are declared.
        self.prefix_lines: dict[str, int] = {}
        #: Prefixes that are declared again for another namespace, each with the lines of both declarations.
        self.redefined: list[tuple[str, int, int]] = []
        self._base = base
        #: Line, subject of the statement, number of the statement, IRI.
        self._uses: list[tuple[int, str, int, str]] = []
        self._scan(text)
        #: Line and IRI by subject.
        self._about: dict[str, list[tuple[int, str]]] = {}
        for line, subject, _, iri in self._uses:
            self._about.setdefault(subject, []).append((line, iri))

    def _scan(self, text: str) -> None:
        subject, statement, depth = "", 0, 0
        declared: list[str] | None = None  # the parts of a prefix declaration read so far
        line, at = 1, 0
        for token in _TOKEN.finditer(text):
            line, at = line + text.count("\n", at, token.start()), token.start()
            if token["prefix"]:
                declared = []
                continue
            if token["mark"]:
                depth += {"[": 1, "(": 1, "]": -1, ")": -1}.get(token["mark"], 0)
                if token["mark"] == "." and depth == 0:
                    subject, statement = "", statement + 1
                continue
            if token["skip"] or (token["iri"] is None and not token["name"] and not token["type"]):
                continue
            if declared is not None:
                declared = self._declare(token, declared, line)
                continue
            iri = _TYPE if token["type"] else self._resolved(token)
            subject = subject or iri
            self._uses.append((line, subject, statement, iri))

    def _declare(self, token: re.Match[str], declared: list[str], line: int) -> list[str] | None:
        """Take in a part of a prefix declaration; None when it is whole."""
        if token["name"]:
            return [token["name"].removesuffix(":")]
        if token["iri"] is not None:
            iri = _absolute(self._base, token["iri"])
            if declared:
                prefix = declared[0]
                if self.prefixes.get(prefix, iri) != iri:
                    self.redefined.append((prefix, self.prefix_lines[prefix], line))
                self.prefixes[prefix] = iri
                self.prefix_lines[prefix] = line
            else:
                self._base = iri
        return None

    def _resolved(self, token: re.Match[str]) -> str:
        if token["iri"] is not None:
            return _absolute(self._base, token["iri"])
        prefix, _, local = re.sub(r"\\(.)", r"\1", token["name"]).partition(":")
        return f"{self.prefixes.get(prefix, f'{prefix}:')}{local}"

    def line(self, subject: str, term: str = "") -> int:
        """Return the line in which a statement about a subject names a term, or in which it begins; 0 if nowhere."""
        subject, term = str(subject), str(term)  # terms of rdflib equal no plain text
        about = self._about.get(subject, [])
        named = [line for line, iri in about if iri == term and iri != subject]
        return named[0] if named else about[0][0] if about else 0

    def used(self) -> Iterator[tuple[int, str]]:
        """Yield every IRI with the line in which it is used first, in the order of the text."""
        seen = set()
        for line, _, _, iri in self._uses:
            if iri not in seen:
                seen.add(iri)
                yield line, iri

    def repeated(self) -> Iterator[tuple[str, int, int]]:
        """Yield each IRI that is given a type in more than one place, with the lines of the first two."""
        typed: dict[str, dict[int, int]] = {}
        starts: dict[int, int] = {}
        for line, subject, statement, iri in self._uses:
            starts.setdefault(statement, line)
            if iri == _TYPE:
                typed.setdefault(subject, {}).setdefault(statement, starts[statement])
        for subject, places in typed.items():
            if len(places) > 1:
                first, second, *_ = places.values()
                yield subject, first, second

    def short(self, iri: str) -> str:
        """Return an IRI as the file would write it."""
        fits = [(len(space), prefix, space) for prefix, space in self.prefixes.items() if iri.startswith(space)]
        if not fits:
            return f"<{iri}>"
        _, prefix, space = max(fits)
        return f"{prefix}:{iri.removeprefix(space)}"

"""In which line of a TOML file something stands, so that a fault can be shown there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

__all__ = ["TomlPlaces"]

Path = tuple[str, ...]
_STRING = r"\"{3}(?:[^\\]|\\.)*?\"{3,5}|'{3}.*?'{3,5}|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'"
_TOKEN = re.compile(
    rf"(?P<skip>\#[^\n]*|[ \t\r]+)|(?P<string>{_STRING})|(?P<word>[^\s\[\]{{}}=,.\#\"']+)|(?P<mark>.|\n)", re.DOTALL
)
_OPENS, _CLOSES = frozenset("[{"), frozenset("]}")


def _value(token: re.Match[str]) -> str:
    return str(tomllib.loads(f"x = {token['string']}")["x"]) if token["string"] else str(token["word"])


class TomlPlaces:
    """Where the tables, keys and strings of a TOML text stand.

    Parameters
    ----------
    text : str
        Well-formed TOML.

    Examples
    --------
    >>> places = TomlPlaces(chr(10).join(["[a]", "x = 1", "[b.c]", 'x = ["y",', '  "z"]']))
    >>> places.line(("b", "c", "x")), places.line(("b", "c", "x"), "z"), places.line(("b", "nothing"))
    (4, 5, 3)
    """

    def __init__(self, text: str) -> None:
        #: Path of a key or a table, line.
        self._keys: list[tuple[Path, int]] = []
        #: Path of the key, a string in its value, line.
        self._strings: list[tuple[Path, str, int]] = []
        self._read(text)

    def _read(self, text: str) -> None:
        table: Path = ()
        for tokens in _statements(text):
            line, first = tokens[0]
            if first["mark"] == "[":
                table = tuple(_value(t) for _, t in tokens if not t["mark"])
                self._keys.append((table, line))
            else:
                self._pairs(table, tokens)

    def _pairs(self, table: Path, tokens: list[tuple[int, re.Match[str]]]) -> None:
        """Take in ``key = value``, with the pairs inside of the value."""
        around, path = [table], table
        pending: list[tuple[int, str]] = []  # words that are a key if "=" follows, else values
        for line, token in (*tokens, (0, None)):
            mark = token["mark"] if token else ","
            if token and not mark:
                pending.append((line, _value(token)))
            elif mark == "=":
                path = (*around[-1], *(word for _, word in pending))
                self._keys.append((path, pending[0][0]))
                pending = []
            elif mark != ".":
                self._strings += [(path, word, at) for at, word in pending]
                pending = []
                if mark == "{":
                    around.append(path)
                elif mark == "}":
                    path = around.pop()

    def line(self, path: Path, word: str = "") -> int:
        """Return the line of a key or table, or of a string in its value; of what is around it if it is not there."""
        inside = [at for key, text, at in self._strings if word and text == word and key[: len(path)] == path]
        if inside:
            return inside[0]
        for size in range(len(path), 0, -1):
            # the table itself before what is below it: [a.b] makes a table a, which stands nowhere
            for found in (
                [at for key, at in self._keys if key == path[:size]],
                [at for key, at in self._keys if key[:size] == path[:size]],
            ):
                if found:
                    return found[0]
        return 0


def _statements(text: str) -> Iterator[list[tuple[int, re.Match[str]]]]:
    """Yield the headers and pairs of a text, each with the lines of its tokens."""
    found: list[tuple[int, re.Match[str]]] = []
    line, at, depth = 1, 0, 0
    for token in _TOKEN.finditer(text):
        line, at = line + text.count("\n", at, token.start()), token.start()
        mark = token["mark"] or ""
        depth += (mark in _OPENS) - (mark in _CLOSES)
        if mark == "\n" and depth == 0:
            if found:
                yield found
            found = []
        elif not token["skip"] and mark != "\n":
            found.append((line, token))
    if found:
        yield found

"""What the words of a SPARQL query say, told without running it."""

from __future__ import annotations

import re

__all__ = ["asks_elsewhere", "loads", "names_dataset"]

#: SPARQL replaces these before it reads anything else.
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
#: What may hold any word: strings, IRIs, comments; and names of variables and of terms with a prefix.
_NO_KEYWORD = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"'
    r"|'(?:[^'\\\n\r]|\\.)*'"
    r"|<[^<>\"{}|^`\\\x00-\x20]*>"
    r"|\#[^\n\r]*"
    r"|[?$]\w+"
    r"|(?<!\w)(?!service|load)[A-Za-z][\w.-]*:[\w.%-]*",
    re.DOTALL | re.IGNORECASE,
)


def asks_elsewhere(sparql: str) -> bool:
    """Return whether a query would ask another server (``SERVICE``); in doubt it would.

    Oxigraph reads keywords wherever they can stand, with or without a space around them.
    """

    return "service" in _keywords(sparql)


def loads(sparql: str) -> bool:
    """Return whether an update would read a document (``LOAD``); in doubt it would."""
    return "load" in _keywords(sparql)


def names_dataset(sparql: str) -> bool:
    """Return whether a query says itself over which graphs it is asked (``FROM``)."""
    return "from" in _keywords(sparql)


def _keywords(sparql: str) -> str:
    """Return what remains of a query where nothing stands that may hold any word, in lower case."""

    def character(m: re.Match[str]) -> str:
        number = int(m[1] or m[2], 16)
        return chr(number) if number < 0x110000 else "\ufffd"

    return _NO_KEYWORD.sub(" ", _ESCAPE.sub(character, sparql)).lower()

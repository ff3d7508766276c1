"""What the words of a SPARQL query say, told without running it."""

from __future__ import annotations

import re
from collections.abc import Container

__all__ = ["asks_elsewhere", "loads", "names_dataset", "undeclared_prefix"]

#: SPARQL replaces these before it reads anything else.
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
#: Strings, IRIs and comments.
_QUOTED = (
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"'
    r"|'(?:[^'\\\n\r]|\\.)*'"
    r"|<[^<>\"{}|^`\\\x00-\x20]*>"
    r"|\#[^\n\r]*"
)
#: What may hold any word: strings, IRIs, comments; and names of variables and of terms with a prefix.
_NO_KEYWORD = re.compile(
    _QUOTED + r"|[?$]\w+"
    r"|(?<!\w)(?!service|load)[A-Za-z][\w.-]*:[\w.%-]*",
    re.DOTALL | re.IGNORECASE,
)
#: What is quoted, else a prefix that is declared or used.
_PREFIX = re.compile(
    _QUOTED + r"|(?<![\w?$:])(?P<declared>PREFIX\s+)?(?<![\w?$:.-])(?P<prefix>(?:[^\W\d_][\w.-]*)?):",
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


def undeclared_prefix(sparql: str, declared: Container[str]) -> str | None:
    """Return the first prefix of a query that neither it nor the store declares, None if there is none.

    It says why a query that Oxigraph cannot read is wrong; Oxigraph itself names the place alone, and one too late.
    """
    own: set[str] = set()
    for found in _PREFIX.finditer(sparql):
        prefix = found["prefix"]
        if prefix is None:
            continue
        if found["declared"]:
            own.add(prefix)
        elif prefix not in own and prefix not in declared:
            return prefix
    return None

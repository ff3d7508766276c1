"""Whether two names can be of one thing: persons, organisations, acronyms.

Names compare as folded words.  A full name never equals another full name with a different given
name; a short form is decided by the caller, who knows how many full names it could stand for.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Literal

from kg.resolution.lexicons import honorifics, lexicon

__all__ = [
    "Likeness",
    "acronym_of",
    "fold",
    "given_alone",
    "given_gender",
    "given_hint",
    "organisation_words",
    "person_likeness",
    "person_words",
]

#: ``same``: one name in two spellings; ``family``: a family name of the other; ``part``: another part of it.
Likeness = Literal["same", "family", "part", "differs"]


@cache
def _list(table: str, key: str) -> frozenset[str]:
    return frozenset(str(lexicon("names")[table][key]).split())


@lru_cache(maxsize=16_384)
def fold(name: str) -> tuple[str, ...]:
    """Return the words of a name in lower case without accents, full stops and hyphens.

    Examples
    --------
    >>> fold("Ban Ki-moon"), fold("U.N.")
    (('ban', 'ki', 'moon'), ('un',))
    """
    flat = unicodedata.normalize("NFKD", name.replace("’", "'")).lower()
    flat = "".join(c for c in flat if not unicodedata.combining(c)).replace(".", "")
    return tuple(re.findall(r"[\w&']+", flat.replace("'s ", " ")))


@lru_cache(maxsize=16_384)
def person_words(name: str) -> tuple[str, ...]:
    """Return the words of a person's name without title and Arabic article."""
    found = [w for w in fold(name) if w not in _list("persons", "articles")]
    while len(found) > 1 and found[0] in honorifics():
        found.pop(0)
    return tuple(found)


def _split_suffix(words: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    if len(words) > 1 and words[-1] in _list("persons", "suffixes"):
        return words[:-1], words[-1]
    return words, ""


def _fits(a: str, b: str) -> bool:
    return a == b or (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b))


def _is_part(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    return any(full[i : i + len(short)] == short for i in range(len(full) - len(short) + 1))


def person_likeness(a: str, b: str) -> Likeness:
    """Compare two names of persons.

    Examples
    --------
    >>> person_likeness("Kim Jong Un", "Kim Yo Jong"), person_likeness("Moon", "Moon Jae In")
    ('differs', 'family')
    >>> person_likeness("George W. Bush", "George Bush"), person_likeness("Assad", "Bashar al-Assad")
    ('same', 'family')
    """
    (one, tail), (two, other_tail) = _split_suffix(person_words(a)), _split_suffix(person_words(b))
    if len(one) > len(two):
        (one, tail), (two, other_tail) = (two, other_tail), (one, tail)
    if not one or (tail and other_tail and tail != other_tail):
        return "differs"
    if one == two or "".join(one) == "".join(two):
        return "same" if tail == other_tail else "differs"
    if len(one) == 1:
        return _short_likeness(one[0], two)
    if tail != other_tail:
        return "differs"
    if one[-1] == two[-1] and _fits(one[0], two[0]) and (len(one) == 2 or len(one) == len(two)):
        middle = zip(one[1:-1], two[1:-1], strict=False)
        return "same" if all(_fits(x, y) for x, y in middle) else "differs"
    return "same" if _is_part(one, two) else "differs"


def _short_likeness(word: str, full: tuple[str, ...]) -> Likeness:
    if len(word) == 1:
        return "differs"
    if word == full[-1] or (word == full[0] and word in _list("persons", "family_first")):
        return "family"
    return "part" if word in full else "differs"


@cache
def given_gender(name: str) -> str:
    """Return ``"m"`` or ``"f"`` if the first word of a full name is a given name of one gender, else empty.

    Examples
    --------
    >>> given_gender("Angela Merkel"), given_gender("Merkel"), given_gender("Baptiste-Lowe")
    ('f', '', '')
    """
    parts = person_words(name)
    if len(name.split()) < 2 or len(parts) < 2 or parts[0] in _list("persons", "family_first"):
        return ""
    female, male = parts[0] in _list("persons", "female"), parts[0] in _list("persons", "male")
    return "" if female == male else ("f" if female else "m")


@lru_cache(maxsize=16_384)
def given_alone(name: str) -> str:
    """Return the gender of a name that is one given name ("Helen"), empty if it is none; it may be a surname too.

    Examples
    --------
    >>> given_alone("Helen"), given_alone("Helen Cho"), given_alone("Ostrander")
    ('f', '', '')
    """
    parts = person_words(name)
    return given_gender(f"{parts[0]} x") if len(parts) == 1 else ""


@lru_cache(maxsize=16_384)
def given_hint(name: str) -> str:
    """Return the gender that the ending of a given name makes likely ("Graciela"), empty if none."""
    sure = given_gender(name)
    parts = person_words(name)
    if sure or len(name.split()) < 2 or len(parts) < 2:
        return sure
    if parts[0] in _list("persons", "family_first") or parts[0] in _list("persons", "male"):
        return ""
    if parts[0].endswith("a") and parts[0] not in _list("persons", "male_in_a"):
        return "f"
    return "m" if parts[0].endswith(("o", "us")) and not parts[0].endswith("ko") else ""


@lru_cache(maxsize=16_384)
def organisation_words(name: str) -> tuple[str, ...]:
    """Return the words of an organisation's name without article and legal form.

    Examples
    --------
    >>> organisation_words("the Microsoft Corp.")
    ('microsoft',)
    """
    found = [w.removesuffix("'s").removesuffix("'") for w in fold(name)]
    if len(found) > 1 and found[0] == "the":
        found.pop(0)
    while len(found) > 1 and (found[-1] in _list("companies", "suffixes") or found[-1] == "&"):
        found.pop()
    return tuple(w for w in found if w)


def acronym_of(short: str, full: str) -> bool:
    """Tell whether a word in capitals has the initials of a longer name, at least three of them.

    Examples
    --------
    >>> acronym_of("KCNA", "Korean Central News Agency"), acronym_of("IBM", "Bank of England")
    (True, False)
    """
    letters = short.replace(".", "")
    if not (len(letters) > 2 and letters.isalpha() and letters[1:].isupper()):
        return False
    parts = [w for w in re.findall(r"[^\W\d_]+", full) if w.lower() not in ("s", "t")]
    content = [w for w in parts if w.lower() not in ("of", "the", "and", "for", "in", "on", "to", "de", "la")]
    wanted = letters.upper()
    return any("".join(w[0] for w in some).upper() == wanted and len(some) > 2 for some in (parts, content))

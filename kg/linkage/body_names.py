"""Names of bodies, places and things: the words by which they are known, and in what way two of them can be of one.

"Ministry of Defense of Tavania", "Tavania's defence ministry": the same words. "7th Fleet" and "8th Fleet", "Type 054"
and "Type 055", "Bank of America" and "Bank of Armenia": others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.linkage.person_names import Form, Likeness
from kg.linkage.words import flat, name_table, number_of, sound, table_words
from kg.linking import adjective_of, country_named
from kg.resolution.names import acronym_of, organisation_words

__all__ = ["BodyName", "compare_bodies", "parse_body", "parse_plain"]


@dataclass(frozen=True, slots=True)
class BodyName:
    """What a name of a body, place or thing is known by.

    Parameters
    ----------
    words : tuple of str
        Folded, sorted; "@KP" for a country in whatever form.
    numbers : tuple of str
        Sorted.
    acronym : str
        The name itself, if it is one.
    text : str
        As written.
    """

    words: tuple[str, ...]
    numbers: tuple[str, ...]
    acronym: str
    text: str

    @property
    def key(self) -> str:
        """Text that names of the same words share."""
        return f"{' '.join(self.words)}|{' '.join(self.numbers)}"

    @property
    def country(self) -> str:
        """The country named in it ("@KP"), empty if none."""
        return next((w for w in self.words if w[0] == "@"), "")


@cache
def _spellings() -> dict[str, str]:
    return dict(pair.split("=") for pair in name_table()["organisation"]["spellings"].split())


_COUNTRY_WORDS = 3


def _with_countries(pieces: list[str]) -> list[str]:
    """Replace names and adjectives of countries within a name of several words by their code."""
    found: list[str] = []
    i = 0
    while i < len(pieces):
        for size in range(min(_COUNTRY_WORDS, len(pieces) - i), 0, -1):
            text = re.sub(r"'s?$", "", " ".join(pieces[i : i + size]))
            known = adjective_of(text) or country_named(text)
            if known is not None and size < len(pieces) and text[:1].isupper():
                found.append(f"@{known.code}")
                i += size
                break
        else:
            found.append(pieces[i])
            i += 1
    return found


@lru_cache(maxsize=131_072)
def parse_body(name: str) -> BodyName:
    """Return the words of an organisation's name, whatever their order.

    Examples
    --------
    >>> parse_body("Ministry of Defense of France").key == parse_body("the French Defence Ministry").key
    True
    >>> parse_body("Seventh Fleet").key == parse_body("7th Fleet").key
    True
    >>> parse_body("Acme Corp.").words, parse_body("The Acme Corporation").words
    (('acme',), ('acme',))
    """
    text = re.sub(r"\bU\.?S\.?(?:A\.?)?(?=\s)", "American", flat(name).strip())
    bare = re.sub(r"^[Tt]he\s+", "", text).replace(" & ", " and ").replace("&", "")
    compact = bare.replace(".", "")
    acronym = compact if re.fullmatch(r"[A-Z][A-Za-z]?[A-Z]{1,8}", compact) and " " not in compact else ""
    pieces = _with_countries([p for p in re.split(r"[\s,()]+|(?<=\w)-(?=\w)|\s-\s", bare) if p])
    numbers = tuple(sorted(n for n in map(number_of, pieces) if n))
    words = {_folded(p) for p in pieces if not number_of(p)}
    small = table_words("organisation", "small_words")
    words = {w for w in words if w and w not in small} or {_folded(p) for p in pieces}
    if {"foreign", "affairs"} <= words:
        words.discard("affairs")
    ending = set(organisation_words(" ".join(p for p in pieces if p[0] != "@")))
    legal = {w for w in words if w[0] != "@" and w not in {_folded(e) for e in ending} and len(words) > 1}
    if words - legal:
        words -= legal
    return BodyName(tuple(sorted(words)), numbers, acronym, name)


def _folded(piece: str) -> str:
    if piece[0] == "@":
        return piece
    word = re.sub(r"'s?$", "", piece.lower()).replace(".", "").replace("'", "")
    return _spellings().get(word, word)


@lru_cache(maxsize=65_536)
def parse_plain(name: str) -> BodyName:
    """Return the words of the name of a place, a group or a thing, in their order.

    Examples
    --------
    >>> parse_plain("Type 055").key == parse_plain("Type 054").key, parse_plain("St. Petersburg").words
    (False, ('saint', 'petersburg'))
    """
    pieces = [p for p in re.split(r"[\s,()]+|(?<=\w)-(?=\w)", re.sub(r"^[Tt]he\s+", "", flat(name).strip())) if p]
    numbers = tuple(sorted(n for n in map(number_of, pieces) if n))
    words = tuple(w for w in (_folded(p) for p in pieces if not number_of(p)) if w)
    return BodyName(words, numbers, "", name)


def compare_bodies(a: BodyName, b: BodyName) -> Likeness | None:
    """Return in what way two names can be of one body; None if they cannot.

    Examples
    --------
    >>> compare_bodies(parse_body("Bank of America"), parse_body("Bank of Armenia"))
    >>> compare_bodies(parse_body("KCNA"), parse_body("Korean Central News Agency")).forms
    ('acronym',)
    >>> compare_bodies(parse_body("Toyota"), parse_body("Toyota Motor Corp")).forms
    ('part',)
    """
    if a.numbers != b.numbers:
        return None
    if a.words == b.words:
        return Likeness((), tuple(("word", w) for w in a.words))
    if bool(a.acronym) != bool(b.acronym):
        short, long = (a, b) if a.acronym else (b, a)
        if acronym_of(short.acronym, long.text):
            return Likeness(("acronym",), (("acronym", short.acronym.lower()),))
    return _spelt(a, b) or _part(a, b)


def _spelt(a: BodyName, b: BodyName) -> Likeness | None:
    """Whether they differ in the romanisation of one long word."""
    one, two = set(a.words) - set(b.words), set(b.words) - set(a.words)
    if len(one) != 1 or len(two) != 1:
        return None
    (x,), (y,) = one, two
    if "@" in x[0] + y[0] or min(len(x), len(y)) < 5 or x[0] != y[0] or sound(x) != sound(y):
        return None
    forms: tuple[Form, ...] = ("spelling",)
    return Likeness(forms, tuple(("word", w) for w in sorted({*a.words, min(x, y)} - {max(x, y)})))


def _part(a: BodyName, b: BodyName) -> Likeness | None:
    """Whether one leaves out what adds little: "Motor", or the country in which it is known without."""
    short, long = sorted((a, b), key=lambda n: len(n.words))
    missing = set(long.words) - set(short.words)
    if not set(short.words) < set(long.words) or short.acronym:
        return None
    fillers = table_words("organisation", "fillers")
    if not all(w in fillers or w[0] == "@" for w in missing) or all(w[0] == "@" for w in short.words):
        return None
    return Likeness(("part",), tuple(("word", w) for w in short.words))

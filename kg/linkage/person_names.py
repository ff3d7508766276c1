"""Names of persons: their parts, and in what way two of them can be of one person.

Orders (Moon Jae In, Jae-in Moon), romanisations (Mohammed, Muhammad), initials, nicknames, patronymics and double
surnames are forms of one name; another given name, another numeral or another "Jr." is another person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from kg.linkage.eastern import families, family_sound, given_sound, is_japanese
from kg.linkage.words import flat, number_of, sound, table_words
from kg.resolution.lexicons import honorifics, lexicon

__all__ = ["Form", "Likeness", "PersonName", "compare_persons", "gender_of", "nicknames_of", "parse_person"]

Form = Literal["same", "spelling", "order", "nickname", "clipped", "initial", "part", "acronym", "called"]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two names are alike: the forms in which they differ, and the words of both that match, with their part.

    ``words`` holds ("given" | "family" | …, word as heard) of what matches.
    """

    forms: tuple[Form, ...]
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PersonName:
    """Parts of a person's name, folded; ``given`` is empty where it is one word alone."""

    given: str
    middle: tuple[str, ...]
    family: str
    suffix: str = ""
    eastern: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """All words, given name first, without the suffix."""
        return tuple(w for w in (self.given, *self.middle, self.family) if w)

    @property
    def key(self) -> str:
        """Text that names in one spelling share, whatever their order."""
        return "|".join((self.family, self.given, " ".join(self.middle), self.suffix))


_SYLLABLES = re.compile(r"(?:(?:zh|ch|sh|[bcdfghjklmnpqrstwxyz])?[aeiouwy]{1,3}(?:ng|n|m|k|l|p|t|r|b|h)?){1,2}")
_SUFFIXES = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr"}


@cache
def _names(key: str) -> frozenset[str]:
    return frozenset(str(lexicon("names")["persons"][key]).split())


@cache
def _nicknames() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair.split("=")) for pair in table_words("nicknames", "pairs"))


@lru_cache(maxsize=16_384)
def nicknames_of(given: str) -> frozenset[str]:
    """Return the names that stand with a given name for one, lower case."""
    return frozenset(word for pair in _nicknames() if given in pair for word in pair)


def _pieces(name: str) -> list[str]:
    """Split a name into its written words; "J.K." is two, "Jae-in" one, without titles before it."""
    text = re.sub(r"\b((?:[A-Z]\.){2,})", lambda m: " ".join(m[1].replace(".", " ").split()) + " ", flat(name))
    text = re.sub(r"['`]s\b", "", text.replace(".", " ").replace(",", " "))
    pieces = re.sub(r"['`\"()]", "", text).split()
    while len(pieces) > 1 and pieces[0].lower() in honorifics():
        pieces.pop(0)
    if len(pieces) > 1 and re.fullmatch(r"[B-DF-HJ-NP-TV-Z]{2}", pieces[0]) and not pieces[1].isupper():
        pieces[:1] = list(pieces[0])  # "JK Rowling"
    return pieces


def _suffix(pieces: list[str]) -> str:
    if len(pieces) < 2:
        return ""
    last = pieces[-1]
    if last.lower() in _SUFFIXES and len(pieces) > 2:
        return _SUFFIXES[pieces.pop().lower()]
    number = number_of(last) if last not in ("One", "Two") else ""
    if number or last in ("I", "V", "X"):
        pieces.pop()
        return number or {"I": "1", "V": "5", "X": "10"}[last]
    return ""


def _content(pieces: list[str]) -> list[str]:
    """Return folded words, without particles, with "Abdul" and what follows as one."""
    found: list[str] = []
    arabic = table_words("particles", "arabic")
    small = table_words("particles", "words")
    before = ""
    for i, piece in enumerate(pieces):
        word = re.sub(r"^(?:al|el|ul|as|ar|ash|ad|an)-(?=.{3})", "", piece.lower())
        word = re.sub(r"-(?:al|el|ul)-", "-", word)
        word = re.sub(rf"^(?:{'|'.join(sorted(arabic, key=len, reverse=True))})-", "abdul", word).replace("-", "")
        if word in small and (i > 0 or piece[:1].islower()) and i < len(pieces) - 1:
            continue
        if word in arabic and i < len(pieces) - 1:
            before = "abdul"
            continue
        if word:
            found.append(before + word)
            before = ""
    return found


def _is_given(word: str) -> bool:
    return word in _names("male") or word in _names("female")


def _family_place(words: list[str]) -> int:
    """Return 0 or -1 if a known East Asian family name stands first or last and syllables beside it, else 1."""
    if words[0] in families() and all(_SYLLABLES.fullmatch(w) or len(w) < 4 for w in words[1:]):
        return 0
    rest = words[:-1]
    if words[-1] in families() and not _is_given(words[0]) and all(_SYLLABLES.fullmatch(w) for w in rest):
        return -1
    return 1


@lru_cache(maxsize=131_072)
def parse_person(name: str) -> PersonName:
    """Return the parts of a name.

    Examples
    --------
    >>> parse_person("Moon Jae In").key == parse_person("Jae-in Moon").key
    True
    >>> parse_person("Pope John Paul II").suffix, parse_person("J.K. Rowling").words
    ('2', ('j', 'k', 'rowling'))
    >>> parse_person("Abdel Fattah el-Sisi").words
    ('abdulfattah', 'sisi')
    """
    pieces = _pieces(name)
    suffix = _suffix(pieces)
    hyphened = [i for i, p in enumerate(pieces) if re.fullmatch(r"[A-Z][a-z]+(?:-[a-z]+)+", p)]
    words = _content(pieces) or [p.lower() for p in pieces] or [name.lower()]
    if len(words) == 1:
        return PersonName("", (), words[0], suffix)
    place = _family_place(words)
    # the hyphen tells which of two is the given name: "Moon Chung-in", "Chung-in Moon"
    if len(words) == 2 and hyphened in ([0], [1]) and _SYLLABLES.fullmatch(words[1 - hyphened[0]]):
        place = 0 if hyphened == [1] else -1
    if place == 0:
        return PersonName("".join(words[1:]), (), words[0], suffix, True)
    if place == -1:
        return PersonName("".join(words[:-1]), (), words[-1], suffix, True)
    return PersonName(words[0], tuple(words[1:-1]), words[-1], suffix)


def gender_of(name: PersonName) -> str:
    """Return the gender of a given name that only one has: "m", "f" or empty."""
    if name.eastern or not name.given:
        return ""
    female, male = name.given in _names("female"), name.given in _names("male")
    return "" if female == male else ("f" if female else "m")


def _word_form(a: str, b: str, given: bool) -> Form | None:
    """Return how two words of a name are alike, None if they are two."""
    if a == b:
        return "same"
    if len(a) == 1 or len(b) == 1:
        letter, whole = sorted((a, b), key=len)
        fits = letter == whole[0] or (given and any(n[0] == letter for n in nicknames_of(whole)))
        return "initial" if fits else None
    if given and frozenset((a, b)) in _nicknames():
        return "nickname"
    short, long = sorted((a, b), key=len)
    if given and len(short) > 3 and len(long) > len(short) + 2 and long.endswith(short):
        return "clipped"
    if given and _is_given(a) and _is_given(b) and not _romanised(a, b):
        return None
    return "spelling" if sound(a) == sound(b) else None


def _romanised(a: str, b: str) -> bool:
    """Whether two known given names are spellings of one: Mohamed and Mohammed, not Jon and Jan or Eric and Erica."""
    return len(a) > 3 and len(b) > 3 and a[0] == b[0] and sound(a) == sound(b)


def compare_persons(a: PersonName, b: PersonName) -> Likeness | None:
    """Return in what way two names can be of one person; None if they cannot.

    Examples
    --------
    >>> compare_persons(parse_person("Kim Jong Un"), parse_person("Kim Yo Jong"))
    >>> compare_persons(parse_person("Muammar Gaddafi"), parse_person("Muammar Qaddafi")).forms
    ('spelling',)
    >>> compare_persons(parse_person("George W. Bush"), parse_person("George H. W. Bush"))
    """
    if a.suffix != b.suffix or {gender_of(a), gender_of(b)} == {"m", "f"}:
        return None
    if a.key == b.key:
        return Likeness((), _said(a))
    if not (a.given and b.given):
        return _short(a, b)
    return _aligned(a, b) or _part(a, b) or _turned(a, b)


def _said(name: PersonName) -> tuple[tuple[str, str], ...]:
    inner = tuple(("given", sound(w)) for w in name.middle)
    given = (("given", sound(name.given)),) if name.given else ()
    return (("family", sound(name.family)), *given, *inner)


def _short(a: PersonName, b: PersonName) -> Likeness | None:
    short, full = (a, b) if not a.given else (b, a)
    if not full.given:
        form = _word_form(short.family, full.family, False)
        return Likeness(() if form == "same" else (form,), (("family", sound(full.family)),)) if form else None
    same = sound(short.family) == sound(full.family) or (
        full.eastern and family_sound(short.family) == family_sound(full.family)
    )
    if len(short.family) < 2 or not same:
        return None
    return Likeness(("part",), (("family", sound(full.family)),))


def _aligned(a: PersonName, b: PersonName) -> Likeness | None:
    if a.eastern and b.eastern:
        return _eastern(a, b)
    given, family = _word_form(a.given, b.given, True), _word_form(a.family, b.family, False)
    if given is None or family is None or family == "initial":
        return None
    forms = [given, family]
    middle: tuple[tuple[str, str], ...] = ()
    if a.middle and b.middle and len(a.middle) == len(b.middle):
        inner = [_word_form(x, y, True) for x, y in zip(a.middle, b.middle, strict=True)]
        if None in inner:
            return None
        forms += [f for f in inner if f is not None]
        middle = tuple(("given", _matched(x, y)) for x, y in zip(a.middle, b.middle, strict=True))
    elif a.middle and b.middle:
        if not _within(*sorted((a.middle, b.middle), key=len)):
            return None
        forms.append("part")
    elif any(len(w) > 1 for w in a.middle + b.middle):
        forms.append("part")
    found = tuple(dict.fromkeys(f for f in forms if f != "same"))
    words = (("family", sound(a.family)), ("given", _matched(a.given, b.given)), *middle)
    return Likeness(found, words)


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether all words of one are in the other in their order; initials must all be written, "W." is not "H. W."."""
    rest = iter(long)
    return all(len(w) > 1 and w in rest for w in short)


def _eastern(a: PersonName, b: PersonName) -> Likeness | None:
    """Compare names of family name and syllables; one vowel tells these apart: Jong Un, Jong In."""
    if family_sound(a.family) != family_sound(b.family):
        return None
    if a.given[0] == b.given[0] and 1 in (len(a.given), len(b.given)):
        return Likeness(("initial",), (("family", sound(a.family)), ("given", a.given[0])))
    return Likeness(("spelling",), _said(a)) if given_sound(a.given) == given_sound(b.given) else None


def _matched(a: str, b: str) -> str:
    """Return what matches of two words: a letter, or the word as heard; of a nickname the longer name."""
    short, long = sorted((a, b), key=lambda w: (len(w), w))
    return short if len(short) == 1 else sound(long)


def _part(a: PersonName, b: PersonName) -> Likeness | None:
    """A second surname or a name of the house that one leaves out: Pedro Sánchez, Pedro Sánchez Pérez."""
    short, long = sorted((a.words, b.words), key=len)
    if a.eastern or b.eastern or len(short) < 2 or len(short) == len(long):
        return None
    first = _word_form(short[0], long[0], True)
    rest = list(long[1:])
    if first not in ("same", "spelling") or _word_form(short[-1], long[-1], False):
        return None
    for word in short[1:]:
        while rest and _word_form(word, rest[0], False) not in ("same", "spelling"):
            rest.pop(0)
        if not rest:
            return None
        rest.pop(0)
    if len(rest) > 2:
        return None
    words = (("given", sound(short[0])), *(("family", sound(w)) for w in short[1:]))
    return Likeness(("part",), words)


def _turned(a: PersonName, b: PersonName) -> Likeness | None:
    one, two = a.words, b.words
    if "".join(one) == "".join(two):
        return Likeness(("spelling",), _said(a))
    known = a.eastern or b.eastern or (all(map(is_japanese, one)) and not all(map(_is_given, one)))
    if known and not (a.eastern or b.eastern) and len(one) == len(two) == 2:
        turned = all(_word_form(x, y, False) in ("same", "spelling") for x, y in zip(one, two[::-1], strict=True))
        return Likeness(("spelling",) if one != two[::-1] else (), _said(a)) if turned else None
    if len(one) == len(two) == 2 and one == two[::-1] and min(map(len, one)) > 1:
        return Likeness(() if known else ("order",), _said(a))
    return None

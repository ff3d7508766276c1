"""Words of names: folded, as they sound across romanisations, numbers, and how common they are held to be."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from kg.resolution.lexicons import lexicon

__all__ = ["flat", "is_ordinary", "name_table", "number_of", "numbers_of", "sound", "table_words", "weights"]

_LETTERS = {"ø": "o", "ł": "l", "ß": "ss", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "đ": "d", "ə": "a"}
_FOLDS = str.maketrans(_LETTERS | {a.upper(): b.capitalize() for a, b in _LETTERS.items() if a not in "ßı"})
_ROMAN = re.compile(r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
#: What is written in several ways across romanisations, longest first; the right side is one letter a consonant.
_SOUNDS = (
    ("shch", "S"), ("tsch", "C"), ("sch", "S"), ("tch", "C"), ("dzh", "j"), ("kh", "h"), ("gh", "k"), ("qu", "kw"),
    ("ph", "f"), ("th", "t"), ("dh", "d"), ("sh", "S"), ("ch", "C"), ("zh", "z"), ("ts", "z"), ("tz", "z"),
    ("dj", "j"), ("ck", "k"), ("ks", "x"), ("w", "v"), ("q", "k"), ("ce", "se"), ("ci", "si"), ("cy", "si"),
    ("c", "k"), ("g", "k"),
)  # fmt: skip
_VOWELS = (("eo", "u"), ("eu", "u"), ("oo", "u"), ("ou", "u"), ("ee", "i"), ("ea", "i"), ("ie", "i"), ("ii", "i"))
_CLASS_OF_VOWEL = {"a": "a", "e": "i", "i": "i", "y": "i", "o": "u", "u": "u"}


@cache
def name_table() -> Mapping[str, Any]:
    """Return the tables of ``names.toml``."""
    return tomllib.loads(files("kg.linkage").joinpath("names.toml").read_text("utf-8"))


@cache
def table_words(table: str, key: str) -> frozenset[str]:
    """Return a list of ``names.toml``."""
    return frozenset(str(name_table()[table][key]).split())


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """Return the tables of ``weights.toml``."""
    return tomllib.loads(files("kg.linkage").joinpath("weights.toml").read_text("utf-8"))


@lru_cache(maxsize=65_536)
def flat(text: str) -> str:
    """Return a text without accents and typographic apostrophes; its case is kept.

    Examples
    --------
    >>> flat("Erdoğan’s Łódź")
    "Erdogan's Lodz"
    """
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'").replace("ʿ", "").replace("ʼ", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_FOLDS)


@lru_cache(maxsize=262_144)
def sound(word: str) -> str:
    """Return what romanisations of a word share: its consonants, with the kinds of its first and of its last vowel.

    Parameters
    ----------
    word : str
        Lower case, without accents.

    Notes
    -----
    Vowels within a word change most from one writer to the next, the first and a final one tell names apart: Hassan
    and Hussein, Mario and Maria.

    Examples
    --------
    >>> sound("mohammed") == sound("muhammad"), sound("gaddafi") == sound("qaddafi") == sound("kadhafi")
    (True, True)
    >>> sound("hassan") == sound("hussein"), sound("mario") == sound("maria")
    (False, False)
    """
    text = re.sub(r"^(?:ye|je)(?=[^aeiouy])", "e", word)
    text = re.sub(r"(?:iy|yy|ij|yi|ii|ey|ei)$", "i", text)
    text = re.sub(r"(?<=[a-z])ah$", "a", text)
    for written, heard in _SOUNDS:
        text = text.replace(written, heard)
    text = re.sub(r"([aou])e(?=[^aeiouy])", r"\1", text)  # Koehler
    text = re.sub(r"(?<=[ou])h(?=[^aeiouy]|$)", "", text)  # Ohno, Endoh
    text = re.sub(r"(?<=[aeou])i(?=[aou])", "y", text.replace("iya", "ia"))
    text = re.sub(r"[ae][iy](?=[^aeiouy]|$)", "ai", text)
    text = re.sub(r"([ou])y(?=[^aeiouy]|$)", r"\1i", text)
    for written, heard in _VOWELS:
        text = text.replace(written, heard)
    vowels = [c for c in text if c in _CLASS_OF_VOWEL and (c != "y")] or ["y" for c in text if c == "y"]
    first = _CLASS_OF_VOWEL[vowels[0]] if vowels else ""
    last = _CLASS_OF_VOWEL[text[-1]] if text and text[-1] in _CLASS_OF_VOWEL else ""
    opening = "V" if text and text[0] in "aeiou" else ""
    core = "".join(c for i, c in enumerate(text) if _is_consonant(text, i))
    core = re.sub(r"(.)\1+", r"\1", core)
    return f"{opening}{core}.{first}{last}" if core else f"{text}."


def _is_consonant(text: str, i: int) -> bool:
    c = text[i]
    if c == "y":  # "Yusuf", "Sayed", not "Vladimyr"
        return text[i + 1 : i + 2] in tuple("aeiou") and (i == 0 or text[i - 1] in "aeiou")
    return c not in "aeiou'" and c.isalnum()


def number_of(word: str) -> str:
    """Return the number that a word writes, as digits; empty if none.

    Examples
    --------
    >>> number_of("7th"), number_of("Seventh"), number_of("XXIII"), number_of("055"), number_of("Fleet")
    ('7', '7', '23', '055', '')
    """
    if match := re.fullmatch(r"(\d+)(?:st|nd|rd|th)", word.lower()):
        return match[1].lstrip("0") or "0"
    if any(c.isdigit() for c in word):
        return word.lower()
    if word.lower() in _number_words():
        return str(_number_words()[word.lower()])
    if word.isupper() and len(word) > 1 and _ROMAN.fullmatch(word):
        return str(_from_roman(word))
    return ""


#: "Quarrymen", "townsfolk"; what has fewer letters before is a name ("Yemen").
_TRADESMEN = re.compile(r"(\w{4,}?)s?(?:men|women|people|folk)")


@lru_cache(maxsize=65_536)
def is_ordinary(word: str) -> bool:
    """Tell whether a word is in the dictionary, and no name of people: then many bodies may be called by it.

    Examples
    --------
    >>> is_ordinary("nurses"), is_ordinary("quarrymen"), is_ordinary("microsoft")
    (True, True, False)
    """
    import lemminflect  # type: ignore[import-untyped]  # with it comes spaCy, which is slow to import

    people = lexicon("names")["persons"]
    if word in table_words("family", "most_names") or word in f" {people['male']} {people['female']} ".split():
        return False
    trade = _TRADESMEN.fullmatch(word)  # dictionaries have few of these
    return any(lemminflect.getAllLemmas(w).keys() - {"PROPN"} for w in (word, trade[1] if trade else word))


@cache
def _number_words() -> Mapping[str, int]:
    written = name_table()["numbers"]
    return {word: n for key in ("ordinals", "cardinals") for n, word in enumerate(written[key].split(), 1)}


def _from_roman(word: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50}[c] for c in word]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def numbers_of(words: Iterable[str]) -> tuple[str, ...]:
    """Return the numbers among words, sorted."""
    return tuple(sorted(n for n in map(number_of, words) if n))

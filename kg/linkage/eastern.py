"""Chinese, Korean and Japanese names across their romanisations: Jeong and Jung, Xu and Hsu, Ohno and Ono."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from kg.linkage.words import name_table
from kg.resolution.lexicons import lexicon

__all__ = ["families", "family_sound", "given_sound", "is_japanese"]

#: Spellings of one sound in Pinyin, Wade–Giles, Revised Romanisation and McCune–Reischauer, in this order.
_SPELLINGS = tuple(
    (re.compile(pattern), heard)
    for pattern, heard in (
        (r"['`’]", ""), (r"ss?z?u\b", "si"), (r"oo", "u"), (r"ee", "i"), (r"hsi?(?=[aeou])|xi?(?=[aeou])", "Si"),
        (r"hs|x", "S"), (r"sh?(?=i)", "S"), (r"sh", "S"), (r"zh|ch|j|q", "C"), (r"ts|tz|z|c(?!h)", "z"),
        (r"ien", "ian"), (r"ieh", "ie"), (r"ueh", "ue"), (r"C?ih\b", "Ci"), (r"b", "p"), (r"d", "t"), (r"g(?!h)", "k"),
        (r"eo(?=[nmklp])|eu(?=[nmklp])|u(?=[nmklp])", "o"), (r"eu", "u"), (r"eo", "o"), (r"ae|ai", "e"),
        (r"ui(?![a-z])|ui(?=[^aeiou])", "i"), (r"(?<=[aeiouktpCSzhmnlrswy])h(?=[^aeiou]|$)", ""),
        (r"(?<=[a-zCS])([kh])e\b", r"\1o"), (r"nk", "n"), (r"([a-zCS])\1+", r"\1"),
    )
)  # fmt: skip
_JAPANESE = re.compile(r"(?:(?:[kgsztdnhbpmr]y?|sh|ch|ts|j|f|w|y)?(?:[aeiou]h?)|n(?![aeiou])|[kstp](?=[kstp]))+")


@cache
def families() -> frozenset[str]:
    """Return known Chinese, Korean and Vietnamese family names, lower case, in all spellings."""
    return frozenset(str(lexicon("names")["persons"]["family_first"]).split()) | _classes().keys()


@cache
def _classes() -> Mapping[str, str]:
    groups = (entry.split("=") for entry in name_table()["eastern"]["families"].split())
    return {spelling: group[0] for group in groups for spelling in group}


@lru_cache(maxsize=65_536)
def family_sound(name: str) -> str:
    """Return what the spellings of a family name have in common, given the name lower case.

    Examples
    --------
    >>> family_sound("jeong") == family_sound("chung"), family_sound("xu") == family_sound("hsu")
    (True, True)
    """
    return _classes().get(name) or given_sound(name)


@lru_cache(maxsize=65_536)
def given_sound(name: str) -> str:
    """Return what the spellings of a given name have in common, its syllables written together.

    Examples
    --------
    >>> given_sound("seongcheol") == given_sound("sungchul"), given_sound("xiaobo") == given_sound("hsiaopo")
    (True, True)
    >>> given_sound("jongun") == given_sound("yojong"), given_sound("minho") == given_sound("minhyun")
    (False, False)
    """
    text = name
    for pattern, heard in _SPELLINGS:
        text = pattern.sub(heard, text)
    return text


@lru_cache(maxsize=65_536)
def is_japanese(word: str) -> bool:
    """Tell whether a word has the syllables of Japanese alone.

    Examples
    --------
    >>> is_japanese("matsumoto"), is_japanese("ohkubo"), is_japanese("martin")
    (True, True, False)
    """
    return len(word) > 2 and _JAPANESE.fullmatch(word) is not None

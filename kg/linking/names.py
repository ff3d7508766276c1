"""Names as keys: what two spellings of one name have in common."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

__all__ = ["content_words", "key_of", "short_key", "words"]

_GAP = re.compile(r"[^\w]+|_")
_DROPPED = re.compile(r"['’ʼ.]")
_WORD = re.compile(r"[a-z]{3,}")


@cache
def words(kind: str) -> frozenset[str]:
    """Return a list of ``data/words.toml``: ``"legal_forms"``, ``"by_words"``, ``"empty"`` or ``"posts"``."""
    lists = tomllib.loads(files("kg.linking").joinpath("data/words.toml").read_text("utf-8"))
    return frozenset(str(lists[kind]).split())


def key_of(name: str) -> str:
    """Return the key of a name: no case, accents, punctuation or leading article.

    Examples
    --------
    >>> key_of("The U.N."), key_of("São Paulo"), key_of("AT&T"), key_of("Coca-Cola")
    ('un', 'sao paulo', 'at and t', 'coca cola')
    """
    plain = _DROPPED.sub("", name.replace("&", " and "))
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return _GAP.sub(" ", plain.casefold()).strip().removeprefix("the ")


def short_key(key: str) -> str:
    """Return a key without its legal form.

    Examples
    --------
    >>> short_key("apple inc"), short_key("toyota motor co ltd"), short_key("as")
    ('apple', 'toyota motor', 'as')
    """
    parts = key.split()
    while len(parts) > 1 and parts[-1] in words("legal_forms"):
        parts.pop()
    return " ".join(parts)


def content_words(text: str) -> frozenset[str]:
    """Return the words of a description that tell of a context.

    Examples
    --------
    >>> sorted(content_words("American multinational technology company based in Cupertino"))
    ['cupertino', 'technology']
    """
    return frozenset(_WORD.findall(text.lower())) - words("empty")

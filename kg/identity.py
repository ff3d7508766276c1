"""IRIs minted from content: the same in every run, process and order.

The policy: a local name is ``kind-slug``; the kind is coarse, so that a finer class found later
changes no IRI. An entity known only by a description or a bare surname is named within its
article, ``art-<id>-slug``. Statements and events hash what they say and where.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

from kg.config import BASE_IRI
from ontology import superclasses

__all__ = ["data_iri", "entity_local_name", "hashed", "kind_prefix", "slug"]

_PREFIXES = (
    ("Person", "per"),
    ("Group", "grp"),
    ("Organization", "org"),
    ("GeopoliticalEntity", "loc"),
    ("Place", "loc"),
    ("Position", "pos"),
    ("Artifact", "thg"),
    ("Agreement", "agr"),
    ("Policy", "pol"),
    ("Concept", "con"),
)


#: Letters that NFKD leaves whole, and apostrophes, which leave no trace.
_FOLDS = str.maketrans(
    {"ø": "o", "ł": "l", "ß": "ss", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "đ": "d", "'": "", "’": ""}
)


@lru_cache(maxsize=65_536)
def slug(name: str) -> str:
    """Fold a name to lower-case ASCII letters, digits and hyphens.

    Names without a Latin letter keep their own letters, for IRIs hold them too.

    Examples
    --------
    >>> slug("São Tomé & Príncipe")
    'sao-tome-principe'
    """
    folded = unicodedata.normalize("NFKD", name).lower()
    folded = "".join(c for c in folded if not unicodedata.combining(c))
    return re.sub(r"[^\w]+", "-", folded.translate(_FOLDS)).strip("-_") or "unnamed"


def kind_prefix(cls: str) -> str:
    """Return the coarse kind of an ontology class, such as ``"org"`` for ``"Company"``."""
    line = (cls, *superclasses(cls))
    return next((prefix for name, prefix in _PREFIXES if name in line), "thg")


def entity_local_name(cls: str, name: str, *, article: str = "") -> str:
    """Mint an entity's local name; ``article`` (a local name) scopes it to that article.

    Examples
    --------
    >>> entity_local_name("Company", "Acme Corp.")
    'org-acme-corp'
    >>> entity_local_name("Person", "party spokesman", article="art-1f")
    'art-1f-party-spokesman'
    """
    return f"{article}-{slug(name)}" if article else f"{kind_prefix(cls)}-{slug(name)}"


def hashed(kind: str, *parts: object) -> str:
    """Mint ``kind-`` and 12 hexadecimal digits of the SHA-256 of the parts."""
    key = "\x1f".join(str(p) for p in parts)
    return f"{kind}-{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"


def data_iri(local_name: str, base: str = BASE_IRI) -> str:
    """Return the IRI of a local name under ``<base>id/``."""
    return f"{base}id/{local_name}"

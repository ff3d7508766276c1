"""What a common noun most often refers to: its class, number and the gender of a person."""

from __future__ import annotations

from functools import cache

from kg.resolution.lexicons import lexicon

__all__ = ["compound_class", "known_class", "noun_class", "noun_gender", "singular", "vague_nouns"]

_IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "policemen": "policeman", "gunmen": "gunman", "wives": "wife",
    "spokesmen": "spokesman", "lives": "life", "armies": "army", "feet": "foot", "wolves": "wolf", "knives": "knife",
    "thieves": "thief", "halves": "half", "media": "media", "forces": "forces", "police": "police", "troops": "troops",
    "headquarters": "headquarters", "series": "series", "species": "species", "aircraft": "aircraft", "news": "news",
}  # fmt: skip


@cache
def _heads() -> dict[str, str]:
    table: dict[str, str] = {}
    for cls, text in lexicon("entity_heads")["heads"].items():
        for word in text.split():
            table.setdefault(word, cls)
    return table


@cache
def _compounds() -> dict[str, str]:
    return dict(lexicon("entity_heads")["compounds"])


@cache
def vague_nouns() -> frozenset[str]:
    """Return nouns that say nothing of what they refer to ("people", "case")."""
    return frozenset(lexicon("entity_heads")["vague"]["heads"].split())


@cache
def singular(word: str) -> str:
    """Return the singular of a regular or common irregular plural in lower case; other words unchanged.

    Examples
    --------
    >>> singular("parties"), singular("gunmen"), singular("bosses"), singular("press")
    ('party', 'gunman', 'boss', 'press')
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("men") and len(word) > 5:
        return word[:-2] + "an"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "news")):
        return word[:-1]
    return word


@cache
def _is_person_by_suffix(word: str) -> bool:
    table = lexicon("entity_heads")["suffixes"]
    return word not in table["not_person"].split() and word.endswith(tuple(table["person"])) and len(word) > 4


@cache
def known_class(lemma: str) -> str:
    """Return the class of a common noun that the lexicon lists or whose ending tells it, else empty."""
    heads = _heads()
    if lemma in heads:
        return heads[lemma]
    one = singular(lemma)
    found = heads.get(one) or heads.get(one.rsplit("-", 1)[-1], "")
    if not found and one.endswith(tuple(lexicon("entity_heads")["suffixes"]["concept"])):
        found = "Concept"
    if not found and _is_person_by_suffix(one):
        found = "Person"
    return "Group" if one != lemma and found in ("Person", "Country", "Company") else found


@cache
def noun_class(lemma: str) -> str:
    """Return the class of the ontology that a common noun most often has.

    Parameters
    ----------
    lemma : str
        Lower case, singular or plural.

    Returns
    -------
    str
        A concrete class; plurals of persons are ``"Group"``; ``"Concept"`` where nothing else fits.

    Examples
    --------
    >>> noun_class("ministry"), noun_class("spokeswoman"), noun_class("protesters"), noun_class("leaflet")
    ('GovernmentBody', 'Person', 'Group', 'Artifact')
    """
    return known_class(lemma) or "Concept"


@cache
def compound_class(before: str, head: str) -> str:
    """Return the class of a noun with the word before it ("news agency"), empty if that decides nothing."""
    return _compounds().get(f"{singular(before)} {singular(head)}", "")


@cache
def noun_gender(lemma: str) -> str:
    """Return ``"m"`` or ``"f"`` for nouns of kinship and the like, else empty.

    Examples
    --------
    >>> noun_gender("sister"), noun_gender("spokesman"), noun_gender("officer")
    ('f', 'm', '')
    """
    table = lexicon("reference")["gender"]
    if lemma in table["female"].split():
        return "f"
    if lemma in table["male"].split():
        return "m"
    if lemma.endswith("woman"):
        return "f"
    return "m" if lemma.endswith("man") and lemma not in ("human", "german", "roman", "woman", "ombudsman") else ""

"""In what words a relation of the user's own is told: the patterns that are looked for in predications.

The notation of a lexicon entry is that of our own lexicons::

    supply                verb, noun or adjective by its lemma; for a verb, the other side is its object
    provide [with]        the other side stands behind "with"
    file {lawsuit} [against]   a verb with a fixed object
    take [to=court]       a verb with a fixed phrase; the other side is its object
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal, get_args

from ontology.frame_syntax import parse_lemma

__all__ = ["PARTS", "Part", "Pattern", "as_lemma", "parse_pattern"]

Part = Literal["verbs", "nouns", "acts", "adjectives", "prepositions"]
PARTS: tuple[Part, ...] = get_args(Part)

_WORDS = re.compile(r"[^\W\d_][\w'’-]*( [^\W\d_][\w'’-]*)*")
_SHAPE = re.compile(r"[^{}\[\]=]+(\{[^{}\[\]=]+\}\s*)?(\[[^{}\[\]]+\]\s*)*")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Pattern:
    """One way of telling a relation.

    Parameters
    ----------
    relation : str
    part : {"verbs", "nouns", "acts", "adjectives", "prepositions"}
        ``"nouns"`` name whoever stands on the one side ("supplier"), ``"acts"`` the relation itself ("lawsuit").
    lemma : str
        Of the verb with its particle, the noun or the adjective; the preposition itself.
    words : tuple of str
        Lemmas of which one must be the verb's object.
    beside : tuple of (str, tuple of str)
        Prepositions that must be there with one of some lemmas behind them.
    subject, object : str
        Slots in which the two sides stand: ``"subject"``, ``"object"``, ``"indirect"`` or a preposition. Of nouns
        ``"self"`` is who is so called, and an empty string whatever belongs to it.
    """

    relation: str
    part: Part
    lemma: str
    words: tuple[str, ...] = ()
    beside: tuple[tuple[str, tuple[str, ...]], ...] = ()
    subject: str = "subject"
    object: str = "object"

    def inverted(self) -> Pattern:
        """Return the pattern that tells the relation from the other side."""
        return replace(self, subject=self.object, object=self.subject)


def as_lemma(word: str, part: Part) -> str:
    """Return the form under which a word of a lexicon is looked for: "supplies" is found under "supply".

    Examples
    --------
    >>> as_lemma("supplies", "verbs"), as_lemma("Suppliers", "nouns"), as_lemma("press", "verbs")
    ('supply', 'supplier', 'press')
    """
    low = word.lower()
    first, _, rest = low.partition(" ") if part == "verbs" else low.rpartition(" ")[::-1]
    if not first.endswith("s") or first.endswith(("ss", "us", "is")) or part not in ("verbs", "nouns", "acts"):
        return low
    from kg.language.dictionary import lemma  # with it comes spaCy, which a store has no need of

    tags = ("VERB", "VBZ") if part == "verbs" else ("NOUN", "NNS")
    found = lemma(first, *tags, first)
    return " ".join(filter(None, (found, rest) if part == "verbs" else (rest, found)))


def parse_pattern(relation: str, part: Part, entry: str, *, inverse: bool = False) -> Pattern:
    """Read an entry of a lexicon.

    Raises
    ------
    ValueError
        Saying what is wrong with it.

    Examples
    --------
    >>> p = parse_pattern("sues", "verbs", "file {lawsuit|suit} [against]")
    >>> p.lemma, p.words, p.object
    ('file', ('lawsuit', 'suit'), 'against')
    """
    if not _SHAPE.fullmatch(entry):
        raise ValueError("it is not of the form: words {object} [preposition] [preposition=noun]")
    words, fixed, markers = parse_lemma(entry)
    if not _WORDS.fullmatch(words):
        raise ValueError("it has no word to look for")
    free = [marker.strip().lower() for marker, lemmas in markers if not lemmas]
    beside = tuple(sorted((m.strip().lower(), tuple(sorted(lemmas))) for m, lemmas in markers if lemmas))
    if (fixed or beside) and part != "verbs":
        raise ValueError("only verbs have a fixed object {…} or a fixed phrase […=…]")
    if len(free) > 1:
        raise ValueError(f"the other side cannot stand behind both {free[0]!r} and {free[1]!r}")
    if markers and part == "prepositions":
        raise ValueError("a preposition is written without brackets here")
    subject = {"nouns": "self", "prepositions": "head"}.get(part, "subject")
    target = {"verbs": "object", "adjectives": "object", "prepositions": "modifier"}.get(part, "")
    pattern = Pattern(
        relation=relation, part=part, lemma=as_lemma(words, part),
        words=tuple(sorted(as_lemma(w.strip(), "nouns") for w in fixed)), beside=beside, subject=subject,
        object=free[0] if free else target,
    )  # fmt: skip
    return pattern.inverted() if inverse else pattern

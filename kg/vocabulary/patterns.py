"""In what words a relation of the user's own is told: the patterns that are looked for in predications.

The notation of a lexicon entry is that of our own lexicons::

    supply                verb, noun or adjective by its lemma; for a verb, the other side is its object
    provide [with]        the other side stands behind "with"
    file {lawsuit} [against]   a verb with a fixed object
    take [to=court]       a verb with a fixed phrase; the other side is its object
    lend [indirect]       the other side is whom it is done to: "lend the bank money"
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, get_args

from ontology.frame_syntax import parse_lemma
from ontology.lexicon import is_preposition, particles, prepositions

__all__ = ["PARTS", "Part", "Pattern", "as_lemma", "check_noun", "parse_pattern", "unknown_words"]

Part = Literal["verbs", "nouns", "acts", "adjectives", "prepositions"]
PARTS: tuple[Part, ...] = get_args(Part)

_WORDS = re.compile(r"[^\W\d_][\w'’-]*( [^\W\d_][\w'’-]*)*")
_SHAPE = re.compile(r"[^{}\[\]=]+(\{[^{}\[\]=]+\}\s*)?(\[[^{}\[\]]+\]\s*)*")
_ARTICLES = frozenset({"a", "an", "the"})
_COPULAS = frozenset({"be", "is", "are", "was", "were"})
#: The slot in brackets that no preposition opens: "lend [indirect]".
_INDIRECT = "indirect"


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
    >>> as_lemma("taken over", "verbs"), as_lemma("found", "verbs")
    ('take over', 'found')
    """
    low = word.lower()
    if part == "verbs":
        low = _base(low)
    first, _, rest = low.partition(" ") if part == "verbs" else low.rpartition(" ")[::-1]
    if not first.endswith("s") or first.endswith(("ss", "us", "is")) or part not in ("verbs", "nouns", "acts"):
        return low
    from kg.language.dictionary import lemma  # with it comes spaCy, which a store has no need of

    tags = ("VERB", "VBZ") if part == "verbs" else ("NOUN", "NNS")
    found = lemma(first, *tags, first)
    return " ".join(filter(None, (found, rest) if part == "verbs" else (rest, found)))


def _base(verb: str) -> str:
    """Return a verb in its base form; one that is a base form itself, such as "found", stays."""
    import lemminflect  # type: ignore[import-untyped]  # with it comes spaCy, which a store has no need of

    first, *others = verb.split(" ")
    known = lemminflect.getAllLemmas(first, upos="VERB").get("VERB", ())
    return " ".join([first if first in known or not known else known[0], *others])


def unknown_words(pattern: Pattern) -> Iterator[tuple[str, str]]:
    """Yield the words of a pattern that the dictionary lacks, each after what it should be, such as ``"verb"``.

    New words and names it may lack as well.
    """
    import lemminflect

    first, last = pattern.lemma.split()[0], pattern.lemma.split()[-1]
    sought = {"verbs": [("verb", first)], "nouns": [("noun", last)], "acts": [("noun", last)]}.get(pattern.part, [])
    for kind, word in (*sought, *(("noun", words.split()[-1]) for words in pattern.words)):
        if word.isalpha() and not lemminflect.getAllLemmas(word, upos=kind.upper()):
            yield kind, word


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
    if signs := [sign for sign in words if sign in ',;/|()"“”']:
        raise ValueError(f"it has {signs[0]!r}; give each word an entry of its own, and a preposition brackets: [to]")
    if not _WORDS.fullmatch(words):
        raise ValueError("it has no word to look for")
    if any(not w.strip() for w in (*fixed, *(lemma for _, lemmas in markers for lemma in lemmas))) or "=]" in entry:
        raise ValueError("an alternative is empty; write {one|other} or [preposition=one|other]")
    free = [marker.strip().lower() for marker, lemmas in markers if not lemmas]
    beside = tuple(sorted((m.strip().lower(), tuple(sorted(lemmas))) for m, lemmas in markers if lemmas))
    if (fixed or beside) and part != "verbs":
        raise ValueError("only verbs have a fixed object {…} or a fixed phrase […=…]")
    if len(free) > 1:
        raise ValueError(f"the other side cannot stand behind both {free[0]!r} and {free[1]!r}")
    if markers and part == "prepositions":
        raise ValueError("a preposition is written without brackets here")
    _check_markers([m for m in (*free, *(m for m, _ in beside)) if (m, part) != (_INDIRECT, "verbs")])
    _check_words(words.lower(), part, rest=entry[len(words) :].strip())
    subject = {"nouns": "self", "prepositions": "head"}.get(part, "subject")
    target = {"verbs": "object", "adjectives": "object", "prepositions": "modifier"}.get(part, "")
    pattern = Pattern(
        relation=relation, part=part, lemma=as_lemma(words, part),
        words=tuple(sorted(as_lemma(w.strip(), "nouns") for w in fixed)), beside=beside, subject=subject,
        object=free[0] if free else target,
    )  # fmt: skip
    return pattern.inverted() if inverse else pattern


def check_noun(noun: str) -> None:
    """Check a noun by which a class is known.

    Raises
    ------
    ValueError
        Saying what is wrong with it.
    """
    if {"[", "]", "{", "}"} & set(noun):
        raise ValueError("it has brackets; write the noun alone")
    if not any(char.isalpha() for char in noun):
        raise ValueError("it has no word to look for")
    if noun.lower().split()[0] in _ARTICLES:
        raise ValueError(f"write it without {noun.split()[0]!r}")


def _check_markers(markers: Iterable[str]) -> None:
    for marker in markers:
        if not is_preposition(marker):
            near = difflib.get_close_matches(marker, sorted(prepositions()), n=1) or marker.split()[-1:]
            hint = f"; did you mean [{near[0]}]?" if near and is_preposition(near[0]) else "; write one, such as [to]"
            raise ValueError(f"{marker!r} is no preposition{hint}")


def _check_words(words: str, part: Part, *, rest: str) -> None:
    """Refuse words under which nothing would ever be found."""
    first, *others = words.split()
    if part == "prepositions":
        _check_markers([words])
    elif part == "verbs" and first in _ARTICLES:
        raise ValueError("it is no verb; write the verb by itself, and whole sentences among the examples")
    elif part == "verbs":
        _check_verb(first, others, rest)
    elif first in _ARTICLES or (part == "adjectives" and first in _COPULAS and others):
        raise ValueError(f"write it without {first!r}")
    elif others and others[-1] in prepositions() - particles():
        raise ValueError(f"a preposition stands in brackets: {' '.join((first, *others[:-1]))} [{others[-1]}]")


def _check_verb(first: str, others: list[str], rest: str) -> None:
    if first == "to" and others:
        raise ValueError(f"write the verb without 'to': {' '.join((*others, rest)).strip()}")
    if first in _COPULAS and others:
        raise ValueError("what someone is stands among nouns or adjectives; of a passive write the verb alone")
    for place, word in enumerate(others):
        if word in particles():
            continue
        before, after = " ".join((first, *others[:place])), " ".join(others[place + 1 :])
        if is_preposition(word):
            better = f"a preposition stands in brackets: {before} [{word}]"
        elif place + 1 < len(others) and is_preposition(after):
            better = f"a fixed object stands in braces, a preposition in brackets: {before} {{{word}}} [{after}]"
        else:
            better = f"a fixed object stands in braces: {before} {{{' '.join(filter(None, (word, after)))}}} {rest}"
        raise ValueError(f"{word!r} is no particle of {before!r}; {better.strip()}")

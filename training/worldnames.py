"""Names replaced by names of the whole world, with as many words, so that trees and chains stay valid."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from training.documents import BEGIN, INSIDE
from training.namepools import load_pools

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Sequence

    from training.documents import Document, Sentence
    from training.namepools import Country, Pools, Words

__all__ = ["SHARE", "rename"]

#: Share of the documents whose names are replaced, and of their names that are.
SHARE, CHANCE = 0.3, 0.85
_CORPORA = frozenset(["news", "gum", "ewt", "re-docred", "wikigold", "wire", "crossner"])
_LABEL_OF = {BEGIN[label]: label for label in ("PERSON", "GPE", "LOC", "ORG", "NORP")}
_ARTICLES = frozenset(["a", "an", "the"])
_CLASSES = ("Company", "GovernmentBody", "MediaOrganization", "Organization", "PoliticalParty", "SportsTeam")
_WITH_ARTICLE = ("ArmedGroup", "GovernmentBody", "Organization", "PoliticalParty")
_GENERIC_WORDS = """
river lake mount mountain mountains sea ocean gulf bay strait valley desert island islands peninsula plateau
basin delta hills cape canyon lagoon reef falls forest creek of the
"""
_GENERIC = frozenset(_GENERIC_WORDS.split())
#: Words of names that are left as they are.
_LEFT_WORDS = """
north south east west northern southern eastern western central middle europe asia africa america antarctica
u.s. us uk u.k. usa u.s.a. uae eu
"""
_LEFT = frozenset(_LEFT_WORDS.split())


@dataclass(slots=True)
class _Name:
    """A distinct name of a document and where it stands."""

    label: str
    words: Words
    cls: str
    places: list[tuple[Sentence, int]] = field(default_factory=list)

    def before(self) -> set[str]:
        """Articles before the name."""
        return {s.words[at - 1].lower() for s, at in self.places if at} & _ARTICLES


def _spans(s: Sentence) -> Iterable[tuple[int, int, str]]:
    """Names whose type and bounds are certain."""
    at, n = 0, len(s.allowed)
    while at < n:
        label = _LABEL_OF.get(s.allowed[at])
        start, at = at, at + 1
        if label:
            while at < n and s.allowed[at] == INSIDE[label]:
                at += 1
            # an open tag after the name: its end is not certain
            if at == n or not s.allowed[at] & INSIDE[label]:
                yield start, at, label


def _names(doc: Document) -> list[_Name]:
    found: dict[tuple[str, Words], _Name] = {}
    for s in doc.sentences:
        for start, end, label in _spans(s):
            words = tuple(w.lower() for w in s.words[start:end])
            cls = s.fine[start] if s.fine else ""
            name = found.setdefault((label, words), _Name(label, tuple(s.words[start:end]), cls))
            name.places.append((s, start))
    return sorted(found.values(), key=lambda n: -len(n.words))


def _initials(words: Sequence[str]) -> str:
    return "".join(w[0] for w in words if w[:1].isupper())


class _Renamer:
    """Chooses a new name for each name of one document."""

    def __init__(self, pools: Pools, rng: random.Random, *, linked: bool) -> None:
        self.pools, self.rng, self.linked = pools, rng, linked
        self.chosen: dict[tuple[str, Words], tuple[Words, str] | None] = {}
        self.rows: dict[int, Country] = {}

    def choose(self, name: _Name) -> Words | None:
        """Return the new words, or ``None`` to leave the name."""
        key = (name.label, tuple(w.lower() for w in name.words))
        if not self._part(key, name):
            new = self._new(name) if self.rng.random() < CHANCE else None
            self.chosen[key] = new if new and self._fits(name, new[0]) else None
        found = self.chosen[key]
        return found[0] if found else None

    def _part(self, key: tuple[str, Words], name: _Name) -> bool:
        """Whether the name is part, or the acronym, of a longer one, whose new name then gives its own."""
        label, low = key
        n = len(low)
        if label not in {"PERSON", "ORG"}:
            return False
        for (other, longer), new in self.chosen.items():
            if other != label or len(longer) <= n:
                continue
            at = next((i for i in range(len(longer) - n + 1) if longer[i : i + n] == low), -1)
            acronym = label == "ORG" and n == 1 and low[0] == "".join(w[0] for w in longer if w not in _GENERIC)
            if at < 0 and not acronym:
                continue
            self.chosen[key] = None
            if new:
                if label == "ORG" and n == 1 and at > 0:
                    return True  # "Ministry", "Court": the kind of the organisation, not its short name
                part = new[0][at : at + n]
                if n == 1:
                    part = (_initials(new[0]),) if at < 0 else (new[1] or part[0],)
                whole = part[0][:1].isupper() and part[-1][:1].isalnum() and not part[-1].islower()
                self.chosen[key] = (part, "") if whole and self._fits(name, part) else None
            return True
        return False

    def _new(self, name: _Name) -> tuple[Words, str] | None:
        if name.label == "PERSON":
            return self._person(name)
        make = {"ORG": self._organisation, "GPE": self._gpe, "LOC": self._natural, "NORP": self._people}[name.label]
        words = make(name)
        return (words, "") if words else None

    def _person(self, name: _Name) -> tuple[Words, str] | None:
        first, n = name.words[0].lower(), len(name.words)
        genders = [g for g in "mf" if first in self.pools.given[g]]
        if n == 1 and len(genders) != 1:
            return (self.rng.choice(self.pools.families),), ""
        if self.linked and len(genders) != 1:
            # a pronoun may refer to the name, whose gender is not known
            return None
        names = self.pools.persons.get((genders[0] if len(genders) == 1 else self.rng.choice("mf"), n))
        return self.rng.choice(names) if names else None

    def _organisation(self, name: _Name) -> Words | None:
        head = name.words[:1] if name.words[0].lower() == "the" else ()
        n = len(name.words) - len(head)
        word = name.words[-1]
        if n == 1 and word.isupper() and 2 <= len(word) <= 6 and name.cls in {"", "Organization", "GovernmentBody"}:
            return (*head, self.rng.choice(self.pools.acronyms))
        cls = name.cls or self.rng.choice(_WITH_ARTICLE if "the" in name.before() else _CLASSES)
        names = self.pools.organisations.get((cls, n))
        return (*head, *self.rng.choice(names)) if names else None

    def _country(self, row: int, size: int, name: _Name, form: str) -> Words | None:
        article = form == "name" and "the" in name.before()
        for _ in range(40):
            new = self.rows.setdefault(row, self.rng.choice(self.pools.countries))
            words: Words = getattr(new, form)
            if len(words) == size and (form != "name" or new.article == article) and self._agrees(name, words):
                return words
            new = self.rng.choice(self.pools.countries)
            words = getattr(new, form)
            if len(words) == size and (form != "name" or new.article == article) and self._agrees(name, words):
                return words
        return None

    def _row(self, words: Words, *forms: str) -> tuple[int, str]:
        low = tuple(w.lower() for w in words)
        for i, c in enumerate(self.pools.countries):
            for form in forms:
                if tuple(w.lower() for w in getattr(c, form)) == low:
                    return i, form
        return -1, ""

    def _gpe(self, name: _Name) -> Words | None:
        n = len(name.words)
        if any(w.lower() in _LEFT for w in name.words) or name.words[0].lower() == "the":
            return None
        row, form = self._row(name.words, "name")
        if form or name.cls == "Country":
            return self._country(row, n, name, "name")
        if "the" in name.before():
            return None
        names = (self.pools.cities if self.rng.random() < 0.75 else self.pools.regions).get(n)
        return self.rng.choice(names) if names else None

    def _natural(self, name: _Name) -> Words | None:
        low = [w.lower() for w in name.words]
        if _LEFT.intersection(low):
            return None
        kept = [i for i, w in enumerate(low) if w in _GENERIC]
        run = [i for i in range(len(low)) if i not in kept]
        if kept and run and run[-1] - run[0] == len(run) - 1:
            names = self.pools.generic.get(len(run)) or self.pools.cities.get(len(run))
            return (*name.words[: run[0]], *self.rng.choice(names), *name.words[run[-1] + 1 :]) if names else None
        names = None if kept else self.pools.natural.get(len(low))
        return self.rng.choice(names) if names else None

    def _people(self, name: _Name) -> Words | None:
        row, form = self._row(name.words, "adjective", "people")
        return self._country(row, len(name.words), name, form) if form else None

    def _agrees(self, name: _Name, new: Words) -> bool:
        """Whether "a" or "an" before the name stays right."""
        vowel = new[0][:1].lower() in "aeiou"
        return not name.before() & ({"a"} if vowel else {"an"})

    def _fits(self, name: _Name, new: Words) -> bool:
        """Whether the new words may stand in all places; in a treebank only names and adjectives change."""
        if len(new) != len(name.words) or not self._agrees(name, new):
            return False
        for s, at in name.places:
            for k, w in enumerate(new):
                i = at + k
                if not s.upos or s.words[i].lower() == w.lower():
                    continue
                if s.xpos[i] not in {"NNP", "JJ"} or not w[:1].isalpha() or s.lemmas[i].lower() != s.words[i].lower():
                    return False
        return True


def _cased(old: Sequence[str], new: Sequence[str], *, loud: bool) -> list[str]:
    """The new words in the letter case of the old ones."""
    text = "".join(old)
    if loud or (text.isupper() and (len(old) > 1 or len(text) > 5)):
        return [w.upper() for w in new]
    return [w.lower() for w in new] if text.islower() else list(new)


def rename(doc: Document, rng: random.Random) -> Document:
    """Return the document or, for a share of them, one whose names are replaced.

    People, places, peoples and organisations whose type and bounds are certain get other names. A name that
    stands several times gets the same new name, a part of a name the part of the new one.

    Parameters
    ----------
    doc : Document
    rng : random.Random

    Returns
    -------
    Document
        The same object where nothing is changed.
    """
    if doc.corpus not in _CORPORA or rng.random() >= SHARE:
        return doc
    renamer = _Renamer(load_pools(), rng, linked=any(s.chains for s in doc.sentences))
    changes: dict[int, list[tuple[int, Words]]] = {}
    for name in _names(doc):
        new = renamer.choose(name)
        if new:
            for s, at in name.places:
                changes.setdefault(id(s), []).append((at, new))
    return replace(doc, sentences=[_changed(s, changes[id(s)]) if id(s) in changes else s for s in doc.sentences])


def _changed(s: Sentence, changes: Sequence[tuple[int, Words]]) -> Sentence:
    words, lemmas = list(s.words), list(s.lemmas)
    loud = "".join(s.words).isupper()
    for at, new in changes:
        end = at + len(new)
        cased = _cased(s.words[at:end], new, loud=loud)
        if lemmas:
            triples = zip(words[at:end], new, lemmas[at:end], strict=True)
            lemmas[at:end] = [b if a.lower() != b.lower() else m for a, b, m in triples]
        words[at:end] = cased
    return replace(s, words=words, lemmas=lemmas)

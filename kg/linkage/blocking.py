"""Names that may be forms of one another, found by keys that they share: never all pairs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import combinations

from kg.linkage.body_names import BodyName
from kg.linkage.eastern import family_sound, given_sound
from kg.linkage.person_names import Likeness, PersonName, nicknames_of
from kg.linkage.records import Corpus, Key, Name, compare
from kg.linkage.words import sound, table_words
from kg.resolution.names import acronym_of

__all__ = ["Pairs", "name_pairs"]

#: Pairs of keys, the smaller first, and how their names are alike.
Pairs = dict[tuple[Key, Key], Likeness]
#: Names of a block that are compared all with all; in a larger one each with so many that follow it in their order.
_BLOCK, _WINDOW = 60, 12
#: A name that may be short for more others than this says of none.
_FORMS = 20
_LOOSE = frozenset({"part", "clipped", "initial", "order", "acronym"})


def name_pairs(corpus: Corpus) -> Pairs:
    """Return the names that can be of one, by the keys that they share.

    Notes
    -----
    Every name gives a few keys; a key's names are compared with each other, in large blocks with their neighbours in
    sorted order, so that n names take O(n log n).
    """
    blocks: dict[tuple[str, ...], list[Key]] = defaultdict(list)
    for key in sorted(corpus.names):
        for block in sorted(set(_keys(key[0], corpus.names[key]))):
            blocks[block].append(key)
    found: Pairs = {}
    for block in sorted(blocks):
        for a, b in _within(corpus, blocks[block]):
            if (a, b) not in found:
                like = compare(a[0], corpus.names[a], corpus.names[b])
                if like is not None:
                    found[a, b] = like
    found |= _initialled(corpus) | _acronyms(corpus)
    for key, others in sorted(corpus.called.items()):
        for other in sorted(others):
            if other in corpus.names and other != key:
                found[min(key, other), max(key, other)] = _called(corpus, key, other)
    return _told_apart(found)


def _keys(kind: str, name: Name) -> Iterator[tuple[str, ...]]:
    if isinstance(name, PersonName):
        if kind == "per":
            yield from _person_keys(name)
    elif kind == "org":
        yield from _body_keys(name)


def _person_keys(name: PersonName) -> Iterator[tuple[str, ...]]:
    heard = [sound(w) for w in name.words]
    yield "joined", "".join(name.words)
    if len(heard) < 2:
        return
    yield "name", heard[-1], heard[0]
    yield "turned", *sorted((heard[0], heard[-1]))
    if name.eastern:
        yield "eastern", family_sound(name.family), given_sound(name.given)
    if len(name.given) > 3:
        yield "clipped", heard[-1], name.given[-4:]
    if name.given in _nicknamed():
        yield "nickname", heard[-1], _full_name(name.given)
    for family in heard[1:-1]:
        yield "name", family, heard[0]


def _initialled(corpus: Corpus) -> Pairs:
    """Pair names whose given name is an initial with those for which it may stand, if they are few."""
    blocks: dict[tuple[str, str], tuple[list[Key], list[Key]]] = defaultdict(lambda: ([], []))
    for key in sorted(corpus.names):
        name = corpus.names[key]
        if key[0] == "per" and isinstance(name, PersonName) and name.given:
            for letter in sorted({n[0] for n in (name.given, *nicknames_of(name.given))}):
                blocks[sound(name.family), letter][len(name.given) > 1].append(key)
    found: Pairs = {}
    for _, (short, full) in sorted(blocks.items()):
        if short and len(full) <= _FORMS:
            for a in short:
                for b in full:
                    like = compare("per", corpus.names[a], corpus.names[b])
                    if like is not None:
                        found[min(a, b), max(a, b)] = like
    return found


@cache
def _nicknamed() -> frozenset[str]:
    return frozenset(w for pair in table_words("nicknames", "pairs") for w in pair.split("="))


def _full_name(given: str) -> str:
    """Return a name that all nicknames of one have in common."""
    pairs = [pair.split("=") for pair in sorted(table_words("nicknames", "pairs"))]
    full = {long for short, long in pairs if short == given} or {given}
    return min(sound(f) for f in full)


def _body_keys(name: BodyName) -> Iterator[tuple[str, ...]]:
    numbers = " ".join(name.numbers)
    fillers = table_words("organisation", "fillers")
    core = [w for w in name.words if w[0] != "@" and w not in fillers]
    yield "words", numbers, *core
    yield "heard", numbers, *sorted(sound(w) if len(w) > 4 else w for w in name.words)


def _within(corpus: Corpus, keys: list[Key]) -> Iterator[tuple[Key, Key]]:
    if len(keys) <= _BLOCK:
        yield from combinations(keys, 2)
        return
    ordered = sorted(keys, key=lambda k: (str(corpus.names[k]), k))
    for i, key in enumerate(ordered):
        for other in ordered[i + 1 : i + 1 + _WINDOW]:
            yield min(key, other), max(key, other)


def _acronyms(corpus: Corpus) -> Pairs:
    """Pair acronyms with the names whose initials they are."""
    short: dict[tuple[str, tuple[str, ...]], list[Key]] = defaultdict(list)
    for key in sorted(corpus.names):
        name = corpus.names[key]
        if key[0] == "org" and isinstance(name, BodyName) and name.acronym:
            short[name.acronym.lower(), name.numbers].append(key)
    found: Pairs = {}
    for key in sorted(corpus.names):
        name = corpus.names[key]
        if key[0] != "org" or not isinstance(name, BodyName) or name.acronym or " " not in name.text:
            continue
        for letters in sorted(_initials(name.text)):
            for other in short.get((letters, name.numbers), ()):
                acronym = corpus.names[other]
                if isinstance(acronym, BodyName) and acronym_of(acronym.acronym, name.text):
                    found[min(key, other), max(key, other)] = Likeness(("acronym",), (("acronym", letters),))
    return found


def _initials(text: str) -> set[str]:
    words = [w for w in text.replace("-", " ").replace("'", " ").lower().split() if w[0].isalpha() and w != "s"]
    content = [w for w in words if w not in ("of", "the", "and", "for", "in", "on", "to", "de", "la")]
    return {"".join(w[0] for w in some) for some in (words, content)}


def _called(corpus: Corpus, key: Key, other: Key) -> Likeness:
    """Return the likeness of two names of which an article says that they are one's."""
    alias = corpus.names[other]
    words = alias.words if isinstance(alias, BodyName) else ()
    if isinstance(alias, BodyName) and alias.acronym:
        return Likeness(("called",), (("acronym", alias.acronym.lower()),))
    return Likeness(("called",), tuple(("word", w) for w in words))


def _told_apart(pairs: Pairs) -> Pairs:
    """Leave out loose forms of names that could be short for many."""
    count: Counter[Key] = Counter()
    for (a, b), like in pairs.items():
        if _LOOSE & set(like.forms):
            count.update((a, b))
    return {
        pair: like
        for pair, like in pairs.items()
        if not (_LOOSE & set(like.forms)) or max(count[pair[0]], count[pair[1]]) <= _FORMS
    }

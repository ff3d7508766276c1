"""The project's own news passages: names with their ontology class."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.language.entities import is_title
from training.documents import ANY, OUT, UNKNOWN, Document, Sentence, mark, mark_person
from training.facts import sentence_facts
from training.gazetteer import is_demonym, place_types
from training.numerals import number_tags
from training.passages import outermost, passages, read_passage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from spacy.tokenizer import Tokenizer

    from training.facts import Facts
    from training.gazetteer import Gazetteer
    from training.passages import Passage

__all__ = ["is_name", "read_news"]

_ORGS = frozenset(
    ["Organization", "GovernmentBody", "PoliticalParty", "Company", "MediaOrganization", "ArmedGroup", "SportsTeam"]
)
_SMALL = frozenset(
    [
        "of",
        "the",
        "and",
        "for",
        "de",
        "del",
        "la",
        "le",
        "du",
        "des",
        "di",
        "da",
        "do",
        "dos",
        "das",
        "von",
        "van",
        "der",
        "den",
        "al",
        "el",
        "bin",
        "ibn",
        "y",
        "e",
        "in",
        "on",
        "to",
        "at",
        "und",
        "&",
        "'",
        "’s",
        "'s",
        "-",
        "for",
        "a",
    ]
)
#: Words before which the head of a noun phrase stands.
_AFTER_HEAD = frozenset(
    ["of", "in", "for", "from", "at", "on", "with", "to", "by", "who", "that", "which", "whose", "near", "under", ","]
)
_DATELINE = re.compile(r"^[A-Z][\w.' -]{1,40}?(?:, [A-Z][\w. ]{1,25}?)?(?: \([A-Za-z ]+\))? (?:-|--|–|—) ")
_OPEN = {
    "Artifact": ("PRODUCT", "WORK_OF_ART", "FAC"),
    "Agreement": ("LAW", "EVENT", "WORK_OF_ART"),
    "Policy": ("LAW", "EVENT", "WORK_OF_ART"),
    "Concept": ("EVENT", "PRODUCT", "WORK_OF_ART", "LAW", "NORP", "ORG", "LANGUAGE"),
}


def is_name(words: list[str], *, initial: bool) -> bool:
    """Tell whether a mention is a proper name: every word that carries meaning is capitalised.

    Parameters
    ----------
    words : list of str
    initial : bool
        Whether the mention starts its sentence (one capitalised word proves nothing there).
    """
    if any(w in {"'s", "\u2019s"} for w in words[1:-1]):
        return False
    content = [w for w in words if w.lower() not in _SMALL]
    if not content or not all(w[:1].isupper() or w[:1].isdigit() for w in content):
        return False
    return not initial or len(content) > 1 or content[0].isupper()


def _types(cls: str, text: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    demonym = is_demonym(text) and text not in gazetteer.gpe
    if demonym and cls not in {"Person", "Company"}:
        return ("NORP", "LANGUAGE") if cls == "Concept" else ("NORP",)
    if cls == "Person":
        return ("PERSON",)
    if cls in _ORGS:
        return ("ORG",)
    if cls in {"Country", "GeopoliticalEntity"}:
        return ("GPE",)
    if cls == "Place":
        return tuple(t for t in place_types(text, gazetteer) if t != "NORP") or ("LOC",)
    if cls == "Facility":
        return ("FAC",)
    return _OPEN.get(cls, ())


def _undecided(words: list[str]) -> list[int]:
    """``O`` for what is surely no name; capitalised words inside a sentence are left open."""
    out = []
    for i, w in enumerate(words):
        inner = i > 0 and words[i - 1] not in {'"', "“", ".", ":", "-", "—"}
        out.append(ANY if w[:1].isupper() and w not in {"I", "A"} and (inner or w.isupper()) else OUT)
    return out


def _mention_spans(doc: Passage) -> list[tuple[int, int, str, str]]:
    spans = [(m["start"], m["end"], e["type"], m["kind"]) for e in doc.entities for m in e["mentions"]]
    return sorted(spans, key=lambda s: s[0] - s[1])


def _sentence(
    doc: Passage, number: int, start: int, end: int, tokenizer: Tokenizer, gazetteer: Gazetteer, common: frozenset[str]
) -> Sentence:
    tokens = [t for t in tokenizer(doc.text[start:end]) if not t.is_space]
    words = [t.text for t in tokens]
    begins = {t.idx + start: i for i, t in enumerate(tokens)}
    ends = {t.idx + start + len(t): i + 1 for i, t in enumerate(tokens)}
    allowed, fine = _undecided(words), ["-"] * len(words)
    allowed = [ANY if a == ANY else OUT for a in allowed]
    for i, a in enumerate(allowed):
        if a == ANY:
            fine[i] = ""
    taken: set[int] = set()
    for s, e, cls, kind in _mention_spans(doc):
        a, b = begins.get(s), ends.get(e)
        if a is None or b is None or kind == "pronoun":
            continue
        if words[b - 1] in {"'s", "’s", "'", "’"} and b - a > 1:
            b -= 1
        free = taken.isdisjoint(range(a, b))
        initial = a == 0 and (cls not in {"Country", "GeopoliticalEntity"}) and words[0].lower() in common
        known = is_name(words[a:b], initial=initial)
        maybe = not known and cls in _ORGS and is_name(words[a:b], initial=False)
        head = b - 1
        if (known or maybe) and cls not in {"Position", "Group"}:
            types = _types(cls, " ".join(words[a:b]), gazetteer)
            if types and free:
                sure = known and cls not in _OPEN
                if types == ("PERSON",) and sure:
                    mark_person(allowed, words, a, b)
                else:
                    mark(allowed, a, b, *types, optional=not sure)
                taken.update(range(a, b))
                fine[a:b] = [cls] * (b - a)
        elif free:
            # a nominal: its class sits on its last word; the article or possessor says nothing
            fine[a:b] = [f if f not in {"-"} else "" for f in fine[a:b]]
            fine[head] = cls
            if cls == "Position":
                # "Foreign Minister", "President": no part of a name; but "U.S. President" holds one
                allowed[head] = OUT
                if a + 1 == head and is_title(words[a]):
                    allowed[a] = OUT
    number_tags(words, allowed)
    heads = _heads(doc, words, begins, ends)
    facts = _facts(doc, number, words, heads, begins)
    return Sentence(words, allowed=allowed, fine=fine, chains=_chains(heads, len(words)), facts=facts)


def _facts(doc: Passage, number: int, words: list[str], heads: dict[int, list[int]], begins: dict[int, int]) -> Facts:
    starts = sorted(begins)

    def covered(start: int, end: int) -> tuple[int, int] | None:
        inside = [begins[at] for at in starts if start <= at < end]
        return (inside[0], inside[-1] + 1) if inside else None

    named = {doc.entities[k]["id"]: sorted(set(places)) for k, places in heads.items()}
    return sentence_facts(doc, number, words, named, covered)


def _head(words: list[str], start: int, end: int, cls: str) -> int:
    """The head word of a mention: a person's first name, what stands before "of", or the last word."""
    stop = next((i for i in range(start + 1, end) if words[i].lower() in _AFTER_HEAD), end)
    named = words[start][:1].isupper() and words[start] != "The" and words[end - 1][:1].isupper()
    if cls == "Person" and named and stop == end:
        while start < end - 1 and is_title(words[start]):
            start += 1
        return start
    return stop - 1


def _heads(
    doc: Passage, words: list[str], begins: dict[int, int], ends: dict[int, int]
) -> dict[int, list[int]]:
    """The words that head the mentions of each entity, by its number; one word may head several entities' mentions.

    A pronoun that stands twice in the sentence is left out.
    """
    found: dict[int, list[int]] = {}
    for number, entity in enumerate(doc.entities):
        for m in outermost(entity["mentions"]):
            a, b = begins.get(m["start"]), ends.get(m["end"])
            if a is None or b is None or (m["kind"] == "pronoun" and words.count(words[a]) > 1):
                continue
            if words[b - 1] in {"'s", "\u2019s", "'", "\u2019"} and b - a > 1:
                b -= 1
            found.setdefault(number, []).append(_head(words, a, b, entity["type"]))
    return found


def _chains(heads: dict[int, list[int]], n: int) -> list[int]:
    """The entity whose mention each word heads."""
    chains = [UNKNOWN] * n
    for number, places in heads.items():
        for word in places:
            chains[word] = number
    return chains


def read_news(
    path: Path, tokenizer: Tokenizer, gazetteer: Gazetteer, common: frozenset[str] = frozenset()
) -> Iterator[Document]:
    """Yield the passages of a file; datelines become sentences of their own.

    Parameters
    ----------
    path : Path
    tokenizer : spacy.tokenizer.Tokenizer
    gazetteer : Gazetteer
    common : frozenset of str
        Lower-case words of the language: capitalised at the start of a sentence they need not be names.
    """
    for lines in passages(path):
        doc = read_passage(lines)
        sentences = []
        for number, (start, end) in enumerate(doc.sentences):
            m = _DATELINE.match(doc.text[start:end]) if not sentences else None
            cut = start + m.end() if m else start
            if m:
                sentences.append(_sentence(doc, number, start, cut, tokenizer, gazetteer, common))
            sentences.append(_sentence(doc, number, cut, end, tokenizer, gazetteer, common))
        yield Document(doc.doc, "news", [s for s in sentences if s.words], share=2.0)

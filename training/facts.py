"""What a sentence states, by its words: events, their roles, relations, how sure and by whose word.

Everything sits on single words, the heads of mentions and triggers, so that the network scores words and pairs of
words of one sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from ontology import MODALITIES, schema

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from training.documents import Sentence
    from training.passages import Passage

__all__ = ["EVENTS", "MODALITY", "RELATIONS", "ROLES", "Facts", "fact_arrays", "sentence_facts", "trigger_word"]

#: Classes of the heads; the first of each, empty, is "none".
EVENTS: tuple[str, ...] = ("", *sorted(schema.event_classes()))
RELATIONS: tuple[str, ...] = ("", *sorted(schema.relations()))
ROLES: tuple[str, ...] = ("", *sorted(schema.roles()), "source")
MODALITY: tuple[str, ...] = tuple(MODALITIES)
_BEFORE_TRIGGER_WORDS = """
a an the to not never n't be is was were been being are has have had having will would shall should may might can could
must do does did get got its his her their
"""
_BEFORE_TRIGGER = frozenset(_BEFORE_TRIGGER_WORDS.split())


_NEVER_WORDS = """
and or but nor if unless while when where as than because since of in on at by for from with without to into onto over
under about after before during against between among through toward towards via per up down out off not n't never also
only just still already yet very too more most much many will would shall should may might can could must do does did
be is are was were been being am has have had having 's ' no both either neither
"""
_NEVER = frozenset(_NEVER_WORDS.split()) | {"\u2019s", "\u2019", *_BEFORE_TRIGGER}


@dataclass(slots=True)
class Facts:
    """The facts of one sentence; words are counted from 0 within it.

    Attributes
    ----------
    events : list of int, n
        Index into `EVENTS` of the class that the word triggers, 0 for none.
    modality, polarity : list of int, n
        Of the trigger: index into `MODALITY`; 1 for negated; -1 where there is no trigger.
    roles : list of (trigger, filler, role)
        A statement's source stands here as well, beside its trigger or the object of its relation.
    relations : list of (subject, object, relation, modality, polarity)
    open_pairs : set of (word, word)
        Pairs of which nothing is known: other mentions of what stands in a relation or role.
    """

    events: list[int]
    modality: list[int]
    polarity: list[int]
    roles: list[tuple[int, int, int]] = field(default_factory=list)
    relations: list[tuple[int, int, int, int, int]] = field(default_factory=list)
    open_pairs: set[tuple[int, int]] = field(default_factory=set)


def trigger_word(words: Sequence[str], start: int, end: int) -> int:
    """Return the word that stands for a trigger: the first that is no auxiliary, article or particle."""
    return next((i for i in range(start, end) if words[i].lower() not in _BEFORE_TRIGGER), start)


def _may_stand(word: str) -> bool:
    """Whether a word may stand in a relation or role; possessives may ("its")."""
    low = word.lower()
    return any(map(str.isalnum, low)) and (low not in _NEVER or low in {"its", "his", "her", "their"})


def _nearest(pairs: Sequence[tuple[int, int]]) -> tuple[int, int]:
    return min(pairs, key=lambda p: (abs(p[0] - p[1]), p))


def sentence_facts(
    passage: Passage, number: int, words: Sequence[str], heads: Mapping[str, Sequence[int]],
    word_at: Callable[[int, int], tuple[int, int] | None],
) -> Facts:  # fmt: skip
    """Return the facts of a sentence of a passage.

    Parameters
    ----------
    passage : Passage
    number : int
        Of the sentence, from 0.
    words : sequence of str, n
        Its tokens.
    heads : mapping of str to sequence of int
        Of each entity the words of the sentence that head its mentions.
    word_at : callable
        Words [start, end) of the sentence that a span of code points covers.
    """
    facts = Facts([0] * len(words), [-1] * len(words), [-1] * len(words))
    at: dict[str, Sequence[int]] = dict(heads)
    for v in passage.events:
        span = word_at(v["start"], v["end"]) if v["sentence"] == number else None
        if span:
            word = trigger_word(words, *span)
            at[v["id"]] = [word]
            facts.events[word] = EVENTS.index(v["class"])
            facts.modality[word] = MODALITY.index(v["modality"])
            facts.polarity[word] = int(v["polarity"] == "negative")
    for v in passage.events:
        if v["sentence"] != number or v["id"] not in at:
            continue
        [trigger] = at[v["id"]]
        for role, fillers in v["roles"].items():
            for filler in fillers:
                _add_role(facts, trigger, [w for w in at.get(filler, ()) if w != trigger], ROLES.index(role))
        _add_source(facts, trigger, v["source"], at)
    for r in passage.relations:
        ends = [(a, b) for a in at.get(r["subject"], ()) for b in at.get(r["object"], ()) if a != b]
        if r["sentence"] != number or not ends:
            facts.open_pairs.update(ends)
            continue
        best = _nearest(ends)
        facts.relations.append((*best, RELATIONS.index(r["predicate"]), MODALITY.index(r["modality"]),
                                int(r["polarity"] == "negative")))  # fmt: skip
        facts.open_pairs.update(ends)
        _add_source(facts, best[1], r["source"], at)
    return facts


def _add_role(facts: Facts, trigger: int, fillers: Sequence[int], role: int) -> None:
    if fillers:
        best = min(fillers, key=lambda w: (abs(w - trigger), w))
        facts.roles.append((trigger, best, role))
        facts.open_pairs.update((trigger, w) for w in fillers)


def _add_source(facts: Facts, word: int, source: Sequence[str], at: Mapping[str, Sequence[int]]) -> None:
    places = [w for w in at.get(source[0], ()) if w != word] if source else []
    if places:
        facts.roles.append((word, min(places, key=lambda w: (abs(w - word), w)), len(ROLES) - 1))


def fact_arrays(sentences: Sequence[Sentence]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return events, relations and roles of consecutive sentences as arrays over their words.

    Parameters
    ----------
    sentences : sequence of Sentence

    Returns
    -------
    events : array of int, (n, 3)
        Class, modality, polarity; -1 where unknown.
    relations : array of int, (r, 5)
        Subject, object, relation (0 for none), modality, polarity (-1 without relation).
    roles : array of int, (s, 3)
        Trigger, filler, role (0 for none).
    """
    n = sum(len(s.words) for s in sentences)
    events = np.full((n, 3), -1, dtype=np.int64)
    relations: list[tuple[int, int, int, int, int]] = []
    roles: list[tuple[int, int, int]] = []
    base = 0
    for s in sentences:
        f, m = s.facts, len(s.words)
        if f and len(f.events) >= m:
            events[base : base + m] = np.array([f.events, f.modality, f.polarity]).T[:m]
            content = [i for i in range(m) if _may_stand(s.words[i])]
            stated = {(a, b): (r, x, y) for a, b, r, x, y in f.relations if a < m and b < m}
            for a in content:
                for b in content:
                    if a != b and ((a, b) in stated or (a, b) not in f.open_pairs):
                        relations.append((a + base, b + base, *stated.get((a, b), (0, -1, -1))))
            played = {(t, w): r for t, w, r in f.roles if t < m and w < m}
            anchors = sorted({t for t, _ in played} | {i for i in range(m) if f.events[i]})
            for t in anchors:
                for w in content:
                    if w != t and ((t, w) in played or (t, w) not in f.open_pairs):
                        roles.append((t + base, w + base, played.get((t, w), 0)))
        base += m
    return (
        events,
        np.array(relations, dtype=np.int64).reshape(-1, 5),
        np.array(roles, dtype=np.int64).reshape(-1, 3),
    )

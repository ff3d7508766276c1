"""Arcs that English grammar rules out, put right."""

from __future__ import annotations

import itertools
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

__all__ = ["mend_reported", "mend_speakers", "mend_subjects", "mend_titles"]

_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "expl")
_OBJECTS = ("obj", "iobj")
_ADJUNCTS = frozenset({"obl", "obl:unmarked", "obl:tmod", "obl:npmod", "advmod"})


@lru_cache
def _numbers(names: tuple[str, ...], wanted: Collection[str]) -> frozenset[int]:
    """Return the places of some labels among all."""
    return frozenset(k for k, name in enumerate(names) if name in wanted)


def mend_subjects(heads: NDArray[np.int64], deprels: NDArray[np.int64], names: Sequence[str]) -> None:
    """Make an object that stands before a verb its subject where it has none, and another object behind it.

    "Castle Vale beat Wexmoor United": with names that it does not know a parser may find two objects.  English puts an
    object before its verb only in questions and relative clauses, and never with another one behind a bare verb.

    Parameters
    ----------
    heads : array of int, n
        Counted from 1; 0 is the root.
    deprels : array of int, n
        Indices into `names`; changed in place.
    names : sequence of str
        Labels.
    """
    if "nsubj" not in names:
        return
    subjects, objects = _numbers(tuple(names), _SUBJECTS), _numbers(tuple(names), _OBJECTS)
    if not objects.intersection(deprels[np.arange(1, len(heads) + 1) < heads].tolist()):  # none before its verb
        return
    relative = {k for k, x in enumerate(names) if x.startswith("acl")}
    below: dict[int, list[int]] = defaultdict(list)
    for i, (head, label) in enumerate(zip(heads.tolist(), deprels.tolist(), strict=True)):
        if head and (label in subjects or label in objects):
            below[head - 1].append(i)
    for verb, children in below.items():
        before = [i for i in children if i < verb and deprels[i] in objects]
        after = any(i > verb and deprels[i] in objects for i in children)
        bare = not any(deprels[i] in subjects for i in children) and deprels[verb] not in relative
        if len(before) == 1 and after and bare:
            deprels[before[0]] = names.index("nsubj")


def mend_reported(
    heads: NDArray[np.int64], deprels: NDArray[np.int64], words: Sequence[str], names: Sequence[str]
) -> None:
    """Hang what follows a verb of saying at once on that verb, not on the clause before it that is reported.

    "Hansa closed its plant, a spokesman said on Monday": no arc leads over "said" back into what was said.

    Parameters
    ----------
    heads : array of int, n
        Counted from 1; 0 is the root.  Changed in place.
    deprels : array of int, n
        Indices into `names`.
    words : sequence of str, n
    names : sequence of str
        Labels.
    """
    told, beside = (names.index(x) if x in names else -1 for x in ("ccomp", "parataxis"))
    labels = deprels.tolist()
    if told not in labels and beside not in labels:
        return
    adjuncts = _numbers(tuple(names), _ADJUNCTS)
    for i, verb in [(i, int(heads[i]) - 1) for i, label in enumerate(labels) if label in adjuncts and heads[i] > 0]:
        saying = -1
        if deprels[verb] == told:
            saying = int(heads[verb]) - 1
        elif verb < i:
            inside = np.flatnonzero((heads[verb:i] == verb + 1) & (deprels[verb:i] == beside))
            saying = verb + int(inside[-1]) if len(inside) else -1
        if verb < saying < i and all(w[:1].isalnum() or w[:1] in "'’$£€" for w in words[saying + 1 : i]):
            heads[i] = saying + 1


def mend_speakers(
    heads: NDArray[np.int64], deprels: NDArray[np.int64], words: Sequence[str], names: Sequence[str]
) -> None:
    """Make a noun right before a verb of saying its subject, where it has none and what it says stands before it.

    "Vale does not lead Hansa, a spokesman of the lender said": the spokesman is not another word for Vale.

    Parameters
    ----------
    heads, deprels : array of int, n
        As `mend_reported` takes them; both are changed in place.
    words : sequence of str, n
    names : sequence of str
        Labels.
    """
    told, beside, other = (names.index(x) if x in names else -1 for x in ("ccomp", "parataxis", "appos"))
    labels = deprels.tolist()
    if other not in labels or "nsubj" not in names or (told not in labels and beside not in labels):
        return
    subjects = _numbers(tuple(names), _SUBJECTS)
    for clause, label in enumerate(labels):
        verb = int(heads[clause]) - 1 if label == told else -1
        if verb < clause and beside in labels[clause:]:
            verb = next((k for k in range(clause, len(labels)) if labels[k] == beside and heads[k] == clause + 1), -1)
        if verb < clause or any(labels[k] in subjects for k in np.flatnonzero(heads == verb + 1).tolist()):
            continue
        commas = [k for k in range(clause, verb) if not words[k][:1].isalnum()]
        noun = next((k for k in range(commas[-1] + 1, verb) if labels[k] == other), -1) if commas else -1
        if noun < 0 or words[commas[-1]] != ",":
            continue
        heads[noun], deprels[noun] = verb + 1, names.index("nsubj")
        for k in range(noun + 1, verb):  # nothing leads over the comma back into what was said
            if heads[k] <= commas[-1]:
                heads[k] = noun + 1


def mend_titles(
    heads: NDArray[np.int64],
    deprels: NDArray[np.int64],
    upos: NDArray[np.int64],
    names: Sequence[str],
    tags: Sequence[str],
) -> None:
    """Hang a title on the name right behind it where both stand as subjects of one verb.

    "Brazilian striker Rafael Souza scored": no verb has two subjects, and what stands before the name is its title;
    "the probe Halcyon" is a noun with a name apposed.

    Parameters
    ----------
    heads : array of int, n
        Counted from 1; 0 is the root; changed in place.
    deprels, upos : array of int, n
        Indices into `names` and `tags`; the labels are changed in place.
    names, tags : sequence of str
        Labels and universal tags.
    """
    if not {"nsubj", "nmod:desc", "appos", "det"} <= set(names) or not {"NOUN", "PROPN"} <= set(tags):
        return
    subject, title, article = (names.index(x) for x in ("nsubj", "nmod:desc", "det"))
    noun, name = tags.index("NOUN"), tags.index("PROPN")
    pairs = zip(heads.tolist(), deprels.tolist(), strict=True)
    subjects = [i for i, (head, label) in enumerate(pairs) if label == subject and head - 1 > i]
    for first, second in itertools.pairwise(subjects):
        if heads[first] == heads[second] and second == first + 1 and upos[first] == noun and upos[second] == name:
            if any(heads[i] == first + 1 and deprels[i] == article for i in range(first)):
                heads[second], deprels[second] = first + 1, names.index("appos")
            else:
                heads[first], deprels[first] = second + 1, title

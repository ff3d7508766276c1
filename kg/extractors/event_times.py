"""Which time expression dates an act."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from kg.extractors.clauses import full_lemma, is_clause
from kg.extractors.cue_lexicons import things, words
from kg.extractors.phrases import marker
from kg.extractors.trees import tree_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.extractors.trees import Tree
    from kg.predications import TimeExpression

__all__ = ["event_time"]

_TEMPORAL: Final = frozenset({
    "obl", "obl:unmarked", "obl:tmod", "obl:npmod", "advmod", "nmod", "nmod:unmarked", "nmod:poss", "nmod:tmod",
    "compound", "amod", "nummod", "nmod:desc", "advcl",
})  # fmt: skip
#: Words over which a date is said of an act: "in the early hours of Tuesday", "at the end of March".
_PARTS: Final = frozenset(
    [
        "hour",
        "morning",
        "afternoon",
        "evening",
        "night",
        "day",
        "end",
        "start",
        "beginning",
        "middle",
        "eve",
        "late",
        "early",
    ]
)
_LIMITS: Final = frozenset({"before", "after", "than", "for", "until", "till", "beyond", "within"})
_ARGUMENTS: Final = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod"})
_LOOSE: Final = frozenset({"on", "", "in", "late on", "early on"})
_DURING: Final = frozenset({"obl", "nmod"})
_WHOLE: Final = frozenset({"obj"})
_AT: Final = frozenset({"in", "at", "during"})
_SHARING: Final = frozenset({"xcomp", "conj", "advcl"})


def event_time(doc: Doc, predicate_head: int, times: Mapping[int, TimeExpression]) -> TimeExpression | None:
    """Return the time expression that dates a predicate.

    Parameters
    ----------
    doc : Doc, n tokens
    predicate_head : int
        Head token of the predicate: a verb, or a noun of action.
    times : mapping of int to TimeExpression
        As `kg.extractors.times.find_times` gives them.

    Returns
    -------
    TimeExpression or None
        The narrowest date that hangs on the predicate itself; else that of the verb which carries the noun ("the
        decision was made Monday"), of the participle after it ("talks held in April"), or of the verb that shares its
        clause ("began bombing on Monday"). A date of the governing clause is taken only where both happen together.
    """
    tree = tree_of(doc)
    token = predicate_head
    for _ in range(4):
        found = _own(tree, token, times)
        if found is not None:
            return found
        token = _together(tree, token, predicate_head)
        if token < 0:
            return None
    return None


def _own(tree: Tree, token: int, times: Mapping[int, TimeExpression]) -> TimeExpression | None:
    """Return the best date among the dependents of a token, the nearest of equally narrow ones."""
    found = [t for t in (_dated(tree, c, times) for c in tree.children[token]) if t is not None]
    if not found:
        # parses often hang the date on the noun before it: "the court on Monday ruled", "talks in Geneva on Friday"
        inner = (k for c in _bearers(tree, token) for k in tree.children[c] if _is_loose(tree, k, c))
        found = [t for t in (_dated(tree, k, times) for k in inner) if t is not None]
    if not found:
        inner = (k for c in _occasions(tree, token) for k in tree.children[c])
        found = [t for t in (_dated(tree, k, times) for k in inner) if t is not None]
    if not found:
        return None
    return min(found, key=lambda t: (_width(t), abs(t.head - token)))


def _is_loose(tree: Tree, child: int, bearer: int) -> bool:
    """Whether a date that hangs on a noun may be the verb's: not "next year's fair", "bonds due in 2014"."""
    word = marker(tree, child)
    return word in _LOOSE and tree.dep[child] != "nmod:poss" and (word != "in" or tree.pos[bearer] == "PROPN")


def _bearers(tree: Tree, token: int) -> list[int]:
    """Return the nouns beside an act that a date cannot belong to: names, people, places, made things."""
    arguments = [c for c in tree.children[token] if tree.dep[c] in _ARGUMENTS]
    deeper = [k for c in arguments for k in tree.children[c] if tree.dep[k] in {"nmod", "conj", "appos"}]
    return [c for c in (*arguments, *deeper) if tree.pos[c] == "PROPN" or tree.lemma[c] in things()]


def _occasions(tree: Tree, token: int) -> list[int]:
    """Return the nouns for what an act is part of: "won in Sunday's election", "lost Monday's match"."""
    within = [c for c in tree.with_dep(token, _DURING) if marker(tree, c) in _AT and tree.lemma[c] in _occasion_nouns()]
    # a parse may take "in Sunday's election" for an object
    whole = [c for c in tree.with_dep(token, _WHOLE) if tree.lemma[c] in _occasion_nouns()]
    carries = full_lemma(tree, token) in words("factuality", "carriers")
    return within + [c for c in whole if carries or marker(tree, c) in _AT]


def _occasion_nouns() -> frozenset[str]:
    return words("factuality", "occasions")


def _dated(tree: Tree, child: int, times: Mapping[int, TimeExpression]) -> TimeExpression | None:
    if tree.dep[child] not in _TEMPORAL:
        return None
    found = times.get(child)
    if found is None and tree.lemma[child] in _PARTS:
        found = next((times[c] for c in tree.children[child] if c in times), None)
    if found is None or found.kind not in {"date", "time"} or not found.value or found.value.endswith("_REF"):
        return None
    if marker(tree, child) == "by" and tree.lemma[tree.head[child]] in words("factuality", "deadlines"):
        return None  # "demanded its closure by 2015"
    decided = tree.lemma[tree.head[child]] in words("factuality", "effective") and "/" not in found.value
    if decided and marker(tree, child) == "from":
        return None
    # what happened before, after or until a date was not on it
    return None if marker(tree, child).split(" ")[-1] in _LIMITS else found


def _width(time: TimeExpression) -> int:
    return (time.last - time.first).days if time.first and time.last else 10**6


def _together(tree: Tree, token: int, first: int) -> int:
    """Return a token whose date is that of the act too, -1 if there is none."""
    governor, dep = tree.head[token], tree.dep[token]
    participle = next((c for c in tree.with_dep(token, frozenset({"acl"})) if tree.tag[c] in {"VBN", "VBG"}), -1)
    if not is_clause(tree, token):
        if participle >= 0 and tree.lemma[participle] in words("factuality", "carriers"):
            return participle
        verb = full_lemma(tree, governor)
        carries = verb in words("factuality", "carriers") or verb in words("factuality", "occurrences")
        return governor if dep in {"obj", "nsubj:pass", "nsubj"} and carries else -1
    if governor == token or dep not in _SHARING or not is_clause(tree, governor):
        return -1
    if dep == "xcomp":
        return governor if full_lemma(tree, governor) in words("factuality", "done") else -1
    if dep == "conj":
        own_subject = tree.with_dep(token, frozenset({"nsubj", "nsubj:pass"}))
        return governor if not own_subject and tree.tag[token] == tree.tag[governor] and token == first else -1
    bare = tree.tag[token] == "VBG" and not marker(tree, token)
    return governor if bare and token > governor else -1

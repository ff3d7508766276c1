"""What an adverbial clause's conjunction and verb make of its act: conditions, purposes, times, means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extractors.clause_modality import Operator, is_conditional
from kg.extractors.clauses import auxiliaries
from kg.extractors.cue_lexicons import cues, words
from kg.extractors.governing_words import END, Step, apply, clause_frame, is_subjunctive
from kg.extractors.phrases import marker

if TYPE_CHECKING:
    from kg.extractors.trees import Tree

__all__ = ["AMONG", "adverbial", "has_limit"]

_PRESENT: Final = frozenset({"VBZ", "VBP"})
#: Conjunctions of time: what they date has happened no more than the clause that they date.
_TIMES: Final = frozenset({"when", "once", "after", "as soon as", "by the time", "whenever", "the moment"})
_AHEAD: Final = frozenset(
    {"will", "'ll", "’ll", "wo", "would", "shall", "may", "might", "can", "could", "should", "must"}
)
_WITHOUT: Final = frozenset({"without", "instead of", "rather than"})
#: Conjunctions that only add an act to another.
_ADDING: Final = frozenset({"as well as", "in addition to", "along with", "together with", "besides", "and"})
#: Conjunctions through which a gerund shares the fate of its clause: "retaliate by closing the border".
_MEANS: Final = frozenset({"by", "through", ""})
#: Words before one act of those that a noun sums up: "acts, including sending leaflets".
AMONG: Final = frozenset({"including", "such as", "like"})
_LIMITS: Final = frozenset({"until", "till", "day", "week", "hour", "month", "deadline", "ultimatum"})


def adverbial(tree: Tree, clause: int, governor: int) -> Step:
    """Step from an adverbial clause."""
    mark = marker(tree, clause)
    noun = _noun_before(tree, clause)
    if noun >= 0:
        return apply(tree, noun, "to" if mark.endswith("to") else mark) or END
    short = _falls_short(tree, clause, governor, mark)
    if short is not None:
        return short
    if is_conditional(tree, clause):
        negative = mark.startswith(("unless", "lest"))
        return Step((Operator("hypothetical", negative, (clause,)),))
    if mark in AMONG:
        ends = tree.lemma[governor] in words("factuality", "enders")
        return Step((), governor, turns=not ends, ceases=ends)
    if mark in _ADDING or (
        mark == "as" and any(tree.lower[c] == "well" for a in tree.children[clause] for c in tree.children[a])
    ):
        return Step((), governor, own=False)
    inner = [c for a in tree.children[clause] for c in (a, *tree.children[a]) if c < clause]
    instead = any(tree.lower[c] in {"of", "than"} and tree.lower[c - 1] in {"instead", "rather"} for c in inner)
    if mark in _WITHOUT or instead:
        return Step((Operator("", True, (clause,)),))
    if mark.endswith("to") and tree.lemma[governor] in {"give", "have"} and has_limit(tree, governor):
        given = tree.lemma[governor] == "give"  # "gave them until Sunday to free him", "has until Friday to appeal"
        return Step((Operator("demanded" if given else "possible", False, (governor,)),))
    frame = clause_frame(tree, clause)
    step = apply(tree, governor, frame) if mark or _is_object(tree, clause, governor) else None
    if step is not None and frame == "to" and _is_purpose(tree, governor, step):
        step = None
    if step is not None and (frame != "that" or is_subjunctive(tree, clause)):
        return step
    if mark.endswith("to") and tree.tag[clause] not in {"VBD", "VBZ"}:
        done = tree.lemma[clause] in words("factuality", "performed")
        return Step((), governor) if done else Step((Operator("planned", False, (clause,)),))
    timed = _dated_ahead(tree, clause, governor, mark)
    if timed is not None:
        return timed
    participle = tree.tag[clause] in {"VBG", "VBN"} and not tree.with_dep(clause, frozenset({"nsubj", "nsubj:pass"}))
    if mark in _MEANS and participle and tree.pos[governor] == "VERB":
        return Step((), governor)
    return END


def _is_object(tree: Tree, clause: int, governor: int) -> bool:
    """Whether a gerund is what a verb is about, though a parse takes it for an adjunct: "ruled out reopening"."""
    if tree.tag[clause] != "VBG" or clause < governor or tree.with_dep(governor, frozenset({"obj", "iobj"})):
        return False
    between = range(governor + 1, clause)
    return all(tree.dep[i] == "compound:prt" or tree.head[i] == clause for i in between) and not any(
        tree.lower[i] == "," for i in between
    )


def _is_purpose(tree: Tree, governor: int, step: Step) -> bool:
    """Whether "to" beside a verb with an object gives its purpose ("moved money to buy"), not its outcome."""
    if tree.lemma[governor] in {"go", "come", "rush", "travel", "head"}:
        idiom = {"behind", "way", "ways", "out"}  # "came from behind to win", "went out of their way to help"
        return not any(tree.lower[c] in idiom for c in tree.children[governor])
    has_object = bool(tree.with_dep(governor, frozenset({"obj", "iobj"})))
    transparent = not any(op.modality for op in step.operators)
    return has_object and transparent and tree.lemma[governor] not in words("factuality", "achieving")


def _falls_short(tree: Tree, clause: int, governor: int, mark: str) -> Step | None:
    """Step from what was not done in the end: "stopped short of condemning", "came close to joining"."""
    beside = {tree.lower[governor], *(tree.lower[c] for c in tree.children[governor] if c < clause)}
    if (mark.endswith("of") and "short" in beside) or (
        mark == "to" and tree.tag[clause] == "VBG" and beside & {"close", "near"} and tree.pos[governor] == "VERB"
    ):
        return Step((Operator("", True, (clause,)),))
    return None


def _dated_ahead(tree: Tree, clause: int, governor: int, mark: str) -> Step | None:
    """Step from a clause of time that is still to come: "until he resigns", "will vote when it meets"."""
    own = [a for a in tree.children[clause] if tree.dep[a] in {"aux", "aux:pass", "cop"}]
    finite = next(iter(own), clause)
    present = tree.tag[finite] in _PRESENT or (tree.tag[clause] in _PRESENT and not own)
    ahead = any(tree.lower[a] in _AHEAD for a in auxiliaries(tree, governor)) or (
        tree.tag[governor] == "VB" and marker(tree, governor).endswith("to")
    )
    if mark in {"until", "till"} and (present or (ahead and tree.lower[finite] == "had")):
        return Step((Operator("hypothetical", True, (clause,)),))
    if mark == "before" and present:
        return Step((Operator("planned", False, (clause,)),))
    word = mark or next((tree.lower[c] for c in tree.children[clause] if tree.dep[c] == "advmod" and c < clause), "")
    if word in _TIMES and present and ahead:
        return Step((Operator("predicted", False, (clause,)),))
    return None


def has_limit(tree: Tree, verb: int) -> bool:
    """Whether a time limit stands beside a verb: "gave them a week", "has until Friday"."""
    beside = tree.with_dep(verb, frozenset({"obj", "iobj", "obl", "obl:unmarked"}))
    words_beside = [*beside, *(c for b in beside for c in tree.children[b] if tree.dep[c] == "case")]
    return any(tree.lemma[c] in _LIMITS for c in words_beside)


def _noun_before(tree: Tree, clause: int) -> int:
    """Return the noun that stands before the preposition of a clause and governs it by its cue, -1 if none.

    Parses often hang "a ban on sending leaflets" on the verb before the noun.
    """
    for child in tree.with_dep(clause, frozenset({"mark", "case"})):
        before = child - 1
        if before >= 0 and tree.pos[before] == "NOUN" and tree.lower[child] == "to":
            return before if "to" in cues("factuality", "nouns").get(tree.lemma[before], {}) else -1
        if before >= 0 and tree.pos[before] == "NOUN" and tree.lower[child] not in {"that", "if"}:
            return before if tree.lower[child] in cues("factuality", "nouns").get(tree.lemma[before], {}) else -1
    return -1

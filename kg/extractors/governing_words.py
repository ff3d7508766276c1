"""What a word that governs an act makes of it: its cue in the frame in which the act stands to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from kg.extractors.clause_modality import Operator, negations
from kg.extractors.clauses import auxiliaries, full_lemma, is_passive
from kg.extractors.cue_lexicons import Cue, cues, words
from kg.extractors.phrases import marker

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.extractors.trees import Tree

__all__ = ["END", "Step", "apply", "clause_frame", "frames_of", "is_bare", "is_modal", "is_subjunctive"]


class Step(NamedTuple):
    """One step up from an act.

    Attributes
    ----------
    operators : tuple of Operator
    next : int
        Where the climb goes on; -1 if it ends.
    own : bool
        Whether what the next token says of itself holds of the act too.
    turns : bool
        Whether from here on negation turns the polarity of the act.
    ceases : bool
        Whether the act is ended: what is announced from here on is its end.
    vague : bool
        Whether the act is only one that is spoken of: what is announced from here on is something else.
    """

    operators: tuple[Operator, ...]
    next: int = -1
    own: bool = True
    turns: bool = True
    ceases: bool = False
    vague: bool = False


END: Final = Step(())


def frames_of(tree: Tree, governor: int) -> Mapping[str, Cue]:
    """Return the cues of a governing word by frame."""
    pos = tree.pos[governor]
    if pos in {"NOUN", "PROPN"}:
        return cues("factuality", "nouns").get(tree.lemma[governor], {})
    if pos == "ADJ":
        adjectives = cues("factuality", "adjectives")
        return adjectives.get(tree.lemma[governor]) or adjectives.get(tree.lower[governor], {})
    found = cues("factuality", "verbs")
    frames = found.get(full_lemma(tree, governor)) or found.get(tree.lemma[governor], {})
    return frames or cues("factuality", "adjectives").get(tree.lower[governor], {})


def apply(tree: Tree, governor: int, frame: str) -> Step | None:
    """Return the step that a governing word makes in a frame; None if it has none there."""
    frames = frames_of(tree, governor)
    # parsers take "a man accused of theft was held" for an active verb; then it has no object
    unaccusing = frame == "of" and not tree.with_dep(governor, frozenset({"obj"}))
    passive = f"{frame}-passive" in frames and (unaccusing or is_passive(tree, governor))
    cue = frames.get(f"{frame}-passive" if passive else frame)
    if cue is None:
        return None
    particle = tree.with_dep(governor, frozenset({"compound:prt"}))
    if passive and _is_told_by_somebody(tree, governor):
        return None
    unsaid = tree.dep[governor] == "xcomp" and tree.lemma[tree.head[governor]] in {"refuse", "decline"}
    if cue.value and cue.negative and (unsaid or negations(tree, governor)):
        return Step((Operator("possible", False, (governor, *particle)),))  # what is not ruled out may be
    # what is agreed on is as sure as the agreement: "may agree to pay"
    operator = Operator(cue.value, cue.negative, (governor, *particle), weak=cue.value == "announced")
    ends = tree.lemma[governor] in words("factuality", "enders")
    stops = tree.lemma[governor] in words("factuality", "stopping") and not particle
    if frame == "ing" and stops and not negations(tree, governor):
        operator = operator._replace(negative=True)  # "has stopped buying"
        return Step((operator,), governor, turns=False, ceases=True)
    return Step((operator,) if cue.value or cue.negative else (), governor, turns=not ends, ceases=ends)


def _is_told_by_somebody(tree: Tree, verb: int) -> bool:
    """Whether a passive verb of telling names its speaker: "was said by the police to have fled"."""
    return tree.lemma[verb] in words("factuality", "telling") and bool(tree.with_dep(verb, frozenset({"obl:agent"})))


def clause_frame(tree: Tree, clause: int) -> str:
    """Return the frame in which a dependent clause stands."""
    mark = marker(tree, clause)
    if (mark.endswith("to") and tree.tag[clause] in {"VB", "VBN", "VBP"}) or mark == "to":
        return "to"
    if mark == "to" or mark.endswith(" to"):
        return "to"
    if mark in {"that", ""}:
        gerund = tree.tag[clause] == "VBG" and not tree.with_dep(clause, frozenset({"aux"}))
        leading = tree.with_dep(clause, frozenset({"aux", "aux:pass"}))
        gerund |= any(tree.lower[a] in {"being", "having"} for a in leading)
        bare = gerund and not tree.with_dep(clause, frozenset({"nsubj", "nsubj:pass"}))
        return "ing" if bare else "that"
    return mark


def is_bare(tree: Tree, clause: int) -> bool:
    """Whether a clause with "that" has a verb that agrees with no subject: what is wanted ("that he resign")."""
    subject = tree.first(clause, frozenset({"nsubj", "nsubj:pass"}))
    if subject < 0 or marker(tree, clause) != "that":
        return False
    aux = {tree.lower[a] for a in auxiliaries(tree, clause)}
    if aux:
        return aux == {"be"}
    one = tree.tag[subject] == "NN" or tree.lower[subject] in {"he", "she", "it"}
    return tree.tag[clause] == "VB" or (tree.tag[clause] == "VBP" and one)


def is_subjunctive(tree: Tree, clause: int) -> bool:
    """Whether a clause is what is demanded ("that he resign", "be freed", "should go"), not what is told."""
    aux = {tree.lower[a] for a in auxiliaries(tree, clause)} | {
        tree.lower[c] for c in tree.with_dep(clause, frozenset({"cop"}))
    }
    if aux & {"should", "must"} or (aux == {"be"}):
        return True
    bare = tree.tag[clause] == "VBD" and tree.lower[clause] == tree.lemma[clause]  # "that Peru readmit them"
    return not aux and (tree.tag[clause] in {"VB", "VBP"} or bare)


def is_modal(tree: Tree, clause: int) -> bool:
    """Whether a modal verb stands with a clause ("may", "would", "will")."""
    return any(tree.tag[a] == "MD" for a in tree.with_dep(clause, frozenset({"aux"})))

"""What the word that governs an act makes of it, and how far its own modality reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from kg.extractors.clause_modality import Operator, is_conditional, negations
from kg.extractors.clauses import auxiliaries, full_lemma, is_clause, is_passive
from kg.extractors.cue_lexicons import Cue, cues, words
from kg.extractors.phrases import marker

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.extractors.trees import Tree

__all__ = ["Step", "govern"]

_PRESENT: Final = frozenset({"VBZ", "VBP", "VB"})
_WITHOUT: Final = frozenset({"without", "instead of", "rather than"})
#: Conjunctions that only add an act to another.
_ADDING: Final = frozenset({"as well as", "in addition to", "along with", "together with", "besides", "and"})
#: Conjunctions through which a gerund shares the fate of its clause: "retaliate by closing the border".
_MEANS: Final = frozenset({"by", "through", ""})


#: Words before one act of those that a noun sums up: "acts, including sending leaflets".
_AMONG: Final = frozenset({"including", "such as", "like"})
_LIMITS: Final = frozenset({"until", "till", "day", "week", "hour", "month", "deadline", "ultimatum"})


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
    """

    operators: tuple[Operator, ...]
    next: int = -1
    own: bool = True
    turns: bool = True


_END: Final = Step(())


def _frames(tree: Tree, governor: int) -> Mapping[str, Cue]:
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


def _apply(tree: Tree, governor: int, frame: str) -> Step | None:
    """Return the step that a governing word makes in a frame; None if it has none there."""
    frames = _frames(tree, governor)
    # parsers take "a man accused of theft was held" for an active verb; then it has no object
    unaccusing = frame == "of" and not tree.with_dep(governor, frozenset({"obj"}))
    passive = f"{frame}-passive" in frames and (unaccusing or is_passive(tree, governor))
    cue = frames.get(f"{frame}-passive" if passive else frame)
    if cue is None:
        return None
    particle = tree.with_dep(governor, frozenset({"compound:prt"}))
    if cue.value and cue.negative and negations(tree, governor):
        return Step((Operator("possible", False, (governor, *particle)),))  # what is not ruled out may be
    operator = Operator(cue.value, cue.negative, (governor, *particle))
    ends = tree.lemma[governor] in words("factuality", "enders")
    return Step((operator,) if cue.value or cue.negative else (), governor, turns=not ends)


def _clause_frame(tree: Tree, clause: int) -> str:
    """Return the frame in which a dependent clause stands."""
    mark = marker(tree, clause)
    if (mark.endswith("to") and tree.tag[clause] in {"VB", "VBN", "VBP"}) or mark == "to":
        return "to"
    if mark == "to" or mark.endswith(" to"):
        return "to"
    if mark in {"that", ""}:
        bare = tree.tag[clause] == "VBG" and not tree.with_dep(clause, frozenset({"nsubj", "nsubj:pass", "aux"}))
        return "ing" if bare else "that"
    return mark


def _complement(tree: Tree, clause: int, governor: int) -> Step:
    """Step from an open or finite complement, or a clausal subject."""
    if is_conditional(tree, clause):
        return Step((Operator("hypothetical", False, (clause,)),))
    frame = _clause_frame(tree, clause)
    if frame == "to" and any(tree.lower[c] == "yet" for c in (*tree.children[governor], *tree.children[clause])):
        return Step((Operator("planned", True, (governor,)),), governor)  # "has yet to be named"
    if frame in {"to", "that"} and tree.dep[clause] == "xcomp":
        has_object = any(tree.dep[c] in {"obj", "iobj"} for c in tree.children[governor])
        step = (_apply(tree, governor, "obj-to") if has_object or frame == "that" else None) or _apply(
            tree, governor, "to"
        )
    else:
        step = _apply(tree, governor, frame)
    if frame == "to" and tree.lemma[governor] == "go" and tree.tag[governor] == "VBG":
        return Step((Operator("future", False, (governor,)),), governor)  # "is going to"
    if step is None and frame == "that":
        step = _apply(tree, governor, "obj-to")
        if step is None and tree.tag[clause] == "VB" and not auxiliaries(tree, clause):
            step = _apply(tree, governor, "to")  # "asked it to help refugees enter"
    elif step is not None and tree.dep[clause] != "xcomp" and frame == "that":
        step = step if not _demands(step) or _is_subjunctive(tree, clause) else _END
    if step is not None:
        return _as_threat(tree, clause, governor, step)
    if tree.dep[clause] in {"csubj", "csubj:pass"} and _is_modal(tree, governor):
        return Step((Operator("hypothetical", False, (clause,)),))
    if tree.lemma[governor] == "have" and frame == "to":
        return _obligation(tree, governor)
    if tree.dep[clause] == "xcomp":
        return Step((), governor)
    return _END


def _as_threat(tree: Tree, clause: int, governor: int, step: Step) -> Step:
    """Return the step from a vow; to do harm, or unless something is done, it is a threat."""
    if tree.lemma[governor] not in {"vow", "swear", "promise", "pledge"} or not step.operators:
        return step
    conditions = [
        c for v in (clause, governor) for c in tree.with_dep(v, frozenset({"advcl"})) if is_conditional(tree, c)
    ]
    if full_lemma(tree, clause) not in words("factuality", "hostile") and not conditions:
        return step
    return Step((step.operators[0]._replace(modality="threatened"),), step.next)


def _demands(step: Step) -> bool:
    return any(op.modality == "demanded" for op in step.operators)


def _is_subjunctive(tree: Tree, clause: int) -> bool:
    """Whether a clause is what is demanded ("that he resign", "be freed", "should go"), not what is told."""
    aux = {tree.lower[a] for a in auxiliaries(tree, clause)} | {
        tree.lower[c] for c in tree.with_dep(clause, frozenset({"cop"}))
    }
    if aux & {"should", "must"} or (aux == {"be"}):
        return True
    return not aux and tree.tag[clause] in {"VB", "VBP"}


def _is_modal(tree: Tree, clause: int) -> bool:
    return any(tree.tag[a] == "MD" for a in tree.with_dep(clause, frozenset({"aux"})))


def _obligation(tree: Tree, have: int) -> Step:
    """Step from "has to" (demanded) and "had to" (done)."""
    past = tree.tag[have] in {"VBD", "VBN"}
    return Step((), have) if past else Step((Operator("demanded", False, (have,)),), have)


def _adverbial(tree: Tree, clause: int, governor: int) -> Step:
    """Step from an adverbial clause."""
    mark = marker(tree, clause)
    noun = _noun_before(tree, clause)
    if noun >= 0:
        return _apply(tree, noun, mark) or _END
    if is_conditional(tree, clause):
        negative = mark.startswith(("unless", "lest"))
        return Step((Operator("hypothetical", negative, (clause,)),))
    if mark in _AMONG:
        return Step((), governor)
    if mark in _ADDING or (
        mark == "as" and any(tree.lower[c] == "well" for a in tree.children[clause] for c in tree.children[a])
    ):
        return Step((), governor, own=False)
    inner = [c for a in tree.children[clause] for c in (a, *tree.children[a]) if c < clause]
    instead = any(tree.lower[c] in {"of", "than"} and tree.lower[c - 1] in {"instead", "rather"} for c in inner)
    if mark in _WITHOUT or instead:
        return Step((Operator("", True, (clause,)),))
    frame = _clause_frame(tree, clause)
    step = _apply(tree, governor, frame) if mark else None
    if step is not None and (frame != "that" or _is_subjunctive(tree, clause)):
        return step
    if mark.endswith("to") and tree.tag[clause] not in {"VBD", "VBZ"}:
        if tree.lemma[governor] == "give" and any(tree.lemma[c] in _LIMITS for c in _phrases(tree, governor)):
            return Step((Operator("demanded", False, (governor,)),))  # "gave them until Sunday to free him"
        done = tree.lemma[clause] in words("factuality", "performed")
        return Step((), governor) if done else Step((Operator("planned", False, (clause,)),))
    present = tree.tag[clause] in _PRESENT or any(tree.lower[a] in {"has", "have"} for a in tree.children[clause])
    if mark == "before" and tree.tag[clause] in {"VBZ", "VBP"}:
        return Step((Operator("planned", False, (clause,)),))
    if mark == "until" and present:
        return Step((Operator("hypothetical", True, (clause,)),))
    participle = tree.tag[clause] in {"VBG", "VBN"} and not tree.with_dep(clause, frozenset({"nsubj", "nsubj:pass"}))
    if mark in _MEANS and participle and tree.pos[governor] == "VERB":
        return Step((), governor)
    return _END


def _phrases(tree: Tree, verb: int) -> list[int]:
    """Return the objects and prepositions beside a verb, "until" for a phrase that it marks."""
    beside = tree.with_dep(verb, frozenset({"obj", "obl", "obl:unmarked"}))
    return [*beside, *(c for b in beside for c in tree.children[b] if tree.dep[c] == "case")]


def _noun_before(tree: Tree, clause: int) -> int:
    """Return the noun that stands before the preposition of a clause and governs it by its cue, -1 if none.

    Parses often hang "a ban on sending leaflets" on the verb before the noun.
    """
    for child in tree.with_dep(clause, frozenset({"mark", "case"})):
        before = child - 1
        if before >= 0 and tree.pos[before] == "NOUN" and tree.lower[child] not in {"to", "that", "if"}:
            return before if tree.lower[child] in cues("factuality", "nouns").get(tree.lemma[before], {}) else -1
    return -1


def _of_noun(tree: Tree, clause: int, noun: int) -> Step:
    """Step from a clause that hangs on a noun: "a threat to scrap", "plans for closing", "claims that he fled"."""
    mark = marker(tree, clause)
    if mark in _AMONG:
        return Step((), noun)
    if mark.endswith("to") and tree.tag[clause] not in {"VBD", "VBZ"}:
        step = _apply(tree, noun, "to")
        if step is not None:
            return step
        if tree.dep[noun] == "ROOT" and tree.pos[noun] == "PROPN":
            return Step((Operator("announced", False, (clause,)),))  # a headline: "Seoul to ban leaflets"
        picked = any(tree.lower[c] in {"first", "last", "only", "next", "latest"} for c in tree.children[noun])
        return _END if picked else Step((Operator("planned", False, (clause,)),))
    if tree.dep[clause] == "acl:relcl" and any(
        tree.lower[c] in {"any", "whoever"} for c in (noun, *tree.children[noun])
    ):
        return Step((Operator("hypothetical", False, (clause,)),))
    if tree.dep[noun] == "obj" and tree.tag[clause] == "VBN" and not mark:
        return _apply(tree, tree.head[noun], "obj-to") or _END  # "wants the rule withdrawn"
    if tree.dep[clause] == "acl:relcl" or not mark:
        return _END
    return _apply(tree, noun, "that" if mark == "that" else mark) or _END


def _nominal(tree: Tree, noun: int, governor: int) -> Step:
    """Step from a noun of action."""
    dep, prep = tree.dep[noun], marker(tree, noun)
    if dep == "obj" and tree.lemma[governor] == "face" and tree.tag[governor] in _PRESENT:
        return Step((Operator("possible", False, (governor,)),), governor)
    if dep in {"obj", "nsubj:pass"} and _is_presupposed(tree, noun, governor):
        return _END
    if dep in {"obj", "nsubj:pass"}:
        return _apply(tree, governor, "obj") or _unspecific(tree, noun, governor)
    if dep in {"nsubj", "csubj"}:
        if tree.pos[governor] == "ADJ" and not tree.with_dep(governor, frozenset({"xcomp", "ccomp"})):
            return _apply(tree, governor, "subj") or _unspecific(tree, noun, governor)
        happens = full_lemma(tree, governor) in words("factuality", "occurrences") or _takes_place(tree, governor)
        return Step((), governor) if happens and not is_passive(tree, governor) else _unspecific(tree, noun, governor)
    if dep in {"obl", "nmod"}:
        step = _apply(tree, governor, prep)
        if step is not None and dep == "nmod" and any(tree.dep[c] == "nmod:poss" for c in tree.children[noun]):
            step = Step(tuple(op._replace(negative=False) for op in step.operators), step.next)
        if (
            step is None
            and dep == "nmod"
            and prep == "of"
            and tree.lemma[governor] in words("factuality", "containers")
        ):
            step = Step((), governor)
        return step or (_unspecific(tree, noun, governor) if dep == "obl" else _END)
    if dep == "compound":
        return _apply(tree, governor, "of") or _END
    return _END


def _is_presupposed(tree: Tree, noun: int, governor: int) -> bool:
    """Whether what a verb does to a thing shows that the thing is there."""
    if tree.pos[governor] != "VERB":
        return False
    if full_lemma(tree, governor) in words("factuality", "presupposing"):
        return True
    cue = _frames(tree, governor).get("obj")
    undone = cue is not None and cue.negative and not cue.value
    return undone and tree.lemma[noun] in words("factuality", "lasting")


def _takes_place(tree: Tree, verb: int) -> bool:
    return tree.lemma[verb] == "take" and any(tree.lower[c] == "place" for c in tree.children[verb])


def _unspecific(tree: Tree, noun: int, governor: int) -> Step:
    """Step from a noun that names no particular act ("could face a ban"): it is as real as its clause.

    A definite one ("will appeal the ruling") is there whatever becomes of the clause.
    """
    if not is_clause(tree, governor):
        return _END
    for child in tree.children[noun]:
        dep, word = tree.dep[child], tree.lower[child]
        if dep == "nmod:poss" or (dep == "det" and word not in {"a", "an", "any", "another", "some", "no"}):
            return _END
    return _END if tree.pos[noun] in {"PROPN", "PRON"} else Step((), governor, turns=False)


def _joined(tree: Tree, token: int, first: int) -> Step:
    """Step from a conjunct to what it is joined to, whose governors are its own too."""
    finite = tree.tag[token] in {"VBD", "VBZ", "VBP"} and is_clause(tree, token)
    infinitive = tree.tag[first] == "VB" or (marker(tree, first) == "to" and tree.pos[first] == "VERB")
    own_subject = bool(tree.with_dep(token, frozenset({"nsubj", "nsubj:pass"})))
    if (finite or own_subject) and infinitive and tree.dep[first] in {"xcomp", "acl", "advcl"}:
        return _END
    return Step((), first, own=False)


def govern(tree: Tree, token: int) -> Step:
    """Return the step from an act to the word that governs it.

    Parameters
    ----------
    tree : Tree
    token : int
        Head of a clause, or a noun of action.
    """
    governor, dep = tree.head[token], tree.dep[token]
    if governor == token:
        return _END
    if dep == "conj":
        return _joined(tree, token, governor)
    if not is_clause(tree, token):
        return _nominal(tree, token, governor)
    if dep in {"xcomp", "ccomp", "csubj", "csubj:pass"}:
        return _complement(tree, token, governor)
    if dep == "advcl":
        if tree.pos[governor] in {"NOUN", "PROPN"} and not is_clause(tree, governor):
            return _of_noun(tree, token, governor)
        return _adverbial(tree, token, governor)
    if dep in {"acl", "acl:relcl"}:
        return _of_noun(tree, token, governor)
    if dep in {"obl", "nmod", "obj"}:
        return _apply(tree, governor, marker(tree, token) or "obj") or _END
    return _END

"""What the word that governs an act makes of it, and how far its own modality reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extractors.adverbial_modality import AMONG, adverbial, has_limit
from kg.extractors.clause_modality import Operator, is_conditional, is_either, negations
from kg.extractors.clauses import auxiliaries, full_lemma, is_clause, is_passive
from kg.extractors.cue_lexicons import cues, things, words
from kg.extractors.governing_words import END, Step, apply, clause_frame, frames_of, is_bare, is_modal, is_subjunctive
from kg.extractors.phrases import marker
from kg.extractors.trees import remembered

if TYPE_CHECKING:
    from kg.extractors.trees import Tree

__all__ = ["Step", "govern"]

_PICKED: Final = frozenset(
    {"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "tenth", "last", "only", "next", "latest"}
)
#: Prepositions that take what follows them for granted.
_GRANTED: Final = frozenset({
    "in connection with", "over", "because of", "due to", "amid", "despite", "in spite of", "in the face of",
    "in response to", "in retaliation for", "in protest at", "as a result of", "owing to", "in the wake of",
    "thanks to",
})  # fmt: skip
#: What one does not say stays open; what one does not know, or does not reveal, is taken for granted.
_UNSAID: Final = frozenset({
    "say", "announce", "indicate", "state", "specify", "claim", "suggest", "argue", "allege", "imply", "assert",
    "maintain", "insist", "prove", "show", "conclude",
})  # fmt: skip
#: What shows that something is so; where there is none, that stays open.
_SHOWING: Final = frozenset({"evidence", "proof", "sign", "indication", "suggestion", "confirmation", "hint"})
_NONE: Final = frozenset({"no", "any", "little", "scant"})
_DECIDED: Final = frozenset({"decision", "vow", "pledge", "commitment"})
_AFTER: Final = frozenset({"after", "during", "following", "since"})
_DEFINITE: Final = frozenset({"the", "this", "that", "these", "those"})


def _complement(tree: Tree, clause: int, governor: int) -> Step:
    """Step from an open or finite complement, or a clausal subject."""
    if is_conditional(tree, clause):
        return Step((Operator("hypothetical", False, (clause,)),))
    frame = clause_frame(tree, clause)
    if clause > governor and _is_supposed(tree, governor):
        return Step((Operator("hypothetical", False, (governor,)),))
    if frame == "to" and tree.dep[governor] == "parataxis" and tree.dep[clause] == "ccomp":
        governor = tree.head[governor]  # "is expected, officials say, to resign"
    if frame == "to" and any(tree.lower[c] == "yet" for c in (*tree.children[governor], *tree.children[clause])):
        return Step((Operator("planned", True, (governor,)),), governor)  # "has yet to be named"
    if frame == "to" and tree.lemma[governor] == "have" and has_limit(tree, governor):
        return Step((Operator("possible", False, (governor,)),), governor)  # "has until Friday to appeal"
    if frame == "that" and _is_left_open(tree, clause, governor):
        return Step((Operator("possible", False, (governor,)),))
    if frame in {"to", "that"} and tree.dep[clause] == "xcomp":
        has_object = any(tree.dep[c] in {"obj", "iobj"} for c in tree.children[governor])
        step = (apply(tree, governor, "obj-to") if has_object or frame == "that" else None) or apply(
            tree, governor, "to"
        )
    else:
        step = apply(tree, governor, frame)
    if frame == "to" and tree.lemma[governor] == "go" and tree.tag[governor] == "VBG":
        return Step((Operator("future", False, (governor,)),), governor)  # "is going to"
    if step is None and frame == "that":
        step = apply(tree, governor, "obj-to")
        if step is None and tree.tag[clause] == "VB" and not auxiliaries(tree, clause):
            step = apply(tree, governor, "to")  # "asked it to help refugees enter"
    elif step is not None and tree.dep[clause] != "xcomp" and frame == "that":
        step = step if not _demands(step) or is_subjunctive(tree, clause) else END
    if step is None and frame == "that" and is_bare(tree, clause):
        return Step((Operator("demanded", False, (governor,)),))
    if step is not None:
        return _as_threat(tree, clause, governor, step)
    if tree.dep[clause] in {"csubj", "csubj:pass"} and is_modal(tree, governor):
        return Step((Operator("hypothetical", False, (clause,)),))
    if tree.lemma[governor] == "have" and frame == "to":
        return _obligation(tree, governor)
    if tree.dep[clause] == "xcomp":
        return Step((), governor)
    return END


def _is_supposed(tree: Tree, governor: int) -> bool:
    """Whether a participle opens a condition that a parse takes for a clause: "provided that the board agrees"."""
    opens = tree.lower[governor] in {"provided", "providing", "assuming", "supposing"} and tree.dep[governor] == "advcl"
    return opens and not tree.with_dep(governor, frozenset({"nsubj", "aux", "obj"}))


def _is_left_open(tree: Tree, clause: int, governor: int) -> bool:
    """Whether somebody will not say: "has neither confirmed nor denied that", "declined to confirm that"."""
    if tree.lemma[governor] in _UNSAID:
        asked = any(tree.tag[t] in {"WRB", "WP", "WDT"} for t in range(governor + 1, clause))
        return bool(negations(tree, governor)) and not asked
    if tree.lemma[governor] not in {"confirm", "deny"}:
        return False
    joined = tree.dep[governor] == "conj" and tree.lemma[tree.head[governor]] in {"confirm", "deny"}
    verbs = (governor, tree.head[governor]) if joined else (governor,)
    if any(negations(tree, v) for v in verbs):
        return True
    return tree.dep[verbs[-1]] == "xcomp" and tree.lemma[tree.head[verbs[-1]]] in {"refuse", "decline", "fail"}


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


def _obligation(tree: Tree, have: int) -> Step:
    """Step from "has to" (demanded) and "had to" (done)."""
    past = tree.tag[have] in {"VBD", "VBN"}
    return Step((), have) if past else Step((Operator("demanded", False, (have,)),), have)


def _of_noun(tree: Tree, clause: int, noun: int) -> Step:
    """Step from a clause that hangs on a noun: "a threat to scrap", "plans for closing", "claims that he fled"."""
    mark = marker(tree, clause)
    if mark in AMONG:
        return Step((), noun)
    if mark.endswith("to") and tree.tag[clause] not in {"VBD", "VBZ"}:
        step = apply(tree, noun, "to")
        if step is not None:
            return _undone(tree, noun) or step
        if tree.dep[noun] == "ROOT" and tree.pos[noun] == "PROPN":
            return Step((Operator("announced", False, (clause,)),))  # a headline: "Seoul to ban leaflets"
        picked = any(tree.lower[c] in _PICKED for c in tree.children[noun])
        if picked:  # "would be the first to leave" is as real as being it
            return Step((), noun, own=True) if is_clause(tree, noun) else END
        return Step((Operator("planned", False, (clause,)),))
    if tree.dep[clause] == "acl:relcl" and any(
        tree.lower[c] in {"any", "whoever"} for c in (noun, *tree.children[noun])
    ):
        return Step((Operator("hypothetical", False, (clause,)),))
    if tree.dep[noun] == "obj" and tree.tag[clause] == "VBN" and not mark:
        return apply(tree, tree.head[noun], "obj-to") or END  # "wants the rule withdrawn"
    if tree.dep[clause] == "acl:relcl":
        return _of_whoever(tree, clause, noun) or END
    if not mark:
        rules = tree.tag[clause] == "VBG" and tree.lemma[noun] in words("factuality", "norms")
        if rules:
            return apply(tree, noun, "of") or Step((), noun)
        return _of_unreal(tree, clause, noun) or END
    if mark == "that" and is_bare(tree, clause):
        return Step((Operator("demanded", False, (noun,)),))
    if tree.lemma[noun] in _SHOWING and (lack := _lack(tree, noun)):
        return Step((Operator("possible", False, lack),))
    verb = tree.head[noun]
    told = mark == "that" and tree.dep[noun] in {"obj", "nsubj:pass"}
    if told and full_lemma(tree, verb) in words("factuality", "denying"):
        return Step((Operator("", True, (verb,)),))  # "denied reports that …"
    return apply(tree, noun, mark) or _of_verb_before(tree, clause, noun, mark) or END


def _lack(tree: Tree, noun: int) -> tuple[int, ...]:
    """Return the words by which there is none of a thing: "no evidence", "never found proof", "without a sign"."""
    few = tuple(c for c in tree.children[noun] if tree.lower[c] in _NONE)
    verb = tree.head[noun]
    denied = tuple(negations(tree, verb)) if tree.dep[noun] in {"obj", "nsubj", "nsubj:pass"} else ()
    denied = tuple(t for t in denied if t not in few)
    return few or denied or ((noun,) if marker(tree, noun) == "without" else ())


def _of_whoever(tree: Tree, clause: int, noun: int) -> Step | None:
    """Step from what those do of whom a rule speaks: "traders who hoard rice will be jailed"."""
    known = any(tree.dep[c] in {"det", "nummod", "nmod:poss"} for c in tree.children[noun])
    general = tree.tag[noun] == "NNS" and not known
    ruled = tree.dep[noun] in {"nsubj", "nsubj:pass"} and is_modal(tree, tree.head[noun])
    ruled |= tree.dep[noun] == "obj" and tree.tag[tree.head[noun]] == "VB"
    if general and ruled and tree.tag[clause] == "VBP":
        return Step((Operator("hypothetical", False, (clause,)),))
    return None


def _of_unreal(tree: Tree, clause: int, noun: int) -> Step | None:
    """Step from a participle that describes what is only wanted: "asked for a recount supervised by the union"."""
    lemma = tree.lemma[noun]
    indefinite = any(tree.lower[c] in {"a", "an", "any"} for c in tree.children[noun])
    said = lemma in cues("reporting", "nouns") or lemma in cues("factuality", "nouns")
    there = lemma in things() or lemma in words("factuality", "lasting") or said
    if tree.tag[clause] != "VBN" or not indefinite or there or tree.head[noun] == noun or is_clause(tree, noun):
        return None
    step = _nominal(tree, noun, tree.head[noun])
    return step if any(op.modality for op in step.operators) else None


def _of_verb_before(tree: Tree, clause: int, noun: int, mark: str) -> Step | None:
    """Step from a gerund that a parse hangs on the object before it: "acquitted the mayor of taking bribes"."""
    if tree.tag[clause] != "VBG" or tree.dep[noun] not in {"obj", "nsubj:pass", "iobj"}:
        return None
    return apply(tree, tree.head[noun], mark)


def _undone(tree: Tree, noun: int) -> Step | None:
    """Step from what was decided, where that was undone: "scrapped a deal to buy", "backed out of a pact to merge"."""
    verb, dep = tree.head[noun], tree.dep[noun]
    if tree.lemma[noun] not in words("factuality", "lasting") and tree.lemma[noun] not in _DECIDED:
        return None
    cue = frames_of(tree, verb).get("obj")
    undoes = cue is not None and cue.negative and not cue.value
    undoes |= full_lemma(tree, verb) in words("factuality", "undoing")
    left = dep == "obl" and marker(tree, noun) in {"from", "of", "on", "out of"}
    left &= tree.lemma[verb] in {"walk", "pull", "back", "withdraw", "renege", "away", "out"}
    if (dep in {"obj", "nsubj:pass"} and undoes) or left:
        return Step((Operator("planned", True, (verb,)),))
    return None


def _nominal(tree: Tree, noun: int, governor: int) -> Step:
    """Step from a noun of action."""
    dep, prep = tree.dep[noun], marker(tree, noun)
    if dep in {"obj", "nsubj:pass"} and _is_convened(tree, noun, governor):
        return Step((Operator("planned", False, (governor,)),), governor)
    to = [c for c in tree.children[noun] if tree.lower[c] == "to" and tree.dep[c] == "case"]
    if prep == "subject to" or any(c and tree.lower[c - 1] == "subject" for c in to):
        return Step((Operator("planned", False, (governor,)),))
    about = dep == "nmod" and prep in {"about", "on", "over"} and tree.lemma[governor] in words("factuality", "parleys")
    if about and tree.lemma[noun] in words("factuality", "bargained"):
        return Step((Operator("planned", False, (governor,)),))
    if dep in {"obl", "advmod", "nmod"} and (prep == "ahead of" or tree.lower[governor] == "ahead"):
        return Step((Operator("planned", False, (governor,)),))
    if dep in {"obl", "nmod"} and (prep in _GRANTED or (prep in _AFTER and not is_modal(tree, governor))):
        return END
    if dep == "nmod" and prep == "into" and _is_definite(tree, noun):
        return END  # "an inquiry into the fire"
    if dep == "obj" and tree.lemma[governor] == "face" and tree.lemma[noun] in words("factuality", "pending"):
        return Step((), governor)
    if dep == "obj" and tree.lemma[governor] == "face" and tree.tag[governor] in {"VBZ", "VBP", "VB"}:
        return Step((Operator("possible", False, (governor,)),), governor)
    if dep in {"obj", "nsubj:pass"} and _is_presupposed(tree, noun, governor):
        return END
    if dep in {"obj", "nsubj:pass"}:
        return apply(tree, governor, "obj") or _unspecific(tree, noun, governor)
    if dep in {"nsubj", "csubj"}:
        if tree.pos[governor] in {"ADJ", "ADV"} and not tree.with_dep(governor, frozenset({"xcomp", "ccomp"})):
            return apply(tree, governor, "subj") or _unspecific(tree, noun, governor)
        happens = full_lemma(tree, governor) in words("factuality", "occurrences") or _takes_place(tree, governor)
        return Step((), governor) if happens and not is_passive(tree, governor) else _unspecific(tree, noun, governor)
    if dep in {"obl", "nmod"}:
        step = apply(tree, governor, prep)
        if step is not None and dep == "nmod" and any(tree.dep[c] == "nmod:poss" for c in tree.children[noun]):
            step = Step(tuple(op._replace(negative=False) for op in step.operators), step.next)
        if (
            step is None
            and dep == "nmod"
            and prep == "of"
            and tree.lemma[governor] in words("factuality", "containers")
        ):
            step = Step((), governor)
        return step or (_unspecific(tree, noun, governor) if dep == "obl" else END)
    if dep == "compound":
        return apply(tree, governor, "of") or END
    return END


def _is_definite(tree: Tree, noun: int) -> bool:
    """Whether a phrase names something known: "the fire", "Chile's fire", "last week's fire"."""
    return any(tree.dep[c] == "nmod:poss" or tree.lower[c] in _DEFINITE for c in tree.children[noun])


def _is_convened(tree: Tree, noun: int, governor: int) -> bool:
    """Whether an event is called for a later time: "called a strike", "called another rally for Sunday"."""
    if full_lemma(tree, governor) not in {"call", "convene", "summon"} or tree.with_dep(governor, frozenset({"xcomp"})):
        return False
    return tree.pos[noun] == "NOUN" and not _is_definite(tree, noun)


def _is_presupposed(tree: Tree, noun: int, governor: int) -> bool:
    """Whether what a verb does to a thing shows that the thing is there."""
    if tree.pos[governor] != "VERB":
        return False
    if full_lemma(tree, governor) in words("factuality", "presupposing"):
        return True
    cue = frames_of(tree, governor).get("obj")
    undone = cue is not None and cue.negative and not cue.value
    return undone and tree.lemma[noun] in words("factuality", "lasting")


def _takes_place(tree: Tree, verb: int) -> bool:
    return tree.lemma[verb] == "take" and any(tree.lower[c] == "place" for c in tree.children[verb])


def _unspecific(tree: Tree, noun: int, governor: int) -> Step:
    """Step from a noun that names no particular act ("could face a ban"): it is as real as its clause.

    A definite one ("will appeal the ruling") is there whatever becomes of the clause.
    """
    if not is_clause(tree, governor):
        return END
    for child in tree.children[noun]:
        dep, word = tree.dep[child], tree.lower[child]
        if dep == "nmod:poss" or (dep == "det" and word not in {"a", "an", "any", "another", "some", "no"}):
            return END
    verb = full_lemma(tree, governor)
    carried = verb in words("factuality", "carriers") or verb in words("factuality", "occurrences")
    vague = tree.pos[governor] == "VERB" and not carried and not tree.dep[noun].startswith("obl")
    return END if tree.pos[noun] in {"PROPN", "PRON"} else Step((), governor, turns=False, vague=vague)


def _joined(tree: Tree, token: int, first: int) -> Step:
    """Step from a conjunct to what it is joined to, whose governors are its own too."""
    finite = tree.tag[token] in {"VBD", "VBZ", "VBP"} and is_clause(tree, token)
    infinitive = tree.tag[first] == "VB" or (marker(tree, first) == "to" and tree.pos[first] == "VERB")
    own_subject = bool(tree.with_dep(token, frozenset({"nsubj", "nsubj:pass"})))
    if (finite or own_subject) and infinitive and tree.dep[first] in {"xcomp", "acl", "advcl"}:
        return END
    return Step((Operator("possible", False, (first,)),) if is_either(tree, first) else (), first, own=False)


@remembered
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
        return END
    if dep == "conj":
        return _joined(tree, token, governor)
    if dep == "nsubj" and tree.tag[token] == "VBG" and is_modal(tree, governor):
        return Step((Operator("hypothetical", False, (token,)),))  # "hiding it would be a crime"
    if not is_clause(tree, token):
        return _nominal(tree, token, governor)
    if dep == "ccomp" and tree.tag[governor] in {"NN", "NNS"} and tree.dep[governor] in {"obj", "nsubj:pass"}:
        return _of_noun(tree, token, governor)
    if dep in {"xcomp", "ccomp", "csubj", "csubj:pass"}:
        return _complement(tree, token, governor)
    if dep == "parataxis" and is_conditional(tree, token):
        return adverbial(tree, token, governor)
    if dep == "advcl":
        if tree.pos[governor] in {"NOUN", "PROPN"} and not is_clause(tree, governor):
            return _of_noun(tree, token, governor)
        return adverbial(tree, token, governor)
    if dep in {"acl", "acl:relcl"}:
        return _of_noun(tree, token, governor)
    if dep in {"obl", "nmod", "obj"}:
        return apply(tree, governor, marker(tree, token) or "obj") or END
    return END

"""What a clause or noun says of itself: auxiliaries, negation, adverbs, mood, adjectives before a noun."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from kg.extractors.clauses import auxiliaries
from kg.extractors.cue_lexicons import cues, words
from kg.extractors.phrases import marker

if TYPE_CHECKING:
    from kg.extractors.trees import Tree

__all__ = [
    "Operator",
    "clause_operators",
    "is_conditional",
    "is_either",
    "is_inverted",
    "is_scheduled",
    "negations",
    "noun_operators",
]

_NEGATORS: Final = frozenset(
    {"not", "n't", "n’t", "never", "neither", "nor", "hardly", "scarcely", "barely", "nowhere"}
)
_NOTHING: Final = frozenset({"nobody", "nothing", "none", "no-one", "neither", "nor"})
_ADVERBIAL: Final = frozenset({"cc:preconj", "cc", "advmod"})
_SOMEBODY: Final = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_ARGUMENTS: Final = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "iobj", "csubj"})
_WITH_SUBJECT: Final = frozenset({"nsubj", "nsubj:pass", "csubj", "expl", "mark"})
_CONDITIONAL: Final = frozenset({
    "if", "unless", "provided", "providing", "lest", "whether", "in case", "as long as", "so long as", "in the event",
    "even if", "only if", "if only", "supposing", "assuming", "provided that", "as if", "except if",
})  # fmt: skip


class Operator(NamedTuple):
    """One step of what a text makes of an act.

    Attributes
    ----------
    modality : str
        Empty if this step leaves it open. ``"future"`` and ``"would"`` are settled by whose act and whose words it is.
    negative : bool
        Whether it turns polarity.
    cue : tuple of int
        Its tokens.
    weak : bool
        Whether a word that governs the clause overrides it ("expects that it will").
    """

    modality: str
    negative: bool
    cue: tuple[int, ...]
    weak: bool = False


def is_conditional(tree: Tree, clause: int) -> bool:
    """Whether a clause states a condition: by its conjunction, or by inversion ("should Congress not act")."""
    mark = marker(tree, clause)
    if mark in _CONDITIONAL or mark.split(" ")[0] in {"if", "unless", "lest", "whether"}:
        return True
    return is_inverted(tree, clause)


def is_inverted(tree: Tree, clause: int) -> bool:
    """Whether a clause begins with "should", "had" or "were" before its subject; not after "nor", "only", "so"."""
    subject = tree.first(clause, frozenset({"nsubj", "nsubj:pass"}))
    if subject < 0:
        return _is_inverted_to(tree, clause)
    if marker(tree, clause):
        return False
    before = [c for c in tree.children[clause] if c < subject]
    leading = [a for a in before if tree.dep[a] in {"aux", "aux:pass", "cop"}]
    if not leading or tree.lower[leading[0]] not in {"should", "had", "were"}:
        return False
    if tree.lower[leading[0] + 1] == ",":
        return False  # "had, he said, agreed"
    opening = {tree.lower[c] for c in before if c < leading[0]}
    return not opening & {"nor", "neither", "never", "so", "only", "not", "why", "what", "how", "who", "when", "where"}


def _is_inverted_to(tree: Tree, clause: int) -> bool:
    """Whether "were she to leave" opens a clause whose subject a parse hangs elsewhere."""
    were = [c for c in tree.children[clause] if tree.lower[c] == "were" and tree.dep[c] in {"cop", "aux", "aux:pass"}]
    return bool(were) and marker(tree, clause) == "to" and tree.lower[were[0] + 1] != "to"


def negations(tree: Tree, clause: int) -> list[int]:
    """Return what negates a clause: adverbs, "no" on an argument, "nobody"."""
    found = []
    for child in tree.children[clause]:
        dep, word = tree.dep[child], tree.lower[child]
        if dep in {"advmod", "cc:preconj", "cc"} and word in _NEGATORS:
            only = (
                word == "not"
                and child + 1 < len(tree)
                and tree.lower[child + 1] in {"only", "just", "merely", "simply"}
            )
            if not only and (dep != "cc" or word in {"nor", "neither"}):
                found.append(child)
        elif dep == "advmod" and word in {"longer", "more"}:
            found += [g for g in tree.children[child] if tree.lower[g] == "no"]
        elif dep in _ARGUMENTS:
            if word in _NOTHING and not (dep.startswith("nsubj") and _is_second_subject(tree, clause, child)):
                found.append(child)
            found += [
                g
                for g in tree.children[child]
                if (tree.dep[g] == "det" and tree.lower[g] == "no") or (tree.lower[g] == "neither" and g < child)
            ]
            found += [g for g in tree.children[child] if tree.lower[g] == "not" and dep.startswith("nsubj")]
    return found


def _is_second_subject(tree: Tree, clause: int, child: int) -> bool:
    """Whether a subject only adds to the one before it: "four were hurt, none of them badly"."""
    return child > clause and tree.first(clause, frozenset({"nsubj", "nsubj:pass"})) < clause


def _joined_negations(tree: Tree, clause: int) -> list[int]:
    """Return negations shared with the clause joined to: "neither confirm nor deny", "not sign or ratify"."""
    if tree.dep[clause] != "conj":
        return []
    first = tree.head[clause]
    link = [tree.lower[c] for c in tree.children[clause] if tree.dep[c] == "cc"]
    if "but" in link or tree.with_dep(clause, frozenset({"nsubj", "nsubj:pass"})):
        return []
    own = tree.with_dep(clause, frozenset({"aux", "aux:pass", "mark", "cop"}))
    if own and "or" not in link:
        return []
    if tree.tag[clause] in {"VBD", "VBZ", "VBP"}:
        return []
    return [n for n in negations(tree, first) if tree.lower[n] not in {"neither"} or "nor" not in link]


def _modal(tree: Tree, clause: int, negative: bool) -> Operator | None:
    """Return what the auxiliaries of a clause make of it."""
    aux = auxiliaries(tree, clause) + tree.with_dep(clause, frozenset({"cop"}))
    if not [a for a in aux if tree.lower[a] != "be"] and tree.dep[clause] == "ROOT":
        headline = _headline_future(tree, clause)
        if headline is not None:
            return headline
    if _is_imperative(tree, clause, aux):
        return Operator("demanded", False, (clause,))
    if not aux:
        return None
    lemmas = {tree.lemma[a]: a for a in aux} | {tree.lower[a]: a for a in aux}
    perfect = "have" in lemmas and tree.tag[clause] == "VBN"
    for word in ("will", "'ll", "’ll", "wo", "shall", "ca"):
        if word in lemmas and word != "ca":
            return Operator("future", False, (lemmas[word],))
    if "would" in lemmas or "'d" in lemmas or "’d" in lemmas:
        if not perfect and "'d" in lemmas and tree.tag[lemmas["'d"]] != "MD":
            return None
        at = lemmas.get("would", lemmas.get("'d", lemmas.get("’d", clause)))
        if any(tree.lower[c] in {"rather", "sooner"} for c in tree.with_dep(clause, frozenset({"advmod"}))):
            return Operator("hypothetical", False, (at,))
        return Operator("hypothetical" if perfect else "would", False, (at,))
    for word in ("may", "might", "could", "can", "ca"):
        if word in lemmas:
            if word == "could" and negative and not perfect and not is_conditional(tree, clause):
                return Operator("", False, (lemmas[word],))  # what could not be done was not done
            return Operator("possible", False, (lemmas[word],))
    for word in ("should", "must", "ought"):
        if word in lemmas:
            unreal = word == "should" and (perfect or is_inverted(tree, clause))
            return Operator("hypothetical" if unreal else "demanded", False, (lemmas[word],))
    return _is_to(tree, clause, aux, perfect)


def _is_imperative(tree: Tree, clause: int, aux: list[int]) -> bool:
    """Whether a clause tells somebody what to do: a bare verb without a subject."""
    if tree.tag[clause] != "VB" or tree.pos[clause] != "VERB" or any(tree.lemma[a] != "do" for a in aux):
        return False
    if tree.dep[clause] not in {"ROOT", "parataxis", "ccomp", "conj"} or tree.with_dep(clause, _WITH_SUBJECT):
        return False
    if tree.dep[clause] == "conj":
        first = tree.head[clause]
        return tree.tag[first] == "VB" and _is_imperative(tree, first, auxiliaries(tree, first))
    # the complement of a verb is none ("helped clear", "make it stop"); one that is quoted stands before its verb
    return tree.dep[clause] != "ccomp" or clause < tree.head[clause]


def _headline_future(tree: Tree, clause: int) -> Operator | None:
    """Return what a headline's infinitive makes of a clause: "Seoul to ban leaflets"."""
    to = [m for m in tree.with_dep(clause, frozenset({"mark"})) if tree.lower[m] == "to"]
    subject = tree.first(clause, frozenset({"nsubj", "nsubj:pass"}))
    return Operator("announced", False, (to[0],)) if to and 0 <= subject < to[0] else None


def _is_to(tree: Tree, clause: int, aux: list[int], perfect: bool) -> Operator | None:
    """Return what "is to", "are to be", "was to have" make of a clause."""
    to = [m for m in tree.with_dep(clause, frozenset({"mark"})) if tree.lower[m] == "to"]
    be = [a for a in aux if tree.lemma[a] == "be" and to and a < to[0]]
    if not be and to and to[0] and tree.lower[to[0] - 1] in {"is", "are", "was", "were"} and clause < tree.head[clause]:
        be = [to[0] - 1]  # "is to be closed, he said", its "is" hung on the verb after it
    if not be:
        return None
    subject = tree.first(clause, frozenset({"nsubj", "nsubj:outer", "nsubj:pass"}))
    if subject >= 0 and "to" in cues("factuality", "nouns").get(tree.lemma[subject], {}):
        return Operator("planned", False, (subject,))  # "its goal is to double sales"
    past = tree.lower[be[0]] in {"was", "were"}
    if past and perfect:
        return Operator("hypothetical", True, (be[0], to[0]))
    return Operator("planned" if past else "announced", False, (be[0], to[0]))


def clause_operators(tree: Tree, clause: int) -> list[Operator]:
    """Return what a clause says of its own act, the narrowest first.

    Parameters
    ----------
    tree : Tree
    clause : int
        Its head.
    """
    found = []
    # "will not resign, not move": a negation of its own is not added to the one before
    turning = sorted(set(negations(tree, clause)) or set(_joined_negations(tree, clause)))
    if len(turning) % 2 or (turning and _is_concord(tree, turning)):
        found.append(Operator("", True, tuple(turning)))
    modal = _modal(tree, clause, bool(turning))
    if modal is not None:
        found.append(modal)
    adverbs = cues("factuality", "adverbs")
    for child in tree.with_dep(clause, frozenset({"advmod"})):
        cue = adverbs.get(tree.lower[child], {}).get("adv")
        if cue is not None and not (cue.negative and tree.lemma[clause] in words("factuality", "scalar")):
            found.append(Operator(cue.value, cue.negative, (child,)))
    if is_either(tree, clause):
        found.append(Operator("possible", False, (clause,)))
    due = _is_due(tree, clause)
    late = _is_outstanding(tree, clause)
    return [*(op for op in (due, late) if op is not None), *found]


def is_either(tree: Tree, clause: int) -> bool:
    """Whether an act is one of two between which a text leaves the choice: "was either killed or captured"."""
    if not any(tree.lower[c] == "either" and tree.dep[c] in _ADVERBIAL for c in tree.children[clause]):
        return False
    return any(tree.lower[o] == "or" for c in tree.with_dep(clause, frozenset({"conj"})) for o in tree.children[c])


def _is_outstanding(tree: Tree, clause: int) -> Operator | None:
    """Return what "yet" and "still" before "to" make of an act: "has yet to agree", "still to be named"."""
    if tree.dep[clause] in {"xcomp", "ccomp"}:
        return None  # the verb above has it
    for to in tree.with_dep(clause, frozenset({"mark"})):
        if tree.lower[to] == "to" and to and tree.lower[to - 1] in {"yet", "still"}:
            return Operator("planned", tree.lower[to - 1] == "yet", (to - 1,))
    return None


def _is_due(tree: Tree, clause: int) -> Operator | None:
    """Return what "was due to meet" makes of an act where a parse takes its words for a preposition."""
    due = [c for c in tree.children[clause] if tree.lower[c] == "due" and tree.dep[c] in {"mark", "case", "advmod"}]
    if not due or not tree.with_dep(clause, frozenset({"cop", "aux", "aux:pass"})):
        return None
    subject = tree.first(clause, frozenset({"nsubj", "nsubj:pass"}))
    somebody = subject >= 0 and (tree.label(subject) in _SOMEBODY or tree.lower[subject] in {"he", "she", "they"})
    verb = tree.tag[clause] == "VB" or (tree.tag[clause] == "NN" and somebody and clause == due[0] + 2)
    return Operator("planned", False, (due[0],)) if verb else None


def _is_concord(tree: Tree, turning: list[int]) -> bool:
    """Whether two negations make one: "neither … nor"."""
    return any(tree.lower[n] in {"neither", "nor"} for n in turning)


def noun_operators(tree: Tree, noun: int) -> list[Operator]:
    """Return what stands before a noun of action: "planned", "alleged", "no"."""
    found = []
    adjectives = cues("factuality", "adjectives")
    for child in tree.children[noun]:
        word = tree.lower[child]
        ahead = tree.dep[child] == "nmod:poss" and any(
            tree.lower[c] in {"next", "coming"} for c in tree.children[child]
        )
        if ahead or (tree.dep[child] == "case" and marker(tree, noun) == "ahead of"):
            found.append(Operator("planned", False, (child,)))  # "next month's polls", "ahead of the vote"
        if tree.dep[child] == "det" and word in {"no", "neither"}:
            found.append(Operator("", True, (child,)))
        elif tree.dep[child] in {"amod", "advmod", "compound"} and child < noun:
            frames = adjectives.get(word) or adjectives.get(tree.lemma[child], {})
            cue = frames.get("amod")
            if cue is not None:
                found.append(Operator(cue.value, cue.negative, (child,)))
        elif tree.dep[child] in {"acl", "amod"} and child > noun:
            found.extend(_said_after(tree, noun, child))
    return found


def _said_after(tree: Tree, noun: int, child: int) -> list[Operator]:
    """Return what a participle or adjective behind a noun makes of it: "talks scheduled for May", "a vote due soon"."""
    if tree.tag[child] == "VBN" and tree.lemma[child] not in {"aim", "intend", "consider"}:
        cue = cues("factuality", "verbs").get(tree.lemma[child], {}).get("obj")
    elif tree.tag[child] == "JJ":
        cue = cues("factuality", "adjectives").get(tree.lower[child], {}).get("to")
    else:
        return []
    if cue is None or cue.value not in {"planned", "predicted", "threatened"}:
        lasts = tree.lemma[noun] in words("factuality", "lasting")
        if cue is None or cue.value or not cue.negative or lasts:
            return []
    return [Operator(cue.value, cue.negative, (child,))]


def is_scheduled(tree: Tree, clause: int) -> bool:
    """Whether a present tense tells of what is to come: "the mall reopens on Saturday", "is sending doctors next week".

    Headlines, which have no full stop, tell the past in the present tense.
    """
    tag, lemma = tree.tag[clause], tree.lemma[clause]
    if tree.pos[clause] != "VERB" or lemma in {"say", "have", "know", "want", "hope", "expect", "plan", "remain"}:
        return False
    progressive = tag == "VBG" and any(
        tree.lower[a] in {"is", "are", "am", "'s", "'re", "’re", "’s"} for a in auxiliaries(tree, clause)
    )
    if not progressive and (tag not in {"VBZ", "VBP"} or tree.with_dep(clause, frozenset({"aux"}))):
        return False
    told = tree.with_dep(clause, frozenset({"ccomp"}))
    if not progressive and any(not marker(tree, c).startswith("whether") for c in told):
        return False
    return any(_is_ahead(tree, c) for c in tree.children[clause]) and _ends_with_stop(tree, clause)


def _is_ahead(tree: Tree, token: int) -> bool:
    if tree.dep[token] not in {"obl", "obl:unmarked", "obl:tmod", "advmod"}:
        return False
    word, before = tree.lower[token], {tree.lower[c] for c in tree.children[token]}
    if word in {"tomorrow", "tonight"} or "next" in before or "coming" in before:
        return True
    return (
        word in _CALENDAR
        and not before & {"last", "every", "each", "since", "this", "until"}
        and not any(tree.pos[c] == "NUM" and len(tree.lower[c]) == 4 for c in tree.children[token])
    )


def _ends_with_stop(tree: Tree, token: int) -> bool:
    number, end = tree.sentence[token], token
    while end + 1 < len(tree) and tree.sentence[end + 1] == number:
        end += 1
    return any(tree.lower[i] in {".", "!", "?"} for i in range(max(end - 2, 0), end + 1))


_CALENDAR: Final = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)

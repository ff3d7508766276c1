"""Whether what a predicate says has happened, as the text presents it: modality and polarity.

From each predicate the reading climbs the spine of complements to the root of its clause and collects operators,
the narrowest first: auxiliaries, adverbs and negation, then the words that govern it ("threatened to", "a ban
on", "denied that"). The narrowest operator that has a modality decides; every negation turns polarity. Relative
clauses, appositions and finite complements of reporting verbs end the climb, so what is only mentioned inside
a threat stays asserted.

References
----------
.. [1] Saurí & Pustejovsky, "FactBank: a corpus annotated with event factuality", Language Resources and
   Evaluation 43, 2009.
.. [2] Nairn, Condoravdi & Karttunen, "Computing relative polarity for textual inference", ICoS-5, 2006.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, cast

from kg.extractors.clause_modality import (
    Operator,
    clause_operators,
    is_conditional,
    is_inverted,
    is_scheduled,
    noun_operators,
)
from kg.extractors.clauses import auxiliaries, full_lemma, is_clause, is_passive
from kg.extractors.cue_lexicons import things, words
from kg.extractors.governing_modality import Step, govern
from kg.extractors.phrases import marker
from kg.extractors.trees import remembered, tree_of
from kg.predications import Factuality, Predication, Report
from ontology import Modality

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.extractors.trees import Tree

__all__ = ["assess"]

#: Kinds of statements that a governing modality leaves alone: who somebody is, not what is done.
_STATIC: Final = frozenset({"apposition", "title", "kinship", "prenominal", "of", "possessive"})
_DEEPEST: Final = 12


def assess(doc: Doc, predications: Sequence[Predication], reports: Sequence[Report]) -> dict[int, Factuality]:
    """Judge every predication of a text.

    Parameters
    ----------
    doc : Doc, n tokens
        Needs ``dep``, ``pos``, ``tag``, ``lemma`` and sentence bounds.
    predications : sequence of Predication
    reports : sequence of Report
        Who says what: "will" is announced by the actor or its organ, and predicted by observers.

    Returns
    -------
    dict of int to Factuality
        Keyed by head token, in text order. What somebody merely is or has (apposition, title, kinship, possession)
        is asserted whatever governs it.
    """
    judge = _Judge(tree_of(doc), tuple(reports))
    kinds: dict[int, set[str]] = {}
    for p in predications:
        kinds.setdefault(p.head, set()).add(p.kind)
    return {head: judge.factuality(head, static=kinds[head] <= _STATIC) for head in sorted(kinds)}


def _settled_before(tree: Tree, reports: tuple[Report, ...]) -> dict[int, list[Operator]]:
    """Return the operators of the tokens that were judged before with the same reports, to add to."""
    memory = tree.answers[_Judge]  # not the judge, who knows the tree: the two would keep each other
    if 0 not in memory or memory[0][0] is not reports:
        memory[0] = reports, {}
    settled: dict[int, list[Operator]] = memory[0][1]
    return settled


class _Judge:
    """Judges predicates of one text; remembers the operators of each token."""

    def __init__(self, tree: Tree, reports: tuple[Report, ...]) -> None:
        self.tree = tree
        self.reports = reports
        self.settled = _settled_before(tree, reports)
        self.questions = _questions(tree, 0)

    def factuality(self, head: int, *, static: bool = False) -> Factuality:
        """Return modality and polarity of a predicate with the words that decide them."""
        tree = self.tree
        if static:
            return Factuality()
        thing = tree.tag[head] in _NOUN_TAGS and not is_clause(tree, head) and tree.lemma[head] in things()
        thing = thing and not any(tree.lower[c] == "any" for c in tree.children[head])
        decided: Operator | None = None
        negative = False
        counted: set[int] = set()
        cue: set[int] = set()
        for op in noun_operators(tree, head) if thing else self._operators(head):
            if op.modality and (decided is None or _overrides(op, decided)):
                cue.update(op.cue)
                decided = op
            # one word may be met twice, on a noun and on the verb that carries it
            if op.negative and not counted.issuperset(op.cue):
                negative = not negative
                counted.update(op.cue)
        if decided is None and (claim := self._alleged(head)):
            cue.update(claim)
            decided = Operator("possible", False, claim)
        return Factuality(
            modality=cast("Modality", decided.modality if decided else "asserted"),
            polarity="negative" if negative else "positive",
            cue=tuple(sorted(cue | counted)),
        )

    def _alleged(self, head: int) -> tuple[int, ...]:
        """Return the word that makes an act an allegation where it does not govern it: "he forged it, she alleges"."""
        act = self._act(head)
        alleges = act is not None and any(self.tree.lemma[c] == "allege" for c in act.cue)
        if act is None or not alleges or not is_clause(self.tree, head):
            return ()
        above = self.tree.head[head]
        return act.cue if above == head or above not in act.content else ()

    def _operators(self, head: int) -> list[Operator]:
        found: list[Operator] = []
        at, own, turns, ceased, vague = head, True, True, False, False
        for _ in range(_DEEPEST):
            step: Step = govern(self.tree, at)
            ahead = [
                op._replace(modality=self._future(at, "future"), weak=True) if op.modality == "future" else op
                for op in step.operators
            ]
            reached = [*(self._own(at) if own else ()), *ahead]
            if ceased:  # "agreed to stop shelling": what is announced is the end of it
                reached = [op._replace(modality="hypothetical") if op.modality == "announced" else op for op in reached]
            elif vague:  # "will back a strike": what is announced is the backing
                reached = [op._replace(modality="planned") if op.modality == "announced" else op for op in reached]
            found.extend(op if turns else op._replace(negative=False) for op in reached)
            turns, ceased, vague = turns and step.turns, ceased or step.ceases, vague or step.vague
            if step.next < 0:
                break
            at, own = step.next, step.own
        if at in self.questions:
            found.append(Operator("hypothetical", False, ()))
        return found

    def _own(self, at: int) -> list[Operator]:
        found = self.settled.get(at)
        if found is None:
            found = self.settled[at] = self._settled(at)
        return found

    def _settled(self, at: int) -> list[Operator]:
        """Return a token's own operators with "will" and "would" settled."""
        tree = self.tree
        if not is_clause(tree, at) and tree.pos[at] != "AUX" and tree.dep[at] != "xcomp":
            return noun_operators(tree, at)
        out = []
        for op in clause_operators(tree, at):
            if op.modality in {"future", "would"}:
                settled = self._future(at, op.modality)
                op = Operator(settled, op.negative, op.cue, weak=settled != "threatened")
            elif op.modality == "possible" and self._is_threat(at):
                op = Operator("threatened", op.negative, op.cue)
            elif op.modality == "demanded" and tree.lower[op.cue[0]] == "should" and not self._has_agent(at):
                op = Operator("predicted", op.negative, op.cue)
            out.append(op)
        if not any(op.modality for op in out) and is_inverted(tree, at) and at not in self.questions:
            out.append(Operator("hypothetical", False, (at,)))
        elif not any(op.modality for op in out) and is_scheduled(tree, at):
            out.append(Operator("announced", False, (at,), weak=True))
        return out

    def _future(self, clause: int, kind: str) -> str:
        """Return what "will" or "would" makes of an act: announced, predicted, threatened or hypothetical."""
        act = self._act(clause)
        if kind == "would" and act is None:
            return "hypothetical"
        if self._is_threat(clause):
            return "threatened"
        if act is not None and (act.speech_act in {"predict", "warn"} or self._forecasts(act)):
            return "predicted"
        # what is announced is unconditional
        return "announced" if self._is_willed(clause) and not self._conditions(clause) else "predicted"

    def _is_willed(self, clause: int) -> bool:
        """Whether somebody decides on the act of a clause."""
        tree, lemma = self.tree, full_lemma(self.tree, clause)
        if tree.pos[clause] != "VERB" or lemma in words("factuality", "unwilled"):
            return tree.pos[clause] == "VERB" and is_passive(tree, clause)
        if is_passive(tree, clause):
            return True
        if lemma not in words("factuality", "unwilled_of_things") or self._has_agent(clause):
            return True
        return not tree.with_dep(clause, frozenset({"nsubj", "csubj", "expl"}))

    def _is_threat(self, clause: int) -> bool:
        """Whether an act is held out as a harm: warned of by who may do it, or made to hang on a condition."""
        tree, act = self.tree, self._act(clause)
        if act is not None and (act.speech_act == "threaten" or self._forecasts(act)):
            return act.speech_act == "threaten"
        if not self._is_willed(clause):
            return False
        if act is not None and act.speech_act == "warn":
            return self._has_agent(clause)
        future = any(tree.lower[a] in _FUTURE for a in auxiliaries(tree, clause))
        if not future or not (self._has_agent(clause) or is_passive(tree, clause)):
            return False
        return any(marker(tree, c) in _THREATENING for c in self._conditions(clause))

    def _conditions(self, clause: int) -> list[int]:
        """Return the conditions under which a clause stands, those of the clause that it is joined to as well."""
        tree = self.tree
        found = [c for c in tree.with_dep(clause, frozenset({"advcl"})) if is_conditional(tree, c)]
        found = [c for c in found if tree.lower[c] not in {"necessary", "needed", "possible", "required"}]
        found += [c for c in tree.with_dep(clause, _CORE) if _is_whoever(tree, c)]
        if tree.dep[clause] in {"conj", "ccomp"}:
            found += [
                c
                for c in tree.with_dep(tree.head[clause], frozenset({"advcl", "ccomp"}))
                if c != clause and is_conditional(tree, c) and marker(tree, c) != "whether"
            ]
        return found

    def _act(self, clause: int) -> Report | None:
        """Return the innermost report in whose content a clause stands."""
        told = (r for r in self.reports if clause in r.content)
        return min(told, key=lambda r: (len(r.content), -r.order), default=None)

    def _forecasts(self, report: Report) -> bool:
        return report.source >= 0 and self.tree.lemma[report.source] in words("factuality", "forecasters")

    def _has_agent(self, clause: int) -> bool:
        """Whether the subject of a clause is somebody: a name of a person, body or country, or a person's pronoun."""
        tree = self.tree
        for child in tree.with_dep(clause, frozenset({"nsubj", "nsubj:pass"})):
            if tree.label(child) in {"PERSON", "ORG", "GPE", "NORP"} or tree.lower[child] in _PERSONAL:
                return True
            if tree.tag[child] == "NNS" or tree.lemma[child] in words("reporting", "speakers"):
                return True
        return False


def _overrides(later: Operator, decided: Operator) -> bool:
    """Whether an operator further out decides after all: it is stronger, or the agreement itself is not real."""
    if decided.modality == "announced" and later.modality == "hypothetical":
        return True  # "whether anyone is to be charged"
    if not decided.weak:
        return False
    return not later.weak or (decided.modality == "announced" and later.modality not in {"announced", "predicted"})


def _is_whoever(tree: Tree, noun: int) -> bool:
    """Whether a noun stands for whoever does something: "anyone who enters", "any officer who fires"."""
    words_before = {tree.lower[c] for c in tree.children[noun]}
    free = tree.lower[noun] in {"anyone", "anybody", "whoever"} or "any" in words_before
    return free and bool(tree.with_dep(noun, frozenset({"acl:relcl", "acl"})))


_CORE: Final = frozenset({"nsubj", "nsubj:pass", "obj"})
_NOUN_TAGS: Final = frozenset({"NN", "NNS"})
_FUTURE: Final = frozenset({"will", "'ll", "’ll", "would", "'d", "’d", "shall"})
_THREATENING: Final = frozenset({"if", "unless", "", "even if"})
_PERSONAL: Final = frozenset({"he", "she", "they", "we", "i", "it", "you", "who"})


@remembered
def _questions(tree: Tree, _: int) -> frozenset[int]:
    """Return the roots of sentences that ask, whatever the token."""
    if "?" not in tree.lower:
        return frozenset()
    found = set()
    last_root: dict[int, int] = {}
    for token, dep in enumerate(tree.dep):
        if dep == "ROOT":
            last_root[tree.sentence[token]] = token
    for token, word in enumerate(tree.lower):
        if word == "?":
            root = last_root.get(tree.sentence[token], -1)
            asked = tree.head[token]
            found.add(asked if tree.dep[asked] != "punct" else root)
    return frozenset(found)

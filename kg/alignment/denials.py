"""What somebody denies that the article has just given as another's words: "The minister denied the report"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.alignment.context import Context
from kg.alignment.drafts import EdgeDraft
from kg.extractors.reporting import chain
from kg.predications import Factuality, Predication, Report
from ontology.lexicon import word_set

__all__ = ["denials"]

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "such", "both", "all"})
_PRONOUNS = frozenset({"it", "this", "that", "them", "these", "those"})
#: Sentences over which a denial reaches back: to any report, and to what is said of the denier himself.
_NEAR, _FAR = 1, 3


def _arguments(p: Predication, role: str) -> list[int]:
    return [a.head for a in p.arguments if a.role == role]


def _calls_false(ctx: Context, p: Predication) -> bool:
    """Whether a verb calls something untrue: "called the report baseless", "dismissed it as a lie"."""
    if p.lemma not in word_set("calling"):
        return False
    beside = {ctx.tree.lemma[c] for c in ctx.tree.children[p.head] if c > p.head}
    return bool(beside & word_set("untrue"))


def _takes_up(ctx: Context, head: int) -> bool:
    """Whether a phrase takes up somebody's words without repeating them: "the report", "these claims", "it"."""
    tree = ctx.tree
    if tree.lower[head] in _PRONOUNS:
        return True
    if tree.lemma[head] not in word_set("words said"):
        return False
    if any(tree.dep[c] in ("acl", "ccomp", "acl:relcl", "nmod") and c > head for c in tree.children[head]):
        return False
    plural = tree.tag[head] == "NNS"
    return plural or any(tree.lower[c] in _DEFINITE or tree.dep[c] == "nmod:poss" for c in tree.children[head])


def _denied(ctx: Context) -> Iterator[tuple[Predication, int]]:
    """Yield each verb that denies what was said before, with the head token of whoever does."""
    for p in ctx.reading.predications:
        if p.kind != "verb" or not (p.lemma in word_set("denying") or _calls_false(ctx, p)):
            continue
        facts = ctx.factuality(p.head)
        objects = _arguments(p, "object")
        who = [h for h in _arguments(p, "subject") if ctx.entities(h)]
        really = facts.modality == "asserted" and facts.polarity == "positive"
        if who and really and any(_takes_up(ctx, h) for h in objects):
            yield p, who[0]


def _reports(ctx: Context, verb: int, denier: int) -> Iterator[Report]:
    """Yield what others are reported to have said in the sentences before a denial, the nearest first."""
    tree, own = ctx.tree, set(ctx.entities(denier))
    found = [
        r
        for r in ctx.reading.reports
        if r.source >= 0
        and max(r.content) < verb
        and verb not in r.content
        and 0 <= tree.sentence[verb] - tree.sentence[max(r.content)] <= _FAR
        and r.speech_act != "deny"
        and not own & set(ctx.entities(r.source))
    ]
    yield from sorted(found, key=lambda r: (-max(r.content), -min(r.content), r.order))


def denials(ctx: Context, edges: Iterable[EdgeDraft]) -> list[EdgeDraft]:
    """Return, for each relation that somebody is reported to state and somebody else denies, its denial.

    Parameters
    ----------
    ctx : Context
    edges : iterable of EdgeDraft

    Notes
    -----
    A denial takes up the nearest report of another source, in its own sentence or the one before; further back
    only where the report is about the denier. What the article says in its own voice is not denied.
    """
    stated = [e for e in edges if not e.presupposed and e.facts.polarity == "positive" and e.denial < 0]
    stated = [e for e in stated if e.facts.modality in ("asserted", "announced")]
    found = []
    for p, denier in _denied(ctx):
        own = set(ctx.entities(denier))
        for report in _reports(ctx, p.head, denier):
            said = [e for e in stated if report in chain(ctx.reading.reports, e.head)]
            if ctx.tree.sentence[p.head] - ctx.tree.sentence[max(report.content)] > _NEAR:
                said = [e for e in said if own & set(ctx.entities(e.subject))]
            if said:
                facts = Factuality(modality="asserted", polarity="negative", cue=(p.head,))
                found += [replace(e, facts=facts, denial=p.head, denier=denier) for e in said]
                break
    return found

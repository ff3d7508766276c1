"""What no state can be said of, bare numbers and a thing of itself, and verbs that mean less than they may."""

from __future__ import annotations

from kg.alignment.context import Context
from kg.alignment.drafts import EdgeDraft, EventDraft
from ontology.lexicon import word_set

__all__ = ["is_literal", "is_mere_warning", "is_quantity", "is_sound"]

_QUANTIFIERS = frozenset(
    {
        "all", "another", "any", "both", "dozen", "each", "enough", "few", "half", "hundred", "less", "many", "million",
        "more", "most", "much", "none", "one", "other", "others", "plenty", "several", "some", "thousand",
    }
)  # fmt: skip
_UNDERGONE = frozenset({"obj", "nsubj:pass"})
_WARNING = frozenset({"warn", "caution", "alert"})
_CONTENT = frozenset({"ccomp"})
_ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "last", "latest", "latter", "former", "next"})


def is_quantity(ctx: Context, head: int) -> bool:
    """Whether a token names nothing but how many: "some 180,000", "most", "one" — unless a noun stands for them too.

    Parameters
    ----------
    ctx : Context
    head : int
    """
    tree = ctx.tree
    if ctx.is_name(head) or any(tree.dep[c] == "nummod" for c in tree.children[head]):
        return False  # "three others"
    bare = tree.pos[head] == "NUM" or tree.lemma[head] in _QUANTIFIERS
    bare = bare or (tree.pos[head] in ("ADJ", "ADV") and tree.lemma[head] in _ORDINALS)
    if not bare:
        return False
    cluster = ctx.cluster_at.get(head)
    return cluster is None or all(h == head or tree.pos[h] not in ("NOUN", "PROPN") for h in cluster.heads)


def _is_none(ctx: Context, head: int) -> bool:
    """Whether a noun stands for none: "no worker in Lima"."""
    tree = ctx.tree
    return any(tree.dep[c] == "det" and tree.lower[c] in ("no", "neither") for c in tree.children[head])


def _is_news(ctx: Context, edge: EdgeDraft) -> bool:
    """Whether an event's verb means what its relation says: nobody unnamed "acquires" bread, no closed border ends."""
    if edge.relation == "acquires" and ctx.is_of(edge.subject, ("Person", "Group")):
        goods = ctx.is_of(edge.object, ("Artifact", "Concept")) or not ctx.cls(edge.object)
        return not goods or ctx.is_named(edge.subject) or ctx.is_named(edge.object)
    if edge.relation == "terminates":
        return not ctx.is_of(edge.object, ("Place",)) or ctx.is_of(edge.object, ("Facility", "GeopoliticalEntity"))
    return True


def is_literal(ctx: Context, draft: EventDraft) -> bool:
    """Whether a verb of death or harm is meant as one: not "hopes died", "killed the deal" or "shot the film".

    Parameters
    ----------
    ctx : Context
    draft : EventDraft
    """
    tree, verb = ctx.tree, draft.head
    if draft.cls not in ("Die", "Injure", "Assault") or tree.pos[verb] != "VERB":
        return True
    undergone = tree.first(verb, _UNDERGONE)
    if undergone < 0 and draft.cls != "Assault":
        undergone = tree.first(verb, frozenset({"nsubj"}))
    if undergone < 0 or ctx.is_name(undergone):
        return True
    return tree.lemma[undergone] not in word_set("filmed" if draft.cls == "Assault" else "deathless")


def is_mere_warning(ctx: Context, verb: int) -> bool:
    """Whether a verb warns of how things are, not of what the one who warns will do: "warned that prices rose".

    Parameters
    ----------
    ctx : Context
    verb : int
    """
    if ctx.tree.lemma[verb] not in _WARNING:
        return False
    told = ctx.tree.with_dep(verb, _CONTENT)
    return bool(told) and all(ctx.factuality(c).modality == "asserted" for c in told)


def is_sound(ctx: Context, edge: EdgeDraft) -> bool:
    """Whether an edge joins two things that can be told apart.

    Parameters
    ----------
    ctx : Context
    edge : EdgeDraft
    """
    for head in (edge.subject, edge.object):
        people = edge.event >= 0 and ctx.tree.lemma[head] not in _QUANTIFIERS  # "police held eleven"
        if not people and is_quantity(ctx, head):
            return False
    if edge.presupposed and any(_is_none(ctx, head) for head in (edge.subject, edge.object)):
        return False
    if edge.event >= 0 and not _is_news(ctx, edge):
        return False
    if edge.post:
        return True
    subject, target = ctx.cluster_at.get(edge.subject), ctx.cluster_at.get(edge.object)
    if subject is None or target is None or subject.id == target.id:
        return True
    return subject.name.casefold() != target.name.casefold()

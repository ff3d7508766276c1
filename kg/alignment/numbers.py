"""Numbers of events: how many died or were hurt, how many took part, how much was paid, what the score was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from kg.alignment.amounts import amount_of
from kg.alignment.context import Context
from kg.alignment.numerals import SCALES, parse_number
from kg.alignment.quantities import Quantity, quantity, total
from kg.extractors.phrases import marker
from ontology.lexicon import unit_words, word_set

__all__ = ["event_numbers", "joined_numbers", "parse_number"]

_VICTIMS = {"Die": "deaths", "Injure": "injured"}
#: Whom or what the count of an event is of: the first of these roles that is counted.
_COUNTED = {
    "Protest": ("actor",),
    "Gather": ("actor",),
    "Coerce": ("recipient", "theme"),
    "Sanction": ("recipient", "theme"),
    "Charge": ("recipient",),
    "Sentence": ("recipient",),
    "Retreat": ("theme", "recipient"),
    "Aid": ("recipient", "theme"),
    "Move": ("theme",),
    "Mobilize": ("theme",),
    "LeaveOffice": ("theme", "position"),
    "Terminate": ("theme",),
    "Establish": ("theme",),
    "Acquire": ("theme",),
    "Launch": ("theme",),
    "Discover": ("theme",),
    "Outbreak": ("theme",),
}
_MEASURED = frozenset(
    {"Acquire", "Aid", "EconomicChange", "Award", "Sanction", "Crime", "Sentence", "Concede", "Elect"}
)
_TOLD = frozenset({"obj", "obl", "nmod", "nummod"})
_AT = frozenset({"", "to", "at", "of"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "obj"})
_SCORE = re.compile(r"(?<![\w.,–—-])\d{1,3} ?[-–] ?\d{1,3}(?![\w–—-]|[.,]\d)(?:, \d{1,2}[-–]\d{1,2}(?![\w-]))*")
#: Nouns that a score stands before: "a 3-1 win".
_RESULTS = frozenset({"win", "victory", "defeat", "loss", "draw", "triumph", "success", "rout", "thrashing", "tie"})
_CHAIN = 3
_Numbers = Iterator[tuple[str, float | int | str]]


def _bare(ctx: Context, head: int) -> tuple[int, ...]:
    """Return the number that stands for people beside a verb: "more than two dozen injured", "killing 14"."""
    tree = ctx.tree
    if tree.dep[head] == "amod" and tree.pos[head] == "ADJ":
        return (tree.head[head],)  # "left 60 people dead"
    return tuple(
        c for c in tree.children[head] if tree.dep[c] in _SUBJECTS and (tree.pos[c] == "NUM" or tree.lemma[c] in SCALES)
    )


def _toll(ctx: Context, head: int) -> tuple[int, ...]:
    """Return the number of "439 deaths", "the death toll rose to 85", "a death toll of 30"."""
    tree = ctx.tree
    above = tree.head[head]
    if tree.lemma[above] != "toll" or above <= head:
        return (head,) if tree.pos[head] == "NOUN" and tree.tag[head] == "NNS" else ()
    says = tree.head[above]
    told = [*tree.children[above], *(tree.children[says] if tree.lemma[says] in word_set("reckoning") else ())]
    return tuple(c for c in told if tree.pos[c] == "NUM" and tree.dep[c] in _TOLD and marker(tree, c) in _AT)[:1]


def _stated(found: Quantity | None, name: str) -> _Numbers:
    if found is None:
        return
    yield f"{name}Text", found[0]
    if found[1] is not None:
        yield name, found[1]


def _own(ctx: Context, event: int, heads: tuple[int, ...]) -> tuple[int, ...]:
    """Return those fillers that stand in the event's own clause, if any do: "six were hit; four of them died"."""
    tree = ctx.tree
    near = tuple(h for h in heads if event in (tree.head[h], tree.head[tree.head[h]]))
    counted = tuple(c for c in tree.children[event] if tree.dep[c] in _SUBJECTS and tree.pos[c] == "NUM")
    return near or counted or heads


def _count(ctx: Context, event: int, cls: str, filled: Mapping[str, tuple[int, ...]]) -> _Numbers:
    """Yield how many take part in an event or undergo it, or how much of a thing that is measured."""
    roles = _COUNTED.get(cls, ())
    if cls == "Move" and not filled.get("theme"):
        roles = ("actor",)  # "12 officials flew to Oslo"
    for role in roles:
        heads = _own(ctx, event, filled.get(role, ()))
        measured = next((m for h in heads if (m := _measure(ctx, h)) is not None), None)
        if measured is not None:
            yield from _stated(measured[0], "amount")
            yield "unit", measured[1]
            return
        found = total(ctx, heads)
        if found is not None:
            yield from _stated(found, "count")
            return


def _measure(ctx: Context, head: int) -> tuple[Quantity, str] | None:
    """Return how much of a thing there is, with the unit: "500 tonnes of rice"."""
    tree = ctx.tree
    for noun in (head, tree.head[head]):
        if tree.lemma[noun] in unit_words("measures"):
            found = quantity(ctx, noun)
            if found is not None:
                kind = tree.lower[noun - 1] if tree.lower[noun - 1] in ("square", "cubic", "nautical") else ""
                unit = f"{kind} {tree.lower[noun]}".strip()
                return (f"{found[0]} {unit}", found[1]), unit
    return None


def _score(ctx: Context, head: int) -> _Numbers:
    """Yield the score of a game as written and with plain hyphens: "beat Lisse 3-1", "a 2-0 win"."""
    tree = ctx.tree
    sentence = ctx.sentences[tree.sentence[head]]
    text = ctx.reading.article.text
    for match in _SCORE.finditer(text, sentence.start, sentence.end):
        span = ctx.doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if span is not None and _belongs(ctx, span.start, head):
            yield "scoreText", match[0]
            yield "score", re.sub(r" ?[-–] ?", "-", match[0])
            return


def _belongs(ctx: Context, token: int, head: int) -> bool:
    """Whether a score hangs on an event, or on the noun for its result."""
    tree = ctx.tree
    for _ in range(_CHAIN):
        above = tree.head[token]
        if above == head:
            return True
        modifies = tree.dep[above] in ("compound", "amod", "nummod", "nmod:desc")
        if not (modifies or tree.pos[above] in ("NUM", "PROPN") or tree.lemma[above] in _RESULTS):
            return False
        token = above
    return False


def event_numbers(
    ctx: Context, head: int, cls: str, filled: Mapping[str, tuple[int, ...]]
) -> dict[str, float | int | str]:
    """Return the numbers that the text gives of an event.

    Parameters
    ----------
    ctx : Context
    head : int
        Token that names the event.
    cls : str
    filled : mapping of str to tuple of int
        Its roles.

    Returns
    -------
    dict of str to float, int or str
        Values with the words beside them (``deaths`` and ``deathsText``). A range ("between 10 and 15") and what is
        vague ("dozens") have words alone.
    """
    found: dict[str, float | int | str] = {}
    if cls in _VICTIMS:
        victims = _own(ctx, head, filled.get("theme", ())) or _bare(ctx, head)
        victims = victims or (_toll(ctx, head) if cls == "Die" else ())
        found.update(_stated(total(ctx, victims), _VICTIMS[cls]))
    found.update(_count(ctx, head, cls, filled))
    if cls in _MEASURED:
        found.update(amount_of(ctx, head, cls))
    if cls == "Compete":
        found.update(_score(ctx, head))
    return found


def joined_numbers(tellings: Iterable[Mapping[str, float | int | str]]) -> dict[str, float | int | str]:
    """Return the numbers of an event from all its tellings, of each kind those of the first that has any.

    Parameters
    ----------
    tellings : iterable of mapping
        As `event_numbers` returns them; words and value of one kind are never of two tellings.
    """
    found: dict[str, float | int | str] = {}
    for told in tellings:
        known = {_kind(key) for key in found}
        found.update({key: value for key, value in told.items() if _kind(key) not in known})
    return found


def _kind(key: str) -> str:
    return "amount" if key == "unit" else key.removesuffix("Text")

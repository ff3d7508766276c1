"""How many a phrase counts: the number before a noun with the words that qualify it."""

from __future__ import annotations

import re

from kg.alignment.context import Context
from kg.alignment.numerals import NUMERALS, SCALES, parse_number
from ontology.lexicon import word_set

__all__ = ["Quantity", "qualified", "quantity", "total"]

#: A number as written, and its value; None if it is vague or a range.
Quantity = tuple[str, int | float | None]
_LABELS = frozenset({"", "CARDINAL", "QUANTITY"})
_VAGUE = frozenset({"dozen", "hundred", "thousand", "score", "ten", "million"})
_LINKS = frozenset({"to", "or", "and", "-", "–", "—"})
#: What may stand between a number and its noun.
_BETWEEN = frozenset({"amod", "compound", "nmod:desc", "flat", "nmod:unmarked", "punct"})
_QUALIFIED = re.compile(
    r"(?:\b(?:at (?:the )?(?:least|most)|(?:no )?(?:more|fewer|less) than|up to|as (?:many|few|much) as|close to"
    r"|well over|well under|just over|just under|about|around|some|nearly|almost|over|under|roughly|approximately"
    r"|an estimated|a total of|only|a further|exactly|between)\s+)+$",
    re.IGNORECASE,
)
_PARTIAL = re.compile(r"\b(?:(?:one|two|three|nine) in(?: every)?|out of|every|aged?)\s+$", re.IGNORECASE)
_REACH = 40
_APART = 8
_PEOPLE = ("Person", "Group", "ArmedGroup")


def _is_number(ctx: Context, token: int) -> bool:
    tree = ctx.tree
    return tree.label(token) in _LABELS and (tree.pos[token] == "NUM" or tree.lower[token] in NUMERALS)


def _number_of(ctx: Context, head: int) -> int:
    """Return the last word of the number that counts a noun, -1 if there is none."""
    tree = ctx.tree
    vague = tree.lemma[head] in _VAGUE and tree.tag[head] == "NNS" and tree.lower[head + 1 : head + 2] == ["of"]
    if _is_number(ctx, head) or tree.lemma[head] in SCALES or vague:
        return head
    for c in reversed(tree.children[head]):
        if c < head and tree.dep[c] == "nummod" and tree.label(c) in _LABELS:
            return c
    at = head - 1
    while at >= 0 and tree.head[at] == head and tree.dep[at] in _BETWEEN:
        at -= 1
    if at >= 0 and at != head - 1 and tree.pos[at] != "NUM":
        return -1
    if at >= 0 and tree.pos[at] == "NUM" and tree.tag[at] == "CD" and _is_number(ctx, at):
        return at  # a parse may hang the number of "between 10 and 15 men" on the verb
    above = tree.head[head]
    of = any(tree.dep[c] == "case" and tree.lower[c] == "of" for c in tree.children[head])
    share = bool({tree.lemma[above], tree.lower[above]} & word_set("fractions"))
    counted = of and tree.dep[head] == "nmod" and (tree.lemma[above] in _VAGUE or share) and above + 1 < head
    return above if counted and tree.lower[above + 1] == "of" else -1


def _bounds(ctx: Context, number: int) -> tuple[int, int]:
    """Return the first and last token of a number: "two hundred", "10 to 15", "twenty-five"."""
    tree, first, last = ctx.tree, number, number

    def inside(token: int) -> bool:
        return 0 <= token < len(tree) and tree.sentence[token] == tree.sentence[number] and _is_number(ctx, token)

    while inside(first - 1) or (first >= 2 and tree.lower[first - 1] in _LINKS and inside(first - 2)):
        first -= 1 if inside(first - 1) else 2
    while inside(last + 1) or (last + 2 < len(tree) and tree.lower[last + 1] in _LINKS and inside(last + 2)):
        last += 1 if inside(last + 1) else 2
    counts = tree.lemma[first] in SCALES or tree.lemma[first] in word_set("fractions")
    if first and tree.lower[first - 1] in ("a", "half", "several") and counts:
        first -= 2 if first >= 2 and tree.lower[first - 2] in ("half", "quite") else 1
    if tree.lemma[last] in _VAGUE and tree.tag[last] == "NNS" and tree.lower[last + 1 : last + 2] == ["of"]:
        beyond = tree.lemma[last + 2 : last + 3]
        last += 2 if beyond and beyond[0] in _VAGUE else 0  # "tens of thousands"
    return first, last


def quantity(ctx: Context, head: int) -> Quantity | None:
    """Return how many of a noun a phrase counts, None if it does not say.

    Parameters
    ----------
    ctx : Context
    head : int
        A noun, or a number that stands for people ("killing 14").

    Returns
    -------
    (str, int or float or None) or None
        The number as written, with what qualifies it ("at least nine"); its value unless it is vague or a range.
    """
    tree, number = ctx.tree, _number_of(ctx, head)
    if number < 0:
        return None
    first, last = _bounds(ctx, number)
    follows = tree.lower[last + 1] if last + 2 < len(tree) and tree.pos[last + 2] == "NUM" else ""
    if (number == head and follows in ("in", "out")) or (first and tree.lower[first - 1] in ("no", "not")):
        return None  # "one in three", "no one"
    if last > head and number != head:
        last = number
    span = ctx.words((first, last))
    before = ctx.reading.article.text[max(span.start - _REACH, 0) : span.start]
    number_text = ctx.reading.article.text[span.start : span.end]
    if _PARTIAL.search(before) or before[-1:] in {"-", "–", "‑"} or _even(number_text):
        return None
    text = qualified(ctx, span.start, first) + number_text
    return text, parse_number(text)


def _even(text: str) -> bool:
    """Whether figures joined by a hyphen are no range: "a 50-50 venture", "a 3-1 win"."""
    pair = re.fullmatch(r"(\d+) ?[-–—] ?(\d+)", text)
    return pair is not None and int(pair[1]) >= int(pair[2])


def qualified(ctx: Context, start: int, token: int) -> str:
    """Return the words before a number that qualify it ("at least "), empty if there are none.

    Parameters
    ----------
    ctx : Context
    start : int
        Code point at which the number begins.
    token : int
        Its first token.
    """
    if token and ctx.tree.dep[token - 1] == "compound:prt":
        return ""  # "handed over four"
    least = max(start - _REACH, ctx.sentences[ctx.tree.sentence[token]].start)
    found = _QUALIFIED.search(ctx.reading.article.text[least:start])
    return found[0] if found else ""


def total(ctx: Context, heads: tuple[int, ...]) -> Quantity | None:
    """Return how many all of some nouns count together.

    Parameters
    ----------
    ctx : Context
    heads : tuple of int
        What fills a role, in text order. The nouns that are joined to the first counted one are added up: "two guards
        and a driver"; without a value if one of them is not counted.
    """
    counted = [(h, found) for h in heads if (found := quantity(ctx, h)) is not None]
    if not counted:
        return None
    first, found = counted[0]
    others = [h for h in heads if h != first and _joined(ctx, first, h) and _alike(ctx, first, h)]
    if not others:
        return found
    parts = [found, *(quantity(ctx, h) or _single(ctx, h) for h in others)]
    source = ctx.reading.article.text
    start = source.find(found[0], ctx.sentences[ctx.tree.sentence[first]].start)
    text = source[start : max(ctx.span(h).end for h in (first, *others))]
    values = [p[1] for p in parts if p is not None and p[1] is not None]
    if start < 0 or min(others) < first or len(values) < len(parts):
        return found[0], None
    return text, sum(values)


def _joined(ctx: Context, one: int, other: int) -> bool:
    """Whether two nouns are joined by "and" with little between them."""
    tree = ctx.tree
    joins = {tree.lower[c] for h in (one, other) for c in tree.children[h] if tree.dep[c] == "cc"} <= {"and"}
    between = range(min(one, other) + 1, max(one, other))
    apart = any(tree.pos[i] in ("ADJ", "VERB") and tree.head[i] not in (other, one, *between) for i in between)
    told = any(tree.pos[i] in ("ADJ", "VERB") and tree.head[i] == min(one, other) for i in between)
    if not joins or apart or told or abs(one - other) > _APART:
        return False  # "five dead and a dozen hurt"
    return any(tree.dep[a] == "conj" and tree.head[a] == b for a, b in ((one, other), (other, one)))


def _alike(ctx: Context, one: int, other: int) -> bool:
    """Whether two nouns can be counted together: people with people, not soldiers with tanks."""
    return ctx.cls(one) == ctx.cls(other) or all(ctx.is_of(h, _PEOPLE) for h in (one, other))


def _single(ctx: Context, head: int) -> Quantity | None:
    """Return one for a name or an indefinite singular: "a driver"."""
    tree = ctx.tree
    alone = tree.tag[head] in ("NN", "NNP") and (
        ctx.label(head) == "PERSON" or any(tree.lower[c] in ("a", "an") for c in tree.children[head])
    )
    return ("one", 1) if alone else None

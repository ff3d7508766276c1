"""Mentions: every noun phrase, name and pronoun of an article, keyed by its head token."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from kg.linking import adjective_of, capital_of, country_named, seat_of
from kg.predications import Mention
from kg.resolution.lexicons import honorifics, position_nouns, position_premodifiers, words
from kg.resolution.tree import ARGUMENTS, Tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Span

__all__ = ["NAME_LABELS", "find_mentions"]

#: Entity types whose spans are names of something that takes part in events.
NAME_LABELS: frozenset[str] = frozenset(
    {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"}
)
#: Entity types that make a noun a time or measure, so no mention.
_MEASURES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY"})
_PREMODIFIERS = frozenset(
    {"amod", "compound", "flat", "nmod:desc", "nmod:unmarked", "nmod", "fixed", "goeswith", "punct"}
)
#: Relations of words that are part of another word's grammar, not phrases of their own.
_FUNCTION = frozenset(
    {"case", "fixed", "mark", "cc", "cc:preconj", "compound:prt", "discourse", "flat", "goeswith", "punct", "aux",
     "aux:pass", "det", "det:predet", "expl", "reparandum", "cop"}
)  # fmt: skip


class _Name(NamedTuple):
    """Tokens [start, end) of a name, its head token and its entity type."""

    start: int
    end: int
    head: int
    label: str


def find_mentions(doc: Doc) -> dict[int, Mention]:
    """Return every noun phrase, name and pronoun of an article.

    Parameters
    ----------
    doc : Doc, n tokens
        Needs ``dep_``, ``pos_``, ``tag_``, ``lemma_``, ``ents`` and sentence bounds; uses
        ``doc.spans["fine"]`` where it is.

    Returns
    -------
    dict of int to Mention
        Keyed by head token, in text order.  Offsets are half-open code points.

    Notes
    -----
    A name is keyed by the root of its span without determiner, title and possessive *'s*; where the
    parse makes a title the head of a name, by the name's first token.  A name inside a longer name is
    no mention, but for the country of a state body ("Indonesian Navy").  O(n × depth).
    """
    tree = Tree.of(doc)
    ents = doc.ents  # put together anew each time it is asked for
    measures = {i for ent in ents if ent.label_ in _MEASURES for i in range(ent.start, ent.end)}
    fine = _fine_labels(doc, tree)
    found: dict[int, Mention] = {}
    inside: set[int] = set()
    for name in _names(ents, tree, measures):
        inside.update(range(name.start, name.end))
        found.setdefault(name.head, _name_mention(tree, name, fine.get(name.head, "")))
    for i in range(len(tree.heads)):
        if i in found or i in inside or i in measures:
            continue
        if _is_pronoun(tree, i):
            found[i] = Mention(
                head=i, start=tree.start[i], end=tree.end[i], full_start=tree.start[i], full_end=tree.end[i],
                kind="pronoun", sentence=tree.sentence[i],
            )  # fmt: skip
        elif _is_nominal(tree, i):
            found[i] = _nominal_mention(tree, i, inside, measures, fine.get(i, ""))
    return dict(sorted(found.items()))


def _names(ents: Sequence[Span], tree: Tree, measures: set[int]) -> list[_Name]:
    """Return names, the longest first where one lies in another."""
    names = [*_entity_names(ents, tree), *_nested_countries(ents, tree)]
    taken = {i for name in names for i in range(name.start, name.end)}
    names.extend(_unlabelled_names(tree, taken, measures))
    return sorted(names, key=lambda n: (n.start - n.end, n.start))


def _entity_names(ents: Sequence[Span], tree: Tree) -> Iterator[_Name]:
    said = Counter([ent.text for ent in ents])
    for ent in ents:
        label = ent.label_
        if label not in NAME_LABELS:
            continue
        start, end = _trim(tree, ent.start, ent.end, label)
        if start < end and tree.lower[end - 1] not in words("prefixes"):
            end = _with_flat(tree, start, end)
            if label in ("GPE", "LOC") and said[ent.text] == 1 and _names_site(tree, start, end):
                yield _Name(start, end + 1, end, "FAC")
                continue
            yield _Name(start, end, tree.root(start, end), label)


def _names_site(tree: Tree, start: int, end: int) -> bool:
    """Tell whether a place is named for the site whose noun follows only ("the Daua dam")."""
    text = " ".join(tree.words[start:end])
    known = country_named(text) or adjective_of(text) or capital_of(text) or seat_of(text)
    return (
        known is None and end < len(tree.lower) and tree.lower[end] in words("sites")
        and tree.heads[tree.root(start, end)] == end and tree.deps[tree.root(start, end)] == "compound"
    )  # fmt: skip


def _with_flat(tree: Tree, start: int, end: int) -> int:
    """Return the end of a name with the words that the parse counts to it ("Han Sang-jun" after "Han Sang")."""
    head = tree.root(start, end)
    last = len(tree.deps)
    while end < last:
        step = 2 if tree.words[end] == "-" and end + 1 < last else 1
        word = end + step - 1
        glued = tree.start[word] == tree.end[word - 1]
        if tree.deps[word] != "flat" or tree.heads[word] != head or (step == 2 and not glued):
            break
        end = word + 1
    return end


def _trim(tree: Tree, start: int, end: int, label: str) -> tuple[int, int]:
    """Take determiner, title, quotation marks and possessive *'s* off a name."""
    while start < end and (tree.pos[start] in ("DET", "PUNCT", "SPACE") or tree.lower[start] == "the"):
        start += 1
    while end > start and (tree.tags[end - 1] == "POS" or tree.pos[end - 1] in ("PUNCT", "SPACE")):
        if tree.words[end - 1] == ")":
            break
        end -= 1
    if label == "PERSON":
        while start + 1 < end and _is_title(tree, start):
            start += 1
    return start, end


def _is_title(tree: Tree, i: int) -> bool:
    word = tree.lower[i].rstrip(".")
    post = word in position_nouns() or word in position_premodifiers()
    return word in honorifics() or (post and tree.deps[i] != "flat")


def _nested_countries(ents: Sequence[Span], tree: Tree) -> Iterator[_Name]:
    for ent in ents:
        if ent.label_ not in ("ORG", "FAC") or ent.end - ent.start < 2:
            continue
        start, end = _trim(tree, ent.start, ent.end, ent.label_)
        if start >= end or tree.lower[tree.root(start, end)] not in words("state_bodies"):
            continue
        for stop in range(min(start + 4, end - 1), start, -1):
            text = " ".join(tree.words[start:stop])
            if country_named(text) or adjective_of(text):
                yield _Name(start, stop, tree.root(start, stop), "GPE" if country_named(text) else "NORP")
                break


def _unlabelled_names(tree: Tree, taken: set[int], measures: set[int]) -> list[_Name]:
    """Find capitalised names and nationalities that the entity recogniser missed."""
    found: list[_Name] = []
    i, n = 0, len(tree.heads)
    while i < n:
        if i in taken or i in measures:
            i += 1
            continue
        capital = tree.pos[i] in ("ADJ", "NOUN") and tree.words[i][0].isupper()
        if capital and (adjective_of(tree.words[i]) or _after_attitude(tree, i)):
            found.append(_Name(i, i + 1, i, "NORP" if adjective_of(tree.words[i]) else ""))
            i += 1
        elif _is_proper(tree, i):
            end = i + 1
            while end < n and end not in taken and _is_proper(tree, end) and _joined(tree, i, end):
                end += 1
            found.extend(_split_title(tree, i, end))
            i = end
        else:
            i += 1
    return found


def _after_attitude(tree: Tree, i: int) -> bool:
    """Tell whether "anti-" or "pro-" precedes a word."""
    return i > 1 and tree.lower[i - 1] == "-" and tree.lower[i - 2] in ("anti", "pro")


def _is_proper(tree: Tree, i: int) -> bool:
    return (
        (tree.pos[i] == "PROPN" or tree.tags[i] in ("NNP", "NNPS"))
        and tree.words[i][0].isalpha()
        and tree.lower[i] not in words("calendar")
        and tree.lower[i] not in words("prefixes")
        and tree.deps[i] not in ("case", "det", "cc", "discourse")
    )


def _joined(tree: Tree, start: int, i: int) -> bool:
    return start <= tree.heads[i] < i or any(tree.heads[j] == i for j in range(start, i))


def _split_title(tree: Tree, start: int, end: int) -> Iterator[_Name]:
    """Yield the name in a run of proper nouns, without the post before it; none if it is all post."""
    for i in range(end - 1, start - 1, -1):
        if tree.lower[i].rstrip(".") in position_nouns() or tree.lower[i].rstrip(".") in honorifics():
            start = i + 1
            break
    if start < end:
        yield _Name(start, end, tree.root(start, end), "")


def _fine_labels(doc: Doc, tree: Tree) -> dict[int, str]:
    found: dict[int, str] = {}
    for span in (*doc.spans.get("fine", ()), *doc.spans.get("nominal", ())):
        start, end = _trim(tree, span.start, span.end, "")
        if start < end:
            found.setdefault(tree.root(start, end), span.label_)
    return found


def _name_mention(tree: Tree, name: _Name, fine: str) -> Mention:
    first = name.start
    if name.label in ("GPE", "LOC") and first > 0 and tree.lower[first - 1] in words("directions"):
        first -= 1  # "northern Chile" is not Chile
    start = first
    while start > tree.left[name.head]:
        child = next((c for c in tree.children[name.head] if tree.right[c] == start - 1), -1)
        if child < 0 or tree.deps[child] not in ("amod", "compound", "nmod:desc") or tree.lower[start - 1] in ",;:":
            break
        if tree.deps[child] != "nmod:desc" and tree.words[child][0].isupper():
            break  # part of a longer name: "East" Los Angeles
        start = _after_determiner(tree, tree.left[child], child)
    end = name.end
    for child in tree.children[name.head]:
        if tree.left[child] == end and tree.deps[child] == "nmod" and tree.marker(child) == "of":
            end = _full_end(tree, child, set())
    return Mention(
        head=name.head, start=tree.start[first], end=tree.end[name.end - 1], full_start=tree.start[start],
        full_end=tree.end[end - 1], kind="name", label=name.label, fine=fine, sentence=tree.sentence[name.head],
    )  # fmt: skip


def _is_pronoun(tree: Tree, i: int) -> bool:
    if tree.tags[i] in ("PRP", "PRP$"):
        return tree.deps[i] != "expl" and tree.lower[i] not in words("nothing")
    return tree.pos[i] == "PRON" and tree.lower[i] == "both" and tree.deps[i] in ARGUMENTS


def _is_nominal(tree: Tree, i: int) -> bool:
    dep, pos = tree.deps[i], tree.pos[i]
    if dep in _FUNCTION or tree.lower[i] in words("nothing") or not tree.words[i][0].isalnum():
        return False
    if dep == "compound" and _is_hyphenated(tree, i):
        return False
    if dep == "compound" and (tree.pos[tree.heads[i]] not in ("NOUN", "PROPN") or tree.lower[i] in ("vice", "deputy")):
        return False  # "state-run", "vice chairman"
    if pos in ("NOUN", "PROPN"):
        return (
            dep not in ("advmod", "mark")
            and tree.lower[i] not in ("a.m.", "p.m.")
            and tree.lower[i] not in words("calendar")
        )
    if tree.lower[i] in words("indefinite"):
        return dep in ARGUMENTS and tree.tags[i] not in ("PRP", "WP")
    if pos == "NUM":
        return dep in ARGUMENTS and dep not in ("ROOT", "parataxis", "list", "appos", "dep")
    # "the wounded", "the poor": an adjective or participle with an article of its own
    has_article = any(tree.deps[c] == "det" for c in tree.children[i])
    return pos in ("ADJ", "VERB") and has_article and dep in ARGUMENTS and tree.child(i, "nsubj", "cop", "aux") < 0


def _is_hyphenated(tree: Tree, i: int) -> bool:
    """Tell whether a word is a part of another: "state-run media", "car-maker"."""
    before = i > 1 and tree.lower[i - 1] == "-" and tree.heads[i - 2] == i
    return before or (i + 2 < len(tree.lower) and tree.lower[i + 1] == "-" and tree.heads[i] == i + 2)


def _nominal_mention(tree: Tree, i: int, inside: set[int], measures: set[int], fine: str) -> Mention:
    start = i
    while start > 0:
        child = next((c for c in tree.children[i] if tree.right[c] == start - 1), -1)
        if child < 0 or tree.deps[child] not in _PREMODIFIERS or tree.lower[child] in words("quantifiers"):
            break
        if child in measures or (tree.deps[child] == "nmod" and tree.child(child, "case") >= 0):
            break
        start = tree.left[child]
    while start < i and (tree.pos[start] in ("PUNCT", "DET", "SPACE") or tree.lower[start] in words("quantifiers")):
        start += 1
    full_start = start
    owner = tree.child(i, "nmod:poss")
    if owner >= 0 and tree.pos[owner] != "PRON" and owner < start and tree.right[owner] < start:
        full_start = _after_determiner(tree, tree.left[owner], owner)
    # "President" over Moon Ji Won: the name that hangs on it is no part of it
    over_name = any(c in inside for c in tree.children[i] if tree.deps[c] == "flat")
    end = i + 1 if over_name else _full_end(tree, i, measures)
    return Mention(
        head=i, start=tree.start[start], end=tree.end[_last(tree, i)], full_start=tree.start[full_start],
        full_end=tree.end[max(end - 1, _last(tree, i))], kind="nominal", fine=fine, sentence=tree.sentence[i],
    )  # fmt: skip


def _last(tree: Tree, i: int) -> int:
    """Return the last word of a noun with an adjective behind it as in "secretary general", else the noun."""
    after = i + 1
    if after < len(tree.lower) and tree.lower[after] in words("after_nouns") and tree.heads[after] == i:
        return after
    return i


def _after_determiner(tree: Tree, start: int, head: int) -> int:
    while start < head and (
        tree.deps[start] in ("det", "det:predet", "case", "punct") or tree.tags[start] in ("PRP$", "WP$")
    ):
        start += 1
    return start


def _full_end(tree: Tree, i: int, measures: set[int]) -> int:
    """Return the token after a phrase with the prepositional phrases that belong to it."""
    end = i + 1
    for child in tree.children[i]:
        if child < i or tree.left[child] != end or child in measures:
            if child > i:
                break
            continue
        dep = tree.deps[child]
        if dep == "nmod" and tree.marker(child):
            end = _full_end(tree, child, measures)
            end = _after_conjuncts(tree, child, end, measures)
        elif dep in ("flat", "fixed", "goeswith", "compound", "amod", "nummod") or _is_gerund(tree, child):
            end = tree.right[child] + 1
        else:
            break
    return end


def _is_gerund(tree: Tree, i: int) -> bool:
    """Tell whether a clause is a noun's complement ("a ban on sending leaflets")."""
    return tree.deps[i] in ("acl", "advcl") and tree.child(i, "mark") >= 0 and tree.tags[i] == "VBG"


def _after_conjuncts(tree: Tree, i: int, end: int, measures: set[int]) -> int:
    """Take in nouns coordinated without an article ("health and human services")."""
    for child in tree.children[i]:
        if tree.deps[child] != "conj" or tree.left[child] != end:
            continue
        plain = not any(tree.deps[c] in ("det", "nmod:poss", "nsubj") for c in tree.children[child])
        if not (plain or tree.marker(i) == "between") or tree.pos[child] not in ("NOUN", "PROPN", "NUM"):
            break
        end = _full_end(tree, child, measures)
    return end

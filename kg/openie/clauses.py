"""Open tuples of clauses: verbs, chains of verbs ("tries to win"), copulas, verbs of saying in parenthesis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.openie.parts import Part, above, assemble, case_tokens, groups, part, subject_of
from kg.openie.wording import clause_span, noun_phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.extractors.trees import Tree
    from kg.openie.parts import Draft
    from kg.predications import Argument, Predication

    Frames = Mapping[int, Predication]

__all__ = ["copula_drafts", "is_merged", "past_or_present", "raised_drafts", "reported_drafts", "verb_drafts"]

#: Adverbial clauses longer than this are no argument but a matter of their own (tuned on CaRB's development set).
_LONGEST_ADVERBIAL = 12
#: Verbs that make one predicate at most ("has to be able to agree to try to win").
_LONGEST_CHAIN = 6
_DEPENDENT = frozenset({"acl", "acl:relcl", "advcl", "xcomp", "ccomp", "conj", "csubj"})
_OBJECTS = frozenset({"obj", "iobj"})
_LINKING = frozenset({"also", "however", "then", "so", "there", "here"})
_CASE = frozenset({"case"})


def past_or_present(tree: Tree, token: int, forms: tuple[str, str] = ("was", "is")) -> str:
    """Return the form of *be* (or another verb) for a construction without verb: as the clause around it is."""
    for _ in range(40):
        grammar = {tree.tag[c] for c in tree.children[token] if tree.dep[c] in {"aux", "cop", "aux:pass"}}
        if tree.pos[token] in {"VERB", "AUX"}:
            grammar.add(tree.tag[token])
        if "VBD" in grammar:
            return forms[0]
        if grammar & {"VBZ", "VBP", "MD"} or tree.head[token] == token:
            return forms[1]
        token = tree.head[token]
    return forms[1]


def _conjoined(tree: Tree, verb: int) -> list[int]:
    """The verbs joined to a verb that have no subject of their own."""
    return [
        c
        for c in tree.children[verb]
        if tree.dep[c] == "conj"
        and tree.pos[c] == "VERB"
        and not any(tree.dep[k].startswith("nsubj") for k in tree.children[c])
    ]


def _has_object(tree: Tree, verb: int) -> bool:
    return any(tree.dep[c] in _OBJECTS for c in tree.children[verb])


def is_merged(tree: Tree, verb: int) -> bool:
    """Whether an infinitive or gerund is the end of its governor's chain, so that it makes no tuple of its own."""
    while tree.dep[verb] == "conj":
        verb = tree.head[verb]
    return tree.dep[verb] == "xcomp" and not _has_object(tree, tree.head[verb])


def _chains(tree: Tree, verb: int, room: int = _LONGEST_CHAIN) -> list[list[int]]:
    """Return the chains of verbs that start at a verb and make one predicate; joined ends give several."""
    if room == 0 or _has_object(tree, verb):
        return [[verb]]
    for c in tree.children[verb]:
        clausal = tree.pos[c] == "VERB" or any(tree.dep[k] == "cop" for k in tree.children[c])
        if tree.dep[c] == "xcomp" and c > verb and clausal:
            return [[verb, *rest] for end in (c, *_conjoined(tree, c)) for rest in _chains(tree, end, room - 1)]
    return [[verb]]


def _chain_words(tree: Tree, chain: Sequence[int], frames: Frames) -> list[int]:
    """The words of a chain with auxiliaries and "to"; a predicate noun at its end is an argument."""
    out: set[int] = set()
    for k, verb in enumerate(chain):
        out.update(frames[verb].tokens if verb in frames else (verb,))
        if k == 0:
            continue
        marks = [c for c in tree.children[verb] if tree.dep[c] == "mark"]
        if not marks and tree.dep[verb] == "conj":
            marks = [c for c in tree.children[tree.head[verb]] if tree.dep[c] == "mark"]
        out.update(marks)
        out.update(c for c in tree.children[verb] if tree.dep[c] == "cop")
        if tree.pos[verb] != "VERB":
            out.discard(verb)
    return sorted(out)


def _following_adverbs(tree: Tree, verb: int, words: Sequence[int]) -> list[int]:
    out: list[int] = []
    at = words[-1] + 1
    while at < len(tree) and tree.dep[at] == "advmod" and tree.head[at] == verb and not tree.children[at]:
        out.append(at)
        at += 1
    return out


def verb_drafts(tree: Tree, p: Predication, frames: Frames) -> Iterator[Draft]:
    """Yield the tuples of a verb; an infinitive without object between is one predicate with it."""
    for chain in _chains(tree, p.head):
        last = frames.get(chain[-1])
        arguments = list(last.arguments) if last is not None else []
        for verb in chain[:-1]:
            if verb in frames:
                arguments += [a for a in frames[verb].arguments if a.role == "oblique" and a not in arguments]
        yield from _clause(tree, p, chain, frames, arguments)


def _subject_role(p: Predication, chain: Sequence[int]) -> str:
    """The role that the surface subject of a chain has in its first verb."""
    if not p.passive:
        return "subject"
    two = any(a.role == "object" and not a.implied and a.head > p.head for a in p.arguments)
    return "indirect" if two and len(chain) == 1 else "object"


def _clause(
    tree: Tree, p: Predication, chain: Sequence[int], frames: Frames, arguments: Sequence[Argument]
) -> Iterator[Draft]:
    last = frames.get(chain[-1], p)
    role = _subject_role(p, chain)
    subject = subject_of(tree, p.arguments, role, p.head)
    if subject is None:
        return
    words = _chain_words(tree, chain, frames)
    words += _following_adverbs(tree, chain[-1], words)
    tags = {tree.dep[p.head]} & _DEPENDENT
    base: list[int | str] = list(words)
    if last.passive and not any(tree.dep[t] == "aux:pass" for t in words):
        base.insert(0, past_or_present(tree, tree.head[p.head]))
        tags.add("bare-passive")
    about = {*p.heads(role), *(last.heads("object", "subject") if last.passive else last.heads("subject"))}
    agents = last.passive and len(chain) >= 1
    wanted = [a for a in arguments if a.role != "subject" or (agents and a.marker)]
    parts = _parts(tree, wanted, chain, about if last.passive or p.passive else set(p.heads(role)), set(words))
    parts += _adverbs(tree, chain[-1], set(words))
    yield from assemble(tree, "verb", p.head, base, subject, parts, frozenset(tags))


def _parts(
    tree: Tree, arguments: Sequence[Argument], chain: Sequence[int], about: set[int], words: set[int]
) -> list[Part]:
    """The arguments of a chain, without what the tuple is about and what is told by another argument."""
    parts: list[Part] = []
    for a, heads in groups(tree, arguments):
        if a.role == "complement":
            parts += _complement(tree, a, chain)
        elif a.head in words or (a.head in about and not a.marker) or _is_inside(tree, a, arguments):
            continue
        else:
            found = part(tree, a, heads, chain[-1])
            agent = a.role == "subject"
            parts.append(
                found if not agent else Part(head=found.head, role="agent", marker=found.marker, options=found.options)
            )
    return parts


def _is_inside(tree: Tree, a: Argument, others: Sequence[Argument]) -> bool:
    """Whether an argument of a compound preposition ("in protest at the visit") stands in the phrase of another."""
    if a.role != "oblique" or a.marker.count(" ") < 2:
        return False
    return a.implied or any(above(tree, a.head, b.head) >= 0 for b in others if b.role == "oblique" and b is not a)


def _adverbs(tree: Tree, head: int, used: set[int]) -> list[Part]:
    """Adverbs that are not in the predicate, each an argument of its own."""
    return [
        Part(head=c, role="adjunct", options=(tuple(clause_span(tree, c)),))
        for c in tree.children[head]
        if tree.dep[c] == "advmod" and c not in used and tree.tag[c] != "WRB" and tree.lower[c] not in _LINKING
    ]


def _complement(tree: Tree, a: Argument, chain: Sequence[int]) -> list[Part]:
    """A dependent clause as one argument; "that" goes to the predicate, long adverbial clauses are left out."""
    if a.head in chain or tree.dep[a.head] == "conj":
        return []
    span = tuple(clause_span(tree, a.head))
    dep = tree.dep[a.head]
    if dep == "ccomp":
        that = tuple(c for c in tree.children[a.head] if tree.dep[c] == "mark" and tree.lower[c] == "that")
        options = (tuple(t for t in span if t not in that),)
        return [Part(head=a.head, role="complement", marker=that, options=options)]
    if dep == "advcl":
        outside = len(span) > _LONGEST_ADVERBIAL or a.head < chain[0]
        return [] if outside else [Part(head=a.head, role="adjunct", options=(span,))]
    return [Part(head=a.head, role="complement", options=(span,))]


def raised_drafts(tree: Tree, p: Predication, frames: Frames) -> Iterator[Draft]:
    """Yield the tuples of "X is likely to do Y": adjective and infinitive are one predicate."""
    if not any(tree.dep[c] == "cop" for c in tree.children[p.head]):
        return
    known = {**frames, p.head: p}
    for a in p.arguments:
        if a.role == "complement" and tree.dep[a.head] == "xcomp" and tree.pos[a.head] == "VERB":
            for chain in _chains(tree, a.head):
                if chain[-1] in frames:
                    yield from _clause(tree, p, [p.head, *chain], known, frames[chain[-1]].arguments)


def reported_drafts(tree: Tree, p: Predication) -> Iterator[Draft]:
    """Yield who said it for a verb of saying in parenthesis: what stands around it is what was said."""
    if tree.dep[p.head] != "parataxis" or any(a.role == "complement" for a in p.arguments):
        return
    subject = subject_of(tree, p.arguments, "subject", p.head)
    said = tree.head[p.head]
    if subject is None or tree.pos[said] not in {"VERB", "NOUN", "ADJ", "PROPN", "ADV"}:
        return
    inside = set(tree.subtree(p.head))
    span = tuple(t for t in clause_span(tree, said) if t not in inside)
    yield from assemble(tree, "said", p.head, p.tokens, subject, [Part(head=said, role="complement", options=(span,))])


def _adjective_parts(tree: Tree, head: int, adjective: Predication) -> list[Part]:
    phrases = [a for a in adjective.arguments if a.role == "oblique"]
    parts = [part(tree, a, heads, head) for a, heads in groups(tree, phrases)]
    for a in adjective.arguments:
        if a.role == "complement":
            parts += _complement(tree, a, [head])
    return parts


def _attribute_part(tree: Tree, p: Predication, a: Argument, around: frozenset[int]) -> Part:
    """The predicate noun or adjective without what belongs to the clause."""
    start = min(p.tokens)
    clausal = {"advcl", "nsubj", "conj", "cc", "parataxis"}
    skip = around | {c for c in tree.children[a.head] if c < start or tree.dep[c] in clausal}
    span = noun_phrase(tree, a.head, joined=False, skip=frozenset(skip - {a.head}))
    marker = tuple(t for t in case_tokens(tree, a.head, _CASE) if t > start)
    return Part(head=a.head, role="attribute", marker=marker, options=(tuple(t for t in span if t not in p.tokens),))


def copula_drafts(tree: Tree, p: Predication, adjectival: Frames) -> Iterator[Draft]:
    """Yield what something is: each attribute apart, an adjective with its phrase in the predicate."""
    subject = subject_of(tree, p.arguments, "subject", p.head)
    if subject is None:
        return
    tags = frozenset({tree.dep[p.head]} & {"acl:relcl", "ccomp", "advcl", "conj", "parataxis"})
    around = [a for a in p.arguments if a.role == "oblique"]
    for a in p.arguments:
        if a.role == "complement":
            outer = frozenset(c for c in tree.children[a.head] if tree.dep[c].endswith(":outer"))
            span = tuple(t for t in clause_span(tree, a.head, skip=outer) if t not in p.tokens)
            whole = [Part(head=a.head, role="complement", options=(span,))]
            yield from assemble(tree, "copula", p.head, p.tokens, subject, whole, tags)
        if a.role != "attribute":
            continue
        adjective = adjectival.get(a.head) if tree.pos[a.head] == "ADJ" else None
        words = p.tokens
        if adjective is None:
            parts = [_attribute_part(tree, p, a, frozenset(b.head for b in around))]
        elif any(b.role == "complement" and tree.dep[b.head] == "xcomp" for b in adjective.arguments):
            continue
        else:
            words = tuple(sorted({*p.tokens, *adjective.tokens}))
            parts = _adjective_parts(tree, p.head, adjective)
        known = {q.head for q in parts}
        parts += [part(tree, b, heads, p.head) for b, heads in groups(tree, around) if b.head not in known]
        yield from assemble(tree, "copula", p.head, words, subject, parts, tags)

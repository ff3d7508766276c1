"""What titles and jobs say of a person: holds a post, leads, works for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.alignment.bygone import is_bygone
from kg.alignment.context import ASSERTED, Context
from kg.alignment.drafts import EdgeDraft
from kg.predications import Factuality, Predication
from ontology import is_a, relation
from ontology.lexicon import PersonNoun, person_nouns, thing_nouns, title_words

__all__ = ["Body", "bodies", "find_people", "from_title", "is_ended", "is_part_of_title", "person_terms",
           "title_tokens"]  # fmt: skip

_BODIES = ("Organization", "GeopoliticalEntity")
#: Prepositions that tie a person's noun to a body.
_TIES = ("'s", "", "of", "for", "at", "in", "to", "with", "from", "on", ",")
#: What one does only as long as one is it.
_CURRENT = frozenset({"leads", "represents"})
_IN_PHRASE = frozenset({"compound", "amod", "nmod:desc", "flat", "punct", "nmod:unmarked", "advmod"})
_EQUATING = ("title", "apposition", "copula")
_HYPHENS = ("-", "–", "‐", "‑")
_SUBJECTS = ("nsubj", "nsubj:pass")


@dataclass(frozen=True, slots=True)
class Body:
    """What a person's noun is tied to, with the marker of the tie (``"'s"``, a preposition or ``""``)."""

    head: int
    marker: str


def person_terms(ctx: Context, head: int) -> tuple[PersonNoun, ...]:
    """Return what the noun at a token says of a person; empty if it is no noun for people.

    Of the strings under which the noun may be listed the longest counts for posts, and the bare noun for
    what it says besides ("Labour MP": a post and a membership).
    """
    table = person_nouns()
    for key in ctx.keys(head):
        if key in table:
            return table[key]
    return ()


def _phrase(ctx: Context, head: int) -> list[int]:
    """Return the tokens before a noun that belong to its phrase, in text order."""
    tree = ctx.tree
    found = []
    for i in range(head - 1, max(head - 7, -1), -1):
        if tree.dep[i] not in _IN_PHRASE or not (tree.lower[i].isalpha() or tree.lower[i] in "-'’"):
            break
        found.append(i)
    return found[::-1]


def _in_title(ctx: Context, i: int) -> bool:
    """Whether a word before a title's noun belongs to the title: no nationality, name of a body or description."""
    tree = ctx.tree
    mention = ctx.mention(i)
    plain = tree.pos[i] in ("NOUN", "PROPN") and tree.dep[i] in ("compound", "flat", "nmod:desc")
    named = tree.name[i] >= 0 or (mention is not None and mention.kind == "name")
    return plain and not named and not is_a(ctx.cls(i) or "Concept", "Organization", "Place", "Agent")


def is_part_of_title(ctx: Context, noun: int) -> bool:
    """Whether a noun is the first part of a longer title ("governor-general", "attorney general").

    Parameters
    ----------
    ctx : Context
    noun : int
    """
    tree = ctx.tree
    hyphen = tree.lower[noun + 1 : noun + 2] != [] and tree.lower[noun + 1] in _HYPHENS
    last = noun + 2 if hyphen else noun + 1
    if last >= len(tree) or tree.pos[last] not in ("NOUN", "PROPN") or tree.name[last] >= 0:
        return False
    ends = {f"{tree.lemma[noun]}{mark}{tree.lemma[last]}" for mark in ("-", " ")}
    return any(key.endswith(tuple(ends)) for key in ctx.keys(last) if key in person_nouns())


def title_tokens(ctx: Context, head: int) -> tuple[int, ...]:
    """Return the words of a title: the noun with what belongs to the post before it.

    Nationalities, names of bodies, ages and "former" are left out.
    """
    tree = ctx.tree
    tokens = [head]
    for i in range(head - 1, max(head - 6, -1), -1):
        word = tree.lower[i]
        if word in title_words("ended") or word in title_words("not_yet"):
            break
        if not (word in title_words("in_titles") or word == "-" or _in_title(ctx, i) or is_part_of_title(ctx, i)):
            break
        tokens.append(i)
    while len(tokens) > 1 and not tree.lower[tokens[-1]].isalpha():
        tokens.pop()
    if head + 2 < len(tree) and f"{tree.lemma[head]} of {tree.lemma[head + 2]}" in person_nouns():
        tokens = [head + 2, head + 1, *tokens]
    return tuple(sorted(tokens))


def _of_name(ctx: Context, title: int, target: int) -> bool:
    """Whether what "of" ties to a name belongs to the title before it: "President Ana Ruiz of Chile".

    Of a place that holds for titles that rule or stand for places: "Captain Ana Ruiz of Lima" comes from there.
    """
    if ctx.is_of(target, ("GeopoliticalEntity",)):
        return ctx.lemma(title) in title_words("of_places")
    return ctx.is_of(target, ("Organization",))


def bodies(ctx: Context, head: int, *others: int) -> tuple[Body, ...]:
    """Return what a person's noun is tied to: possessors, prenominal names, prepositional phrases, in text order.

    Parameters
    ----------
    ctx : Context
    head : int
        The noun.
    *others : int
        Further tokens whose ties count, such as the name beside a title ("Iran's president, X" hangs the
        possessor on either).
    """
    found: dict[int, Body] = {}
    for at in (head, *others):
        for target, marker, _ in ctx.modifiers(at):
            if marker in _TIES and (at == head or marker in ("'s", "")) and target not in (head, *others):
                found.setdefault(target, Body(target, marker))
    for other in others:
        for target, marker, _ in ctx.modifiers(other):
            if marker == "of" and target not in found and _of_name(ctx, head, target):
                found[target] = Body(target, "of")
        if other in ctx.under:
            found.setdefault(ctx.under[other], Body(ctx.under[other], "of"))
    return tuple(found[k] for k in sorted(found))


def _is_name(ctx: Context, head: int) -> bool:
    mention = ctx.mention(head)
    return mention is not None and mention.kind == "name"


def _core(ctx: Context, noun: int) -> int:
    """Return the title of a noun for somebody who has yet to take office: "president" of "president-elect"."""
    lower = ctx.tree.lower
    waiting = lower[noun] in title_words("not_yet") and noun >= 2 and lower[noun - 1] in _HYPHENS
    return noun - 2 if waiting and person_terms(ctx, noun - 2) else noun


def _equated(ctx: Context) -> dict[int, list[tuple[int, Factuality, Predication]]]:
    """Return, by noun, whom titles, appositions and copulas say to be it."""
    found: dict[int, list[tuple[int, Factuality, Predication]]] = {}
    for p in ctx.reading.predications:
        if p.kind == "prenominal" and ctx.is_of(p.head, ("Person",)) and _is_name(ctx, p.head):
            # "the team's coach, Ada Bol", where the parse hangs the title on the name
            for noun in p.heads("modifier"):
                if not _is_name(ctx, noun) and person_terms(ctx, noun):
                    found.setdefault(noun, []).append((p.head, ASSERTED, p))
        if p.kind not in _EQUATING:
            continue
        for a in p.arguments:
            if a.role != "attribute" or a.marker not in ("", "(", "as"):
                continue
            facts = ctx.factuality(p.head) if p.kind == "copula" else ASSERTED
            noun = _core(ctx, a.head)
            found.setdefault(noun, []).extend((s, facts, p) for s in p.heads("subject") if s not in (a.head, noun))
    return found


def is_ended(ctx: Context, head: int) -> bool:
    """Whether the words before a noun, or before the noun that it is joined to, say that it is over.

    Parameters
    ----------
    ctx : Context
    head : int

    Notes
    -----
    "Former minister and party chairman Ana Ruiz": a joined noun without a determiner shares the words of the first.
    """
    tree = ctx.tree
    if any(tree.lower[i] in title_words("ended") for i in _phrase(ctx, head)):
        return True
    if tree.lower[head + 1 : head + 2] == ["emeritus"]:
        return True
    shares = tree.dep[head] == "conj" and tree.head[head] < head
    own = any(tree.dep[c] in ("det", "nmod:poss", "amod") for c in tree.children[head])
    return shares and not own and not _is_name(ctx, tree.head[head]) and is_ended(ctx, tree.head[head])


def _not_yet(ctx: Context, head: int) -> bool:
    lower = ctx.tree.lower
    after = lower[head + 1 : head + (3 if lower[head + 1 : head + 2] in (["-"], ["–"]) else 2)]
    words = {lower[i] for i in _phrase(ctx, head)} | set(after)
    return bool(words & title_words("not_yet"))


def _heads_body(ctx: Context, head: int, body: Body, ties: tuple[Body, ...]) -> bool:
    """Whether the title is that of the head of the body, not of a deputy or of a branch ("finance chief")."""
    before = _phrase(ctx, head)
    tree = ctx.tree
    if any(tree.lower[i] in title_words("not_heading") | title_words("ended") for i in before):
        return False
    keys = ctx.keys(head)
    if any(k in person_nouns() for k in keys if " " in k or "-" in k):
        return True
    inner = [i for i in before if i != body.head and tree.dep[i] == "compound" and tree.name[i] < 0]
    if inner and body.head not in inner and tree.lower[head] not in ("president", "leader", "minister"):
        return False
    of = [t for t in ties if t.marker == "of"]
    return not of or body in of or ctx.lemma(head) in ("president",)


def _post_ties(ctx: Context, head: int, ties: tuple[Body, ...]) -> tuple[Body, ...]:
    """Leave out what says whose citizen, or of which party, the holder of a post is ("a Dutch coach")."""
    lemma = ctx.lemma(head)
    kept = []
    for tie in ties:
        mention = ctx.mention(tie.head)
        nationality = tie.marker == "" and mention is not None and mention.label == "NORP"
        if nationality and lemma in title_words("civil"):
            continue
        if lemma in title_words("party_seats") and ctx.is_of(tie.head, ("PoliticalParty",)):
            continue
        if lemma in ("mp", "mep", "msp", "senator") and tie.marker == "for":
            continue
        kept.append(tie)
    return tuple(kept)


def _body_for(ctx: Context, ties: tuple[Body, ...], classes: tuple[str, ...]) -> Body | None:
    """Return the tie that names a body of some classes: what stands nearest by grammar first."""
    order = {"of": 0, "": 1, "'s": 2, "for": 3, "at": 4, "to": 7, "in": 5, "with": 6, "from": 6, "on": 6, ",": 8}
    fitting = [t for t in ties if ctx.is_of(t.head, classes) and ctx.entities(t.head)]
    fitting.sort(key=lambda t: (order[t.marker], not ctx.is_of(t.head, ("Organization",)), t.head))
    return fitting[0] if fitting else None


def _is_seat(ctx: Context, head: int, body: Body) -> bool:
    """Whether a place is what somebody elected stands for: "the senator for Ohio", "Senator Jo Bell of Ohio"."""
    of_name = body.marker == "of" and all(t != body.head or m != "of" for t, m, _ in ctx.modifiers(head))
    return body.marker == "for" or (of_name and ctx.lemma(head) in title_words("seats_of"))


def _relations(
    ctx: Context, term: PersonNoun, head: int, ties: tuple[Body, ...], *, named: bool
) -> Iterator[tuple[str, int, float]]:
    for wanted in term.relations:
        classes = wanted.classes or relation(wanted.slot).range
        body = _body_for(ctx, ties, classes)
        if body is None or (body.marker == "to" and wanted.slot not in ("represents",)):
            continue
        if wanted.slot in ("supports", "opposes") and body.marker in ("in", "at", "on", "from", "with", "for"):
            continue  # "supporters in Ohio"
        if wanted.slot == "supports" and body.marker != "of" and ctx.lemma(head) in title_words("also_players"):
            continue  # "Ireland defender", "the Open champion"
        if wanted.slot == "leads" and not _heads_body(ctx, head, body, ties):
            continue
        if wanted.slot == "represents" and classes == ("GeopoliticalEntity",) and not _is_seat(ctx, head, body):
            continue
        if wanted.slot in ("leads", "worksFor") and body not in _post_ties(ctx, head, ties):
            continue
        if wanted.slot == "worksFor" and ctx.is_of(body.head, ("GeopoliticalEntity",)) and named:
            continue
        if wanted.slot == "residesIn" and body.marker not in ("of", "in", "from", "'s", ""):
            continue
        yield wanted.slot, body.head, 0.9 if body.marker in ("of", "'s", "", "for") else 0.75
        if wanted.slot == "memberOf":
            others = (t for t in ties if t != body and t.marker == "of" and ctx.is_of(t.head, classes))
            yield from ((wanted.slot, t.head, 0.8) for t in others)


def _says(
    ctx: Context, person: int, noun: int, facts: Factuality, p: Predication, *, named: bool
) -> Iterator[EdgeDraft]:
    """Yield what the noun says of the person: a post and where it is, and other relations to a body."""
    terms = person_terms(ctx, noun)
    parts = tuple(i for i in title_tokens(ctx, noun) if is_part_of_title(ctx, i))
    ties = bodies(ctx, noun, *parts, *((person,) if p.kind == "title" else ()))
    ties = tuple(t for t in ties if t.head != person)
    if _not_yet(ctx, noun):
        facts = Factuality(modality="planned", polarity=facts.polarity, cue=facts.cue)
    follows = p.kind == "copula" or (p.kind != "title" and person < noun)
    said = EdgeDraft(
        subject=person,
        relation="holdsPosition",
        object=noun,
        head=p.head if p.kind == "copula" else noun,
        tokens=(noun,),
        facts=facts,
        presupposed=p.kind != "copula",
        ended=is_ended(ctx, noun) or (follows and is_bygone(ctx, noun)),
        sentence=ctx.tree.sentence[noun],
        confidence=p.confidence,
        extractor=p.extractor,
    )
    if named and any(t.position for t in terms):
        post = replace(said, post="object", tokens=title_tokens(ctx, noun))
        yield post
        body = _body_for(ctx, _post_ties(ctx, noun, ties), _BODIES)
        if body is not None:
            where = replace(post, relation="positionIn", subject=noun, object=body.head, post="subject", head=noun)
            yield replace(where, facts=ASSERTED, presupposed=True, ended=False)
    for term in terms:
        for name, target, sure in _relations(ctx, term, noun, ties, named=named):
            if not (said.ended and name in _CURRENT):
                yield replace(said, relation=name, object=target, confidence=round(p.confidence * sure, 4))


def _is_person(ctx: Context, head: int) -> bool:
    return ctx.is_of(head, ("Person", "Group")) or (ctx.is_of(head, ("Agent",)) and not ctx.is_of(head, ("Place",)))


def _beside(ctx: Context, noun: int) -> list[tuple[int, Factuality, Predication]]:
    """Return the name that a title follows after a comma, where a parse makes both subjects of one verb.

    "Ana Ruiz, once the head of the bank, was held."
    """
    tree = ctx.tree
    if tree.dep[noun] not in _SUBJECTS:
        return []
    own = ctx.by_head.get(noun, ())
    for other in tree.children[tree.head[noun]]:
        if other < noun and tree.dep[other] in _SUBJECTS and ctx.is_of(other, ("Person",)) and _is_name(ctx, other):
            apposed = "," in tree.lower[other + 1 : noun]
            return [(other, ASSERTED, p) for p in own[:1]] if apposed else []
    return []


def _is_role(ctx: Context, noun: int) -> bool:
    """Whether a noun stands for what somebody is made or called, not for somebody: "elected leader", "as leader"."""
    tree = ctx.tree
    case = next((tree.lower[c] for c in tree.children[noun] if tree.dep[c] == "case"), "")
    return tree.dep[noun] == "xcomp" or (case == "as" and tree.dep[noun] in ("obl", "nmod", "xcomp"))


def find_people(ctx: Context) -> tuple[EdgeDraft, ...]:
    """Return what the nouns for people say of the people they name.

    Parameters
    ----------
    ctx : Context

    Notes
    -----
    A noun says it of the name that a title, an apposition or a copula equates with it; standing alone it says
    it of whom it refers to, without a post ("the party's spokesman": represents the party).
    """
    found: list[EdgeDraft] = []
    equated = _equated(ctx)
    for noun, pos in enumerate(ctx.tree.pos):
        if pos not in ("NOUN", "PROPN", "ADJ") or not person_terms(ctx, noun) or is_part_of_title(ctx, noun):
            continue
        said = [x for x in equated.get(noun, ()) if _is_person(ctx, x[0])] or _beside(ctx, noun)
        titled = [x for x in said if x[2].kind == "title"]
        for person, facts, p in titled or said:
            found.extend(_says(ctx, person, noun, facts, p, named=_named(ctx, person)))
        body = ctx.is_of(noun, ("Organization",)) and ctx.lemma(noun) in thing_nouns("parts", "missions")
        alone = not said and not _is_role(ctx, noun) and bool(ctx.entities(noun))
        if alone and (body or ctx.is_of(noun, ("Person", "Group"))):
            own = next((p for p in ctx.by_head.get(noun, ()) if p.kind in ("possessive", "of", "prenominal")), None)
            if own is not None:
                found.extend(_says(ctx, noun, noun, ASSERTED, own, named=_named(ctx, noun)))
    return tuple(found)


def from_title(ctx: Context, edge: EdgeDraft, people: Sequence[EdgeDraft]) -> bool:
    """Whether an edge takes for where somebody comes from what a title says: "Senator Jo Bell of Ohio".

    Parameters
    ----------
    ctx : Context
    edge : EdgeDraft
    people : sequence of EdgeDraft
        What titles say, as `find_people` returns it.
    """
    if edge.relation not in ("citizenOf", "residesIn"):
        return False
    titles = {p.object for p in people if p.subject == edge.subject and p.relation == "holdsPosition"}
    return any(b.head == edge.object for t in titles for b in bodies(ctx, t, edge.subject) if b.marker == "of")


def _named(ctx: Context, head: int) -> bool:
    """Whether the article names the person whom a token refers to; only then it says who holds the post."""
    cluster = ctx.cluster_at.get(head)
    if cluster is None or not is_a(cluster.cls, "Person", "Group"):
        return False
    return any(m.kind == "name" for m in (ctx.mention(h) for h in cluster.heads) if m is not None)

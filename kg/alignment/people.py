"""What titles and jobs say of a person: holds a post, leads, works for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.alignment.bygone import is_bygone
from kg.alignment.context import ASSERTED, Context
from kg.alignment.drafts import EdgeDraft
from kg.alignment.titles import (
    Body,
    bodies,
    claimed,
    core,
    is_ended,
    is_one_of_many,
    is_part_of_title,
    person_terms,
    title_phrase,
    title_tokens,
)
from kg.predications import Factuality, Predication
from ontology import FACT_MODALITIES, is_a, relation
from ontology.lexicon import PersonNoun, person_nouns, thing_nouns, title_words

__all__ = ["find_people", "from_title"]

_BODIES = ("Organization", "GeopoliticalEntity")
#: What one does only as long as one is it.
_CURRENT = frozenset({"leads", "represents"})
#: Prepositions that tell where, with a place or beside a possessor, rather than of which body.
_WHERE = frozenset({"in", "at", "on", "from", "with", "to", ","})
_EQUATING = ("title", "apposition", "copula")
#: Who only wants what "for" names.
_RUNNING = frozenset({"candidate", "nominee", "contender"})
#: What introduces some of those whom a plural stands for.
_SUCH = frozenset({"including", "such as", "notably", "like", "namely"})
#: Verbs that say what somebody is: "she served as governor".
_SERVING = frozenset({"serve", "act", "work"})
_SUBJECTS = ("nsubj", "nsubj:pass")


def _equated(ctx: Context) -> dict[int, list[tuple[int, Factuality, Predication]]]:
    """Return, by noun, whom titles, appositions and copulas say to be it."""
    found: dict[int, list[tuple[int, Factuality, Predication]]] = {}
    for p in ctx.reading.predications:
        if p.kind == "prenominal" and ctx.is_of(p.head, ("Person",)) and ctx.is_name(p.head):
            # "the team's coach, Ada Bol", where the parse hangs the title on the name
            for noun in p.heads("modifier"):
                if not ctx.is_name(noun) and person_terms(ctx, noun):
                    found.setdefault(noun, []).append((p.head, ASSERTED, p))
        serving = p.kind == "verb" and p.lemma in _SERVING
        if p.kind not in _EQUATING and not serving:
            continue
        for a in p.arguments:
            if a.marker not in (("as",) if serving else ("", "(", "as")) or (a.role != "attribute" and not serving):
                continue
            facts = ctx.factuality(p.head) if p.kind in ("copula", "verb") else ASSERTED
            noun = core(ctx, a.head)
            found.setdefault(noun, []).extend((s, facts, p) for s in p.heads("subject") if s not in (a.head, noun))
    for noun, name in ctx.names_of.items():
        if noun not in found and ctx.is_of(name, ("Person",)):
            found[noun] = [(name, ASSERTED, p) for p in ctx.by_head.get(noun, ())[:1]]
    return found


def _heads_body(ctx: Context, head: int, body: Body, ties: tuple[Body, ...]) -> bool:
    """Whether the title is that of the head of the body, not of a deputy or of a branch ("finance chief")."""
    before = title_phrase(ctx, head)
    tree = ctx.tree
    if is_one_of_many(ctx, head):
        return False
    team = ctx.is_of(body.head, ("SportsTeam", "GeopoliticalEntity")) and ctx.lemma(head) in ("captain", "manager")
    beyond = any(tree.label(i) == "PERSON" for i in range(head + 1, body.head))  # "Captain Per Dahl of the navy"
    direct = body.marker in ("of", "'s") and not beyond
    if ctx.lemma(head) in title_words("ranks") and not direct and not team:
        return False
    other = (title_words("not_heading"), title_words("ended"))
    if any(tree.lower[i] in some for i in before for some in other):
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
        if tie.marker == "" and ctx.label(tie.head) == "NORP" and lemma in title_words("civil"):
            continue
        if lemma in title_words("party_seats") and ctx.is_of(tie.head, ("PoliticalParty",)):
            continue
        if lemma in ("mp", "mep", "msp", "senator") and tie.marker == "for":
            continue
        kept.append(tie)
    return tuple(kept)


def _body_for(ctx: Context, ties: tuple[Body, ...], classes: tuple[str, ...]) -> Body | None:
    """Return the tie that names a body of some classes: what stands nearest by grammar first.

    What is tied by "in" or "at" is where somebody serves a body that a possessor names, known or not ("its envoy in
    Lima").
    """
    order = {"of": 0, "": 1, "'s": 2, "for": 3, "at": 4, "to": 7, "in": 5, "with": 6, "from": 6, "on": 6, ",": 8}
    fitting = [t for t in ties if ctx.is_of(t.head, classes) and ctx.entities(t.head)]
    owned = any(t.marker == "'s" for t in ties)
    fitting = [t for t in fitting if not (owned and t.marker in _WHERE)]
    fitting.sort(key=lambda t: (order[t.marker], not ctx.is_of(t.head, ("Organization",)), t.head))
    return fitting[0] if fitting else None


def _is_elsewhere(ctx: Context, head: int, body: Body) -> bool:
    """Whether a place is where somebody acts, not for whom: "the envoy from Lima", "a London lawyer"."""
    if not ctx.is_of(body.head, ("GeopoliticalEntity",)):
        return False
    private = not any(t.position for t in person_terms(ctx, head)) and not ctx.is_of(body.head, ("Country",))
    return body.marker in _WHERE or (body.marker == "" and private)


def _is_seat(ctx: Context, head: int, body: Body) -> bool:
    """Whether a place is what somebody elected stands for: "the senator for Ohio", "Senator Jo Bell of Ohio"."""
    of_name = body.marker == "of" and all(t != body.head or m != "of" for t, m, _ in ctx.modifiers(head))
    return body.marker == "for" or (of_name and ctx.lemma(head) in title_words("seats_of"))


def _ties_to(ctx: Context, slot: str, head: int, body: Body) -> bool:
    """Whether what ties a noun to a body says this of them: "supporters in Ohio" support no Ohio."""
    lemma = ctx.lemma(head)
    if slot == "represents":
        return not _is_elsewhere(ctx, head, body) and not (body.marker == "for" and lemma in _RUNNING)
    if slot in ("supports", "opposes"):
        beside = body.marker in _WHERE | {"for"} or ctx.label(body.head) == "NORP"  # "a Finnish critic"
        player = slot == "supports" and body.marker != "of" and lemma in title_words("also_players")
        return not beside and not player  # "Ireland defender", "the Open champion"
    if slot == "memberOf":
        if lemma in ("captain", "skipper"):  # of a team, not of a ship
            return ctx.is_of(body.head, ("SportsTeam", "ArmedGroup"))
        return body.marker != "of" or lemma not in ("commander", "bishop")  # "the commander of the fleet" heads it
    return slot != "residesIn" or body.marker in ("of", "in", "from", "'s", "")


def _relations(
    ctx: Context, term: PersonNoun, head: int, ties: tuple[Body, ...], *, named: bool
) -> Iterator[tuple[str, int, float]]:
    for wanted in term.relations:
        classes = wanted.classes or relation(wanted.slot).range
        body = _body_for(ctx, ties, classes)
        if body is None or body.marker == "to" or not _ties_to(ctx, wanted.slot, head, body):
            continue
        if wanted.slot == "leads" and not _heads_body(ctx, head, body, ties):
            continue
        if wanted.slot == "represents" and classes == ("GeopoliticalEntity",) and not _is_seat(ctx, head, body):
            continue
        if wanted.slot in ("leads", "worksFor") and body not in _post_ties(ctx, head, ties):
            continue
        if wanted.slot == "worksFor" and ctx.is_of(body.head, ("GeopoliticalEntity",)) and named:
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
    words = title_tokens(ctx, noun)
    parts = tuple(i for i in words if is_part_of_title(ctx, i))
    ties = bodies(ctx, noun, *parts, *((person,) if p.kind == "title" else ()))
    ties = tuple(t for t in ties if t.head != person and t.head not in words)
    doubts = claimed(ctx, noun)
    if doubts != ASSERTED and facts.modality in FACT_MODALITIES:
        facts = replace(doubts, polarity=facts.polarity)
    clause = p.kind in ("copula", "verb")
    follows = clause or (p.kind != "title" and person < noun)
    said = EdgeDraft(
        subject=person,
        relation="holdsPosition",
        object=noun,
        head=p.head if clause else noun,
        tokens=(noun,),
        facts=facts,
        presupposed=not clause,
        ended=is_ended(ctx, noun) or (follows and is_bygone(ctx, p.head if p.kind == "verb" else noun)),
        sentence=ctx.tree.sentence[noun],
        confidence=p.confidence,
        extractor=p.extractor,
    )
    post = replace(said, post="object", tokens=words)
    heads = any(r.slot == "leads" for t in terms for r in t.relations)
    alone = heads and not named and person == noun and not is_one_of_many(ctx, noun)
    if (named or alone) and any(t.position for t in terms):
        if named:
            yield post
        seats = (t for t in ties if not (t.marker in _WHERE and ctx.is_of(t.head, ("GeopoliticalEntity",))))
        body = _body_for(ctx, _post_ties(ctx, noun, tuple(seats)), _BODIES)
        if body is not None:
            where = replace(post, relation="positionIn", subject=noun, object=body.head, post="subject", head=noun)
            yield replace(where, facts=ASSERTED, presupposed=True, ended=False)
    for term in terms:
        for name, target, sure in _relations(ctx, term, noun, ties, named=named):
            if not (said.ended and name in _CURRENT) and not (alone and name == "leads"):
                yield replace(said, relation=name, object=target, confidence=round(p.confidence * sure, 4))


def _is_person(ctx: Context, head: int) -> bool:
    return ctx.is_of(head, ("Person", "Group")) or (ctx.is_of(head, ("Agent",)) and not ctx.is_of(head, ("Place",)))


def _included(ctx: Context, noun: int) -> list[tuple[int, Factuality, Predication]]:
    """Return the names that a plural noun is said to include: "members such as Norland"."""
    plural = ctx.tree.tag[noun] in ("NNS", "NNPS")
    named = [(o, p) for o, marker, p in ctx.modifiers(noun) if marker in _SUCH and ctx.is_name(o)] if plural else []
    return [(o, ASSERTED, p) for o, p in named if _is_person(ctx, o) or _is_member(ctx, noun, o)]


def _is_member(ctx: Context, noun: int, head: int) -> bool:
    """Whether a noun says of a state what it belongs to: "Norland, a member of the union"."""
    slots = {r.slot for t in person_terms(ctx, noun) for r in t.relations}
    return ctx.is_of(head, ("GeopoliticalEntity",)) and bool(slots & {"memberOf", "signatoryOf"})


def _beside(ctx: Context, noun: int) -> list[tuple[int, Factuality, Predication]]:
    """Return the name that stands beside a title after a comma, where a parse gives a verb two subjects.

    "Ana Ruiz, once the head of the bank, was held"; "the party led by the mayor, Ana Ruiz, lost".
    """
    tree = ctx.tree
    above = tree.head[noun]
    if tree.dep[noun] == "nmod:desc" and above < noun and ctx.is_name(above) and ctx.is_of(above, ("Person",)):
        return [(above, ASSERTED, replace(p, kind="apposition", head=noun)) for p in ctx.by_head.get(noun, ())[:1]]
    after = noun + 2 if tree.lower[noun + 1 : noun + 2] == [","] else len(tree)
    verbs = [tree.head[i] for i in (noun, after) if i < len(tree) and tree.dep[i] in _SUBJECTS]
    for verb in dict.fromkeys(verbs):
        subjects = [c for c in tree.children[verb] if tree.dep[c] in _SUBJECTS]
        names = [c for c in subjects if c != noun and ctx.is_name(c) and ctx.is_of(c, ("Person",))]
        near = [c for c in names if c == after or (noun in subjects and "," in tree.lower[min(c, noun) : max(c, noun)])]
        own = (*ctx.by_head.get(noun, ()), *ctx.by_head.get(verb, ()))
        if len(subjects) > 1 and near:
            return [(near[0], ASSERTED, replace(p, kind="apposition", head=noun)) for p in own[:1]]
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
        if ctx.tree.label(noun) in ("GPE", "LOC", "FAC"):
            continue  # "Port-au-Prince"
        said = [x for x in equated.get(noun, ()) if _is_person(ctx, x[0]) or _is_member(ctx, noun, x[0])]
        said = said or _beside(ctx, noun)
        said = said + _included(ctx, noun)
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

"""Where people come from and whom they belong to, by what stands with the noun for them."""

from __future__ import annotations

from collections.abc import Iterator

from kg.alignment.context import Context
from kg.alignment.titles import person_terms
from ontology import is_a, relation
from ontology.lexicon import kin_terms, thing_nouns, title_words

__all__ = ["Edge", "belonging_people", "origins"]

#: Relation, subject token, object token, confidence.
Edge = tuple[str, int, int, float]

_PEOPLE = ("Person", "Group")
_BODIES = ("Company", "GovernmentBody", "MediaOrganization", "Organization")


def _serves_states(ctx: Context, noun: int) -> bool:
    """Whether a noun says what its bearer is to a state or place: a minister or an envoy, unlike an engineer."""
    lemma = ctx.lemma(noun)
    if lemma in thing_nouns("parts", "crowds"):
        return True
    terms = person_terms(ctx, noun)
    if lemma in title_words("civil"):
        return False
    return any(
        t.position or any(is_a("Country", *(r.classes or relation(r.slot).range)) for r in t.relations) for t in terms
    )


def _whom(ctx: Context, noun: int) -> tuple[int, ...]:
    """Return the people whom a noun names as a title or beside their names, else the noun if it stands for people."""
    named = [s for p in ctx.by_head.get(noun, ()) if p.kind in ("title", "apposition") for s in p.heads("subject")]
    people = tuple(s for s in dict.fromkeys(named) if ctx.is_of(s, _PEOPLE) and ctx.label(s) != "ORG")
    if named and not people:
        return ()
    if len(people) > 1 and ctx.tree.tag[noun] in ("NN", "NNP"):
        people = (min(people, key=lambda s: abs(s - noun)),)  # "weavers and Ana Ruiz, a potter"
    return people or ((noun,) if ctx.is_of(noun, _PEOPLE) else ())


def origins(ctx: Context, noun: int, other: int, marker: str) -> Iterator[Edge]:
    """Citizens and residents: "a Canadian engineer", "people from Gaza", "a Lima trader", "villagers of Arda".

    Parameters
    ----------
    ctx : Context
    noun, other : int
        The noun for people, and the place that it is tied to.
    marker : str
        ``"'s"``, a preposition, or empty where the place stands before the noun.

    Yields
    ------
    (str, int, int, float)
        Relation, subject, object, confidence.
    """
    if not ctx.is_of(other, ("GeopoliticalEntity",)) or _serves_states(ctx, noun):
        return
    nationality = ctx.label(other) == "NORP"
    if nationality and any(m == "" and ctx.is_of(o, ("Organization",)) for o, m, _ in ctx.modifiers(noun)):
        return  # "a Norwegian navy captain": the navy is Norwegian
    country = ctx.is_of(other, ("Country",))
    if marker == "":
        lives = not country and ctx.lemma(noun) in thing_nouns("parts", "townspeople")
    else:
        near = ctx.lemma(noun) in kin_terms() or ctx.lemma(noun) == "friend"  # "the father of the nation"
        dweller = ctx.lemma(noun) in thing_nouns("parts", "dwellers")
        lives = marker == "from" or (dweller and (marker == "in" or (marker == "of" and not near)))
    for who in _whom(ctx, noun):
        if marker == "" and nationality:
            yield "citizenOf", who, other, 0.65
        elif marker == "of" and ctx.is_name(noun):
            yield ("citizenOf" if country else "residesIn"), who, other, 0.65
        elif lives:
            yield "residesIn", who, other, 0.6


def belonging_people(ctx: Context, noun: int, other: int, marker: str) -> Iterator[Edge]:
    """Members and staff: "gunmen from the militia", "weavers of the mill", "Claire Mbongo of Lutetia Securities".

    Parameters
    ----------
    ctx : Context
    noun, other : int
        The noun for people, and the body that it is tied to.
    marker : str
        As for `origins`.

    Yields
    ------
    (str, int, int, float)
        Relation, subject, object, confidence.
    """
    if not ctx.is_of(noun, _PEOPLE) or person_terms(ctx, noun) or ctx.lemma(noun) in kin_terms():
        return
    if marker in ("from", "of", "in") and ctx.is_of(other, ("ArmedGroup", "PoliticalParty", "SportsTeam")):
        yield "memberOf", noun, other, 0.65
    elif marker in ("of", "at", "with", "from") and ctx.is_of(other, _BODIES):
        named = ctx.is_name(noun)
        outside = ctx.lemma(noun) in thing_nouns("parts", "outsiders")
        if not outside and (marker not in ("with", "from") or named):
            joined = any(key in thing_nouns("parts", "joined") for key in ctx.keys(other))
            member = named and marker in ("of", "from") and joined
            yield ("memberOf" if member else "worksFor"), noun, other, 0.6 if named or marker == "at" else 0.55

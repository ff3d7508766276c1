"""What noun phrases say of things and places: part of, lies in, is about, joins, belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.alignment.context import ASSERTED, Context
from kg.alignment.drafts import EdgeDraft
from kg.alignment.origins import Edge, belonging_people, origins
from kg.predications import Factuality, Predication
from ontology.lexicon import thing_nouns

__all__ = ["find_things"]

_IN = frozenset({"in", "at", "near", "on", "off", "outside", "inside", "of", ","})
_ABOUT = frozenset({"about", "on", "toward", "towards", "against", "regarding", "concerning", "over", "into"})
_POLICY_ABOUT = frozenset({"toward", "towards", "against", "regarding", "concerning", "over", "on"})
_BETWEEN = frozenset({"between", "to", "with", "from", "linking", "among"})
_ORGANS = ("GovernmentBody", "ArmedGroup", "Organization")

_NOUN_PHRASES = ("possessive", "of", "prenominal", "nominal", "title")


def _listed(ctx: Context, head: int, group: str, name: str) -> bool:
    return not thing_nouns(group, name).isdisjoint(ctx.keys(head))


def _names_it(ctx: Context, noun: int, other: int) -> bool:
    """Whether a name before a noun is the thing's own: "Sindh province", "the Don Alto mine", not "a Lima clinic"."""
    if ctx.is_name(noun) and any(ctx.tree.dep[c] == "conj" for c in ctx.tree.children[other]):
        return True  # "the Trade and Finance Departments"
    if ctx.mention(other) is None or ctx.label(other) == "NORP" or ctx.is_of(other, ("Country",)):
        return False
    if ctx.is_of(other, ("Organization",)):
        return _listed(ctx, noun, "parts", "self_named")
    return (
        ctx.is_of(other, ("Facility",))
        or _listed(ctx, noun, "places", "self_named")
        or (ctx.label(other) == "LOC" and _listed(ctx, noun, "places", "settlements"))
    )


def _ties(ctx: Context, noun: int) -> list[tuple[int, str]]:
    """Return what modifies a noun, with its marker; of prenominal words only names of something else.

    "A border town" names no border.
    """
    found = [(other, marker) for other, marker, _ in ctx.modifiers(noun)]
    return [(o, m) for o, m in found if m or (ctx.is_name(o) and not _names_it(ctx, noun, o))]


def _belonging(ctx: Context, noun: int, other: int, marker: str) -> Iterator[Edge]:
    """Part of, owned by: "the party's Central Committee", "Iran's parliament", "Musk's firm"."""
    if marker not in ("'s", "", "of"):
        return
    organ = ctx.is_of(noun, _ORGANS) and not ctx.is_of(noun, ("Place",))
    if organ and ctx.is_of(other, ("GeopoliticalEntity",)):
        yield from _organ_of_place(ctx, noun, other, marker)
    elif organ and ctx.is_of(other, ("Organization",)):
        if _listed(ctx, noun, "parts", "parents"):
            yield "partOf", other, noun, 0.7
        elif _listed(ctx, noun, "parts", "organs") or ctx.is_of(noun, ("GovernmentBody",)):
            yield "partOf", noun, other, 0.8
    elif marker == "" and ctx.is_of(other, ("Country",)) and _listed(ctx, noun, "parts", "arms"):
        yield "owns", other, noun, 0.6
    elif _is_piece(ctx, noun, other, marker):
        yield "partOf", noun, other, 0.65
    elif marker == "'s" and ctx.is_of(other, ("Agent",)) and not ctx.names_event(noun):
        yield from _possession(ctx, noun, other)


def _is_piece(ctx: Context, noun: int, other: int, marker: str) -> bool:
    """Whether a noun names a part of a place or of a named building: "a suburb of Lima", "the Lima Hotel's roof"."""
    if _listed(ctx, noun, "parts", "pieces") and marker == "of":
        return True
    house = ctx.is_named(other) and ctx.is_of(other, ("Facility", "Organization"))
    return house and _listed(ctx, noun, "parts", "rooms")


def _is_organ(ctx: Context, noun: int) -> bool:
    """Whether a noun names what states have: "board", unlike "broadcaster" or "subsidiary"."""
    return _listed(ctx, noun, "parts", "organs") and not _listed(ctx, noun, "parts", "private")


def _organ_of_place(ctx: Context, noun: int, other: int, marker: str) -> Iterator[Edge]:
    """Tell an organ of a state from what only lies in it: "Peru's navy", "a Lima court", "Chile's junta"."""
    national = ctx.is_of(other, ("Country",))
    if marker == "" and _listed(ctx, noun, "parts", "kitchens" if national else "terms"):
        return
    if _listed(ctx, noun, "parts", "rulers"):
        if ctx.is_named(other):
            yield "governs", noun, other, 0.75
    elif _listed(ctx, noun, "parts", "rebels"):
        if national:
            yield "locatedIn", noun, other, 0.65
    elif _listed(ctx, noun, "parts", "missions"):
        return
    elif ctx.is_of(noun, ("GovernmentBody", "ArmedGroup")) or (national and _is_organ(ctx, noun)):
        local = _listed(ctx, noun, "parts", "local") and not national
        yield ("locatedIn" if local else "partOf"), noun, other, 0.8
    elif not _listed(ctx, noun, "parts", "political"):
        yield "locatedIn", noun, other, 0.65


def _possession(ctx: Context, noun: int, other: int) -> Iterator[Edge]:
    """Tell owning from mere belonging: "Musk's firm", "the club's stadium", "Lima's airport"."""
    if ctx.is_of(noun, ("Company",)) and ctx.is_of(other, ("Person", "Organization")):
        if not _listed(ctx, noun, "parts", "partners"):
            yield "owns", other, noun, 0.6
    elif _listed(ctx, noun, "parts", "premises"):
        return
    elif ctx.is_of(noun, ("Facility",)) and ctx.is_of(other, ("Organization", "GeopoliticalEntity")):
        country = ctx.is_of(other, ("GeopoliticalEntity",)) and not _elsewhere(ctx, noun)
        yield ("locatedIn", noun, other, 0.55) if country else ("owns", other, noun, 0.6)
    elif ctx.is_of(noun, ("Artifact",)) and _listed(ctx, noun, "parts", "possessions") and _is_one(ctx, other):
        words = {ctx.tree.lower[c] for c in ctx.tree.children[noun]}
        if not words & thing_nouns("parts", "lent"):
            yield "owns", other, noun, 0.6


def _is_one(ctx: Context, owner: int) -> bool:
    """Whether an owner is one, not a group whose members use a thing: "the dustmen and their lorries"."""
    cluster = ctx.cluster_of(owner)
    return cluster is None or all(ctx.tree.tag[h] not in ("NNS", "NNPS") for h in cluster.heads)


def _elsewhere(ctx: Context, noun: int) -> bool:
    """Whether a site is not where its owner is: "its embassy", "Fiat's plant in Turin"."""
    placed = any(m in ("in", "at", "near") and ctx.is_of(o, ("Place",)) for o, m, _ in ctx.modifiers(noun))
    return placed or _listed(ctx, noun, "parts", "missions")


def _in_list(ctx: Context, head: int) -> bool:
    """Whether a name is one of several joined by commas and "and", even where a parse takes one for where it lies."""
    tree = ctx.tree
    if tree.dep[head] == "conj" or any(tree.dep[c] == "conj" for c in tree.children[head]):
        return True
    after = head + 1
    while after < len(tree) and (tree.lower[after] == "," or tree.name[after] >= 0) and after < head + 12:
        after += 1
    return after > head + 1 and tree.lower[after : after + 1] in (["and"], ["or"]) and tree.name[after + 1] >= 0


def _lying(ctx: Context, noun: int, other: int, marker: str) -> Iterator[Edge]:
    """Located in: "the city of Kaesong", "the country's border city", "a plant in Ohio", "Paris, France"."""
    if not ctx.is_of(other, ("Place",)) or not (ctx.is_named(other) or ctx.is_named(noun)):
        return
    if ctx.is_of(noun, ("Country",)) or (marker in ("", "'s") and _listed(ctx, noun, "parts", "missions")):
        return
    if marker == "" and ctx.is_of(other, ("Country",)) and _listed(ctx, noun, "parts", "kitchens"):
        return
    if ctx.is_of(noun, ("Place",)):
        settlement = _listed(ctx, noun, "places", "settlements")
        if marker == "," and (_in_list(ctx, noun) or _in_list(ctx, other)):
            return
        if marker in ("in", "at", "on", ",", "off"):
            yield "locatedIn", noun, other, 0.85 if marker in ("in", ",") else 0.7
        elif marker in ("'s", "") and (settlement or ctx.is_name(noun)):
            yield "locatedIn", noun, other, 0.75
        elif marker == "'s" and ctx.is_of(noun, ("Facility",)) and not _elsewhere(ctx, noun):
            yield "locatedIn", noun, other, 0.6
        elif marker == "" and ctx.is_of(noun, ("Facility",)):
            yield "locatedIn", noun, other, 0.65
        elif marker == "of" and ctx.is_of(noun, ("Facility",)) and not _listed(ctx, noun, "places", "self_named"):
            yield "locatedIn", noun, other, 0.55
    elif (ctx.is_of(noun, ("Organization",)) or (ctx.is_of(noun, ("Artifact",)) and ctx.is_named(noun))) and (
        marker == "," or (marker in ("in", "at") and not _may_place_the_act(ctx, noun))
    ):
        yield "locatedIn", noun, other, 0.7


def _may_place_the_act(ctx: Context, noun: int) -> bool:
    """Whether "in London" after an object may say where it is acted on ("sued the government in London")."""
    tree = ctx.tree
    definite = any(tree.lower[c] == "the" for c in tree.children[noun])
    return tree.dep[noun] in ("obj", "iobj", "obl") and definite and not ctx.is_name(noun)


def _bare_after_in(ctx: Context, noun: int) -> bool:
    """Whether a noun is part of a compound preposition: "in line with"."""
    children = ctx.tree.children[noun]
    words = {ctx.tree.lower[c] for c in children if c < noun}
    return noun > 0 and ctx.tree.lower[noun - 1] == "in" and words <= {"in"}


def _about(ctx: Context, noun: int, other: int, marker: str) -> Iterator[Edge]:
    """Concerns, connects, restricts, opposes: "policies toward the South", "a line between the two militaries"."""
    if _listed(ctx, noun, "about", "connectors") and marker in _BETWEEN and ctx.is_of(noun, ("Artifact", "Facility")):
        if _bare_after_in(ctx, noun):
            return
        yield "connects", noun, other, 0.75
        return
    if _listed(ctx, noun, "about", "restrictions") and marker in ("on", "against") and ctx.is_of(noun, ("Policy",)):
        yield "restricts", noun, other, 0.75
        return
    policy = _listed(ctx, noun, "about", "policies") and not ctx.is_of(noun, ("Agent", "Place"))
    document = _listed(ctx, noun, "about", "documents") and not ctx.is_of(noun, ("Agent", "Place"))
    if (
        (policy and marker in _POLICY_ABOUT)
        or (document and marker in _ABOUT)
        or (marker == "of" and _listed(ctx, noun, "about", "inquiries"))
    ):
        yield "concerns", noun, other, 0.7
    if (
        _listed(ctx, noun, "about", "agreements")
        and marker in ("with", "between", "among")
        and ctx.is_of(noun, ("Agreement",))
    ):
        yield "signatoryOf", other, noun, 0.65


def _banned_acts(ctx: Context, noun: int) -> Iterator[Edge]:
    """Restricts what the banned act is done to: "a ban on sending leaflets"."""
    if not (_listed(ctx, noun, "about", "restrictions") and ctx.is_of(noun, ("Policy",))):
        return
    for p in ctx.by_head.get(noun, ()):
        for a in p.arguments:
            if a.role == "complement" and a.marker in ("on", "against"):
                for act in ctx.by_head.get(a.head, ()):
                    yield from (("restricts", noun, o, 0.7) for o in act.heads("object") if act.kind == "verb")


def _aimed(ctx: Context) -> Iterator[EdgeDraft]:
    """Concerns what it is meant to act on: "a law aimed at curbing imports"."""
    for p in ctx.reading.predications:
        if p.kind != "verb" or p.lemma not in ("aim", "design", "intend", "mean"):
            continue
        goals = [
            o
            for a in p.arguments
            if a.role == "complement"
            for act in ctx.by_head.get(a.head, ())
            if act.kind == "verb"
            for o in act.heads("object")
        ]
        goals += [a.head for a in p.arguments if a.role == "oblique" and a.marker == "at"]
        for thing in p.heads("object"):
            if not ctx.is_of(thing, ("Agent", "Place")):
                for goal in goals:
                    yield _draft(
                        ctx, ("concerns", thing, goal, 0.65), p.head, p, ctx.factuality(p.head), presupposed=False
                    )


def _belief(ctx: Context, noun: int, ties: list[tuple[int, str]]) -> Iterator[Edge]:
    """Opposes, supports: "its tough stand against Seoul", "the union's support for the bill"."""
    holders = [h for h, m in ties if m in ("'s", "by", "from", "of", "") and ctx.is_of(h, ("Agent",))]
    for target, marker in ties:
        if _listed(ctx, noun, "about", "opposition") and marker in ("against", "to", "toward", "towards"):
            yield from (("opposes", h, target, 0.65) for h in holders if h != target)
        elif _listed(ctx, noun, "about", "support") and marker == "for":
            yield from (("supports", h, target, 0.65) for h in holders if h != target)
        elif (
            marker in ("with", "between")
            and _listed(ctx, noun, "about", "agreements")
            and ctx.is_of(noun, ("Agreement",))
        ):
            yield from (("signatoryOf", h, noun, 0.6) for h in holders if h != target)


def _ruling(ctx: Context, noun: int, ties: list[tuple[int, str]]) -> Iterator[Edge]:
    """Governs: "North Korea's ruling Workers' Party"."""
    words = {ctx.tree.lower[c] for c in ctx.tree.children[noun] if c < noun}
    if not words & thing_nouns("about", "ruling") or not ctx.is_of(noun, ("Organization", "Group")):
        return
    for other, marker in ties:
        if marker in ("'s", "", "of", "in") and ctx.is_of(other, ("GeopoliticalEntity",)):
            yield "governs", noun, other, 0.8


def _seated(ctx: Context, noun: int, ties: list[tuple[int, str]]) -> Iterator[Edge]:
    """Located in, of whose seat lies there: "the bank's headquarters in Oslo"."""
    if not _listed(ctx, noun, "places", "seats"):
        return
    owners = [o for o, m in ties if m in ("'s", "of") and ctx.is_of(o, ("Organization",))]
    for place, marker in ties:
        if marker in ("in", "at", "") and ctx.is_of(place, ("Place",)) and ctx.is_named(place):
            yield from (("locatedIn", owner, place, 0.75) for owner in owners)


_RULES: tuple[Callable[[Context, int, int, str], Iterator[Edge]], ...] = (
    _belonging,
    _lying,
    _about,
    origins,
    belonging_people,
)


def _draft(ctx: Context, edge: Edge, noun: int, p: Predication, facts: Factuality, *, presupposed: bool) -> EdgeDraft:
    name, subject, target, confidence = edge
    return EdgeDraft(
        subject=subject,
        relation=name,
        object=target,
        head=noun,
        tokens=(noun,),
        facts=facts,
        presupposed=presupposed,
        sentence=p.sentence,
        confidence=round(confidence * p.confidence, 4),
        extractor=p.extractor,
    )


def _copular(ctx: Context, p: Predication) -> Iterator[EdgeDraft]:
    """X is in Y; X is a city in Y; X, a unit of Y."""
    facts = ctx.factuality(p.head) if p.kind == "copula" else ASSERTED
    for a in p.arguments:
        if a.role != "attribute":
            continue
        for subject in p.heads("subject"):
            if a.marker in ("in", "at", "on") and ctx.is_of(subject, ("Place", "Artifact", "Organization")):
                if ctx.is_of(a.head, ("Place",)) and any(ctx.is_named(x) for x in (a.head, subject)):
                    yield _draft(ctx, ("locatedIn", subject, a.head, 0.8), p.head, p, facts, presupposed=False)
                    for edge in _seated(ctx, subject, [*_ties(ctx, subject), (a.head, a.marker)]):
                        yield _draft(ctx, edge, p.head, p, facts, presupposed=False)
            elif a.marker in ("", "(") and _listed(ctx, a.head, "about", "kinds"):
                for other, marker, _ in ctx.modifiers(a.head):
                    if marker == "of":
                        yield _draft(ctx, ("kindOf", subject, other, 0.7), p.head, p, facts, presupposed=False)
            elif a.marker in ("", "("):
                for edge in _through(ctx, subject, a.head):
                    yield _draft(ctx, edge, p.head, p, facts, presupposed=p.kind != "copula")


def _through(ctx: Context, subject: int, noun: int) -> Iterator[Edge]:
    """What an apposed or predicated noun says of the subject: "Ulsan, a port in the south", "X, a unit of Y"."""
    for other, marker, _ in ctx.modifiers(noun):
        if other == subject or (marker == "" and not ctx.is_name(other)):
            continue
        about = (other, *(m for m, _ in _ties(ctx, other)))
        place = ctx.is_of(other, ("Place",)) and any(ctx.is_named(x) for x in about)
        if ctx.is_of(subject, ("Place",)) and place and marker in _IN | {"'s", ""}:
            if _listed(ctx, noun, "places", "settlements") or _listed(ctx, noun, "places", "sites"):
                yield "locatedIn", subject, other, 0.8
        elif (
            _listed(ctx, noun, "parts", "organs")
            and not (ctx.is_of(other, ("GeopoliticalEntity",)) and _listed(ctx, noun, "parts", "private"))
            and marker in ("of", "'s", "")
            and ctx.is_of(subject, ("Organization",))
            and ctx.is_of(other, ("Organization", "GeopoliticalEntity"))
        ):
            yield "partOf", subject, other, 0.8


#: Verbs whose object only comes to be by what they tell.
_MAKING = frozenset(
    {"open", "build", "establish", "create", "launch", "set up", "found", "construct", "offer", "want", "plan"}
)


#: Verbs that say whether there is what their object names.
_KEEPING = frozenset({"have", "own", "possess", "keep", "run", "maintain", "operate", "hold", "need", "want", "seek"})


def _facts(ctx: Context, edge: Edge, noun: int) -> Factuality:
    """Whether a noun phrase takes for granted what it says, unlike a ban only proposed or a site yet to be built."""
    tree = ctx.tree
    if edge[0] == "restricts":
        return ctx.factuality(noun)
    governor = tree.head[noun]
    if tree.dep[noun] not in ("obj", "nsubj:pass", "obl", "nmod"):
        return ASSERTED
    said = ctx.factuality(governor)
    indefinite = any(tree.lower[c] in ("a", "an", "any", "another") for c in tree.children[noun])
    if tree.dep[noun] == "obj" and indefinite and tree.lemma[governor] in _KEEPING:
        return said  # "denied that it has a base in Lima"
    made = tree.lemma[governor] in _MAKING and (edge[0] != "owns" or tree.dep[noun] in ("obj", "nsubj:pass"))
    return said if made and edge[0] in ("locatedIn", "owns") else ASSERTED


def find_things(ctx: Context) -> tuple[EdgeDraft, ...]:
    """Return what noun phrases say of things, bodies and places.

    Parameters
    ----------
    ctx : Context
    """
    found: list[EdgeDraft] = []
    for noun, predications in sorted(ctx.by_head.items()):
        ties = _ties(ctx, noun)
        p = next((x for x in predications if x.kind in _NOUN_PHRASES), None)
        if p is not None and ctx.tree.pos[noun] in ("NOUN", "PROPN", "ADJ", "NUM"):
            edges = [e for other, marker in ties for rule in _RULES for e in rule(ctx, noun, other, marker)]
            edges += [e for rule in (_belief, _ruling, _seated) for e in rule(ctx, noun, ties)]
            edges += _banned_acts(ctx, noun)
            found += [_draft(ctx, e, noun, p, _facts(ctx, e, noun), presupposed=True) for e in edges]
        for p in predications:
            if p.kind in ("copula", "apposition"):
                found.extend(_copular(ctx, p))
    return (*found, *_aimed(ctx))

"""Closed word lists that decide how a construction is read; lemmas in lower case."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = [
    "COMPANY_FORMS",
    "COPULAR_VERBS",
    "HONORIFICS",
    "INTRANSITIVE_PARTICIPLES",
    "KIN",
    "LIGHT_VERBS",
    "NEGATIONS",
    "OBJECT_CONTROL_MARKERS",
    "OBJECT_CONTROL_VERBS",
    "OBLIQUE_CONTROL",
    "PLACE_ADVERBS",
    "PLACE_PARTICIPLES",
    "PREPOSITION_NOUNS",
    "RELATIVES",
    "SIDES",
    "SUBJECT_CONTROL_VERBS",
    "TIME_LABELS",
]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: What follows a name after a comma and is a piece of it, or no noun at all.
COMPANY_FORMS: frozenset[str] = _words(
    "inc inc. ltd ltd. co co. corp corp. plc llc ag gmbh jr jr. sr sr. al al. et c. ca."
)

#: Verbs that join a subject with a nominal or adjectival predicate (Quirk et al. 1985, section 16.21, without
#: perception verbs, whose complement is an impression rather than a statement).
COPULAR_VERBS: frozenset[str] = _words("become remain stay seem appear prove")

NEGATIONS: frozenset[str] = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor"})

RELATIVES: frozenset[str] = frozenset({"who", "whom", "which", "that", "whose"})

#: Prepositions of a gerund clause whose understood subject is the object of the governing verb:
#: "accused the guard of taking bribes", "prevented it from sinking", "talked him into leaving".
OBJECT_CONTROL_MARKERS: frozenset[str] = frozenset({"of", "from", "into", "for", "with"})

#: Verbs whose infinitive is understood of their object even where the parse takes it for a purpose.
OBJECT_CONTROL_VERBS: frozenset[str] = _words(
    """order urge ask tell force compel require allow permit enable persuade convince encourage invite instruct direct
    advise warn request authorize authorise oblige command pressure lobby push press help lead cause get want expect
    prompt inspire hire recruit appoint elect enlist send summon assign train implore beg challenge entitle forbid"""
)

#: Nouns that make one preposition with those around them: "in protest at", "on behalf of".
PREPOSITION_NOUNS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "in": _words(
            """protest response support exchange return favor favour accordance connection collaboration cooperation
            partnership retaliation relation reaction violation breach defiance opposition contrast addition"""
        ),
        "on": _words("behalf suspicion charges top"),
        "at": _words("odds war loggerheads"),
        "with": _words("respect regard"),
    }
)

#: Verbs whose infinitive is understood of the noun after a preposition: "called on Tehran to halt enrichment".
OBLIQUE_CONTROL: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "appeal": ("to", "for"),
        "call": ("on", "upon", "for"),
        "count": ("on",),
        "plead": ("with",),
        "rely": ("on",),
        "shout": ("at", "to"),
        "signal": ("to",),
        "wait": ("for",),
    }
)

#: Verbs whose infinitive is understood of the subject although they have an object.
SUBJECT_CONTROL_VERBS: frozenset[str] = _words("promise vow pledge threaten use take spend need")

#: Past participles that describe their noun as the doer: "a man gone missing", "an escaped prisoner".
INTRANSITIVE_PARTICIPLES: frozenset[str] = _words("go come become arrive fall happen rise escape retire occur vanish")

#: Verbs that carry no act of their own when their object is an act: the subject does what the noun says.
LIGHT_VERBS: frozenset[str] = _words(
    """make take hold have give launch conduct stage mount issue deliver carry perform pay place impose undertake commit
    begin start open resume continue pursue maintain adopt follow sign announce declare express voice show wage
    organize organise"""
)

#: Adverbs that stand for a place named before.
PLACE_ADVERBS: frozenset[str] = frozenset({"there", "here"})

#: Prefixes that say on which side something is: "anti-government protests".
SIDES: frozenset[str] = frozenset({"anti", "pro"})

#: Participles that place their noun when hyphenated to a place: "Geneva-based", "Hawaii-born".
PLACE_PARTICIPLES: frozenset[str] = frozenset({"base", "bear", "headquarter", "raise", "list", "educate"})

#: Forms of address that name no post.
HONORIFICS: frozenset[str] = _words("mr mrs ms miss mx dr sir dame madam st saint")

#: Nouns for a relative; they need an argument to count ("Kim's sister", "a cousin of the emir").
KIN: frozenset[str] = _words(
    """sister brother sibling twin half-brother half-sister stepbrother stepsister father mother dad mom mum parent
    stepfather stepmother stepparent son daughter child stepson stepdaughter stepchild grandson granddaughter
    grandchild grandfather grandmother grandparent great-grandfather great-grandson great-granddaughter wife husband
    spouse widow widower ex-wife ex-husband fiancé fiancée fiance fiancee uncle aunt nephew niece cousin relative
    brother-in-law sister-in-law
    father-in-law mother-in-law son-in-law daughter-in-law"""
)

#: Named-entity labels that no agent has.
TIME_LABELS: frozenset[str] = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "CARDINAL", "ORDINAL"})

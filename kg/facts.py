"""Which edges a graph has, and with which status: the licence rule, in one place.

A *claim* is what a statement says, apart from who says it, where and how surely. Everything
that statements say about one claim is weighed together:

- it is a **plain** edge if a licensed statement asserts or announces it and nobody denies it;
- it is ``contested`` if somebody asserts or announces it and somebody denies it;
- else its status is the most real that any statement gives it (planned, threatened …),
  ``uncertain`` if it is only asserted with too little confidence, ``negated`` if every
  statement about it is negative.

Every store and every view takes its edges from here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from statistics import fmean
from typing import Literal, NamedTuple

from kg.statements import Statement
from ontology import STATUSES, Extension, active, relations, status_of, using

__all__ = ["EDGE_STATUSES", "Claim", "Fact", "Licence", "Verdict", "Voice", "claim_of", "facts", "verdict", "voice_of"]

Licence = Literal["default", "strict"]

#: What may become of a claim, the most real first; the first two may be plain edges.
EDGE_STATUSES: tuple[str, ...] = (*(s for s in STATUSES if s != "negated"), "uncertain", "contested", "negated")
_RANK = {status: rank for rank, status in enumerate(EDGE_STATUSES)}


class Claim(NamedTuple):
    """What is said: subject and object of a symmetric relation in the order of their IRIs.

    ``object`` is an IRI, or empty where ``value`` and ``datatype`` hold a literal.
    """

    subject: str
    predicate: str
    object: str
    value: str = ""
    datatype: str = ""


class Voice(NamedTuple):
    """What one statement contributes to the verdict on a claim."""

    modality: str
    polarity: str
    licensed: bool


class Verdict(NamedTuple):
    """What becomes of a claim: its status, one of ``EDGE_STATUSES``, and whether it is a plain edge."""

    status: str
    plain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One edge: a claim with the verdict on it, and what the verdict rests on.

    Parameters
    ----------
    subject, predicate : str
        IRI, and name of the relation.
    object : str
        IRI; empty where ``value`` and ``datatype`` hold a literal.
    status : str
        One of ``EDGE_STATUSES``.
    plain : bool
        Whether the edge may stand without its status: a fact.
    support : int
        Number of statements that give the claim this status.
    denials : int
        Number of statements that deny it.
    articles : tuple of str
        IRIs of the articles with a statement about it.
    sources, denied_by : tuple of str
        IRIs of everyone to whom the supporting, and the denying, statements are attributed.
    attributed : bool
        Whether no article says it in its own voice.
    confidence, mean_confidence : float
        0-1, of the surest supporting statement, and the mean over all of these.
    predicate_text : str
        The words most often used.
    statements : tuple of str
        IRIs of all statements about the claim.
    statuses : tuple of str
        All that statements give it, the most real first.
    valid_from, valid_until, as_of : datetime.date, optional
        First start, last end and last day on which a supporting statement says it holds.
    """

    subject: str
    predicate: str
    object: str
    value: str = ""
    datatype: str = ""
    status: str
    plain: bool
    support: int
    denials: int
    articles: tuple[str, ...]
    sources: tuple[str, ...]
    denied_by: tuple[str, ...]
    attributed: bool
    confidence: float
    mean_confidence: float
    predicate_text: str
    statements: tuple[str, ...]
    statuses: tuple[str, ...]
    valid_from: date | None = None
    valid_until: date | None = None
    as_of: date | None = None

    @property
    def claim(self) -> Claim:
        """What the edge says."""
        return _claim(self.subject, self.predicate, self.object, self.value, self.datatype)


@cache
def _symmetric(extension: Extension | None) -> frozenset[str]:
    with using(extension):
        return frozenset(r.name for r in relations().values() if r.symmetric)


def claim_of(statement: Statement) -> Claim | None:
    """Return what a statement claims; None if its predicate is no relation or it is of a thing with itself."""
    s = statement
    if s.predicate not in relations() or s.subject == s.object:
        return None
    return _claim(s.subject, s.predicate, s.object, s.value, s.datatype)


def _claim(subject: str, predicate: str, object_: str, value: str, datatype: str) -> Claim:
    if not object_:
        return Claim(subject, predicate, "", value, datatype)
    if predicate in _symmetric(active()) and object_ < subject:
        return Claim(object_, predicate, subject)
    return Claim(subject, predicate, object_)


def voice_of(statement: Statement) -> Voice:
    """Return what a statement contributes to the verdict on its claim."""
    return Voice(statement.modality, statement.polarity, statement.licensed)


def _status(voice: Voice, licence: Licence) -> str:
    status = status_of(voice.modality, voice.polarity)
    kept_apart = status == "announced" and licence == "strict"
    return "uncertain" if status in ("actual", "announced") and not voice.licensed and not kept_apart else status


def _denies(voice: Voice) -> bool:
    return voice.modality == "asserted" and voice.polarity == "negative"


def verdict(voices: Iterable[Voice], licence: Licence = "default", *, literal: bool = False) -> Verdict:
    """Weigh all that is said of one claim.

    Parameters
    ----------
    voices : iterable of Voice
        At least one; their order does not matter.
    licence : {"default", "strict"}
        Whether what is announced may be a plain edge.
    literal : bool
        Whether the object is a literal: no edge then, for an edge joins two nodes.

    Examples
    --------
    >>> verdict([Voice("threatened", "positive", False)])
    Verdict(status='threatened', plain=False)
    >>> verdict([Voice("asserted", "positive", True), Voice("asserted", "negative", False)])
    Verdict(status='contested', plain=False)
    """
    voices = list(voices)
    best = min((_status(v, licence) for v in voices), key=_RANK.__getitem__)
    if best in ("actual", "announced", "uncertain") and any(map(_denies, voices)):
        return Verdict("contested", False)
    return Verdict(best, not literal and (best == "actual" or (best == "announced" and licence == "default")))


def facts(statements: Iterable[Statement], licence: Licence = "default") -> tuple[Fact, ...]:
    """Weigh every claim of the statements; sorted by claim."""
    claims: dict[Claim, list[Statement]] = {}
    for statement in statements:
        claim = claim_of(statement)
        if claim is not None:
            claims.setdefault(claim, []).append(statement)
    return tuple(_fact(claim, sorted(claims[claim], key=lambda s: s.id), licence) for claim in sorted(claims))


def _fact(claim: Claim, said: Sequence[Statement], licence: Licence) -> Fact:
    found = verdict(map(voice_of, said), licence, literal=not claim.object)
    statuses = {s.id: _status(voice_of(s), licence) for s in said}
    denying = [s for s in said if _denies(voice_of(s))]
    if found.status == "contested":
        bearing = [s for s in said if statuses[s.id] in ("actual", "announced", "uncertain")]
    else:
        bearing = [s for s in said if statuses[s.id] == found.status]
    texts = Counter(" ".join(s.predicate_text.split()) for s in bearing)
    return Fact(
        subject=bearing[0].subject, predicate=claim.predicate, object=bearing[0].object, value=claim.value,
        datatype=claim.datatype, status=found.status, plain=found.plain, support=len(bearing), denials=len(denying),
        articles=tuple(sorted({s.article for s in said})), sources=_sources(bearing), denied_by=_sources(denying),
        attributed=all(s.attribution for s in bearing), confidence=max(round(s.confidence, 4) for s in bearing),
        mean_confidence=round(fmean(round(s.confidence, 4) for s in bearing), 4),
        predicate_text=min(texts, key=lambda t: (-texts[t], t)), statements=tuple(s.id for s in said),
        statuses=tuple(sorted(set(statuses.values()), key=_RANK.__getitem__)),
        valid_from=min((s.valid_from for s in bearing if s.valid_from), default=None),
        valid_until=max((s.valid_until for s in bearing if s.valid_until), default=None),
        as_of=max((s.as_of for s in bearing if s.as_of), default=None),
    )  # fmt: skip


def _sources(said: Iterable[Statement]) -> tuple[str, ...]:
    return tuple(sorted({link.source for s in said for link in s.attribution}))

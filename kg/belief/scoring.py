"""Scores: the belief of a claim from all its evidence, and both sides of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import prod
from typing import Final

from kg.belief.evidence import Evidence, evidence_of
from kg.belief.priors import Priors
from kg.statements import Statement

__all__ = ["Belief", "Voice", "belief", "weigh"]

_USUAL: Final = Priors()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Voice:
    """Somebody on whom a side rests.

    Parameters
    ----------
    name : str
        A publisher's name, or the IRI of the one quoted; empty for an outlet that is not known.
    quoted : bool
        Whether it is somebody quoted.
    origins, articles : tuple of str
        IRIs, sorted. Copies are among the articles.
    """

    name: str
    quoted: bool
    origins: tuple[str, ...]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Belief:
    """What there is for and against a claim.

    Parameters
    ----------
    score : float
        0-1, how surely it is so.
    supported, denied : float
        0-1, how surely each side has it right, regarded alone.
    origins, denying : tuple of str
        IRIs of the independent origins of either side, sorted. An origin that says both is on both.
    voices, denied_by : tuple of Voice
        On whom each side rests.
    """

    score: float
    supported: float
    denied: float
    origins: tuple[str, ...]
    denying: tuple[str, ...]
    voices: tuple[Voice, ...]
    denied_by: tuple[Voice, ...]

    @property
    def contested(self) -> bool:
        """Whether somebody says so and somebody says that it is not so."""
        return bool(self.origins and self.denying)


def belief(evidence: Iterable[Evidence], priors: Priors = _USUAL) -> float:
    """Return how surely a claim is so.

    Parameters
    ----------
    evidence : iterable of Evidence
        All on one claim, in any order.
    priors : Priors, optional

    Returns
    -------
    float
        0-1; 0 without evidence for it.

    Notes
    -----
    In the manner of INDRA's belief engine [1]_, with outlets in the place of its readers::

        side   = 1 - product over voices v of ( s_v + (1 - s_v) * product over origins o of v of (1 - r_o (1 - e_v)) )
        belief = side(for) * (1 - side(against))

    ``s_v`` and ``e_v`` are the systematic and the random error of a voice: of the outlet, or of the one whom it quotes
    in the end. ``r_o`` is the reliability of the surest statement of the origin, so that neither copies nor repetition
    within an article add anything; the text is rightly read and rightly told with probability ``r_o (1 - e_v)``. More
    origins of one voice come close to ``1 - s_v`` and never pass it; another voice does. INDRA adds ``s`` and the
    product; here the product counts where there is no systematic error, so that the sum remains a probability.

    An origin counts once on each side: in its own voice if it has one on that side, else by its surest quotation.

    References
    ----------
    .. [1] Gyori et al., "From word models to executable models of signaling networks using automated assembly",
       Molecular Systems Biology 13:954, 2017; ``indra.belief.SimpleScorer``.

    Examples
    --------
    >>> one = Evidence(article="a", origin="a", outlet="Gazette", reliability=0.9)
    >>> round(belief([one]), 4)  # 1 - (.05 + .95 * (1 - .9 * .9))
    0.7695
    """
    told = tuple(evidence)
    return _side(told, priors, denies=False) * (1 - _side(told, priors, denies=True))


def weigh(
    statements: Iterable[Statement], *, origins: Mapping[str, str], outlets: Mapping[str, str],
    withdrawn: Collection[str] = (), priors: Priors = _USUAL, licence: str = "default",
) -> Belief:  # fmt: skip
    """Weigh all statements on one claim.

    Parameters
    ----------
    statements : iterable of Statement
        Of one claim (see `kg.facts.claim_of`), in any order. Those that are only threatened, planned, possible and the
        like are passed over.
    origins : mapping of str to str
        Origin of each article, as `kg.copies.group` returns it.
    outlets : mapping of str to str
        Publisher of each article, by its IRI.
    withdrawn : collection of str
        Articles that were retracted or corrected since; what they say is passed over. `kg.copies.copies_of` names the
        copies of a retracted one, which fall with it.
    priors : Priors, optional
    licence : {"default", "strict"}
        Whether what is announced counts as said to be so.
    """
    kept = (s for s in statements if s.article not in withdrawn)
    found = (evidence_of(s, origins=origins, outlets=outlets, licence=licence) for s in kept)
    told = tuple(e for e in found if e is not None)
    supported, denied = (_side(told, priors, denies=denies) for denies in (False, True))
    return Belief(
        score=supported * (1 - denied), supported=supported, denied=denied,
        origins=tuple(sorted({e.origin for e in told if not e.denies})),
        denying=tuple(sorted({e.origin for e in told if e.denies})),
        voices=_voices(told, denies=False), denied_by=_voices(told, denies=True),
    )  # fmt: skip


def _side(told: Iterable[Evidence], priors: Priors, *, denies: bool) -> float:
    """Return how surely a side has it right, regarded alone."""
    surest: dict[str, Evidence] = {}
    for evidence in told:
        if evidence.denies == denies:
            known = surest.get(evidence.origin)
            if known is None or _before(evidence) < _before(known):
                surest[evidence.origin] = evidence
    by_voice: dict[tuple[str, bool], list[float]] = {}
    for origin in sorted(surest):
        evidence = surest[origin]
        name = evidence.quoted or evidence.outlet
        prior = priors.of(name, quoted=bool(evidence.quoted))
        # Outlets that are not known are not taken for one.
        key = name or origin, bool(evidence.quoted)
        by_voice.setdefault(key, [prior.systematic]).append(1 - evidence.reliability * (1 - prior.random))
    wrong = prod(errors[0] + (1 - errors[0]) * prod(errors[1:]) for _, errors in sorted(by_voice.items()))
    return 1 - wrong if by_voice else 0.0


def _before(evidence: Evidence) -> tuple[bool, float, str, str]:
    """Order the evidence of an origin: its own voice first, then what is surest."""
    return bool(evidence.quoted), -evidence.reliability, evidence.quoted, evidence.article


def _voices(told: Iterable[Evidence], *, denies: bool) -> tuple[Voice, ...]:
    found: dict[tuple[str, bool], list[Evidence]] = {}
    for evidence in told:
        if evidence.denies == denies:
            found.setdefault((evidence.quoted or evidence.outlet, bool(evidence.quoted)), []).append(evidence)
    return tuple(
        Voice(
            name=name, quoted=quoted, origins=tuple(sorted({e.origin for e in said})),
            articles=tuple(sorted({e.article for e in said})),
        )
        for (name, quoted), said in sorted(found.items())
    )  # fmt: skip

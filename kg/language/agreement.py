"""What the parse says of whether two phrases refer to the same thing, as categories of pairs.

They stand beside those of `kg.language.pairs`, which need no parse: kind and number, roles, modifiers, grammar
of the sentence, gender, how often something is named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kg.language.pairs import side_by_side
from kg.language.referring import N_WHO, ROLES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kg.language.referring import Referring

__all__ = ["CHANNELS", "CHANNEL_SIZES", "agreement_channels", "clash"]

_N_DEFINITE, _N_STRUCTURE, _N_LIKE = 6, 11, 8
_POSSESSIVE, _MODIFIER = ROLES.index("owner"), ROLES.index("modifier")
_OFTEN = np.array([2, 3, 5, 9])

#: Names of the channels.
CHANNELS: tuple[str, ...] = ("who", "number", "roles", "modifiers", "structure", "gender", "often")
#: Number of categories of each channel.
CHANNEL_SIZES: tuple[int, ...] = (
    N_WHO**2,
    27,
    len(ROLES) ** 2 * 2,
    2 * _N_LIKE * _N_DEFINITE * 3,
    _N_STRUCTURE * 3,
    9 * 3,
    (len(_OFTEN) + 1) * 9,
)


def agreement_channels(r: Referring, rows: slice, columns: slice) -> NDArray[np.int16]:
    """Return the category of every pair of candidates in every channel.

    Parameters
    ----------
    r : Referring
    rows, columns : slice
        Candidates as anaphors and as antecedents.

    Returns
    -------
    array of int16, (rows, columns, channels)
        Where an antecedent does not precede the anaphor the categories mean nothing.
    """
    form = r.forms[rows, None]
    near = _verbs_equal(r, rows, columns)
    often = np.searchsorted(_OFTEN, np.bincount(r.lemmas)[r.lemmas[columns]], side="right").astype(np.int16)[None, :]
    same = (r.lemmas[rows, None] == r.lemmas[None, columns]).astype(np.int16)
    out = (
        r.who[rows, None] * N_WHO + r.who[None, columns],
        (r.plural[rows, None] * 3 + r.plural[None, columns]) * 3 + form,
        (r.roles[rows, None] * len(ROLES) + r.roles[None, columns]) * 2 + near,
        ((same * _N_LIKE + _modifiers(r, rows, columns)) * _N_DEFINITE + r.definite[rows, None]) * 3 + form,
        _structure(r, rows, columns, near) * 3 + form,
        (r.gender[rows, None] * 3 + r.gender[None, columns]) * 3 + form,
        (often * 3 + form) * 3 + r.forms[None, columns],
    )
    return side_by_side(out, (near.shape[0], near.shape[1]))


def clash(r: Referring, rows: slice, columns: slice) -> NDArray[np.bool_]:
    """Tell which pairs differ in what tells things apart: number, nation, "first" and "former", which week.

    Parameters
    ----------
    r : Referring
    rows, columns : slice
        Candidates as anaphors and as antecedents.
    """
    same = r.lemmas[rows, None] == r.lemmas[None, columns]
    numbers, others = r.numerals[rows, None], r.numerals[None, columns]
    differ = (numbers & others == 0) & (numbers != 0) & (others != 0)
    nations, others = r.nations[rows, None], r.nations[None, columns]
    differ |= (nations & others == 0) & (nations != 0) & (others != 0)
    differ |= same & (r.forms[rows, None] == 2) & (r.contrasts[rows, None] & ~r.contrasts[None, columns] != 0)
    different = r.modifiers[rows, None] != r.modifiers[None, columns]
    different |= r.definite[rows, None] != r.definite[None, columns]
    differ |= same & r.times[rows, None] & different
    named: NDArray[np.bool_] = differ & (r.forms[rows, None] > 0) & (r.forms[None, columns] > 0)
    return named


def _verbs_equal(r: Referring, rows: slice, columns: slice) -> NDArray[np.bool_]:
    same: NDArray[np.bool_] = r.verbs[rows, None] == r.verbs[None, columns]
    return same


def _modifiers(r: Referring, rows: slice, columns: slice) -> NDArray[np.int16]:
    """How the modifiers fit: 0 none, 1 of the later alone, 2 of the earlier alone, 3 equal, 4 fewer, 5 more, 6, 7."""
    a, b = r.modifiers[rows, None], r.modifiers[None, columns]
    common = a & b
    fit = np.full(common.shape, 6, dtype=np.int16)
    for value, where in ((7, common == 0), (5, common == b), (4, common == a), (3, a == b), (2, a == 0)):
        np.copyto(fit, value, where=where)
    np.copyto(fit, np.where(a == 0, 0, 1), where=b == 0, casting="unsafe")
    return fit


def _structure(r: Referring, rows: slice, columns: slice, near: NDArray[np.bool_]) -> NDArray[np.int16]:
    """What the grammar of a sentence says of the later phrase i and the earlier j.

    0 nothing, 1 same clause, 2 same clause and i is reflexive, 3 i owns something in a clause whose subject is j,
    4 coordinated, 5 i is in j, 6 j is in i, 7 j is a title of i, 8 i is said of the subject j, 9 i is in
    apposition to j, 10 i owns j.
    """
    head, over = r.heads[rows, None], r.heads[None, columns]
    role, other = r.roles[rows, None], r.roles[None, columns]
    above, governed = r.above[rows, None], r.above[None, columns]
    argument = (other != _POSSESSIVE) & (other != _MODIFIER)
    inner = near & argument & (role != _POSSESSIVE)
    joined = (role == ROLES.index("conjunct")) & ((above == over) | ((above == governed) & (other == role)))
    cases = (
        (2, inner & r.reflexive[rows, None]),
        (3, near & (role == _POSSESSIVE) & (other == ROLES.index("subject"))),
        (4, joined),
        (5, (r.starts[None, columns] <= head) & (head < r.ends[None, columns])),
        (6, (r.starts[rows, None] <= over) & (over < r.ends[rows, None])),
        (7, (governed == head) & (other == _MODIFIER)),
        (8, r.subjects[rows, None] == over),
        (9, (role == ROLES.index("apposition")) & (above == over)),
        (10, (role == _POSSESSIVE) & (above == over)),
    )
    out: NDArray[np.int16] = inner.astype(np.int16)
    for value, where in cases:
        np.copyto(out, value, where=where)
    return out

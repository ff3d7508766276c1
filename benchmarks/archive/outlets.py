"""Newspapers and agencies, and the manner in which each writes names and numbers."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from benchmarks.archive.inventory import Half, inventory

__all__ = ["Outlet", "outlets"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """Who publishes, and how.

    Parameters
    ----------
    name, host : str
    credit : str
        Letters that an agency is credited with; empty for others.
    spelling : int
        0 for the usual spelling of a name, more for others.
    korean : {"hyphen", "space", "western"}
    family_first : bool
        Whether Japanese names begin with the family's.
    second_family : bool
        Whether Spanish names are given with both families.
    initials : bool
        Whether given names are cut to initials.
    honorific : bool
        Whether it writes "Mr" and "Ms".
    hyphen : bool
        Whether Chinese given names have a hyphen.
    dateline, title_in_text, british : bool
    """

    name: str
    host: str
    credit: str = ""
    spelling: int = 0
    korean: str = "hyphen"
    family_first: bool = False
    second_family: bool = False
    initials: bool = False
    honorific: bool = False
    hyphen: bool = False
    dateline: bool = True
    title_in_text: bool = False
    british: bool = False


def outlets(half: Half) -> tuple[Outlet, ...]:
    """Return the agencies and then the papers of a half."""
    rows = [(name, host, credit) for name, credit, host in inventory(half).rows("agencies")]
    rows += [(name, host, "") for name, host in inventory(half).rows("outlets")]
    return tuple(_outlet(name, host, credit) for name, host, credit in rows)


def _outlet(name: str, host: str, credit: str) -> Outlet:
    random = Random(host)
    return Outlet(
        name=name, host=host, credit=credit,
        spelling=0 if credit else random.choice((0, 0, 0, 1, 1, 2)),
        korean=random.choice(("hyphen", "hyphen", "space", "western")),
        family_first=random.random() < 0.25, second_family=random.random() < 0.4,
        initials=not credit and random.random() < 0.12, honorific=random.random() < 0.25,
        hyphen=random.random() < 0.4, dateline=bool(credit) or random.random() < 0.5,
        title_in_text=random.random() < 0.2, british=random.random() < 0.5,
    )  # fmt: skip

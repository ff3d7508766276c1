"""Names and sentences of a half, read from their files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

__all__ = ["HALVES", "Half", "Inventory", "Spellings", "inventory"]

Half = Literal["development", "measuring"]
HALVES: tuple[Half, ...] = ("development", "measuring")
Spellings = tuple[str, ...]
"""One name in the spellings that outlets give it, the usual one first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """What a half has to write with.

    Parameters
    ----------
    names, sentences : mapping of str to tuple of str
        Lines by section.
    """

    names: Mapping[str, tuple[str, ...]]
    sentences: Mapping[str, tuple[str, ...]]

    def spelt(self, section: str) -> tuple[Spellings, ...]:
        """Return the names of a section, each in its spellings; none where there is no such section."""
        lines = self.names.get(section, ())
        return tuple(tuple(name.strip().split("|")) for line in lines for name in line.split(","))

    def plain(self, section: str) -> tuple[str, ...]:
        """Return the names of a section of which each has one spelling."""
        return tuple(spellings[0] for spellings in self.spelt(section))

    def rows(self, section: str) -> tuple[tuple[str, ...], ...]:
        """Return the lines of a section of names, parted at semicolons."""
        return _parted(self.names[section])

    def phrases(self, section: str) -> tuple[tuple[str, ...], ...]:
        """Return the lines of a section of sentences, parted at semicolons."""
        return _parted(self.sentences[section])


def _parted(lines: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(field.strip() for field in line.split(";")) for line in lines)


@cache
def inventory(half: Half) -> Inventory:
    """Read the files of a half."""
    return Inventory(names=_sections(f"names_{half}.txt"), sentences=_sections(f"sentences_{half}.txt"))


def _sections(name: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in files(__package__).joinpath("data", name).read_text("utf-8").splitlines():
        if line.startswith("[") and line.endswith("]") and "|" not in line:
            current = found.setdefault(line.strip("[]"), [])
        elif line.strip() and not line.startswith("#"):
            current.append(line.strip())
    return {section: tuple(lines) for section, lines in found.items()}

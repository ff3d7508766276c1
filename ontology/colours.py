"""One colour for each kind of node and each status, for every view of the graph.

The fills are of the palette of Okabe and Ito [1]_, or tints and shades of it, chosen so that no two
are alike to people who see no red, no green or no blue; text on a fill and a border on white can
be read (contrast of at least 4.5 and 3 [2]_). What did not happen is hollow.

References
----------
.. [1] Okabe & Ito, "Color Universal Design", 2008, https://jfly.uni-koeln.de/color/
.. [2] W3C, Web Content Accessibility Guidelines 2.1, 1.4.3 and 1.4.11.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from ontology.schema import superclasses

__all__ = ["FACT_COLOUR", "LINK_COLOUR", "SHADES", "STATUS_LOOKS", "Shade", "StatusLook", "shade"]

_INK, _WHITE = "#1F2328", "#FFFFFF"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shade:
    """How a node is drawn: colours as ``#RRGGBB``."""

    fill: str
    border: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusLook:
    """How the edge of what is no plain fact is drawn: its colour, and the sign before its relation."""

    colour: str
    sign: str


#: By class; a class that is not here is drawn as the nearest one above it.
SHADES: Final[Mapping[str, Shade]] = MappingProxyType(
    {
        "Entity": Shade(fill="#CFCFCF", border="#767676", text=_INK),
        "Person": Shade(fill="#0068A8", border="#004A78", text=_WHITE),
        "Group": Shade(fill="#8CCBF2", border="#2F7FB3", text=_INK),
        "Position": Shade(fill="#D9ECF9", border="#2F7FB3", text=_INK),
        "Organization": Shade(fill="#E69F00", border="#A66F00", text=_INK),
        "GeopoliticalEntity": Shade(fill="#00614B", border="#003D30", text=_WHITE),
        "Place": Shade(fill="#66BF9F", border="#2E7D64", text=_INK),
        "Agreement": Shade(fill="#CC79A7", border="#8E4A72", text=_INK),
        "Policy": Shade(fill="#CC79A7", border="#8E4A72", text=_INK),
        "Artifact": Shade(fill="#737373", border="#4D4D4D", text=_WHITE),
        "Event": Shade(fill="#BF4A00", border="#8A3500", text=_WHITE),
        "UnrealizedEvent": Shade(fill=_WHITE, border="#BF4A00", text="#8A3500"),
        "Statement": Shade(fill="#F0E442", border="#857C00", text=_INK),
        "Article": Shade(fill="#2E3338", border="#000000", text=_WHITE),
    }
)

#: Of the edge of what is no plain fact, by status, the most real first: its colour and its sign. The colours
#: say whether it is to come, wanted, threatened, a guess, or denied.
STATUS_LOOKS: Final[Mapping[str, StatusLook]] = MappingProxyType(
    {
        "announced": StatusLook(colour="#00755A", sign="»"),
        "attempted": StatusLook(colour="#0068A8", sign="↗"),
        "planned": StatusLook(colour="#0068A8", sign="○"),
        "threatened": StatusLook(colour="#BF4A00", sign="!"),
        "demanded": StatusLook(colour="#0068A8", sign="☞"),
        "predicted": StatusLook(colour="#7A5195", sign="…"),
        "possible": StatusLook(colour="#7A5195", sign="?"),
        "hypothetical": StatusLook(colour="#7A5195", sign="∵"),
        "uncertain": StatusLook(colour="#7A5195", sign="≈"),
        "contested": StatusLook(colour="#C2255C", sign="⇄"),
        "negated": StatusLook(colour="#C2255C", sign="✗"),
    }
)
#: Of a fact's edge.
FACT_COLOUR: Final = "#2E3338"
#: Of an edge that says where something comes from, or what part it has in an event.
LINK_COLOUR: Final = "#767676"


def shade(cls: str) -> Shade:
    """Return how nodes of a class are drawn; raises LookupError for an unknown class.

    Examples
    --------
    >>> shade("Country") == SHADES["GeopoliticalEntity"]
    True
    """
    line = (cls, *superclasses(cls))
    return next((SHADES[name] for name in line if name in SHADES), SHADES["Entity"])

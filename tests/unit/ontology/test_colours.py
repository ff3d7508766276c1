"""Colours that all can tell apart and read: contrast on white, and what is left without one kind of cone."""

from __future__ import annotations

from itertools import combinations

import pytest

from kg.cli.triples import _SIGNS
from kg.facts import EDGE_STATUSES
from ontology import classes, is_a
from ontology.colours import FACT_COLOUR, LINK_COLOUR, SHADES, STATUS_LOOKS, shade

#: Machado, Oliveira & Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency", 2009,
#: severity 1; in linear RGB.
SIGHTS = {
    "all": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(colour: str) -> list[float]:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def contrast(one: str, other: str) -> float:
    weights = (0.2126, 0.7152, 0.0722)
    dark, light = sorted(sum(w * p for w, p in zip(weights, linear(c), strict=True)) for c in (one, other))
    return (light + 0.05) / (dark + 0.05)


def seen(colour: str, sight: str) -> tuple[float, float, float]:
    """Return CIE L*a*b* (D65) of a colour as someone sees it."""
    r, g, b = (
        min(1.0, max(0.0, sum(w * p for w, p in zip(row, linear(colour), strict=True)))) for row in SIGHTS[sight]
    )
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def distance(one: str, other: str, sight: str) -> float:
    pairs = zip(seen(one, sight), seen(other, sight), strict=True)
    return sum((a - b) ** 2 for a, b in pairs) ** 0.5


def test_black_and_white_are_as_far_apart_as_can_be() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert distance("#000000", "#FFFFFF", "all") == pytest.approx(100, abs=0.1)


@pytest.mark.parametrize("name", sorted(SHADES))
def test_names_can_be_read_and_circles_seen(name: str) -> None:
    look = SHADES[name]
    assert contrast(look.text, look.fill) >= 4.5
    assert contrast(look.border, "#FFFFFF") >= 3


@pytest.mark.parametrize("sight", SIGHTS)
def test_no_two_kinds_look_alike(sight: str) -> None:
    fills = {look.fill for look in SHADES.values()}
    near = [(a, b) for a, b in combinations(sorted(fills), 2) if distance(a, b, sight) < 10]
    assert not near


@pytest.mark.parametrize("sight", SIGHTS)
def test_what_is_no_fact_has_another_colour_than_facts(sight: str) -> None:
    colours = {look.colour for look in STATUS_LOOKS.values()}
    assert min(distance(c, FACT_COLOUR, sight) for c in colours) > 10
    assert min(contrast(c, "#FFFFFF") for c in (*colours, FACT_COLOUR, LINK_COLOUR)) >= 4.5


def test_statuses_are_those_of_edges_with_the_signs_of_the_command_line() -> None:
    assert tuple(STATUS_LOOKS) == EDGE_STATUSES[1:]
    printed = {s: signs[0] for s, signs in _SIGNS.items()}
    printed.update(uncertain=printed["unsure"], negated=printed["not so"])
    assert {s: look.sign for s, look in STATUS_LOOKS.items() if s != "contested"} == {
        s: printed[s] for s in STATUS_LOOKS if s != "contested"
    }
    signs = [look.sign for look in STATUS_LOOKS.values()]
    assert len(set(signs)) == len(signs)


def test_every_class_has_a_colour() -> None:
    for cls in classes():
        assert shade(cls) in SHADES.values()
        if is_a(cls, "Entity"):
            assert shade(cls) != SHADES["Event"]
    assert shade("Country") == SHADES["GeopoliticalEntity"]
    assert shade("Terminate") == SHADES["Event"]
    with pytest.raises(LookupError):
        shade("Nothing")

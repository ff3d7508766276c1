"""How sure a predication is, by its construction: the share of right arguments on held-out treebank text.

``reliability.json`` holds the shares; ``benchmarks/constructions.py`` measures them again on the development parts of
the English Web Treebank and GUM, which the shipped parser was not trained on.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.extractors.trees import Tree
    from kg.predications import Argument, Predication

__all__ = ["confidence", "construction", "shares", "variant"]

_COMMON = frozenset(
    ["of", "in", "for", "on", "to", "with", "from", "by", "at", "between", "about", "against", "as", "over"]
)
#: What is told of a kind that was not measured.
_UNKNOWN = 0.7


@cache
def shares() -> Mapping[str, float]:
    """Return the share of right arguments by construction, and by kind for those too rare to be measured apart."""
    text = files("kg.extractors").joinpath("reliability.json").read_text("utf-8")
    return {str(k): float(v) for k, v in json.loads(text)["right"].items()}


def _subject(arguments: tuple[Argument, ...], passive: bool) -> str:
    found = [a for a in arguments if a.role == ("object" if passive else "subject") and not a.marker]
    if not found:
        return "no subject"
    return "understood subject" if all(a.implied for a in found) else "subject"


def variant(tree: Tree, kind: str, head: int, arguments: tuple[Argument, ...], *, passive: bool = False) -> str:
    """Return the name of a construction, such as ``"verb, understood subject, conj"``."""
    if kind in {"verb", "copula", "adjectival"}:
        dep = tree.dep[head].partition(":")[0]
        return f"{kind}, {_subject(arguments, passive)}, {dep}"
    markers = sorted({a.marker for a in arguments if a.role == "modifier"})
    if kind == "of":
        return f"of, {markers[0] if markers and markers[0] in _COMMON else 'other'}"
    if kind in {"nominal", "prenominal"}:
        return f"{kind}, {min(len(arguments), 3)}"
    if kind == "apposition":
        label = next((tree.label(a.head) for a in arguments if a.role == "subject"), "")
        bracket = any(a.marker == "(" for a in arguments)
        return f"apposition, {'bracket' if bracket else 'person' if label == 'PERSON' else 'name' if label else 'noun'}"
    return kind


def construction(tree: Tree, p: Predication) -> str:
    """Return the name of a predication's construction."""
    return variant(tree, p.kind, p.head, p.arguments, passive=p.passive)


def confidence(tree: Tree, kind: str, head: int, arguments: tuple[Argument, ...], *, passive: bool = False) -> float:
    """Return how sure a predication is, between 0 and 1."""
    known = shares()
    share = known.get(variant(tree, kind, head, arguments, passive=passive))
    return share if share is not None else known.get(kind, _UNKNOWN)

"""The style sheet of Neo4j Browser (GraSS) for the graph.

Neo4j Browser 5 reads of a node ``diameter``, ``color``, ``border-color``, ``border-width``,
``text-color-internal``, ``font-size`` and ``caption``, of a relationship ``color``,
``shaft-width``, ``font-size``, ``padding``, ``text-color-external``, ``text-color-internal`` and
``caption``; nothing else. It draws an edge as a filled outline, so none can be dashed: what is no
fact is told by an edge in the colour of its status with the status' sign, facts by a dark edge
with their type in capitals. A later rule overrides an earlier one, comments are not understood, and
neither ``:`` nor ``;`` may stand in a value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from kg.facts import EDGE_STATUSES
from ontology import OPEN_RELATION, classes, is_a, relations, roles, superclasses
from ontology.colours import FACT_COLOUR, LINK_COLOUR, STATUS_LOOKS, shade
from ontology.extension import RESERVED_TYPES

__all__ = ["STATUS_TYPES", "style"]

#: Relationship type of each status that is no plain edge.
STATUS_TYPES: Final[Mapping[str, str]] = {s: s.upper() for s in EDGE_STATUSES if s != "actual"}

#: Diameters that are not the usual one, in pixels.
_DIAMETERS = {
    "Entity": 56, "Person": 64, "GeopoliticalEntity": 72, "Organization": 64, "Position": 48, "Event": 60,
    "UnrealizedEvent": 60, "Statement": 76, "Article": 76, "Mention": 36, "Extraction": 36,
}  # fmt: skip
_CAPTIONS = {
    "Entity": "{name}", "Event": "{name}", "UnrealizedEvent": "{name}", "Statement": "{quote}",
    "Article": "{headline}", "Mention": "{quote}", "Extraction": "{extractor}",
}  # fmt: skip
_PROVENANCE = {
    "SUBJECT": "subject", "OBJECT": "object", "EVENT": "event", "FROM_ARTICLE": "from", "GENERATED_BY": "found by",
    "ATTRIBUTED_TO": "said by", "DENOTES": "means", "NAMES": "names",
}  # fmt: skip
#: What is not ours in the database looks as it does without a style sheet.
_OTHERS: Final[Mapping[str, Mapping[str, str]]] = {
    "node": {
        "diameter": "50px", "color": "#A5ABB6", "border-color": "#9AA1AC", "border-width": "2px",
        "text-color-internal": "#FFFFFF", "font-size": "10px",
    },
    "relationship": {
        "color": "#A5ABB6", "shaft-width": "1px", "font-size": "8px", "padding": "3px",
        "text-color-external": "#000000", "text-color-internal": "#FFFFFF", "caption": "'<type>'",
    },
}  # fmt: skip


def style() -> str:
    """Return the style sheet; classes of a user's own look like those above them."""
    return "".join(f"{selector} {{\n{_lines(values)}}}\n\n" for selector, values in _rules())


def _lines(values: Mapping[str, str]) -> str:
    return "".join(f"  {key}: {value};\n" for key, value in values.items())


def _rules() -> Iterator[tuple[str, Mapping[str, str]]]:
    yield from _OTHERS.items()
    for label in sorted(_drawn(), key=lambda c: (len(superclasses(c)), c)):
        yield f"node.{label}", _node(label)
    for relation in relations().values():
        # an open triple says its relation in the words of the text
        caption = "“{predicateText}”" if relation.name == OPEN_RELATION else "<type>"
        yield f"relationship.{relation.neo4j_type}", _edge(FACT_COLOUR, caption, width=2, size=10)
    for status, kind in STATUS_TYPES.items():
        yield (
            f"relationship.{kind}",
            _edge(STATUS_LOOKS[status].colour, f"{STATUS_LOOKS[status].sign} {{predicate}}", width=2, size=10),
        )
    for role in roles().values():
        yield f"relationship.{role.neo4j_type}", _edge(LINK_COLOUR, role.name, width=1, size=9)
    for kind in sorted(RESERVED_TYPES):
        yield f"relationship.{kind}", _edge(LINK_COLOUR, _PROVENANCE[kind], width=1, size=9)


def _drawn() -> Iterator[str]:
    """Yield the classes that are labels of nodes with a name."""
    yield from (c for c in classes() if is_a(c, "Entity", "Event") or c in _CAPTIONS)


def _node(label: str) -> Mapping[str, str]:
    line = (label, *superclasses(label))
    look = shade(label)
    return {
        "diameter": f"{next(_DIAMETERS[c] for c in (*line, 'Entity') if c in _DIAMETERS)}px",
        "color": look.fill,
        "border-color": look.border,
        "border-width": f"{4 if label == 'UnrealizedEvent' else 2}px",
        "text-color-internal": look.text,
        "font-size": "11px",
        "caption": f"'{next(_CAPTIONS[c] for c in (*line, 'Entity') if c in _CAPTIONS)}'",
    }


def _edge(colour: str, caption: str, *, width: int, size: int) -> Mapping[str, str]:
    return {
        "color": colour,
        "shaft-width": f"{width}px",
        "font-size": f"{size}px",
        "padding": "4px",
        "text-color-external": colour,
        "text-color-internal": "#FFFFFF",
        "caption": f"'{caption}'",
    }

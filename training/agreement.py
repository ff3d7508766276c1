"""How far two annotations of the same passages agree: ``training/news/second`` against ``training/news``."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from training.passages import passages, read_passage

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from training.passages import Passage

__all__ = ["Agreement", "agreement", "same_entities"]

#: Relations that hold both ways.
_BOTH_WAYS = frozenset({"relativeOf", "siblingOf", "spouseOf", "meetsWith", "cooperatesWith"})

_DETERMINERS = re.compile(r"(?:(?:the|an?|its|his|her|their|some|this|that|these|those|our|my)\s+)+(?=\S)", re.I)


class Agreement:
    """Counts of what both have and what only one has, and of labels that are the same."""

    def __init__(self) -> None:
        self.passages = 0
        self.both: Counter[str] = Counter()
        self.one: Counter[str] = Counter()
        self.two: Counter[str] = Counter()
        self.same: Counter[str] = Counter()
        self.asked: Counter[str] = Counter()

    def f1(self, kind: str) -> float:
        """Return the agreement as F1, of the second against the first; 0 where neither has any."""
        total = 2 * self.both[kind] + self.one[kind] + self.two[kind]
        return 2 * self.both[kind] / total if total else 0.0

    def share(self, label: str) -> float:
        """Return the share of matched facts with the same label; 0 where none is matched."""
        return self.same[label] / self.asked[label] if self.asked[label] else 0.0

    def table(self) -> str:
        """Return all figures as lines."""
        lines = [f"{self.passages} passages annotated twice"]
        for kind in ("relation", "event", "role"):
            found = f"{self.both[kind]} both, {self.one[kind]} only first, {self.two[kind]} only second"
            lines.append(f"{kind:9} F1 {self.f1(kind):.3f}  ({found})")
        for label in ("modality", "polarity", "source", "sourced"):
            lines.append(f"{label:9}    {self.share(label):.3f}  (of {self.asked[label]})")
        return "\n".join(lines)

    def _count(self, kind: str, one: set[Any], two: set[Any]) -> None:
        self.both[kind] += len(one & two)
        self.one[kind] += len(one - two)
        self.two[kind] += len(two - one)

    def _label(self, one: Mapping[str, Any], two: Mapping[str, Any], ids: Mapping[str, str]) -> None:
        source = tuple(ids.get(s, s + "?") for s in two["source"])
        for label, same in (
            ("modality", one["modality"] == two["modality"]),
            ("polarity", one["polarity"] == two["polarity"]),
            ("source", tuple(one["source"]) == source),
        ):
            self.asked[label] += 1
            self.same[label] += same
        if one["source"] or two["source"]:
            self.asked["sourced"] += 1
            self.same["sourced"] += tuple(one["source"]) == source

    def add(self, one: Passage, two: Passage) -> None:
        """Compare two annotations of a passage."""
        self.passages += 1
        ids = same_entities(one, two)
        ids |= self._events(one, two, ids)
        first = {_key(r, None): r for r in one.relations}
        second = {_key(r, ids): r for r in two.relations}
        self._count("relation", set(first), set(second))
        for key in first.keys() & second.keys():
            self._label(first[key], second[key], ids)
        self._count("role", _roles(one, None), _roles(two, ids))

    def _events(self, one: Passage, two: Passage, ids: Mapping[str, str]) -> dict[str, str]:
        """Match events of a class whose triggers overlap, else that share who takes part."""
        free = {v["id"]: v for v in one.events}
        found: dict[str, str] = {}
        for strict in (True, False):
            for v in two.events:
                if v["id"] in found:
                    continue
                match = next((u for u in free.values() if _one_event(u, v, ids, strict=strict)), None)
                if match is not None:
                    found[v["id"]] = match["id"]
                    del free[match["id"]]
                    self._label(match, v, ids)
        self.both["event"] += len(found)
        self.one["event"] += len(free)
        self.two["event"] += len(two.events) - len(found)
        return found


def _one_event(one: Mapping[str, Any], two: Mapping[str, Any], ids: Mapping[str, str], *, strict: bool) -> bool:
    if one["class"] != two["class"]:
        return False
    if strict:
        return bool(one["start"] < two["end"] and two["start"] < one["end"])
    ours = {x for xs in one["roles"].values() for x in xs}
    return bool(ours & {ids.get(x, "") for xs in two["roles"].values() for x in xs})


def _key(relation: Mapping[str, Any], ids: Mapping[str, str] | None) -> tuple[str, str, str]:
    raw = (relation["subject"], relation["object"])
    ends = [ids.get(x, x + "?") for x in raw] if ids is not None else list(raw)
    if relation["predicate"] in _BOTH_WAYS:
        ends.sort()
    return relation["predicate"], ends[0], ends[1]


def _roles(doc: Passage, ids: Mapping[str, str] | None) -> set[tuple[str, str, str]]:
    def name(x: str) -> str:
        return ids.get(x, x + "?") if ids is not None else x

    return {(name(v["id"]), role, name(x)) for v in doc.events for role, xs in v["roles"].items() for x in xs}


def _bounds(doc: Passage, mention: Mapping[str, Any]) -> tuple[int, int]:
    """Where a mention stands without determiners: "the government" is "government"."""
    start, end = mention["start"], mention["end"]
    cut = _DETERMINERS.match(doc.text[start:end])
    return (start + cut.end() if cut else start), end


def same_entities(one: Passage, two: Passage) -> dict[str, str]:
    """Return, by id in the second annotation, the entity of the first that shares most mentions with it.

    Parameters
    ----------
    one, two : Passage
        Of the same text.

    Notes
    -----
    Determiners do not count.  A post is no person, though both may be named by the same words.
    """
    at: dict[tuple[int, int, bool], str] = {}
    for entity in one.entities:
        for m in entity["mentions"]:
            at[(*_bounds(one, m), entity["type"] == "Position")] = entity["id"]
    found = {}
    for entity in two.entities:
        post = entity["type"] == "Position"
        places = ((*_bounds(two, m), post) for m in entity["mentions"])
        shared = Counter(at[place] for place in places if place in at)
        if shared:
            found[entity["id"]] = max(sorted(shared), key=shared.__getitem__)
    return found


def agreement(news: Path) -> Agreement:
    """Compare what was annotated twice.

    Parameters
    ----------
    news : Path
        Folder of passages; the second annotations lie in its folder ``second``.

    Raises
    ------
    ValueError
        If the text of a passage differs between the two, or the first has no passage of that id.
    """
    first = {p.doc: p for path in sorted(news.glob("*.txt")) for p in map(read_passage, passages(path))}
    result = Agreement()
    for path in sorted((news / "second").glob("*.txt")):
        for two in map(read_passage, passages(path)):
            one = first.get(two.doc)
            if one is None or one.text != two.text:
                raise ValueError(f"{path}: {two.doc} has no passage with the same text in {news}")
            result.add(one, two)
    return result

"""The file of decisions on identity: the method's, worked out anew each time, and curators', which stay."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import ConfigError
from kg.linkage.decisions import KINDS, Decision, Ref

__all__ = ["Overlay"]

_REFS = ("left", "right")
_TEXTS = ("reason", "version", "by")


@dataclass(frozen=True, slots=True)
class Overlay:
    """Decisions on identity, as they lie over what the articles say; nothing in it changes an article.

    Parameters
    ----------
    decisions : tuple of Decision
        Each once, curators' first, in a fixed order: make it with `Overlay.of`.
    """

    decisions: tuple[Decision, ...] = ()

    @classmethod
    def of(cls, decisions: Iterable[Decision]) -> Overlay:
        """Put decisions in order; of two on the same pair the later of a kind stays."""
        by_id = {d.id: d for d in decisions}
        return cls(tuple(sorted(by_id.values(), key=lambda d: d.order)))

    @property
    def curated(self) -> tuple[Decision, ...]:
        """Curators' decisions: the constraints of the next resolution."""
        return tuple(d for d in self.decisions if d.curated)

    def rebuilt(self, decisions: Iterable[Decision]) -> Overlay:
        """Return an overlay with the method's decisions replaced; curators' stay.

        Parameters
        ----------
        decisions : iterable of Decision
            As `kg.linkage.resolve` gives them, with ``self.curated`` as its constraints.
        """
        return Overlay.of((*self.curated, *(d for d in decisions if not d.curated)))

    def added(self, decision: Decision) -> Overlay:
        """Return an overlay with one more decision, which replaces the opposite one on the same pair.

        Raises
        ------
        ConfigError
            If it is about one entity of one article, or pins two of one article.
        """
        fault = _fault_of(decision)
        if fault:
            raise ConfigError(f"decision {decision.id}: {fault}")
        pair = {decision.left, decision.right}
        kept = (d for d in self.decisions if not (d.curated and decision.curated and {d.left, d.right} == pair))
        return Overlay.of((*kept, decision))

    def removed(self, id: str) -> Overlay:
        """Return an overlay without a decision.

        Raises
        ------
        ConfigError
            If there is none of that id.
        """
        if all(d.id != id for d in self.decisions):
            raise ConfigError(f"there is no decision {id!r}; `kg merges list` shows them with their ids")
        return Overlay.of(d for d in self.decisions if d.id != id)

    @classmethod
    def read(cls, path: str | Path) -> Overlay:
        """Read a file of JSON lines.

        Raises
        ------
        ConfigError
            With file, line and reason, if a line is no decision or repeats another.
        """
        found: dict[str, tuple[int, Decision]] = {}
        try:
            lines = Path(path).read_bytes().split(b"\n")
        except OSError as exc:
            raise ConfigError(f"{path}: cannot be read: {exc.strerror or exc}") from exc
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            decision = _parsed(line, f"{path}, line {number}")
            if decision.id in found:
                raise ConfigError(
                    f"{path}, line {number}: the same decision stands in line {found[decision.id][0]}; delete one"
                )
            found[decision.id] = number, decision
        return cls.of(d for _, d in found.values())

    def write(self, path: str | Path) -> None:
        """Write JSON lines, the same bytes for the same decisions; the file is whole at every moment.

        Raises
        ------
        ConfigError
            If the file cannot be written.
        """
        target = Path(path)
        beside = target.with_name(f"{target.name}.new")
        try:
            with beside.open("w", encoding="utf-8", newline="\n") as handle:
                for decision in self.decisions:
                    handle.write(json.dumps(_record(decision), ensure_ascii=False, separators=(",", ":")) + "\n")
                handle.flush()
                os.fsync(handle.fileno())
            beside.replace(target)
        except OSError as exc:
            raise ConfigError(f"{path}: cannot be written: {exc.strerror or exc}") from exc


def _record(d: Decision) -> dict[str, Any]:
    record: dict[str, Any] = {"id": d.id, "kind": d.kind}
    for key, ref in zip(_REFS, (d.left, d.right), strict=True):
        record[key] = {"entity": ref.entity} | ({"article": ref.article} if ref.article else {})
    record |= {key: value for key in _TEXTS if (value := getattr(d, key))}
    return record | ({} if d.curated else {"score": d.score})


def _parsed(line: bytes, place: str) -> Decision:
    def refuse(reason: str) -> ConfigError:
        return ConfigError(f"{place}: {reason}")

    try:
        record = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as exc:
        raise refuse(f"no JSON in UTF-8 ({exc})") from exc
    if not isinstance(record, dict):
        raise refuse('no decision; one is {"kind": "pin", "left": {"entity": IRI}, "right": {"entity": IRI}}')
    unknown = sorted(record.keys() - {"id", "kind", "score", *_REFS, *_TEXTS})
    if unknown:
        raise refuse(f"unknown key {unknown[0]!r}; known are id, kind, left, right, reason, score, version, by")
    if record.get("kind") not in KINDS:
        raise refuse(f"kind is {record.get('kind')!r}; it must be one of {', '.join(KINDS)}")
    texts = {key: record.get(key, "") for key in _TEXTS}
    wrong = next((key for key, value in texts.items() if not isinstance(value, str)), None)
    if wrong:
        raise refuse(f"{wrong} is {texts[wrong]!r}; it must be text")
    score = record.get("score", 1.0)
    if isinstance(score, bool) or not isinstance(score, int | float) or not 0 <= score <= 1:
        raise refuse(f"score is {score!r}; it must be a probability from 0 to 1")
    left, right = (_ref(record.get(key), key, place) for key in _REFS)
    decision = Decision(kind=record["kind"], left=left, right=right, score=float(score), **texts)
    fault = _fault_of(decision)
    if fault:
        raise refuse(fault)
    return decision


def _ref(value: object, key: str, place: str) -> Ref:
    if not isinstance(value, Mapping) or value.keys() - {"entity", "article"} or not _is_iri(value.get("entity")):
        wanted = '{"entity": IRI}, with "article": IRI if it is of one article alone'
        raise ConfigError(f"{place}: {key} is {value!r}; it must be {wanted}")
    article = value.get("article", "")
    if article and not _is_iri(article):
        raise ConfigError(f"{place}: article of {key} is {article!r}; it must be an IRI")
    return Ref(str(value["entity"]), str(article))


def _is_iri(value: object) -> bool:
    return isinstance(value, str) and ":" in value and not any(c.isspace() or c in '<>"{}|^`\\' for c in value)


def _fault_of(d: Decision) -> str:
    """Return what is wrong with a decision, empty if nothing is."""
    same = d.left.entity == d.right.entity
    if d.kind == "forbid" and same and not (d.left.article and d.right.article and d.left.article != d.right.article):
        return "it forbids that an entity is itself; name the two articles in which it is another"
    if d.kind == "pin" and d.left.article and d.left.article == d.right.article and not same:
        return "it pins two entities that one article keeps apart; correct the article instead"
    if d.kind in ("join", "split") and d.left == d.right:
        return "it says nothing: left and right are the same"
    return ""

"""The command ``check``: faults of the project's own passages, and the news passages as JSON."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING

import spacy

from ontology import schema
from training.corpora.wire import split_faults
from training.inline import read_inline
from training.passages import Passage, outermost, passages, read_passage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

__all__ = ["check_wire", "ontology_faults", "run_check", "wire_table"]

_LABELS = ("PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW", "LANGUAGE")
#: Kinds of passages as a reader would sort them; the first whose word stands in the kind counts.
_KINDS = (
    ("headlines", ("headline", "capitals")),
    ("sport", ("sport", "soccer", "cricket", "football", "tennis", "rugby", "golf", "ball", "score", "athletics")),
    ("results and lists", ("list", "results", "appointments", "standings", "fixtures", "roll")),
    ("datelines, bylines, credits", ("dateline", "byline", "credit", "caption", "digest")),
    ("business", ("market", "compan", "business", "bank", "oil", "mining")),
    ("courts and police", ("court", "police", "drug", "spy", "fraud", "kidnap")),
    ("war and disaster", ("war", "disaster", "storm", "attack", "quake", "crash", "rebel", "military", "armed")),
    ("names", ("name", "initial", "mononym", "acronym", "nationality", "title", "long organisation")),
)


def ontology_faults(passage: Passage) -> Iterator[str]:
    """Yield what a passage uses that the ontology does not have."""
    events, roles = schema.event_classes(), schema.roles()
    for e in passage.entities:
        if e["type"] not in schema.classes() or e["type"] in events:
            yield f"no such class {e['type']}"
    for r in (*passage.relations, *passage.near_misses):
        if r["predicate"] not in schema.relations():
            yield f"no such relation {r['predicate']}"
    for v in passage.events:
        if v["class"] not in events:
            yield f"no such event class {v['class']}"
        yield from (f"no such role {role}" for role in v["roles"] if role not in roles)


def run_check(paths: Sequence[Path], out: Path | None) -> Iterator[str]:
    """Yield a line a fault, then what the passages hold.

    Parameters
    ----------
    paths : sequence of Path
        Passage files.
    out : Path, optional
        Folder to write one JSON file a passage to.
    """
    found = [read_passage(lines) for path in sorted(paths) for lines in passages(path)]
    for p in found:
        yield from (f"{p.doc}: {fault}" for fault in (*p.faults, *ontology_faults(p)))
    seen = Counter(p.doc for p in found)
    yield from (f"{doc}: id used {n} times" for doc, n in seen.items() if n > 1)
    if out:
        out.mkdir(parents=True, exist_ok=True)
        for p in found:
            value = {k: v for k, v in asdict(p).items() if k != "faults"}
            for e in value["entities"]:
                e["mentions"] = outermost(e["mentions"])
            (out / f"{p.doc}.json").write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    sentences = sum(len(p.sentences) for p in found)
    relations, events = sum(len(p.relations) for p in found), sum(len(p.events) for p in found)
    yield f"{len(found)} passages, {sentences} sentences, {relations} relations, {events} events"


def check_wire(paths: Sequence[Path]) -> Iterator[str]:
    """Yield a line a fault of the wire passages, then what they hold.

    Parameters
    ----------
    paths : sequence of Path
        Files of passages with inline marks.
    """
    tokenizer = spacy.blank("en").tokenizer
    seen: Counter[str] = Counter()
    lines = names = 0
    for path in sorted(paths):
        for p in read_inline(path):
            yield from (*p.faults, *split_faults(path, p, tokenizer))
            seen[p.name] += 1
            lines += len(p.lines)
            names += sum(1 for line in p.lines for m in line.marks if m.label)
    yield from (f"{name}: id used {n} times" for name, n in seen.items() if n > 1)
    yield f"{len(seen)} wire passages, {lines} lines, {names} names"


def _kind(kind: str) -> str:
    return next((group for group, words in _KINDS if any(w in kind for w in words)), "other news")


def wire_table(paths: Sequence[Path]) -> Iterator[str]:
    """Yield the lines of a Markdown table: passages, lines and names by region and by kind.

    Parameters
    ----------
    paths : sequence of Path
        Files of passages with inline marks; names inside names count.
    """
    rows: dict[tuple[int, str], Counter[str]] = {}
    for path in paths:
        for p in read_inline(path):
            for key in ((0, p.region), (1, _kind(p.kind)), (2, "all")):
                row = rows.setdefault(key, Counter())
                row.update(passages=1, lines=len(p.lines))
                row.update(m.label for line in p.lines for m in line.marks if m.label)
    columns = ("passages", "lines", *_LABELS)
    yield f"| | {' | '.join(columns)} |"
    yield f"| --- |{' ---: |' * len(columns)}"
    for (_, name), row in sorted(rows.items(), key=lambda x: (x[0][0], -x[1]["passages"], x[0][1])):
        yield f"| {name} | {' | '.join(str(row[c]) for c in columns)} |"

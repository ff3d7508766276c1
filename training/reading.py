"""Measure what the network reads by itself, without rules and scorer: ``python -m training.reading``.

Events, and relations between mentions of one sentence, above a probability; against the passages that the network is
not trained on, and annotated articles (``--gold``).  Used for learning curves (``python -m training train --part``).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from kg.alignment.proposals import propose_edges, propose_events, with_roles
from kg.alignment.sanity import is_sound
from kg.config import Config
from kg.language import load
from kg.pipeline import Pipeline
from training.compared import Compared, annotated_passages, gold_articles

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

__all__ = ["alone", "main"]

LEAST = (0.2, 0.3, 0.4, 0.5, 0.7)


def alone(
    articles: Iterable[Compared], least: float, known: Container[str] | None = None
) -> dict[str, tuple[float, float, float]]:
    """Return precision, recall and F1 of events and relations that the network finds likely enough.

    Parameters
    ----------
    articles : iterable of Compared
    least : float
        Probability.
    known : container of str, optional
        Classes and relations that annotators had; all when left out.
    """
    right, found, gold = Counter[str](), Counter[str](), Counter[str]()
    for a in articles:
        gold += {"event": len(a.gold.events), "relation": len(a.stated)}
        likely = [d for d in propose_events(a.ctx, {}) if d.confidence >= least]
        drafts = {d.head: d for d in likely if known is None or d.cls in known}
        full = with_roles(a.ctx, drafts)
        matched = [a.event(d, full) for d in full.values()]
        found["event"] += len(full)
        right["event"] += len({v["id"] for v in matched if v is not None})
        edges = [e for e in propose_edges(a.ctx, (), {}) if e.confidence >= least and is_sound(a.ctx, e)]
        keys = {key for e in edges if known is None or e.relation in known for key in a.keys(e)}
        found["relation"] += len(keys)
        right["relation"] += len(keys & a.stated)
    return {kind: _prf(right[kind], found[kind], gold[kind]) for kind in ("event", "relation")}


def _prf(right: int, found: int, gold: int) -> tuple[float, float, float]:
    return right / max(1, found), right / max(1, gold), 2 * right / max(1, found + gold)


def _lines(name: str, articles: list[Compared], known: Container[str] | None = None) -> Iterator[str]:
    yield f"{name}: {len(articles)} articles"
    for least in LEAST:
        figures = alone(articles, least, known)
        shown = "   ".join(f"{kind} P {p:.3f} R {r:.3f} F1 {f:.3f}" for kind, (p, r, f) in figures.items())
        yield f"  from {least:.1f}: {shown}"


def main(argv: list[str] | None = None) -> int:
    """Print the figures."""
    here = Path(__file__).resolve().parent
    example = "example: python -m training.reading --model build/plain --gold ../gold"
    parser = argparse.ArgumentParser(prog="python -m training.reading", description=__doc__, epilog=example)
    parser.add_argument("--news", type=Path, default=here / "news", help="folder of the project's own passages")
    parser.add_argument("--gold", type=Path, help="folder of annotated articles, with articles/ and inventory.json")
    parser.add_argument("--model", type=Path, help="folder of an exported model (default: the shipped one)")
    args = parser.parse_args(argv)
    nlp = load()
    if args.model:
        nlp.get_pipe("triplewire").from_disk(args.model)  # type: ignore[attr-defined]
    pipeline = Pipeline(Config(), nlp=nlp)
    passages = [Compared(pipeline, g) for g in annotated_passages(args.news, kept_out=True)]
    lines = [*_lines("passages kept out", passages)]
    if args.gold:
        inventory = json.loads((args.gold / "inventory.json").read_text(encoding="utf-8"))
        gold = [Compared(pipeline, g) for g in gold_articles(args.gold)]
        lines += [*_lines(args.gold.name, gold, {*inventory["relations"], *inventory["events"]})]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

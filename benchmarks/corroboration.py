"""Whether facts know their independent sources, and tolls their course, in an invented archive whose truth is known.

Example::

    python -m benchmarks.archive write archive --articles 2000 --half measuring
    kg extract archive/articles.jsonl --format jsonl > archive/extracted.jsonl
    python -m benchmarks.corroboration archive archive/extracted.jsonl

Printed are, of the facts that stand in several articles, how many have the right number of independent origins, with
copies grouped and if every article counted; the mean belief of facts by the number of origins, and of those that rest
on untrue reports alone, before and after their retractions are counted; and precision and recall of the figures of dead
by day, for events as the truth joins them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import fmean
from typing import Any

from rich.console import Console
from rich.table import Table

from kg import interchange
from kg.articles import Article
from kg.belief import Belief, series, weigh
from kg.config import Config
from kg.copies import Fingerprint, copies_of, group
from kg.errors import TriplewireError
from kg.graph import KnowledgeGraph
from kg.reading import read

__all__ = ["Corroboration", "corroboration", "main", "tables", "tolls"]

Truth = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corroboration:
    """A fact: how many articles it stands in, how many origins these have, its belief, also after retractions."""

    articles: int
    origins: int
    belief: Belief
    after: float
    untrue: bool


def corroboration(graph: KnowledgeGraph, origins: Mapping[str, str], truth: Truth) -> list[Corroboration]:
    """Return the plain facts of a graph with what there is for them.

    Parameters
    ----------
    graph : KnowledgeGraph
    origins : mapping of str to str
        As `kg.copies.group` returns it.
    truth : mapping of str to mapping
        What is true of each article, by its IRI.
    """
    outlets = {a.id: a.publisher for a in graph.articles}
    withdrawn = copies_of((a["replaces"] for a in truth.values() if a["kind"] == "retraction"), origins)
    found = []
    for fact in graph.facts():
        if fact.plain:
            said = [graph.statements[s] for s in fact.statements]
            weighed = weigh(said, origins=origins, outlets=outlets)
            after = weigh(said, origins=origins, outlets=outlets, withdrawn=withdrawn)
            articles = [truth[a] for v in weighed.voices for a in v.articles]
            found.append(
                Corroboration(
                    articles=len({a["article"] for a in articles}), belief=weighed,
                    origins=len({a["origin"] for a in articles}),
                    after=after.score,
                    untrue=all(any(e["untrue"] for e in a["events"]) for a in articles),
                )
            )  # fmt: skip
    return found


def tolls(graph: KnowledgeGraph, origins: Mapping[str, str], truth: Truth) -> tuple[int, int, int]:
    """Return how many figures of dead by day and story are right, how many were found, and how many are true."""
    days = {a["article"]: date.fromisoformat(a["published"][:10]) for a in truth.values()}
    outlets = {a["article"]: a["outlet"] for a in truth.values()}
    true: set[tuple[str, date | None, float]] = set()
    for key, told in _stories(truth).items():
        first: dict[tuple[str, float], date] = {}
        for article in told:
            for event in article["events"]:
                if "deaths" in event["numbers"]:
                    given = article["origin"], float(event["numbers"]["deaths"])
                    first[given] = min(first.get(given, date.max), days[article["article"]])
        true |= {(key, day, figure) for (_, figure), day in first.items()}
    found: set[tuple[str, date | None, float]] = set()
    by_article = defaultdict(list)
    for event in graph.events.values():
        by_article[event.article].append(event)
    for key, told in _stories(truth).items():
        events = [event for article in told for event in by_article[article["article"]]]
        moved = series(events, "deaths", origins=origins, outlets=outlets, days=days)
        found |= {(key, point.day, point.figure) for point in moved.points}
    return len(found & true), len(found), len(true)


def _stories(truth: Truth) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for article in truth.values():
        if any("deaths" in event["numbers"] for event in article["events"]):
            found[article["story"]].append(article)
    return found


def tables(facts: Sequence[Corroboration], figures: tuple[int, int, int]) -> tuple[Table, Table]:
    """Return the figures as tables."""
    several = [f for f in facts if f.articles > 1]
    right = [f for f in several if len(f.belief.origins) == f.origins]
    unaware = [f for f in several if f.articles == f.origins]
    point, found, true = figures
    shown = Table("measured", "of", "figure")
    shown.add_row("right number of origins", f"{len(several):,} facts in several articles", _share(right, several))
    shown.add_row("the same if every article counted", "the same", _share(unaware, several))
    shown.add_row("figures of dead by day, precision", f"{found:,} found", f"{point / found if found else 0:.3f}")
    shown.add_row("figures of dead by day, recall", f"{true:,} true", f"{point / true if true else 0:.3f}")
    beliefs = Table("facts with", "number", "mean belief", "after retractions")
    for title, chosen in (
        *((f"{n} origins" if n > 1 else "1 origin", _with(facts, n, n)) for n in (1, 2, 3)),
        ("4 origins or more", _with(facts, 4, 10**9)),
        ("untrue reports alone", [f for f in facts if f.untrue]),
    ):
        before, after = ([f.belief.score for f in chosen], [f.after for f in chosen])
        beliefs.add_row(title, f"{len(chosen):,}", *(f"{fmean(x):.3f}" if x else "–" for x in (before, after)))
    return shown, beliefs


def _with(facts: Iterable[Corroboration], least: int, most: int) -> list[Corroboration]:
    return [f for f in facts if least <= len(f.belief.origins) <= most and not f.untrue]


def _share(part: Sequence[object], whole: Sequence[object]) -> str:
    return f"{len(part) / len(whole):.3f}" if whole else "–"


def main(argv: list[str] | None = None) -> int:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.corroboration", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("archive", type=Path, help="a folder written by benchmarks.archive")
    parser.add_argument("extracted", type=Path, help="what kg extract made of its articles, as JSON lines")
    options = parser.parse_args(argv)
    try:
        lines = (options.archive / "truth" / "articles.jsonl").read_text("utf-8").splitlines()
        truth = {record["article"]: record for record in map(json.loads, lines)}
        prints = [Fingerprint.of(a) for a in read([options.archive / "articles.jsonl"], config=Config())
                  if isinstance(a, Article)]  # fmt: skip
        with options.extracted.open(encoding="utf-8") as stream:
            graph = KnowledgeGraph(interchange.read(stream, source=str(options.extracted)))
        origins = group(prints)
        for table in tables(corroboration(graph, origins, truth), tolls(graph, origins, truth)):
            Console().print(table)
    except (TriplewireError, OSError) as exc:
        Console(stderr=True).print(f"corroboration: {exc}", markup=False, soft_wrap=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

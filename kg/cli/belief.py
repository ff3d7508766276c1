"""``kg belief``: how much there is for each fact, from its independent origins, and against it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.console import clean, plain, put, say
from kg.cli.show import articles_about, find
from kg.cli.stores import StorePath, opened
from kg.errors import ConfigError

if TYPE_CHECKING:
    from kg.belief import Belief, Voice
    from kg.facts import Fact
    from kg.graph import KnowledgeGraph

__all__ = ["EXAMPLE", "NAME", "command"]

NAME = "belief"
_NO_JOURNAL = "copies are not told apart here, for only kg build keeps the journal that this needs"
#: Names in a cell of the table.
_SPEAKERS = 4
EXAMPLE = 'kg belief graph "North Korea" --least 0.8'


def command(
    store: StorePath,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Only what is said of this name or IRI.")] = "",
    least: Annotated[float, typer.Option("--least", metavar="P", help="Leave out what is believed less.")] = 0.0,
    contested: Annotated[bool, typer.Option("--contested", help="Only what some say and others deny.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, metavar="N", help="Show so many.")] = 50,
    as_json: Annotated[bool, typer.Option("--json", help="All, one JSON object a line.")] = False,
) -> int:
    """Tell how surely each fact is so, from those who say it independently of each other, and who denies it.

    Copies of one text are one origin. Outlets, sources that are quoted and extractors are each trusted as far as they
    have been found right; see kg.belief for the formula. What is only threatened, planned or possible counts for
    nothing.
    """
    from kg.copies import group
    from kg.journal.fingerprints import fingerprints

    if not 0 <= least <= 1:
        raise ConfigError(f"--least {least} is no probability; give one from 0 to 1")
    with opened(store) as graph:
        iris = set(find(graph, name)) if name else set[str]()
        origins = group(fingerprints(store, base=graph.graphs.base))
        held = _read(graph, iris)
    found = [
        (fact, weighed)
        for fact, weighed in _weighed(held, origins)
        if weighed.score >= least
        and (weighed.contested or not contested)
        and (not iris or iris & {fact.subject, fact.object})
    ]
    found.sort(key=lambda pair: (-pair[1].score, pair[0].claim))
    if as_json:
        for fact, weighed in found:
            print(json.dumps(_record(held, fact, weighed), ensure_ascii=False))
        return 0
    if found:
        put(_table(held, found[:limit]))
    more = f", of which {limit:,} are shown (--limit)" if len(found) > limit else ""
    known = f"{len(origins):,} articles have {len(set(origins.values())):,} origins" if origins else _NO_JOURNAL
    say(f"{len(found):,} {'claim' if len(found) == 1 else 'claims'}{more}; {known}")
    return 0


def _read(store: Any, iris: set[str]) -> KnowledgeGraph:
    from kg.graph import KnowledgeGraph

    if not iris:
        return KnowledgeGraph(store.extractions(), licence=store.licence)
    articles = (store.extraction(a) for a in articles_about(store, sorted(iris)))
    return KnowledgeGraph((x for x in articles if x is not None), licence=store.licence)


def _weighed(graph: KnowledgeGraph, origins: dict[str, str]) -> Iterator[tuple[Fact, Belief]]:
    """Yield the claims that somebody makes or denies."""
    from kg.belief import weigh

    outlets = {a.id: a.publisher for a in graph.articles}
    for fact in graph.facts():
        said = [graph.statements[s] for s in fact.statements]
        weighed = weigh(said, origins=origins, outlets=outlets, licence=graph.licence)
        if weighed.origins or weighed.denying:
            yield fact, weighed


def _told(graph: KnowledgeGraph, fact: Fact) -> tuple[str, str, str]:
    return graph.name(fact.subject), fact.predicate, graph.name(fact.object) if fact.object else fact.value


def _speakers(graph: KnowledgeGraph, voices: Iterable[Voice]) -> list[str]:
    return [graph.name(v.name) if v.quoted else v.name or "an unnamed outlet" for v in voices]


def _shortened(names: list[str]) -> str:
    more = len(names) - _SPEAKERS
    return ", ".join(names[:_SPEAKERS]) + (f" and {more:,} more" if more > 0 else "")


def _record(graph: KnowledgeGraph, fact: Fact, weighed: Belief) -> dict[str, Any]:
    subject, predicate, object_ = _told(graph, fact)
    return {
        "subject": fact.subject, "predicate": predicate, "object": fact.object or fact.value, "subjectName": subject,
        "objectName": object_, "status": fact.status, "belief": round(weighed.score, 4),
        "supported": round(weighed.supported, 4), "denied": round(weighed.denied, 4), "origins": list(weighed.origins),
        "denyingOrigins": list(weighed.denying), "saidBy": _speakers(graph, weighed.voices),
        "deniedBy": _speakers(graph, weighed.denied_by), "statements": list(fact.statements),
    }  # fmt: skip


def _table(graph: KnowledgeGraph, found: list[tuple[Fact, Belief]]) -> Any:
    from rich.table import Table

    from kg.cli.console import box_of

    table = Table(box=box_of(), pad_edge=False, show_edge=False)
    for title in ("belief", "claim", "status", "origins", "said by", "denied by"):
        table.add_column(title, overflow="fold")
    for fact, weighed in found:
        sides = (_shortened(_speakers(graph, side)) for side in (weighed.voices, weighed.denied_by))
        origins = f"{len(weighed.origins)}" + (f" against {len(weighed.denying)}" if weighed.denying else "")
        cells = (f"{weighed.score:.2f}", " – ".join(_told(graph, fact)), fact.status, origins, *sides)
        table.add_row(*(plain(clean(c)) for c in cells))
    return table

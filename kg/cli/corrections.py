"""``kg corrections``: statements that are wrong, taken out of a graph for good, and back."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Annotated

import typer

from kg.cli.console import plain, put, say
from kg.cli.stores import StorePath, find_statement, opened

__all__ = ["COMMANDS", "EXAMPLE", "EXAMPLES", "NAME", "list_", "undo", "wrong"]

NAME = "corrections"
EXAMPLE = "kg corrections list graph"

_Reason = Annotated[str, typer.Option("--reason", help="Why, for those who read the list.")]
_By = Annotated[str, typer.Option("--by", help="Who decides.", envvar="USER")]


def list_(
    store: StorePath, as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False
) -> int:
    """List the statements that were marked wrong."""
    from kg.curation import corrections_of

    with opened(store):
        found = corrections_of(store).found
    for c in found:
        if as_json:
            print(json.dumps({"id": c.id, "reason": c.reason, "by": c.by, "on": c.on, "record": c.record},
                             ensure_ascii=False))  # fmt: skip
        else:
            put(plain(f"{c.id}  {c.subject} | {c.predicate} | {c.object}", "bold"), plain(f"    “{c.quote}”"))
            about = (c.reason, f"by {c.by}" if c.by else "", c.on, c.article.rpartition("/")[2])
            put(plain(f"    {', '.join(x for x in about if x)}", "dim"))
    say(f"{len(found):,} {'correction' if len(found) == 1 else 'corrections'}")
    return 0


def wrong(
    store: StorePath,
    statement: Annotated[str, typer.Argument(metavar="STATEMENT", help="Its id, as kg show prints it, or a part.")],
    reason: _Reason = "",
    by: _By = "",
) -> int:
    """Take a statement out of the graph; it stays out when its article is read again."""
    from kg.curation import mark

    with opened(store, write=True) as graph:
        extraction, found = find_statement(graph, statement)
        made = mark(graph, store, extraction.article.id, found.id, reason=reason, by=by)
    say(f"{made.id}: {made.subject} | {made.predicate} | {made.object} is out; kg corrections undo takes this back")
    return 0


def undo(
    store: StorePath,
    id: Annotated[str, typer.Argument(metavar="CORRECTION", help="Its id, as kg corrections list prints it.")],
) -> int:
    """Take a correction back: the statement stands again."""
    from kg.curation import unmark

    with opened(store, write=True) as graph:
        gone = unmark(graph, store, id)
    say(f"{gone.subject} | {gone.predicate} | {gone.object} stands again")
    return 0


EXAMPLES = {
    "list": "kg corrections list graph",
    "wrong": 'kg corrections wrong graph st-0a1b2c3d4e5f --reason "the mayor, not the minister"',
    "undo": "kg corrections undo graph cor-0123456789ab",
}
COMMANDS: dict[str, Callable[..., int]] = {"list": list_, "wrong": wrong, "undo": undo}

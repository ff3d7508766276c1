"""``kg plugins``: what is installed to read, extract and load."""

from __future__ import annotations

from kg.cli.console import box_of, plain, put

__all__ = ["EXAMPLE", "NAME", "command"]

NAME = "plugins"
EXAMPLE = "kg plugins"


def command() -> int:
    """List the readers, extractors and loaders that are installed, with what each does."""
    from rich.table import Table

    from kg.registry import extractors, loaders, readers

    table = Table(box=box_of(), pad_edge=False, show_edge=False)
    for title in ("kind", "name", "what it does", "from"):
        table.add_column(title, overflow="fold")
    for registry in (readers, extractors, loaders):
        for plugin in registry:
            table.add_row(*(plain(x) for x in (registry.kind, plugin.name, plugin.summary, plugin.module)))
    put(table)
    return 0

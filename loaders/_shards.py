"""N-Quads in several files: each article's graph in one of them, chosen by its name; together they are the export."""

from __future__ import annotations

import gzip
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from kg.errors import StoreError
from loaders._naming import shard_of
from loaders._rdf_directory import explained
from loaders.rdf_files import with_reifiers
from loaders.rdf_store import OxigraphStore

__all__ = ["export_shards"]

#: Derived quads that are parted at once.
_AT_ONCE = 20_000


@contextmanager
def _packed(path: Path, *, compress: bool) -> Iterator[BinaryIO]:
    """Open a file for bytes; packed with gzip the same bytes give the same file."""
    with path.open("wb") as stream:
        if compress:
            with gzip.GzipFile("", "wb", 6, stream, mtime=0) as file:
                yield file  # type: ignore[misc]  # it writes bytes
        else:
            yield stream


def export_shards(
    store: OxigraphStore, folder: Path, shards: int, *, compress: bool = False, reifiers: bool = False,
    progress: Callable[[int], None] | None = None,
) -> list[Path]:  # fmt: skip
    """Write a store to a directory of N-Quads files, an article in memory at a time.

    Parameters
    ----------
    store : OxigraphStore
    folder : Path
        Directory that is not there yet, or empty; it appears when it is whole.
    shards : int
        How many files. An article's graph is in one of them, by the hash of its IRI; what is derived from several
        articles is in that of its subject.
    compress : bool
        Whether they are packed with gzip.
    reifiers : bool
        As in `loaders.rdf_files.export`.
    progress : callable, optional
        Is told, now and then, how many articles are written.

    Returns
    -------
    list of Path
        In their order; the lines of all are those of the export to one file.

    Raises
    ------
    StoreError
        If something is there already, or the files cannot be written.
    """
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise StoreError(f"{folder} is there already; give the name of a new directory")
    ending = ".nq.gz" if compress else ".nq"
    names = [f"part-{number:05}-of-{shards:05}{ending}" for number in range(shards)]
    draft = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    with explained(f"write {folder}"):
        try:
            draft.mkdir(parents=True)
            with ExitStack() as stack:
                streams = [stack.enter_context(_packed(draft / name, compress=compress)) for name in names]
                _part(store, streams, reifiers=reifiers, progress=progress)
            draft.replace(folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return [folder / name for name in names]


def _part(
    store: OxigraphStore, streams: list[BinaryIO], *, reifiers: bool, progress: Callable[[int], None] | None
) -> None:
    derived = {g.value for g in (store.graphs.entities, store.graphs.facts, store.graphs.announced)}
    done = 0
    for graph in store.graph_names():
        quads: Iterable[Quad] = store.quads(graph)
        if graph not in derived:
            found = with_reifiers(quads) if reifiers else quads
            _write(found, streams[shard_of(graph, len(streams))])
            done += 1
            if progress is not None:
                progress(done)
            continue
        waiting = iter(quads)
        while some := list(islice(waiting, _AT_ONCE)):
            parts: list[list[Quad]] = [[] for _ in streams]
            for quad in some:
                parts[shard_of(str(quad.subject), len(streams))].append(quad)
            for part, stream in zip(parts, streams, strict=True):
                _write(part, stream)


def _write(quads: Iterable[Quad], stream: BinaryIO) -> None:
    pyoxigraph.serialize(quads, stream, format=RdfFormat.N_QUADS)

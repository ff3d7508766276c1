"""Files for ``neo4j-admin database import full``: the graph that `loaders.neo4j_store` writes, in bulk."""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Self

from kg.config import Config
from kg.errors import StoreError
from kg.facts import Licence, claim_of, facts
from kg.merging import types_of
from kg.registry import loaders
from kg.statements import Extraction, Statement
from loaders._neo4j_about import About
from loaders._neo4j_csv import CsvFile, CsvTables
from loaders._neo4j_rows import Rows, claim_key, digest, edge_properties, named, rows_of
from loaders._neo4j_schema import edge_type, labels_text, schema
from loaders._neo4j_write import described
from loaders._rdf_directory import explained
from loaders._spool import Spool
from loaders._store import Sink, WriteCounts
from ontology import Extension, active, using

__all__ = ["Neo4jAdminFiles"]

#: What the importer holds of a value if it is not told otherwise, in bytes.
_BUFFER = 4 * 2**20
_COMMAND = "database import full"
_SCRIPT = """\
#!/bin/sh
# Imports the graph into a Neo4j database that is new or empty, while the server is stopped:
#   sh {name} [DATABASE]
# neo4j-admin must be on the PATH, or NEO4J_ADMIN say where it is. Then start the server and run schema.cypher
# (kg load neo4j makes the same constraints and indexes when it first connects).
cd "$(dirname "$0")" || exit 1
exec "${{NEO4J_ADMIN:-neo4j-admin}}" {before} "${{1:-neo4j}}" {options}
"""


@loaders.register("neo4j-admin")
class Neo4jAdminFiles(Sink):
    """A directory of CSV files with the command that imports them into Neo4j at once.

    The graph is the one that loading the same articles would give: the same nodes, relationships and
    properties. In memory are only the names of the articles; the rest is on disk, beside the directory,
    until it is closed.

    Parameters
    ----------
    path : Path
        Directory that is not there yet, or empty.
    licence : {"default", "strict"}
    extension : Extension, optional
        Terms of the user's own; by default those in use.
    compress : bool
        Whether the files are packed with gzip.
    shards : int
        Files of each table at most; an entity, a statement, … is in one of them by the hash of its IRI, a relationship
        in that of its start.

    Raises
    ------
    StoreError
        If something is there already.

    Notes
    -----
    The same articles in the same order give the same bytes. An article that was written cannot be
    replaced by another version of it.
    """

    name = "neo4j-admin"
    batch_size = 64

    def __init__(
        self, path: str | Path, *, licence: Licence = "default", extension: Extension | None = None,
        compress: bool = False, shards: int = 1,
    ) -> None:  # fmt: skip
        self.path, self.licence, self.compress, self.shards = Path(path), licence, compress, shards
        self.extension = extension if extension is not None else active()
        if self.path.is_file() or (self.path.is_dir() and any(self.path.iterdir())):
            raise StoreError(f"{self.path} is there already; give the name of a new directory")
        self._draft = self.path.with_name(f".{self.path.name}.{os.getpid()}.part")
        self._done, self._digests, self._options = False, dict[str, str](), ""
        with explained(f"write {self.path}"):
            self._draft.mkdir(parents=True)
            self._tables = CsvTables(self._draft / "tables")
            self._views, self._claims = Spool(self._draft / "views"), Spool(self._draft / "claims")

    @classmethod
    def open(cls, target: str, config: Config | None = None) -> Self:
        """Prepare to write a directory."""
        extension = config.vocabulary.extension if config and config.vocabulary else None
        return cls(target, licence=config.licence if config else "default", extension=extension)

    @property
    def script(self) -> Path:
        """The script that imports the files."""
        return self.path / "import.sh"

    @property
    def command(self) -> str:
        """The same as a command line, to be run in the directory; known when the files are written."""
        return f"neo4j-admin {_COMMAND} neo4j {self._options}"

    def _write(self, batch: list[Extraction]) -> WriteCounts:
        counts = WriteCounts()
        with explained(f"write {self.path}"):
            for extraction in batch:
                counts += WriteCounts.of(extraction, outcome=self._write_one(extraction))
        return counts

    def _write_one(self, extraction: Extraction) -> str:
        article = extraction.article.id
        found = digest(extraction)
        if article in self._digests:
            if self._digests[article] == found:
                return "unchanged"
            raise StoreError(f"{article} comes a second time, with other content; give each article once")
        self._digests[article] = found
        rows = Rows()
        rows_of(extraction, rows, found)
        for labels, nodes in rows.nodes.items():
            for node in nodes:
                self._node(labels[1:].split(":"), node)
        for (kind, start, end), edges in rows.edges.items():
            for edge in edges:
                self._edge(kind, (start, edge["start"]), (end, edge["end"]), edge["values"])
        for entity in extraction.entities:
            self._views.spread(entity.id, (entity.id, named(entity)))
        events = {v.id for v in extraction.events}
        for statement in extraction.statements:
            claim = claim_of(statement)
            if claim and claim.object:
                self._claims.spread(claim_key(claim), (statement, events & {claim.subject, claim.object}))
        return "added"

    def _node(self, labels: list[str], values: Mapping[str, Any]) -> None:
        found_by, *others = labels
        rest = {k: v for k, v in values.items() if k != "uri"}
        fixed = {f"uri:ID({found_by})": values["uri"], ":LABEL": [found_by, *others]}
        self._tables.add(f"nodes-{found_by}", fixed, rest)

    def _edge(self, kind: str, start: tuple[str, str], end: tuple[str, str], values: Mapping[str, Any]) -> None:
        fixed = {f":START_ID({start[0]})": start[1], f":END_ID({end[0]})": end[1], ":TYPE": kind}
        self._tables.add(f"relationships-{start[0]}-{end[0]}", fixed, values)

    def _add_entities(self) -> None:
        for key in self._views:
            views: dict[str, list[Mapping[str, Any]]] = {}
            for uri, view in self._views.read(key):
                views.setdefault(uri, []).append(view)
            for uri, found in sorted(views.items()):
                labels = ["Entity", *(t for t in types_of(v["cls"] for v in found) if t != "Entity")]
                labels_text(labels)
                self._node(labels, {"uri": uri, **described(found)})
            self._views.drop(key)

    def _add_edges(self) -> None:
        """Weigh every claim, each with all its statements at hand."""
        for key in self._claims:
            said: list[Statement] = []
            events: set[str] = set()
            for statement, theirs in self._claims.read(key):
                said.append(statement)
                events |= theirs
            for fact in facts(said, self.licence):
                start, end = (("Eventuality" if x in events else "Entity", x) for x in (fact.subject, fact.object))
                kind = edge_type(fact.predicate, fact.status, plain=fact.plain)
                self._edge(kind, start, end, edge_properties(fact))
            self._claims.drop(key)

    def close(self) -> None:
        """Write the files and the script; the directory appears."""
        if self._done:
            return
        files = self._draft / "files"
        with explained(f"write {self.path}"), using(self.extension):
            about = About.made_now(self.licence, self.extension)
            self._node(["TriplewireStore"], {"uri": "triplewire", **about.properties()})
            self._add_entities()
            self._add_edges()
            files.mkdir()
            written = list(self._tables.write(files, compress=self.compress, shards=self.shards))
            self._options = " ".join(self._told(written))
            script = _SCRIPT.format(name=self.script.name, before=_COMMAND, options=self._options)
            (files / self.script.name).write_text(script, "utf-8")
            (files / "schema.cypher").write_text("".join(f"{line};\n" for line in schema()), "utf-8")
            files.replace(self.path)
        self.abandon()

    def _told(self, written: Iterable[CsvFile]) -> Iterator[str]:
        written = list(written)
        yield f"--array-delimiter=U+{ord(self._tables.divider):04X}"
        if broken := [f.path.name for f in written if f.broken]:
            yield f"--multiline-fields={','.join(broken)} --multiline-fields-format=v2"
        if self._tables.largest * 4 > _BUFFER:
            yield f"--read-buffer-size={self._tables.largest * 8}"
        for kind in ("nodes", "relationships"):
            yield from (f"--{kind}={shlex.quote(f.path.name)}" for f in written if f.path.name.startswith(f"{kind}-"))

    def abandon(self) -> None:
        """Forget what was collected; nothing appears."""
        self._done = True
        shutil.rmtree(self._draft, ignore_errors=True)

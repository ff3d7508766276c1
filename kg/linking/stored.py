"""A knowledge base of the user's own: an SQLite file, for millions of entries on disk."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from kg.errors import ConfigError, StoreError
from kg.linking.dumps import Item, read_items
from kg.linking.entries import Candidate, Entry
from kg.linking.names import key_of, short_key
from ontology import superclasses

__all__ = ["StoredBase", "import_base"]

_KIND, _VERSION = "triplewire knowledge base", "1"
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE entry (num INTEGER PRIMARY KEY, name TEXT, cls TEXT, aliases TEXT, description TEXT, countries TEXT,
                    popularity REAL, kinds TEXT);
CREATE TABLE name (key TEXT, num INTEGER);
CREATE TABLE above (num INTEGER, parent INTEGER);
"""
#: How likely a name means an entry at all, by its form; namesakes share it by how well known they are.
_PHRASE, _SINGLE, _SHORT = 0.92, 0.7, 0.4
#: So many entries are written at once.
_BATCH = 5_000


@cache
def _roots() -> Mapping[int, str]:
    """Return the class of each known root of Wikidata's classes, by the number of its item; special ones first."""
    lines = files("kg.linking").joinpath("data/wikidata_classes.tsv").read_text("utf-8").splitlines()[1:]
    return MappingProxyType({int(root[1:]): cls for root, cls, _ in (line.split("\t") for line in lines)})


class StoredBase:
    """A base that `import_base` made.

    Parameters
    ----------
    path : Path

    Raises
    ------
    ConfigError
        If there is no such file, or it is no knowledge base.
    """

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise ConfigError(f"there is no knowledge base {path}; make one with: kg kb import FILE -o {path}")
        try:
            # only ever read here, by several processes
            self._db = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            self._facts = dict(self._db.execute("SELECT key, value FROM meta"))
        except sqlite3.Error as exc:
            raise ConfigError(f"{path} is no knowledge base ({exc}); make one with: kg kb import FILE -o KB") from exc
        if self._facts.get("kind") != _KIND or self._facts.get("version") != _VERSION:
            raise ConfigError(f"{path} is no knowledge base of this version; import it again with: kg kb import")

    def facts(self) -> dict[str, str]:
        """Return what is known of the base: number of entries and names, the file it was made from."""
        return {k: v for k, v in self._facts.items() if k not in ("kind", "version")}

    def candidates(self, key: str) -> tuple[Candidate, ...]:
        """Return the entries of a key, the likeliest first."""
        rows = self._db.execute(
            "SELECT DISTINCT e.num, e.name, e.cls, e.aliases, e.description, e.countries, e.popularity "
            "FROM name n JOIN entry e ON e.num = n.num WHERE n.key = ?",
            (key,),
        )
        entries = [_entry(row) for row in rows]
        weights = [math.expm1(6 * e.popularity) + 0.5 for e in entries]
        form = _PHRASE if " " in key else _SHORT if len(key) < 4 else _SINGLE
        found = [Candidate(entry=e, prior=form * w / sum(weights)) for e, w in zip(entries, weights, strict=True)]
        return tuple(sorted(found, key=lambda c: (-c.prior, c.entry.id)))


def _entry(row: tuple[int, str, str, str, str, str, float]) -> Entry:
    num, name, cls, aliases, description, where, popularity = row
    return Entry(
        id=f"Q{num}", name=name, cls=cls, aliases=tuple(filter(None, aliases.split(";"))), description=description,
        countries=tuple(where.split()), popularity=popularity,
    )  # fmt: skip


def import_base(
    source: Path, target: Path, *, least_links: int = 1, progress: Callable[[Item], None] | None = None
) -> Mapping[str, str]:
    """Make a base of a file and return what `StoredBase.facts` says of it.

    Parameters
    ----------
    source : Path
        See `kg.linking.dumps.read_items`.
    target : Path
        The base; one that is there is replaced when the new one is whole, and not before.
    least_links : int
        Items of a dump with fewer links to Wikipedias are left out.
    progress : callable, optional
        Called after each line.

    Raises
    ------
    ReadError
        At a line that cannot be read; nothing is left behind.
    StoreError
        If nothing can be written there.
    """
    part = target.with_name(f"{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        db = sqlite3.connect(part, isolation_level=None)
        try:
            db.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536; {_SCHEMA}")
            db.execute("BEGIN")
            lines = _fill(db, _seen(read_items(source, least_links=least_links), progress))
            facts = _finish(db, {"source": source.name, "lines": str(lines)})
            db.execute("COMMIT")
        finally:
            db.close()
        part.replace(target)
    except sqlite3.Error as exc:
        raise StoreError(
            f"the knowledge base {target} cannot be written ({exc}); make room or give another place"
        ) from exc
    finally:
        part.unlink(missing_ok=True)
    return facts


def _seen(items: Iterator[Item], progress: Callable[[Item], None] | None) -> Iterator[Item]:
    for item in items:
        yield item
        if progress is not None:
            progress(item)


def _number(id_: str) -> int:
    return int(id_[1:])


def _fill(db: sqlite3.Connection, items: Iterator[Item]) -> int:
    """Write entries, names and subclasses as they come; return how many lines there were."""
    lines = 0
    entries: list[tuple[object, ...]] = []
    names: list[tuple[str, int]] = []
    above: list[tuple[int, int]] = []

    def flush() -> None:
        db.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)", entries)
        db.executemany("INSERT INTO name VALUES (?, ?)", names)
        db.executemany("INSERT INTO above VALUES (?, ?)", above)
        for waiting in (entries, names, above):
            waiting.clear()

    for item in items:
        lines = item.line
        above.extend((_number(item.id), _number(parent)) for parent in item.above)
        if item.entry is not None:
            e, num = item.entry, _number(item.entry.id)
            kinds = " ".join(k[1:] for k in item.kinds)
            aliases = ";".join(a.replace(";", ",") for a in e.aliases)
            entries.append((num, e.name, e.cls, aliases, e.description, " ".join(e.countries), e.popularity, kinds))
            names.extend((key, num) for key in _keys(e))
        if len(entries) >= _BATCH or len(above) >= _BATCH:
            flush()
    flush()
    return lines


def _keys(entry: Entry) -> set[str]:
    keys = {k for n in (entry.name, *entry.aliases) for k in (key_of(n), short_key(key_of(n)))}
    return {k for k in keys if len(k) > 1}


def _finish(db: sqlite3.Connection, facts: dict[str, str]) -> dict[str, str]:
    """Give classes to the entries of a dump, drop those of none, and index the names."""
    db.execute("CREATE INDEX above_num ON above (num)")
    found: dict[str, str] = {}
    for (kinds,) in db.execute("SELECT DISTINCT kinds FROM entry WHERE cls = ''").fetchall():
        found[kinds] = _class_of(db, [int(k) for k in kinds.split()])
    db.create_function("class_of", 1, lambda kinds: found.get(kinds, ""), deterministic=True)
    db.execute("UPDATE entry SET cls = class_of(kinds) WHERE cls = ''")
    db.execute("DELETE FROM entry WHERE cls = ''")
    db.execute("DELETE FROM name WHERE num NOT IN (SELECT num FROM entry)")
    db.execute("DROP TABLE above")
    db.execute("UPDATE entry SET kinds = ''")
    db.execute("CREATE INDEX name_key ON name (key)")
    facts["count"] = str(db.execute("SELECT count(*) FROM entry").fetchone()[0])
    facts["names"] = str(db.execute("SELECT count(DISTINCT key) FROM name").fetchone()[0])
    every = {**facts, "kind": _KIND, "version": _VERSION}
    db.executemany("INSERT INTO meta VALUES (?, ?)", sorted(every.items()))
    return facts


def _class_of(db: sqlite3.Connection, kinds: list[int]) -> str:
    """Return the class of the nearest known roots above some items; of several at one distance the most special."""
    level, seen = set(kinds), set(kinds)
    while level:
        classes = {cls for num, cls in _roots().items() if num in level}
        if classes:
            return min(classes, key=lambda c: (-len(superclasses(c)), c))
        parents: set[int] = set()
        for num in level:
            parents.update(p for (p,) in db.execute("SELECT parent FROM above WHERE num = ?", (num,)))
        level = parents - seen
        seen |= parents
    return ""

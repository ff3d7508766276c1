"""Files of entities to import: Wikidata's JSON dumps, line by line, and CSV tables."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import math
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from kg.errors import ReadError
from kg.linking.countries import countries
from kg.linking.entries import Entry
from ontology import classes, is_a

__all__ = ["Item", "read_items"]

_ID = re.compile(r"Q[1-9]\d*")
_OPENERS: Mapping[bytes, Any] = {b"\x1f\x8b": gzip.open, b"BZ": bz2.open, b"\xfd7": lzma.open}
#: So many links to Wikipedias make an item as popular as can be.
_MOST_LINKS = 250
_COLUMNS = ("id", "name", "class", "aliases", "description", "countries", "popularity")
#: A line longer than this is no item: the file is not line by line.
_LONGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What one line tells: an entry, whose class is perhaps still to be found, and what its kind is a kind of.

    Parameters
    ----------
    entry : Entry or None
        None for an item that has no name, and for one that too few know.
    kinds : tuple of str
        Items it is an instance of (P31), where the class is to be found from them.
    above : tuple of str
        Items it is a subclass of (P279).
    id : str
    done : int
        Bytes of the file that have been read; compressed, if it is.
    line : int
    """

    entry: Entry | None
    kinds: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    id: str
    done: int
    line: int


def read_items(path: Path, *, least_links: int = 1) -> Iterator[Item]:
    """Yield what a file tells of entities, in its order; the file is streamed.

    Parameters
    ----------
    path : Path
        Wikidata's JSON dump (an array with an item a line, or JSON Lines), or CSV with a header; plain, gzip, bzip2
        or xz.
    least_links : int
        Of a dump: items with fewer links to Wikipedias and the like give no entry.

    Raises
    ------
    ReadError
        At a line that is none of these, with its number.
    """
    try:
        with path.open("rb") as raw:
            start = raw.read(2)
            raw.seek(0)
            stream: Any = _OPENERS[start](raw) if start in _OPENERS else raw
            text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
            place = _Place(source=str(path), raw=raw)
            found = _items(text, place, least_links) if _is_json(path, text) else _rows(text, place)
            yield from found
    except (EOFError, lzma.LZMAError, zlib.error, gzip.BadGzipFile) as exc:
        raise ReadError("the compressed file is cut off or damaged; get it again", source=str(path)) from exc
    except UnicodeDecodeError as exc:
        raise ReadError("it is no UTF-8 text; give a Wikidata JSON dump or a CSV file", source=str(path)) from exc
    except csv.Error as exc:
        raise ReadError(f"it is no CSV file: {exc}", source=str(path)) from exc


def _is_json(path: Path, text: TextIO) -> bool:
    first = text.buffer.peek(64)[:64].lstrip() if hasattr(text, "buffer") else b""  # type: ignore[attr-defined]
    first = first.removeprefix(b"\xef\xbb\xbf").lstrip()
    return first[:1] in (b"[", b"{") or ".json" in path.suffixes


@dataclass(slots=True)
class _Place:
    source: str
    raw: BinaryIO
    line: int = 0

    def error(self, message: str) -> ReadError:
        return ReadError(message, source=self.source, place=f"line {self.line}")


def _items(text: TextIO, place: _Place, least_links: int) -> Iterator[Item]:
    while line := text.readline(_LONGEST):
        place.line += 1
        body = line.strip().rstrip(",")
        if body in ("", "[", "]"):
            continue
        try:
            item = json.loads(body)
        except json.JSONDecodeError as exc:
            raise place.error(f"no JSON object stands there ({exc.msg}); each line of a dump is one item") from exc
        if not isinstance(item, dict) or not isinstance(item.get("id"), str):
            raise place.error("no Wikidata item stands there: it has no id")
        if not _ID.fullmatch(item["id"]):
            continue  # properties and lexemes are in dumps as well
        try:
            yield _item(item, place, least_links)
        except (KeyError, TypeError, AttributeError, ValueError) as exc:
            raise place.error(f"{item['id']} is not as Wikidata writes items ({type(exc).__name__}: {exc})") from exc


def _targets(item: Mapping[str, Any], claim: str) -> tuple[str, ...]:
    """Return the items that are values of a claim, in order; deprecated ones are left out."""
    claims = item.get("claims") or {}  # an item without any has an empty list there
    found = []
    for statement in claims.get(claim, ()) if claims else ():
        snak = statement["mainsnak"]
        if statement.get("rank") != "deprecated" and snak.get("snaktype") == "value":
            found.append(str(snak["datavalue"]["value"]["id"]))
    return tuple(found)


def _text(texts: Any) -> str:
    """Return the English text, or that of all languages; an item without any has an empty list there."""
    found = (texts.get("en") or texts.get("mul") or {}) if texts else {}
    return " ".join(str(found.get("value", "")).split())


@cache
def _codes() -> Mapping[str, str]:
    return {c.wikidata: c.code for c in countries().values() if c.wikidata}


def _item(item: Mapping[str, Any], place: _Place, least_links: int) -> Item:
    name, links, kinds = _text(item.get("labels")), len(item.get("sitelinks") or ()), _targets(item, "P31")
    entry = None
    if name and kinds and links >= least_links:
        aliases = item.get("aliases") or {}
        also = [" ".join(str(a["value"]).split()) for lang in ("en", "mul") for a in aliases.get(lang, ())]
        where = {_codes()[t] for p in ("P17", "P27") for t in _targets(item, p) if t in _codes()}
        entry = Entry(
            id=item["id"], name=name, cls="", aliases=tuple(dict.fromkeys(a for a in also if a and a != name)),
            description=_text(item.get("descriptions")), countries=tuple(sorted(where)),
            popularity=round(min(math.log1p(links) / math.log1p(_MOST_LINKS), 1.0), 3),
        )  # fmt: skip
    return Item(
        entry=entry, kinds=kinds, above=_targets(item, "P279"), id=item["id"], done=place.raw.tell(), line=place.line
    )


def _rows(text: TextIO, place: _Place) -> Iterator[Item]:
    reader = csv.DictReader(text)
    header = tuple(reader.fieldnames or ())
    place.line = 1
    for need in ("id", "name", "class"):
        if need not in header:
            raise place.error(
                f"the header has no column {need!r}; a table has the columns {', '.join(_COLUMNS)} (the last four are "
                f"free), a Wikidata dump is JSON"
            )
    for row in reader:
        place.line = reader.line_num
        yield Item(entry=_row(row, place), id=row["id"].strip(), done=place.raw.tell(), line=place.line)


def _row(row: Mapping[str, str | None], place: _Place) -> Entry:
    def value(column: str) -> str:
        return " ".join((row.get(column) or "").split())

    id_ = value("id").rsplit("/", 1)[-1]
    if not _ID.fullmatch(id_):
        raise place.error(f"{value('id')!r} is no Wikidata item; write it as Q1065")
    if not value("name"):
        raise place.error("the column name is empty")
    cls = value("class")
    if cls not in classes() or not (is_a(cls, "Agent") or is_a(cls, "Place")):
        raise place.error(f"{cls!r} is no class of agents or places; for example Person, Company, GeopoliticalEntity")
    try:
        popularity = float(value("popularity") or 0.3)
    except ValueError:
        popularity = -1.0
    if not 0.0 <= popularity <= 1.0:
        raise place.error(f"the popularity {value('popularity')!r} is no number from 0 to 1")
    codes = value("countries").replace(";", " ").upper().split()
    for code in codes:
        if code not in countries():
            raise place.error(f"{code!r} is no ISO 3166-1 code of a country, such as DE")
    return Entry(
        id=id_, name=value("name"), cls=cls, aliases=tuple(a.strip() for a in value("aliases").split(";") if a.strip()),
        description=value("description"), countries=tuple(codes), popularity=popularity,
    )  # fmt: skip

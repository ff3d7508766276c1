"""Gold from disk: one JSON file an article, checked so that a fault is named with its file and place.

::

    GOLD/<doc>.json          the annotation (entities, relations, events)
    GOLD/inventory.json      optional: the relations and event classes that were looked for
    GOLD/articles/<doc>.txt  optional: the articles as the extractor reads them
    GOLD/text/<doc>.txt      optional: their sentences as the annotators counted them, one a line
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from kg.errors import ReadError
from kg.evaluation.absent import absent
from kg.evaluation.gold import GoldDocument, GoldEntity, GoldEvent, GoldRelation, GoldSet, Inventory
from ontology import MODALITIES, Modality, Polarity

__all__ = ["gold_of", "load_json", "read_gold"]

#: Files of a gold folder that annotate no article.
_ABOUT = frozenset({"inventory.json", "manifest.json"})


def load_json(path: Path) -> Any:
    """Read a JSON file.

    Raises
    ------
    ReadError
        If it is not there, not UTF-8 or not JSON.
    """
    try:
        return json.loads(path.read_text("utf-8"))
    except UnicodeDecodeError as exc:
        raise ReadError("is not UTF-8; save it as UTF-8 text", source=str(path), place=f"byte {exc.start}") from exc
    except json.JSONDecodeError as exc:
        place = f"line {exc.lineno}, column {exc.colno}"
        raise ReadError(f"is not JSON ({exc.msg}); mend it there", source=str(path), place=place) from exc
    except OSError as exc:
        raise ReadError(f"cannot be read ({exc.strerror or exc}); give another path", source=str(path)) from exc


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A part of a gold file: where it stands, and what is expected of it."""

    source: str
    path: str
    value: Any

    def fault(self, message: str) -> ReadError:
        return ReadError(message, source=self.source, place=self.path)

    def field(self, key: str, default: Any = None) -> _Place:
        if not isinstance(self.value, dict):
            raise self.fault("must be an object in braces; see “kg evaluate” in the README")
        path = f"{self.path}.{key}" if self.path else key
        value = self.value.get(key)
        return _Place(source=self.source, path=path, value=default if value is None else value)

    def items(self) -> list[_Place]:
        if not isinstance(self.value, list):
            raise self.fault("must be a list in brackets")
        return [_Place(source=self.source, path=f"{self.path}[{n}]", value=v) for n, v in enumerate(self.value)]

    def text(self) -> str:
        if not isinstance(self.value, str) or not self.value.strip():
            raise self.fault("must be given, as a text that is not empty")
        return self.value

    def texts(self) -> tuple[str, ...]:
        return tuple(item.text() for item in self.items())

    def number(self) -> int:
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise self.fault("must be a whole number")
        return self.value

    def one_of(self, known: Collection[str], what: str) -> str:
        name = self.text()
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise self.fault(f"{name!r} is no {what} that is known here{hint or '; correct it'}")
        return name


def _modality(place: _Place) -> Modality:
    return cast(Modality, place.field("modality", "asserted").one_of(MODALITIES, "modality"))


def _polarity(place: _Place) -> Polarity:
    return cast(Polarity, place.field("polarity", "positive").one_of(("positive", "negative"), "polarity"))


def _entity(place: _Place) -> GoldEntity:
    names = place.field("names", []).texts()
    if not names:
        raise place.field("names").fault("must hold at least one name, as the article writes it")
    return GoldEntity(id=place.field("id").text(), names=names)


def _relation(place: _Place, ids: frozenset[str], inventory: Inventory) -> GoldRelation:
    return GoldRelation(
        subject=place.field("subject").one_of(ids, "id"),
        predicate=place.field("predicate").one_of(_known(inventory.relations, Inventory.of_ontology().relations),
                                                  "relation"),
        object=place.field("object").one_of(ids, "id"),
        sentence=place.field("sentence", -1).number(),
        modality=_modality(place),
        polarity=_polarity(place),
        source=tuple(item.one_of(ids, "id") for item in place.field("source", []).items()),
        orders=tuple(item.number() for item in place.field("source_orders", []).items()),
    )  # fmt: skip


def _event(place: _Place, ids: frozenset[str], inventory: Inventory) -> GoldEvent:
    roles = place.field("roles", {})
    if not isinstance(roles.value, dict):
        raise roles.fault("must be an object in braces: roles with lists of ids")
    return GoldEvent(
        id=place.field("id").text(),
        cls=place.field("class").one_of(_known(inventory.events, Inventory.of_ontology().events), "event class"),
        trigger=place.field("trigger").text(),
        sentence=place.field("sentence", -1).number(),
        modality=_modality(place),
        polarity=_polarity(place),
        roles={role: tuple(item.one_of(ids, "id") for item in roles.field(role, []).items()) for role in roles.value},
    )


def _known(asked: frozenset[str], ours: frozenset[str]) -> list[str]:
    return sorted(asked | ours)


def _unique(places: list[_Place]) -> Iterator[str]:
    seen = set()
    for place in places:
        name = place.field("id").text()
        if name in seen:
            raise place.field("id").fault(f"{name!r} is used twice; give each entity and event an id of its own")
        seen.add(name)
        yield name


def _sentences(place: _Place, text: str) -> tuple[str, ...]:
    """Read the sentences that a file itself gives, as texts or as offsets into its text."""
    found = []
    for item in place.field("sentences", []).items():
        if isinstance(item.value, str):
            found.append(item.value)
            continue
        bounds = [b.number() for b in item.items()]
        if len(bounds) != 2 or not 0 <= bounds[0] < bounds[1] <= len(text):
            raise item.fault("must be a text, or [start, end] inside the file's text")
        found.append(text[bounds[0] : bounds[1]])
    return tuple(found)


def gold_of(value: Mapping[str, Any], inventory: Inventory, *, source: str) -> GoldDocument:
    """Check one annotation and return it.

    Parameters
    ----------
    value : mapping
        The JSON object of an article.
    inventory : Inventory
    source : str
        File or other place, for messages.

    Raises
    ------
    ReadError
        If a field is missing or wrong, an id unknown or used twice.
    """
    place = _Place(source=source, path="", value=value)
    events, entities = place.field("events", []).items(), place.field("entities", []).items()
    ids = frozenset(_unique([*entities, *events]))
    text = str(value.get("text") or "")
    return GoldDocument(
        doc=place.field("doc").text(),
        date=place.field("date").text() if value.get("date") else "",
        entities=tuple(_entity(p) for p in entities),
        relations=tuple(_relation(p, ids, inventory) for p in place.field("relations", []).items()),
        events=tuple(_event(p, ids, inventory) for p in events),
        sentences=_sentences(place, text),
        text=text,
        title=str(value.get("title") or ""),
        url=str(value.get("url") or ""),
    )


def _inventory(folder: Path) -> Inventory:
    path = folder / "inventory.json"
    ours = Inventory.of_ontology()
    if not path.is_file():
        return ours
    place = _Place(source=str(path), path="", value=load_json(path))
    return Inventory(
        relations=frozenset(place.field("relations", sorted(ours.relations)).texts()),
        events=frozenset(place.field("events", sorted(ours.events)).texts()),
        symmetric=frozenset(place.field("symmetric", sorted(ours.symmetric)).texts()),
    )


def _beside(folder: Path, doc: str) -> str:
    path = folder / f"{doc}.txt"
    if not path.is_file():
        return ""
    try:
        with path.open(encoding="utf-8", newline="") as stream:  # offsets count what the file holds
            return stream.read()
    except UnicodeDecodeError as exc:
        raise ReadError("is not UTF-8; save it as UTF-8 text", source=str(path), place=f"byte {exc.start}") from exc


def _document(path: Path, value: Any, inventory: Inventory) -> GoldDocument:
    found = gold_of(value, inventory, source=str(path))
    return GoldDocument(
        doc=found.doc, date=found.date, entities=found.entities, relations=found.relations, events=found.events,
        sentences=found.sentences or tuple(_beside(path.parent / "text", found.doc).splitlines()),
        text=found.text or _beside(path.parent / "articles", found.doc), title=found.title, url=found.url,
    )  # fmt: skip


def _annotations(path: Path) -> Iterator[tuple[Path, Any]]:
    """Yield the files that annotate an article; others in a folder are passed over if they are known to be others."""
    if path.is_file():
        yield path, load_json(path)
        return
    if not path.is_dir():
        raise ReadError("is not there; give a gold file (JSON) or a folder of them", source=str(path))
    for file in sorted(path.glob("*.json")):
        if file.name not in _ABOUT:
            yield file, load_json(file)


def read_gold(path: Path) -> GoldSet:
    """Read annotated articles from a file or a folder.

    Raises
    ------
    ReadError
        Naming the file, the place in it and what to do.
    """
    inventory = _inventory(path if path.is_dir() else path.parent)
    found: dict[str, GoldDocument] = {}
    notes: list[str] = []
    for file, value in _annotations(path):
        if not isinstance(value, dict) or "doc" not in value:
            raise ReadError(
                "annotates no article: it needs doc, entities, relations and events; mend it or take it away",
                source=str(file),
            )
        document = _document(file, value, inventory)
        if document.doc in found:
            message = f"annotates {document.doc!r}, as another file does; keep one"
            raise ReadError(message, source=str(file), place="doc")
        found[document.doc] = document
        notes += (f"{file}, {place}: {what}" for place, what in absent(document))
    if not found:
        raise ReadError("holds no gold; a gold folder has one JSON file an article", source=str(path))
    return GoldSet(documents=tuple(found[name] for name in sorted(found)), inventory=inventory, notes=tuple(notes))

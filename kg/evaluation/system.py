"""What was extracted, and which annotated article each part of it belongs to."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg import interchange
from kg.errors import ReadError
from kg.evaluation.gold import GoldDocument, GoldSet
from kg.evaluation.names import Names, normal_names
from kg.statements import Event, Extraction, Statement

__all__ = ["SystemDocument", "SystemSet", "assign", "read_system"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemDocument:
    """What was extracted from one annotated article.

    Parameters
    ----------
    names : mapping of str to frozenset
        Ids of entities to the names they are compared by; pronouns are none.
    labels : mapping of str to str
        Ids of entities to their best name.
    events : mapping of str to Event
        By id.
    statements : tuple of Statement
        By id.
    """

    names: Mapping[str, Names]
    labels: Mapping[str, str]
    events: Mapping[str, Event]
    statements: tuple[Statement, ...]

    @classmethod
    def of(cls, extractions: Iterable[Extraction]) -> SystemDocument:
        """Take together what was extracted from an article."""
        parts = tuple(extractions)
        entities = sorted((e for x in parts for e in x.entities), key=lambda e: e.id)
        return cls(
            names={
                e.id: normal_names((e.name, *e.aliases, *(m.text for m in e.mentions if m.kind != "pronoun")))
                for e in entities
            },
            labels={e.id: e.name for e in entities},
            events={v.id: v for v in sorted((v for x in parts for v in x.events), key=lambda v: v.id)},
            statements=tuple(sorted((s for x in parts for s in x.statements), key=lambda s: s.id)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemSet:
    """Extractions by annotated article.

    Parameters
    ----------
    documents : mapping of str to SystemDocument
        By the gold's name of the article.
    unknown : tuple of str
        What was read besides and belongs to no annotated article.
    """

    documents: Mapping[str, SystemDocument]
    unknown: tuple[str, ...] = ()


def _read_file(path: Path) -> tuple[Extraction, ...]:
    try:
        with path.open(encoding="utf-8", newline="\n") as stream:
            return tuple(interchange.read(stream, source=str(path)))
    except UnicodeDecodeError as exc:
        message = "is not UTF-8; kg extract --format jsonl writes it so"
        raise ReadError(message, source=str(path), place=f"byte {exc.start}") from exc
    except OSError as exc:
        raise ReadError(f"cannot be read ({exc.strerror or exc}); give another path", source=str(path)) from exc


def _signs(gold: GoldDocument) -> Iterator[str]:
    """Yield by what an article of a file of several is known."""
    if gold.text:
        yield hashlib.sha256(gold.text.encode("utf-8", "surrogatepass")).hexdigest()
    yield from (sign for sign in (gold.url, gold.title) if sign)


def assign(gold: GoldSet, extractions: Sequence[Extraction]) -> SystemSet:
    """Give each extraction to the gold article with the same text, address or title.

    One extraction and one gold article belong together whatever they are called.
    """
    if len(gold.documents) == len(extractions) == 1:
        return SystemSet(documents={gold.documents[0].doc: SystemDocument.of(extractions)})
    owner: dict[str, str] = {}
    for document in gold.documents:
        for sign in _signs(document):
            owner.setdefault(sign, document.doc)
    found: dict[str, list[Extraction]] = {}
    unknown = []
    for extraction in extractions:
        article = extraction.article
        doc = next((owner[s] for s in (article.sha256, article.url, article.title) if s in owner), "")
        if doc:
            found.setdefault(doc, []).append(extraction)
        else:
            unknown.append(article.title or article.url or article.id)
    documents = {doc: SystemDocument.of(parts) for doc, parts in sorted(found.items())}
    return SystemSet(documents=documents, unknown=tuple(sorted(unknown)))


def _from_folder(path: Path, gold: GoldSet) -> SystemSet:
    files = {file.stem: file for file in sorted(path.glob("*.jsonl"))}
    if not files:
        raise ReadError("holds no .jsonl file; write them with kg extract --format jsonl", source=str(path))
    named = [d.doc for d in gold.documents if d.doc in files]
    if not named:
        return assign(gold, [x for file in files.values() for x in _read_file(file)])
    documents = {doc: SystemDocument.of(_read_file(files[doc])) for doc in named}
    return SystemSet(documents=documents, unknown=tuple(files[name].name for name in sorted(set(files) - set(named))))


def read_system(path: Path, gold: GoldSet) -> SystemSet:
    """Read what ``kg extract --format jsonl`` wrote: a file, or a folder with one file an article.

    Raises
    ------
    ReadError, InterchangeError
        If something cannot be read; if nothing belongs to an annotated article.
    """
    if path.is_dir():
        found = _from_folder(path, gold)
    elif path.is_file():
        found = assign(gold, _read_file(path))
    else:
        raise ReadError("is not there; give what kg extract --format jsonl wrote", source=str(path))
    if not found.documents:
        raise ReadError(
            "holds nothing of the annotated articles; name each file after its gold (DOC.jsonl), or give the gold its "
            "articles (articles/DOC.txt), an url or a title",
            source=str(path),
        )
    return found

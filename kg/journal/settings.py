"""What an extraction depends on besides the article, as one hash: if it changes, articles are read again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields as dataclass_fields
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kg.config import Config
from ontology import version as ontology_version

__all__ = ["fingerprint", "reading_fingerprint"]

#: What an extraction does not depend on, or what is told otherwise than by its name.
_APART = frozenset({"date", "workers", "engine", "address", "model", "kb", "vocabulary"})
#: Read here, for to import the language layer takes a second.
_MANIFEST = Path(__file__).parents[1] / "language" / "model" / "manifest.json"
#: The knowledge base that ships.
_SHIPPED = Path(__file__).parents[1] / "linking" / "data" / "kb.xz"


def fingerprint(config: Config) -> str:
    """Return the hash of model, ontology, version and settings; not of dates and workers."""
    from kg import __version__

    vocabulary = config.vocabulary
    told = [__version__, ontology_version(), _model(config.model), _bases(config.kb)]
    told += [f"{f.name} {getattr(config, f.name)}" for f in dataclass_fields(config) if f.name not in _APART]
    if vocabulary is not None:
        told += [vocabulary.extension.digest, *sorted(map(repr, vocabulary.patterns))]
        told += [*map(repr, vocabulary.labels), *map(repr, vocabulary.examples)]
        told += [f"{w.cls} {sorted(w.nouns)} {sorted(w.names)}" for w in vocabulary.words]
    return _hash(told)


def reading_fingerprint(config: Config, fields: Mapping[str, str], *, fetching: bool) -> str:
    """Return the hash of what the reading of a file depends on besides its bytes."""
    from kg import __version__

    return _hash([__version__, str(config.date), json.dumps(dict(fields), sort_keys=True), str(fetching)])


def _model(name: str) -> str:
    """Tell one version of a language model from another."""
    if name in {"", "triplewire"}:
        return _hash([_MANIFEST.read_text("utf-8")])
    if Path(name).is_dir():
        return _files(Path(name))
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return name


def _bases(path: str) -> str:
    """Tell one version of the knowledge bases from another."""
    own = Path(path).stat() if path else None
    shipped = hashlib.sha256(_SHIPPED.read_bytes()).hexdigest()
    return shipped if own is None else f"{shipped} {own.st_size} {own.st_mtime_ns}"


def _files(path: Path) -> str:
    """Tell one state of a file, or of the files of a folder, from another."""
    found = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    return _hash(f"{p.name} {p.stat().st_size} {p.stat().st_mtime_ns}" for p in found)


def _hash(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]

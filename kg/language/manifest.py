"""What a model folder must hold, byte for byte: ``manifest.json``, checked when the model is loaded."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FACT_FILES", "FILES", "MANIFEST", "ModelFiles", "write_manifest"]

#: What a model is made of, the manifest aside.
FILES = ("model.onnx", "labels.onnx", "labels.json", "tokenizer.json")
#: What a model that reads facts has besides.
FACT_FILES = ("relations.onnx", "roles.onnx")
MANIFEST = "manifest.json"


def _digest(blob: bytes) -> str:
    return hashlib.sha256(blob).hexdigest()


def write_manifest(folder: Path) -> Path:
    """Write the sizes and SHA-256 digests of a model's files beside them and return the manifest's path.

    Parameters
    ----------
    folder : Path
        Holds `FILES`.
    """
    names = [*FILES, *(name for name in FACT_FILES if (folder / name).exists())]
    blobs = {name: (folder / name).read_bytes() for name in names}
    listed = {name: {"bytes": len(blob), "sha256": _digest(blob)} for name, blob in blobs.items()}
    path = folder / MANIFEST
    path.write_text(json.dumps({"format": 1, "files": listed}, indent=2) + "\n", encoding="utf-8")
    return path


class ModelFiles:
    """The files of a model, each checked against the manifest before it is given out.

    Parameters
    ----------
    source : Path or mapping of bytes
        A model folder, or its files by name.

    Attributes
    ----------
    listed : dict
        Size in bytes and SHA-256 digest of each file, as the manifest has them.

    Raises
    ------
    ModelError
        If there is no manifest.

    Notes
    -----
    25 MB are hashed in 15 to 50 ms.  The check finds what was cut short, altered or mixed up; it is no signature.
    """

    def __init__(self, source: Path | Mapping[str, bytes]) -> None:
        self.source = source
        self.listed = self._read_manifest()

    def _place(self, name: str) -> str:
        return str(self.source / name) if isinstance(self.source, Path) else f"{name} of the saved language model"

    def _cure(self) -> str:
        if isinstance(self.source, Path):
            return "install triplewire again (pip install --force-reinstall), or name a complete model folder"
        return "save the pipeline again with to_disk or to_bytes"

    def _blob(self, name: str) -> bytes:
        if isinstance(self.source, Path):
            try:
                return (self.source / name).read_bytes()
            except OSError as exc:
                raise ModelError(
                    f"the language model has no file {self._place(name)} ({exc.strerror}); {self._cure()}"
                ) from exc
        if name not in self.source:
            raise ModelError(f"the saved language model holds no {name}; {self._cure()}")
        return self.source[name]

    def _read_manifest(self) -> dict[str, tuple[int, str]]:
        try:
            listed = json.loads(self._blob(MANIFEST))["files"]
            names = [*FILES, *(name for name in FACT_FILES if name in listed)]
            return {name: (int(listed[name]["bytes"]), str(listed[name]["sha256"])) for name in names}
        except (ValueError, KeyError, TypeError) as exc:
            raise ModelError(
                f"{self._place(MANIFEST)} is no list of the model's files with their digests; {self._cure()}"
            ) from exc

    def __getitem__(self, name: str) -> bytes:
        """Return the bytes of a file.

        Raises
        ------
        ModelError
            If it is missing, cut short or altered.
        """
        blob = self._blob(name)
        size, expected = self.listed[name]
        found = _digest(blob)
        if found != expected:
            harm = f"has {len(blob)} bytes, not {size}" if len(blob) != size else "was altered"
            raise ModelError(f"{self._place(name)} {harm}: expected sha256 {expected}, found {found}; {self._cure()}")
        return blob

    def all(self) -> dict[str, bytes]:
        """Return all files by name, checked, the manifest among them."""
        return {name: self._blob(name) if name == MANIFEST else self[name] for name in (*self.listed, MANIFEST)}

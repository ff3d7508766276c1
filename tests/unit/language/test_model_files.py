"""The model's files are checked before they are used."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from pathlib import Path

import pytest
import spacy

from kg.errors import ModelError
from kg.language.manifest import FACT_FILES, MANIFEST, ModelFiles, write_manifest
from kg.language.manifest import FILES as ALWAYS
from kg.language.reader import MODEL_FOLDER, Reader

FILES = (*ALWAYS, *FACT_FILES)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped model."""
    for name in (*FILES, MANIFEST):
        shutil.copy(MODEL_FOLDER / name, tmp_path / name)
    return tmp_path


def test_the_shipped_manifest_fits_the_shipped_files() -> None:
    listed = json.loads((MODEL_FOLDER / MANIFEST).read_text("utf-8"))["files"]
    assert set(listed) == set(FILES)
    for name, entry in listed.items():
        blob = (MODEL_FOLDER / name).read_bytes()
        assert entry == {"bytes": len(blob), "sha256": hashlib.sha256(blob).hexdigest()}


def test_the_shipped_folder_holds_nothing_else() -> None:
    assert {p.name for p in MODEL_FOLDER.iterdir()} == {*FILES, MANIFEST}


@pytest.mark.parametrize("name", [*FILES, MANIFEST])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelError, match="install triplewire again") as caught:
        Reader(folder)
    assert str(folder / name) in str(caught.value)


@pytest.mark.parametrize("name", FILES)
def test_a_file_cut_short_is_named_with_both_digests(folder: Path, name: str) -> None:
    whole = (folder / name).read_bytes()
    (folder / name).write_bytes(whole[:-100])
    with pytest.raises(ModelError, match=f"has {len(whole) - 100} bytes, not {len(whole)}") as caught:
        Reader(folder)
    message = str(caught.value)
    assert str(folder / name) in message
    assert f"expected sha256 {hashlib.sha256(whole).hexdigest()}" in message
    assert f"found {hashlib.sha256(whole[:-100]).hexdigest()}" in message
    assert "install triplewire again" in message


@pytest.mark.parametrize("name", FILES)
def test_one_altered_byte_is_found(folder: Path, name: str) -> None:
    blob = bytearray((folder / name).read_bytes())
    blob[len(blob) // 2] ^= 1
    (folder / name).write_bytes(blob)
    with pytest.raises(ModelError, match=r"was altered: expected sha256 [0-9a-f]{64}, found [0-9a-f]{64}"):
        Reader(folder)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"files": {"model.onnx": 1}}', "\xff"])
def test_a_broken_manifest_is_named(folder: Path, text: str) -> None:
    (folder / MANIFEST).write_bytes(text.encode("latin-1"))
    with pytest.raises(ModelError, match=r"manifest\.json is no list of the model's files"):
        Reader(folder)


def test_a_file_that_fits_the_manifest_but_is_no_model_is_named(folder: Path) -> None:
    (folder / "model.onnx").write_bytes(b"not a model")
    write_manifest(folder)
    with pytest.raises(ModelError, match=r"model\.onnx of the language model cannot be read"):
        Reader(folder)


def test_a_pipeline_saved_and_then_damaged_is_refused(folder: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("triplewire")
    nlp.to_disk(folder / "saved")
    (folder / "saved" / "triplewire" / "labels.onnx").write_bytes(b"")
    with pytest.raises(ModelError, match=r"labels\.onnx has 0 bytes, not \d+"):
        spacy.load(folder / "saved")


def test_a_saved_pipeline_keeps_a_model_of_its_own(folder: Path) -> None:
    nlp = spacy.blank("en")
    shipped = nlp.add_pipe("triplewire").reader
    nlp.to_disk(folder / "saved")
    assert spacy.load(folder / "saved").get_pipe("triplewire").reader.source == shipped.source, "loaded twice"
    own = folder / "saved" / "triplewire"
    (own / "labels.json").write_bytes((own / "labels.json").read_bytes() + b"\n")
    write_manifest(own)
    assert spacy.load(folder / "saved").get_pipe("triplewire").reader.source == own


def test_files_held_in_memory_are_checked_too() -> None:
    with pytest.raises(ModelError, match=r"holds no manifest\.json; save the pipeline again"):
        Reader({})
    files = ModelFiles(MODEL_FOLDER).all()
    with pytest.raises(ModelError, match=r"labels\.json of the saved language model has 0 bytes.*save the pipeline"):
        Reader(files | {"labels.json": b""})


def test_the_check_is_quick() -> None:
    files = ModelFiles(MODEL_FOLDER)
    took = []
    for _ in range(5):
        start = time.process_time()
        for name in FILES:
            files[name]
        took.append(time.process_time() - start)
    assert min(took) < 0.1  # 25 ms where this was written

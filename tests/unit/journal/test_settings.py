"""What makes articles be read again: whatever an extraction depends on, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from kg.config import Config
from kg.journal import settings
from kg.journal.settings import fingerprint, reading_fingerprint

ROOT = Path(__file__).resolve().parents[3]
COMPANY = ROOT / "examples" / "company-news"
PROGRAM = f"""
from kg.config import Config
from kg.journal.settings import fingerprint
from kg.vocabulary import load_vocabulary
own = load_vocabulary({str(COMPANY / "company.ttl")!r}, {str(COMPANY / "company.toml")!r})
print(fingerprint(Config(vocabulary=own)))
"""


def test_workers_and_dates_change_nothing() -> None:
    assert fingerprint(Config()) == fingerprint(Config(workers=4, date=date(2021, 3, 1)))


def test_what_changes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base = tmp_path / "own.kb"
    base.write_bytes(b"x")
    made = [Config(), Config(threshold=0.7), Config(licence="strict"), Config(open_triples=False), Config(linking=0.5),
            Config(base_iri="https://news.example/"), Config(kb=str(base)), Config(model="numpy")]  # fmt: skip
    found = [fingerprint(config) for config in made]
    base.write_bytes(b"xy")
    found.append(fingerprint(Config(kb=str(base))))
    other = tmp_path / "manifest.json"
    other.write_text("{}")
    monkeypatch.setattr(settings, "_MANIFEST", other)
    found.append(fingerprint(Config()))
    monkeypatch.setattr("kg.__version__", "9.9")
    found.append(fingerprint(Config()))
    assert len(set(found)) == len(made) + 3


def test_terms_of_the_users_own_count_alike_in_every_process() -> None:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    found = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={**env, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1
    assert found != {fingerprint(Config()) + "\n"}


def test_how_a_file_is_read() -> None:
    found = {
        reading_fingerprint(config, fields, fetching=fetching)
        for config in (Config(), Config(date=date(2021, 3, 1)))
        for fields in ({}, {"text": "body"})
        for fetching in (False, True)
    }
    assert len(found) == 8

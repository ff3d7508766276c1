"""What a command has loaded for good is not looked through for garbage."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import gc
from kg.pipeline import spare_collector
before = gc.get_freeze_count()
spare_collector()
kept = gc.get_freeze_count()
new = [object() for _ in range(10)]
spare_collector()
print(before == 0, kept > 1000, gc.get_freeze_count() == kept)
"""


LOADING = """
import gc
from kg.pipeline import loading, spare_collector
with loading():
    held = gc.isenabled()
    spare_collector()
    again = gc.isenabled()
with loading():
    pass
print(held, again, gc.isenabled())
"""


def test_no_garbage_is_collected_while_a_pipeline_is_loaded() -> None:
    done = subprocess.run([sys.executable, "-c", LOADING], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True", "True"]


def test_what_is_loaded_is_frozen_once() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True"] * 3

"""What the README says of `kg evaluate` is so: its gold is gold, and its commands run."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from ferry_gold import TEXT

from kg.evaluation import Inventory, gold_of

README = (Path(__file__).resolve().parents[3] / "README.md").read_text("utf-8")


def block(before: str, language: str) -> str:
    found = re.search(rf"{before}\n```{language}\n(.*?)\n```", README, re.DOTALL)
    assert found
    return found[1]


def test_the_gold_of_the_readme_is_gold_and_its_commands_run(tmp_path: Path) -> None:
    gold = block("`kg evaluate` tells how much of it is found:\n", "json")
    assert len(gold_of(json.loads(gold), Inventory.of_ontology(), source="README.md").entities) == 3
    (tmp_path / "gold" / "articles").mkdir(parents=True)
    (tmp_path / "gold" / "ferry.json").write_text(gold, "utf-8")
    (tmp_path / "gold" / "articles" / "ferry.txt").write_text(TEXT, "utf-8")
    env = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-e", "-c", block("<!-- needs gold -->", "sh")], cwd=tmp_path, env=env, capture_output=True, text=True,
        timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "by extractor (relations)" in done.stdout
    assert (tmp_path / "report.html").stat().st_size > 10_000

"""What is promised is so: help, exported names, and every command and program of the README."""

from __future__ import annotations

import ast
import difflib
import importlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.main import get_command

import kg
from kg.cli import app

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
COMMANDS = sorted(get_command(app).commands)  # type: ignore[attr-defined]
#: A comment before a block that needs more than the package; `tests/live` runs those.
MARK = "<!-- needs"
WIDTH = "110"


def run_kg(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command as a user does."""
    program = Path(sys.executable).with_name("kg")
    env = {**os.environ, "COLUMNS": WIDTH, "PYTHONIOENCODING": "utf-8", **environment}
    return subprocess.run([str(program), *arguments], cwd=cwd, env=env, capture_output=True, text=True, timeout=300)


@dataclass(frozen=True)
class Block:
    """A fenced block of the README: its language, its text, where it stands, what the line before it says."""

    language: str
    text: str
    line: int
    before: str

    @property
    def live(self) -> bool:
        return self.before.startswith(MARK)


def blocks(text: str) -> Iterator[Block]:
    lines = text.splitlines()
    start, before = -1, ""
    for number, line in enumerate(lines):
        if line.startswith("```") and start < 0:
            start = number
            before = next((x for x in reversed(lines[:number]) if x.strip()), "")
        elif line.startswith("```"):
            yield Block(lines[start][3:].strip(), "\n".join(lines[start + 1 : number]), start + 2, before)
            start = -1


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help_with_an_example(command: str, tmp_path: Path) -> None:
    done = run_kg(command, "--help", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert f"Example: kg {command}" in " ".join(done.stdout.split())
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_each_option_is_explained(command: str) -> None:
    found = get_command(app).commands[command]  # type: ignore[attr-defined]
    assert found.help
    assert [p.name for p in found.params if not getattr(p, "help", "")] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_help_breaks_lines_where_the_terminal_does(command: str) -> None:
    found = get_command(app).commands[command]  # type: ignore[attr-defined]
    assert not [paragraph for paragraph in str(found.help).split("\n\n") if "\n" in paragraph]


def test_help_lists_every_command(tmp_path: Path) -> None:
    done = run_kg("--help", cwd=tmp_path)
    assert [c for c in COMMANDS if c not in done.stdout] == []


def exported_modules() -> list[str]:
    names = []
    for package in ("kg", "ontology", "loaders"):
        for path in sorted((ROOT / package).rglob("*.py")):
            if "__all__ = " in path.read_text("utf-8"):
                name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
                names.append(name.removesuffix(".__init__"))
    return names


@pytest.mark.parametrize("name", exported_modules())
def test_all_lists_what_is_public(name: str) -> None:
    module = importlib.import_module(name)
    source = ast.parse(Path(str(module.__file__)).read_text("utf-8"))
    public = {
        node.name
        for node in source.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_")
    }
    listed = list(module.__all__)
    assert len(listed) == len(set(listed))
    assert public - set(listed) == set(), f"{name} defines public names that __all__ does not list"
    assert [n for n in listed if not hasattr(module, n)] == []


def test_the_package_exports_a_sorted_list() -> None:
    assert kg.__all__ == sorted(kg.__all__)


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as it stands after the README's first command: the sample articles, and the graph of them."""
    place = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "examples", place / "examples")
    first = next(blocks(README.read_text("utf-8"))).text.splitlines()[0]
    steps = [shlex.split(s) for s in first.split("&&") if s.strip().startswith(".venv/bin/kg ")]
    assert steps, "the first command of the README does not run kg"
    for step in steps:
        done = run_kg(*step[1:], cwd=place)
        assert done.returncode == 0, done.stderr
    return place


def test_the_readme_begins_with_two_commands() -> None:
    first = next(blocks(README.read_text("utf-8")))
    assert first.line < 20
    commands = first.text.splitlines()
    assert len(commands) == 2
    assert commands[0].startswith("python3 -m venv .venv &&")
    assert "pytest" in commands[1]


def test_the_programs_of_the_readme_run(workplace: Path) -> None:
    programs = [b for b in blocks(README.read_text("utf-8")) if b.language == "python" and not b.live]
    assert programs
    for block in programs:
        program = [sys.executable, "-W", "error", "-c", block.text]
        done = subprocess.run(program, cwd=workplace, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, f"README.md, line {block.line}:\n{done.stderr}"


def test_the_commands_of_the_readme_print_what_it_shows(workplace: Path, request: pytest.FixtureRequest) -> None:
    lines = README.read_text("utf-8").splitlines()
    found = list(blocks("\n".join(lines)))
    new: list[tuple[Block, list[str]]] = []
    ran = 0
    for block, after in zip(found[1:], [*found[2:], None], strict=True):
        if block.language != "sh" or block.live:
            continue
        printed = ""
        for line in re.sub(r"\\\n\s*", " ", block.text).splitlines():
            words = shlex.split(line, comments=True)
            if not words:
                continue
            assert words[0] == "kg", f"README.md, line {block.line}: {line}"
            done = run_kg(*words[1:], cwd=workplace)
            assert done.returncode == 0, f"README.md, line {block.line}: {line}\n{done.stderr}"
            printed += done.stdout
            ran += 1
        if after is None or after.language != "text":
            continue
        new.append((after, [x.rstrip() for x in printed.strip("\n").splitlines()]))
    assert ran >= 3
    for block, shown in reversed(new):
        difference = "\n".join(difflib.unified_diff(block.text.splitlines(), shown, "README", "now"))
        if request.config.getoption("--repin"):
            lines[block.line - 1 : block.line - 1 + len(block.text.splitlines())] = shown
        else:
            assert not difference, f"README.md, line {block.line}: run this test with --repin\n{difference}"
    if request.config.getoption("--repin"):
        README.write_text("\n".join(lines) + "\n", "utf-8")


def test_links_of_the_readme_lead_somewhere() -> None:
    for page in (README, ROOT / "examples" / "README.md", ROOT / "CONTRIBUTING.md"):
        for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text("utf-8")):
            assert target.startswith("https://") or (page.parent / target).exists(), f"{page.name}: {target}"

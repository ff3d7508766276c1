"""The bones of the package, held by reading its source: who imports whom, how long things are, what is documented."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("ontology", "kg", "loaders")
MODULES = tuple(sorted(p.relative_to(ROOT) for package in PACKAGES for p in (ROOT / package).rglob("*.py")))
#: What each package may import of the others.
ALLOWED = {"ontology": set(), "kg": {"ontology"}, "loaders": {"ontology", "kg"}}
MOST_LINES, MOST_FUNCTION_LINES = 400, 60


@cache
def tree(module: Path) -> ast.Module:
    return ast.parse((ROOT / module).read_text("utf-8"), filename=str(module))


def imports(module: Path) -> Iterator[str]:
    """Yield the full names that a module imports, wherever in it."""
    package = module.parts[:-1]
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = list(package[: len(package) - node.level + 1]) if node.level else []
            prefix = ".".join([*base, *([node.module] if node.module else [])])
            yield prefix
            yield from (f"{prefix}.{alias.name}" for alias in node.names)


def functions(module: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    yield from (n for n in ast.walk(tree(module)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


def public_members(body: list[ast.stmt], owner: str) -> Iterator[tuple[str, ast.AST]]:
    """Yield public functions, classes and methods of module level, with their dotted names."""
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            yield f"{owner}.{node.name}", node
        elif isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield f"{owner}.{node.name}", node
            yield from public_members(node.body, f"{owner}.{node.name}")


def names(condition: str, found: list[str]) -> None:
    assert not found, f"{condition}:\n  " + "\n  ".join(found)


def test_the_packages_are_there() -> None:
    assert {m.parts[0] for m in MODULES} == set(PACKAGES)
    assert len(MODULES) > 30


@pytest.mark.parametrize("package", PACKAGES)
def test_imports_go_one_way(package: str) -> None:
    wrong = [
        f"{module} imports {name}"
        for module in MODULES
        if module.parts[0] == package
        for name in imports(module)
        if name.split(".")[0] in set(PACKAGES) - ALLOWED[package] - {package}
    ]
    names(f"{package} may import {sorted(ALLOWED[package])} alone", wrong)


def test_loaders_are_looked_up_by_name_in_few_places() -> None:
    allowed = {Path("kg/__init__.py"), Path("kg/graph.py"), Path("kg/registry.py"), Path("kg/explorer/service.py")}
    wrong = [
        str(module)
        for module in MODULES
        if module.parts[:2] != ("kg", "cli") and module not in allowed and "kg.registry.loaders" in set(imports(module))
        and module.parts[0] != "loaders"
    ]  # fmt: skip
    names("only the command line, kg.build, the graph and the explorer look loaders up", wrong)


def test_nothing_imports_the_command_line() -> None:
    wrong = [
        f"{module} imports {name}"
        for module in MODULES
        if module.parts[:2] not in {("kg", "cli"), ("kg", "__main__.py")}
        for name in imports(module)
        if name == "kg.cli" or name.startswith("kg.cli.")
    ]
    names("the command line is the outermost part", wrong)


def test_no_module_is_long() -> None:
    lengths = {module: len((ROOT / module).read_text("utf-8").splitlines()) for module in MODULES}
    names(f"at most {MOST_LINES} lines", [f"{m}: {n}" for m, n in lengths.items() if n > MOST_LINES])


def test_no_function_is_long() -> None:
    found = [
        f"{module}:{f.lineno} {f.name}: {f.end_lineno - f.lineno + 1}"
        for module in MODULES
        for f in functions(module)
        if f.end_lineno is not None and f.end_lineno - f.lineno + 1 > MOST_FUNCTION_LINES
    ]
    names(f"at most {MOST_FUNCTION_LINES} lines", found)


def test_no_shortcuts() -> None:
    found = []
    for module in MODULES:
        if module.name in ("utils.py", "helpers.py", "common.py", "misc.py"):
            found.append(f"{module}: name a module after what it holds")
        for node in ast.walk(tree(module)):
            line = f"{module}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.ExceptHandler) and node.type is None:
                found.append(f"{line} bare except")
            if isinstance(node, ast.ImportFrom) and any(a.name == "*" for a in node.names):
                found.append(f"{line} import *")
            if isinstance(node, ast.Global):
                found.append(f"{line} global")
            is_print = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
            if is_print and module.parts[:2] != ("kg", "cli"):
                found.append(f"{line} print")
    names("house style", found)


def test_everything_public_is_documented_and_annotated() -> None:
    found = []
    for module in MODULES:
        body = tree(module)
        if body.body and not ast.get_docstring(body):
            found.append(f"{module}: no docstring")
        for name, node in public_members(body.body, ".".join(module.with_suffix("").parts)):
            assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            overloaded = any(isinstance(d, ast.Name) and d.id == "overload" for d in node.decorator_list)
            if not ast.get_docstring(node) and not overloaded:
                found.append(f"{name}: no docstring")
            if not isinstance(node, ast.ClassDef) and node.returns is None:
                found.append(f"{name}: no return annotation")
    names("public names are documented and annotated", found)


def test_the_largest_figures_are_what_the_style_asks_for() -> None:
    lines = sorted(len((ROOT / m).read_text("utf-8").splitlines()) for m in MODULES)
    sizes = sorted(f.end_lineno - f.lineno + 1 for m in MODULES for f in functions(m) if f.end_lineno is not None)
    assert lines[len(lines) // 2] <= 200, "half of the modules are longer than 200 lines"
    assert sizes[len(sizes) // 2] <= 15, "half of the functions are longer than 15 lines"

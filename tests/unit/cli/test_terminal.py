"""What a terminal gets that a file does not: colour, unless it is not wanted, and lines that fit."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

KG = str(Path(sys.executable).with_name("kg"))
_ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def on_terminal(*arguments: object, columns: int = 80, **environment: str) -> str:
    """Run the command on a terminal of so many columns and return what it shows."""
    outer, inner = pty.openpty()
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    env = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES", "NO_COLOR", "CI", "FORCE_COLOR")}
    env |= {"TERM": "xterm-256color", **environment}
    with subprocess.Popen([KG, *map(str, arguments)], stdin=inner, stdout=inner, stderr=inner, env=env) as process:
        os.close(inner)
        shown = b""
        try:
            while part := os.read(outer, 65_536):
                shown += part
        except OSError:  # Linux ends a terminal that nobody holds open so
            pass
        assert process.wait(60) == 0, shown.decode()
    os.close(outer)
    return shown.decode("utf-8")


def test_a_terminal_gets_colour_and_nothing_else_of_the_text(store: Path) -> None:
    shown = on_terminal("show", store, "Delta Mills")
    assert _ESCAPE.search(shown)
    plain = _ESCAPE.sub("", shown)
    assert "\x1b" not in plain
    assert "<U+001B>[31mEvil" in plain


def test_no_color_is_heeded(store: Path) -> None:
    shown = on_terminal("show", store, "Delta Mills", NO_COLOR="1")
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]", shown)
    assert "✓ fact" in shown


@pytest.mark.parametrize("columns", [40, 60, 80, 132])
def test_lines_fit_the_terminal(store: Path, columns: int) -> None:
    for arguments in (("show", store, "Delta Mills"), ("query", store, "--example", "facts"), ("--help",)):
        lines = _ESCAPE.sub("", on_terminal(*arguments, columns=columns)).replace("\r", "").split("\n")
        assert max(map(len, lines)) <= columns, arguments


def test_evidence_is_marked_in_colour(store: Path) -> None:
    shown = on_terminal("show", store, "Delta Mills")
    (local,) = set(re.findall(r"st-[0-9a-f]{12}", shown[shown.index("possible") : shown.index("denied")]))
    evidence = on_terminal("explain", store, local)
    assert re.search(r"\x1b\[[0-9;]+mclose\x1b\[0m", evidence)
    assert re.search(r"\x1b\[[0-9;]+mBram Kuyper\x1b\[0m", evidence)
    assert len(set(re.findall(r"\x1b\[([0-9;]+)m(?:It|may|close|plant|told)\x1b", evidence))) == 5

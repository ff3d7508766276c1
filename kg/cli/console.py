"""What the commands write on: data to stdout, everything else to stderr, hostile text made harmless."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.box import Box
    from rich.console import Console, RenderableType
    from rich.text import Text

__all__ = [
    "box_of", "clean", "complain", "data_console", "notes_console", "plain", "put", "say", "speaks", "write_text",
]  # fmt: skip

#: Width of tables that are written to a file or a pipe, where nothing needs to wrap.
_UNBOUNDED = 4_000
#: Blanks before the end of a line and the styles that end there.
_TRAILING = re.compile(r" +((?:\x1b\[[\d;]*m)*)$", re.MULTILINE)


def clean(text: str) -> str:
    """Make text from an article safe to show on one line of a terminal.

    Control and format characters (escape sequences, text direction) become their code points in
    brackets, white space becomes a blank; half of a surrogate pair becomes the replacement
    character.

    Examples
    --------
    >>> clean("one" + chr(10) + "two " + chr(27) + "[31m")
    'one two <U+001B>[31m'
    """
    shown = []
    for char in text:
        if char.isspace():
            shown.append(" ")
        elif unicodedata.category(char) in ("Cc", "Cf", "Cn", "Co"):
            # zero-width joiners shape emoji and some scripts and do no harm
            shown.append(char if char in "\u200c\u200d" else f"<U+{ord(char):04X}>")
        else:
            shown.append("\ufffd" if unicodedata.category(char) == "Cs" else char)
    return " ".join("".join(shown).split())


def plain(text: str, style: str = "") -> Text:
    """Return text for a rich table with no markup in it and no control characters."""
    from rich.text import Text

    return Text(clean(text), style=style)


def speaks(stream: TextIO, text: str) -> bool:
    """Return whether a stream's encoding holds all characters of a text."""
    try:
        text.encode(getattr(stream, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _console(stream: TextIO) -> Console:
    from rich.console import Console

    class Quitting(Console):
        """A console that leaves a closed pipe to the caller, where rich would end the process."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="backslashreplace")
    width = None
    if not stream.isatty():
        columns = os.environ.get("COLUMNS", "")
        width = int(columns) if columns.isdigit() and int(columns) > 0 else _UNBOUNDED
    colour = stream.isatty() and not os.environ.get("NO_COLOR")
    return Quitting(
        file=stream,
        width=width,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=False,
        no_color=not colour,
        color_system="auto" if colour else None,
        force_terminal=None if stream.isatty() else False,
    )


def data_console() -> Console:
    """Return the console of stdout, for tables that are the command's answer."""
    return _console(sys.stdout)


def notes_console() -> Console:
    """Return the console of stderr, for progress, notices and errors."""
    return _console(sys.stderr)


def put(*renderables: RenderableType, console: Console | None = None) -> None:
    """Write tables or text, by default to stdout, each on lines of its own without blanks at their ends."""
    console = console or data_console()
    with console.capture() as held:
        for renderable in renderables:
            console.print(renderable)
    console.file.write(_TRAILING.sub(r"\1", held.get()))
    console.file.flush()


def box_of(stream: TextIO | None = None) -> Box:
    """Return the lines of a table that a stream (by default stdout) can show."""
    from rich import box

    return box.SIMPLE_HEAD if speaks(stream or sys.stdout, "─") else box.ASCII2


def say(message: str) -> None:
    """Write a notice to stderr."""
    print(clean(message), file=_safe(sys.stderr))


def complain(message: str) -> None:
    """Write an error as one line to stderr."""
    say(f"kg: {message}")


def write_text(text: str) -> None:
    """Write data to stdout as UTF-8, unaltered, whatever the terminal's encoding."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))
    sys.stdout.buffer.flush()


def _safe(stream: TextIO) -> TextIO:
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="backslashreplace")
    return stream

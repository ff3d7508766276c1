"""The command line: ``kg build``, ``kg extract``, ``kg query`` and the others, one file each.

What a command answers goes to stdout; progress, notices and errors go to stderr. Exit codes: 0
all went well, 1 something could not be read or written, 2 the command line is wrong, 130
interrupted. Command modules import the heavy parts when they run, so that help is quick.
"""

from __future__ import annotations

import logging
import os
import sys
import warnings
from collections.abc import Callable, Sequence
from contextvars import copy_context
from functools import partial, wraps
from inspect import cleandoc
from typing import Annotated

import typer

from kg.cli import (
    belief,
    build,
    corrections,
    diff,
    digest,
    doctor,
    evaluate,
    explain,
    export,
    extract,
    figures,
    forget,
    kb,
    load,
    mcp,
    merges,
    neo4j,
    ontology,
    plugins,
    query,
    serve,
    show,
    sparql,
    timeline,
    validate,
)
from kg.cli.console import complain
from kg.errors import ConfigError, TriplewireError

__all__ = ["app", "main"]

EPILOG = "Example: kg build articles/ -o graph, then kg query graph --example q01. More: kg COMMAND --help"

app = typer.Typer(
    name="kg", no_args_is_help=True, rich_markup_mode="rich", pretty_exceptions_enable=False, add_completion=True
)
_UsageError: type[Exception] = typer.BadParameter.__bases__[0]


def _version(wanted: bool) -> None:
    if wanted:
        from kg import __version__

        print(f"kg {__version__}")
        raise typer.Exit


@app.callback(epilog=EPILOG)
def _common(
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log what happens, with traces of errors.")] = False,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print it.")] = False,
) -> None:
    """English news articles in, a knowledge graph out: who did what, who says so, and whether it happened."""
    logging.basicConfig(level=logging.DEBUG if verbose else logging.ERROR, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("kg.vocabulary").setLevel(logging.DEBUG if verbose else logging.WARNING)
    if not verbose:
        warnings.simplefilter("ignore")


def _hush() -> None:
    """Let the interpreter's last flush of a closed pipe or a full disk go nowhere."""
    null = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(null, stream.fileno())
    os.close(null)


def _file_error(exc: OSError) -> str:
    name = str(exc.filename) if exc.filename else "the output"
    return f"{name}: {exc.strerror or exc}; make room or give another place, then run it again"


def _attempt(call: Callable[[], object]) -> int:
    """Run something and return the exit code; an error becomes one line on stderr."""
    try:
        # what a command makes known, such as the terms of an ontology, is known to it alone
        code = copy_context().run(call)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except _UsageError as exc:
        return _usage(exc)
    except (KeyboardInterrupt, typer.Abort):
        complain("interrupted")
        return 130
    except BrokenPipeError:
        _hush()
        return 141
    except TriplewireError as exc:
        logging.getLogger(__name__).debug("the command failed", exc_info=True)
        complain(str(exc))
        return 2 if isinstance(exc, ConfigError) else 1
    except ImportError as exc:
        logging.getLogger(__name__).debug("the command failed", exc_info=True)
        complain(f"a part that is needed cannot be imported: {exc}; see kg doctor, or install Triplewire again")
        return 1
    except OSError as exc:
        logging.getLogger(__name__).debug("the command failed", exc_info=True)
        complain(_file_error(exc))
        _hush()
        return 1


def _guarded(command: Callable[..., int]) -> Callable[..., int]:
    """Handle a command's errors before typer does, which is silent about an interruption."""

    @wraps(command)
    def run(**options: object) -> int:
        return _attempt(partial(command, **options))

    run.__doc__ = _flowing(command.__doc__ or "")
    return run


def _flowing(text: str) -> str:
    """Return a docstring with each paragraph on one line: typer keeps line breaks, which fit few terminals."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in cleandoc(text).split("\n\n"))


_COMMANDS = (
    build, extract, query, serve, mcp, sparql, validate, export, load, show, timeline, diff, explain, belief, figures,
    forget, digest, evaluate, ontology, plugins, doctor,
)  # fmt: skip
for _module in _COMMANDS:
    app.command(_module.NAME, epilog=f"Example: {_module.EXAMPLE}")(_guarded(_module.command))

_neo4j = typer.Typer(name=neo4j.NAME, no_args_is_help=True, help="What Neo4j Browser needs to show the graph well.")
_neo4j.command(neo4j.GUIDE, epilog=f"Example: {neo4j.EXAMPLE}")(_guarded(neo4j.guide))
_kb = typer.Typer(name=kb.NAME, no_args_is_help=True, help="Knowledge bases of names, to which entities are linked.")
for _name, _function, _example in kb.COMMANDS:
    _kb.command(_name, epilog=f"Example: {_example}")(_guarded(_function))
app.add_typer(_kb, epilog=f"Example: {kb.EXAMPLE}")
app.add_typer(_neo4j, epilog=f"Example: {neo4j.EXAMPLE}")

_merges = typer.Typer(
    name=merges.NAME, no_args_is_help=True,
    help="Who is who across articles: look at decisions, take them back, decide.",
)  # fmt: skip
for _name, _call in merges.COMMANDS.items():
    _merges.command(_name, epilog=f"Example: {merges.EXAMPLES[_name]}")(_guarded(_call))
app.add_typer(_merges, epilog=f"Example: {merges.EXAMPLE}")
_corrections = typer.Typer(
    name=corrections.NAME, no_args_is_help=True,
    help="Statements that are wrong: taken out of a graph, and back.",
)  # fmt: skip
for _name, _call in corrections.COMMANDS.items():
    _corrections.command(_name, epilog=f"Example: {corrections.EXAMPLES[_name]}")(_guarded(_call))
app.add_typer(_corrections, epilog=f"Example: {corrections.EXAMPLE}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    Parameters
    ----------
    arguments : sequence of str, optional
        By default those of the process.
    """
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):  # more threads of numpy only wait for each other
        os.environ.setdefault(name, "1")
    words = list(sys.argv[1:] if arguments is None else arguments)
    return _attempt(lambda: app(args=words, prog_name="kg", standalone_mode=False))


def _usage(exc: Exception) -> int:
    context = getattr(exc, "ctx", None)
    message = str(exc.format_message() if hasattr(exc, "format_message") else exc)
    if not message:  # no arguments at all: the help has been shown
        return 2
    command = context.command_path if context else "kg"
    complain(f"{message.rstrip('.')} (see {command} --help)")
    return 2

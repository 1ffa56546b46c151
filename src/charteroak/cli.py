"""The command ``charteroak``: one parser, one module for each command.

Exit codes: 0 good, 1 findings, 2 usage (an unknown name, a text that cannot be read).
A command's module is imported only when it is called, so that a desk waits for nothing.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import charteroak
from charteroak.core.errors import CharterOakError

GOOD, FINDINGS, USAGE = 0, 1, 2
COMMANDS = ("ask", "facts", "check", "compare", "conform", "replay", "bundle", "render")
SUMMARY = {
    "ask": "answer a request, or ask for the facts one question at a time",
    "facts": "list the facts, answers, acts and papers of a memo",
    "check": "prove that texts have no hole, and list what is wrong",
    "compare": "say exactly which answers differ between two versions",
    "conform": "prove that a plan keeps to the memo it adopts",
    "replay": "answer millions of records from CSV or Parquet, or print the SQL that does",
    "bundle": "write the small JSON file that answers offline",
    "render": "write a text as a web page",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; errors are printed for people, never traced."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser = command_parser(given[0] if given and given[0] in COMMANDS else None)
    options = parser.parse_args(given)
    if options.command is None:
        parser.print_help()
        return USAGE
    module = importlib.import_module(f"charteroak.commands.{options.command}")
    try:
        return int(module.run(options))
    except CharterOakError as error:
        print(f"charteroak {options.command}: {error}", file=sys.stderr)
    except OSError as error:
        print(f"charteroak {options.command}: {error.strerror}: {error.filename}", file=sys.stderr)
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
    except BrokenPipeError:  # pragma: no cover - the reader of our output has gone away
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return USAGE


def command_parser(only: str | None = None) -> argparse.ArgumentParser:
    """Return the parser; with ``only``, just that command's options are filled in."""
    parser = argparse.ArgumentParser(
        prog="charteroak",
        description="Official guidance that answers: memos in Markdown whose decision tables run.",
        epilog="Not legal advice. `charteroak COMMAND --help` shows an example of each command.",
    )
    parser.add_argument("--version", action="version", version=_version())
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name in COMMANDS:
        command = commands.add_parser(
            name, help=SUMMARY[name], formatter_class=argparse.RawDescriptionHelpFormatter
        )
        if only in {None, name}:
            module = importlib.import_module(f"charteroak.commands.{name}")
            command.description = module.__doc__
            module.add_options(command)
            _add_common(command)
    return parser


def _add_common(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--guidance",
        type=Path,
        metavar="DIR",
        default=None,
        help="the directory of texts (default: CHARTEROAK_GUIDANCE, else the texts shipped)",
    )


def _version() -> str:
    return f"charteroak {charteroak.__version__}"


if __name__ == "__main__":
    sys.exit(main())

"""The command ``charteroak``: one parser, one module for each command.

Exit codes: 0 good, 1 findings, 2 usage (an unknown name, a text that cannot be read).
A command's module is imported only when it is called, so that a desk waits for nothing.
"""

from __future__ import annotations

import argparse
import importlib
import re
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import charteroak
from charteroak.commands.output import abandon_output, complain, prepare_streams
from charteroak.core.errors import MOST_LISTED, CharterOakError, UnknownNameError
from charteroak.terminal import width, wrapped

GOOD, FINDINGS, USAGE = 0, 1, 2
# What a shell reports of a program that Ctrl-C stopped, and of one whose reader went away.
STOPPED, UNREAD = 130, 141
COMMANDS = (
    "ask",
    "facts",
    "check",
    "compare",
    "conform",
    "replay",
    "bundle",
    "render",
    "serve",
    "work",
    "memo",
    "ledger",
    "sealing",
    "mail",
    "directory",
)
SUMMARY = {
    "ask": "answer a request, or ask for the facts one question at a time",
    "facts": "list the texts, or what a memo can be asked",
    "check": "prove that texts have no hole, and list what is wrong",
    "compare": "say exactly which answers differ between two versions",
    "conform": "prove that a plan keeps to the memo it adopts",
    "replay": "answer millions of records from CSV or Parquet, or print the SQL that does",
    "bundle": "write the small JSON file that answers offline",
    "render": "write a text as a web page",
    "serve": "serve the desk, requests and guidance as a web site",
    "work": "send mail, pass referrals on, sign checkpoints",
    "memo": "bring a memo in, write it out, list memos, make an office's key",
    "ledger": "verify the ledger, write it out, sign a checkpoint",
    "sealing": "make the key that seals names",
    "mail": "see what mail waits or failed; pause, resume, send again",
    "directory": "keep the directory of agencies",
}
ABOUT = "Official guidance that answers: memos in Markdown whose decision tables run."
ADVICE = "“charteroak COMMAND --help” shows examples of each command.  Not legal advice."
EXAMPLES = "\nExamples:\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; errors are printed for people, never traced."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    speaker = f"charteroak {given[0]}" if given and given[0] in COMMANDS else "charteroak"
    prepare_streams()
    try:
        return _run(given)
    except CharterOakError as error:
        complain(speaker, f"{error}{_advice(error)}")
    except BrokenPipeError:
        abandon_output()
        return UNREAD
    except OSError as error:
        complain(speaker, ": ".join(filter(None, [error.strerror or str(error), error.filename])))
        abandon_output()
    except (MemoryError, RecursionError):
        complain(speaker, "this guidance is too large to be worked out on this machine")
    except KeyboardInterrupt:
        print(file=sys.stderr)
        complain(speaker, "stopped")
        return STOPPED
    return USAGE


def _run(given: list[str]) -> int:
    """Read the arguments, run the command they name, and send off all that it prints."""
    try:
        options = _options(given)
        module = importlib.import_module(f"charteroak.commands.{options.command}")
        code = int(module.run(options))
    except SystemExit as leaving:  # argparse has printed the help, the version or a complaint
        code = int(leaving.code or GOOD)
    if sys.stdout is not None:
        sys.stdout.flush()
    return code


def _options(given: list[str]) -> argparse.Namespace:
    """Return the options that the arguments give.

    Raises:
        UnknownNameError: there is no such command or option; with the nearest.
        CharterOakError: there is one word too many.
        SystemExit: the help or the version was printed, or argparse has said what is wrong.
    """
    first = given[0] if given else ""
    if given and not first.startswith("-") and first not in COMMANDS:
        raise UnknownNameError("a command of charteroak", first, COMMANDS)
    parser = command_parser(first)
    options, left = parser.parse_known_args(given)
    for word in left:
        _refuse(word, first, options.parser if options.command else parser)
    if options.version:
        print(f"charteroak {charteroak.__version__}")
        raise SystemExit(GOOD)
    if options.command is None:
        parser.print_help()
        raise SystemExit(USAGE)
    return options


def _refuse(word: str, command: str, parser: argparse.ArgumentParser) -> None:
    """Refuse a word that the parser could not place."""
    if word.startswith("-"):
        known = sorted(set(re.findall(r"--[a-z][a-z-]*", parser.format_help())))
        kind = f"an option of {command}" if command in COMMANDS else "an option"
        raise UnknownNameError(kind, word.partition("=")[0], known)
    message = f"“{word}” is one word too many; put quotes round a name of several words"
    raise CharterOakError(message)


def _advice(error: CharterOakError) -> str:
    """Return where all names are listed, where the error could not list them."""
    if isinstance(error, UnknownNameError) and len(error.allowed) > MOST_LISTED:
        return "\n“charteroak facts” lists the texts, “charteroak facts TEXT” all that it knows."
    return ""


def command_parser(only: str = "") -> argparse.ArgumentParser:
    """Return the parser; the options of the command ``only`` are filled in."""
    # With its width given, argparse need not load what measures the terminal.
    formatter = partial(argparse.RawDescriptionHelpFormatter, width=width() - 2)
    parser = argparse.ArgumentParser(
        prog="charteroak",
        formatter_class=formatter,
        description=wrapped(ABOUT),
        epilog=wrapped(ADVICE),
        allow_abbrev=False,
    )
    parser.add_argument("-V", "--version", action="store_true", help="show the version and exit")
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", title="commands", prog="charteroak"
    )
    for name in COMMANDS:
        command = commands.add_parser(
            name, help=SUMMARY[name], formatter_class=formatter, allow_abbrev=False
        )
        if name == only:
            _fill(command, name)
    return parser


def _fill(command: argparse.ArgumentParser, name: str) -> None:
    """Give the parser of one command its options; its module's docstring is the help."""
    module = importlib.import_module(f"charteroak.commands.{name}")
    about, heading, examples = (module.__doc__ or "").partition(EXAMPLES)
    paragraphs = about.strip().split("\n\n")
    command.description = "\n\n".join(map(wrapped, paragraphs))
    command.epilog = f"{heading.strip()}\n{examples.rstrip()}"
    module.add_options(command)
    command.add_argument(
        "--guidance",
        type=Path,
        metavar="DIR",
        help="the directory of texts (default: CHARTEROAK_GUIDANCE, else the texts shipped)",
    )
    command.set_defaults(parser=command)


if __name__ == "__main__":
    sys.exit(main())

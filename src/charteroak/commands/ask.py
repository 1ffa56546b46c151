"""Answer a request under a memo, or ask for the facts one question at a time.

At a terminal and without --json this is an interview: one question at a time; b goes back, ?
tells why it is asked and how to tell, and “not sure” is always an answer.  Otherwise it answers
from the facts given.

Examples:
  charteroak ask
  charteroak ask ct/law-enforcement --paper I-247A
  charteroak ask ct/law-enforcement --on 2020-03-01 --act hold \\
    --fact "judicial warrant=no" --fact "detainer=form I-247" --json
  charteroak ask ct/54-192h --act hold \\
    --record "conviction: class=C, date=2012-05-01"
"""

from __future__ import annotations

import argparse
from datetime import date

from charteroak.commands.options import add_json, compiled, day_option, texts_in_force, today
from charteroak.commands.output import print_json
from charteroak.commands.request import add_request, request_from
from charteroak.core.errors import CharterOakError, NoVersionError
from charteroak.core.library import Library
from charteroak.core.situation import Request
from charteroak.shipped import open_library
from charteroak.terminal import interactive, wrapped


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``ask``."""
    parser.add_argument(
        "text", nargs="?", metavar="TEXT", help="a memo, ct/law-enforcement, a version, or a file"
    )
    parser.add_argument(
        "--on", type=day_option, metavar="DATE", help="the day the request came in (default: today)"
    )
    add_request(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Answer, or hold the interview; return the exit code."""
    library = open_library(options.guidance)
    day = options.on or today()
    request = request_from(options)
    try:
        if interactive() and not options.json:
            from charteroak.commands.interview import hold_interview  # noqa: PLC0415 - not for all

            return hold_interview(library, options.text, day, request)
        return _answer(library, options, day, request)
    except NoVersionError as error:
        return _no_rule(options, day, request, str(error))


def _answer(library: Library, options: argparse.Namespace, day: date, request: Request) -> int:
    """Print the answer to the facts given."""
    from charteroak.core.answer import answer  # noqa: PLC0415 - not needed where nothing is found

    if options.text is None:
        raise CharterOakError(_which_text(library, day))
    guidance = compiled(library, options.text, day)
    found = answer(guidance, request)
    if options.json:
        from charteroak.core.answer_record import answer_record  # noqa: PLC0415 - only for JSON

        print_json(answer_record(found))
    else:
        from charteroak.commands.answer_text import answer_lines  # noqa: PLC0415 - only for people

        print("\n".join(answer_lines(found, guidance)))
    return 0

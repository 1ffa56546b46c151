r"""Answer a request under a memo, or ask for the facts one question at a time.

At a terminal and without --json this is an interview: one question at a time; b goes back, ?
tells why it is asked and how to tell, and “not sure” is always an answer.  Otherwise it answers
from the facts given.

Examples:
  charteroak ask
  charteroak ask ct/law-enforcement --paper I-247A
  charteroak ask ct/law-enforcement --on 2020-03-01 --act hold \
    --fact "judicial warrant=no" --fact "detainer=form I-247" --json
  charteroak ask ct/54-192h --act hold \
    --record "conviction: class=C, date=2012-05-01"
"""

from __future__ import annotations

import argparse
from datetime import date

from charteroak.commands.answer_text import answer_lines
from charteroak.commands.interview import hold_interview
from charteroak.commands.no_rule import no_rule_lines, no_rule_record
from charteroak.commands.options import add_json, compiled, day_option, texts_in_force, today
from charteroak.commands.output import print_json
from charteroak.commands.request import add_request, request_from
from charteroak.core.answer import answer
from charteroak.core.answer_record import answer_record
from charteroak.core.errors import CharterOakError, NoVersionError
from charteroak.core.library import Library
from charteroak.core.situation import Request
from charteroak.shipped import open_library
from charteroak.terminal import interactive


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``ask``."""
    parser.add_argument(
        "text", nargs="?", metavar="TEXT", help="a memo, ct/law-enforcement, a version, or a file"
    )
    parser.add_argument(
        "--on", type=day_option, metavar="DATE", help="the day the request came in (default: today)"
    )
    add_request(parser)
    parser.add_argument(
        "--interview", action="store_true", help="ask even where the answers come from a pipe"
    )
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Answer, or hold the interview; return the exit code."""
    library = open_library(options.guidance)
    day = options.on or today()
    request = request_from(options)
    try:
        if (options.interview or interactive()) and not options.json:
            hold_interview(library, options.text, day, request)
        else:
            _print_answer(library, options, day, request)
    except NoVersionError as error:
        if options.json:
            print_json(no_rule_record(day, request, str(error)))
        else:
            print("\n".join(no_rule_lines(str(error))))
    return 0


def _print_answer(
    library: Library, options: argparse.Namespace, day: date, request: Request
) -> None:
    """Print the answer to the facts given."""
    if options.text is None:
        names = ", ".join(texts_in_force(library, day))
        message = f"name a text: charteroak ask TEXT\nIn force on {day}: {names}"
        raise CharterOakError(message)
    guidance = compiled(library, options.text, day)
    found = answer(guidance, request)
    if options.json:
        print_json(answer_record(found))
    else:
        print("\n".join(answer_lines(found, guidance.memo)))

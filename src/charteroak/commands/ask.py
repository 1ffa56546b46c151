"""Answer a request under a memo, or ask for the facts one question at a time.

Without --json and at a terminal this is an interview: one question at a time, with *back*,
*not sure*, *why do you ask* and *how to tell*.  Otherwise it answers from the facts given.

Examples:
  charteroak ask
  charteroak ask ct/law-enforcement --paper I-247A
  charteroak ask ct/law-enforcement --on 2020-03-01 --act hold --fact "judicial warrant=no" --json
  charteroak ask ct/54-192h --act hold --record "conviction: class=C, date=2012-05-01"
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from typing import Any

from charteroak.commands.answer_text import answer_lines
from charteroak.commands.dialog import Dialog
from charteroak.commands.options import day_option, today
from charteroak.core.answer import answer
from charteroak.core.answer_record import answer_record
from charteroak.core.errors import CharterOakError, ConflictingFactsError, NoVersionError
from charteroak.core.guidance import Guidance, compile_guidance
from charteroak.core.library import Library
from charteroak.core.situation import Request
from charteroak.shipped import open_library

NOT_ADVICE = "Not legal advice."


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``ask``."""
    parser.add_argument(
        "text", nargs="?", help="a memo, ct/law-enforcement, or one of its versions"
    )
    parser.add_argument("--on", type=day_option, metavar="DATE", help="the day the request came in")
    parser.add_argument("--act", action="append", default=[], help="what is asked for; may repeat")
    parser.add_argument("--paper", help="the paper shown, I-247A; it selects the acts it asks for")
    parser.add_argument(
        "--fact", action="append", default=[], metavar="NAME=ANSWER", help="a fact; may repeat"
    )
    parser.add_argument(
        "--record",
        action="append",
        default=[],
        metavar='"LIST: FIELD=ANSWER, …"',
        help="one record of a list, such as a conviction; may repeat",
    )
    parser.add_argument(
        "--no-record", action="append", default=[], metavar="LIST", help="the list is empty"
    )
    parser.add_argument("--json", action="store_true", help="print the answer for a program")


def run(options: argparse.Namespace) -> int:
    """Answer, or hold the interview; return the exit code."""
    library = open_library(options.guidance)
    day = options.on or today()
    dialog = Dialog()
    text = options.text or _chosen_text(library, day, dialog)
    request = request_from(options)
    try:
        memo = library.find(text, day)
    except NoVersionError as error:
        return _no_rule(day, request, str(error), as_json=options.json)
    guidance = compile_guidance(library, memo, day)
    if options.json:
        print(json.dumps(answer_record(answer(guidance, request)), ensure_ascii=False, indent=2))
    elif sys.stdin.isatty() and sys.stdout.isatty():
        return dialog.hold(guidance, request)
    else:
        print("\n".join(answer_lines(answer(guidance, request))))
    return 0


def request_from(options: argparse.Namespace) -> Request:
    """Return the request that the options describe.

    Raises:
        CharterOakError: a fact or a record is not written as it must be.
    """
    facts: dict[str, str] = {}
    for given in options.fact:
        name, equals, value = (part.strip() for part in given.partition("="))
        if not equals or not name or not value:
            message = f'“{given}” is not NAME=ANSWER; write --fact "judicial warrant=no"'
            raise CharterOakError(message)
        if facts.get(name, value) != value:
            message = f"“{name}” has two answers: {facts[name]} and {value}"
            raise ConflictingFactsError(message)
        facts[name] = value
    records: dict[str, list[dict[str, str]]] = {name: [] for name in options.no_record}
    for given in options.record:
        name, record = _record(given)
        records.setdefault(name, []).append(record)
    return Request(acts=tuple(options.act), facts=facts, paper=options.paper, records=records)


def _record(given: str) -> tuple[str, dict[str, str]]:
    name, colon, rest = given.partition(":")
    pairs = [part.partition("=") for part in rest.split(",") if part.strip()]
    if not colon or any(not equals for _, equals, _ in pairs):
        message = (
            f'“{given}” is not a record; write --record "conviction: class=A, date=2012-05-01"'
        )
        raise CharterOakError(message)
    return name.strip(), {field.strip(): value.strip() for field, _, value in pairs}


def _chosen_text(library: Library, day: date, dialog: Dialog) -> str:
    """Let the person choose among the memos in force, or say which there are."""
    memos = memos_in_force(library, day)
    if sys.stdin.isatty() and sys.stdout.isatty():
        return dialog.choose("Which guidance?", memos)
    names = ", ".join(memos)
    message = f"name a memo: charteroak ask ct/law-enforcement. In force on {day}: {names}"
    raise CharterOakError(message)


def memos_in_force(library: Library, day: date) -> dict[str, str]:
    """Return the texts that rule on acts and are in force on ``day``, memos first, with titles."""
    found: dict[str, str] = {}
    for kinds in ({"memo", "plan"}, {"law"}):
        for text, shelf in library.shelves.items():
            header = shelf.in_force(day)
            if header is not None and header.kind.value in kinds:
                found[text] = header.title
    return found


def _no_rule(day: date, request: Request, why: str, *, as_json: bool) -> int:
    """Say that no version is in force on the day, so that there is no rule."""
    silent: dict[str, Any] = {"direction": "no rule", "settled": True, "bounds": [], "rows": []}
    record: dict[str, Any] = {
        "memo": None,
        "on": day.isoformat(),
        "texts": [],
        "settled": True,
        "directions": {
            act: {**silent, "text": None, "citations": [], "also": [], "conflict": False}
            for act in request.acts
        },
        "duties": [],
        "because": {},
        "would_change": {},
        "next": None,
        "why": why,
    }
    if as_json:
        print(json.dumps(record, ensure_ascii=False, indent=2))
    else:
        print(f"No rule: {why}.\n{NOT_ADVICE}")
    return 0


def guidance_for(library: Library, name: str, day: date) -> Guidance:
    """Return the guidance of ``text`` or ``text@version`` on ``day``."""
    return compile_guidance(library, library.find(name, day), day)

"""Write the small JSON file from which a short program answers offline.

The file is canonical: the same guidance gives the same bytes, and its name is its content's hash.
It may be used until the day given, or until the day before the texts in force change.

Examples:
  charteroak bundle ct/law-enforcement --out desk.json
  charteroak bundle ct/schools --on 2026-09-01 --until 2026-12-31 > desk.json
"""

from __future__ import annotations

import argparse
import sys
from datetime import date, timedelta
from pathlib import Path

from charteroak.commands.options import add_day, compiled, day_option, today
from charteroak.commands.output import write_file
from charteroak.core.bundle import make_bundle
from charteroak.shipped import open_library

DAYS_OF_USE = 90


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``bundle``."""
    parser.add_argument(
        "text", metavar="TEXT", help="a memo, ct/law-enforcement, a version, or a file"
    )
    add_day(parser)
    parser.add_argument(
        "--until",
        type=day_option,
        metavar="DATE",
        help=f"the last day it may be used (default: {DAYS_OF_USE} days later)",
    )
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="where to write it (default: standard output)"
    )


def run(options: argparse.Namespace) -> int:
    """Write the bundle; say its size and hash."""
    day = options.on or today()
    library = open_library(options.guidance)
    guidance = compiled(library, options.text, day)
    wanted = options.until or _last_day(day)
    change = library.next_version(guidance.texts, day)
    until = min(wanted, change - timedelta(days=1)) if change else wanted
    bundle = make_bundle(guidance, valid_until=until)
    text = bundle.to_json()
    write_file(text, options.out)
    if options.out is not None:
        print(
            f"{options.out}: {len(text.encode()):,} bytes, sha256 {bundle.sha256}, "
            f"to be used until {bundle.valid_until}",
            file=sys.stderr,
        )
    return 0


def _last_day(day: date) -> date:
    return day + min(timedelta(days=DAYS_OF_USE), date.max - day)

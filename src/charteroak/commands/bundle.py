"""Write the small JSON file from which a short program answers offline.

The file is canonical: the same guidance gives the same bytes, and its name is its content's hash.
It may be used until the day given, or until the day before the texts in force change.

examples:
  charteroak bundle ct/law-enforcement --out desk.json
  charteroak bundle ct/schools --on 2026-09-01 --until 2026-12-31 > desk.json
"""

from __future__ import annotations

import argparse
import sys
from datetime import timedelta
from pathlib import Path

from charteroak.commands.options import day_option, today
from charteroak.core.bundle import make_bundle
from charteroak.core.guidance import compile_guidance
from charteroak.shipped import open_library

DAYS_OF_USE = 90


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``bundle``."""
    parser.add_argument("text", help="a memo, ct/law-enforcement, or one of its versions")
    parser.add_argument("--on", type=day_option, metavar="DATE", help="the day (default: today)")
    parser.add_argument(
        "--until",
        type=day_option,
        metavar="DATE",
        help=f"the last day it may be used (default: {DAYS_OF_USE} days later)",
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="where to write it")


def run(options: argparse.Namespace) -> int:
    """Write the bundle; say its size and hash."""
    library = open_library(options.guidance)
    day = options.on or today()
    guidance = compile_guidance(library, library.find(options.text, day), day)
    bundle = make_bundle(guidance, valid_until=options.until or day + timedelta(days=DAYS_OF_USE))
    text = bundle.to_json()
    if options.out is None:
        print(text)
        return 0
    options.out.write_text(text, encoding="utf-8")
    size = len(text.encode())
    print(
        f"{options.out}: {size:,} bytes, sha256 {bundle.sha256}, to be used until "
        f"{bundle.valid_until}",
        file=sys.stderr,
    )
    return 0

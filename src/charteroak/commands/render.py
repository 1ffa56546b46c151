"""Write a text as a web page with an anchor for every paragraph and row.

Examples:
  charteroak render ct/law-enforcement --out memo.html
  charteroak render ct/54-192h@2019-10-01 > statute.html
"""

from __future__ import annotations

import argparse
from pathlib import Path

from charteroak.commands.options import TEXT_HELP, add_day, find_text, today
from charteroak.commands.output import write_file
from charteroak.core.render import render_html
from charteroak.shipped import open_library


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``render``."""
    parser.add_argument("text", metavar="TEXT", help=TEXT_HELP)
    add_day(parser)
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="where to write it (default: standard output)"
    )


def run(options: argparse.Namespace) -> int:
    """Write the page."""
    library = open_library(options.guidance)
    _, memo = find_text(library, options.text, options.on or today())
    write_file(render_html(memo), options.out)
    return 0

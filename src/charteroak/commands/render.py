"""Write a text as a web page with an anchor for every paragraph and row.

examples:
  charteroak render ct/law-enforcement --out memo.html
  charteroak render ct/54-192h@2019-10-01 > statute.html
"""

from __future__ import annotations

import argparse
from pathlib import Path

from charteroak.commands.options import day_option, today
from charteroak.core.render import render_html
from charteroak.shipped import open_library


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``render``."""
    parser.add_argument("text", help="a text, ct/law-enforcement, one of its versions, or a file")
    parser.add_argument("--on", type=day_option, metavar="DATE", help="the day (default: today)")
    parser.add_argument("--out", type=Path, metavar="FILE", help="where to write the page")


def run(options: argparse.Namespace) -> int:
    """Write the page."""
    library = open_library(options.guidance)
    path = Path(options.text)
    if path.suffix == ".md" and path.is_file():
        memo = library.with_file(path).at(path)
    else:
        memo = library.find(options.text, options.on or today())
    page = render_html(memo)
    if options.out is None:
        print(page)
    else:
        options.out.write_text(page, encoding="utf-8")
    return 0

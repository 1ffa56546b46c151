"""Make the key that seals names and other private content, or add a new one to its file.

Keep a copy of the file away from the database: without it nothing sealed can be read again.

Examples:
  charteroak sealing key /etc/charteroak/sealing.key
  charteroak sealing key /etc/charteroak/sealing.key --add
"""

from __future__ import annotations

import argparse
from pathlib import Path


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what there is to do with sealing keys."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    key = actions.add_parser("key", help="make a key", allow_abbrev=False)
    key.add_argument("file", type=Path, metavar="FILE", help="the file of keys")
    key.add_argument(
        "--add", action="store_true", help="put a new key first in a file that is there already"
    )
    key.set_defaults(parser=key)


def run(options: argparse.Namespace) -> int:
    """Make the file, or add to it."""
    from charteroak.sealing.keys import add_key, make_key_file  # noqa: PLC0415 - it needs Django

    make = add_key if options.add else make_key_file
    print(f"{options.file}: the key {make(options.file).id.hex()} seals from now on")
    return 0

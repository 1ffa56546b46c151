"""Verify the ledger, write it out, sign a checkpoint, or make the key that signs.

To verify, name an SQLite database or an export, or nothing for the database in use.
Without a key and a witness's checkpoint it is proven that nobody changed a part; with them, that
nobody wrote the whole anew or cut its end off.

Examples:
  charteroak ledger verify
  charteroak ledger verify ledger.jsonl --key 5f0c... --checkpoint letter.txt
  charteroak ledger export ledger.jsonl
  charteroak ledger checkpoint
  charteroak ledger key /etc/charteroak/ledger.key
"""

from __future__ import annotations

import argparse
from pathlib import Path

from charteroak.core.errors import CharterOakError
from charteroak.ledger.verify import (
    UnreadableError,
    Verification,
    describe,
    verification_of,
    verify_file,
)
from charteroak.ledger.verify import (
    add_options as add_verify_options,
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the four things to do with the ledger, each with its options."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    verify = actions.add_parser("verify", help="prove that nobody changed it", allow_abbrev=False)
    verify.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a database or export")
    add_verify_options(verify)
    verify.add_argument(
        "--unseal", action="store_true", help="open the private contents of the database in use"
    )
    export = actions.add_parser("export", help="write it to a file", allow_abbrev=False)
    export.add_argument(
        "file", type=Path, metavar="FILE", help="the new file, such as ledger.jsonl"
    )
    export.add_argument(
        "--private", choices=("none", "sealed", "plain"), default="sealed", help="private contents"
    )
    actions.add_parser("checkpoint", help="sign a checkpoint and print it", allow_abbrev=False)
    key = actions.add_parser("key", help="make a signing key", allow_abbrev=False)
    key.add_argument("file", type=Path, metavar="FILE", help="the new file of the key")
    for action in actions.choices.values():
        action.set_defaults(parser=action)


def run(options: argparse.Namespace) -> int:
    """Do what was asked; 1 where the ledger is not whole."""
    if options.action == "verify":
        return _verify(options)
    from charteroak.config.start import set_up  # noqa: PLC0415 - not for a file

    set_up(options.guidance)
    from django.db import DatabaseError  # noqa: PLC0415 - only now

    try:
        {"export": _export, "checkpoint": _checkpoint, "key": _key}[options.action](options)
    except DatabaseError as error:
        message = f"the database in use cannot be read: {error}\n“charteroak serve” prepares it."
        raise CharterOakError(message) from error
    return 0


def _verify(options: argparse.Namespace) -> int:
    try:
        verification = verification_of(options)
        if options.file is None:
            name = _verify_in_use(options, verification)
        else:
            name = str(options.file)
            verify_file(options.file, verification)
    except UnreadableError as error:
        raise CharterOakError(str(error)) from error
    print(describe(name, verification))
    return 1 if verification.findings else 0


def _verify_in_use(options: argparse.Namespace, verification: Verification) -> str:
    from charteroak.config.start import set_up  # noqa: PLC0415 - not for a file

    set_up(options.guidance)
    from charteroak.ledger.audit import (  # noqa: PLC0415 - after set_up
        audit_private,
        verify_database_in_use,
    )

    name = verify_database_in_use(verification)
    if options.unseal:
        verification.findings.extend(audit_private())
    return name


def _export(options: argparse.Namespace) -> None:
    from charteroak.ledger.export import Private, export_lines  # noqa: PLC0415 - after set_up

    with options.file.open("x", encoding="utf-8", newline="\n") as file:
        for line in export_lines(Private(options.private)):
            file.write(f"{line}\n")
    print(f"{options.file}: {options.file.stat().st_size:,} bytes")


def _checkpoint(_options: argparse.Namespace) -> None:
    from charteroak.ledger.actions import make_checkpoint  # noqa: PLC0415 - after set_up
    from charteroak.ledger.queries import last_checkpoint_note  # noqa: PLC0415 - after set_up

    make_checkpoint()
    print(last_checkpoint_note() or "there is no event yet", end="")


def _key(options: argparse.Namespace) -> None:
    from charteroak.ledger.signing import make_key_file, public_hex  # noqa: PLC0415 - after set_up

    key = make_key_file(options.file)
    print(f"{options.file} signs checkpoints. Give others its public key:\n{public_hex(key)}")

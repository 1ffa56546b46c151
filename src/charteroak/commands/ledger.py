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
from collections.abc import Callable
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
    if options.action == "key":
        return _key(options)
    if options.action == "verify" and options.file is not None:
        return _verify(options, str(options.file), lambda done: verify_file(options.file, done))
    from charteroak.config.start import set_up  # noqa: PLC0415 - not for a file or a key

    set_up(options.guidance)
    from django.db import DatabaseError  # noqa: PLC0415 - only now

    actions = {"verify": _verify_in_use, "export": _export, "checkpoint": _checkpoint}
    try:
        return actions[options.action](options)
    except DatabaseError as error:
        message = f"the database in use cannot be read: {error}\n“charteroak serve” prepares it."
        raise CharterOakError(message) from error


def _verify(options: argparse.Namespace, name: str, verify: Callable[[Verification], None]) -> int:
    """Verify with the keys and witnesses of the options, and print the report."""
    try:
        verification = verification_of(options)
        verify(verification)
    except UnreadableError as error:
        raise CharterOakError(str(error)) from error
    print(describe(name, verification))
    return 1 if verification.findings else 0


def _verify_in_use(options: argparse.Namespace) -> int:
    from charteroak.ledger.audit import (  # noqa: PLC0415 - after set_up
        audit_private,
        name_in_use,
        verify_database_in_use,
    )

    def verify(done: Verification) -> None:
        verify_database_in_use(done)
        if options.unseal:
            done.findings.extend(audit_private())
            done.opened = True

    return _verify(options, name_in_use(), verify)


def _export(options: argparse.Namespace) -> int:
    from charteroak.ledger.export import Private, export_lines  # noqa: PLC0415 - after set_up

    with options.file.open("x", encoding="utf-8", newline="\n") as file:
        for line in export_lines(Private(options.private)):
            file.write(f"{line}\n")
    print(f"{options.file}: {options.file.stat().st_size:,} bytes")
    return 0


def _checkpoint(_options: argparse.Namespace) -> int:
    from charteroak.ledger.actions import make_checkpoint  # noqa: PLC0415 - after set_up
    from charteroak.ledger.queries import last_checkpoint_note  # noqa: PLC0415 - after set_up

    make_checkpoint()
    print(last_checkpoint_note().rstrip("\n") or "there is no event yet")
    return 0


def _key(options: argparse.Namespace) -> int:
    from charteroak.ledger.signing import make_key_file, public_hex  # noqa: PLC0415 - only for it

    key = make_key_file(options.file)
    print(f"{options.file} signs checkpoints. Give others its public key:\n{public_hex(key)}")
    return 0

"""Look after outgoing mail: what waits, what failed and why; pause, resume, send again.

“bounces” notes delivery reports that lie in files, each as one mail.  “again” sends a letter again
that was refused or returned, once its cause is mended; it is named by its Message-ID.

Examples:
  charteroak mail
  charteroak mail pause --why "the memo is wrong"
  charteroak mail resume
  charteroak mail pause --domain example.org --why "they move house"
  charteroak mail bounces returned/*.eml
  charteroak mail again "<0f3a…@example.org>"
"""

from __future__ import annotations

import argparse
from pathlib import Path

from charteroak.core.errors import CharterOakError

GOOD, FINDINGS = 0, 1
DOINGS = ("status", "pause", "resume", "bounces", "again")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``mail``."""
    parser.add_argument(
        "what", nargs="?", default="status", choices=DOINGS, help="without it: status"
    )
    parser.add_argument("names", nargs="*", metavar="FILE", help="files, or a Message-ID")
    parser.add_argument("--why", default="", metavar="TEXT", help="why mail is paused")
    parser.add_argument("--domain", default="*", help="pause or resume mail to this domain only")


def run(options: argparse.Namespace) -> int:
    """Do what was asked; return 1 where letters or lanes need somebody."""
    from charteroak.config.start import set_up  # noqa: PLC0415 - only some commands need Django

    set_up(options.guidance)
    doing = {
        "status": _status,
        "pause": _pause,
        "resume": _resume,
        "bounces": _bounces,
        "again": _again,
    }
    return doing[options.what](options)


def _status(options: argparse.Namespace) -> int:  # noqa: ARG001 - as the others
    from charteroak.outbox import queries  # noqa: PLC0415 - after the apps

    for state, count in sorted(queries.counts().items()):
        print(f"{count:7} {state}")
    stopped, failed = list(queries.stopped_lanes()), list(queries.tasks())
    for lane in stopped:
        print(f"held: {'all mail' if lane.name == '*' else lane.name}: {lane.why}")
    for letter in failed:
        print(f"\n{letter.purpose} to {letter.to}, {letter.message_id}: {letter.state}")
        print("".join(f"  {line}\n" for line in queries.evidence(letter)), end="")
    return FINDINGS if stopped or failed else GOOD


def _pause(options: argparse.Namespace) -> int:
    from charteroak.outbox.actions import pause  # noqa: PLC0415 - after the apps

    if not options.why:
        raise CharterOakError("say why, for whoever finds the mail stopped: --why “…”")
    pause(why=options.why, lane=options.domain)
    print("Paused; “charteroak mail resume” ends it.")
    return GOOD


def _resume(options: argparse.Namespace) -> int:
    from charteroak.outbox.actions import resume  # noqa: PLC0415 - after the apps

    resume(lane=options.domain)
    print("Resumed.")
    return GOOD


def _bounces(options: argparse.Namespace) -> int:
    from charteroak.outbox.bounces import note_files  # noqa: PLC0415 - after the apps

    for file, new in note_files([Path(name) for name in options.names]):
        print(f"{file}: {new} new" if new else f"{file}: nothing new about a letter of ours")
    return GOOD


def _again(options: argparse.Namespace) -> int:
    from charteroak.outbox.actions import send_again  # noqa: PLC0415 - after the apps
    from charteroak.outbox.models import Message  # noqa: PLC0415 - after the apps

    for name in options.names:
        letter = Message.objects.filter(message_id=name).first()
        if letter is None:
            raise CharterOakError(f"there is no letter {name}; “charteroak mail” lists the failed")
        if not send_again(message=letter):
            raise CharterOakError(f"{name} is {letter.state}: only what failed is sent again")
        print(f"{letter} waits to be sent again.")
    return GOOD

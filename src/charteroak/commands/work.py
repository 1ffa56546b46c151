"""Do what nobody waits for: send mail, pass referrals on, sign checkpoints.

``charteroak serve`` starts a worker of its own; on a larger installation run more of them.

Examples:
  charteroak work
  charteroak work --once
"""

from __future__ import annotations

import argparse


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``work``."""
    parser.add_argument("--once", action="store_true", help="do what is due now, then end")


def run(options: argparse.Namespace) -> int:
    """Work until told to stop."""
    from charteroak.config.start import set_up  # noqa: PLC0415 - only this command needs Django

    set_up(options.guidance)
    from charteroak.config.worker import work, work_round  # noqa: PLC0415 - after the apps

    if options.once:
        work_round()
    else:
        work()
    return 0

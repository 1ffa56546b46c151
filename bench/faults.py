"""``python -m bench.faults``: letters through 500 faults and 40 killed workers, each accounted for.

It prints the tables of docs/reference/outbox.md.  With tools/with_postgresql.py before it, it runs
on PostgreSQL.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
LETTERS, FAULTS, KILLS = 2000, 512, 40
SEED = 20261126


def main() -> int:
    """Run the faults, print the tables; return 1 where something was lost or not explained."""
    with tempfile.TemporaryDirectory() as folder:
        _prepare(folder)
        return _letters()


def _prepare(folder: str) -> None:
    os.environ["CHARTEROAK_DEMONSTRATION"] = "yes"
    os.environ["CHARTEROAK_DATA"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "charteroak.config.settings"
    import django  # noqa: PLC0415 - after the settings
    from django.core.management import call_command  # noqa: PLC0415 - after the settings

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)


def _letters() -> int:
    from nursery import nursery  # noqa: PLC0415 - after the settings
    from outbox import fault_run  # noqa: PLC0415 - after the settings

    with nursery() as started:
        tally = fault_run.run(started, letters=LETTERS, faults=FAULTS, kills=KILLS, seed=SEED)
    print("\n".join(_table(tally)))
    return 1 if tally.lost or tally.unexplained else 0


def _table(tally: object) -> Iterator[str]:
    """Yield the lines of the table; ``tally`` is one of outbox.fault_run."""
    yield "| what | count |"
    yield "|------|-------|"
    yield f"| letters | {tally.letters:,} |"
    yield f"| faults | {tally.faults.total()} |"
    for fault, count in sorted(tally.faults.items()):
        yield f"| … {fault} | {count} |"
    yield f"| workers killed (kill -9) | {tally.kills} |"
    yield f"| accepted | {tally.accepted:,} |"
    yield f"| refused with a 5xx, and shown as tasks | {tally.refused} |"
    yield f"| lost | {len(tally.lost)} |"
    yield f"| second copies, same Message-ID | {tally.copies} |"
    yield f"| … because the server took it and cut or stalled | {tally.by_server} |"
    yield f"| … because the worker was killed | {tally.by_kill} |"
    yield f"| … not explained by the rows | {len(tally.unexplained)} |"
    yield f"| seconds | {tally.seconds:.0f} |"


if __name__ == "__main__":
    sys.exit(main())

"""``python -m bench.faults``: letters through 500 faults, and referrals through 200 kills.

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
LETTERS, FAULTS, KILLS, ROUNDS = 2000, 512, 40, 200
SEED = 20261126


def main() -> int:
    """Run the faults, print the tables; return 1 where something was lost or not explained."""
    with tempfile.TemporaryDirectory() as folder:
        _prepare(folder)
        return _letters() + _referrals(Path(folder))


def _prepare(folder: str) -> None:
    os.environ["CHARTEROAK_DEMONSTRATION"] = "yes"
    os.environ["CHARTEROAK_DATA"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "charteroak.config.settings"
    import django  # noqa: PLC0415 - after the settings
    from django.core.management import call_command  # noqa: PLC0415 - after the settings

    django.setup()
    _make_database()
    call_command("migrate", verbosity=0, interactive=False)


def _make_database() -> None:
    """Make the database on PostgreSQL; on SQLite it makes itself."""
    from django.db import connection  # noqa: PLC0415 - after the settings

    if connection.vendor == "postgresql":
        with connection._nodb_cursor() as cursor:  # noqa: SLF001 - as Django's own tests do
            cursor.execute(f'CREATE DATABASE "{connection.settings_dict["NAME"]}"')


def _letters() -> int:
    from nursery import nursery  # noqa: PLC0415 - after the settings
    from outbox import fault_run  # noqa: PLC0415 - after the settings

    with nursery() as started:
        tally = fault_run.run(started, letters=LETTERS, faults=FAULTS, kills=KILLS, seed=SEED)
    print("\n".join(_table(tally)))
    return 1 if tally.lost or tally.unexplained else 0


def _referrals(folder: Path) -> int:
    from desk.referrals import kill_run  # noqa: PLC0415 - after the settings
    from nursery import nursery  # noqa: PLC0415 - after the settings

    with nursery() as started:
        tally = kill_run.run(started, folder, rounds=ROUNDS, seed=SEED)
    print("\n".join(_table_of_referrals(tally)))
    for fault in [*tally.lost, *tally.wrong]:
        print(fault)
    return 1 if tally.lost or tally.wrong else 0


def _table_of_referrals(tally: object) -> Iterator[str]:
    """Yield the lines of the table; ``tally`` is one of desk.referrals.kill_run."""
    yield "| what | count |"
    yield "|------|-------|"
    yield f"| web or worker killed (kill -9) | {tally.rounds} |"
    yield f"| requests acknowledged as recorded | {tally.recorded} |"
    yield f"| referrals acknowledged as started | {tally.referred} |"
    yield f"| acknowledged as taken | {tally.taken} |"
    yield f"| of these not in the database | {len(tally.lost)} |"
    yield f"| rungs called or passed over | {tally.steps} |"
    yield f"| skipped, early, twice, or without letter or event | {len(tally.wrong)} |"
    yield f"| seconds | {tally.seconds:.0f} |"


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
    yield f"| … because its answer came later than this run waits, 0.15 s | {tally.by_lateness} |"
    yield f"| … not explained by the rows | {len(tally.unexplained)} |"
    yield f"| seconds | {tally.seconds:.0f} |"


if __name__ == "__main__":
    sys.exit(main())

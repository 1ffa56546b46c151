"""The directory of the whole country: how quickly it loads and how quickly it is searched.

``python -m bench.directory FOLDER`` takes the folder of the public files (docs/reference/
directory-data.md), loads them all into a new database, and searches it as people do.  Without
``--database`` it is SQLite in a folder of its own; ``--database "postgres:…"`` names another.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

FILES = {
    "hifld": "us_agencies_hifld.csv.gz",
    "fbi": "fbi_lee_latest.csv",
    "ccd": "us_leas_ccd_2024_25.csv.gz",
    "ipeds": "us_colleges_ipeds_hd2023.csv.gz",
}
ROWS = ("added", "changed", "held", "left", "excluded")
QUERIES = 600
Times = tuple[float, float, float]
WORST = ["police", "school district", "police department", "school police", "zzzz", "u s", "a"]


def main() -> None:
    """Load, search, and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--database", help="as CHARTEROAK_DATABASE takes it")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as data:
        os.environ |= {"CHARTEROAK_DEMONSTRATION": "yes", "CHARTEROAK_DATA": data}
        if options.database:
            os.environ["CHARTEROAK_DATABASE"] = options.database
        from charteroak.config.start import set_up  # noqa: PLC0415 - after the environment

        set_up()
        from django.core.management import call_command  # noqa: PLC0415 - after set_up

        call_command("migrate", verbosity=0)
        load(options.folder)
        search()


def load(folder: Path) -> None:
    """Load Connecticut's reference data, then every file of the country, and say how long."""
    from charteroak.directory import queries  # noqa: PLC0415 - after set_up
    from charteroak.directory.agencies import actions  # noqa: PLC0415 - after set_up

    start = time.perf_counter()
    actions.seed_reference(state="ct")
    print(f"seeding Connecticut: {time.perf_counter() - start:.2f} s (promised < 3 s)")
    start, used, read_in_all = time.perf_counter(), time.process_time(), 0
    for key, name in FILES.items():
        plan = queries.planned(key, folder / name)
        actions.import_on_this_machine(plan=plan, file=name, format_key=key)
        read_in_all += sum(plan.counts[each] for each in ROWS)
        print(f"  {key}: {plan.counts}")
    seconds = time.perf_counter() - start
    used = time.process_time() - used
    print(f"processor time of it in this process: {used:.1f} s")
    print(f"loading {read_in_all:,} rows of the country: {seconds:.1f} s (promised < 120 s)")


def search() -> None:
    """Search as people type, and compare with a naive scan for the same words."""
    from django.db import connection  # noqa: PLC0415 - after set_up

    from charteroak.directory.queries import search_agencies  # noqa: PLC0415 - after set_up

    queries = typed()
    ours, used = timed(lambda query: search_agencies(query).agencies, queries)
    naive, _ = timed(naive_search, queries)
    busy = os.getloadavg()[0]
    print(f"{connection.vendor}, {len(queries)} searches, milliseconds (load average {busy:.1f}):")
    for name, times in (("ours", ours), ("naive icontains", naive), ("ours, processor", used)):
        print(f"  {name:16} p50 {times[0]:7.2f}  p99 {times[1]:7.2f}  most {times[2]:7.2f}")
    print(
        f"  ours is {naive[0] / ours[0]:.1f} times as quick at p50, {naive[1] / ours[1]:.1f} at p99"
    )
    print("  promised: p99 < 100 ms:", "kept" if ours[1] < 100 else "BROKEN")


def typed() -> list[str]:
    """Return what people type: a town, the beginning of a name, two words, an ORI, the worst."""
    from charteroak.directory.models import Agency  # noqa: PLC0415 - after set_up

    rows = list(Agency.objects.order_by("id").values_list("name", "town", "ori", "state"))
    chosen = random.Random(1).sample(rows, QUERIES // 4)
    found = list(WORST)
    for name, town, ori, state in chosen:
        found += [name[:6], name, f"{town} {state}", ori or town[:3]]
    return found


def naive_search(query: str) -> Sequence[object]:
    """Return what the obvious query finds: every word anywhere in name, town or ORI."""
    from django.db.models import Q  # noqa: PLC0415 - after set_up

    from charteroak.directory.models import Agency  # noqa: PLC0415 - after set_up

    chosen = Agency.objects.filter(closed=False).defer("search")
    for word in query.split():
        anywhere = Q(name__icontains=word) | Q(town__icontains=word) | Q(ori__icontains=word)
        chosen = chosen.filter(anywhere | Q(postal_city__icontains=word) | Q(state=word.lower()))
    return list(chosen.order_by("name", "id")[:51])


def timed(function: Callable[[str], object], queries: list[str]) -> tuple[Times, Times]:
    """Return p50, p99 and the most, in milliseconds, by the clock and of this process."""
    clock, processor = [], []
    for query in queries:
        start, used = time.perf_counter(), time.process_time()
        function(query)
        clock.append((time.perf_counter() - start) * 1000)
        processor.append((time.process_time() - used) * 1000)
    return summed(clock), summed(processor)


def summed(times: list[float]) -> Times:
    """Return p50, p99 and the most."""
    ordered = sorted(times)
    return statistics.median(ordered), ordered[int(len(ordered) * 0.99)], ordered[-1]


if __name__ == "__main__":
    main()

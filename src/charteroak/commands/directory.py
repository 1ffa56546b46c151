"""Import a list of agencies, fill the directory from the data shipped, or report who is reached.

``import`` says what it would do and changes nothing, until ``--apply`` is given.  Formats: hifld,
fbi, ccd, ipeds and csv; docs/how-to/import-a-directory.md describes them.  ``seed`` fills the
directory of a state that is shipped; what is there stays.  ``coverage`` lists the towns and kinds
of agencies that no mail address reaches.

Examples:
  charteroak directory import agencies.csv --format csv
  charteroak directory import us_agencies.csv.gz --format hifld --apply
  charteroak directory seed --state ct
  charteroak directory coverage --state ct
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from charteroak.core.errors import CharterOakError, UnknownNameError

if TYPE_CHECKING:
    from charteroak.directory.plan import Changed, ImportPlan

ACTS = ("import", "seed", "coverage")
FORMATS = ("hifld", "fbi", "ccd", "ipeds", "csv")
MOST_SHOWN = 40


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``directory``."""
    parser.add_argument("act", choices=ACTS, metavar="ACT", help=", ".join(ACTS))
    parser.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="the list to import: CSV, gzip or not"
    )
    parser.add_argument(
        "--format", choices=FORMATS, metavar="FORMAT", help=f"of the list: {', '.join(FORMATS)}"
    )
    parser.add_argument("--apply", action="store_true", help="do it; without this, only say it")
    parser.add_argument(
        "--also",
        action="append",
        default=[],
        metavar="FIELD",
        help="let the list change this too: name, kind, town or parent; may repeat",
    )
    parser.add_argument("--state", help="two letters (default: the state of the settings)")


def run(options: argparse.Namespace) -> int:
    """Do what was asked."""
    from charteroak.config.start import set_up  # noqa: PLC0415 - only this command needs Django

    set_up(options.guidance)
    return {"import": _import, "seed": _seed, "coverage": _coverage}[options.act](options)


def _import(options: argparse.Namespace) -> int:
    from charteroak.directory.agencies.actions import (  # noqa: PLC0415 - after set_up
        import_on_this_machine,
    )

    if options.file is None or options.format is None:
        raise CharterOakError("name the file and its format: import FILE --format csv")
    plan = _plan(options)
    for line in _told(plan):
        print(line)
    if not options.apply:
        print("Nothing was changed.  --apply does it.")
    elif plan.added or plan.changed:
        import_on_this_machine(plan=plan, file=options.file.name, format_key=options.format)
        print("Done.")
    return 1 if plan.problems else 0


def _plan(options: argparse.Namespace) -> ImportPlan:
    from charteroak.directory import plan as planning  # noqa: PLC0415 - after set_up
    from charteroak.directory import queries  # noqa: PLC0415 - after set_up

    for field in options.also:
        if field not in planning.OURS:
            raise UnknownNameError("a field for --also", field, planning.OURS)
    fields = (*planning.REACHED, *options.also)
    return queries.planned(options.format, options.file, fields=fields)


def _told(plan: ImportPlan) -> Iterator[str]:
    """Yield the lines that say what a plan would do."""
    for name, count in plan.counts.items():
        yield f"{name:<10}{count:>8,}"
    yield from _listed("added", [f"{each.slug}  {each.name}" for each in plan.added])
    yield from _listed("changed", [line for each in plan.changed for line in _fields(each)])
    yield from _listed("missing from the list", plan.missing)
    yield from _listed("left out", [f"{each.record.name}: {each.why}" for each in plan.excluded])
    yield from _listed("problems", [str(each) for each in plan.problems])


def _fields(each: Changed) -> Iterator[str]:
    for change in each.changes:
        yield f"{each.slug}  {change.label}: {change.before or '-'} -> {change.after}"


def _listed(title: str, lines: list[str] | tuple[str, ...]) -> Iterator[str]:
    if lines:
        yield f"\n{title}:"
        yield from (f"  {line}" for line in lines[:MOST_SHOWN])
    if len(lines) > MOST_SHOWN:
        yield f"  … and {len(lines) - MOST_SHOWN:,} more"


def _seed(options: argparse.Namespace) -> int:
    from charteroak.directory.agencies.actions import seed_reference  # noqa: PLC0415 - after set_up

    counts = seed_reference(state=_state(options)).counts
    print(f"{counts['added']} agencies added, {counts['changed']} changed, {counts['left']} left.")
    return 0


def _coverage(options: argparse.Namespace) -> int:
    from charteroak.directory.coverage import as_text  # noqa: PLC0415 - after set_up
    from charteroak.directory.queries import coverage_of  # noqa: PLC0415 - after set_up

    for line in as_text(coverage_of(_state(options))):
        print(line)
    return 0


def _state(options: argparse.Namespace) -> str:
    """Return the state asked for, which has to be one whose data is shipped."""
    from django.conf import settings  # noqa: PLC0415 - after set_up

    from charteroak.directory import reference  # noqa: PLC0415 - after set_up

    state = str(options.state or settings.STATE).lower()
    if state not in reference.states():
        raise UnknownNameError("a state whose data is shipped", state, reference.states())
    return state

r"""Answer every record of a CSV, TSV or Parquet file, or print the SQL that does.

Each column whose name is a fact's holds that fact; an empty cell is unknown.  A record is settled
where its missing facts make no difference, and otherwise names the fact that is needed first.  A
value that no answer fits is reported with its row, and never guessed.

Examples:
  charteroak replay ct/law-enforcement --on 2020-03-01 --act hold records.csv \
    --out answers.csv
  charteroak replay ct/54-192h@2019-10-01 records.parquet --column agency=agency_kind
  charteroak replay ct/54-192h@2019-10-01 --act hold --sql duckdb records
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from charteroak.commands.options import TEXT_HELP, add_day, add_json, compiled, today
from charteroak.commands.output import print_json
from charteroak.commands.words import counted
from charteroak.core.errors import CharterOakError
from charteroak.core.guidance import Guidance
from charteroak.core.situation import find_act
from charteroak.core.sql import write_sql
from charteroak.replay import ActCounts, Summary, replay_file
from charteroak.shipped import open_library
from charteroak.terminal import Style, paint, safe, wrapped

DIALECTS = ("duckdb", "postgresql", "spark")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``replay``."""
    parser.add_argument("text", metavar="TEXT", help=TEXT_HELP)
    parser.add_argument("source", metavar="FILE", help="the records; with --sql, a table's name")
    add_day(parser)
    parser.add_argument("--act", action="append", default=[], help="only this act; may repeat")
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="FACT=COLUMN",
        help="the column that holds a fact, where the names differ; may repeat",
    )
    parser.add_argument(
        "--keep", action="append", default=[], metavar="COLUMN", help="copy a column; may repeat"
    )
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="where to write the answers (default: only count)"
    )
    parser.add_argument("--sql", metavar="DIALECT", help=f"print SQL: {', '.join(DIALECTS)}")
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Replay the file, or print the SQL; return 1 where a value or a row was not understood."""
    day = options.on or today()
    guidance = compiled(open_library(options.guidance), options.text, day)
    acts = [find_act(guidance, act) for act in options.act]
    columns = _columns(options.column)
    if options.sql is not None:
        # A fact without a column of its own name is named, so that nothing is taken for granted.
        print(write_sql(guidance, acts, options.sql, options.source, columns or None), end="")
        return 0
    return _replay(guidance, acts, columns, options)


def _replay(
    guidance: Guidance, acts: list[str], columns: dict[str, str], options: argparse.Namespace
) -> int:
    source = Path(options.source)
    summary = replay_file(guidance, acts, source, options.out, columns, keep=options.keep)
    if options.json:
        print_json(_record(summary))
    else:
        print("\n".join(_lines(summary)))
    for rejected in summary.rejected:
        print(safe(str(rejected)), file=sys.stderr)
    return 1 if summary.rejected else 0


def _columns(given: list[str]) -> dict[str, str]:
    columns: dict[str, str] = {}
    for each in given:
        fact, equals, column = (part.strip() for part in each.partition("="))
        if not fact or not equals or not column:
            message = f'“{each}” is not FACT=COLUMN; write --column "agency=agency_kind"'
            raise CharterOakError(message)
        columns[fact] = column
    return columns


def _lines(summary: Summary) -> Iterator[str]:
    yield paint(f"{counted(summary.records, 'record')} answered", Style.STRONG)
    for act in summary.acts:
        yield ""
        yield safe(f"{act.act}:")
        yield from _act_lines(act)
    yield ""
    if summary.missing:
        yield wrapped(safe(f"No column holds: {', '.join(summary.missing)}"))
    if summary.rejected:
        values = counted(summary.rejected_values, "value")
        rows = counted(summary.ragged, "row")
        yield f"Not understood: {values}, {rows} with too few or too many cells."
    yield paint("Not legal advice.", Style.FAINT)


def _act_lines(act: ActCounts) -> Iterator[str]:
    width = len(f"{max([0, *act.rulings.values(), *act.needs.values(), act.rejected]):,}")
    for ruling, number in act.rulings.items():
        yield wrapped(safe(f"{number:>{width},}  {ruling}"), " " * (width + 4), "  ")
    for fact, number in act.needs.items():
        yield wrapped(safe(f"{number:>{width},}  needs {fact}"), " " * (width + 4), "  ")
    if act.rejected:
        yield wrapped(f"{act.rejected:>{width},} not understood", "", "  ")


def _record(summary: Summary) -> dict[str, Any]:
    return {
        "records": summary.records,
        "acts": {
            act.act: {
                "settled": dict(act.rulings),
                "needs": dict(act.needs),
                "not_understood": act.rejected,
            }
            for act in summary.acts
        },
        "columns": dict(summary.columns),
        "missing": list(summary.missing),
        "rows_left_out": summary.ragged,
        "values_not_understood": summary.rejected_values,
        "first_not_understood": [
            {"row": each.row, "column": each.column, "value": each.value, "nearest": each.nearest}
            for each in summary.rejected
        ],
    }

"""Prove texts: complete, consistent, alive, true to their guarantees and cases, cited, current.

A text is checked on every day it is in force, with the texts it rests on in force that day.
Errors keep a memo from being signed; warnings are for a person to look at; notes are for your
information.  Exit code 1 when there is an error or a warning.

Examples:
  charteroak check
  charteroak check ct/law-enforcement
  charteroak check ct/law-enforcement@2026-11-23 --json
  charteroak check my-guidance/example/parcel/2026-01-01.md
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from charteroak.core.checking import Finding, Report, Severity, check_memo
from charteroak.core.errors import MemoError
from charteroak.core.library import Library
from charteroak.core.memo import Kind, Memo, Version
from charteroak.shipped import open_library
from charteroak.terminal import Style, paint, safe, wrapped

COLOUR = {Severity.ERROR: Style.RED, Severity.WARNING: Style.YELLOW, Severity.NOTE: Style.FAINT}


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``check``."""
    parser.add_argument(
        "texts", nargs="*", metavar="TEXT", help="texts, versions or files (default: all texts)"
    )
    parser.add_argument("--json", action="store_true", help="print the report for a program")
    parser.add_argument("--notes", action="store_true", help="show notes as well")


def run(options: argparse.Namespace) -> int:
    """Check the texts and print what was found; return 1 where there is something to mend."""
    library = open_library(options.guidance)
    reports, unreadable = [], list[MemoError]()
    for name in options.texts or list(library.shelves):
        try:
            for opened, memo in memos_named(library, name):
                reports.append(check_memo(opened, memo))
        except MemoError as error:
            unreadable.append(error)
    if options.json:
        print(json.dumps(_record(reports, unreadable), ensure_ascii=False, indent=2))
    else:
        _tell(reports, unreadable, notes=options.notes)
    bad = unreadable or any(_grave(report) for report in reports)
    return 1 if bad else 0


def memos_named(library: Library, name: str) -> Iterator[tuple[Library, Memo]]:
    """Yield the versions that ``name`` stands for: a file, ``text@version``, or a whole text."""
    path = Path(name)
    if path.suffix == ".md" and path.is_file():
        opened = library.with_file(path)
        yield opened, opened.at(path)
        return
    text, at, version = name.partition("@")
    for header in library.shelf(text).headers:
        if not at or header.id.version == version:
            memo = library.version(header.id)
            if at or memo.kind is not Kind.VOCABULARY:
                yield library, memo
    if at:
        library.version(Version(text, version))


def _grave(report: Report) -> bool:
    return bool(report.of(Severity.ERROR) or report.of(Severity.WARNING))


def _tell(reports: list[Report], unreadable: list[MemoError], *, notes: bool) -> None:
    for error in unreadable:
        for problem in error.problems:
            print(wrapped(safe(str(problem)), "    ", ""), file=sys.stderr)
    for report in reports:
        print("\n".join(_report_lines(report, notes=notes)))
    errors = sum(len(report.of(Severity.ERROR)) for report in reports) + len(unreadable)
    warnings = sum(len(report.of(Severity.WARNING)) for report in reports)
    texts = len(reports) + len(unreadable)
    print(
        f"{_counted(texts, 'version')} checked: {_counted(errors, 'error')}, "
        f"{_counted(warnings, 'warning')}."
    )


def _report_lines(report: Report, *, notes: bool) -> Iterator[str]:
    counts = report.counts
    verdict = paint("passed", Style.GREEN) if not _grave(report) else paint("look", Style.YELLOW)
    if not report.passed:
        verdict = paint("failed", Style.RED)
    yield f"{report.memo}: {verdict}"
    proven = (
        f"{_counted(counts.tables, 'table')}, {_counted(counts.rows, 'row')}, "
        f"{_counted(counts.situations, 'situation')}; "
        f"guarantees proven: {counts.guarantees_proven} of {counts.guarantees}; "
        f"cases right: {counts.cases_passed} of {counts.cases}; "
        f"{_counted(counts.segments, 'stretch')} of time"
    )
    yield wrapped(proven, "  ")
    for finding in report.findings:
        if notes or finding.severity is not Severity.NOTE:
            yield from _finding_lines(finding)


def _finding_lines(finding: Finding) -> Iterator[str]:
    end = f" to {finding.period.end}" if finding.period.end else " on"
    days = f"from {finding.period.start}{end}"
    head = paint(finding.severity.value, COLOUR[finding.severity])
    yield wrapped(safe(f"{finding.place}: {head}: {finding.message} ({days})"), "    ", "  ")
    if finding.example is not None:
        yield wrapped(safe(f"For example: {finding.example.sentence}"), "      ")


def _counted(number: int, noun: str) -> str:
    plural = f"{noun}es" if noun.endswith(("ch", "s")) else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"


def _record(reports: list[Report], unreadable: list[MemoError]) -> dict[str, Any]:
    return {
        "passed": not unreadable and not any(_grave(report) for report in reports),
        "unreadable": [str(problem) for error in unreadable for problem in error.problems],
        "reports": [_report_record(report) for report in reports],
    }


def _report_record(report: Report) -> dict[str, Any]:
    counts = report.counts
    return {
        "memo": str(report.memo),
        "passed": report.passed,
        "counts": {name: getattr(counts, name) for name in type(counts).__dataclass_fields__},
        "findings": [_finding_record(finding) for finding in report.findings],
    }


def _finding_record(finding: Finding) -> dict[str, Any]:
    example = finding.example
    return {
        "severity": finding.severity.value,
        "code": finding.code.value,
        "file": finding.place.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "from": finding.period.start.isoformat(),
        "to": finding.period.end.isoformat() if finding.period.end else None,
        "message": finding.message,
        "situations": finding.situations,
        "example": None
        if example is None
        else {"facts": dict(example.facts), "sentence": example.sentence, "case": example.case},
    }

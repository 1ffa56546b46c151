"""Prove texts: complete, consistent, alive, true to their guarantees and cases, cited, current.

A text is checked on every day it is in force, with the texts it rests on in force that day.
Errors keep a memo from being signed; warnings are for a person to look at; notes are for your
information.  Exit code 1 when there is an error or a warning.

Examples:
  charteroak check
  charteroak check ct/law-enforcement
  charteroak check ct/law-enforcement@2026-11-23 --json
  charteroak check guidance/example/parcel/2026-01-01.md --notes
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import Any

from charteroak.commands.options import add_json, find_text, text_file, today
from charteroak.commands.output import print_json
from charteroak.commands.words import counted, shown_period
from charteroak.core.checking import Finding, Report, Severity, check_memo
from charteroak.core.errors import MemoError, UnknownNameError
from charteroak.core.library import Library
from charteroak.core.memo import Kind
from charteroak.shipped import open_library
from charteroak.terminal import Style, paint, wrapped

COLOUR = {Severity.ERROR: Style.RED, Severity.WARNING: Style.YELLOW, Severity.NOTE: Style.FAINT}


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``check``."""
    parser.add_argument(
        "texts", nargs="*", metavar="TEXT", help="texts, versions or files (default: all texts)"
    )
    parser.add_argument("--notes", action="store_true", help="show notes as well")
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Check the texts and print what was found; return 1 where there is something to mend."""
    reports, unreadable = list[Report](), list[MemoError]()
    for found in _checked(options):
        if isinstance(found, MemoError):
            unreadable.append(found)
        else:
            reports.append(found)
        if not options.json:
            print("\n".join(_lines(found, notes=options.notes)), flush=True)
    if options.json:
        print_json(_record(reports, unreadable))
    else:
        print(_summary(reports, unreadable))
    return 1 if unreadable or any(map(_grave, reports)) else 0


def _checked(options: argparse.Namespace) -> Iterator[Report | MemoError]:
    """Yield the report of each version that is named, or why it cannot be read."""
    try:
        library = open_library(options.guidance)
    except MemoError as error:
        yield error
        return
    names = options.texts or list(library.shelves)
    for version in [each for name in names for each in _versions(library, name)]:
        try:
            yield check_memo(*find_text(library, version, today()))
        except MemoError as error:
            yield error


def _versions(library: Library, name: str) -> list[str]:
    """Return the versions that ``name`` stands for: itself, or those of a whole text.

    Raises:
        UnknownNameError: there is no such text or version.
    """
    if text_file(name) is not None:
        return [name]
    text, at, version = name.partition("@")
    headers = library.shelf(text).headers
    if not at:
        return [str(header.id) for header in headers if header.kind is not Kind.VOCABULARY]
    names = [header.id.version for header in headers]
    if version not in names:
        raise UnknownNameError(f"a version of {text}", version, names)
    return [name]


def _grave(report: Report) -> bool:
    return bool(report.of(Severity.ERROR) or report.of(Severity.WARNING))


def _lines(found: Report | MemoError, *, notes: bool) -> Iterator[str]:
    if isinstance(found, MemoError):
        for problem in found.problems:
            place = str(problem.place)
            words = str(problem).removeprefix(f"{place}: ")
            yield _labelled(place, Severity.ERROR, words, "")
    else:
        yield from _report_lines(found, notes=notes)


def _report_lines(report: Report, *, notes: bool) -> Iterator[str]:
    counts = report.counts
    yield f"{report.memo}: {_verdict(report)}"
    proven = (
        f"{counted(counts.tables, 'table')}, {counted(counts.rows, 'row')}, "
        f"{counted(counts.situations, 'situation')}; "
        f"guarantees proven: {counts.guarantees_proven} of {counts.guarantees}; "
        f"cases right: {counts.cases_passed} of {counts.cases}; "
        f"{counted(counts.segments, 'stretch', 'stretches')} of time"
    )
    yield wrapped(proven, "  ")
    for finding in report.findings:
        if notes or finding.severity is not Severity.NOTE:
            yield from _finding_lines(finding)


def _verdict(report: Report) -> str:
    if not report.passed:
        return paint("failed", Style.RED)
    if report.of(Severity.WARNING):
        return paint("passed with warnings", Style.YELLOW)
    return paint("passed", Style.GREEN)


def _finding_lines(finding: Finding) -> Iterator[str]:
    words = f"{finding.message} ({shown_period(finding.period)})"
    yield _labelled(str(finding.place), finding.severity, words, "  ")
    if finding.example is not None:
        yield wrapped(f"For example: {finding.example.sentence}", "      ")


def _labelled(place: str, severity: Severity, words: str, indent: str) -> str:
    """Return ``place: severity: words``, wrapped, with the severity in colour."""
    line = wrapped(f"{place}: {severity}: {words}", f"{indent}  ", indent)
    label = f"{severity}:"
    return line.replace(label, paint(label, COLOUR[severity]), 1)


def _summary(reports: Sequence[Report], unreadable: Sequence[MemoError]) -> str:
    errors = sum(len(report.of(Severity.ERROR)) for report in reports)
    errors += sum(len(error.problems) for error in unreadable)
    warnings = sum(len(report.of(Severity.WARNING)) for report in reports)
    texts = counted(len(reports) + len(unreadable), "version")
    return f"{texts} checked: {counted(errors, 'error')}, {counted(warnings, 'warning')}."


def _record(reports: Sequence[Report], unreadable: Sequence[MemoError]) -> dict[str, Any]:
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

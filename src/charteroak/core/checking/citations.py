"""Whether what the rows cite is law on the days of a segment, and is the text that was read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from charteroak.core.checking.examination import Examination
from charteroak.core.checking.report import Code, Finding, Severity
from charteroak.core.directions import Direction, Ruling
from charteroak.core.errors import Place, listing
from charteroak.core.library import Library
from charteroak.core.memo import (
    Citation,
    Period,
)
from charteroak.core.provenance import IN_FORCE, standing_on, status_on
from charteroak.core.tables import (
    Row,
    Table,
)

CHALLENGED = "challenged"
UNDECIDED = frozenset({Direction.REFER, Direction.NO_RULE})


@dataclass(slots=True)
class _Reliance:
    """An entry of *Citations* with the living rows that rest on it."""

    entry: Citation
    rows: list[tuple[Table, Row]]

    def named(self) -> str:
        """Return the rows by table: *rows 1 and 3 of “hold”; row 2 of “admit”*."""
        by_table: dict[str, list[str]] = {}
        for table, row in self.rows:
            by_table.setdefault(table.name, []).append(row.name)
        return "; ".join(
            f"{'row' if len(rows) == 1 else 'rows'} {listing(rows)} of “{table}”"
            for table, rows in by_table.items()
        )


def citation_findings(exam: Examination, library: Library) -> Iterator[Finding]:
    """Yield provisions that are not in force, challenged, or read in another version."""
    for reliance in _reliances(exam):
        yield from _standing(exam, reliance)
        yield from _stale(exam, library, reliance)


def _reliances(exam: Examination) -> Iterator[_Reliance]:
    """Yield the entries that rows rest on which fit some situation in this segment."""
    found: dict[Place, _Reliance] = {}
    for table in exam.memo.tables:
        guards = exam.own.table(table).guards
        for row, guard in zip(table.rows, guards, strict=True):
            entries = [exam.memo.citation(cite) for cite in row.cites]
            by_place = {entry.place: entry for entry in entries if entry is not None}
            for place, entry in by_place.items() if guard != exam.diagram.false else ():
                found.setdefault(place, _Reliance(entry, [])).rows.append((table, row))
    yield from found.values()


def _standing(exam: Examination, reliance: _Reliance) -> Iterator[Finding]:
    entry, note = reliance.entry, f" {reliance.entry.note}" if reliance.entry.note else ""
    for period in _periods(exam.period, entry):
        standing = standing_on(entry, period.start)
        if standing != IN_FORCE:
            for severity, rows in _by_severity(reliance.rows).items():
                resting = _Reliance(entry, rows).named()
                message = f"{entry.cite} is {standing} on these days; on it rest {resting}.{note}"
                finding = exam.finding(Code.NOT_LAW, rows[0][1].place, message)
                yield replace(finding, severity=severity, period=period)
        if CHALLENGED in status_on(entry, period.start):
            message = f"{entry.cite} is challenged; on it rest {reliance.named()}.{note}"
            finding = exam.finding(Code.CHALLENGED, entry.place, message)
            yield replace(finding, period=period)


def _by_severity(rows: list[tuple[Table, Row]]) -> dict[Severity, list[tuple[Table, Row]]]:
    found: dict[Severity, list[tuple[Table, Row]]] = {}
    for table, row in rows:
        found.setdefault(_severity(row), []).append((table, row))
    return found


def _severity(row: Row) -> Severity:
    """Return how grave it is to rest on what is not law: most, where the row decides an act."""
    rulings = [result for result in row.results if isinstance(result, Ruling)]
    if any(ruling.direction not in UNDECIDED for ruling in rulings):
        return Severity.ERROR
    return Severity.NOTE if rulings else Severity.WARNING


def _periods(whole: Period, entry: Citation) -> Iterator[Period]:
    """Yield the parts of ``whole`` between the days on which the status of a citation changes."""
    changes = {status.since for status in entry.statuses if status.since is not None}
    later = sorted(day for day in changes if day > whole.start and whole.holds(day))
    for start, following in zip([whole.start, *later], [*later, None], strict=True):
        yield Period(start, whole.end if following is None else following - timedelta(days=1))


def _stale(exam: Examination, library: Library, reliance: _Reliance) -> Iterator[Finding]:
    """Report each row that cites what was read in another version than the one in force."""
    read_in = reliance.entry.read_in
    if read_in is None or read_in == exam.memo.id:
        return
    shelf = library.shelves.get(read_in.text)
    header = shelf.in_force(exam.day) if shelf else None
    if header is not None and header.id == read_in:
        return
    now = f"{header.id} is in force" if header else "no version of it is in force"
    if shelf is None:
        now = "this library has no such text"
    for table, row in reliance.rows:
        message = f"Row {row.name} of “{table.name}” is stale: {reliance.entry.cite} was read in "
        yield exam.finding(Code.STALE, row.place, f"{message}{read_in}, and {now}.")

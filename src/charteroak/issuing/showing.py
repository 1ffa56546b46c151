"""What pages show of a text in work: remarks at their line, results of proofs, differences."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from charteroak.core.checking import Code, Finding, Severity
from charteroak.core.checking.report import Counts
from charteroak.core.compare import Comparison, compare
from charteroak.core.errors import CharterOakError, Place, Problem
from charteroak.core.memo import Memo
from charteroak.core.render import render_html
from charteroak.issuing.examining import FILE, Examined
from charteroak.issuing.library import current_library

WORDS = {Severity.ERROR: "Error", Severity.WARNING: "Warning", Severity.NOTE: "Note"}
MOST_LINES_COMPARED = 6000
MOST_SHOWN = 100
OWN_PLACE = re.compile(rf"{re.escape(FILE)}:(\d+):(\d+): ")
PLACE = re.compile(r"\+(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One thing the core says of a text; ``line`` is 0 where it stands in another text."""

    severity: str
    line: int
    column: int
    words: str
    example: str = ""

    @property
    def label(self) -> str:
        """Return the severity as a word that begins a sentence."""
        return self.severity.capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A guarantee or a case, as it is written, and whether it holds."""

    words: str
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """Everything a page shows of a check: what was found, counted, and the proofs."""

    remarks: tuple[Remark, ...]
    errors: int
    warnings: int
    notes: int
    more: int
    counts: Counts | None
    guarantees: tuple[Proof, ...]
    cases: tuple[Proof, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing found is an error."""
        return self.counts is not None and not self.errors


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What differs from the version in force on ``day``; ``old`` is None where none is.

    ``refused`` says why the two cannot be compared.
    """

    day: date
    addressees: tuple[str, ...] = ()
    old: Memo | None = None
    comparison: Comparison | None = None
    refused: str = ""


@dataclass(frozen=True, slots=True)
class DiffLine:
    """One line of a difference: ``kind`` is added, removed, same or place."""

    kind: str
    words: str


def checked(found: Examined) -> Checked:
    """Return what a page shows of an examination."""
    remarks = tuple(_remarks(found))
    counts = [sum(r.severity == kind.value for r in remarks) for kind in Severity]
    return Checked(
        remarks=remarks[:MOST_SHOWN],
        errors=counts[0],
        warnings=counts[1],
        notes=counts[2],
        more=max(len(remarks) - MOST_SHOWN, 0),
        counts=found.report.counts if found.report else None,
        guarantees=tuple(_guarantees(found)),
        cases=tuple(_cases(found)),
    )


def memo_markup(memo: Memo) -> str:
    """Return a memo as the article that is published, with links into the public copy."""
    return render_html(memo, fragment=True, address=lambda text: f"/guidance/{text}/")


def compared(found: Examined, today: date) -> Compared | None:
    """Compare a text with the version that would answer if it were not issued.

    Both are taken on the first day from today on that the text would be in force.  None where
    the text cannot be read.
    """
    memo, library = found.memo, found.library
    if memo is None or library is None:
        return None
    day = max(memo.in_force.start, today)
    shelf = current_library().shelves.get(memo.id.text)
    header = shelf.in_force(day) if shelf else None
    sent = memo.addressees
    if header is None:
        return Compared(day=day, addressees=sent)
    try:
        old = current_library().version(header.id)
        found_changes = compare(library, old, memo, day, day)
    except CharterOakError as error:
        return Compared(day=day, addressees=sent, refused=str(error))
    return Compared(day=day, addressees=sent, old=old, comparison=found_changes)


def differences(old: str, new: str, context: int = 2) -> list[DiffLine]:
    """Return the lines that differ, with a few around them; a place line before each group."""
    before, after = old.split("\n"), new.split("\n")
    if max(len(before), len(after)) > MOST_LINES_COMPARED:
        return [DiffLine("place", "The texts are too long to be shown line by line.")]
    lines = difflib.unified_diff(before, after, lineterm="", n=context)
    return [_diff_line(line) for line in list(lines)[2:]]


def _diff_line(line: str) -> DiffLine:
    if line.startswith("@@"):
        place = PLACE.search(line)
        return DiffLine("place", f"Line {place[1]}" if place else line)
    kinds = {"+": "added", "-": "removed"}
    return DiffLine(kinds.get(line[:1], "same"), line[1:])


def _remarks(found: Examined) -> Iterator[Remark]:
    for problem in found.problems:
        yield _of_problem(problem)
    for finding in found.report.findings if found.report else ():
        yield _of_finding(finding)


def _of_problem(problem: Problem) -> Remark:
    words = str(problem).removeprefix(f"{problem.place}: ")
    own = problem.place.file == FILE
    return Remark(
        severity=Severity.ERROR.value,
        line=problem.place.line if own else 0,
        column=problem.place.column,
        words=words if own else f"{problem.place}: {words}",
    )


def _of_finding(finding: Finding) -> Remark:
    # What cannot be worked out at all names its place in its message.
    named = OWN_PLACE.match(finding.message)
    own = finding.place.file == FILE
    return Remark(
        severity=finding.severity.value,
        line=int(named[1]) if named else finding.place.line if own else 0,
        column=int(named[2]) if named else finding.place.column,
        words=finding.message[named.end() :] if named else finding.message,
        example=finding.example.sentence if finding.example else "",
    )


def _guarantees(found: Examined) -> Iterator[Proof]:
    places = _places(found, Code.GUARANTEE_BROKEN, Code.GUARANTEE_BROKEN_WHEN_NOT_SURE)
    for guarantee in found.memo.guarantees if found.memo and found.report else ():
        yield Proof(words=guarantee.written, holds=guarantee.place not in places)


def _cases(found: Examined) -> Iterator[Proof]:
    places = _places(found, Code.CASE_FAILS)
    for case in found.memo.cases if found.memo and found.report else ():
        yield Proof(words=case.name, holds=case.place not in places)


def _places(found: Examined, *codes: Code) -> set[Place]:
    findings: Sequence[Finding] = found.report.findings if found.report else ()
    unworkable = any(finding.code is Code.UNWORKABLE for finding in findings)
    if unworkable and found.memo:
        return {g.place for g in found.memo.guarantees} | {c.place for c in found.memo.cases}
    return {finding.place for finding in findings if finding.code in codes}

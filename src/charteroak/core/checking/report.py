"""The report of a check: findings by severity, and counts of what was proven."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from charteroak.core.checking.segments import Segment
from charteroak.core.describe import CounterExample
from charteroak.core.errors import Place
from charteroak.core.memo import Period, Version


class Severity(StrEnum):
    """How grave a finding is: an error must be mended before the memo can be signed."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Code(StrEnum):
    """What kind of finding it is."""

    INCOMPLETE = "incomplete"
    OVERLAP = "overlap"
    DISAGREE = "disagree"
    CONTRADICTORY_TEXTS = "contradictory texts"
    IMPOSSIBLE_ROW = "impossible row"
    SHADOWED_ROW = "shadowed row"
    REDUNDANT_ROW = "redundant row"
    IDLE_FACT = "idle fact"
    IDLE_OUTPUT = "idle output"
    GUARANTEE_BROKEN = "guarantee broken"
    GUARANTEE_BROKEN_WHEN_NOT_SURE = "guarantee broken when not sure"
    GUARANTEE_EMPTY = "guarantee empty"
    CASE_FAILS = "case fails"
    NOT_LAW = "not law"
    CHALLENGED = "challenged"
    STALE = "stale"
    CONTRADICTS = "contradicts"
    DEPARTS = "departs"
    LOOSENS_BOUND = "loosens bound"
    REFERS_ELSEWHERE = "refers elsewhere"
    OUTRANKED = "outranked"
    TEXTS_CONFLICT = "texts conflict"
    NO_FALLBACK = "no fallback"
    NOTHING_IN_FORCE = "nothing in force"
    COMES_LATER = "comes later"
    UNWORKABLE = "unworkable"


# All others are errors.
SEVERITIES: dict[Code, Severity] = {
    Code.REDUNDANT_ROW: Severity.NOTE,
    Code.IDLE_OUTPUT: Severity.NOTE,
    Code.CHALLENGED: Severity.NOTE,
    Code.TEXTS_CONFLICT: Severity.NOTE,
    Code.REFERS_ELSEWHERE: Severity.NOTE,
    Code.GUARANTEE_EMPTY: Severity.WARNING,
    Code.STALE: Severity.WARNING,
    Code.DEPARTS: Severity.WARNING,
    Code.LOOSENS_BOUND: Severity.WARNING,
    Code.OUTRANKED: Severity.WARNING,
    Code.NOTHING_IN_FORCE: Severity.WARNING,
    Code.COMES_LATER: Severity.NOTE,
}
# A row or fact that is alive in one segment is no fault in another.
ALIVE_ONCE = frozenset({Code.IMPOSSIBLE_ROW, Code.SHADOWED_ROW, Code.IDLE_FACT, Code.REDUNDANT_ROW})


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding: where, on which days, and what in one sentence.

    ``situations`` is the number of situations it holds in, where that can be counted; ``example``
    shows one of them.
    """

    severity: Severity
    code: Code
    place: Place
    period: Period
    message: str
    situations: int | None = None
    example: CounterExample | None = None

    def __str__(self) -> str:
        """Return the finding as an editor reads it: ``file:line:column: severity: message``."""
        return f"{self.place}: {self.severity}: {self.message} [{self.code}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What was looked at: ``situations`` is the largest number in any segment."""

    segments: int
    situations: int
    tables: int
    rows: int
    guarantees: int
    guarantees_proven: int
    cases: int
    cases_passed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything found in one memo, over its whole time in force."""

    memo: Version
    findings: tuple[Finding, ...]
    segments: tuple[Segment, ...]
    counts: Counts

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """Return the findings of one severity."""
        return tuple(finding for finding in self.findings if finding.severity is severity)

    @property
    def passed(self) -> bool:
        """True where nothing found is an error."""
        return not self.of(Severity.ERROR)


def merge(found: Sequence[tuple[Segment, Sequence[Finding]]]) -> tuple[Finding, ...]:
    """Join the findings of all segments: the same finding on neighbouring days becomes one.

    What is dead in some segments only becomes a note.
    """
    joined: dict[tuple[object, ...], list[Finding]] = {}
    for _, findings in found:
        for finding in findings:
            same = joined.setdefault((finding.code, finding.place, finding.message), [])
            if same and _follows(same[-1].period, finding.period):
                same[-1] = replace(same[-1], period=_joined(same[-1].period, finding.period))
            else:
                same.append(finding)
    dead = _dead_throughout(found)
    softened = (_softened(each, dead) for same in joined.values() for each in same)
    order = list(Severity)
    return tuple(sorted(softened, key=lambda f: (order.index(f.severity), f.place, f.period.start)))


def _dead_throughout(found: Sequence[tuple[Segment, Sequence[Finding]]]) -> set[Place]:
    """Return the places that are found dead in every segment."""
    dead = [{f.place for f in findings if f.code in ALIVE_ONCE} for _, findings in found]
    return set.intersection(*dead) if dead else set()


def _softened(finding: Finding, dead: Iterable[Place]) -> Finding:
    if finding.code not in ALIVE_ONCE or finding.place in dead:
        return finding
    return replace(finding, severity=Severity.NOTE)


def _follows(first: Period, second: Period) -> bool:
    """Tell whether ``second`` begins within ``first`` or on the day after it."""
    return first.end is None or second.start <= first.end + timedelta(days=1)


def _joined(first: Period, second: Period) -> Period:
    ends = (first.end, second.end)
    end = None if None in ends else max(end for end in ends if end is not None)
    return Period(min(first.start, second.start), end)

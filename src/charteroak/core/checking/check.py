"""``check_memo``: every proof, in every segment of a memo's time in force."""

from __future__ import annotations

from collections.abc import Iterator

from charteroak.core.checking.cases import case_findings, cases_never_run
from charteroak.core.checking.citations import citation_findings
from charteroak.core.checking.examination import Examination
from charteroak.core.checking.guarantees import guarantee_findings
from charteroak.core.checking.layering import (
    fallback_findings,
    layer_findings,
    missing_findings,
)
from charteroak.core.checking.report import Code, Counts, Finding, Report, Severity, merge
from charteroak.core.checking.segments import Segment, periods_of
from charteroak.core.checking.tables import idle_findings, table_findings
from charteroak.core.errors import CharterOakError, MemoError, Place
from charteroak.core.guidance import compile_guidance
from charteroak.core.library import Library
from charteroak.core.memo import Memo, Period


def check_memo(library: Library, memo: Memo) -> Report:
    """Check ``memo`` in every segment of its time in force.

    What keeps a segment from being worked out at all (a text that does not exist, a level that no
    vocabulary puts in order, tables too entangled) is a finding too.

    Raises:
        MemoError: a text beneath the memo cannot be read.
    """
    try:
        periods = periods_of(library, memo)
    except MemoError:
        raise
    except CharterOakError as error:
        found = _unworkable(memo, memo.in_force, error)
        return _report(memo, [(Segment(period=memo.in_force, texts=(), situations=0), [found])])
    return _report(memo, [_examined(library, memo, period) for period in periods])


def _examined(library: Library, memo: Memo, period: Period) -> tuple[Segment, list[Finding]]:
    """Return one segment and all that is found in it."""
    texts = tuple(text.id for text in library.texts_in_play(memo, period.start))
    situations, found = 0, list[Finding]()
    try:
        exam = Examination(compile_guidance(library, memo, period.start), period)
        situations = exam.situations
        for finding in _findings(exam, library):
            found.append(finding)
    except MemoError:
        raise
    except CharterOakError as error:
        found.append(_unworkable(memo, period, error))
    return Segment(period=period, texts=texts, situations=situations), found


def _findings(exam: Examination, library: Library) -> Iterator[Finding]:
    yield from table_findings(exam)
    yield from idle_findings(exam)
    yield from fallback_findings(exam)
    yield from missing_findings(exam, library)
    yield from citation_findings(exam, library)
    yield from layer_findings(exam)
    yield from guarantee_findings(exam)
    yield from case_findings(exam)
    yield from cases_never_run(exam)


def _unworkable(memo: Memo, period: Period, error: CharterOakError) -> Finding:
    return Finding(
        severity=Severity.ERROR,
        code=Code.UNWORKABLE,
        place=Place(file=memo.file, line=1),
        period=period,
        message=str(error),
    )


def _report(memo: Memo, found: list[tuple[Segment, list[Finding]]]) -> Report:
    findings = merge(found)
    segments = tuple(segment for segment, _ in found)
    workable = not any(finding.code is Code.UNWORKABLE for finding in findings)
    broken = {f.place for f in findings if f.code is Code.GUARANTEE_BROKEN}
    failed = {f.place for f in findings if f.code is Code.CASE_FAILS}
    counts = Counts(
        segments=len(segments),
        situations=max((segment.situations for segment in segments), default=0),
        tables=len(memo.tables),
        rows=sum(len(table.rows) for table in memo.tables),
        guarantees=len(memo.guarantees),
        guarantees_proven=sum(g.place not in broken for g in memo.guarantees) if workable else 0,
        cases=len(memo.cases),
        cases_passed=sum(case.place not in failed for case in memo.cases) if workable else 0,
    )
    return Report(memo=memo.id, findings=findings, segments=segments, counts=counts)

"""Checking a memo: what has to be proven before it can be signed.

``check_memo`` is the way in; ``report`` holds what comes out.  Each other module proves one kind of
thing of one segment of the memo's time in force.
"""

from __future__ import annotations

from charteroak.core.checking.check import check_memo
from charteroak.core.checking.report import Code, Counts, Finding, Report, Severity
from charteroak.core.checking.segments import Segment

__all__ = ["Code", "Counts", "Finding", "Report", "Segment", "Severity", "check_memo"]

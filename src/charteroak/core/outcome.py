"""What is found for one act in one situation, without the explanation: for many records at once.

An outcome says the same as ``answer`` does: the ruling, the rows and citations it rests on, or
that a fact is needed.  It is made once for each way the diagram can end, not once for each record.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charteroak.core.directions import Ruling, Verdict
from charteroak.core.grounds import citations_of, rows_of
from charteroak.core.guidance import Guidance
from charteroak.core.memo import Grade
from charteroak.core.provenance import (
    IN_FORCE,
    RowReference,
    Sourced,
    blanks_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActOutcome:
    """The ruling for one act, or the fact that is needed to settle it.

    ``ruling`` is None where it is not settled; ``needs`` then names the fact to ask first.
    """

    act: str
    ruling: Ruling | None
    needs: str = ""
    rows: tuple[RowReference, ...] = ()
    citations: tuple[Sourced, ...] = ()
    conflict: bool = False

    @property
    def settled(self) -> bool:
        """True where the ruling is known."""
        return self.ruling is not None

    @property
    def ruling_in_words(self) -> str:
        """The ruling as written, empty where it is not settled."""
        return "" if self.ruling is None else str(self.ruling)

    @property
    def rows_in_words(self) -> str:
        """The rows that decided, each as ``text@version table row``."""
        return "; ".join(f"{row.text} {row.table} {row.row}" for row in self.rows)

    @property
    def citations_in_words(self) -> str:
        """The citations, with grade and status where they are not verified and in force."""
        return "; ".join(_cited(citation) for citation in self.citations)


def settled_outcome(guidance: Guidance, act: str, verdicts: Sequence[Verdict]) -> ActOutcome:
    """Return the outcome where the ruling of all ``verdicts`` is the same.

    Args:
        guidance: the guidance that gave the verdicts.
        act: the act they are about.
        verdicts: the verdicts that the known facts leave possible; at least one.
    """
    sayings = [verdict.binding for verdict in verdicts if verdict.binding is not None]
    return ActOutcome(
        act=act,
        ruling=blanks_of(guidance.texts).ruling(verdicts[0].ruling),
        rows=rows_of(guidance, act, sayings),
        citations=citations_of(guidance, act, sayings),
        conflict=any(verdict.conflict for verdict in verdicts),
    )


def _cited(citation: Sourced) -> str:
    notes = [] if citation.grade is Grade.VERIFIED else [citation.grade.value]
    notes += [] if citation.status == IN_FORCE else [citation.status]
    return f"{citation.cite} ({', '.join(notes)})" if notes else citation.cite

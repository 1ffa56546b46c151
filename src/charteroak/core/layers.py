"""What a lower text makes of what the texts above it say: conforms, stricter, silent, conflicts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from charteroak.core.diagram import Node
from charteroak.core.directions import (
    ACTING,
    CONTRADICTED_BY,
    DEFINITE,
    DEPARTABLE,
    NO_RULE,
    Direction,
    Ruling,
    Saying,
    Verdict,
    bounds_within,
    combine,
)
from charteroak.core.guidance import Guidance
from charteroak.core.provenance import blanks_of
from charteroak.core.tables import (
    Row,
)


class Outcome(StrEnum):
    """How a lower text stands to what binds above it, the gravest first."""

    CONFLICTS = "conflicts"
    DEPARTS_WITHOUT_REASON = "departs from should without a reason"
    DEPARTS_WITH_REASON = "departs from should with a reason"
    STRICTER = "stricter"
    CONFORMS = "conforms"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One outcome: what binds above and the saying it is from, what is said below and by whom."""

    outcome: Outcome
    ruling: Ruling
    above: Saying | None
    says: Ruling
    below: Saying

    @property
    def by_bounds(self) -> bool:
        """True where the directions agree and only a bound was dropped or loosened."""
        bare = judge(Ruling(self.ruling.direction), Ruling(self.says.direction))
        return self.outcome is Outcome.CONFLICTS and bare is not Outcome.CONFLICTS


def judge(above: Ruling, below: Ruling, *, departs: bool = False) -> Outcome:
    """Tell how ``below`` stands to ``above``, which binds.

    Args:
        above: what binds without the lower text.
        below: what the lower text says.
        departs: whether the lower text states a reason to depart from *should*.
    """
    if below.direction is Direction.NO_RULE:
        return Outcome.SILENT
    if above.direction is Direction.NO_RULE:
        return Outcome.CONFORMS
    if above.direction in DEPARTABLE and below.direction in CONTRADICTED_BY[above.direction]:
        return Outcome.DEPARTS_WITH_REASON if departs else Outcome.DEPARTS_WITHOUT_REASON
    if _lifts(above, below):
        return Outcome.CONFLICTS
    return Outcome.STRICTER if _narrows(above, below) else Outcome.CONFORMS


def judged(guidance: Guidance, act: str, index: int) -> Node:
    """Return how the text at ``index`` stands, for ``act``, to all other texts in play.

    The terminals of the diagram are Judgements.  The blanks that a plan fills in are filled.
    """
    diagram, own = guidance.diagram, guidance.compiled[index]
    fill = blanks_of(guidance.texts)
    silent = diagram.terminal(Saying(index, NO_RULE, -1))

    def judgement(verdict: Verdict, saying: Saying) -> Judgement:
        binding, says = fill.ruling(verdict.ruling), fill.ruling(saying.ruling)
        outcome = judge(binding, says, departs=saying.departs)
        return Judgement(outcome, binding, verdict.binding, says, saying)

    said = own.said(act) if act in own.act_tables else silent
    return diagram.combine(judgement, above(guidance, act, index), said)


def above(guidance: Guidance, act: str, index: int) -> Node:
    """Return what binds for ``act`` without the text at ``index``; the terminals are Verdicts."""
    said = [
        text.said(act)
        for i, text in enumerate(guidance.compiled)
        if i != index and act in text.act_tables
    ]
    if not said:
        return guidance.diagram.terminal(Verdict(NO_RULE, None, ()))
    return guidance.diagram.combine(
        lambda *sayings: combine(sayings, guidance.levels, guidance.law), *said
    )


def row_of(guidance: Guidance, act: str, saying: Saying) -> Row:
    """Return the row that ``saying`` is from."""
    table, _ = guidance.compiled[saying.text].act_tables[act]
    return table.rows[saying.row]


def quoted(guidance: Guidance, act: str, saying: Saying) -> str:
    """Return who says what: *ct/54-192h@2019-10-01 (row 4, CGS 54-192h(b)) says “must not”*."""
    row = row_of(guidance, act, saying)
    cites = f", {'; '.join(row.cites)}" if row.cites else ""
    return f"{guidance.texts[saying.text].id} (row {row.name}{cites}) says “{saying.ruling}”"


def _lifts(above: Ruling, below: Ruling) -> bool:
    """Tell whether ``below`` says what ``above`` does not allow, or drops one of its bounds."""
    if above.direction is Direction.REFER and below.direction is not Direction.REFER:
        return True
    if above.direction in DEFINITE and below.direction in CONTRADICTED_BY[above.direction]:
        return True
    bound = above.direction is below.direction or {above.direction, below.direction} <= ACTING
    return bound and not bounds_within(above, below)


def _narrows(above: Ruling, below: Ruling) -> bool:
    if above.direction is below.direction:
        return above.bounds != below.bounds
    if above.direction is Direction.MAY:
        return True
    return (above.direction, below.direction) in {
        (Direction.SHOULD, Direction.MUST),
        (Direction.SHOULD_NOT, Direction.MUST_NOT),
    }

"""Whether a plan keeps within the memo it adopts and the law beneath it.

Each situation of each act has one outcome; see ``layers.py`` for what they mean.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from charteroak.core.checking.examination import Examination
from charteroak.core.conditions import Where, where
from charteroak.core.describe import CounterExample
from charteroak.core.diagram import Node
from charteroak.core.directions import Ruling, Saying
from charteroak.core.errors import Place
from charteroak.core.facts import (
    key,
)
from charteroak.core.guidance import compile_guidance
from charteroak.core.layers import Judgement, Outcome, judged, quoted, row_of
from charteroak.core.library import Library
from charteroak.core.memo import (
    Memo,
    Period,
    Version,
)
from charteroak.core.provenance import RowReference, reference

# The outcomes that are shown one by one.
REPORTED = frozenset(
    {Outcome.CONFLICTS, Outcome.DEPARTS_WITHOUT_REASON, Outcome.DEPARTS_WITH_REASON}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A row of the plan that conflicts with what binds, or departs from it.

    ``above`` is the row that binds and ``ruling`` what it says; ``reason`` the plan's own.
    """

    act: str
    outcome: Outcome
    row: RowReference
    place: Place
    says: Ruling
    above: RowReference | None
    ruling: Ruling
    reason: str
    by_bounds: bool
    where: Where
    message: str
    example: CounterExample


@dataclass(frozen=True, slots=True, kw_only=True)
class ActConformance:
    """How a plan stands for one act: the gravest outcome, and the situations of each."""

    act: str
    outcome: Outcome
    counts: dict[Outcome, int]
    clashes: tuple[Clash, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conformance:
    """How a plan stands to the memo it adopts on one day.

    ``unfilled`` are the blanks of the memo that the plan does not fill in: there it is silent.
    """

    plan: Version
    memo: Version | None
    texts: tuple[Version, ...]
    day: date
    situations: int
    outcome: Outcome
    acts: tuple[ActConformance, ...]
    unfilled: tuple[str, ...]

    @property
    def conforms(self) -> bool:
        """True where nothing conflicts and every departure has its reason."""
        return self.outcome not in {Outcome.CONFLICTS, Outcome.DEPARTS_WITHOUT_REASON}

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """All conflicts and departures, act by act."""
        return tuple(clash for act in self.acts for clash in act.clashes)


def conform(library: Library, plan: Memo, day: date) -> Conformance:
    """Hold ``plan`` against the memo it adopts and the law beneath it, as in force on ``day``.

    Raises:
        NoVersionError: the memo that the plan adopts is not in force on the day.
        CharterOakError: the texts cannot be worked out together.
    """
    memo = library.in_force(plan.adopts, day) if plan.adopts else None
    exam = Examination(compile_guidance(library, plan, day), Period(day, day))
    acts = tuple(_act(exam, act) for act in exam.guidance.acts)
    return Conformance(
        plan=plan.id,
        memo=memo.id if memo else None,
        texts=tuple(text.id for text in exam.guidance.texts),
        day=day,
        situations=exam.situations,
        outcome=_gravest(act.outcome for act in acts),
        acts=acts,
        unfilled=_unfilled(plan, memo),
    )


def _act(exam: Examination, act: str) -> ActConformance:
    """Return how the plan stands for ``act``."""
    node = judged(exam.guidance, act, exam.index)
    counts: dict[Outcome, int] = {}
    clashes = []
    for judgement, count in exam.diagram.count(node).items():
        counts[judgement.outcome] = counts.get(judgement.outcome, 0) + count
        if judgement.outcome in REPORTED:
            clashes.append(_clash(exam, act, judgement, node))
    clashes.sort(key=lambda clash: (list(Outcome).index(clash.outcome), clash.place))
    return ActConformance(
        act=act,
        outcome=_gravest(counts),
        counts={outcome: counts[outcome] for outcome in Outcome if outcome in counts},
        clashes=tuple(clashes),
    )


def _clash(exam: Examination, act: str, judgement: Judgement, node: Node) -> Clash:
    row = row_of(exam.guidance, act, judgement.below)
    region = exam.diagram.where(node, lambda each: each == judgement)
    return Clash(
        act=act,
        outcome=judgement.outcome,
        row=_reference(exam, act, judgement.below),
        place=row.place,
        says=judgement.says,
        above=_reference(exam, act, judgement.above) if judgement.above else None,
        ruling=judgement.ruling,
        reason=row.reason,
        by_bounds=judgement.by_bounds,
        where=where(exam.space, exam.diagram, region),
        message=_message(exam, act, judgement, region),
        example=exam.counter_example(
            exam.diagram.example(region, bool) or {},
            [act],
            name=f"{act}: row {row.name} against the memo",
            note=f"row {row.name} says “{judgement.says}”; what binds is “{judgement.ruling}”",
        ),
    )


def _message(exam: Examination, act: str, judgement: Judgement, region: Node) -> str:
    """Return one clash as a sentence."""
    row = row_of(exam.guidance, act, judgement.below)
    above = f"“{judgement.ruling}” binds"
    if judgement.above is not None:
        above = quoted(exam.guidance, act, judgement.above)
    verb = "drops or loosens a bound" if judgement.by_bounds else str(judgement.outcome)
    said = f"Row {row.name} says “{act}: {judgement.says}” where {above}"
    return f"{said}: it {verb} in {exam.where(region)}."


def _reference(exam: Examination, act: str, saying: Saying) -> RowReference:
    text = exam.guidance.compiled[saying.text]
    table, _ = text.act_tables[act]
    return reference(text.memo, table, table.rows[saying.row])


def _gravest(outcomes: Iterable[Outcome]) -> Outcome:
    """Return the gravest of ``outcomes``; silent only where nothing else is said."""
    return min(outcomes, key=list(Outcome).index, default=Outcome.SILENT)


def _unfilled(plan: Memo, memo: Memo | None) -> tuple[str, ...]:
    """Return the blanks of the memo that the plan leaves open."""
    filled = {key(blank.name) for blank in plan.blanks if blank.value}
    blanks = memo.blanks if memo else ()
    return tuple(blank.name for blank in blanks if key(blank.name) not in filled)

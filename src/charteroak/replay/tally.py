"""Adding up what was found in each part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from charteroak.core.coding import Coding
from charteroak.core.outcome import ActOutcome
from charteroak.core.replay import Plan
from charteroak.replay.decide import Counts, Decided, Fault
from charteroak.replay.files import MOST_SHOWN, Source
from charteroak.replay.summary import ActCounts, Rejected, Summary


class Tally:
    """The counts of a replay that is running."""

    def __init__(self, plans: Sequence[Plan[ActOutcome]]) -> None:
        """Begin at nothing."""
        self.plans = plans
        self.records = self.faulty = 0
        self.faults: list[Fault] = []
        self.counts: list[Counts] = [np.zeros(len(p.outcomes) + 1, np.int64) for p in plans]

    def add(self, decided: Decided) -> None:
        """Add what was found in a part."""
        self.records += decided.records
        self.faulty += decided.faulty
        self.faults += decided.faults[: MOST_SHOWN - len(self.faults)]
        for number, counts in enumerate(decided.counts):
            self.counts[number] += counts

    def summary(
        self, source: Source, columns: Mapping[str, str], facts: Sequence[Coding]
    ) -> Summary:
        """Return what a person is told.

        Args:
            source: the file that was read.
            columns: the column of each fact that has one, by the fact's name.
            facts: all facts that the acts depend on.
        """
        rejected = [*map(_rejected, self.faults), *source.ragged]
        return Summary(
            records=self.records,
            ragged=source.ragged_count,
            rejected_values=self.faulty,
            rejected=tuple(sorted(rejected, key=lambda each: each.row)[:MOST_SHOWN]),
            acts=tuple(map(_act_counts, self.plans, self.counts)),
            columns=columns,
            missing=tuple(fact.name for fact in facts if fact.name not in columns),
        )


def _act_counts(plan: Plan[ActOutcome], counts: Counts) -> ActCounts:
    rulings: Counter[str] = Counter()
    needs: Counter[str] = Counter()
    for outcome, count in zip(plan.outcomes, counts.tolist(), strict=False):
        if count and outcome.settled:
            rulings[outcome.ruling_in_words] += count
        elif count:
            needs[outcome.needs] += count
    return ActCounts(
        act=plan.outcomes[0].act,
        rulings=dict(rulings.most_common()),
        needs=dict(needs.most_common()),
        rejected=int(counts[-1]),
    )


def _rejected(fault: Fault) -> Rejected:
    nearest = fault.coder.fact.nearest(fault.value)
    return Rejected(row=fault.row, column=fault.coder.header, value=fault.value, nearest=nearest)

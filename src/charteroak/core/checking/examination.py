"""One memo in one segment, with what every proof needs: its guidance, and how to report."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cached_property

from charteroak.core.checking.report import SEVERITIES, Code, Finding, Severity
from charteroak.core.describe import (
    CounterExample,
    case_table,
    describe_count,
    describe_cubes,
    describe_situation,
    facts_of,
)
from charteroak.core.diagram import Diagram, Node
from charteroak.core.errors import Place
from charteroak.core.guidance import CompiledText, Guidance
from charteroak.core.memo import Memo, Period
from charteroak.core.provenance import blanks_of
from charteroak.core.reason import outcomes_under
from charteroak.core.regions import fewest_cubes, size
from charteroak.core.space import Space


class Examination:
    """The examination of one memo on the days of one segment."""

    def __init__(self, guidance: Guidance, period: Period) -> None:
        """Examine the memo of ``guidance``, compiled for a day of ``period``."""
        self.guidance, self.period = guidance, period
        self.index = next(i for i, text in enumerate(guidance.texts) if text.id == guidance.memo.id)

    @property
    def memo(self) -> Memo:
        """The memo examined."""
        return self.guidance.memo

    @property
    def own(self) -> CompiledText:
        """The memo's own tables."""
        return self.guidance.compiled[self.index]

    @property
    def diagram(self) -> Diagram:
        """The diagram of the guidance."""
        return self.guidance.diagram

    @property
    def space(self) -> Space:
        """The space of situations of the guidance."""
        return self.guidance.space

    @property
    def day(self) -> date:
        """The first day of the segment."""
        return self.period.start

    @cached_property
    def situations(self) -> int:
        """The number of situations: the product of the answers to all facts in play."""
        total = 1
        for arity in self.space.arity:
            total *= arity
        return total

    def finding(
        self,
        code: Code,
        place: Place,
        message: str,
        *,
        region: Node | None = None,
        example: CounterExample | None = None,
    ) -> Finding:
        """Return a finding on the days of the segment; ``region`` is where it holds."""
        return Finding(
            severity=SEVERITIES.get(code, Severity.ERROR),
            code=code,
            place=place,
            period=self.period,
            message=message,
            situations=None if region is None else size(self.diagram, region),
            example=example,
        )

    def where(self, region: Node) -> str:
        """Return how many situations lie in ``region``, and which, in words."""
        count = describe_count(size(self.diagram, region), self.situations)
        cubes = list(fewest_cubes(self.diagram, region))
        return f"{count}: {describe_cubes(self.space, cubes)}"

    def counter_example(
        self,
        answers: Mapping[int, int],
        acts: Sequence[str],
        *,
        name: str,
        note: str,
        unsure: Collection[int] = (),
    ) -> CounterExample:
        """Return a situation that shows a fault, its case expecting what is said now.

        Args:
            answers: the known answers, by level.
            acts: the acts that the case asks for.
            name: the name of the case.
            note: what the case shows.
            unsure: the levels of which a person is not sure.
        """
        facts = facts_of(self.space, answers) | {self.space.name(lv): "not sure" for lv in unsure}
        results = {act: self.now(act, answers, unsure) for act in acts}
        columns = {"case": name, "on": self.day.isoformat()}
        columns |= {"asked": ", ".join(acts)} if acts else {}
        columns |= facts | {f"> {act}": words for act, words in results.items()}
        sentence = describe_situation(self.space, answers)
        for level in unsure:
            sentence += f", not being sure of {self.space.name(level)}"
        said = "".join(f", “{act}: {words}”" for act, words in results.items())
        return CounterExample(
            facts=facts,
            sentence=f"{sentence[0].upper()}{sentence[1:]}{said}.",
            case=case_table({**columns, "# note": note}),
        )

    def now(self, act: str, answers: Mapping[int, int], unsure: Collection[int] = ()) -> str:
        """Return what applies to ``act`` under some known answers, as a case writes it.

        Where a person is ``unsure`` of facts that make a difference, *When not sure* applies.
        """
        leaves = outcomes_under(self.diagram, self.guidance.ruling(act), answers)
        fill = blanks_of(self.guidance.texts)
        if len(leaves) == 1:
            return str(fill.ruling(self.diagram.value(leaves.pop())))
        fallback = self.memo.fallback(act) if unsure else None
        return str(fill.ruling(fallback.ruling)) if fallback else "not settled"

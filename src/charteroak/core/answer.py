"""The answer to a request: what to do, on which paragraph, because of what.

A fact that was not given is never guessed: the answer is settled only if it is the same whichever
way the missing facts lie.  A fact that a person is *not sure* of will not be known, so it is
merged away: where the truth makes no difference the answer stands, and where it does the memo's
own *When not sure* applies.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from charteroak.core.diagram import Diagram, Node
from charteroak.core.directions import Direction, Ruling, Verdict
from charteroak.core.facts import (
    Choice,
)
from charteroak.core.grounds import citations_of, rows_of
from charteroak.core.guidance import Guidance
from charteroak.core.interview import Interview
from charteroak.core.items import Item, items_of
from charteroak.core.memo import (
    Standing,
    Version,
)
from charteroak.core.provenance import Fill, RowReference, Sourced, blanks_of, sourced
from charteroak.core.reason import nearest_changes, outcomes_under, smallest_reason
from charteroak.core.situation import Request, Situation, resolve


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one text says of an act, with the rows and citations that say so."""

    text: Version
    title: str
    rulings: tuple[Ruling, ...]
    rows: tuple[RowReference, ...]
    citations: tuple[Sourced, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Other answers to given facts, and what the ruling could be then.

    Each fact has the answers of which any one would do, together with any of the others'.
    """

    facts: Mapping[str, tuple[str, ...]]
    becomes: tuple[Ruling, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActAnswer:
    """The answer for one act.

    ``ruling`` is None where it is not settled; ``possible`` are then the rulings it could be.
    ``by_fallback`` is true where the memo's *When not sure* decided, because of ``depends_on``.
    """

    act: str
    question: str
    ruling: Ruling | None
    by_fallback: bool = False
    binding: Version | None = None
    rows: tuple[RowReference, ...] = ()
    citations: tuple[Sourced, ...] = ()
    also: tuple[Said, ...] = ()
    conflict: bool = False
    possible: tuple[Ruling, ...] = ()
    depends_on: tuple[str, ...] = ()
    because: Mapping[str, str]
    would_change: tuple[Change, ...] = ()

    @property
    def settled(self) -> bool:
        """True where the ruling is known."""
        return self.ruling is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """The next question: the fact, what is asked, and what may be answered beside *not sure*."""

    fact: str
    question: str
    answers: tuple[str, ...]
    how_to_tell: str
    why: str
    decided_by: str
    free: bool
    expected: float
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to a request under one memo on one day."""

    memo: Version
    title: str
    draft: bool
    day: date
    texts: tuple[Version, ...]
    given: Mapping[str, str]
    directions: tuple[ActAnswer, ...]
    items: tuple[Item, ...]
    next: Question | None

    @property
    def settled(self) -> bool:
        """True where every act asked for has its ruling."""
        return all(direction.settled for direction in self.directions)


def answer(
    guidance: Guidance, request: Request, *, interview: bool = True, reasons: bool = True
) -> Answer:
    """Answer ``request`` under ``guidance``.

    Args:
        guidance: the memo and the texts it rests on, on the day the request came in.
        request: what was asked and what is known.
        interview: also choose the next question.
        reasons: also find the smallest reason and the nearest changes.

    Raises:
        UnknownNameError: a name or an answer in the request does not exist.
        ConflictingFactsError: the request says two things of one fact.
    """
    situation = resolve(guidance, request)
    desk = _Desk(guidance, situation)
    return Answer(
        memo=guidance.memo.id,
        title=guidance.memo.title,
        draft=guidance.memo.standing is Standing.DRAFT,
        day=guidance.day,
        texts=tuple(text.id for text in guidance.texts),
        given=desk.given(),
        directions=tuple(desk.act_answer(act, reasons=reasons) for act in situation.acts),
        items=items_of(guidance, situation),
        next=desk.next_question() if interview else None,
    )


class _Desk:
    """One request being worked out, in a diagram of its own."""

    def __init__(self, guidance: Guidance, situation: Situation) -> None:
        self.guidance, self.situation = guidance, situation
        self.diagram = Diagram(guidance.space.arity)
        self.fill: Fill = blanks_of(guidance.texts)
        self._open: dict[str, Node] = {}
        self._functions: dict[str, Node] = {}

    def given(self) -> dict[str, str]:
        """Return every fact given, by name, with its answer in words."""
        space = self.guidance.space
        answers = {
            space.name(level): space.domains[level].label(index)
            for level, index in self.situation.answers.items()
        }
        unsure = {space.name(level): "not sure" for level in sorted(self.situation.unsure)}
        return {**answers, **unsure, **self.situation.beside}

    def act_answer(self, act: str, *, reasons: bool) -> ActAnswer:
        """Return the answer for ``act``."""
        left = self.left_open(act)
        found = self.diagram.value(left) if left < 0 else frozenset(self._rulings(left))
        fallback = self.guidance.memo.fallback(act)
        if left >= 0 or (len(found) > 1 and fallback is None):
            return self._unsettled(act, left, found)
        because, changes = self._why(act, left) if reasons else ({}, ())
        declared = self.guidance.act(act)
        question = declared.question if declared else ""
        if len(found) > 1 and fallback is not None:
            return ActAnswer(
                act=act,
                question=question,
                ruling=self.fill.ruling(fallback.ruling),
                by_fallback=True,
                binding=self.guidance.memo.id,
                citations=tuple(sourced(self.guidance.memo, fallback.cites, self.guidance.day)),
                possible=self._filled(found),
                depends_on=self._unsure_that_matter(act),
                because=because,
                would_change=changes,
            )
        return self._settled(act, question, next(iter(found)), because, changes)

    def next_question(self) -> Question | None:
        """Return the question that settles all acts asked for in the fewest further questions."""
        nodes = [self.left_open(act) for act in self.situation.acts]
        if all(node < 0 for node in nodes):
            return None
        together = self.diagram.combine(lambda *outcomes: outcomes, *nodes)
        choice = Interview(self.diagram).next(together)
        return question_at(self.guidance, choice.level, choice) if choice else None

    def function(self, act: str) -> Node:
        """Return what binds, as sets of rulings, with the facts nobody is sure of merged away."""
        node = self._functions.get(act)
        if node is None:
            node = self._merged(act, {})
            self._functions[act] = node
        return node

    def left_open(self, act: str) -> Node:
        """Return ``function`` where the given answers are known."""
        node = self._open.get(act)
        if node is None:
            node = self._open[act] = self._merged(act, self.situation.answers)
        return node

    def _merged(self, act: str, answers: Mapping[int, int]) -> Node:
        own = self.diagram.adopt(self.guidance.diagram, self.guidance.verdict(act), answers)
        sets = self.diagram.combine(lambda verdict: frozenset({verdict.ruling}), own)
        return self.diagram.merge(sets, self.situation.unsure, _union)

    def _filled(self, rulings: frozenset[Ruling]) -> tuple[Ruling, ...]:
        return _sorted(frozenset(map(self.fill.ruling, rulings)))

    def _rulings(self, node: Node) -> set[Ruling]:
        return set().union(*self.diagram.outcomes(node))

    def _unsettled(self, act: str, left: Node, found: frozenset[Ruling]) -> ActAnswer:
        declared = self.guidance.act(act)
        space = self.guidance.space
        names = tuple(space.name(level) for level in sorted(self.diagram.support(left)))
        return ActAnswer(
            act=act,
            question=declared.question if declared else "",
            ruling=None,
            possible=self._filled(found),
            depends_on=names or self._unsure_that_matter(act),
            because={},
        )

    def _settled(
        self,
        act: str,
        question: str,
        ruling: Ruling,
        because: Mapping[str, str],
        changes: tuple[Change, ...],
    ) -> ActAnswer:
        verdicts = self._verdicts(act)
        binding = [v.binding for v in verdicts if v.binding is not None]
        texts = sorted({saying.text for verdict in verdicts for saying in verdict.sayings})
        bound = {saying.text for saying in binding}
        said = {text: self._said(act, text, verdicts) for text in texts}
        first = said[min(bound)] if bound else None
        return ActAnswer(
            act=act,
            question=question,
            ruling=self.fill.ruling(ruling),
            binding=first.text if first else None,
            rows=rows_of(self.guidance, act, binding),
            citations=citations_of(self.guidance, act, binding),
            also=tuple(said[text] for text in texts if text not in bound),
            conflict=any(verdict.conflict for verdict in verdicts),
            because=because,
            would_change=changes,
        )

    def _verdicts(self, act: str) -> list[Verdict]:
        """Return the verdicts that the given facts leave possible."""
        source = self.guidance.diagram
        leaves = outcomes_under(source, self.guidance.verdict(act), self.situation.answers)
        return [source.value(leaf) for leaf in sorted(leaves, reverse=True)]

    def _said(self, act: str, text: int, verdicts: Sequence[Verdict]) -> Said:
        sayings = [s for verdict in verdicts for s in verdict.sayings if s.text == text]
        memo = self.guidance.texts[text]
        return Said(
            text=memo.id,
            title=memo.title,
            rulings=_sorted(frozenset(self.fill.ruling(s.ruling) for s in sayings)),
            rows=rows_of(self.guidance, act, sayings),
            citations=citations_of(self.guidance, act, sayings),
        )

    def _why(self, act: str, outcome: Node) -> tuple[dict[str, str], tuple[Change, ...]]:
        node, answers, space = self.function(act), self.situation.answers, self.guidance.space
        levels = smallest_reason(self.diagram, node, answers, outcome)
        because = {space.name(lv): space.domains[lv].label(answers[lv]) for lv in levels}
        found = nearest_changes(self.diagram, node, answers, outcome)
        return because, tuple(self._changes(node, found))

    def _changes(self, node: Node, found: Sequence[Mapping[int, int]]) -> Iterator[Change]:
        """Yield the changes, the answers to one fact that lead to the same taken together.

        What settles the matter comes before what refers it or leaves it open.
        """
        together: dict[tuple[tuple[int, ...], tuple[Ruling, ...]], list[Mapping[int, int]]] = {}
        for number, changed in enumerate(found):
            leaves = outcomes_under(self.diagram, node, {**self.situation.answers, **changed})
            rulings = frozenset[Ruling]().union(*(self.diagram.value(leaf) for leaf in leaves))
            several = () if len(changed) == 1 else (-1 - number,)
            levels = (*sorted(changed), *several)
            together.setdefault((levels, _sorted(rulings)), []).append(changed)
        for (_, becomes), group in sorted(together.items(), key=lambda each: _openness(each[0][1])):
            yield Change(facts=self._named(group), becomes=self._filled(frozenset(becomes)))

    def _named(self, group: Sequence[Mapping[int, int]]) -> dict[str, tuple[str, ...]]:
        space = self.guidance.space
        return {
            space.name(level): tuple(space.domains[level].label(each[level]) for each in group)
            for level in group[0]
        }

    def _unsure_that_matter(self, act: str) -> tuple[str, ...]:
        source = self.guidance.diagram
        own = self.diagram.adopt(source, self.guidance.ruling(act), self.situation.answers)
        matter = self.diagram.support(own) & self.situation.unsure
        return tuple(self.guidance.space.name(level) for level in sorted(matter))


def question_at(guidance: Guidance, level: int, choice: object = None) -> Question:
    """Return the question about the fact at ``level``; ``choice`` is the interview's, if any."""
    domain = guidance.space.domains[level]
    fact = domain.fact
    return Question(
        fact=guidance.space.name(level),
        question=fact.question,
        answers=tuple(domain.label(index) for index in range(len(domain))),
        how_to_tell=fact.how_to_tell,
        why=fact.why,
        decided_by=fact.decided_by,
        free=not isinstance(fact.answers, Choice),
        expected=getattr(choice, "expected", 0.0),
        exact=getattr(choice, "exact", False),
    )


def _union(*sets: frozenset[Ruling]) -> frozenset[Ruling]:
    return frozenset[Ruling]().union(*sets)


def _openness(rulings: Sequence[Ruling]) -> tuple[int, int]:
    """Return how far rulings are from settling a matter: how many, and whether they refer."""
    unsettled = {Direction.REFER, Direction.NO_RULE}
    return (len(rulings), sum(ruling.direction in unsettled for ruling in rulings))


def _sorted(rulings: frozenset[Ruling] | set[Ruling]) -> tuple[Ruling, ...]:
    order = list(Direction)
    return tuple(sorted(rulings, key=lambda r: (order.index(r.direction), r.bounds)))

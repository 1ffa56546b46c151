"""The space of situations: the facts in play, each with finitely many answers.

Numbers, durations and dates are cut at the thresholds that the tables name, so that every
situation is one of finitely many and every test is a set of pieces.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from charteroak.core.errors import CharterOakError, UnknownNameError
from charteroak.core.facts import (
    Choice,
    ChoiceTest,
    Fact,
    FactKey,
    Line,
    LineTest,
    key,
)
from charteroak.core.measures import (
    Cut,
    Span,
    cut_line,
    hull,
    parse_point,
    sample,
    show_point,
    show_span,
)
from charteroak.core.memo import (
    Memo,
)

NOT_SURE = "not sure"


@dataclass(frozen=True, slots=True)
class Domain:
    """One fact with its answers in order.

    ``values`` are the answers of a choice; ``pieces`` the spans of a line.  Exactly one is filled.
    """

    fact: Fact
    values: tuple[str, ...] = ()
    pieces: tuple[Span, ...] = ()

    def __len__(self) -> int:
        """Return the number of answers."""
        return len(self.values) or len(self.pieces)

    def fitting(self, test: ChoiceTest | LineTest) -> frozenset[int]:
        """Return the answers, by their index, that fit ``test``."""
        if isinstance(test, ChoiceTest):
            return frozenset(i for i, value in enumerate(self.values) if value in test.values)
        return frozenset(
            i
            for i, piece in enumerate(self.pieces)
            if any(span.covers(piece) for span in test.spans)
        )

    def index(self, answer: str) -> int:
        """Return the index of ``answer`` as a person wrote it.

        Raises:
            UnknownNameError: with the nearest answer that is allowed.
        """
        if self.values:
            by_key = {key(value): i for i, value in enumerate(self.values)}
            if key(answer) in by_key:
                return by_key[key(answer)]
            kind = f"an answer to “{self.fact.name}”"
            raise UnknownNameError(kind, answer, (*self.values, NOT_SURE))
        return self._piece(answer)

    def label(self, index: int) -> str:
        """Return the answer at ``index`` in words."""
        if self.values:
            return self.values[index]
        line = self._line()
        return show_span(self.pieces[index], line.measure, line.unit)

    def example(self, index: int) -> str:
        """Return one answer that a person could give and that falls on ``index``."""
        if self.values:
            return self.values[index]
        line = self._line()
        return show_point(sample(self.pieces[index], line.measure), line.measure)

    def _piece(self, answer: str) -> int:
        line = self._line()
        point = parse_point(answer.removesuffix(line.unit).strip(), line.measure)
        if point is not None:
            for i, piece in enumerate(self.pieces):
                if piece.holds(point):
                    return i
        labels = {key(self.label(i)): i for i in range(len(self.pieces))}
        if key(answer) in labels:
            return labels[key(answer)]
        allowed = [f"a {line.measure.value}, {show_span(line.whole, line.measure, line.unit)}"]
        raise UnknownNameError(f"an answer to “{self.fact.name}”", answer, allowed)

    def _line(self) -> Line:
        if not isinstance(self.fact.answers, Line):
            message = f"“{self.fact.name}” has no line of answers"
            raise CharterOakError(message)
        return self.fact.answers


class Space:
    """The facts that the tables of some texts test, in the order they are asked by default."""

    def __init__(self, texts: Sequence[Memo]) -> None:
        """Gather the facts of ``texts`` and cut them at every threshold in use."""
        tests = list(_tests(texts))
        used = {source for source, _ in tests}
        cuts: dict[FactKey, set[Cut]] = {source: set() for source in used}
        for source, test in tests:
            if isinstance(test, LineTest):
                cuts[source].update(_edges(test.spans))
        self.domains = tuple(_domains(texts, used, cuts))
        self.level = {FactKey.of(domain.fact): i for i, domain in enumerate(self.domains)}
        # Facts that no table tests count too: a person who names one must not be misunderstood.
        known = {FactKey.of(fact) for text in texts for fact in text.known_facts()}
        self._named = Counter(each.name for each in known)

    def __len__(self) -> int:
        """Return the number of facts."""
        return len(self.domains)

    @property
    def arity(self) -> tuple[int, ...]:
        """The number of answers to each fact."""
        return tuple(len(domain) for domain in self.domains)

    def fact(self, level: int) -> Fact:
        """Return the fact at ``level``."""
        return self.domains[level].fact

    def name(self, level: int) -> str:
        """Return the fact's name, with its text where two facts that a text knows share it."""
        fact = self.fact(level)
        return fact.name if self._named[key(fact.name)] == 1 else f"{fact.text}: {fact.name}"


def _tests(texts: Sequence[Memo]) -> Iterator[tuple[FactKey, ChoiceTest | LineTest | None]]:
    """Yield every test of a fact: the cells of all tables, then the conditions of guarantees."""
    for text in texts:
        for table in text.tables:
            for row in table.rows:
                for column, test in zip(table.inputs, row.tests, strict=True):
                    if isinstance(column.source, FactKey):
                        yield column.source, test
    for text in texts:
        for guarantee in text.guarantees:
            for condition in guarantee.conditions:
                if isinstance(condition.source, FactKey):
                    yield condition.source, condition.test


def _edges(spans: Iterable[Span]) -> Iterator[Cut]:
    for span in spans:
        if span.start is not None:
            yield span.start
        if span.end is not None:
            yield span.end


def _domains(
    texts: Sequence[Memo], used: set[FactKey], cuts: dict[FactKey, set[Cut]]
) -> Iterator[Domain]:
    """Yield the domain of each used fact, in the order in which the texts define them."""
    definitions: dict[FactKey, list[Fact]] = {}
    for text in texts:
        for fact in text.known_facts():
            definitions.setdefault(FactKey.of(fact), []).append(fact)
    for source, facts in definitions.items():
        if source in used:
            yield _domain(facts, cuts[source])


def _domain(facts: Sequence[Fact], cuts: set[Cut]) -> Domain:
    """Return the domain of one fact, over all the answers that its definitions know."""
    first = facts[0]
    if any(type(fact.answers) is not type(first.answers) for fact in facts):
        message = f"“{first.name}” is defined with different kinds of answers: " + "; ".join(
            str(fact.place) for fact in facts
        )
        raise CharterOakError(message)
    if isinstance(first.answers, Line):
        wholes = [fact.answers.whole for fact in facts if isinstance(fact.answers, Line)]
        return Domain(first, pieces=cut_line(cuts, hull(wholes)))
    values = [v for fact in facts if isinstance(fact.answers, Choice) for v in fact.answers.values]
    return Domain(first, values=tuple(dict.fromkeys(values)))

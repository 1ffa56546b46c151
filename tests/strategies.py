"""Random memos as typed trees: several texts with levels over one vocabulary, chained tables.

``worlds()`` draws a handful of texts that rest on each other and can all be laid out in every
situation; ``markdown.py`` writes each as the Markdown it could have been read from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from random import Random

from hypothesis import strategies as st

from charteroak.core.directions import Direction, Ruling
from charteroak.core.errors import Place
from charteroak.core.facts import (
    YES_NO,
    Answers,
    Choice,
    ChoiceTest,
    Fact,
    FactKey,
    Line,
    LineTest,
    Test,
)
from charteroak.core.library import Library, Shelf
from charteroak.core.measures import Measure, Span, cut_after, cut_before
from charteroak.core.memo import (
    Act,
    Citation,
    Condition,
    Fallback,
    Grade,
    Guarantee,
    Kind,
    Memo,
    Period,
    Standing,
    Status,
    Version,
)
from charteroak.core.tables import (
    Input,
    InputKey,
    Items,
    LawAct,
    Output,
    OutputKey,
    Policy,
    Row,
    Table,
)

START = date(2020, 1, 1)
ACTS = ("hold", "tell release date")
LEVELS = {
    "federal statute": Kind.LAW,
    "state statute": Kind.LAW,
    "state memo": Kind.MEMO,
    "local plan": Kind.PLAN,
}
RULINGS = (
    *(Ruling(direction) for direction in Direction),
    Ruling(Direction.MAY, ("until 48 hours",)),
    Ruling(Direction.MAY, ("until 24 hours",)),
    Ruling(Direction.SHOULD, ("by telephone only",)),
)
CITE = "Act 1"
MOST_SITUATIONS = 120


class Trees(Library):
    """A library of trees that never were text."""

    def __init__(self, memos: Sequence[Memo]) -> None:
        super().__init__({})
        self._trees = {memo.id: memo for memo in memos}
        by_text: dict[str, list[Memo]] = {}
        for memo in memos:
            by_text.setdefault(memo.id.text, []).append(memo)
        self.__dict__["shelves"] = {
            text: Shelf(text, tuple(sorted(found, key=lambda memo: memo.id.version)))  # type: ignore[arg-type]
            for text, found in by_text.items()
        }

    def version(self, wanted: Version) -> Memo:
        return self._trees[wanted]


@dataclass(frozen=True)
class World:
    """Some texts, highest level first, the lowest of which is examined."""

    vocabulary: Memo
    texts: tuple[Memo, ...]

    @property
    def memo(self) -> Memo:
        return self.texts[-1]

    @property
    def library(self) -> Trees:
        return Trees([self.vocabulary, *self.texts])


class _Places:
    """Gives every node a line of its own, as in a file."""

    def __init__(self, file: str) -> None:
        self.file, self.line = file, 1

    def next(self) -> Place:
        self.line += 1
        return Place(file=self.file, line=self.line)


@st.composite
def worlds(
    draw: st.DrawFn,
    *,
    kinds: Sequence[str] = tuple(LEVELS),
    fewest: int = 1,
    lowest: str | None = None,
) -> World:
    """Draw texts of different levels; ``lowest`` is the level of the text examined."""
    return random_world(draw(RANDOMS), kinds=kinds, fewest=fewest, lowest=lowest)


@st.composite
def changed(draw: st.DrawFn, memo: Memo) -> Memo:
    """Draw a later version of ``memo``: a row dropped, moved, or given another result or test."""
    return random_change(draw(RANDOMS), memo)


# Hypothesis draws a seed, and the seed all the rest: drawing every cell on its own is slower by
# ten times, and comes back to the simplest cells far too often.
RANDOMS = st.randoms(use_true_random=True)


def random_world(
    random: Random,
    *,
    kinds: Sequence[str] = tuple(LEVELS),
    fewest: int = 1,
    lowest: str | None = None,
) -> World:
    """Return texts of different levels, highest first."""
    vocabulary = random_vocabulary(random)
    above = [level for level in kinds if level != lowest]
    number = random.randint(max(1, fewest) - bool(lowest), 3)
    levels = [random.choice(above) for _ in range(number)]
    if "local plan" in {*levels, lowest} and "state memo" not in levels:
        levels.append("state memo")  # a plan adopts a memo
    chosen = sorted(levels, key=list(LEVELS).index)
    texts: list[Memo] = []
    for at, level in enumerate([*chosen, lowest] if lowest else chosen):
        texts.append(random_memo(random, vocabulary, level, f"text/{at}", tuple(texts)))
    return World(vocabulary, tuple(texts))


def random_vocabulary(random: Random) -> Memo:
    """Return a vocabulary: two to five facts with few situations, the acts and the levels."""
    places = _Places("words.md")
    facts: list[Fact] = []
    size = 1
    for number in range(random.randint(2, 5)):
        fact = random_fact(random, "words", f"fact {number}", places)
        size *= len(fact.answers.values) if isinstance(fact.answers, Choice) else 5
        if size <= MOST_SITUATIONS:
            facts.append(fact)
    return Memo(
        id=Version("words", START.isoformat()),
        kind=Kind.VOCABULARY,
        level="",
        title="Words",
        summary="",
        issued=START,
        in_force=Period(START),
        standing=Standing.ISSUED,
        law_levels=("federal statute", "state statute"),
        guidance_levels=("state memo", "local plan"),
        facts=tuple(facts),
        acts=tuple(Act(name=a, question=f"May we {a}?", place=places.next()) for a in ACTS),
        file="words.md",
    )


def random_fact(random: Random, text: str, name: str, places: _Places) -> Fact:
    """Return one fact of ``text``."""
    answers: Answers = random.choice(ANSWERS)
    question = f"What of {name}?"
    return Fact(text=text, name=name, question=question, answers=answers, place=places.next())


def _line(measure: Measure, low: int, high: int) -> Line:
    return Line(measure, Span(cut_before(Fraction(low)), cut_after(Fraction(high), measure)))


ANSWERS = (
    YES_NO,
    YES_NO,
    Choice(("red", "green", "blue")),
    Choice(("none", "other", "class A or B felony"), ordered=True),
    _line(Measure.WHOLE_NUMBER, 0, 6),
    _line(Measure.NUMBER, 0, 6),
    _line(Measure.DURATION, 0, 6 * 60),
    Line(Measure.DATE, Span(cut_before(Fraction(START.toordinal())))),
    Line(Measure.NUMBER, unit="miles"),
)


@dataclass
class _Draft:
    """What the tables of a text under construction may test, and where its nodes stand."""

    random: Random
    places: _Places
    applies_law: bool
    facts: dict[InputKey, Fact]
    values: dict[InputKey, tuple[str, ...]]
    numbers: set[InputKey]
    acts: dict[InputKey, str]


def random_memo(
    random: Random, vocabulary: Memo, level: str, text: str, beneath: tuple[Memo, ...] = ()
) -> Memo:
    """Return one text with its tables, guarantees and words for *not sure*."""
    places, kind = _Places(f"{text}.md"), LEVELS[level]
    own = tuple(random_fact(random, text, "own fact", places) for _ in range(random.randint(0, 1)))
    facts: dict[InputKey, Fact] = {FactKey.of(f): f for f in (*vocabulary.facts, *own)}
    draft = _Draft(random, places, kind is not Kind.LAW, facts, {}, set(), {})
    adopted = _adopts(kind, beneath)
    return Memo(
        id=Version(text, START.isoformat()),
        kind=kind,
        level=level,
        title=f"Title of {text}",
        summary="",
        issued=START,
        in_force=Period(START),
        standing=Standing.ISSUED,
        uses=("words",),
        rests_on=() if kind is Kind.LAW else _rests_on(beneath, adopted),
        adopts=adopted,
        facts=own,
        tables=_tables(draft, kind),
        citations=(_citation(places),),
        fallbacks=_fallbacks(draft) if kind is not Kind.LAW else (),
        guarantees=tuple(_guarantee(draft) for _ in range(random.randint(0, 2))),
        vocabularies=(vocabulary,),
        file=f"{text}.md",
    )


def _rests_on(beneath: Sequence[Memo], adopted: str | None) -> tuple[str, ...]:
    return tuple(memo.id.text for memo in beneath if memo.id.text != adopted)


def _adopts(kind: Kind, beneath: Sequence[Memo]) -> str | None:
    found = [memo.id.text for memo in beneath if memo.kind is Kind.MEMO]
    return found[-1] if kind is Kind.PLAN and found else None


def _citation(places: _Places) -> Citation:
    return Citation(
        cite=CITE, grade=Grade.VERIFIED, statuses=(Status("in force"),), place=places.next()
    )


def _tables(draft: _Draft, kind: Kind) -> tuple[Table, ...]:
    tables = [_value_table(draft, f"step {n}") for n in range(draft.random.randint(0, 2))]
    for act in ACTS[: draft.random.randint(1, len(ACTS))]:
        tables.append(_act_table(draft, act, kind))
        draft.acts[OutputKey(act)] = act
    if draft.random.random() < 0.5:
        tables.append(_item_table(draft))
    return tuple(tables)


def _value_table(draft: _Draft, name: str) -> Table:
    """Return a table of values or of numbers, for later tables to read."""
    policy = draft.random.choice([each for each in Policy if each is not Policy.COLLECT])
    if policy in {Policy.SUM, Policy.SMALLEST, Policy.LARGEST, Policy.COUNT}:
        numbers = [Fraction(number) for number in (0, 1, 3)]
        table = _table(draft, name, policy, Output(name=name, place=_P), numbers)
        draft.numbers.add(OutputKey(name))
    else:
        output = Output(name=name, values=("low", "middle", "high"), place=_P)
        table = _table(draft, name, policy, output, output.values)
        draft.values[OutputKey(name)] = output.values
    return table


def _act_table(draft: _Draft, act: str, kind: Kind) -> Table:
    random = draft.random
    policy = random.choice([Policy.UNIQUE, Policy.ANY, Policy.FIRST, Policy.PRIORITY])
    order = random.sample([direction.value for direction in Direction], len(Direction))
    values = tuple(order) if policy is Policy.PRIORITY else ()
    output = Output(name=act, act=act, values=values, place=_P)
    table = _table(draft, act, policy, output, RULINGS)
    if kind is not Kind.PLAN:
        return table
    reasons = [random.choice(["", "we have no cells"]) for _ in table.rows]
    rows = [replace(row, reason=why) for row, why in zip(table.rows, reasons, strict=True)]
    return replace(table, rows=tuple(rows))


def _item_table(draft: _Draft) -> Table:
    items = draft.random.choice([Items.SAY, Items.DO, Items.CALL])
    output = Output(name=items.value, items=items, place=_P)
    words = ("Ask for the warrant.", "Call the chief.", "Write it down.")
    return _table(draft, "things to do", Policy.COLLECT, output, words)


_P = Place(file="random.md", line=1)


def _table(
    draft: _Draft,
    name: str,
    policy: Policy,
    output: Output,
    results: Sequence[Ruling | Fraction | str],
) -> Table:
    """Return a table with up to three inputs and four rows."""
    sources: list[InputKey] = [*draft.facts, *draft.values, *draft.numbers, *draft.acts]
    sources += [LawAct(act) for act in ACTS] if draft.applies_law and output.act else []
    inputs = draft.random.sample(sources, draft.random.randint(1, min(3, len(sources))))
    place = draft.places.next()
    columns = tuple(
        Input(written=written(draft.facts, source), source=source, place=place) for source in inputs
    )
    numbers = range(1, draft.random.randint(1, 4) + 1)
    return Table(
        name=name,
        question="",
        policy=policy,
        inputs=columns,
        outputs=(replace(output, place=place),),
        rows=tuple(_row(draft, n, inputs, draft.random.choice(results)) for n in numbers),
        section="",
        place=place,
    )


def _row(
    draft: _Draft, number: int, inputs: Sequence[InputKey], result: Ruling | Fraction | str
) -> Row:
    return Row(
        name=str(number),
        tests=tuple(_test(draft, source) for source in inputs),
        cells=tuple("" for _ in inputs),
        results=(result,),
        cites=(CITE,),
        place=draft.places.next(),
    )


def written(facts: Mapping[InputKey, Fact], source: InputKey) -> str:
    """Return the header cell of an input."""
    if isinstance(source, FactKey):
        return facts[source].name
    return f"law: {source.act}" if isinstance(source, LawAct) else source.name


def _test(draft: _Draft, source: InputKey) -> Test:
    """Return a cell; one in three is left open."""
    return None if draft.random.random() < 0.33 else _closed_test(draft, source)


def _closed_test(draft: _Draft, source: InputKey) -> ChoiceTest | LineTest:
    if source in draft.facts:
        answers = draft.facts[source].answers
        if isinstance(answers, Choice):
            return _choice_test(draft.random, answers.values)
        if isinstance(answers, Line):
            return _line_test(draft.random, answers)
    if source in draft.numbers:
        return _line_test(draft.random, _line(Measure.NUMBER, 0, 6))
    if source in draft.values:
        return _choice_test(draft.random, draft.values[source])
    return _choice_test(draft.random, [direction.value for direction in Direction])


def _choice_test(random: Random, values: Sequence[str]) -> ChoiceTest:
    return ChoiceTest(frozenset(random.sample(list(values), random.randint(1, len(values) - 1))))


def _line_test(random: Random, line: Line) -> LineTest:
    """Return a comparison or a range with ends among two points, to keep the pieces few."""
    offset = START.toordinal() if line.measure is Measure.DATE else 0
    step = 60 if line.measure is Measure.DURATION else 1
    point = Fraction(offset + step * random.choice([2, 4]))
    before, after = cut_before(point), cut_after(point, line.measure)
    spans = [
        Span(None, before),
        Span(None, after),
        Span(before, None),
        Span(after, None),
        Span(before, after),
    ]
    return LineTest((random.choice(spans),))


def _fallbacks(draft: _Draft) -> tuple[Fallback, ...]:
    random = draft.random
    names = random.sample([None, *ACTS], random.randint(0, 1 + len(ACTS)))
    return tuple(
        Fallback(
            act=name, ruling=random.choice(RULINGS[:6]), cites=(CITE,), place=draft.places.next()
        )
        for name in names
    )


def _guarantee(draft: _Draft) -> Guarantee:
    random = draft.random
    sources: list[InputKey] = [*draft.facts, *draft.values, *draft.numbers]
    chosen = random.sample(sources, random.randint(0, min(2, len(sources))))
    directions = [direction.value for direction in Direction]
    place = draft.places.next()
    return Guarantee(
        name=f"guarantee {place.line}",
        written=f"guarantee {place.line}",
        always=random.random() < 0.5,
        act=random.choice(ACTS),
        directions=frozenset(random.sample(directions, random.randint(1, 4))),
        conditions=tuple(
            Condition(source=source, test=_closed_test(draft, source), written="")
            for source in chosen
        ),
        cites=(CITE,),
        place=place,
    )


def random_change(random: Random, memo: Memo) -> Memo:
    """Return ``memo`` with up to three rows dropped, moved, or given another result or test."""
    tables = list(memo.tables)
    for _ in range(random.randint(0, 3)):
        at = random.randrange(len(tables))
        tables[at] = _changed_table(random, tables[at])
    return replace(memo, tables=tuple(tables))


def _changed_table(random: Random, table: Table) -> Table:
    rows = list(table.rows)
    at, how = random.randrange(len(rows)), random.choice(["drop", "swap", "result", "open"])
    if how == "drop" and len(rows) > 1:
        del rows[at]
    elif how == "swap":
        rows[at], rows[0] = rows[0], rows[at]
    elif how == "result":
        other = random.choice(rows).results
        rows[at] = replace(
            rows[at], results=(random.choice(RULINGS),) if table.outputs[0].act else other
        )
    else:
        closed = random.randrange(len(rows[at].tests))
        tests = [None if i == closed else test for i, test in enumerate(rows[at].tests)]
        rows[at] = replace(rows[at], tests=tuple(tests))
    return replace(table, rows=tuple(rows))

"""Random memos as typed trees: several texts with levels over one vocabulary, chained tables.

``worlds()`` draws a handful of texts that rest on each other and can all be laid out in every
situation; ``markdown.py`` writes each as the Markdown it could have been read from.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

from charteroak.core.directions import Direction, Ruling
from charteroak.core.errors import Place
from charteroak.core.library import Library, Shelf
from charteroak.core.measures import Measure, Span, cut_after, cut_before
from charteroak.core.memo import (
    YES_NO,
    Act,
    Answers,
    Choice,
    ChoiceTest,
    Citation,
    Condition,
    Fact,
    FactKey,
    Fallback,
    Grade,
    Guarantee,
    Input,
    InputKey,
    Items,
    Kind,
    LawAct,
    Line,
    LineTest,
    Memo,
    Output,
    OutputKey,
    Period,
    Policy,
    Row,
    Standing,
    Status,
    Table,
    Test,
    Version,
    key,
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
MOST_SITUATIONS = 160


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
    vocabulary = draw(vocabularies())
    above = [level for level in kinds if level != lowest]
    chosen = draw(st.lists(st.sampled_from(above), min_size=fewest - bool(lowest), max_size=3))
    ordered = sorted(chosen, key=list(LEVELS).index) + ([lowest] if lowest else [])
    texts: list[Memo] = []
    for number, level in enumerate(ordered or [kinds[0]]):
        texts.append(draw(memos(vocabulary, level, f"text/{number}", tuple(texts))))
    return World(vocabulary, tuple(texts))


@st.composite
def vocabularies(draw: st.DrawFn) -> Memo:
    """Draw a vocabulary: up to four facts, the acts and the levels."""
    places = _Places("words.md")
    facts: list[Fact] = []
    size = 1
    for number in range(draw(st.integers(2, 5))):
        fact = draw(facts_of("words", f"fact {number}", places))
        size *= _most_answers(fact.answers)
        if size > MOST_SITUATIONS:
            break
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


@st.composite
def facts_of(draw: st.DrawFn, text: str, name: str, places: _Places) -> Fact:
    """Draw one fact of ``text``."""
    answers: Answers = draw(
        st.one_of(
            st.just(YES_NO),
            st.just(Choice(("red", "green", "blue"))),
            st.just(Choice(("none", "other", "class A or B felony"), ordered=True)),
            st.just(_line(Measure.WHOLE_NUMBER, 0, 6)),
            st.just(_line(Measure.NUMBER, 0, 6)),
            st.just(_line(Measure.DURATION, 0, 6 * 60)),
            st.just(Line(Measure.DATE, Span(cut_before(Fraction(START.toordinal()))))),
            st.just(Line(Measure.NUMBER, unit="miles")),
        )
    )
    question = f"What of {name}?"
    return Fact(text=text, name=name, question=question, answers=answers, place=places.next())


def _line(measure: Measure, low: int, high: int) -> Line:
    return Line(measure, Span(cut_before(Fraction(low)), cut_after(Fraction(high), measure)))


def _most_answers(answers: Answers) -> int:
    return len(answers.values) if isinstance(answers, Choice) else 5


@dataclass
class _Draft:
    """What the tables of a text under construction may test."""

    text: str
    places: _Places
    facts: dict[InputKey, Fact]
    values: dict[InputKey, tuple[str, ...]]
    numbers: set[InputKey]
    acts: dict[InputKey, str]


@st.composite
def memos(
    draw: st.DrawFn,
    vocabulary: Memo,
    level: str,
    text: str,
    beneath: tuple[Memo, ...] = (),
    *,
    start: date = START,
) -> Memo:
    """Draw one text with its tables, guarantees and words for *not sure*."""
    places = _Places(f"{text}.md")
    own = tuple(draw(st.lists(facts_of(text, "own fact", places), max_size=1)))
    facts = {FactKey.of(fact): fact for fact in (*vocabulary.facts, *own)}
    draft = _Draft(text, places, dict(facts), {}, set(), {})
    tables = draw(_tables(draft, LEVELS[level]))
    return Memo(
        id=Version(text, start.isoformat()),
        kind=LEVELS[level],
        level=level,
        title=f"Title of {text}",
        summary="",
        issued=start,
        in_force=Period(start),
        standing=Standing.ISSUED,
        uses=("words",),
        rests_on=_rests_on(LEVELS[level], beneath),
        adopts=_adopts(LEVELS[level], beneath),
        facts=own,
        tables=tables,
        citations=(_citation(places),),
        fallbacks=draw(_fallbacks(draft)),
        guarantees=tuple(draw(st.lists(_guarantees(draft), max_size=2))),
        vocabularies=(vocabulary,),
        file=f"{text}.md",
    )


def _rests_on(kind: Kind, beneath: Sequence[Memo]) -> tuple[str, ...]:
    if kind is Kind.LAW:
        return ()
    adopted = _adopts(kind, beneath)
    return tuple(memo.id.text for memo in beneath if memo.id.text != adopted)


def _adopts(kind: Kind, beneath: Sequence[Memo]) -> str | None:
    found = [memo.id.text for memo in beneath if memo.kind is Kind.MEMO]
    return found[-1] if kind is Kind.PLAN and found else None


def _citation(places: _Places) -> Citation:
    return Citation(
        cite=CITE, grade=Grade.VERIFIED, statuses=(Status("in force"),), place=places.next()
    )


@st.composite
def _tables(draw: st.DrawFn, draft: _Draft, kind: Kind) -> tuple[Table, ...]:
    tables = []
    for number in range(draw(st.integers(0, 2))):
        tables.append(draw(_value_table(draft, f"step {number}")))
    for act in ACTS[: draw(st.integers(1, len(ACTS)))]:
        tables.append(draw(_act_table(draft, act, kind)))
        draft.acts[OutputKey(act)] = act
    if draw(st.booleans()):
        tables.append(draw(_item_table(draft)))
    return tuple(tables)


@st.composite
def _value_table(draw: st.DrawFn, draft: _Draft, name: str) -> Table:
    """Draw a table of values or of numbers, for later tables to read."""
    policy = draw(st.sampled_from(list(Policy)))
    output = OutputKey(name)
    if policy in {Policy.SUM, Policy.SMALLEST, Policy.LARGEST, Policy.COUNT}:
        results: Sequence[object] = [Fraction(number) for number in (0, 1, 3)]
        values: tuple[str, ...] = ()
    else:
        results = values = ("low", "middle", "high")
    if policy is Policy.COLLECT:
        policy = Policy.FIRST
    table = draw(_table(draft, name, policy, Output(name=name, values=values, place=_P), results))
    if values:
        draft.values[output] = values
    else:
        draft.numbers.add(output)
    return table


@st.composite
def _act_table(draw: st.DrawFn, draft: _Draft, act: str, kind: Kind) -> Table:
    policy = draw(st.sampled_from([Policy.UNIQUE, Policy.ANY, Policy.FIRST, Policy.PRIORITY]))
    values = tuple(map(str, draw(st.permutations(RULINGS)))) if policy is Policy.PRIORITY else ()
    output = Output(name=act, act=act, values=values, place=_P)
    table = draw(_table(draft, act, policy, output, RULINGS, law=kind is not Kind.LAW))
    if kind is Kind.PLAN:
        reasons = draw(st.lists(st.booleans(), min_size=len(table.rows), max_size=len(table.rows)))
        rows = [
            replace(row, reason="we have no cells" if given else "")
            for row, given in zip(table.rows, reasons, strict=True)
        ]
        table = replace(table, rows=tuple(rows))
    return table


@st.composite
def _item_table(draw: st.DrawFn, draft: _Draft) -> Table:
    items = draw(st.sampled_from([Items.SAY, Items.DO, Items.CALL]))
    output = Output(name=items.value, items=items, place=_P)
    words = ("Ask for the warrant.", "Call the chief.", "Write it down.")
    return draw(_table(draft, "things to do", Policy.COLLECT, output, words))


_P = Place(file="random.md", line=1)


@st.composite
def _table(
    draw: st.DrawFn,
    draft: _Draft,
    name: str,
    policy: Policy,
    output: Output,
    results: Sequence[object],
    *,
    law: bool = False,
) -> Table:
    """Draw a table with up to three inputs and four rows."""
    sources: list[InputKey] = [*draft.facts, *draft.values, *draft.numbers, *draft.acts]
    if law:
        sources += [LawAct(act) for act in ACTS]
    inputs = draw(st.lists(st.sampled_from(sources), min_size=1, max_size=3, unique=True))
    place = draft.places.next()
    rows = []
    for number in range(draw(st.integers(1, 4))):
        tests = tuple(draw(_tests(draft, source)) for source in inputs)
        rows.append(
            Row(
                name=str(number + 1),
                tests=tests,
                cells=tuple("" for _ in tests),
                results=(draw(st.sampled_from(results)),),  # type: ignore[arg-type]
                cites=(CITE,),
                place=draft.places.next(),
            )
        )
    return Table(
        name=name,
        question="",
        policy=policy,
        inputs=tuple(
            Input(written=written(draft.facts, source), source=source, place=place)
            for source in inputs
        ),
        outputs=(replace(output, place=place),),
        rows=tuple(rows),
        section="",
        place=place,
    )


def written(facts: Mapping[InputKey, Fact], source: InputKey) -> str:
    """Return the header cell of an input."""
    if isinstance(source, FactKey):
        return facts[source].name
    return f"law: {source.act}" if isinstance(source, LawAct) else source.name


def _tests(draft: _Draft, source: InputKey) -> st.SearchStrategy[Test]:
    """Draw a cell; none in three is left open."""
    return st.one_of(st.none(), _closed_tests(draft, source), _closed_tests(draft, source))


def _closed_tests(draft: _Draft, source: InputKey) -> st.SearchStrategy[ChoiceTest | LineTest]:
    if source in draft.facts:
        answers = draft.facts[source].answers
        if isinstance(answers, Choice):
            return _choices(answers.values)
        if isinstance(answers, Line):
            return _line_tests(answers)
    if source in draft.numbers:
        return _line_tests(_line(Measure.NUMBER, 0, 6))
    if source in draft.values:
        return _choices(draft.values[source])
    return _choices([direction.value for direction in Direction])


def _choices(values: Sequence[str]) -> st.SearchStrategy[ChoiceTest | LineTest]:
    subsets = st.sets(st.sampled_from(list(values)), min_size=1, max_size=max(1, len(values) - 1))
    return subsets.map(lambda chosen: ChoiceTest(frozenset(chosen)))


def _line_tests(line: Line) -> st.SearchStrategy[ChoiceTest | LineTest]:
    """Draw a comparison or a range with ends among three points, to keep the pieces few."""
    offset = START.toordinal() if line.measure is Measure.DATE else 0
    step = 60 if line.measure is Measure.DURATION else 1
    points = st.sampled_from([Fraction(offset + step * n) for n in (2, 4)])

    def below(point: Fraction) -> Span:
        return Span(None, cut_before(point))

    def above(point: Fraction) -> Span:
        return Span(cut_after(point, line.measure), None)

    kinds: list[Callable[[Fraction], Span]] = [
        below,
        above,
        lambda point: Span(None, cut_after(point, line.measure)),
        lambda point: Span(cut_before(point), None),
        lambda point: Span(cut_before(point), cut_after(point, line.measure)),
    ]
    spans = st.builds(lambda kind, point: kind(point), st.sampled_from(kinds), points)
    return spans.map(lambda span: LineTest((span,)))


@st.composite
def _fallbacks(draw: st.DrawFn, draft: _Draft) -> tuple[Fallback, ...]:
    names = draw(st.lists(st.sampled_from([None, *ACTS]), max_size=3, unique=True))
    return tuple(
        Fallback(
            act=name,
            ruling=draw(st.sampled_from(RULINGS[:6])),
            cites=(CITE,),
            place=draft.places.next(),
        )
        for name in names
    )


@st.composite
def _guarantees(draw: st.DrawFn, draft: _Draft) -> Guarantee:
    sources: list[InputKey] = [*draft.facts, *draft.values, *draft.numbers]
    chosen = draw(st.lists(st.sampled_from(sources), max_size=2, unique=True))
    conditions = tuple(
        Condition(source=source, test=draw(_closed_tests(draft, source)), written="")
        for source in chosen
    )
    directions = st.sets(st.sampled_from([d.value for d in Direction]), min_size=1, max_size=4)
    place = draft.places.next()
    return Guarantee(
        name=f"guarantee {place.line}",
        written=f"guarantee {place.line}",
        always=draw(st.booleans()),
        act=draw(st.sampled_from(ACTS)),
        directions=frozenset(draw(directions)),
        conditions=conditions,
        cites=(CITE,),
        place=place,
    )


@st.composite
def changed(draw: st.DrawFn, memo: Memo) -> Memo:
    """Draw a later version of ``memo``: a row dropped, moved, or given another result or test."""
    tables = list(memo.tables)
    for _ in range(draw(st.integers(0, 3))):
        where = draw(st.integers(0, len(tables) - 1))
        tables[where] = draw(_changed_table(tables[where]))
    return replace(memo, tables=tuple(tables))


@st.composite
def _changed_table(draw: st.DrawFn, table: Table) -> Table:
    rows = list(table.rows)
    at = draw(st.integers(0, len(rows) - 1))
    how = draw(st.sampled_from(["drop", "swap", "result", "open"]))
    if how == "drop" and len(rows) > 1:
        del rows[at]
    elif how == "swap":
        rows[at], rows[0] = rows[0], rows[at]
    elif how == "result":
        other = draw(st.sampled_from(rows)).results
        if table.outputs[0].act:
            other = (draw(st.sampled_from(RULINGS)),)
        rows[at] = replace(rows[at], results=other)
    else:
        tests = list(rows[at].tests)
        tests[draw(st.integers(0, len(tests) - 1))] = None
        rows[at] = replace(rows[at], tests=tuple(tests))
    return replace(table, rows=tuple(rows))


def act_named(name: str) -> str:
    """Return the act whose key is that of ``name``."""
    return next(act for act in ACTS if key(act) == key(name))

"""A replay as SQL: an index join, not a rule in sight.

Each fact becomes a digit by a small look-up; the digits of a stage are summed to an index; an
index table gives the next state; a table of outcomes gives ruling, needs, rows and citations.
A nested CASE over the rules would say the same, and be ten times slower on Spark.

The columns must have the right type: text (or true/false) for a choice, a number for a number,
a date for a date, an interval for a duration.  NULL and empty text are *unknown*.  A value that no
answer fits makes the record *rejected*: it has no outcome, and the column ``rejected`` names the
first fact at fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from string import ascii_lowercase, ascii_uppercase

from charteroak.core.coding import LARGEST, TRUTH, Coding
from charteroak.core.errors import UnknownNameError
from charteroak.core.facts import (
    key,
)
from charteroak.core.guidance import Guidance
from charteroak.core.measures import Measure, Span
from charteroak.core.outcome import ActOutcome
from charteroak.core.replay import Plan, Stage, plan_act
from charteroak.core.sql_dialects import Dialect, find_dialect

# Small tables keep the script short; a join to a small table costs next to nothing.
MOST_ENTRIES = 4096
PREFIX = "charteroak"
PARTS = ("ruling", "needs", "rows", "citations")
ASCII_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)
# Intervals beyond about a thousand years are no length of time that a record holds.
MOST_MINUTES = 600_000_000


@dataclass(frozen=True, slots=True)
class Script:
    """SQL that decides every row of a table.

    ``setup`` are the statements that make the index tables, for this session only; ``query``
    then selects all columns of the source, ``rejected``, and ruling, needs, rows and citations
    of each act.
    """

    dialect: str
    setup: tuple[str, ...]
    query: str

    def __str__(self) -> str:
        """Return the whole script, each statement ended by a semicolon."""
        return ";\n\n".join((*self.setup, self.query)) + ";\n"


def write_sql(
    guidance: Guidance,
    acts: Sequence[str],
    dialect: str,
    source: str | Sequence[str],
    columns: Mapping[str, str | None] | None = None,
) -> Script:
    """Return the SQL that replays ``acts`` over a table.

    Args:
        guidance: the compiled guidance.
        acts: the names of acts; empty for all.
        dialect: ``duckdb``, ``postgresql`` or ``spark``.
        source: the table or view, with its schema where several names are given.
        columns: the column that holds a fact, by the fact's name, where the names differ; None
            for a fact that no column holds, which is unknown in every record.

    Raises:
        UnknownNameError: an act, a dialect or a fact that does not exist.
        TooLargeError: an act cannot be worked out within the limits.
        SqlNameError: a name that no database can hold.
    """
    plans = [plan_act(guidance, act, most_entries=MOST_ENTRIES) for act in acts or guidance.acts]
    return _Writer(find_dialect(dialect), plans, columns or {}).script(source)


class _Writer:
    """Writes the script for some plans."""

    def __init__(
        self,
        dialect: Dialect,
        plans: Sequence[Plan[ActOutcome]],
        columns: Mapping[str, str | None],
    ) -> None:
        self.dialect, self.plans = dialect, plans
        by_level = {fact.level: fact for plan in plans for fact in plan.facts}
        self.facts = [by_level[level] for level in sorted(by_level)]
        self.columns = _columns(self.facts, columns)

    def script(self, source: str | Sequence[str]) -> Script:
        """Return the whole script."""
        setup = [
            line for number, plan in enumerate(self.plans) for line in self._tables(number, plan)
        ]
        return Script(self.dialect.name, tuple(setup), self._query(source))

    def _tables(self, number: int, plan: Plan[ActOutcome]) -> Iterator[str]:
        """Yield the statements that make the index tables and the outcomes of one act."""
        for step, stage in enumerate(plan.stages):
            rows = [f"{index}, {state}" for index, state in enumerate(stage.table)]
            name = f"{PREFIX}_{number}_{step}"
            yield from self.dialect.table(name, ("i INTEGER", "s INTEGER"), rows)
        rows = [f"{index}, {self._words(outcome)}" for index, outcome in enumerate(plan.outcomes)]
        columns = ("o INTEGER", *(f"{part} {self.dialect.text}" for part in PARTS))
        yield from self.dialect.table(f"{PREFIX}_{number}_outcome", columns, rows)

    def _words(self, outcome: ActOutcome) -> str:
        parts = (
            outcome.ruling_in_words,
            outcome.needs,
            outcome.rows_in_words,
            outcome.citations_in_words,
        )
        return ", ".join(self.dialect.literal(part) if part else "NULL" for part in parts)

    def _query(self, source: str | Sequence[str]) -> str:
        outputs = [
            f"o{number}.{part} AS {self.dialect.identifier(f'{plan.outcomes[0].act}: {part}')}"
            for number, plan in enumerate(self.plans)
            for part in PARTS
        ]
        words = [
            f"{self._word(fact)} AS f{fact.level}"
            for fact in self.facts
            if fact.line is None and self.columns[fact.level] is not None
        ]
        digits = [f"{self._digit(fact)} AS f{fact.level}" for fact in self.facts]
        joins = [join for number, plan in enumerate(self.plans) for join in _joins(number, plan)]
        # Words stand in a step of their own: Spark would work them out again for each WHEN.
        return "\n".join(
            [
                f"SELECT {_list('t.*', self._rejected(), *outputs)}",
                f"FROM {self.dialect.path(source)} AS t",
                f"CROSS JOIN LATERAL (SELECT {_list(*(words or ['0 AS nothing']))}) AS w",
                f"CROSS JOIN LATERAL (SELECT {_list(*(digits or ['0 AS nothing']))}) AS d",
                *joins,
            ]
        )

    def _rejected(self) -> str:
        """Return the name of the first fact whose value no answer fits, or NULL."""
        tests = [
            f"WHEN d.f{fact.level} IS NULL THEN {self.dialect.literal(fact.name)}"
            for fact in self.facts
        ]
        case = f"CASE {' '.join(tests)} END" if tests else f"CAST(NULL AS {self.dialect.text})"
        return f"{case} AS rejected"

    def _digit(self, fact: Coding) -> str:
        """Return the look-up of a fact's digit; it is NULL where no answer fits."""
        column = self.columns[fact.level]
        if column is None:
            return str(fact.unknown)
        if fact.line is None:
            return self._digit_of_word(fact)
        value = f"t.{self.dialect.identifier(column)}"
        tests = [
            f"WHEN {self._within(value, fact.line.measure, piece)} THEN {digit}"
            for digit, piece in enumerate(fact.domain.pieces)
        ]
        if fact.line.measure is Measure.WHOLE_NUMBER:
            tests.insert(0, f"WHEN {value} <> floor({value}) THEN NULL")
        return f"CASE WHEN {value} IS NULL THEN {fact.unknown} {' '.join(tests)} END"

    def _word(self, fact: Coding) -> str:
        """Return the word in the column of a choice: as the memo writes it, else in small letters.

        Most values are written as the memo does, and turning text to small letters is slow.
        """
        value = f"t.{self.dialect.identifier(self.columns[fact.level] or '')}"
        text = f"CAST({value} AS {self.dialect.text})"
        written = ", ".join(map(self.dialect.literal, [*fact.domain.values, *self._truth(fact)]))
        small = f"lower(trim(COALESCE({text}, '')))"
        return f"CASE WHEN {text} IN ({written}) THEN {text} ELSE {small} END"

    def _digit_of_word(self, fact: Coding) -> str:
        """Return the look-up of a word: as written, by its key, and as databases write it small."""
        words = {word: digit for digit, word in enumerate(fact.domain.values)}
        words |= {word: digit for word, digit in fact.words.items() if word not in words}
        for digit, written in enumerate(fact.domain.values):
            words.setdefault(written.lower(), digit)
            words.setdefault(written.translate(ASCII_LOWER), digit)
        pairs = [(self.dialect.literal(word), digit) for word, digit in words.items()]
        return self.dialect.look_up(f"w.f{fact.level}", pairs)

    def _truth(self, fact: Coding) -> list[str]:
        """Return how a database writes yes and no as text, where they are the answers."""
        return [word for word in TRUTH if word in fact.words]

    def _within(self, value: str, measure: Measure, piece: Span) -> str:
        """Return the test of whether a value lies in a piece; between whole steps is nowhere."""
        start, end = piece.start or (-LARGEST, 1), piece.end or (LARGEST, 0)
        after = f"{value} {'>' if start[1] else '>='} {self._point(start[0], measure)}"
        if measure.stepped:
            return f"{after} AND {value} <= {self._point(end[0] - 1, measure)}"
        return f"{after} AND {value} {'<=' if end[1] else '<'} {self._point(end[0], measure)}"

    def _point(self, point: Fraction, measure: Measure) -> str:
        if measure is Measure.DATE:
            day = max(1, min(int(point), date.max.toordinal()))
            return f"DATE '{date.fromordinal(day).isoformat()}'"
        if measure is Measure.DURATION:
            return self.dialect.minutes(max(-MOST_MINUTES, min(int(point), MOST_MINUTES)))
        if point.denominator == 1:
            return str(int(point))
        sign, digits = "-" if point < 0 else "", str(int(abs(point) * 10**9)).rjust(10, "0")
        return f"{sign}{digits[:-9]}.{digits[-9:]}"


def _list(*parts: str) -> str:
    return ",\n  ".join(parts)


def _joins(number: int, plan: Plan[ActOutcome]) -> Iterator[str]:
    """Yield the joins of one act: to each index table in turn, then to the outcomes."""
    state = "0"
    for step, stage in enumerate(plan.stages):
        alias = f"i{number}_{step}"
        index = " + ".join([f"{state} * {stage.span}", *_summands(plan, stage)])
        yield f"LEFT JOIN {PREFIX}_{number}_{step} AS {alias}\n  ON {alias}.i = {index}"
        state = f"{alias}.s"
    yield f"LEFT JOIN {PREFIX}_{number}_outcome AS o{number}\n  ON o{number}.o = {state}"


def _summands(plan: Plan[ActOutcome], stage: Stage) -> Iterator[str]:
    for position, stride in zip(stage.facts, stage.strides, strict=True):
        yield f"d.f{plan.facts[position].level} * {stride}"


def _columns(facts: Sequence[Coding], columns: Mapping[str, str | None]) -> dict[int, str | None]:
    """Return the column of each fact, by the fact's level.

    Raises:
        UnknownNameError: ``columns`` names a fact that the acts do not depend on.
    """
    found: dict[int, str | None] = {fact.level: fact.name for fact in facts}
    by_name = {key(fact.name): fact.level for fact in facts}
    for name, column in columns.items():
        if key(name) not in by_name:
            names = [fact.name for fact in facts]
            raise UnknownNameError("a fact that the acts depend on", name, names)
        found[by_name[key(name)]] = column
    return found

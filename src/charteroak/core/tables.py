"""Decision tables: hit policies, inputs, outputs and rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from charteroak.core.directions import Ruling
from charteroak.core.errors import Place
from charteroak.core.facts import FactKey, Test, key


class Policy(StrEnum):
    """Hit policies, by DMN's letters."""

    UNIQUE = "U"
    ANY = "A"
    FIRST = "F"
    PRIORITY = "P"
    COLLECT = "C"
    SUM = "C+"
    SMALLEST = "C<"
    LARGEST = "C>"
    COUNT = "C#"


class Items(StrEnum):
    """What a collect table of things to do collects."""

    DUTY = "duty"
    SAY = "say"
    DO = "do"
    DO_NOT = "do not"
    CALL = "call"
    WRITE_DOWN = "write down"


DUTY_COLUMNS = ("who", "to whom", "by when", "how proven")


@dataclass(frozen=True, slots=True)
class OutputKey:
    """An output of a table of the same text, or the act that one of its tables rules on."""

    name: str


@dataclass(frozen=True, slots=True)
class LawAct:
    """The direction that the law in force gives for an act: the input ``law: ACT``."""

    act: str


InputKey = FactKey | OutputKey | LawAct


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A column of a table that is tested."""

    written: str
    source: InputKey
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A column of a table that is given: an act's direction, a value, or a thing to do.

    ``values`` are the possible values of a value output, in the order of the row of allowed
    values or, without one, of first use.  For an act they are the directions of the row of allowed
    values, empty without one; for items and for tables that count they are empty.
    """

    name: str
    act: str | None = None
    items: Items | None = None
    values: tuple[str, ...] = ()
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One rule.  ``tests`` follow the table's inputs; ``results`` follow its outputs.

    ``cells`` are all cells as written, in the order of the table's ``columns``.
    A result is a Ruling for an act, a Fraction in the tables that count, else text.
    ``columns`` are the further columns of a duty.
    """

    name: str
    tests: tuple[Test, ...]
    cells: tuple[str, ...]
    results: tuple[Ruling | Fraction | str, ...]
    columns: tuple[tuple[str, str], ...] = ()
    asked: frozenset[str] | None = None
    cites: tuple[str, ...] = ()
    see: str = ""
    reason: str = ""
    note: str = ""
    anchor: str = ""
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One decision table.

    ``columns`` is its header as written and ``allowed`` its row of allowed values, if it has one;
    ``section`` is the anchor of the section that it stands in.
    """

    name: str
    question: str
    policy: Policy
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    rows: tuple[Row, ...]
    section: str
    anchor: str = ""
    columns: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    place: Place

    @property
    def items(self) -> Items | None:
        """What the table collects, where it is a collect table of things to do."""
        return self.outputs[0].items if self.outputs else None


def item_rows(tables: Iterable[Table], items: Items) -> dict[str, tuple[Table, Row]]:
    """Return the rows of ``tables`` that tell things of one kind to do, by their shortest name.

    The name is the row's own, or ``table row`` where two tables of the kind share it.
    """
    rows = [(table, row) for table in tables if table.items is items for row in table.rows]
    counts = Counter(key(row.name) for _, row in rows)
    return {
        row.name if counts[key(row.name)] == 1 else f"{table.name} {row.name}": (table, row)
        for table, row in rows
    }

"""The section *Guarantees*: what must hold in every situation."""

from __future__ import annotations

import re
from collections.abc import Iterable

from charteroak.core.errors import listing
from charteroak.core.facts import (
    key,
)
from charteroak.core.memo import (
    Condition,
    Guarantee,
)
from charteroak.core.reading.conditions import (
    MOST_PIECES,
    OR,
    Clause,
    read_clause_test,
    split_clauses,
    split_values,
)
from charteroak.core.reading.pipe_tables import Sheet
from charteroak.core.reading.report import Fault, shown
from charteroak.core.reading.rulings import DIRECTIONS
from charteroak.core.reading.scope import Scope
from charteroak.core.reading.sheets import Columns, Record, read_records

GUARANTEES = Columns("Guarantees", ("guarantee", "cite"), ("name",))
SHAPE = "never or always ACT DIRECTION or DIRECTION when FACT = ANSWER and …"
FIRST = re.compile(r"(never|always)\s+", re.IGNORECASE)
WHEN = re.compile(r"(?<=\s)when(?=\s|$)", re.IGNORECASE)
# The longest first: "must not" ends in no shorter direction, "should not" neither.
LONGEST_FIRST = sorted(DIRECTIONS, key=len, reverse=True)
LONGEST_DIRECTION = 40


def read_guarantees(sheets: Iterable[Sheet], scope: Scope) -> tuple[Guarantee, ...]:
    """Return the guarantees of the text; its facts, acts and tables are known by now."""
    guarantees: dict[str, Guarantee] = {}
    for sheet in sheets:
        for record in read_records(sheet, GUARANTEES, scope.report):
            name = record.text("name") or str(len(guarantees) + 1)
            guarantee = _guarantee(record, name, scope)
            if key(name) in guarantees:
                fault = Fault(
                    f"“{shown(name)}” is already the name of a guarantee", "each name once"
                )
                scope.report.at(record.cell("name"), fault)
            elif guarantee is not None:
                guarantees[key(name)] = guarantee
    return tuple(guarantees.values())


def _guarantee(record: Record, name: str, scope: Scope) -> Guarantee | None:
    cell = record.cell("guarantee")
    cites = scope.report.attempt(record.cell("cite"), scope.cites)
    promise = scope.report.attempt(cell, lambda text: read_promise(text, scope))
    if promise is None or cites is None:
        return None
    always, act, directions, conditions = promise
    return Guarantee(
        name=name,
        written=cell.text,
        always=always,
        act=act,
        directions=directions,
        conditions=conditions,
        cites=cites,
        place=scope.report.place(cell.line, cell.column),
    )


Promise = tuple[bool, str, frozenset[str], tuple[Condition, ...]]


def read_promise(text: str, scope: Scope) -> Promise:
    """Return what a guarantee says: always or never, the act, its directions, the conditions.

    Raises:
        Fault: it has another shape, or names something unknown.
    """
    first = FIRST.match(text)
    if first is None:
        raise Fault(f"“{shown(text)}” is not a guarantee", SHAPE)
    when = _when(text, first.end())
    act, directions = _head(text[first.end() : when or len(text)], first.end(), scope)
    clauses = split_clauses(text[when + 4 :], when + 4, scope.knows_input) if when else []
    conditions = tuple(_condition(clause, scope) for clause in clauses)
    return first[1].lower() == "always", act, directions, conditions


def _when(text: str, start: int) -> int:
    """Return where the conditions begin, 0 without any: at the *when* that follows a direction."""
    found = [match.start() for match in WHEN.finditer(text, start)]
    after = [at for at in found if _ending(text[max(start, at - LONGEST_DIRECTION) : at].rstrip())]
    return next(iter([*after, *found]), 0)


def _ending(text: str) -> str:
    """Return the direction that ``text`` ends with, or nothing."""
    lowered = " " + " ".join(text.lower().split())
    return next((d for d in LONGEST_FIRST if lowered.endswith(f" {d}")), "")


def _head(text: str, offset: int, scope: Scope) -> tuple[str, frozenset[str]]:
    """Return the act and the directions of ``ACT must or may``."""
    directions = set()
    end = len(text.rstrip())
    joints = list(OR.finditer(text))
    if len(joints) > MOST_PIECES:
        raise Fault(f"{len(joints)} directions are joined", f"{MOST_PIECES}", offset=offset)
    for match in reversed(joints):
        if key(text[match.end() : end]) not in DIRECTIONS:
            break
        directions.add(key(text[match.end() : end]))
        end = len(text[: match.start()].rstrip())
    last = _ending(text[max(0, end - LONGEST_DIRECTION) : end])
    if not last:
        found = f"“{shown(text[:end])}” does not end with a direction"
        raise Fault(found, f"ACT and one of {listing(DIRECTIONS)}", offset=offset)
    words = text[:end].split()[: -len(last.split())]
    try:
        return scope.act(" ".join(words)), frozenset({*directions, last})
    except Fault as fault:
        fault.offset = offset + len(text) - len(text.lstrip())
        raise


def _condition(clause: Clause, scope: Scope) -> Condition:
    """Return one condition: an input that must pass a test."""
    try:
        source, answers = scope.input(clause.name.text)
    except Fault as fault:
        fault.offset += clause.name.offset
        raise
    test = read_clause_test(clause, answers, split_values)
    return Condition(source=source, test=test, written=clause.written)

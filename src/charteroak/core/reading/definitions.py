"""The column *defined as*: a fact that follows from a list of records."""

from __future__ import annotations

import re

from charteroak.core.errors import listing
from charteroak.core.facts import (
    Answers,
    Choice,
    Definition,
    Fact,
    FieldCondition,
    Line,
    Quantifier,
    RecordList,
    Within,
    key,
)
from charteroak.core.measures import Measure
from charteroak.core.reading.cells import read_answer
from charteroak.core.reading.conditions import (
    WORD_SIGN,
    Clause,
    read_clause_test,
    split_clauses,
)
from charteroak.core.reading.names import unknown
from charteroak.core.reading.parts import Piece, split
from charteroak.core.reading.report import Fault, shown
from charteroak.core.reading.scope import Scope

SHAPE = "any, every, no or number of LIST where FIELD = VALUE and …"
QUANTIFIER = re.compile(r"(any|every|no|number\s+of)\s+", re.IGNORECASE)
WHERE = re.compile(r"(?<=\s)where(?=\s|$)", re.IGNORECASE)
WINDOW = re.compile(r"([0-9]{1,6})\s+(day|week|month|year)s?", re.IGNORECASE)
MONTHS = {"month": 1, "year": 12}
DAYS = {"day": 1, "week": 7}
LONGEST_WINDOW = 200 * 12 * 31


def read_definition(text: str, scope: Scope) -> Definition:
    """Return how a fact follows from a list of records.

    Raises:
        Fault: the cell has another shape, or names a list, field, value or set that is unknown.
    """
    match = QUANTIFIER.match(text)
    if match is None:
        raise Fault(f"“{shown(text)}” is not a definition", SHAPE)
    where = WHERE.search(text, match.end())
    name = text[match.end() : where.start() if where else len(text)].strip()
    listed = scope.records.get(key(name))
    if listed is None:
        names = [entry.name for entry in scope.records.values()]
        fault = unknown(name, "a list of records", names, listing(names))
        fault.offset = match.end()
        raise fault
    fields = {key(field.name) for field in listed.fields}
    clauses = (
        split_clauses(text[where.end() :], where.end(), lambda name: key(name) in fields, WORD_SIGN)
        if where
        else []
    )
    return Definition(
        quantifier=Quantifier(key(match[1])),
        records=listed.name,
        conditions=tuple(_condition(clause, listed, scope) for clause in clauses),
        written=text,
    )


def _condition(clause: Clause, listed: RecordList, scope: Scope) -> FieldCondition:
    """Return a condition on one field."""
    field = _field(clause.name, listed)
    if clause.sign == "within":
        return FieldCondition(field=field.name, within=_window(clause.value, field))
    if clause.sign == "in":
        return FieldCondition(field=field.name, members=_members(clause.value, field, scope))
    test = read_clause_test(clause, field.answers, _split_commas)
    return FieldCondition(field=field.name, test=test)


def _field(name: Piece, listed: RecordList) -> Fact:
    for field in listed.fields:
        if key(field.name) == key(name.text):
            return field
    names = [field.name for field in listed.fields]
    fault = unknown(name.text, f"a field of “{listed.name}”", names, listing(names))
    fault.offset = name.offset
    raise fault


def _split_commas(value: Piece, _: Answers) -> list[Piece]:
    pieces = split(value.text)
    return [Piece(piece.text, piece.offset + value.offset, piece.quoted) for piece in pieces]


def _window(value: Piece, field: Fact) -> Within:
    """Return a look-back window, which only a date can lie in."""
    if not (isinstance(field.answers, Line) and field.answers.measure is Measure.DATE):
        raise Fault(
            f"“{field.name}” is not a date and cannot lie within a time",
            "a field that is a date",
            offset=value.offset,
        )
    match = WINDOW.fullmatch(value.text)
    count = int(match[1]) if match else 0
    unit = match[2].lower() if match else "day"
    if (
        match is None
        or count * DAYS.get(unit, 0) + count * MONTHS.get(unit, 0) * 31 > LONGEST_WINDOW
    ):
        allowed = "years, months, weeks or days, up to 200 years: 15 years"
        raise Fault(f"“{shown(value.text)}” is not a length of time", allowed, offset=value.offset)
    return Within(months=count * MONTHS.get(unit, 0), days=count * DAYS.get(unit, 0))


def _members(value: Piece, field: Fact, scope: Scope) -> frozenset[str]:
    """Return the members of a set; for a field with a list of answers each must be one."""
    named = scope.sets.get(key(value.text))
    if named is None:
        names = [entry.name for entry in scope.sets.values()]
        fault = unknown(value.text, "a set", names, listing(names))
        fault.offset = value.offset
        raise fault
    if isinstance(field.answers, Line):
        raise Fault(
            f"“{field.name}” is a {field.answers.measure} and not in a set of words",
            "=, <, <=, >, >=",
            offset=value.offset,
        )
    if not isinstance(field.answers, Choice):
        return named.members
    try:
        return frozenset(read_answer(member, field.answers, field.name) for member in named.members)
    except Fault as fault:
        fault.offset = value.offset
        raise

"""The sections *Facts*, *Records* and *Sets*."""

from __future__ import annotations

from collections.abc import Iterable

from charteroak.core.facts import (
    Answers,
    Choice,
    Definition,
    Fact,
    Line,
    NamedSet,
    Quantifier,
    RecordList,
    key,
)
from charteroak.core.measures import Measure
from charteroak.core.reading.answers import read_answers
from charteroak.core.reading.blocks import Part
from charteroak.core.reading.definitions import read_definition
from charteroak.core.reading.names import NameBook
from charteroak.core.reading.parts import read_list
from charteroak.core.reading.pipe_tables import Sheet
from charteroak.core.reading.report import Cell, Fault, Report, shown
from charteroak.core.reading.scope import FACT, Scope
from charteroak.core.reading.sheets import Columns, Record, read_records

MOST_FACTS = 250
SAID = ("how to tell", "why", "decided by")
FACTS = Columns("Facts", ("fact", "question", "answers"), (*SAID, "defined as"))
FIELDS = Columns("Records", ("field", "question", "answers"), SAID)
SETS = Columns("Sets", ("set", "members", "cite"))
COLUMNS_OF_CASES = frozenset({"case", "on", "paper"})
YES_AND_NO = frozenset({"yes", "no"})


def read_facts(sheets: Iterable[Sheet], scope: Scope) -> tuple[Fact, ...]:
    """Return the facts of the text; its records and sets are known by now."""
    facts = []
    for sheet in sheets:
        for record in read_records(sheet, FACTS, scope.report):
            fact = _fact(record, scope)
            if fact is not None:
                facts.append(fact)
                scope.add_fact(fact)
    if len(facts) > MOST_FACTS:
        fault = Fault(f"the text defines {len(facts)} facts", f"{MOST_FACTS} facts")
        scope.report.add(facts[MOST_FACTS].place.line, 1, fault)
    return tuple(facts)


def _fact(record: Record, scope: Scope) -> Fact | None:
    """Return one fact, or None after reporting what is wrong with it."""
    name = _name(record.cell("fact"), scope)
    answers = scope.report.attempt(record.cell("answers"), read_answers)
    definition = _definition(record, answers, scope)
    if name is None or answers is None:
        _check_question(record, scope.report)
        return None
    return _described(record, name, answers, scope, definition)


def _name(cell: Cell, scope: Scope) -> str | None:
    """Return the name of a fact, which is none of the fixed columns of *Cases*."""
    if key(cell.text) in COLUMNS_OF_CASES:
        found = f"“{cell.text}” is a column of Cases and cannot be the name of a fact"
        scope.report.at(cell, Fault(found, "any other name"))
        return None
    return scope.names.claim(cell, FACT, shadows=True)


def _described(
    record: Record, name: str, answers: Answers, scope: Scope, definition: Definition | None = None
) -> Fact:
    """Return a fact or a field with what is said about it."""
    _check_question(record, scope.report)
    return Fact(
        text=scope.header.id.text,
        name=name,
        question=record.text("question"),
        answers=answers,
        how_to_tell=record.text("how to tell"),
        why=record.text("why"),
        decided_by=record.text("decided by"),
        definition=definition,
        place=scope.report.place(record.line.number),
    )


def _check_question(record: Record, report: Report) -> None:
    cell = record.cell("question")
    if not cell.text.endswith("?"):
        report.at(
            cell, Fault(f"“{shown(cell.text)}” is not a question", "a sentence that ends in ?")
        )


def _definition(record: Record, answers: Answers | None, scope: Scope) -> Definition | None:
    """Return how the fact follows from a list of records, if its row says so."""
    if not record.text("defined as"):
        return None
    cell = record.cell("defined as")
    definition = scope.report.attempt(cell, lambda text: read_definition(text, scope))
    if definition is None or answers is None:
        return definition
    allowed = _answers_of(definition.quantifier)
    if not _fits(definition.quantifier, answers):
        found = f"a fact defined by “{definition.quantifier}” has other answers"
        scope.report.at(record.cell("answers"), Fault(found, allowed))
    return definition


def _answers_of(quantifier: Quantifier) -> str:
    return "whole number [0..]" if quantifier is Quantifier.NUMBER_OF else "yes, no"


def _fits(quantifier: Quantifier, answers: Answers) -> bool:
    if quantifier is Quantifier.NUMBER_OF:
        return isinstance(answers, Line) and answers.measure is Measure.WHOLE_NUMBER
    return isinstance(answers, Choice) and {key(value) for value in answers.values} == YES_AND_NO


# ---- records and sets ---------------------------------------------------------------------------


def read_record_list(part: Part, sheet: Sheet, scope: Scope, book: NameBook) -> RecordList | None:
    """Return the list of records that a heading under *Records* declares."""
    written, _, question = part.title.text.partition(":")
    cell = Cell(written.strip(), part.title.line, part.title.column)
    name = book.claim(cell, "a list of records")
    fields = tuple(_fields(sheet, scope))
    if name is None:
        return None
    place = scope.report.place(part.title.line, part.title.column)
    listed = RecordList(
        text=scope.header.id.text, name=name, question=question.strip(), fields=fields, place=place
    )
    scope.records[key(name)] = listed
    return listed


def _fields(sheet: Sheet, scope: Scope) -> Iterable[Fact]:
    book = NameBook(scope.report)
    for record in read_records(sheet, FIELDS, scope.report):
        name = book.claim(record.cell("field"), "a field")
        answers = scope.report.attempt(record.cell("answers"), _read_field_answers)
        if name is not None and answers is not None:
            yield _described(record, name, answers, scope)


def _read_field_answers(text: str) -> Answers:
    return read_answers(text, of_a_field=True)


def read_sets(sheets: Iterable[Sheet], scope: Scope) -> tuple[NamedSet, ...]:
    """Return the named sets of the text; its citations are known by now."""
    book = NameBook(scope.report)
    sets = []
    for sheet in sheets:
        for record in read_records(sheet, SETS, scope.report):
            name = book.claim(record.cell("set"), "a set")
            members = scope.report.attempt(record.cell("members"), _read_members)
            cites = scope.report.attempt(record.cell("cite"), scope.cites)
            if name is not None and members and cites:
                place = scope.report.place(record.line.number)
                named = NamedSet(name=name, members=members, cites=cites, place=place)
                scope.sets[key(name)] = named
                sets.append(named)
    return tuple(sets)


def _read_members(text: str) -> frozenset[str]:
    members = frozenset(read_list(text))
    if not members:
        raise Fault("the set has no members", "a list: a, b, c")
    return members

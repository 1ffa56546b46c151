"""Facts that follow from a list of records, such as *any conviction where class = A or B*.

A missing field leaves a record undecided; the fact is then known only if the other records
settle it.  Truth has three values: True, False and None for unknown.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from charteroak.core.errors import UnknownNameError
from charteroak.core.facts import (
    Choice,
    ChoiceTest,
    Definition,
    Fact,
    FieldCondition,
    Line,
    LineTest,
    Quantifier,
    RecordList,
    Within,
    key,
)
from charteroak.core.measures import parse_point

Record = Mapping[str, str]


def derive(
    definition: Definition, records: Sequence[Record], listed: RecordList, day: date
) -> str | None:
    """Return the answer that ``records`` give to a defined fact, or None where it stays unknown.

    Args:
        definition: how the fact reads the list.
        records: each a mapping of field names to answers; a field left out is unknown.
        listed: the declaration of the list.
        day: the day of the request, from which look-back windows are counted.

    Raises:
        UnknownNameError: a record has a field or an answer that the list does not know.
    """
    fits = [
        _fits(definition.conditions, _checked(record, listed), listed, day) for record in records
    ]
    if definition.quantifier is Quantifier.NUMBER_OF:
        return None if None in fits else str(fits.count(True))
    if definition.quantifier is Quantifier.EVERY:
        return _word(_every(fits))
    some = _any(fits)
    return _word(some if definition.quantifier is Quantifier.ANY else _opposite(some))


def _any(fits: Sequence[bool | None]) -> bool | None:
    return True if True in fits else None if None in fits else False


def _every(fits: Sequence[bool | None]) -> bool | None:
    return False if False in fits else None if None in fits else True


def _opposite(truth: bool | None) -> bool | None:  # noqa: FBT001 - a truth value, not a flag
    return None if truth is None else not truth


def _word(truth: bool | None) -> str | None:  # noqa: FBT001 - a truth value, not a flag
    return None if truth is None else "yes" if truth else "no"


def _checked(record: Record, listed: RecordList) -> dict[str, str]:
    """Return ``record`` by the key of its fields, after checking every field and answer."""
    fields = {key(field.name): field for field in listed.fields}
    for name, answer in record.items():
        if key(name) not in fields:
            names = [field.name for field in listed.fields]
            raise UnknownNameError(f"a field of “{listed.name}”", name, names)
        _check_answer(fields[key(name)], answer)
    return {key(name): answer for name, answer in record.items() if key(answer) != "not sure"}


def _check_answer(field: Fact, answer: str) -> None:
    kind = f"an answer to “{field.name}”"
    if key(answer) == "not sure":
        return
    if isinstance(field.answers, Choice):
        if key(answer) not in {key(value) for value in field.answers.values}:
            raise UnknownNameError(kind, answer, (*field.answers.values, "not sure"))
    elif isinstance(field.answers, Line) and parse_point(answer, field.answers.measure) is None:
        raise UnknownNameError(kind, answer, [f"a {field.answers.measure.value}", "not sure"])


def _fits(
    conditions: Sequence[FieldCondition], record: Mapping[str, str], listed: RecordList, day: date
) -> bool | None:
    """Tell whether one record fits all conditions; None where a missing field leaves it open."""
    fields = {key(field.name): field for field in listed.fields}
    return _every(
        [_holds(c, record.get(key(c.field)), fields[key(c.field)], day) for c in conditions]
    )


def _holds(condition: FieldCondition, answer: str | None, field: Fact, day: date) -> bool | None:
    if answer is None:
        return None
    if condition.members is not None:
        return key(answer) in {key(member) for member in condition.members}
    if isinstance(condition.test, ChoiceTest):
        return key(answer) in {key(value) for value in condition.test.values}
    point = parse_point(answer, field.answers.measure) if isinstance(field.answers, Line) else None
    if point is None:
        return None
    if condition.within is not None:
        return point >= look_back(day, condition.within).toordinal()
    spans = condition.test.spans if isinstance(condition.test, LineTest) else ()
    return any(span.holds(point) for span in spans)


def look_back(day: date, window: Within) -> date:
    """Return the first day of the window that ends on ``day``.

    A month back from a day that the earlier month does not have is that month's last day.
    """
    months = day.year * 12 + day.month - 1 - window.months
    year, month = max(1, months // 12), months % 12 + 1
    last = calendar.monthrange(year, month)[1]
    return date(year, month, min(day.day, last)) - timedelta(days=window.days)

"""What the reader would refuse in a mutant, said of its tree: reading catches the mutant."""

from __future__ import annotations

from collections.abc import Iterator

from charteroak.core.checking.cases import ITEMS
from charteroak.core.directions import Ruling
from charteroak.core.facts import ChoiceTest, Test, key
from charteroak.core.memo import Grade, Memo
from charteroak.core.reading.rulings import UNDECIDED
from charteroak.core.tables import InputKey, OutputKey

WITHOUT_ROW = frozenset({"no rule", "not settled"})


def refused(memo: Memo) -> bool:
    """Tell whether the reader refuses the Markdown that ``memo`` stands for."""
    return any(
        (
            any(_decides_unverified(memo, *resting) for resting in _resting(memo)),
            any(_not_allowed(memo)),
            any(_unreadable(memo)),
            any(_not_expectable(memo)),
        )
    )


def _resting(memo: Memo) -> Iterator[tuple[Ruling, tuple[str, ...]]]:
    """Yield every ruling with the citations that it rests on."""
    for row in (row for table in memo.tables for row in table.rows):
        yield from ((result, row.cites) for result in row.results if isinstance(result, Ruling))
    yield from ((fallback.ruling, fallback.cites) for fallback in memo.fallbacks)


def _decides_unverified(memo: Memo, ruling: Ruling, cites: tuple[str, ...]) -> bool:
    """Tell whether a ruling decides that rests on what was not read in the official text."""
    if ruling.direction in UNDECIDED:
        return False
    entries = [memo.citation(cite) for cite in cites]
    return any(entry is not None and entry.grade is not Grade.VERIFIED for entry in entries)


def _not_allowed(memo: Memo) -> Iterator[bool]:
    """Yield whether each direction is missing in the row of allowed values."""
    for table in memo.tables:
        for index, output in enumerate(table.outputs):
            for row in table.rows if output.act and output.values else ():
                result = row.results[index]
                yield isinstance(result, Ruling) and result.direction not in output.values


def _tests(memo: Memo) -> Iterator[tuple[InputKey, Test]]:
    for table in memo.tables:
        for row in table.rows:
            yield from zip((column.source for column in table.inputs), row.tests, strict=True)
    for guarantee in memo.guarantees:
        yield from ((each.source, each.test) for each in guarantee.conditions)


def _unreadable(memo: Memo) -> Iterator[bool]:
    """Yield whether each test reads what no table gives, or asks for an answer that none gives."""
    ruled, values = {key(act) for act in _ruled(memo)}, _values(memo)
    for source, test in _tests(memo):
        if isinstance(source, OutputKey) and source.name not in ruled:
            given = values.get(source.name)
            asked = test.values if isinstance(test, ChoiceTest) else frozenset[str]()
            yield given is None or not asked <= given


def _ruled(memo: Memo) -> set[str]:
    return {output.act for table in memo.tables for output in table.outputs if output.act}


def _values(memo: Memo) -> dict[str, frozenset[str]]:
    """Return the values of each output that is neither an act nor a thing to do."""
    return {
        key(output.name): frozenset(output.values)
        for table in memo.tables
        for output in table.outputs
        if not output.act and not output.items
    }


def _not_expectable(memo: Memo) -> Iterator[bool]:
    """Yield whether each expectation of the cases names a row or a value that is gone."""
    values = {name: {key(value) for value in found} for name, found in _values(memo).items()}
    rows = {name: set(map(key, memo.item_rows(kind))) for name, kind in ITEMS.items()}
    for expected in (each for case in memo.cases for each in case.expected):
        name = key(expected.output)
        if expected.rows is not None:
            yield not {key(row) for row in expected.rows} <= rows[name]
        elif expected.ruling is None and key(expected.words) not in WITHOUT_ROW:
            yield key(expected.words) not in values.get(name, ())

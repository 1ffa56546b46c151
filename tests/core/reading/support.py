"""A small text for the tests of the reader, and how to say where a problem must be found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from charteroak.core.errors import MemoError, Problem
from charteroak.core.facts import (
    Fact,
    FactKey,
    key,
)
from charteroak.core.memo import (
    Memo,
)
from charteroak.core.reading import read_memo
from charteroak.core.tables import (
    Table,
)

FILE = "memo.md"
# Stands in a source just before the place at which a problem must be found.
HERE = "▶"
FRONT = """---
text: ct/test
version: 2020-01-01
kind: memo
level: memo
title: A test
in force: {from: 2020-01-01}
---
"""
KNOWN = """
## Facts

| fact | question | answers |
|------|----------|---------|
| judge signed | Is it signed by a judge? | yes, no |
| warrant | What warrant is it? | none, administrative, judicial |
| conviction | What is the worst conviction? | none < other < class A or B felony |
| distance | How far is it? | number [0..96] miles |
| people | How many are there? | whole number [0..] |
| held | How long was the person held? | duration [0 hours..96 hours] |
| asked on | When was it asked? | date [2000-01-01..] |

## Acts

| act | question |
|-----|----------|
| hold | May we keep this person? |
| Tell Release Date | May we say when they go? |

## Citations

| cite | grade | status | note |
|------|-------|--------|------|
| CGS 54-192h | verified | in force | |
| HB 8004 | reported | not yet in force | read in a report |

## Rules

"""

FindVocabulary = Callable[[str, date], Memo | None]


def nothing(text: str, day: date) -> Memo | None:  # noqa: ARG001 - the shape of find_vocabulary
    """Find no vocabulary."""
    return None


def only(*memos: Memo) -> FindVocabulary:
    """Find these vocabularies by their id, on every day."""
    by_id = {memo.id.text: memo for memo in memos}
    return lambda text, _: by_id.get(text)


def read(
    body: str, *, front: str = FRONT, known: str = KNOWN, find: FindVocabulary = nothing
) -> Memo:
    """Read a text made of front matter, known names and ``body``."""
    return read_memo(front + known + body, FILE, find)


def problems(source: str | bytes, find: FindVocabulary = nothing) -> tuple[Problem, ...]:
    """Return the problems of a whole source, which must have some."""
    with pytest.raises(MemoError) as raised:
        read_memo(source, FILE, find)
    return raised.value.problems


def error_of(source: str | bytes) -> MemoError | None:
    """Return the error with which a whole source ends, or None where it is a memo."""
    try:
        read_memo(source, FILE, nothing)
    except MemoError as error:
        return error
    return None


def wrong_source(source: str, find: FindVocabulary = nothing) -> Problem:
    """Return the one problem of ``source``, after checking that it is found at HERE."""
    before, mark, after = source.partition(HERE)
    assert mark, "the source does not say where the problem must be found"
    found = problems(before + after, find)
    assert len(found) == 1, "\n".join(map(str, found))
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    place = found[0].place
    assert (place.file, place.line, place.column) == (FILE, line, column), str(found[0])
    return found[0]


def wrong(
    body: str, *, front: str = FRONT, known: str = KNOWN, find: FindVocabulary = nothing
) -> Problem:
    """Return the one problem of a text made of front matter, known names and ``body``."""
    return wrong_source(front + known + body, find)


def table(*lines: str, name: str = "may we: hold?") -> str:
    """Return a decision table; each line stands between bars, the header first."""
    header, *rows = [f"| {line} |" for line in lines]
    dashes = "|" + "---|" * (header.replace("\\|", "").count("|") - 1)
    return "\n".join([f"### {name}", "", header, dashes, *rows, "", ""])


def sheet(section: str, *lines: str) -> str:
    """Return a kept section with a table; each line stands between bars, the header first."""
    return table(*lines, name=section)[1:]


def rules(*cells: str, column: str = "judge signed") -> str:
    """Return a table of one input with a row for each of ``cells``, and a last row for the rest."""
    rows = [f"{i} | {cell} | may | CGS 54-192h" for i, cell in enumerate(cells, 1)]
    return table(f"F | {column} | > hold | # cite", *rows)


def only_table(memo: Memo) -> Table:
    """Return the one decision table of a text."""
    (found,) = memo.tables
    return found


def fact(memo: Memo, name: str) -> Fact:
    """Return a fact by its name."""
    return {FactKey.of(each).name: each for each in memo.known_facts()}[key(name)]

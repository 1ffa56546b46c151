"""Mutation of Connecticut's guidance: a small fault in a text must not stay unnoticed.

What does stay unnoticed is listed, with the reason, in docs/explanation/mutants.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from architecture.project import ROOT
from charteroak.core.checking import Severity, check_memo
from charteroak.core.errors import MemoError
from charteroak.core.library import Library
from charteroak.core.memo import Kind, Memo, Version
from charteroak.core.reading import read_memo
from guidance.hunt import Ground, hunt
from guidance.mutants import mutants
from guidance.refusals import refused

PAGE = ROOT / "docs" / "explanation" / "mutants.md"
LEAST_CAUGHT = 0.95
# A text with fewer mutants may leave one.
FEW = 20
READ_EACH, CHECK_EACH = 11, 70
Found = set[tuple[object, ...]]


@cache
def library() -> Library:
    return Library.from_directory(ROOT / "guidance")


def texts() -> list[str]:
    """Return every text of Connecticut and of the United States that may hold decision tables."""
    return [
        str(header.id)
        for text, shelf in library().shelves.items()
        for header in shelf.headers
        if text.startswith(("ct/", "us/")) and header.kind is not Kind.VOCABULARY
    ]


def memo(name: str) -> Memo:
    return library().version(Version(*name.split("@")))


def explained() -> Iterator[tuple[str, str, str]]:
    """Yield the text, the mutant and what binds, from each row of the page."""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith(("| ct/", "| us/")):
            text, mutant, binds, why = (cell.strip() for cell in line.strip("| ").split(" | "))
            assert why
            yield text, mutant, binds


each_text = pytest.mark.parametrize("name", texts())


@pytest.mark.slow
@each_text
def test_a_fault_in_a_text_is_caught(
    name: str, record_property: Callable[[str, object], None]
) -> None:
    bag = hunt(library(), memo(name))
    record_property("mutants", bag.mutants)
    mute = {mutant.name for mutant in bag.mute}
    left = {m.name: "the same" if m.name in mute else "another" for m in bag.survivors}
    may_be_left = 1 if bag.mutants < FEW else bag.mutants * (1 - LEAST_CAUGHT)

    assert left == {mutant: binds for text, mutant, binds in explained() if text == name}
    assert len(left) <= may_be_left


def test_each_row_of_the_page_is_of_a_text_that_is_hunted() -> None:
    assert {text for text, _, _ in explained()} <= set(texts())


# ---- the hunt itself ----------------------------------------------------------------------------


@pytest.mark.slow
@each_text
def test_a_mutant_is_what_its_markdown_gives(name: str) -> None:
    for mutant in list(mutants(memo(name)))[::READ_EACH]:
        try:
            read = read_memo(mutant.markdown().encode(), memo(name).file, library()._vocabulary)
        except MemoError:
            assert refused(mutant.memo), mutant
        else:
            assert what_decides(read) == what_decides(mutant.memo), mutant
            assert not refused(mutant.memo), mutant


def what_decides(read: Memo) -> object:
    """Return the tables and *When not sure* of a text, wherever they stand in it."""
    tables = [
        (
            [column.source for column in table.inputs],
            [(output.name, output.values) for output in table.outputs],
            [(row.name, row.tests, row.asked, row.results, row.cells) for row in table.rows],
        )
        for table in read.tables
    ]
    return tables, [(fallback.act, fallback.ruling) for fallback in read.fallbacks]


@pytest.mark.slow
@each_text
def test_the_hunt_finds_what_the_check_finds(name: str, tmp_path: Path) -> None:
    ground = Ground(library(), memo(name))
    memos = [memo(name), *(checked.memo for checked in ground.above)]
    before = {finding for each in memos for finding in found(library(), each)}
    for mutant in list(mutants(memo(name)))[CHECK_EACH // 2 :: CHECK_EACH]:
        file = tmp_path / f"{memo(name).id.version}.md"
        file.write_text(mutant.markdown(), encoding="utf-8")
        assert ground.catches(mutant) is is_found(file, memos, before), mutant


def is_found(file: Path, memos: list[Memo], before: Found) -> bool:
    """Tell whether the check finds something new with ``file`` in the place of its own version."""
    changed = library().with_file(file)
    try:
        return any(not found(changed, each) <= before for each in memos)
    except MemoError:
        return True


def found(shelves: Library, text: Memo) -> Found:
    """Return the errors and warnings of a text, with their words."""
    return {
        (text.id, finding.severity, finding.message)
        for finding in check_memo(shelves, shelves.version(text.id)).findings
        if finding.severity is not Severity.NOTE
    }

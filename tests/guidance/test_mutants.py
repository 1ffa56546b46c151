"""The mutants of small texts, one by one, and which of them a check finds."""

from __future__ import annotations

from charteroak.core.library import Library
from guidance.hunt import hunt
from guidance.mutants import mutants
from texts import find, library, sheet, table, text

HOLD = table(
    "hold",
    "F | conviction | > hold | # cite",
    "1 | class A or B felony | may, until 48 hours | Act 1",
    "2 | - | must not | Act 2",
)


def made(*parts: str, level: str = "state statute") -> list[str]:
    """Return the names of the mutants of a text."""
    return [
        mutant.name for mutant in mutants(find(library(text("text", *parts, level=level)), "text"))
    ]


def left(*parts: str) -> tuple[int, set[str]]:
    """Return how many mutants a law has, and the names of those that survive."""
    shelves = library(text("text", *parts, level="state statute"))
    bag = hunt(shelves, find(shelves, "text"))
    return bag.mutants, {mutant.name for mutant in bag.survivors}


def test_rows_are_dropped_and_swapped_and_their_cells_changed() -> None:
    assert made(HOLD) == [
        "hold: row 1 dropped",
        "hold: row 1, conviction loosened",
        "hold: row 1, conviction also none",
        "hold: row 1, conviction also other",
        "hold: row 1, hold: must, until 48 hours",
        "hold: row 1, hold: must not, until 48 hours",
        "hold: row 1, hold: may",
        "hold: row 1, hold: may, until 49 hours",
        "hold: row 2 dropped",
        "hold: row 2, hold: must",
        "hold: row 2, hold: may",
        "hold: row 2 before row 1",
    ]


def test_a_threshold_is_moved_by_one_step() -> None:
    hold = table(
        "hold",
        "U | held | > hold | # cite",
        "1 | <= 48 hours | no rule | Act 1",
        "2 | > 48 hours | no rule | Act 1",
    )

    assert "hold: row 1, held < 2882 minutes" in made(hold)
    assert "hold: row 2, held >= 48 hours" in made(hold)


def test_an_answer_is_left_out_and_a_value_exchanged() -> None:
    heed = table(
        "grave",
        "U | conviction | > grave | # cite",
        "1 | none, other | no | Act 1",
        "2 | class A or B felony | yes | Act 1",
    )

    assert "grave: row 1, conviction not none" in made(heed)
    assert "grave: row 2, grave: no" in made(heed)


def test_a_thing_to_do_is_done_whatever_is_asked_and_not_for_each_act() -> None:
    steps = table(
        "steps",
        "C | asked | warrant | > do | # cite",
        "copy | hold, tell release date | yes | Copy the warrant. | Act 1",
    )

    assert made(steps) == [
        "steps: row copy dropped",
        "steps: row copy, whatever is asked",
        "steps: row copy, not for hold",
        "steps: row copy, not for tell release date",
        "steps: row copy, warrant loosened",
    ]


def test_what_applies_when_not_sure_is_dropped_or_exchanged() -> None:
    assert made(HOLD, level="state memo")[-3:] == [
        "when not sure: any other act dropped",
        "when not sure: any other act: may",
        "when not sure: any other act: must not",
    ]


def test_a_mutant_that_changes_no_function_is_none() -> None:
    apart = table(
        "hold",
        "F | conviction | > hold | # cite",
        "1 | none | may | Act 1",
        "2 | other | must not | Act 2",
        "3 | class A or B felony | refer | Act 2",
    )

    assert "hold: row 2 before row 1" in made(apart)
    assert "hold: row 2 before row 1" not in left(apart)[1]


def test_cases_find_what_the_structure_does_not() -> None:
    cases = sheet(
        "Cases",
        "case | conviction | > hold | # cite",
        "grave | class A or B felony | may, until 48 hours | Act 1",
        "none | none | must not | Act 2",
    )

    assert left(HOLD)[1] >= {"hold: row 1, hold: may", "hold: row 2, hold: must"}
    assert left(HOLD, cases) == (12, {"hold: row 1, conviction also other"})


def test_guarantees_find_what_no_case_shows() -> None:
    guarantees = sheet(
        "Guarantees", "guarantee | cite", "never hold may when conviction = none or other | Act 1"
    )

    assert "hold: row 1, conviction also other" not in left(HOLD, guarantees)[1]


def test_a_memo_finds_a_fault_in_the_law_beneath_it() -> None:
    law = text("law", HOLD, level="state statute")
    tell = table(
        "tell release date", "F | warrant | > tell release date | # cite", "1 | - | refer | Act"
    )
    cases = sheet("Cases", "case | conviction | > hold | # cite", "none | none | must not | Act 2")
    alone = library(law)
    beneath = library(law, text("memo", tell, cases, front="rests on: law"))

    assert "hold: row 2, hold: may" in names(alone)
    assert "hold: row 2, hold: may" not in names(beneath)


def names(shelves: Library) -> set[str]:
    """Return the names of the mutants of *law* that survive."""
    return {mutant.name for mutant in hunt(shelves, find(shelves, "law")).survivors}

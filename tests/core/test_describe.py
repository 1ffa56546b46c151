"""Situations and counts in words."""

from __future__ import annotations

from fractions import Fraction

import pytest

from charteroak.core.describe import (
    case_table,
    describe_answers,
    describe_count,
    describe_cube,
    describe_cubes,
    describe_share,
    describe_situation,
    facts_of,
    in_figures,
)
from charteroak.core.diagram import Cube
from charteroak.core.errors import Place
from charteroak.core.facts import (
    Choice,
    Fact,
    Line,
)
from charteroak.core.measures import Measure, Span, cut_after, cut_before, cut_line
from charteroak.core.space import Domain, Space
from texts import find, library, table, text

PLACE = Place(file="t.md", line=1)
YES_NO = ("yes", "no")
HOURS = Span(cut_before(Fraction(0)), cut_after(Fraction(96 * 60), Measure.DURATION))
AT_48 = cut_after(Fraction(48 * 60), Measure.DURATION)
BEFORE_24 = cut_before(Fraction(24 * 60))


def fact(name: str, answers: Choice | Line, text: str = "t") -> Fact:
    return Fact(text=text, name=name, question="?", answers=answers, place=PLACE)


WARRANT = Domain(fact("warrant", Choice(YES_NO)), values=YES_NO)
CLASSES = ("A", "B", "C", "D", "E")
CLASS = Domain(fact("class", Choice(CLASSES)), values=CLASSES)
HELD = Domain(
    fact("held", Line(Measure.DURATION, HOURS)), pieces=cut_line([BEFORE_24, AT_48], HOURS)
)
MILES = Domain(
    fact("distance", Line(Measure.NUMBER, Span(), "miles")),
    pieces=cut_line([cut_before(Fraction(3)), cut_after(Fraction(5), Measure.NUMBER)], Span()),
)


@pytest.mark.parametrize(
    ("domain", "answers", "words"),
    [
        (WARRANT, [0], "yes"),
        (CLASS, [0], "A"),
        (CLASS, [0, 2], "A or C"),
        (CLASS, [1, 2, 3], "neither A nor E"),
        (CLASS, [0, 1, 2, 3], "not E"),
        (HELD, [0], "less than 24 hours"),
        (HELD, [1], "from 24 hours to 48 hours"),
        (HELD, [2], "more than 48 hours"),
        (HELD, [0, 1], "48 hours or less"),
        (HELD, [1, 2], "24 hours or more"),
        (HELD, [0, 2], "less than 24 hours or more than 48 hours"),
        (MILES, [1], "from 3 miles to 5 miles"),
        (MILES, [2], "more than 5 miles"),
    ],
)
def test_answers_in_words(domain: Domain, answers: list[int], words: str) -> None:
    assert describe_answers(domain, answers) == words


def test_many_answers_are_cut_with_a_count() -> None:
    values = tuple(f"v{i}" for i in range(40))
    domain = Domain(fact("many", Choice(values)), values=values)

    assert describe_answers(domain, range(11)).endswith("v7 or 3 others")


@pytest.mark.parametrize(
    ("count", "total", "words"),
    [
        (6, 6, "all 6 situations"),
        (1, 6, "1 of 6 situations (16.7%)"),
        (1200, 57600, "1,200 of 57,600 situations (2.1%)"),
        (1, 100_000, "1 of 100,000 situations (less than 0.1%)"),
        (99_999, 100_000, "99,999 of 100,000 situations (more than 99.9%)"),
        (10**54, 2 * 10**54, "10^54 of more than 10^54 situations (50%)"),
    ],
)
def test_a_count_with_its_share(count: int, total: int, words: str) -> None:
    assert describe_count(count, total) == words


def test_only_nothing_is_none_at_all() -> None:
    assert describe_share(0, 10) == "0%"
    assert describe_share(0, 0) == "0%"
    assert describe_share(1, 10**9) == "less than 0.1%"


def test_a_huge_number_is_told_by_its_size() -> None:
    assert in_figures(999_999_999_999) == "999,999,999,999"
    assert in_figures(10**12) == "10^12"
    assert in_figures(10**12 + 1) == "more than 10^12"


def test_a_case_is_a_table_with_one_row() -> None:
    assert case_table({"case": "a | b", "warrant": "yes", "> hold": "may", "# note": ""}) == (
        "| case   | warrant | > hold | # note |\n"
        "| ------ | ------- | ------ | ------ |\n"
        "| a \\| b | yes     | may    | -      |"
    )


def space_of(*inputs: str) -> Space:
    """Return the space of a memo with these inputs, all tested at 48 hours or not at all."""
    cells = " | ".join("> 48 hours" if name == "held" else "-" for name in inputs)
    rows = table(
        "hold", f"F | {' | '.join(inputs)} | > hold | # cite", f"1 | {cells} | may | Act 1"
    )
    return Space([find(library(text("memo", rows)), "memo")])


def test_a_condition_in_words() -> None:
    space = space_of("warrant", "conviction", "held")

    assert describe_cube(space, {0: (1,), 1: (0, 1)}) == (
        "when warrant is no and conviction is none or other"
    )
    assert describe_cube(space, {2: (1,)}) == "when held is more than 48 hours"
    assert describe_cube(space, {0: (0, 1)}) == "in every situation"
    assert describe_situation(space, {0: 0}) == "when warrant is yes"


def test_more_conditions_than_are_shown_are_counted() -> None:
    space = space_of("warrant", "conviction")
    cubes: list[Cube] = [{0: (0,)}, {1: (0,)}, {1: (1,)}, {1: (2,)}]

    assert describe_cubes(space, cubes[:2]) == "when warrant is yes; when conviction is none"
    assert describe_cubes(space, cubes).endswith("and under 1 more condition")
    assert describe_cubes(space, cubes, most=1).endswith("and under 3 more conditions")


def test_answers_are_given_as_a_person_could_give_them() -> None:
    space = space_of("warrant", "conviction", "held")

    assert facts_of(space, {2: 1, 0: 1}) == {"warrant": "no", "held": "49 hours"}

"""Lists, counts, days and citations in words."""

from __future__ import annotations

from datetime import date

import pytest

from charteroak.commands.words import (
    counted,
    joined,
    short_citations,
    shown_citations,
    shown_directions,
    shown_facts,
    shown_period,
    shown_rulings,
)
from charteroak.core.directions import Direction, Ruling
from charteroak.core.memo import Grade, Period
from charteroak.core.provenance import Sourced

MAY, SHORT = Ruling(Direction.MAY), Ruling(Direction.MAY, ("until 48 hours",))
MUST_NOT = Ruling(Direction.MUST_NOT)


def cite(name: str, grade: Grade = Grade.VERIFIED, status: str = "in force") -> Sourced:
    return Sourced(cite=name, grade=grade, status=status, source="", note="")


@pytest.mark.parametrize(
    ("words", "shown"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_words_are_joined(words: list[str], shown: str) -> None:
    assert joined(words) == shown
    assert joined(words, "or") == shown.replace("and", "or")


def test_things_are_counted() -> None:
    assert counted(1, "table") == "1 table"
    assert counted(1200, "table") == "1,200 tables"
    assert counted(0, "stretch", "stretches") == "0 stretches"


def test_directions_are_named_once_without_their_bounds() -> None:
    assert shown_directions([MUST_NOT, MAY, SHORT]) == "must not or may"


def test_rulings_with_bounds_are_kept_apart() -> None:
    assert shown_rulings([MUST_NOT, MAY]) == "must not or may"
    assert shown_rulings([MUST_NOT, SHORT, MAY]) == "must not or may, until 48 hours or may"


def test_facts_are_a_sentence() -> None:
    assert shown_facts({"warrant": "no", "held": "48 hours or less"}) == (
        "warrant is no and held is 48 hours or less"
    )


@pytest.mark.parametrize(
    ("period", "shown"),
    [
        (Period(date(2017, 4, 2)), "from 2017-04-02 on"),
        (Period(date(2015, 6, 1), date(2017, 4, 1)), "from 2015-06-01 to 2017-04-01"),
        (Period(date.min, date(2015, 6, 30)), "until 2015-06-30"),
    ],
)
def test_a_stretch_of_time(period: Period, shown: str) -> None:
    assert shown_period(period) == shown


def test_citations_of_one_standing_stand_together() -> None:
    reported = cite("C", Grade.REPORTED, "in force; challenged")

    assert shown_citations([cite("A"), reported, cite("B")]) == (
        "A; B (verified, in force); C (reported, in force; challenged)"
    )


def test_only_what_is_not_usual_of_a_citation_is_shown_beside_it() -> None:
    citations = [
        cite("A"),
        cite("B", status="in force; challenged"),
        cite("C", Grade.REPORTED),
        cite("D", status="stayed"),
    ]

    assert short_citations(citations) == "A; B (challenged); C (reported); D (stayed)"

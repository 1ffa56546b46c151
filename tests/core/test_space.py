"""The space of situations: which facts it holds, and how lines are cut into answers."""

from __future__ import annotations

import pytest

from charteroak.core.errors import CharterOakError, UnknownNameError
from charteroak.core.library import Library
from charteroak.core.space import Domain, Space
from texts import WORDS, find, library, sheet, table, text

HOLD = table(
    "hold",
    "U | conviction | held | > hold | # cite",
    "1 | none | - | must not | Act 1",
    "2 | > none | > 48 hours | must not | Act 1",
    "3 | > none | [24 hours..48 hours] | should not | Act 1",
    "4 | > none | < 24 hours | may | Act 1",
)


def space(*texts: str, names: tuple[str, ...] = ("memo",)) -> Space:
    found = library(*texts)
    return Space([find(found, name) for name in names])


def domain(found: Space, name: str) -> Domain:
    return next(each for each in found.domains if each.fact.name == name)


def test_only_the_facts_that_some_table_or_guarantee_tests_are_held() -> None:
    guarantee = sheet(
        "Guarantees", "guarantee | cite", "never hold must when watch list = no | Act"
    )
    bare, with_guarantee = space(text("memo", HOLD)), space(text("memo", HOLD, guarantee))

    assert [each.fact.name for each in bare.domains] == ["conviction", "held"]
    assert [each.fact.name for each in with_guarantee.domains] == [
        "conviction",
        "watch list",
        "held",
    ]
    assert with_guarantee.arity == (3, 2, 3)


def test_a_line_is_cut_where_the_tables_test_it() -> None:
    held = domain(space(text("memo", HOLD)), "held")

    assert [held.label(i) for i in range(len(held))] == [
        "0 hours or more and less than 24 hours",
        "from 24 hours to 48 hours",
        "more than 48 hours and 96 hours or less",
    ]


@pytest.mark.parametrize(
    ("answer", "index"),
    [
        ("23 hours", 0),
        ("1 day", 1),
        ("2880 minutes", 1),
        ("2881 minutes", 2),
        ("PT48H", 1),
        ("From 24 hours to 48 hours", 1),
    ],
)
def test_an_answer_on_a_line_falls_on_its_piece(answer: str, index: int) -> None:
    assert domain(space(text("memo", HOLD)), "held").index(answer) == index


@pytest.mark.parametrize("answer", ["97 hours", "long", "48", ""])
def test_an_answer_off_the_line_says_what_is_allowed(answer: str) -> None:
    with pytest.raises(UnknownNameError, match="a duration, from 0 hours to 96 hours"):
        domain(space(text("memo", HOLD)), "held").index(answer)


def test_the_example_of_each_answer_falls_on_that_answer() -> None:
    for each in space(text("memo", HOLD)).domains:
        assert [each.index(each.example(i)) for i in range(len(each))] == list(range(len(each)))


def test_a_unit_may_be_written_or_left_out() -> None:
    fact = sheet("Facts", "fact | question | answers", "weight | How heavy? | number [0..] kg")
    rows = table(
        "hold", "U | weight | > hold | # cite", "1 | > 20 | may | Act", "2 | <= 20 | may | Act"
    )
    weight = domain(space(text("memo", rows, fact)), "weight")

    assert [weight.index(each) for each in ("20", "20 kg", "20.5", "0.5kg")] == [0, 0, 1, 0]
    assert weight.label(1) == "more than 20 kg"


def test_a_fact_shared_by_two_texts_is_one_fact_cut_by_both() -> None:
    longer = table("hold", "U | held | > hold | # cite", "1 | > 72 hours | may | Act 1")
    both = space(text("memo", HOLD), text("other", longer), names=("memo", "other"))

    assert len(domain(both, "held")) == 4
    assert len(both) == 2


def test_a_fact_with_another_kind_of_answers_in_a_later_version_cannot_be_compared() -> None:
    def words(version: str, answers: str) -> bytes:
        return (
            WORDS.replace("version: 2020-01-01", f"version: {version}")
            .replace("{from: 2020-01-01}", f"{{from: {version}}}")
            .replace("yes, no                            |\n| held", f"{answers} |\n| held")
            .encode()
        )

    rows = table("hold", "U | watch list | > hold | # cite", "1 | - | may | Act 1")
    found = Library(
        {
            "a": words("2020-01-01", "yes, no"),
            "b": words("2021-01-01", "number"),
            "c": text("memo", rows).encode(),
            "d": text("memo", rows, start="2021-01-01").encode(),
        }
    )
    memos = [find(found, "memo"), find(found, "memo", "2021-01-01")]

    with pytest.raises(CharterOakError, match="“watch list” is defined with different kinds"):
        Space(memos)

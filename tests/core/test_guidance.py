"""Compiled guidance: every hit policy, chained tables, and the law as an input of a memo."""

from __future__ import annotations

import pytest

from charteroak.core.answer import answer
from charteroak.core.errors import CharterOakError, TooLargeError
from charteroak.core.guidance import Guidance, compile_guidance
from charteroak.core.library import Library
from charteroak.core.situation import Request
from texts import DAY, WORDS, find, library, sheet, table, text


def guidance(*texts: str, name: str = "memo") -> Guidance:
    found = library(*texts)
    return compile_guidance(found, find(found, name), DAY)


def hold(*texts: str, **facts: str) -> str:
    """Return what binds for *hold*; a fact's spaces are written as underlines."""
    given = {fact.replace("_", " "): value for fact, value in facts.items()}
    found = answer(guidance(*texts), Request(acts=("hold",), facts=given))
    return str(found.directions[0].ruling)


# ---- hit policies that give a direction ------------------------------------------------------


def test_unique_one_row_decides_and_a_gap_is_no_rule() -> None:
    memo = text("memo", table("hold", "U | warrant | > hold | # cite", "1 | yes | may | Act 1"))

    assert hold(memo, warrant="yes") == "may"
    assert hold(memo, warrant="no") == "no rule"


def test_any_rows_that_agree_may_fit_together() -> None:
    rows = [
        "1 | yes | - | may | Act 1",
        "2 | - | yes | may | Act 2",
        "3 | no | no | must not | Act 3",
    ]
    memo = text("memo", table("hold", "A | warrant | watch list | > hold | # cite", *rows))

    assert hold(memo, warrant="yes", watch_list="yes") == "may"
    assert hold(memo, warrant="no", watch_list="yes") == "may"
    assert hold(memo, warrant="no", watch_list="no") == "must not"


def test_first_the_row_that_stands_first_decides() -> None:
    rows = [
        "1 | - | yes | must not | Act 1",
        "2 | yes | - | may | Act 2",
        "3 | - | - | refer | Act 3",
    ]
    memo = text("memo", table("hold", "F | warrant | watch list | > hold | # cite", *rows))

    assert hold(memo, warrant="yes", watch_list="yes") == "must not"
    assert hold(memo, warrant="yes", watch_list="no") == "may"
    assert hold(memo, warrant="no", watch_list="no") == "refer"


def test_priority_the_output_that_stands_first_among_those_allowed_decides() -> None:
    risk = table(
        "risk",
        "P | conviction | watch list | > risk | # cite",
        " | | | high, middle, low | ",
        "1 | - | - | low | Act 1",
        "2 | > none | - | middle | Act 1",
        "3 | - | yes | high | Act 1",
    )
    rule = table(
        "hold",
        "U | risk | > hold | # cite",
        "1 | high | must | Act 1",
        "2 | middle | may | Act 1",
        "3 | low | must not | Act 1",
    )
    memo = text("memo", risk, rule)

    assert hold(memo, conviction="other", watch_list="yes") == "must"
    assert hold(memo, conviction="other", watch_list="no") == "may"
    assert hold(memo, conviction="none", watch_list="no") == "must not"


# ---- hit policies that collect numbers -------------------------------------------------------


def points(policy: str, limit: str) -> str:
    """Return a memo that collects 3, 2 and 5 under ``policy`` and holds from ``limit`` on."""
    scored = table(
        "score",
        f"{policy} | warrant | conviction | watch list | > points | # cite",
        "1 | yes | - | - | 3 | Act 1",
        "2 | - | > none | - | 2 | Act 1",
        "3 | - | - | yes | 5 | Act 1",
    )
    rule = table(
        "hold",
        "F | points | > hold | # cite",
        f"1 | {limit} | may | Act 1",
        "2 | - | must not | Act 1",
    )
    return text("memo", scored, rule)


@pytest.mark.parametrize(
    ("policy", "limit", "expected"),
    [
        ("C+", ">= 10", "may"),
        ("C+", "> 10", "must not"),
        ("C<", "<= 2", "may"),
        ("C<", "< 2", "must not"),
        ("C>", ">= 5", "may"),
        ("C>", "> 5", "must not"),
        ("C#", ">= 3", "may"),
        ("C#", "> 3", "must not"),
    ],
)
def test_numbers_are_summed_compared_or_counted(policy: str, limit: str, expected: str) -> None:
    found = hold(points(policy, limit), warrant="yes", conviction="other", watch_list="yes")

    assert found == expected


@pytest.mark.parametrize(
    ("policy", "limit", "expected"),
    [
        ("C+", "0", "may"),
        ("C#", "0", "may"),
        ("C<", ">= 0", "must not"),
        ("C>", ">= 0", "must not"),
    ],
)
def test_without_a_row_that_fits_the_sum_is_nothing_and_there_is_no_smallest(
    policy: str, limit: str, expected: str
) -> None:
    found = hold(points(policy, limit), warrant="no", conviction="none", watch_list="no")

    assert found == expected


def test_only_the_rows_that_fit_are_collected() -> None:
    facts = {"warrant": "yes", "conviction": "none", "watch_list": "no"}

    assert hold(points("C+", "3"), **facts) == "may"
    assert hold(points("C#", "1"), **facts) == "may"
    assert hold(points("C<", "3"), **facts) == "may"
    assert hold(points("C>", "3"), **facts) == "may"


# ---- inputs from tables and from the law -----------------------------------------------------


def test_the_direction_of_one_act_is_an_input_of_another_table() -> None:
    tell = table(
        "tell",
        "U | hold | > tell release date | # cite",
        "1 | may | should | Act 1",
        "2 | must not | must not | Act 1",
    )
    request = Request(acts=("tell release date",), facts={"warrant": "yes"})
    found = answer(guidance(text("memo", LAW, tell)), request)

    assert str(found.directions[0].ruling) == "should"


APPLIES = table(
    "hold",
    "U | law: hold | > hold | # cite",
    "1 | must not | must not | Act 1",
    "2 | may | should not | Act 1",
    "3 | refer, no rule | refer | Act 1",
)
LAW = table(
    "hold",
    "U | warrant | > hold | # cite",
    "1 | yes | may | Act 1",
    "2 | no | must not | Act 1",
)


def test_a_memo_reads_the_direction_that_the_law_gives() -> None:
    texts = [text("act", LAW, level="state statute"), text("memo", APPLIES, front="rests on: act")]

    assert hold(*texts, warrant="yes") == "should not"
    assert hold(*texts, warrant="no") == "must not"


def test_where_the_law_is_not_in_force_its_direction_is_no_rule() -> None:
    later = text("act", LAW, level="state statute", start="2021-01-01")

    assert hold(later, text("memo", APPLIES, front="rests on: act")) == "refer"


# ---- what cannot be compiled -----------------------------------------------------------------


def test_a_level_that_no_vocabulary_orders_is_an_error() -> None:
    towns = WORDS.replace("text: words", "text: towns").replace(
        "federal statute, ", "town statute, "
    )
    law = text("act", LAW, level="town statute").replace("uses: words", "uses: towns")
    sources = {
        "towns": towns,
        "words": WORDS,
        "act": law,
        "memo": text("memo", LAW, front="rests on: act"),
    }
    found = Library({name: source.encode() for name, source in sources.items()})
    compiled = compile_guidance(found, find(found, "memo"), DAY)

    with pytest.raises(CharterOakError, match="of the level “town statute”, which no vocabulary"):
        compiled.verdict("hold")


def test_a_table_beyond_the_limits_is_an_error_that_names_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def too_many(*_: object) -> int:
        raise TooLargeError("more than so many nodes")

    found = guidance(text("memo", LAW))
    monkeypatch.setattr(found.diagram, "all_of", too_many, raising=False)
    with pytest.raises(TooLargeError, match=r"0\.md:13:5: the table “hold” is too large"):
        found.verdict("hold")


def test_the_acts_are_those_that_some_text_rules_on_in_the_order_declared() -> None:
    tell = table("tell", "U | warrant | > tell release date | # cite", "1 | - | may | Act 1")
    found = guidance(
        text("act", LAW, level="state statute"), text("memo", tell, front="rests on: act")
    )

    assert found.acts == ("hold", "tell release date")
    assert list(found.act_names) == ["hold", "tell release date"]
    assert found.act("hold") is not None
    assert found.act("dance") is None


def test_a_guarantee_of_a_memo_adds_no_act() -> None:
    guarantee = sheet("Guarantees", "guarantee | cite", "never hold must when warrant = no | Act 1")

    assert guidance(text("memo", LAW, guarantee)).acts == ("hold",)

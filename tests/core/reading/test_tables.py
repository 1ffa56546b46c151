"""Decision tables together: what they rule on and read, and that they never go in a circle."""

# ruff: noqa: E501 - an example is one line, which reads as a row of a table.
from __future__ import annotations

import pytest

from charteroak.core.facts import (
    ChoiceTest,
    FactKey,
    LineTest,
)
from charteroak.core.tables import (
    LawAct,
    OutputKey,
)
from core.reading.support import FRONT, KNOWN, only_table, problems, read, rules, table, wrong

SORT = table(
    "F | judge signed | > kind of paper | # cite",
    "1 | yes | from a court | CGS 54-192h",
    "2 | - | From an agency | CGS 54-192h",
    "3 | - | FROM A COURT | CGS 54-192h",
    name="sort: what kind is it?",
)
POINTS = table(
    "C+ | judge signed | > points | # cite",
    "1 | yes | 2 | CGS 54-192h",
    "2 | - | 0.5 | CGS 54-192h",
    name="points",
)
LAW = FRONT.replace("kind: memo", "kind: law")


# ---- inputs ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "source"),
    [
        ("Judge Signed", FactKey("ct/test", "judge signed")),
        ("ct/test: judge signed", FactKey("ct/test", "judge signed")),
        ("Kind of  Paper", OutputKey("kind of paper")),
        ("points", OutputKey("points")),
        ("tell release date", OutputKey("tell release date")),
        ("law: HOLD", LawAct("hold")),
    ],
)
def test_every_kind_of_input(column: str, source: object) -> None:
    tell = rules("-").replace("may we", "tell").replace("> hold", "> TELL release date")
    found = read(SORT + POINTS + tell + rules("-", column=column)).tables[-1].inputs[0]
    assert (found.source, found.written) == (source, column)


def test_the_values_of_an_output_are_those_of_its_cells_as_first_written() -> None:
    memo = read(SORT + rules("from a COURT", column="kind of paper"))
    sort, hold = memo.tables
    assert sort.outputs[0].values == ("from a court", "From an agency")
    assert [row.results for row in sort.rows] == [
        ("from a court",),
        ("From an agency",),
        ("from a court",),
    ]
    assert hold.rows[0].tests == (ChoiceTest(frozenset({"from a court"})),)


def test_the_result_of_counting_is_a_number() -> None:
    memo = read(POINTS + rules("> 2", column="points"))
    assert isinstance(memo.tables[1].rows[0].tests[0], LineTest)
    assert memo.tables[0].outputs[0].values == ()


def test_values_that_are_numbers_compare() -> None:
    body = table(
        "F | judge signed | > hours | # cite",
        "1 | yes | 48 | CGS 54-192h",
        "2 | - | -1 | CGS 54-192h",
        name="hours",
    )
    memo = read(body + rules(">= 24", column="hours"))
    assert isinstance(memo.tables[1].rows[0].tests[0], LineTest)
    assert memo.tables[0].rows[0].results == ("48",)


@pytest.mark.parametrize(
    ("column", "found", "nearest"),
    [
        ("▶judge singed", "“judge singed” is not a fact, nor an output of a table of this text", "judge signed"),
        ("▶kind of papr", "“kind of papr” is not a fact, nor an output of a table of this text", "kind of paper"),
        ("▶ct/tset: judge signed", "“ct/tset: judge signed” is not a fact, nor an output of a table of this text", "ct/test: judge signed"),
        ("▶law: hodl", "“law: hodl” is not a fact, nor an output of a table of this text", "law: hold"),
        ("▶tell release date", "no table of this text rules on “Tell Release Date”, in “tell release date”", "law: Tell Release Date"),
    ],
)  # fmt: skip
def test_inputs_that_are_not_known(column: str, found: str, nearest: str) -> None:
    problem = wrong(SORT + rules("-", column=column))
    assert (problem.found, problem.nearest) == (f"{found}.", nearest)
    assert problem.allowed


def test_an_input_is_tested_once() -> None:
    body = table(
        "F | judge signed | ▶ct/test: judge signed | > hold | # cite",
        "1 | - | - | may | CGS 54-192h",
    )
    assert wrong(body).found == "“ct/test: judge signed” is tested twice."


def test_the_law_does_not_read_what_the_law_gives() -> None:
    problem = wrong(rules("-", column="▶law: tell release date"), front=LAW)
    assert (
        problem.found
        == "only a memo or a plan reads what the law gives, in “law: tell release date”."
    )


# ---- circles -----------------------------------------------------------------------------------


def step(name: str, reads: str, gives: str) -> str:
    return table(f"F | {reads} | > {gives} | # cite", "1 | x | x | CGS 54-192h", name=name)


def test_tables_that_feed_each_other_in_a_circle() -> None:
    body = step("one", "c", "a") + step("two", "▶a", "b") + step("three", "b", "c")
    circle = "one → two → three → one"
    problem = wrong(body)
    assert problem.found == f"the tables feed each other in a circle: {circle}, in “a”."


def test_a_long_circle_is_shown_shortly() -> None:
    tables = [step(f"t{i}", f"v{(i + 1) % 20}", f"v{i}") for i in range(20)]
    (problem,) = problems(FRONT + KNOWN + "".join(tables))
    assert problem.found.count("→") == 9
    assert "… " not in problem.found


def test_a_table_that_feeds_itself() -> None:
    problem = wrong(step("one", "▶a", "a"))
    assert problem.found == "the tables feed each other in a circle: one → one, in “a”."
    assert problem.allowed == "tables that feed one way"


def test_acts_feed_acts_in_a_circle() -> None:
    tell = (
        rules("-", column="▶hold")
        .replace("may we", "tell")
        .replace("> hold", "> Tell Release Date")
    )
    problem = wrong(rules("-", column="tell release date") + tell)
    assert "in a circle: " in problem.found


def test_tables_that_share_a_feeder_are_no_circle() -> None:
    body = step("one", "judge signed", "a").replace("| x | x |", "| - | x |")
    body += step("two", "a", "b") + step("three", "a", "c") + rules("x", column="b")
    assert len(read(body.replace("hold?", "x?")).tables) == 4


# ---- outputs -----------------------------------------------------------------------------------


def test_an_act_is_ruled_on_by_one_table() -> None:
    problem = wrong(rules("-") + rules("-").replace("may we", "again").replace("> hold", "▶> HOLD"))
    assert problem.found == "the table “may we” rules on “hold” already, in “> HOLD”."
    assert problem.allowed == "one table for each act"


def test_an_output_is_given_by_one_table() -> None:
    problem = wrong(SORT + SORT.replace("sort:", "again:").replace("> kind", "> ▶kind"))
    assert problem.found.startswith("“kind of paper” is already the name of an output on line ")


def test_an_output_has_no_name_of_a_fact() -> None:
    problem = wrong(SORT.replace("kind of paper", "▶held"))
    assert problem.found == "“held” is already the name of a fact on line 19."


def test_a_table_may_rule_on_several_acts_in_their_declared_spelling() -> None:
    body = table(
        "F | judge signed | > HOLD | > tell release date | # cite",
        "1 | - | may | must | CGS 54-192h",
    )
    assert [(o.name, o.act) for o in only_table(read(body)).outputs] == [
        ("hold", "hold"),
        ("Tell Release Date", "Tell Release Date"),
    ]


def test_a_misspelt_act_is_no_output() -> None:
    problem = wrong(
        table(
            "F | judge signed | > ▶hodl | # cite",
            "1 | yes | may | CGS 54-192h",
            "2 | - | must not | CGS 54-192h",
        )
    )
    assert problem.found == "“hodl” is not an act, and its cells are directions."
    assert (problem.allowed, problem.nearest) == ("hold, Tell Release Date", "hold")


def test_an_output_is_not_called_like_the_rows_of_cases() -> None:
    problem = wrong(SORT.replace("kind of paper", "▶duties"))
    assert problem.found == "“duties” is a column of Cases and cannot be the name of an output."


# ---- the row of allowed values -----------------------------------------------------------------


def test_the_row_of_allowed_values() -> None:
    body = table(
        "P | judge signed | > hold | # cite",
        " | yes, no | must not, refer, may | ",
        "1 | - | may | CGS 54-192h",
        "2 | no | MUST NOT | CGS 54-192h",
        name="may we",
    )
    found = only_table(read(body))
    assert found.outputs[0].values == ("must not", "refer", "may")
    assert found.allowed == ("", "yes, no", "must not, refer, may", "")
    assert found.columns == ("P", "judge signed", "> hold", "# cite")
    assert [row.name for row in found.rows] == ["1", "2"]


def test_allowed_values_give_the_order_of_an_output() -> None:
    body = table(
        "P | judge signed | > status | # cite",
        ' | - | good, bad, "so, so" | -',
        "1 | - | BAD | CGS 54-192h",
        '2 | - | "so, so" | CGS 54-192h',
    )
    found = only_table(read(body))
    assert found.outputs[0].values == ("good", "bad", "so, so")
    assert [row.results for row in found.rows] == [("bad",), ("so, so",)]


@pytest.mark.parametrize(
    ("allowed", "row", "found", "words"),
    [
        (" | yes, no | must, ▶may be | -", "1 | - | must | CGS 54-192h", "“may be” is not a direction", "must, must not, should, should not, may, refer, no rule"),
        (" | - | must, may | -", "1 | - | ▶refer | CGS 54-192h", "“refer” is not in the row of allowed values", "must, may"),
        (" | yes, ▶maybe | must, may | -", "1 | - | must | CGS 54-192h", "“maybe” is not an answer to “judge signed”", "yes, no; not(…) or - in a test"),
        (" | - | must, ▶must | -", "1 | - | must | CGS 54-192h", "“must” is written twice", "must, must not, should, should not, may, refer, no rule"),
    ],
)  # fmt: skip
def test_what_can_be_wrong_with_allowed_values(
    allowed: str, row: str, found: str, words: str
) -> None:
    problem = wrong(table("F | judge signed | > hold | # cite", allowed, row))
    assert problem.found.startswith(found)
    assert problem.allowed == words


def test_a_value_that_is_not_allowed() -> None:
    problem = wrong(
        table(
            "F | judge signed | > status | # cite",
            " | - | good, bad | -",
            "1 | - | ▶god | CGS 54-192h",
        )
    )
    assert problem.found == "“god” is not in the row of allowed values."
    assert (problem.allowed, problem.nearest) == ("good, bad", "good")


@pytest.mark.parametrize("allowed", [[], [" | - | - | -"]])
def test_priority_needs_an_order(allowed: list[str]) -> None:
    problem = wrong(
        table("P | judge signed | ▶> hold | # cite", *allowed, "1 | - | must | CGS 54-192h")
    )
    assert problem.found == "a table P needs the order of its first output, in “> hold”."
    assert problem.allowed == "a row under the header, its first cell empty, that lists the values"


@pytest.mark.parametrize("allowed", ["", "| | - | may | - |\n"])
def test_a_table_has_rows(allowed: str) -> None:
    problem = wrong(
        f"### a: b?\n\n▶| F | judge signed | > hold | # cite |\n|---|---|---|---|\n{allowed}"
    )
    assert (problem.found, problem.allowed) == ("the table has no rows.", "a row for each rule")


# ---- limits ------------------------------------------------------------------------------------


def test_64_columns_are_read_and_65_are_not() -> None:
    columns = [f"# x{i}" for i in range(61)]
    found = problems(FRONT + table(f"F | {' | '.join(columns)} | > a | # cite", "1" + " | -" * 63))
    assert not any("columns" in problem.found for problem in found)
    body = table(f"F | # x | {' | '.join(columns)} | > a | # cite", "1" + " | -" * 64)
    assert any(problem.found == "the table has 65 columns." for problem in problems(FRONT + body))


def test_2000_rows_are_read_and_2001_are_not() -> None:
    rows = [f"{i} | - | may | CGS 54-192h" for i in range(2, 2003)]
    header = "F | judge signed | > hold | # cite"
    assert len(only_table(read(table(header, *rows[:2000]))).rows) == 2000
    problem = wrong(table(header, *rows).replace("| F", "▶| F"))
    assert (problem.found, problem.allowed) == ("the table has 2001 rows.", "2000 rows")


def test_200_tables_are_read_and_201_are_not() -> None:
    each = [step(f"t{i}", "judge signed", f"v{i}").replace("x | x", "- | x") for i in range(200)]
    assert len(read("".join(each)).tables) == 200
    more = step("more", "judge signed", "more").replace("x | x", "- | x").replace("| F", "▶| F")
    problem = wrong("".join(each) + more)
    assert (problem.found, problem.allowed) == ("the text has more than 200 tables.", "200 tables")
